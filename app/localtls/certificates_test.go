package localtls_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"

	"patchbay/app/localtls"
	"patchbay/app/vault"
)

func ownerOf(uuid string) vault.Owner { return vault.Owner("authority/" + uuid) }

func certutil(t *testing.T, arguments ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "certutil", arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("certutil %v: %v\n%s", arguments, err, out)
	}
	return string(out)
}

// handshake connects over TCP to a server with the authority's certificates.
func handshake(t *testing.T, a *localtls.Authority, client *tls.Config) (tls.ConnectionState, error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_ = tls.Server(conn, a.Config()).HandshakeContext(t.Context()) // the client's side tells
	}()
	defer func() { listener.Close(); <-done }()
	conn, err := (&tls.Dialer{Config: client}).DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		return tls.ConnectionState{}, err
	}
	defer conn.Close()
	return conn.(*tls.Conn).ConnectionState(), nil
}

func TestARealHandshakeSucceedsForLoopbackNamesAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.enabled(t)
	pool := x509.NewCertPool()
	pool.AddCert(root(t, a))
	for name, good := range map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true, "example.com": false, "127.0.0.2": false, "localhost.example.com": false} {
		state, err := handshake(t, a, &tls.Config{RootCAs: pool, ServerName: name, Time: h.now})
		if (err == nil) != good {
			t.Errorf("%s: %v", name, err)
		}
		if good && err == nil && state.Version < tls.VersionTLS12 {
			t.Errorf("%s: TLS version %x", name, state.Version)
		}
	}
	if _, err := handshake(t, a, &tls.Config{RootCAs: x509.NewCertPool(), ServerName: "localhost", Time: h.now}); err == nil {
		t.Error("accepted without the authority")
	}
	if _, err := handshake(t, a, &tls.Config{RootCAs: pool, ServerName: "localhost", Time: h.now, MaxVersion: tls.VersionTLS11}); err == nil {
		t.Error("TLS 1.1 is spoken")
	}
}

// stolen takes the issuer's key out of the vault, as a thief would.
func stolen(t *testing.T, h *house) (issuer *x509.Certificate, key *ecdsa.PrivateKey) {
	t.Helper()
	var uuid string
	var der, sealed []byte
	if err := h.db.Reader().QueryRowContext(t.Context(), `SELECT uuid, issuer, sealed FROM local_authorities`).Scan(&uuid, &der, &sealed); err != nil {
		t.Fatal(err)
	}
	plain, err := h.vault.Unseal(t.Context(), ownerOf(uuid), "key", sealed)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(plain)
	if err != nil {
		t.Fatal(err)
	}
	if issuer, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return issuer, parsed.(*ecdsa.PrivateKey)
}

func TestEvenItsOwnKeyCannotVouchForAnotherName(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.enabled(t)
	issuer, key := stolen(t, h)
	constrained := x509.NewCertPool()
	constrained.AddCert(root(t, a))
	ignoring := x509.NewCertPool() // a client that does not apply the constraints of a root, but those of the issuer
	bare := *root(t, a)
	bare.PermittedDNSDomains, bare.PermittedIPRanges = nil, nil
	ignoring.AddCert(&bare)
	intermediates := x509.NewCertPool()
	intermediates.AddCert(issuer)
	for _, c := range []struct {
		what string
		cert x509.Certificate
		good bool
	}{
		{"localhost", x509.Certificate{DNSNames: []string{"localhost"}}, true},
		{"example.com", x509.Certificate{DNSNames: []string{"example.com"}}, false},
		{"localhost and example.com", x509.Certificate{DNSNames: []string{"localhost", "example.com"}}, false},
		{"an address on the network", x509.Certificate{IPAddresses: []net.IP{net.IPv4(192, 168, 1, 1)}}, false},
		{"the rest of 127/8", x509.Certificate{IPAddresses: []net.IP{net.IPv4(127, 0, 0, 2)}}, false},
	} {
		c.cert.SerialNumber, c.cert.Subject = big.NewInt(7), pkix.Name{CommonName: "forged"}
		c.cert.NotBefore, c.cert.NotAfter = h.now().Add(-time.Hour), h.now().Add(time.Hour)
		c.cert.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
		der, err := x509.CreateCertificate(rand.Reader, &c.cert, issuer, &key.PublicKey, key)
		if err != nil {
			t.Fatal(err)
		}
		forged, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		for who, pool := range map[string]*x509.CertPool{"a client": constrained, "a client that ignores a root's constraints": ignoring} {
			_, err = forged.Verify(x509.VerifyOptions{Roots: pool, Intermediates: intermediates, CurrentTime: h.now()})
			if (err == nil) != c.good {
				t.Errorf("%s: %s judges %v", c.what, who, err)
			}
		}
	}
}

func TestTheIssuerCannotMakeAnotherAuthority(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.enabled(t)
	issuer, key := stolen(t, h)
	below, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(template, parent *x509.Certificate, public, by *ecdsa.PrivateKey) *x509.Certificate {
		template.SerialNumber, template.NotBefore, template.NotAfter = big.NewInt(1), h.now().Add(-time.Hour), h.now().Add(time.Hour)
		template.Subject = pkix.Name{CommonName: "below"}
		der, err := x509.CreateCertificate(rand.Reader, template, parent, &public.PublicKey, by)
		if err != nil {
			t.Fatal(err)
		}
		made, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	authority := sign(&x509.Certificate{IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}, issuer, below, key)
	leaf := sign(&x509.Certificate{DNSNames: []string{"localhost"}}, authority, below, below)
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(root(t, a))
	between.AddCert(issuer)
	between.AddCert(authority)
	if _, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: h.now(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}); err == nil {
		t.Error("a certificate of an authority below the issuer is accepted")
	}
	email := sign(&x509.Certificate{EmailAddresses: []string{"ceo@example.com"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}}, issuer, below, key)
	if _, err := email.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: h.now(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}}); err == nil {
		t.Error("a certificate for mail is accepted")
	}
}

func TestTheRootSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.enabled(t)
	if !strings.HasPrefix(a.Status().Name, "Patchbay local CA ") {
		t.Errorf("stores list it as %q", a.Status().Name)
	}
	r := root(t, a)
	if !r.PermittedDNSDomainsCritical || len(r.PermittedDNSDomains) != 1 || len(r.PermittedIPRanges) != 2 || r.MaxPathLen != 1 {
		t.Errorf("the root is not constrained: %+v %+v %d", r.PermittedDNSDomains, r.PermittedIPRanges, r.MaxPathLen)
	}
	if r.ExtKeyUsage != nil || r.KeyUsage != x509.KeyUsageCertSign {
		t.Errorf("the root may more than sign: %v %v", r.KeyUsage, r.ExtKeyUsage)
	}
}
