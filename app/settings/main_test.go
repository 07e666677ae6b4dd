package settings_test

import (
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"patchbay/app/event"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// house is a data folder that can be left and entered again.
type house struct {
	folder string
	mode   vault.Mode
	db     *sqlite.DB
	vault  *vault.Vault
	bus    *event.Bus
}

var cheap = vault.Cost{Passes: 1, MemoryKiB: 64, Threads: 1}

func newHouse(t testing.TB, mode vault.Mode) *house {
	t.Helper()
	h := &house{folder: t.TempDir(), mode: mode, bus: event.NewBus()}
	h.enter(t)
	t.Cleanup(func() { h.leave(t) })
	return h
}

func (h *house) enter(t testing.TB) {
	t.Helper()
	var err error
	h.db, err = sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(h.folder, "patchbay.db"), Migrations: sqlite.Migrations("main")})
	if err != nil {
		t.Fatal(err)
	}
	h.vault, err = vault.Open(t.Context(), vault.Options{Mode: h.mode, Folder: h.folder, Passphrase: "p", Cost: cheap})
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) leave(t testing.TB) {
	t.Helper()
	if err := h.db.Close(); err != nil {
		t.Error(err)
	}
}

func (h *house) open(t testing.TB, fixed vault.Secret) (*settings.Service, error) {
	return settings.Open(t.Context(), settings.Options{DB: h.db, Vault: h.vault, Bus: h.bus, FixedKey: fixed})
}

func (h *house) mustOpen(t testing.TB, fixed vault.Secret) *settings.Service {
	t.Helper()
	s, err := h.open(t, fixed)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
