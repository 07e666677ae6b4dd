package providers_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"patchbay/app/catalog"
)

// scripted are the values that a script finds out after the login: no form has to ask for them.
var scripted = map[string][]string{
	"docusignPostConnection": {"baseUri", "accountId"}, "sage200PostConnection": {"company_id", "site_id"}, "sophosCentralPostConnection": {"dataRegion", "tenantId"},
	"mailchimpPostConnection": {"dc"}, "adobeUmapiPostConnection": {"clientId"}, "microsoftTeamsBotPostConnection": {"botHostTenantId"},
}

// mayBeMissing are values that few logins have: the service that AWS integrations name themselves, and the context
// with which a practice opens an app.
var mayBeMissing = []string{"aws-sigv4.service", "practicefusion.launch"}

// brought reports whether the login itself supplies a value: an answer of the provider, a script, or the installation
// of an app.
func brought(p *catalog.Provider, name string) bool {
	answers := slices.Concat(p.RedirectURIMetadata, p.TokenResponseMetadata, p.WebhookResponseMetadata, scripted[p.PostConnectionScript])
	return slices.Contains(answers, name) || p.AuthMode == catalog.App || p.AuthMode == catalog.Custom
}

// jsonStrings are the strings of a JSON document.
var jsonStrings = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// needed reports whether a template reads a connection parameter and offers nothing in its place.
func needed(p *catalog.Provider, name string) bool {
	for _, text := range jsonStrings.FindAllString(string(p.JSON()), -1) {
		if strings.Contains(text, "${connectionConfig."+name+"}") && !strings.Contains(text, "||") {
			return true
		}
	}
	return false
}

// A login or a call that reads a value nobody can give never works from Patchbay's own forms.
func TestWhatIsReadIsAskedForOrBrought(t *testing.T) {
	t.Parallel()
	c := open(t)
	for _, summary := range c.All() {
		p, _ := c.Get(summary.Key)
		for _, field := range p.ConnectionConfig {
			if field.Asked() || field.Default() != "" || brought(p, field.Name) || slices.Contains(mayBeMissing, p.Key+"."+field.Name) {
				continue
			}
			if needed(p, field.Name) {
				t.Errorf("%s reads %s, which no form asks for and no answer brings", p.Key, field.Name)
			}
		}
	}
}

// corrected are fields that Patchbay asks for although the table of facts leaves them to whoever makes the Connect
// session. README.md gives each one's reason.
var corrected = []string{
	"back-market.countryCode", "back-market.userAgent", "bigcommerce.accountUuid", "gem.appSecret", "google-ads.developer_token", "paycor.subscriptionKey", "paycor-sandbox.subscriptionKey", "rippling-shop-app.appName", "sage-200.edition", "stitch-mcp.project_id",
	"veeva-vault.version",
}

func TestCorrectedFieldsAreInTheForm(t *testing.T) {
	t.Parallel()
	c := open(t)
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range corrected {
		key, name, _ := strings.Cut(entry, ".")
		p, ok := c.Get(key)
		if !ok || !slices.Contains(p.Form(), "params."+name) {
			t.Errorf("%s is not asked for", entry)
		}
		if !regexp.MustCompile("(?m)^\\| `" + key + "` \\| [^|]*`" + name + "`").Match(readme) {
			t.Errorf("README.md does not say why %s is asked for", entry)
		}
	}
}

// What the vendors give out is taken in each form in which it reaches the clipboard; what is cut short is not.
func TestCorrectedPatternsTakeRealValues(t *testing.T) {
	t.Parallel()
	all := open(t)
	const lines = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B+/\nAQEFAASC==\n-----END PRIVATE KEY-----\n"
	for _, c := range []struct {
		provider, field, value string
		fine                   bool
	}{
		{"google-service-account", "privateKey", lines, true},
		{"google-service-account", "privateKey", strings.ReplaceAll(lines, "\n", `\n`), true},
		{"google-service-account", "privateKey", strings.ReplaceAll(lines, "\n", "\r\n"), true},
		{"google-service-account", "privateKey", lines[:60], false},
		{"google-service-account", "privateKey", strings.ReplaceAll(lines, "PRIVATE", "PUBLIC"), false},
		{"greenhouse-assessment", "baseUrl", "tests.acme.com", true},
		{"greenhouse-assessment", "baseUrl", "acme", true},
		{"greenhouse-assessment", "baseUrl", "acme..com", false},
		{"greenhouse-assessment", "baseUrl", "acme.com/x", false},
	} {
		p, ok := all.Get(c.provider)
		if !ok {
			t.Fatal(c.provider)
		}
		field, ok := p.CredentialFields().Get(c.field)
		if !ok {
			field, ok = p.ConnectionConfig.Get(c.field)
		}
		if err := field.Check(c.value); !ok || (err == nil) != c.fine {
			t.Errorf("%s.%s with %q: %v", c.provider, c.field, c.value, err)
		}
	}
}
