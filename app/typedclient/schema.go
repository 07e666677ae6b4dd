package typedclient

import (
	"strings"

	"github.com/tidwall/gjson"

	"patchbay/app/compile"
)

// writer declares types. Its input is JSON Schema draft 7 as zod writes it (functions.md §2.6), read in the order of the
// source.
type writer struct {
	out    strings.Builder
	names  *members
	models map[string]model // by wanted name: a model of several functions is declared once
}

type model struct{ schema, name string }

// definition is a model's schema; it does not exist for "".
func definition(f *compile.Function, name string) gjson.Result {
	var found gjson.Result
	gjson.GetBytes(f.JSONSchema, "definitions").ForEach(func(key, value gjson.Result) bool {
		if key.String() == name {
			found = value
		}
		return name != key.String()
	})
	return found
}

// declare writes the type of a schema and what it refers to, and returns the type's name.
func (w *writer) declare(wanted string, schema gjson.Result, about string) string {
	if known, ok := w.models[wanted]; ok && known.schema == schema.Raw {
		return known.name
	}
	name := w.names.take(wanted)
	w.models[wanted] = model{schema.Raw, name}
	s := scope{self: name, inner: map[string]string{}}
	schema.Get("definitions").ForEach(func(key, _ gjson.Result) bool {
		s.inner[key.String()] = w.names.take(name + pascal(key.String()))
		return true
	})
	w.write(name, s, schema, about)
	schema.Get("definitions").ForEach(func(key, value gjson.Result) bool {
		w.write(s.inner[key.String()], s, value, "")
		return true
	})
	return name
}

func (w *writer) write(name string, s scope, schema gjson.Result, about string) {
	if text := schema.Get("description").String(); text != "" {
		about = text
	}
	w.out.WriteString(doc("", about))
	if schema.Get("type").String() == "object" && schema.Get("properties").Exists() && !schema.Get("allOf").Exists() && !schema.Get("anyOf").Exists() {
		w.out.WriteString("export interface " + name + " " + s.object(schema, "") + "\n\n")
		return
	}
	w.out.WriteString("export type " + name + " = " + s.typeOf(schema, "") + ";\n\n")
}

// scope is what references inside one model mean.
type scope struct {
	self  string            // "#"
	inner map[string]string // name under definitions → type
}

// typeOf is a schema as a type. indent is that of the line it stands in.
func (s scope) typeOf(schema gjson.Result, indent string) string {
	if !schema.IsObject() {
		return map[gjson.Type]string{gjson.False: "never"}[schema.Type] + map[gjson.Type]string{gjson.True: "unknown", gjson.Null: "unknown"}[schema.Type]
	}
	switch {
	case schema.Get(`$ref`).Exists():
		return s.reference(schema.Get(`$ref`).String())
	case schema.Get("const").Exists():
		return schema.Get("const").Raw
	case schema.Get("enum").IsArray():
		return s.union(schema.Get("enum"), func(value gjson.Result) string { return value.Raw })
	}
	for _, list := range []string{"anyOf", "oneOf"} {
		if schema.Get(list).IsArray() {
			return s.union(schema.Get(list), func(each gjson.Result) string { return s.typeOf(each, indent) })
		}
	}
	if schema.Get("allOf").IsArray() {
		return s.intersection(schema.Get("allOf"), indent)
	}
	if schema.Get("not").Exists() {
		return "never"
	}
	if kinds := schema.Get("type"); kinds.IsArray() {
		return s.union(kinds, func(kind gjson.Result) string { return s.kind(kind.String(), schema, indent) })
	}
	return s.kind(schema.Get("type").String(), schema, indent)
}

func (s scope) kind(kind string, schema gjson.Result, indent string) string {
	switch kind {
	case "string", "boolean", "null":
		return kind
	case "number", "integer":
		return "number"
	case "array":
		return s.array(schema, indent)
	case "object":
		if schema.Get("properties").Exists() {
			return s.object(schema, indent)
		}
		return s.dictionary(schema, indent)
	}
	return "unknown"
}

func (s scope) reference(ref string) string {
	name, found := strings.CutPrefix(ref, "#/definitions/")
	if !found {
		return s.self
	}
	if known := s.inner[strings.NewReplacer("~1", "/", "~0", "~").Replace(name)]; known != "" {
		return known
	}
	return "unknown"
}

// union joins alternatives, each once.
func (s scope) union(list gjson.Result, typeOf func(gjson.Result) string) string {
	var types []string
	seen := map[string]bool{}
	for _, each := range list.Array() {
		if text := typeOf(each); !seen[text] {
			seen[text] = true
			types = append(types, text)
		}
	}
	if len(types) == 0 {
		return "never"
	}
	return strings.Join(types, " | ")
}

func (s scope) intersection(list gjson.Result, indent string) string {
	var types []string
	for _, each := range list.Array() {
		text := s.typeOf(each, indent)
		if strings.Contains(text, " | ") {
			text = "(" + text + ")"
		}
		types = append(types, text)
	}
	return strings.Join(types, " & ")
}

func (s scope) array(schema gjson.Result, indent string) string {
	items := schema.Get("items")
	if !items.IsArray() {
		if !items.Exists() {
			return "Array<unknown>"
		}
		return "Array<" + s.typeOf(items, indent) + ">"
	}
	var types []string
	for _, each := range items.Array() {
		types = append(types, s.typeOf(each, indent))
	}
	if rest := schema.Get("additionalItems"); rest.IsObject() {
		types = append(types, "...Array<"+s.typeOf(rest, indent)+">")
	}
	return "[" + strings.Join(types, ", ") + "]"
}

// dictionary is an object with free names.
func (s scope) dictionary(schema gjson.Result, indent string) string {
	values := schema.Get("additionalProperties")
	if values.Type == gjson.False {
		return "Record<string, never>"
	}
	value := "unknown"
	if values.Exists() {
		value = s.typeOf(values, indent)
	}
	names := schema.Get("propertyNames.enum")
	if !names.IsArray() { // not Record: an index signature may refer to the type that it stands in
		return "{ [key: string]: " + value + " }"
	}
	optional := ""
	if len(schema.Get("required").Array()) < len(names.Array()) {
		optional = "?"
	}
	var fields []string
	for _, name := range names.Array() {
		fields = append(fields, property(name.String())+optional+": "+value)
	}
	return "{ " + strings.Join(fields, "; ") + " }"
}

func (s scope) object(schema gjson.Result, indent string) string {
	required := map[string]bool{}
	for _, name := range schema.Get("required").Array() {
		required[name.String()] = true
	}
	inner := indent + "  "
	var out strings.Builder
	out.WriteString("{\n")
	schema.Get("properties").ForEach(func(key, value gjson.Result) bool {
		out.WriteString(doc(inner, notes(value)...) + inner + property(key.String()))
		if !required[key.String()] {
			out.WriteByte('?')
		}
		out.WriteString(": " + s.typeOf(value, inner) + ";\n")
		return true
	})
	if further := schema.Get("additionalProperties"); further.Exists() && further.Type != gjson.False {
		out.WriteString(inner + "[key: string]: unknown;\n") // a narrower type would have to fit the named fields as well
	}
	out.WriteString(indent + "}")
	return out.String()
}

// notes are what a schema says beside its type.
func notes(schema gjson.Result) []string {
	lines := []string{schema.Get("description").String()}
	if format := schema.Get("format").String(); format != "" {
		lines = append(lines, "@format "+format)
	}
	if value := schema.Get("default"); value.Exists() {
		lines = append(lines, "@default "+value.Raw)
	}
	if schema.Get("deprecated").Bool() {
		lines = append(lines, "@deprecated")
	}
	return lines
}
