package auth_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"sync"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/outbound"
)

// fixedUUID is what ${random} gives in these tests.
const fixedUUID = "11111111-2222-4333-8444-555555555555"

// everyone answers for every host of the internet: requests reach it through a proxy, over TLS.
type everyone struct {
	client   *auth.Client
	mu       sync.Mutex
	requests []request
	answers  []http.HandlerFunc
	hops     []auth.Hop
}

// request is what came in.
type request struct {
	method, url, body string
	header            http.Header
}

// begin starts a vendor that gives these answers in order.
func begin(t *testing.T, now func() time.Time) *everyone {
	t.Helper()
	e := &everyone{}
	authority, leaf := certificates(t)
	inner := &http.Server{Handler: http.HandlerFunc(e.answer), ReadHeaderTimeout: time.Minute}
	conns := &handed{conns: make(chan net.Conn), closed: make(chan struct{})}
	var served sync.WaitGroup
	served.Go(func() { _ = inner.Serve(conns) }) // ends with Close
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.Host)
		conn, rest, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		secure := tls.Server(peeked{conn, rest.Reader}, &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return leaf(host) }})
		select {
		case conns.conns <- secure:
		case <-conns.closed:
			conn.Close()
		}
	}))
	address, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	out := outbound.New(outbound.Options{RootCAs: authority, Proxy: func(*url.URL) (*url.URL, error) { return address, nil },
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("8.8.8.8")}, nil
		}}) // never dialled
	t.Cleanup(func() { out.Close(); close(conns.closed); inner.Close(); proxy.Close(); served.Wait() })
	e.client = auth.NewClient(auth.Options{HTTP: out, Now: now, UUID: func() string { return fixedUUID }})
	return e
}

// certificates makes an authority, and leaves for any host.
func certificates(t *testing.T) (*x509.CertPool, func(host string) (*tls.Certificate, error)) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, root, root, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return pool, func(host string) (*tls.Certificate, error) {
		one := &x509.Certificate{SerialNumber: big.NewInt(2), NotBefore: root.NotBefore, NotAfter: root.NotAfter, DNSNames: []string{host}}
		der, err := x509.CreateCertificate(rand.Reader, one, parsed, key.Public(), key)
		return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
	}
}

func (e *everyone) answer(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	e.mu.Lock()
	e.requests = append(e.requests, request{r.Method, "https://" + r.Host + r.RequestURI, string(body), r.Header.Clone()})
	handler := func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "nobody expected this", http.StatusTeapot)
	}
	if len(e.answers) > 0 {
		handler, e.answers = e.answers[0], e.answers[1:]
	}
	e.mu.Unlock()
	handler(w, r)
}

// reply adds answers.
func (e *everyone) reply(handlers ...http.HandlerFunc) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers = append(e.answers, handlers...)
}

// take returns what came in since the last time.
func (e *everyone) take() []request {
	e.mu.Lock()
	defer e.mu.Unlock()
	got := e.requests
	e.requests = nil
	return got
}

// peeked reads first what the proxy's reader holds already.
type peeked struct {
	net.Conn
	reader *bufio.Reader
}

func (p peeked) Read(b []byte) (int, error) { return p.reader.Read(b) }

// handed is a listener of connections that are there already.
type handed struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (h *handed) Accept() (net.Conn, error) {
	select {
	case conn := <-h.conns:
		return conn, nil
	case <-h.closed:
		return nil, net.ErrClosed
	}
}

func (h *handed) Close() error   { return nil }
func (h *handed) Addr() net.Addr { return &net.TCPAddr{} }
