package api_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/api"
	"patchbay/app/event"
	"patchbay/app/logs"
)

func TestSecretsAreMaskedUntilRevealedAndRevealingIsLogged(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("basic", "private-api-basic", nil)
	st.connection("basic", "one", map[string]any{"type": "BASIC", "username": "ada", "password": "correct-horse-battery"})
	st.integration("key", "private-api-bearer", nil)
	st.connection("key", "short", map[string]any{"type": "API_KEY", "apiKey": "short-key"})
	detail := st.expect(http.StatusOK, "GET", "/patchbay/connections/one?provider_config_key=basic", nil)
	if strings.Contains(detail.body, "correct-horse") || !strings.Contains(detail.body, `"••••tery"`) || !strings.Contains(detail.body, `"value":"ada"`) {
		t.Errorf("detail: %s", detail.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/connections/short?provider_config_key=key", nil); strings.Contains(a.body, "t-key") || !strings.Contains(a.body, `"••••"`) {
		t.Errorf("a short secret shows its end: %s", a.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/connections", nil); strings.Contains(a.body, "credentials") || strings.Contains(a.body, "••••") {
		t.Errorf("the list speaks of credentials: %s", a.body)
	}
	if a := st.expect(http.StatusOK, "POST", "/patchbay/connections/one/reveal?provider_config_key=basic", nil); a.at(t, "credentials", "password") != "correct-horse-battery" {
		t.Errorf("reveal: %s", a.body)
	}
	must(t, st.logs.Flush(t.Context()))
	list, _, err := st.logs.List(t.Context(), 1, logs.Filter{Kind: "connection"})
	must(t, err)
	found := false
	for _, op := range list {
		found = found || op.Action == "reveal" && op.Connection == "one" && op.State == logs.Success
	}
	if !found {
		t.Errorf("revealing left no trace: %+v", list)
	}
}

func TestThePlaygroundShowsTheAnswerAndRemembersTheRequest(t *testing.T) {
	t.Parallel()
	st := keyed(t, "provider-key-123")
	body := "hello"
	a := st.expect(http.StatusOK, "POST", "/patchbay/request", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "method": "POST", "path": "echo?x=1",
		"headers": map[string]string{"X-Mine": "yes"}, "body": body})
	if a.at(t, "status").(interface{ String() string }).String() != "200" || a.at(t, "body_encoding") != "utf8" || !strings.Contains(a.at(t, "body").(string), `"body":"hello"`) ||
		!strings.Contains(a.at(t, "body").(string), `"x-mine":"yes"`) || !strings.HasPrefix(a.at(t, "url").(string), st.upstream.URL) {
		t.Errorf("result: %s", a.body)
	}
	history := st.expect(http.StatusOK, "GET", "/patchbay/history", nil).at(t, "data").([]any)
	if len(history) != 1 || history[0].(map[string]any)["path"] != "echo?x=1" || history[0].(map[string]any)["operation_id"] != a.at(t, "operation_id") {
		t.Errorf("history: %v", history)
	}
	must(t, st.logs.Flush(t.Context()))
	op := st.expect(http.StatusOK, "GET", "/patchbay/operations/"+a.at(t, "operation_id").(string), nil)
	if op.at(t, "data", "source") != "playground" || !strings.Contains(op.body, `"exchange"`) || strings.Contains(op.body, "provider-key-123") {
		t.Errorf("operation: %s", op.body)
	}
	st.expect(http.StatusNoContent, "DELETE", "/patchbay/history", nil)
	if a := st.expect(http.StatusOK, "GET", "/patchbay/history", nil); a.body != `{"data":[]}` {
		t.Errorf("history after clearing: %s", a.body)
	}
	down := st.expect(http.StatusOK, "POST", "/patchbay/request", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "method": "GET", "path": "/", "base_url_override": "http://" + st.closed})
	if down.at(t, "failure", "message") == "" || down.at(t, "status").(interface{ String() string }).String() != "500" {
		t.Errorf("a provider that cannot be reached: %s", down.body)
	}
	if a := st.ask("POST", "/patchbay/request", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "method": "get", "path": "/"}); a.code() != "invalid_body" {
		t.Errorf("a method in lower case: %s", a.body)
	}
}

func TestLogsArePagedFilteredAndCleared(t *testing.T) {
	t.Parallel()
	st := keyed(t, "provider-key-123")
	for range 3 {
		st.expect(http.StatusOK, "GET", "/proxy/echo", nil, named...)
	}
	st.expect(http.StatusNotFound, "GET", "/proxy/status/404", nil, named...)
	must(t, st.logs.Flush(t.Context()))
	first := st.expect(http.StatusOK, "GET", "/patchbay/operations?kind=proxy&limit=3", nil)
	cursor, ok := first.at(t, "next_cursor").(string)
	if len(first.at(t, "data").([]any)) != 3 || !ok {
		t.Fatalf("first page: %s", first.body)
	}
	second := st.expect(http.StatusOK, "GET", "/patchbay/operations?kind=proxy&limit=3&cursor="+cursor, nil)
	if len(second.at(t, "data").([]any)) != 1 || second.at(t, "next_cursor") != nil {
		t.Errorf("second page: %s", second.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/operations?connection=c1&integration=bench&source=api&search=status/404", nil); len(a.at(t, "data").([]any)) != 1 {
		t.Errorf("filtered: %s", a.body)
	}
	for _, wrong := range []string{"limit=1000", "state=zz", "kind=zz", "source=zz"} {
		if a := st.ask("GET", "/patchbay/operations?"+wrong, nil); a.status != http.StatusBadRequest || a.code() != "invalid_query_params" {
			t.Errorf("%s: %d %s", wrong, a.status, a.body)
		}
	}
	if a := st.ask("GET", "/patchbay/operations/none", nil); a.status != http.StatusNotFound {
		t.Errorf("an unknown operation: %d %s", a.status, a.body)
	}
	st.expect(http.StatusNoContent, "DELETE", "/patchbay/operations", nil)
	if a := st.expect(http.StatusOK, "GET", "/patchbay/operations", nil); a.body != `{"data":[],"next_cursor":null}` {
		t.Errorf("after clearing: %s", a.body)
	}
}

func TestDirectConnectAndRefusalsCarryHints(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("open", "unauthenticated", nil)
	a := st.expect(http.StatusOK, "POST", "/patchbay/connect", map[string]any{"integration": "open", "connection_id": "me", "tags": map[string]string{"Team": "red"}})
	if a.at(t, "connection", "connection_id") != "me" || a.at(t, "attempt") != nil {
		t.Errorf("connect: %s", a.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/connections/me?provider_config_key=open", nil); a.at(t, "data", "tags", "team") != "red" || a.at(t, "data", "state") != "ok" {
		t.Errorf("connection: %s", a.body)
	}
	if a := st.expect(http.StatusNotFound, "POST", "/patchbay/connect", map[string]any{"integration": "nothing"}); a.at(t, "error", "hint") == nil {
		t.Errorf("a refusal of an own route has no hint: %s", a.body)
	}
	if a := st.expect(http.StatusNotFound, "GET", "/integrations/nothing", nil); a.at(t, "error").(map[string]any)["hint"] != nil {
		t.Errorf("a public route grew a key: %s", a.body)
	}
	st.expect(http.StatusNotFound, "GET", "/patchbay/attempts/none", nil)
	st.expect(http.StatusNotFound, "DELETE", "/patchbay/attempts/none", nil)
}

func TestSettingsAndKeys(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	a := st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"appearance": "dark", "allowed_hosts": []string{"localhost:8080"}, "callback_url": "https://me.example.com/oauth/callback"})
	if a.at(t, "appearance") != "dark" || a.at(t, "callback_url") != "https://me.example.com/oauth/callback" {
		t.Errorf("settings: %s", a.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/providers/github", nil); a.at(t, "data", "callback_url") != "https://me.example.com/oauth/callback" {
		t.Errorf("the callback address of the settings is not used: %s", a.body)
	}
	for _, bad := range []map[string]any{{"appearance": "pink"}, {"allowed_hosts": "x"}, {"allowed_origins": []string{"*"}}, {"allowed_origins": []string{"null"}}, {"callback_url": "javascript:alert(1)"}, {"other": 1}} {
		if a := st.ask("PATCH", "/patchbay/settings", bad); a.status != http.StatusBadRequest {
			t.Errorf("%v: %d %s", bad, a.status, a.body)
		}
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/keys", nil); a.at(t, "key") != testKey || a.at(t, "fixed") != true {
		t.Errorf("key: %s", a.body)
	}
	if a := st.ask("POST", "/patchbay/keys/rotate", nil); a.status != http.StatusConflict || a.code() != "key_is_fixed" ||
		a.at(t, "error", "message") != "The API key is fixed by PATCHBAY_SECRET_KEY." || !strings.Contains(a.at(t, "error", "hint").(string), "unset it") {
		t.Errorf("a fixed key cannot be replaced: %d %s", a.status, a.body)
	}
	status := st.expect(http.StatusOK, "GET", "/patchbay/status", nil)
	if status.at(t, "environment", "name") != "dev" || status.at(t, "vault", "ok") != true || status.at(t, "data_dir") != st.dir {
		t.Errorf("status: %s", status.body)
	}
}

func TestTheFrontEndIsServedAsFilesAndAPlainPageStandsIn(t *testing.T) {
	t.Parallel()
	built := newStack(t, stackOptions{frontend: map[string]string{"index.html": "<p>GUI</p>", "assets/app-1a2b.js": "let a", ".gitkeep": ""}})
	if a := built.expect(http.StatusOK, "GET", "/", nil, "Authorization", ""); a.body != "<p>GUI</p>" || a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("start page: %s %v", a.body, a.header)
	}
	if a := built.expect(http.StatusOK, "GET", "/assets/app-1a2b.js", nil, "If-None-Match", "*", "Range", "bytes=0-1"); a.body != "let a" || !strings.Contains(a.header.Get("Cache-Control"), "immutable") || a.header.Get("Content-Type") != "text/javascript; charset=utf-8" {
		t.Errorf("asset: %q %v", a.body, a.header)
	}
	empty := newStack(t, stackOptions{})
	if a := empty.expect(http.StatusOK, "GET", "/", nil, "Authorization", ""); !strings.Contains(a.body, "front end is not built") {
		t.Errorf("without a front end: %s", a.body)
	}
}

func TestALogoIsALetterTile(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	a := st.expect(http.StatusOK, "GET", "/images/template-logos/github.svg", nil, "Authorization", "")
	if a.header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(a.body, ">GU</text>") || !strings.Contains(a.header.Get("Cache-Control"), "max-age") {
		t.Errorf("%v %s", a.header, a.body)
	}
	for _, name := range []string{"nothing.svg", "github.png", "github"} {
		st.expect(http.StatusNotFound, "GET", "/images/template-logos/"+name, nil)
	}
}

func TestEventsTellWhatChangedUntilThePageGoes(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	req, err := http.NewRequestWithContext(ctx, "GET", st.url+"/patchbay/events", nil)
	must(t, err)
	req.Header.Set("Authorization", "Bearer "+testKey)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	must(t, err)
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), ":") {
		t.Fatalf("first line %q", lines.Text())
	}
	st.bus.Publish(event.Hint{Topic: event.Connections, ID: "x"})
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "data:") {
	}
	if lines.Text() != `data: {"topic":"connections","id":"x"}` {
		t.Errorf("hint %q", lines.Text())
	}
	leave() // goleak fails the package when the stream outlives its page
}

func TestAQuietStreamSaysSomethingEveryFifteenSeconds(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	bus := event.NewBus()
	server := api.New(api.Options{Settings: st.settings, Bus: bus, Redactor: logs.NewRedactor()})
	synctest.Test(t, func(t *testing.T) {
		ctx, leave := context.WithCancel(t.Context())
		rec := httptest.NewRecorder()
		done := make(chan struct{})
		go func() {
			server.Trusted().ServeHTTP(rec, httptest.NewRequestWithContext(ctx, "GET", "/patchbay/events", nil))
			close(done)
		}()
		<-time.After(31 * time.Second)
		leave()
		<-done
		if got := strings.Count(rec.Body.String(), ": "); got != 3 {
			t.Errorf("in 31 seconds: %q", rec.Body.String())
		}
	})
}
