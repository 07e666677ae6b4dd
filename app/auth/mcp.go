package auth

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// mcpMode is OAuth 2.0 for a known MCP server: always with PKCE, and often with a client that registered itself
// (providers-and-auth §4.15). Credentials are those of OAUTH2.
type mcpMode struct{ oauth2Mode }

// loginParams are set by every login; an entry's authorization_params do not replace them.
var loginParams = []string{"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}

// withPKCE is the entry as MCP servers have it.
func withPKCE(p *catalog.Provider) *catalog.Provider {
	own := *p
	own.DisablePKCE = false
	own.AuthorizationParams = slices.DeleteFunc(slices.Clone(p.AuthorizationParams), func(v catalog.Param) bool { return slices.Contains(loginParams, v.Name) })
	return &own
}

func (mcpMode) begin(_ context.Context, c *Client, l Login) (Redirect, error) {
	r := l.AuthorizeRequest
	r.Provider, r.Params = withPKCE(l.Provider), nil
	if slices.Contains(r.Provider.AuthorizationURLSkipEncode, "scopes") { // joined as they are, so each is made safe first
		r.App.Scopes = slices.Clone(r.App.Scopes)
		for i, scope := range r.App.Scopes {
			r.App.Scopes[i] = url.QueryEscape(scope)
		}
	}
	address, err := c.AuthorizeURL(r)
	return Redirect{URL: address}, err
}

func (m mcpMode) finish(ctx context.Context, c *Client, r Return) (Obtained, error) {
	r.Provider = withPKCE(r.Provider)
	return m.oauth2Mode.finish(ctx, c, r)
}

// CodeRegistration is the fault code of a client registration that failed.
const CodeRegistration = "client_registration_err"

var registering = purpose{code: CodeRegistration, name: "registering this program"}

// Registration asks an authorization server for a client (RFC 7591). Name is what the server shows to the user.
type Registration struct {
	TokenRequest
	Address     string // the registration endpoint
	RedirectURI string
	Name        string
	More        catalog.Params // further client metadata
}

// Register makes a public client. The secret of the pair is empty unless the server gives one all the same. Faults:
// client_registration_err with the server's words, url_param_err, and outbound's own.
func (c *Client) Register(ctx context.Context, r Registration) (ClientPair, error) {
	address, err := url.Parse(r.Address)
	if err != nil || address.Host == "" {
		return ClientPair{}, fault.New(fault.Invalid, CodeRegistration, "The registration address of "+r.Provider.DisplayName+" is no web address.").
			WithHint("Set registration_url in the provider's file.")
	}
	k := r.newCall(registering, address)
	k.format, k.redirectURI = "json", r.RedirectURI
	k.params = params{{"redirect_uris", []string{r.RedirectURI}}, {"token_endpoint_auth_method", "none"}, {"client_name", r.Name}}
	k.params.setAll(r.More)
	answer, err := c.send(ctx, k)
	if err != nil {
		return ClientPair{}, err
	}
	read, err := k.read(answer)
	if err != nil {
		return ClientPair{}, ofRegistration(k, answer.status, err)
	}
	id, _ := read.object["client_id"].(string)
	if id == "" || len(id) > maxWords {
		return ClientPair{}, k.fail(fault.Upstream, "answered without a client id").WithHint("The operation's log shows the answer. Try again later.")
	}
	secret, _ := read.object["client_secret"].(string)
	return ClientPair{ClientID: id, ClientSecret: vault.Secret(secret)}, nil
}

// ofRegistration says what can be done about a refusal.
func ofRegistration(k *call, status int, err error) error {
	f := *fault.From(err)
	switch status {
	case http.StatusBadRequest:
		f.Hint = "The server may not accept the redirect URL " + k.redirectURI + ". Choose another one for the integration, and try again."
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		f.Hint = k.Provider.DisplayName + " does not let programs register themselves, or no longer. See its documentation."
	}
	return &f
}
