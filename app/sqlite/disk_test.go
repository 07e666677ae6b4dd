package sqlite_test

import (
	"strings"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// A database that may not grow answers as a full disk does; what was saved before stays readable, and with room again
// writing goes on.
func TestFullDatabase(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{Migrations: history(1)})
	limit := func(pages string) {
		err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.Exec("PRAGMA max_page_count = " + pages)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	grow := func() error {
		return db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.Exec("INSERT INTO t1 (body) VALUES (hex(randomblob(100000)))")
			return err
		})
	}
	limit("1") // SQLite raises it to the present size
	err := grow()
	f := fault.From(err)
	if f == nil || f.Kind != fault.Unavailable || f.Code != "disk_full" || !strings.Contains(f.Message, "is full; this step was not saved") {
		t.Fatalf("got %v", err)
	}
	integrity(t, db)
	limit("1000000")
	if err := grow(); err != nil {
		t.Fatalf("with room again: %v", err)
	}
}
