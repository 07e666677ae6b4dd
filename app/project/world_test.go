package project_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/groundtest"
	"patchbay/app/nango"
	"patchbay/app/outbound"
	"patchbay/app/project"
	"patchbay/app/proxy"
	"patchbay/app/records"
	"patchbay/app/script"
	"patchbay/app/script/bundle"
	"patchbay/app/script/enginetest"
	"patchbay/app/sqlite"
)

// TestMain lets this binary be the runner of its own functions.
func TestMain(m *testing.M) {
	enginetest.Runner()
	// The clock of pattern matching ends by itself, a second after the last match.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock"))
}

// world is the real thing from the folder down to the children that run functions, and a provider that echoes.
type world struct {
	*project.Service
	t         testing.TB
	dir       string // the project
	functions *functions.Service
	connect   *connect.Service
	bus       *event.Bus
	env       int64
	provider  *httptest.Server
	db        *sqlite.DB
	data      string
}

func begin(t testing.TB) *world {
	t.Helper()
	ctx := context.Background()
	w := &world{t: t, dir: filepath.Join(t.TempDir(), "acme functions"), data: t.TempDir()}
	w.provider = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(rw).Encode(map[string]string{"path": r.URL.Path})
	}))
	t.Cleanup(w.provider.Close)
	g := groundtest.Open(t, groundtest.Options{Dir: w.data})
	t.Cleanup(g.Close)
	g.Logs.Start(ctx)
	w.db, w.bus, w.env = g.DB, g.Bus, g.Environment.ID
	out := outbound.New(outbound.Options{AllowHosts: func() []string { return []string{strings.TrimPrefix(w.provider.URL, "http://")} },
		Proxy: func(*url.URL) (*url.URL, error) { return nil, nil }})
	t.Cleanup(out.Close)
	known := providers(t, w.provider.URL)
	w.connect = connect.New(connect.Options{DB: w.db, Vault: g.Vault, Catalog: known, Settings: g.Settings, Redactor: g.Redactor, Logs: g.Logs, Bus: w.bus,
		CallbackURL: func() string { return "http://localhost:3003/oauth/callback" }})
	t.Cleanup(w.connect.Stop)
	px := proxy.New(proxy.Options{Connect: w.connect, Outbound: out, Logs: g.Logs})
	cache := records.New(records.Options{DB: w.db, Bus: w.bus})
	pool := script.NewPool(script.Options{Max: 2, Warm: 1})
	check(t, pool.Start(ctx))
	t.Cleanup(pool.Stop)
	w.functions = functions.New(functions.Options{DB: w.db, Vault: g.Vault, Bus: w.bus, Logs: g.Logs, Connect: w.connect, Catalog: known, Settings: g.Settings, Records: cache})
	w.functions.SetExecutor(nango.New(nango.Services{Connect: w.connect, Proxy: px, Outbound: out, Records: cache, Catalog: known, Settings: g.Settings, Logs: g.Logs,
		Checkpoints: w.functions.Checkpoints(), Functions: w.functions.Calls(), Pool: pool}))
	check(t, w.functions.Start(ctx))
	t.Cleanup(func() {
		w.functions.Stop()
		w.Finish()
	})
	w.Service = project.New(project.Options{DB: w.db, Vault: g.Vault, Settings: g.Settings, Bus: w.bus, Outbound: out, Compiler: compile.New(compile.Options{Pool: pool, Checker: typeChecker{}}),
		Functions: w.functions, Version: "test"})
	check(t, w.Start(ctx, ""))
	t.Cleanup(w.Stop)
	must(w.connect.CreateIntegration(ctx, w.env, connect.IntegrationInput{Provider: "open", UniqueKey: "acme"}))(t)
	_, _, err := w.connect.Import(ctx, w.env, connect.ImportInput{IntegrationKey: "acme", ConnectionID: "c", Credentials: json.RawMessage(`{"type":"NONE"}`)})
	check(t, err)
	return w
}

// typeChecker knows one mistake: a text that is called a number.
type typeChecker struct{}

func (typeChecker) Check(_ context.Context, files map[string]string, entries []string) ([]bundle.Diagnostic, error) {
	var found []bundle.Diagnostic
	for _, file := range entries {
		if before, _, wrong := strings.Cut(files[file], ": number = '"); wrong {
			found = append(found, bundle.Diagnostic{File: file, Line: 1 + strings.Count(before, "\n"), Severity: bundle.SeverityError,
				Source: bundle.SourceTypes, Code: "TS2322", Message: "Type 'string' is not assignable to type 'number'."})
		}
	}
	return found, nil
}

func providers(t testing.TB, address string) *catalog.Catalog {
	t.Helper()
	return groundtest.Catalog(t, map[string]string{"open": "display_name: Open\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: " + address + "\n"})
}

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		check(t, err)
		return value
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// write puts a file into the project as another program would.
func (w *world) write(name, text string) {
	w.t.Helper()
	file := filepath.Join(w.dir, filepath.FromSlash(name))
	check(w.t, os.MkdirAll(filepath.Dir(file), 0o755))
	check(w.t, os.WriteFile(file, []byte(text), 0o600))
}

// action is the text of an action that answers with a word.
func action(word string) string {
	return `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({
    description: 'Says ` + word + `',
    version: '1.0.0',
    input: z.object({ name: z.string(), tags: z.array(z.string()).optional() }),
    output: z.object({ said: z.string(), path: z.string() }),
    exec: async (nango, input) => {
        const response = await nango.get<{ path: string }>({ endpoint: '/' + input.name });
        return { said: '` + word + `', path: response.data.path };
    }
});
`
}

// project makes a folder with one action and opens it.
func (w *world) project() {
	w.t.Helper()
	w.write(".nango/.gitkeep", "")
	w.write("index.ts", "import './acme/actions/say.js';\n")
	w.write("acme/actions/say.ts", action("hello"))
	check(w.t, w.Open(context.Background(), w.dir))
	w.settled(func(s project.State) bool { return s.Functions == 1 })
}

// settled waits until the folder is compiled and looks as wanted.
func (w *world) settled(want func(project.State) bool) project.State {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		if s := w.Wait(ctx); want(s) {
			return s
		}
		changes := w.bus.Subscribe()
		select {
		case <-changes.C:
		case <-time.After(20 * time.Millisecond):
		}
		changes.Close()
	}
	found, _ := w.Diagnostics()
	w.t.Fatalf("the folder does not come to the wanted state: %+v %+v", w.State(), found)
	return project.State{}
}

// server is a real server that takes deploys and remembers what it was sent.
type server struct {
	*httptest.Server
	mu           sync.Mutex
	calls        []string
	bodies       map[string]json.RawMessage
	keys         []string
	confirmation string
	integrations []string
	refuse       string // an envelope for /sync/deploy
}

func newServer(t testing.TB) *server {
	t.Helper()
	s := &server{bodies: map[string]json.RawMessage{}, integrations: []string{"acme"}, confirmation: `{"newSyncs":[],"updatedSyncs":[],"deletedSyncs":[],
		"newActions":[{"name":"say","providerConfigKey":"acme"}],"updatedActions":[],"deletedActions":[],"deletedModels":[],"newOnEventScripts":[],"updatedOnEventScripts":[],"deletedOnEventScripts":[]}`}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	s.calls = append(s.calls, r.Method+" "+r.URL.Path)
	s.bodies[r.URL.Path] = body
	s.keys = append(s.keys, r.Header.Get("Authorization"))
	w.Header().Set("Content-Type", "application/json")
	key, isIntegration := strings.CutPrefix(r.URL.Path, "/integrations/")
	switch {
	case isIntegration && !strings.Contains(strings.Join(s.integrations, " "), key):
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"error":{"code":"not_found","message":"Integration does not exist"}}`)
	case isIntegration:
		_, _ = io.WriteString(w, `{"data":{"unique_key":"acme"}}`)
	case r.URL.Path == "/sync/deploy/confirmation":
		_, _ = io.WriteString(w, s.confirmation)
	case s.refuse != "":
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, s.refuse)
	default:
		_, _ = io.WriteString(w, `[{"name":"say","version":"1.0.0","providerConfigKey":"acme","type":"action","models":[]}]`)
	}
}
