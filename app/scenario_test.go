package app_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// ways are the three ways into one running app: HTTP with a key, MCP over standard input and output, and the command line.
type ways struct {
	t                   *testing.T
	a                   *account
	r                   *running
	key                 string
	workbench, managing *mcp.ClientSession
}

// A scenario is one thing to do, and how each way does it. Every way answers with the same text, or, when refuses is set,
// with a refusal that holds it. No tool of MCP takes secrets in or sets metadata, as on a real server; those have no mcp.
type scenario struct {
	name           string
	http, mcp, cli func(w *ways) string
	want           string
	refuses        string
}

// TestOneScenarioEveryWay does the same through HTTP, MCP and the command line.
func TestOneScenarioEveryWay(t *testing.T) {
	t.Parallel()
	api := newFakeAPI()
	t.Cleanup(api.Close)
	w := openWays(t, api.URL)
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			w.t = t
			for way, do := range map[string]func(*ways) string{"HTTP": s.http, "MCP": s.mcp, "command line": s.cli} {
				if do == nil {
					continue
				}
				got := do(w)
				if s.refuses != "" && !strings.Contains(got, s.refuses) {
					t.Errorf("%s answers %s, want a refusal with %q", way, got, s.refuses)
				}
				if s.refuses == "" && got != s.want {
					t.Errorf("%s answers %s, want %s", way, got, s.want)
				}
			}
		})
	}
}

var scenarios = []scenario{
	{
		name: "list providers", want: `["private-api-basic","private-api-bearer"]`,
		http: func(w *ways) string {
			return names(w.ask("GET", "/providers?search=private-api-b", ""), "data", "name")
		},
		mcp: func(w *ways) string {
			return names(w.tool(w.workbench, "providers_search", "query", "private-api-b"), "providers", "name")
		},
		cli: func(w *ways) string {
			return names(w.run("providers", "list", "private-api-b", "--json"), "data", "name")
		},
	},
	{
		name: "create an integration", want: `["acme"]`,
		http: func(w *ways) string {
			w.ask("POST", "/integrations", object("provider", "acme", "unique_key", "by-http"))
			return w.providerOf("by-http")
		},
		mcp: func(w *ways) string {
			w.tool(w.managing, "integrations_create", "provider", "acme", "integration_id", "by-mcp", "credential_source", "own")
			return w.providerOf("by-mcp")
		},
		cli: func(w *ways) string {
			w.run("integrations", "create", "acme", "--key", "by-cli")
			return w.providerOf("by-cli")
		},
	},
	{
		name: "create one that exists", refuses: "already",
		http: func(w *ways) string {
			return w.ask("POST", "/integrations", object("provider", "acme", "unique_key", "by-http"))
		},
		mcp: func(w *ways) string {
			return w.refusal(w.managing, "integrations_create", "provider", "acme", "integration_id", "by-http", "credential_source", "own")
		},
		cli: func(w *ways) string { return w.fail("integrations", "create", "acme", "--key", "by-http") },
	},
	{
		name: "import a connection", want: `["jane"]`,
		http: func(w *ways) string {
			w.ask("POST", "/connections", object("provider_config_key", "by-http", "connection_id", "jane", "credentials", map[string]any{"type": "API_KEY", "apiKey": goodKey}))
			return w.connectionsOf("by-http")
		},
		cli: func(w *ways) string {
			w.run("connections", "import", "by-cli", "--connection-id", "jane", "--credential", "apiKey="+goodKey)
			return w.connectionsOf("by-cli")
		},
	},
	{
		name: "read metadata that was set", want: `{"plan":"pro"}`,
		http: func(w *ways) string {
			w.ask("POST", "/connections/metadata", object("provider_config_key", "by-http", "connection_id", "jane", "metadata", map[string]any{"plan": "pro"}))
			return part(w.ask("GET", "/connections/jane?provider_config_key=by-http", ""), "metadata")
		},
		mcp: func(w *ways) string {
			w.ask("POST", "/connections/metadata", object("provider_config_key", "by-http", "connection_id", "jane", "metadata", map[string]any{"plan": "pro"}))
			return part(w.tool(w.managing, "connections_get", "integration_id", "by-http", "connection_id", "jane"), "metadata")
		},
		cli: func(w *ways) string {
			w.ask("POST", "/connections/metadata", object("provider_config_key", "by-http", "connection_id", "jane", "metadata", map[string]any{"plan": "pro"}))
			return part(part(w.run("connections", "show", "by-http/jane", "--json"), "data"), "metadata")
		},
	},
	{
		name: "call the provider", want: `{"body":"","method":"GET","path":"/me?q=1","x":""}`,
		http: func(w *ways) string { return part(w.through("GET", "/proxy/me?q=1"), "") },
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "proxy_request", "method", "GET", "path", "/me?q=1", "integration_id", "by-http", "connection_id", "jane"), "body")
		},
		cli: func(w *ways) string { return part(w.run("request", "GET", "by-http/jane", "/me?q=1"), "") },
	},
	{
		name: "call what the provider lacks", want: `{"body":"","method":"GET","path":"/missing","x":""}`,
		http: func(w *ways) string { return part(w.through("GET", "/proxy/missing"), "") },
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "proxy_request", "method", "GET", "path", "/missing", "integration_id", "by-http", "connection_id", "jane"), "body")
		},
		cli: func(w *ways) string { return part(w.fail("request", "GET", "by-http/jane", "/missing"), "") },
	},
	{
		name: "call with a connection that is not there", refuses: "nobody",
		http: func(w *ways) string {
			_, _, answer, err := w.r.send(w.t.Context(), w.key, "GET", "/proxy/me", "", http.Header{"Provider-Config-Key": {"by-http"}, "Connection-Id": {"nobody"}})
			w.must(err)
			return answer
		},
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "proxy_request", "method", "GET", "path", "/me", "integration_id", "by-http", "connection_id", "nobody")
		},
		cli: func(w *ways) string { return w.fail("request", "GET", "by-http/nobody", "/me") },
	},
	{
		name: "run an action", want: `{"hi":"Ada"}`,
		http: func(w *ways) string {
			return part(w.through("POST", "/action/trigger", object("action_name", "greet", "input", map[string]any{"name": "Ada"})), "")
		},
		mcp: func(w *ways) string { return part(w.tool(w.acting(), "greet", "name", "Ada"), "") },
		cli: func(w *ways) string {
			return part(w.run("functions", "run", "greet", "by-http/jane", "-i", `{"name":"Ada"}`), "")
		},
	},
	{
		name: "run an action that fails", refuses: "greets nobody",
		http: func(w *ways) string {
			return w.through("POST", "/action/trigger", object("action_name", "greet", "input", map[string]any{"name": ""}))
		},
		mcp: func(w *ways) string {
			_, err := w.acting().CallTool(context.WithoutCancel(w.t.Context()), &mcp.CallToolParams{Name: "greet", Arguments: map[string]any{"name": ""}})
			if err == nil {
				w.t.Fatal("it does not fail")
			}
			return err.Error()
		},
		cli: func(w *ways) string { return w.fail("functions", "run", "greet", "by-http/jane", "-i", `{"name":""}`) },
	},
	{
		name: "read records", want: `["a","b"]`,
		http: func(w *ways) string {
			w.run("functions", "run", "fill", "by-http/jane")
			return names(w.through("GET", "/records?model=Item"), "records", "id")
		},
		cli: func(w *ways) string {
			w.run("functions", "run", "fill", "by-http/jane")
			return names(w.run("records", "list", "by-http/jane", "Item", "--json"), "records", "id")
		},
	},
}

// openWays starts an app with a functions folder for the integration by-http and opens every way into it.
func openWays(t *testing.T, api string) *ways {
	t.Helper()
	a := newAccount(t)
	w := &ways{t: t, a: a, key: "5b9d7c1e-0a3f-4d2b-8e6c-1f2a3b4c5d6e"}
	w.must(overlay(filepath.Join(a.data, "providers"), api))
	folder := filepath.Join(a.home, "functions")
	for name, text := range scenarioFolder {
		file := filepath.Join(folder, filepath.FromSlash(name))
		w.must(os.MkdirAll(filepath.Dir(file), 0o755))
		w.must(os.WriteFile(file, []byte(text), 0o600))
	}
	a.env = append(a.env, "PATCHBAY_VAULT=passphrase", "PATCHBAY_PASSPHRASE=correct horse")
	w.r = start(t, a.command(context.WithoutCancel(t.Context()), []string{"PATCHBAY_SECRET_KEY=" + w.key}, "serve", "--json", "--project", folder))
	t.Cleanup(func() { w.r.stop(t) })
	w.run("mcp", "enable")
	w.workbench, w.managing = a.assistant(t, "--allow-writes"), a.assistant(t, "--management", "--allow-writes")
	return w
}

// scenarioFolder is a functions folder.
var scenarioFolder = map[string]string{
	".nango/.gitkeep": "",
	"index.ts":        "import './by-http/actions/greet.js';\nimport './by-http/syncs/fill.js';\n",
	"by-http/actions/greet.ts": `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({ description: 'Greets', version: '1.0.0', input: z.object({ name: z.string() }), output: z.object({ hi: z.string() }),
    exec: async (nango, input) => {
        if (input.name === '') throw new nango.ActionError({ message: 'greets nobody' });
        return { hi: input.name };
    } });
`,
	"by-http/syncs/fill.ts": `import { createSync } from 'nango';
import { z } from 'zod';
export default createSync({ description: 'Saves two', version: '1.0.0', frequency: 'every day', autoStart: false, models: { Item: z.object({ id: z.string() }) },
    exec: async (nango) => { await nango.batchSave([{ id: 'a' }, { id: 'b' }], 'Item'); } });
`,
}

// acting has the actions of by-http/jane as its tools.
func (w *ways) acting() *mcp.ClientSession {
	w.t.Helper()
	return w.a.assistant(w.t, "--connection", "by-http/jane")
}

func (w *ways) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// ask is HTTP with the key; through names by-http/jane in headers.
func (w *ways) ask(method, path, body string) string {
	w.t.Helper()
	_, _, answer, err := w.r.send(w.t.Context(), w.key, method, path, body, nil)
	w.must(err)
	return answer
}

func (w *ways) through(method, path string, body ...string) string {
	w.t.Helper()
	_, _, answer, err := w.r.send(w.t.Context(), w.key, method, path, strings.Join(body, ""), http.Header{"Provider-Config-Key": {"by-http"}, "Connection-Id": {"jane"}})
	w.must(err)
	return answer
}

// run is the command line; fail is a command that must end with an error, and what it said.
func (w *ways) run(args ...string) string {
	w.t.Helper()
	out, said, code := w.a.run(w.t, args...)
	if code != 0 {
		w.t.Fatalf("%v ended with %d: %s%s", args, code, out, said)
	}
	return out
}

func (w *ways) fail(args ...string) string {
	w.t.Helper()
	out, said, code := w.a.run(w.t, args...)
	if code != 1 {
		w.t.Fatalf("%v ended with %d: %s%s", args, code, out, said)
	}
	return out + said
}

// tool calls a tool with arguments in pairs; refusal calls one that must fail.
func (w *ways) tool(session *mcp.ClientSession, name string, pairs ...any) string {
	w.t.Helper()
	text, fails := toolAnswer(w.t, session, name, json.RawMessage(object(pairs...)))
	if fails {
		w.t.Fatalf("%s: %s", name, text)
	}
	return text
}

func (w *ways) refusal(session *mcp.ClientSession, name string, pairs ...any) string {
	w.t.Helper()
	text, fails := toolAnswer(w.t, session, name, json.RawMessage(object(pairs...)))
	if !fails {
		w.t.Fatalf("%s: %s", name, text)
	}
	return text
}

func (w *ways) providerOf(key string) string {
	w.t.Helper()
	return "[" + part(part(w.ask("GET", "/integrations/"+key, ""), "data"), "provider") + "]"
}

func (w *ways) connectionsOf(key string) string {
	w.t.Helper()
	return names(w.ask("GET", "/connections?integrationId="+key, ""), "connections", "connection_id")
}

// part is one member of a JSON object, or all of it, in one form; what is no JSON stays as it is.
func part(text, member string) string {
	line, _, _ := strings.Cut(text, "\npatchbay:")
	var v any
	if json.Unmarshal([]byte(line), &v) != nil {
		return text
	}
	if object, ok := v.(map[string]any); ok && member != "" {
		v = object[member]
	}
	out, err := json.Marshal(v)
	if err != nil {
		return text
	}
	return string(out)
}

// names are one member of every item of a list, sorted.
func names(text, under, member string) string {
	var items []map[string]any
	if json.Unmarshal([]byte(part(text, under)), &items) != nil {
		return text
	}
	all := []string{}
	for _, item := range items {
		name, _ := item[member].(string)
		all = append(all, name)
	}
	slices.Sort(all)
	out, err := json.Marshal(all)
	if err != nil {
		return text
	}
	return string(out)
}
