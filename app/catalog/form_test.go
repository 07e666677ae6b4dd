package catalog_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/catalog"
)

// provider compiles one catalog file and returns the provider.
func provider(t *testing.T, text string) *catalog.Provider {
	t.Helper()
	c, err := catalog.Open(index(t, map[string]string{"demo.yaml": text}), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := c.Get("demo")
	return p
}

func names(fields catalog.Fields) []string {
	var out []string
	for _, field := range fields {
		out = append(out, field.Name)
	}
	return out
}

const head = "display_name: Demo\ncategories: [other]\n"

func TestCredentialFieldsOfEachMode(t *testing.T) {
	t.Parallel()
	const cc = "token_url: https://a.com/t\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"API key", "auth_mode: API_KEY\n", []string{"apiKey"}},
		{"basic", "auth_mode: BASIC\n", []string{"username", "password"}},
		{"client credentials", "auth_mode: OAUTH2_CC\n" + cc, []string{"client_id", "client_secret"}},
		{"client credentials with a certificate", "auth_mode: OAUTH2_CC\nrequire_client_certificate: true\n" + cc, []string{"client_id", "client_secret", "client_certificate", "client_private_key"}},
		{"client credentials with a signed assertion", "auth_mode: OAUTH2_CC\ntoken_request_auth_method: private_key_jwt\n" + cc, []string{"client_id"}},
		{"nothing", "auth_mode: NONE\n", nil},
		{"declared ones refine and extend", "auth_mode: API_KEY\ncredentials:\n  pin: {title: PIN}\n  apiKey: {title: Token}\n  raw: {automated: true}\n", []string{"apiKey", "pin"}},
		{"two-step asks for what the integration may lack", "auth_mode: TWO_STEP\n" + cc + "token_response: {token: t}\ncredentials:\n  user: {title: User}\n  dppKey: {title: Key}\n" +
			"integration_config:\n  dppKey: {title: Key, optional: true}\n  clientId: {title: Client ID, optional: true}\n", []string{"user", "dppKey", "clientId"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := provider(t, head+test.text)
			if diff := cmp.Diff(test.want, names(p.CredentialFields())); diff != "" {
				t.Error(diff)
			}
			for _, field := range p.CredentialFields() {
				if field.Title == "" {
					t.Errorf("%s has no title", field.Name)
				}
			}
		})
	}
}

func TestPasswordsAreSecretWithoutSayingSo(t *testing.T) {
	t.Parallel()
	p := provider(t, head+"auth_mode: BASIC\ncredentials:\n  username: {title: Name}\n  password: {title: Key}\n")
	fields := p.CredentialFields()
	if fields[0].Secret || !fields[1].Secret || fields[1].Title != "Key" {
		t.Errorf("got %+v", fields)
	}
}

func TestFormPutsOrderedParametersFirst(t *testing.T) {
	t.Parallel()
	p := provider(t, head+`auth_mode: BASIC
credentials:
  password: {title: P, hidden: true, default_value: ''}
connection_config:
  late: {title: L}
  second: {title: S, order: 2}
  first: {title: F, order: 1}
  server: {title: X, automated: true, order: 3}
  quiet: {title: Q, hidden: true}
assertion_option:
  key: {title: K}
`)
	want := []string{"params.first", "params.second", "credentials.username", "params.late", "assertion_option.key"}
	if diff := cmp.Diff(want, p.Form()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"first", "second", "late", "quiet"}, names(p.ConnectionFields())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"key"}, names(p.AssertionFields())); diff != "" {
		t.Error(diff)
	}
}

func TestMissingParams(t *testing.T) {
	t.Parallel()
	const text = head + `auth_mode: OAUTH2
authorization_url: https://${connectionConfig.hostname}/a || https://${connectionConfig.subdomain}.example.com/a
token_url: https://${connectionConfig.server}/t
authorization_params:
  resource: urn:${connectionConfig.tenant}
  nonce: ${random}
  account: ${connectionConfig.account}
  launch: ${connectionConfig.launch}
token_params:
  grant_type: authorization_code
  audience: ${connectionConfig.audience} || https://api.example.com
token_response_metadata: [account]
connection_config:
  hostname: {title: H, pattern: ^x$, optional: true}
  subdomain: {title: S, pattern: ^x$}
  server: {title: S, pattern: ^x$}
  tenant: {title: T}
  audience: {title: A}
  launch: {title: L, default_value: "", hidden: true}
`
	p := provider(t, text)
	tests := []struct {
		config map[string]any
		want   []string
	}{
		{nil, []string{"subdomain", "tenant"}},
		{map[string]any{"hostname": "h", "tenant": ""}, []string{"tenant"}},
		{map[string]any{"subdomain": "s", "tenant": "t"}, nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, p.MissingParams(test.config)); diff != "" {
			t.Errorf("%v: %s", test.config, diff)
		}
	}
	cc := provider(t, head+"auth_mode: OAUTH2_CC\ntoken_url: https://${connectionConfig.server}/t\nconnection_config:\n  server: {title: S, format: hostname}\n")
	if diff := cmp.Diff([]string{"server"}, cc.MissingParams(nil)); diff != "" {
		t.Error(diff)
	}
	if got := provider(t, head+"auth_mode: API_KEY\n").MissingParams(nil); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestWhatAModeNeeds(t *testing.T) {
	t.Parallel()
	const oauth = "authorization_url: https://a.com\ntoken_url: https://a.com\n"
	tests := []struct {
		text      string
		app, pkce bool
	}{
		{"auth_mode: OAUTH2\n" + oauth, true, true},
		{"auth_mode: OAUTH2\ndisable_pkce: true\n" + oauth, true, false},
		{"auth_mode: OAUTH2_CC\ntoken_url: https://a.com\n", false, false},
		{"auth_mode: API_KEY\n", false, false},
		{"auth_mode: MCP_OAUTH2\nclient_registration: dynamic\n" + oauth, false, true},
		{"auth_mode: MCP_OAUTH2\nclient_registration: static\n" + oauth, true, true},
		{"auth_mode: CUSTOM\n" + oauth, true, false},
	}
	for _, test := range tests {
		p := provider(t, head+test.text)
		if p.NeedsApp() != test.app || p.UsesPKCE() != test.pkce {
			t.Errorf("%s: NeedsApp %v, UsesPKCE %v", test.text, p.NeedsApp(), p.UsesPKCE())
		}
	}
}

func TestJoinScopes(t *testing.T) {
	t.Parallel()
	for separator, want := range map[string]string{"": "a b", ",": "a,b", "+": "a+b"} {
		p := catalog.Provider{}
		p.ScopeSeparator = separator
		if got := p.JoinScopes([]string{" a", "", "b "}); got != want {
			t.Errorf("%q: got %q", separator, got)
		}
	}
}

func TestTokenURLPerMode(t *testing.T) {
	t.Parallel()
	p := provider(t, head+"auth_mode: CUSTOM\ntoken_url:\n  OAUTH2: https://a.com/user\n  APP: https://a.com/app\n")
	if p.TokenURL.For(catalog.App) != "https://a.com/app" || p.TokenURL.String() != "" {
		t.Errorf("got %+v", p.TokenURL)
	}
	plain := provider(t, head+"auth_mode: OAUTH2_CC\ntoken_url: https://a.com/t\n")
	if plain.TokenURL.For(catalog.OAuth2CC) != "https://a.com/t" {
		t.Errorf("got %+v", plain.TokenURL)
	}
}

func TestInputsOfTheModeHaveAPlaceholder(t *testing.T) {
	t.Parallel()
	const cc = "token_url: https://a.com/t\nrequire_client_certificate: true\n"
	for _, mode := range []string{"API_KEY", "BASIC", "OAUTH2_CC\n" + cc, "BILL", "AWS_SIGV4"} {
		fields := provider(t, head+"auth_mode: "+mode+"\n").CredentialFields()
		if len(fields) == 0 {
			t.Errorf("%s asks for nothing", mode)
		}
		for _, field := range fields {
			if field.Example == "" {
				t.Errorf("%s: %s has no placeholder", mode, field.Name)
			}
		}
	}
	field, _ := provider(t, head+"auth_mode: API_KEY\ncredentials:\n  apiKey: {title: Token}\n").CredentialFields().Get("apiKey")
	if field.Example != "" {
		t.Errorf("a token is asked for in the words of a key: %q", field.Example)
	}
}
