package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// functionsOrder is the order in which the answers about functions are replayed; a name with + is a step that was not recorded.
var functionsOrder = []string{
	"+bench", "+c1", "+g-sync", "+functions",
	"functions-list", "functions-get", "scripts-config", "scripts-config-openai",
	"action-trigger", "action-trigger-bad-input", "action-trigger-bad-body", "action-trigger-missing-headers", "action-trigger-unknown-action",
	"action-trigger-unknown-connection", "action-trigger-unknown-integration", "action-trigger-action-error", "action-trigger-throw",
	"action-trigger-upstream-error", "action-v1-endpoint",
	"action-trigger-async", "+async-done", "action-async-result", "action-trigger-async-failing", "+async-failed", "action-async-result-failed",
	"records-list-before-first-run", "records-list-missing-headers", "records-list-unknown-connection", "records-list-unknown-model",
	"records-list-bad-cursor", "records-list-bad-filter", "records-list-bad-modified-after",
	"sync-status-before", "sync-status-missing-syncs", "sync-status-unknown-sync", "sync-start-unknown-sync", "sync-trigger-unknown-connection",
	"sync-trigger-unknown-sync", "sync-trigger-bad-body",
	"sync-start", "+synced", "sync-status-started", "sync-pause", "sync-status-paused", "sync-status-after",
	"records-list", "records-list-filter-added", "records-list-filter-deleted", "records-list-ids", "records-list-modified-after", "records-list-page-1",
	"sync-update-frequency", "sync-status-new-frequency", "sync-update-frequency-bad", "sync-update-frequency-too-short", "sync-update-frequency-reset",
	"sync-variant-create", "sync-variant-create-again",
	"sync-trigger-opts", "+synced-again", "records-list-after-prune",
}

// functionsElsewhere are recorded answers about functions that another test shows, or whose moment cannot be met.
var functionsElsewhere = map[string]string{
	"records-list-page-2":         "its cursor is another server's; TestRecordsArePaged follows ours",
	"sync-status-running":         "a run of five records is over before it is asked for",
	"sync-status-variant":         "recorded with records that another call had saved",
	"action-async-result-pending": "an action that does nothing is done before it is asked for; package functions tests it",
	"cli-deploy-02":               "TestDeploysAnswerAsRecorded",
	"cli-deploy-03":               "TestDeploysAnswerAsRecorded",
	"rate-limit-exceeded":         "there is no rate limit", "rate-limit-headers": "there is no rate limit",
}

// recordedFunctions replays what a real server answered about functions.
func recordedFunctions(t *testing.T, b *board) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	ids := map[string]string{} // of asynchronous actions, by the step that made them
	for _, name := range functionsOrder {
		if step, ok := strings.CutPrefix(name, "+"); ok {
			st.functionsStep(step, ids)
			continue
		}
		g := loadGolden(t, name)
		for made, id := range ids {
			if strings.HasPrefix(name, "action-async-result") && strings.HasSuffix(made, "failing") == strings.HasSuffix(name, "failed") {
				g.Request.Path = "/action/" + id
			}
		}
		a := st.replay(g, "")
		if a.status == 202 {
			ids[name] = a.at(t, "id").(string)
		}
		b.replayed(g.Request.Method, g.Request.Path, t.Run(name, func(t *testing.T) { compareFunctions(t, g, a) }), false)
	}
}

// compareFunctions compares an answer, but not which of equally old records comes first: that hangs on ids of the recording.
func compareFunctions(t *testing.T, g golden, a answer) {
	t.Helper()
	if table, ok := g.Response.Body.(map[string]any); ok && a.status == g.Response.Status {
		if want, ok := table["records"].([]any); ok {
			got, _ := a.at(t, "records").([]any)
			for i := range min(len(want), len(got)) {
				for _, key := range []string{"name", "email", "amount", "active"} {
					want[i].(map[string]any)[key] = got[i].(map[string]any)[key]
				}
			}
		}
	}
	compareAnswer(t, g, a)
}

func (st *stack) functionsStep(step string, ids map[string]string) {
	st.t.Helper()
	switch step {
	case "bench", "c1":
		unrecorded(st, step)
	case "g-sync":
		st.expect(201, "POST", "/connections", map[string]any{"provider_config_key": "bench", "connection_id": "g-sync",
			"metadata": map[string]any{"salt": "", "batch": 3, "count": 5}, "connection_config": map[string]any{"baseUrl": st.upstream.URL},
			"credentials": map[string]any{"type": "API_KEY", "apiKey": "k-123"}})
	case "functions":
		st.runFunctions("bench")
	case "async-done":
		st.await(200, "/action/"+ids["action-trigger-async"])
	case "async-failed":
		st.await(500, "/action/"+ids["action-trigger-async-failing"])
	case "synced":
		st.synced("g-sync", 1)
	case "synced-again":
		st.synced("g-sync", 2)
	}
}

// await asks until the answer has the status.
func (st *stack) await(status int, path string) answer {
	st.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		if a := st.ask("GET", path, nil); a.status == status {
			return a
		}
	}
	st.t.Fatalf("GET %s does not become %d", path, status)
	return answer{}
}

// finished counts the runs of a function that have ended.
func (st *stack) finished(function, connection string) int {
	a := st.expect(200, "GET", "/patchbay/runs?state=succeeded&function="+function+"&connection="+connection, nil)
	return len(a.at(st.t, "data").([]any))
}

// synced waits until the connection's sync has run that many times and is idle.
func (st *stack) synced(connection string, runs int) {
	st.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		a := st.expect(200, "GET", fmt.Sprintf("/sync/status?syncs=fill&provider_config_key=bench&connection_id=%s", connection), nil)
		one := a.at(st.t, "syncs").([]any)[0].(map[string]any)
		if one["latestExecutionStatus"] == "SUCCESS" && one["status"] != "RUNNING" && st.finished("fill", connection) == runs {
			return
		}
	}
	st.t.Fatal("the sync does not end")
}
