package auth_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/vault"
)

var moment = time.Date(2026, 1, 2, 3, 4, 5, 678e6, time.UTC)

// every has one example of each mode with the JSON of the public API.
var every = []struct {
	credentials auth.Credentials
	wire        string
	header      string
	secrets     []string
}{
	{auth.OAuth2{AccessToken: "at-canary", RefreshToken: "rt-canary", Expires: moment, Raw: `{"access_token":"at-canary","id_token":"id-canary"}`,
		Override: &auth.ClientPair{ClientID: "own", ClientSecret: "own-secret"}},
		`{"type":"OAUTH2","access_token":"at-canary","refresh_token":"rt-canary","expires_at":"2026-01-02T03:04:05.678Z",` +
			`"config_override":{"client_id":"own","client_secret":"own-secret"},"raw":{"access_token":"at-canary","id_token":"id-canary"}}`,
		"Bearer at-canary", []string{"at-canary", "rt-canary", "own-secret", "id-canary"}},
	{auth.OAuth2{AccessToken: "at-canary"}, `{"type":"OAUTH2","access_token":"at-canary","raw":{}}`, "Bearer at-canary", []string{"at-canary"}},
	{auth.OAuth2ClientCredentials{Token: "cc-canary", Expires: moment, ClientID: "id", ClientSecret: "cs-canary", Raw: `{}`},
		`{"type":"OAUTH2_CC","token":"cc-canary","expires_at":"2026-01-02T03:04:05.678Z","client_id":"id","client_secret":"cs-canary","raw":{}}`,
		"Bearer cc-canary", []string{"cc-canary", "cs-canary"}},
	{auth.APIKey{Key: "key-canary"}, `{"type":"API_KEY","apiKey":"key-canary"}`, "", []string{"key-canary"}},
	{auth.Basic{Username: "user", Password: "pw-canary"}, `{"type":"BASIC","username":"user","password":"pw-canary"}`,
		"Basic dXNlcjpwdy1jYW5hcnk=", []string{"pw-canary", "dXNlcjpwdy1jYW5hcnk="}},
	{auth.None{}, `{}`, "", nil},
	{auth.OAuth1{Token: "ot-canary", TokenSecret: "os-canary", Raw: `{"user_id":"7"}`},
		`{"type":"OAUTH1","oauth_token":"ot-canary","oauth_token_secret":"os-canary","raw":{"user_id":"7"}}`, "", []string{"ot-canary", "os-canary"}},
	{auth.TBA{TokenID: "ti-canary", TokenSecret: "ts-canary", Override: &auth.ClientPair{ClientID: "own", ClientSecret: "own-secret"}},
		`{"type":"TBA","token_id":"ti-canary","token_secret":"ts-canary","config_override":{"client_id":"own","client_secret":"own-secret"}}`, "",
		[]string{"ti-canary", "ts-canary", "own-secret"}},
	{auth.JWT{Typed: map[string]vault.Secret{"privateKey": "pk-canary", "issuerId": "me"}, Token: "jwt-canary", Expires: moment},
		`{"expires_at":"2026-01-02T03:04:05.678Z","issuerId":"me","privateKey":"pk-canary","token":"jwt-canary","type":"JWT"}`,
		"Bearer jwt-canary", []string{"pk-canary", "jwt-canary"}},
	{auth.TwoStep{Typed: map[string]vault.Secret{"clientId": "me", "saak": "saak-canary", "_cookies": "s=cookie-canary"}, Token: "two-canary", RefreshToken: "rt-canary",
		Expires: moment, Raw: `{"access_token":"two-canary","id_token":"id-canary"}`},
		`{"_cookies":"s=cookie-canary","clientId":"me","expires_at":"2026-01-02T03:04:05.678Z","raw":{"access_token":"two-canary","id_token":"id-canary"},` +
			`"refresh_token":"rt-canary","saak":"saak-canary","token":"two-canary","type":"TWO_STEP"}`,
		"Bearer two-canary", []string{"saak-canary", "s=cookie-canary", "two-canary", "rt-canary", "id-canary"}},
	{auth.AppToken{AccessToken: "ghs-canary", Expires: moment, Raw: `{"token":"ghs-canary","permissions":{"issues":"read"}}`},
		`{"type":"APP","access_token":"ghs-canary","expires_at":"2026-01-02T03:04:05.678Z","raw":{"token":"ghs-canary","permissions":{"issues":"read"}}}`,
		"Bearer ghs-canary", []string{"ghs-canary"}},
	{auth.Signature{Username: "user", Password: "pw-canary", Token: "wsse-canary", Expires: moment},
		`{"type":"SIGNATURE","username":"user","password":"pw-canary","token":"wsse-canary","expires_at":"2026-01-02T03:04:05.678Z"}`,
		"Bearer wsse-canary", []string{"pw-canary", "wsse-canary"}},
	{auth.Bill{Username: "user", Password: "pw-canary", OrganizationID: "org", DevKey: "dk-canary", SessionID: "si-canary", UserID: "u", Expires: moment, Raw: `{"userId":"u"}`},
		`{"type":"BILL","username":"user","password":"pw-canary","organization_id":"org","dev_key":"dk-canary","session_id":"si-canary","user_id":"u",` +
			`"expires_at":"2026-01-02T03:04:05.678Z","raw":{"userId":"u"}}`, "", []string{"pw-canary", "dk-canary", "si-canary"}},
	{auth.AWSSigV4{RoleARN: "arn:aws:iam::1:role/r", Region: "eu-central-1", Service: "s3", AccessKeyID: "AKIA", SecretAccessKey: "sk-canary", SessionToken: "st-canary",
		Expires: moment, ExternalID: "ext", Raw: `{}`},
		`{"type":"AWS_SIGV4","role_arn":"arn:aws:iam::1:role/r","region":"eu-central-1","service":"s3","access_key_id":"AKIA","secret_access_key":"sk-canary",` +
			`"session_token":"st-canary","expires_at":"2026-01-02T03:04:05.678Z","external_id":"ext","raw":{}}`, "", []string{"sk-canary", "st-canary"}},
}

func TestCredentialsRoundTrip(t *testing.T) {
	t.Parallel()
	for _, one := range every {
		text, err := auth.Encode(one.credentials)
		if err != nil || string(text) != one.wire {
			t.Errorf("%s: Encode = %s, %v; want %s", one.credentials.Mode(), text, err, one.wire)
			continue
		}
		back, err := auth.Decode(text)
		if err != nil {
			t.Errorf("%s: Decode: %v", one.credentials.Mode(), err)
			continue
		}
		again, err := auth.Encode(back)
		if err != nil || string(again) != one.wire {
			t.Errorf("%s: after a round trip %s", one.credentials.Mode(), again)
		}
	}
}

func TestCredentialsApply(t *testing.T) {
	t.Parallel()
	for _, one := range every {
		r, err := http.NewRequest(http.MethodGet, "https://api.example.com", nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := one.credentials.Apply(r); err != nil || r.Header.Get("Authorization") != one.header {
			t.Errorf("%s: Authorization = %q, %v; want %q", one.credentials.Mode(), r.Header.Get("Authorization"), err, one.header)
		}
	}
}

// No verb, no encoder and no error shows what credentials hold, and the redactor hears of every secret.
func TestCredentialsNeverPrint(t *testing.T) {
	t.Parallel()
	for _, one := range every {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
			if text := fmt.Sprintf(verb, one.credentials); strings.Contains(text, "canary") || strings.Contains(text, "own-secret") {
				t.Errorf("%s with %s prints %s", one.credentials.Mode(), verb, text)
			}
		}
		text, err := json.Marshal(one.credentials)
		if err != nil || strings.Contains(string(text), "canary") {
			t.Errorf("%s in JSON: %s, %v", one.credentials.Mode(), text, err)
		}
		for _, secret := range one.secrets {
			if !contains(one.credentials.Secrets(), secret) {
				t.Errorf("%s: Secrets() lacks %q", one.credentials.Mode(), secret)
			}
		}
	}
}

func contains(list []string, one string) bool {
	for _, other := range list {
		if other == one {
			return true
		}
	}
	return false
}

func TestCredentialsFields(t *testing.T) {
	t.Parallel()
	scope := catalog.Scope{Values: every[0].credentials.Fields()}
	scope.Values["credentials"] = every[0].credentials.Fields()
	for template, want := range map[string]string{"${accessToken}": "at-canary", "${credentials.raw.id_token}": "id-canary", "${credentials.access_token}": "at-canary"} {
		if got, complete := catalog.Expand(template, scope); got != want || !complete {
			t.Errorf("Expand(%s) = %q, %v; want %q", template, got, complete, want)
		}
	}
}

func TestDecodeRefusesOtherModes(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{"type":"APP_STORE","token":"x"}`, `{"type":"TWO_STEP","token":7}`, `[]`, `{"type":"OAUTH2","expires_at":"yesterday"}`, ``} {
		if c, err := auth.Decode([]byte(text)); err == nil {
			t.Errorf("Decode(%s) = %v, want an error", text, c)
		}
	}
}

func TestSecretName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"access_token": true, "refreshToken": true, "id-token": true, "client_secret": true, "password": true, "apiKey": true,
		"code": true, "code_verifier": true, "client_assertion": true, "token_type": false, "expires_in": false, "refresh_token_expires_in": false,
		"scope": false, "code_challenge": false, "instance_url": false, "country_code": false, "error_code": false} {
		if got := auth.SecretName(name); got != want {
			t.Errorf("SecretName(%q) = %v", name, got)
		}
	}
}

// The catalog and the registry of credentials agree on what this version can connect.
func TestEverySupportedModeHasCredentials(t *testing.T) {
	t.Parallel()
	have := map[catalog.AuthMode]bool{}
	for _, one := range every {
		have[one.credentials.Mode()] = true
	}
	borrowing := map[catalog.AuthMode]catalog.AuthMode{catalog.InstallPlugin: catalog.Basic, catalog.Custom: catalog.App, catalog.MCPOAuth2: catalog.OAuth2, catalog.MCPOAuth2Generic: catalog.OAuth2}
	for _, mode := range catalog.AuthModes() {
		if mode.Supported() != (have[mode] || have[borrowing[mode]]) {
			t.Errorf("%s: supported %v, credentials %v", mode, mode.Supported(), have[mode])
		}
	}
}
