package providertest

import (
	"net/http"
	"strings"
)

// mcp is OAuth 2.0 for a known MCP server: always PKCE, often a client that registers itself (§4.15).
type mcp struct{ *oauth2 }

func newMCP(p *Play) mode {
	p.typed = map[string]string{}
	p.Facts.DisablePKCE = false
	m := &mcp{&oauth2{plainMode: plainMode{p}}}
	m.registered = p.Facts.ClientRegistration == "dynamic"
	if m.registered {
		p.scopes = p.Facts.DefaultScopes
		if len(p.Facts.Key)%2 == 0 { // some servers give a secret, some do not
			p.clientSecret = ""
		}
	}
	return m
}

func (m *mcp) integration(body map[string]any) {
	if m.registered {
		return
	}
	body["credentials"] = map[string]any{"type": "MCP_OAUTH2", "client_id": m.p.clientID, "client_secret": m.p.clientSecret, "scopes": strings.Join(m.p.scopes, ",")}
}

// register is the dynamic client registration of RFC 7591, when the integration is created.
func (m *mcp) register() []*Step {
	if !m.registered {
		return nil
	}
	return []*Step{m.registration(m.p.Facts.RegistrationURL, m.p.Facts.RegistrationParams)}
}

// registration is a request of RFC 7591 §3.1.
func (m *oauth2) registration(address string, params map[string]any) *Step {
	step := &Step{Name: "client registration", Method: http.MethodPost, URL: address, Loose: true}
	want := map[string]any{"redirect_uris": []any{m.p.Callback}, "token_endpoint_auth_method": "none"}
	for name, value := range params {
		want[name] = value
	}
	step.wants(want)
	step.also(func(got *Received) []string {
		if textInJSON(got.Body, "client_name") == "" {
			return []string{"the client has no name: " + string(got.Body)}
		}
		return nil
	})
	answer := map[string]any{"client_id": m.p.clientID, "redirect_uris": []any{m.p.Callback}, "client_id_issued_at": m.p.Now().Unix()}
	if m.p.clientSecret != "" {
		answer["client_secret"] = m.p.clientSecret
	}
	step.says(answer)
	step.Answer.Status = http.StatusCreated
	return step
}

// genericMCP is any MCP server by its address: everything else is discovered (§4.16).
type genericMCP struct{ *oauth2 }

const (
	mcpServer = "https://mcp.vendor.example/v1/mcp"
	mcpIssuer = "https://login.vendor.example"
)

func newGenericMCP(p *Play) mode {
	p.params["mcp_server_url"], p.config["mcp_server_url"] = mcpServer, mcpServer
	p.scopes, p.clientSecret = []string{"items.read", "offline_access"}, ""
	f := *p.Facts
	f.AuthorizationURL, f.TokenURL.One = mcpIssuer+"/authorize", mcpIssuer+"/token"
	f.AuthorizationParams = map[string]any{"resource": mcpServer, "prompt": "consent"}
	f.TokenParams, f.RefreshParams = map[string]any{"resource": mcpServer}, map[string]any{"resource": mcpServer}
	p.Facts = &f
	return &genericMCP{&oauth2{plainMode: plainMode{p}, registered: true}}
}

func (m *genericMCP) integration(map[string]any) {}

// start discovers the resource (RFC 9728), its authorization server (RFC 8414), and registers.
func (m *genericMCP) start() Start {
	resource := &Step{Name: "protected resource metadata", Method: http.MethodGet, URL: "https://mcp.vendor.example/.well-known/oauth-protected-resource/v1/mcp",
		Header: map[string]string{"mcp-protocol-version": anyText}}
	resource.says(map[string]any{"resource": mcpServer, "authorization_servers": []any{mcpIssuer}, "scopes_supported": []any{"items.read", "offline_access"}})
	server := &Step{Name: "authorization server metadata", Method: http.MethodGet, URL: mcpIssuer + "/.well-known/oauth-authorization-server",
		Free: []string{"mcp-protocol-version"}}
	server.says(map[string]any{"issuer": mcpIssuer, "authorization_endpoint": mcpIssuer + "/authorize", "token_endpoint": mcpIssuer + "/token",
		"registration_endpoint": mcpIssuer + "/register", "response_types_supported": []any{"code"}, "code_challenge_methods_supported": []any{"S256"},
		"grant_types_supported": []any{"authorization_code", "refresh_token"}, "token_endpoint_auth_methods_supported": []any{"none"}})
	return Start{Redirect: true, Route: "/oauth/connect", Steps: []*Step{resource, server, m.registration(mcpIssuer+"/register", nil)}}
}
