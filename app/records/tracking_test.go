package records_test

import (
	"slices"
	"strings"
	"testing"

	"patchbay/app/records"
)

func (w *world) track(job int64) {
	w.Helper()
	if err := w.StartTracking(w.Context(), contacts, job, runOf(job)); err != nil {
		w.Fatal(err)
	}
}

// unseen deletes what no job from the start on has saved, and returns the ids as one text.
func (w *world) unseen(startJob, job int64) string {
	w.Helper()
	w.tick()
	ids, err := w.DeleteUnseen(w.Context(), contacts, startJob, runOf(job), "not seen since run 2")
	if err != nil {
		w.Fatal(err)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// reopen restarts the program: what was in memory is gone.
func (w *world) reopen() { w.Service = records.New(records.Options{DB: w.db}) }

// functions.md §4.9. Job 1 has saved a, b, c and d, and d is deleted already.
func TestDeleteUnseen(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		run  func(*world) string
		want string
	}{
		{"saved after the start", func(w *world) string {
			w.track(2)
			w.save(2, `[{"id":"a"},{"id":"new"}]`)
			return w.unseen(2, 2)
		}, "b c"},
		{"updates and deletions are seen too", func(w *world) string {
			w.track(2)
			w.update(2, `[{"id":"a","n":1}]`)
			w.remove(2, `[{"id":"b"}]`)
			return w.unseen(2, 2)
		}, "c"},
		{"saved before a late start", func(w *world) string {
			w.save(2, `[{"id":"a"},{"id":"new"}]`)
			w.track(2)
			w.save(2, `[{"id":"b"}]`)
			return w.unseen(2, 2)
		}, "c"},
		{"a late start does not count earlier jobs", func(w *world) string {
			w.save(2, `[{"id":"a"}]`)
			w.save(3, `[{"id":"b"}]`)
			w.track(3)
			return w.unseen(3, 3)
		}, "a c"},
		{"several partial runs count together", func(w *world) string {
			w.track(2)
			w.save(2, `[{"id":"a"}]`)
			w.reopen() // the run was cut off with the program
			w.track(2)
			w.save(3, `[{"id":"b"}]`)
			return w.unseen(2, 3)
		}, "c"},
		{"a webhook run in between counts", func(w *world) string {
			w.track(2)
			w.save(2, `[{"id":"a"}]`)
			hook := batchOf(3, `[{"id":"c","n":1}]`)
			hook.TrackSeen = false
			w.must(w.Save(w.Context(), hook))
			return w.unseen(2, 2)
		}, "b"},
		{"an older job that still runs does not count", func(w *world) string {
			w.track(3)
			w.save(3, `[{"id":"a"}]`)
			w.save(2, `[{"id":"b"}]`)
			return w.unseen(3, 3)
		}, "b c"},
		{"a new start forgets the one before", func(w *world) string {
			w.track(2)
			w.save(2, `[{"id":"a"}]`)
			w.track(3)
			w.save(3, `[{"id":"b"}]`)
			return w.unseen(3, 3)
		}, "a c"},
		{"the old way: never started, by this job alone", func(w *world) string {
			w.save(2, `[{"id":"a"},{"id":"c"}]`)
			return w.unseen(2, 2)
		}, "b"},
		{"nothing saved, everything goes", func(w *world) string {
			w.track(2)
			return w.unseen(2, 2)
		}, "a b c"},
		{"the end is called again after a crash before the start was cleared", func(w *world) string {
			w.track(2)
			w.save(2, `[{"id":"a"},{"id":"b"}]`)
			first := w.unseen(2, 2)
			w.reopen()
			w.track(2)
			w.save(3, `[{"id":"a"}]`)
			return first + "|" + w.unseen(2, 3)
		}, "c|"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, records.Options{})
			w.save(1, `[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}]`)
			w.remove(1, `[{"id":"d"}]`)
			w.EndRun(runOf(1))
			w.tick()
			if got := test.run(w); got != test.want {
				t.Errorf("deleted %q, want %q", got, test.want)
			}
			for _, id := range strings.Fields(strings.TrimSuffix(test.want, "|")) {
				if got := w.list(contacts)[id]; got.action != "DELETED" || got.payload != `{"id":"`+id+`"}` || got.deleted != got.modified || got.modified != "2s" {
					t.Errorf("%s = %+v", id, got)
				}
			}
			w.checkCounts(contacts)
		})
	}
}

func TestDeleteUnseenInPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	all := numbered(0, 10_100)
	w.save(1, `[`+strings.Join(all, ",")+`]`)
	w.track(2)
	w.save(2, `[`+strings.Join(all[:9_900], ",")+`]`)
	ids, err := w.DeleteUnseen(t.Context(), contacts, 2, runOf(2), "")
	if err != nil || len(ids) != 200 || ids[0] != "r09900" {
		t.Fatalf("%d deleted, first %v, %v", len(ids), ids[:min(1, len(ids))], err)
	}
	counts, err := w.Counts(t.Context(), 1, contacts.ConnectionID)
	if err != nil || counts["Contact"].Live != 9_900 || counts["Contact"].Deleted != 200 {
		t.Fatalf("counts = %+v, %v", counts, err)
	}
}
