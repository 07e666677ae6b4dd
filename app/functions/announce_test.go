package functions_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/notify"
)

// notified is what the user's backend would hear of: the members of each body that tell the cases apart, oldest first.
func (w *world) notified() []string {
	w.t.Helper()
	page, err := w.notify.Notifications(context.Background(), w.env, notify.Filter{})
	w.must(err)
	var all []string
	for _, n := range page.Notifications {
		d, err := w.notify.Notification(context.Background(), w.env, n.ID)
		w.must(err)
		var body struct {
			Type, Model, SyncType   string
			Success                 *bool
			ResponseResults         map[string]int
			Error, Checkpoints      json.RawMessage
			Payload                 struct{ ID, StatusURL string }
			ModifiedAfter, FailedAt string
		}
		w.must(json.Unmarshal([]byte(d.Body), &body))
		line := strings.TrimSpace(body.Type + " " + body.SyncType + " " + body.Model)
		if body.Success != nil && body.ModifiedAfter == "" {
			line += " without a time"
		}
		for _, part := range []json.RawMessage{body.Error, body.Checkpoints} {
			if part != nil {
				line += " " + string(part)
			}
		}
		if body.ResponseResults != nil {
			text, err := json.Marshal(body.ResponseResults)
			w.must(err)
			line += " " + string(text)
		}
		if n.Simulated {
			line += " (simulated)"
		}
		if body.Payload.ID != "" {
			line += " " + body.Payload.StatusURL
		}
		all = append([]string{line}, all...)
	}
	return all
}

// backend gives the world an address to notify, and switches off what changed nothing.
func (w *world) backend() {
	w.t.Helper()
	address, off := "https://backend.example/hook", false
	_, err := w.notify.UpdateSettings(context.Background(), w.env, notify.SettingsUpdate{PrimaryURL: &address, OnSyncCompletionAlways: &off})
	w.must(err)
}

func outcome(o nango.Outcome) behaviour {
	return func(context.Context, nango.Run) (nango.Outcome, error) { return o, nil }
}

func TestTheBackendHearsOfSyncs(t *testing.T) {
	t.Parallel()
	failure := &nango.Failure{Type: "script_error", Message: "It broke.", Payload: json.RawMessage(`{}`), Additional: json.RawMessage(`{"a":1}`)}
	twoModels := func(f *compile.Function) { f.Models = []string{"Issue", "Label"} }
	checkpoints := func(f *compile.Function) { f.CheckpointSchema = json.RawMessage(`{}`) }
	for name, c := range map[string]struct {
		outcome nango.Outcome
		edit    func(*compile.Function)
		want    []string
	}{
		"changes in one of two models": {nango.Outcome{Results: map[string]nango.Counts{"Label": {Added: 2, Deleted: 1}}}, twoModels,
			[]string{`sync INITIAL Label {"added":2,"deleted":1,"updated":0}`}},
		"changes in both, in the order of the declaration": {nango.Outcome{Results: map[string]nango.Counts{"Label": {Added: 1}, "Issue": {Updated: 1}}}, twoModels,
			[]string{`sync INITIAL Issue {"added":0,"deleted":0,"updated":1}`, `sync INITIAL Label {"added":1,"deleted":0,"updated":0}`}},
		"nothing changed": {nango.Outcome{}, twoModels, nil},
		"a failure":       {nango.Outcome{Failure: failure}, twoModels, []string{`sync INITIAL Issue,Label {"additional_properties":{"a":1},"description":"It broke.","type":"script_error"}`}},
		"a failure with a type of its own": {nango.Outcome{Failure: &nango.Failure{Type: "script_http_error", Message: "Request failed with status code 502", Whose: nango.WhoseProvider}}, twoModels,
			[]string{`sync INITIAL Issue,Label {"description":"Request failed with status code 502","type":"script_error"}`}},
		"a time-out": {nango.Outcome{Failure: &nango.Failure{Type: "function_runtime_timed_out", Message: "It took too long.", Whose: nango.WhoseCode}}, twoModels,
			[]string{`sync INITIAL Issue,Label {"description":"It took too long.","type":"script_error"}`}},
		"a failure of Patchbay's own": {nango.Outcome{Failure: &nango.Failure{Type: "internal_server_error", Message: "The disk is full.", Whose: nango.WhosePatchbay}}, twoModels,
			[]string{`sync INITIAL Issue,Label {"description":"The disk is full.","type":"internal_server_error"}`}},
		"checkpoints": {nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 1}}, CheckpointTo: json.RawMessage(`{"c":1}`)}, checkpoints,
			[]string{`sync INITIAL Issue {"from":null,"to":{"c":1}} {"added":1,"deleted":0,"updated":0}`}},
		"checkpoints that it did not save": {nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 1}}}, checkpoints,
			[]string{`sync INITIAL Issue {"from":null,"to":null} {"added":1,"deleted":0,"updated":0}`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t)
			w.backend()
			w.sync("issues", outcome(c.outcome), c.edit)
			_, err := w.RunSync(t.Context(), functions.SyncInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Function: "issues"})
			w.must(err)
			if diff := cmp.Diff(c.want, w.notified()); diff != "" {
				t.Errorf("notified (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheBackendHearsOfWebhooksAndAsynchronousActions(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.backend()
	w.sync("issues", outcome(nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 1}}}), func(f *compile.Function) {
		f.HasWebhook, f.WebhookSubscriptions = true, []string{"*"}
	})
	_, err := w.RunWebhook(t.Context(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Payload: json.RawMessage(`{}`)})
	w.must(err)
	_, err = w.RunWebhook(t.Context(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Payload: json.RawMessage(`{}`), Trigger: functions.TriggerSimulated})
	w.must(err)
	w.action("send", returns(`1`))
	if _, err := w.trigger("send", `{}`); err != nil { // somebody waits for it, so it is not told
		t.Fatal(err)
	}
	id := w.enqueue("send", `{}`, 0)
	w.ended(id)
	w.action("break", outcome(nango.Outcome{Failure: &nango.Failure{Type: "script_error"}}))
	broken := w.enqueue("break", `{}`, 2)
	w.ended(broken)
	want := []string{`sync WEBHOOK Issue {"added":1,"deleted":0,"updated":0}`, `sync WEBHOOK Issue {"added":1,"deleted":0,"updated":0} (simulated)`, "async_action /action/" + id, "async_action /action/" + broken}
	if diff := cmp.Diff(want, w.notified()); diff != "" {
		t.Errorf("notified (-want +got):\n%s", diff)
	}
}

// Whoever sent an event tries it again when its function fails: the backend hears of the last failure only, and of a success
// at once (http-api §10.3: one webhook for the run, §10.4: after the last attempt).
func TestTheBackendHearsOfTheLastFailureOnly(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.backend()
	ends := []nango.Outcome{{Failure: &nango.Failure{Type: "script_error", Message: "It broke."}}, {Results: map[string]nango.Counts{"Issue": {Added: 1}}},
		{Failure: &nango.Failure{Type: "function_runtime_timed_out", Message: "It took too long."}}}
	run := 0
	w.sync("issues", func(context.Context, nango.Run) (nango.Outcome, error) { return ends[run], nil }, func(f *compile.Function) {
		f.HasWebhook, f.WebhookSubscriptions = true, []string{"*"}
	})
	for _, c := range []struct {
		ends  int
		again bool
		want  int // told so far
	}{{0, true, 0}, {1, true, 1}, {0, false, 2}, {2, true, 3}} { // what timed out is not tried again
		run = c.ends
		_, err := w.RunWebhook(t.Context(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Payload: json.RawMessage(`{}`), Again: c.again})
		w.must(err)
		if got := w.notified(); len(got) != c.want {
			t.Errorf("%+v: told %v", c, got)
		}
	}
}

// The connection's own address is used, and without any nothing is kept.
func TestRunsGoToTheConnectionsOwnAddress(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.sync("issues", outcome(nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 1}}}))
	in := functions.SyncInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Function: "issues"}
	_, err := w.RunSync(t.Context(), in)
	w.must(err)
	if got := w.notified(); got != nil {
		t.Errorf("kept without an address: %v", got)
	}
	own := "https://own.example"
	w.must(w.connect.Patch(t.Context(), w.env, "acme", "c", connect.ConnectionUpdate{WebhookURLOverride: &own}))
	_, err = w.RunSync(t.Context(), in)
	w.must(err)
	page, err := w.notify.Notifications(t.Context(), w.env, notify.Filter{})
	w.must(err)
	if len(page.Notifications) != 1 || page.Notifications[0].Targets[0].URL != own {
		t.Errorf("kept %+v, want one to %s", page.Notifications, own)
	}
}

// A run's end and what is told of it stand or fall together.
func TestAnEndThatIsNotStoredIsNotTold(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.backend()
	w.sync("issues", outcome(nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 1}}}))
	w.told.refuse = errors.New("no")
	if _, err := w.RunSync(t.Context(), functions.SyncInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Function: "issues"}); err == nil {
		t.Error("the run ended")
	}
	if got := w.notified(); got != nil {
		t.Errorf("told %v", got)
	}
}

// Runs that were cancelled, and those that ended with Patchbay tell the backend nothing.
func TestRunsThatAreNotTold(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.backend()
	g := newGate()
	w.sync("issues", g.run)
	run, err := w.Begin(t.Context(), functions.BeginInput{EnvironmentID: w.env, Ref: functions.Ref{Integration: "acme", Name: "issues", Type: compile.Sync}, Connection: "c"})
	w.must(err)
	<-g.began
	w.must(w.Cancel(t.Context(), w.env, run.ID))
	_, err = w.Begin(t.Context(), functions.BeginInput{EnvironmentID: w.env, Ref: functions.Ref{Integration: "acme", Name: "issues", Type: compile.Sync}, Connection: "c"})
	w.must(err)
	<-g.began
	w.restart()
	if r := w.last(); r.State != functions.Interrupted {
		t.Fatalf("the run is %s", r.State)
	}
	if got := w.notified(); got != nil {
		t.Errorf("told %v", got)
	}
}
