package auth

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// anyMCPMode logs in to an MCP server of which only the address is known: everything else is discovered, and a client is
// registered for each connection (providers-and-auth §4.16). Credentials are those of OAUTH2; the connection keeps its client
// as config_override and what was discovered in its config.
type anyMCPMode struct{ oauth2Mode }

// Names in the connection's config.
const (
	mcpServerURL   = "mcp_server_url"
	mcpMetadata    = "oauth_metadata"
	mcpClientInfo  = "oauth_client_info"
	mcpResourceURL = "oauth_resource_url"
)

// discovered is what the way back needs to know.
type discovered struct {
	Server   authorizationServer `json:"server"`
	Resource string              `json:"resource,omitempty"` // RFC 8707; empty: the server named none
	ClientID string              `json:"client_id"`
	Secret   string              `json:"client_secret,omitempty"`
}

func (m anyMCPMode) begin(ctx context.Context, c *Client, l Login) (Redirect, error) {
	typed, _ := l.Config[mcpServerURL].(string)
	server, err := url.Parse(typed)
	if err != nil || checkTokenURL(server) != nil {
		return Redirect{}, fault.New(fault.Invalid, "url_param_err", "The MCP server's address is refused: it must be an https address.").
			WithHint("Enter the address that the server's makers give.").
			WithIssues(fault.Issue{Code: "custom", Message: "Not an https address", Path: []string{"params", mcpServerURL}})
	}
	d := discovery{c: c, r: l.request(), server: server}
	found, scopes, err := m.discover(ctx, d)
	if err != nil {
		return Redirect{}, err
	}
	pair, err := m.register(ctx, c, d.r, l.RedirectURI, found.Server.Registration, scopes)
	if err != nil {
		return Redirect{}, err
	}
	found.ClientID, found.Secret = pair.ClientID, pair.ClientSecret.Reveal()
	r := l.AuthorizeRequest
	r.Provider, r.Params = found.entry(l.Provider), nil
	r.App = App{ClientID: pair.ClientID, ClientSecret: pair.ClientSecret, Scopes: scopes}
	if slices.Contains(scopes, "offline_access") { // OpenID Connect Core §11: no refresh token without consent
		r.Provider.AuthorizationParams = append(r.Provider.AuthorizationParams, catalog.Param{Name: "prompt", Value: "consent"})
	}
	address, err := c.AuthorizeURL(r)
	if err != nil {
		return Redirect{}, err
	}
	memory, err := json.Marshal(found)
	return Redirect{URL: address, Memory: vault.Secret(memory)}, err
}

// discover asks the server and its authorization server, and picks the scopes.
func (anyMCPMode) discover(ctx context.Context, d discovery) (discovered, []string, error) {
	resource, err := d.resource(ctx)
	if err != nil {
		return discovered{}, nil, err
	}
	issuer, found := origin(d.server), discovered{}
	var scopes []string
	if resource != nil {
		found.Resource, scopes = resource.Resource, resource.Scopes
		if len(resource.Servers) > 0 {
			issuer = resource.Servers[0]
		}
	}
	if found.Server, err = d.authorizationServer(ctx, issuer); err != nil {
		return discovered{}, nil, err
	}
	if len(scopes) == 0 {
		scopes = found.Server.Scopes
	}
	return found, scopes, nil
}

// register makes the connection's client.
func (anyMCPMode) register(ctx context.Context, c *Client, r TokenRequest, redirectURI, address string, scopes []string) (ClientPair, error) {
	if address == "" {
		f := fault.New(fault.Invalid, CodeRegistration, "The login server does not let programs register themselves, so there is no client to log in with.").
			WithHint("Look for an entry of the catalog for this very server, where you can enter a client id of your own.")
		return ClientPair{}, explained(f, diagnosis.Discovery, "Its metadata names no registration_endpoint that can be used.")
	}
	more := catalog.Params{{Name: "grant_types", Value: []string{"authorization_code", "refresh_token"}}, {Name: "response_types", Value: []string{"code"}}}
	if len(scopes) > 0 {
		more = append(more, catalog.Param{Name: "scope", Value: r.Provider.JoinScopes(scopes)})
	}
	name := "Patchbay"
	if own := r.App.Custom["oauth_client_name"]; own != "" {
		name = own
	}
	for _, link := range []struct{ name, setting string }{{"client_uri", "oauth_client_uri"}, {"logo_uri", "oauth_client_logo_uri"}} {
		if own := r.App.Custom[link.setting]; own != "" {
			more = append(more, catalog.Param{Name: link.name, Value: own})
		}
	}
	ask := Registration{TokenRequest: r, Address: address, RedirectURI: redirectURI, Name: name, More: more}
	pair, err := c.Register(ctx, ask)
	if err == nil || len(scopes) == 0 || !aboutMetadata(err) {
		return pair, err
	}
	// Scopes of the resource may mean nothing to a registration; without a scope the server picks (RFC 7591 §2).
	ask.More = slices.DeleteFunc(slices.Clone(more), func(v catalog.Param) bool { return v.Name == "scope" })
	if pair, again := c.Register(ctx, ask); again == nil {
		return pair, nil
	}
	return ClientPair{}, err
}

// aboutMetadata reports whether a registration was refused for what it says of the client (RFC 7591 §3.2.2).
func aboutMetadata(err error) bool {
	detail, _ := fault.From(err).Detail.(map[string]any)
	return detail["error"] == "invalid_client_metadata"
}

// entry is a catalog entry with what was discovered.
func (f discovered) entry(p *catalog.Provider) *catalog.Provider {
	own := *p
	own.DisablePKCE, own.AuthorizationURL, own.TokenURL = false, f.Server.Authorization, catalog.TokenURL{Default: f.Server.Token}
	own.AuthorizationParams, own.TokenParams, own.RefreshParams = nil, nil, nil
	if f.Resource != "" {
		named := func() catalog.Params { return catalog.Params{{Name: "resource", Value: f.Resource}} }
		own.AuthorizationParams, own.TokenParams, own.RefreshParams = named(), named(), named()
	}
	methods := f.Server.AuthMethods // RFC 8414 §2: client_secret_basic when nothing is said
	if f.Secret != "" && (len(methods) == 0 || slices.Contains(methods, "client_secret_basic")) {
		own.AuthorizationMethod = "header"
	}
	return &own
}

func (m anyMCPMode) finish(ctx context.Context, c *Client, r Return) (Obtained, error) {
	var found discovered
	if err := json.Unmarshal([]byte(r.Memory.Reveal()), &found); err != nil {
		return Obtained{}, r.refused()
	}
	if issuer := r.Query["iss"]; len(issuer) > 0 || found.Server.NamesIssuer { // RFC 9207 §2.4
		if len(issuer) != 1 || issuer[0] != found.Server.Issuer {
			f := fault.New(fault.Invalid, "state_err", "The answer does not come from the login server that was asked, "+found.Server.Issuer+".").
				WithHint("Connect again. If it happens again, do not trust the server.")
			return Obtained{}, explained(f, diagnosis.Discovery, "The browser came back with the issuer “"+Words(strings.Join(issuer, ", "))+"”.")
		}
	}
	pair := ClientPair{ClientID: found.ClientID, ClientSecret: vault.Secret(found.Secret)}
	r.Provider, r.App, r.Own.Pair = found.entry(r.Provider), App{ClientID: pair.ClientID, ClientSecret: pair.ClientSecret}, &pair
	got, err := m.oauth2Mode.finish(ctx, c, r)
	if err != nil {
		return Obtained{}, err
	}
	metadata, err := json.Marshal(found.Server)
	if err != nil {
		return Obtained{}, err
	}
	client, err := json.Marshal(map[string]string{"client_id": found.ClientID})
	got.Config[mcpMetadata], got.Config[mcpClientInfo] = string(metadata), string(client)
	if found.Resource != "" {
		got.Config[mcpResourceURL] = found.Resource
	}
	return got, err
}

func (m anyMCPMode) renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	found, err := recalled(r.Config)
	if err != nil {
		return Obtained{}, err
	}
	if pair := old.(OAuth2).Override; pair != nil {
		found.Secret = pair.ClientSecret.Reveal()
	}
	r.Provider = found.entry(r.Provider)
	return m.oauth2Mode.renew(ctx, c, r, old)
}
