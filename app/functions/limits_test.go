package functions_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/functions"
	"patchbay/app/nango"
)

// bubble runs a test with a world whose clock is synctest's.
func bubble(t *testing.T, limits functions.Limits, test func(t *testing.T, w *world)) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, dir: dir, limits: limits, patience: 72 * time.Hour}
		w.open()
		defer w.close()
		w.start()
		w.setUp()
		test(t, w)
	})
}

// An action that nobody ends is ended after fifteen minutes, a sync after a day (functions.md §4.5).
func TestDeadlines(t *testing.T) {
	for name, row := range map[string]struct {
		start func(w *world) functions.Run
		limit time.Duration
	}{
		"action": {func(w *world) functions.Run { _, _ = w.trigger("f", `{}`); return w.last() }, 15 * time.Minute},
		"later":  {func(w *world) functions.Run { return w.wait(w.enqueue("f", `{}`, 0)) }, 15 * time.Minute},
		"sync": {func(w *world) functions.Run {
			r, err := w.RunSync(context.Background(), syncOf("f"))
			w.must(err)
			return r
		}, 24 * time.Hour},
		"webhook": {func(w *world) functions.Run {
			r, err := w.RunWebhook(context.Background(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Function: "f"})
			w.must(err)
			return r[0]
		}, time.Hour},
		"dry action": {func(w *world) functions.Run { return w.wait(w.dry("f", "action").ID) }, 15 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
				w.action("f", hangs)
				w.sync("f", hangs, hooked("*"))
				at := time.Now()
				r := row.start(w)
				if took := time.Since(at); took < row.limit || took > row.limit+time.Second {
					t.Errorf("ended after %s", took)
				}
				if r.State != functions.TimedOut || r.Error.Type != "execution_timeout" {
					t.Errorf("%s %+v", r.State, r.Error)
				}
				if given := w.executor.runs(); given[0].Deadline != row.limit {
					t.Errorf("the runner was told %s", given[0].Deadline)
				}
			})
		})
	}
}

// The ninth action waits for a place, and no longer than thirty seconds; a cancelled one not even that.
func TestPlacesAndWaiting(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		g := newGate()
		w.action("hold", g.run)
		w.action("quick", returns(`1`))
		for range 8 {
			go func() { _, _ = w.trigger("hold", `{}`) }()
		}
		for range 8 {
			<-g.began
		}
		at := time.Now()
		_, err := w.trigger("quick", `{}`)
		wantCode(t, err, "action_script_failure")
		if r := w.last(); time.Since(at) != 30*time.Second || r.State != functions.TimedOut || !r.StartedAt.IsZero() {
			t.Errorf("after %s: %s, started %s", time.Since(at), r.State, r.StartedAt)
		}
		ended := make(chan error)
		go func() { _, err := w.trigger("quick", `{}`); ended <- err }()
		synctest.Wait()
		if r := w.last(); r.State != functions.Queued {
			t.Errorf("state %s", r.State)
		}
		w.must(w.Cancel(t.Context(), w.env, w.last().ID))
		wantCode(t, <-ended, "script_aborted")
		go func() { _, err := w.trigger("quick", `{}`); ended <- err }()
		synctest.Wait()
		time.Sleep(29 * time.Second) //nolint:forbidigo // the bubble's time
		close(g.open)
		if err := <-ended; err != nil {
			t.Errorf("a place came in time, and still: %v", err)
		}
		if r := w.last(); r.State != functions.Succeeded || r.StartedAt.Sub(r.QueuedAt) != 29*time.Second {
			t.Errorf("%s, waited %s", r.State, r.StartedAt.Sub(r.QueuedAt))
		}
	})
}

// Asynchronous actions may wait a day, no longer.
func TestQueueForADay(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		w.action("long", hangs)
		w.action("quick", returns(`1`))
		for range 96 { // each hangs for a quarter of an hour
			w.enqueue("long", `{}`, 0)
		}
		inTime := w.enqueue("quick", `{}`, 0)
		w.enqueue("long", `{}`, 0)
		late := w.enqueue("quick", `{}`, 0)
		if r := w.wait(inTime); r.State != functions.Succeeded {
			t.Errorf("in time: %s %+v", r.State, r.Error)
		}
		if r := w.wait(late); r.State != functions.TimedOut || r.Error.Type != "action_script_failure" || !strings.Contains(r.Error.Message, "longer than 24h ") {
			t.Errorf("late: %s %+v", r.State, r.Error)
		}
	})
}

// Security FN-18: a cancelled run ends within a second at each stage, and says so.
func TestCancel(t *testing.T) {
	slow := func(ctx context.Context, _ nango.Run) (nango.Outcome, error) {
		<-ctx.Done()
		time.Sleep(900 * time.Millisecond) //nolint:forbidigo // the bubble's time: the runner is given a second before it is killed
		return nango.Outcome{Output: []byte(`"too late"`), Results: map[string]nango.Counts{"Issue": {Added: 3}}}, nil
	}
	for name, row := range map[string]struct {
		start func(w *world)
		kind  string
	}{
		"running action": {func(w *world) { go func() { _, _ = w.trigger("f", `{}`) }() }, "action"},
		"async action":   {func(w *world) { w.enqueue("f", `{}`, 5) }, "action"},
		"sync":           {func(w *world) { go func() { _, _ = w.RunSync(context.Background(), syncOf("f")) }() }, "sync"},
		"dry run":        {func(w *world) { w.dry("f", "sync") }, "sync"},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
				w.action("f", slow)
				w.sync("f", slow)
				row.start(w)
				synctest.Wait()
				at := time.Now()
				w.must(w.Cancel(t.Context(), w.env, w.last().ID))
				r := w.last()
				if took := time.Since(at); took > time.Second || r.State != functions.Cancelled || r.Error.Type != "script_aborted" || r.Output != nil || r.Kind != row.kind {
					t.Errorf("after %s: %+v", took, r)
				}
				if r.Results["Issue"].Added != 3 && row.kind == "sync" {
					t.Error("what a cancelled sync saved before is not told")
				}
				w.must(w.Cancel(t.Context(), w.env, r.ID)) // again: nothing happens
				if got := w.run(r.ID); got.FinishedAt != r.FinishedAt {
					t.Error("a finished run was touched")
				}
				w.must(w.logs.Flush(t.Context()))
				if op, _, err := w.logs.Get(t.Context(), w.env, r.OperationID); err != nil || op.State != "cancelled" {
					t.Errorf("operation %s, %v", op.State, err)
				}
			})
		})
	}
}

// Stop aborts what runs and lets asynchronous actions that may be repeated go on after the next start.
func TestStopInterrupts(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		w.action("once", hangs)
		w.action("again", hangs)
		w.sync("s", hangs)
		again := w.enqueue("again", `{}`, 1)
		go func() { _, _ = w.trigger("once", `{}`) }()
		synctest.Wait()
		once := w.last().ID
		go func() { _, _ = w.RunSync(context.Background(), syncOf("s")) }()
		synctest.Wait()
		sync := w.last().ID
		w.Stop()
		for id, want := range map[string]functions.State{once: functions.Interrupted, sync: functions.Interrupted, again: functions.Queued} {
			if r := w.run(id); r.State != want {
				t.Errorf("%s: %s", r.Function, r.State)
			}
		}
		w.executor.set("again", returns(`"second"`))
		w.restart()
		if r := w.wait(again); r.State != functions.Succeeded || r.Attempt != 2 {
			t.Errorf("%s after %d attempts", r.State, r.Attempt)
		}
	})
}

// More syncs than places wait; four run at once.
func TestSyncsShareFourPlaces(t *testing.T) {
	bubble(t, functions.Limits{Syncs: 4}, func(t *testing.T, w *world) {
		g := newGate()
		w.sync("s", g.run)
		ended := make(chan functions.Run, 6)
		for i := range 6 {
			id := fmt.Sprintf("c%d", i)
			w.connection("acme", id)
			go func() {
				in := syncOf("s")
				in.Connection = id
				r, _ := w.RunSync(context.Background(), in)
				ended <- r
			}()
		}
		synctest.Wait()
		if n := len(g.began); n != 4 {
			t.Errorf("%d run at once", n)
		}
		close(g.open)
		for range 6 {
			if r := <-ended; r.State != functions.Succeeded {
				t.Errorf("%s %+v", r.State, r.Error)
			}
		}
	})
}

// After Stop nothing begins any more.
func TestAfterStop(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("a", returns(`1`))
	w.sync("s", returns(``))
	w.Stop()
	_, err := w.trigger("a", `{}`)
	wantCode(t, err, "stopping")
	_, err = w.RunSync(t.Context(), w.syncOf("s"))
	wantCode(t, err, "stopping")
	id := w.enqueue("a", `{}`, 0) // is kept for the next start
	w.restart()
	if r := w.ended(id); r.State != functions.Succeeded {
		t.Errorf("%s", r.State)
	}
}
