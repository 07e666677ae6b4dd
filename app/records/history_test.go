package records_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/fault"
	"patchbay/app/records"
)

// told writes changes in one line each: action id reason fields payload.
func told(changes []records.Change) string {
	lines := make([]string, 0, len(changes))
	for _, c := range changes {
		fields := []string{}
		for _, f := range c.Fields {
			fields = append(fields, fmt.Sprintf("%s:%s>%s", f.Path, f.Before, f.After))
		}
		lines = append(lines, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s %s", c.Action, c.ID, c.Reason, strings.Join(fields, ","), c.Payload)), " "))
	}
	return strings.Join(lines, "\n")
}

func (w *world) changes(job int64, f records.Filter) records.ChangePage {
	w.Helper()
	page, err := w.RunChanges(w.Context(), 1, runOf(job), f)
	if err != nil {
		w.Fatal(err)
	}
	return page
}

// pastWorld has a life of three runs behind it.
func pastWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, records.Options{})
	w.save(1, `[{"id":"a","n":1,"o":{"x":[1,2],"y y":0}},{"id":"b"},{"id":"c"},{"id":"d"}]`)
	w.save(2, `[{"id":"a","n":2,"o":{"x":[1,3]},"m":null},{"id":"e"}]`)
	w.remove(2, `[{"id":"b","why":"left"}]`)
	w.track(3)
	w.save(3, `[{"id":"b","back":true},{"id":"e"},{"id":"c"},{"id":"a","n":3}]`)
	w.save(3, `[{"id":"a","n":4}]`)
	w.unseen(3, 3)
	return w
}

func TestRunChanges(t *testing.T) {
	t.Parallel()
	w := pastWorld(t)
	for job, want := range map[int64]string{
		1: `added a {"id":"a","n":1,"o":{"x":[1,2],"y y":0}}` + "\nadded b {\"id\":\"b\"}\nadded c {\"id\":\"c\"}\nadded d {\"id\":\"d\"}",
		2: `updated a n:1>2,o.x[1]:2>3,o["y y"]:0>,m:>null {"id":"a","n":2,"o":{"x":[1,3]},"m":null}` + "\ndeleted b batchDelete {\"id\":\"b\"}\nadded e {\"id\":\"e\"}",
		3: "added b {\"id\":\"b\",\"back\":true}\n" + `updated a n:2>4,o:{"x":[1,3]}>,m:null> {"id":"a","n":4}` + "\ndeleted d not seen since run 2 {\"id\":\"d\"}",
	} {
		got := strings.Split(told(w.changes(job, records.Filter{}).Changes), "\n")
		if diff := cmp.Diff(sorted(strings.Split(want, "\n")), sorted(got)); diff != "" {
			t.Errorf("run %d (-want +got):\n%s", job, diff)
		}
	}
	if got := w.changes(3, records.Filter{}).Counts["Contact"]; got != (records.ChangeCount{Added: 1, Updated: 2, Deleted: 1}) {
		t.Errorf("counts = %+v", got)
	}
	if got := told(w.changes(3, records.Filter{Action: records.Deleted}).Changes); got != `deleted d not seen since run 2 {"id":"d"}` {
		t.Errorf("deleted only: %s", got)
	}
	if got := told(w.changes(1, records.Filter{Action: records.Updated}).Changes); got != "" {
		t.Errorf("updated only: %s", got)
	}
	if _, err := w.RunChanges(t.Context(), 1, "nobody", records.Filter{}); !fault.HasCode(err, "unknown_run") {
		t.Errorf("unknown run: %v", err)
	}
	if _, err := w.RunChanges(t.Context(), 2, runOf(1), records.Filter{}); !fault.HasCode(err, "unknown_run") {
		t.Errorf("another environment: %v", err)
	}
}

func sorted(lines []string) map[string]int {
	all := map[string]int{}
	for _, line := range lines {
		all[line]++
	}
	return all
}

func TestRunChangesInPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	w.save(1, `[`+strings.Join(numbered(0, 10), ",")+`]`)
	other := batchOf(2, `[{"id":"x"},{"id":"y"}]`)
	other.Model = "Deal"
	changed := strings.ReplaceAll(strings.Join(numbered(0, 5), ","), `"n":`, `"n":1`)
	w.save(2, `[`+changed+","+strings.Join(numbered(20, 27), ",")+`]`)
	w.must(w.Save(t.Context(), other))
	for limit := 1; limit < 8; limit++ {
		all := map[string]int{}
		filter := records.Filter{Limit: limit}
		for {
			page := w.changes(2, filter)
			for _, c := range page.Changes {
				all[string(c.Action)+c.Model+c.ID]++
			}
			if len(page.Changes) > limit {
				t.Fatalf("%d changes on a page of %d", len(page.Changes), limit)
			}
			if page.NextCursor == nil {
				break
			}
			filter.Cursor = *page.NextCursor
		}
		if len(all) != 14 {
			t.Errorf("pages of %d: %v", limit, all)
		}
		for key, times := range all {
			if times != 1 {
				t.Errorf("pages of %d: %s came %d times", limit, key, times)
			}
		}
	}
	if got := w.changes(2, records.Filter{Model: "Deal"}); len(got.Changes) != 2 || len(got.Counts) != 2 {
		t.Errorf("one model: %+v", got)
	}
}

func TestClearInRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	w.save(1, `[{"id":"a","n":1},{"id":"b"},{"id":"c"}]`)
	if n, err := w.ClearInRun(t.Context(), contacts, runOf(2)); n != 3 || err != nil {
		t.Fatalf("ClearInRun = %d, %v", n, err)
	}
	w.save(2, `[{"id":"a","n":2},{"id":"b"},{"id":"new"}]`)
	if got := w.list(contacts); len(got) != 3 || got["a"].action != "ADDED" {
		t.Errorf("records = %v", got)
	}
	want := sorted([]string{`updated a n:1>2 {"id":"a","n":2}`, `deleted c cleared {"id":"c"}`, `added new {"id":"new"}`})
	if diff := cmp.Diff(want, sorted(strings.Split(told(w.changes(2, records.Filter{}).Changes), "\n"))); diff != "" {
		t.Errorf("run 2 (-want +got):\n%s", diff)
	}
	want = sorted([]string{`added a {"id":"a","n":1}`, `added b {"id":"b"}`, `added c {"id":"c"}`})
	if diff := cmp.Diff(want, sorted(strings.Split(told(w.changes(1, records.Filter{}).Changes), "\n"))); diff != "" {
		t.Errorf("run 1, looked at later (-want +got):\n%s", diff)
	}
	w.checkCounts(contacts)
}

func TestCompare(t *testing.T) {
	t.Parallel()
	w := pastWorld(t)
	for name, test := range map[string]struct {
		from, to int64
		want     []string
	}{
		"over two runs": {1, 3, []string{
			`updated a n:1>4,o:{"x":[1,2],"y y":0}> {"id":"a","n":4}`, `updated b back:>true {"id":"b","back":true}`,
			`deleted d {"id":"d"}`, `added e {"id":"e"}`,
		}},
		"backwards": {3, 2, []string{
			`updated a n:4>2,o:>{"x":[1,3]},m:>null {"id":"a","n":2,"o":{"x":[1,3]},"m":null}`, `deleted b {"id":"b","back":true}`, `added d {"id":"d"}`,
		}},
		"with itself": {2, 2, []string{""}},
	} {
		for _, limit := range []int{1, 2, 100} {
			var lines []string
			filter := records.Filter{Limit: limit}
			for {
				page, err := w.Compare(t.Context(), 1, runOf(test.from), runOf(test.to), filter)
				if err != nil {
					t.Fatal(err)
				}
				if text := told(page.Changes); text != "" || len(test.want) == 1 {
					lines = append(lines, strings.Split(text, "\n")...)
				}
				if page.NextCursor == nil {
					break
				}
				filter.Cursor = *page.NextCursor
			}
			if diff := cmp.Diff(test.want, lines); diff != "" {
				t.Errorf("%s, pages of %d (-want +got):\n%s", name, limit, diff)
			}
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{History: records.History{Runs: 3}})
	for job := int64(1); job <= 6; job++ {
		w.save(job, fmt.Sprintf(`[{"id":"a","n":%d},{"id":"b%d"}]`, job, job))
	}
	for job := int64(1); job <= 6; job++ {
		_, err := w.RunChanges(t.Context(), 1, runOf(job), records.Filter{})
		if kept := err == nil; kept != (job > 3) {
			t.Errorf("run %d: %v", job, err)
		}
	}
	if got := told(w.changes(4, records.Filter{}).Changes); got != `updated a n:3>4 {"id":"a","n":4}`+"\n"+`added b4 {"id":"b4"}` {
		t.Errorf("oldest run that is kept: %s", got)
	}
	w = newWorld(t, records.Options{History: records.History{Changes: 10}})
	for job := int64(1); job <= 5; job++ {
		w.save(job, strings.ReplaceAll(`[`+strings.Join(numbered(0, 8), ",")+`]`, `"n":`, fmt.Sprintf(`"n":%d`, job)))
	}
	var kept int
	if err := w.db.Reader().QueryRow(`SELECT count(*) FROM record_changes`).Scan(&kept); err != nil || kept > 16 {
		t.Errorf("%d changes kept, %v", kept, err)
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ before, after, want string }{
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, ""},
		{`{"a":{"b":{"c":1}}}`, `{"a":{"b":{"c":2}}}`, "a.b.c:1>2"},
		{`{"a":[1,2]}`, `{"a":[1,2,3]}`, "a:[1,2]>[1,2,3]"},
		{`{"a":[{"x":1}]}`, `{"a":[{"x":2}]}`, "a[0].x:1>2"},
		{`{"1":0,"a.b":0,"":0}`, `{"1":1,"a.b":1,"":1}`, `["1"]:0>1,["a.b"]:0>1,[""]:0>1`},
		{`{"a":null}`, `{}`, "a:null>"},
		{`{"a":{}}`, `{"a":"x"}`, `a:{}>"x"`},
	} {
		fields := []string{}
		for _, f := range records.Fields([]byte(test.before), []byte(test.after)) {
			fields = append(fields, fmt.Sprintf("%s:%s>%s", f.Path, f.Before, f.After))
		}
		if got := strings.Join(fields, ","); got != test.want {
			t.Errorf("%s to %s: %s, want %s", test.before, test.after, got, test.want)
		}
	}
}
