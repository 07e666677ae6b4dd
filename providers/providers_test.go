package providers_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"patchbay/app/catalog"
	"patchbay/providers"
)

// known is how many providers Patchbay ships. A new file raises it.
const known = 1013

func open(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Open(providers.Index, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestIndexIsUpToDate(t *testing.T) {
	t.Parallel()
	built, _, err := catalog.BuildIndex(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(built, providers.Index) {
		t.Error("index.json is stale: run go generate ./providers")
	}
}

func TestEveryFileIsFreeOfProblems(t *testing.T) {
	t.Parallel()
	problems, count, err := catalog.Check(".")
	if err != nil || count != known {
		t.Fatalf("read %d files, want %d (%v)", count, known, err)
	}
	accepted := []string{"whoop.yaml"} // its pagination preset is incomplete at its source
	var warned []string
	for _, problem := range problems {
		if !problem.Warning {
			t.Error(problem)
		}
		warned = append(warned, problem.File)
	}
	if diff := cmp.Diff(accepted, warned); diff != "" {
		t.Errorf("warnings: %s\n%v", diff, problems)
	}
}

func TestEveryFileSatisfiesTheSchema(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) != known {
		t.Fatalf("found %d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(jsonOf(t, data)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestSchemaRefusesWhatDoesNotBelong(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	const good = "display_name: A\ncategories: [other]\nauth_mode: API_KEY\n"
	if err := schema.Validate(jsonOf(t, []byte(good))); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"categories: [other]\nauth_mode: API_KEY\n", "display_name: A\ncategories: [zoo]\nauth_mode: API_KEY\n",
		good + "colour: red\n", good + "docs: javascript:alert(1)\n", good + "proxy: {headers: {}}\n", good + "disable_pkce: 'yes'\n",
		good + "credentials: {apiKey: {secret: true}}\n", good + "credentials: {apiKey: {title: ''}}\n", good + "credentials: {apiKey: {titel: A, title: A}}\n",
	} {
		if err := schema.Validate(jsonOf(t, []byte(text))); err == nil {
			t.Errorf("the schema accepts:\n%s", text)
		}
	}
	if err := schema.Validate(jsonOf(t, []byte(good+"credentials: {password: {hidden: true}}\n"))); err != nil {
		t.Errorf("a hidden field needs no title: %v", err)
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(providers.Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func jsonOf(t *testing.T, data []byte) any {
	t.Helper()
	var value any
	if err := yaml.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
	if err != nil {
		t.Fatal(err)
	}
	return decoded
}

// The schema serves editors, the Go types serve the program: both must name the same fields.
func TestSchemaAndProviderNameTheSameFields(t *testing.T) {
	t.Parallel()
	var schema map[string]any
	if err := json.Unmarshal(providers.Schema, &schema); err != nil {
		t.Fatal(err)
	}
	at := func(path ...string) map[string]any {
		node := schema
		for _, name := range path {
			node, _ = node[name].(map[string]any)
		}
		return node
	}
	for _, pair := range []struct {
		path []string
		is   any
	}{
		{[]string{"properties"}, catalog.Provider{}},
		{[]string{"properties", "proxy", "properties"}, catalog.Proxy{}},
		{[]string{"properties", "proxy", "properties", "retry", "properties"}, catalog.Retry{}},
		{[]string{"properties", "proxy", "properties", "retry", "properties", "in_body", "properties"}, catalog.RetryInBody{}},
		{[]string{"properties", "proxy", "properties", "paginate", "properties"}, catalog.Paginate{}},
		{[]string{"properties", "proxy", "properties", "verification", "properties"}, catalog.Verification{}},
		{[]string{"properties", "token_response", "properties"}, catalog.TokenResponse{}},
		{[]string{"properties", "additional_steps", "items", "properties"}, catalog.TokenStep{}},
		{[]string{"properties", "signature", "properties"}, catalog.Signing{}},
		{[]string{"properties", "token", "properties"}, catalog.SignedToken{}},
		{[]string{"$defs", "field", "properties"}, catalog.Field{}},
		{[]string{"$defs", "field", "properties", "visible_when", "properties"}, catalog.VisibleWhen{}},
	} {
		var inSchema []string
		for name := range at(pair.path...) {
			inSchema = append(inSchema, name)
		}
		inGo := tags(reflect.TypeOf(pair.is))
		slices.Sort(inSchema)
		slices.Sort(inGo)
		if diff := cmp.Diff(inSchema, inGo); diff != "" || len(inGo) == 0 {
			t.Errorf("%v (- schema, + Go): %s", pair.path, diff)
		}
	}
	var inGo []string
	for _, mode := range catalog.AuthModes() {
		inGo = append(inGo, string(mode))
	}
	if diff := cmp.Diff(texts(at("properties", "auth_mode")["enum"]), inGo); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(texts(at("properties", "categories", "items")["enum"]), catalog.Categories()); diff != "" {
		t.Error(diff)
	}
}

func tags(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			out = append(out, tags(field.Type)...)
		} else if tag := field.Tag.Get("json"); tag != "" && tag != "-" {
			out = append(out, tag)
		}
	}
	return out
}

func texts(list any) []string {
	var out []string
	items, _ := list.([]any)
	for _, item := range items {
		out = append(out, item.(string))
	}
	return out
}

// rawName is what a label must not look like: a name taken over from code.
var rawName = regexp.MustCompile(`_|[a-z][A-Z]|\b(Id|Url|Api|Sso|Aws|Jwt|Uuid)\b`)

// productNames takes the inner capitals out of names that are written so.
var productNames = strings.NewReplacer("OAuth", "Oauth", "SharePoint", "Sharepoint", "DocuWare", "Docuware", "GitLab", "Gitlab", "HighQ", "Highq")

func TestEveryFieldPeopleFillHasALabel(t *testing.T) {
	t.Parallel()
	c := open(t)
	if len(c.All()) != known {
		t.Errorf("the catalog lists %d providers, want %d", len(c.All()), known)
	}
	for _, summary := range c.All() {
		p, ok := c.Get(summary.Key)
		if !ok {
			t.Fatalf("%s does not decode", summary.Key)
		}
		if p.DisplayName != summary.DisplayName || p.AuthMode != summary.AuthMode || !slices.Equal(p.Categories, summary.Categories) {
			t.Errorf("%s: the list says %+v", summary.Key, summary)
		}
		for _, fields := range []catalog.Fields{p.CredentialFields(), p.ConnectionFields(), p.IntegrationFields(), p.AssertionFields()} {
			for _, field := range fields {
				label := productNames.Replace(field.Title)
				if label == "" || rawName.MatchString(label) {
					t.Errorf("%s.%s is labelled %q", summary.Key, field.Name, field.Title)
				}
			}
		}
	}
}
