// Package groundtest is what the services stand on in tests: real storage, a vault, the settings with their first
// environment, a log and a bus, all in one folder; a catalog of a few providers; a clock that a test moves.
package groundtest

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/event"
	"patchbay/app/logs"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Options differ from test to test.
type Options struct {
	Dir     string           // "" is a folder of the test; a folder that was opened before is a restart
	Now     func() time.Time // nil: time.Now
	Keyring vault.Keyring    // nil: a passphrase protects the keys
}

// Ground is open until Close.
type Ground struct {
	Dir         string
	DB          *sqlite.DB
	Vault       *vault.Vault
	Bus         *event.Bus
	Redactor    *logs.Redactor
	Logs        *logs.Store
	Settings    *settings.Service
	Environment settings.Environment // the default one

	journal *sqlite.DB
}

// Open opens what lies in the folder. The caller closes it, before it opens the folder again or at the end of the test.
func Open(t testing.TB, o Options) *Ground {
	t.Helper()
	ctx := context.Background()
	if o.Dir == "" {
		o.Dir = t.TempDir()
	}
	locked := vault.Options{Mode: vault.Passphrase, Folder: o.Dir, Passphrase: "p", Cost: vault.Cost{Passes: 1, MemoryKiB: 64, Threads: 1}}
	if o.Keyring != nil {
		locked = vault.Options{Mode: vault.Keychain, Folder: o.Dir, Keyring: o.Keyring}
	}
	g := &Ground{Dir: o.Dir, Bus: event.NewBus(), Redactor: logs.NewRedactor()}
	g.DB = database(t, o, "main", "patchbay.db")
	g.journal = database(t, o, "logs", "logs.db")
	g.Logs = must(logs.Open(ctx, logs.Options{DB: g.journal, Redactor: g.Redactor, Bus: g.Bus, Now: o.Now}))(t)
	g.Vault = must(vault.Open(ctx, locked))(t)
	g.Settings = must(settings.Open(ctx, settings.Options{DB: g.DB, Vault: g.Vault, Bus: g.Bus}))(t)
	g.Environment = g.Settings.Default()
	return g
}

// Close stops the log and closes the databases. Everything that stands on it has to be stopped before.
func (g *Ground) Close() {
	g.Logs.Stop()
	_ = g.DB.Close()
	_ = g.journal.Close()
}

func database(t testing.TB, o Options, migrations, file string) *sqlite.DB {
	t.Helper()
	return must(sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(o.Dir, file), Migrations: sqlite.Migrations(migrations), Now: o.Now}))(t)
}

// Catalog is a catalog of these files alone: key to YAML.
func Catalog(t testing.TB, providers map[string]string) *catalog.Catalog {
	t.Helper()
	folder := fstest.MapFS{}
	for key, text := range providers {
		folder[key+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	index, problems, err := catalog.BuildIndex(folder)
	if err != nil {
		t.Fatal(err, problems)
	}
	return must(catalog.Open(index, "", nil))(t)
}

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// Clock is a wall clock that a test moves; it never goes on by itself.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock returns a clock that stands at a time.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is the time that it shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Advance moves it.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}
