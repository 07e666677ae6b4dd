package api

import (
	"bytes"
	"encoding/json"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"patchbay/app/project"
)

// exampleOf is a value for a function's input that the schema takes. It is nil where the simple values of project.Example
// do not satisfy the schema: no example is better than a wrong one.
func exampleOf(schema json.RawMessage) json.RawMessage {
	example := project.Example(schema)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(example))
	if err != nil {
		return nil
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	if err := compiler.AddResource("input.json", document); err != nil {
		return nil
	}
	compiled, err := compiler.Compile("input.json")
	if err != nil || compiled.Validate(value) != nil {
		return nil
	}
	return example
}
