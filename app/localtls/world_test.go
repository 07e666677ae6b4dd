package localtls_test

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/localtls"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// shelf is a trust store in memory.
type shelf struct {
	mu       sync.Mutex
	name     string
	browsers bool // browsers look here
	password bool
	absent   bool
	refuse   bool // Add and Remove fail
	held     map[string]bool
}

func (s *shelf) State(root *x509.Certificate) localtls.StoreState {
	s.mu.Lock()
	defer s.mu.Unlock()
	return localtls.StoreState{Name: s.name, Title: s.name, Trusted: s.held[string(root.Raw)], Available: !s.absent, NeedsPassword: s.password, Browsers: s.browsers}
}

func (s *shelf) Add(root *x509.Certificate) error { return s.put(root, true) }

func (s *shelf) Remove(root *x509.Certificate) error { return s.put(root, false) }

func (s *shelf) put(root *x509.Certificate, held bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse {
		return errors.New("the store is read-only")
	}
	if s.held == nil {
		s.held = map[string]bool{}
	}
	s.held[string(root.Raw)] = held
	return nil
}

func (s *shelf) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, held := range s.held {
		if held {
			n++
		}
	}
	return n
}

// house is a data folder with a clock.
type house struct {
	db     *sqlite.DB
	vault  *vault.Vault
	mu     sync.Mutex
	time   time.Time
	stores []localtls.Store
}

func newHouse(t *testing.T, stores ...localtls.Store) *house {
	t.Helper()
	h := &house{time: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), stores: stores}
	var err error
	h.db, err = sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "patchbay.db"), Migrations: sqlite.Migrations("main"), Now: h.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.db.Close(); err != nil {
			t.Error(err)
		}
	})
	if h.vault, err = vault.Open(t.Context(), vault.Options{Mode: vault.Memory}); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.time
}

func (h *house) later(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.time = h.time.Add(d)
}

func (h *house) open(t *testing.T) *localtls.Authority {
	t.Helper()
	a, err := localtls.Open(t.Context(), localtls.Options{DB: h.db, Vault: h.vault, Stores: h.stores, Now: h.now})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (h *house) enabled(t *testing.T) *localtls.Authority {
	t.Helper()
	a := h.open(t)
	if err := a.Enable(t.Context()); err != nil {
		t.Fatal(err)
	}
	return a
}

func (h *house) count(t *testing.T, query string) (n int) {
	t.Helper()
	if err := h.db.Reader().QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// root reads the certificate that a Status hands to people.
func root(t *testing.T, a *localtls.Authority) *x509.Certificate {
	t.Helper()
	block, rest := pem.Decode([]byte(a.Status().Certificate))
	if block == nil || len(rest) != 0 {
		t.Fatalf("not one PEM block: %q", a.Status().Certificate)
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}
