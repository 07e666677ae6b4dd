package mcpserver_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"patchbay/app/mcpserver"
)

// compiled is the input of the model In as a strict client compiles it.
func compiled(t *testing.T, schemas string) (*jsonschema.Schema, string) {
	t.Helper()
	input, fits := mcpserver.ToolInput(json.RawMessage(schemas), "In")
	if !fits {
		t.Fatalf("no tool takes %s", schemas)
	}
	text, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler() // draft 2020-12, which MCP means when nothing is said
	if err := compiler.AddResource("tool.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("tool.json")
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return schema, string(text)
}

func TestReferencesOfAnInputLeadSomewhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ schemas, good, bad string }{
		"itself": {`{"definitions":{"In":{"type":"object","properties":{"n":{"type":"number"},"child":{"$ref":"#"}},"required":["n"]}}}`,
			`{"n":1,"child":{"n":2}}`, `{"n":1,"child":{"n":"2"}}`},
		"own definition": {`{"definitions":{"In":{"type":"object","properties":{"tree":{"$ref":"#/definitions/__schema0"}},
			"definitions":{"__schema0":{"type":"object","properties":{"leaf":{"type":"string"},"next":{"$ref":"#/definitions/__schema0"}},"required":["leaf"]}}}}}`,
			`{"tree":{"leaf":"a","next":{"leaf":"b"}}}`, `{"tree":{"leaf":"a","next":{}}}`},
		"two that need each other": {`{"definitions":{"In":{"type":"object","properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{
			"A":{"type":"object","properties":{"b":{"$ref":"#/definitions/B"}}},"B":{"type":"object","properties":{"a":{"$ref":"#/definitions/A"},"in":{"$ref":"#"}},"required":["a"]}}}}}`,
			`{"a":{"b":{"a":{},"in":{"a":{}}}}}`, `{"a":{"b":{}}}`},
		"union": {`{"definitions":{"In":{"type":"object","properties":{"v":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/definitions/v"}}]}},"definitions":{
			"v":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/definitions/v"}}]}}}}}`,
			`{"v":["a",["b"]]}`, `{"v":["a",[1]]}`},
		"the whole input is a reference": {`{"definitions":{"In":{"$ref":"#/definitions/N","definitions":{"N":{"type":"object","properties":{"n":{"$ref":"#/definitions/N"},"again":{"$ref":"#"}},"additionalProperties":false}}}}}`,
			`{"n":{"n":{}},"again":{}}`, `{"n":{"x":1}}`},
		"another model": {`{"definitions":{"In":{"type":"object","properties":{"user":{"$ref":"#/definitions/User"}}},
			"User":{"type":"object","properties":{"id":{"type":"number"},"friend":{"$ref":"#"},"home":{"$ref":"#/definitions/Home"}},"required":["id"],
				"definitions":{"Home":{"type":"object","properties":{"owner":{"$ref":"#"}},"required":["owner"]}}}}}`,
			`{"user":{"id":1,"friend":{"id":2},"home":{"owner":{"id":3}}}}`, `{"user":{"id":1,"home":{"owner":{}}}}`},
		"another model of the same name": {`{"definitions":{"In":{"type":"object","properties":{"a":{"$ref":"#/definitions/X"},"o":{"$ref":"#/definitions/Other"}},"definitions":{"X":{"type":"string"}}},
			"Other":{"type":"object","properties":{"x":{"$ref":"#/definitions/X"}}},"X":{"type":"number"}}}`,
			`{"a":"text","o":{"x":1}}`, `{"a":"text","o":{"x":"text"}}`},
		"its own name": {`{"definitions":{"In":{"type":"object","properties":{"in":{"$ref":"#/definitions/In"}},"required":[]},"Out":{"type":"null"}}}`, `{"in":{"in":{}}}`, `{"in":1}`},
		"deep pointer": {`{"definitions":{"In":{"type":"object","properties":{"a":{"type":"number"},"b":{"$ref":"#/properties/a"},"c":{"$ref":"#/definitions/O%20p~1q/properties/z"}}},
			"O p/q":{"properties":{"z":{"type":"boolean"}}}}}`, `{"b":1,"c":true}`, `{"b":1,"c":"no"}`},
		"tuple": {`{"definitions":{"In":{"type":"object","properties":{"t":{"type":"array","items":[{"type":"string"},{"$ref":"#"}],"additionalItems":false}}}}}`,
			`{"t":["a",{"t":[]}]}`, `{"t":["a",{},1]}`},
		"nowhere": {`{"definitions":{"In":{"type":"object","properties":{"a":{"$ref":"#/definitions/Gone"},"b":{"$ref":"https://elsewhere.test/x/"},"c":{"type":"string"}}}}}`,
			`{"a":1,"b":[]}`, `{"c":1}`},
	} {
		schema, text := compiled(t, c.schemas)
		for value, good := range map[string]bool{c.good: true, c.bad: false} {
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(value))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); (err == nil) != good {
				t.Errorf("%s: %s is judged %v by %s", name, value, err, text)
			}
		}
	}
}

func TestAnInputThatIsNoObjectIsNoTool(t *testing.T) {
	t.Parallel()
	for _, schema := range []string{`{"type":"string"}`, `{"anyOf":[{"type":"object"}]}`, `{"$ref":"#"}`, `{"$ref":"#/definitions/no"}`, `{}`, `null`, `true`} {
		if _, fits := mcpserver.ToolInput(json.RawMessage(`{"definitions":{"In":`+schema+`}}`), "In"); fits {
			t.Errorf("%s became a tool", schema)
		}
	}
	if _, fits := mcpserver.ToolInput(json.RawMessage(`{`), "In"); fits {
		t.Error("no schema became a tool")
	}
}
