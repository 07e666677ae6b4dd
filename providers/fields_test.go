package providers_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"patchbay/app/catalog"
)

const (
	longestLabel = 40  // characters: one line of a narrow form
	longestHelp  = 160 // characters: two lines
)

// asked are the fields of a group that a person sees.
func asked(fields catalog.Fields) catalog.Fields {
	return slices.DeleteFunc(slices.Clone(fields), func(field catalog.Field) bool { return !field.Asked() })
}

// forms calls check with every visible field of every provider.
func forms(t *testing.T, check func(where string, p *catalog.Provider, group string, field catalog.Field)) {
	t.Helper()
	c := open(t)
	for _, summary := range c.All() {
		p, ok := c.Get(summary.Key)
		if !ok {
			t.Fatalf("%s does not decode", summary.Key)
		}
		for _, group := range []struct {
			name   string
			fields catalog.Fields
		}{
			{"credentials", p.CredentialFields()}, {"params", p.ConnectionFields()},
			{"integration", p.IntegrationFields()}, {"assertion_option", p.AssertionFields()},
		} {
			for _, field := range asked(group.fields) {
				check(p.Key+"."+group.name+"."+field.Name, p, group.name, field)
			}
		}
	}
}

func TestEveryFieldSaysWhereItsValueIsFound(t *testing.T) {
	t.Parallel()
	seen := 0
	forms(t, func(where string, _ *catalog.Provider, _ string, field catalog.Field) {
		seen++
		help := field.Description
		switch {
		case help == "":
			t.Errorf("%s has no help", where)
		case utf8.RuneCountInString(help) > longestHelp:
			t.Errorf("%s: the help has %d characters: %s", where, utf8.RuneCountInString(help), help)
		case !strings.HasSuffix(help, ".") || strings.Contains(help, "  ") || strings.TrimSpace(help) != help:
			t.Errorf("%s: the help is no sentence: %q", where, help)
		case strings.EqualFold(strings.TrimSuffix(help, "."), field.Title):
			t.Errorf("%s: the help only repeats the label: %q", where, help)
		}
	})
	if seen < known {
		t.Errorf("only %d visible fields", seen)
	}
}

// capitalised are words of labels that are names, not sentences in title case.
var capitalised = strings.Fields(`Access Account Accounts Adaptive Ada Apple Ariba Bearer CID Central Cloud Concur DPP DSN Datadog Delegated Development
	Domain Entra Events Forum GitLab Interconnect Jira Layer Network Partner REST SCIM SharePoint Snowflake Stripe Token Web`)

func TestLabelsAreShortAndInSentenceCase(t *testing.T) {
	t.Parallel()
	forms(t, func(where string, _ *catalog.Provider, _ string, field catalog.Field) {
		words := strings.Fields(field.Title)
		if utf8.RuneCountInString(field.Title) > longestLabel || len(words) == 0 {
			t.Errorf("%s: the label is empty or too long: %q", where, field.Title)
			return
		}
		for _, word := range words[1:] {
			word = strings.Trim(word, "()")
			first, size := utf8.DecodeRuneInString(word)
			rest := word[size:]
			if unicode.IsUpper(first) && rest == strings.ToLower(rest) && rest != "" && !slices.Contains(capitalised, word) {
				t.Errorf("%s: %q is not in sentence case (%s)", where, field.Title, word)
			}
		}
	})
}

// instructions begin the placeholders that say what to give, where the vendor shows no shape of the value.
var instructions = []string{"Paste the ", "Password of "}

// Every input shows what its value looks like, or says in words what to give. A list shows its choices instead.
func TestEveryInputHasAPlaceholder(t *testing.T) {
	t.Parallel()
	forms(t, func(where string, _ *catalog.Provider, _ string, field catalog.Field) {
		says := slices.ContainsFunc(instructions, func(words string) bool { return strings.HasPrefix(field.Example, words) })
		switch {
		case len(field.Enum) > 0:
		case field.Example == "":
			t.Errorf("%s has no placeholder", where)
		case says && !strings.HasSuffix(field.Example, "…"):
			t.Errorf("%s: the instruction %q must end in …, or it is shown as a value", where, field.Example)
		case says && field.Pattern != "":
			t.Errorf("%s: the refusal of a value would tell people that it starts with %q", where, field.Example)
		case !field.Secret && !says && strings.Contains(field.Example, "…"):
			t.Errorf("%s: nothing is secret, so the whole value can be shown, not %q", where, field.Example)
		}
	})
}

// An example is what people copy, so it must be right: the field accepts it. That of a secret leaves most of it out.
func TestExamplesAreAcceptedByTheirField(t *testing.T) {
	t.Parallel()
	forms(t, func(where string, p *catalog.Provider, _ string, field catalog.Field) {
		example := field.Example
		switch {
		case example == "" || strings.Contains(example, "…"):
		case field.Secret && p.Key != "aws-sigv4" && len(example) > 40:
			t.Errorf("%s: the example of a secret looks like one: %s", where, example)
		default:
			if err := field.Check(example); err != nil {
				t.Errorf("%s: the example is refused: %v", where, err)
			}
		}
		if strings.HasPrefix(example, "https://") && field.Prefix != "" {
			t.Errorf("%s: the example %q repeats the prefix", where, example)
		}
	})
}

func TestWarningsBelongToAChoice(t *testing.T) {
	t.Parallel()
	seen := 0
	forms(t, func(where string, _ *catalog.Provider, _ string, field catalog.Field) {
		for _, warning := range field.Warnings {
			seen++
			if !slices.Contains(field.Enum, warning.Name) || field.Warnings.Text(warning.Name) == "" {
				t.Errorf("%s warns of %q, which cannot be chosen", where, warning.Name)
			}
		}
	})
	if seen == 0 {
		t.Error("no field warns of anything")
	}
}

// withoutVendor are the providers that stand for whatever API the user points them at: nobody publishes pages for them.
var withoutVendor = []string{"private-api-basic", "private-api-bearer", "private-api-generic", "unauthenticated"}

func TestEveryProviderLinksToItsVendor(t *testing.T) {
	t.Parallel()
	c := open(t)
	for _, summary := range c.All() {
		p, _ := c.Get(summary.Key)
		if slices.Contains(withoutVendor, p.Key) {
			if p.Docs != "" {
				t.Errorf("%s has a vendor after all", p.Key)
			}
			continue
		}
		for _, link := range []string{p.Docs, p.OAuthDocs, p.ScopesDocs} {
			if link == "" && link != p.Docs {
				continue
			}
			u, err := url.Parse(link)
			if err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") || strings.Contains(u.Host, "nango") {
				t.Errorf("%s: %q is no page of the vendor", p.Key, link)
			}
		}
	}
}
