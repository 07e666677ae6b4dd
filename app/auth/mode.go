package auth

import (
	"context"
	"net/url"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// mode is one way to authorize: one type in one file each. What more a mode can do it says by being a form, a browser
// or a renewer too.
type mode interface {
	// encode is the credentials as the API's JSON object; decode reads it again.
	encode(c Credentials) any
	decode(text []byte) (Credentials, error)
}

// form is a mode whose credentials come from what a person types.
type form interface {
	obtain(ctx context.Context, c *Client, e Entry) (Obtained, error)
}

// browser is a mode that sends the user to the provider and waits for the browser to come back.
type browser interface {
	begin(ctx context.Context, c *Client, l Login) (Redirect, error)
	finish(ctx context.Context, c *Client, r Return) (Obtained, error)
}

// renewer is a mode whose credentials can be asked for again without the user.
type renewer interface {
	renewable(p *catalog.Provider, old Credentials) bool
	renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error)
}

// modes is the registry, by the type names of the public API (http-api §6.2).
var modes = map[catalog.AuthMode]mode{
	catalog.OAuth2:    oauth2Mode{},
	catalog.OAuth2CC:  clientCredentialsMode{},
	catalog.APIKey:    apiKeyMode{},
	catalog.Basic:     basicMode{},
	catalog.None:      noneMode{},
	catalog.AWSSigV4:  awsMode{},
	catalog.Signature: signatureMode{},
	catalog.Bill:      billMode{},
	catalog.TBA:       tbaMode{},
	catalog.JWT:       jwtMode{},
	catalog.TwoStep:   twoStepMode{},
	catalog.OAuth1:    oauth1Mode{},
	catalog.App:       appMode{},
	catalog.Custom:    userAppMode{},

	catalog.InstallPlugin: pluginMode{},
	catalog.MCPOAuth2:     mcpMode{},

	catalog.MCPOAuth2Generic: anyMCPMode{},
}

// Entry is what a person typed to connect an account. Its values have passed the form's rules.
type Entry struct {
	TokenRequest
	Values    map[string]string // credentials, by field name
	Assertion map[string]string // assertionOption of TWO_STEP; used once, never stored
}

// Login is a login through the browser about to start.
type Login struct {
	AuthorizeRequest
	AlsoAllow []string // as in TokenRequest
	Watch     Watch
}

// request is the login as a call to the provider's endpoints.
func (l Login) request() TokenRequest {
	return TokenRequest{Provider: l.Provider, App: l.App, Config: l.Config, AlsoAllow: l.AlsoAllow, Watch: l.Watch}
}

// Redirect is where the browser goes, and what the way back needs to know.
type Redirect struct {
	URL    string
	Memory vault.Secret // kept in memory only and handed to Finish; empty: nothing
}

// Return is the browser's way back to the callback address.
type Return struct {
	TokenRequest
	Query       url.Values
	RedirectURI string
	State       string       // as it came back
	Verifier    vault.Secret // PKCE
	Memory      vault.Secret // of the Redirect
	Own         OwnClient
	// KnownInstallation says that a connection has the installation of the answer already; CUSTOM only.
	KnownInstallation bool
}

// OwnClient is what one connection brings in place of the integration's OAuth client. The pair has replaced
// TokenRequest.App already; here it says what to keep.
type OwnClient struct {
	Pair         *ClientPair
	RefreshToken vault.Secret // in place of the received one
}

// Obtained is what a login, a form or a renewal brings.
type Obtained struct {
	Credentials Credentials
	// Config are facts for the connection's config. A nil value removes the name. What the user gave wins at creation.
	Config map[string]any
}

// Obtain turns what a person typed into credentials. Faults: unsupported, invalid_auth_mode for a mode of the browser,
// and those of the mode.
func (c *Client) Obtain(ctx context.Context, e Entry) (Obtained, error) {
	m, ok := modes[e.Provider.AuthMode].(form)
	if !ok {
		return Obtained{}, fault.New(fault.Invalid, "invalid_auth_mode", e.Provider.DisplayName+" accounts are connected through the browser.")
	}
	return m.obtain(ctx, c, e)
}

// Begin prepares a login and returns where the browser goes. Faults: invalid_auth_mode for a mode without a browser,
// url_param_err, grant_type_err, invalid_body, and those of the mode.
func (c *Client) Begin(ctx context.Context, l Login) (Redirect, error) {
	m, ok := modes[l.Provider.AuthMode].(browser)
	if !ok {
		return Redirect{}, fault.New(fault.Invalid, "invalid_auth_mode", l.Provider.DisplayName+" accounts are connected by entering credentials, not through the browser.")
	}
	return m.begin(ctx, c, l)
}

// Finish turns the browser's answer into credentials. Faults: callback_err with the provider's words, token_err, and
// those of the mode.
func (c *Client) Finish(ctx context.Context, r Return) (Obtained, error) {
	m, ok := modes[r.Provider.AuthMode].(browser)
	if !ok {
		return Obtained{}, unsupportedMode(r.Provider.AuthMode)
	}
	return m.finish(ctx, c, r)
}

// Renew asks for new credentials. Faults: those of the mode; credentials that need no renewal come back unchanged.
func (c *Client) Renew(ctx context.Context, r TokenRequest, old Credentials) (Obtained, error) {
	m, ok := renewerOf(r.Provider, old)
	if !ok || !m.renewable(r.Provider, old) {
		return Obtained{Credentials: old}, nil
	}
	return m.renew(ctx, c, r, old)
}

// Renewable reports whether the credentials can be asked for again without the user.
func Renewable(p *catalog.Provider, old Credentials) bool {
	m, ok := renewerOf(p, old)
	return ok && m.renewable(p, old)
}

// renewerOf is who renews credentials: their own mode, or the provider's where that one borrows them and renews in its own way.
func renewerOf(p *catalog.Provider, old Credentials) (renewer, bool) {
	mode := old.Mode()
	if p != nil && (p.AuthMode == catalog.MCPOAuth2Generic && mode == catalog.OAuth2 || p.AuthMode == catalog.Custom && (mode == catalog.App || mode == catalog.OAuth2)) {
		mode = p.AuthMode
	}
	m, ok := modes[mode].(renewer)
	return m, ok
}

// UsesBrowser reports whether accounts of the mode are connected through the browser.
func UsesBrowser(m catalog.AuthMode) bool {
	_, ok := modes[m].(browser)
	return ok
}

// Tested reports whether credentials of the mode are tried with the provider before they are stored
// (providers-and-auth §7.1). The other modes have proven themselves by getting a token.
func Tested(m catalog.AuthMode) bool {
	switch m {
	case catalog.APIKey, catalog.Basic, catalog.JWT, catalog.TBA, catalog.Signature, catalog.InstallPlugin:
		return true
	default:
		return false
	}
}
