package auth_test

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/oauth2"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

const (
	verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" // RFC 7636 appendix B
	pkce     = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
)

func start() auth.AuthorizeRequest {
	return auth.AuthorizeRequest{
		Provider:    &catalog.Provider{Key: "acme", DisplayName: "Acme", AuthMode: catalog.OAuth2, Authorization: catalog.Authorization{AuthorizationURL: "https://acme.example/oauth/authorize"}},
		App:         auth.App{ClientID: "id 1", Scopes: []string{"read", "write:all"}},
		RedirectURI: "http://localhost:3003/oauth/callback", State: "st", Verifier: verifier,
		Config: map[string]any{"tenant": "blue", "empty": ""},
	}
}

const base = "https://acme.example/oauth/authorize?response_type=code&client_id=id%201&redirect_uri=http%3A%2F%2Flocalhost%3A3003%2Foauth%2Fcallback&scope=read%20write%3Aall&state=st"

func TestAuthorizeURL(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		edit func(*auth.AuthorizeRequest)
		want string
	}{
		{"plain, in order, with PKCE", func(*auth.AuthorizeRequest) {}, base + pkce},
		{"PKCE disabled", func(r *auth.AuthorizeRequest) { r.Provider.DisablePKCE = true }, base},
		{"no scopes still sends scope", func(r *auth.AuthorizeRequest) { r.App.Scopes = nil; r.Provider.DisablePKCE = true },
			strings.Replace(base, "scope=read%20write%3Aall", "scope=", 1)},
		{"scope separator", func(r *auth.AuthorizeRequest) { r.Provider.ScopeSeparator = ","; r.Provider.DisablePKCE = true },
			strings.Replace(base, "read%20write%3Aall", "read%2Cwrite%3Aall", 1)},
		{"catalog parameters replace and follow", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationParams = catalog.Params{{Name: "response_type", Value: "token"}, {Name: "tenant", Value: "${connectionConfig.tenant}"}, {Name: "session", Value: false}}
		}, strings.Replace(base, "response_type=code", "response_type=token", 1) + "&tenant=blue&session=false" + pkce},
		{"the caller's parameters win, undefined removes", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationParams = catalog.Params{{Name: "prompt", Value: "consent"}, {Name: "access_type", Value: "offline"}}
			r.Params = map[string]string{"prompt": "login", "access_type": "undefined", "extra": "a b"}
		}, base + "&prompt=login" + pkce + "&extra=a%20b"},
		{"user_scope for slack only", func(r *auth.AuthorizeRequest) { r.UserScope = "chat:write"; r.Provider.DisablePKCE = true }, base},
		{"user_scope", func(r *auth.AuthorizeRequest) {
			r.UserScope, r.Provider.Key, r.Provider.DisablePKCE = "chat:write", "slack", true
		}, base + "&user_scope=chat%3Awrite"},
		{"raw scopes last", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationURLSkipEncode, r.Provider.ScopeSeparator = []string{"scopes"}, "+"
		}, strings.Replace(base, "&scope=read%20write%3Aall", "", 1) + pkce + "&scope=read+write:all"},
		{"fragment", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationURLFragment, r.Provider.DisablePKCE = "oauth/authorize", true
		}, strings.Replace(base, "?", "#oauth/authorize?", 1)},
		{"replacements take the first occurrence", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationURLReplacements = catalog.Params{{Name: "client_id", Value: "client_key"}, {Name: "response_type", Value: ""}}
			r.Provider.DisablePKCE = true
		}, strings.NewReplacer("client_id", "client_key", "response_type", "").Replace(base)},
		{"skip empty", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationURLSkipEmpty, r.App.Scopes, r.Provider.DisablePKCE = true, nil, true
		}, strings.Replace(base, "&scope=read%20write%3Aall", "", 1)},
		{"the template's own query is kept", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationURL, r.Provider.DisablePKCE = "https://acme.example/oauth/authorize?realm=x&scope=old", true
		}, strings.Replace(base, "?", "?realm=x&", 1)},
		{"parameters in the host", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationURL, r.Provider.DisablePKCE = "https://${connectionConfig.tenant}.acme.example/oauth/authorize", true
		}, strings.Replace(base, "acme", "blue.acme", 1)},
	}
	client := auth.NewClient(auth.Options{})
	for _, row := range rows {
		r := start()
		row.edit(&r)
		got, err := client.AuthorizeURL(r)
		if err != nil || got != row.want {
			t.Errorf("%s:\n got %s (%v)\nwant %s", row.name, got, err, row.want)
		}
	}
}

// Security OA-11: nothing but web addresses reaches the opener of the operating system.
func TestAuthorizeURLRefusesWhatNoBrowserShouldOpen(t *testing.T) {
	t.Parallel()
	client := auth.NewClient(auth.Options{})
	for _, address := range []string{"file:///etc/passwd", "ms-msdt:/id", "smb://host/share", "-a Calculator", "$(touch x)", "https://acme.example/\nX: y",
		"javascript:alert(1)", "http://acme.example/authorize", "https:acme.example", "https://user:pw@acme.example/", "https:///authorize", "//acme.example", ""} {
		r := start()
		r.Provider.AuthorizationURL = address
		if got, err := client.AuthorizeURL(r); err == nil {
			t.Errorf("%q was accepted as %s", address, got)
		} else if !fault.IsKind(err, fault.Invalid) || fault.From(err).Message == "" {
			t.Errorf("%q: %v is no clear refusal", address, err)
		}
	}
	for _, address := range []string{"http://127.0.0.1:8080/authorize", "http://localhost/authorize", "http://[::1]:9/a", "https://acme.example/a"} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := auth.CheckBrowserURL(u); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestAuthorizeURLFaults(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, code, word string
		edit             func(*auth.AuthorizeRequest)
	}{
		{"missing parameter", "url_param_err", "Team name", func(r *auth.AuthorizeRequest) {
			r.Provider.AuthorizationParams = catalog.Params{{Name: "team", Value: "${connectionConfig.team}"}}
			r.Provider.ConnectionConfig = catalog.Fields{{Name: "team", Title: "Team name"}}
		}},
		{"another grant", "grant_type_err", "password", func(r *auth.AuthorizeRequest) {
			r.Provider.TokenParams = catalog.Params{{Name: "grant_type", Value: "password"}}
		}},
		{"state from outside", "invalid_body", "state", func(r *auth.AuthorizeRequest) { r.Params = map[string]string{"state": "mine"} }},
		{"PKCE taken off", "invalid_body", "code_challenge", func(r *auth.AuthorizeRequest) { r.Params = map[string]string{"code_challenge": "undefined"} }},
	}
	client := auth.NewClient(auth.Options{})
	for _, row := range rows {
		r := start()
		row.edit(&r)
		_, err := client.AuthorizeURL(r)
		if !fault.HasCode(err, row.code) || !strings.Contains(err.Error(), row.word) {
			t.Errorf("%s: %v, want %s naming %s", row.name, err, row.code, row.word)
		}
	}
}

// Security OA-06: verifier and state hold 256 bits and never repeat.
func TestVerifierAndState(t *testing.T) {
	t.Parallel()
	client := auth.NewClient(auth.Options{})
	seen := map[string]bool{}
	for range 200 {
		v, err := client.NewVerifier()
		if err != nil || len(v) < 43 || len(v) > 128 || seen[v] {
			t.Fatalf("verifier %q, %v", v, err)
		}
		s, err := client.NewState()
		if err != nil || len(s) < 43 || seen[s] {
			t.Fatalf("state %q, %v", s, err)
		}
		seen[v], seen[s] = true, true
	}
	if oauth2.S256ChallengeFromVerifier(verifier) != "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" {
		t.Error("the challenge differs from RFC 7636 appendix B")
	}
}
