package api_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// raw writes bytes to the listener and returns status line, headers and body as they came.
func (st *stack) raw(request string) string {
	st.t.Helper()
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", st.port))
	must(st.t, err)
	defer conn.Close()
	must(st.t, conn.SetDeadline(time.Now().Add(10*time.Second)))
	_, err = io.WriteString(conn, request)
	must(st.t, err)
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	must(st.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(st.t, err)
	var text strings.Builder
	fmt.Fprintf(&text, "%d\n", res.StatusCode)
	must(st.t, res.Header.Write(&text))
	text.Write(body)
	return text.String()
}

// Security LH-02 and LH-03, byte for byte.
func TestOnlyTheExactNamesOfTheListenerPass(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	port := fmt.Sprint(st.port)
	for host, want := range map[string]string{
		"127.0.0.1:" + port: "200", "localhost:" + port: "200", "[::1]:" + port: "200",
		"evil.test:" + port: "403", "localhost.:" + port: "403", "LOCALHOST:" + port: "403", "127.1:" + port: "403",
		"0x7f.1:" + port: "403", "[::ffff:127.0.0.1]:" + port: "403", "127.0.0.1.nip.io:" + port: "403", "127.0.0.1": "403",
		"127.0.0.1:1": "403", "user@127.0.0.1:" + port: "400", "localhost:" + port + ":" + port: "403", "0.0.0.0:" + port: "403",
	} {
		got := st.raw("GET /integrations HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + testKey + "\r\nConnection: close\r\n\r\n")
		if !strings.HasPrefix(got, want) {
			t.Errorf("Host %q: %.120q, want %s", host, got, want)
		}
	}
	for name, request := range map[string]string{
		"no Host":       "GET /integrations HTTP/1.1\r\nAuthorization: Bearer " + testKey + "\r\nConnection: close\r\n\r\n",
		"two Hosts":     "GET /integrations HTTP/1.1\r\nHost: localhost:" + port + "\r\nHost: evil.test\r\nAuthorization: Bearer " + testKey + "\r\nConnection: close\r\n\r\n",
		"HTTP/1.0":      "GET /integrations HTTP/1.0\r\nAuthorization: Bearer " + testKey + "\r\n\r\n",
		"absolute form": "GET http://localhost:" + port + "/integrations HTTP/1.1\r\nHost: evil.test\r\nAuthorization: Bearer " + testKey + "\r\nConnection: close\r\n\r\n",
	} {
		if got := st.raw(request); strings.HasPrefix(got, "2") || strings.Contains(got, `"data"`) {
			t.Errorf("%s: %.200q", name, got)
		}
	}
}

// Security LH-05 and LH-07: the questions that browsers ask first are refused like all else.
func TestForeignOriginsAreRefusedWhateverTheyAskAndHoweverGoodTheKeyIs(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, origin := range []string{"https://evil.test", "null", "http://localhost:3000", "chrome-extension://x", "http://127.0.0.1:" + fmt.Sprint(st.port) + ".evil.test",
		"http://localhost:" + fmt.Sprint(st.port), "https://127.0.0.1:" + fmt.Sprint(st.port)} {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW"} {
			for _, path := range []string{"/integrations", "/connections", "/connect/sessions", "/proxy/x", "/patchbay/keys", "/patchbay/c/a/b/c", "/nowhere", "/"} {
				if method == "OPTIONS" && path == "/integrations" && strings.Contains("http://localhost:3000 http://localhost:"+portOf(st)+" https://127.0.0.1:"+portOf(st), origin) {
					continue // the Connect page may ask; a key does not help it, as GET shows
				}
				a := st.ask(method, path, nil, "Origin", origin, "Access-Control-Request-Method", "GET", "Access-Control-Request-Private-Network", "true")
				if a.status != http.StatusForbidden {
					t.Errorf("%s %s from %s: status %d", method, path, origin, a.status)
				}
				for name := range a.header {
					if strings.HasPrefix(name, "Access-Control-") {
						t.Errorf("%s %s from %s: has %s", method, path, origin, name)
					}
				}
			}
		}
	}
	if got := st.upstream.requests(); len(got) != 0 {
		t.Errorf("refused requests reached the provider: %q", got)
	}
}

func TestEveryRefusalIsTheSameBytesAndNamesNoProduct(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	first := st.raw("GET / HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n")
	if strings.Contains(strings.ToLower(first), "patchbay") || strings.Contains(strings.ToLower(first), "nango") {
		t.Errorf("a refusal names the product: %q", first)
	}
	undated := func(text string) string {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "Date:") {
				lines[i] = ""
			}
		}
		return strings.Join(lines, "\n")
	}
	for _, request := range []string{
		"GET /integrations HTTP/1.1\r\nHost: evil.test\r\nAuthorization: Bearer " + testKey,
		"DELETE /nowhere HTTP/1.1\r\nHost: 127.0.0.1:1",
		"POST /patchbay/session HTTP/1.1\r\nHost: localhost:" + fmt.Sprint(st.port) + "\r\nOrigin: null\r\nContent-Length: 0",
		"GET / HTTP/1.1\r\nHost: localhost:" + fmt.Sprint(st.port) + "\r\nOrigin: https://evil.test\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x",
	} {
		if got := st.raw(request + "\r\nConnection: close\r\n\r\n"); undated(got) != undated(first) {
			t.Errorf("%q\nanswered %q\nnot       %q", request, got, first)
		}
	}
}

func TestAListedOriginMayReadAndNobodyElse(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"allowed_origins": []string{"https://app.example.com"}})
	a := st.ask("OPTIONS", "/connections", nil, "Authorization", "", "Origin", "https://app.example.com", "Access-Control-Request-Method", "POST",
		"Access-Control-Request-Private-Network", "true")
	if a.status != http.StatusNoContent || a.header.Get("Access-Control-Allow-Origin") != "https://app.example.com" || a.header.Get("Access-Control-Allow-Private-Network") != "true" {
		t.Errorf("preflight of a listed origin: %d %v", a.status, a.header)
	}
	a = st.expect(http.StatusOK, "GET", "/integrations", nil, "Origin", "https://app.example.com", "Sec-Fetch-Site", "cross-site")
	if a.header.Get("Access-Control-Allow-Origin") != "https://app.example.com" || a.header.Get("Vary") != "Origin" {
		t.Errorf("answer to a listed origin: %v", a.header)
	}
	st.expect(http.StatusForbidden, "GET", "/integrations", nil, "Origin", "https://app.example.com.evil.test")
	if a := st.expect(http.StatusOK, "GET", "/integrations", nil); a.header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("a script without Origin got CORS headers: %v", a.header)
	}
}

func TestWebAppsOnThisMachineReachTheConnectRoutesOnly(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	const app = "http://localhost:5173"
	for _, path := range []string{"/connect/session", "/api-auth/api-key/x", "/auth/unauthenticated/x", "/oauth2/auth/x"} {
		if a := st.ask("OPTIONS", path, nil, "Authorization", "", "Origin", app, "Access-Control-Request-Method", "POST"); a.status != http.StatusNoContent || a.header.Get("Access-Control-Allow-Origin") != app {
			t.Errorf("preflight of %s: %d %v", path, a.status, a.header)
		}
	}
	if a := st.ask("GET", "/connect/session", nil, "Authorization", "", "Origin", app); a.code() != "missing_auth_header" {
		t.Errorf("/connect/session without a token: %d %s", a.status, a.body)
	}
	for _, path := range []string{"/connect/sessions", "/connect/sessions/reconnect", "/integrations", "/%6fauth/callback"} {
		st.expect(http.StatusForbidden, "GET", path, nil, "Origin", app)
	}
}

// http-api §4.5: what the official Connect page reads from its own port, with a session's token and nothing else.
func TestAConnectPageOfThisMachineReadsIntegrationsAndProviders(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("open", "unauthenticated", nil)
	session := "Bearer " + st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	const page = "http://localhost:3009"
	ask := func(method, path, origin, bearer, wants string) answer {
		t.Helper()
		return st.ask(method, path, nil, "Origin", origin, "Authorization", bearer, "Access-Control-Request-Method", wants, "Sec-Fetch-Site", "same-site")
	}
	for _, path := range []string{"/integrations", "/integrations/", "/providers/github", "/Providers/github"} {
		if a := ask("OPTIONS", path, page, "", "GET"); a.status != http.StatusNoContent || a.header.Get("Access-Control-Allow-Origin") != page {
			t.Errorf("preflight of %s: %d %v", path, a.status, a.header)
		}
		if a := ask("GET", path, page, session, ""); a.status != http.StatusOK || a.header.Get("Access-Control-Allow-Origin") != page {
			t.Errorf("%s with a session: %d %v", path, a.status, a.header)
		}
		for name, a := range map[string]answer{
			"a key":                ask("GET", path, page, "Bearer "+testKey, ""),
			"a bare key":           ask("GET", path, page, testKey, ""),
			"a key behind a token": ask("GET", path, page, session+" Bearer "+testKey, ""),
			"nothing":              ask("GET", path, page, "", ""),
			"another origin":       ask("GET", path, "https://evil.test", session, ""),
			"its preflight":        ask("OPTIONS", path, "https://evil.test", "", "GET"),
			"a write":              ask("POST", path, page, session, ""),
			"a write's preflight":  ask("OPTIONS", path, page, "", "POST"),
		} {
			if a.status != http.StatusForbidden || a.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s on %s: %d %v", name, path, a.status, a.header)
			}
		}
	}
	for _, path := range []string{"/providers", "/providers/github/templates", "/integrations/open", "/connections", "/providers//"} {
		if a := ask("OPTIONS", path, page, "", "GET"); a.status != http.StatusForbidden {
			t.Errorf("preflight of %s: %d", path, a.status)
		}
		if a := ask("GET", path, page, session, ""); a.status != http.StatusForbidden {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

func TestWhatBrowsersSayAboutTheRequestCounts(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	navigate := []string{"Authorization", "", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}
	frame := []string{"Authorization", "", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}
	script := []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}
	for _, c := range []struct {
		path    string
		headers []string
		refused bool
	}{
		{"/oauth/callback?state=x", navigate, false}, {"/connect-ui/?session_token=x", navigate, false}, {"/connect-ui/", frame, false}, {"/", navigate, false},
		{"/", frame, true}, {"/oauth/callback?state=x", frame, true}, {"/integrations", navigate, true}, {"/patchbay/keys", navigate, true}, {"/proxy/x", navigate, true},
		{"/", script, true}, {"/health", script, true}, {"/patchbay/openapi.json", script, true}, {"/images/template-logos/github.svg", script, true},
		{"/images/template-logos/github.svg", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, false},
		{"/integrations", []string{"Sec-Fetch-Site", "same-origin"}, false}, {"/integrations", []string{"Sec-Fetch-Site", "same-site"}, true},
	} {
		if a := st.ask("GET", c.path, nil, c.headers...); (a.status == http.StatusForbidden) != c.refused {
			t.Errorf("%s with %v: status %d, refused should be %v", c.path, c.headers, a.status, c.refused)
		}
	}
}

// Security LH-06.
func TestAFormPostIsRefusedWithoutEffect(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	body := `{"unique_key":"planted","provider":"unauthenticated"}`
	if a := st.ask("POST", "/integrations", body, "Content-Type", "text/plain"); a.status != http.StatusUnsupportedMediaType {
		t.Errorf("text/plain: %d %s", a.status, a.body)
	}
	if a := st.ask("POST", "/integrations", body, "Content-Type", "text/plain", "Origin", "https://evil.test"); a.status != http.StatusForbidden {
		t.Errorf("foreign form: %d", a.status)
	}
	if a := st.ask("POST", "/patchbay/keys/rotate", "", "Content-Type", "application/x-www-form-urlencoded"); a.status != http.StatusUnsupportedMediaType {
		t.Errorf("form post to an own route: %d %s", a.status, a.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/integrations", nil); strings.Contains(a.body, "planted") {
		t.Error("the form created an integration")
	}
}

// Security LH-09.
func TestNothingCanBeFramedOrSniffed(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{frontend: map[string]string{"index.html": "<title>GUI</title>", "assets/a.js": "1"}})
	for _, path := range []string{"/", "/assets/a.js", "/health", "/integrations", "/nowhere", "/images/template-logos/github.svg", "/patchbay/openapi.json", "/oauth/callback"} {
		a := st.ask("GET", path, nil)
		if a.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(a.header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %v", path, a.header)
		}
	}
	for _, path := range []string{"/", "/health", "/oauth/callback"} {
		if a := st.ask("GET", path, nil); !strings.Contains(a.header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s may be framed: %v", path, a.header)
		}
	}
	if a := st.ask("GET", "/connect-ui/", nil); a.status != http.StatusOK || strings.Contains(a.header.Get("Content-Security-Policy"), "frame-ancestors") || a.header.Get("X-Frame-Options") != "" {
		t.Errorf("the Connect page cannot be embedded: %d %v", a.status, a.header)
	}
}

// Security LH-20.
func TestStrangePathsAreNeverAFile(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{frontend: map[string]string{"index.html": "GUI", "assets/a.js": "1"}})
	for _, path := range []string{"//evil", "/..%2f", "/..%2f..%2fetc/passwd", "/../../etc/passwd", "/%00", "/index.html%00.js", "/assets/", "/assets", "/assets/../index.html", "/.gitkeep",
		"/assets%2fa.js/..", "/integrations/%00", "/connections/%2e%2e%2f", "/" + strings.Repeat("a", 40000)} {
		got := st.raw("GET " + path + " HTTP/1.1\r\nHost: localhost:" + fmt.Sprint(st.port) + "\r\nAuthorization: Bearer " + testKey + "\r\nConnection: close\r\n\r\n")
		if !strings.HasPrefix(got, "404") && !strings.HasPrefix(got, "400") {
			t.Errorf("%.60s: %.200q", path, got)
		}
	}
	if a := st.ask("POST", "/integrations/x", nil, "X-HTTP-Method-Override", "DELETE"); a.status != http.StatusNotFound {
		t.Errorf("method override: %d", a.status)
	}
}

// Security LH-22.
func TestTheWebhookPortHasNoManagementRoutes(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	hooks := st.server.Webhooks()
	for _, route := range []string{"/integrations", "/connections", "/proxy/x", "/patchbay/keys", "/patchbay/c/a/b/c", "/oauth/callback", "/connect-ui/", "/", "/patchbay/session"} {
		for _, method := range []string{"GET", "POST", "DELETE"} {
			if a := serve(hooks, method, route, "Authorization", "Bearer "+testKey); a.status != http.StatusNotFound {
				t.Errorf("%s %s: %d", method, route, a.status)
			}
		}
	}
	if a := serve(hooks, "GET", "/health"); a.body != `{"result":"ok"}` {
		t.Errorf("/health: %s", a.body)
	}
}
