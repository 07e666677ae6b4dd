package catalog_test

import (
	"os"
	"slices"
	"testing"

	"patchbay/app/catalog"
)

func TestDestinationsAreEveryPlaceThatCredentialsMayReach(t *testing.T) {
	t.Parallel()
	const head = "display_name: Acme\ncategories: [other]\nauth_mode: OAUTH2\nconnection_config:\n  shop: {title: Shop, pattern: '^[a-z]+$'}\n  site: {title: Site}\n" +
		"  preset: {hidden: true, default_value: preset.example}\n  address: {hidden: true, default_value: 'https://address.example'}\n  region: {title: Region, enum: [eu.example, us.example]}\n"
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"nothing":            {"", nil},
		"paths do not count": {"token_url: https://a.example/x/token?y=1\nrefresh_url: https://A.example:443/z\n", []string{"https://a.example"}},
		"the port counts":    {"token_url: https://a.example:8443/token\n", []string{"https://a.example:8443"}},
		"the scheme counts":  {"proxy: {base_url: http://a.example/token}\n", []string{"http://a.example"}},
		"placeholders stay":  {"authorization_url: https://${connectionConfig.shop}.a.example/login\n", []string{"https://${connectionConfig.shop}.a.example"}},
		"a whole host":       {"token_url: https://${connectionConfig.site}/token\n", []string{"https://${connectionConfig.site}"}},
		"a whole address":    {"token_url: ${connectionConfig.site}/token\n", []string{"${connectionConfig.site}/token"}},
		"alternatives":       {"token_url: https://${connectionConfig.shop}.b.example/t || https://c.example/t\n", []string{"https://${connectionConfig.shop}.b.example", "https://c.example"}},
		"a token per mode":   {"token_url: {OAUTH2: 'https://a.example/t', APP: 'https://b.example/t'}\n", []string{"https://a.example", "https://b.example"}},
		"steps":              {"additional_steps:\n  - token_url: https://s.example/t\n", []string{"https://s.example"}},
		"OAuth 1 and MCP":    {"request_url: https://r.example/r\nregistration_url: https://g.example/r\n", []string{"https://g.example", "https://r.example"}},
		"a rewritten login":  {"authorization_url: https://a.example/login\nauthorization_url_replacements: {a.example: evil.example}\n", []string{"https://evil.example"}},
		"a longer rewriting": {"authorization_url: https://a.example/login\nauthorization_url_replacements: {a.example/login: 'evil.example:7701/x'}\n",
			[]string{"https://evil.example:7701"}},
		"rewriting in turn": {"authorization_url: https://a.example/login\nauthorization_url_replacements: {login: other, a.example/other: evil.example}\n",
			[]string{"https://evil.example"}},
		"rewriting the finished address": {"authorization_url: https://a.example/login\nauthorization_url_replacements: {'a.example/login?client_id=1': evil.example}\n",
			[]string{"https://a.example", `the login address with "evil.example" in place of "a.example/login?client_id=1"`}},
		"rewriting a typed host": {"authorization_url: https://${connectionConfig.site}/login\nauthorization_url_replacements: {jane.example: evil.example}\n",
			[]string{"https://${connectionConfig.site}", `the login address with "evil.example" in place of "jane.example"`}},
		"rewriting a parameter": {"authorization_url: https://${connectionConfig.site}/login\nauthorization_url_replacements: {client_id: client_key}\n",
			[]string{"https://${connectionConfig.site}"}},
		"a default host": {"token_url: https://${connectionConfig.preset}/t\n", []string{"https://${connectionConfig.preset}", "https://preset.example"}},
		"a default address": {"proxy: {base_url: '${connectionConfig.address}/v1'}\n",
			[]string{"${connectionConfig.address}/v1", "https://address.example"}},
		"hosts to choose": {"token_url: https://${connectionConfig.shop}.${connectionConfig.region}/t\n",
			[]string{"https://${connectionConfig.shop}.${connectionConfig.region}", "https://${connectionConfig.shop}.eu.example", "https://${connectionConfig.shop}.us.example"}},
		"a default in the path":     {"token_url: https://a.example/${connectionConfig.preset}\n", []string{"https://a.example"}},
		"a base of the integration": {"integration_config: {baseUrl: {title: Base, default_value: 'https://own.example/x'}}\n", []string{"https://own.example"}},
		"the API":                   {"proxy: {base_url: 'https://api.example/v1', verification: {endpoints: [/me], base_url_override: 'https://v.example'}}\n", []string{"https://api.example", "https://v.example"}},
		"followed redirects":        {"proxy: {base_url: 'https://api.example', forward_headers_on_redirect: true}\n", []string{catalog.AnyRedirect, "https://api.example"}},
		"a user in the host":        {"token_url: https://a.example@evil.example/t\n", []string{"https://a.example@evil.example"}},
		"a fragment, no slash":      {"token_url: https://a.example#/t\n", []string{"https://a.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := catalog.Open(index(t, map[string]string{"acme.yaml": head + test.text}), "", nil)
			if err != nil {
				t.Fatal(err)
			}
			p, _ := c.Get("acme")
			if got := p.Destinations(); !slices.Equal(got, test.want) {
				t.Errorf("Destinations = %q, want %q", got, test.want)
			}
		})
	}
}

func TestNewDestinationsAreThoseThatPatchbayDoesNotShip(t *testing.T) {
	t.Parallel()
	c, dir := shelf(t)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	fresh := func(key string) []string {
		t.Helper()
		p, ok := c.Get(key)
		if !ok {
			t.Fatalf("%s is unknown", key)
		}
		return c.NewDestinations(p)
	}
	if got := fresh("alpha"); got != nil {
		t.Errorf("the built-in entry has the new destinations %q", got)
	}
	write(t, dir, "alpha.yaml", renamed("Other words"))
	write(t, dir, "beta.yaml", good+"token_url: https://token.example/t\n")
	write(t, dir, "gamma.yaml", good)
	c.Reload()
	for key, want := range map[string][]string{"alpha": {}, "beta": {"https://token.example"}, "gamma": {"https://demo.example.com"}} {
		if got := fresh(key); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}
