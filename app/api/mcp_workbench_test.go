package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// workbenchOf is a client of the workbench over the bench folder with more actions.
func workbenchOf(t *testing.T, more map[string]string) (*stack, *mcp.ClientSession) {
	t.Helper()
	st := benchStack(t, stackOptions{}, more)
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	return st, st.mcpClient("/mcp/patchbay")
}

func TestAnAssistantWritesCompilesAndTriesAFunction(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, nil)
	if about := client.InitializeResult(); about.ServerInfo.Name != "patchbay" || !strings.Contains(about.Instructions, "proxy_request") {
		t.Errorf("the server says %+v", about)
	}
	source := "import { createAction } from 'nango';\nimport { z } from 'zod';\nexport default createAction({ description: 'Made here', version: '1.0.0', " +
		"input: z.object({ id: z.string() }), output: z.object({ path: z.string() }), " +
		"exec: async (nango, input) => { const a = await nango.get({ endpoint: '/echo/' + input.id }); %s return { path: a.data.path }; } });\n"
	var asked map[string]any
	write := func(path, text, base string) called {
		done := make(chan called)
		go func() {
			done <- st.call(client, "file_write", map[string]any{"path": path, "text": text, "base": base})
		}()
		asked = st.decide("once")
		return <-done
	}
	if got := write("bench/actions/made.ts", fmt.Sprintf(source, ""), ""); got.fails {
		t.Fatal(got.text)
	}
	if asked["changes"] != "" {
		t.Errorf("a new file replaces %v", asked["changes"])
	}
	index := st.call(client, "file_read", map[string]any{"path": "index.ts"})
	if got := write("index.ts", index.at(t, "text").(string)+"import './bench/actions/made.js';\n", index.at(t, "hash").(string)); got.fails {
		t.Fatal(got.text)
	}
	if changes, _ := asked["changes"].(string); !strings.HasSuffix(changes, "\n+import './bench/actions/made.js';\n") || strings.Count(changes, "\n-") != 0 {
		t.Errorf("the user reads these changes: %q", changes)
	}
	for {
		compiled := st.call(client, "functions_compile", nil)
		if compiled.at(t, "errors") != 0.0 {
			t.Fatalf("%v", compiled.value)
		}
		if compiled.at(t, "functions") == 6.0 {
			break
		}
	}
	tried := st.call(client, "function_dry_run", map[string]any{"integration_id": "bench", "name": "made", "connection_id": "c1", "input": map[string]any{"id": "7"}})
	if tried.fails || tried.at(t, "state") != "succeeded" || tried.at(t, "output", "path") != "/echo/7" {
		t.Fatalf("%+v", tried)
	}
	run := st.call(client, "run_get", map[string]any{"id": tried.at(t, "id")})
	if !strings.Contains(run.text, "GET "+st.upstream.URL+"/echo/7 200") {
		t.Errorf("the run's lines lack its request: %s", run.text)
	}
	if runs := st.call(client, "runs_list", map[string]any{"function": "made"}); !strings.Contains(runs.text, `"dry":true`) || !strings.Contains(runs.text, `"trigger":"mcp"`) {
		t.Errorf("the run is not listed: %s", runs.text)
	}
	if list := st.call(client, "functions_list", nil); !strings.Contains(list.text, `"Made here"`) {
		t.Errorf("the function is not listed: %s", list.text)
	}
	if one := st.call(client, "function_get", map[string]any{"integration_id": "bench", "name": "made"}); !strings.Contains(one.at(t, "source").(string), "Made here") ||
		one.at(t, "input_schema", "type") != "object" {
		t.Errorf("the function is %v", one.value)
	}
	logged := st.call(client, "logs_list", map[string]any{"operations": []any{map[string]any{"type": "mcp", "actions": []string{"file_write"}}}})
	if logged.at(t, "pagination", "total") != 2.0 {
		t.Errorf("the writes are not in the log: %s", logged.text)
	}
}

func TestADryRunThatWritesAsksFirst(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, map[string]string{
		"writes": `description: 'Writes', input: z.void(), output: z.object({ method: z.string() }), exec: async (nango) => { const a = await nango.post<{ method: string }>({ endpoint: '/echo/written', data: { n: 1 } }); return { method: a.data.method }; }`,
	})
	arguments := map[string]any{"integration_id": "bench", "name": "writes", "connection_id": "c1"}
	sent := func() (n int) {
		for _, line := range st.upstream.requests() {
			if line == "POST /echo/written" {
				n++
			}
		}
		return n
	}
	done := make(chan called)
	go func() { done <- st.call(client, "function_dry_run", arguments) }()
	question := st.decide("deny")
	if detail := question["detail"].(string); !strings.Contains(detail, "send POST /echo/written") || question["kind"] != "dry_run" {
		t.Errorf("the user reads %v", question)
	}
	if got := <-done; !got.fails || sent() != 0 {
		t.Errorf("refused, and answered %+v with %d requests", got, sent())
	}
	arguments["validate"] = true // another call, not the one that was refused
	st.runDryWith(client, arguments)
}

// runDryWith runs the refused function for another connection, which the user allows.
func (st *stack) runDryWith(client *mcp.ClientSession, arguments map[string]any) {
	st.t.Helper()
	st.expect(201, "POST", "/connections", map[string]any{"provider_config_key": "bench", "connection_id": "c2",
		"connection_config": map[string]any{"baseUrl": st.upstream.URL}, "credentials": map[string]any{"type": "API_KEY", "apiKey": "k-456"}})
	arguments["connection_id"] = "c2"
	done := make(chan called)
	go func() { done <- st.call(client, "function_dry_run", arguments) }()
	st.decide("once")
	if got := <-done; got.fails || got.at(st.t, "state") != "succeeded" || got.at(st.t, "output", "method") != "POST" {
		st.t.Errorf("allowed, and answered %+v", got)
	}
}

func TestFilesOfToolsStayClosedToAssistants(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, nil)
	for _, path := range []string{".env", ".env.local", ".nango/schema.ts", "bench/.git/config", "../outside", "/etc/passwd", "node_modules/x.js"} {
		for _, c := range []struct {
			tool      string
			arguments map[string]any
		}{{"file_read", map[string]any{"path": path}}, {"file_write", map[string]any{"path": path, "text": "x"}}} {
			if got := st.call(client, c.tool, c.arguments); !got.fails {
				t.Errorf("%s takes %s: %s", c.tool, path, got.text)
			}
			if waiting := serve(st.server.Trusted(), "GET", "/patchbay/mcp").at(t, "data", "questions").([]any); len(waiting) != 0 {
				t.Errorf("the user is asked about %s", path)
			}
		}
	}
	if files := st.call(client, "files_list", nil); strings.Contains(files.text, `".nango`) || !strings.Contains(files.text, "noop.ts") {
		t.Errorf("the files are %s", files.text)
	}
}

// Every reading tool of every door is called; no answer holds the secrets that the app keeps.
func TestNoAnswerHoldsASecret(t *testing.T) {
	t.Parallel()
	st, workbench := workbenchOf(t, map[string]string{
		"tell": `description: 'Tells', input: z.void(), output: z.any(), exec: async (nango) => { const a = await nango.get({ endpoint: '/echo' }); return a.data; }`,
	})
	const secret = "CANARY-k-9f8e7d6c5b4a"
	st.integration("gh", "github", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "public-id", "client_secret": secret + "-app"}})
	st.integration("crm", "private-api-bearer", nil)
	st.expect(201, "POST", "/connections", map[string]any{"provider_config_key": "bench", "connection_id": "secretive",
		"connection_config": map[string]any{"baseUrl": st.upstream.URL}, "credentials": map[string]any{"type": "API_KEY", "apiKey": secret}})
	management, actions := st.mcpClient("/mcp/management"), st.mcpClient("/mcp", "Provider-Config-Key", "bench", "Connection-Id", "secretive")
	named := map[string]any{"integration_id": "bench", "connection_id": "secretive"}
	with := func(more map[string]any) map[string]any {
		for name, value := range named {
			more[name] = value
		}
		return more
	}
	read := with(map[string]any{"method": "GET", "path": "/echo?token=" + secret})
	checked := 0
	check := func(client *mcp.ClientSession, tool string, arguments any) called {
		t.Helper()
		got := st.call(client, tool, arguments)
		if strings.Contains(got.text, "CANARY") || strings.Contains(got.text, testKey) {
			t.Errorf("%s tells a secret: %s", tool, got.text)
		}
		if got.fails {
			t.Errorf("%s: %s", tool, got.text)
		}
		checked++
		return got
	}
	check(workbench, "proxy_request", read)
	check(management, "proxy_request", read)
	run := check(workbench, "function_dry_run", with(map[string]any{"name": "tell"}))
	check(workbench, "run_get", map[string]any{"id": run.at(t, "id")})
	result, err := actions.CallTool(t.Context(), &mcp.CallToolParams{Name: "tell"})
	must(t, err)
	if text := toolText(t, result); strings.Contains(text, "CANARY") {
		t.Errorf("an action tells a secret: %s", text)
	}
	app := check(management, "integrations_get", map[string]any{"integration_id": "gh", "include": []string{"webhook", "credentials"}})
	if app.at(t, "data", "credentials", "client_id") != "public-id" {
		t.Errorf("the app is told as %v", app.value)
	}
	if address, told := app.at(t, "data").(map[string]any)["webhook_url"]; !told || address != nil {
		t.Errorf("of an app without webhooks the address is %v, told: %t", address, told)
	}
	check(management, "integrations_list", nil)
	check(management, "connections_list", nil)
	check(management, "connections_list", map[string]any{"limit": 5000, "search": "secretive"})
	one := check(management, "connections_get", named)
	if one.at(t, "connection_config", "baseUrl") != st.upstream.URL {
		t.Errorf("the connection is %v", one.value)
	}
	operations := check(management, "logs_list_operations", map[string]any{"limit": 3, "connections": []string{"secretive"}})
	first := operations.at(t, "operations").([]any)[0].(map[string]any)
	check(management, "logs_get_operation", map[string]any{"operationId": first["id"], "messages": map[string]any{"limit": 2}})
	for _, tool := range []string{"providers_search", "integrations_list", "connections_list", "functions_list", "runs_list", "logs_list", "files_list", "functions_compile", "records_models"} {
		check(workbench, tool, nil)
	}
	check(workbench, "provider_get", map[string]any{"provider": "github"})
	found := check(workbench, "providers_search", map[string]any{"query": "GitHub", "auth_mode": "oauth2", "limit": 1})
	if len(found.at(t, "providers").([]any)) != 1 || found.at(t, "total").(float64) < 1 {
		t.Errorf("found %v", found.value)
	}
	if checked < 20 {
		t.Errorf("%d answers were looked at", checked)
	}
}
