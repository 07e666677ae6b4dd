package proxy_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
)

// authority issues the certificates of one test.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  crypto.Signer
}

func newAuthority(t *testing.T, name string) *authority {
	t.Helper()
	a := &authority{t: t}
	der, key := a.issue(&x509.Certificate{Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign})
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	a.cert, a.key = cert, key
	return a
}

// issue signs a certificate for a key of its own; before the authority has one itself, the certificate signs itself.
func (a *authority) issue(template *x509.Certificate) ([]byte, *ecdsa.PrivateKey) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	template.SerialNumber, template.NotBefore, template.NotAfter = big.NewInt(time.Now().UnixNano()), time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	parent, signer := a.cert, a.key
	if parent == nil {
		parent, signer = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		a.t.Fatal(err)
	}
	return der, key
}

// client makes a client's certificate and key as PEM text.
func (a *authority) client(name string) (certificate, key string) {
	a.t.Helper()
	der, private := a.issue(&x509.Certificate{Subject: pkix.Name{CommonName: name}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}})
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		a.t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))
}

func (a *authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

// newMutualServer hands out tokens and answers its API only to clients with a certificate of the authority.
func newMutualServer(t *testing.T, a *authority) *httptest.Server {
	t.Helper()
	der, key := a.issue(&x509.Certificate{IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := map[string]string{"access_token": "token-by-certificate"}
		if r.URL.Path != "/token" {
			answer = map[string]string{"client": r.TLS.PeerCertificates[0].Subject.CommonName, "token": r.Header.Get("Authorization")}
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer)
	}))
	server.TLS = &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: a.pool(), Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes are what the test is about
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

const mutual = `display_name: Acme
categories: [other]
auth_mode: OAUTH2_CC
token_url: {server}/token
require_client_certificate: true
token_params:
  grant_type: client_credentials
proxy:
  base_url: {server}/api
credentials:
  client_id:
    title: Client ID
  client_secret:
    title: Client secret
    secret: true
  client_certificate:
    title: Certificate
  client_private_key:
    title: Private key
    secret: true
`

// Mutual TLS end to end: the token and every call need the certificate, in whatever layout a form leaves it; a stranger's
// is refused by the server and stored nowhere. Security PX-21: its key is in no log and no answer.
func TestClientsByCertificate(t *testing.T) {
	t.Parallel()
	trusted := newAuthority(t, "trusted")
	server := newMutualServer(t, trusted)
	c := newChainTo(t, strings.ReplaceAll(mutual, "{server}", server.URL), outbound.Options{RootCAs: trusted.pool(), AllowHosts: func() []string { return []string{"127.0.0.1"} }})
	if _, err := c.connect.CreateIntegration(t.Context(), c.env, connect.IntegrationInput{Provider: "acme", UniqueKey: "acme"}); err != nil {
		t.Fatal(err)
	}
	flat := func(pem string) string { return strings.ReplaceAll(strings.TrimSpace(pem), "\n", " ") }
	enter := func(a *authority) (key string, err error) {
		certificate, key := a.client("workbench")
		_, err = c.connect.ConnectDirect(t.Context(), c.env, connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c1", Credentials: map[string]string{
			"client_id": "id", "client_secret": "canary-secret", "client_certificate": flat(certificate), "client_private_key": flat(key)}})
		return key, err
	}
	if _, err := enter(newAuthority(t, "trusted")); !fault.HasCode(err, outbound.CodeTLSFailed) || !strings.Contains(err.Error(), "does not accept the client certificate") {
		t.Errorf("a stranger's certificate: %v", err)
	}
	if _, err := c.connect.Connection(t.Context(), c.env, "acme", "c1"); !fault.HasCode(err, "unknown_connection") {
		t.Errorf("a refused connection is there: %v", err)
	}
	key, err := enter(trusted)
	if err != nil {
		t.Fatal(err)
	}
	r := get("/me")
	r.EnvironmentID = c.env
	res, err := c.Do(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if res.Body.Close(); err != nil || !strings.Contains(string(body), `"client":"workbench"`) || !strings.Contains(string(body), "Bearer token-by-certificate") {
		t.Errorf("%s, %v", body, err)
	}
	c.mustNotShow(t, strings.Split(key, "\n")[1], "canary-secret")
}

// mustNotShow looks for secrets in everything that the log holds.
func (c *chain) mustNotShow(t *testing.T, secrets ...string) {
	t.Helper()
	if err := c.store.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, _, err := c.store.List(t.Context(), c.env, logs.Filter{})
	if err != nil || len(list) == 0 {
		t.Fatal(len(list), err)
	}
	for _, op := range list {
		operation, messages, err := c.store.Get(t.Context(), c.env, op.ID)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal([]any{operation, messages})
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range secrets {
			if strings.Contains(string(text), secret) {
				t.Errorf("%s shows %s", op.Title, secret)
			}
		}
	}
}
