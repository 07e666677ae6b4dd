package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// headers adds headers to every request of a client.
type headers map[string]string

func (h headers) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	for name, value := range h {
		r.Header.Set(name, value)
	}
	return http.DefaultTransport.RoundTrip(r)
}

// mcpClient connects the official client to a door of the stack. Headers come in pairs.
func (st *stack) mcpClient(door string, more ...string) *mcp.ClientSession {
	st.t.Helper()
	set := headers{"Authorization": "Bearer " + testKey, "User-Agent": "test-agent/1"}
	for i := 0; i+1 < len(more); i += 2 {
		set[more[i]] = more[i+1]
	}
	client := mcp.NewClient(&mcp.Implementation{Name: "test-agent", Version: "1"}, nil)
	session, err := client.Connect(context.WithoutCancel(st.t.Context()), &mcp.StreamableClientTransport{Endpoint: st.url + door,
		HTTPClient: &http.Client{Transport: set}}, nil)
	must(st.t, err)
	st.t.Cleanup(func() { must(st.t, session.Close()); http.DefaultTransport.(*http.Transport).CloseIdleConnections() })
	return session
}

// benchFolder is the project of testdata/bench with more actions.
func benchFolder(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"package.json", "tsconfig.json", "index.ts", "bench/actions/noop.ts", "bench/actions/fetch-small.ts", "bench/actions/fail.ts",
		"bench/syncs/fill.ts", "bench/syncs/fill-upstream.ts"} {
		data, err := os.ReadFile("testdata/bench/" + name)
		must(t, err)
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

func addAction(files fstest.MapFS, name, definition string) {
	files["bench/actions/"+name+".ts"] = &fstest.MapFile{Data: []byte("import { createAction } from 'nango';\nimport { z } from 'zod';\nexport default createAction({ version: '1.0.0', " + definition + " });\n")}
	index := files["index.ts"]
	files["index.ts"] = &fstest.MapFile{Data: append(slices.Clone(index.Data), []byte("import './bench/actions/"+name+".js';\n")...)}
}

// benchStack is a stack with the bench integration, its connection c1 and the folder's functions.
func benchStack(t *testing.T, o stackOptions, more map[string]string) *stack {
	t.Helper()
	st := newStack(t, o)
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	files := benchFolder(t)
	for name, definition := range more {
		addAction(files, name, definition)
	}
	st.runFolder(files)
	return st
}

var ofBench = []string{"Provider-Config-Key", "bench", "Connection-Id", "c1"}

func toolText(t *testing.T, r *mcp.CallToolResult) string {
	t.Helper()
	if len(r.Content) != 1 {
		t.Fatalf("%d pieces of content", len(r.Content))
	}
	return r.Content[0].(*mcp.TextContent).Text
}

func TestEnabledActionsAreToolsOfTheOfficialClient(t *testing.T) {
	t.Parallel()
	st := benchStack(t, stackOptions{}, map[string]string{
		"many":  `description: 'Takes a list', input: z.array(z.string()), output: z.void(), exec: async () => {}`,
		"off":   `description: 'Disabled', input: z.object({}), output: z.object({ a: z.number() }), exec: async () => ({ a: 1 })`,
		"leaks": `description: '', input: z.object({ say: z.string() }), output: z.object({ said: z.string() }), exec: async (nango, input) => ({ said: input.say.split('').reverse().join('') })`,
	})
	st.expect(200, "PATCH", "/patchbay/functions/bench/action/off", map[string]any{"enabled": false})
	client := st.mcpClient("/mcp", ofBench...)
	about := client.InitializeResult()
	if about.ServerInfo.Name != "Nango Connection Tools MCP server" || about.ServerInfo.Version != "1.0.0" || about.Capabilities.Tools == nil ||
		about.Capabilities.Tools.ListChanged || about.Capabilities.Resources != nil {
		t.Errorf("the server is %+v with %+v", about.ServerInfo, about.Capabilities)
	}
	list, err := client.ListTools(t.Context(), nil)
	must(t, err)
	got := map[string]string{}
	for _, tool := range list.Tools {
		schema, err := json.Marshal(tool.InputSchema)
		must(t, err)
		got[tool.Name] = tool.Description + " " + string(schema)
	}
	want := map[string]string{
		"noop":        `Trivial action {"properties":{"name":{"type":"string"}},"required":["name"],"type":"object"}`,
		"fetch-small": `One upstream call {"type":"object"}`,
		"fail":        `Fails in a chosen way {"properties":{"how":{"type":"string"}},"required":["how"],"type":"object"}`,
		"leaks":       `leaks {"properties":{"say":{"type":"string"}},"required":["say"],"type":"object"}`,
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("tool %s: %s\nwant %s", name, got[name], want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("the tools are %v", got)
	}
	call := func(name string, arguments any) (*mcp.CallToolResult, error) {
		return client.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: arguments})
	}
	result, err := call("noop", map[string]any{"name": "x"})
	must(t, err)
	if text := toolText(t, result); text != "{\n  \"greeting\": \"hello x\"\n}" || result.IsError {
		t.Errorf("noop answered %q", text)
	}
	for name, c := range map[string]struct {
		tool      string
		arguments any
		text      string
	}{
		"unknown": {"nothing", nil, "Action not found"}, "disabled": {"off", map[string]any{}, "disabled_resource"},
		"throws": {"fail", map[string]any{"how": "action-error"}, "asked to fail"},
	} {
		_, err := call(c.tool, c.arguments)
		wire, ok := errors.AsType[*jsonrpc.Error](err)
		if !ok || wire.Code != jsonrpc.CodeInternalError || !strings.Contains(wire.Message, c.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if runs := st.expect(200, "GET", "/patchbay/runs?function=fail", nil).at(t, "data").([]any); len(runs) != 4 {
		t.Errorf("a failing action ran %d times, which should be once and three times more", len(runs))
	}
	// The action turns round what it is told: the key is not among the caller's own words, which may be said again.
	turned := []byte("k-123 " + testKey)
	slices.Reverse(turned)
	result, err = call("leaks", map[string]any{"say": string(turned)})
	must(t, err)
	if text := toolText(t, result); strings.Contains(text, testKey) {
		t.Errorf("an answer holds the API key: %s", text)
	}
}

// What zod makes of recursive and mutual types compiles in clients that check it.
func TestSchemasOfToolsCompile(t *testing.T) {
	t.Parallel()
	node := `(() => { const N: any = z.lazy(() => z.object({ leaf: z.string(), next: N.optional() })); return N; })()`
	st := benchStack(t, stackOptions{}, map[string]string{
		"tree":  `description: 'A tree', input: z.object({ tree: ` + node + ` }), output: z.void(), exec: async () => {}`,
		"whole": `description: 'All a tree', input: ` + node + `, output: z.void(), exec: async () => {}`,
		"both": `description: 'Two', input: (() => { const A: any = z.object({ b: z.lazy(() => B.optional()) }); const B: any = z.object({ a: z.lazy(() => A.optional()), n: z.number() }); ` +
			`return z.object({ a: A, b: B, pair: z.tuple([z.string(), A]) }); })(), output: z.void(), exec: async () => {}`,
		"either": `description: 'One of', input: z.object({ v: z.union([z.string(), z.object({ id: z.string() }), z.array(` + node + `)]) }), output: z.void(), exec: async () => {}`,
	})
	list, err := st.mcpClient("/mcp", ofBench...).ListTools(t.Context(), nil)
	must(t, err)
	seen := map[string]string{}
	for _, tool := range list.Tools {
		text, err := json.Marshal(tool.InputSchema)
		must(t, err)
		seen[tool.Name] = string(text)
		compiler := jsonschema.NewCompiler()
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
		must(t, err)
		must(t, compiler.AddResource("tool.json", document))
		if _, err := compiler.Compile("tool.json"); err != nil {
			t.Errorf("%s: %v in %s", tool.Name, err, text)
		}
	}
	for _, name := range []string{"tree", "whole", "both", "either"} {
		if !strings.Contains(seen[name], `"$ref"`) {
			t.Errorf("%s takes %s", name, seen[name])
		}
	}
}

// ask for the wire itself: what the official client hides.
func (st *stack) mcpAsk(door, message string, more ...string) answer {
	st.t.Helper()
	return st.ask("POST", door, message, append([]string{"Content-Type", "application/json", "Accept", "application/json, text/event-stream"}, more...)...)
}

const (
	mcpInitialize = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`
	mcpList       = `{"jsonrpc":"2.0","id":"a","method":"tools/list"}`
)

func TestTheMCPWire(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	asked := func(change ...string) []string { return append(slices.Clone(ofBench), change...) }
	for name, c := range map[string]struct {
		message string
		headers []string
		status  int
		media   string
		body    string // a part of it
	}{
		"initialize":    {mcpInitialize, asked(), 200, "text/event-stream", `"protocolVersion":"2025-06-18"`},
		"list":          {mcpList, asked(), 200, "text/event-stream", `event: message`},
		"notification":  {`{"jsonrpc":"2.0","method":"notifications/initialized"}`, asked(), 202, "", ""},
		"no headers":    {mcpList, nil, 400, "application/json; charset=utf-8", `"path":["provider-config-key"]`},
		"one header":    {mcpList, ofBench[:2], 400, "application/json; charset=utf-8", `"path":["connection-id"]`},
		"unknown":       {mcpList, asked("Connection-Id", "nobody"), 400, "application/json; charset=utf-8", `"unknown_connection"`},
		"unknown key":   {mcpList, asked("Provider-Config-Key", "nothing"), 400, "application/json; charset=utf-8", `"unknown_connection"`},
		"accept JSON":   {mcpList, asked("Accept", "application/json"), 406, "application/json", `"code":-32000`},
		"accept SSE":    {mcpList, asked("Accept", "text/event-stream"), 406, "application/json", `"id":null`},
		"accept all":    {mcpList, asked("Accept", "*/*"), 406, "application/json", `Not Acceptable`},
		"no JSON":       {`{"jsonrpc"`, asked(), 400, "application/json; charset=utf-8", `"invalid_json"`},
		"no JSON-RPC":   {`{"hello":1}`, asked(), 400, "application/json", `"jsonrpc":"2.0","error":{"code":-32`},
		"text":          {mcpList, asked("Content-Type", "text/plain"), 415, "application/json; charset=utf-8", `"invalid_content_type"`},
		"no type":       {mcpList, asked("Content-Type", ""), 415, "application/json", `Unsupported Media Type`},
		"no capability": {`{"jsonrpc":"2.0","id":7,"method":"resources/list"}`, asked(), 200, "text/event-stream", `"code":-32601`},
		"no method":     {`{"jsonrpc":"2.0","id":7,"method":"no/such"}`, asked(), 200, "text/event-stream", `"error":{"code":-32601,"message":"Method not found"},"id":7}`},
		"no key":        {mcpList, asked("Authorization", ""), 401, "application/json; charset=utf-8", `"missing_auth_header"`},
		"wrong version": {mcpList, asked("Mcp-Protocol-Version", "1999-01-01"), 400, "application/json", `"code":-32000`},
	} {
		a := st.mcpAsk("/mcp", c.message, c.headers...)
		if a.status != c.status || a.header.Get("Content-Type") != c.media || !strings.Contains(a.body, c.body) {
			t.Errorf("%s: %d %s\n%s", name, a.status, a.header.Get("Content-Type"), a.body)
		}
		if a.header.Get("Mcp-Session-Id") != "" {
			t.Errorf("%s: a session was made", name)
		}
		if strings.Contains(a.body, "ttlMs") || strings.Contains(a.body, "cacheScope") {
			t.Errorf("%s: fields of a later version\n%s", name, a.body)
		}
	}
	for _, door := range []string{"/mcp", "/mcp/management", "/mcp/patchbay"} {
		a := st.expect(http.StatusMethodNotAllowed, "GET", door, nil, "Accept", "text/event-stream")
		if strings.TrimSpace(a.body) != `{"jsonrpc":"2.0","error":{"code":-32000,"message":"Method not allowed."},"id":null}` {
			t.Errorf("GET %s: %s", door, a.body)
		}
		st.expect(http.StatusNotFound, "DELETE", door, nil)
	}
}

// LH-23: the doors of MCP stand behind the same gate as everything else.
func TestTheGateStandsBeforeMCP(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	port := portOf(st)
	for _, door := range []string{"/mcp", "/mcp/management", "/mcp/patchbay"} {
		for _, method := range []string{"POST", "GET", "DELETE", "OPTIONS"} {
			for name, headers := range map[string]string{
				"a rebound name":   "Host: evil.test:" + port,
				"another spelling": "Host: LOCALHOST:" + port,
				"another port":     "Host: localhost:1",
				"two names":        "Host: localhost:" + port + "\r\nHost: evil.test",
				"a foreign page":   "Host: localhost:" + port + "\r\nOrigin: https://evil.test",
				"a sandbox":        "Host: localhost:" + port + "\r\nOrigin: null",
				"a local page":     "Host: localhost:" + port + "\r\nOrigin: http://localhost:3000",
				"an extension":     "Host: localhost:" + port + "\r\nOrigin: chrome-extension://x",
				"a script tag":     "Host: localhost:" + port + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors",
				"a preflight":      "Host: localhost:" + port + "\r\nOrigin: https://evil.test\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Private-Network: true",
			} {
				got := st.raw(method + " " + door + " HTTP/1.1\r\n" + headers + "\r\nAuthorization: Bearer " + testKey +
					"\r\nProvider-Config-Key: bench\r\nConnection-Id: c1\r\nAccept: application/json, text/event-stream\r\nContent-Type: application/json\r\nContent-Length: " +
					itoa(len(mcpList)) + "\r\nConnection: close\r\n\r\n" + mcpList)
				refused := strings.HasPrefix(got, "403") || name == "two names" && strings.HasPrefix(got, "400")
				if !refused || strings.Contains(got, "Access-Control-") || strings.Contains(got, "jsonrpc") {
					t.Errorf("%s %s from %s: %.200q", method, door, name, got)
				}
			}
		}
		if a := st.mcpAsk(door, mcpList, append(slices.Clone(ofBench), "Content-Type", "text/plain")...); a.status != http.StatusUnsupportedMediaType {
			t.Errorf("%s takes a form: %d", door, a.status)
		}
		if a := st.mcpAsk(door, mcpList, append(slices.Clone(ofBench), "Authorization", "Bearer 00000000-0000-4000-8000-000000000000")...); a.status != http.StatusUnauthorized {
			t.Errorf("%s opens to a wrong key: %d", door, a.status)
		}
		if a := serve(st.server.Webhooks(), "POST", door, "Authorization", "Bearer "+testKey); a.status != http.StatusNotFound {
			t.Errorf("%s answers on the webhook port: %d", door, a.status)
		}
	}
}

func TestTheOfficialTypeScriptClientWorksUnmodified(t *testing.T) {
	t.Parallel()
	dir := sdkInstalled(t)
	st := benchStack(t, stackOptions{}, nil)
	st.expect(http.StatusOK, "PATCH", "/patchbay/settings", map[string]any{"mcp": true})
	out := run(t, dir, []string{"PEER_HOST=" + st.url, "PEER_KEY=" + testKey}, "node", "mcp.mjs")
	if got := strings.Fields(out); !slices.Equal(got, []string{"actions", "refusal", "management", "workbench"}) {
		t.Errorf("it did %q", got)
	}
}
