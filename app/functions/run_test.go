package functions_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

var states = []functions.State{functions.Queued, functions.Running, functions.Succeeded, functions.Failed, functions.Cancelled, functions.TimedOut, functions.Interrupted}

// Every step of the table works on the stored row, and every other is refused and changes nothing.
func TestStateMachine(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("a", returns(`1`))
	hold := newGate()
	w.action("hold", hold.run)
	w.enqueue("hold", `{}`, 0) // the queue's lane is busy, so what follows stays queued
	<-hold.began
	for _, from := range states {
		for _, to := range states {
			run := w.run(w.enqueue("a", `{}`, 0))
			for _, step := range map[functions.State][]functions.State{functions.Queued: nil, functions.Running: {functions.Running}}[from] {
				w.must(w.Move(t.Context(), run, step))
			}
			if from.Finished() {
				w.must(w.Move(t.Context(), run, functions.Running))
				w.must(w.Move(t.Context(), run, from))
			}
			err := w.Move(t.Context(), run, to)
			want, is := from, functions.ErrMoved
			if slices.Contains(functions.Machine()[from], to) {
				want, is = to, nil
			}
			if got := w.run(run.ID).State; !errors.Is(err, is) || got != want {
				t.Errorf("%s to %s: %v, state %s", from, to, err, got)
			}
			if !want.Finished() {
				w.must(w.Cancel(t.Context(), w.env, run.ID))
			}
		}
	}
	close(hold.open)
}

// A run's row says all there is to say, without the secrets of its input and output.
func TestRunIsShownWithoutSecrets(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.redactor.Add("canary-secret-value")
	w.action("echo", func(_ context.Context, r nango.Run) (nango.Outcome, error) {
		r.Recorder.Log("info", "hello")
		return nango.Outcome{Output: r.Input, PeakMemory: 4096, CheckpointTo: json.RawMessage(`{"a":1}`)}, nil
	})
	out, err := w.trigger("echo", `{"note":"canary-secret-value","n":[1,2]}`)
	w.must(err)
	if string(out) != `{"note":"canary-secret-value","n":[1,2]}` {
		t.Errorf("the caller got %s", out)
	}
	r := w.last()
	if r.State != functions.Succeeded || r.Trigger != functions.TriggerAPI || r.Provider != "open" || r.PeakMemory != 4096 ||
		r.InputSize != 40 || r.OutputSize != 40 || string(r.CheckpointTo) != `{"a":1}` || r.Duration() < 0 || r.Attempt != 1 {
		t.Errorf("%+v", r)
	}
	for _, shown := range []json.RawMessage{r.Input, r.Output} {
		if !json.Valid(shown) || strings.Contains(string(shown), "canary") || !strings.Contains(string(shown), `"n":[1,2]`) {
			t.Errorf("shown: %s", shown)
		}
	}
	w.must(w.logs.Flush(t.Context()))
	op, lines, err := w.logs.Get(t.Context(), w.env, r.OperationID)
	if err != nil || op.Kind != "action" || op.State != "success" || op.Title != "Action echo" || len(lines) != 1 || lines[0].Text != "hello" {
		t.Errorf("%+v %+v %v", op, lines, err)
	}
	w.wantNowhere("canary-secret-value")
}

// What is too long to show is cut to a JSON string and its size told; the caller gets it whole.
func TestLongOutputIsCut(t *testing.T) {
	t.Parallel()
	w := begin(t)
	long := `"` + strings.Repeat("x", 3*functions.ShownLimit) + `"`
	w.action("long", returns(long))
	out, err := w.trigger("long", `{}`)
	w.must(err)
	r := w.last()
	if string(out) != long || r.OutputSize != int64(len(long)) || len(r.Output) > functions.ShownLimit+8 || !json.Valid(r.Output) {
		t.Errorf("%d bytes out, size %d, shown %d", len(out), r.OutputSize, len(r.Output))
	}
}

func TestRunsAreFilteredAndPaged(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("good", returns(`1`))
	w.action("bad", fails(nango.Failure{Type: "script_internal_error", Status: 500}))
	for range 5 {
		_, _ = w.trigger("good", `{}`)
		_, _ = w.trigger("bad", `{}`)
	}
	var seen []int64
	filter := functions.RunFilter{Function: "good", Limit: 2}
	for {
		page, err := w.Runs(t.Context(), w.env, filter)
		w.must(err)
		for _, r := range page.Runs {
			seen = append(seen, r.Seq)
		}
		if page.Next == 0 {
			break
		}
		filter.Before = page.Next
	}
	if len(seen) != 5 || !slices.IsSortedFunc(seen, func(a, b int64) int { return int(b - a) }) {
		t.Errorf("pages gave %v", seen)
	}
	dry := true
	for name, row := range map[string]struct {
		f    functions.RunFilter
		want int
	}{
		"state":       {functions.RunFilter{States: []functions.State{functions.Failed, functions.TimedOut}}, 5},
		"kind":        {functions.RunFilter{Kind: "sync"}, 0},
		"connection":  {functions.RunFilter{Connection: "c", Integration: "acme"}, 10},
		"other one":   {functions.RunFilter{Connection: "d"}, 0},
		"trigger":     {functions.RunFilter{Trigger: "api"}, 10},
		"dry":         {functions.RunFilter{Dry: &dry}, 0},
		"the future":  {functions.RunFilter{Since: time.Now().Add(time.Hour)}, 0},
		"an hour ago": {functions.RunFilter{Since: time.Now().Add(-time.Hour)}, 10},
	} {
		page, err := w.Runs(t.Context(), w.env, row.f)
		if err != nil || len(page.Runs) != row.want {
			t.Errorf("%s: %d runs, %v", name, len(page.Runs), err)
		}
	}
	_, err := w.Run(t.Context(), w.env+1, w.last().ID)
	wantCode(t, err, "not_found")
}

// Old and surplus runs go; the latest of each function stays, and so does what has not ended.
func TestRetention(t *testing.T) {
	t.Parallel()
	w := &world{t: t, dir: t.TempDir(), limits: functions.Limits{KeepRuns: 3}}
	w.open()
	w.start()
	t.Cleanup(w.close)
	w.setUp()
	w.action("rare", returns(`1`))
	w.action("often", returns(`1`))
	_, err := w.trigger("rare", `{}`)
	w.must(err)
	rare := w.last().ID
	for range 8 {
		_, err := w.trigger("often", `{}`)
		w.must(err)
	}
	w.must(w.DropOld(t.Context()))
	page, err := w.Runs(t.Context(), w.env, functions.RunFilter{})
	w.must(err)
	if len(page.Runs) != 4 || page.Runs[3].ID != rare {
		t.Errorf("%d runs left", len(page.Runs))
	}
	w.must(w.db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.Exec(`UPDATE runs SET finished_at = 1`)
		return err
	}))
	w.must(w.DropOld(t.Context()))
	page, err = w.Runs(t.Context(), w.env, functions.RunFilter{})
	if err != nil || len(page.Runs) != 2 {
		t.Errorf("%d runs left of old ones, %v", len(page.Runs), err)
	}
}

// When inputs and outputs are too much together, those of the oldest runs are forgotten; the runs stay.
func TestTextsAreBounded(t *testing.T) {
	t.Parallel()
	w := &world{t: t, dir: t.TempDir(), limits: functions.Limits{KeepBytes: 4000}}
	w.open()
	w.start()
	t.Cleanup(w.close)
	w.setUp()
	w.action("long", returns(`"`+strings.Repeat("x", 1000)+`"`))
	for range 6 {
		_, err := w.trigger("long", `{}`)
		w.must(err)
	}
	w.must(w.DropOld(t.Context()))
	page, err := w.Runs(t.Context(), w.env, functions.RunFilter{})
	w.must(err)
	kept := 0
	for _, r := range page.Runs {
		if r.Output != nil {
			kept++
		}
	}
	if len(page.Runs) != 6 || kept != 3 || page.Runs[0].Output == nil {
		t.Errorf("%d runs, %d with their output", len(page.Runs), kept)
	}
}
