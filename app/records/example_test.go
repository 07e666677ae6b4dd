package records_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"patchbay/app/records"
)

// Two runs save a list; the history tells what the second one did.
func Example() {
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(folder) }() // a temporary folder
	ctx := context.Background()
	db, err := openDatabase(ctx, filepath.Join(folder, "main.db"), time.Now)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = db.Close() }() // the folder goes with it
	cache := records.New(records.Options{DB: db})
	issues := records.Target{EnvironmentID: 1, ConnectionID: 7, Model: "Issue"}
	for run, list := range []string{`[{"id":1,"title":"Slow"},{"id":2,"title":"Old"}]`, `[{"id":1,"title":"Fast"},{"id":2,"title":"Old"}]`} {
		summary, err := cache.Save(ctx, records.Write{Target: issues, RunID: fmt.Sprint("run ", run), Job: int64(run), Records: []byte(list)})
		fmt.Println(summary.Added, "added,", summary.Updated, "updated,", summary.Unchanged, "unchanged", err)
	}
	page, err := cache.RunChanges(ctx, 1, "run 1", records.Filter{})
	for _, change := range page.Changes {
		fmt.Printf("%s %s: %s was %s, is %s %v\n", change.Action, change.ID, change.Fields[0].Path, change.Fields[0].Before, change.Fields[0].After, err)
	}
	// Output:
	// 2 added, 0 updated, 0 unchanged <nil>
	// 0 added, 1 updated, 1 unchanged <nil>
	// updated 1: title was "Slow", is "Fast" <nil>
}
