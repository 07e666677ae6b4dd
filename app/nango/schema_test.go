package nango_test

import (
	"encoding/json"
	"strings"
	"testing"

	"patchbay/app/nango"
)

func TestValuesAndModels(t *testing.T) {
	t.Parallel()
	const schema = `{"definitions":{
		"Issue":{"type":"object","properties":{"id":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},"mail":{"type":"string","format":"email"}},"required":["id"]},
		"Tree":{"type":"object","properties":{"child":{"$ref":"#"},"n":{"type":"number"}}},
		"Ref":{"type":"object","properties":{"issue":{"$ref":"#/definitions/Issue"}}},
		"Phone":{"type":"object","properties":{"p":{"type":"string","format":"e164"}}},
		"Mail":{"type":"object","properties":{"m":{"type":"string","pattern":"^(?!\\.)[a-z.]+@[a-z.]+$"},"n":{"type":"number"}}},
		"Torn":{"type":"object","properties":{"t":{"type":"string","pattern":"("},"n":{"type":"number"}}},
		"Named":{"type":"object","id":"Named"}}}`
	for _, c := range []struct {
		model, value string
		strict       bool
		want         string
	}{
		{"Issue", `{"id":"1","tags":["a"],"mail":"a@b.co"}`, true, ""},
		{"Issue", `{"tags":[1]}`, false, " missing property 'id'|/tags/0 got number, want string"},
		{"Issue", `{"id":"1","mail":"nobody"}`, false, "/mail 'nobody' is not valid email: missing @"},
		{"Issue", ``, false, " got null, want object"},
		{"Issue", `{"id":`, false, " is not JSON"},
		{"Tree", `{"child":{"child":{"n":"x"}}}`, false, "/child/child/n got string, want number"},
		{"Ref", `{"issue":{"id":5}}`, false, "/issue/id got number, want string"},
		{"Phone", `{"p":"x"}`, false, ""},
		{"Phone", `{"p":"x"}`, true, ` unknown format "e164" ignored in schema at path "#/properties/p"`},
		{"Mail", `{"m":"ada@example.com"}`, true, ""},
		{"Mail", `{"m":".ada@example.com"}`, false, `/m '.ada@example.com' does not match pattern '^(?!\\.)[a-z.]+@[a-z.]+$'`},
		{"Torn", `{"t":"x","n":"y"}`, false, "/n got string, want number"},
		{"Torn", `{"t":"x"}`, true, ` the pattern "(" is no regular expression, at path "#/properties/t"`},
		{"Named", `{}`, true, ` NOT SUPPORTED: keyword "id", use "$id" for schema ID`},
		{"Nothing", `{}`, false, ""},
		{"Nothing", `{}`, true, " model_not_found_Nothing"},
		{"", `{"a":1}`, false, ""},
		{"", `{"a":1}`, true, " must be empty"},
		{"", `{}`, true, ""},
	} {
		var got []string
		for _, w := range nango.CheckModel(schema, c.model, c.value, c.strict) {
			got = append(got, w.Path+" "+w.Message)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s %s (strict %v)\ngot  %s\nwant %s", c.model, c.value, c.strict, strings.Join(got, "|"), c.want)
		}
	}
	wrong := nango.CheckModel(`{"definitions":{"Wrong":{"type":"object","properties":{"w":{"type":"word"}}}}}`, "Wrong", `{"w":"x"}`, true)
	if len(wrong) != 1 || !strings.HasPrefix(wrong[0].Message, `the schema is wrong at "#/`) || !strings.Contains(wrong[0].Message, `/properties/w/type"`) {
		t.Errorf("a wrong schema: %v", wrong)
	}
	if found := nango.CheckModel("", "Issue", `5`, true); len(found) != 0 {
		t.Errorf("without a schema: %v", found)
	}
}

// Whatever credentials look like, no text of theirs gets through but the few that are no secrets.
func FuzzMaskCredentials(f *testing.F) {
	f.Add(`{"type":"OAUTH2","access_token":"s3cret-value","raw":{"id_token":["s3cret-value",{"x":"s3cret-value"}]},"username":"s3cret-value"}`)
	f.Add(`[[{"username":"s3cret-value"}]]`)
	f.Add(`{"type":"BASIC","username":"me","password":"s3cret-value","expires_at":"2026-01-01T00:00:00Z"}`)
	f.Fuzz(func(t *testing.T, text string) {
		var tree any
		if json.Unmarshal([]byte(text), &tree) != nil {
			return
		}
		masked, err := json.Marshal(nango.MaskCredentials(map[string]any{"given": tree}, []string{"s3cret-value"}))
		if err != nil {
			t.Fatal(err)
		}
		var out any
		if json.Unmarshal(masked, &out) != nil {
			t.Fatalf("no JSON: %s", masked)
		}
		if holds(out, "s3cret-value") {
			t.Errorf("%s became %s", text, masked)
		}
	})
}

// holds looks for a text in the values of a tree; names are no secrets.
func holds(value any, text string) bool {
	switch v := value.(type) {
	case string:
		return strings.Contains(v, text)
	case []any:
		for _, item := range v {
			if holds(item, text) {
				return true
			}
		}
	case map[string]any:
		for _, member := range v {
			if holds(member, text) {
				return true
			}
		}
	}
	return false
}

func FuzzShorten(f *testing.F) {
	f.Add(`{"a":"x"}`, 5)
	f.Add(`["é",{"b":"ü"}]`, 30000)
	f.Fuzz(func(t *testing.T, text string, times int) {
		if !json.Valid([]byte(text)) || times < 0 || len(text)*times > 1<<20 {
			return
		}
		value := json.RawMessage(`[` + strings.Repeat(text+",", times) + `null]`)
		short := nango.Shorten(value)
		if len(short) > 99_000 || !json.Valid(short) {
			t.Errorf("%d bytes became %d, valid %v", len(value), len(short), json.Valid(short))
		}
	})
}
