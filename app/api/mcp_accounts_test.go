package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// answering calls a tool that asks the user, who decides, and returns the question too.
func (st *stack) answering(client *mcp.ClientSession, decision, tool string, arguments any) (got called, question map[string]any) {
	st.t.Helper()
	done := make(chan called)
	go func() { done <- st.call(client, tool, arguments) }()
	question = st.decide(decision)
	return <-done, question
}

func (st *stack) allowed(client *mcp.ClientSession, tool string, arguments any) called {
	st.t.Helper()
	got, _ := st.answering(client, "once", tool, arguments)
	if got.fails {
		st.t.Fatalf("%s: allowed, and answered %s", tool, got.text)
	}
	return got
}

const assistantSecret = "CANARY-7d1c0a5f9b3e"

func importArguments(st *stack, id, secret string) map[string]any {
	return map[string]any{"integration_id": "bench", "connection_id": id, "connection_config": map[string]any{"baseUrl": st.upstream.URL},
		"credentials": map[string]any{"type": "API_KEY", "apiKey": secret}, "metadata": map[string]any{"count": 2, "batch": 2, "salt": "!"}}
}

func TestAnAssistantLooksAfterAConnectionAndItsSyncs(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, nil)
	made := st.allowed(client, "connection_import", importArguments(st, "jane", assistantSecret))
	if made.at(t, "connection_id") != "jane" || strings.Contains(made.text, "CANARY") {
		t.Errorf("imported as %s", made.text)
	}
	named := map[string]any{"integration_id": "bench", "connection_id": "jane"}
	with := func(name string, value any) map[string]any {
		return map[string]any{"integration_id": "bench", "connection_id": "jane", name: value}
	}
	changed := st.allowed(client, "metadata_update", with("metadata", map[string]any{"count": 3, "id": json.RawMessage("12345678901234567890")}))
	if changed.at(t, "metadata", "count") != 3.0 || changed.at(t, "metadata", "salt") != "!" || !strings.Contains(changed.text, "12345678901234567890") {
		t.Errorf("the metadata is %s", changed.text)
	}
	if got := st.allowed(client, "metadata_set", with("metadata", map[string]any{"count": 3, "batch": 2, "salt": "?"})); strings.Contains(got.text, "12345678901234567890") {
		t.Errorf("the replaced metadata is %s", got.text)
	}
	if got := st.call(client, "connection_get", named); got.at(t, "metadata", "salt") != "?" {
		t.Errorf("the connection is %s", got.text)
	}
	status := func() map[string]any {
		got := st.call(client, "syncs_status", with("syncs", []string{"fill"}))
		return got.at(t, "syncs").([]any)[0].(map[string]any)
	}
	if now := status(); now["status"] != "PAUSED" && now["status"] != "STOPPED" {
		t.Errorf("a sync that was never started is %v", now)
	}
	st.allowed(client, "syncs_trigger", with("syncs", []string{"fill"}))
	for end := time.Now().Add(20 * time.Second); status()["latestExecutionStatus"] != "SUCCESS"; {
		if time.Now().After(end) {
			t.Fatalf("the run does not end: %v", status())
		}
	}
	if counts := status()["recordCount"].(map[string]any); counts["BenchRecord"] != 3.0 {
		t.Errorf("it keeps %v", counts)
	}
	page := st.call(client, "records_list", map[string]any{"integration_id": "bench", "connection_id": "jane", "model": "BenchRecord", "limit": 2})
	if rows := page.at(t, "records").([]any); len(rows) != 2 || page.at(t, "next_cursor") == nil {
		t.Errorf("the records are %s", page.text)
	}
	one := st.call(client, "records_list", map[string]any{"integration_id": "bench", "connection_id": "jane", "model": "BenchRecord", "ids": []string{"rec-0000001"}})
	if rows := one.at(t, "records").([]any); len(rows) != 1 || rows[0].(map[string]any)["name"] != "Record number 1?" {
		t.Errorf("the record is %s", one.text)
	}
	if models := st.call(client, "records_models", nil); !strings.Contains(models.text, `"model":"BenchRecord"`) {
		t.Errorf("the models are %s", models.text)
	}
	st.startPauseAndEnd(client, named)
}

// startPauseAndEnd goes on with jane's sync, and deletes the connection.
func (st *stack) startPauseAndEnd(client *mcp.ClientSession, named map[string]any) {
	st.t.Helper()
	run := st.call(client, "runs_list", named).at(st.t, "runs").([]any)[0].(map[string]any)
	if got := st.expect(http.StatusOK, "GET", "/patchbay/runs/"+run["id"].(string), nil); got.at(st.t, "data", "trigger") != "mcp" {
		st.t.Errorf("an assistant's run was started by %v", got.at(st.t, "data", "trigger"))
	}
	st.allowed(client, "syncs_start", named)
	st.allowed(client, "syncs_pause", named)
	after := st.call(client, "syncs_status", named).at(st.t, "syncs").([]any)[0].(map[string]any)
	if after["status"] != "PAUSED" {
		st.t.Errorf("a paused sync is %v", after)
	}
	if ended := st.call(client, "run_cancel", map[string]any{"id": run["id"]}); ended.at(st.t, "state") != "succeeded" {
		st.t.Errorf("a run that had ended is %s", ended.text)
	}
	st.allowed(client, "connection_delete", named)
	if got := st.call(client, "connection_get", named); !got.fails || !strings.HasSuffix(got.text, "(not_found)") {
		st.t.Errorf("a deleted connection is %s", got.text)
	}
}

func TestTheUserReadsWhatAnAssistantWouldChange(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, nil)
	before := st.expect(http.StatusOK, "GET", "/connections/c1?provider_config_key=bench", nil).at(t, "metadata")
	c1 := func(more map[string]any) map[string]any {
		out := map[string]any{"integration_id": "bench", "connection_id": "c1"}
		for name, value := range more {
			out[name] = value
		}
		return out
	}
	for _, c := range []struct {
		tool      string
		arguments map[string]any
		effect    []string
		covers    string
	}{
		{"connection_import", importArguments(st, "new", assistantSecret), []string{"Import the connection bench/new", `"apiKey": "•••"`}, ""},
		{"connection_import", importArguments(st, "c1", assistantSecret), []string{"Replace the credentials and the metadata of the connection bench/c1"}, ""},
		{"connection_delete", c1(nil), []string{"Delete the connection bench/c1", "records"}, ""},
		{"metadata_set", c1(map[string]any{"metadata": map[string]any{"a": 1}}), []string{"Replace the metadata of bench/c1", `"a": 1`}, "changing the metadata of bench/c1"},
		{"metadata_update", c1(map[string]any{"metadata": map[string]any{"a": 1}}), []string{"Change the metadata of bench/c1"}, "changing the metadata of bench/c1"},
		{"syncs_start", c1(map[string]any{"syncs": []string{"fill"}}), []string{"Start fill of bench/c1"}, "starting, pausing and running the syncs of bench/c1"},
		{"syncs_pause", map[string]any{"integration_id": "bench"}, []string{"Pause all syncs of every connection of bench"}, "starting, pausing and running the syncs of every connection of bench"},
		{"syncs_trigger", c1(map[string]any{"syncs": []string{"fill"}}), []string{"Run fill of bench/c1 now"}, "starting, pausing and running the syncs of bench/c1"},
		{"sync_frequency", c1(map[string]any{"sync": "fill", "frequency": "every hour"}), []string{"Let fill of bench/c1 run every hour"}, ""},
		{"syncs_trigger", c1(map[string]any{"reset": true, "empty_cache": true}), []string{"from scratch", "records are deleted first"}, ""},
	} {
		got, question := st.answering(client, "deny", c.tool, c.arguments)
		if !got.fails || !strings.HasSuffix(got.text, "(consent_denied)") {
			t.Errorf("%s: refused, and answered %+v", c.tool, got)
		}
		seen := question["summary"].(string) + "\n" + question["detail"].(string)
		for _, part := range c.effect {
			if !strings.Contains(seen, part) {
				t.Errorf("%s: the user does not read %q in %s", c.tool, part, seen)
			}
		}
		if strings.Contains(seen, "CANARY") || question["covers"] != c.covers {
			t.Errorf("%s: the question is %v", c.tool, question)
		}
	}
	if runs := st.call(client, "runs_list", nil); len(runs.at(t, "runs").([]any)) != 0 {
		t.Errorf("refused, and ran %s", runs.text)
	}
	after := st.expect(http.StatusOK, "GET", "/connections/c1?provider_config_key=bench", nil)
	if text, err := json.Marshal(before); err != nil || !strings.Contains(after.body, string(text)) {
		t.Errorf("refused, and changed to %s", after.body)
	}
}

// What the user allowed with the key masked is that key, and no other.
func TestAnAnswerCountsForTheVeryCredentials(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{patience: time.Millisecond})
	client := st.mcpClient("/mcp/patchbay")
	if got := st.call(client, "connection_import", importArguments(st, "jane", assistantSecret)); !strings.HasSuffix(got.text, "(consent_pending)") {
		t.Fatalf("%+v", got)
	}
	st.decide("once")
	if got := st.call(client, "connection_import", importArguments(st, "jane", "another")); !strings.HasSuffix(got.text, "(consent_pending)") {
		t.Errorf("other credentials went through: %+v", got)
	}
	if got := st.call(client, "connection_import", importArguments(st, "jane", assistantSecret)); got.fails {
		t.Errorf("what was allowed did not: %s", got.text)
	}
}

// An assistant reads the code that a script reads.
func TestToolsFailWithTheCodesOfTheAPI(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, nil)
	c1 := []string{"Provider-Config-Key", "bench", "Connection-Id", "c1"}
	for _, c := range []struct {
		tool      string
		arguments map[string]any
		same      answer
	}{
		{"records_list", map[string]any{"integration_id": "bench", "connection_id": "nobody", "model": "BenchRecord"},
			st.ask("GET", "/records?model=BenchRecord", nil, "Provider-Config-Key", "bench", "Connection-Id", "nobody")},
		{"records_list", map[string]any{"integration_id": "bench", "connection_id": "c1", "model": "BenchRecord", "cursor": "x"}, st.ask("GET", "/records?model=BenchRecord&cursor=x", nil, c1...)},
		{"syncs_status", map[string]any{"integration_id": "bench", "connection_id": "nobody"}, st.ask("GET", "/sync/status?syncs=*&provider_config_key=bench&connection_id=nobody", nil)},
		{"connection_get", map[string]any{"integration_id": "nothing", "connection_id": "c1"}, st.ask("GET", "/connections/c1?provider_config_key=nothing", nil)},
		{"run_cancel", map[string]any{"id": "none"}, st.ask("DELETE", "/patchbay/runs/none", nil)},
		{"proxy_request", map[string]any{"method": "GET", "path": "/echo", "integration_id": "bench", "connection_id": "nobody"},
			st.ask("GET", "/proxy/echo", nil, "Provider-Config-Key", "bench", "Connection-Id", "nobody")},
		{"records_list", map[string]any{"integration_id": "bench"}, st.ask("POST", "/connections", map[string]any{})},
	} {
		got := st.call(client, c.tool, c.arguments)
		if !got.fails || c.same.code() == "" || !strings.HasSuffix(got.text, "("+c.same.code()+")") {
			t.Errorf("%s answers %s, and the API %s", c.tool, got.text, c.same.body)
		}
	}
}

// Numbers keep their digits and code its brackets, on the way to the provider and back.
func TestAToolPassesValuesOnAsTheyAre(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	client := st.mcpClient("/mcp/patchbay")
	const id = "12345678901234567890"
	got := st.allowed(client, "proxy_request", map[string]any{"method": "POST", "path": "/echo", "integration_id": "bench", "connection_id": "c1",
		"body": map[string]any{"id": json.RawMessage(id), "of": "Map<string>"}})
	if sent := got.at(t, "body", "body"); sent != `{"id":`+id+`,"of":"Map<string>"}` || !strings.Contains(got.text, "Map<string>") {
		t.Errorf("the provider read %v, and the answer is %s", sent, got.text)
	}
}
