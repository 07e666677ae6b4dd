package records_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/records"
)

const runsOfModel = 8

// memory is the cache told simply: the rules of functions.md §4.8 and §4.9 over a map, nothing durable, nothing quick.
type memory struct {
	rows map[string]*memoryRow
	runs map[int64]map[string]string // after each run: id to payload of what lives
	seen map[int64]map[string]bool   // by job
}

type memoryRow struct {
	payload, hash  string
	added, deleted bool
}

func (m *memory) write(job int64, kind string, ids []int, value int) (added, updated, deleted int) {
	done := map[int]bool{}
	for _, n := range ids {
		if done[n] {
			continue
		}
		done[n] = true
		id := fmt.Sprintf("k%d", n)
		text := modelRecord(n, value)
		row := m.rows[id]
		if row != nil || kind != "update" {
			if kind != "update" || !row.deleted {
				m.see(job, id)
			}
		}
		switch {
		case kind == "delete" && row == nil:
			m.rows[id] = &memoryRow{text, text, false, true}
		case kind == "delete":
			if !row.deleted {
				deleted++
			}
			*row = memoryRow{text, text, false, true}
		case kind == "update":
			if row != nil && !row.deleted && row.hash != text {
				*row = memoryRow{text, text, false, false} // all fields are given, so the merge is the text
				updated++
			}
		case row == nil:
			m.rows[id] = &memoryRow{text, text, true, false}
			added++
		case row.deleted:
			*row = memoryRow{text, text, true, false}
			added++
		case row.hash != text:
			*row = memoryRow{text, text, false, false}
			updated++
		}
	}
	return added, updated, deleted
}

func (m *memory) see(job int64, id string) {
	if m.seen[job] == nil {
		m.seen[job] = map[string]bool{}
	}
	m.seen[job][id] = true
}

func (m *memory) deleteUnseen(from int64) []string {
	gone := []string{}
	for id, row := range m.rows {
		known := row.deleted
		for job, ids := range m.seen {
			known = known || job >= from && ids[id]
		}
		if !known {
			row.deleted, row.added = true, false
			gone = append(gone, id)
		}
	}
	slices.Sort(gone)
	return gone
}

func (m *memory) live() map[string]string {
	all := map[string]string{}
	for id, row := range m.rows {
		if !row.deleted {
			all[id] = row.payload
		}
	}
	return all
}

func modelRecord(n, value int) string { return fmt.Sprintf(`{"id":"k%d","v":%d}`, n, value) }

// Random runs end as the simple model says; so do the lists of what each run did and the comparison of any two.
func TestRandomRuns(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 7))
			w := newWorld(t, records.Options{})
			m := &memory{rows: map[string]*memoryRow{}, runs: map[int64]map[string]string{0: {}}, seen: map[int64]map[string]bool{}}
			for job := int64(1); job <= runsOfModel; job++ {
				w.randomRun(random, m, job)
				m.runs[job] = m.live()
			}
			w.checkCounts(contacts)
			w.checkPast(m)
		})
	}
}

func (w *world) randomRun(random *rand.Rand, m *memory, job int64) {
	w.Helper()
	if random.IntN(6) == 0 {
		if n, err := w.ClearInRun(w.Context(), contacts, runOf(job)); err != nil || n != len(m.rows) {
			w.Fatalf("cleared %d of %d, %v", n, len(m.rows), err)
		}
		m.rows = map[string]*memoryRow{}
		w.Log(job, "clear")
	}
	tracked, late := random.IntN(2) == 0, random.IntN(2) == 0
	if tracked && !late {
		w.track(job)
	}
	for range 1 + random.IntN(4) {
		w.randomBatch(random, m, job)
	}
	if random.IntN(8) == 0 {
		w.pruneOne(random)
	}
	if !tracked {
		return
	}
	if late {
		w.track(job)
	}
	if got, want := w.unseen(job, job), strings.Join(m.deleteUnseen(job), " "); got != want {
		w.Fatalf("job %d deleted %q, want %q", job, got, want)
	}
}

// pruneOne asks for nothing that exists: it must change nothing.
func (w *world) pruneOne(random *rand.Rand) {
	w.Helper()
	cursor := "MTk5OS0wMS0wMlQwMzowNDowNS42Nzg5MDErMDA6MDB8fDE1Y2NjODA1LTY0ZDUtNDk0MC1hN2UwLTQ1ZmM3MDQ5OTdhMQ=="
	if got, err := w.Prune(w.Context(), records.PruneQuery{Target: contacts, UntilCursor: cursor, Limit: 1 + random.IntN(3)}); err != nil || got.Count != 0 {
		w.Fatalf("Prune = %+v, %v", got, err)
	}
}

func (w *world) randomBatch(random *rand.Rand, m *memory, job int64) {
	w.Helper()
	w.tick()
	ids := make([]int, random.IntN(8))
	list := make([]string, len(ids))
	value := random.IntN(3)
	for i := range ids {
		ids[i] = random.IntN(10)
		list[i] = modelRecord(ids[i], value)
	}
	array := "[" + strings.Join(list, ",") + "]"
	kind := []string{"save", "save", "update", "delete"}[random.IntN(4)]
	w.Log(job, kind, array)
	send := map[string]func(int64, string) records.Summary{"save": w.save, "update": w.update, "delete": w.remove}[kind]
	got := send(job, array)
	added, updated, deleted := m.write(job, kind, ids, value)
	if got.Added != added || got.Updated != updated || got.Deleted != deleted {
		w.Fatalf("job %d %s %s: %+v, want %d added, %d updated, %d deleted", job, kind, array, got, added, updated, deleted)
	}
	for id, row := range w.list(contacts) {
		want := m.rows[id]
		action := map[[2]bool]string{{true, false}: "ADDED", {false, false}: "UPDATED"}[[2]bool{want.added, want.deleted}]
		if want.deleted {
			action = "DELETED"
		}
		if row.payload != want.payload || row.action != action {
			w.Fatalf("job %d, %s: %+v, want %+v", job, id, row, want)
		}
	}
}

// checkPast replays what each run is said to have done, and each comparison, from the states of the model.
func (w *world) checkPast(m *memory) {
	w.Helper()
	for job := int64(1); job <= runsOfModel; job++ {
		page, err := w.RunChanges(w.Context(), 1, runOf(job), records.Filter{Limit: 10_000})
		if err != nil {
			w.Fatal(err)
		}
		if diff := cmp.Diff(m.runs[job], replay(w, m.runs[job-1], page.Changes)); diff != "" {
			w.Errorf("run %d (-model +replayed):\n%s\n%s", job, diff, told(page.Changes))
		}
		for other := int64(1); other <= runsOfModel; other++ {
			page, err := w.Compare(w.Context(), 1, runOf(other), runOf(job), records.Filter{Limit: 3})
			if err != nil {
				w.Fatal(err)
			}
			changes := page.Changes
			for page.NextCursor != nil {
				if page, err = w.Compare(w.Context(), 1, runOf(other), runOf(job), records.Filter{Limit: 3, Cursor: *page.NextCursor}); err != nil {
					w.Fatal(err)
				}
				changes = append(changes, page.Changes...)
			}
			if diff := cmp.Diff(m.runs[job], replay(w, m.runs[other], changes)); diff != "" {
				w.Errorf("from run %d to %d (-model +replayed):\n%s\n%s", other, job, diff, told(changes))
			}
		}
	}
}

func replay(w *world, from map[string]string, changes []records.Change) map[string]string {
	w.Helper()
	all := maps.Clone(from)
	for _, c := range changes {
		_, there := all[c.ID]
		if there == (c.Action == records.Added) {
			w.Errorf("%s %s, but before it is there: %t", c.Action, c.ID, there)
		}
		if c.Action == records.Deleted {
			delete(all, c.ID)
			continue
		}
		all[c.ID] = string(c.Payload)
	}
	return all
}
