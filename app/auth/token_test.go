package auth_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/vault"
)

// bench is a client, a provider and its catalog entry.
type bench struct {
	*authtest.Provider
	client  *auth.Client
	entry   *catalog.Provider
	request auth.TokenRequest
	hops    []auth.Hop
}

func setup(t *testing.T, o authtest.Options) *bench {
	t.Helper()
	server := authtest.New(t, o)
	out := outbound.New(outbound.Options{AllowHosts: func() []string { return []string{server.Host()} }})
	t.Cleanup(out.Close)
	b := &bench{Provider: server, client: auth.NewClient(auth.Options{HTTP: out, Now: func() time.Time { return moment }})}
	b.entry = &catalog.Provider{Key: "acme", DisplayName: "Acme", AuthMode: catalog.OAuth2, Authorization: catalog.Authorization{AuthorizationURL: server.URL() + "/authorize"},
		Token: catalog.Token{TokenURL: catalog.TokenURL{Default: server.URL() + "/token"}}}
	b.request = auth.TokenRequest{Provider: b.entry, App: auth.App{ClientID: "client", ClientSecret: "client-secret"}, Config: map[string]any{"tenant": "blue"},
		Watch: func(h auth.Hop) { b.hops = append(b.hops, h) }}
	return b
}

// exchange logs in and swaps the code.
func (b *bench) exchange(t *testing.T) (auth.OAuth2, error) {
	t.Helper()
	const callback = "http://localhost:3003/oauth/callback"
	address, err := b.client.AuthorizeURL(auth.AuthorizeRequest{Provider: b.entry, App: b.request.App, RedirectURI: callback,
		State: strings.Repeat("s", 43), Verifier: verifier, Config: b.request.Config})
	if err != nil {
		t.Fatal(err)
	}
	back, err := b.Login(address)
	if err != nil {
		t.Fatal(err)
	}
	return b.client.Exchange(t.Context(), auth.Exchange{TokenRequest: b.request, Code: vault.Secret(back.Get("code")), RedirectURI: callback, Verifier: verifier})
}

func TestExchange(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	c, err := b.exchange(t)
	if err != nil {
		t.Fatal(err)
	}
	if !b.Valid(c.AccessToken.Reveal()) || !b.Refreshable(c.RefreshToken.Reveal()) || !c.Expires.Equal(moment.Add(time.Hour)) {
		t.Errorf("credentials %s, expires %v", c.Raw.Reveal(), c.Expires)
	}
	if problems := b.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
	r := b.Requests()[0]
	if r.Header.Get("Accept") != "application/json" || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" || r.Header.Get("Authorization") != "" {
		t.Errorf("headers %v", r.Header)
	}
	if !strings.HasPrefix(r.Body, "grant_type=authorization_code&code=") || !strings.HasSuffix(r.Body, "&client_id=client&client_secret=client-secret") {
		t.Errorf("body %s", r.Body)
	}
	if len(b.hops) != 1 || b.hops[0].Status != 200 || b.hops[0].Network.RemoteAddr == "" {
		t.Errorf("hops %+v", b.hops)
	}
}

// Where the client's credentials go (providers-and-auth §4.1.4).
func TestExchangeVariants(t *testing.T) {
	t.Parallel()
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("client:s%C3%A9cret+%26"))
	plain := "Basic " + base64.StdEncoding.EncodeToString([]byte("client:sécret &"))
	rows := []struct {
		name        string
		edit        func(*catalog.Provider)
		header      bool
		wantHeader  string
		wantInBody  bool
		contentType string
		path        string
	}{
		{"body", func(*catalog.Provider) {}, false, "", true, "application/x-www-form-urlencoded", "/token"},
		{"header", func(p *catalog.Provider) { p.AuthorizationMethod = "header" }, true, basic, false, "application/x-www-form-urlencoded", "/token"},
		{"basic beside the body", func(p *catalog.Provider) { p.TokenRequestAuthMethod = "basic" }, false, plain, true, "application/x-www-form-urlencoded", "/token"},
		{"json", func(p *catalog.Provider) { p.BodyFormat = "json" }, false, "", true, "application/json", "/token"},
		{"query of the token address", func(p *catalog.Provider) { p.TokenURL.Default += "?subscription-key=k" }, false, "", true, "application/x-www-form-urlencoded", "/token?subscription-key=k"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := setup(t, authtest.Options{ClientSecret: "sécret &", AuthInHeader: row.header})
			b.request.App.ClientSecret = "sécret &"
			row.edit(b.entry)
			if _, err := b.exchange(t); err != nil {
				t.Fatal(err)
			}
			r := b.Requests()[0]
			if r.Header.Get("Authorization") != row.wantHeader || r.Form.Has("client_secret") != row.wantInBody || r.Header.Get("Content-Type") != row.contentType || r.Path != row.path {
				t.Errorf("request %+v", r)
			}
		})
	}
}

func TestTokenParamsAreExpandedAndWin(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.TokenParams = catalog.Params{{Name: "audience", Value: "https://${connectionConfig.tenant}.example"}, {Name: "grant_type", Value: "authorization_code"}}
	if _, err := b.exchange(t); err != nil {
		t.Fatal(err)
	}
	if got := b.Requests()[0].Form.Get("audience"); got != "https://blue.example" {
		t.Errorf("audience = %q", got)
	}
}

// What token endpoints really send (providers-and-auth §4.1.5).
func TestTokenAnswers(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, contentType, body string
		edit                    func(*catalog.Provider)
		access, refresh         string
		expires                 time.Time
	}{
		{"expires_in", "application/json", `{"access_token":"a","refresh_token":"r","expires_in":60}`, nil, "a", "r", moment.Add(time.Minute)},
		{"expires_in as text", "application/json", `{"access_token":"a","expires_in":"60"}`, nil, "a", "", moment.Add(time.Minute)},
		{"expires_in with a fraction", "application/json", `{"access_token":"a","expires_in":60.5}`, nil, "a", "", moment.Add(time.Minute)},
		{"no expiry", "application/json", `{"access_token":"a"}`, nil, "a", "", time.Time{}},
		{"zero", "application/json", `{"access_token":"a","expires_in":0}`, nil, "a", "", time.Time{}},
		{"negative", "application/json", `{"access_token":"a","expires_in":-5}`, nil, "a", "", time.Time{}},
		{"absurd", "application/json", `{"access_token":"a","expires_in":1e300}`, nil, "a", "", time.Time{}},
		{"overflowing", "application/json", `{"access_token":"a","expires_in":9223372036854775807}`, nil, "a", "", time.Time{}},
		{"nonsense", "application/json", `{"access_token":"a","expires_in":{"in":"an hour"},"refresh_token":7}`, nil, "a", "", time.Time{}},
		{"expires_at seconds", "application/json", `{"access_token":"a","expires_at":1767326400,"expires_in":1}`, nil, "a", "", time.Unix(1767326400, 0).UTC()},
		{"expires_at milliseconds", "application/json", `{"access_token":"a","expires_at":1767326400000}`, nil, "a", "", time.Unix(1767326400, 0).UTC()},
		{"expires_at that makes no sense", "application/json", `{"access_token":"a","expires_at":1}`, nil, "a", "", time.Time{}},
		{"expires_at that is over, with a life", "application/json", `{"access_token":"a","expires_at":"1970-01-01T00:00:01Z","expires_in":60}`, nil, "a", "", moment.Add(time.Minute)},
		{"expires_at that is over", "application/json", `{"access_token":"a","expires_at":1700000000}`, nil, "a", "", time.Time{}},
		{"expires_at that is a life", "application/json", `{"access_token":"a","expires_at":3600}`, nil, "a", "", moment.Add(time.Hour)},
		{"expires_at ISO", "application/json", `{"access_token":"a","expires_at":"2026-01-02T04:00:00.000Z"}`, nil, "a", "", time.Date(2026, 1, 2, 4, 0, 0, 0, time.UTC)},
		{"form, as GitHub sends it", "application/x-www-form-urlencoded; charset=utf-8", "access_token=a&scope=repo&token_type=bearer&expires_in=60", nil, "a", "", moment.Add(time.Minute)},
		{"form as text", "text/plain", "access_token=a&expires_in=60\n", nil, "a", "", moment.Add(time.Minute)},
		{"JSON as text", "text/html; charset=utf-8", ` {"access_token":"a"}`, nil, "a", "", time.Time{}},
		{"JSON with a suffix type", "application/vnd.acme+json", `{"access_token":"a"}`, nil, "a", "", time.Time{}},
		{"alternate object", "application/json", `{"ok":true,"authed_user":{"access_token":"u","refresh_token":"ur","expires_in":60}}`,
			func(p *catalog.Provider) { p.AlternateAccessTokenResponsePath = "authed_user" }, "u", "ur", moment.Add(time.Minute)},
		{"alternate text", "application/json", `{"result":"u"}`, func(p *catalog.Provider) { p.AlternateAccessTokenResponsePath = "result" }, "u", "", time.Time{}},
		{"alternate unused", "application/json", `{"access_token":"a","authed_user":{"access_token":"u"}}`,
			func(p *catalog.Provider) { p.AlternateAccessTokenResponsePath = "authed_user" }, "a", "", time.Time{}},
		{"a token beside an error", "application/json", `{"access_token":"a","error":""}`, nil, "a", "", time.Time{}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := setup(t, authtest.Options{})
			if row.edit != nil {
				row.edit(b.entry)
			}
			b.Script(authtest.Answer(200, row.contentType, row.body))
			c, err := b.exchange(t)
			if err != nil || c.AccessToken.Reveal() != row.access || c.RefreshToken.Reveal() != row.refresh || !c.Expires.Equal(row.expires) {
				t.Errorf("got %q, %q, %v, %v; want %q, %q, %v", c.AccessToken.Reveal(), c.RefreshToken.Reveal(), c.Expires, err, row.access, row.refresh, row.expires)
			}
		})
	}
}

// Every way a token endpoint can fail is a sentence, a hint, and none of our secrets.
func TestTokenFaults(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name    string
		answer  http.HandlerFunc
		kind    fault.Kind
		message string
		hint    string
	}{
		{"invalid_client", authtest.Answer(401, "application/json", `{"error":"invalid_client","error_description":"secret client-secret is wrong"}`), fault.Invalid, "does not accept the client id or secret", "entered here again"},
		{"200 with an error", authtest.Answer(200, "application/json", `{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired."}`), fault.Invalid, "used already", "Connect again"},
		{"200 and not ok", authtest.Answer(200, "application/json", `{"ok":false,"error":"invalid_code"}`), fault.Invalid, "used already", "Connect again"},
		{"error as a form", authtest.Answer(200, "application/x-www-form-urlencoded", `error=incorrect_client_credentials&error_description=x`), fault.Invalid, "does not accept", "client id"},
		{"redirect mismatch", authtest.Answer(400, "application/json", `{"error":"redirect_uri_mismatch"}`), fault.Invalid, "does not know the redirect URL", "http://localhost:3003/oauth/callback"},
		{"redirect in the words", authtest.Answer(400, "application/json", `{"error":"invalid_request","error_description":"redirect_uri must match"}`), fault.Invalid, "does not know the redirect URL", "register exactly"},
		{"invalid_grant", authtest.Answer(400, "application/json", `{"error":"invalid_grant"}`), fault.Invalid, "did not accept the code", "http://localhost:3003/oauth/callback"},
		{"invalid_scope", authtest.Answer(400, "application/json", `{"error":"invalid_scope"}`), fault.Invalid, "scopes", "Check the scopes"},
		{"error object", authtest.Answer(400, "application/json", `{"error":{"type":"OAuthException","message":"Error validating client"}}`), fault.Invalid, "Error validating client", "log"},
		{"HTML", authtest.Answer(404, "text/html", "<html><head><title>Not <b>here</b></title></head><script>alert(1)</script></html>"), fault.Invalid, "a web page titled “Not ‹b›here‹/b›”", "Check the token address"},
		{"HTML with 200", authtest.Answer(200, "text/html", "<!doctype html><p>Sign in"), fault.Upstream, "a web page", "Check the token address"},
		{"empty", authtest.Answer(200, "application/json", ""), fault.Upstream, "an empty answer", "log"},
		{"garbage", authtest.Answer(200, "application/octet-stream", "\x00\x01\x02"), fault.Upstream, "no token answer", "log"},
		{"broken JSON", authtest.Answer(200, "application/json", `{"access_token":`), fault.Upstream, "no token answer", "log"},
		{"no token", authtest.Answer(200, "application/json", `{"token_type":"bearer"}`), fault.Upstream, "without an access token", "log"},
		{"token is no text", authtest.Answer(200, "application/json", `{"access_token":{"a":1}}`), fault.Upstream, "without an access token", "log"},
		{"server error", authtest.Answer(503, "application/json", `{"error":"temporarily_unavailable"}`), fault.Upstream, "overloaded", "Try again"},
		{"status alone", authtest.Answer(400, "application/json", `{"message":"nope"}`), fault.Invalid, "nope", "log"},
		{"huge", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(strings.Repeat("x", 2<<20))) }, fault.Upstream, "more than 1 MB", "token address"},
		{"long words", authtest.Answer(400, "application/json", `{"error":"x","error_description":"`+strings.Repeat("äö ", 9000)+`"}`), fault.Invalid, "refused", "log"},
		{"control characters", authtest.Answer(400, "application/json", `{"error":"x","error_description":"a\u001b[31m\u202eb\u0000"}`), fault.Invalid, "a[31mb", "log"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := setup(t, authtest.Options{})
			b.Script(row.answer)
			_, err := b.exchange(t)
			f := fault.From(err)
			if err == nil || f.Kind != row.kind || f.Code != "request_token_external_error" || !strings.Contains(f.Message, row.message) || !strings.Contains(f.Hint, row.hint) {
				t.Fatalf("kind %v, code %s, message %q, hint %q", f.Kind, f.Code, f.Message, f.Hint)
			}
			if len(f.Message) > 3<<10 || strings.Contains(f.Error(), "client-secret") || strings.ContainsAny(f.Message, "<>\x1b\x00") {
				t.Errorf("message of %d bytes: %.300q", len(f.Message), f.Message)
			}
		})
	}
}

// Security OA-12: the client secret goes to the provider's own https address and nowhere else.
func TestTokenAddressesThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"http://acme.example/token", "https://169.254.169.254/token", "https://10.1.2.3/token", "ftp://acme.example/token", "https://u:p@acme.example/t"} {
		b := setup(t, authtest.Options{})
		b.entry.TokenURL.Default = address
		if _, err := b.exchange(t); err == nil || strings.Contains(err.Error(), "client-secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestTokenRedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	elsewhere := authtest.New(t, authtest.Options{})
	b := setup(t, authtest.Options{})
	b.Script(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL()+"/token", http.StatusTemporaryRedirect)
	})
	_, err := b.exchange(t)
	if !strings.Contains(fault.From(err).Message, "redirected") || len(elsewhere.Requests()) > 0 {
		t.Errorf("%v; the other server saw %v", err, elsewhere.Requests())
	}
}

func TestRefresh(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	old, err := b.exchange(t)
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := b.client.Refresh(t.Context(), b.request, old)
	if err != nil || fresh.RefreshToken == old.RefreshToken || !b.Valid(fresh.AccessToken.Reveal()) {
		t.Fatalf("fresh %v, %v", fresh.Raw.Reveal(), err)
	}
	r := b.Requests()[1]
	if r.Form.Has("code_verifier") || r.Form.Get("grant_type") != "refresh_token" || r.Form.Get("refresh_token") != old.RefreshToken.Reveal() {
		t.Errorf("request %s", r.Body)
	}
}

// The three defects of the original that are mended (providers-and-auth §4.1.8, §13).
func TestRefreshParams(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.TokenParams = catalog.Params{{Name: "grant_type", Value: "authorization_code"}, {Name: "audience", Value: "x"}}
	old, err := b.exchange(t)
	if err != nil {
		t.Fatal(err)
	}
	if old, err = b.client.Refresh(t.Context(), b.request, old); err != nil {
		t.Fatalf("with a grant type of authorization_code: %v", err)
	}
	b.entry.RefreshParams = catalog.Params{{Name: "grant_type", Value: "refresh_token"}, {Name: "resource", Value: "https://${connectionConfig.tenant}.example"}}
	b.entry.RefreshURL = b.URL() + "/token?at=refresh"
	if _, err = b.client.Refresh(t.Context(), b.request, old); err != nil {
		t.Fatal(err)
	}
	if r := b.Requests()[2]; r.Path != "/token?at=refresh" || r.Form.Get("resource") != "https://blue.example" || r.Form.Has("audience") {
		t.Errorf("request %+v", r)
	}
}

// Security OA-14.
func TestRefreshKeepsTheOldTokenWhenNoneComesBack(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{KeepRefresh: true})
	old, err := b.exchange(t)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		fresh, err := b.client.Refresh(t.Context(), b.request, old)
		if err != nil || fresh.RefreshToken != old.RefreshToken || fresh.AccessToken == old.AccessToken {
			t.Fatalf("refresh token %q, %v", fresh.RefreshToken.Reveal(), err)
		}
		old = fresh
	}
}

func TestRefreshUsesTheConnectionsOwnClientWhenItIsWhole(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{ClientID: "own", ClientSecret: "own-secret"})
	_, refresh := b.Grant()
	old := auth.OAuth2{RefreshToken: vault.Secret(refresh), Override: &auth.ClientPair{ClientID: "own", ClientSecret: "own-secret"}}
	fresh, err := b.client.Refresh(t.Context(), b.request, old)
	if err != nil || fresh.Override == nil || *fresh.Override != *old.Override {
		t.Fatalf("override %v, %v", fresh.Override, err)
	}
	old.Override = &auth.ClientPair{ClientID: "own"}
	old.RefreshToken = fresh.RefreshToken
	if _, err := b.client.Refresh(t.Context(), b.request, old); !fault.HasCode(err, "refresh_token_external_error") {
		t.Errorf("half an override: %v", err)
	}
}

func TestRefreshFaults(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	if _, err := b.client.Refresh(t.Context(), b.request, auth.OAuth2{}); !fault.HasCode(err, "missing_refresh_token") {
		t.Errorf("no refresh token: %v", err)
	}
	_, err := b.client.Refresh(t.Context(), b.request, auth.OAuth2{RefreshToken: "revoked-token"})
	f := fault.From(err)
	if f.Code != "refresh_token_external_error" || !strings.Contains(f.Message, "no longer accepts the refresh token") || f.Hint != "Reconnect the account." {
		t.Errorf("%+v", f)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.client.Refresh(ctx, b.request, auth.OAuth2{RefreshToken: "r"}); err == nil {
		t.Error("a cancelled call succeeded")
	}
}

func TestResponseMetadata(t *testing.T) {
	t.Parallel()
	p := &catalog.Provider{Token: catalog.Token{TokenResponseMetadata: []string{"team.id", "bot", "admin", "count", "missing", "list", "flat.key"}}}
	got := auth.ResponseMetadata(p, `{"team":{"id":"T1"},"bot":"B","admin":true,"count":3,"list":["x"],"flat.key":"f"}`)
	want := map[string]any{"team.id": "T1", "bot": "B", "admin": true, "flat.key": "f"}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s = %v", name, got[name])
		}
	}
}

// Tokens of Salesforce end without saying so: the server is asked once a token, at the instance that the token answer
// names, and when it does not tell the token counts as short-lived.
func TestWithExpiry(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{Silent: true, Lifetime: 100 * 365 * 24 * time.Hour})
	c, err := b.exchange(t)
	if err != nil || !c.Expires.IsZero() {
		t.Fatalf("%v, expires %v", err, c.Expires)
	}
	if got := b.client.WithExpiry(t.Context(), b.request, c); !got.Expires.IsZero() || b.Introspections() != 0 {
		t.Errorf("another provider was asked: %v", got.Expires)
	}
	b.entry.Key = "salesforce"
	b.request.Config["instance_url"] = "https://evil.example"
	if got := b.client.WithExpiry(t.Context(), b.request, c); got.Expires.Before(moment.Add(time.Hour)) || b.Introspections() != 1 {
		t.Errorf("expires %v after %d questions", got.Expires, b.Introspections())
	}
	b.Expire()
	if got := b.client.WithExpiry(t.Context(), b.request, c); !got.Expires.Equal(moment.Add(15 * time.Minute)) {
		t.Errorf("a token nobody vouches for lives until %v", got.Expires)
	}
}
