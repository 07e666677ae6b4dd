package auth_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"crypto/tls"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/vault"
)

func grantBench(t *testing.T) (*bench, auth.OAuth2ClientCredentials) {
	b := setup(t, authtest.Options{})
	b.entry.AuthMode = catalog.OAuth2CC
	b.entry.TokenParams = catalog.Params{{Name: "grant_type", Value: "client_credentials"}}
	b.request.App = auth.App{Scopes: []string{"a", "b"}}
	return b, auth.OAuth2ClientCredentials{ClientID: "client", ClientSecret: "client-secret"}
}

// The variants of providers-and-auth §4.2.
func TestClientCredentials(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		edit  func(*catalog.Provider, map[string]any)
		check func(authtest.Request) bool
	}{
		{"body", func(*catalog.Provider, map[string]any) {}, func(r authtest.Request) bool {
			return r.Body == "client_id=client&client_secret=client-secret&grant_type=client_credentials&scope=a+b"
		}},
		{"basic", func(p *catalog.Provider, _ map[string]any) { p.TokenRequestAuthMethod = "basic" }, func(r authtest.Request) bool {
			return !r.Form.Has("client_id") && r.Header.Get("Authorization") == "Basic "+base64.StdEncoding.EncodeToString([]byte("client:client-secret"))
		}},
		{"json", func(p *catalog.Provider, _ map[string]any) { p.BodyFormat = "json" }, func(r authtest.Request) bool {
			return r.Body == `{"client_id":"client","client_secret":"client-secret","grant_type":"client_credentials","scope":"a b"}`
		}},
		{"query", func(p *catalog.Provider, _ map[string]any) {
			p.BodyFormat, p.TokenURL.Default = "query", p.TokenURL.Default+"?v=2"
		}, func(r authtest.Request) bool {
			return r.Body == "" && strings.HasPrefix(r.Path, "/token?v=2&client_id=client&")
		}},
		{"scopes of the connection", func(_ *catalog.Provider, config map[string]any) { config["oauth_scopes"] = "c,d" }, func(r authtest.Request) bool {
			return r.Form.Get("scope") == "c d"
		}},
		{"authorization_params override", func(_ *catalog.Provider, config map[string]any) {
			config["authorization_params"] = map[string]any{"scope": "mine", "audience": "x"}
		}, func(r authtest.Request) bool { return r.Form.Get("scope") == "mine" && r.Form.Get("audience") == "x" }},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b, own := grantBench(t)
			row.edit(b.entry, b.request.Config)
			c, err := b.client.ClientCredentials(t.Context(), b.request, own)
			if err != nil || !b.Valid(c.Token.Reveal()) || c.ClientSecret != own.ClientSecret || !c.Expires.Equal(moment.Add(time.Hour)) {
				t.Fatalf("%v, expires %v", err, c.Expires)
			}
			if r := b.Requests()[0]; !row.check(r) {
				t.Errorf("request %+v", r)
			}
		})
	}
}

func TestClientCredentialsAnswers(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		body    string
		unit    string
		token   string
		expires time.Duration
	}{
		{`{"access_token":"a"}`, "", "a", 55 * time.Minute},
		{`{"data":{"token":"d"},"expires_in":60}`, "", "d", time.Minute},
		{`{"jwt":"j","expires_in":60000}`, "milliseconds", "j", time.Minute},
	} {
		b, own := grantBench(t)
		b.entry.ExpiresInUnit = row.unit
		b.Script(authtest.Answer(200, "application/json", row.body))
		c, err := b.client.ClientCredentials(t.Context(), b.request, own)
		if err != nil || c.Token.Reveal() != row.token || !c.Expires.Equal(moment.Add(row.expires)) {
			t.Errorf("%s: %q until %v, %v", row.body, c.Token.Reveal(), c.Expires, err)
		}
	}
}

func TestClientCredentialsFaults(t *testing.T) {
	t.Parallel()
	b, own := grantBench(t)
	for code, edit := range map[string]func(*auth.OAuth2ClientCredentials){
		"missing_client_id":              func(c *auth.OAuth2ClientCredentials) { c.ClientID = "" },
		"missing_client_secret":          func(c *auth.OAuth2ClientCredentials) { c.ClientSecret = "" },
		"client_credentials_fetch_error": func(c *auth.OAuth2ClientCredentials) { c.ClientSecret = "wrong-secret" },
		"invalid_body":                   func(c *auth.OAuth2ClientCredentials) { c.Certificate, c.PrivateKey = "cert-canary", "key-canary" },
	} {
		mine := own
		edit(&mine)
		if _, err := b.client.ClientCredentials(t.Context(), b.request, mine); !fault.HasCode(err, code) || strings.Contains(err.Error(), "canary") {
			t.Errorf("%v, want %s", err, code)
		}
	}
}

// okta-cc: the client proves itself with a signed assertion and has no secret.
func TestClientAssertion(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	encode := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
	jwk, err := json.Marshal(map[string]string{"kty": "RSA", "kid": "k1", "n": encode(key.N), "e": "AQAB", "d": encode(key.D), "p": encode(key.Primes[0]), "q": encode(key.Primes[1])})
	if err != nil {
		t.Fatal(err)
	}
	b, own := grantBench(t)
	b.entry.TokenRequestAuthMethod = "private_key_jwt"
	b.Script(authtest.Answer(200, "application/json", `{"access_token":"a"}`))
	own.ClientSecret, own.PrivateKey = "", vault.Secret(jwk)
	if _, err := b.client.ClientCredentials(t.Context(), b.request, own); err != nil {
		t.Fatal(err)
	}
	form := b.Requests()[0].Form
	if form.Has("client_secret") || form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
		t.Errorf("form %v", form)
	}
	parts := strings.Split(form.Get("client_assertion"), ".")
	if len(parts) != 3 {
		t.Fatalf("assertion %q", form.Get("client_assertion"))
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(&key.PublicKey, crypto.SHA256, digest[:], signature); err != nil {
		t.Error(err)
	}
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || !strings.Contains(string(claims), `"aud":"`+b.URL()+`/token"`) || !strings.Contains(string(claims), `"iss":"client"`) {
		t.Errorf("claims %s, %v", claims, err)
	}
	own.PrivateKey = `{"kty":"RSA","d":"key-canary"}`
	if _, err := b.client.ClientCredentials(t.Context(), b.request, own); !fault.HasCode(err, "invalid_body") || strings.Contains(err.Error(), "canary") {
		t.Errorf("a broken key: %v", err)
	}
}

// The adp family: the certificate is shown to the server, also when a form took the line breaks out of the PEM text.
func TestClientCertificate(t *testing.T) {
	t.Parallel()
	certificate, key := selfSigned(t)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if len(r.TLS.PeerCertificates) != 1 {
			w.WriteHeader(http.StatusUnauthorized)
		}
		_, _ = w.Write([]byte(`{"access_token":"a"}`))
	}))
	server.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	out := outbound.New(outbound.Options{AllowHosts: func() []string { return []string{"127.0.0.1"} }, RootCAs: roots})
	t.Cleanup(out.Close)
	client := auth.NewClient(auth.Options{HTTP: out})
	p := &catalog.Provider{DisplayName: "Acme", AuthMode: catalog.OAuth2CC, Token: catalog.Token{TokenURL: catalog.TokenURL{Default: server.URL}, RequireClientCertificate: true}}
	flat := func(text string) vault.Secret {
		return vault.Secret(strings.ReplaceAll(strings.TrimSpace(text), "\n", " "))
	}
	own := auth.OAuth2ClientCredentials{ClientID: "id", ClientSecret: "secret", Certificate: flat(certificate), PrivateKey: flat(key)}
	if c, err := client.ClientCredentials(t.Context(), auth.TokenRequest{Provider: p}, own); err != nil || c.Token.Reveal() != "a" {
		t.Errorf("%v", err)
	}
}

func selfSigned(t *testing.T) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "client"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	text := func(kind string, bytes []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}))
	}
	return text("CERTIFICATE", der), text("PRIVATE KEY", pkcs8)
}
