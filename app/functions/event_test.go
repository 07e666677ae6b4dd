package functions_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/functions"
	"patchbay/app/logs"
	"patchbay/app/nango"
)

// on installs an on-event function with a behaviour.
func (w *world) on(event, name string, do behaviour) {
	w.t.Helper()
	f := function(compile.OnEvent, name, func(f *compile.Function) { f.Event = event })
	_, err := w.Install(context.Background(), w.env, &compile.Project{Functions: []*compile.Function{f}}, functions.Scope{KeepOthers: true})
	w.must(err)
	w.executor.set(name, do)
}

func (w *world) connectNew(id string) error {
	_, _, err := w.connect.Import(context.Background(), w.env, connect.ImportInput{IntegrationKey: "acme", ConnectionID: id, Credentials: json.RawMessage(`{"type":"NONE"}`)})
	return err
}

// A validate-connection function that fails takes a new connection away and marks an old one; the message is the
// ActionError's (functions.md §9.3).
func TestValidateConnection(t *testing.T) {
	t.Parallel()
	w := begin(t)
	for payload, want := range map[string]string{
		`{"message":"No admin."}`:             "No admin.",
		`{"error":"Wrong team."}`:             "Wrong team.",
		`{"message":{"a":1},"error":"Plain"}`: "Plain",
		`{"code":1}`:                          "Connection failed validation",
	} {
		w.on(functions.EventValidate, "check", fails(nango.Failure{Type: "action_script_runtime_error", Payload: json.RawMessage(payload)}))
		if f := wantCode(t, w.connectNew("new"), "connection_validation_failed"); f.Message != want {
			t.Errorf("%s: %q", payload, f.Message)
		}
	}
	w.on(functions.EventValidate, "check", fails(nango.Failure{Type: "script_internal_error", Payload: json.RawMessage(`{"message":"a stack"}`)}))
	if f := wantCode(t, w.connectNew("c"), "connection_validation_failed"); f.Message != "Connection failed validation" {
		t.Errorf("%q", f.Message)
	}
	if _, err := w.connect.Connection(t.Context(), w.env, "acme", "new"); err == nil {
		t.Error("a refused connection is still there")
	}
	old, err := w.connect.Connection(t.Context(), w.env, "acme", "c")
	if err != nil || old.AuthError == nil {
		t.Errorf("an old connection is not marked: %+v %v", old.AuthError, err)
	}
	w.on(functions.EventValidate, "check", returns(``))
	w.must(w.connectNew("good"))
	if r := w.last(); r.Kind != "on-event" || r.Trigger != "event" || r.State != functions.Succeeded || r.Connection != "good" || r.Job != 0 {
		t.Errorf("%+v", r)
	}
}

// post-connection-creation runs in the background, once for a new connection and never for a reconnect; it is on disk
// before the connection is told to exist, so that a crash loses none.
func TestConnectionCreated(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	w.on(functions.EventCreated, "subscribe", g.run)
	w.on(functions.EventCreated, "broken", fails(nango.Failure{Type: "script_internal_error"}))
	w.must(w.connectNew("new"))
	<-g.began
	page, err := w.Runs(t.Context(), w.env, functions.RunFilter{Connection: "new"})
	if err != nil || len(page.Runs) != 2 {
		t.Fatalf("%d runs, %v", len(page.Runs), err)
	}
	close(g.open)
	for _, r := range page.Runs {
		want := map[string]functions.State{"subscribe": functions.Succeeded, "broken": functions.Failed}[r.Function]
		if r = w.ended(r.ID); r.State != want {
			t.Errorf("%s: %s", r.Function, r.State)
		}
	}
	w.must(w.connectNew("new"))
	if page, _ := w.Runs(t.Context(), w.env, functions.RunFilter{Connection: "new"}); len(page.Runs) != 2 {
		t.Errorf("a reconnect made %d runs", len(page.Runs)-2)
	}
}

// pre-connection-deletion functions run before the connection goes, up to five minutes each, and stop nothing.
func TestConnectionDeleted(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		there := false
		w.on(functions.EventDeleting, "bye", func(ctx context.Context, _ nango.Run) (nango.Outcome, error) {
			_, err := w.connect.Connection(ctx, w.env, "acme", "c")
			there = err == nil
			return nango.Outcome{}, nil
		})
		w.on(functions.EventDeleting, "endless", hangs)
		w.sync("issues", hangs)
		ended := make(chan functions.Run)
		go func() { r, _ := w.RunSync(context.Background(), w.syncOf("issues")); ended <- r }()
		synctest.Wait()
		at, gone := time.Now(), make(chan error)
		go func() { gone <- w.connect.DeleteConnection(context.Background(), w.env, "acme", "c") }()
		if r := <-ended; r.State != functions.Cancelled {
			t.Errorf("a sync of a connection that goes: %s", r.State)
		}
		w.must(<-gone)
		if took := time.Since(at); took != 5*time.Minute || !there {
			t.Errorf("gone after %s, the connection was there: %v", took, there)
		}
		page, err := w.Runs(t.Context(), w.env, functions.RunFilter{Kind: "on-event"})
		w.must(err)
		var got []string
		for _, r := range page.Runs {
			got = append(got, r.Function+" "+string(r.State))
		}
		slices.Sort(got)
		if !slices.Equal(got, []string{"bye succeeded", "endless timed_out"}) {
			t.Errorf("%v", got)
		}
	})
}

// functions.md §9.1: which syncs an event reaches, once each, with a job number and a type of their own.
func TestWebhooks(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	w.sync("all", returns(``), hooked("*"))
	w.sync("made", func(context.Context, nango.Run) (nango.Outcome, error) {
		return nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 1}}}, nil
	}, hooked("issue.created", "*", "X"))
	w.sync("header", returns(``), hooked("X"))
	w.sync("deaf", returns(``))
	w.sync("off", returns(``), hooked("*"))
	w.must(w.SetEnabled(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "off", Type: "sync"}, false))
	for name, row := range map[string]struct {
		in   functions.WebhookInput
		want []string
	}{
		"type":    {functions.WebhookInput{Subscription: "issue.created"}, []string{"all", "made"}},
		"unknown": {functions.WebhookInput{Subscription: "other"}, []string{"all", "made"}},
		"none":    {functions.WebhookInput{}, []string{"all", "made"}},
		"header":  {functions.WebhookInput{Headers: map[string]string{"x-event": "X"}}, []string{"all", "header", "made"}},
		"replay":  {functions.WebhookInput{Function: "header"}, []string{"header"}},
		"no hook": {functions.WebhookInput{Function: "deaf"}, nil},
	} {
		row.in.EnvironmentID, row.in.Integration, row.in.Connection, row.in.Payload = w.env, "acme", "c", json.RawMessage(`{"id":1}`)
		runs, err := w.RunWebhook(t.Context(), row.in)
		w.must(err)
		var got []string
		for _, r := range runs {
			got = append(got, r.Function)
			if r.State != functions.Succeeded || r.SyncType != "WEBHOOK" || r.JobType != "INCREMENTAL" || r.Kind != "webhook" || r.Job == 0 || r.SyncID == "" || string(r.Input) != `{"id":1}` {
				t.Errorf("%s: %+v", name, r)
			}
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s reached %v", name, got)
		}
		if targets, err := w.WebhookTargets(t.Context(), row.in); err != nil || !slices.Equal(targets, got) {
			t.Errorf("%s would reach %v, %v", name, targets, err)
		}
	}
	for _, r := range w.executor.runs() {
		if r.Kind != "webhook" || string(r.Payload) != `{"id":1}` || r.Input != nil || r.LastSyncDate != nil || r.Variant != "base" {
			t.Errorf("%+v", r)
		}
	}
	if s := w.state(w.instance("made", "base")); s.LastJob != 4 || s.LastSyncDate != nil || s.LastRun.Kind != "webhook" || s.LastRun.Results["Issue"].Added != 1 {
		t.Errorf("%+v", s)
	}
	// A webhook run does not wait for the sync's own.
	w.executor.set("all", g.run)
	go func() { _, _ = w.RunSync(context.Background(), w.syncOf("all")) }()
	<-g.began
	w.executor.set("all", returns(``))
	if runs, err := w.RunWebhook(t.Context(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Function: "all"}); err != nil || runs[0].State != functions.Succeeded {
		t.Errorf("beside the sync's run: %v", err)
	}
	close(g.open)
	_, err := w.RunWebhook(t.Context(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "nobody"})
	wantCode(t, err, "unknown_connection")
}

// Nobody may take a made-up event for a real one.
func TestASimulatedWebhookSaysSo(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.sync("all", returns(``), hooked("*"))
	runs, err := w.RunWebhook(t.Context(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Trigger: functions.TriggerSimulated})
	w.must(err)
	w.must(w.logs.Flush(t.Context()))
	op, lines, err := w.logs.Get(t.Context(), w.env, runs[0].OperationID)
	w.must(err)
	if runs[0].Trigger != "simulated" || op.Source != "simulated" || !strings.HasPrefix(op.Title, "Simulated: ") || !strings.Contains(lines[0].Text, "no provider sent it") {
		t.Errorf("run %+v, operation %+v, lines %+v", runs[0], op, lines)
	}
}

// What a simulated webhook leads to says so too: actions and syncs that its function asks for, and the functions of a connection
// that it completed. They are real runs in their own classes.
func TestWhatASimulatedWebhookLeadsTo(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("inner", returns(`1`))
	w.on(functions.EventCreated, "hello", returns(``))
	w.on(functions.EventValidate, "check", returns(``))
	w.sync("all", func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		_, err := w.Calls().TriggerAction(ctx, r.EnvironmentID, "acme", "c", "inner", nil)
		return nango.Outcome{}, errors.Join(err, w.Calls().TriggerSync(ctx, r.EnvironmentID, "acme", "c", "all", nango.TriggerSyncOptions{}))
	}, hooked("*"))
	lead := func(ctx context.Context, trigger string) {
		t.Helper()
		runs, err := w.RunWebhook(ctx, functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Trigger: trigger})
		w.must(err)
		if runs[0].State != functions.Succeeded {
			t.Fatalf("%+v", runs[0].Error)
		}
		c, err := w.connect.Connection(ctx, w.env, "acme", "c")
		w.must(err)
		w.must(w.Validate(ctx, c, connect.Creation))
		w.Created(ctx, c, connect.Creation)
	}
	lead(t.Context(), "")
	lead(logs.Simulated(t.Context()), functions.TriggerSimulated)
	w.until("both end", func() bool {
		page, err := w.Runs(t.Context(), w.env, functions.RunFilter{Function: "hello", States: []functions.State{functions.Succeeded}})
		return err == nil && len(page.Runs) == 2
	})
	w.must(w.logs.Flush(t.Context()))
	page, err := w.Runs(t.Context(), w.env, functions.RunFilter{})
	w.must(err)
	var got []string
	for _, r := range page.Runs {
		op, _, err := w.logs.Get(t.Context(), w.env, r.OperationID)
		w.must(err)
		got = append(got, r.Trigger+"/"+op.Source+" "+op.Title)
	}
	for _, r := range w.executor.runs() {
		if r.Function.Name == "inner" && r.Deadline != 15*time.Minute {
			t.Errorf("an action has %s", r.Deadline)
		}
	}
	for _, c := range w.told.commands {
		got = append(got, c.Source+" asks for "+c.Sync)
	}
	slices.Sort(got)
	want := []string{"event/event On-event function check", "event/event On-event function hello", "function asks for all", "function/function Action inner",
		"simulated asks for all", "simulated/simulated Action inner (of a simulated webhook)", "simulated/simulated On-event function check (of a simulated webhook)",
		"simulated/simulated On-event function hello (of a simulated webhook)", "simulated/simulated Simulated: Webhook function of all", "webhook/webhook Webhook function of all"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A dry run is a run: kept, shown, with its own result; the sync's numbers and dates do not move.
func TestDryRuns(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	w.sync("issues", func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		if r.Dry == nil || r.Job != 0 || r.SyncID != "" || string(r.Dry.Metadata) != `{"m":1}` {
			t.Errorf("the function saw %+v", r)
		}
		return nango.Outcome{Dry: &nango.DryResult{}}, nil
	}, hooked("*"))
	w.sync("busy", g.run)
	go func() { _, _ = w.RunSync(context.Background(), w.syncOf("busy")) }()
	<-g.began
	in := functions.DryRunInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Name: "issues", Type: compile.Sync, Options: nango.DryRun{Metadata: json.RawMessage(`{"m":1}`)}}
	started, err := w.DryRun(t.Context(), in)
	w.must(err)
	r := w.wait(started.ID)
	if r.State != functions.Succeeded || !r.Dry || r.DryResult == nil || r.Trigger != "gui" || r.Variant != "base" {
		t.Errorf("%+v", r)
	}
	if s := w.state(w.instance("issues", "base")); s.LastRun != nil || s.LastJob != 0 || s.LastSyncDate != nil {
		t.Errorf("a dry run counted: %+v", s)
	}
	in.Name = "busy" // a dry run beside the real one
	second, err := w.DryRun(t.Context(), in)
	w.must(err)
	<-g.began
	close(g.open)
	w.wait(second.ID)
	w.executor.set("fresh", returns(`"not installed"`))
	in = functions.DryRunInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Function: function(compile.Action, "fresh"), Trigger: "cli"}
	third, err := w.DryRun(t.Context(), in)
	w.must(err)
	if r := w.wait(third.ID); string(r.Output) != `"not installed"` || r.Trigger != "cli" {
		t.Errorf("%+v", r)
	}
	in.Function, in.Name, in.Type = nil, "none", compile.Action
	_, err = w.DryRun(t.Context(), in)
	wantCode(t, err, "not_found")
	in.Name, in.Type, in.Options.Checkpoint = "issues", compile.Sync, json.RawMessage(`{"n":[1]}`)
	_, err = w.DryRun(t.Context(), in)
	wantCode(t, err, "invalid_checkpoint")
	for _, end := range w.told.ends() {
		if end.Dry {
			t.Error("the end of a dry run was announced")
		}
	}
}

// What a new connection started goes on after the app was closed, for however long, and after it was killed; what was cut
// off begins again.
func TestConnectionCreatedAndClosed(t *testing.T) {
	bubble(t, functions.Limits{Events: 1}, func(t *testing.T, w *world) {
		w.on(functions.EventCreated, "first", hangs)
		w.on(functions.EventCreated, "second", hangs)
		w.must(w.connectNew("new"))
		synctest.Wait()
		w.Stop()
		w.executor.set("first", returns(``))
		w.executor.set("second", returns(``))
		time.Sleep(48 * time.Hour) //nolint:forbidigo // the bubble's time: the app is closed
		w.restart()
		page, err := w.Runs(t.Context(), w.env, functions.RunFilter{Connection: "new"})
		if err != nil || len(page.Runs) != 2 {
			t.Fatalf("%d runs, %v", len(page.Runs), err)
		}
		attempts := 0
		for _, r := range page.Runs {
			r = w.wait(r.ID)
			attempts += r.Attempt
			if r.State != functions.Succeeded {
				t.Errorf("%s after two days: %s %+v", r.Function, r.State, r.Error)
			}
		}
		if attempts != 3 {
			t.Errorf("one was cut off and one waited: %d attempts", attempts)
		}
	})
}

// A function that takes the app down with it is given up, not started for ever.
func TestConnectionCreatedAndKilled(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		w.on(functions.EventCreated, "subscribe", returns(``))
		w.told.refuse = errors.New("killed") // its end is not stored
		w.must(w.connectNew("new"))
		synctest.Wait()
		for attempt := 2; attempt <= 3; attempt++ {
			w.close()
			w.open()
			w.told.refuse = errors.New("killed")
			w.start()
			synctest.Wait()
			if r := w.last(); r.State != functions.Running || r.Attempt != attempt {
				t.Fatalf("after the kill: %s, attempt %d", r.State, r.Attempt)
			}
		}
		w.restart()
		if r := w.last(); r.State != functions.Interrupted {
			t.Errorf("after three attempts: %s", r.State)
		}
	})
}

// A failing function for a new connection is not repeated.
func TestConnectionCreatedFails(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.on(functions.EventCreated, "broken", fails(nango.Failure{Type: "script_internal_error"}))
	w.must(w.connectNew("new"))
	if r := w.ended(w.last().ID); r.State != functions.Failed || r.Attempt != 1 {
		t.Errorf("%s, attempt %d", r.State, r.Attempt)
	}
}

// An event that finds no place says how long it waited.
func TestEventsWaitHalfAMinute(t *testing.T) {
	bubble(t, functions.Limits{Events: 1}, func(t *testing.T, w *world) {
		w.on(functions.EventCreated, "slow", hangs)
		w.must(w.connectNew("one"))
		synctest.Wait()
		w.must(w.connectNew("two"))
		if r := w.wait(w.last().ID); r.State != functions.TimedOut || !strings.Contains(r.Error.Message, "longer than 30s") {
			t.Errorf("%s %+v", r.State, r.Error)
		}
	})
}
