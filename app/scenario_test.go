package app_test

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// ways are the three ways into one running app: HTTP with a key, MCP over standard input and output, and the command line.
type ways struct {
	t                   *testing.T
	a                   *account
	r                   *running
	key                 string
	folder              string
	workbench, managing *mcp.ClientSession
}

// A scenario is one thing to do, and how each way does it. Every way answers with the same text, or, when refuses is set,
// refuses with that code. A way that cannot do it has none, and lacks says why.
type scenario struct {
	name           string
	http, mcp, cli func(w *ways) string
	want           string
	refuses        string
	lacks          string
}

// TestOneScenarioEveryWay does the same through HTTP, MCP and the command line. Each way has an integration and a connection of
// its own, made by its own steps: by-http/jane, by-mcp/jane and by-cli/jane.
func TestOneScenarioEveryWay(t *testing.T) {
	t.Parallel()
	api := newFakeAPI()
	t.Cleanup(api.Close)
	w := openWays(t, api.URL)
	for _, s := range slices.Concat(accountSteps, callSteps, functionSteps, lastSteps) {
		t.Run(s.name, func(t *testing.T) {
			w.t = t
			for way, do := range map[string]func(*ways) string{"HTTP": s.http, "MCP": s.mcp, "command line": s.cli} {
				if do == nil {
					if s.lacks == "" {
						t.Errorf("%s cannot do it, and nobody says why", way)
					}
					continue
				}
				got, want := do(w), s.want
				if s.refuses != "" {
					got, want = codeOf(got), s.refuses
				}
				if got != want {
					t.Errorf("%s answers %s, want %s", way, got, want)
				}
			}
		})
	}
}

// openWays starts an app with a functions folder for the integration by-http and opens every way into it.
func openWays(t *testing.T, api string) *ways {
	t.Helper()
	a := newAccount(t)
	w := &ways{t: t, a: a, key: "5b9d7c1e-0a3f-4d2b-8e6c-1f2a3b4c5d6e"}
	w.must(overlay(filepath.Join(a.data, "providers"), api))
	w.folder = filepath.Join(a.home, "functions")
	folder := w.folder
	w.must(os.MkdirAll(filepath.Join(folder, ".nango"), 0o755))
	index := ""
	for _, integration := range []string{"by-http", "by-mcp", "by-cli"} {
		for name, text := range scenarioFunctions {
			file := filepath.Join(folder, integration, filepath.FromSlash(name)+".ts")
			w.must(os.MkdirAll(filepath.Dir(file), 0o755))
			w.must(os.WriteFile(file, []byte(text), 0o600))
			index += "import './" + integration + "/" + name + ".js';\n"
		}
	}
	w.must(os.WriteFile(filepath.Join(folder, "index.ts"), []byte(index), 0o600))
	a.env = append(a.env, "PATCHBAY_VAULT=passphrase", "PATCHBAY_PASSPHRASE=correct horse")
	w.r = start(t, a.command(context.WithoutCancel(t.Context()), []string{"PATCHBAY_SECRET_KEY=" + w.key}, "serve", "--json", "--project", folder))
	t.Cleanup(func() { w.r.stop(t) })
	w.run("mcp", "enable")
	w.workbench, w.managing = a.assistant(t, "--allow-writes"), a.assistant(t, "--management", "--allow-writes")
	return w
}

// scenarioFunctions are what each integration of the folder has.
var scenarioFunctions = map[string]string{
	"actions/greet": `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({ description: 'Greets', version: '1.0.0', input: z.object({ name: z.string() }), output: z.object({ hi: z.string() }),
    exec: async (nango, input) => {
        if (input.name === '') throw new nango.ActionError({ message: 'greets nobody' });
        return { hi: input.name };
    } });
`,
	"syncs/fill": `import { createSync } from 'nango';
import { z } from 'zod';
export default createSync({ description: 'Saves two', version: '1.0.0', frequency: 'every day', autoStart: false, models: { Item: z.object({ id: z.string() }) },
    exec: async (nango) => { await nango.batchSave([{ id: 'a' }, { id: 'b' }], 'Item'); } });
`,
	"syncs/wait": `import { createSync } from 'nango';
import { z } from 'zod';
export default createSync({ description: 'Takes long', version: '1.0.0', frequency: 'every day', autoStart: false, models: { Thing: z.object({ id: z.string() }) },
    exec: async () => { await new Promise((resolve) => setTimeout(resolve, 600_000)); } });
`,
}

// acting has the actions of by-mcp/jane as its tools.
func (w *ways) acting() *mcp.ClientSession {
	w.t.Helper()
	return w.a.assistant(w.t, "--connection", "by-mcp/jane", "--allow-writes")
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

// run is the command line; fail is a command that must end with an error, and what it said in JSON.
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
	out, said, code := w.a.run(w.t, append(args, "--json")...)
	if code != 1 {
		w.t.Fatalf("%v ended with %d: %s%s", args, code, out, said)
	}
	return said
}

// until repeats a question until it has the answer.
func (w *ways) until(want string, ask func() string) string {
	w.t.Helper()
	got := ask()
	for end := time.Now().Add(30 * time.Second); got != want && time.Now().Before(end); {
		got = ask()
	}
	return got
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

// codeOf is the code of a refusal: in the API's envelope, in that of an action, or at the end of a tool's sentence.
func codeOf(text string) string {
	var envelope struct {
		Code  string
		Error struct{ Code string }
	}
	if json.Unmarshal([]byte(text), &envelope) == nil {
		return cmp.Or(envelope.Error.Code, envelope.Code, text)
	}
	_, code, found := strings.Cut(text[max(strings.LastIndex(text, " "), 0):], "(")
	if !found {
		return text
	}
	return strings.TrimSuffix(code, ")")
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

// items are the objects of a list.
func items(text, under string) (all []map[string]any) {
	if json.Unmarshal([]byte(part(text, under)), &all) != nil {
		return nil
	}
	return all
}

// text is a JSON string without its quotes.
func text(quoted string) string { return strings.Trim(quoted, `"`) }

// names are one member of every item of a list, sorted.
func names(text, under, member string) string {
	list := items(text, under)
	if list == nil {
		return text
	}
	all := []string{}
	for _, item := range list {
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
