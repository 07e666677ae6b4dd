package records_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tidwall/gjson"

	"patchbay/app/fault"
	"patchbay/app/records"
)

// seen is what a caller sees of a record.
type seen struct{ payload, action, first, modified, deleted, pruned string }

// list returns every record by id, payloads without metadata, times as "0s", "1s"… since the start.
func (w *world) list(t records.Target) map[string]seen {
	w.Helper()
	page, err := w.List(w.Context(), records.Query{Target: t, Limit: 10_000})
	if err != nil {
		w.Fatal(err)
	}
	all := map[string]seen{}
	for _, raw := range page.Records {
		text := string(raw)
		if !gjson.Valid(text) {
			w.Fatalf("not JSON: %s", text)
		}
		payload, _, _ := strings.Cut(text, `,"_nango_metadata":`)
		at := func(name string) string {
			value := gjson.Get(text, "_nango_metadata."+name)
			if value.Type == gjson.Null {
				return ""
			}
			return value.Time().Sub(start).String()
		}
		all[gjson.Get(text, "id").Str] = seen{
			payload + "}", gjson.Get(text, "_nango_metadata.last_action").Str,
			at("first_seen_at"), at("last_modified_at"), at("deleted_at"), at("pruned_at"),
		}
	}
	return all
}

// The rows of functions.md §4.8 and http-api.md §7.4. A second passes before each step.
func TestWriteRules(t *testing.T) {
	t.Parallel()
	type step struct{ kind, array string }
	tests := []struct {
		name  string
		steps []step
		last  records.Summary // of the last step, without the cursor
		want  map[string]seen
	}{
		{
			"new", []step{{"save", `[{"id":"a","n":1},{"id":2}]`}},
			records.Summary{Added: 2, AddedKeys: []string{"a", "2"}},
			map[string]seen{"a": {`{"id":"a","n":1}`, "ADDED", "1s", "1s", "", ""}, "2": {`{"id":"2"}`, "ADDED", "1s", "1s", "", ""}},
		},
		{
			"unchanged", []step{{"save", `[{"id":"a","n":1}]`}, {"save", `[{"id":"a","n":1}]`}},
			records.Summary{Unchanged: 1},
			map[string]seen{"a": {`{"id":"a","n":1}`, "ADDED", "1s", "1s", "", ""}},
		},
		{
			"changed", []step{{"save", `[{"id":"a","n":1}]`}, {"save", `[{"id":"a","n":2}]`}},
			records.Summary{Updated: 1, UpdatedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a","n":2}`, "UPDATED", "1s", "2s", "", ""}},
		},
		{
			"another order of keys is a change", []step{{"save", `[{"id":"a","n":1}]`}, {"save", `[{"n":1,"id":"a"}]`}},
			records.Summary{Updated: 1, UpdatedKeys: []string{"a"}},
			map[string]seen{"a": {`{"n":1,"id":"a"}`, "UPDATED", "1s", "2s", "", ""}},
		},
		{
			"delete replaces the payload", []step{{"save", `[{"id":"a","n":1}]`}, {"delete", `[{"id":"a"}]`}},
			records.Summary{Deleted: 1, DeletedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a"}`, "DELETED", "1s", "2s", "2s", ""}},
		},
		{
			"delete at a time of its own", []step{{"save", `[{"id":"a"}]`}, {"delete", `[{"id":"a","deletedAt":"2026-01-02T03:04:15.678901Z"}]`}},
			records.Summary{Deleted: 1, DeletedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a","deletedAt":"2026-01-02T03:04:15.678901Z"}`, "DELETED", "1s", "2s", "10s", ""}},
		},
		{
			"delete of an unknown id inserts and counts nowhere", []step{{"delete", `[{"id":"a"}]`}},
			records.Summary{Unchanged: 1},
			map[string]seen{"a": {`{"id":"a"}`, "DELETED", "1s", "1s", "1s", ""}},
		},
		{
			"deleting again moves the times", []step{{"save", `[{"id":"a"}]`}, {"delete", `[{"id":"a"}]`}, {"delete", `[{"id":"a"}]`}},
			records.Summary{Unchanged: 1},
			map[string]seen{"a": {`{"id":"a"}`, "DELETED", "1s", "3s", "3s", ""}},
		},
		{
			"save after delete is added again", []step{{"save", `[{"id":"a"}]`}, {"delete", `[{"id":"a"}]`}, {"save", `[{"id":"a"}]`}},
			records.Summary{Added: 1, AddedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a"}`, "ADDED", "3s", "3s", "", ""}},
		},
		{
			"update merges objects and replaces arrays",
			[]step{{"save", `[{"id":"a","o":{"x":1,"y":[1,2]},"k":1}]`}, {"update", `[{"id":"a","o":{"y":[3],"z":null},"new":true}]`}},
			records.Summary{Updated: 1, UpdatedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a","o":{"x":1,"y":[3],"z":null},"k":1,"new":true}`, "UPDATED", "1s", "2s", "", ""}},
		},
		{
			"update ignores unknown and deleted ids", []step{{"save", `[{"id":"a"}]`}, {"delete", `[{"id":"a"}]`}, {"update", `[{"id":"a","n":1},{"id":"b"}]`}},
			records.Summary{},
			map[string]seen{"a": {`{"id":"a"}`, "DELETED", "1s", "2s", "2s", ""}},
		},
		{
			"update with the same fields again does nothing", []step{{"save", `[{"id":"a"}]`}, {"update", `[{"id":"a","n":1}]`}, {"update", `[{"id":"a","n":1}]`}},
			records.Summary{Unchanged: 1},
			map[string]seen{"a": {`{"id":"a","n":1}`, "UPDATED", "1s", "2s", "", ""}},
		},
		{
			"a full save after an update is a change, because the hash is the partial one's",
			[]step{{"save", `[{"id":"a","n":1}]`}, {"update", `[{"id":"a","n":1}]`}, {"update", `[{"id":"a","m":1}]`}, {"save", `[{"id":"a","n":1,"m":1}]`}},
			records.Summary{Updated: 1, UpdatedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a","n":1,"m":1}`, "UPDATED", "1s", "4s", "", ""}},
		},
		{
			"a null entry ends the batch", []step{{"save", `[{"id":"a"},null,{"id":"b"},{"no":"id"}]`}},
			records.Summary{Added: 1, AddedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a"}`, "ADDED", "1s", "1s", "", ""}},
		},
		{
			"of records with one id the first is kept", []step{{"save", `[{"id":1,"n":1},{"id":"1","n":2},{"id":"b"}]`}},
			records.Summary{Added: 2, AddedKeys: []string{"1", "b"}, Duplicates: []string{"1"}},
			map[string]seen{"1": {`{"id":"1","n":1}`, "ADDED", "1s", "1s", "", ""}, "b": {`{"id":"b"}`, "ADDED", "1s", "1s", "", ""}},
		},
		{
			"save after pruning restores the payload and moves no time", []step{{"save", `[{"id":"a","n":1}]`}, {"prune", ""}, {"save", `[{"id":"a","n":1}]`}},
			records.Summary{Unchanged: 1},
			map[string]seen{"a": {`{"id":"a","n":1}`, "ADDED", "1s", "1s", "", ""}},
		},
		{
			"a change after pruning is a change", []step{{"save", `[{"id":"a","n":1}]`}, {"prune", ""}, {"save", `[{"id":"a","n":2}]`}},
			records.Summary{Updated: 1, UpdatedKeys: []string{"a"}},
			map[string]seen{"a": {`{"id":"a","n":2}`, "UPDATED", "1s", "3s", "", ""}},
		},
		{
			"an empty batch", []step{{"save", `[]`}}, records.Summary{}, map[string]seen{},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, records.Options{})
			var got records.Summary
			for i, step := range test.steps {
				w.tick()
				switch step.kind {
				case "save":
					got = w.save(int64(i), step.array)
				case "update":
					got = w.update(int64(i), step.array)
				case "delete":
					got = w.remove(int64(i), step.array)
				case "prune":
					w.pruneAll()
				}
			}
			if modified := got.Added+got.Updated+got.Deleted > 0; modified && got.Cursor == "" {
				t.Error("no cursor for a batch that modified something")
			}
			got.Cursor = ""
			if diff := cmp.Diff(test.last, got); diff != "" {
				t.Errorf("summary (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, w.list(contacts), cmp.AllowUnexported(seen{})); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
			w.checkCounts(contacts)
		})
	}
}

// pruneAll empties the payload of everything in contacts.
func (w *world) pruneAll() {
	w.Helper()
	page, err := w.List(w.Context(), records.Query{Target: contacts, Limit: 10_000})
	if err != nil {
		w.Fatal(err)
	}
	last := gjson.GetBytes(page.Records[len(page.Records)-1], "_nango_metadata.cursor").Str
	if _, err := w.Prune(w.Context(), records.PruneQuery{Target: contacts, UntilCursor: last}); err != nil {
		w.Fatal(err)
	}
}

// checkCounts compares the counts that are kept with the rows that are there.
func (w *world) checkCounts(t records.Target) {
	w.Helper()
	counts, err := w.Counts(w.Context(), t.EnvironmentID, t.ConnectionID)
	if err != nil {
		w.Fatal(err)
	}
	var want records.Count
	err = w.db.Reader().QueryRow(`SELECT count(*) FILTER (WHERE r.action = 0), count(*) FILTER (WHERE r.action = 1), count(*) FILTER (WHERE r.action = 2),
		coalesce(sum(octet_length(r.payload)), 0) FROM records r JOIN record_sets s ON s.id = r.set_id WHERE s.connection_id = ? AND s.model = ?`, t.ConnectionID, t.Model).
		Scan(&want.Added, &want.Updated, &want.Deleted, &want.Bytes)
	if err != nil {
		w.Fatal(err)
	}
	want.Live = want.Added + want.Updated
	got := counts[t.Model]
	got.ChangedAt = want.ChangedAt
	if diff := cmp.Diff(want, got); diff != "" {
		w.Errorf("counts (-rows +kept):\n%s", diff)
	}
}

func TestABatchIsRefusedAsAWhole(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, array, code string }{
		{"missing id", `[{"id":"a"},{"n":1}]`, "missing_record_id"},
		{"null id", `[{"id":"a"},{"id":null}]`, "missing_record_id"},
		{"zero", `[{"id":"a"},{"id":0}]`, "missing_record_id"},
		{"false", `[{"id":"a"},{"id":false}]`, "missing_record_id"},
		{"empty", `[{"id":"a"},{"id":""}]`, "missing_record_id"},
		{"not an object", `[{"id":"a"},"b"]`, "missing_record_id"},
		{"not an array", `{"id":"a"}`, "invalid_records"},
		{"broken", `[{"id":"a"}`, "invalid_records"},
		{"not UTF-8", "[{\"id\":\"\xff\"}]", "invalid_records"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, records.Options{})
			if _, err := w.Save(t.Context(), batchOf(1, test.array)); !fault.HasCode(err, test.code) {
				t.Errorf("Save = %v, want %s", err, test.code)
			}
			if all := w.list(contacts); len(all) != 0 {
				t.Errorf("stored: %v", all)
			}
		})
	}
	w := newWorld(t, records.Options{})
	if _, err := w.Delete(t.Context(), batchOf(1, `[{"id":"a"},{"id":"b","deletedAt":"soon"}]`)); !fault.HasCode(err, "invalid_deleted_at") {
		t.Errorf("Delete = %v", err)
	}
	if all := w.list(contacts); len(all) != 0 {
		t.Errorf("stored: %v", all)
	}
}

// Ids become text as JavaScript's String would make it.
func TestIDs(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		`42`: "42", `1.5`: "1.5", `1e+21`: "1e+21", `-3`: "-3", `true`: "true", `"ü\u0000x"`: "üx", `"a\"b"`: `a"b`,
		`[1,[2,null],"x"]`: "1,2,,x", `{"a":1}`: "[object Object]", `"0"`: "0",
	} {
		w := newWorld(t, records.Options{})
		w.save(1, `[{"n":1,"id":`+given+`,"z":{"id":7}}]`)
		all := w.list(contacts)
		if _, ok := all[want]; !ok || len(all) != 1 {
			t.Errorf("id %s: stored %v, want %q", given, all, want)
		}
	}
}

func TestEveryBatchGetsALaterTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	first := w.save(1, `[{"id":"a"}]`).Cursor
	w.now = w.now.Add(-1000) // the clock goes back a microsecond
	w.save(1, `[{"id":"b"}]`)
	page, err := w.List(t.Context(), records.Query{Target: contacts, Cursor: first})
	if err != nil || len(page.Records) != 1 || gjson.GetBytes(page.Records[0], "id").Str != "b" {
		t.Fatalf("after the first cursor: %s, %v", page.Records, err)
	}
}

func TestMergingStrategy(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	w.save(1, `[{"id":"a","n":1},{"id":"b","n":1}]`)
	merging, err := w.StartMerging(t.Context(), contacts)
	if err != nil {
		t.Fatal(err)
	}
	w.save(2, `[{"id":"a","n":"webhook"}]`)
	poll := batchOf(3, `[{"id":"a","n":"poll"},{"id":"b","n":"poll"},{"id":"c"}]`)
	poll.Merging = merging
	got := w.must(w.Save(t.Context(), poll))
	if got.Added != 1 || got.Updated != 1 || got.Unchanged != 1 {
		t.Errorf("summary = %+v", got)
	}
	if payload := w.list(contacts)["a"].payload; payload != `{"id":"a","n":"webhook"}` {
		t.Errorf("a = %s", payload)
	}
	poll.Records = []byte(`[{"id":"b","n":"again"}]`) // the run's own work is not protected from it
	if got := w.must(w.Save(t.Context(), poll)); got.Updated != 1 {
		t.Errorf("own record: %+v", got)
	}
}
