package api_test

import (
	"encoding/json"
	"testing"

	"patchbay/app/compile"
	"patchbay/app/functions"
	"patchbay/app/script"
)

// installed puts functions into the stack without running anything.
func (st *stack) installed(list ...*compile.Function) {
	st.t.Helper()
	env := st.settings.Default()
	_, err := st.functions.Install(st.t.Context(), env.ID, &compile.Project{Functions: list}, functions.Scope{})
	must(st.t, err)
}

func anAction(integration, name, description, properties string) *compile.Function {
	file := integration + "/actions/" + name + ".ts"
	return &compile.Function{Integration: integration, Name: name, Type: compile.Action, Version: "1.0.0", File: file, Description: description, Input: "In",
		JSONSchema: json.RawMessage(`{"definitions":{"In":{"type":"object","properties":` + properties + `,"required":["id"]}}}`), Hash: name, Program: script.NewProgram(file, "")}
}

// http-api §2.8 and §15.2: integrations of one provider are one item.
func TestScriptsConfigHasOneItemForEachProvider(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("one", "unauthenticated", nil) // the older one comes first
	st.integration("two", "unauthenticated", nil)
	st.integration("other", "private-api-bearer", nil)
	st.installed(anAction("one", "first", "", `{}`), anAction("two", "second", "", `{}`), anAction("other", "third", "", `{}`))
	a := st.expect(200, "GET", "/scripts/config", nil)
	list(".", "provider", "private-api-bearer", "unauthenticated")(t, a)
	list("1.actions", "name", "first", "second")(t, a)
	list("0.actions", "name", "third")(t, a)
}

// http-api §2.8: a line of the description tells about a parameter.
func TestToolParametersAreDescribedByLinesOfTheDescription(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("one", "unauthenticated", nil)
	st.installed(anAction("one", "first", "Reads one issue.\n- id: its \"number\" \r\n  - team: whose: theirs\n- none: nobody has it\n-owner: no such line\n",
		`{"id":{"description":"old","type":"integer"},"owner":{"type":"string"},"team":{"type":"string"},"any":true}`))
	a := st.expect(200, "GET", "/scripts/config?format=openai", nil)
	has("data.0.parameters", `{"properties":{"any":true,"id":{"description":"its \"number\"","type":"integer"},"owner":{"type":"string"},"team":{"description":"whose: theirs","type":"string"}},"required":["id"],"type":"object"}`)(t, a)
}
