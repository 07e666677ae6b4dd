package api_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// drafts is a model's server that answers with one file after the other, in two pieces each.
func drafts(t *testing.T, answers ...string) *httptest.Server {
	t.Helper()
	next := make(chan string, len(answers))
	for _, one := range answers {
		next <- one
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		text := <-next
		for _, piece := range []string{text[:len(text)/2], text[len(text)/2:]} {
			event, _ := json.Marshal(map[string]any{"choices": []any{map[string]any{"delta": map[string]string{"content": piece}}}})
			_, _ = fmt.Fprintf(w, "data: %s\n\n", event)
			_ = http.NewResponseController(w).Flush()
		}
		_, _ = io.WriteString(w, "data: [DONE]\n\n")
	}))
	t.Cleanup(server.Close)
	return server
}

// draft is an answer with an action that returns an expression.
func draft(result string) string {
	return "```typescript\n" + adds(result) + "\n```"
}

// adds is the file of such an action.
func adds(result string) string {
	return "import { createAction } from 'nango';\nimport { z } from 'zod';\nexport default createAction({ description: 'Adds', version: '1.0.0',\n" +
		"    input: z.object({ a: z.number() }), output: z.object({ sum: z.number() }), exec: async (_nango, input) => ({ sum: " + result + " }) });"
}

func TestAFunctionIsDescribedDraftedAcceptedAndRun(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.runFolder(fstest.MapFS{"index.ts": {Data: []byte("import './mine/actions/other.js';\n")}, "mine/actions/other.ts": {Data: []byte(adds("input.a"))}})
	st.integration("mine", "unauthenticated", nil)
	st.connection("mine", "one", map[string]any{"type": "NONE"})
	if got := st.expect(http.StatusOK, "GET", "/patchbay/builder/model", nil).at(t, "data"); got != nil {
		t.Errorf("before anything is set up the model is %v", got)
	}
	wanted := map[string]any{"description": "Add one to a number", "integration": "mine", "connection": "one", "name": "add", "type": "action", "input": map[string]any{"a": 1}}
	st.expect(http.StatusConflict, "POST", "/patchbay/builder/sessions", wanted)
	server := drafts(t, "ready", draft("'many' +"), draft("input.a + 1"))
	saved := st.expect(http.StatusOK, "PUT", "/patchbay/builder/model", map[string]any{"kind": "openai", "url": server.URL + "/v1", "name": "small", "key": "model-key-123456"})
	if strings.Contains(saved.body, "model-key") || saved.at(t, "data", "has_key") != true {
		t.Errorf("saved: %s", saved.body)
	}
	if got := st.expect(http.StatusOK, "POST", "/patchbay/builder/model/test", map[string]any{}).at(t, "answer"); got != "ready" {
		t.Errorf("the test gives %v", got)
	}
	st.expect(http.StatusOK, "GET", "/patchbay/builder/samples?integration=mine&connection=one", nil)
	id := st.expect(http.StatusAccepted, "POST", "/patchbay/builder/sessions", wanted).at(t, "data", "id").(string)
	path := "/patchbay/builder/sessions/" + id
	final := followed(t, st.expect(http.StatusOK, "GET", path+"/events", nil).body)
	rounds := final["rounds"].([]any)
	if final["state"] != "passed" || len(rounds) != 2 || len(rounds[0].(map[string]any)["problems"].([]any)) == 0 {
		t.Fatalf("it ended as %v", final)
	}
	if out := fmt.Sprint(rounds[1].(map[string]any)["dry_run"].(map[string]any)["output"]); out != "map[sum:2]" {
		t.Errorf("the dry run gave %s", out)
	}
	st.expect(http.StatusNotFound, "GET", "/patchbay/project/file?path=mine/actions/add.ts", nil)
	if got := st.expect(http.StatusOK, "POST", path+"/accept", map[string]any{}).at(t, "data", "state"); got != "accepted" {
		t.Errorf("accepted it is %v", got)
	}
	st.until("the function is installed", func() bool {
		return st.ask("GET", "/patchbay/functions/mine/action/add", nil).status == http.StatusOK
	})
	ran := st.expect(http.StatusOK, "POST", "/action/trigger", map[string]any{"action_name": "add", "input": map[string]any{"a": 41}}, "Connection-Id", "one", "Provider-Config-Key", "mine")
	if fmt.Sprint(ran.at(t, "sum")) != "42" {
		t.Errorf("the function gives %s", ran.body)
	}
	st.expect(http.StatusOK, "POST", path+"/stop", map[string]any{})
	st.expect(http.StatusNotFound, "GET", "/patchbay/builder/sessions/none/events", nil)
	st.expect(http.StatusNoContent, "DELETE", "/patchbay/builder/model", nil)
}

// followed puts a session together from its events, as a page does, and checks that no text is lost.
func followed(t *testing.T, events string) map[string]any {
	t.Helper()
	var session map[string]any
	grown, kind := "", ""
	lines := bufio.NewScanner(strings.NewReader(events))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			kind = name
		}
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		if kind == "text" {
			var more string
			must(t, json.Unmarshal([]byte(data), &more))
			grown += more
			continue
		}
		before := len(grown)
		session = nil
		must(t, json.Unmarshal([]byte(data), &session))
		if rounds := session["rounds"].([]any); len(rounds) > 0 {
			answer := rounds[len(rounds)-1].(map[string]any)["answer"].(string)
			if answer != "" && !strings.HasPrefix(answer, grown) {
				t.Errorf("%d bytes were streamed that are no part of %q", before, answer)
			}
			grown = answer
		}
	}
	return session
}
