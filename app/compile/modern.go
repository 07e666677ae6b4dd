package compile

import (
	"bytes"
	"encoding/json"

	"github.com/tidwall/gjson"
)

// Modern rewrites the schemas of functions, which are JSON Schema draft 7 as zod writes it (functions.md §2.6), to draft 2020-12,
// which OpenAPI 3.1 and the Model Context Protocol take. It keeps the order of keys. What stands under "definitions" is left
// out: Ref says where references lead instead.
type Modern struct {
	Ref  func(ref string) string // a reference of the source as it is written; required
	Open bool                    // takes back that the outermost object has no further fields
}

// Schema is one schema rewritten. What is no schema stays as it is.
func (m Modern) Schema(schema gjson.Result) json.RawMessage {
	var out bytes.Buffer
	m.write(&out, schema, true)
	return out.Bytes()
}

func (m Modern) write(out *bytes.Buffer, schema gjson.Result, root bool) {
	if !schema.IsObject() {
		out.WriteString(schema.Raw)
		return
	}
	tuple := schema.Get("items").IsArray()
	separator := byte('{')
	schema.ForEach(func(key, value gjson.Result) bool {
		name := key.String()
		switch {
		case name == "$schema", name == "$id", name == "id" && value.Type == gjson.String, name == "definitions", name == "additionalItems" && !tuple,
			name == "additionalProperties" && root && m.Open && value.Type == gjson.False:
			return true
		case name == "items" && tuple:
			name = "prefixItems"
		case name == "additionalItems":
			name = "items"
		}
		out.WriteByte(separator)
		separator = ','
		writeKey(out, name)
		m.keyword(out, name, value)
		return true
	})
	if separator == '{' {
		out.WriteByte('{')
	}
	out.WriteByte('}')
}

func (m Modern) keyword(out *bytes.Buffer, name string, value gjson.Result) {
	switch name {
	case "$ref":
		text, _ := json.Marshal(m.Ref(value.String())) // a text always marshals
		out.Write(text)
	case "properties", "patternProperties":
		m.each(out, value, '{', '}')
	case "prefixItems", "allOf", "anyOf", "oneOf":
		m.each(out, value, '[', ']')
	case "items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else":
		m.write(out, value, false)
	default:
		out.WriteString(value.Raw)
	}
}

// each writes the schemas in an object or a list.
func (m Modern) each(out *bytes.Buffer, values gjson.Result, from, to byte) {
	out.WriteByte(from)
	first := true
	values.ForEach(func(key, value gjson.Result) bool {
		if !first {
			out.WriteByte(',')
		}
		first = false
		if from == '{' {
			writeKey(out, key.String())
		}
		m.write(out, value, false)
		return true
	})
	out.WriteByte(to)
}

func writeKey(out *bytes.Buffer, name string) {
	text, _ := json.Marshal(name) // a text always marshals
	out.Write(text)
	out.WriteByte(':')
}
