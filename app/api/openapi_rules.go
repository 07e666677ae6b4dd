package api

import (
	"reflect"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// refine adds to a struct's schema what the rules of its fields demand, so that the reference shows the limits that the
// input check holds callers to.
func refine(schema *jsonschema.Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			refine(schema, f.Type)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if property := schema.Properties[name]; property != nil {
			schema.Properties[name] = limited(property, f)
		}
	}
}

// limited is the schema of a field with its rules. Schemas are shared between fields, so it is a copy.
func limited(schema *jsonschema.Schema, f reflect.StructField) *jsonschema.Schema {
	rule := f.Tag.Get("rule")
	if rule == "" || schema.Ref != "" {
		return schema
	}
	own, r := *schema, parseRules(rule)
	switch deref(f.Type).Kind() {
	case reflect.String:
		own.MinLength, own.MaxLength = positive(r.min), positive(r.max)
	case reflect.Int:
		lowest := float64(r.min)
		own.Minimum = &lowest
		if highest := float64(r.max); r.max > 0 {
			own.Maximum = &highest
		}
	case reflect.Slice:
		own.MinItems, own.MaxItems = positive(r.min), positive(r.max)
	}
	if len(own.Enum) == 0 {
		for _, word := range r.oneOf {
			own.Enum = append(own.Enum, word)
		}
	}
	return &own
}

func positive(n int) *int {
	if n <= 0 {
		return nil
	}
	return &n
}
