package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// mcpSwitchedOn is a stack whose user lets assistants use the tools.
func mcpSwitchedOn(t *testing.T, o stackOptions) *stack {
	t.Helper()
	st := newStack(t, o)
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	return st
}

// decide is the user: it answers the next question and returns it.
func (st *stack) decide(decision string) map[string]any {
	st.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		waiting := serve(st.server.Trusted(), "GET", "/patchbay/mcp").at(st.t, "data", "questions").([]any)
		if len(waiting) == 0 {
			continue
		}
		question := waiting[0].(map[string]any)
		st.answer(question["id"].(string), decision, http.StatusOK)
		return question
	}
	st.t.Fatal("nobody asks")
	return nil
}

// answer answers a question as the window does.
func (st *stack) answer(id, decision string, status int) {
	st.t.Helper()
	a := send(st.server.Trusted(), "POST", "/patchbay/mcp/questions/"+id, map[string]any{"decision": decision})
	if a.status != status {
		st.t.Fatalf("answering: %d %s", a.status, a.body)
	}
}

// called is the outcome of a tool: its structured answer, and its text when it failed.
type called struct {
	value any
	text  string
	fails bool
}

func (c called) at(t *testing.T, keys ...string) any {
	t.Helper()
	v := c.value
	for _, key := range keys {
		table, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("no %q in %v %s", key, c.value, c.text)
		}
		v = table[key]
	}
	return v
}

// call calls a tool and checks that what comes back fits the tool's own schema and says the same twice.
func (st *stack) call(client *mcp.ClientSession, name string, arguments any) called {
	st.t.Helper()
	result, err := client.CallTool(context.WithoutCancel(st.t.Context()), &mcp.CallToolParams{Name: name, Arguments: arguments})
	must(st.t, err)
	text := toolText(st.t, result)
	if result.IsError {
		return called{text: text, fails: true}
	}
	var same any
	must(st.t, json.Unmarshal([]byte(text), &same))
	structured, err := json.Marshal(result.StructuredContent)
	must(st.t, err)
	again, err := json.Marshal(same)
	must(st.t, err)
	if string(structured) != string(again) {
		st.t.Errorf("%s says %s and %s", name, structured, again)
	}
	return called{value: result.StructuredContent, text: text}
}

func toolNames(t *testing.T, client *mcp.ClientSession) []string {
	t.Helper()
	list, err := client.ListTools(t.Context(), nil)
	must(t, err)
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
	}
	return names
}

func TestPatchbaysToolsAreOffUntilSwitchedOn(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, door := range []string{"/mcp/management", "/mcp/patchbay"} {
		if a := st.mcpAsk(door, mcpInitialize); a.status != http.StatusForbidden || a.code() != "mcp_disabled" {
			t.Errorf("%s: %d %s", door, a.status, a.body)
		}
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/settings", nil); a.at(t, "mcp") != false {
		t.Errorf("the setting is %v", a.at(t, "mcp"))
	}
}

func TestTheManagementToolsAreStrictAndTyped(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	client := st.mcpClient("/mcp/management")
	if name := client.InitializeResult().ServerInfo.Name; name != "Nango Management MCP server" {
		t.Errorf("the server is called %q", name)
	}
	list, err := client.ListTools(t.Context(), nil)
	must(t, err)
	for _, tool := range list.Tools {
		for which, schema := range map[string]any{"input": tool.InputSchema, "output": tool.OutputSchema} {
			text, err := json.Marshal(schema)
			must(t, err)
			var parsed jsonschema.Schema
			must(t, json.Unmarshal(text, &parsed))
			if parsed.Schema != "https://json-schema.org/draft/2020-12/schema" || parsed.Type != "object" || parsed.AdditionalProperties == nil {
				t.Errorf("%s: the %s schema is %s", tool.Name, which, text)
			}
		}
		if tool.Annotations == nil || tool.Title == "" || tool.Description == "" {
			t.Errorf("%s is not described", tool.Name)
		}
	}
	wire := st.mcpAsk("/mcp/management", mcpList).body
	if n := strings.Count(wire, `"execution":{"taskSupport":"forbidden"}`); n != 11 || len(list.Tools) != 11 {
		t.Errorf("%d of %d tools say that they are no tasks", n, len(list.Tools))
	}
	for name, arguments := range map[string]any{
		"integrations_get": map[string]any{}, "proxy_request": map[string]any{"method": "BREW", "path": "/x", "integration_id": "bench", "connection_id": "c1"},
		"connections_list": map[string]any{"limit": 0.5}, "integrations_list": map[string]any{"unknown": 1}, "connect_session_create": map[string]any{},
		"connections_get": map[string]any{"integration_id": "bench", "connection_id": "nobody"},
	} {
		if got := st.call(client, name, arguments); !got.fails || got.text == "" {
			t.Errorf("%s takes %v: %+v", name, arguments, got)
		}
	}
}

func TestAKeySeesOnlyTheToolsOfItsScopes(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	key := st.key("few", "environment:integrations:list", "environment:connections:*")
	client := st.mcpClient("/mcp/management", key...)
	if names := toolNames(t, client); !slices.Equal(names, []string{"connections_get", "connections_list", "integrations_list"}) {
		t.Errorf("the tools are %q", names)
	}
	if _, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: "integrations_delete", Arguments: map[string]any{"integration_id": "bench"}}); err == nil {
		t.Error("a tool that is not listed can be called")
	}
	if a := st.mcpAsk("/mcp/patchbay", mcpList, key...); a.status != http.StatusForbidden {
		t.Errorf("the workbench opens to a key with few scopes: %d %s", a.status, a.body)
	}
	if a := st.mcpAsk("/mcp", mcpList, append(slices.Clone(ofBench), key...)...); a.status != http.StatusForbidden {
		t.Errorf("actions open to a key without environment:mcp: %d", a.status)
	}
}

// Security UI-12: writes, deletions, a new host and a secret, as the user reads them.
func TestWhatChangesSomethingAsksWithTheExactEffect(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	management, workbench := st.mcpClient("/mcp/management"), st.mcpClient("/mcp/patchbay")
	request := func(method, path string, more map[string]any) map[string]any {
		out := map[string]any{"method": method, "path": path, "integration_id": "bench", "connection_id": "c1"}
		for name, value := range more {
			out[name] = value
		}
		return out
	}
	for name, c := range map[string]struct {
		client    *mcp.ClientSession
		tool      string
		arguments any
		effect    []string // what the user reads
		upstream  string   // what must not arrive when refused
	}{
		"post":     {workbench, "proxy_request", request("POST", "/echo", map[string]any{"body": map[string]any{"n": 1}, "headers": map[string]any{"X-A": "b"}}), []string{"POST /echo", "bench/c1", `"n": 1`, "X-A: b", "test-agent/1 with an API key"}, "POST /echo"},
		"delete":   {management, "proxy_request", request("DELETE", "/echo?x=1", nil), []string{"DELETE /echo?x=1"}, "DELETE /echo"},
		"new host": {workbench, "proxy_request", request("GET", "/echo", map[string]any{"base_url_override": "https://elsewhere.test"}), []string{"GET /echo", "https://elsewhere.test"}, "elsewhere"},
		"forget":   {management, "integrations_delete", map[string]any{"integration_id": "bench"}, []string{"Delete the integration bench", "1 connections"}, "nothing"},
		"create":   {management, "integrations_create", map[string]any{"provider": "private-api-bearer", "integration_id": "new", "credential_source": "own"}, []string{"Create the integration new", "private-api-bearer"}, "nothing"},
		"rename": {management, "integrations_update", map[string]any{"integration_id": "bench", "display_name": "Other", "credentials": map[string]any{"type": "OAUTH2", "client_id": "i", "client_secret": "s-CANARY"}},
			[]string{"Change the integration bench", "Other", `"client_secret": "•••"`}, "nothing"},
		"a session": {management, "connect_session_create", map[string]any{"tags": map[string]any{"a": "b"}}, []string{"Connect session", `"a": "b"`}, "nothing"},
	} {
		done := make(chan called)
		go func() { done <- st.call(c.client, c.tool, c.arguments) }()
		question := st.decide("deny")
		text, err := json.Marshal(question)
		must(t, err)
		seen := strings.ReplaceAll(string(text), `\"`, `"`)
		for _, part := range c.effect {
			if !strings.Contains(seen, part) {
				t.Errorf("%s: the user does not read %q in %s", name, part, seen)
			}
		}
		if got := <-done; !got.fails || !strings.Contains(got.text, "does not allow") {
			t.Errorf("%s: refused, and answered %+v", name, got)
		}
		for _, line := range st.upstream.requests() {
			if strings.Contains(line, c.upstream) {
				t.Errorf("%s: refused, and sent %s", name, line)
			}
		}
	}
	if a := st.expect(http.StatusOK, "GET", "/integrations", nil); strings.Contains(a.body, `"new"`) || !strings.Contains(a.body, `"bench"`) || strings.Contains(a.body, "Other") {
		t.Errorf("a refused write was made: %s", a.body)
	}
}

func TestAnAllowedWriteIsMadeAndASessionAsksOnce(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	client := st.mcpClient("/mcp/patchbay")
	post := map[string]any{"method": "POST", "path": "/echo", "integration_id": "bench", "connection_id": "c1", "body": map[string]any{"n": 1}}
	done := make(chan called)
	go func() { done <- st.call(client, "proxy_request", post) }()
	st.decide("once")
	if got := <-done; got.fails || got.at(t, "status") != 200.0 || got.at(t, "body", "body") != `{"n":1}` {
		t.Errorf("allowed, and answered %+v", got)
	}
	go func() { done <- st.call(client, "proxy_request", post) }()
	st.decide("session")
	<-done
	post["path"] = "/echo/other"
	if got := st.call(client, "proxy_request", post); got.fails {
		t.Errorf("allowed for the session, and refused: %s", got.text)
	}
	grants := serve(st.server.Trusted(), "GET", "/patchbay/mcp").at(t, "data", "grants").([]any)
	if len(grants) != 1 {
		t.Fatalf("grants %v", grants)
	}
	if a := serve(st.server.Trusted(), "DELETE", "/patchbay/mcp/grants/"+grants[0].(map[string]any)["id"].(string)); a.status != http.StatusNoContent {
		t.Errorf("taking it back: %d %s", a.status, a.body)
	}
	go func() { done <- st.call(client, "proxy_request", post) }()
	st.decide("deny")
	if got := <-done; !got.fails {
		t.Error("a permission that was taken back still counts")
	}
}

// A client that holds the API key must not answer its own question.
func TestAnAPIKeyCannotAnswerForTheUser(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{patience: time.Millisecond})
	client := st.mcpClient("/mcp/patchbay")
	got := st.call(client, "proxy_request", map[string]any{"method": "POST", "path": "/echo", "integration_id": "bench", "connection_id": "c1"})
	if !got.fails || !strings.Contains(got.text, "call the tool again") {
		t.Errorf("%+v", got)
	}
	id := st.expect(http.StatusOK, "GET", "/patchbay/mcp", nil).at(t, "data", "questions").([]any)[0].(map[string]any)["id"].(string)
	if a := st.ask("POST", "/patchbay/mcp/questions/"+id, map[string]any{"decision": "once"}); a.status != http.StatusForbidden {
		t.Errorf("an API key answered: %d %s", a.status, a.body)
	}
	if a := st.mcpAsk("/mcp/patchbay", `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"proxy_request","arguments":{"method":"POST","path":"/echo","integration_id":"bench","connection_id":"c1"}}}`,
		"Patchbay-Mcp-Writes", "allow"); !strings.Contains(a.body, `"isError":true`) {
		t.Errorf("a header allowed a write: %s", a.body)
	}
	st.answer(id, "once", http.StatusOK)
	st.answer(id, "once", http.StatusNotFound)
	st.answer("x", "maybe", http.StatusBadRequest)
	for _, line := range st.upstream.requests() {
		if strings.HasPrefix(line, "POST") {
			t.Errorf("sent %s", line)
		}
	}
}

// The user may take long; the client that asked does not hold the app up when it goes away.
func TestACallEndsWithItsClient(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{patience: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, "POST", st.url+"/mcp/patchbay", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"tools/call",`+
		`"params":{"name":"proxy_request","arguments":{"method":"POST","path":"/echo","integration_id":"bench","connection_id":"c1"}}}`))
	must(t, err)
	req.Header = http.Header{"Authorization": {"Bearer " + testKey}, "Content-Type": {"application/json"}, "Accept": {"application/json, text/event-stream"}}
	done := make(chan error)
	go func() {
		res, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
		if err == nil {
			err = res.Body.Close()
		}
		done <- err
	}()
	for end := time.Now().Add(20 * time.Second); len(st.expect(200, "GET", "/patchbay/mcp", nil).at(t, "data", "questions").([]any)) == 0; {
		if time.Now().After(end) {
			t.Fatal("nobody asks")
		}
	}
	cancel()
	if err := <-done; err == nil {
		t.Error("a cancelled call succeeded")
	}
	for end := time.Now().Add(20 * time.Second); ; {
		a := st.expect(200, "GET", "/patchbay/operations?kind=mcp", nil)
		if a.at(t, "data").([]any)[0].(map[string]any)["state"] != "running" {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the call goes on: %s", a.body)
		}
	}
}
