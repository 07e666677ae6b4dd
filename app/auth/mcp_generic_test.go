package auth_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/outbound"
)

// mcpServer is an MCP server that is its own authorization server.
type mcpServer struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string
	tokens []url.Values
	header []http.Header

	docs   map[string]map[string]any // by path
	client map[string]any            // the registration's answer
	picky  bool                      // a registration that names scopes is refused
	revoke map[string]any            // the answer to a revocation; nil: an empty success
}

func newMCPServer(t *testing.T) *mcpServer {
	t.Helper()
	s := &mcpServer{client: map[string]any{"client_id": "made"}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	s.docs = map[string]map[string]any{
		"/.well-known/oauth-protected-resource/v1/mcp": {"resource": s.URL + "/v1/mcp", "authorization_servers": []string{s.URL + "/tenant"}, "scopes_supported": []string{"read", "offline_access"}},
		"/.well-known/oauth-authorization-server/tenant": {"issuer": s.URL + "/tenant", "authorization_endpoint": s.URL + "/authorize", "token_endpoint": s.URL + "/token",
			"registration_endpoint": s.URL + "/register", "code_challenge_methods_supported": []string{"S256"}, "token_endpoint_auth_methods_supported": []string{"none"}},
	}
	return s
}

func (s *mcpServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.Method+" "+r.URL.Path)
	w.Header().Set("Content-Type", "application/json")
	var answer any = s.docs[r.URL.Path]
	switch {
	case r.URL.Path == "/register":
		var asked map[string]any
		if answer = s.client; json.NewDecoder(r.Body).Decode(&asked) != nil || s.picky && asked["scope"] != nil {
			w.WriteHeader(http.StatusBadRequest)
			answer = map[string]any{"error": "invalid_client_metadata"}
		}
	case r.URL.Path == "/revoke":
		_ = r.ParseForm()
		s.tokens, s.header = append(s.tokens, r.PostForm), append(s.header, r.Header)
		if s.revoke == nil {
			return
		}
		w.WriteHeader(http.StatusServiceUnavailable)
		answer = s.revoke
	case r.URL.Path == "/token":
		_ = r.ParseForm()
		s.tokens, s.header = append(s.tokens, r.PostForm), append(s.header, r.Header)
		answer = map[string]any{"access_token": "at", "refresh_token": "rt", "expires_in": 60}
	case s.docs[r.URL.Path] == nil:
		w.WriteHeader(http.StatusNotFound)
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// mcpLogin is one login at a server.
type mcpLogin struct {
	client *auth.Client
	entry  *catalog.Provider
	start  auth.Redirect
}

func startMCP(t *testing.T, s *mcpServer, address string) (mcpLogin, error) {
	t.Helper()
	out := outbound.New(outbound.Options{AllowHosts: func() []string { return []string{s.Listener.Addr().String()} }})
	t.Cleanup(out.Close)
	m := mcpLogin{client: auth.NewClient(auth.Options{HTTP: out, Now: func() time.Time { return moment }}),
		entry: &catalog.Provider{Key: "any-mcp", DisplayName: "Any MCP server", AuthMode: catalog.MCPOAuth2Generic}}
	var err error
	m.start, err = m.client.Begin(t.Context(), auth.Login{AuthorizeRequest: auth.AuthorizeRequest{Provider: m.entry, RedirectURI: "http://localhost:3003/oauth/callback",
		State: "the-state", Verifier: verifier, Config: map[string]any{"mcp_server_url": address}}})
	return m, err
}

func (m mcpLogin) finish(t *testing.T, query url.Values) (auth.Obtained, error) {
	t.Helper()
	return m.client.Finish(t.Context(), auth.Return{TokenRequest: auth.TokenRequest{Provider: m.entry, Config: map[string]any{}}, Query: query,
		RedirectURI: "http://localhost:3003/oauth/callback", Verifier: verifier, Memory: m.start.Memory})
}

func TestAnMCPServerIsDiscoveredAndLoggedInTo(t *testing.T) {
	t.Parallel()
	s := newMCPServer(t)
	m, err := startMCP(t, s, s.URL+"/v1/mcp")
	if err != nil {
		t.Fatal(err)
	}
	address, _ := url.Parse(m.start.URL)
	for name, want := range map[string]string{"resource": s.URL + "/v1/mcp", "scope": "read offline_access", "prompt": "consent", "client_id": "made", "state": "the-state", "code_challenge_method": "S256"} {
		if got := address.Query().Get(name); got != want {
			t.Errorf("login %s is %q, want %q", name, got, want)
		}
	}
	got, err := m.finish(t, url.Values{"code": {"c"}, "iss": {s.URL + "/tenant"}})
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := m.client.Renew(t.Context(), auth.TokenRequest{Provider: m.entry, Config: got.Config}, got.Credentials)
	if err != nil || fresh.Credentials.Fields()["access_token"] != "at" {
		t.Fatal(err)
	}
	for i, grant := range []string{"authorization_code", "refresh_token"} {
		form := s.tokens[i]
		if form.Get("grant_type") != grant || form.Get("resource") != s.URL+"/v1/mcp" || form.Get("client_id") != "made" || form.Has("client_secret") || s.header[i].Get("Authorization") != "" {
			t.Errorf("%s: %v", grant, form)
		}
	}
}

func TestTheClientAuthenticatesAsTheServerSays(t *testing.T) {
	t.Parallel()
	for methods, basic := range map[string]bool{"": true, "client_secret_basic client_secret_post": true, "client_secret_post": false} {
		s := newMCPServer(t)
		s.client["client_secret"] = "made secret"
		s.docs["/.well-known/oauth-authorization-server/tenant"]["token_endpoint_auth_methods_supported"] = strings.Fields(methods)
		m, err := startMCP(t, s, s.URL+"/v1/mcp")
		if err != nil {
			t.Fatal(err)
		}
		got, err := m.finish(t, url.Values{"code": {"c"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.client.Renew(t.Context(), auth.TokenRequest{Provider: m.entry, Config: got.Config}, got.Credentials); err != nil {
			t.Fatal(err)
		}
		for i, form := range s.tokens {
			if (s.header[i].Get("Authorization") != "") != basic || (form.Get("client_secret") == "made secret") == basic {
				t.Errorf("%q: header %v, form %v", methods, s.header[i].Get("Authorization"), form)
			}
		}
		if info, _ := json.Marshal(got.Config); strings.Contains(string(info), "made secret") {
			t.Errorf("the secret is in the config: %s", info)
		}
	}
}

func TestDiscoveryTakesTheNextPlace(t *testing.T) {
	t.Parallel()
	s := newMCPServer(t)
	metadata := maps.Clone(s.docs["/.well-known/oauth-authorization-server/tenant"])
	metadata["issuer"] = s.URL
	s.docs = map[string]map[string]any{"/.well-known/openid-configuration": metadata}
	m, err := startMCP(t, s, s.URL+"/v1/mcp/")
	if err != nil || strings.Contains(m.start.URL, "resource=") {
		t.Fatalf("%s, %v", m.start.URL, err)
	}
	want := "GET /.well-known/oauth-protected-resource/v1/mcp, GET /.well-known/oauth-protected-resource, GET /.well-known/oauth-authorization-server, GET /.well-known/openid-configuration, POST /register"
	if got := strings.Join(s.asked, ", "); got != want {
		t.Errorf("asked %s\nwant  %s", got, want)
	}
}

func TestMCPServersThatAreNotTrusted(t *testing.T) {
	t.Parallel()
	const resource, server = "/.well-known/oauth-protected-resource/v1/mcp", "/.well-known/oauth-authorization-server/tenant"
	for name, test := range map[string]struct {
		doc, key, code, says string
		value                any
	}{
		"another resource":            {resource, "resource", "mcp_discovery_err", "not the address that was entered", "https://bank.example/mcp"},
		"a neighbour's path":          {resource, "resource", "mcp_discovery_err", "not the address that was entered", "SELF/v1/mc"},
		"issuer on this machine":      {resource, "authorization_servers", "mcp_discovery_err", "address is refused", []string{"https://localhost:9"}},
		"issuer by number":            {resource, "authorization_servers", "mcp_discovery_err", "address is refused", []string{"https://169.254.169.254/latest"}},
		"issuer in the clear":         {resource, "authorization_servers", "mcp_discovery_err", "address is refused", []string{"http://login.example"}},
		"another issuer's metadata":   {server, "issuer", "mcp_discovery_err", "calls itself", "https://login.example"},
		"login page in the clear":     {server, "authorization_endpoint", "mcp_discovery_err", "refused", "http://login.example/a"},
		"login page of a script":      {server, "authorization_endpoint", "mcp_discovery_err", "refused", "javascript:alert(1)"},
		"a template as token address": {server, "token_endpoint", "mcp_discovery_err", "refused", "https://login.example/${connectionConfig.x}"},
		"no token address":            {server, "token_endpoint", "mcp_discovery_err", "refused", nil},
		"no PKCE":                     {server, "code_challenge_methods_supported", "mcp_discovery_err", "PKCE", []string{"plain"}},
		"no registration":             {server, "registration_endpoint", "client_registration_err", "register themselves", nil},
		"registration by number":      {server, "registration_endpoint", "client_registration_err", "register themselves", "https://10.0.0.1/register"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newMCPServer(t)
			if text, ok := test.value.(string); ok {
				test.value = strings.Replace(text, "SELF", s.URL, 1)
			}
			s.docs[test.doc][test.key] = test.value
			_, err := startMCP(t, s, s.URL+"/v1/mcp")
			f := fault.From(err)
			if err == nil || f.Code != test.code || !strings.Contains(f.Message, test.says) || f.Hint == "" {
				t.Errorf("%v, hint %q", err, f.Hint)
			}
		})
	}
	s := newMCPServer(t)
	for _, address := range []string{"", "http://mcp.example/", "ftp://mcp.example", "https://u:p@mcp.example/", "::"} {
		if _, err := startMCP(t, s, address); !fault.HasCode(err, "url_param_err") {
			t.Errorf("%q: %v", address, err)
		}
	}
	s.docs = nil
	if _, err := startMCP(t, s, s.URL+"/v1/mcp"); !fault.HasCode(err, "mcp_discovery_err") {
		t.Errorf("without metadata: %v", err)
	}
}

// Mix-up (RFC 9700 §4.4): a code of another server is never exchanged.
func TestAnAnswerOfAnotherIssuerIsRefused(t *testing.T) {
	t.Parallel()
	for _, silent := range []bool{false, true} {
		s := newMCPServer(t)
		s.docs["/.well-known/oauth-authorization-server/tenant"]["authorization_response_iss_parameter_supported"] = silent
		m, err := startMCP(t, s, s.URL+"/v1/mcp")
		if err != nil {
			t.Fatal(err)
		}
		query := url.Values{"code": {"c"}, "iss": {"https://other.example"}}
		if silent {
			query.Del("iss")
		}
		if _, err := m.finish(t, query); !fault.HasCode(err, "state_err") || len(s.tokens) > 0 {
			t.Errorf("silent %v: %v after %d exchanges", silent, err, len(s.tokens))
		}
	}
}

func TestRenewingAtAnMCPServerNeedsItsMetadata(t *testing.T) {
	t.Parallel()
	s := newMCPServer(t)
	m, err := startMCP(t, s, s.URL+"/v1/mcp")
	if err != nil {
		t.Fatal(err)
	}
	for metadata, code := range map[string]string{"": "missing_oauth_metadata", "{": "invalid_oauth_metadata", "{}": "invalid_oauth_metadata"} {
		_, err := m.client.Renew(t.Context(), auth.TokenRequest{Provider: m.entry, Config: map[string]any{"oauth_metadata": metadata}}, auth.OAuth2{RefreshToken: "rt"})
		if !fault.HasCode(err, code) {
			t.Errorf("%q: %v", metadata, err)
		}
	}
	if auth.Renewable(m.entry, auth.OAuth2{}) {
		t.Error("without a refresh token there is nothing to renew")
	}
}

// oidc-provider, for one, knows the scopes of its resources not as its own.
func TestAServerThatRefusesScopesAtRegistrationPicksThem(t *testing.T) {
	t.Parallel()
	s := newMCPServer(t)
	s.picky = true
	m, err := startMCP(t, s, s.URL+"/v1/mcp")
	if err != nil || !strings.Contains(m.start.URL, "scope=read+offline_access") && !strings.Contains(m.start.URL, "scope=read%20offline_access") {
		t.Fatalf("%s, %v", m.start.URL, err)
	}
	s.client = map[string]any{"error": "invalid_client_metadata"}
	if _, err := startMCP(t, s, s.URL+"/v1/mcp"); !fault.HasCode(err, auth.CodeRegistration) {
		t.Errorf("refused in any case: %v", err)
	}
}

// RFC 7009: the refresh token, the client as the token endpoint knows it, and a success whatever its body.
func TestTokensAreTakenBackWhereTheServerSays(t *testing.T) {
	t.Parallel()
	s := newMCPServer(t)
	s.client["client_secret"] = "made secret"
	server := s.docs["/.well-known/oauth-authorization-server/tenant"]
	server["revocation_endpoint"], server["token_endpoint_auth_methods_supported"] = s.URL+"/revoke", []string{"client_secret_post"}
	m, err := startMCP(t, s, s.URL+"/v1/mcp")
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.finish(t, url.Values{"code": {"c"}})
	if err != nil || !auth.Revocable(m.entry, got.Config) {
		t.Fatalf("%v, config %v", err, got.Config)
	}
	request, tokens := auth.TokenRequest{Provider: m.entry, Config: got.Config}, got.Credentials.(auth.OAuth2)
	if err := m.client.Revoke(t.Context(), request, tokens); err != nil {
		t.Fatal(err)
	}
	want := url.Values{"token": {"rt"}, "token_type_hint": {"refresh_token"}, "client_id": {"made"}, "client_secret": {"made secret"}}
	if form := s.tokens[len(s.tokens)-1]; form.Encode() != want.Encode() {
		t.Errorf("sent %v", form)
	}
	s.revoke = map[string]any{"error": "temporarily_unavailable", "error_description": "not with made secret"}
	if err := m.client.Revoke(t.Context(), request, tokens); !fault.HasCode(err, auth.CodeRevocation) || strings.Contains(err.Error(), "made secret") {
		t.Errorf("a refusal: %v", err)
	}
	if auth.Revocable(m.entry, map[string]any{}) || auth.Revocable(&catalog.Provider{AuthMode: catalog.OAuth2}, got.Config) {
		t.Error("others have nowhere to take a token back")
	}
}
