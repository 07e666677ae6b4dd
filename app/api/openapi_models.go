package api

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// ownSchemas are the schemas of the user's functions as components, by name. Functions declare them in JSON Schema
// draft 7 (package compile); OpenAPI 3.1 has draft 2020-12.
type ownSchemas map[string]json.RawMessage

var notComponent = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// componentName keeps the characters that names of components may have (OpenAPI 3.1, components object).
func componentName(text string) string { return notComponent.ReplaceAllString(text, "_") }

// put adds a schema and returns the component's name: the wanted one, or one with a number when that belongs to another
// schema. open takes back that the object has no further fields.
func (o ownSchemas) put(wanted string, schema json.RawMessage, open bool) string {
	wanted = componentName(wanted)
	name := wanted
	for n := 2; ; n++ {
		c := converter{self: name, open: open}
		text := c.component(gjson.ParseBytes(schema), true)
		if have, taken := o[name]; !taken || bytes.Equal(have, text) {
			o[name] = text
			for inner, definition := range gjson.GetBytes(schema, "definitions").Map() {
				o[c.inner(inner)] = c.component(definition, false)
			}
			return name
		}
		name = wanted + "_" + strconv.Itoa(n)
	}
}

func refTo(component string) map[string]any {
	return map[string]any{"$ref": componentPath + component}
}

// converter rewrites one schema with everything inside it. It keeps the order of keys.
type converter struct {
	self string // component that "#" means
	open bool
}

func (c converter) inner(definition string) string { return componentName(c.self + "." + definition) }

func (c converter) component(schema gjson.Result, root bool) json.RawMessage {
	var out bytes.Buffer
	c.write(&out, schema, root)
	return out.Bytes()
}

func (c converter) write(out *bytes.Buffer, schema gjson.Result, root bool) {
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
			name == "additionalProperties" && root && c.open && value.Type == gjson.False:
			return true
		case name == "items" && tuple:
			name = "prefixItems"
		case name == "additionalItems":
			name = "items"
		}
		out.WriteByte(separator)
		separator = ','
		writeKey(out, name)
		c.keyword(out, name, value)
		return true
	})
	if separator == '{' {
		out.WriteByte('{')
	}
	out.WriteByte('}')
}

func (c converter) keyword(out *bytes.Buffer, name string, value gjson.Result) {
	switch name {
	case "$ref":
		text, _ := json.Marshal(c.ref(value.String())) // a text always marshals
		out.Write(text)
	case "properties", "patternProperties":
		c.each(out, value, '{', '}')
	case "prefixItems", "allOf", "anyOf", "oneOf":
		c.each(out, value, '[', ']')
	case "items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else":
		c.write(out, value, false)
	default:
		out.WriteString(value.Raw)
	}
}

// each writes the schemas in an object or a list.
func (c converter) each(out *bytes.Buffer, values gjson.Result, from, to byte) {
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
		c.write(out, value, false)
		return true
	})
	out.WriteByte(to)
}

// pointerEscapes are those of RFC 6901.
var pointerEscapes = strings.NewReplacer("~1", "/", "~0", "~")

func (c converter) ref(ref string) string {
	if name, ok := strings.CutPrefix(ref, "#/definitions/"); ok {
		return componentPath + c.inner(pointerEscapes.Replace(name))
	}
	return componentPath + c.self // "#": nothing else is derived from zod (functions.md §2.6)
}

func writeKey(out *bytes.Buffer, name string) {
	text, _ := json.Marshal(name) // a text always marshals
	out.Write(text)
	out.WriteByte(':')
}
