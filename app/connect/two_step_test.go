package connect_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// The test's provider: a key of the integration's, a hidden pair that everybody knows, and an input used once.
const loginYAML = `display_name: Login
categories: [other]
auth_mode: TWO_STEP
token_url: {server}/token
body_format: form
token_params:
  user: ${credentials.user}
  key: ${credentials.appKey}
  public: ${credentials.default_secret}
  once: ${credentials.assertion}
token_response:
  token: token
  token_expiration: expires_in
  token_expiration_strategy: expireIn
credentials:
  user:
    type: string
    title: User
  default_secret:
    type: string
    title: Default secret
    default_value: everyword
    hidden: true
  assertion:
    type: string
    title: Assertion
    automated: true
assertion:
  type: jwt
  key: ${assertionOption.privateKey}
  header: {alg: ES256}
  payload: {iss: "${credentials.user}"}
assertion_option:
  privateKey:
    type: string
    title: Private key
integration_config:
  appKey:
    type: string
    title: App key
    secret: true
    optional: true
proxy:
  base_url: https://login.example
`

func TestTwoStepForm(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("login")
	session := &connect.Session{EnvironmentID: w.env}
	rows := []struct {
		name        string
		session     *connect.Session
		credentials map[string]string
		once        map[string]string
		issue       string
	}{
		{"nothing", nil, nil, nil, "[credentials user] [credentials appKey] [assertion_option privateKey]"},
		{"nothing, on the page", session, nil, nil, "[user] [appKey]"},
		{"an endless key", nil, map[string]string{"user": "u", "appKey": "k"}, map[string]string{"privateKey": strings.Repeat("x", 20000)}, "[assertion_option privateKey]"},
		{"an endless key, on the page", session, map[string]string{"user": "u", "appKey": "k"}, map[string]string{"privateKey": strings.Repeat("x", 20000)}, "[assertionOption privateKey]"},
		{"no key, on the page", session, map[string]string{"user": "u", "appKey": "k"}, nil, "[assertion_option privateKey]"},
	}
	for _, row := range rows {
		_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "login", Credentials: row.credentials, Assertion: row.once, Session: row.session})
		var paths []string
		for _, issue := range fault.From(err).Issues {
			paths = append(paths, fmt.Sprint(issue.Path))
		}
		if got := strings.Join(paths, " "); !fault.HasCode(err, "invalid_body") || got != row.issue {
			t.Errorf("%s: %v, issues %s; want %s", row.name, err, got, row.issue)
		}
	}
	if requests := w.provider.Requests(); len(requests) != 0 {
		t.Errorf("the provider was asked: %+v", requests)
	}
}

// A login stores what was typed and the token, but neither the single-use key nor what the integration holds; a default
// that everybody can read in the catalog is not blackened in logs.
func TestTwoStepConnect(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	if _, err := w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "login", UniqueKey: "login", IntegrationConfig: map[string]string{"appKey": "app-canary"}}); err != nil {
		t.Fatal(err)
	}
	answer := func(token string) http.HandlerFunc {
		return authtest.Answer(200, "application/json", `{"token":"`+token+`","expires_in":3600}`)
	}
	w.provider.Script(answer("token-one"))
	made, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "login", ConnectionID: "me", Credentials: map[string]string{"user": "u", "appKey": "stranger's"},
		Assertion: map[string]string{"privateKey": ecKeyPEM(t)}})
	if err != nil {
		t.Fatal(err)
	}
	sent := w.provider.Requests()[0]
	if sent.Form.Get("key") != "app-canary" || sent.Form.Get("public") != "everyword" || strings.Count(sent.Form.Get("once"), ".") != 2 {
		t.Errorf("sent %v", sent.Form)
	}
	live, err := w.Fresh(t.Context(), w.env, "login", made.ConnectionID, connect.FreshOptions{})
	if err != nil {
		t.Fatal(err)
	}
	fields, err := json.Marshal(live.Credentials.Fields())
	if err != nil || strings.Contains(string(fields), "app-canary") || strings.Contains(string(fields), "stranger") || strings.Contains(string(fields), "PRIVATE KEY") {
		t.Errorf("stored %s %v", fields, err)
	}
	if masked := w.redactor.Text("everyword app-canary token-one"); !strings.Contains(masked, "everyword") || strings.Contains(masked, "app-canary") || strings.Contains(masked, "token-one") {
		t.Errorf("the log would read %q", masked)
	}
	w.provider.Script(answer("token-two"))
	if live, err = w.Fresh(t.Context(), w.env, "login", "me", connect.FreshOptions{Force: true}); err != nil || live.Values["accessToken"] != "token-two" {
		t.Fatalf("%v %v", err, live)
	}
	w.provider.Script(authtest.Answer(401, "application/json", `{"message":"password changed"}`))
	_, err = w.Fresh(t.Context(), w.env, "login", "me", connect.FreshOptions{Force: true})
	stored := w.get("login", "me")
	if !fault.HasCode(err, "refresh_token_external_error") || stored.AuthError == nil || stored.Refresh.Attempts != 1 || !strings.Contains(stored.AuthError.Message, "password changed") {
		t.Errorf("%v, connection %+v", err, stored.AuthError)
	}
	w.provider.Script(answer("token-three"))
	if live, err = w.Fresh(t.Context(), w.env, "login", "me", connect.FreshOptions{Force: true}); err != nil || live.Values["accessToken"] != "token-three" {
		t.Fatalf("the old credentials are gone: %v", err)
	}
}

// ecKeyPEM is a fresh key for ES256.
func ecKeyPEM(t *testing.T) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// A login that fails leaves nothing behind.
func TestTwoStepFailedConnectStoresNothing(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("login")
	w.provider.Script(authtest.Answer(200, "application/json", `{"error":"no such user"}`))
	_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "login", Credentials: map[string]string{"user": "u", "appKey": "k"}, Assertion: map[string]string{"privateKey": ecKeyPEM(t)}})
	if !fault.HasCode(err, "incomplete_raw_credentials") {
		t.Error(err)
	}
	if list, err := w.Connections(t.Context(), w.env, connect.ConnectionFilter{}); err != nil || len(list) != 0 {
		t.Errorf("stored all the same: %+v %v", list, err)
	}
}
