package nango

import (
	"encoding/json"

	"patchbay/app/compile"
)

// CheckModel compares a value with a model of a function that has the schema.
func CheckModel(schema, model, value string, strict bool) []Warning {
	return newSchemas().of(&compile.Function{JSONSchema: json.RawMessage(schema)}).check(model, json.RawMessage(value), strict)
}

// MaskCredentials is maskCredentials.
func MaskCredentials(value any, secrets []string) any { return maskCredentials(value, secrets) }

// Shorten is shorten.
func Shorten(value json.RawMessage) json.RawMessage { return shorten(value) }
