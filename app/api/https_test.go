package api_test

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"patchbay/app/api"
	"patchbay/app/fault"
	"patchbay/app/localtls"
)

// switchable is an https://localhost without certificates.
type switchable struct {
	mu      sync.Mutex
	on      bool
	trust   bool
	refuses bool
}

func (s *switchable) State() api.HTTPSState {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := api.HTTPSState{Address: "https://localhost:3443", Listening: s.on}
	if s.on {
		state.Status = localtls.Status{Enabled: true, Name: "Patchbay local CA", Expires: time.Unix(0, 0), Trusted: s.trust,
			Stores: []localtls.StoreState{{Name: "system", Title: "This system", Trusted: s.trust, Available: true}}}
	}
	return state
}

func (s *switchable) Enable(_ context.Context, trust bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.on, s.trust = true, trust && !s.refuses
	if trust && s.refuses {
		return fault.New(fault.Unavailable, "trust_store", "This system could not take the certificate authority.").WithHint("Do it by hand.")
	}
	return nil
}

func (s *switchable) Disable(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.on = false
	return nil
}

func TestHTTPSIsSwitchedOnAndOff(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	if a := st.expect(http.StatusOK, "GET", "/patchbay/https", nil); a.at(t, "data", "enabled") != false || a.at(t, "data", "address") != "https://localhost:3443" {
		t.Errorf("at first: %s", a.body)
	}
	st.expect(http.StatusOK, "POST", "/patchbay/https", map[string]any{"trust": false})
	if a := st.expect(http.StatusOK, "GET", "/patchbay/https", nil); a.at(t, "data", "enabled") != true || a.at(t, "data", "trusted") != false {
		t.Errorf("without trust: %s", a.body)
	}
	if a := st.expect(http.StatusOK, "POST", "/patchbay/https", map[string]any{}); a.at(t, "data", "trusted") != true {
		t.Errorf("with trust: %s", a.body)
	}
	st.expect(http.StatusNoContent, "DELETE", "/patchbay/https", nil)
	if a := st.expect(http.StatusOK, "GET", "/patchbay/https", nil); a.at(t, "data", "enabled") != false {
		t.Errorf("afterwards: %s", a.body)
	}
}

// askSecurely sends one request to the handler of https://localhost:3443.
func askSecurely(st *stack, method, path, host string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(st.t.Context(), method, "https://localhost:3443"+path, nil)
	r.Host, r.RequestURI, r.TLS = host, path, &tls.ConnectionState{}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	st.server.SecureCallback(func() api.Addresses { return api.Addresses{Port: 3443} }).ServeHTTP(w, r)
	return w
}

// Security LH-02, LH-03, LH-05, LH-22 and OA-07 for the second listener.
func TestHTTPSServesTheCallbackAndNothingElse(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{frontend: map[string]string{"index.html": "GUI", "assets/a.js": "1"}})
	const own = "localhost:3443"
	good := askSecurely(st, "GET", "/oauth/callback?state=x&code=y", own)
	if good.Code != http.StatusBadRequest || !strings.Contains(good.Body.String(), "could not be connected") {
		t.Errorf("the callback: %d %.100s", good.Code, good.Body)
	}
	for name, want := range map[string]string{"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Strict-Transport-Security": "", "Set-Cookie": "", "Location": ""} {
		if got := good.Header().Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	navigation := []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}
	if w := askSecurely(st, "GET", "/oauth/callback?state=x", own, navigation...); w.Code != http.StatusBadRequest {
		t.Errorf("a provider's redirect: %d", w.Code)
	}
	for _, host := range []string{"evil.test:3443", "127.0.0.1:3443", "[::1]:3443", "localhost", "localhost.:3443", "LOCALHOST:3443", "localhost:3003", "localhost:3443:3443", ""} {
		if w := askSecurely(st, "GET", "/oauth/callback?state=x", host); w.Code != http.StatusForbidden {
			t.Errorf("host %q: %d", host, w.Code)
		}
	}
	for _, headers := range [][]string{{"Origin", "https://evil.test"}, {"Origin", "null"}, {"Origin", "https://localhost:3443"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}} {
		if w := askSecurely(st, "GET", "/oauth/callback?state=x", own, headers...); w.Code != http.StatusForbidden {
			t.Errorf("%v: %d", headers, w.Code)
		}
	}
	for _, path := range []string{"/", "/health", "/integrations", "/connections", "/proxy/x", "/patchbay/keys", "/patchbay/session", "/connect-ui/", "/assets/a.js", "/oauth/connect/x",
		"/oauth/callbackX", "/oauth/callback/", "/oauth//callback", "/oauth/callback/..", "/oauth%2fcallback", "/OAUTH/callback"} {
		for _, method := range []string{"GET", "POST", "DELETE"} {
			if w := askSecurely(st, method, path, own, "Authorization", "Bearer "+testKey); w.Code != http.StatusNotFound {
				t.Errorf("%s %s: %d", method, path, w.Code)
			}
		}
	}
	if w := askSecurely(st, "POST", "/oauth/callback", own); w.Code != http.StatusNotFound {
		t.Errorf("POST to the callback: %d", w.Code)
	}
}

func TestTheRedirectAddressOfAnIntegration(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.expect(http.StatusOK, "POST", "/integrations", map[string]any{"provider": "slack", "unique_key": "chat",
		"credentials": map[string]any{"type": "OAUTH2", "client_id": "i", "client_secret": "s"}})
	const path = "/patchbay/integrations/chat/redirect"
	a := st.expect(http.StatusOK, "GET", path, nil)
	if a.at(t, "data", "kind") != "localhost" || a.at(t, "data", "own") != false || a.at(t, "data", "advice") != "https" || !strings.Contains(a.body, "vendor_refuses") {
		t.Errorf("at first: %s", a.body)
	}
	a = st.expect(http.StatusOK, "PUT", path, map[string]any{"kind": "https"})
	if a.at(t, "data", "url") != "https://localhost:3443/oauth/callback" || a.at(t, "data", "own") != true || !strings.Contains(a.body, "https_disabled") {
		t.Errorf("changed: %s", a.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/integrations/chat", nil); a.at(t, "data", "callback_url") != "https://localhost:3443/oauth/callback" {
		t.Errorf("the integration: %s", a.body)
	}
	st.expect(http.StatusBadRequest, "PUT", path, map[string]any{"kind": "ftp"})
	st.expect(http.StatusBadRequest, "PUT", path, map[string]any{"kind": "relay"})
	st.expect(http.StatusNoContent, "DELETE", path, nil)
	if a := st.expect(http.StatusOK, "GET", path, nil); a.at(t, "data", "own") != false {
		t.Errorf("taken back: %s", a.body)
	}
	st.expect(http.StatusNotFound, "GET", "/patchbay/integrations/nobody/redirect", nil)
	st.expect(http.StatusBadRequest, "POST", "/patchbay/relay/check", map[string]any{"url": "nonsense"})
}
