package records_test

import (
	"fmt"
	"testing"

	"patchbay/app/records"
)

// BenchmarkList100000 compares listing 100,000 records in pages of 1,000 with scanning the same rows bare.
func BenchmarkList100000(b *testing.B) {
	w := liveWorld(b)
	saveAll(b, w, 1, benchData(0))
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			for page := range benchBatches {
				rows, err := w.db.Reader().QueryContext(b.Context(), `SELECT external_id, payload FROM records WHERE seq > ? ORDER BY seq LIMIT ?`, page*benchBatch, benchBatch)
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
					var id, payload string
					if err := rows.Scan(&id, &payload); err != nil {
						b.Fatal(err)
					}
				}
				if err := rows.Close(); err != nil {
					b.Fatal(err)
				}
			}
		}
		report(b)
	})
	b.Run("patchbay", func(b *testing.B) {
		for b.Loop() {
			query := records.Query{Target: contacts, Limit: benchBatch}
			for range benchBatches {
				page, err := w.List(b.Context(), query)
				if err != nil || len(page.Records) != benchBatch {
					b.Fatal(len(page.Records), err)
				}
				if page.NextCursor != nil {
					query.Cursor = *page.NextCursor
				}
			}
		}
		report(b)
	})
	b.Run("deleted only, of which there are none", func(b *testing.B) {
		for b.Loop() {
			if page, err := w.List(b.Context(), records.Query{Target: contacts, Filter: "deleted"}); err != nil || len(page.Records) != 0 {
				b.Fatal(len(page.Records), err)
			}
		}
	})
}

// BenchmarkBrowse100000 is one window of fifty rows as the record browser asks for them, and the history's first page.
func BenchmarkBrowse100000(b *testing.B) {
	w := liveWorld(b)
	saveAll(b, w, 1, benchData(0))
	saveAll(b, w, 2, benchData(10))
	fresh := false
	browse := func(name string, q records.BrowseQuery) {
		q.Target, q.Limit = contacts, 50
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				cache := w.Service
				if fresh {
					cache = records.New(records.Options{DB: w.db}) // remembers nothing
				}
				if _, err := cache.Browse(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, order := range []records.Order{records.Newest, records.ByID} {
		browse(string(order)+" top", records.BrowseQuery{Order: order})
		browse(string(order)+" end", records.BrowseQuery{Order: order, Offset: 99_900})
		browse(string(order)+" end of updated", records.BrowseQuery{Order: order, Offset: 9_900, Action: records.Updated})
		fresh = true
		browse(string(order)+" first jump to the middle", records.BrowseQuery{Order: order, Offset: 50_000})
		browse(string(order)+" first jump to the middle of added", records.BrowseQuery{Order: order, Offset: 45_000, Action: records.Added})
		fresh = false
		browse(string(order)+" search, remembered", records.BrowseQuery{Order: order, Search: "number 999"})
	}
	b.Run("search, one step", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			if _, err := w.Browse(b.Context(), records.BrowseQuery{Target: contacts, Limit: 50, Search: fmt.Sprintf("number %d", n)}); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, run := range []int64{1, 2} {
		b.Run(fmt.Sprintf("changes of run %d", run), func(b *testing.B) {
			for b.Loop() {
				if page, err := w.RunChanges(b.Context(), 1, runOf(run), records.Filter{}); err != nil || len(page.Changes) != 100 {
					b.Fatal(len(page.Changes), err)
				}
			}
		})
	}
	b.Run("compare", func(b *testing.B) {
		for b.Loop() {
			if page, err := w.Compare(b.Context(), 1, runOf(1), runOf(2), records.Filter{}); err != nil || len(page.Changes) != 100 {
				b.Fatal(len(page.Changes), err)
			}
		}
	})
}
