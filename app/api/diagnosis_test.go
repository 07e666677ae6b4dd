package api_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestAFailedLoginIsExplained(t *testing.T) {
	t.Parallel()
	st, provider := fakeLogin(t)
	provider.Deny(url.Values{"error": {"access_denied"}, "error_description": {"No thanks"}})
	id, query := st.login()
	if a := st.expect(http.StatusOK, "GET", "/patchbay/attempts/"+id, nil); strings.Contains(a.body, "diagnosis") {
		t.Errorf("a login under way has a diagnosis: %s", a.body)
	}
	page := st.visit("/oauth/callback?" + query)
	a := st.expect(http.StatusOK, "GET", "/patchbay/attempts/"+id, nil)
	operation := a.at(t, "data", "operation_id").(string)
	if a.at(t, "data", "diagnosis", "cause") != "declined" || a.at(t, "data", "diagnosis", "remedy") == "" {
		t.Errorf("attempt: %s", a.body)
	}
	detail := st.expect(http.StatusOK, "GET", "/patchbay/operations/"+operation, nil)
	for _, name := range []string{"cause", "message", "remedy"} {
		if got, want := detail.at(t, "data", "diagnosis", name), a.at(t, "data", "diagnosis", name); got != want {
			t.Errorf("the log's %s is %q, the login's %q", name, got, want)
		}
	}
	// A session is one tab's: a link in this one would lead to a page that asks to sign in.
	if !strings.Contains(page.body, "step by step") || strings.Contains(page.body, "<a ") {
		t.Errorf("the page does not say where the steps are: %s", page.body)
	}
}

func TestARefusedKeyIsExplained(t *testing.T) {
	t.Parallel()
	vendor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }))
	t.Cleanup(vendor.Close)
	st := newStack(t, stackOptions{allow: []string{strings.TrimPrefix(vendor.URL, "http://")}, catalog: map[string]string{"keyed": "display_name: Keyed\ncategories: [other]\nauth_mode: API_KEY\nproxy:\n  base_url: " + vendor.URL +
		"\n  headers:\n    authorization: Bearer ${apiKey}\n  verification:\n    endpoints: [/me]\n"}})
	st.integration("keyed", "keyed", nil)
	input := map[string]any{"integration": "keyed", "credentials": map[string]string{"apiKey": "canary-key-of-nobody"}}
	refused := st.ask("POST", "/patchbay/connect", input)
	if refused.status < 400 || refused.at(t, "error", "payload", "diagnosis", "remedy") == "" {
		t.Fatalf("%d %s", refused.status, refused.body)
	}
	operation := refused.at(t, "error", "payload", "operation_id").(string)
	detail := st.expect(http.StatusOK, "GET", "/patchbay/operations/"+operation, nil)
	if got, want := refused.at(t, "error", "payload", "diagnosis", "cause"), detail.at(t, "data", "diagnosis", "cause"); got != want || got == "" {
		t.Errorf("the fault's cause is %q, the log's %q", got, want)
	}
	session := st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	page := st.ask("POST", "/patchbay/connect-session/attempts", input, "Authorization", "Bearer "+session)
	if page.at(t, "error", "payload", "diagnosis", "message") != refused.at(t, "error", "payload", "diagnosis", "message") {
		t.Errorf("the Connect page: %s", page.body)
	}
	if strings.Contains(refused.body+detail.body+page.body, "canary-key") {
		t.Error("the key is in an answer")
	}
}
