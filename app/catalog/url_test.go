package catalog_test

import (
	"strings"
	"testing"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

func config(pairs ...string) catalog.Scope {
	values := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return catalog.Scope{Values: map[string]any{"connectionConfig": values}}
}

func TestExpandURL(t *testing.T) {
	t.Parallel()
	const zoho = "https://accounts.zoho.${connectionConfig.extension}/oauth/v2/token || ${connectionConfig.accounts-server}/oauth/v2/token"
	tests := []struct {
		name, template string
		scope          catalog.Scope
		skip           bool
		want           string
	}{
		{"literal", "https://github.com/login/oauth/authorize", config(), false, "https://github.com/login/oauth/authorize"},
		{"host part", "https://${connectionConfig.subdomain}.zendesk.com/oauth", config("subdomain", "acme"), false, "https://acme.zendesk.com/oauth"},
		{"path is encoded", "https://x.com/${connectionConfig.tenant}/token", config("tenant", "a b/c?d"), false, "https://x.com/a%20b%2Fc%3Fd/token"},
		{"query is kept", "https://x.com/t?k=${connectionConfig.k}", config("k", "1&2"), false, "https://x.com/t?k=1%262"},
		{"left alternative", zoho, config("extension", "eu"), false, "https://accounts.zoho.eu/oauth/v2/token"},
		{"right alternative, a whole origin as value", zoho, config("accounts-server", "https://accounts.zoho.com"), false, "https://accounts.zoho.com/oauth/v2/token"},
		{"empty value counts as missing", zoho, config("extension", "", "accounts-server", "https://accounts.zoho.in"), false, "https://accounts.zoho.in/oauth/v2/token"},
		{"whole host with a port", "https://${connectionConfig.hostname}/oauth", config("hostname", "git.example.com:8443"), false, "https://git.example.com:8443/oauth"},
		{"whole host with a path", "https://${connectionConfig.hostname}/oauth", config("hostname", "example.com/gitlab"), false, "https://example.com/gitlab/oauth"},
		{"port part", "https://${connectionConfig.sub}.unipile.com:${connectionConfig.port}/v1", config("sub", "api1", "port", "13111"), false, "https://api1.unipile.com:13111/v1"},
		{"dotted flat key", "https://sentry.io/${connectionConfig.installation.uuid}/", config("installation.uuid", "u-1"), false, "https://sentry.io/u-1/"},
		{"skip encoding", "${connectionConfig.appPublicLink}/installations/new", config("appPublicLink", "https://github.com/apps/demo"), true, "https://github.com/apps/demo/installations/new"},
		{"bare name", "https://cognito-${apiSubdomain}.amazonaws.com", config("apiSubdomain", "idp"), false, "https://cognito-idp.amazonaws.com"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := catalog.ExpandURL(test.template, test.scope, catalog.URLOptions{SkipEncode: test.skip})
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestExpandURLRefuses(t *testing.T) {
	t.Parallel()
	const part = "https://${connectionConfig.x}.example.com/a"
	const whole = "https://${connectionConfig.x}/a"
	tests := []struct {
		name, template, value, says string
	}{
		{"missing value", part, "", "no value for x"},
		{"path in a host part", part, "evil.com/", "x would change the host"},
		{"fragment in a host part", part, "evil.com#", "x would change the host"},
		{"query in a host part", part, "evil.com?", "x would change the host"},
		{"user info in a host part", part, "x@evil.com", "x would change the host"},
		{"port in a host part", part, "evil.com:1", "x would change the host"},
		{"backslash in a host part", part, `evil.com\`, "x would change the host"},
		{"encoded slash in a host part", part, "evil.com%2f", "x would change the host"},
		{"blank in a host part", part, "a b", "x would change the host"},
		{"line break in a host part", part, "a\r\nb", "x would change the host"},
		{"user info in a whole host", whole, "good.com@evil.com", "x would change the host"},
		{"line break in a whole host", whole, "good.com\r\nX: y", "x would change the host"},
		{"other scheme", "${connectionConfig.x}/a", "javascript:alert(1)//", "valid web address"},
		{"no scheme", "${connectionConfig.x}/a", "example.com", "valid web address"},
		{"line break in a whole address", "${connectionConfig.x}/a", "https://a.com/\r\n", "valid web address"},
		{"broken template", "https://${connectionConfig.x", "a", "not a valid template"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := catalog.ExpandURL(test.template, config("x", test.value), catalog.URLOptions{})
			if !fault.HasCode(err, catalog.CodeURLParam) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, %v; want a fault that says %q", got, err, test.says)
			}
		})
	}
}

func TestExpandBase(t *testing.T) {
	t.Parallel()
	const template = "https://${connectionConfig.hostname}/api || https://${connectionConfig.subdomain}.okta.com/"
	for _, test := range []struct {
		scope catalog.Scope
		want  string
	}{
		{config("hostname", "idp.example.com", "subdomain", "acme"), "https://idp.example.com/api"},
		{config("hostname", "", "subdomain", "acme"), "https://acme.okta.com"},
	} {
		if got, err := catalog.ExpandBase(template, test.scope); err != nil || got != test.want {
			t.Errorf("got %q, %v; want %q", got, err, test.want)
		}
	}
	for _, scope := range []catalog.Scope{config(), config("subdomain", "evil.com/"), config("hostname", "a.com#")} {
		if got, err := catalog.ExpandBase(template, scope); !fault.HasCode(err, catalog.CodeURLParam) {
			t.Errorf("%v: got %q, %v; want a fault", scope.Values, got, err)
		}
	}
	for template, test := range map[string]struct{ value, want string }{
		"https://${connectionConfig.host}/v1":  {"https://git.example.com:8443/root", "https://git.example.com:8443/root/v1"},
		"https://${connectionConfig.host}/v2":  {"http://git.example.com", "http://git.example.com/v2"},
		"${connectionConfig.host}":             {"jira.example.com/jira", "https://jira.example.com/jira"},
		"${connectionConfig.host}/api":         {"http://jira.example.com", "http://jira.example.com/api"},
		"https://eu.${connectionConfig.host}/": {"example.com", "https://eu.example.com"},
	} {
		if got, err := catalog.ExpandBase(template, config("host", test.value)); err != nil || got != test.want {
			t.Errorf("%s with %s: got %q, %v; want %q", template, test.value, got, err, test.want)
		}
	}
	if got, err := catalog.ExpandBase("${connectionConfig.host}", config("host", "javascript:alert(1)")); err == nil {
		t.Errorf("an address without a host becomes %q", got)
	}
	if _, err := catalog.ExpandBase("https://${connectionConfig.hostname}/\x07", config("hostname", "a.com")); err == nil {
		t.Error("a control character passes")
	}
}
