package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheConnectPageMayBeFramedAndRunsNothingButItsOwnFiles(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{frontend: map[string]string{"index.html": "<p>the GUI</p>", "connect-ui.html": "<p>the Connect page</p>"}})
	for _, path := range []string{"/connect-ui/", "/connect-ui", "/connect-ui/?session_token=x&apiURL=y"} {
		a := st.expect(http.StatusOK, "GET", path, nil, "Authorization", "")
		policy := a.header.Get("Content-Security-Policy")
		if a.body != "<p>the Connect page</p>" || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || a.header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s: %v %s", path, a.header, a.body)
		}
		if strings.Contains(policy, "frame-ancestors") || !strings.Contains(policy, "script-src 'self';") || !strings.Contains(policy, "default-src 'none'") {
			t.Errorf("%s: %s", path, policy)
		}
	}
	for _, path := range []string{"/connect-ui/../server.go", "/connect-ui/none.js", "/connect-ui/index.html", "/connect-ui/%2e%2e/pages/page.css"} {
		st.expect(http.StatusNotFound, "GET", path, nil, "Authorization", "")
	}
	if a := newStack(t, stackOptions{}).expect(http.StatusOK, "GET", "/connect-ui/", nil, "Authorization", ""); !strings.Contains(a.body, "not built") {
		t.Errorf("a program without pages: %s", a.body)
	}
}

func TestTheConnectPageOffersWhatTheSessionAllows(t *testing.T) {
	t.Parallel()
	st, _ := fakeLogin(t)
	st.integration("op", "1password-events", nil)
	st.integration("basic", "private-api-basic", nil)
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u"}, "allowed_integrations": []string{"op", "acme"},
		"integrations_config_defaults": map[string]any{"op": map[string]any{"connection_config": map[string]any{"domain": "events.1password.eu"}},
			"acme": map[string]any{"connection_config": map[string]any{"oauth_client_id_override": ""}}},
		"overrides": map[string]any{"op": map[string]any{"docs_connect": "https://docs.example.com/op"}}})
	as := []string{"Authorization", "Bearer " + token}
	a := st.expect(http.StatusOK, "GET", "/patchbay/connect-session/choices", nil, as...)
	offered := map[string]map[string]any{}
	for _, choice := range a.at(t, "data").([]any) {
		table := choice.(map[string]any)
		offered[table["integration"].(string)] = table
	}
	if len(offered) != 2 || offered["op"] == nil || offered["acme"] == nil {
		t.Fatalf("offered: %s", a.body)
	}
	if fields := offered["op"]["fields"].([]any); len(fields) != 1 || fields[0].(map[string]any)["name"] != "apiKey" {
		t.Errorf("a preset parameter is asked for again: %v", fields)
	}
	if offered["op"]["docs"] != "https://docs.example.com/op" || offered["acme"]["redirects"] != true {
		t.Errorf("offered: %s", a.body)
	}
	if fields := offered["acme"]["fields"].([]any); len(fields) != 1 || fields[0].(map[string]any)["name"] != "oauth_client_id_override" {
		t.Errorf("the room the session left for an own client is not used: %v", fields)
	}
	if a := st.ask("POST", "/patchbay/connect-session/attempts", map[string]any{"integration": "basic", "credentials": map[string]string{"username": "a", "password": "b"}}, as...); a.code() != "integration_not_allowed" {
		t.Errorf("an integration outside the session: %s", a.body)
	}
	st.expect(http.StatusUnauthorized, "GET", "/patchbay/connect-session/choices", nil)
	st.expect(http.StatusUnauthorized, "GET", "/patchbay/status", nil, as...)
	st.expect(http.StatusUnauthorized, "GET", "/connections", nil, as...)
}

func TestAFieldSaysWhereTheHelpSpeaksOfIt(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{catalog: map[string]string{"helped": `display_name: Helped
categories: [other]
auth_mode: API_KEY
docs: https://docs.example.com/helped
credentials:
  apiKey:
    type: string
    title: Key
    doc_section: '#step-1'
proxy:
  base_url: https://api.example.com
`}})
	st.integration("helped", "helped", nil)
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	choice := st.expect(http.StatusOK, "GET", "/patchbay/connect-session/choices", nil, "Authorization", "Bearer "+token).at(t, "data").([]any)[0].(map[string]any)
	if field := choice["fields"].([]any)[0].(map[string]any); field["doc_section"] != "#step-1" || choice["docs"] != "https://docs.example.com/helped" {
		t.Errorf("offered: %v", choice)
	}
}

func TestALoginOfOneSessionIsNobodyElses(t *testing.T) {
	t.Parallel()
	st, _ := fakeLogin(t)
	mine := []string{"Authorization", "Bearer " + st.session(map[string]any{"end_user": map[string]any{"id": "me"}})}
	other := []string{"Authorization", "Bearer " + st.session(map[string]any{"end_user": map[string]any{"id": "other"}})}
	attempt := st.expect(http.StatusOK, "POST", "/patchbay/connect-session/attempts", map[string]any{"integration": "acme"}, mine...)
	id := attempt.at(t, "attempt", "id").(string)
	if a := st.expect(http.StatusOK, "GET", "/patchbay/connect-session/attempts/"+id, nil, mine...); a.at(t, "data", "state") != "pending" {
		t.Errorf("attempt: %s", a.body)
	}
	st.expect(http.StatusNotFound, "GET", "/patchbay/connect-session/attempts/"+id, nil, other...)
	st.visit("/oauth/callback?" + st.follow(attempt.at(t, "attempt", "authorize_url").(string)))
	done := st.expect(http.StatusOK, "GET", "/patchbay/connect-session/attempts/"+id, nil, mine...)
	connection, ok := done.at(t, "data", "connection_id").(string)
	if done.at(t, "data", "state") != "succeeded" || !ok {
		t.Fatalf("attempt: %s", done.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/connections/"+connection+"?provider_config_key=acme", nil); a.at(t, "end_user", "id") != "me" || a.at(t, "metadata") != nil {
		t.Errorf("connection: %s", a.body)
	}
}

func TestAConnectionThatWaitsForItsInstallationSaysSo(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("sentry", "sentry-oauth", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "id", "client_secret": "secret-of-sentry", "scopes": ""}})
	st.integration("open", "unauthenticated", nil)
	as := []string{"Authorization", "Bearer " + st.session(map[string]any{"end_user": map[string]any{"id": "u"}})}
	waiting := st.expect(http.StatusOK, "POST", "/patchbay/connect-session/attempts",
		map[string]any{"integration": "sentry", "params": map[string]string{"hostname": "sentry.io", "actor": "77"}}, as...)
	if waiting.at(t, "connection", "is_pending") != true {
		t.Errorf("before the installation: %s", waiting.body)
	}
	ready := st.expect(http.StatusOK, "POST", "/patchbay/connect-session/attempts", map[string]any{"integration": "open"}, as...)
	if strings.Contains(ready.body, "is_pending") {
		t.Errorf("a connection that waits for nothing: %s", ready.body)
	}
}

func TestASessionEndsWhenItIsToldTo(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	as := []string{"Authorization", "Bearer " + st.session(map[string]any{"tags": map[string]string{"Plan": "pro"}})}
	if a := st.expect(http.StatusOK, "GET", "/connect/session", nil, as...); a.at(t, "data", "endUser") != nil {
		t.Errorf("session: %s", a.body)
	}
	st.expect(http.StatusOK, "GET", "/providers/github", nil, as...)
	st.expect(http.StatusUnauthorized, "GET", "/providers/github/templates", nil, as...)
	st.expect(http.StatusNoContent, "DELETE", "/connect/session", nil, as...)
	st.expect(http.StatusUnauthorized, "GET", "/connect/session", nil, as...)
}

func TestTelemetryIsCheckedAndDropped(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	send := func(at string, token string) answer {
		return st.ask("POST", "/connect/telemetry", map[string]any{"token": token, "event": "view:list", "timestamp": at, "dimensions": map[string]any{"integration": "x"}}, "Authorization", "")
	}
	if a := send(nowText(), token); a.status != http.StatusNoContent {
		t.Errorf("telemetry: %d %s", a.status, a.body)
	}
	if a := send("2020-01-01T00:00:00Z", token); a.code() != "invalid_body" {
		t.Errorf("an old event: %d %s", a.status, a.body)
	}
	if a := send(nowText(), "nango_connect_session_"+strings.Repeat("0", 64)); a.status != http.StatusUnauthorized {
		t.Errorf("an unknown session: %d %s", a.status, a.body)
	}
}

func TestASessionIsToldTheLookOfItsEnvironment(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	as := []string{"Authorization", "Bearer " + st.session(map[string]any{"end_user": map[string]any{"id": "u"}})}
	plain := st.expect(http.StatusOK, "GET", "/patchbay/connect-page-settings", nil)
	a := st.expect(http.StatusOK, "GET", "/connect/session", nil, as...)
	if a.at(t, "data", "connectUISettings", "defaultTheme") != "system" || a.at(t, "data", "connectUISettings", "theme", "dark", "primary") != plain.at(t, "primary_dark") {
		t.Errorf("at first: %s", a.body)
	}
	st.expect(http.StatusOK, "PATCH", "/patchbay/connect-page-settings", map[string]any{"default_theme": "dark", "primary_light": "#00B2E3", "show_watermark": true})
	refused := st.expect(http.StatusBadRequest, "PATCH", "/patchbay/connect-page-settings", map[string]any{"primary_dark": "blue"})
	if refused.at(t, "error", "errors").([]any)[0].(map[string]any)["path"].([]any)[0] != "primary_dark" {
		t.Errorf("refused: %s", refused.body)
	}
	st.expect(http.StatusBadRequest, "PATCH", "/patchbay/connect-page-settings", map[string]any{"default_theme": "pink"})
	a = st.expect(http.StatusOK, "GET", "/connect/session", nil, as...)
	look := a.at(t, "data", "connectUISettings").(map[string]any)
	want := map[string]any{"showWatermark": true, "defaultTheme": "dark", "theme": map[string]any{
		"light": map[string]any{"primary": "#00b2e3"}, "dark": map[string]any{"primary": plain.at(t, "primary_dark")}}}
	if diff := cmp.Diff(want, look); diff != "" {
		t.Errorf("after the change:\n%s", diff)
	}
	st.expect(http.StatusUnauthorized, "PATCH", "/patchbay/connect-page-settings", map[string]any{"show_watermark": false}, as...)
}
