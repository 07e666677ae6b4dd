package api

import (
	"net/http"
	"regexp"
	"strings"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

// Auth is how a caller of a route proves itself (http-api §1.2).
type Auth uint8

// The classes of routes. A GUI session counts as a key everywhere.
const (
	authNone         Auth = iota // anyone past the gate
	authKey                      // API key or GUI session as bearer
	authAnyKey                   // API key where an SDK would put its own: Bearer, Basic, X-Api-Key, Api-Key
	authSession                  // Connect session as bearer
	authKeyOrSession             // either
	authBrowser                  // Connect session in the query: connect_session_token
)

// String names the class as the OpenAPI document does.
func (a Auth) String() string {
	return [...]string{"none", "key", "any_key", "connect_session", "key_or_session", "browser"}[a]
}

const (
	sessionPrefix = "nango_connect_session_"
	guiPrefix     = "patchbay_gui_"
)

var (
	sessionForm   = regexp.MustCompile(`^nango_connect_session_[0-9a-f]{64}$`)
	publicKeyForm = regexp.MustCompile(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
)

// authenticate fills in who calls, or refuses.
func (s *Server) authenticate(c *call, class Auth) error {
	header := c.r.Header.Get("Authorization")
	switch class {
	case authNone:
		return nil
	case authSession:
		if header == "" {
			return s.slow.failed(c.ctx(), missingHeader())
		}
		return s.bySession(c, bearer(header))
	case authBrowser:
		err := s.byBrowser(c)
		if err != nil { // the page would wait for ever: the refusal goes to the popup alone
			s.popups.finish(c.r.URL.Query().Get("ws_client_id"), connect.Attempt{IntegrationKey: c.params["key"]}, fault.From(err))
		}
		return err
	case authKeyOrSession:
		if token := bearer(header); strings.HasPrefix(token, sessionPrefix) {
			return s.bySession(c, token)
		}
	}
	if c.trusted {
		return s.byDefault(c)
	}
	if class == authAnyKey {
		header = anyKeyHeader(c.r)
	}
	return s.byKey(c, header)
}

// EnvironmentHeader names the environment that the window, a GUI session or the command line acts in. An API key has its own.
const EnvironmentHeader = "Patchbay-Environment"

// byDefault is the window, the control socket and the command line: they stand for the user and may do everything, in
// the first environment unless they name another. Who changes something waits for the keychain's password dialog; a page that
// only reads shall soon say that the keychain does not answer.
func (s *Server) byDefault(c *call) (err error) {
	if c.r.Method != http.MethodGet {
		c.r = c.r.WithContext(vault.Patiently(c.ctx()))
	}
	c.scopes = settings.Scopes{settings.FullAccess, settings.AccountAccess}
	if name := c.r.Header.Get(EnvironmentHeader); name != "" {
		c.env, err = s.settings.Named(name)
		return err
	}
	c.env = s.settings.Default()
	return nil
}

// permit checks what a key may do on a route. Routes of Patchbay's own that name no scope are the app's: they show and
// change everything, so they take a full-access key. Other routes without one take any key of an environment.
func permit(c *call, route *Route) error {
	switch route.Auth {
	case authNone, authSession, authBrowser:
		return nil
	}
	required := route.Scope
	if required == "" && route.own() {
		required = settings.FullAccess
	}
	switch {
	case c.session != nil, required == "" && c.scopes.Environment(), required != "" && c.scopes.Allow(required):
		return nil
	case required == "":
		return fault.New(fault.Forbidden, "forbidden", "This API key is for environments and keys only.").WithHint("Use a key of the environment.")
	}
	return forbidden(required)
}

func forbidden(scope string) error {
	return fault.New(fault.Forbidden, "forbidden", "This API key may not do this: it lacks the scope "+scope+".").
		WithHint("Use a key with that scope; Settings shows the keys and makes new ones.")
}

func (s *Server) byKey(c *call, header string) (err error) {
	key := bearer(header)
	switch {
	case header == "":
		err = missingHeader()
	case key == "":
		err = fault.New(fault.Unauthorized, "malformed_auth_header", "Authentication failed. The Authorization header holds no key.")
	case strings.HasPrefix(key, guiPrefix):
		if s.gui.valid(key) {
			return s.byDefault(c)
		}
		err = fault.New(fault.Unauthorized, "unknown_account", "This page's session has ended.").
			WithHint("Open the link that patchbay serve prints.")
	default:
		var grant settings.Grant
		grant, err = s.settings.Authenticate(c.ctx(), key)
		c.env, c.scopes = grant.Environment, grant.Scopes
	}
	if err != nil {
		return s.slow.failed(c.ctx(), err)
	}
	return nil
}

func missingHeader() error {
	return fault.New(fault.Unauthorized, "missing_auth_header", "Authentication failed. The request is missing the Authorization header.")
}

func (s *Server) bySession(c *call, token string) error {
	if !sessionForm.MatchString(token) {
		return s.slow.failed(c.ctx(), fault.New(fault.Unauthorized, "invalid_connect_session_token_format",
			"Authentication failed. This is not a Connect session token."))
	}
	session, err := s.connect.SessionByToken(c.ctx(), token)
	if err != nil {
		return s.slow.failed(c.ctx(), err)
	}
	return s.setSession(c, session)
}

func (s *Server) setSession(c *call, session connect.Session) error {
	if env, err := s.settings.ByID(session.EnvironmentID); err == nil {
		c.env, c.session = env, &session
		return nil
	}
	return fault.New(fault.Unauthorized, "unknown_connect_session_token", "The Connect session belongs to an environment that is gone.")
}

// byBrowser reads the token from the query: a popup cannot send headers.
func (s *Server) byBrowser(c *call) error {
	query := c.r.URL.Query()
	if token := query.Get("connect_session_token"); token != "" {
		return s.bySession(c, token)
	}
	switch key := query.Get("public_key"); {
	case key == "":
		return fault.New(fault.Unauthorized, "missing_public_key", "Authentication failed. The request carries no Connect session token.").
			WithHint("Create a Connect session on your server and hand its token to the page.")
	case !publicKeyForm.MatchString(key):
		return fault.New(fault.Unauthorized, "invalid_public_key", "Authentication failed. The public key is not a UUID v4.")
	}
	return fault.New(fault.Unauthorized, "deprecated_authentication", "Public keys are no longer accepted.").
		WithHint("Create a Connect session on your server and hand its token to the page.")
}

// anyKeyHeader finds the API key where SDKs of other vendors put theirs, as a bearer text.
func anyKeyHeader(r *http.Request) string {
	for _, name := range []string{"X-Api-Key", "Api-Key"} {
		if key := r.Header.Get(name); publicKeyForm.MatchString(key) {
			return key
		}
	}
	if user, password, ok := r.BasicAuth(); ok {
		if publicKeyForm.MatchString(password) {
			return password
		}
		return user
	}
	return r.Header.Get("Authorization")
}

// checkContentType applies to these first segments, but not to oauth/callback (http-api §1.5).
var jsonOnly = map[string]bool{"oauth": true, "api-auth": true, "auth": true, "providers": true, "environments": true,
	"integrations": true, "connection": true, "connections": true, "environment-variables": true, "environment": true, "sync": true,
	"cli": true, "records": true, "mcp": true, "scripts": true, "functions": true, "action": true, "connect": true, "v1": true, "patchbay": true}

func (r *Route) jsonOnly() bool {
	head, _, _ := strings.Cut(strings.TrimPrefix(r.Pattern, "/"), "/")
	return jsonOnly[head] && r.Pattern != "/oauth/callback" && r.Auth != authAnyKey
}
