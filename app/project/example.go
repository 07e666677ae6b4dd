package project

import (
	"encoding/json"
	"math"
	"slices"
	"strings"

	"patchbay/app/schema"
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
	Pattern    string                `json:"pattern"`
	MinLength  int                   `json:"minLength"`
	MaxLength  *int                  `json:"maxLength"`
	Properties map[string]schemaNode `json:"properties"`
	Required   []string              `json:"required"`
	Additional json.RawMessage       `json:"additionalProperties"`
	Items      json.RawMessage       `json:"items"`
	MinItems   int                   `json:"minItems"`
	AnyOf      []schemaNode          `json:"anyOf"`
	OneOf      []schemaNode          `json:"oneOf"`
	AllOf      []schemaNode          `json:"allOf"`
	Minimum    *float64              `json:"minimum"`
	Above      *float64              `json:"exclusiveMinimum"`
	Maximum    *float64              `json:"maximum"`
	Below      *float64              `json:"exclusiveMaximum"`
	MultipleOf float64               `json:"multipleOf"`
}

// deepest is how far examples nest.
const deepest = 8

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
	case depth > deepest:
		return nil
	}
	kind, _ := n.Type.(string)
	switch kind {
	case "object":
		return n.object(depth)
	case "array":
		return n.array(depth)
	case "string":
		return n.text()
	case "number", "integer":
		return n.number()
	case "boolean":
		return false
	}
	if len(n.AllOf) > 0 { // an intersection
		return n.together(depth)
	}
	return nil
}

// object has the required fields. A record with keys of an enumeration has one schema for all of them.
func (n schemaNode) object(depth int) any {
	object := map[string]any{}
	for _, name := range n.Required {
		field, ok := n.Properties[name]
		if !ok && json.Unmarshal(n.Additional, &field) != nil {
			field = schemaNode{} // any value will do
		}
		object[name] = field.example(depth + 1)
	}
	return object
}

// array has as many items as it must: those of a tuple all, those of a list the same again and again.
func (n schemaNode) array(depth int) any {
	list := []any{}
	var tuple []schemaNode
	if json.Unmarshal(n.Items, &tuple) == nil {
		for _, item := range tuple {
			list = append(list, item.example(depth+1))
		}
		return list
	}
	var item schemaNode
	if json.Unmarshal(n.Items, &item) == nil {
		const most = 100
		for range min(n.MinItems, most) {
			list = append(list, item.example(depth+1))
		}
	}
	return list
}

// together joins the fields of the objects of an intersection; of other values the first counts.
func (n schemaNode) together(depth int) any {
	joined := map[string]any{}
	for _, part := range n.AllOf {
		object, ok := part.example(depth + 1).(map[string]any)
		if !ok {
			return n.AllOf[0].example(depth + 1)
		}
		for name, value := range object {
			joined[name] = value
		}
	}
	return joined
}

// number is the number nearest to zero that the limits allow.
func (n schemaNode) number() any {
	step := n.MultipleOf
	if step <= 0 {
		step = 1
	}
	value := 0.0
	switch {
	case n.Minimum != nil && *n.Minimum > 0:
		value = math.Ceil(*n.Minimum/step) * step
		if n.Type == "number" && n.MultipleOf == 0 {
			value = *n.Minimum
		}
	case n.Above != nil && *n.Above >= 0:
		value = (math.Floor(*n.Above/step) + 1) * step
	case n.Maximum != nil && *n.Maximum < 0:
		value = math.Floor(*n.Maximum/step) * step
	case n.Below != nil && *n.Below <= 0:
		value = (math.Ceil(*n.Below/step) - 1) * step
	}
	if n.Type == "number" && n.MultipleOf == 0 && n.Above != nil && n.Below != nil && value >= *n.Below {
		value = (*n.Above + *n.Below) / 2
	}
	return value
}

// text is the first that the schema takes among a sample of the format, one made for the pattern, and simple ones. Without
// such a one it is the sample all the same, as something to begin with.
func (n schemaNode) text() any {
	sample := formats[n.Format]
	if n.Pattern == "" && n.MinLength == 0 && n.MaxLength == nil && len(n.AllOf) == 0 {
		return sample
	}
	candidates := slices.Concat([]string{sample}, n.shaped(), samples)
	if at := slices.IndexFunc(candidates, n.takes); at >= 0 {
		return candidates[at]
	}
	return sample
}

// shaped are texts made for the length and for each pattern.
func (n schemaNode) shaped() []string {
	const most = 10_000
	texts := []string{strings.Repeat("x", min(n.MinLength, most))}
	for _, part := range append([]schemaNode{n}, n.AllOf...) {
		if text, ok := matching(part.Pattern); ok && part.Pattern != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// takes reports whether a text has the length, the form and the patterns.
func (n schemaNode) takes(text string) bool {
	length := len([]rune(text))
	if length < n.MinLength || n.MaxLength != nil && length > *n.MaxLength {
		return false
	}
	if n.Pattern != "" {
		pattern, err := schema.CompilePattern(n.Pattern)
		if err != nil || !pattern.MatchString(text) {
			return false
		}
	}
	return !slices.ContainsFunc(n.AllOf, func(part schemaNode) bool { return !part.takes(text) })
}
