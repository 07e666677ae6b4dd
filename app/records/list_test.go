package records_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tidwall/gjson"

	"patchbay/app/fault"
	"patchbay/app/records"
)

// testdata/list.json is what a real server answered: connection row 24, two batches of a model.
func TestListAnswersAsTheServerDid(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("testdata", "list.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, records.Options{})
	target := records.Target{EnvironmentID: 1, ConnectionID: 24, Model: "BenchRecord"}
	batches := map[time.Time][]string{}
	for _, record := range gjson.GetBytes(text, "records").Array() {
		payload, _, _ := strings.Cut(record.Raw, `,"_nango_metadata"`)
		at := record.Get("_nango_metadata.last_modified_at").Time()
		batches[at] = append(batches[at], payload+"}")
	}
	for at, batch := range batches {
		w.now = at
		slices.Reverse(batch) // the order within a batch is that of the UUIDs
		w.must(w.Save(t.Context(), records.Write{Target: target, Records: []byte("[" + strings.Join(batch, ",") + "]")}))
	}
	page, err := w.List(t.Context(), records.Query{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(struct {
		NextCursor *string           `json:"next_cursor"`
		Records    []json.RawMessage `json:"records"`
	}{page.NextCursor, page.Records})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(text), string(got)); diff != "" {
		t.Errorf("answer (-server +ours):\n%s", diff)
	}
}

// ids lists the external ids of a page.
func (w *world) ids(q records.Query) []string {
	w.Helper()
	q.Target = contacts
	page, err := w.List(w.Context(), q)
	if err != nil {
		w.Fatal(err)
	}
	ids := []string{}
	for _, record := range page.Records {
		ids = append(ids, gjson.GetBytes(record, "id").Str)
	}
	return ids
}

// mixed is a world with one record of each kind: a added, u updated, d deleted, in this order of their last change.
func mixed(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, records.Options{})
	w.save(1, `[{"id":"u"},{"id":"d"}]`)
	for _, step := range []func(){
		func() { w.save(2, `[{"id":"a"}]`) },
		func() { w.save(2, `[{"id":"u","n":1}]`) },
		func() { w.remove(2, `[{"id":"d"}]`) },
	} {
		w.tick()
		step()
	}
	return w
}

// http-api.md §7.3.
func TestFilters(t *testing.T) {
	t.Parallel()
	w := mixed(t)
	for filter, want := range map[string]string{
		"": "a u d", "added": "a", "ADDED": "a", "updated": "u", "deleted": "d", "added,updated": "a u", "updated,added": "a u",
		"added,updated,deleted": "a u", "updated,deleted": "u", "added,deleted": "a", "DELETED,ADDED": "a", "added,added": "a u d", "deleted,deleted": "a u d",
	} {
		if got := strings.Join(w.ids(records.Query{Filter: filter}), " "); got != want {
			t.Errorf("filter %q: %q, want %q", filter, got, want)
		}
	}
}

func TestQueries(t *testing.T) {
	t.Parallel()
	w := mixed(t)
	after := start.Add(2 * time.Second)
	for name, test := range map[string]struct {
		query records.Query
		want  string
	}{
		"ids":                        {records.Query{IDs: []string{"d", "a", "nobody"}}, "a d"},
		"modified after, inclusive":  {records.Query{ModifiedAfter: &after}, "u d"},
		"both":                       {records.Query{ModifiedAfter: &after, IDs: []string{"a", "u"}}, "u"},
		"a page":                     {records.Query{Limit: 2}, "a u"},
		"at least one in the budget": {records.Query{MaxBytes: 1}, "a"},
		"budget":                     {records.Query{MaxBytes: 400}, "a u"},
	} {
		if got := strings.Join(w.ids(test.query), " "); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	other := contacts
	other.Model = "Contact::b"
	if page, err := w.List(t.Context(), records.Query{Target: other}); err != nil || len(page.Records) != 0 || page.Records == nil {
		t.Errorf("a model that never synced: %v, %v", page, err)
	}
}

func TestPagesCoverEverythingOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	w.save(1, `[`+strings.Join(numbered(0, 25), ",")+`]`)
	w.save(1, `[`+strings.Join(numbered(25, 50), ",")+`]`)
	for _, query := range []records.Query{{Limit: 7}, {MaxBytes: 1000}, {Limit: 10}} {
		all := map[string]int{}
		query.Target = contacts
		for pages := 1; ; pages++ {
			page, err := w.List(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			for _, record := range page.Records {
				all[gjson.GetBytes(record, "id").Str]++
			}
			if page.NextCursor == nil {
				break
			}
			if last := gjson.GetBytes(page.Records[len(page.Records)-1], "_nango_metadata.cursor").Str; last != *page.NextCursor {
				t.Fatalf("next cursor %q is not the last record's %q", *page.NextCursor, last)
			}
			query.Cursor = *page.NextCursor
			if pages > 50 {
				t.Fatal("no end")
			}
		}
		for id, times := range all {
			if times != 1 {
				t.Errorf("%s came %d times", id, times)
			}
		}
		if len(all) != 50 {
			t.Errorf("%d records", len(all))
		}
	}
}

func TestByIDs(t *testing.T) {
	t.Parallel()
	w := mixed(t)
	found, err := w.ByIDs(t.Context(), contacts, []string{"d", "x", "a"})
	if err != nil || len(found) != 2 {
		t.Fatalf("ByIDs = %s, %v", found, err)
	}
}

func TestPrune(t *testing.T) {
	t.Parallel()
	w := mixed(t)
	page, err := w.List(t.Context(), records.Query{Target: contacts})
	if err != nil {
		t.Fatal(err)
	}
	second := gjson.GetBytes(page.Records[1], "_nango_metadata.cursor").Str
	for _, want := range []records.Pruned{{Count: 1, HasMore: true}, {Count: 1}, {}} {
		w.tick()
		got, err := w.Prune(t.Context(), records.PruneQuery{Target: contacts, UntilCursor: second, Limit: 1})
		if err != nil || got != want {
			t.Fatalf("Prune = %+v, %v, want %+v", got, err, want)
		}
	}
	want := map[string]seen{
		"a": {`{"id":"a"}`, "ADDED", "1s", "1s", "", "4s"}, "u": {`{"id":"u"}`, "UPDATED", "0s", "2s", "", "5s"}, "d": {`{"id":"d"}`, "DELETED", "0s", "3s", "3s", ""},
	}
	if diff := cmp.Diff(want, w.list(contacts), cmp.AllowUnexported(seen{})); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	w.checkCounts(contacts)
	if _, err := w.Prune(t.Context(), records.PruneQuery{Target: contacts, UntilCursor: "zzz"}); !fault.HasCode(err, "server_error") {
		t.Errorf("bad cursor: %v", err)
	}
	changes, err := w.RunChanges(t.Context(), 1, runOf(2), records.Filter{Action: records.Updated})
	if err != nil || len(changes.Changes) != 0 {
		t.Errorf("the history still shows what was pruned: %+v, %v", changes, err)
	}
}

// A cursor is refused as the fault of the API, or lists without an error.
func FuzzCursor(f *testing.F) {
	for _, text := range []string{
		"2026-01-02T03:04:05.678901+00:00||15ccc805-64d5-4940-a7e0-45fc704997a1", "2026-01-02T03:04:05Z||15ccc805-64d5-4940-a7e0-45fc704997a1", "||", "",
		"9999-12-31T23:59:59+00:00||00000000-0000-0000-0000-000000000000",
	} {
		f.Add(base64.StdEncoding.EncodeToString([]byte(text)))
	}
	f.Add("zzz")
	w := newWorld(f, records.Options{})
	w.save(1, `[{"id":"a"}]`)
	f.Fuzz(func(t *testing.T, cursor string) {
		_, err := w.List(t.Context(), records.Query{Target: contacts, Cursor: cursor})
		if err != nil && !fault.HasCode(err, "server_error") {
			t.Errorf("%q: %v", cursor, err)
		}
		if !json.Valid([]byte(`"` + cursor + `"`)) {
			return
		}
		if _, err := w.RunChanges(t.Context(), 1, runOf(1), records.Filter{Cursor: cursor}); err != nil && !fault.HasCode(err, "invalid_cursor") {
			t.Errorf("changes %q: %v", cursor, err)
		}
	})
}
