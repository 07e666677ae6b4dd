package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/auth/authtest"
)

// fakeLogin is a stack with one OAuth2 integration "acme" of a fake provider.
func fakeLogin(t *testing.T) (*stack, *authtest.Provider) {
	t.Helper()
	provider := authtest.New(t, authtest.Options{})
	st := newStack(t, stackOptions{allow: []string{provider.Host()}, catalog: map[string]string{"acme": `display_name: Acme <Corp>
categories: [other]
auth_mode: OAUTH2
authorization_url: ` + provider.URL() + `/authorize
token_url: ` + provider.URL() + `/token
proxy:
  base_url: ` + provider.URL() + "/api\n"}})
	st.integration("acme", "acme", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "client", "client_secret": "client-secret", "scopes": "read"}})
	return st, provider
}

// begin starts a login, follow takes the browser's way to the provider and returns the callback's query, login does both.
func (st *stack) begin(connection string) (id, address string) {
	st.t.Helper()
	a := st.expect(http.StatusOK, "POST", "/patchbay/connect", map[string]any{"integration": "acme", "connection_id": connection})
	return a.at(st.t, "attempt", "id").(string), a.at(st.t, "attempt", "authorize_url").(string)
}

func (st *stack) login() (id, query string) {
	st.t.Helper()
	id, address := st.begin("me")
	return id, st.follow(address)
}

func (st *stack) follow(address string) (query string) {
	st.t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	req, err := http.NewRequestWithContext(st.t.Context(), "GET", address, nil)
	must(st.t, err)
	res, err := client.Do(req)
	must(st.t, err)
	defer res.Body.Close()
	back, err := url.Parse(res.Header.Get("Location"))
	must(st.t, err)
	if back.Path != "/oauth/callback" {
		st.t.Fatalf("the provider sent the browser to %s", back)
	}
	return back.RawQuery
}

// visit calls the callback as a browser does that comes from the provider.
func (st *stack) visit(path string) answer {
	st.t.Helper()
	return st.ask("GET", path, nil, "Authorization", "", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document")
}

func TestTheCallbackPageSaysWhatWasConnectedAndLeavesNoTrace(t *testing.T) {
	t.Parallel()
	st, _ := fakeLogin(t)
	id, query := st.login()
	page := st.visit("/oauth/callback?" + query + "&redirect=https://evil.test&next=//evil.test")
	if page.status != http.StatusOK || !strings.Contains(page.body, "Acme &lt;Corp&gt; is connected") || !strings.Contains(page.body, "acme") {
		t.Fatalf("page: %d\n%s", page.status, page.body)
	}
	for name, want := range map[string]string{"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Location": "", "Refresh": "", "Set-Cookie": "", "Cross-Origin-Opener-Policy": ""} {
		if got := page.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	values, err := url.ParseQuery(query)
	must(t, err)
	if strings.Contains(page.body, values.Get("code")) || strings.Contains(page.body, values.Get("state")) || strings.Contains(page.body, "evil.test") {
		t.Error("the page repeats what was in the address")
	}
	region, heading := strings.Index(page.body, `<div role="status">`), strings.Index(page.body, "<h1>Acme &lt;Corp&gt; is connected</h1>")
	if region < 0 || heading < region || heading > strings.Index(page.body, "</div>") {
		t.Error("the outcome is no heading in a live region")
	}
	if !strings.Contains(page.body, "history.replaceState") {
		t.Error("the code stays in the address bar")
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/attempts/"+id, nil); a.at(t, "data", "state") != "succeeded" || a.at(t, "data", "connection_id") != "me" {
		t.Errorf("attempt: %s", a.body)
	}
	st.expect(http.StatusOK, "GET", "/connections/me?provider_config_key=acme", nil)
}

func TestACallbackCountsOnceAndOnlyWithItsState(t *testing.T) {
	t.Parallel()
	st, provider := fakeLogin(t)
	_, query := st.login()
	values, err := url.ParseQuery(query)
	must(t, err)
	state, code := values.Get("state"), values.Get("code")
	for _, bad := range []string{"", "code=" + code, "state=&code=" + code, "state=wrong&code=" + code, "state=" + state + "&state=" + state + "&code=" + code, "state=" + state[1:] + "&code=" + code} {
		if page := st.visit("/oauth/callback?" + bad); page.status != http.StatusBadRequest {
			t.Errorf("callback with %q: status %d", bad, page.status)
		}
	}
	if n := provider.Count("authorization_code"); n != 0 {
		t.Fatalf("wrong callbacks made %d token requests", n)
	}
	if page := st.visit("/oauth/callback?" + query); page.status != http.StatusOK {
		t.Fatalf("the right callback after wrong ones: %d\n%s", page.status, page.body)
	}
	if page := st.visit("/oauth/callback?" + query); page.status != http.StatusBadRequest {
		t.Errorf("the same callback again: %d", page.status)
	}
	if n := provider.Count("authorization_code"); n != 1 {
		t.Errorf("%d token requests, want 1", n)
	}
}

func TestACallbackThatNobodyWaitsForStoresNothing(t *testing.T) {
	t.Parallel()
	st, provider := fakeLogin(t)
	page := st.visit("/oauth/callback?state=0123456789012345678901&code=stranger")
	if page.status != http.StatusBadRequest || !strings.Contains(page.body, "could not be connected") {
		t.Errorf("%d\n%s", page.status, page.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/connections", nil); a.body != `{"connections":[]}` {
		t.Errorf("connections: %s", a.body)
	}
	if len(provider.Requests()) != 0 {
		t.Error("a stranger's code was sent to the provider")
	}
}

func TestOnlyTheExactCallbackPathFinishesALogin(t *testing.T) {
	t.Parallel()
	st, provider := fakeLogin(t)
	_, query := st.login()
	for _, path := range []string{"/oauth/callbackX", "/oauth/callback/", "/oauth/callback/..", "/oauth/callback/x", "/oauth//callback", "//oauth/callback", "/OAuth/callback", "/oauth/callback%2f", "/oauth/%63allback"} {
		if page := st.ask("GET", path+"?"+query, nil, "Authorization", ""); page.status == http.StatusOK {
			t.Errorf("%s finished a login", path)
		}
	}
	if len(provider.Requests()) != 0 {
		t.Error("a path that is not the callback reached the provider")
	}
	if page := st.visit("/oauth/callback?" + query); page.status != http.StatusOK {
		t.Errorf("the callback itself: %d", page.status)
	}
}

func TestTheProvidersWordsAreEscapedAndCut(t *testing.T) {
	t.Parallel()
	st, provider := fakeLogin(t)
	provider.Deny(url.Values{"error": {"access_denied"}, "error_description": {`<script>alert(1)</script>"onload="x` + strings.Repeat("A", 5000)}})
	id, query := st.login()
	page := st.visit("/oauth/callback?" + query)
	if page.status != http.StatusBadRequest || strings.Contains(page.body, "<script>alert") || strings.Contains(page.body, `"onload="x`) {
		t.Errorf("%d\n%s", page.status, page.body)
	}
	if !strings.Contains(page.body, "alert(1)") {
		t.Error("the provider's own words are not shown")
	}
	if n := strings.Count(page.body, "A"); n > 2*3000 {
		t.Errorf("%d characters of the provider's text got through", n)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/attempts/"+id, nil); a.at(t, "data", "state") != "failed" || a.at(t, "data", "error", "hint") == "" {
		t.Errorf("attempt: %s", a.body)
	}
}

func TestAPopupStartsALoginWithASessionToken(t *testing.T) {
	t.Parallel()
	st, _ := fakeLogin(t)
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u1"}, "allowed_integrations": []string{"acme"}})
	popup := []string{"Authorization", "", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}
	a := st.ask("GET", "/oauth/connect/acme?connect_session_token="+token+"&params[a]=b", nil, popup...)
	if a.status != http.StatusFound || !strings.Contains(a.header.Get("Location"), "/authorize?") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	for query, want := range map[string]string{
		"": "missing_public_key", "public_key=x": "invalid_public_key", "public_key=" + testKey: "deprecated_authentication",
		"connect_session_token=bad": "invalid_connect_session_token_format", "connect_session_token=nango_connect_session_" + strings.Repeat("a", 64): "unknown_connect_session_token",
	} {
		if a := st.ask("GET", "/oauth/connect/acme?"+query, nil, popup...); a.status != http.StatusUnauthorized || a.code() != want {
			t.Errorf("%q: %d %s", query, a.status, a.body)
		}
	}
	if a := st.ask("GET", "/oauth/connect/acme?connection_id=mine&connect_session_token="+token, nil, popup...); a.code() != "invalid_query_params" {
		t.Errorf("a session chose a connection id: %s", a.body)
	}
	if a := st.ask("GET", "/oauth/connect/other?connect_session_token="+token, nil, popup...); a.code() != "integration_not_allowed" {
		t.Errorf("an integration outside the session: %s", a.body)
	}
	bare := st.expect(http.StatusOK, "POST", "/integrations", map[string]any{"unique_key": "keyed", "provider": "private-api-bearer"})
	_ = bare
	open := st.session(map[string]any{"end_user": map[string]any{"id": "u1"}})
	if a := st.ask("GET", "/oauth/connect/keyed?connect_session_token="+open, nil, popup...); a.status != http.StatusBadRequest || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		t.Errorf("a login of the wrong kind must end in a page: %d %s", a.status, a.body)
	}
}

// session makes a Connect session and returns its token.
func (st *stack) session(body map[string]any) string {
	st.t.Helper()
	return st.expect(http.StatusCreated, "POST", "/connect/sessions", body).at(st.t, "data", "token").(string)
}
