package functions_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"patchbay/app/compile"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/records"
)

// saves is a sync that saves records, as the nango object does.
func (w *world) saves(ids func() []string) behaviour {
	return func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		list := []map[string]string{}
		for _, id := range ids() {
			list = append(list, map[string]string{"id": id})
		}
		text, err := json.Marshal(list)
		if err != nil {
			return nango.Outcome{}, err
		}
		model := "Issue"
		if r.Variant != "base" {
			model += "::" + r.Variant
		}
		sum, err := w.records.Save(ctx, records.Write{Target: w.target(model), RunID: r.ID, Job: r.Job, Records: text, TrackSeen: true})
		w.records.EndRun(r.ID)
		return nango.Outcome{Results: map[string]nango.Counts{"Issue": {Added: sum.Added, Updated: sum.Updated, Deleted: sum.Deleted}}}, err
	}
}

func (w *world) target(model string) records.Target {
	return records.Target{EnvironmentID: w.env, ConnectionID: w.instance("", "").ConnectionID, Model: model}
}

// live counts the records of each stored model of a connection.
func (w *world) live(connection int64) map[string]int {
	w.t.Helper()
	counts, err := w.records.Counts(context.Background(), w.env, connection)
	w.must(err)
	found := map[string]int{}
	for model, n := range counts {
		if n.Live+n.Deleted > 0 {
			found[model] = n.Live
		}
	}
	return found
}

// functions.md §4.9: the old trackDeletes property deletes after a success what the run has not seen, in variants too.
func TestTrackDeletes(t *testing.T) {
	t.Parallel()
	w := begin(t)
	ids, fail := []string{"1", "2", "3"}, false
	save := w.saves(func() []string { return ids })
	w.sync("issues", func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		outcome, err := save(ctx, r)
		if fail {
			outcome.Failure = &nango.Failure{Type: "script_internal_error"}
		}
		return outcome, err
	}, func(f *compile.Function) { f.TrackDeletes = true })
	for _, variant := range []string{"base", "eu"} {
		in := w.syncOf("issues")
		in.Variant = variant
		step := func(want nango.Counts) {
			t.Helper()
			r, err := w.RunSync(t.Context(), in)
			if err != nil || r.Results["Issue"] != want {
				t.Errorf("%s: %+v %v", variant, r.Results, err)
			}
		}
		ids, fail = []string{"1", "2", "3"}, false
		step(nango.Counts{Added: 3})
		ids, fail = []string{"1"}, true
		step(nango.Counts{})
		fail = false
		step(nango.Counts{Deleted: 2})
	}
	if got := w.live(w.target("").ConnectionID); fmt.Sprint(got) != "map[Issue:1 Issue::eu:1]" {
		t.Errorf("%v", got)
	}
}

// An emptied cache is emptied once, before the code runs, also when Reset asked for it before a restart.
func TestEmptyCache(t *testing.T) {
	t.Parallel()
	w := begin(t)
	next, there := 0, -1
	save := w.saves(func() []string { next++; return []string{fmt.Sprint(next)} })
	w.sync("issues", func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		there = w.live(w.target("").ConnectionID)["Issue"]
		return save(ctx, r)
	})
	step := func(empty bool, want int) {
		t.Helper()
		in := w.syncOf("issues")
		in.EmptyCache = empty
		r, err := w.RunSync(t.Context(), in)
		if err != nil || r.State != functions.Succeeded || there != want {
			t.Errorf("the function found %d records, %+v, %v", there, r.Error, err)
		}
	}
	step(false, 0)
	step(false, 1)
	step(true, 0)
	step(false, 1)
	w.must(w.Reset(t.Context(), w.instance("issues", "base"), true))
	w.restart()
	step(false, 0)
	step(false, 1)
}

// Records of a removed sync stay with a folder that is edited and go with a deploy; those of a deleted connection go.
func TestRecordsThatGo(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		connection := w.target("").ConnectionID
		fill := func() {
			w.sync("issues", w.saves(func() []string { return []string{"1"} }))
			in := w.syncOf("issues")
			for _, in.Variant = range []string{"base", "eu"} {
				_, err := w.RunSync(t.Context(), in)
				w.must(err)
			}
		}
		fill()
		w.install()
		if got := w.live(connection); len(got) != 2 {
			t.Errorf("a removed file took records: %v", got)
		}
		fill()
		_, err := w.Install(t.Context(), w.env, &compile.Project{}, functions.Scope{RemoveRecords: true})
		w.must(err)
		time.Sleep(time.Second) //nolint:forbidigo // the bubble's time
		if got := w.live(connection); len(got) != 0 {
			t.Errorf("after the deploy: %v", got)
		}
		fill()
		w.must(w.connect.DeleteConnection(t.Context(), w.env, "acme", "c"))
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
		if got := w.live(connection); len(got) != 0 {
			t.Errorf("after the connection: %v", got)
		}
	})
}
