package functions_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/compile"
	"patchbay/app/functions"
	"patchbay/app/nango"
)

func (w *world) syncOf(name string) functions.SyncInput {
	in := syncOf(name)
	in.EnvironmentID = w.env
	return in
}

// syncOf asks for a sync of the environment that every fresh world has.
func syncOf(name string) functions.SyncInput {
	return functions.SyncInput{EnvironmentID: 1, Integration: "acme", Connection: "c", Function: name}
}

func hooked(subscriptions ...string) func(*compile.Function) {
	return func(f *compile.Function) { f.HasWebhook, f.WebhookSubscriptions = true, subscriptions }
}

func (w *world) wait(id string) functions.Run {
	w.t.Helper()
	for {
		r, err := w.Wait(context.Background(), w.env, id)
		w.must(err)
		if r.State.Finished() {
			return r
		}
		w.until("an end", func() bool { return w.run(id).State != r.State || w.run(id).State.Finished() })
	}
}

func (w *world) dry(name string, t compile.Type) functions.Run {
	w.t.Helper()
	r, err := w.DryRun(context.Background(), functions.DryRunInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Name: name, Type: t})
	w.must(err)
	return r
}

// instance is the sync instance of the connection "c".
func (w *world) instance(name, variant string) functions.Instance {
	c, err := w.connect.Connection(context.Background(), w.env, "acme", "c")
	w.must(err)
	return functions.Instance{EnvironmentID: w.env, ConnectionID: c.ID, Sync: name, Variant: variant}
}

func (w *world) state(i functions.Instance) functions.SyncState {
	w.t.Helper()
	s, err := w.LastSync(context.Background(), i)
	w.must(err)
	return s
}

// Each step of functions.md §4.7 over a row of runs: numbers, dates, types, what the function sees.
func TestSyncRuns(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		outcome := nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: 2, Updated: 1}}}
		w.sync("issues", func(context.Context, nango.Run) (nango.Outcome, error) {
			<-time.After(time.Minute)
			return outcome, nil
		}, func(f *compile.Function) { f.SyncType = "incremental" })
		i := w.instance("issues", "base")
		if s := w.state(i); s.SyncID != "" || s.LastSyncDate != nil || s.LastRun != nil {
			t.Errorf("before the first run: %+v", s)
		}
		step := func(want functions.State, job int64, jobType, syncType string, seen *time.Time) functions.Run {
			t.Helper()
			r, err := w.RunSync(t.Context(), w.syncOf("issues"))
			w.must(err)
			given := w.executor.runs()
			got := given[len(given)-1]
			if r.State != want || r.Job != job || r.JobType != jobType || r.SyncType != syncType || r.Variant != "base" || r.Trigger != "schedule" {
				t.Errorf("%s job %d %s %s %s", r.State, r.Job, r.JobType, r.SyncType, r.Trigger)
			}
			if got.Job != job || got.SyncID != r.SyncID || got.Variant != "base" || (got.LastSyncDate == nil) != (seen == nil) || seen != nil && !got.LastSyncDate.Equal(*seen) {
				t.Errorf("the function saw job %d, sync %s, date %v, want %v", got.Job, got.SyncID, got.LastSyncDate, seen)
			}
			return r
		}
		first := step(functions.Succeeded, 1, "FULL", "INITIAL", nil)
		if first.Results["Issue"] != (nango.Counts{Added: 2, Updated: 1}) || first.Duration() != time.Minute {
			t.Errorf("%+v in %s", first.Results, first.Duration())
		}
		outcome.Failure = &nango.Failure{Type: "script_internal_error", Message: "no"}
		failed := step(functions.Failed, 2, "INCREMENTAL", "INCREMENTAL", &first.StartedAt)
		outcome.Failure = nil
		third := step(functions.Succeeded, 3, "INCREMENTAL", "INCREMENTAL", &first.StartedAt)
		s := w.state(i)
		if failed.Results["Issue"].Added != 2 || s.SyncID != third.SyncID || !s.LastSyncDate.Equal(third.StartedAt) || s.LastJob != 3 || s.LastRun.ID != third.ID || !s.Succeeded {
			t.Errorf("%+v", s)
		}
		w.must(w.Reset(t.Context(), i, false))
		step(functions.Succeeded, 4, "INCREMENTAL", "INITIAL", nil)
		other := w.syncOf("issues")
		other.Variant = "other"
		at := time.Date(1999, 1, 2, 3, 4, 5, 0, time.UTC)
		other.LastSyncDate = &at
		r, err := w.RunSync(t.Context(), other)
		given := w.executor.runs()
		if err != nil || r.Job != 1 || r.SyncID == first.SyncID || r.SyncType != "INCREMENTAL" || !given[len(given)-1].LastSyncDate.Equal(at) {
			t.Errorf("variant: %+v %v", r, err)
		}
	})
}

// A variant that nobody made is refused however it is asked for, and leaves neither run nor instance.
func TestAVariantThatNobodyMade(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.sync("issues", nil)
	in := w.syncOf("issues")
	in.Variant = unmade
	_, err := w.RunSync(t.Context(), in)
	wantCode(t, err, "not_found")
	_, err = w.Begin(t.Context(), functions.BeginInput{EnvironmentID: w.env, Ref: functions.Ref{Integration: "acme", Name: "issues", Type: compile.Sync},
		Connection: "c", Variant: unmade})
	wantCode(t, err, "not_found")
	if s := w.state(w.instance("issues", unmade)); s.SyncID != "" {
		t.Errorf("the instance %s was made", s.SyncID)
	}
	page, err := w.Runs(t.Context(), w.env, functions.RunFilter{})
	w.must(err)
	if len(page.Runs) != 0 {
		t.Errorf("there are runs: %+v", page.Runs)
	}
}

// Security FN-17: one instance never overlaps itself; other variants and connections do not mind.
func TestNoOverlap(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		g := newGate()
		w.sync("issues", g.run)
		ended := make(chan functions.Run)
		go func() { r, _ := w.RunSync(context.Background(), w.syncOf("issues")); ended <- r }()
		<-g.began
		i := w.instance("issues", "base")
		if !w.Active(i) || !w.state(i).Active {
			t.Error("not active")
		}
		_, err := w.RunSync(t.Context(), w.syncOf("issues"))
		wantCode(t, err, "sync_running")
		in := w.syncOf("issues")
		in.Variant = "b"
		go func() { r, _ := w.RunSync(context.Background(), in); ended <- r }()
		<-g.began
		w.must(w.CancelSync(t.Context(), i))
		if r := <-ended; r.State != functions.Cancelled || w.Active(i) {
			t.Errorf("%s", r.State)
		}
		close(g.open)
		if r := <-ended; r.State != functions.Succeeded || r.Variant != "b" {
			t.Errorf("%s %s", r.Variant, r.State)
		}
		w.must(w.CancelSync(t.Context(), i)) // nothing to cancel
	})
}

// The schedule's worker going away interrupts the run.
func TestSyncOfAWorkerThatStops(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		w.sync("issues", hangs)
		ctx, stop := context.WithCancel(t.Context())
		go func() { synctest.Wait(); stop() }()
		r, err := w.RunSync(ctx, w.syncOf("issues"))
		if err != nil || r.State != functions.Interrupted {
			t.Errorf("%s %v", r.State, err)
		}
	})
}

func TestSyncsThatCannotRun(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.sync("off", returns(``))
	w.must(w.SetEnabled(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "off", Type: "sync"}, false))
	_, err := w.RunSync(t.Context(), w.syncOf("off"))
	wantCode(t, err, "disabled_resource")
	_, err = w.RunSync(t.Context(), w.syncOf("none"))
	wantCode(t, err, "not_found")
	in := w.syncOf("off")
	in.Connection = "nobody"
	_, err = w.RunSync(t.Context(), in)
	wantCode(t, err, "unknown_connection")
}

// Checkpoints: versions, conflicts, clearing, what belongs to a reset and what does not.
func TestCheckpoints(t *testing.T) {
	t.Parallel()
	w := begin(t)
	c, i := w.Checkpoints(), w.instance("fetch", "base")
	key := func(name string) nango.Key {
		return nango.Key{EnvironmentID: w.env, ConnectionID: i.ConnectionID, Name: name}
	}
	at := key("sync:fetch:base")
	if got, err := c.Get(t.Context(), at); err != nil || got != nil {
		t.Fatalf("%v %v", got, err)
	}
	v, err := c.Save(t.Context(), at, json.RawMessage(`{"page":1}`), 0)
	w.must(err)
	_, err = c.Save(t.Context(), at, json.RawMessage(`{"page":9}`), 0)
	wantCode(t, err, "checkpoint_conflict")
	v, err = c.Save(t.Context(), at, json.RawMessage(`{"page":2}`), v)
	w.must(err)
	if got, err := c.Get(t.Context(), at); err != nil || string(got.Value) != `{"page":2}` || got.Version != v {
		t.Errorf("%+v %v", got, err)
	}
	_, err = c.Save(t.Context(), at, json.RawMessage(`{}`), v-1)
	wantCode(t, err, "checkpoint_conflict")
	w.must(c.Clear(t.Context(), at))
	if got, err := c.Get(t.Context(), at); err != nil || got != nil {
		t.Errorf("cleared: %+v %v", got, err)
	}
	_, err = c.Save(t.Context(), at, json.RawMessage(`{}`), v)
	wantCode(t, err, "checkpoint_conflict")
	again, err := c.Save(t.Context(), at, json.RawMessage(`{"page":3}`), 0)
	if err != nil || again <= v {
		t.Errorf("version %d after %d, %v", again, v, err)
	}
	if s := w.state(i); s.Checkpoint != nil {
		t.Errorf("a sync without instance has the checkpoint %s", s.Checkpoint)
	}
	keep := []string{"sync:fetch:base2", "webhook:fetch:base", "action:fetch"}
	for _, name := range append(keep, "sync:fetch:base:trackDeletes:Issue") {
		_, err := c.Save(t.Context(), key(name), json.RawMessage(`{"syncJobId":1}`), 0)
		w.must(err)
	}
	w.must(w.Reset(t.Context(), i, false))
	for _, name := range []string{"sync:fetch:base", "sync:fetch:base:trackDeletes:Issue"} {
		if got, err := c.Get(t.Context(), key(name)); err != nil || got != nil {
			t.Errorf("%s after the reset: %+v %v", name, got, err)
		}
	}
	for _, name := range keep {
		if got, err := c.Get(t.Context(), key(name)); err != nil || got == nil {
			t.Errorf("%s went with the reset: %v", name, err)
		}
	}
	_, err = c.Save(t.Context(), at, json.RawMessage(`{"page":1}`), 0)
	w.must(err)
	if s := w.state(i); string(s.Checkpoint) != `{"page":1}` {
		t.Errorf("state has %s", s.Checkpoint)
	}
	w.must(w.connect.DeleteConnection(t.Context(), w.env, "acme", "c"))
	if got, err := c.Get(t.Context(), at); err != nil || got != nil {
		t.Errorf("of a connection that is gone: %+v %v", got, err)
	}
}

// Writes that come together share a transaction; a failing one takes no other with it.
func TestWritesTogether(t *testing.T) {
	t.Parallel()
	w := begin(t)
	c, i := w.Checkpoints(), w.instance("x", "base")
	bad := errors.New("bad")
	results := make(chan error, 200)
	for n := range 200 {
		go func() {
			if n%10 == 0 {
				_, err := c.Save(context.Background(), nango.Key{EnvironmentID: w.env, ConnectionID: i.ConnectionID, Name: "same"}, json.RawMessage(`{}`), 7)
				results <- err
				return
			}
			_, err := c.Save(context.Background(), nango.Key{EnvironmentID: w.env, ConnectionID: i.ConnectionID, Name: "k" + string(rune('0'+n%10)) + time.Duration(n).String()}, json.RawMessage(`{}`), 0)
			if err != nil {
				err = errors.Join(bad, err)
			}
			results <- err
		}()
	}
	conflicts := 0
	for range 200 {
		if err := <-results; errors.Is(err, bad) {
			t.Error(err)
		} else if err != nil {
			conflicts++
		}
	}
	var stored int
	w.must(w.db.Reader().QueryRow(`SELECT count(*) FROM checkpoints`).Scan(&stored))
	if conflicts != 20 || stored != 180 {
		t.Errorf("%d refused, %d stored", conflicts, stored)
	}
}
