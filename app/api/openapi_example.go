package api

import (
	"bytes"
	"encoding/json"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"patchbay/app/project"
	"patchbay/app/schema"
)

// exampleOf is a value for a function's input that the schema takes. It is nil where the simple values of project.Example
// do not satisfy the schema: no example is better than a wrong one.
func exampleOf(model json.RawMessage) json.RawMessage {
	example := project.Example(model)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(model))
	if err != nil {
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(example))
	if err != nil {
		return nil
	}
	compiled, err := schema.Compile(document)
	if err != nil || compiled.Validate(value) != nil {
		return nil
	}
	return example
}
