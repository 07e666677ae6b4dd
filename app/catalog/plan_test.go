package catalog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// ours is a built-in entry with words and guards of its own.
const ours = `display_name: Acme
categories: [crm]
auth_mode: BASIC
docs: https://acme.example/api
vendor_scopes_docs: https://acme.example/scopes
credentials:
  username: {title: Account name}
connection_config:
  shop: {title: Shop, description: The first part of the address., pattern: '^[a-z]+$'}
  token: {title: Token, secret: true}
proxy:
  base_url: https://${connectionConfig.shop}.acme.example
  headers: {x-token: '${connectionConfig.token}'}
scopes: [read]
`

// theirs is the same API as somebody else's file tells it, beside others of every kind.
const theirs = `# a comment
acme:
  display_name: ACME Inc.
  categories: [crm]
  auth_mode: BASIC
  docs: https://elsewhere.example/acme
  setup_guide_url: https://elsewhere.example/guide
  connection_config:
    shop: {type: string, title: shopName, order: 1}
    token: {type: string, title: apiToken}
  proxy:
    base_url: https://${connectionConfig.shop}.acme.example
    headers: {x-token: '${connectionConfig.token}'}
demo-copy:
  alias: demo
  display_name: Demo copy
  docs: https://elsewhere.example/copy
  scope_separator: ''
demo:
  display_name: Their demo
  categories: [other]
  auth_mode: API_KEY
  docs: https://elsewhere.example/demo
  proxy:
    base_url: https://api.demo.example.com
    headers: {authorization: 'Token ${apiKey}'}
    retry: {after: [retry-after]}
demo-v2:
  alias: demo
  display_name: Demo 2
  proxy: {base_url: 'https://v2.demo.example.com'}
lonely:
  alias: nobody
Bad Key:
  display_name: A
strange:
  display_name: Strange
  categories: [other]
  auth_mode: API_KEY
  colour: red
  docs: https://strange.example.com/docs
unsafe:
  display_name: Unsafe
  categories: [other]
  auth_mode: OAUTH2
  token_url: file:///etc/passwd
anchored: &a
  display_name: Anchored
referring: *a
demo:
  display_name: Again
list: [1]
`

func importShelf(t *testing.T) (*catalog.Catalog, string) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "mine.yaml", renamed("Mine"))
	c, err := catalog.Open(index(t, map[string]string{"acme.yaml": ours, "demo.yaml": good}), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, dir
}

// told renders a plan the way the golden text below does.
func told(plan *catalog.Plan) string {
	var out strings.Builder
	for _, s := range plan.Steps {
		fmt.Fprintf(&out, "%s %s line %d", s.Change, s.Key, s.Line)
		if s.ReplacesOwn {
			out.WriteString(", replaces a file")
		}
		if len(s.Ignored) > 0 {
			fmt.Fprintf(&out, ", ignores %s", strings.Join(s.Ignored, " "))
		}
		out.WriteString("\n")
		for _, f := range s.Fields {
			fmt.Fprintf(&out, "  %s: %s -> %s\n", f.Field, f.From, f.To)
		}
		for _, d := range s.NewDestinations {
			fmt.Fprintf(&out, "  reaches %s\n", d)
		}
		for _, p := range s.Problems {
			fmt.Fprintf(&out, "  line %d: %s\n", p.Line, p.Message)
		}
	}
	return out.String()
}

const golden = `refused Bad Key line 34
  line 34: "Bad Key" is no provider key: small letters, digits and hyphens.
same acme line 2, ignores setup_guide_url
refused anchored line 47
  line 47: The entry uses a YAML anchor or alias; write it out.
changed demo line 19
  proxy.base_url: "https://demo.example.com" -> "https://api.demo.example.com"
  proxy.headers.authorization: "Bearer ${apiKey}" -> "Token ${apiKey}"
  proxy.retry.after:  -> ["retry-after"]
  reaches https://api.demo.example.com
refused demo line 50
  line 50: The key demo stands here twice, first in line 19.
added demo-copy line 14
  reaches https://demo.example.com
added demo-v2 line 28
  reaches https://v2.demo.example.com
refused list line 52
  line 52: The entry must be an object, not a list.
refused lonely line 32
  line 33: This cannot be inherited: the alias "nobody" stands neither above the entry nor in the catalog.
refused referring line 49
  line 49: The entry uses a YAML anchor or alias; write it out.
added strange line 36
  line 40: There is no field "colour"; it is left out.
refused unsafe line 42
  line 45: auth_mode OAUTH2 needs authorization_url; without it nobody can connect.
  line 46: token_url must start with https:// or with a placeholder.
`

func TestAnImportIsAPlanFirst(t *testing.T) {
	t.Parallel()
	c, dir := importShelf(t)
	plan, err := c.PlanImport([]byte(theirs), catalog.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(golden, told(plan)); diff != "" {
		t.Error(diff)
	}
	if files, _ := filepath.Glob(dir + "/*"); len(files) != 1 {
		t.Errorf("planning left %v", files)
	}
	again, err := c.PlanImport([]byte(theirs), catalog.ImportOptions{})
	if err != nil || again.Digest != plan.Digest {
		t.Errorf("the same plan has the digests %s and %s, %v", plan.Digest, again.Digest, err)
	}
	write(t, dir, "demo.yaml", renamed("Other"))
	c.Reload()
	if again, _ = c.PlanImport([]byte(theirs), catalog.ImportOptions{}); again.Digest == plan.Digest {
		t.Error("the plan of a changed catalog has the same digest")
	}
}

func TestAnImportTakesTextsOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	c, _ := importShelf(t)
	plan, err := c.PlanImport([]byte(theirs), catalog.ImportOptions{Texts: true})
	if err != nil {
		t.Fatal(err)
	}
	const want = `changed acme line 2, ignores setup_guide_url
  connection_config.shop.order:  -> 1
  connection_config.shop.title: "Shop" -> "shopName"
  connection_config.token.title: "Token" -> "apiToken"
  display_name: "Acme" -> "ACME Inc."
  docs: "https://acme.example/api" -> "https://elsewhere.example/acme"
`
	if got := told(plan); !strings.Contains(got, want) {
		t.Errorf("the plan lacks\n%s\nit is\n%s", want, got)
	}
}

func TestApplyingWritesFilesThatAreUsedAtOnce(t *testing.T) {
	t.Parallel()
	c, dir := importShelf(t)
	const file = "mine:\n  display_name: Theirs\n  categories: [other]\n  auth_mode: NONE\n  proxy: {base_url: 'https://theirs.example'}\n"
	plan, err := c.PlanImport([]byte(theirs+file), catalog.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	written, err := c.Apply(plan, "demo-v2", "mine", "acme", "unsafe")
	if diff := cmp.Diff([]string{"demo-v2", "mine"}, written); diff != "" || err != nil {
		t.Fatalf("%v %s", err, diff)
	}
	if p, ok := c.Get("demo-v2"); !ok || p.AliasOf != "demo" || p.Proxy.BaseURL != "https://v2.demo.example.com" || p.AuthMode != catalog.APIKey {
		t.Errorf("demo-v2 is %+v", p)
	}
	if p, _ := c.Get("mine"); p.AuthMode != catalog.None || p.DisplayName != "Mine" {
		t.Errorf("mine is %s, %s", p.DisplayName, p.AuthMode)
	}
	if kept, err := os.ReadFile(filepath.Join(dir, "mine.yaml.before-import")); err != nil || string(kept) != renamed("Mine") {
		t.Errorf("the replaced file is %q, %v", kept, err)
	}
	if problems, count, err := catalog.Check(dir); err != nil || count != 2 || len(problems) != 0 {
		t.Errorf("the folder has %d files with %v, %v", count, problems, err)
	}
	if plan, err = c.PlanImport([]byte(file), catalog.ImportOptions{}); err != nil || plan.Steps[0].Change != catalog.Same {
		t.Errorf("what was imported is %s, %v", told(plan), err)
	}
}

func TestImportedScopesCanBeChosenFrom(t *testing.T) {
	t.Parallel()
	const entry = "  display_name: Scoped\n  categories: [other]\n  auth_mode: OAUTH2\n  authorization_url: https://scoped.example/a\n" +
		"  token_url: https://scoped.example/t\n  proxy: {base_url: 'https://scoped.example'}\n"
	const file = "scoped:\n" + entry + "  available_scopes: [read, 'write:all']\n" +
		"both:\n" + entry + "  available_scopes: [theirs]\n  scopes: [ours]\n" +
		"heir:\n  alias: scoped\n  display_name: Heir\n" +
		"other-heir:\n  alias: scoped\n  display_name: Other\n  available_scopes: [admin]\n"
	c, _ := importShelf(t)
	plan, err := c.PlanImport([]byte(file+"wrong:\n"+entry+"  available_scopes: {read: true}\n"), catalog.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if written, err := c.Apply(plan, "scoped", "both", "heir", "other-heir", "wrong"); err != nil || len(written) != 4 {
		t.Fatalf("%v was written, %v, of %s", written, err, told(plan))
	}
	for key, want := range map[string][]string{"scoped": {"read", "write:all"}, "both": {"ours"}, "heir": {"read", "write:all"}, "other-heir": {"admin"}} {
		if p, _ := c.Get(key); !slices.Equal(p.Scopes, want) {
			t.Errorf("%s offers %q, not %q", key, p.Scopes, want)
		}
	}
	plan, err = c.PlanImport([]byte(strings.Replace(file, "[read, ", "[", 1)), catalog.ImportOptions{})
	if err != nil || !strings.Contains(told(plan), `scopes: ["read","write:all"] -> ["write:all"]`) {
		t.Errorf("a changed list is %s, %v", told(plan), err)
	}
}

func TestWhatIsNoFileOfProvidersIsRefused(t *testing.T) {
	t.Parallel()
	c, _ := importShelf(t)
	for name, text := range map[string]string{
		"empty": "", "a list": "- a\n", "text": "hello", "broken": "a: [\n", "two documents": "a: {}\n---\nb: {}\n", "no entries": "{}\n",
		"HTML": "<html>\n<body>Not found</body>", "too large": "a: {b: '" + strings.Repeat("x", catalog.MaxImportSize) + "'}\n",
	} {
		if _, err := c.PlanImport([]byte(text), catalog.ImportOptions{}); !fault.HasCode(err, catalog.CodeBadImport) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzPlanImport: no text makes planning fail in another way than with a fault, and no refused entry is written.
func FuzzPlanImport(f *testing.F) {
	f.Add(theirs)
	f.Add("a: &a [*a]\nb: {<<: *a}\n")
	f.Add("a: {alias: a}\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, _ := importShelf(t)
		plan, err := c.PlanImport([]byte(text), catalog.ImportOptions{})
		if err != nil {
			if !fault.HasCode(err, catalog.CodeBadImport) {
				t.Errorf("%v", err)
			}
			return
		}
		if _, err := c.Apply(plan); err != nil {
			t.Errorf("the plan cannot be applied: %v", err)
		}
		if problems := c.Problems(); len(problems) > 0 && !problems[0].Warning {
			t.Errorf("an imported file is refused afterwards: %v", problems)
		}
	})
}
