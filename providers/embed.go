// Package providers embeds the catalog: one YAML file per provider, compiled into one index.
package providers

import _ "embed"

//go:generate go run ./gen

// Index is the compiled catalog that catalog.Open reads: one provider a line. "go generate ./providers" rebuilds it.
//
//go:embed index.json
var Index []byte

// Schema is the JSON Schema (2020-12) of one provider file, for editors and checks.
//
//go:embed schema.json
var Schema []byte
