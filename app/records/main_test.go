package records_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/records"
	"patchbay/app/sqlite"
)

// childFolder makes the test binary write records in a folder until it is killed.
const childFolder = "RECORDS_TEST_FOLDER"

func TestMain(m *testing.M) {
	if folder := os.Getenv(childFolder); folder != "" {
		fmt.Fprintln(os.Stderr, crashChild(folder))
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

// start is where the clock of every world begins.
var start = time.Date(2026, 1, 2, 3, 4, 5, 678901000, time.UTC)

// world is a cache in a database of its own, with a clock that stands still until it is moved.
type world struct {
	*records.Service
	testing.TB
	db   *sqlite.DB
	path string
	now  time.Time
}

var contacts = records.Target{EnvironmentID: 1, ConnectionID: 7, Model: "Contact"}

func newWorld(t testing.TB, o records.Options) *world {
	t.Helper()
	w := &world{TB: t, now: start, path: filepath.Join(t.TempDir(), "main.db")}
	if err := copySchema(w.path); err != nil {
		t.Fatal(err)
	}
	db, err := openDatabase(t.Context(), w.path, func() time.Time { return w.now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	w.db, o.DB = db, db
	w.Service = records.New(o)
	return w
}

func (w *world) tick() { w.now = w.now.Add(time.Second) }

// save, update and remove send one batch to contacts in a run and job; they fail the test on an error.
func (w *world) save(job int64, array string) records.Summary {
	w.Helper()
	return w.must(w.Save(w.Context(), batchOf(job, array)))
}

func (w *world) update(job int64, array string) records.Summary {
	w.Helper()
	return w.must(w.Update(w.Context(), batchOf(job, array)))
}

func (w *world) remove(job int64, array string) records.Summary {
	w.Helper()
	return w.must(w.Delete(w.Context(), batchOf(job, array)))
}

func (w *world) must(s records.Summary, err error) records.Summary {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	return s
}

func runOf(job int64) string { return fmt.Sprintf("run-%d", job) }

func batchOf(job int64, array string) records.Write {
	return records.Write{Target: contacts, RunID: runOf(job), Job: job, Records: []byte(array), TrackSeen: true}
}

// numbered are records with the ids from…to-1.
func numbered(from, to int) []string {
	list := make([]string, 0, to-from)
	for i := from; i < to; i++ {
		list = append(list, fmt.Sprintf(`{"id":"r%05d","n":%d}`, i, i))
	}
	return list
}
