package records_test

import (
	"strings"
	"testing"

	"patchbay/app/records"
)

// browse returns the ids of a window as one text.
func (w *world) browse(q records.BrowseQuery) (string, records.BrowsePage) {
	w.Helper()
	q.Target = contacts
	page, err := w.Browse(w.Context(), q)
	if err != nil {
		w.Fatal(err)
	}
	ids := []string{}
	for _, row := range page.Rows {
		ids = append(ids, row.ID)
	}
	return strings.Join(ids, " "), page
}

func TestBrowse(t *testing.T) {
	t.Parallel()
	w := mixed(t) // a, u and d in the order of their last change
	w.tick()
	w.save(3, `[{"id":"q","text":"100% \"sure\" in Österreich"},{"id":"Zed","text":"a_b"}]`)
	for name, test := range map[string]struct {
		query records.BrowseQuery
		want  string
		total int
	}{
		"oldest first":         {records.BrowseQuery{Order: records.Oldest, Limit: 3}, "a u d", 5},
		"by id":                {records.BrowseQuery{Order: records.ByID}, "Zed a d q u", 5},
		"a window":             {records.BrowseQuery{Order: records.ByID, Offset: 1, Limit: 2}, "a d", 5},
		"beyond the end":       {records.BrowseQuery{Offset: 9}, "", 5},
		"newest first":         {records.BrowseQuery{Offset: 2}, "d u a", 5},
		"updated":              {records.BrowseQuery{Action: records.Updated}, "u", 1},
		"deleted":              {records.BrowseQuery{Action: records.Deleted}, "d", 1},
		"search, any case":     {records.BrowseQuery{Search: "SURE"}, "q", 1},
		"search for quotes":    {records.BrowseQuery{Search: `"sure"`}, "q", 1},
		"search for a wild %":  {records.BrowseQuery{Search: "100%"}, "q", 1},
		"search for a wild _":  {records.BrowseQuery{Search: "a_b"}, "Zed", 1},
		"search beyond ASCII":  {records.BrowseQuery{Search: "Öst"}, "q", 1},
		"search in ids":        {records.BrowseQuery{Search: "zED"}, "Zed", 1},
		"search for nothing":   {records.BrowseQuery{Search: "%"}, "q", 1},
		"search and action":    {records.BrowseQuery{Search: "id", Action: records.Deleted}, "d", 1},
		"search by id, window": {records.BrowseQuery{Search: "id", Order: records.ByID, Offset: 1, Limit: 2}, "a d", 5},
	} {
		got, page := w.browse(test.query)
		if got != test.want || page.Total != test.total || !page.Complete {
			t.Errorf("%s: %q of %d, complete %t; want %q of %d", name, got, page.Total, page.Complete, test.want, test.total)
		}
	}
	_, page := w.browse(records.BrowseQuery{Action: records.Deleted})
	if row := page.Rows[0]; row.Deleted == nil || row.Pruned != nil || row.Action != records.Deleted || string(row.Payload) != `{"id":"d"}` || !row.FirstSeen.Equal(start) {
		t.Errorf("row = %+v", row)
	}
}

// Wherever somebody jumps to, from wherever they were: the window is the one that walking row by row gives.
func TestBrowseJumps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	w.save(1, "["+strings.Join(numbered(0, 150), ",")+"]")
	w.tick()
	w.save(2, "["+strings.ReplaceAll(strings.Join(numbered(20, 60), ","), `"n":`, `"m":`)+"]")
	for _, order := range []records.Order{records.Newest, records.Oldest, records.ByID} {
		for _, action := range []records.Action{"", records.Added, records.Updated} {
			all, page := w.browse(records.BrowseQuery{Order: order, Action: action, Limit: 500})
			ids := strings.Fields(all)
			if len(ids) != page.Total || page.Total == 0 {
				t.Fatalf("%s %s: %d of %d", order, action, len(ids), page.Total)
			}
			for _, at := range []int{page.Total - 1, page.Total / 2, page.Total/2 - 1, 1, page.Total/2 + 3, page.Total - 2, 7, 0, page.Total, page.Total / 2} {
				want := strings.Join(ids[at:min(at+5, len(ids))], " ")
				if got, _ := w.browse(records.BrowseQuery{Order: order, Action: action, Offset: at, Limit: 5}); got != want {
					t.Errorf("%s %s from %d: %q, want %q", order, action, at, got, want)
				}
			}
		}
	}
	before, _ := w.browse(records.BrowseQuery{Order: records.ByID, Offset: 75, Limit: 1})
	w.save(3, `[{"id":"!first"}]`)
	if after, _ := w.browse(records.BrowseQuery{Order: records.ByID, Offset: 76, Limit: 1}); after != before {
		t.Errorf("after a record before it %s is %s", before, after)
	}
}

// Each row names the run that changed it last, not one that found it as it was.
func TestBrowseNamesTheRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	w.save(1, `[{"id":"a"},{"id":"b","n":1}]`)
	w.save(2, `[{"id":"a"},{"id":"b","n":2}]`)
	for _, query := range []records.BrowseQuery{{Order: records.ByID}, {Order: records.ByID, Search: "id"}} {
		_, page := w.browse(query)
		if len(page.Rows) != 2 || page.Rows[0].Run != runOf(1) || page.Rows[1].Run != runOf(2) {
			t.Errorf("rows = %+v", page.Rows)
		}
	}
}

// A search over more than one step goes on with each call, and starts anew when the set changes.
func TestSearchGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, records.Options{})
	long := strings.Repeat("lorem ipsum ", 2000)
	list := numbered(0, 500)
	for n := range list {
		list[n] = strings.Replace(list[n], `,"n"`, `,"text":"`+long+`","n"`, 1)
	}
	w.save(1, "["+strings.Join(list, ",")+"]")
	for _, order := range []records.Order{records.Newest, records.Oldest, records.ByID} {
		calls := 1
		query := records.BrowseQuery{Search: `"n":17`, Order: order, Limit: 1000} // 17, 170…179
		_, page := w.browse(query)
		for ; !page.Complete && calls < 50; calls++ {
			total := page.Total
			if _, page = w.browse(query); page.Total < total {
				t.Errorf("found %d after %d", page.Total, total)
			}
		}
		if calls < 2 || page.Total != 11 || len(page.Rows) != 11 {
			t.Errorf("order %s: %d found, %d shown after %d calls", order, page.Total, len(page.Rows), calls)
		}
	}
	w.save(1, `[{"id":"17","n":17}]`)
	if _, page := w.browse(records.BrowseQuery{Search: `"n":17`}); page.Complete && page.Total != 12 {
		t.Errorf("after a change: %d", page.Total)
	}
}
