package mcpserver

import (
	"cmp"
	"encoding/json"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"patchbay/app/compile"
)

// actionSchema is an action's input as tools show it (http-api §13.1).
type actionSchema struct {
	Type        string          `json:"type"`
	Properties  json.RawMessage `json:"properties,omitempty"`
	Required    []string        `json:"required,omitempty"`
	Description string          `json:"description,omitempty"`
	// Definitions are there when something refers to one; a real server leaves them out and the reference dangles.
	Definitions map[string]json.RawMessage `json:"definitions,omitempty"`
}

// toolInput cuts an action's input out of its schemas. It is false when the input is anything but an object or nothing.
func toolInput(schemas json.RawMessage, model string) (actionSchema, bool) {
	if model == "" {
		return actionSchema{Type: "object"}, true
	}
	d := definitions{all: gjson.ParseBytes(schemas), model: model, names: map[place]string{}, made: map[string]json.RawMessage{}}
	root := at(d.all, []string{"definitions", model})
	for range maxHops { // z.lazy may make the whole input a reference
		ref := root.Get(`$ref`)
		if !ref.Exists() {
			break
		}
		_, root = d.find(model, ref.String())
	}
	switch root.Get("type").String() {
	case "null":
		return actionSchema{Type: "object"}, true
	case "object":
		var input actionSchema
		if json.Unmarshal(d.rewritten(model, root), &input) != nil {
			return actionSchema{}, false
		}
		input.Definitions = d.made
		return input, true
	}
	return actionSchema{}, false
}

// maxHops bounds how often a reference leads to another one.
const maxHops = 16

// definitions gathers what an input refers to. In a function's schemas "#" means the model that it stands in, and a model may
// bring definitions of its own; in a tool's schema "#" is the tool's. So what belongs to other models moves and gets a name.
type definitions struct {
	all   gjson.Result // {"definitions":{…}} of the function
	model string       // the input's
	names map[place]string
	made  map[string]json.RawMessage
}

// place is a schema inside a model, by the pointer that leads to it from the model (RFC 6901).
type place struct{ model, pointer string }

// rewritten is a schema of a model with its references leading to where the tool has them.
func (d *definitions) rewritten(model string, schema gjson.Result) json.RawMessage {
	return compile.Modern{Ref: func(ref string) string { return d.ref(model, ref) }}.Schema(schema)
}

// ref is a reference of a model as the tool has it. What leads nowhere becomes a schema that takes anything.
func (d *definitions) ref(model, ref string) string {
	to, schema := d.find(model, ref)
	if to == (place{d.model, ""}) {
		return "#"
	}
	name, known := d.names[to]
	if !known {
		name = d.name(to)
		d.names[to], d.made[name] = name, json.RawMessage("{}") // taken, before what it refers to takes names
		if schema.IsObject() || schema.IsBool() {
			d.made[name] = d.rewritten(to.model, schema)
		}
	}
	return "#/definitions/" + name
}

// find is where a reference of a model leads: inside the model, or to another one of the function.
func (d *definitions) find(model, ref string) (place, gjson.Result) {
	pointer, local := strings.CutPrefix(ref, "#")
	text, err := url.PathUnescape(pointer)
	if !local || err != nil || text != "" && text[0] != '/' {
		return place{model, ref}, gjson.Result{}
	}
	written := strings.Split(text, "/")[1:]
	steps := make([]string, 0, len(written))
	for _, step := range written {
		steps = append(steps, pointerEscapes.Replace(step))
	}
	if found := at(d.all, append([]string{"definitions", model}, steps...)); found.Exists() {
		return place{model, text}, found
	}
	if len(steps) < 2 || steps[0] != "definitions" {
		return place{model, text}, gjson.Result{}
	}
	return place{steps[1], strings.Join(append([]string{""}, written[2:]...), "/")}, at(d.all, steps)
}

// pointerEscapes are those of RFC 6901.
var pointerEscapes = strings.NewReplacer("~1", "/", "~0", "~")

// at walks into a value. The result does not exist when there is nothing.
func at(value gjson.Result, steps []string) gjson.Result {
	for _, step := range steps {
		var next gjson.Result
		n := 0
		value.ForEach(func(key, each gjson.Result) bool {
			if value.IsObject() && key.String() == step || value.IsArray() && strconv.Itoa(n) == step {
				next = each
			}
			n++
			return !next.Exists()
		})
		value = next
	}
	return value
}

// unfit are the characters that a reference would have to escape.
var unfit = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// name is a name for a definition that no other one has.
func (d *definitions) name(of place) string {
	wanted := of.pointer[strings.LastIndexByte(of.pointer, '/')+1:]
	if of.model != d.model {
		wanted = strings.TrimSuffix(of.model+"."+wanted, ".")
	}
	wanted = cmp.Or(unfit.ReplaceAllString(wanted, "_"), "any")
	name := wanted
	for n := 2; ; n++ {
		if _, taken := d.made[name]; !taken {
			return name
		}
		name = wanted + "_" + strconv.Itoa(n)
	}
}
