package compile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"strings"

	"patchbay/app/fault"
)

// quoted is the JSON text of a string as JavaScript writes it.
func quoted(s string) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string never fails
	text := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	if !bytes.Contains(text, []byte(`\u202`)) {
		return text
	}
	// Go escapes these two, JavaScript does not. Pairs of backslashes are passed over first.
	return []byte(strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029").Replace(string(text)))
}

// BuildFile is the name of a function's bundle below build/, as the official compiler chooses it.
func BuildFile(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(file, path.Ext(file)), "/", "_") + ".cjs"
}

// WriteBuild writes build/*.cjs and .nango/nango.json as the official compiler would. Other files in build/ stay.
func WriteBuild(dir *os.Root, p *Project) error {
	for _, name := range []string{"build", ".nango"} {
		if err := dir.MkdirAll(name, 0o755); err != nil {
			return unwritable(name, err)
		}
	}
	for _, f := range p.Functions {
		name := "build/" + BuildFile(f.File)
		if err := dir.WriteFile(name, []byte(f.Server), 0o644); err != nil {
			return unwritable(name, err)
		}
	}
	if err := dir.WriteFile(".nango/nango.json", manifest(p), 0o644); err != nil {
		return unwritable(".nango/nango.json", err)
	}
	return nil
}

func unwritable(name string, err error) error {
	return fault.New(fault.Unavailable, "not_writable", fmt.Sprintf("Cannot write %s in the project folder.", name)).WithCause(err)
}

// manifest is the text of .nango/nango.json (functions.md 5.5).
func manifest(p *Project) []byte {
	var order []string
	groups := map[string][]*Function{}
	for _, f := range p.Functions {
		if _, ok := groups[f.Integration]; !ok {
			order = append(order, f.Integration)
		}
		groups[f.Integration] = append(groups[f.Integration], f)
	}
	var flows list
	for _, integration := range order {
		flows = append(flows, flow(integration, groups[integration]))
	}
	var out bytes.Buffer
	_ = json.Indent(&out, flows.json(), "", "  ") // made here, so it is JSON
	return out.Bytes()
}

func flow(integration string, functions []*Function) []byte {
	var actions, syncs list
	scripts := map[string]list{}
	for _, f := range functions {
		switch f.Type {
		case Action:
			actions = append(actions, actionOf(f))
		case Sync:
			syncs = append(syncs, syncOf(f))
		case OnEvent:
			scripts[f.Event] = append(scripts[f.Event], quoted(f.Name))
		}
	}
	var onEvents object
	for _, event := range events {
		onEvents.add(event, scripts[event].json())
	}
	var o object
	o.add("providerConfigKey", quoted(integration))
	o.add("actions", actions.json())
	o.add("syncs", syncs.json())
	o.add("onEventScripts", onEvents.json())
	return o.json()
}

func actionOf(f *Function) []byte {
	var o object
	o.add("type", quoted("action"))
	o.add("description", quoted(f.Description))
	o.add("endpoint", declared(f.DeclaredEndpoints, "null"))
	o.add("input", quoted(f.Input))
	o.add("name", quoted(f.Name))
	o.add("output", texts(f.Models))
	o.add("scopes", texts(f.Scopes))
	o.add("usedModels", texts(f.UsedModels))
	o.add("version", quoted(f.Version))
	o.add("json_schema", f.JSONSchema)
	o.add("features", texts(f.Features))
	return o.json()
}

func syncOf(f *Function) []byte {
	input := []byte("null")
	if f.Input != "" {
		input = quoted(f.Input)
	}
	var o object
	o.add("type", quoted("sync"))
	o.add("description", quoted(f.Description))
	o.add("auto_start", truth(f.AutoStart))
	o.add("endpoints", declared(f.DeclaredEndpoints, "[]"))
	o.add("input", input)
	o.add("name", quoted(f.Name))
	o.add("output", texts(f.Models))
	o.add("runs", quoted(f.Frequency))
	o.add("scopes", texts(f.Scopes))
	o.add("sync_type", quoted(f.SyncType))
	o.add("track_deletes", truth(f.TrackDeletes))
	o.add("usedModels", texts(f.UsedModels))
	o.add("version", quoted(f.Version))
	o.add("webhookSubscriptions", texts(f.WebhookSubscriptions))
	o.add("json_schema", f.JSONSchema)
	o.add("features", texts(f.Features))
	return o.json()
}

// declared is a property as it was declared, or what stands for one that was not.
func declared(text json.RawMessage, otherwise string) []byte {
	if text == nil {
		return []byte(otherwise)
	}
	return text
}

func truth(b bool) []byte { return fmt.Append(nil, b) }

func texts(values []string) []byte {
	var l list
	for _, v := range values {
		l = append(l, quoted(v))
	}
	return l.json()
}

// list and object write JSON in the order of the official file.
type list [][]byte

func (l list) json() []byte {
	return append(append([]byte{'['}, bytes.Join(l, []byte{','})...), ']')
}

type object struct{ members [][]byte }

func (o *object) add(key string, value []byte) {
	o.members = append(o.members, append(append(quoted(key), ':'), value...))
}

func (o *object) json() []byte {
	return append(append([]byte{'{'}, bytes.Join(o.members, []byte{','})...), '}')
}
