// Package localtls lets this machine answer https://localhost: a certificate authority of its own, constrained to
// loopback, its certificates, and the trust stores it is put into and taken out of.
package localtls

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Options are what an Authority works with; DB and Vault are required.
type Options struct {
	DB     *sqlite.DB
	Vault  *vault.Vault
	Stores []Store // default: none; see SystemStores

	Now  func() time.Time // default time.Now
	Rand io.Reader        // default crypto/rand
	Log  *slog.Logger     // default: discard
}

// Authority is the installation's certificate authority. There is none until somebody enables it. Safe for concurrent use.
type Authority struct {
	db     *sqlite.DB
	vault  *vault.Vault
	stores []Store
	now    func() time.Time
	rand   io.Reader
	log    *slog.Logger

	change  sync.Mutex // one of Enable, Disable, Trust at a time
	mu      sync.Mutex
	current *row // nil: not enabled
	retired []*row
	leaf    *tls.Certificate
}

// Status is what there is to know about the authority.
type Status struct {
	Enabled     bool
	Name        string    // what trust stores list it as
	Fingerprint string    // SHA-256 of the root, in upper-case hex with colons, as browsers show it
	Certificate string    // the root in PEM, for stores that take files
	Expires     time.Time // of the authority; it can be made anew then
	Stores      []StoreState
	Trusted     bool // as far as can be seen from here, the browsers take its certificates
	Leftovers   bool // a store still trusts an authority that was given up; its key is gone
}

// Open reads what the database holds. No keychain and no trust store is touched.
func Open(ctx context.Context, o Options) (*Authority, error) {
	a := &Authority{db: o.DB, vault: o.Vault, stores: o.Stores, now: o.Now, rand: o.Rand, log: o.Log}
	if a.now == nil {
		a.now = time.Now
	}
	if a.rand == nil {
		a.rand = rand.Reader
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	return a, a.load(ctx)
}

// Enabled reports whether there is an authority.
func (a *Authority) Enabled() bool { return a.row() != nil }

// KeyGone reports whether an error of Certificate means that the vault lost the authority's key for good.
func KeyGone(err error) bool { return err != nil && fault.From(err).Code == "secret_gone" }

// row is the authority that counts; nil when there is none.
func (a *Authority) row() *row {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.current
}

// Enable makes the authority if there is none, or when the vault lost its key. It trusts nothing by itself; see Trust.
// Faults: those of the vault.
func (a *Authority) Enable(ctx context.Context) error {
	a.change.Lock()
	defer a.change.Unlock()
	if current := a.row(); current != nil {
		if _, err := a.Certificate(ctx); !KeyGone(err) {
			return err
		}
		if err := a.retire(ctx, current); err != nil {
			return err
		}
	}
	id, err := uuid.NewRandomFromReader(a.rand)
	if err != nil {
		return noRandom(err)
	}
	// Trust stores tell authorities apart by name, so every one has its own.
	made, err := newPair("Patchbay local CA "+id.String()[:8], a.now(), a.rand)
	if err != nil {
		return noRandom(err)
	}
	if err := a.insert(ctx, id.String(), made); err != nil {
		return err
	}
	return a.load(ctx)
}

// Disable gives the authority up: its key is deleted first, so that nothing can be signed any more, then every store
// that can be reached forgets it. What could not be removed is a leftover in the Status, and the next Disable or Trust
// tries again.
func (a *Authority) Disable(ctx context.Context) error {
	a.change.Lock()
	defer a.change.Unlock()
	if current := a.row(); current != nil {
		if err := a.retire(ctx, current); err != nil {
			return err
		}
		if err := a.load(ctx); err != nil {
			return err
		}
	}
	return a.clean(ctx)
}

// Trust puts the authority into the stores that need no password, and takes earlier ones out. A store that refuses is
// seen in the Status; the fault is that of the first. Faults: https_disabled, trust_store.
func (a *Authority) Trust(ctx context.Context) error {
	a.change.Lock()
	defer a.change.Unlock()
	current := a.row()
	if current == nil {
		return disabled()
	}
	if err := a.clean(ctx); err != nil {
		return err
	}
	var first error
	for _, store := range a.stores {
		state := store.State(current.root)
		if state.Trusted || !state.Available || state.NeedsPassword {
			continue
		}
		if err := store.Add(current.root); err != nil && first == nil {
			first = storeFault("could not take the certificate authority", state, err)
		}
	}
	return first
}

// clean removes retired authorities from the stores, and forgets those that no store holds.
func (a *Authority) clean(ctx context.Context) error {
	a.mu.Lock()
	retired := a.retired
	a.mu.Unlock()
	for _, old := range retired {
		held := false
		for _, store := range a.stores {
			held = a.removed(store, old) || held
		}
		if held {
			continue
		}
		if err := a.forget(ctx, old); err != nil {
			return err
		}
	}
	return a.load(ctx)
}

// removed takes an old authority out of one store and reports whether the store holds it still.
func (a *Authority) removed(store Store, old *row) bool {
	state := store.State(old.root)
	if state.Trusted && !state.NeedsPassword {
		if err := store.Remove(old.root); err != nil {
			a.log.Warn("a trust store kept a certificate authority that was given up", "store", state.Name, "error", err)
		}
		state = store.State(old.root)
	}
	return state.Trusted
}

// Status asks every store, which may start a program or two.
func (a *Authority) Status() Status {
	a.mu.Lock()
	current, retired := a.current, a.retired
	a.mu.Unlock()
	s := Status{Leftovers: len(retired) > 0, Stores: []StoreState{}}
	if current == nil {
		return s
	}
	sum := sha256.Sum256(current.root.Raw)
	s.Enabled, s.Name, s.Certificate, s.Expires = true, current.root.Subject.CommonName, toPEM(current.root), current.root.NotAfter
	s.Fingerprint = strings.ToUpper(strings.TrimSuffix(colons(sum[:]), ":"))
	for _, store := range a.stores {
		s.Stores = append(s.Stores, store.State(current.root))
	}
	s.Trusted = trusted(s.Stores)
	return s
}

// trusted reports whether every store that browsers read holds the authority. Where no such store is to be seen, any
// other that does is the best sign there is.
func trusted(stores []StoreState) bool {
	all, any, deciding := true, false, false
	for _, s := range stores {
		any = any || s.Trusted
		if s.Browsers && s.Available {
			deciding = true
			all = all && s.Trusted
		}
	}
	return deciding && all || !deciding && any
}

// LeftoverCertificates are the roots, in PEM, that a store may still hold although they were given up.
func (a *Authority) LeftoverCertificates() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := []string{}
	for _, old := range a.retired {
		list = append(list, toPEM(old.root))
	}
	return list
}

func colons(b []byte) string {
	var out strings.Builder
	for i := range b {
		out.WriteString(hex.EncodeToString(b[i:i+1]) + ":")
	}
	return out.String()
}

func disabled() error {
	return fault.New(fault.Conflict, "https_disabled", "https://localhost is not switched on.").
		WithHint("Switch it on with: patchbay https enable, or in the settings under Addresses.")
}

func noRandom(err error) error {
	return fault.New(fault.Internal, "server_error", "The certificate authority could not be made.").WithCause(err)
}
