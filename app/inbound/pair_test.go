package inbound_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/inbound"
	"patchbay/app/outbound"
	"patchbay/app/providertest"
)

// rsaKey is made once: it is slow.
var rsaKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

func publicPEM(t *testing.T, key crypto.PublicKey) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key)
	must(t, err)
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

// HighLevel: the kind of the key in the integration decides which header counts, never the request.
func TestHighLevelsKeyDecidesTheHeader(t *testing.T) {
	t.Parallel()
	r, p := at(t, now), provider(t, "highlevel")
	body := `{"type":"ContactCreate","locationId":"loc"}`
	old, err := rsaKey()
	must(t, err)
	sum := sha256.Sum256([]byte(body))
	rsaSignature, err := rsa.SignPKCS1v15(nil, old, crypto.SHA256, sum[:])
	must(t, err)
	public, private, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	edSignature := ed25519.Sign(private, []byte(body))
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	b64 := base64.StdEncoding.EncodeToString
	oneLine := strings.ReplaceAll(publicPEM(t, public), "\n", `\n`)
	bare := strings.Split(publicPEM(t, public), "\n")[1]
	for name, c := range map[string]struct {
		secret, header, signature, code string
	}{
		"RSA":                                 {publicPEM(t, old.Public()), "X-Wh-Signature", b64(rsaSignature), ""},
		"Ed25519":                             {publicPEM(t, public), "X-Ghl-Signature", b64(edSignature), ""},
		"Ed25519 on one line":                 {oneLine, "X-Ghl-Signature", b64(edSignature), ""},
		"Ed25519 without first and last line": {bare, "X-Ghl-Signature", b64(edSignature), ""},
		"RSA in the header of the other":      {publicPEM(t, old.Public()), "X-Ghl-Signature", b64(rsaSignature), "webhook_missing_signature"},
		"Ed25519 in the header of the other":  {publicPEM(t, public), "X-Wh-Signature", b64(edSignature), "webhook_missing_signature"},
		"signature of another":                {publicPEM(t, public), "X-Ghl-Signature", b64(rsaSignature), "webhook_invalid_signature"},
		"no base64":                           {publicPEM(t, public), "X-Ghl-Signature", "%%%", "webhook_invalid_signature"},
		"a kind of key that nobody uses":      {publicPEM(t, ec.Public()), "X-Ghl-Signature", b64(edSignature), "webhook_invalid_signature"},
		"a secret that is no key":             {"hush", "X-Ghl-Signature", b64(edSignature), "webhook_invalid_signature"},
	} {
		got, err := r.Receive(t.Context(), p, post(body, c.header, c.signature), inbound.Keys{WebhookSecrets: []string{c.secret}}, nil)
		if c.code != "" {
			refused(t, err, c.code, 401)
		} else if err != nil || got.Verification != inbound.Verified {
			t.Errorf("%s: %s, %v", name, got.Verification, err)
		}
	}
}

const gongURL = "https://hooks.example.com/webhook/dev/gong"

func gongToken(t *testing.T, method jwt.SigningMethod, key any, body string, change func(jwt.MapClaims)) string {
	t.Helper()
	sum := sha256.Sum256([]byte(body))
	claims := jwt.MapClaims{
		"iss": "Gong", "exp": now.Add(time.Minute).Unix(), "body_sha256": hex.EncodeToString(sum[:]),
		"webhook_url": gongURL + "?nangoConnectionId=c1",
	}
	if change != nil {
		change(claims)
	}
	text, err := jwt.NewWithClaims(method, claims).SignedString(key)
	must(t, err)
	return text
}

func TestGongsTokenBindsBodyAndConnection(t *testing.T) {
	t.Parallel()
	key, err := rsaKey()
	must(t, err)
	public := publicPEM(t, key.Public())
	body := `{"callData":{}}`
	for name, c := range map[string]struct {
		token string
		ok    bool
	}{
		"right":                    {gongToken(t, jwt.SigningMethodRS256, key, body, nil), true},
		"another body":             {gongToken(t, jwt.SigningMethodRS256, key, body+" ", nil), false},
		"no body":                  {gongToken(t, jwt.SigningMethodRS256, key, body, func(c jwt.MapClaims) { delete(c, "body_sha256") }), false},
		"another connection":       {gongToken(t, jwt.SigningMethodRS256, key, body, func(c jwt.MapClaims) { c["webhook_url"] = gongURL + "?nangoConnectionId=c2" }), false},
		"another address":          {gongToken(t, jwt.SigningMethodRS256, key, body, func(c jwt.MapClaims) { c["webhook_url"] = "https://evil.example/?nangoConnectionId=c1" }), false},
		"too old":                  {gongToken(t, jwt.SigningMethodRS256, key, body, func(c jwt.MapClaims) { c["exp"] = now.Add(-2 * time.Minute).Unix() }), false},
		"without end":              {gongToken(t, jwt.SigningMethodRS256, key, body, func(c jwt.MapClaims) { delete(c, "exp") }), false},
		"the public key as secret": {gongToken(t, jwt.SigningMethodHS256, []byte(public), body, nil), false},
		"another algorithm":        {gongToken(t, jwt.SigningMethodRS512, key, body, nil), false},
		"not signed":               {gongToken(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, body, nil), false},
	} {
		for _, lookup := range []inbound.Lookup{holds(), holds(public)} { // the integration's key, or the connection's
			keys := inbound.Keys{WebhookSecrets: []string{public}}
			req := post(body, "Authorization", "Bearer "+c.token)
			req.URL, req.Query = gongURL, url.Values{"nangoConnectionId": {"c1"}}
			got, err := at(t, now).Receive(t.Context(), provider(t, "gong"), req, keys, lookup)
			if c.ok && (err != nil || got.Verification != inbound.Verified) {
				t.Errorf("%s: %v", name, err)
			} else if !c.ok {
				refused(t, err, "webhook_invalid_signature", 401)
			}
		}
	}
}

// online is a receiver whose vendors answer as told.
func online(t *testing.T, clock func() time.Time) (*inbound.Receiver, *providertest.Vendor) {
	t.Helper()
	vendor, err := providertest.NewVendor()
	must(t, err)
	t.Cleanup(vendor.Close)
	out := outbound.New(outbound.Options{RootCAs: vendor.Roots(), Proxy: func(*url.URL) (*url.URL, error) { return vendor.Proxy(), nil },
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("93.184.215.14")}, nil
		}})
	t.Cleanup(out.Close)
	return inbound.New(out, clock), vendor
}

func answer(t *testing.T, status int, object map[string]string) providertest.Answer {
	t.Helper()
	body, err := json.Marshal(object)
	must(t, err)
	return providertest.Answer{Status: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: body}
}

func certificate(t *testing.T, key *rsa.PrivateKey) string {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: now.Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(t, err)
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

const gmailURL = "https://hooks.example.com/webhook/dev/my-gmail"

func googleToken(t *testing.T, key *rsa.PrivateKey, change func(jwt.MapClaims)) string {
	t.Helper()
	claims := jwt.MapClaims{"iss": "https://accounts.google.com", "aud": gmailURL, "exp": now.Add(time.Hour).Unix(),
		"email": "push@project.iam.gserviceaccount.com", "email_verified": true}
	if change != nil {
		change(claims)
	}
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	token.Header["kid"] = "k1"
	text, err := token.SignedString(key)
	must(t, err)
	return text
}

func gmailPush(token string) inbound.Request {
	data := base64.StdEncoding.EncodeToString([]byte(`{"emailAddress":"Ada@Example.com","historyId":7}`))
	req := post(`{"message":{"data":"`+data+`","messageId":"m1"},"subscription":"s"}`, "Authorization", "Bearer "+token)
	req.URL = gmailURL
	return req
}

func TestGooglesTokenIsCheckedWithGooglesKeys(t *testing.T) {
	t.Parallel()
	key, err := rsaKey()
	must(t, err)
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	r, vendor := online(t, func() time.Time { return now })
	vendor.Expect(&providertest.Step{Name: "certificates", Method: "GET", URL: "https://www.googleapis.com/oauth2/v1/certs", Header: map[string]string{"Accept": "application/json"},
		Answer: answer(t, 200, map[string]string{"k1": certificate(t, key)})})
	account := inbound.Keys{WebhookSecrets: []string{"push@project.iam.gserviceaccount.com"}}
	for name, c := range map[string]struct {
		token string
		keys  inbound.Keys
		ok    bool
	}{
		"right":                          {googleToken(t, key, nil), inbound.Keys{}, true},
		"the provider's name at the end": {googleToken(t, key, func(c jwt.MapClaims) { c["aud"] = "https://hooks.example.com/webhook/dev/google-mail" }), inbound.Keys{}, true},
		"the account that was named":     {googleToken(t, key, nil), account, true},
		"another account":                {googleToken(t, key, func(c jwt.MapClaims) { c["email"] = "x@evil.iam.gserviceaccount.com" }), account, false},
		"an account nobody verified":     {googleToken(t, key, func(c jwt.MapClaims) { c["email_verified"] = false }), account, false},
		"another audience":               {googleToken(t, key, func(c jwt.MapClaims) { c["aud"] = "https://evil.example/" }), inbound.Keys{}, false},
		"another issuer":                 {googleToken(t, key, func(c jwt.MapClaims) { c["iss"] = "https://evil.example" }), inbound.Keys{}, false},
		"too old":                        {googleToken(t, key, func(c jwt.MapClaims) { c["exp"] = now.Add(-time.Hour).Unix() }), inbound.Keys{}, false},
		"signed by somebody else":        {googleToken(t, stranger, nil), inbound.Keys{}, false},
		"a text that is no token":        {"x.y.z", inbound.Keys{}, false},
	} {
		got, err := r.Receive(t.Context(), provider(t, "google-mail"), gmailPush(c.token), c.keys, nil)
		if c.ok && (err != nil || got.Verification != inbound.Verified || got.ID != "m1") {
			t.Errorf("%s: %+v, %v", name, got, err)
		} else if !c.ok {
			refused(t, err, "webhook_invalid_signature", 401)
		}
	}
	if problems := vendor.Settle(); len(problems) > 0 { // the certificates were asked for once
		t.Error(problems)
	}
}

func TestAKeyThatCannotBeFetchedIsNotTheSendersFault(t *testing.T) {
	t.Parallel()
	key, err := rsaKey()
	must(t, err)
	r, vendor := online(t, func() time.Time { return now })
	vendor.Expect(&providertest.Step{Name: "certificates", Method: "GET", URL: "https://www.googleapis.com/oauth2/v1/certs", Header: map[string]string{"Accept": "application/json"},
		Answer: answer(t, 503, nil)})
	_, err = r.Receive(t.Context(), provider(t, "google-mail"), gmailPush(googleToken(t, key, nil)), inbound.Keys{}, nil)
	refused(t, err, "webhook_key_unavailable", 500)
}

func TestConnectWiseKeysComeOnlyFromConnectWise(t *testing.T) {
	t.Parallel()
	r, vendor := online(t, func() time.Time { return now })
	const address = "https://sandbox-na.myconnectwise.net/keys/1"
	vendor.Expect(&providertest.Step{Name: "key", Method: "GET", URL: address, Header: map[string]string{"Accept": "application/json"},
		Answer: answer(t, 200, map[string]string{"signing_key": "published"})})
	body := func(address string) string {
		return `{"Type":"ticket","ProductInstanceId":"p1","Metadata":{"key_url":"` + address + `"}}`
	}
	sign := func(body string) string {
		key := sha256.Sum256([]byte("published"))
		return b64256(string(key[:]), body)
	}
	p := provider(t, "connectwise-psa")
	for range 2 { // the key is asked for once
		got, err := r.Receive(t.Context(), p, post(body(address), "X-Content-Signature", sign(body(address))), inbound.Keys{}, nil)
		if err != nil || got.Verification != inbound.Verified || got.Events[0].Type != "ticket" {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	_, err := r.Receive(t.Context(), p, post(body(address)+" ", "X-Content-Signature", sign(body(address))), inbound.Keys{}, nil)
	refused(t, err, "webhook_invalid_signature", 401)
	_, err = r.Receive(t.Context(), p, post(body(address)), inbound.Keys{}, nil)
	refused(t, err, "webhook_missing_signature", 401)
	for _, bad := range []string{
		"", "http://na.myconnectwise.net/k", "https://myconnectwise.net/k", "https://evil.myconnectwise.net/k", "https://na.myconnectwise.net.evil.example/k",
		"https://na.myconnectwise.net@evil.example/k", "https://u:p@na.myconnectwise.net/k", "https://na.myconnectwise.net:8443/k", "file:///etc/passwd", "https://na.myconnectwise.net\\\\.evil.example/",
	} {
		_, err := r.Receive(t.Context(), p, post(body(bad), "X-Content-Signature", sign(body(bad))), inbound.Keys{}, nil)
		if err == nil || inbound.Status(err) == 500 {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if problems := vendor.Settle(); len(problems) > 0 {
		t.Error(problems)
	}
}

// Vendors change their keys: one that does not fit is looked for again, but not at every stranger's word.
func TestAChangedKeyIsFetchedAgain(t *testing.T) {
	t.Parallel()
	moment := now
	r, vendor := online(t, func() time.Time { return moment })
	const address = "https://na.myconnectwise.net/keys/1"
	publish := func(key string) {
		vendor.Expect(&providertest.Step{Name: key, Method: "GET", URL: address, Header: map[string]string{"Accept": "application/json"},
			Answer: answer(t, 200, map[string]string{"signing_key": key})})
	}
	receive := func(key string) error {
		body := `{"Type":"ticket","Metadata":{"key_url":"` + address + `"}}`
		sum := sha256.Sum256([]byte(key))
		_, err := r.Receive(t.Context(), provider(t, "connectwise-psa"), post(body, "X-Content-Signature", b64256(string(sum[:]), body)), inbound.Keys{}, nil)
		return err
	}
	publish("first")
	must(t, receive("first"))
	refused(t, receive("second"), "webhook_invalid_signature", 401) // within the minute nobody asks again
	moment = now.Add(2 * time.Minute)
	must(t, receive("first")) // what fits needs no look
	publish("second")
	must(t, receive("second"))
	refused(t, receive("first"), "webhook_invalid_signature", 401)
	if problems := vendor.Settle(); len(problems) > 0 {
		t.Error(problems)
	}
}
