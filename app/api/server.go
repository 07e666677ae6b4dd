// Package api is the localhost HTTP door: it turns requests into calls of the services and answers in the words of the public API.
package api

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"patchbay/app/builder"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/deploy"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/logs"
	"patchbay/app/mcpserver"
	"patchbay/app/notify"
	"patchbay/app/playground"
	"patchbay/app/project"
	"patchbay/app/proxy"
	"patchbay/app/records"
	"patchbay/app/redirect"
	"patchbay/app/schedule"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
	"patchbay/app/webhooks"
)

// Options are what the server answers from. The services are required; the rest has defaults.
type Options struct {
	DB           *sqlite.DB // the main database, for the playground's history
	Settings     *settings.Service
	Catalog      *catalog.Catalog
	Connect      *connect.Service
	Proxy        *proxy.Service
	Functions    *functions.Service
	Notify       *notify.Service
	Webhooks     *webhooks.Service
	Records      *records.Service
	Schedule     *schedule.Service
	Project      *project.Service
	Deploy       *deploy.Service // what others deploy here
	MCP          *mcpserver.Server
	Builder      *builder.Service  // drafts of functions
	Declarations map[string]string // what functions may import, for the editor: path to text
	Logs         *logs.Store
	Bus          *event.Bus
	Vault        *vault.Vault
	Redactor     *logs.Redactor

	// Fetch downloads a text of at most limit bytes from an address that the user gave.
	Fetch func(ctx context.Context, address string, limit int64) ([]byte, error)

	BodyTimeout time.Duration // how long a JSON body may take to arrive; default 30 s

	Frontend fs.FS                         // the built GUI with index.html at its root; nil or empty: a plain page says so
	Redirect *redirect.Service             // where providers send people back to
	HTTPS    LocalHTTPS                    // https://localhost
	Version  string                        // shown to the user
	Status   func() Status                 // where the app listens and keeps its data
	Doctor   func(context.Context) []Check // default: no checks
	Now      func() time.Time              // default time.Now
	Rand     io.Reader                     // default crypto/rand
	Log      *slog.Logger                  // default: discard
}

// Status is what only the running app knows.
type Status struct {
	APIURL     string // e.g. http://localhost:3003, without a slash at the end
	WebhookURL string // e.g. http://localhost:3004
	DataDir    string
	Program    string // path of the executable; "" when the system does not tell
	Window     bool   // the desktop window is open in this process
}

// Check is one line of the doctor.
type Check struct {
	Name    string `json:"name"`
	OK      bool   `json:"ok"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// Server answers every door with the same routes. It is safe for concurrent use and owns no goroutine.
type Server struct {
	settings     *settings.Service
	catalog      *catalog.Catalog
	connect      *connect.Service
	proxy        *proxy.Service
	functions    *functions.Service
	notify       *notify.Service
	webhooks     *webhooks.Service
	records      *records.Service
	schedule     *schedule.Service
	project      *project.Service
	intake       *deploy.Service
	mcp          *mcpserver.Server
	builder      *builder.Service
	declarations map[string]string
	logs         *logs.Store
	bus          *event.Bus
	vault        *vault.Vault
	redactor     *logs.Redactor
	redirect     *redirect.Service
	https        LocalHTTPS
	fetch        func(context.Context, string, int64) ([]byte, error)
	version      string
	facts        func() Status
	doctor       func(context.Context) []Check
	now          func() time.Time
	log          *slog.Logger

	bodyTimeout time.Duration

	router *router
	gui    *guiSessions
	slow   *slowdown
	crowd  *crowd
	hooks  *router // of the webhook port
	files  *frontend
	played *playground.History

	pageLogins pageLogins
	popups     popups
	vaultState vaultState
}

// New returns a server over the services.
func New(o Options) *Server {
	s := &Server{settings: o.Settings, catalog: o.Catalog, connect: o.Connect, proxy: o.Proxy, functions: o.Functions, notify: o.Notify, webhooks: o.Webhooks, records: o.Records, schedule: o.Schedule, project: o.Project, intake: o.Deploy,
		declarations: o.Declarations, logs: o.Logs, bus: o.Bus, mcp: o.MCP, builder: o.Builder,
		vault: o.Vault, redactor: o.Redactor, version: o.Version, facts: o.Status, doctor: o.Doctor, now: o.Now, log: o.Log,
		bodyTimeout: o.BodyTimeout, redirect: o.Redirect, https: o.HTTPS, fetch: o.Fetch}
	if s.bodyTimeout == 0 {
		s.bodyTimeout = bodyTimeout
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.facts == nil {
		s.facts = func() Status { return Status{APIURL: "http://localhost:3003", WebhookURL: "http://localhost:3004"} }
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	s.router = newRouter(Routes())
	s.gui = newGUISessions(s.now, o.Rand)
	s.slow = &slowdown{now: s.now, tell: s.tellOfGuessing}
	s.crowd, s.hooks = newCrowd(s.now), newRouter(webhookRoutes())
	s.files = newFrontend(o.Frontend)
	s.played = playground.NewHistory(o.DB, o.Vault)
	return s
}

// Loopback is the handler of the API port: the gate, then the routes, each with its key.
func (s *Server) Loopback(addresses func() Addresses) http.Handler {
	g := &gate{addresses: addresses, listed: s.listedOrigins}
	return s.guarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin, ok := g.admit(r)
		if !ok {
			refuse(w)
			return
		}
		switch {
		case origin != "" && asksFirst(r):
			preflight(w, r, origin)
			return
		case origin != "":
			allowOrigin(w.Header(), origin)
		case plainOptions(r): // as on any path of the public API (http-api §1.7); it allows nobody anything
			w.WriteHeader(http.StatusNoContent)
			return
		}
		s.route(w, r, entrance{})
	}))
}

// Trusted is the same without gate and keys, for callers inside the user's own session: the window, the control
// socket in the data folder, the command line. They act in the first environment, or in the one that EnvironmentHeader names.
func (s *Server) Trusted() http.Handler { return s.trusting(logs.SourceGUI) }

// CommandLine is Trusted for the command line, in its own process or over the control socket: the log names it.
func (s *Server) CommandLine() http.Handler { return s.trusting(logs.SourceCLI) }

func (s *Server) trusting(source string) http.Handler {
	return s.guarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.route(w, r, entrance{trusted: true, source: source}) }))
}

// Webhooks is the handler of the webhook port, the only one to give to a tunnel. It has no management routes.
func (s *Server) Webhooks() http.Handler {
	return s.guarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && rawPath(r) == "/health" {
			_ = writeJSON(w, http.StatusOK, Health{Result: "ok"})
			return
		}
		m, ok := s.hooks.find(r.Method, rawPath(r))
		if !ok || len(rawPath(r)) > maxPath {
			s.fail(w, r, nil, fault.New(fault.NotFound, "not_found", "There is nothing at this address."))
			return
		}
		c := &call{w: w, r: r, params: m.params, rest: m.rest}
		if err := s.run(c, m.route); err != nil {
			s.fail(w, r, m.route, err, c.sent)
		}
	}))
}

// LinkToken makes the token of the link that opens the GUI in a browser. It works once, for ten minutes.
func (s *Server) LinkToken() string { return s.gui.mintLink() }

func (s *Server) listedOrigins() []string {
	p := s.settings.Preferences()
	return p.AllowedOrigins
}

// guarded is outermost: a panic must end in an answer, because the window's asset server would end the process.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if cause := recover(); cause != nil {
				if cause == http.ErrAbortHandler { //nolint:errorlint // a sentinel that net/http compares the same way
					panic(cause)
				}
				s.log.ErrorContext(r.Context(), "handler panicked", "panic", s.redactor.Text(fmt.Sprint(cause)), "stack", string(debug.Stack()))
				s.fail(w, r, nil, fault.New(fault.Internal, "server_error", "Patchbay failed at something it should manage."))
			}
		}()
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// maxPath bounds the address; longer ones are nobody's.
const maxPath = 32 << 10

// route finds the route, checks content type and caller in that order, and runs it: its operation reads query, body and parameters (http-api §1.2).
func (s *Server) route(w http.ResponseWriter, r *http.Request, from entrance) {
	path := rawPath(r)
	if len(path) > maxPath {
		s.fail(w, r, nil, notFound())
		return
	}
	if forPopup(r, path) {
		s.popups.serve(w, r)
		return
	}
	m, ok := s.router.find(r.Method, path)
	if !ok {
		if !s.files.serve(w, r, path) {
			s.fail(w, r, nil, notFound())
		}
		return
	}
	c := &call{w: w, r: r, params: m.params, rest: m.rest, entrance: from}
	if err := s.run(c, m.route); err != nil {
		s.fail(w, r, m.route, err, c.sent)
	}
}

func (s *Server) run(c *call, route *Route) error {
	if route.jsonOnly() {
		if err := checkContentType(c.r); err != nil {
			return err
		}
	}
	if err := s.authenticate(c, route.Auth); err != nil {
		return err
	}
	if err := permit(c, route); err != nil {
		return err
	}
	if err := s.checkFolder(c, route); err != nil {
		return err
	}
	return route.Do.serve(s, c)
}

// localWebhookURL is where the webhooks of an integration are received on this machine.
func (s *Server) localWebhookURL(env settings.Environment, key string) string {
	return strings.TrimSuffix(s.facts().WebhookURL, "/") + "/webhook/" + env.UUID + "/" + url.PathEscape(key)
}
