package proxy_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTrueStatusesAndHeadersComeBack(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Set-Cookie", "sid=1")
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Connection", "X-Hop")
		h.Set("X-Hop", "1")
		h.Set("Keep-Alive", "timeout=5")
		h.Set("Proxy-Authenticate", "Basic")
		h.Set("X-Request-Id", "abc")
		h.Set("Etag", `"1"`)
		h.Set("Location", "/elsewhere")
		var status int
		fmt.Sscanf(r.URL.Path, "/%d", &status)
		w.WriteHeader(status)
		if status != 204 && status != 304 && !strings.HasSuffix(r.URL.Path, "/empty") {
			io.WriteString(w, "body")
		}
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	for _, c := range []struct {
		method, path, source string
		status               int
		body                 string
	}{
		{"GET", "/200", "api", 200, "body"}, {"POST", "/201", "api", 201, "body"}, {"DELETE", "/204", "api", 204, ""}, {"GET", "/304", "api", 304, ""},
		{"GET", "/400", "api", 400, "body"}, {"GET", "/503", "api", 503, "body"}, {"HEAD", "/404", "api", 404, ""}, {"OPTIONS", "/200", "api", 200, "body"},
		{"PROPFIND", "/207", "api", 207, "body"}, {"POST", "/302", "path", 302, "body"},
		{"GET", "/404/empty", "api", 404, `{"message":"The provider answered Not Found without a body.","code":"ERR_BAD_REQUEST","status":404,"method":"get"}`},
		{"PUT", "/500/empty", "api", 500, `{"message":"The provider answered Internal Server Error without a body.","code":"ERR_BAD_RESPONSE","status":500,"method":"put"}`},
		{"GET", "/404/empty", "path", 404, ""},
	} {
		r := post(c.path, "", "x")
		r.Method, r.Source = c.method, c.source
		res, body := b.do(t, r)
		if res.Status != c.status || body != c.body {
			t.Errorf("%s %s by %s: %d %q, want %d %q", c.method, c.path, c.source, res.Status, body, c.status, c.body)
		}
		for _, name := range []string{"Access-Control-Allow-Origin", "Connection", "X-Hop", "Keep-Alive", "Proxy-Authenticate"} {
			if res.Header.Get(name) != "" {
				t.Errorf("%s %s: %s came back", c.method, c.path, name)
			}
		}
		if res.Header.Get("X-Request-Id") != "abc" || res.Header.Get("Etag") != `"1"` || (res.Header.Get("Set-Cookie") != "") != (c.source == "path") {
			t.Errorf("%s %s by %s: headers %v", c.method, c.path, c.source, res.Header)
		}
	}
}

func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(nil)
	gone.Close()
	b := newBench(t, setup{})
	b.connection(keyed(gone.URL), auth.APIKey{Key: canary}, nil)
	res, body := b.do(t, get("/x?token=abc"))
	if res.Status != 500 || !strings.Contains(body, `"code":"ECONNREFUSED","method":"get"`) || res.Header.Get("Content-Type") != "application/json; charset=utf-8" ||
		res.Failure == nil || res.Failure.Code != outbound.CodeConnectionRefused || strings.Contains(body, "abc") {
		t.Errorf("%d %s, %v", res.Status, body, res.Failure)
	}
	r := get("/x")
	r.Source = proxy.SourcePath
	if res, _ := b.do(t, r); res.Status != 502 {
		t.Errorf("on the transparent door: %d", res.Status)
	}
	if op, messages := b.operation(t); op.State != logs.Failed || op.Error.Code != outbound.CodeConnectionRefused || len(messages) != 1 || messages[0].Exchange.Error == "" {
		t.Errorf("log = %+v, %+v", op, messages)
	}
}

func TestRefusalsOfTheRequestItself(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{allow: []string{"10.255.255.255"}})
	for _, c := range []struct {
		name   string
		change func(*proxy.Request, *catalog.Provider)
		code   string
		kind   fault.Kind
	}{
		{"unknown connection", func(r *proxy.Request, _ *catalog.Provider) { r.ConnectionID = "nope" }, "server_error", fault.Invalid},
		{"unknown connection, transparent", func(r *proxy.Request, _ *catalog.Provider) { r.ConnectionID, r.Source = "nope", proxy.SourcePath }, "unknown_connection", fault.NotFound},
		{"no base", func(_ *proxy.Request, p *catalog.Provider) { p.Proxy = nil }, proxy.CodeUnsupported, fault.Invalid},
		{"no endpoint", func(r *proxy.Request, _ *catalog.Provider) { r.Endpoint = "" }, proxy.CodeMissingAPIURL, fault.Invalid},
		{"private override", func(r *proxy.Request, _ *catalog.Provider) { r.BaseURLOverride = "http://10.1.2.3" }, proxy.CodeNotAllowed, fault.Invalid},
		{"loopback override", func(r *proxy.Request, _ *catalog.Provider) { r.BaseURLOverride = "http://localhost:9900" }, proxy.CodeNotAllowed, fault.Invalid},
		{"no URL", func(r *proxy.Request, _ *catalog.Provider) { r.BaseURLOverride = "not a url" }, proxy.CodeInvalidBaseURL, fault.Invalid},
		{"user in override", func(r *proxy.Request, _ *catalog.Provider) { r.BaseURLOverride = "https://a:b@c.test" }, proxy.CodeInvalidBaseURL, fault.Invalid},
		{"file", func(r *proxy.Request, _ *catalog.Provider) { r.BaseURLOverride = "file:///etc" }, proxy.CodeInvalidBaseURL, fault.Invalid},
		{"missing parameter", func(_ *proxy.Request, p *catalog.Provider) {
			p.Proxy.BaseURL = "https://${connectionConfig.sub}.acme.test"
		}, catalog.CodeURLParam, fault.Invalid},
	} {
		provider := keyed(up.URL)
		r := get("/x")
		c.change(r, provider)
		b.connection(provider, auth.APIKey{Key: canary}, map[string]any{})
		_, err := b.Do(t.Context(), r)
		if !fault.HasCode(err, c.code) || !fault.IsKind(err, c.kind) {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
		if op, _ := b.operation(t); op.State != logs.Failed || op.Error == nil {
			t.Errorf("%s: logged as %+v", c.name, op)
		}
	}
}

func TestARefusedDestinationNamesWhoChoseIt(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.9.9.9:81/inner", http.StatusFound)
	})
	b := newBench(t, setup{allow: []string{"127.0.0.1"}})
	override := get("/x")
	override.BaseURLOverride = "http://10.1.2.3:8080"
	redirecting := get("/x")
	redirecting.BaseURLOverride = up.URL
	for _, c := range []struct {
		name, base  string
		request     *proxy.Request
		kind        fault.Kind
		code, words string
	}{
		{"the caller", up.URL, override, fault.Invalid, proxy.CodeNotAllowed, "Patchbay did not connect to 10.1.2.3"},
		{"the provider", up.URL, get("/x"), fault.Upstream, outbound.CodeRedirectNotAllowed, "The provider redirected to 127.9.9.9, and Patchbay did not follow"},
		{"the overriding place", "https://acme.test", redirecting, fault.Upstream, outbound.CodeRedirectNotAllowed, "redirected to 127.9.9.9"},
		{"the catalog", "http://10.1.2.3:8080", get("/x"), fault.Invalid, outbound.CodeNotAllowed, "add 10.1.2.3:8080 to the allowed hosts in the settings, or start with --allow-host"},
	} {
		b.connection(keyed(c.base), auth.APIKey{Key: canary}, nil)
		_, err := b.Do(t.Context(), c.request)
		if !fault.HasCode(err, c.code) || !fault.IsKind(err, c.kind) || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v, want %s with %q", c.name, err, c.code, c.words)
		}
		if op, _ := b.operation(t); op.Error == nil || op.Error.Code != c.code {
			t.Errorf("%s: logged as %+v", c.name, op.Error)
		}
	}
	if up.count() != 2 {
		t.Errorf("the provider got %d requests", up.count())
	}
}

func TestCompressedAnswersAreUnpacked(t *testing.T) {
	t.Parallel()
	plain := strings.Repeat("hello ", 1000)
	pack := map[string]func(io.Writer) io.WriteCloser{
		"gzip":     func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"deflate":  func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
		"deflate2": func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 5); return f },
	}
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path[1:]
		var body bytes.Buffer
		if pack[name] == nil {
			body.WriteString("not gzip")
			name = "gzip"
		} else {
			z := pack[name](&body)
			io.WriteString(z, plain)
			z.Close()
		}
		w.Header().Set("Content-Encoding", strings.TrimSuffix(name, "2"))
		w.Header().Set("Content-Length", fmt.Sprint(body.Len()))
		w.Write(body.Bytes())
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	for name := range pack {
		res, body := b.do(t, get("/"+name))
		if body != plain || res.Header.Get("Content-Encoding") != "" || res.Header.Get("Content-Length") != "" || res.ContentLength != -1 {
			t.Errorf("%s: %d bytes, %v", name, len(body), res.Header)
		}
	}
	r := get("/gzip")
	r.Source = proxy.SourcePath
	if res, body := b.do(t, r); body == plain || res.Header.Get("Content-Encoding") != "gzip" {
		t.Error("the transparent door unpacked")
	}
	res, err := b.Do(t.Context(), get("/damaged"))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if _, err := io.ReadAll(res.Body); !fault.HasCode(err, "bad_compression") {
		t.Errorf("damaged: %v", err)
	}
}

func TestADecompressionBombIsStopped(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		zeros := make([]byte, 1<<20)
		for range 64 {
			z.Write(zeros)
		}
		z.Close()
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	res, err := b.Do(t.Context(), get("/bomb"))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if !fault.HasCode(err, "bad_compression") || n > 20<<20 {
		t.Errorf("%d bytes came through, %v", n, err)
	}
}

// Security PX-01: a redirect to a stranger takes no credential along, and the log says so.
func TestRedirectsWithinTheProxy(t *testing.T) {
	t.Parallel()
	stranger := newUpstream(t, nil)
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, stranger.URL+"/file?api_key="+canary, http.StatusFound)
	})
	b := newBench(t, setup{})
	live := b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	if res, body := b.do(t, get("/x")); res.Status != 200 || body != `{"ok":true}` {
		t.Fatalf("%d %s", res.Status, body)
	}
	if got := stranger.last(t); strings.Contains(fmt.Sprint(got), canary) || got.Header.Get("Referer") != "" {
		t.Errorf("the stranger got %+v", got)
	}
	op, messages := b.operation(t)
	text := mustJSON(t, messages)
	if op.Status != 200 || !strings.Contains(text, "not sent there: X-Api-Key, query api_key") || strings.Contains(text, canary) {
		t.Errorf("log = %s", text)
	}
	live.Provider.Proxy.ForwardHeadersOnRedirect = true
	b.do(t, get("/x"))
	if got := stranger.last(t); got.Header.Get("X-Api-Key") != canary {
		t.Errorf("with forward_headers_on_redirect arrived %v", got.Header)
	}
	no := false
	r := get("/x")
	r.ForwardHeadersOnRedirect = &no
	b.do(t, r)
	if got := stranger.last(t); got.Header.Get("X-Api-Key") != "" {
		t.Error("the caller's no did not count")
	}
}

func TestPrivateAPIGeneric(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{allow: []string{}})
	live := b.connection(&catalog.Provider{Key: "private-api-generic", AuthMode: catalog.APIKey, Proxy: &catalog.Proxy{}}, auth.APIKey{Key: canary}, nil)
	live.App.IntegrationConfig = map[string]string{"baseUrl": up.URL + "/api/", "keyName": "X-My-Key", "valueTemplate": "Key ${apiKey}"}
	b.do(t, get("/things"))
	if got := up.last(t); got.Path != "/api/things" || got.Header.Get("X-My-Key") != "Key "+canary {
		t.Errorf("arrived %+v", got)
	}
	live.App.IntegrationConfig = map[string]string{"baseUrl": up.URL, "keyName": "k", "keyPlacement": "query"}
	fresh := *live
	b.connections.live["acme/c1"] = &fresh
	b.do(t, get("/things"))
	if got := up.last(t); got.Query != "k="+canary {
		t.Errorf("query %q", got.Query)
	}
	// The address counts as allowed because the user typed it into the integration; an override does not.
	r := get("/things")
	r.BaseURLOverride = up.URL
	if _, err := b.Do(t.Context(), r); !fault.HasCode(err, proxy.CodeNotAllowed) {
		t.Errorf("override: %v", err)
	}
}

func TestEveryAttemptIsLoggedRedacted(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"echo":%q,"auth":%q}`, r.URL.RawQuery, r.Header.Get("X-Api-Key"))
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	res, body := b.do(t, post("/v1/login?access_token=unregistered", "application/json", `{"password":"unregistered","key":"`+canary+`"}`))
	if !strings.Contains(body, canary) {
		t.Fatal("the answer itself must come through unchanged")
	}
	if strings.Contains(res.URL(), "unregistered") || !strings.Contains(res.URL(), "/v1/login") {
		t.Errorf("URL() = %s", res.URL())
	}
	op, messages := b.operation(t)
	if op.ID != res.OperationID || op.State != logs.Success || op.Status != 200 || op.Attempts != 1 || op.Provider != "acme" || op.Integration != "acme" || op.Connection != "c1" || op.Source != "api" || op.Action != "post" {
		t.Errorf("operation %+v", op)
	}
	text := mustJSON(t, op) + mustJSON(t, messages)
	if strings.Contains(text, canary) || strings.Contains(text, "unregistered") {
		t.Errorf("log tells: %s", text)
	}
	e := messages[0].Exchange
	if e.ResponseSize != int64(len(body)) || e.RequestSize == 0 || e.Timing.Total <= 0 || e.RemoteAddr == "" || !strings.Contains(e.ResponseBody, `"echo"`) {
		t.Errorf("exchange %+v", e)
	}
	if res.Timing.Total < res.Timing.FirstByte || res.Timing.FirstByte <= 0 {
		t.Errorf("timing %+v", res.Timing)
	}
}

func TestAttachedCallsReportToTheirOperation(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	parent := b.store.Begin(logs.Operation{EnvironmentID: 1, Kind: "function", Title: "sync"})
	for range 2 {
		r := get("/x")
		r.OperationID = parent.ID()
		if res, _ := b.do(t, r); res.OperationID != parent.ID() {
			t.Errorf("operation %s", res.OperationID)
		}
	}
	parent.Finish(nil, nil)
	if op, messages := b.operation(t); op.Title != "sync" || len(messages) != 2 || op.State != logs.Success {
		t.Errorf("%+v with %d lines", op, len(messages))
	}
}

func TestAStrayOperationIDIsNotTrusted(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	r := get("/x")
	r.OperationID = "made-up"
	if res, _ := b.do(t, r); res.OperationID == "made-up" || res.OperationID == "" {
		t.Errorf("operation %q", res.OperationID)
	}
}

func TestCredentialsThatCannotBeRenewedEndTheCall(t *testing.T) {
	t.Parallel()
	b := newBench(t, setup{})
	b.Service = proxy.New(proxy.Options{Connect: refusing{}, Outbound: b.outbound, Logs: b.store, Now: time.Now})
	_, err := b.Do(t.Context(), get("/x"))
	if !fault.HasCode(err, "connection_refresh_backoff") || !errors.Is(err, errRevoked) {
		t.Errorf("%v", err)
	}
}
