package providertest

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Vendor is every vendor of the world on one loopback port: an HTTP proxy that answers for each host itself, behind a
// certificate for that host. It answers what it was told to expect, in any order, and remembers all that was wrong.
// Its methods are safe for concurrent use.
type Vendor struct {
	server *httptest.Server
	inner  *http.Server
	conns  chan net.Conn
	closed chan struct{}

	roots *x509.CertPool
	ca    *x509.Certificate
	key   *ecdsa.PrivateKey

	mu       sync.Mutex
	leaves   map[string]*tls.Certificate
	steps    []*Step
	problems []string
	came     chan struct{} // closed when the next expected request comes
}

// NewVendor starts it; Close ends it.
func NewVendor() (*Vendor, error) {
	v := &Vendor{conns: make(chan net.Conn), closed: make(chan struct{}), came: make(chan struct{}), leaves: map[string]*tls.Certificate{}}
	if err := v.makeCA(); err != nil {
		return nil, err
	}
	v.inner = &http.Server{Handler: http.HandlerFunc(v.answer), ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: 10 * time.Second}
	go v.inner.Serve(listener{v}) //nolint:errcheck // it ends when Close closes the listener
	v.server = httptest.NewServer(http.HandlerFunc(v.tunnel))
	return v, nil
}

// Proxy is the address of the proxy that leads to the vendors.
func (v *Vendor) Proxy() *url.URL {
	u, err := url.Parse(v.server.URL)
	if err != nil {
		panic(err) // httptest made it
	}
	return u
}

// Roots verify the vendors' certificates.
func (v *Vendor) Roots() *x509.CertPool { return v.roots }

// Close ends all connections.
func (v *Vendor) Close() {
	close(v.closed)
	v.inner.Close() //nolint:errcheck,gosec // nothing to do about it
	v.server.CloseClientConnections()
	v.server.Close()
}

// Expect adds requests that should come from now on.
func (v *Vendor) Expect(steps ...*Step) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.steps = append(v.steps, steps...)
}

// Settle says what was wrong since the last time: requests that nobody expected, requests that were not as expected,
// and those that never came.
func (v *Vendor) Settle() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	problems := v.problems
	for _, step := range v.steps {
		if !step.Optional {
			problems = append(problems, step.Name+": the request to "+step.Method+" "+step.URL+" never came")
		}
	}
	v.steps, v.problems = nil, nil
	return problems
}

// Await waits until every request that must come is here, or until the time is over.
func (v *Vendor) Await(limit time.Duration) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		v.mu.Lock()
		outstanding := slices.ContainsFunc(v.steps, func(s *Step) bool { return !s.Optional })
		came := v.came
		v.mu.Unlock()
		if !outstanding {
			return
		}
		select {
		case <-came:
		case <-timer.C:
			return
		}
	}
}

// tunnel is the proxy's door: CONNECT for https, whole addresses for http.
func (v *Vendor) tunnel(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		v.answer(w, r)
		return
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		http.Error(w, "no port", http.StatusBadRequest)
		return
	}
	conn, rest, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		conn.Close()
		return
	}
	secure := tls.Server(&buffered{conn, rest.Reader}, &tls.Config{
		MinVersion: tls.VersionTLS12, ClientAuth: tls.RequestClientCert,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return v.leaf(host) },
	})
	select {
	case v.conns <- secure:
	case <-v.closed:
		conn.Close()
	}
}

// buffered reads first what the proxy's reader already has.
type buffered struct {
	net.Conn
	reader *bufio.Reader
}

func (b *buffered) Read(p []byte) (int, error) { return b.reader.Read(p) }

// listener hands tunnelled connections to the inner server.
type listener struct{ v *Vendor }

func (l listener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.v.conns:
		return conn, nil
	case <-l.v.closed:
		return nil, net.ErrClosed
	}
}

func (l listener) Close() error { return nil }

func (l listener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// answer finds the step that a request belongs to.
func (v *Vendor) answer(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	got := &Received{Method: r.Method, Scheme: "http", Host: r.Host, Path: r.URL.EscapedPath(), RawQuery: r.URL.RawQuery, Header: r.Header.Clone(), Body: body}
	if r.TLS != nil {
		got.Scheme, got.Certificates = "https", r.TLS.PeerCertificates
	}
	a := v.take(got)
	for name, values := range a.Header {
		w.Header()[name] = values
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(a.Status)
	if a.Stream != nil {
		a.Stream(r.Context(), w)
		return
	}
	_, _ = io.Copy(w, bytes.NewReader(a.Body))
}

// take removes the step from the list and holds the request against it.
func (v *Vendor) take(got *Received) Answer {
	v.mu.Lock()
	defer v.mu.Unlock()
	at := slices.IndexFunc(v.steps, func(s *Step) bool { return s.matches(got) })
	if at < 0 {
		v.problems = append(v.problems, "nobody expected "+got.Method+" "+got.URL())
		return Answer{Status: http.StatusNotFound, Body: []byte(`{"error":"not_found"}`)}
	}
	close(v.came)
	v.came = make(chan struct{})
	step := v.steps[at]
	if !step.Again {
		v.steps = slices.Delete(v.steps, at, at+1)
	}
	wrong := step.check(got)
	for _, problem := range wrong {
		v.problems = append(v.problems, step.Name+": "+problem)
	}
	if len(wrong) > 0 && step.Strict {
		return Answer{Status: http.StatusUnauthorized, Body: []byte(`{"error":"invalid_request"}`)}
	}
	answer := step.Answer
	if step.Reply != nil {
		answer = step.Reply(got)
	}
	if answer.Status == 0 {
		answer.Status = http.StatusOK
	}
	return answer
}

func (v *Vendor) makeCA() error {
	var err error
	if v.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "every vendor"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, v.key.Public(), v.key)
	if err != nil {
		return err
	}
	if v.ca, err = x509.ParseCertificate(der); err != nil {
		return err
	}
	v.roots = x509.NewCertPool()
	v.roots.AddCert(v.ca)
	return nil
}

// leaf is the certificate of a host.
func (v *Vendor) leaf(host string) (*tls.Certificate, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if leaf := v.leaves[host]; leaf != nil {
		return leaf, nil
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(int64(len(v.leaves) + 2)), DNSNames: []string{host}, NotBefore: v.ca.NotBefore,
		NotAfter: v.ca.NotAfter, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if ip := net.ParseIP(host); ip != nil {
		template.DNSNames, template.IPAddresses = nil, []net.IP{ip}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, v.ca, v.key.Public(), v.key)
	if err != nil {
		return nil, fmt.Errorf("certificate of %s: %w", host, err)
	}
	leaf := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: v.key}
	v.leaves[host] = leaf
	return leaf, nil
}
