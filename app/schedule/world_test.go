package schedule_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/groundtest"
	"patchbay/app/nango"
	"patchbay/app/records"
	"patchbay/app/schedule"
	"patchbay/app/script"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// executor runs syncs: each run waits for release when it is set, and is reported on began.
type executor struct {
	mu      sync.Mutex
	began   chan nango.Run
	release chan struct{} // nil: runs end at once
}

func (x *executor) Execute(ctx context.Context, r nango.Run) (nango.Outcome, error) {
	x.mu.Lock()
	release := x.release
	x.mu.Unlock()
	x.began <- r
	if release != nil {
		select {
		case <-release:
		case <-ctx.Done():
			return nango.Outcome{}, ctx.Err()
		}
	}
	return nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 1}}}, nil
}

func (x *executor) hold() chan struct{} {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.release = make(chan struct{})
	return x.release
}

func (x *executor) letGo() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.release = nil
}

// world is a schedule over real functions and real storage; only the code of the functions is played.
type world struct {
	*schedule.Service
	t         testing.TB
	dir       string
	clock     *groundtest.Clock
	bus       *event.Bus
	executor  *executor
	functions *functions.Service
	connect   *connect.Service
	env       int64
	closers   []func()
}

func begin(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), clock: groundtest.NewClock(time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)), executor: &executor{began: make(chan nango.Run, 100)}}
	w.open()
	w.must(w.Start(context.Background()))
	t.Cleanup(func() { w.close() })
	_, err := w.connect.CreateIntegration(context.Background(), w.env, connect.IntegrationInput{Provider: "open", UniqueKey: "acme"})
	w.must(err)
	return w
}

func (w *world) open() {
	w.t.Helper()
	ctx := context.Background()
	g := groundtest.Open(w.t, groundtest.Options{Dir: w.dir, Now: w.clock.Now})
	w.bus, w.env = g.Bus, g.Environment.ID
	known := groundtest.Catalog(w.t, map[string]string{
		"open": "display_name: Open\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: https://api.open.example\n"})
	w.connect = connect.New(connect.Options{DB: g.DB, Vault: g.Vault, Catalog: known, Settings: g.Settings, Redactor: g.Redactor, Logs: g.Logs, Bus: g.Bus,
		CallbackURL: func() string { return "http://localhost:3003/oauth/callback" }, Now: w.clock.Now})
	cache := records.New(records.Options{DB: g.DB})
	w.functions = functions.New(functions.Options{DB: g.DB, Vault: g.Vault, Bus: g.Bus, Logs: g.Logs, Connect: w.connect, Catalog: known, Settings: g.Settings,
		Records: cache, Executor: w.executor, Now: w.clock.Now})
	w.Service = schedule.New(schedule.Options{DB: g.DB, Functions: w.functions, Connect: w.connect, Records: cache, Bus: w.bus, Now: w.clock.Now})
	w.functions.SetScheduler(schedule.Scheduler{Service: w.Service})
	w.functions.SetNotifier(w.Service)
	w.must(w.functions.Start(ctx))
	w.closers = []func(){w.functions.Stop, w.connect.Stop, g.Close}
}

func (w *world) close() {
	w.Stop()
	for _, c := range w.closers {
		c()
	}
	w.closers = nil
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) connection(id string) connect.Connection {
	w.t.Helper()
	return w.connected("acme", id)
}

func (w *world) connected(integration, id string) connect.Connection {
	w.t.Helper()
	_, _, err := w.connect.Import(context.Background(), w.env, connect.ImportInput{IntegrationKey: integration, ConnectionID: id, Credentials: json.RawMessage(`{"type":"NONE"}`)})
	w.must(err)
	c, err := w.connect.Connection(context.Background(), w.env, integration, id)
	w.must(err)
	return c
}

// sync installs these as the only functions.
func (w *world) install(list ...*compile.Function) {
	w.t.Helper()
	_, err := w.functions.Install(context.Background(), w.env, &compile.Project{Functions: list}, functions.Scope{})
	w.must(err)
}

func issues(frequency string, autoStart bool) *compile.Function {
	return named("issues", frequency, autoStart)
}

func named(name, frequency string, autoStart bool) *compile.Function {
	file := "acme/syncs/" + name + ".ts"
	return &compile.Function{Integration: "acme", Name: name, Type: compile.Sync, Version: "1.0.0", File: file, Description: "Issues", Models: []string{"Issue"},
		Frequency: frequency, AutoStart: autoStart, JSONSchema: json.RawMessage(`{"definitions":{}}`), Hash: frequency, Program: script.NewProgram(file, "")}
}

// ran waits for one run and returns it.
func (w *world) ran() nango.Run {
	w.t.Helper()
	select {
	case r := <-w.executor.began:
		return r
	case <-time.After(20 * time.Second):
		w.t.Fatal("no sync ran")
	}
	return nango.Run{}
}

// quiet fails when a sync ran. It looks after the schedule has had its turn: the command before it went through the loop.
func (w *world) quiet() {
	w.t.Helper()
	w.Look(context.Background())
	select {
	case r := <-w.executor.began:
		w.t.Fatalf("the sync %s ran, and nothing was due", r.Function.Name)
	default:
	}
}

// status waits until the sync's status satisfies want.
func (w *world) status(want func(schedule.Status) bool) schedule.Status {
	w.t.Helper()
	hints := w.bus.Subscribe()
	defer hints.Close()
	for deadline := time.After(20 * time.Second); ; {
		all, err := w.Statuses(context.Background(), schedule.Command{EnvironmentID: w.env, Integration: "acme"})
		w.must(err)
		for _, s := range all {
			if want(s) {
				return s
			}
		}
		select {
		case <-hints.C:
		case <-time.After(50 * time.Millisecond):
		case <-deadline:
			w.t.Fatal(errors.New("no sync has the status that was waited for"))
		}
	}
}

func idle(s schedule.Status) bool {
	return s.Status != schedule.StatusRunning && s.LastRun != nil && s.LastRun.State.Finished()
}

func all(w *world) schedule.Command {
	return schedule.Command{EnvironmentID: w.env, Integration: "acme"}
}
