package api_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// commandLine connects the official client to a door as `patchbay mcp` does: without a key.
func (st *stack) commandLine(door string, more ...string) *mcp.ClientSession {
	st.t.Helper()
	socket := httptest.NewServer(st.server.CommandLine())
	st.t.Cleanup(socket.Close)
	set := headers{"User-Agent": "test-agent/1 through patchbay mcp"}
	for i := 0; i+1 < len(more); i += 2 {
		set[more[i]] = more[i+1]
	}
	client := mcp.NewClient(&mcp.Implementation{Name: "test-agent", Version: "1"}, nil)
	session, err := client.Connect(context.WithoutCancel(st.t.Context()), &mcp.StreamableClientTransport{Endpoint: socket.URL + door,
		HTTPClient: &http.Client{Transport: set}}, nil)
	must(st.t, err)
	st.t.Cleanup(func() { must(st.t, session.Close()); http.DefaultTransport.(*http.Transport).CloseIdleConnections() })
	return session
}

// slowActions are actions that call a provider, and one that takes long.
var slowActions = map[string]string{
	"writes": `description: 'Writes', input: z.object({ n: z.number() }), output: z.any(), exec: async (nango, input) => { const a = await nango.post({ endpoint: '/echo/written', data: input }); return a.data; }`,
	"slow":   `description: 'Takes long', input: z.void(), output: z.void(), exec: async () => { await new Promise((done) => setTimeout(done, 600_000)); }`,
}

func (st *stack) written() (n int) {
	for _, line := range st.upstream.requests() {
		if line == "POST /echo/written" {
			n++
		}
	}
	return n
}

func TestAKeyRunsActionsWithoutTheSwitchAndWithoutQuestions(t *testing.T) {
	t.Parallel()
	st := benchStack(t, stackOptions{}, slowActions)
	result, err := st.mcpClient("/mcp", ofBench...).CallTool(t.Context(), &mcp.CallToolParams{Name: "writes", Arguments: map[string]any{"n": 1}})
	must(t, err)
	if result.IsError || st.written() != 1 {
		t.Errorf("answered %s with %d requests", toolText(t, result), st.written())
	}
}

func TestWithoutAKeyActionsNeedTheSwitch(t *testing.T) {
	t.Parallel()
	st := benchStack(t, stackOptions{}, slowActions)
	for name, handler := range map[string]http.Handler{"the control socket": st.server.CommandLine(), "the window": st.server.Trusted()} {
		for _, message := range []string{mcpInitialize, mcpList} {
			r := httptest.NewRequest("POST", "/mcp", strings.NewReader(message))
			r.Header = http.Header{"Provider-Config-Key": {"bench"}, "Connection-Id": {"c1"}, "Content-Type": {"application/json"},
				"Accept": {"application/json, text/event-stream"}}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), `"mcp_disabled"`) {
				t.Errorf("%s answers %d %s", name, w.Code, w.Body)
			}
		}
	}
}

func TestWithoutAKeyAnActionAsksFirst(t *testing.T) {
	t.Parallel()
	st := benchStack(t, stackOptions{}, slowActions)
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	client := st.commandLine("/mcp", ofBench...)
	call := func(name string, arguments any) func() called {
		done := make(chan called)
		go func() {
			result, err := client.CallTool(context.WithoutCancel(t.Context()), &mcp.CallToolParams{Name: name, Arguments: arguments})
			if err != nil {
				done <- called{text: err.Error(), fails: true}
				return
			}
			done <- called{text: toolText(t, result), fails: result.IsError}
		}()
		return func() called { return <-done }
	}
	ended := call("writes", map[string]any{"n": 7})
	question := st.decide("deny")
	if question["kind"] != "action" || question["summary"] != "Run the action writes with the connection bench/c1" || question["detail"] != "{\n  \"n\": 7\n}" ||
		question["caller"] != "test-agent/1 through patchbay mcp" {
		t.Errorf("the user reads %v", question)
	}
	if got := ended(); !got.fails || !strings.Contains(got.text, "consent_denied") || st.written() != 0 {
		t.Errorf("refused, and answered %+v with %d requests", got, st.written())
	}
	ended = call("writes", map[string]any{"n": 8})
	st.decide("session")
	if got := ended(); got.fails || st.written() != 1 {
		t.Errorf("allowed, and answered %+v with %d requests", got, st.written())
	}
	if got := call("writes", map[string]any{"n": 9})(); got.fails || st.written() != 2 {
		t.Errorf("allowed for the session, and answered %+v", got)
	}
	if got := call("none", nil)(); !got.fails || !strings.Contains(got.text, "Action not found") {
		t.Errorf("an action that is not there: %+v", got)
	}
	ended = call("fail", map[string]any{"how": "action-error"})
	if st.decide("once"); !strings.Contains(ended().text, "asked to fail") {
		t.Error("the failure is not told")
	}
	if runs := st.expect(200, "GET", "/patchbay/runs?function=fail", nil).at(t, "data").([]any); len(runs) != 1 {
		t.Errorf("allowed once, it ran %d times", len(runs))
	}
	if logged := st.expect(200, "GET", "/patchbay/operations?kind=mcp", nil); !strings.Contains(logged.body, "Run the action writes, asked by test-agent/1") {
		t.Errorf("the log does not name who asked: %s", logged.body)
	}
}

func TestNobodyToAskRunsNothing(t *testing.T) {
	t.Parallel()
	st := benchStack(t, stackOptions{}, slowActions)
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	for want, writes := range []string{"refuse", "allow"} {
		client := st.commandLine("/mcp", append([]string{"Patchbay-Mcp-Writes", writes}, ofBench...)...)
		result, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: "writes", Arguments: map[string]any{"n": 1}})
		must(t, err)
		if result.IsError != (want == 0) || st.written() != want {
			t.Errorf("%s: %s with %d requests", writes, toolText(t, result), st.written())
		}
	}
}

// abandoned calls a tool, waits until its run is under way, takes the call back and returns the run's last state.
func (st *stack) abandoned(client *mcp.ClientSession, tool string, arguments any) string {
	st.t.Helper()
	ctx, cancel := context.WithCancel(st.t.Context())
	done := make(chan error)
	go func() {
		_, err := client.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: arguments})
		done <- err
	}()
	state := func() string {
		runs := st.expect(200, "GET", "/patchbay/runs?function=slow&limit=1", nil).at(st.t, "data").([]any)
		if len(runs) == 0 {
			return ""
		}
		return runs[0].(map[string]any)["state"].(string)
	}
	await := func(reached func(string) bool) string {
		for end := time.Now().Add(30 * time.Second); ; {
			if now := state(); reached(now) || time.Now().After(end) {
				return now
			}
		}
	}
	await(func(now string) bool { return now == "running" })
	cancel()
	if err := <-done; err == nil {
		st.t.Error("a cancelled call succeeded")
	}
	return await(func(now string) bool { return now != "running" })
}

func TestACallThatIsTakenBackEndsItsRun(t *testing.T) {
	t.Parallel()
	st := benchStack(t, stackOptions{}, slowActions)
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	client := st.commandLine("/mcp", append([]string{"Patchbay-Mcp-Writes", "allow"}, ofBench...)...)
	if state := st.abandoned(client, "slow", nil); state != "cancelled" {
		t.Errorf("the run of the action is %s", state)
	}
	dry := map[string]any{"integration_id": "bench", "connection_id": "c1", "name": "slow"}
	for name, client := range map[string]*mcp.ClientSession{"stdio": st.commandLine("/mcp/patchbay"), "HTTP": st.mcpClient("/mcp/patchbay")} {
		if state := st.abandoned(client, "function_dry_run", dry); state != "cancelled" {
			t.Errorf("%s: the dry run is %s", name, state)
		}
	}
}
