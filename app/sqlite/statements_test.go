package sqlite_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"patchbay/app/sqlite"
)

const manyRows = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n`

// The first run of a text, the second and all later ones take different ways to SQLite; nobody may notice.
func TestStatementsRunAgain(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{})
	write(t, db, `CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)`)
	for i := range 5 {
		err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
			var body any
			if i%2 == 0 {
				body = fmt.Sprint("text ", i)
			}
			result, err := tx.ExecContext(t.Context(), `INSERT INTO t (body) VALUES (?)`, body)
			if err != nil {
				return err
			}
			id, err := result.LastInsertId()
			if err != nil || id != int64(i+1) {
				return fmt.Errorf("row %d, %w", id, err)
			}
			var n, texts int
			err = tx.QueryRowContext(t.Context(), `SELECT count(*), count(body) FROM t WHERE id <= ?`, i+1).Scan(&n, &texts)
			if err != nil || n != i+1 || texts != i/2+1 {
				return fmt.Errorf("%d rows, %d texts, %w", n, texts, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(i, err)
		}
		var n int
		if err := db.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM t`).Scan(&n); err != nil || n != i+1 {
			t.Fatalf("run %d: %d rows, %v", i, n, err)
		}
	}
}

func TestStatementsThatFailFailAgain(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{})
	write(t, db, `CREATE TABLE t (id INTEGER PRIMARY KEY)`)
	for i := range 4 {
		if err := db.Reader().QueryRowContext(t.Context(), `SELECT nothing FROM nowhere`).Scan(new(int)); err == nil {
			t.Errorf("run %d of a query that names no table succeeded", i)
		}
		err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.ExecContext(t.Context(), `INSERT INTO t (id) VALUES (?), (?)`, i, i)
			return err
		})
		if err == nil {
			t.Errorf("run %d stored two rows with one key", i)
		}
	}
	var n int
	if err := db.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM t`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// Rows that are still being read are nobody else's, though the text is the same; and an interrupted one leaves no trace.
func TestStatementsAreSharedSafely(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{})
	// each reads the rows and calls fn for each.
	each := func(ctx context.Context, limit int, fn func()) error {
		rows, err := db.Reader().QueryContext(ctx, manyRows, limit)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			fn()
		}
		return rows.Err()
	}
	var group sync.WaitGroup
	for i := range 40 {
		group.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if i%4 == 3 {
				if err := each(ctx, 1_000_000, cancel); err == nil {
					t.Error("a query went on after its context had ended")
				}
				return
			}
			n := 0
			if err := each(ctx, 1000+i, func() { n++ }); err != nil || n != 1000+i {
				t.Errorf("%d rows of %d, %v", n, 1000+i, err)
			}
		})
	}
	group.Wait()
}

func TestStatementsWithoutEnd(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{})
	for i := range 1500 {
		for range 2 {
			var n int
			if err := db.Reader().QueryRowContext(t.Context(), fmt.Sprintf(`SELECT %d`, i)).Scan(&n); err != nil || n != i {
				t.Fatalf("text %d: %d, %v", i, n, err)
			}
		}
	}
}

func write(t *testing.T, db *sqlite.DB, text string) {
	t.Helper()
	if err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error { _, err := tx.Exec(text); return err }); err != nil {
		t.Fatal(err)
	}
}
