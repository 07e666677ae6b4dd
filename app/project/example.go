package project

import (
	"encoding/json"
	"slices"
)

// Example is a value that fits a JSON schema as compile derives it: required fields with telling values; null for none.
func Example(schema json.RawMessage) json.RawMessage {
	var node schemaNode
	if json.Unmarshal(schema, &node) != nil {
		return json.RawMessage("null")
	}
	text, err := json.Marshal(node.example(0))
	if err != nil {
		return json.RawMessage("null")
	}
	return text
}

// schemaNode is the part of draft 7 that an example needs.
type schemaNode struct {
	Type       any                   `json:"type"`
	Const      any                   `json:"const"`
	Enum       []any                 `json:"enum"`
	Default    any                   `json:"default"`
	Format     string                `json:"format"`
	Properties map[string]schemaNode `json:"properties"`
	Required   []string              `json:"required"`
	Items      json.RawMessage       `json:"items"`
	AnyOf      []schemaNode          `json:"anyOf"`
	OneOf      []schemaNode          `json:"oneOf"`
	Minimum    *float64              `json:"minimum"`
}

// formats are examples of texts that must have a form.
var formats = map[string]string{"date-time": "2026-01-31T12:00:00Z", "date": "2026-01-31", "email": "ada@example.com", "uri": "https://example.com",
	"uuid": "123e4567-e89b-42d3-a456-426614174000"}

func (n schemaNode) example(depth int) any {
	switch {
	case n.Default != nil:
		return n.Default
	case n.Const != nil:
		return n.Const
	case len(n.Enum) > 0:
		return n.Enum[0]
	case len(n.AnyOf) > 0:
		return n.AnyOf[0].example(depth + 1)
	case len(n.OneOf) > 0:
		return n.OneOf[0].example(depth + 1)
	case depth > 8:
		return nil
	}
	kind, _ := n.Type.(string)
	switch kind {
	case "object":
		object := map[string]any{}
		for name, field := range n.Properties {
			if slices.Contains(n.Required, name) {
				object[name] = field.example(depth + 1)
			}
		}
		return object
	case "array":
		return []any{}
	case "string":
		return formats[n.Format]
	case "number", "integer":
		if n.Minimum != nil && *n.Minimum > 0 {
			return *n.Minimum
		}
		return 0
	case "boolean":
		return false
	}
	return nil
}
