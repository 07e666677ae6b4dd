package api_test

import (
	"net/http"
	"strings"
	"testing"
)

// Security LH-20: a request is what its first line says, whatever its headers, its query or its form call it.
func TestNothingOverridesTheMethod(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("kept", "unauthenticated", nil)
	for _, header := range []string{"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"} {
		st.expect(http.StatusOK, "GET", "/integrations/kept", nil, header, "DELETE")
		st.expect(http.StatusNotFound, "POST", "/integrations/kept", nil, header, "DELETE")
	}
	st.expect(http.StatusNotFound, "POST", "/integrations/kept?_method=DELETE", nil)
	if a := st.ask("POST", "/integrations/kept", "_method=DELETE", "Content-Type", "application/x-www-form-urlencoded"); a.status != http.StatusNotFound {
		t.Errorf("a form: %d %s", a.status, a.body)
	}
	st.expect(http.StatusOK, "GET", "/integrations/kept", nil)
}

// Security LH-20 at the other doors: the webhook port and https://localhost have no files and look for none.
func TestOtherDoorsHaveNoFiles(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{frontend: map[string]string{"index.html": "GUI", "assets/a.js": "GUI"}})
	hooks := st.server.Webhooks()
	for _, path := range []string{"//evil", "/index.html", "/assets/a.js", "/..%2findex.html", "/%00", "/webhook/..%2f..%2findex.html", "/webhook/dev/..%2f..%2findex.html", "/oauth/callback/..%2f..%2findex.html",
		"/webhook/dev/%00", "/" + strings.Repeat("a", 40_000)} {
		if a := serve(hooks, "GET", path); a.status != http.StatusNotFound || strings.Contains(a.body, "GUI") {
			t.Errorf("webhook port, %.60s: %d %.100s", path, a.status, a.body)
		}
		if a := serve(hooks, "POST", path); a.status != http.StatusNotFound && a.status != http.StatusBadRequest || strings.Contains(a.body, "GUI") {
			t.Errorf("webhook port, POST %.60s: %d %.100s", path, a.status, a.body)
		}
		if w := askSecurely(st, "GET", path, "localhost:3443"); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "GUI") {
			t.Errorf("https, %.60s: %d %.100s", path, w.Code, w.Body)
		}
	}
}
