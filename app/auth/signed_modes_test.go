package auth_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
)

// signed reads a token with an independent library.
func signed(t *testing.T, token string, key any) (header, claims map[string]any) {
	t.Helper()
	parsed, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithTimeFunc(func() time.Time { return moment }))
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Header, parsed.Claims.(jwt.MapClaims)
}

func jwtEntry(b *bench, protocol, encoding string, token catalog.SignedToken) {
	b.entry.AuthMode, b.entry.Signature, b.entry.SignedToken = catalog.JWT, &catalog.Signing{Protocol: protocol, HMACSecretEncoding: encoding}, &token
}

func TestJWTWithAnEllipticCurveKey(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	jwtEntry(b, "EC", "", catalog.SignedToken{SigningKey: "${credentials.privateKey}", ExpiresInMS: 900000,
		Header:  catalog.Params{{Name: "alg", Value: "ES256"}, {Name: "kid", Value: "${credentials.privateKeyId}"}, {Name: "typ", Value: "JWT"}},
		Payload: catalog.Params{{Name: "iss", Value: "${credentials.issuerId}"}, {Name: "scope", Value: []any{"${connectionConfig.scope}"}}, {Name: "sub", Value: "${connectionConfig.absent}"}}})
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.ReplaceAll(string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "\n", " ")
	b.request.Config["scope"] = "GET /v1/apps, GET /v1/users"
	typed := map[string]string{"issuerId": "me", "privateKeyId": "K1", "privateKey": flat}
	got, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: typed})
	if err != nil {
		t.Fatal(err)
	}
	c := got.Credentials.(auth.JWT)
	header, claims := signed(t, c.Token.Reveal(), &key.PublicKey)
	if header["kid"] != "K1" || claims["iss"] != "me" || claims["sub"] != nil || claims["exp"] != float64(moment.Add(15*time.Minute).Unix()) || len(claims["scope"].([]any)) != 2 {
		t.Errorf("%v %v", header, claims)
	}
	again, err := b.client.Renew(t.Context(), b.request, c)
	if err != nil || !again.Credentials.ExpiresAt().Equal(moment.Add(15*time.Minute)) {
		t.Errorf("%v %v", again, err)
	}
	typed["privateKey"] = "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----"
	if _, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: typed}); err == nil || strings.Contains(err.Error(), "nonsense") || fault.From(err).Hint == "" {
		t.Errorf("a broken key: %v", err)
	}
}

// The two HMAC providers: a hexadecimal secret behind an id, and a text in two halves.
func TestJWTWithSecrets(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	secret := strings.Repeat("0af1", 16)
	jwtEntry(b, "HMAC", "", catalog.SignedToken{SigningKey: "${credentials.privateKey.secret}", ExpiresInMS: 300000,
		Header:  catalog.Params{{Name: "alg", Value: "HS256"}, {Name: "kid", Value: "${credentials.privateKey.id}"}},
		Payload: catalog.Params{{Name: "aud", Value: "/admin/"}}})
	got, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: map[string]string{"privateKey": "0123456789abcdef01234567:" + secret}})
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := hex.DecodeString(secret)
	if header, claims := signed(t, got.Credentials.(auth.JWT).Token.Reveal(), raw); header["kid"] != "0123456789abcdef01234567" || claims["aud"] != "/admin/" {
		t.Errorf("%v %v", header, claims)
	}
	jwtEntry(b, "HMAC", "utf8", catalog.SignedToken{SigningKey: "${credentials.id}||${credentials.key}", ExpiresInMS: 300000,
		Header: catalog.Params{{Name: "alg", Value: "HS256"}}, Payload: catalog.Params{{Name: "iss", Value: "${credentials.id}"}}})
	got, err = b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: map[string]string{"id": "one", "key": "two"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, claims := signed(t, got.Credentials.(auth.JWT).Token.Reveal(), []byte("one||two")); claims["iss"] != "one" {
		t.Error(claims)
	}
}

func TestWSSE(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.AuthMode, b.entry.Signature, b.entry.SignedToken = catalog.Signature, &catalog.Signing{Protocol: "WSSE"}, &catalog.SignedToken{ExpiresInMS: 300000}
	got, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: map[string]string{"username": "me", "password": "pw"}})
	if err != nil {
		t.Fatal(err)
	}
	parts := regexp.MustCompile(`^UsernameToken Username="me", PasswordDigest="(.+)", Nonce="([0-9a-f]{32})", Created="(2026-01-02T03:04:05Z)"$`).
		FindStringSubmatch(got.Credentials.(auth.Signature).Token.Reveal())
	if parts == nil {
		t.Fatal(got.Credentials.(auth.Signature).Token.Reveal())
	}
	sum := sha1.Sum([]byte(parts[2] + parts[3] + "pw"))
	if want := base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString(sum[:]))); parts[1] != want || !got.Credentials.ExpiresAt().Equal(moment.Add(5*time.Minute)) {
		t.Errorf("digest %s, want %s", parts[1], want)
	}
}

func TestBill(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.AuthMode = catalog.Bill
	values := map[string]string{"username": "me", "password": "pw-canary", "organization_id": "typed", "dev_key": "dk"}
	b.Script(func(w http.ResponseWriter, _ *http.Request) {
		if body := b.Requests()[0].Body; body != `{"username":"me","password":"pw-canary","organizationId":"typed","devKey":"dk"}` {
			t.Errorf("sent %s", body)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"sessionId":"s1","userId":"u1","organizationId":"answered"}`)
	})
	got, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	c := got.Credentials.(auth.Bill)
	r, _ := http.NewRequest(http.MethodGet, "https://gateway.example.com", nil)
	if err := auth.Authorize(r, c, auth.Signing{}); err != nil || r.Header.Get("sessionId") != "s1" || r.Header.Get("devKey") != "dk" || c.OrganizationID != "answered" {
		t.Errorf("%v %v %+v", err, r.Header, c.OrganizationID)
	}
	for name, answer := range map[string]string{"an error with 200": `{"error":"BDC_1109","message":"wrong pw-canary"}`, "no session": `{"userId":"u1"}`, "HTML": "<html>"} {
		b.Script(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) })
		_, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: values})
		if f := fault.From(err); err == nil || f.Message == "" || strings.Contains(f.Message+f.Hint, "pw-canary") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOAuth1(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.AuthMode, b.entry.RequestURL, b.entry.SignatureMethod = catalog.OAuth1, b.URL()+"/token", "HMAC-SHA1"
	b.entry.RequestParams = catalog.Params{{Name: "x_auth_access_type", Value: "write"}}
	answer := func(body string) {
		b.Script(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) })
	}
	answer("oauth_token=rt&oauth_token_secret=rs&oauth_callback_confirmed=true")
	const callback = "http://localhost:3003/oauth/callback"
	redirect, err := b.client.Begin(t.Context(), auth.Login{AuthorizeRequest: auth.AuthorizeRequest{Provider: b.entry, App: b.request.App, RedirectURI: callback, State: "st"}})
	if err != nil {
		t.Fatal(err)
	}
	first := b.Requests()[0]
	for _, part := range []string{`oauth_callback="http%3A%2F%2Flocalhost%3A3003%2Foauth%2Fcallback%3Fstate%3Dst"`, `oauth_consumer_key="client"`, `oauth_signature_method="HMAC-SHA1"`} {
		if !strings.Contains(first.Header.Get("Authorization"), part) || !strings.Contains(first.Path, "x_auth_access_type=write") {
			t.Errorf("%s lacks %s", first.Header.Get("Authorization"), part)
		}
	}
	if strings.Contains(redirect.URL, "rs") && !strings.Contains(redirect.URL, "oauth_token=rt") || !strings.Contains(redirect.URL, "oauth_token=rt") {
		t.Error(redirect.URL)
	}
	back := auth.Return{TokenRequest: b.request, RedirectURI: callback, Memory: redirect.Memory, Query: url.Values{"oauth_token": {"rt"}, "oauth_verifier": {"v"}}}
	answer("oauth_token=at&oauth_token_secret=as&user_id=7")
	got, err := b.client.Finish(t.Context(), back)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := auth.Encode(got.Credentials); string(text) != `{"type":"OAUTH1","oauth_token":"at","oauth_token_secret":"as","raw":{"oauth_token":"at","oauth_token_secret":"as","user_id":"7"}}` {
		t.Errorf("%s", text)
	}
	for name, query := range map[string]url.Values{"another token": {"oauth_token": {"other"}, "oauth_verifier": {"v"}}, "denied": {"denied": {"rt"}},
		"declined": {"oauth_problem": {"user_refused"}}} {
		back.Query = query
		_, err := b.client.Finish(t.Context(), back)
		if f := fault.From(err); f.Code != "callback_err" || name != "another token" && !strings.Contains(f.Hint, "approve the access") {
			t.Errorf("%s: %v, %s", name, err, f.Hint)
		}
	}
}

// Servers of OAuth 1.0a name the problem in the body, the challenge or the address; each becomes a cause with a remedy.
func TestOAuth1Problems(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		challenge, body string
		cause           diagnosis.Cause
	}{
		"challenge":          {`OAuth realm="Clients", oauth_problem="signature_invalid"`, "no", diagnosis.InvalidClient},
		"body":               {"", "oauth_problem=timestamp_refused&oauth_problem_advice=too%20late", diagnosis.ClockSkew},
		"key":                {`oauth oauth_problem="consumer_key_unknown"`, "", diagnosis.InvalidClient},
		"another challenge":  {`Basic realm="x", oauth_problem="signature_invalid"`, "<html>", diagnosis.NotJSON},
		"broken percent":     {`OAuth oauth_problem="%zz"`, "<html>", diagnosis.NotJSON},
		"a problem with 200": {"", "oauth_problem=token_rejected&oauth_token=t&oauth_token_secret=s", diagnosis.TokenEnded},
	} {
		b := setup(t, authtest.Options{})
		b.entry.AuthMode, b.entry.RequestURL = catalog.OAuth1, b.URL()+"/token"
		b.Script(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Date", moment.Format(http.TimeFormat)) // both clocks agree
			if test.challenge != "" {
				w.Header().Set("WWW-Authenticate", test.challenge)
			}
			if !strings.Contains(name, "200") {
				w.WriteHeader(http.StatusUnauthorized)
			}
			_, _ = io.WriteString(w, test.body)
		})
		_, err := b.client.Begin(t.Context(), auth.Login{AuthorizeRequest: auth.AuthorizeRequest{Provider: b.entry, App: b.request.App, RedirectURI: "http://localhost:3003/oauth/callback", State: "st"}})
		found, ok := errors.AsType[*diagnosis.Finding](err)
		if !ok || found.Cause != test.cause {
			t.Errorf("%s: %v is diagnosed as %+v, want %s", name, err, found, test.cause)
		}
	}
}

// The user's own endpoint for keys, in both spellings; AWS itself answers in the walk over all providers.
func TestAWSKeysFromTheUsersEndpoint(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.AuthMode = catalog.AWSSigV4
	settings := map[string]string{"service": "s3", "stsMode": "custom", "stsEndpointUrl": b.URL() + "/token", "stsAuthType": "api_key", "stsApiKey": "k"}
	b.request.App.Settings = settings
	old := auth.AWSSigV4{RoleARN: "arn:aws:iam::1:role/team/r", Region: "eu-central-1", Service: "s3", ExternalID: "ext"}
	for _, answer := range []string{`{"credentials":{"accessKeyId":"A","secretAccessKey":"S","sessionToken":"T","expiresAt":1767323045}}`,
		`{"access_key_id":"A","secret_access_key":"S","session_token":"T"}`} {
		b.Script(func(w http.ResponseWriter, r *http.Request) {
			if body := b.Requests()[0].Body; body != `{"role_arn":"arn:aws:iam::1:role/team/r","external_id":"ext","region":"eu-central-1","service":"s3"}` || r.Header.Get("X-Api-Key") != "k" {
				t.Errorf("sent %s with %v", body, r.Header)
			}
			_, _ = io.WriteString(w, answer)
		})
		got, err := b.client.Renew(t.Context(), b.request, old)
		if err != nil {
			t.Fatal(err)
		}
		c := got.Credentials.(auth.AWSSigV4)
		r, _ := http.NewRequest(http.MethodGet, "https://s3.eu-central-1.amazonaws.com/a%2Fb?list-type=2", nil)
		if err := auth.Authorize(r, c, auth.Signing{Now: moment}); err != nil {
			t.Fatal(err)
		}
		if got := r.Header.Get("Authorization"); !strings.Contains(got, "Credential=A/20260102/eu-central-1/s3/aws4_request") || r.Header.Get("X-Amz-Security-Token") != "T" || !c.ExpiresAt().After(moment) {
			t.Errorf("%s, expires %v", got, c.ExpiresAt())
		}
	}
	b.request.App.Settings = map[string]string{"service": "s3"}
	for code, config := range map[string]map[string]any{"missing_aws_sigv4_region": {}, "missing_aws_sigv4_builtin_credentials": {"region": "eu-central-1"}, "invalid_aws_sigv4_config": {"region": "eu central"}} {
		b.request.Config = config
		_, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: map[string]string{"role_arn": "arn:aws:iam::1:role/r"}})
		if f := fault.From(err); f.Code != code || f.Hint == "" {
			t.Errorf("%s: %v", code, err)
		}
	}
}
