package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"patchbay/app/catalog"
)

// The part of README.md between these lines is written from schema.json.
const (
	fieldsBegin = "<!-- The tables below are written from schema.json by go generate ./providers. -->\n"
	fieldsEnd   = "<!-- End of the tables. -->\n"
)

// writeReadme puts the fields of the schema into README.md.
func writeReadme(dir string) error {
	schema, err := os.ReadFile(dir + "/schema.json")
	if err != nil {
		return err
	}
	readme, err := os.ReadFile(dir + "/README.md")
	if err != nil {
		return err
	}
	text, err := withFields(readme, schema)
	if err != nil {
		return err
	}
	return os.WriteFile(dir+"/README.md", text, 0o644) //nolint:gosec // a source file, readable like the others
}

// withFields is the README with its tables as the schema wants them.
func withFields(readme, schema []byte) ([]byte, error) {
	head, rest, begins := bytes.Cut(readme, []byte(fieldsBegin))
	_, tail, ends := bytes.Cut(rest, []byte(fieldsEnd))
	if !begins || !ends {
		return nil, fmt.Errorf("README.md lacks the lines around its tables")
	}
	var root catalog.Params
	if err := json.Unmarshal(schema, &root); err != nil {
		return nil, fmt.Errorf("schema.json: %w", err)
	}
	properties, definitions := object(root, "properties"), object(root, "$defs")
	var out bytes.Buffer
	out.Write(head)
	out.WriteString(fieldsBegin)
	table(&out, "Members of a file", "", without(properties, "proxy"), names(root, "required"))
	proxy := object(properties, "proxy")
	table(&out, "Members of `proxy`", "proxy.", object(proxy, "properties"), names(proxy, "required"))
	table(&out, "Attributes of a field that is asked", "", object(object(definitions, "field"), "properties"), nil)
	out.WriteString("\n" + fieldsEnd)
	out.Write(tail)
	return out.Bytes(), nil
}

func table(out *bytes.Buffer, title, prefix string, properties catalog.Params, required []string) {
	fmt.Fprintf(out, "\n### %s\n\n| Field | Value | Meaning |\n|---|---|---|\n", title)
	rows(out, prefix, properties, required)
}

// rows writes a row for each property and, below an object, for each of its own.
func rows(out *bytes.Buffer, prefix string, properties catalog.Params, required []string) {
	for _, property := range properties {
		schema, _ := property.Value.(catalog.Params)
		meaning := schema.Text("description")
		for _, name := range required {
			if name == property.Name {
				meaning = "**Required.** " + meaning
			}
		}
		fmt.Fprintf(out, "| `%s%s` | %s | %s |\n", prefix, property.Name, kind(schema), cell(meaning))
		rows(out, prefix+property.Name+".", object(schema, "properties"), names(schema, "required"))
		rows(out, prefix+property.Name+"[].", object(object(schema, "items"), "properties"), names(object(schema, "items"), "required"))
	}
}

// kind says in a few words what a value looks like.
func kind(schema catalog.Params) string {
	if words := names(schema, "enum"); len(words) > 0 {
		return "one of " + codes(words)
	}
	switch schema.Text("$ref") {
	case "#/$defs/template":
		return "template"
	case "#/$defs/params":
		return "name: value"
	case "#/$defs/fields":
		return "name: field"
	case "#/$defs/field":
		return "field"
	}
	switch schema.Text("type") {
	case "string":
		return "text"
	case "boolean":
		return "true or false"
	case "integer":
		return "whole number"
	case "array":
		items := object(schema, "items")
		if words := names(items, "enum"); len(words) > 0 {
			return "list of " + codes(words)
		}
		if len(object(items, "properties")) > 0 {
			return "list of objects"
		}
		return "list of texts"
	case "object":
		if len(object(schema, "properties")) > 0 {
			return "object"
		}
		return "name: value"
	default:
		return "see there"
	}
}

func codes(words []string) string { return "`" + strings.Join(words, "`, `") + "`" }

// cell keeps a text inside its column.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ").Replace(text)
}

func object(params catalog.Params, name string) catalog.Params {
	value, _ := params.Get(name)
	inner, _ := value.(catalog.Params)
	return inner
}

func names(params catalog.Params, name string) []string {
	value, _ := params.Get(name)
	list, _ := value.([]any)
	var out []string
	for _, item := range list {
		out = append(out, fmt.Sprint(item))
	}
	return out
}

func without(params catalog.Params, name string) catalog.Params {
	var out catalog.Params
	for _, param := range params {
		if param.Name != name {
			out = append(out, param)
		}
	}
	return out
}
