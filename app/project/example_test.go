package project_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"patchbay/app/compile"
	"patchbay/app/project"
	"patchbay/app/schema"
	"patchbay/app/script"
)

func TestExamplesFitTheirSchema(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"type":"object","properties":{"a":{"type":"string","format":"email"},"b":{"type":"integer"},"c":{"type":"boolean"}},"required":["a","b"]}`: `{"a":"ada@example.com","b":0}`,
		`{"anyOf":[{"type":"array"},{"type":"null"}]}`: `[]`, `{"enum":["x","y"]}`: `"x"`, `{"const":3}`: `3`, `{}`: `null`, ``: `null`,
		`{"type":"string","default":"d"}`:                             `"d"`,
		`{"type":"string","minLength":3}`:                             `"xxx"`,
		`{"type":"string","pattern":"^ORD-\\d{3}$"}`:                  `"ORD-111"`,
		`{"type":"array","minItems":2,"items":{"type":"integer"}}`:    `[0,0]`,
		`{"type":"integer","minimum":2.5}`:                            `3`,
		`{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1}`: `0.5`,
		`{"type":"number","maximum":-2}`:                              `-2`,
		`{"type":"integer","exclusiveMinimum":3,"multipleOf":5}`:      `5`,
	} {
		if got := string(project.Example(json.RawMessage(text))); got != want {
			t.Errorf("the example of %s is %s, want %s", text, got, want)
		}
	}
}

// kinds are zod's types of text, and what people commonly write beside them.
var kinds = []string{
	"z.email()", "z.string().email()", "z.email({ pattern: z.regexes.html5Email })", "z.email({ pattern: z.regexes.rfc5322Email })", "z.url()", "z.httpUrl()", "z.uuid()",
	"z.uuidv4()", "z.uuidv6()", "z.uuidv7()", "z.guid()", "z.nanoid()", "z.cuid()", "z.cuid2()", "z.ulid()", "z.xid()", "z.ksuid()", "z.emoji()",
	"z.base64()", "z.base64url()", "z.jwt()", "z.ipv4()", "z.ipv6()", "z.cidrv4()", "z.cidrv6()", "z.mac()", "z.e164()", "z.hostname()", "z.hex()",
	"z.hash('sha256')", "z.iso.date()", "z.iso.time()", "z.iso.time({ precision: -1 })", "z.iso.datetime()", "z.iso.datetime({ offset: true })",
	"z.iso.datetime({ precision: 3 })", "z.iso.duration()", "z.date()",
	"z.string().min(1)", "z.string().length(8)", "z.string().max(3)", "z.string().startsWith('ghp_')", "z.string().endsWith('.pdf')",
	"z.string().includes('@')", "z.string().uppercase().min(2)", "z.string().lowercase()", "z.string().trim().min(1)",
	"z.string().regex(/^[A-Z]{3}-\\d+$/)", "z.string().regex(/^(?!x)[a-z]+$/)", "z.templateLiteral(['v', z.number()])", "z.stringbool()",
	"z.number().positive()", "z.number().int().negative()", "z.number().multipleOf(0.5).gt(1)", "z.int32().min(7)", "z.literal('a')",
	"z.array(z.email()).min(2)", "z.tuple([z.email(), z.number().gt(2)])", "z.record(z.string(), z.number())", "z.record(z.enum(['a', 'b']), z.uuid())",
	"z.union([z.email(), z.number()])", "z.email().nullable()", "z.looseObject({ at: z.iso.duration() }).and(z.looseObject({ to: z.email() }))",
}

// TestExamplesOfWhatZodWrites goes the way of a real function: bundled, its schema made by zod, an example for it, and the example
// judged by the schema.
func TestExamplesOfWhatZodWrites(t *testing.T) {
	t.Parallel()
	files, index := fstest.MapFS{}, ""
	for n, kind := range kinds {
		name := fmt.Sprintf("acme/actions/a%02d", n)
		index += "import './" + name + ".js';\n"
		files[name+".ts"] = &fstest.MapFile{Data: []byte("import { createAction } from 'nango';\nimport * as z from 'zod';\nexport default createAction({\n" +
			"    description: 'd', input: z.object({ v: " + kind + " }), output: z.void(),\n    exec: async () => {}\n});\n")}
	}
	files[".nango/.gitkeep"] = &fstest.MapFile{}
	files["index.ts"] = &fstest.MapFile{Data: []byte(index)}
	pool := script.NewPool(script.Options{Max: 2, Warm: 1})
	check(t, pool.Start(t.Context()))
	t.Cleanup(pool.Stop)
	made, err := compile.New(compile.Options{Pool: pool}).Folder(t.Context(), files)
	check(t, err)
	if len(made.Functions) != len(kinds) {
		t.Fatalf("%d of %d functions: %+v", len(made.Functions), len(kinds), made.Diagnostics)
	}
	for _, f := range made.Functions {
		var n int
		_, err := fmt.Sscanf(f.Name, "a%d", &n)
		check(t, err)
		if wrong := unfit(f); wrong != "" {
			t.Errorf("%s: %s", kinds[n], wrong)
		}
	}
}

// unfit says why the example of a function's input does not fit, "" when it does.
func unfit(f *compile.Function) string {
	var all struct {
		Definitions map[string]json.RawMessage `json:"definitions"`
	}
	if err := json.Unmarshal(f.JSONSchema, &all); err != nil {
		return err.Error()
	}
	text := all.Definitions[f.Input]
	var document, value any
	if err := json.Unmarshal(text, &document); err != nil {
		return strings.Join(slices.Sorted(maps.Keys(all.Definitions)), " ") + err.Error()
	}
	compiled, err := schema.Compile(document)
	if err != nil {
		return err.Error()
	}
	example := project.Example(text)
	if err := json.Unmarshal(example, &value); err != nil {
		return err.Error()
	}
	if err := compiled.Validate(value); err != nil {
		return fmt.Sprintf("%s has the example %s: %v", text, example, err)
	}
	return ""
}
