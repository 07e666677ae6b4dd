package outbound_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/fault"
	"patchbay/app/outbound"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newClient allows what the test's servers need: loopback, unless told otherwise.
func newClient(t *testing.T, o outbound.Options, allow ...string) *outbound.Client {
	t.Helper()
	if o.AllowHosts == nil {
		o.AllowHosts = func() []string { return allow }
	}
	c := outbound.New(o)
	t.Cleanup(c.Close)
	return c
}

func request(t *testing.T, method, address, body string) *http.Request {
	t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, address, reader)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func codeOf(err error) string {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return "no fault: " + err.Error()
	}
	return f.Code
}

// answers is a lookup that knows the names of the test and nothing else.
func answers(names map[string]string) func(context.Context, string) ([]netip.Addr, error) {
	return func(_ context.Context, host string) ([]netip.Addr, error) {
		if addr, ok := names[host]; ok {
			return []netip.Addr{netip.MustParseAddr(addr)}, nil
		}
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
}

// Security PX-04.
func TestPrivateDestinationsAreRefusedInEverySpelling(t *testing.T) {
	t.Parallel()
	lookup := answers(map[string]string{"rebound.test": "127.0.0.1", "inner.test": "10.0.0.8", "meta.test": "169.254.169.254",
		"six.test": "fd00:ec2::254", "mapped.test": "::ffff:192.168.1.1", "nat.test": "64:ff9b::7f00:1"})
	client := newClient(t, outbound.Options{Lookup: lookup})
	for _, host := range []string{
		"127.0.0.1", "127.1", "0.0.0.0", "0", "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "2130706433",
		"0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "017700000001", "localhost", "localhost.", "LOCALHOST", "api.localhost", "169.254.169.254",
		"[fe80::1]", "[fe80::1%25eth0]", "[fd00:ec2::254]", "[fc00::1]", "metadata.google.internal", "metadata.google.internal.", "metadata",
		"100.100.100.200", "100.64.0.1", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001:0:1::1]",
		"10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "224.0.0.1", "[ff02::1]", "255.255.255.255", "240.0.0.1",
		"rebound.test", "inner.test", "meta.test", "six.test", "mapped.test", "nat.test",
	} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			_, err := client.Do(request(t, http.MethodGet, "http://"+host+":9/x", ""), outbound.Policy{}, nil)
			if err == nil || codeOf(err) != outbound.CodeNotAllowed {
				t.Fatalf("Do = %v, want %s", err, outbound.CodeNotAllowed)
			}
		})
	}
}

func TestPublicDestinationsAreNotRefused(t *testing.T) {
	t.Parallel()
	client := newClient(t, outbound.Options{Lookup: answers(nil)})
	for _, host := range []string{"nowhere.test", "1.2.3.4.nowhere.test", "0x.nowhere", "127.0.0.1.nowhere.test"} {
		_, err := client.Do(request(t, http.MethodGet, "http://"+host+"/", ""), outbound.Policy{}, nil)
		if err == nil || codeOf(err) != outbound.CodeDNSNotFound {
			t.Errorf("%s: %v, want it to be looked up", host, err)
		}
	}
}

func TestAllowListPatterns(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(server.Close)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	lookup := answers(map[string]string{"localhost": "127.0.0.1", "api.corp.test": "127.0.0.1", "corp.test": "127.0.0.1", "meta.corp.test": "169.254.169.254"})
	for _, c := range []struct {
		pattern, host string
		want          bool
	}{
		{"127.0.0.1", "127.0.0.1", true},
		{"127.0.0.1:" + port, "127.0.0.1", true},
		{"127.0.0.1:1", "127.0.0.1", false},
		{"127.0.0.0/8", "127.0.0.1", true},
		{"127.0.0.0/8", "api.corp.test", true}, // by the address it has
		{"localhost", "localhost", true},
		{"localhost", "127.0.0.1", true},
		{"127.0.0.1", "localhost", true},
		{"localhost", "api.corp.test", false},
		{"api.corp.test", "api.corp.test", true},
		{"API.corp.test.", "api.corp.test", true},
		{"*.corp.test", "api.corp.test", true},
		{"*.corp.test", "corp.test", false},
		{"corp.test", "api.corp.test", false},
		{"*", "127.0.0.1", true},
		{"10.0.0.1", "127.0.0.1", false},
		{"*.corp.test", "meta.corp.test", false}, // a name never opens the metadata service
	} {
		t.Run(c.pattern+" "+c.host, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, outbound.Options{Lookup: lookup}, c.pattern)
			res, err := client.Do(request(t, http.MethodGet, "http://"+c.host+":"+port, ""), outbound.Policy{}, nil)
			if err == nil {
				res.Body.Close()
			}
			if c.want && err != nil || !c.want && (err == nil || codeOf(err) != outbound.CodeNotAllowed) {
				t.Fatalf("allowed = %v, want %v (%v)", err == nil, c.want, err)
			}
		})
	}
}

func TestCheckPattern(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]bool{"localhost": true, "localhost:3000": true, "*": true, "*.a.test": true, "10.0.0.0/8": true,
		"[::1]:80": true, "::1": true, "a b": false, "": false, "host:": false, "host:x": false, "http://host": false, "[::1": false, "a/b": false} {
		if got := outbound.CheckPattern(pattern); got != want {
			t.Errorf("CheckPattern(%q) = %v, want %v", pattern, got, want)
		}
	}
}

// The host is a name, so that only the connection itself can tell that it leads inside.
func TestAnIdleConnectionDoesNotLendItsPermission(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(server.Close)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	client := newClient(t, outbound.Options{Lookup: answers(map[string]string{"corp.test": "127.0.0.1"})})
	address := "http://corp.test:" + port
	for range 2 {
		res, err := client.Do(request(t, http.MethodGet, address, ""), outbound.Policy{AlsoAllow: []string{"corp.test:" + port}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, res.Body)
		res.Body.Close()
	}
	for _, other := range [][]string{nil, {"corp.test:1"}, {"other.test"}} {
		_, err := client.Do(request(t, http.MethodGet, address, ""), outbound.Policy{AlsoAllow: other}, nil)
		if err == nil || codeOf(err) != outbound.CodeNotAllowed {
			t.Errorf("with %v: %v", other, err)
		}
	}
}

func TestAChangedAllowListCountsAtOnce(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(server.Close)
	var mu sync.Mutex
	allow := []string{"corp.test"}
	client := newClient(t, outbound.Options{Lookup: answers(map[string]string{"corp.test": "127.0.0.1"}), AllowHosts: func() []string {
		mu.Lock()
		defer mu.Unlock()
		return allow
	}})
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	address := "http://corp.test:" + port
	res, err := client.Do(request(t, http.MethodGet, address, ""), outbound.Policy{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, res.Body)
	res.Body.Close()
	mu.Lock()
	allow = nil
	mu.Unlock()
	if _, err := client.Do(request(t, http.MethodGet, address, ""), outbound.Policy{}, nil); err == nil || codeOf(err) != outbound.CodeNotAllowed {
		t.Fatalf("after the change: %v", err)
	}
}

// Security PX-13; there is no switch that turns the check off.
func TestTLSFaultsAreReadable(t *testing.T) {
	t.Parallel()
	expired := certificate(t, []string{"localhost"}, time.Now().Add(-time.Hour))
	wrong := certificate(t, []string{"other.test"}, time.Now().Add(time.Hour))
	good := certificate(t, []string{"localhost"}, time.Now().Add(time.Hour))
	for _, c := range []struct {
		name, code, words string
		server            *tls.Config
		trust             bool
	}{
		{"expired", outbound.CodeTLSExpired, "expired", &tls.Config{Certificates: []tls.Certificate{expired}}, true},
		{"wrong name", outbound.CodeTLSWrongName, "another name", &tls.Config{Certificates: []tls.Certificate{wrong}}, true},
		{"self-signed", outbound.CodeTLSUntrusted, "self-signed", &tls.Config{Certificates: []tls.Certificate{good}}, false},
		{"TLS 1.0", outbound.CodeTLSFailed, "TLS", &tls.Config{Certificates: []tls.Certificate{good}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			server.TLS = c.server
			server.Config.ErrorLog = quiet
			server.StartTLS()
			t.Cleanup(server.Close)
			roots := x509.NewCertPool()
			if c.trust {
				roots.AddCert(c.server.Certificates[0].Leaf)
			}
			_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
			client := newClient(t, outbound.Options{RootCAs: roots, Lookup: answers(map[string]string{"localhost": "127.0.0.1"})}, "localhost")
			_, err := client.Do(request(t, http.MethodGet, "https://localhost:"+port+"/?key=canary", ""), outbound.Policy{}, nil)
			if err == nil || codeOf(err) != c.code || !strings.Contains(err.Error(), c.words) {
				t.Fatalf("err = %v, want %s with %q", err, c.code, c.words)
			}
			if all := err.Error() + errors.Unwrap(err).Error(); strings.Contains(all, "canary") {
				t.Errorf("the error tells the query: %s", all)
			}
		})
	}
}

func certificate(t *testing.T, names []string, until time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: names[0]}, DNSNames: names,
		NotBefore: time.Now().Add(-2 * time.Hour), NotAfter: until, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func TestNetworkFaultsNameTheGuilty(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(nil)
	closed.Close()
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(plain.Close)
	silent := rawServer(t, func(c net.Conn) { c.Read(make([]byte, 1024)) })
	rude := rawServer(t, func(c net.Conn) { c.Read(make([]byte, 1024)); io.WriteString(c, "SSH-2.0-OpenSSH\r\n\r\n") })
	low := rawServer(t, func(c net.Conn) {
		c.Read(make([]byte, 1024))
		io.WriteString(c, "HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n")
	})
	switching := rawServer(t, func(c net.Conn) {
		c.Read(make([]byte, 1024))
		io.WriteString(c, "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")
		c.Read(make([]byte, 1)) // holds the line until the client hangs up
	})
	huge := rawServer(t, func(c net.Conn) {
		c.Read(make([]byte, 1024))
		io.WriteString(c, "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 400<<10)+"\r\n\r\n")
	})
	client := newClient(t, outbound.Options{Lookup: answers(nil)}, "127.0.0.1")
	for _, c := range []struct{ name, address, code string }{
		{"refused", closed.URL, outbound.CodeConnectionRefused},
		{"no such name", "https://api.nowhere.test/", outbound.CodeDNSNotFound},
		{"no TLS", strings.Replace(plain.URL, "http:", "https:", 1), outbound.CodeTLSFailed},
		{"hangs up", silent, outbound.CodeConnectionReset},
		{"not HTTP", rude, outbound.CodeBadAnswer},
		{"a status below 100", low, outbound.CodeBadAnswer},
		{"a protocol nobody asked for", switching, outbound.CodeBadAnswer},
		{"endless headers", huge, outbound.CodeBadAnswer},
		{"no host", "http:///x", outbound.CodeInvalidURL},
		{"file", "file:///etc/passwd", outbound.CodeInvalidURL},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			address, err := url.Parse(c.address)
			if err != nil {
				t.Fatal(err)
			}
			address.RawQuery = "api_key=canary"
			_, err = client.Do((&http.Request{Method: http.MethodGet, URL: address}).WithContext(t.Context()), outbound.Policy{}, nil)
			if err == nil || codeOf(err) != c.code {
				t.Fatalf("err = %v (%s), want %s", err, codeOf(err), c.code)
			}
			if strings.Contains(err.Error(), "canary") {
				t.Errorf("the error tells the query: %v", err)
			}
			if !strings.Contains(err.Error(), address.Host) {
				t.Errorf("the error does not name %s: %v", address.Host, err)
			}
		})
	}
}

func TestOnlyAnUnusualPortIsNamed(t *testing.T) {
	t.Parallel()
	client := newClient(t, outbound.Options{Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
		if host == "gone.test" {
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		}
		return nil, errors.New("out of order")
	}}, "::1")
	for address, want := range map[string]string{"https://a.test:443/": "to a.test failed", "http://a.test:80/": "to a.test failed", "http://a.test/": "to a.test failed",
		"http://a.test:443/": "to a.test:443 failed", "https://a.test:8443/": "to a.test:8443 failed", "http://[::1]:1/": " [::1]:1",
		"http://gone.test:99/": "named gone.test."} {
		_, err := client.Do(request(t, http.MethodGet, address, ""), outbound.Policy{}, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
}

func rawServer(t *testing.T, talk func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			talk(conn)
			conn.Close()
		}
	}()
	t.Cleanup(func() { listener.Close(); <-done })
	return "http://" + listener.Addr().String()
}

func TestASlowAnswerTimesOut(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	t.Cleanup(func() { close(release); server.Close() })
	client := newClient(t, outbound.Options{HeaderTimeout: 20 * time.Millisecond}, "127.0.0.1")
	_, err := client.Do(request(t, http.MethodGet, server.URL, ""), outbound.Policy{}, nil)
	if err == nil || codeOf(err) != outbound.CodeTimeout || !strings.Contains(err.Error(), "did not answer in time") {
		t.Fatalf("err = %v", err)
	}
}

func TestTheHopTellsWhatHappened(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, r.UserAgent())
	}))
	t.Cleanup(server.Close)
	client := newClient(t, outbound.Options{UserAgent: "patchbay/test"}, "127.0.0.1")
	var hops []outbound.Hop
	for range 2 {
		res, err := client.Do(request(t, http.MethodGet, server.URL+"/x", ""), outbound.Policy{}, func(h outbound.Hop) { hops = append(hops, h) })
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(res.Body); string(body) != "patchbay/test" {
			t.Errorf("user agent %q", body)
		}
		res.Body.Close()
	}
	if len(hops) != 2 || hops[0].Reused || !hops[1].Reused || hops[0].Status != 200 || hops[0].RemoteAddr != server.Listener.Addr().String() {
		t.Fatalf("hops = %+v", hops)
	}
	if hops[0].Timing.Connect == 0 || hops[1].Timing.Connect != 0 || hops[1].Timing.FirstByte == 0 || hops[1].Timing.Total < hops[1].Timing.FirstByte {
		t.Errorf("timings = %+v, %+v", hops[0].Timing, hops[1].Timing)
	}
}

func TestHTTPProxyServesProvidersButNeverLoopback(t *testing.T) {
	t.Parallel()
	var seen []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.URL.Host)
		io.WriteString(w, "by proxy")
	}))
	t.Cleanup(server.Close)
	proxyURL, _ := url.Parse(server.URL)
	direct := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "direct") }))
	t.Cleanup(direct.Close)
	client := newClient(t, outbound.Options{Lookup: answers(map[string]string{"inner.test": "10.0.0.1"}),
		Proxy: func(*url.URL) (*url.URL, error) { return proxyURL, nil }}, direct.Listener.Addr().String())
	for address, want := range map[string]string{"http://api.provider.test/x": "by proxy", direct.URL: "direct"} {
		res, err := client.Do(request(t, http.MethodGet, address, ""), outbound.Policy{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(res.Body); string(body) != want {
			t.Errorf("%s: %q, want %q", address, body, want)
		}
		res.Body.Close()
	}
	for _, address := range []string{"http://inner.test/", "http://[::1%25lo]:1/", "http://169.254.169.254/latest/meta-data"} {
		if _, err := client.Do(request(t, http.MethodGet, address, ""), outbound.Policy{}, nil); err == nil || codeOf(err) != outbound.CodeNotAllowed {
			t.Errorf("%s through the proxy: %v", address, err)
		}
	}
	if len(seen) != 1 {
		t.Errorf("the proxy saw %v", seen)
	}
}
