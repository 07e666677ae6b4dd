package functions_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/groundtest"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/notify"
	"patchbay/app/records"
	"patchbay/app/script"
	"patchbay/app/script/enginetest"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
)

func TestMain(m *testing.M) {
	enginetest.Runner()
	goleak.VerifyTestMain(m)
}

// behaviour is what a fake function does.
type behaviour func(ctx context.Context, r nango.Run) (nango.Outcome, error)

// executor runs behaviours by function name and remembers what it was given.
type executor struct {
	mu    sync.Mutex
	by    map[string]behaviour
	given []nango.Run
}

func (x *executor) Execute(ctx context.Context, r nango.Run) (nango.Outcome, error) {
	x.mu.Lock()
	x.given = append(x.given, r)
	do := x.by[r.Function.Name]
	x.mu.Unlock()
	if do == nil {
		return nango.Outcome{Output: r.Input}, nil
	}
	return do(ctx, r)
}

func (x *executor) set(name string, do behaviour) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.by[name] = do
}

func (x *executor) runs() []nango.Run {
	x.mu.Lock()
	defer x.mu.Unlock()
	return append([]nango.Run(nil), x.given...)
}

// returns answers at once.
func returns(output string) behaviour {
	return func(context.Context, nango.Run) (nango.Outcome, error) {
		return nango.Outcome{Output: json.RawMessage(output)}, nil
	}
}

// fails is a function that ends badly.
func fails(f nango.Failure) behaviour {
	return func(context.Context, nango.Run) (nango.Outcome, error) { return nango.Outcome{Failure: &f}, nil }
}

// hangs runs until it is aborted, as the real one does within a second.
func hangs(ctx context.Context, _ nango.Run) (nango.Outcome, error) {
	<-ctx.Done()
	return nango.Outcome{Failure: &nango.Failure{Type: "script_aborted", Status: 500}}, nil
}

// gate is a function that waits until the test opens it, and says when it began.
type gate struct {
	began chan string
	open  chan struct{}
}

func newGate() gate { return gate{began: make(chan string, 100), open: make(chan struct{})} }

func (g gate) run(ctx context.Context, r nango.Run) (nango.Outcome, error) {
	g.began <- r.ID
	select {
	case <-g.open:
		return nango.Outcome{Output: json.RawMessage(`"passed"`)}, nil
	case <-ctx.Done():
		return nango.Outcome{}, ctx.Err()
	}
}

// world is a whole service on real storage.
type world struct {
	*functions.Service
	t           testing.TB
	dir         string
	db          *sqlite.DB
	logs        *logs.Store
	connect     *connect.Service
	records     *records.Service
	settings    *settings.Service
	catalog     *catalog.Catalog
	redactor    *logs.Redactor
	bus         *event.Bus
	executor    *executor
	notify      *notify.Service // never started: what is told stays in the outbox
	told        *told
	limits      functions.Limits
	providerURL string        // default: one that nobody asks
	patience    time.Duration // of until; default 20 s
	steps       func(string)  // hears of the named steps of writes; set before open
	env         int64
	closers     []func()
}

// told is a scheduler and a notifier that remember.
type told struct {
	mu          sync.Mutex
	changed     int
	interrupted []functions.Instance
	commands    []functions.SyncCommand
	finished    []functions.Run
	refuse      error // what RunFinished returns
}

func (x *told) FunctionsChanged(context.Context, int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.changed++
}

func (x *told) Trigger(_ context.Context, c functions.SyncCommand) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.commands = append(x.commands, c)
	return nil
}

func (x *told) Start(ctx context.Context, c functions.SyncCommand) error { return x.Trigger(ctx, c) }

func (x *told) Interrupted(_ context.Context, i functions.Instance) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.interrupted = append(x.interrupted, i)
}

// unmade is a variant that no sync has; all others are there.
const unmade = "unmade"

func (x *told) HasVariant(_ context.Context, _ *sqlite.Tx, i functions.Instance) (bool, error) {
	return i.Variant != unmade, nil
}

func (x *told) RunFinished(ctx context.Context, tx *sqlite.Tx, r functions.Run) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.refuse != nil {
		return x.refuse
	}
	x.finished = append(x.finished, r)
	_, err := tx.ExecContext(ctx, `INSERT INTO outbox (run, state) VALUES (?, ?)`, r.ID, r.State)
	return err
}

func (x *told) ends() []functions.Run {
	x.mu.Lock()
	defer x.mu.Unlock()
	return append([]functions.Run(nil), x.finished...)
}

// begin makes a world with one integration "acme" and the connection "c".
func begin(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir()}
	w.open()
	w.start()
	t.Cleanup(w.close)
	w.setUp()
	return w
}

func (w *world) setUp() {
	w.t.Helper()
	w.integration("acme")
	w.connection("acme", "c")
}

// open opens the service on the world's folder; close and open again is a restart.
func (w *world) open() {
	w.t.Helper()
	ctx := context.Background()
	g := groundtest.Open(w.t, groundtest.Options{Dir: w.dir})
	w.db, w.bus, w.redactor, w.logs, w.settings, w.env = g.DB, g.Bus, g.Redactor, g.Logs, g.Settings, g.Environment.ID
	w.must(w.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS outbox (run TEXT PRIMARY KEY, state TEXT NOT NULL)`)
		return err
	}))
	known := providers(w.t, w.providerURL)
	w.catalog = known
	w.connect = connect.New(connect.Options{DB: w.db, Vault: g.Vault, Catalog: known, Settings: w.settings, Redactor: w.redactor, Logs: w.logs, Bus: w.bus,
		CallbackURL: func() string { return "http://localhost:3003/oauth/callback" }})
	step := func(name string) {
		if w.steps != nil {
			w.steps(name)
		}
	}
	w.records = records.New(records.Options{DB: w.db, Step: step})
	if w.executor == nil {
		w.executor = &executor{by: map[string]behaviour{}}
	}
	w.notify = notify.New(notify.Options{DB: w.db, Vault: g.Vault, Settings: w.settings, Logs: w.logs, Redactor: w.redactor})
	w.told = &told{}
	w.Service = functions.New(functions.Options{DB: w.db, Vault: g.Vault, Bus: w.bus, Logs: w.logs, Connect: w.connect, Catalog: known, Settings: w.settings,
		Records: w.records, Notify: w.notify, Executor: w.executor, Limits: w.limits, Log: slog.New(slog.DiscardHandler)})
	w.SetStep(step)
	w.connect.SetLifecycle(w.Service)
	w.SetScheduler(w.told)
	w.SetNotifier(w.told)
	w.closers = []func(){w.connect.Stop, g.Close}
}

func (w *world) start() {
	w.t.Helper()
	w.must(w.Start(context.Background()))
}

func (w *world) close() {
	w.Stop()
	for _, c := range w.closers {
		c()
	}
	w.closers = nil
}

func (w *world) restart() {
	w.t.Helper()
	w.close()
	w.open()
	w.start()
}

func providers(t testing.TB, address string) *catalog.Catalog {
	t.Helper()
	if address == "" {
		address = "https://api.open.example"
	}
	return groundtest.Catalog(t, map[string]string{"open": "display_name: Open\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: " + address + "\n"})
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) integration(key string) {
	w.t.Helper()
	_, err := w.connect.CreateIntegration(context.Background(), w.env, connect.IntegrationInput{Provider: "open", UniqueKey: key})
	w.must(err)
}

func (w *world) connection(key, id string) connect.Connection {
	w.t.Helper()
	_, _, err := w.connect.Import(context.Background(), w.env, connect.ImportInput{IntegrationKey: key, ConnectionID: id, Credentials: json.RawMessage(`{"type":"NONE"}`)})
	w.must(err)
	c, err := w.connect.Connection(context.Background(), w.env, key, id)
	w.must(err)
	return c
}

// function is a compiled function of the integration "acme".
func function(t compile.Type, name string, edit ...func(*compile.Function)) *compile.Function {
	f := &compile.Function{Integration: "acme", Name: name, Type: t, Version: "1.0.0", File: "acme/" + string(t) + "s/" + name + ".ts", Description: "Does " + name,
		JSONSchema: json.RawMessage(`{"definitions":{}}`), Source: "// " + name, Server: "server of " + name, Hash: name}
	if t == compile.Sync {
		f.Models, f.Frequency = []string{"Issue"}, "every hour"
	}
	for _, e := range edit {
		e(f)
	}
	f.Program = script.NewProgram(f.File, "exports.name = "+name)
	return f
}

// install makes these the only functions.
func (w *world) install(list ...*compile.Function) functions.Change {
	w.t.Helper()
	change, err := w.Install(context.Background(), w.env, &compile.Project{Functions: list}, functions.Scope{})
	w.must(err)
	return change
}

// action installs an action with a behaviour.
func (w *world) action(name string, do behaviour) {
	w.t.Helper()
	_, err := w.Install(context.Background(), w.env, &compile.Project{Functions: []*compile.Function{function(compile.Action, name)}}, functions.Scope{KeepOthers: true})
	w.must(err)
	w.executor.set(name, do)
}

// sync installs a sync with a behaviour.
func (w *world) sync(name string, do behaviour, edit ...func(*compile.Function)) {
	w.t.Helper()
	_, err := w.Install(context.Background(), w.env, &compile.Project{Functions: []*compile.Function{function(compile.Sync, name, edit...)}}, functions.Scope{KeepOthers: true})
	w.must(err)
	w.executor.set(name, do)
}

func (w *world) trigger(action, input string) (json.RawMessage, error) {
	return w.TriggerAction(context.Background(), w.env, ask(action, input))
}

func ask(action, input string) functions.ActionInput {
	return functions.ActionInput{Integration: "acme", Connection: "c", Action: action, Input: json.RawMessage(input)}
}

func (w *world) enqueue(action, input string, retries int) string {
	w.t.Helper()
	id, err := w.EnqueueAction(context.Background(), w.env, ask(action, input), retries)
	w.must(err)
	return id
}

// last is the newest run.
func (w *world) last() functions.Run {
	w.t.Helper()
	page, err := w.Runs(context.Background(), w.env, functions.RunFilter{Limit: 1})
	w.must(err)
	if len(page.Runs) != 1 {
		w.t.Fatal("there is no run")
	}
	return page.Runs[0]
}

func (w *world) run(id string) functions.Run {
	w.t.Helper()
	r, err := w.Run(context.Background(), w.env, id)
	w.must(err)
	return r
}

// until waits for hints until the condition holds.
func (w *world) until(what string, holds func() bool) {
	w.t.Helper()
	hints := w.bus.Subscribe()
	defer hints.Close()
	limit := time.NewTimer(max(w.patience, 20*time.Second))
	defer limit.Stop()
	for !holds() {
		select {
		case <-hints.C:
		case <-limit.C:
			w.t.Fatal("never: " + what)
		}
	}
}

// ended waits for a run's end.
func (w *world) ended(id string) functions.Run {
	w.t.Helper()
	w.until("the end of run "+id, func() bool { return w.run(id).State.Finished() })
	return w.run(id)
}

// outbox counts what the notifier wrote.
func (w *world) outbox() int {
	w.t.Helper()
	var n int
	w.must(w.db.Reader().QueryRow(`SELECT count(*) FROM outbox`).Scan(&n))
	return n
}

// wantCode fails unless the error has the code and says something.
func wantCode(t testing.TB, err error, code string) *fault.Error {
	t.Helper()
	if !fault.HasCode(err, code) {
		t.Fatalf("got %v, want the code %s", err, code)
	}
	return fault.From(err)
}
