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
