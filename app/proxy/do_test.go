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

func TestCredentialsAreInjectedByMode(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	for _, c := range []struct {
		name        string
		provider    catalog.Provider
		credentials auth.Credentials
		want        map[string]string
		query       string
	}{
		{"OAUTH2", catalog.Provider{AuthMode: catalog.OAuth2, Proxy: &catalog.Proxy{BaseURL: up.URL}}, auth.OAuth2{AccessToken: "at-1-secret"}, map[string]string{"Authorization": "Bearer at-1-secret"}, ""},
		{"OAUTH2 with a template", catalog.Provider{AuthMode: catalog.OAuth2, Proxy: &catalog.Proxy{BaseURL: up.URL, Headers: map[string]string{"authorization": "Token ${accessToken}"}}},
			auth.OAuth2{AccessToken: "at-1-secret"}, map[string]string{"Authorization": "Token at-1-secret"}, ""},
		{"OAUTH2_CC", catalog.Provider{AuthMode: catalog.OAuth2CC, Proxy: &catalog.Proxy{BaseURL: up.URL}}, auth.OAuth2ClientCredentials{Token: "tk-secret"}, map[string]string{"Authorization": "Bearer tk-secret"}, ""},
		{"BASIC", catalog.Provider{AuthMode: catalog.Basic, Proxy: &catalog.Proxy{BaseURL: up.URL}}, auth.Basic{Username: "u", Password: "p"}, map[string]string{"Authorization": "Basic dTpw"}, ""},
		{"API_KEY in a header", *keyed(up.URL), auth.APIKey{Key: canary}, map[string]string{"X-Api-Key": canary, "Authorization": ""}, ""},
		{"API_KEY in the query", catalog.Provider{AuthMode: catalog.APIKey, Proxy: &catalog.Proxy{BaseURL: up.URL, Query: map[string]string{"key": "${apiKey}", "x": "${connectionConfig.missing}"}}},
			auth.APIKey{Key: "a b&c"}, map[string]string{}, "a=1&key=a+b%26c"},
		{"API_KEY in the address", catalog.Provider{AuthMode: catalog.APIKey, Proxy: &catalog.Proxy{BaseURL: up.URL + "/bot${apiKey}"}}, auth.APIKey{Key: "12:ab"}, map[string]string{":path": "/bot12:ab/echo"}, ""},
		{"unresolved header dropped", catalog.Provider{AuthMode: catalog.None, Proxy: &catalog.Proxy{BaseURL: up.URL, Headers: map[string]string{"x-site": "${connectionConfig.site}", "x-version": "3"}}},
			auth.None{}, map[string]string{"X-Site": "", "X-Version": "3"}, ""},
		{"encoded pair", catalog.Provider{AuthMode: catalog.APIKey, Proxy: &catalog.Proxy{BaseURL: up.URL, Headers: map[string]string{"authorization": "Basic ${base64(${apiKey}:x)}"}}},
			auth.APIKey{Key: "k"}, map[string]string{"Authorization": "Basic azp4"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, setup{})
			c.provider.Key = "acme"
			b.connection(&c.provider, c.credentials, map[string]any{})
			endpoint := "/echo?key=mine&a=1"
			if c.query == "" {
				endpoint = "/echo"
			}
			b.do(t, get(endpoint))
			got := up.last(t)
			for name, want := range c.want {
				have := got.Header.Get(name)
				if name == ":path" {
					have = got.Path
				}
				if have != want {
					t.Errorf("%s = %q, want %q", name, have, want)
				}
			}
			if got.Query != c.query {
				t.Errorf("query = %q, want %q", got.Query, c.query)
			}
		})
	}
}

func TestCallerHeaders(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	provider := &catalog.Provider{Key: "acme", AuthMode: catalog.OAuth2, Proxy: &catalog.Proxy{BaseURL: up.URL,
		Headers: map[string]string{"user-agent": "Patchbay", "x-version": "1", "x-token": "${accessToken}"}}}
	given := http.Header{"Authorization": {"Bearer mine"}, "Host": {"evil.test"}, "X-Forwarded-For": {"1.1.1.1"}, "X-Forwarded-Host": {"evil.test"}, "Forwarded": {"for=1"},
		"Proxy-Authorization": {"Basic x"}, "Connection": {"X-Token, close"}, "Te": {"trailers"}, "Upgrade": {"h2c"}, "X-Token": {"mine"}, "X-Version": {"2"},
		"User-Agent": {"curl"}, "X-Own": {"a", "b"}, "Content-Length": {"999"}, "Transfer-Encoding": {"chunked"}}
	for _, c := range []struct {
		source string
		keep   bool
		want   map[string]string
	}{
		{proxy.SourceAPI, true, map[string]string{"Authorization": "Bearer mine", "X-Token": "at-secret", "X-Version": "2", "User-Agent": "Patchbay", "Accept": "application/json, text/plain, */*"}},
		{proxy.SourceAPI, false, map[string]string{"Authorization": "Bearer at-secret", "X-Version": "2"}},
		{proxy.SourcePath, false, map[string]string{"Authorization": "Bearer at-secret", "X-Token": "at-secret", "X-Version": "2", "User-Agent": "Patchbay", "Accept": ""}},
	} {
		t.Run(fmt.Sprint(c.source, c.keep), func(t *testing.T) {
			b := newBench(t, setup{})
			b.connection(provider, auth.OAuth2{AccessToken: "at-secret"}, nil)
			r := get("/echo")
			r.Source, r.KeepAuthorization, r.Header = c.source, c.keep, given.Clone()
			b.do(t, r)
			got := up.last(t)
			for name, want := range c.want {
				if got.Header.Get(name) != want {
					t.Errorf("%s = %q, want %q", name, got.Header.Get(name), want)
				}
			}
			for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Proxy-Authorization", "Te", "Upgrade", "Connection", "Content-Length", "Transfer-Encoding"} {
				if got.Header.Get(name) != "" {
					t.Errorf("%s arrived: %q", name, got.Header.Get(name))
				}
			}
			if got.Host == "evil.test" || strings.Join(got.Header["X-Own"], ",") != "a,b" {
				t.Errorf("host %q, X-Own %q", got.Host, got.Header["X-Own"])
			}
		})
	}
}

// The transparent door lets the caller's header stand where no credential is in it; a connection cannot be talked out
// of its credential with Connection: X-Api-Key.
func TestConnectionHeaderDoesNotDropTheInjectedKey(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	r := get("/x")
	r.Source, r.Header = proxy.SourcePath, http.Header{"Connection": {"X-Api-Key"}, "X-Api-Key": {"mine"}}
	b.do(t, r)
	if got := up.last(t).Header["X-Api-Key"]; len(got) != 1 || got[0] != canary {
		t.Errorf("X-Api-Key = %q", got)
	}
}

func TestHeaderInjectionIsRefused(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	provider := keyed(up.URL)
	provider.Proxy.Headers["x-site"] = "${connectionConfig.site}"
	for name, change := range map[string]func(*proxy.Request) map[string]any{
		"value":  func(r *proxy.Request) map[string]any { r.Header = http.Header{"X-A": {"a\r\nX-B: c"}}; return nil },
		"name":   func(r *proxy.Request) map[string]any { r.Header = http.Header{"X-A: b\r\nX-B": {"c"}}; return nil },
		"path":   func(r *proxy.Request) map[string]any { r.Endpoint = "/a\r\nX-B: c"; return nil },
		"query":  func(r *proxy.Request) map[string]any { r.Endpoint = "/a?x=\nX-B: c"; return nil },
		"method": func(r *proxy.Request) map[string]any { r.Method = "GET / HTTP/1.1\r\nX:"; return nil },
		"config": func(*proxy.Request) map[string]any { return map[string]any{"site": "a\r\nX-B: c"} },
	} {
		r := get("/x")
		b.connection(provider, auth.APIKey{Key: canary}, change(r))
		if _, err := b.Do(t.Context(), r); !fault.IsKind(err, fault.Invalid) {
			t.Errorf("%s: %v, want it refused", name, err)
		}
	}
	if up.count() != 0 {
		t.Errorf("%d requests went out", up.count())
	}
}

func TestBodiesOnTheWire(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	multi := "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n"
	for _, c := range []struct {
		name, source, own, asked, body string
		wantKind, wantBody             string
	}{
		{"JSON as it is", proxy.SourceAPI, "application/json", "", `{"hello": "world","n":1}`, "application/json", `{"hello": "world","n":1}`},
		{"a form becomes JSON", proxy.SourceAPI, mediaForm, "", "a=1&b=two+words&a=2", "application/json", `{"a":["1","2"],"b":"two words"}`},
		{"a form on request", proxy.SourceAPI, mediaForm, mediaForm, "a=1&b=two+words", mediaForm, "a=1&b=two+words"},
		{"JSON as a form on request", proxy.SourceAPI, "application/json", mediaForm, `{"a":1,"b":{"c":[true,"x y"]}}`, mediaForm, "a=1&b%5Bc%5D%5B0%5D=true&b%5Bc%5D%5B1%5D=x+y"},
		{"text", proxy.SourceAPI, "text/plain", "", "plain text", mediaForm, "plain text"},
		{"text on request", proxy.SourceAPI, "text/plain", "text/xml", "<a/>", "text/xml", "<a/>"},
		{"no type, JSON", proxy.SourceAPI, "", "", ` [1]`, "application/json", ` [1]`},
		{"multipart", proxy.SourceAPI, "multipart/form-data; boundary=b", "multipart/form-data", multi, "multipart/form-data; boundary=b", multi},
		{"transparent", proxy.SourcePath, "", "text/plain; x=y", "\x00\xff", "text/plain; x=y", "\x00\xff"},
		{"playground JSON", "playground", "", "", `{"a":1}`, "application/json", `{"a":1}`},
		{"playground text", "playground", "", "", "hello", "text/plain; charset=utf-8", "hello"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, setup{})
			b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
			r := post("/echo", c.own, c.body)
			r.Source = c.source
			if c.asked != "" {
				r.Header = http.Header{"Content-Type": {c.asked}}
			}
			b.do(t, r)
			got := up.last(t)
			if got.Body != c.wantBody || got.Header.Get("Content-Type") != c.wantKind {
				t.Errorf("arrived %q as %q, want %q as %q", got.Body, got.Header.Get("Content-Type"), c.wantBody, c.wantKind)
			}
		})
	}
}

const mediaForm = "application/x-www-form-urlencoded"

func TestProvidersOwnBodyFields(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	provider := keyed(up.URL)
	provider.Proxy.Body = map[string]any{"key": "${apiKey}", "auth": map[string]any{"acct": "${connectionConfig.acct}", "gone": "${connectionConfig.gone}"}, "empty": map[string]any{"x": "${connectionConfig.gone}"}}
	b.connection(provider, auth.APIKey{Key: canary}, map[string]any{"acct": "7"})
	for _, c := range []struct{ own, body, want string }{
		{"application/json", `{"key":"mine","a":1}`, `{"a":1,"auth":{"acct":"7"},"key":"` + canary + `"}`},
		{"application/json", `[1]`, `[1]`},
		{"", "", `{"auth":{"acct":"7"},"key":"` + canary + `"}`},
	} {
		b.do(t, post("/x", c.own, c.body))
		if got := up.last(t); got.Body != c.want || !strings.HasPrefix(got.Header.Get("Content-Type"), "application/json") {
			t.Errorf("%s arrived as %s (%s)", c.body, got.Body, got.Header.Get("Content-Type"))
		}
	}
	form := post("/x", mediaForm, "a=1")
	form.Header = http.Header{"Content-Type": {mediaForm}}
	b.do(t, form)
	if got := up.last(t).Body; got != "a=1&auth%5Bacct%5D=7&key="+canary {
		t.Errorf("form = %s", got)
	}
	multi := post("/x", "", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n")
	multi.Header = http.Header{"Content-Type": {"multipart/form-data; boundary=b"}}
	b.do(t, multi)
	if got := up.last(t).Body; !strings.Contains(got, `name="auth[acct]"`+"\r\n\r\n7\r\n") || !strings.HasSuffix(got, "--b--\r\n") {
		t.Errorf("multipart = %q", got)
	}
	b.do(t, get("/x"))
	if got := up.last(t).Body; got != "" {
		t.Errorf("GET carries %q", got)
	}
}

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
