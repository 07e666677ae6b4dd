package proxy_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/proxy"
)

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

// Security PX-08.
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

// On the transparent door a credential's header is the connection's, and Connection: X-Api-Key does not talk it away. On
// the API door the caller asked for the header by name and gets it. Security PX-08.
func TestWhoseKeyWins(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	for _, c := range []struct{ source, connection, want string }{
		{proxy.SourcePath, "", canary}, {proxy.SourcePath, "X-Api-Key", canary}, {proxy.SourceAPI, "", "mine"}, {proxy.SourceAPI, "X-Api-Key", canary},
	} {
		r := get("/x")
		r.Source, r.Header = c.source, http.Header{"X-Api-Key": {"mine"}}
		if c.connection != "" {
			r.Header.Set("Connection", c.connection)
		}
		b.do(t, r)
		if got := up.last(t).Header["X-Api-Key"]; len(got) != 1 || got[0] != c.want {
			t.Errorf("%s with Connection: %q: X-Api-Key = %q, want %q", c.source, c.connection, got, c.want)
		}
	}
}

// Security PX-10.
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

// A provider may take one kind of body only; the caller's wish still comes first.
func TestTheProvidersOwnContentType(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	const scim = "application/scim+json"
	for _, c := range []struct{ usual, own, asked, body, wantKind, wantBody string }{
		{scim, "application/json", "", `{"a":1}`, scim, `{"a":1}`},
		{scim, "application/json", "application/json", `{"a":1}`, "application/json", `{"a":1}`},
		{mediaForm, "application/json", "", `{"a":1,"b":"x y"}`, mediaForm, "a=1&b=x+y"},
		{"application/json", mediaForm, "", "a=1", "application/json", `{"a":"1"}`},
		{"application/json", "multipart/form-data; boundary=b", "", "--b--", "multipart/form-data; boundary=b", "--b--"},
	} {
		b := newBench(t, setup{})
		provider := keyed(up.URL)
		provider.Proxy.Headers = map[string]string{"content-type": c.usual}
		b.connection(provider, auth.APIKey{Key: canary}, nil)
		r := post("/echo", c.own, c.body)
		if c.asked != "" {
			r.Header = http.Header{"Content-Type": {c.asked}}
		}
		b.do(t, r)
		if got := up.last(t); got.Body != c.wantBody || got.Header.Get("Content-Type") != c.wantKind {
			t.Errorf("%s to a provider of %s: arrived %q as %q, want %q as %q", c.own, c.usual, got.Body, got.Header.Get("Content-Type"), c.wantBody, c.wantKind)
		}
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
