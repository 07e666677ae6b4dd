// Package app builds Patchbay out of its parts: it opens them in order, plugs them together and closes them in reverse.
package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"sync/atomic"
	"time"

	"patchbay/app/api"
	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/localtls"
	"patchbay/app/logs"
	"patchbay/app/mcpserver"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/providerscripts"
	"patchbay/app/proxy"
	"patchbay/app/redirect"
	"patchbay/app/script/typecheck"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
	"patchbay/app/webhooks"
)

// The addresses that the README and every example name.
const (
	DefaultAddr        = "127.0.0.1:3003"
	DefaultWebhookAddr = "127.0.0.1:3004"
)

// Config is what one start of Patchbay is told. DataDir and Providers are required.
type Config struct {
	DataDir     string
	Addr        string // loopback address of the API; default DefaultAddr, port 0 picks a free one
	WebhookAddr string // the same for the webhook receiver; default DefaultWebhookAddr
	HTTPSAddr   string // the same for https://localhost, when it is switched on; default DefaultHTTPSAddr
	FreePort    bool   // a taken port is replaced by a free one instead of being an error: the window

	Vault      vault.Mode   // default: what the folder was made with, or the keychain
	Passphrase vault.Secret // for vault.Passphrase
	SecretKey  vault.Secret // fixes the dev environment's API key
	AllowHosts []string     // private destinations that requests may reach, beside those of the settings
	Project    string       // the functions folder; default: the one that was open the last time

	Providers []byte // the catalog's index
	Frontend  fs.FS  // the built pages; nil or empty: a page says that they are not built
	Version   string

	Now     func() time.Time // default time.Now
	Rand    io.Reader        // default crypto/rand
	Keyring vault.Keyring    // default: the system's

	TrustStores []localtls.Store // where the authority of https://localhost may be put; default: the system's and the browsers'

	Log *slog.Logger // default: discard
}

// App is one running Patchbay. Its parts know nothing of each other beyond what is plugged in here.
type App struct {
	config Config
	log    *slog.Logger

	folder   *sqlite.Folder
	bus      *event.Bus
	vault    *vault.Vault
	settings *settings.Service
	outbound *outbound.Client
	logs     *logs.Store
	catalog  *catalog.Catalog
	connect  *connect.Service
	proxy    *proxy.Service
	notify   *notify.Service
	webhooks *webhooks.Service
	redirect *redirect.Service
	secure   *secureDoor
	api      *api.Server
	machinery

	addresses atomic.Pointer[bound]
	focus     atomic.Pointer[func()] // brings the window to the front; nil without a window

	closers []func() error // in the order of opening
}

// Open locks the data folder and opens everything in it. Nothing runs and nothing listens yet. Faults are those of
// the parts: a folder in use, a newer database, a locked keychain, a wrong passphrase, each with what to do.
func Open(ctx context.Context, c Config) (*App, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	a := &App{config: c, log: c.Log, bus: event.NewBus()}
	if err := a.open(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) open(ctx context.Context) error {
	c := a.config
	// The addresses are checked before anything is made on disk.
	if _, _, err := a.listenAddresses(); err != nil {
		return err
	}
	if _, err := a.httpsAddress(); err != nil {
		return err
	}
	var err error
	if a.folder, err = sqlite.LockFolder(c.DataDir); err != nil {
		return err
	}
	a.closers = append(a.closers, a.folder.Close)
	main, err := a.database(ctx, "main", "patchbay.db")
	if err != nil {
		return err
	}
	journal, err := a.database(ctx, "logs", "logs.db")
	if err != nil {
		return err
	}
	if a.vault, err = vault.Open(ctx, vault.Options{
		Mode: c.Vault, Folder: a.folder.Path(), Passphrase: c.Passphrase, Keyring: c.Keyring, Rand: c.Rand,
	}); err != nil {
		return err
	}
	if a.vault.Mode() == vault.Passphrase {
		// Deriving the key took 64 MB on purpose; they would stay resident for minutes.
		debug.FreeOSMemory()
	}
	if a.settings, err = settings.Open(ctx, settings.Options{
		DB: main, Vault: a.vault, Bus: a.bus, Rand: c.Rand, FixedKey: c.SecretKey, Now: c.Now,
	}); err != nil {
		return err
	}
	known, err := catalog.Open(c.Providers, filepath.Join(a.folder.Path(), "providers"), a.log)
	if err != nil {
		return err
	}
	return a.openServices(ctx, main, journal, known)
}

func (a *App) database(ctx context.Context, name, file string) (*sqlite.DB, error) {
	db, err := sqlite.Open(ctx, sqlite.Options{
		Path: filepath.Join(a.folder.Path(), file), Migrations: sqlite.Migrations(name),
		BackupDir: filepath.Join(a.folder.Path(), "backups"), Now: a.config.Now, Log: a.log,
	})
	if err != nil {
		return nil, err
	}
	a.closers = append(a.closers, db.Close)
	return db, nil
}

// openServices plugs the upper floors together.
func (a *App) openServices(ctx context.Context, main, journal *sqlite.DB, known *catalog.Catalog) error {
	c := a.config
	redactor := logs.NewRedactor()
	a.catalog = known
	var err error
	if a.logs, err = logs.Open(ctx, logs.Options{
		DB: journal, Redactor: redactor, Bus: a.bus, Now: c.Now, Rand: c.Rand, Log: a.log,
	}); err != nil {
		return err
	}
	a.outbound = outbound.New(outbound.Options{
		AllowHosts: a.allowedHosts, UserAgent: "patchbay/" + c.Version, Now: c.Now, Log: a.log,
	})
	a.closers = append(a.closers, func() error { a.outbound.Close(); return nil })
	if err := a.openRedirect(ctx, main); err != nil {
		return err
	}
	client := auth.NewClient(auth.Options{HTTP: a.outbound, Now: c.Now, Rand: c.Rand})
	a.connect = connect.New(connect.Options{
		DB: main, Vault: a.vault, Catalog: known, Settings: a.settings, Auth: client, Logs: a.logs, Redactor: redactor,
		Bus: a.bus, CallbackURL: a.callbackURL, Redirect: a.loginRedirect, Now: c.Now, Rand: c.Rand, Log: a.log,
	})
	a.proxy = proxy.New(proxy.Options{Connect: a.connect, Outbound: a.outbound, Logs: a.logs, Now: c.Now, Rand: c.Rand, Log: a.log})
	a.connect.SetVerifier(a.proxy)
	a.connect.SetScripts(providerscripts.New(a.proxy))
	a.openNotify(main, redactor)
	a.openFunctions(main)
	a.openWebhooks(main, redactor)
	a.openBuilder(main, redactor)
	a.api = api.New(api.Options{
		DB: main, Settings: a.settings, Catalog: known, Connect: a.connect, Proxy: a.proxy, Logs: a.logs, Bus: a.bus, Vault: a.vault,
		Functions: a.functions, Notify: a.notify, Webhooks: a.webhooks, Records: a.records, Schedule: a.schedule, Project: a.project, Deploy: a.deploy, Declarations: typecheck.Declarations(),
		MCP: mcpserver.New(mcpserver.Options{Functions: a.functions, Redactor: redactor, Logs: a.logs, Bus: a.bus, Version: c.Version, Now: c.Now,
			Rand: c.Rand, Log: a.log}),
		Builder:  a.builder,
		Redactor: redactor, Redirect: a.redirect, HTTPS: a.secure, Fetch: a.fetch, Frontend: c.Frontend, Version: c.Version, Status: a.status, Doctor: a.doctor,
		Now: c.Now, Rand: c.Rand, Log: a.log,
	})
	return nil
}

// openNotify plugs in who tells the user's backend what happens. functions gets it with its options.
func (a *App) openNotify(main *sqlite.DB, redactor *logs.Redactor) {
	c := a.config
	a.notify = notify.New(notify.Options{DB: main, Vault: a.vault, Settings: a.settings, Sender: a.outbound, Logs: a.logs, Redactor: redactor,
		Bus: a.bus, Version: c.Version, Now: c.Now, Rand: c.Rand, Log: a.log})
	a.connect.SetNotifier(a.notify)
}

// Start begins the background work: writing logs, ending old login attempts. ctx does not end it; Close does.
func (a *App) Start(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	a.logs.Start(ctx)
	a.closers = append(a.closers, func() error { a.logs.Stop(); return nil })
	if err := a.notify.Start(ctx); err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.notify.Stop(); return nil }) // after all that has something to tell
	if err := a.connect.Start(ctx); err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.connect.Stop(); return nil })
	return a.startFunctions(ctx)
}

// Close ends everything in the reverse order of opening and returns what went wrong on the way. It may be called twice.
func (a *App) Close() error {
	var all []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		all = append(all, a.closers[i]())
	}
	a.closers = nil
	return errors.Join(all...)
}

// allowedHosts is asked on every outgoing call, so that a changed setting counts at once.
func (a *App) allowedHosts() []string {
	p := a.settings.Preferences()
	return append(p.AllowedHosts, a.config.AllowHosts...)
}
