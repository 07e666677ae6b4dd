package api_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"patchbay/app/api"
)

const linearBody = `{"type":"Issue","action":"create","organizationId":"org-1","data":{"title":"Sink leaks"}}`

// hooked is a stack whose webhook port listens, with an integration of Linear that has a secret and one connection.
func hooked(t *testing.T) (st *stack, port string) {
	t.Helper()
	st = newStack(t, stackOptions{})
	server := httptest.NewServer(st.server.Webhooks())
	t.Cleanup(server.Close)
	st.integration("linear", "linear", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "c", "client_secret": "client-secret-1", "webhook_secret": "webhook-secret-1"}})
	st.expect(http.StatusCreated, "POST", "/connections", map[string]any{"provider_config_key": "linear", "connection_id": "me",
		"credentials": map[string]any{"type": "OAUTH2", "access_token": "t"}, "connection_config": map[string]any{"organizationId": "org-1"}})
	return st, server.URL
}

func (st *stack) hookPath(key string) string {
	st.t.Helper()
	address, _ := st.expect(http.StatusOK, "GET", "/integrations/"+key+"?include=webhook", nil).at(st.t, "data", "webhook_url").(string)
	u, err := url.Parse(address)
	must(st.t, err)
	return u.Path
}

func signed(secret, body string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(body))
	return hex.EncodeToString(mac.Sum(nil))
}

// hook sends what a provider sends: no key, and any Host.
func hook(t *testing.T, method, address, body string, headers ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	must(t, err)
	r.Host = "tunnel.example"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(r)
	must(t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	must(t, err)
	return answer{res.StatusCode, res.Header, string(text)}
}

// inbox is the newest webhook as the list shows it.
func (st *stack) inbox() map[string]any {
	st.t.Helper()
	list, _ := st.expect(http.StatusOK, "GET", "/patchbay/webhooks?limit=1", nil).at(st.t, "data").([]any)
	if len(list) != 1 {
		st.t.Fatalf("the inbox holds %v", list)
	}
	return list[0].(map[string]any)
}

// http-api §11.1, row by row, on both ports.
func TestAnswersOfTheWebhookRoute(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	st.integration("openai", "openai", nil)
	path := st.hookPath("linear")
	for name, row := range map[string]struct {
		path, body, signature string
		status                int
		says                  string
	}{
		"right":               {path, linearBody, signed("webhook-secret-1", linearBody), 200, `{"status":"success"}`},
		"wrong":               {path, linearBody, signed("other", linearBody), 401, `{"error":"The webhook's signature is wrong."}`},
		"none":                {path, linearBody, "", 401, `{"error":"`},
		"unknown environment": {strings.Replace(path, "-", "-0", 1)[:len(path)], linearBody, "", 404, `{"error":{"code":"unknown_environment"`},
		"no environment":      {"/webhook/%20%3C/linear", "", "", 400, `{"error":{"code":"invalid_uri_params"`},
		"no integration":      {"/webhook/dev/%3Cx%3E", "", "", 400, `{"error":{"code":"invalid_uri_params"`},
		"unknown integration": {"/webhook/dev/nobody", "", "", 404, `{"error":{"code":"unknown_provider_config"`},
		"no handler":          {"/webhook/dev/openai", "{}", "", 204, ""},
		"by name":             {"/webhook/dev/linear", linearBody + " ", signed("webhook-secret-1", linearBody+" "), 200, `{"status":"success"}`},
		"trailing slash":      {path + "/", linearBody + "  ", signed("webhook-secret-1", linearBody+"  "), 200, `{"status":"success"}`},
	} {
		var headers []string
		if row.signature != "" {
			headers = []string{"Linear-Signature", row.signature}
		}
		for door, address := range map[string]string{"webhook port": port, "main port": st.url} {
			var a answer
			if door == "main port" {
				a = st.ask("POST", row.path, row.body, append(headers, "Authorization", "", "Content-Type", "text/plain")...)
			} else {
				a = hook(t, "POST", address+row.path, row.body, headers...)
			}
			if a.status != row.status || !strings.HasPrefix(a.body, row.says) {
				t.Errorf("%s, %s: %d %s", name, door, a.status, a.body)
			}
		}
	}
}

// LH-22: the port that a tunnel gets has this one route, for one method.
func TestTheWebhookPortHasNothingElse(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	path := st.hookPath("linear")
	for _, route := range api.Routes() {
		method := route.Method
		if method == "" {
			method = http.MethodGet
		}
		if route.Pattern == "/health" || strings.HasPrefix(route.Pattern, "/webhook/") {
			continue
		}
		address := strings.NewReplacer(":environment", "dev", ":key", "linear", ":", "", "*", "x").Replace(route.Pattern)
		if a := hook(t, method, port+address, "", "Authorization", "Bearer "+testKey); a.status != http.StatusNotFound || a.code() != "not_found" {
			t.Errorf("%s %s: %d %s", method, address, a.status, a.body)
		}
	}
	for _, method := range []string{"GET", "PUT", "PATCH", "DELETE", "OPTIONS"} {
		if a := hook(t, method, port+path, linearBody, "Linear-Signature", signed("webhook-secret-1", linearBody)); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", method, a.status)
		}
	}
	for _, address := range []string{"/", "//evil", "/webhook", "/webhook/dev", path + "/more", "/webhook/../patchbay/settings", "/%2e%2e/patchbay/settings", "/patchbay/webhooks"} {
		if a := hook(t, "POST", port+address, "", "Authorization", "Bearer "+testKey); a.status != http.StatusNotFound {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
	}
}

// A handshake's text never becomes a page.
func TestAnEchoIsNoPage(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	st.integration("slack", "slack", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "c", "client_secret": "s"}})
	a := hook(t, "POST", port+st.hookPath("slack"), `{"type":"url_verification","challenge":"<script>alert(1)</script>"}`, "Content-Type", "application/json")
	if a.status != 200 || a.body != "<script>alert(1)</script>" || !strings.HasPrefix(a.header.Get("Content-Type"), "text/plain") ||
		a.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(a.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%d %s %v", a.status, a.body, a.header)
	}
}

func TestWebhooksAreLimited(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	path := st.hookPath("linear")
	if a := hook(t, "POST", port+path, strings.Repeat("x", 10<<20+1)); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a large body: %d", a.status)
	}
	o := st.options
	moment := time.Now()
	o.Now = func() time.Time { return moment } // however slow the machine is, all come at once
	server := httptest.NewServer(api.New(o).Webhooks())
	t.Cleanup(server.Close)
	var a answer
	for range 501 {
		a = hook(t, "POST", server.URL+"/webhook/dev/nobody", "")
	}
	if wait, err := strconv.Atoi(a.header.Get("Retry-After")); a.status != http.StatusTooManyRequests || err != nil || wait < 1 {
		t.Errorf("after many: %d, Retry-After %q", a.status, a.header.Get("Retry-After"))
	}
}

// A sender that is slow is not waited for.
func TestASlowWebhookIsGivenUp(t *testing.T) {
	t.Parallel()
	st, _ := hooked(t)
	o := st.options
	o.BodyTimeout = 50 * time.Millisecond
	server := httptest.NewServer(api.New(o).Webhooks())
	t.Cleanup(server.Close)
	conn, err := net.Dial("tcp", strings.TrimPrefix(server.URL, "http://"))
	must(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "POST "+st.hookPath("linear")+" HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
	must(t, err)
	text, err := io.ReadAll(conn)
	must(t, err)
	if !strings.HasPrefix(string(text), "HTTP/1.1 408") {
		t.Errorf("answered %.40s", text)
	}
}

// The whole way of the inbox: list, look, send again, edit.
func TestTheInbox(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	path := st.hookPath("linear")
	hook(t, "POST", port+path, linearBody, "Linear-Signature", signed("webhook-secret-1", linearBody), "Content-Type", "application/json", "X-Gitlab-Token", "canary-token")
	first := st.inbox()
	id, _ := first["id"].(string)
	if first["integration"] != "linear" || first["verification"] != "verified" || first["provider_name"] != "Linear" || first["simulated"] != false || first["preview"] != linearBody {
		t.Errorf("listed %v", first)
	}
	detail := st.expect(http.StatusOK, "GET", "/patchbay/webhooks/"+id, nil)
	if detail.at(t, "data", "body") != linearBody || strings.Contains(detail.body, "canary-token") || !strings.Contains(detail.body, "Linear-Signature") {
		t.Errorf("kept %s", detail.body)
	}
	again := st.expect(http.StatusOK, "POST", "/patchbay/webhooks/"+id+"/resend", map[string]any{})
	if st.inbox()["resent_from"] != id || st.inbox()["id"] != again.at(t, "id") {
		t.Errorf("sent again: %v", st.inbox())
	}
	st.expect(http.StatusOK, "POST", "/patchbay/webhooks/"+id+"/resend", map[string]any{"body": "eyJ0eXBlIjoiSXNzdWUifQ==", "body_encoding": "base64"})
	if edited := st.inbox(); edited["edited"] != true || edited["verification"] != "vouched" || edited["state"] != "unmatched" || edited["preview"] != `{"type":"Issue"}` {
		t.Errorf("edited: %v", edited)
	}
	st.expect(http.StatusBadRequest, "POST", "/patchbay/webhooks/"+id+"/resend", map[string]any{"body": "%", "body_encoding": "base64"})
	st.expect(http.StatusNotFound, "POST", "/patchbay/webhooks/none/resend", map[string]any{})
	if list, _ := st.expect(http.StatusOK, "GET", "/patchbay/webhooks?search=leaks&state=done", nil).at(t, "data").([]any); len(list) > 2 {
		t.Errorf("found %v", list)
	}
	st.expect(http.StatusBadRequest, "GET", "/patchbay/webhooks?cursor=x", nil)
	st.expect(http.StatusUnauthorized, "GET", "/patchbay/webhooks", nil, "Authorization", "")
}

// WH-13 through the API: the simulator's webhook passes the real route, and the same bytes from outside do not.
func TestTheSimulatorGoesThroughTheRoute(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	made := st.expect(http.StatusOK, "POST", "/patchbay/webhooks/simulate", map[string]any{"integration": "linear", "connection": "me"})
	if made.at(t, "status").(interface{ String() string }).String() != "200" || made.at(t, "answer") != `{"status":"success"}` || st.inbox()["simulated"] != true || st.inbox()["id"] != made.at(t, "id") {
		t.Fatalf("made %s, kept %v", made.body, st.inbox())
	}
	headers := made.at(t, "headers").(map[string]any)
	var send []string
	for name, values := range headers {
		send = append(send, name, values.([]any)[0].(string))
	}
	if a := hook(t, "POST", port+st.hookPath("linear"), made.at(t, "body").(string), send...); a.status != http.StatusUnauthorized {
		t.Errorf("the same bytes from outside: %d %s", a.status, a.body)
	}
	st.expect(http.StatusNotFound, "POST", "/patchbay/webhooks/simulate", map[string]any{"integration": "nobody"})
}

// The integration's page: the address, what the provider needs, the secret that nobody can read back, the switch.
func TestWebhookSetup(t *testing.T) {
	t.Parallel()
	st, _ := hooked(t)
	get := func() answer { return st.expect(http.StatusOK, "GET", "/patchbay/integrations/linear/webhook", nil) }
	setup := get()
	if setup.at(t, "data", "handled") != true || setup.at(t, "data", "signs") != true || setup.at(t, "data", "has_secret") != true || setup.at(t, "data", "secret_help") == "" ||
		setup.at(t, "data", "accept_unsigned") != false || len(setup.at(t, "data", "events").([]any)) == 0 {
		t.Errorf("setup %s", setup.body)
	}
	changed := st.expect(http.StatusOK, "PUT", "/patchbay/integrations/linear/webhook", map[string]any{"secret": "canary-secret-2", "accept_unsigned": true})
	if changed.at(t, "data", "accept_unsigned") != true || changed.at(t, "data", "previous_until") == nil || strings.Contains(changed.body, "canary-secret") {
		t.Errorf("changed %s", changed.body)
	}
	st.expect(http.StatusOK, "PUT", "/patchbay/integrations/linear/webhook", map[string]any{"secret": ""})
	if get().at(t, "data", "has_secret") != false || get().at(t, "data", "can_verify") != false {
		t.Error("the secret stays")
	}
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"webhook_base_url": "https://tunnel.example"})
	if address := get().at(t, "data", "url").(string); !strings.HasPrefix(address, "https://tunnel.example/webhook/") || !strings.HasPrefix(get().at(t, "data", "local_url").(string), "http://localhost:3004/webhook/") {
		t.Errorf("address %s", address)
	}
	st.integration("openai", "openai", nil)
	if none := st.expect(http.StatusOK, "GET", "/patchbay/integrations/openai/webhook", nil); none.at(t, "data", "handled") != false {
		t.Errorf("%s", none.body)
	}
}

// A client secret verifies without being entered twice, and a GitHub App's secret can be read to be entered there.
func TestSecretsThatNobodyEnters(t *testing.T) {
	t.Parallel()
	st, _ := hooked(t)
	st.integration("hubspot", "hubspot", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "c", "client_secret": "client-secret-1"}})
	if setup := st.expect(http.StatusOK, "GET", "/patchbay/integrations/hubspot/webhook", nil); setup.at(t, "data", "can_verify") != true || setup.at(t, "data", "has_secret") != false || setup.at(t, "data", "derived_secret") != false {
		t.Errorf("hubspot: %s", setup.body)
	}
	if a := st.expect(http.StatusBadRequest, "POST", "/patchbay/integrations/hubspot/webhook/secret", map[string]any{}); a.code() != "no_derived_secret" {
		t.Errorf("hubspot: %s", a.body)
	}
	private := "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----"
	st.integration("app", "github-app", map[string]any{"credentials": map[string]any{"type": "APP", "app_id": "77", "app_link": "https://github.com/apps/x", "private_key": private}})
	if setup := st.expect(http.StatusOK, "GET", "/patchbay/integrations/app/webhook", nil); setup.at(t, "data", "can_verify") != true || setup.at(t, "data", "derived_secret") != true {
		t.Errorf("github: %s", setup.body)
	}
	sum := sha256.Sum256([]byte("77" + private + "https://github.com/apps/x"))
	if a := st.expect(http.StatusOK, "POST", "/patchbay/integrations/app/webhook/secret", map[string]any{}); a.at(t, "secret") != hex.EncodeToString(sum[:]) {
		t.Errorf("github: %s", a.body)
	}
}

// LH-18: senders that dawdle keep nobody else out, however many they are: a place is for what has come.
func TestIdleSendersLeaveTheirPlacesToOthers(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	path := st.hookPath("linear")
	var idle []net.Conn
	for range 100 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(port, "http://"))
		must(t, err)
		t.Cleanup(func() { conn.Close() })
		_, err = io.WriteString(conn, "POST "+path+" HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
		must(t, err)
		// The server asks for the body when the route reads it: from then on it waits for this sender.
		asked := make([]byte, len("HTTP/1.1 100 Continue\r\n\r\n"))
		_, err = io.ReadFull(conn, asked)
		must(t, err)
		if !strings.HasPrefix(string(asked), "HTTP/1.1 100") {
			t.Fatalf("sender %d is told %q", len(idle), asked)
		}
		idle = append(idle, conn)
	}
	if a := hook(t, "POST", port+path, linearBody, "Linear-Signature", signed("webhook-secret-1", linearBody)); a.status != http.StatusOK {
		t.Errorf("beside them: %d %s", a.status, a.body)
	}
	for _, conn := range idle {
		_, err := io.WriteString(conn, "{}")
		must(t, err)
		answered := make([]byte, len("HTTP/1.1 401"))
		_, err = io.ReadFull(conn, answered)
		must(t, err)
		if string(answered) != "HTTP/1.1 401" {
			t.Errorf("an idle sender that goes on is answered %q", answered)
		}
	}
}

// A body that says that it is too large is not waited for.
func TestADeclaredLengthAboveTheLimitIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(port, "http://"))
	must(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "POST "+st.hookPath("linear")+" HTTP/1.1\r\nHost: x\r\nContent-Length: 10485761\r\n\r\n")
	must(t, err)
	answered := make([]byte, len("HTTP/1.1 413"))
	_, err = io.ReadFull(conn, answered)
	must(t, err)
	if string(answered) != "HTTP/1.1 413" {
		t.Errorf("answered %q", answered)
	}
}
