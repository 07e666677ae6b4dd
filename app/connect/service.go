// Package connect keeps integrations and connections: it starts and finishes logins, seals what comes back,
// and hands out credentials that work.
package connect

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/event"
	"patchbay/app/logs"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Options are what the service needs; those without a default are required.
type Options struct {
	DB          *sqlite.DB
	Vault       *vault.Vault
	Catalog     *catalog.Catalog
	Settings    *settings.Service
	Auth        *auth.Client
	Logs        *logs.Store
	Redactor    *logs.Redactor
	Bus         *event.Bus
	CallbackURL func() string // the address registered with providers, e.g. http://localhost:3003/oauth/callback
	// Redirect picks the address of one login, or refuses it because nobody would hear the answer; default: CallbackURL.
	Redirect func(context.Context, Integration, *catalog.Provider) (Redirect, error)

	Now  func() time.Time // default time.Now
	Rand io.Reader        // default crypto/rand
	Log  *slog.Logger     // default: discard
}

// Service is the one owner of integrations, connections, logins and Connect sessions. Safe for concurrent use.
type Service struct {
	db        *sqlite.DB
	vault     *vault.Vault
	catalog   *catalog.Catalog
	settings  *settings.Service
	auth      *auth.Client
	logs      *logs.Store
	redactor  *logs.Redactor
	bus       *event.Bus
	callback  func() string
	redirect  func(context.Context, Integration, *catalog.Provider) (Redirect, error)
	lifecycle Lifecycle
	notifier  Notifier
	verifier  Verifier
	scripts   Scripts
	now       func() time.Time
	rand      io.Reader
	log       *slog.Logger

	cache    cache
	attempts attempts
	refresh  refresher
	fetched  fetched
	alive    alive

	// step is called at the named steps of a write, where tests end the process or, inside a transaction, fail it.
	step func(name string) error

	stop    context.CancelFunc
	running sync.WaitGroup
}

// New returns a service that answers at once; Start begins its background work.
func New(o Options) *Service {
	s := &Service{db: o.DB, vault: o.Vault, catalog: o.Catalog, settings: o.Settings, auth: o.Auth, logs: o.Logs,
		redactor: o.Redactor, bus: o.Bus, callback: o.CallbackURL, redirect: o.Redirect, now: o.Now, rand: o.Rand, log: o.Log,
		step: func(string) error { return nil }}
	if s.now == nil {
		s.now = time.Now
	}
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.cache.init()
	s.attempts.init()
	s.refresh.init()
	s.fetched.init()
	s.alive.init()
	return s
}

// SetLifecycle plugs in who hears of connections; call it before the first use.
func (s *Service) SetLifecycle(l Lifecycle) { s.lifecycle = l }

// SetNotifier plugs in who tells the user's backend of connections; call it before the first use. Without one it hears nothing.
func (s *Service) SetNotifier(n Notifier) { s.notifier = n }

// SetVerifier plugs in the check of new credentials; call it before the first request. Without one nothing is checked.
func (s *Service) SetVerifier(v Verifier) { s.verifier = v }

// SetScripts plugs in what providers need after a login and before a deletion; call it before the first request. Without
// it nothing of the kind happens.
func (s *Service) SetScripts(scripts Scripts) { s.scripts = scripts }
