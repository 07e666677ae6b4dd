package catalog_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

const salesforceHost = `^(?!(?:.*\.)?[Ll][Ii][Gg][Hh][Tt][Nn][Ii][Nn][Gg]\.([Ff][Oo][Rr][Cc][Ee]|[Ss][Aa][Ll][Ee][Ss][Ff][Oo][Rr][Cc][Ee])\.[Cc][Oo][Mm]$)` +
	`[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?)*$`

func TestFieldCheck(t *testing.T) {
	t.Parallel()
	empty := ""
	tests := []struct {
		name  string
		field catalog.Field
		value string
		says  string // "" means that the value is fine
	}{
		{"required and empty", catalog.Field{Title: "API key"}, "", "API key is required."},
		{"optional and empty", catalog.Field{Optional: true, Pattern: "^x$"}, "", ""},
		{"default allows empty", catalog.Field{DefaultValue: &empty}, "", ""},
		{"hidden and empty", catalog.Field{Hidden: true}, "", ""},
		{"name stands in for a title", catalog.Field{Name: "tenant"}, "", "tenant is required."},
		{"pattern", catalog.Field{Title: "Key", Pattern: "^[a-f0-9]{4}$"}, "12ab", ""},
		{"pattern broken", catalog.Field{Title: "Key", Pattern: "^[a-f0-9]{4}$"}, "12abX", "Key does not look right. It must match ^[a-f0-9]{4}$"},
		{"pattern of an https address", catalog.Field{Title: "MCP server URL", Pattern: "^https://[a-z.]+(?:/.*)?$", Example: "https://mcp.example.com/mcp"}, "http://127.0.0.1:7701/mcp",
			"MCP server URL must start with https:// and a public name: servers of this machine and plain http are refused. An example: https://mcp.example.com/mcp"},
		{"pattern with an example", catalog.Field{Title: "Key", Pattern: "^a$", Example: "a"}, "b", "An example: a"},
		{"pattern of a secret", catalog.Field{Title: "Key", Pattern: "^sk_[a-z]+$", Example: "sk_…"}, "pk_a", "It starts with sk_"},
		{"pattern with decoration", catalog.Field{Title: "Shop", Pattern: "^a$", Prefix: "https://", Suffix: ".x.com"}, "b", "Give only the part between https:// and .x.com."},
		{"pattern is not anchored by us", catalog.Field{Pattern: `\$\{apiKey\}`}, "Token ${apiKey}", ""},
		{"enum", catalog.Field{Enum: []string{"eu", "us"}}, "eu", ""},
		{"enum broken", catalog.Field{Title: "Region", Enum: []string{"", "eu", "us"}}, "xx", "Region must be one of: eu, us."},
		{"hostname", catalog.Field{Format: "hostname"}, "api.example.com", ""},
		{"hostname with a scheme", catalog.Field{Title: "Host", Format: "hostname"}, "https://a.com", "Host must be a host name"},
		{"uuid", catalog.Field{Format: "uuid"}, "123e4567-E89b-12d3-a456-426614174000", ""},
		{"uuid broken", catalog.Field{Format: "uuid"}, "123", "must be a UUID"},
		{"email", catalog.Field{Format: "email"}, "ada@example.com", ""},
		{"email broken", catalog.Field{Format: "email"}, "ada@example", "must be an email address"},
		{"uri", catalog.Field{Format: "uri"}, "http://localhost:8080/x", ""},
		{"uri with another scheme", catalog.Field{Format: "uri"}, "javascript:alert(1)", "must be a web address"},
		{"control character", catalog.Field{Title: "Tenant"}, "a\x00b", "cannot be printed"},
		{"key with line breaks", catalog.Field{Secret: true}, "-----BEGIN\r\nx\r\n-----END", ""},
		{"look-ahead passes", catalog.Field{Pattern: salesforceHost}, "acme.my.salesforce.com", ""},
		{"look-ahead refuses", catalog.Field{Pattern: salesforceHost}, "acme.Lightning.force.com", "does not look right"},
		{"look-ahead refuses the bare name", catalog.Field{Pattern: salesforceHost}, "lightning.salesforce.com", "does not look right"},
		{"look-ahead, then no host name", catalog.Field{Pattern: salesforceHost}, "acme.com/", "does not look right"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := test.field.Check(test.value)
			if test.says == "" {
				if err != nil {
					t.Errorf("Check(%q) = %v, want nil", test.value, err)
				}
				return
			}
			if !fault.HasCode(err, catalog.CodeInvalidField) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("Check(%q) = %v, want a fault that says %q", test.value, err, test.says)
			}
		})
	}
}

func TestFieldCheckNeverRepeatsTheValue(t *testing.T) {
	t.Parallel()
	const value = "hunter2-secret"
	for _, field := range []catalog.Field{
		{Pattern: "^x$"}, {Format: "uuid"}, {Format: "email"}, {Format: "uri"}, {Enum: []string{"a"}},
		{Pattern: "^x$", Secret: true, Prefix: "p"},
	} {
		if err := field.Check(value); err == nil || strings.Contains(err.Error(), value) {
			t.Errorf("%+v: %v", field, err)
		}
	}
}

func TestCompilePatternRefusesWhatItCannotHonour(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"[z-a]", "a(?!b)", "(?=a)b", "^(?!a", "^(?!(?=a))b", "^(?!a)(?<=b)", `(a)\1`} {
		if _, err := catalog.CompilePattern(pattern); err == nil {
			t.Errorf("CompilePattern(%q) succeeds", pattern)
		}
	}
}

// TestFieldCheckAgreesWithTheFrontEnd checks values that the front end's own tests check too (src/lib/fields.test.ts), so
// that a form never accepts what the program refuses, or the other way round.
func TestFieldCheckAgreesWithTheFrontEnd(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/field_checks.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		What  string        `json:"what"`
		Field catalog.Field `json:"field"`
		Value string        `json:"value"`
		Fine  bool          `json:"fine"`
	}
	if err := json.Unmarshal(data, &cases); err != nil || len(cases) == 0 {
		t.Fatal(len(cases), err)
	}
	for _, c := range cases {
		if err := c.Field.Check(c.Value); (err == nil) != c.Fine {
			t.Errorf("%s: Check(%q) = %v, want fine %v", c.What, c.Value, err, c.Fine)
		}
	}
}

func TestFieldsOfSeveralLines(t *testing.T) {
	t.Parallel()
	for _, field := range []catalog.Field{{Title: "Private key (PEM)"}, {Title: "Private key (JWK)"}, {Pattern: `^-----BEGIN CERTIFICATE-----\s`}} {
		if !field.Multiline() {
			t.Errorf("%+v is one line", field)
		}
	}
	for _, field := range []catalog.Field{{Title: "Admin API key", Name: "privateKey"}, {Title: "Private key"}} {
		if field.Multiline() {
			t.Errorf("%+v has several lines", field)
		}
	}
}

func TestSingleUseKeysAreMasked(t *testing.T) {
	t.Parallel()
	p := provider(t, head+"auth_mode: API_KEY\nassertion_option:\n  privateKey: {title: Private key (PEM)}\n  userName: {title: User}\n")
	if fields := p.AssertionFields(); !fields[0].Secret || fields[1].Secret || p.AssertionOption[0].Secret {
		t.Errorf("got %+v", fields)
	}
}
