package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"patchbay/app/functions"
	"patchbay/app/project"
)

// hub is a folder of the integration "hub", whose files come by their path in it.
func hub(files map[string]string) fstest.MapFS {
	folder := fstest.MapFS{"package.json": {Data: []byte(`{"name":"nango-integrations","type":"module"}`)}}
	index := ""
	for name, text := range files {
		folder["hub/"+name] = &fstest.MapFile{Data: []byte(text)}
		index += "import './hub/" + strings.TrimSuffix(name, ".ts") + ".js';\n"
	}
	folder["index.ts"] = &fstest.MapFile{Data: []byte(index)}
	return folder
}

// onEvent is a function that tells the provider what it was called for.
func onEvent(event, exec string) string {
	return "import { createOnEvent } from 'nango';\nexport default createOnEvent({ event: '" + event + "', description: 'Tells the provider', " +
		"exec: async (nango) => {\n" + exec + "\n} });\n"
}

// eventStack has the integration "hub" at the fake provider, and its functions.
func eventStack(t *testing.T, files map[string]string) *stack {
	t.Helper()
	st := newStack(t, stackOptions{})
	st.integration("hub", "jira-data-center-api-key", nil)
	st.runFolder(hub(files))
	return st
}

func (st *stack) connectHub(id, key string) answer {
	st.t.Helper()
	return st.ask("POST", "/connections", map[string]any{"provider_config_key": "hub", "connection_id": id,
		"connection_config": map[string]any{"baseUrl": st.upstream.URL}, "credentials": map[string]any{"type": "API_KEY", "apiKey": key}})
}

// until waits for hints until the condition holds.
func (st *stack) until(what string, holds func() bool) {
	st.t.Helper()
	hints := st.bus.Subscribe()
	defer hints.Close()
	limit := time.NewTimer(30 * time.Second)
	defer limit.Stop()
	for !holds() {
		select {
		case <-hints.C:
		case <-limit.C:
			st.t.Fatal("never: " + what)
		}
	}
}

// A connection's life as its functions see it: one may refuse it, one runs once it is there, one runs while it still is.
func TestFunctionsHearOfConnections(t *testing.T) {
	t.Parallel()
	st := eventStack(t, map[string]string{
		"on-events/check.ts": onEvent("validate-connection", `const { data } = await nango.get<{ headers: Record<string, string> }>({ endpoint: '/check/' + nango.connectionId });
	if (data.headers['authorization']?.includes('wrong')) {
		throw new nango.ActionError({ message: 'This account is not an admin.' });
	}`),
		"on-events/welcome.ts": onEvent("post-connection-creation", `await nango.post({ endpoint: '/welcome/' + nango.connectionId });`),
		"on-events/goodbye.ts": onEvent("pre-connection-deletion", `await nango.delete({ endpoint: '/hooks/' + nango.connectionId });`),
	})
	if a := st.connectHub("eve", "wrong"); a.status < 400 || !strings.Contains(a.body, "This account is not an admin.") {
		t.Errorf("a refused connection answers %d: %s", a.status, a.body)
	}
	st.expect(http.StatusNotFound, "GET", "/connections/eve?provider_config_key=hub", nil)
	if a := st.connectHub("anna", "right"); a.status != http.StatusCreated {
		t.Fatalf("a good connection answers %d: %s", a.status, a.body)
	}
	st.until("the provider hears of anna", func() bool { return slices.Contains(st.upstream.requests(), "POST /welcome/anna") })
	if slices.Contains(st.upstream.requests(), "POST /welcome/eve") {
		t.Error("a refused connection was welcomed")
	}
	// The credentials are still there when the function says goodbye, or the provider would not hear of it.
	st.expect(http.StatusOK, "DELETE", "/connections/anna?provider_config_key=hub", nil)
	if heard := st.upstream.requests(); !slices.Contains(heard, "DELETE /hooks/anna") {
		t.Errorf("nobody said goodbye: %v", heard)
	}
	st.expect(http.StatusNotFound, "GET", "/connections/anna?provider_config_key=hub", nil)
}

// A function of the library takes an event as its vendor documents it: the sample names an issue, which is read again and saved.
func TestALibraryFunctionTakesAnEvent(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("../templates/library/gitlab/syncs/issues.ts")
	must(t, err)
	st := eventStack(t, map[string]string{"syncs/issues.ts": string(source)})
	st.upstream.mu.Lock()
	st.upstream.fixed = map[string]string{"/api/v4/projects/7/issues/3": `{"id":41,"iid":3,"project_id":7,"title":"Log in fails","description":null,"state":"opened",
		"author":{"username":"anna"},"assignees":[{"username":"ben"}],"labels":["bug"],"web_url":"https://gitlab.example/acme/website/-/issues/3",
		"created_at":"2026-11-02T08:00:00.000Z","updated_at":"2026-11-03T09:30:00.000Z"}`}
	st.upstream.mu.Unlock()
	st.connectHub("anna", "right")
	env := st.settings.Default()
	// https://docs.gitlab.com/user/project/integrations/webhook_events/: the headers name the event, the body the issue.
	runs, err := st.functions.RunWebhook(context.WithoutCancel(t.Context()), functions.WebhookInput{EnvironmentID: env.ID, Integration: "hub", Connection: "anna",
		Headers: map[string]string{"X-Gitlab-Event": "Issue Hook"},
		Payload: json.RawMessage(`{"object_kind":"issue","event_type":"issue","project":{"id":7,"name":"website"},"object_attributes":{"id":41,"iid":3,"action":"update"}}`)})
	must(t, err)
	if len(runs) != 1 || runs[0].State != functions.Succeeded || runs[0].Kind != functions.KindWebhook {
		t.Fatalf("runs = %+v", runs)
	}
	a := st.expect(http.StatusOK, "GET", "/records?model=Issue", nil, "Provider-Config-Key", "hub", "Connection-Id", "anna")
	saved := a.at(t, "records").([]any)
	if len(saved) != 1 || saved[0].(map[string]any)["title"] != "Log in fails" || saved[0].(map[string]any)["author"] != "anna" {
		t.Errorf("records = %s", a.body)
	}
	rows := st.expect(http.StatusOK, "GET", "/patchbay/records?integration=hub&connection=anna&model=Issue", nil)
	if row := rows.at(t, "data").([]any)[0].(map[string]any); row["run"] != runs[0].ID {
		t.Errorf("the row names the run %v, want %s", row["run"], runs[0].ID)
	}
}

// A function that has never compiled is shown by what there is of it: its text and what is wrong with it.
func TestAFunctionThatNeverCompiledHasItsOwnPage(t *testing.T) {
	t.Parallel()
	st := eventStack(t, map[string]string{"on-events/welcome.ts": onEvent("post-connection-creation", "")})
	const source = "import { createAction } from 'nango';\nexport default createAction({ description: = });\n"
	st.expect(http.StatusNotFound, "GET", "/patchbay/functions/hub/action/broken", nil)
	st.expect(http.StatusOK, "PUT", "/patchbay/project/file", map[string]any{"path": "hub/actions/broken.ts", "text": source})
	st.expect(http.StatusOK, "PUT", "/patchbay/project/file", map[string]any{"path": "index.ts", "text": "import './hub/actions/broken.js';\nimport './hub/on-events/welcome.js';\n",
		"base": st.expect(http.StatusOK, "GET", "/patchbay/project/file?path=index.ts", nil).at(t, "hash")})
	st.until("the broken file is compiled", func() bool {
		state := st.project.Wait(t.Context())
		return state.Phase == project.Ready && state.Errors > 0
	})
	for _, kind := range []string{"action", "any"} {
		one := st.expect(http.StatusOK, "GET", "/patchbay/functions/hub/"+kind+"/broken", nil).at(t, "data").(map[string]any)
		problems, _ := one["diagnostics"].([]any)
		if one["state"] != "broken" || one["source"] != source || one["input_schema"] != nil || one["installed_at"] != nil || one["provider"] != "jira-data-center-api-key" || len(problems) == 0 {
			t.Errorf("the function is %v", one)
			continue
		}
		if first := problems[0].(map[string]any); first["file"] != "hub/actions/broken.ts" || first["line"] != json.Number("2") {
			t.Errorf("its problem is %v", first)
		}
	}
	st.expect(http.StatusNotFound, "GET", "/patchbay/functions/hub/sync/broken", nil)
}
