package api_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
)

const unknownKey = "00000000-0000-4000-8000-000000000000"

func TestKeysAreReadAsThePublicAPIReadsThem(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, c := range []struct {
		header string
		status int
		code   string
	}{
		{"Bearer " + testKey, 200, ""}, {testKey, 200, ""}, {"Bearer Bearer " + testKey, 200, ""}, {"Bearer " + strings.ToUpper(testKey), 200, ""},
		{"", 401, "missing_auth_header"}, {"Bearer ", 401, "invalid_secret_key_format"}, {"Bearer x", 401, "invalid_secret_key_format"},
		{"Bearer " + unknownKey, 401, "unknown_account"}, {"Bearer patchbay_gui_" + strings.Repeat("0", 64), 401, "unknown_account"},
		{"Bearer nango_connect_session_x", 401, "invalid_connect_session_token_format"},
		{"Bearer nango_connect_session_" + strings.Repeat("0", 64), 401, "unknown_connect_session_token"},
	} {
		a := st.ask("GET", "/integrations", nil, "Authorization", c.header)
		if a.status != c.status || a.code() != c.code {
			t.Errorf("%q: %d %s, want %d %s", c.header, a.status, a.body, c.status, c.code)
		}
		if c.status == 401 && !strings.Contains(a.body, `"payload":{}`) {
			t.Errorf("%q: not the older envelope: %s", c.header, a.body)
		}
	}
}

func TestThePathStyleTakesTheKeyWhereverAnSDKPutsIt(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("bench", "jira-data-center-api-key", nil)
	st.expect(http.StatusCreated, "POST", "/connections", map[string]any{"provider_config_key": "bench", "connection_id": "c1",
		"connection_config": map[string]any{"baseUrl": st.upstream.URL}, "credentials": map[string]any{"type": "API_KEY", "apiKey": "provider-key-123"}})
	basic := func(user, password string) string {
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
	}
	for name, headers := range map[string][]string{
		"bearer": {"Authorization", "Bearer " + testKey}, "basic user": {"Authorization", basic(testKey, "")}, "basic password": {"Authorization", basic("me", testKey)},
		"x-api-key": {"Authorization", "", "X-Api-Key", testKey}, "api-key": {"Authorization", "", "Api-Key", testKey},
	} {
		a := st.ask("GET", "/patchbay/c/bench/c1/echo?a=%2F", nil, append(headers, "X-Custom", "kept", "Cookie", "dropped=1")...)
		if a.status != http.StatusOK {
			t.Errorf("%s: %d %s", name, a.status, a.body)
			continue
		}
		got := a.at(t, "headers").(map[string]any)
		if got["authorization"] != "Bearer provider-key-123" || got["x-custom"] != "kept" || got["cookie"] != nil || got["x-api-key"] != nil || got["api-key"] != nil {
			t.Errorf("%s: the provider saw %v", name, got)
		}
		if strings.Contains(a.body, testKey) {
			t.Errorf("%s: the provider saw Patchbay's key: %s", name, a.body)
		}
		if a.at(t, "query") != "a=%2F" {
			t.Errorf("%s: query %v", name, a.at(t, "query"))
		}
	}
	for name, headers := range map[string][]string{
		"none": {"Authorization", ""}, "wrong basic": {"Authorization", basic("x", "y")}, "wrong x-api-key": {"Authorization", "", "X-Api-Key", unknownKey},
	} {
		if a := st.ask("GET", "/patchbay/c/bench/c1/echo", nil, headers...); a.status != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

func TestTheLinkOpensTheGUIOnce(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	link := st.server.LinkToken()
	if a := st.ask("POST", "/patchbay/session", map[string]any{"link": link + "x"}, "Authorization", ""); a.status != http.StatusUnauthorized {
		t.Errorf("a wrong link: %d", a.status)
	}
	token := st.expect(http.StatusOK, "POST", "/patchbay/session", map[string]any{"link": link}, "Authorization", "").at(t, "token").(string)
	if !strings.HasPrefix(token, "patchbay_gui_") {
		t.Errorf("token %q", token)
	}
	if a := st.ask("POST", "/patchbay/session", map[string]any{"link": link}, "Authorization", ""); a.status != http.StatusUnauthorized || a.code() != "invalid_link" {
		t.Errorf("the link a second time: %d %s", a.status, a.body)
	}
	for _, path := range []string{"/patchbay/status", "/integrations", "/connections"} {
		st.expect(http.StatusOK, "GET", path, nil, "Authorization", "Bearer "+token)
	}
	st.expect(http.StatusNoContent, "DELETE", "/patchbay/session", nil, "Authorization", "Bearer "+token)
	st.expect(http.StatusUnauthorized, "GET", "/patchbay/status", nil, "Authorization", "Bearer "+token)
}

func TestTrustedCallersNeedNoKeyAndGetNoRedirectNorCookie(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{frontend: map[string]string{"index.html": "<p>GUI"}})
	window := st.server.Trusted()
	for _, path := range []string{"/", "/patchbay/status", "/patchbay/providers", "/integrations", "/patchbay/keys", "/connect-ui", "/connect-ui/"} {
		a := serve(window, "GET", path, "Host", "wails", "If-None-Match", "*", "If-Modified-Since", "Fri, 31 Dec 9999 23:59:59 GMT")
		if a.status != http.StatusOK || a.header.Get("Set-Cookie") != "" || a.header.Get("Location") != "" {
			t.Errorf("%s: %d %v", path, a.status, a.header)
		}
	}
	if a := serve(window, "GET", "/connect/session"); a.status != http.StatusUnauthorized {
		t.Errorf("a Connect session is needed even here: %d", a.status)
	}
}

func TestRoutesAreFoundWithoutRegardToCaseOrATrailingSlash(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("My Key", "unauthenticated", nil)
	for _, path := range []string{"/integrations", "/integrations/", "/INTEGRATIONS", "/Integrations/My%20Key", "/integrations/My%20Key/"} {
		st.expect(http.StatusOK, "GET", path, nil)
	}
	for _, path := range []string{"/integrations//", "/integrations/my%20key", "/integrations/My%2FKey"} {
		if a := st.ask("GET", path, nil); a.status == http.StatusOK {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
}
