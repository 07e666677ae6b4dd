package app

import (
	"context"
	"net"
	"strconv"
	"sync"

	"patchbay/app/api"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/localtls"
	"patchbay/app/redirect"
	"patchbay/app/sqlite"
)

// DefaultHTTPSAddr is where logins end whose provider wants https. Nobody listens there unless the user asked for it.
const DefaultHTTPSAddr = "127.0.0.1:3443"

// secureDoor is https://localhost: the authority, and a listener that comes and goes with it.
type secureDoor struct {
	app       *App
	authority *localtls.Authority
	wanted    listenAddress

	mu      sync.Mutex
	running bool // the app listens, so this may too
	bound   *listeners
	door    *door
	problem *fault.Error // why it does not listen although it should
}

// State implements api.LocalHTTPS.
func (s *secureDoor) State() api.HTTPSState {
	status := s.authority.Status()
	s.mu.Lock()
	defer s.mu.Unlock()
	state := api.HTTPSState{Status: status, Address: "https://" + net.JoinHostPort(localtls.Host, strconv.Itoa(s.port())),
		Listening: s.bound != nil, Problem: s.problem}
	if status.Leftovers {
		state.Obsolete = s.authority.LeftoverCertificates()
	}
	return state
}

// port is the one that listens, or the one that would. The caller holds the lock.
func (s *secureDoor) port() int {
	if s.bound != nil {
		return s.bound.port
	}
	return s.wanted.port
}

// Enable implements api.LocalHTTPS: it makes the authority, opens the listener when the app listens, and puts the
// authority into the trust stores that need no password.
func (s *secureDoor) Enable(ctx context.Context, trust bool) error {
	if err := s.authority.Enable(ctx); err != nil {
		return err
	}
	s.open(ctx)
	if !trust {
		return nil
	}
	return s.authority.Trust(ctx)
}

// Disable implements api.LocalHTTPS.
func (s *secureDoor) Disable(ctx context.Context) error {
	if err := s.close(); err != nil {
		return err
	}
	return s.authority.Disable(ctx)
}

// start lets the listener open from now on. A port that somebody else holds is no reason not to start the app: the
// logins that need it say so.
func (s *secureDoor) start(ctx context.Context) {
	s.mu.Lock()
	s.running = true
	s.mu.Unlock()
	s.open(ctx)
}

// stop is the end of the app.
func (s *secureDoor) stop() error {
	s.mu.Lock()
	s.running = false
	s.mu.Unlock()
	return s.close()
}

func (s *secureDoor) open(ctx context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.running || s.bound != nil || !s.authority.Enabled() {
		return
	}
	s.problem = nil
	if _, err := s.authority.Certificate(ctx); localtls.KeyGone(err) {
		s.problem = fault.New(fault.Conflict, "https_key_gone", "The key of this machine's certificate authority is no longer in the vault.").
			WithHint("Make a new one with: patchbay https enable")
		return
	}
	bound, err := s.wanted.listen(ctx, false)
	if err != nil {
		s.problem = fault.From(err)
		s.app.log.Warn("https://localhost is not served", "error", err)
		return
	}
	s.bound = bound
	handler := s.app.api.SecureCallback(func() api.Addresses { return api.Addresses{Port: bound.port} })
	s.door = openTLSDoor(ctx, handler, s.authority.Config(), s.app.log, bound.all...)
}

func (s *secureDoor) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.door == nil {
		s.problem = nil
		return nil
	}
	err := s.door.close()
	s.door, s.bound = nil, nil
	return err
}

// listening tells package redirect who answers where.
func (a *App) listening() redirect.Listening {
	main, _, _ := a.listenAddresses() // checked when the app was opened
	l := redirect.Listening{Wanted: main.port}
	if b := a.addresses.Load(); b != nil {
		l.Port = b.api.port
	}
	s := a.secure
	l.Secure = redirect.Secure{Enabled: s.authority.Enabled(), Wanted: s.wanted.port, Trusted: func() bool { return s.authority.Status().Trusted }}
	s.mu.Lock()
	defer s.mu.Unlock()
	l.Secure.Problem = s.problem
	if s.bound != nil {
		l.Secure.Port = s.bound.port
	}
	return l
}

// loginRedirect is connect's question where a login's answer shall arrive.
func (a *App) loginRedirect(ctx context.Context, i connect.Integration, p *catalog.Provider) (connect.Redirect, error) {
	url, notes, err := a.redirect.Begin(ctx, i.UUID, p)
	return connect.Redirect{URL: url, Notes: notes}, err
}

// openRedirect opens what decides where logins end.
func (a *App) openRedirect(ctx context.Context, db *sqlite.DB) error {
	stores := a.config.TrustStores
	if stores == nil {
		stores = localtls.SystemStores()
	}
	authority, err := localtls.Open(ctx, localtls.Options{DB: db, Vault: a.vault, Stores: stores, Now: a.config.Now, Rand: a.config.Rand, Log: a.log})
	if err != nil {
		return err
	}
	wanted, err := a.httpsAddress()
	if err != nil {
		return err
	}
	a.secure = &secureDoor{app: a, authority: authority, wanted: wanted}
	a.redirect = redirect.New(redirect.Options{DB: db, Settings: a.settings, HTTP: a.outbound, Listening: a.listening, Bus: a.bus})
	return nil
}
