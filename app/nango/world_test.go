package nango_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/groundtest"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
	"patchbay/app/records"
	"patchbay/app/script/bundle"
	"patchbay/app/settings"
)

// canary is the secret of the tests' connection.
const canary = "canary-token-2718281828459045"

// providers of the tests; {api} is the scriptable API's address.
var providers = map[string]string{
	"acme": "display_name: Acme\ncategories: [other]\nauth_mode: API_KEY\nproxy:\n  base_url: {api}\n  headers:\n    authorization: Bearer ${apiKey}\n" +
		"  paginate:\n    type: cursor\n    cursor_path_in_response: next\n    cursor_name_in_request: after\n    response_path: items\n" +
		"credentials:\n  apiKey:\n    type: string\n    title: API key\n    secret: true\n" +
		"connection_config:\n  subdomain:\n    type: string\n    title: Subdomain\n  signing_secret:\n    type: string\n    title: Signing secret\n    secret: true\n    optional: true\n",
	"oauth": "display_name: OAuth\ncategories: [other]\nauth_mode: OAUTH2\nauthorization_url: {api}/authorize\ntoken_url: {api}/token\nproxy:\n  base_url: {api}\n",
}

// world is a nango object with everything real behind it but the place where checkpoints and functions live.
type world struct {
	*nango.Object
	t           testing.TB
	services    nango.Services
	connect     *connect.Service
	records     *records.Service
	logs        *logs.Store
	settings    *settings.Service
	checkpoints *memory
	functions   *peers
	api         *api
	env         int64
	dir         string
	waits       *[]time.Duration
	also        *[]string // hosts that may be reached beside the API
}

// allow lets requests reach another host.
func (w *world) allow(host string) { *w.also = append(*w.also, host) }

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, checkpoints: &memory{rows: map[nango.Key]nango.Checkpoint{}}, functions: &peers{}, api: newAPI(t), dir: t.TempDir(),
		waits: new([]time.Duration), also: new([]string)}
	g, known := groundtest.Open(t, groundtest.Options{Dir: w.dir}), w.catalog()
	w.logs, w.settings, w.env = g.Logs, g.Settings, g.Environment.ID
	out := outbound.New(outbound.Options{AllowHosts: func() []string {
		return append([]string{strings.TrimPrefix(w.api.URL, "http://"), "127.0.0.1:1"}, *w.also...)
	}})
	w.connect = connect.New(connect.Options{DB: g.DB, Vault: g.Vault, Catalog: known, Settings: w.settings, Redactor: g.Redactor, Logs: w.logs, Bus: g.Bus,
		Auth: auth.NewClient(auth.Options{HTTP: out}), CallbackURL: func() string { return "http://localhost/callback" }})
	w.records = records.New(records.Options{DB: g.DB, Bus: g.Bus})
	sender := proxy.New(proxy.Options{Connect: w.connect, Outbound: out, Logs: w.logs, Wait: func(ctx context.Context, d time.Duration) error {
		*w.waits = append(*w.waits, d)
		return ctx.Err()
	}})
	w.services = nango.Services{Connect: w.connect, Proxy: sender, Outbound: out, Records: w.records, Catalog: known, Settings: w.settings, Logs: w.logs,
		Checkpoints: w.checkpoints, Locks: nango.NewLocks(nil), Functions: w.functions, Pool: pool}
	w.Object = nango.New(w.services)
	t.Cleanup(func() {
		w.connect.Stop()
		out.Close()
		g.Close()
	})
	w.connected("acme", "c1", map[string]any{"type": "API_KEY", "apiKey": canary})
	return w
}

// in is the world for a subtest.
func (w *world) in(t testing.TB) *world {
	same := *w
	same.t = t
	return &same
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) catalog() *catalog.Catalog {
	w.t.Helper()
	files := map[string]string{}
	for key, text := range providers {
		files[key] = strings.ReplaceAll(text, "{api}", w.api.URL)
	}
	return groundtest.Catalog(w.t, files)
}

// connected makes an integration named like its provider, if there is none, and imports a connection.
func (w *world) connected(provider, id string, credentials map[string]any) {
	w.t.Helper()
	ctx := context.Background()
	if _, err := w.connect.Integration(ctx, w.env, provider); err != nil {
		in := connect.IntegrationInput{Provider: provider, UniqueKey: provider}
		if provider == "oauth" {
			client, secret := "client-id", "client-secret-123456"
			in.Credentials = &connect.AppInput{Type: catalog.OAuth2, ClientID: &client, ClientSecret: &secret}
		}
		_, err := w.connect.CreateIntegration(ctx, w.env, in)
		w.must(err)
	}
	text, err := json.Marshal(credentials)
	w.must(err)
	_, _, err = w.connect.Import(ctx, w.env, connect.ImportInput{IntegrationKey: provider, ConnectionID: id, Credentials: text,
		Metadata: json.RawMessage(`{"folder":"inbox","fieldMapping":{"a":"b"}}`),
		Config:   map[string]any{"subdomain": "shop", "signing_secret": canary + "-signing"}})
	w.must(err)
}

// program makes a function of a TypeScript file.
func program(t testing.TB, file, text string) *compile.Function {
	t.Helper()
	bundled, problems := bundle.Function(context.Background(), bundle.NewSource(fstest.MapFS{file: &fstest.MapFile{Data: []byte(text)}}), file)
	if bundled == nil {
		t.Fatalf("%s does not compile: %+v", file, problems)
	}
	parts := strings.Split(file, "/")
	return &compile.Function{Integration: parts[0], Name: strings.TrimSuffix(parts[2], ".ts"), File: file, Program: bundled.Program, Hash: bundled.Program.ID}
}

// action is an action whose exec has the body.
func action(t testing.TB, body string) *compile.Function {
	t.Helper()
	f := program(t, "acme/actions/work.ts", `import { createAction } from 'nango';
import * as z from 'zod';
export default createAction({ description: 'Works', version: '1.0.0', input: z.any(), output: z.any(),
exec: async (nango: any, input: any) => {
`+body+`
}});`)
	f.Type = compile.Action
	return f
}

// syncing is a sync of the model Issue.
func syncing(t testing.TB, body string) *compile.Function {
	t.Helper()
	f := program(t, "acme/syncs/issues.ts", `import { createSync } from 'nango';
import * as z from 'zod';
const Issue = z.object({ id: z.string(), title: z.string().optional() });
export default createSync({ description: 'Syncs', version: '1.0.0', frequency: 'every hour', models: { Issue },
exec: async (nango: any) => {
`+body+`
},
onWebhook: async (nango: any, payload: any) => {
await nango.batchSave([payload], 'Issue');
}});`)
	f.Type, f.Models, f.HasWebhook = compile.Sync, []string{"Issue"}, true
	f.JSONSchema = json.RawMessage(`{"definitions":{"Issue":{"type":"object","properties":{"id":{"type":"string"},"title":{"type":"string"}},"required":["id"]}}}`)
	return f
}

// ran is a run that has ended.
type ran struct {
	nango.Outcome
	op       logs.Operation
	messages []logs.Message
}

// run executes a function on the connection acme/c1; change may set more of the run.
func (w *world) run(f *compile.Function, change func(*nango.Run)) ran {
	w.t.Helper()
	c, err := w.connect.Connection(context.Background(), w.env, "acme", "c1")
	w.must(err)
	kind := map[compile.Type]string{compile.Sync: nango.KindSync, compile.Action: nango.KindAction, compile.OnEvent: nango.KindEvent}[f.Type]
	rec := w.logs.Begin(logs.Operation{EnvironmentID: w.env, Kind: kind, Action: "run", Title: f.Name})
	r := nango.Run{EnvironmentID: w.env, EnvironmentName: "dev", Connection: c, Function: f, Kind: kind, ID: fmt.Sprintf("run-%s", rec.ID()), Recorder: rec,
		Deadline: time.Minute}
	if f.Type == compile.Sync {
		r.SyncID, r.Job = "0192f0c1-0000-7000-8000-000000000001", 1
	}
	if change != nil {
		change(&r)
	}
	out, err := w.Execute(context.Background(), r)
	if err != nil {
		w.t.Fatalf("%s: %v", f.Name, err)
	}
	op, messages, err := w.logs.Get(context.Background(), w.env, rec.ID())
	w.must(err)
	return ran{out, op, messages}
}

// do runs the body as an action and returns its output.
func (w *world) do(body string) string {
	w.t.Helper()
	r := w.run(action(w.t, body), nil)
	if r.Failure != nil {
		w.t.Fatalf("the function failed: %s\n%s\n%s", r.Failure.Message, r.Failure.Stack, r.Failure.Payload)
	}
	return string(r.Output)
}

// lines are the timeline's texts.
func (r ran) lines() string {
	var all []string
	for _, m := range r.messages {
		text := m.Text
		if m.Exchange != nil {
			text = fmt.Sprint(m.Exchange.Method, " ", m.Exchange.URL, " ", m.Exchange.Status)
		}
		all = append(all, m.Kind+"/"+m.Source+"/"+m.Level+": "+text+" "+string(m.Meta))
	}
	return strings.Join(all, "\n")
}

// request is one that the API got.
type request struct {
	Method, Path, Query, Body string
	Header                    http.Header
}

// api is a provider whose answers tests write.
type api struct {
	*httptest.Server
	mu       sync.Mutex
	handle   http.HandlerFunc
	requests []request
}

func newAPI(t testing.TB) *api {
	t.Helper()
	a := &api{}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		a.mu.Lock()
		a.requests = append(a.requests, request{r.Method, r.URL.EscapedPath(), r.URL.RawQuery, string(body), r.Header.Clone()})
		handle := a.handle
		a.mu.Unlock()
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		if handle != nil {
			handle(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"ok":true}`)
	}))
	t.Cleanup(a.Close)
	return a
}

// answers sets what comes back.
func (a *api) answers(handle http.HandlerFunc) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.handle = handle
}

// last is the latest request.
func (a *api) last(t testing.TB) request {
	t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.requests) == 0 {
		t.Fatal("the API got no request")
	}
	return a.requests[len(a.requests)-1]
}

// memory keeps checkpoints as the database does.
type memory struct {
	mu   sync.Mutex
	rows map[nango.Key]nango.Checkpoint
}

func (m *memory) Get(_ context.Context, k nango.Key) (*nango.Checkpoint, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.rows[k]
	if !ok || c.Value == nil {
		return nil, nil
	}
	return &c, nil
}

func (m *memory) Save(_ context.Context, k nango.Key, value json.RawMessage, version int64) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	old := m.rows[k]
	if old.Value != nil && old.Version != version || old.Value == nil && version != 0 {
		return 0, fault.New(fault.Conflict, "checkpoint_conflict", "The checkpoint was changed by another run meanwhile.")
	}
	m.rows[k] = nango.Checkpoint{Value: value, Version: old.Version + 1}
	return old.Version + 1, nil
}

func (m *memory) Clear(_ context.Context, k nango.Key) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows[k] = nango.Checkpoint{Version: m.rows[k].Version + 1}
	return nil
}

// at is the value of a checkpoint by its name.
func (m *memory) at(name string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, c := range m.rows {
		if k.Name == name {
			return string(c.Value)
		}
	}
	return ""
}

// peers are the other functions.
type peers struct {
	mu    sync.Mutex
	calls []string
	fail  error
}

func (p *peers) note(format string, args ...any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls = append(p.calls, fmt.Sprintf(format, args...))
	return p.fail
}

func (p *peers) TriggerAction(_ context.Context, _ int64, integration, connection, action string, input json.RawMessage) (json.RawMessage, error) {
	return json.RawMessage(`{"did":"it"}`), p.note("action %s %s %s %s", integration, connection, action, input)
}

func (p *peers) TriggerSync(_ context.Context, _ int64, integration, connection, sync string, o nango.TriggerSyncOptions) error {
	return p.note("sync %s %s %s %v %v", integration, connection, sync, o.Reset, o.EmptyCache)
}

func (p *peers) StartSync(_ context.Context, _ int64, integration string, syncs []string, connection string) error {
	return p.note("start %s %v %s", integration, syncs, connection)
}
