package nango

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"patchbay/app/compile"
	"patchbay/app/schema"
)

// maxSchemas bounds how many functions' compiled schemas are kept.
const maxSchemas = 256

// schemas keeps the compiled JSON schemas of functions, by the function's hash.
type schemas struct {
	mu   sync.Mutex
	made map[string]*models
}

func newSchemas() *schemas { return &schemas{made: map[string]*models{}} }

// of returns the models of a function. A function that changed has another hash, so nothing here gets old.
func (s *schemas) of(f *compile.Function) *models {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := f.Hash
	if m, ok := s.made[key]; ok && key != "" {
		return m
	}
	if len(s.made) >= maxSchemas {
		clear(s.made)
	}
	m := &models{made: map[string]*model{}}
	if json.Unmarshal(f.JSONSchema, &m.root) != nil {
		m.root = nil
	}
	s.made[key] = m
	return m
}

// models are the schemas of one function.
type models struct {
	root map[string]any // {"definitions": …}; nil: the function has no schema

	mu   sync.Mutex
	made map[string]*model
}

// model is one compiled schema.
type model struct {
	schema   *jsonschema.Schema
	refusals []string // what the official validator cannot compile; strict runs fail on it
	missing  bool
}

// get compiles the schema of a model when it is first asked for. As in the original, the model's own definition is laid
// over the whole document, so that "#" means the model.
func (m *models) get(name string) *model {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, ok := m.made[name]; ok {
		return known
	}
	made := &model{}
	m.made[name] = made
	definitions, _ := m.root["definitions"].(map[string]any)
	definition, ok := definitions[name].(map[string]any)
	if !ok {
		made.missing = true
		return made
	}
	document := maps.Clone(m.root)
	maps.Copy(document, definition)
	made.refusals = refusals(document, "#")
	var err error
	made.schema, err = schema.Compile(document)
	if err != nil {
		made.refusals = append(made.refusals, err.Error())
	}
	return made
}

// maxProblems bounds what is said about one value.
const maxProblems = 20

// check compares a JSON text with a model and returns what differs. A function without schemas, and a value of a model
// that is not among them, pass unless strict.
func (m *models) check(name string, value json.RawMessage, strict bool) []Warning {
	if m.root == nil {
		return nil
	}
	if name == "" {
		if strict && len(value) > 0 && string(value) != "null" && string(value) != "{}" {
			return []Warning{{Message: "must be empty"}}
		}
		return nil
	}
	found := m.get(name)
	switch {
	case found.missing && strict:
		return []Warning{{Message: "model_not_found_" + name}}
	case strict && len(found.refusals) > 0:
		var all []Warning
		for _, text := range found.refusals {
			all = append(all, Warning{Message: text})
		}
		return all
	case found.schema == nil:
		return nil
	}
	if len(value) == 0 {
		value = json.RawMessage("null")
	}
	tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(value))
	if err != nil {
		return []Warning{{Message: "is not JSON"}}
	}
	invalid, bad := errors.AsType[*jsonschema.ValidationError](found.schema.Validate(tree))
	if !bad {
		return nil
	}
	var all []Warning
	leaves(invalid, &all)
	return all
}

var english = message.NewPrinter(language.English)

// leaves collects the innermost reasons.
func leaves(e *jsonschema.ValidationError, all *[]Warning) {
	if len(*all) >= maxProblems {
		return
	}
	if len(e.Causes) == 0 {
		path := ""
		for _, step := range e.InstanceLocation {
			path += "/" + step
		}
		*all = append(*all, Warning{Path: path, Message: e.ErrorKind.LocalizedString(english)})
		return
	}
	for _, cause := range e.Causes {
		leaves(cause, all)
	}
}

// formats are those that the official validator knows. Another one is an error of the schema there.
var formats = []string{"date", "time", "date-time", "iso-time", "iso-date-time", "duration", "uri", "uri-reference", "uri-template", "url", "email",
	"hostname", "ipv4", "ipv6", "regex", "uuid", "json-pointer", "json-pointer-uri-fragment", "relative-json-pointer", "byte", "int32", "int64",
	"float", "double", "password", "binary"}

// refusals lists what the official validator, which is strict, does not compile.
func refusals(node map[string]any, at string) []string {
	var all []string
	if format, ok := node["format"].(string); ok && !slices.Contains(formats, format) {
		all = append(all, fmt.Sprintf("unknown format %q ignored in schema at path %q", format, at))
	}
	if text, ok := node["pattern"].(string); ok {
		if _, err := schema.CompilePattern(text); err != nil {
			all = append(all, fmt.Sprintf("%s, at path %q", err, at))
		}
	}
	if _, ok := node["id"].(string); ok {
		all = append(all, `NOT SUPPORTED: keyword "id", use "$id" for schema ID`)
	}
	for _, keyword := range slices.Sorted(maps.Keys(node)) {
		inner := node[keyword]
		switch keyword {
		case "properties", "patternProperties", "definitions", "dependencies":
			table, _ := inner.(map[string]any)
			for _, name := range slices.Sorted(maps.Keys(table)) {
				if sub, ok := table[name].(map[string]any); ok && keyword != "definitions" {
					all = append(all, refusals(sub, at+"/"+keyword+"/"+escapePointer(name))...)
				}
			}
		case "anyOf", "oneOf", "allOf", "items", "additionalProperties", "not", "propertyNames", "contains", "if", "then", "else":
			list, ok := inner.([]any)
			if !ok {
				list = []any{inner}
			}
			for n, item := range list {
				if sub, ok := item.(map[string]any); ok {
					all = append(all, refusals(sub, fmt.Sprintf("%s/%s/%d", at, keyword, n))...)
				}
			}
		}
	}
	return all
}

func escapePointer(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
