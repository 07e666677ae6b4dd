package api

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"patchbay/app/compile"
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

// converter makes the components of one schema and of those inside it.
type converter struct {
	self string // component that "#" means
	open bool
}

func (c converter) inner(definition string) string { return componentName(c.self + "." + definition) }

func (c converter) component(schema gjson.Result, root bool) json.RawMessage {
	return compile.Modern{Ref: c.ref, Open: c.open && root}.Schema(schema)
}

// pointerEscapes are those of RFC 6901.
var pointerEscapes = strings.NewReplacer("~1", "/", "~0", "~")

func (c converter) ref(ref string) string {
	if name, ok := strings.CutPrefix(ref, "#/definitions/"); ok {
		return componentPath + c.inner(pointerEscapes.Replace(name))
	}
	return componentPath + c.self // "#": nothing else is derived from zod (functions.md §2.6)
}
