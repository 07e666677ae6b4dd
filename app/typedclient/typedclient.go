// Package typedclient writes one TypeScript file for programs that call the user's functions: types of models, inputs and
// outputs, and a client over fetch that depends on nothing. It calls only routes of the public API, so the same file works
// against a real server.
package typedclient

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"patchbay/app/compile"
)

// The parts that are the same for everybody. Those for actions and records are left out where there are none: unused
// functions are errors in some programs.
var (
	//go:embed runtime.ts
	runtime string
	//go:embed actions.ts
	actionRuntime string
	//go:embed records.ts
	recordRuntime string
)

const header = `// Types and a client for the functions of this folder, made by ` + "`patchbay functions types`" + `.
// Changes are lost when it is made again.
/* eslint-disable */

`

// Counts says what a file holds.
type Counts struct {
	Actions int `json:"actions"`
	Models  int `json:"models"`
}

// Generate returns the file's text. Functions appear by integration and name, so that the text changes only when they do;
// on-event functions have nothing to call.
func Generate(functions []*compile.Function) (string, Counts) {
	sorted := slices.Clone(functions)
	slices.SortStableFunc(sorted, func(a, b *compile.Function) int {
		return strings.Compare(a.Integration+"\x00"+a.Name, b.Integration+"\x00"+b.Name)
	})
	w := &writer{names: newNames(), models: map[string]model{}}
	var groups []*group
	for _, f := range sorted {
		if f.Type == compile.OnEvent {
			continue
		}
		if len(groups) == 0 || groups[len(groups)-1].integration != f.Integration {
			groups = append(groups, &group{integration: f.Integration, members: newMembers(), models: newMembers()})
		}
		groups[len(groups)-1].add(w, f)
	}
	var counts Counts
	for _, g := range groups {
		counts.Actions += len(g.actions)
		counts.Models += len(g.records)
	}
	parts := []string{clientType(groups), runtime}
	if counts.Actions > 0 {
		parts = append(parts, actionRuntime)
	}
	if counts.Models > 0 {
		parts = append(parts, recordRuntime)
	}
	return header + w.out.String() + strings.Join(parts, "\n") + clientMaker(groups), counts
}

// group is what one integration has.
type group struct {
	integration string
	members     *members
	models      *members
	actions     []action
	records     []record
}

type action struct {
	member, name, about string
	input, output       string // types; input is "" when there is none
}

type record struct {
	member, model, about, typeName string
}

func (g *group) add(w *writer, f *compile.Function) {
	prefix := pascal(f.Integration)
	if f.Type == compile.Action {
		one := action{member: g.members.take(camel(f.Name)), name: f.Name, about: f.Description}
		base := prefix + pascal(f.Name)
		if schema := definition(f, f.Input); schema.Exists() && schema.Get("type").String() != "null" {
			one.input = w.declare(base+"Input", schema, "What the action "+f.Name+" takes.")
		}
		one.output = "unknown"
		if len(f.Models) > 0 {
			one.output = w.declare(base+"Output", definition(f, f.Models[0]), "What the action "+f.Name+" answers.")
		}
		g.actions = append(g.actions, one)
		return
	}
	for _, name := range f.Models {
		if slices.ContainsFunc(g.records, func(r record) bool { return r.model == name }) {
			continue // another sync saves it too; records are listed by integration and model
		}
		g.records = append(g.records, record{member: g.models.take(name), model: name, about: f.Description,
			typeName: w.declare(prefix+name, definition(f, name), "A record of the sync "+f.Name+".")})
	}
}

// clientType is the interface of the client.
func clientType(groups []*group) string {
	var out strings.Builder
	out.WriteString("/** Everything that can be called, by integration. */\nexport interface Client {\n  actions: {\n")
	for at, member := range topLevel(groups) {
		fmt.Fprintf(&out, "    /** Integration %s. */\n    %s: {\n", comment(groups[at].integration), member)
		for _, a := range groups[at].actions {
			input := ""
			if a.input != "" {
				input = "input: " + a.input + ", "
			}
			fmt.Fprintf(&out, "%s      %s(connectionId: string, %soptions?: CallOptions): Promise<%s>;\n", doc("      ", told(a.name, a.about)), a.member, input, a.output)
		}
		out.WriteString("    };\n")
	}
	out.WriteString("  };\n  records: {\n")
	for at, member := range topLevel(groups) {
		fmt.Fprintf(&out, "    /** Integration %s. */\n    %s: {\n", comment(groups[at].integration), member)
		for _, r := range groups[at].records {
			fmt.Fprintf(&out, "%s      %s(connectionId: string, query?: RecordQuery): AsyncGenerator<Saved<%s>, void, undefined>;\n",
				doc("      ", told(r.model, r.about)), r.member, r.typeName)
		}
		out.WriteString("    };\n")
	}
	out.WriteString("  };\n}\n")
	return out.String()
}

func told(name, about string) string {
	if about == "" {
		return name
	}
	return name + ": " + about
}

// clientMaker is the function that makes a client.
func clientMaker(groups []*group) string {
	var out strings.Builder
	out.WriteString("\n/** A client for one environment. It keeps the key and nothing else. */\nexport function createClient(options: ClientOptions): Client {\n" +
		"  const send = sender(options);\n  return {\n    actions: {\n")
	for at, member := range topLevel(groups) {
		fmt.Fprintf(&out, "      %s: {\n", member)
		for _, a := range groups[at].actions {
			parameters, input := "connectionId, options", "undefined"
			if a.input != "" {
				parameters, input = "connectionId, input, options", "input"
			}
			fmt.Fprintf(&out, "        %s: (%s) => runAction(send, { integration: %s, connectionId }, %s, %s, options),\n",
				a.member, parameters, quoted(groups[at].integration), quoted(a.name), input)
		}
		out.WriteString("      },\n")
	}
	out.WriteString("    },\n    records: {\n")
	for at, member := range topLevel(groups) {
		fmt.Fprintf(&out, "      %s: {\n", member)
		for _, r := range groups[at].records {
			fmt.Fprintf(&out, "        %s: (connectionId, query) => listRecords(send, { integration: %s, connectionId }, %s, query),\n",
				r.member, quoted(groups[at].integration), quoted(r.model))
		}
		out.WriteString("      },\n")
	}
	out.WriteString("    },\n  };\n}\n")
	return out.String()
}

// topLevel gives each group its member of actions and records, in order.
func topLevel(groups []*group) []string {
	taken := newMembers()
	out := make([]string, 0, len(groups))
	for _, g := range groups {
		out = append(out, taken.take(camel(g.integration)))
	}
	return out
}
