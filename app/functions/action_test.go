package functions_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/nango"
)

// wantNowhere fails when the text is found in clear in any file of the data folder.
func (w *world) wantNowhere(text string) {
	w.t.Helper()
	files, err := filepath.Glob(filepath.Join(w.dir, "*"))
	w.must(err)
	for _, name := range files {
		if content, err := os.ReadFile(name); err == nil && strings.Contains(string(content), text) {
			w.t.Errorf("%s holds %q in clear", filepath.Base(name), text)
		}
	}
}

// The faults before a run are those of golden/action-trigger-*.json.
func TestActionsThatCannotRun(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("off", returns(`1`))
	w.must(w.SetEnabled(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "off", Type: "action"}, false))
	for name, row := range map[string]struct {
		in            functions.ActionInput
		kind          fault.Kind
		code, message string
	}{
		"connection":  {functions.ActionInput{Integration: "acme", Connection: "nobody", Action: "off"}, fault.Invalid, "unknown_connection", "Failed to find connection"},
		"integration": {functions.ActionInput{Integration: "nothing", Connection: "c", Action: "off"}, fault.Invalid, "unknown_connection", "Failed to find connection"},
		"action":      {functions.ActionInput{Integration: "acme", Connection: "c", Action: "no-such-action"}, fault.NotFound, "not_found", "Action not found"},
		"disabled":    {functions.ActionInput{Integration: "acme", Connection: "c", Action: "off"}, fault.NotFound, "disabled_resource", "The action off is disabled."},
	} {
		_, err := w.TriggerAction(t.Context(), w.env, row.in)
		f := wantCode(t, err, row.code)
		if f.Kind != row.kind || f.Message != row.message {
			t.Errorf("%s: kind %d, %q", name, f.Kind, f.Message)
		}
		_, err = w.EnqueueAction(t.Context(), w.env, row.in, 0)
		wantCode(t, err, row.code)
	}
	if page, err := w.Runs(t.Context(), w.env, functions.RunFilter{}); err != nil || len(page.Runs) != 0 {
		t.Errorf("%d runs were recorded, %v", len(page.Runs), err)
	}
}

// The envelope of each way to fail (http-api §8.3, golden/action-trigger-*.json), directly and as an asynchronous result.
func TestActionFaults(t *testing.T) {
	t.Parallel()
	w := begin(t)
	upstream := json.RawMessage(`{"status":418,"headers":{"content-type":"application/json"},"body":{"error":"status 418 asked for"}}`)
	for kind, row := range map[string]struct {
		failure   nango.Failure
		status    int
		message   string
		noMessage bool
	}{
		"action_script_runtime_error":    {nango.Failure{Status: 500, Payload: json.RawMessage(`{"code":"E42"}`)}, 500, "The action script failed with a runtime error", false},
		"script_internal_error":          {nango.Failure{Status: 500, Payload: json.RawMessage(`{"name":"Error"}`)}, 500, "An internal error occurred during the script execution", false},
		"script_network_error":           {nango.Failure{Status: 500}, 500, "A network error occurred during the script execution", false},
		"script_http_error":              {nango.Failure{Status: 418, Upstream: upstream}, 424, "", true},
		"script_api_rate_limit_error":    {nango.Failure{Status: 429, Upstream: upstream}, 424, "", true},
		"script_aborted":                 {nango.Failure{Status: 500, Message: "Aborted."}, 410, "Aborted.", false},
		"script_output_too_large":        {nango.Failure{Status: 400, Message: "Too large."}, 400, "Too large.", false},
		"function_runtime_out_of_memory": {nango.Failure{Status: 500, Message: "Out of memory.", Additional: json.RawMessage(`{"x":1}`)}, 500, "Out of memory.", false},
	} {
		row.failure.Type = kind
		w.action("fail", fails(row.failure))
		_, direct := w.trigger("fail", `{}`)
		id := w.enqueue("fail", `{}`, 0)
		w.ended(id)
		_, later := w.ActionResult(t.Context(), w.env, id)
		for _, err := range []error{direct, later} {
			f := wantCode(t, err, kind)
			detail, ok := f.Detail.(functions.ActionError)
			if !ok || detail.Status != row.status || detail.NoMessage != row.noMessage || detail.RunID == "" ||
				string(detail.Upstream) != string(row.failure.Upstream) || string(detail.Additional) != string(row.failure.Additional) {
				t.Errorf("%s: %+v", kind, f.Detail)
			}
			if want := string(row.failure.Payload); string(detail.Payload) != want && want != "" || len(detail.Payload) == 0 {
				t.Errorf("%s: payload %s", kind, detail.Payload)
			}
			if !row.noMessage && f.Message != row.message {
				t.Errorf("%s: %q", kind, f.Message)
			}
		}
	}
}

// A failure of Patchbay's own, a panic among them, ends the run and names no code of the user's.
func TestPatchbaysOwnFailure(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("error", func(context.Context, nango.Run) (nango.Outcome, error) {
		return nango.Outcome{}, fault.New(fault.Unavailable, "runner_gone", "The runner could not be started.")
	})
	w.action("panic", func(context.Context, nango.Run) (nango.Outcome, error) { panic("a defect") })
	for _, name := range []string{"error", "panic"} {
		_, err := w.trigger(name, `{}`)
		wantCode(t, err, "internal_server_error")
		if r := w.last(); r.State != functions.Failed || r.Error.Whose != "patchbay" || r.Error.Message == "" {
			t.Errorf("%s: %s %+v", name, r.State, r.Error)
		}
	}
}

// The caller may go; the run is recorded to its end.
func TestCallerGone(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	w.action("slow", g.run)
	ctx, leave := context.WithCancel(t.Context())
	go func() { <-g.began; leave() }()
	_, err := w.TriggerAction(ctx, w.env, ask("slow", `{}`))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	id := w.last().ID
	close(g.open)
	if r := w.ended(id); r.State != functions.Succeeded || string(r.Output) != `"passed"` {
		t.Errorf("%s %s", r.State, r.Output)
	}
}

// A caller that says so takes its run along.
func TestCallerEndsTheRun(t *testing.T) {
	t.Parallel()
	w := begin(t)
	began := make(chan struct{})
	w.action("slow", func(ctx context.Context, _ nango.Run) (nango.Outcome, error) {
		close(began)
		<-ctx.Done()
		return nango.Outcome{}, ctx.Err()
	})
	in := ask("slow", `{}`)
	in.CallerEnds = true
	if err := w.CheckAction(t.Context(), w.env, in); err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	go func() { <-began; leave() }()
	if _, err := w.TriggerAction(ctx, w.env, in); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if r := w.ended(w.last().ID); r.State != functions.Cancelled {
		t.Errorf("the run is %s", r.State)
	}
	in.Action = "none"
	wantCode(t, w.CheckAction(t.Context(), w.env, in), "not_found")
}

// Asynchronous actions run in order, one at a time, while others wait for nothing; the result is there when it is.
func TestAsynchronousActions(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	var now, most atomic.Int32
	var order []string
	var mu sync.Mutex
	w.action("first", g.run)
	w.action("next", func(_ context.Context, r nango.Run) (nango.Outcome, error) {
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		mu.Lock()
		defer mu.Unlock()
		order = append(order, string(r.Input))
		return nango.Outcome{Output: r.Input}, nil
	})
	ids := []string{w.enqueue("first", `{}`, 0)}
	var want []string
	for i := range 10 {
		text := fmt.Sprintf(`{"n":%d}`, i)
		ids, want = append(ids, w.enqueue("next", text, 0)), append(want, text)
	}
	<-g.began
	_, err := w.ActionResult(t.Context(), w.env, ids[1])
	if f := wantCode(t, err, "not_found"); f.Message != "No action '"+ids[1]+"' found" {
		t.Error(f.Message)
	}
	w.action("direct", returns(`"now"`))
	if out, err := w.trigger("direct", `{}`); err != nil || string(out) != `"now"` {
		t.Errorf("an action beside the queue: %s %v", out, err)
	}
	close(g.open)
	w.ended(ids[10])
	if !slices.Equal(order, want) || most.Load() != 1 {
		t.Errorf("ran %v, %d at once", order, most.Load())
	}
	if out, err := w.ActionResult(t.Context(), w.env, ids[3]); err != nil || string(out) != `{"n":2}` {
		t.Errorf("%s %v", out, err)
	}
	_, err = w.ActionResult(t.Context(), w.env, "00000000-0000-0000-0000-000000000000")
	wantCode(t, err, "not_found")
}

// http-api §8.3, quirk: a finished action without output looks unknown.
func TestResultOfNothing(t *testing.T) {
	t.Parallel()
	w := begin(t)
	for _, output := range []string{`null`, ``} {
		w.action("nothing", returns(output))
		id := w.enqueue("nothing", `{}`, 0)
		w.ended(id)
		_, err := w.ActionResult(t.Context(), w.env, id)
		wantCode(t, err, "not_found")
	}
}

// A failing asynchronous action is repeated at once, before those queued behind it, and its last failure is the result.
func TestRetries(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	w.action("block", g.run)
	var tries atomic.Int32
	w.action("flaky", func(_ context.Context, r nango.Run) (nango.Outcome, error) {
		n := tries.Add(1)
		if string(r.Input) == `"hopeless"` || n < 3 {
			return nango.Outcome{Failure: &nango.Failure{Type: "script_internal_error", Message: fmt.Sprintf("try %d", n)}}, nil
		}
		return nango.Outcome{Output: json.RawMessage(`"third"`)}, nil
	})
	w.enqueue("block", `{}`, 0)
	id := w.enqueue("flaky", `{}`, 2)
	hopeless := w.enqueue("flaky", `"hopeless"`, 99)
	close(g.open)
	if r := w.ended(id); r.State != functions.Succeeded || r.Attempt != 3 || r.MaxAttempts != 3 || string(r.Output) != `"third"` {
		t.Errorf("%+v", r)
	}
	if r := w.ended(hopeless); r.State != functions.Failed || r.Attempt != 6 || r.Error.Message != "try 9" || tries.Load() != 9 {
		t.Errorf("%s after %d attempts, %d tries: %+v", r.State, r.Attempt, tries.Load(), r.Error)
	}
	if n := len(w.told.ends()); n != 3 || w.outbox() != 3 {
		t.Errorf("%d ends were told, %d written", n, w.outbox())
	}
}

// What the notifier writes and the end stand or fall together.
func TestNotifierShares(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("a", returns(`1`))
	w.told.refuse = errors.New("no")
	if _, err := w.trigger("a", `{}`); err == nil {
		t.Error("an end that could not be stored was told as success")
	}
	if r := w.last(); r.State != functions.Running || w.outbox() != 0 {
		t.Errorf("state %s, %d in the outbox", r.State, w.outbox())
	}
	w.told.refuse = nil
	w.restart()
	if r := w.last(); r.State != functions.Interrupted || w.outbox() != 1 {
		t.Errorf("after the restart: %s, %d in the outbox", r.State, w.outbox())
	}
}

// A disabled or removed function ends what is queued for it with a sentence.
func TestQueuedForAFunctionThatGoes(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	w.action("block", g.run)
	w.action("gone", returns(`1`))
	w.enqueue("block", `{}`, 0)
	id := w.enqueue("gone", `{}`, 3)
	<-g.began
	w.must(w.Remove(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "gone", Type: "action"}, false))
	close(g.open)
	if r := w.ended(id); r.State != functions.Failed || !strings.Contains(r.Error.Message, "gone") || r.OperationID == "" {
		t.Errorf("%s %+v", r.State, r.Error)
	}
	_, err := w.ActionResult(t.Context(), w.env, id)
	wantCode(t, err, "action_script_failure")
}
