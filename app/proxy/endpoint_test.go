package proxy_test

import (
	"bufio"
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/proxy"
)

func TestJoin(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ base, endpoint, want string }{
		{"https://api.test", "/v1/users", "https://api.test/v1/users"},
		{"https://api.test/v1/", "users?a=1&b=%2F", "https://api.test/v1/users?a=1&b=%2F"},
		{"https://api.test/v1", "", "https://api.test/v1/"},
		{"https://api.test", "/a%2Fb/c%20d?x=%zz&y=a b", "https://api.test/a%2Fb/c%20d?x=%25zz&y=a%20b"},
		{"https://api.test", "/a%2Fb|c<d>", "https://api.test/a%2Fb%7Cc%3Cd%3E"},
		{"https://api.test", "/100%/x", "https://api.test/100%25/x"},
		{"https://api.test", "/ü?q=ü", "https://api.test/%C3%BC?q=%C3%BC"},
		{"https://api.test", "/a?b?c#d", "https://api.test/a?b?c"},
		{"https://api.test", "//evil.test/x", "https://api.test/evil.test/x"},
		{"https://api.test", `/\evil.test`, "https://api.test/%5Cevil.test"},
		{"https://api.test", "@evil.test", "https://api.test/@evil.test"},
		{"https://api.test", ":80@evil.test/", "https://api.test/:80@evil.test/"},
		{"https://api.test/v1", "/%2e%2e/admin", "https://api.test/v1/%2e%2e/admin"},
		{"https://api.test/v1", "/..;/x", "https://api.test/v1/..;/x"},
		{"https://api.test", "/a%0d%0aX:%20y", "https://api.test/a%0d%0aX:%20y"},
		{"https://api.test/v1", "https://api.test/v1/users?x=1", "https://api.test/v1/users?x=1"},
		{"https://api.test/v1", "/HTTPS://API.test/v1", "https://api.test/v1/"},
		{"https://api.test/v1", "https://api.test/v1?x", "https://api.test/v1/?x"},
		{"https://api.test/v1", "https://api.test/v10/users", ""},
		{"https://api.test", "https://evil.test/x", ""},
		{"https://api.test", "http://api.test/x", ""},
		{"https://api.test", "https://api.test.evil.test/x", ""},
		{"https://api.test", "https://api.test@evil.test/x", ""},
		{"https://api.test", "https://api.test:8443/x", ""},
		{"https://api.test", "/a\nb", ""},
		{"https://api.test", "/a?b\r\nHost: evil", ""},
		{"https://api.test", "/\x00", ""},
		{"https://api.test", "/" + strings.Repeat("x", 70<<10), ""},
	} {
		base, err := url.Parse(c.base)
		if err != nil {
			t.Fatal(err)
		}
		u, err := proxy.Join(base, c.endpoint)
		if err != nil {
			if c.want != "" || !fault.HasCode(err, proxy.CodeInvalidEndpoint) {
				t.Errorf("Join(%s, %q): %v", c.base, c.endpoint, err)
			}
			continue
		}
		if u.String() != c.want {
			t.Errorf("Join(%s, %q) = %s, want %s", c.base, c.endpoint, u, c.want)
		}
	}
}

// Whatever a caller writes behind the prefix: the request goes to the base's host, on one line, below the base's path.
// Security PX-06, by chance.
func FuzzJoin(f *testing.F) {
	for _, seed := range []string{"/v1", "//evil.test/x", `/\evil.test`, "@evil.test", "/%2e%2e/", "/..;/", "/%0aHost:%20evil.test", "https://evil.test",
		"https://api.test:443/v1/x", "?x#y", "\t//evil.test", "/%", "https:///evil.test", "http:/evil.test", "/a?b=%00", "https://api.test/v1/../../x"} {
		f.Add(seed)
	}
	base := &url.URL{Scheme: "https", Host: "api.test:443", Path: "/v1"}
	f.Fuzz(func(t *testing.T, endpoint string) {
		u, err := proxy.Join(base, endpoint)
		if err != nil {
			if !fault.IsKind(err, fault.Invalid) {
				t.Fatalf("%q: %v is not the caller's fault", endpoint, err)
			}
			return
		}
		again, err := url.Parse(u.String())
		if err != nil {
			t.Fatalf("%q made %s: %v", endpoint, u, err)
		}
		if again.Host != base.Host || again.Scheme != base.Scheme || again.User != nil || !strings.HasPrefix(again.EscapedPath(), "/v1/") {
			t.Fatalf("%q made %s", endpoint, u)
		}
		var wire bytes.Buffer
		if err := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{}}).Write(&wire); err != nil {
			t.Fatalf("%q cannot be sent: %v", endpoint, err)
		}
		got, err := http.ReadRequest(bufio.NewReader(&wire))
		if err != nil || got.Host != base.Host || got.RequestURI != u.RequestURI() {
			t.Fatalf("%q on the wire: %v, %v", endpoint, got, err)
		}
	})
}

// Security PX-06: whatever the path is, the request goes to the provider or nowhere.
func TestPathTricksOnTheWire(t *testing.T) {
	t.Parallel()
	up, stranger := newUpstream(t, nil), newUpstream(t, nil)
	b := newBench(t, setup{})
	b.connection(keyed(up.URL+"/v1"), auth.APIKey{Key: canary}, nil)
	evil := strings.TrimPrefix(stranger.URL, "http://")
	for _, endpoint := range []string{"//" + evil + "/x", `/\` + evil, "@" + evil, "/@" + evil, "/%2e%2e/" + evil, "/..;/@" + evil, "/%0d%0aHost:%20" + evil,
		"http://" + evil, "/http://" + evil, "http:/" + evil, "https://" + evil, ":x@" + evil + "/", "/../../" + evil} {
		res, err := b.Do(t.Context(), get(endpoint))
		if err != nil {
			if !fault.IsKind(err, fault.Invalid) {
				t.Errorf("%q: %v", endpoint, err)
			}
			continue
		}
		res.Body.Close()
		if got := up.last(t); got.Host != strings.TrimPrefix(up.URL, "http://") {
			t.Errorf("%q arrived at host %s", endpoint, got.Host)
		}
	}
	if stranger.count() != 0 {
		t.Errorf("%d requests reached the stranger", stranger.count())
	}
}

func TestBaseAddresses(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, nil)
	host := strings.TrimPrefix(up.URL, "http://")
	name, port, _ := strings.Cut(host, ":")
	fields := catalog.Fields{{Name: "domain", Pattern: `^[a-z0-9.-]+(:[0-9]+)?$`}, {Name: "kind", Enum: []string{"a", "b"}}}
	for _, c := range []struct {
		name, base, override, endpoint string
		config                         map[string]any
		code, path                     string
	}{
		{"field", "http://${connectionConfig.domain}/api/", "", "/x", map[string]any{"domain": host}, "", "/api/x"},
		{"two fields", "http://${connectionConfig.a}:${connectionConfig.p}/api", "", "/x", map[string]any{"a": name, "p": port}, "", "/api/x"},
		{"whole", "${connectionConfig.instance}", "", "/x", map[string]any{"instance": up.URL + "/deep"}, "", "/deep/x"},
		{"flat dotted key", "${connectionConfig.installation.apiEndPoint}", "", "/x", map[string]any{"installation.apiEndPoint": up.URL}, "", "/x"},
		{"bare name", "http://${domain}", "", "/x", map[string]any{"domain": host}, "", "/x"},
		{"first of two", "http://${connectionConfig.domain}/a || http://" + host + "/b", "", "/x", map[string]any{"domain": host}, "", "/a/x"},
		{"second of two", "http://${connectionConfig.domain}/a || http://" + host + "/b", "", "/x", map[string]any{"domain": ""}, "", "/b/x"},
		{"override", "https://api.test", up.URL + "/o", "/x", nil, "", "/o/x"},
		{"override with field", "https://api.test", "http://${connectionConfig.domain}/o", "/x", map[string]any{"domain": host}, "", "/o/x"},
		{"absolute endpoint", up.URL + "/v1", "", up.URL + "/v1/x", nil, "", "/v1/x"},
		{"endpoint with field", up.URL, "", "/boards/${connectionConfig.kind}/x", map[string]any{"kind": "a"}, "", "/boards/a/x"},
		{"endpoint with unknown field", up.URL, "", "/boards/${connectionConfig.gone}", nil, proxy.CodeInvalidEndpoint, ""},
		{"slash", "http://${connectionConfig.free}.acme.test", "", "/x", map[string]any{"free": "evil.test/"}, "refused", ""},
		{"slash at the end", "http://${connectionConfig.free}", "", "/x", map[string]any{"free": host + "/"}, "refused", ""},
		{"user", "http://${connectionConfig.free}.acme.test", "", "/x", map[string]any{"free": "x@evil.test"}, "refused", ""},
		{"fragment", "http://${connectionConfig.free}.acme.test", "", "/x", map[string]any{"free": "evil.test#"}, "refused", ""},
		{"query", "http://${connectionConfig.free}", "", "/x", map[string]any{"free": "evil.test?"}, "refused", ""},
		{"backslash", "http://${connectionConfig.free}.acme.test", "", "/x", map[string]any{"free": `evil.test\`}, "refused", ""},
		{"pattern", "http://${connectionConfig.domain}", "", "/x", map[string]any{"domain": "x@evil.test"}, "refused", ""},
		{"pattern, slash", "http://${connectionConfig.domain}", "", "/x", map[string]any{"domain": "evil.test/"}, "refused", ""},
		{"enum", "http://" + host + "/${connectionConfig.kind}", "", "/x", map[string]any{"kind": "c"}, "refused", ""},
		{"path climbs", "http://" + host + "/a/${connectionConfig.free}", "", "/x", map[string]any{"free": "../admin"}, "refused", ""},
		{"scheme in a host", "http://${connectionConfig.free}", "", "/x", map[string]any{"free": "http://evil.test"}, "refused", ""},
		{"whole with user", "${connectionConfig.free}", "", "/x", map[string]any{"free": "https://api.test@evil.test"}, "refused", ""},
		{"whole with file", "${connectionConfig.free}", "", "/x", map[string]any{"free": "file:///etc/passwd"}, "refused", ""},
		{"line break", "http://${connectionConfig.free}.acme.test", "", "/x", map[string]any{"free": "a\r\nb"}, "refused", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, setup{noLogs: true})
			provider := keyed(c.base)
			provider.ConnectionConfig = fields
			b.connection(provider, auth.APIKey{Key: canary}, c.config)
			r := get(c.endpoint)
			r.BaseURLOverride = c.override
			before := up.count()
			res, err := b.Do(t.Context(), r)
			switch {
			case err == nil:
				res.Body.Close()
				if res.Failure != nil || c.path == "" || up.last(t).Path != c.path {
					t.Errorf("went to %s (%v), want %q", up.last(t).Path, res.Failure, c.path)
				}
			case c.code == "refused":
				if !fault.IsKind(err, fault.Invalid) || up.count() != before {
					t.Errorf("%v", err)
				}
			case !fault.HasCode(err, c.code):
				t.Errorf("%v, want %q", err, c.code)
			}
		})
	}
}
