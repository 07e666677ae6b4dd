package api_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"strings"
	"testing"

	"patchbay/app/auth/authtest"
)

// stepsYAML logs in with a user name and an assertion, and puts the token into a header of its own.
const stepsYAML = `display_name: Steps
categories: [other]
auth_mode: TWO_STEP
token_url: {server}/token
token_params:
  user: ${credentials.user}
  pin: ${credentials.pin}
  once: ${credentials.assertion}
token_response:
  token: session.key
  refresh_token: session.renewal
credentials:
  user: {type: string, title: User}
  assertion: {type: string, title: Assertion, automated: true}
assertion:
  type: jwt
  key: ${assertionOption.privateKey}
  header: {alg: ES256}
  payload: {iss: "${credentials.user}"}
assertion_option:
  privateKey: {type: string, title: Private key}
integration_config:
  pin: {type: string, title: PIN, secret: true, optional: true}
proxy:
  base_url: {server}/api
  headers:
    x-session: ${accessToken}
`

func stepsLogin(t *testing.T) (*stack, *authtest.Provider, string) {
	t.Helper()
	provider := authtest.New(t, authtest.Options{})
	st := newStack(t, stackOptions{allow: []string{provider.Host()}, catalog: map[string]string{"steps": strings.ReplaceAll(stepsYAML, "{server}", provider.URL())}})
	st.integration("steps", "steps", map[string]any{"integration_config": map[string]any{"pin": "1234-canary"}})
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	return st, provider, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// The three doors through which an account is connected take the single-use input, each in its own spelling.
func TestConnectingByALoginThatYieldsAToken(t *testing.T) {
	t.Parallel()
	st, provider, key := stepsLogin(t)
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	as := []string{"Authorization", "Bearer " + token}
	typed := map[string]any{"user": "me"}
	for _, door := range []struct {
		path    string
		body    map[string]any
		headers []string
	}{
		{"/auth/two-step/steps?connect_session_token=" + token, map[string]any{"type": "TWO_STEP", "user": "me", "assertionOption": map[string]any{"privateKey": key}}, []string{"Authorization", ""}},
		{"/patchbay/connect", map[string]any{"integration": "steps", "connection_id": "mine", "credentials": typed, "assertion_option": map[string]any{"privateKey": key}}, nil},
		{"/patchbay/connect-session/attempts", map[string]any{"integration": "steps", "credentials": typed, "assertion_option": map[string]any{"privateKey": key}}, as},
	} {
		provider.Script(authtest.Answer(200, "application/json", `{"session":{"key":"tok-canary","renewal":"renew-canary"}}`))
		st.expect(http.StatusOK, "POST", door.path, door.body, door.headers...)
		requests := provider.Requests()
		if sent := requests[len(requests)-1].Form; sent.Get("user") != "me" || sent.Get("pin") != "1234-canary" || strings.Count(sent.Get("once"), ".") != 2 {
			t.Errorf("%s: sent %v", door.path, sent)
		}
	}
	shown := st.expect(http.StatusOK, "GET", "/connections/mine?provider_config_key=steps", nil)
	if shown.at(t, "credentials", "token") != "tok-canary" || shown.at(t, "credentials", "type") != "TWO_STEP" || shown.at(t, "credentials", "user") != "me" {
		t.Error(shown.body)
	}
	for _, secret := range []string{"PRIVATE KEY", "1234-canary", "renew-canary"} {
		if strings.Contains(shown.body, secret) {
			t.Errorf("the connection shows %s", secret)
		}
	}
	if full := st.expect(http.StatusOK, "GET", "/connections/mine?provider_config_key=steps&refresh_token=true", nil); full.at(t, "credentials", "refresh_token") != "renew-canary" {
		t.Error(full.body)
	}
}

// What the integration holds is not asked for on the Connect page, and what is used once is.
func TestTheConnectPageAsksForSingleUseInputs(t *testing.T) {
	t.Parallel()
	st, _, _ := stepsLogin(t)
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u"}, "allowed_integrations": []string{"steps"}})
	a := st.expect(http.StatusOK, "GET", "/patchbay/connect-session/choices", nil, "Authorization", "Bearer "+token)
	choice := a.at(t, "data").([]any)[0].(map[string]any)
	var asked []string
	for _, field := range choice["fields"].([]any) {
		table := field.(map[string]any)
		asked = append(asked, table["group"].(string)+"."+table["name"].(string))
	}
	if got := strings.Join(asked, " "); got != "credentials.user assertion_option.privateKey" || choice["redirects"] != false || choice["supported"] != true {
		t.Errorf("asked for %s: %s", got, a.body)
	}
}

// The public route answers mistakes in the older envelope, and nothing is stored.
func TestATwoStepLoginThatFails(t *testing.T) {
	t.Parallel()
	st, provider, key := stepsLogin(t)
	route := "/auth/two-step/steps?connect_session_token=" + st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	st.integration("op", "1password-events", nil)
	good := map[string]any{"user": "me", "assertionOption": map[string]any{"privateKey": key}}
	for _, row := range []struct {
		name, path, code string
		body             any
		answer           http.HandlerFunc
	}{
		{"refused", route, "two_step_credentials_fetch_error", good, authtest.Answer(401, "application/json", `{"message":"no"}`)},
		{"no token", route, "incomplete_raw_credentials", good, authtest.Answer(200, "application/json", `{"session":{}}`)},
		{"an outage", route, "two_step_credentials_fetch_error", good, authtest.Answer(503, "text/html", "<h1>down</h1>")},
		{"a field is missing", route, "invalid_body", map[string]any{"assertionOption": map[string]any{"privateKey": key}}, nil},
		{"the key is no text", route, "invalid_body", map[string]any{"user": "me", "assertionOption": map[string]any{"privateKey": 7}}, nil},
		{"no object", route, "invalid_body", []string{"me"}, nil},
		{"another mode", strings.Replace(route, "/steps?", "/op?", 1), "invalid_auth_mode", good, nil},
		{"no such integration", strings.Replace(route, "/steps?", "/none?", 1), "unknown_provider_config", good, nil},
	} {
		if row.answer != nil {
			provider.Script(row.answer)
		}
		want := http.StatusBadRequest
		if row.code == "unknown_provider_config" {
			want = http.StatusNotFound
		}
		if a := st.ask("POST", row.path, row.body, "Authorization", ""); a.status != want || a.code() != row.code || strings.Contains(a.body, "PRIVATE KEY") {
			t.Errorf("%s: %d %s", row.name, a.status, a.body)
		}
	}
	if a := st.expect(http.StatusOK, "GET", "/connections", nil); len(a.at(t, "connections").([]any)) != 0 {
		t.Errorf("stored all the same: %s", a.body)
	}
}
