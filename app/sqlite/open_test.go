package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

func TestConnectionsHaveTheirPragmas(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{})
	both := map[string]string{
		"foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1", "trusted_schema": "0", "journal_mode": "wal",
		"cell_size_check": "1", "temp_store": "2", "fullfsync": "1", "checkpoint_fullfsync": "1", "mmap_size": "0",
	}
	writer := map[string]string{"synchronous": "2", "query_only": "0"}
	check := func(who string, q interface {
		QueryRowContext(context.Context, string, ...any) *sql.Row
	}, want map[string]string) {
		for pragma, value := range want {
			var got string
			err := q.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got)
			if errors.Is(err, sql.ErrNoRows) && pragma == "mmap_size" { // compiled out: as good as 0
				continue
			}
			if err != nil || got != value {
				t.Errorf("%s: PRAGMA %s = %q, %v, want %q", who, pragma, got, err, value)
			}
		}
	}
	check("reader", db.Reader(), both)
	check("reader", db.Reader(), map[string]string{"query_only": "1"})
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		check("writer", tx, both)
		check("writer", tx, writer)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWithTx(t *testing.T) {
	t.Parallel()
	clock := time.Date(2026, 5, 4, 3, 2, 1, 987654321, time.FixedZone("east", 7200))
	db := open(t, sqlite.Options{Migrations: history(1), Now: func() time.Time { return clock }})
	count := func() (n int) {
		if err := db.Reader().QueryRow("SELECT count(*) FROM t1").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count()
	insert := func(tx *sqlite.Tx) error {
		_, err := tx.Exec("INSERT INTO t1 (body) VALUES ('x')")
		return err
	}
	if err := db.WithTx(t.Context(), insert); err != nil || count() != before+1 {
		t.Fatalf("commit: %v, %d rows", err, count())
	}
	mine := errors.New("mine")
	if err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error { return errors.Join(insert(tx), mine) }); !errors.Is(err, mine) {
		t.Errorf("an error of fn came back as %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = db.WithTx(t.Context(), func(tx *sqlite.Tx) error { _ = insert(tx); panic("in fn") })
	}()
	if count() != before+1 {
		t.Error("an error or a panic did not roll back")
	}
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		if want := time.Date(2026, 5, 4, 1, 2, 1, 987654000, time.UTC); !tx.Now.Equal(want) || tx.Now.Location() != time.UTC {
			t.Errorf("tx.Now = %v, want %v", tx.Now, want)
		}
		if got := sqlite.Time(sqlite.Micros(tx.Now)); !got.Equal(tx.Now) {
			t.Errorf("a time came back as %v, was %v", got, tx.Now)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWithTxEndsWithItsContext(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{Migrations: history(1)})
	ctx, cancel := context.WithCancel(t.Context())
	err := db.WithTx(ctx, func(tx *sqlite.Tx) error {
		cancel()
		_, err := tx.ExecContext(ctx, "DELETE FROM t1")
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	var n int
	if err := db.Reader().QueryRow("SELECT count(*) FROM t1").Scan(&n); err != nil || n == 0 {
		t.Fatalf("the cancelled transaction deleted rows: %d left, %v", n, err)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{Migrations: history(1)})
	_, err := db.Reader().Exec("DELETE FROM t1")
	if !fault.HasCode(db.Fault(err), "folder_read_only") {
		t.Fatalf("a reader deleted: %v", err)
	}
}

func TestConstraintsComeBackAsTheyAre(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{Migrations: history(1)})
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.Exec("INSERT INTO t1 (id, body) VALUES (1, 'again')")
		return err
	})
	if err == nil || fault.From(err).Code != "server_error" || !strings.Contains(err.Error(), "UNIQUE") {
		t.Fatalf("got %v", err)
	}
}

// Deferred transactions fail at once with SQLITE_BUSY when eight write; one writer and immediate ones do not.
func TestManyWritersAllSucceed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "test.db")
	one := open(t, sqlite.Options{Path: path, Migrations: history(1)})
	two := open(t, sqlite.Options{Path: path, Migrations: history(1)}) // as another process would
	var wg sync.WaitGroup
	errs := make(chan error, 8*25)
	for i := range 8 {
		db := []*sqlite.DB{one, two}[i%2]
		wg.Go(func() {
			for range 25 {
				errs <- db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
					var n int
					if err := tx.QueryRow("SELECT max(id) FROM t1").Scan(&n); err != nil {
						return err
					}
					_, err := tx.Exec("INSERT INTO t1 (id, body) VALUES (?, 'w')", n+1)
					return err
				})
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestOddPaths(t *testing.T) {
	t.Parallel()
	names := []string{
		"with spaces", `quo"te's`, "emoji 🧵 ünï", "a#b", "100%25 %zz", "what?mode=memory", "file:x", "semi;colon&amp", "new\nline",
		"-dash", strings.Repeat("x", 250), "back\\slash", "*[glob]?",
	}
	for _, name := range names {
		t.Run(fmt.Sprintf("%.20q", name), func(t *testing.T) {
			t.Parallel()
			folder := filepath.Join(t.TempDir(), name)
			path := filepath.Join(folder, "test.db")
			db := open(t, sqlite.Options{Path: path, Migrations: history(1)})
			integrity(t, db)
			if info, err := os.Stat(path); err != nil || info.Size() == 0 {
				t.Fatalf("the database is not where it was asked for: %v", err)
			}
			again := open(t, sqlite.Options{Path: path, Migrations: history(2)}) // with a backup
			integrity(t, again)
			if got := len(backups(t, folder)); got != 1 {
				t.Fatalf("%d backups", got)
			}
			siblings, err := os.ReadDir(filepath.Dir(folder))
			if err != nil || len(siblings) != 1 {
				t.Fatalf("something was written beside the folder: %v, %v", siblings, err)
			}
		})
	}
}

func TestTooLongPathIsSaid(t *testing.T) {
	t.Parallel()
	long := filepath.Join(t.TempDir(), strings.Repeat("x", 200), strings.Repeat("y", 200), strings.Repeat("z", 200), "test.db")
	_, err := sqlite.Open(t.Context(), sqlite.Options{Path: long, Migrations: history(1)})
	if !fault.HasCode(err, "database_unreachable") || !strings.Contains(err.Error(), "shorter than 500 characters") {
		t.Errorf("700 characters: %v", err)
	}
	name := filepath.Join(t.TempDir(), strings.Repeat("x", 300), "test.db")
	if _, err := sqlite.Open(t.Context(), sqlite.Options{Path: name}); !fault.HasCode(err, "path_too_long") {
		t.Errorf("a name of 300 characters: %v", err)
	}
}

func TestNotADatabaseIsSaidAndLeftAlone(t *testing.T) {
	t.Parallel()
	whole := filepath.Join(t.TempDir(), "whole.db")
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: whole, Migrations: history(1)})
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	garbled := append([]byte(nil), content...)
	for i := 100; i < 4096; i++ { // the schema's page
		garbled[i] = 0xA5
	}
	for name, content := range map[string][]byte{"text": []byte(strings.Repeat("hello ", 1000)), "garbled": garbled} {
		path := filepath.Join(t.TempDir(), "test.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Migrations: history(1)})
		if !fault.HasCode(err, "database_corrupt") {
			t.Errorf("%s: %v", name, err)
		}
		if got, _ := os.ReadFile(path); string(got) != string(content) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

func TestFolderInPlaceOfTheFile(t *testing.T) {
	t.Parallel()
	_, err := sqlite.Open(t.Context(), sqlite.Options{Path: t.TempDir()})
	if !fault.HasCode(err, "not_a_file") {
		t.Fatal(err)
	}
}

// What a deleted row held is overwritten, not only forgotten.
func TestDeletedRowsAreOverwritten(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "test.db")
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Migrations: history(1)})
	if err != nil {
		t.Fatal(err)
	}
	const canary = "CANARY-deleted-row"
	exec := func(statement string, args ...any) {
		t.Helper()
		err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.Exec(statement, args...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	holding := func() (names []string) {
		for name, content := range files(t, folder) {
			if strings.Contains(content, canary) {
				names = append(names, name)
			}
		}
		return names
	}
	exec("INSERT INTO t1 (id, body) VALUES (9000, ?), (9001, ?)", canary, strings.Repeat(canary, 2000)) // in a page, and over many
	if len(holding()) == 0 {
		t.Fatal("the search does not find what is there")
	}
	exec("DELETE FROM t1 WHERE id >= 9000")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if names := holding(); len(names) > 0 {
		t.Errorf("still in %v", names)
	}
}

// A function in the schema of a doctored file must not run.
func TestSchemaIsNotTrusted(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{Migrations: history(1)})
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.Exec(`CREATE VIEW trap AS SELECT fts3_tokenizer('x', x'00')`)
		return err
	})
	if err == nil {
		_, err = db.Reader().Exec("SELECT * FROM trap")
	}
	if err == nil {
		t.Fatal("a dangerous function in a view ran")
	}
	_ = db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.Exec("PRAGMA writable_schema = ON")
		return err
	})
	err = db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.Exec("UPDATE sqlite_schema SET sql = 'CREATE TABLE t1(x)' WHERE name = 't1'")
		return err
	})
	if err == nil {
		t.Fatal("the schema table could be written")
	}
}
