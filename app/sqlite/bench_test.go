package sqlite_test

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/sqlite"
)

const (
	benchTable  = "CREATE TABLE IF NOT EXISTS bench (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT"
	benchInsert = "INSERT INTO bench (body) VALUES (?)"
)

// BenchmarkInsert compares one durable insert through WithTx with the same through database/sql alone; both in WAL mode
// with synchronous=FULL, so both end with one fsync.
func BenchmarkInsert(b *testing.B) {
	body := strings.Repeat("x", 300)
	b.Run("patchbay", func(b *testing.B) {
		db := open(b, sqlite.Options{})
		err := db.WithTx(b.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.Exec(benchTable)
			return err
		})
		for b.Loop() && err == nil {
			err = db.WithTx(b.Context(), func(tx *sqlite.Tx) error {
				_, err := tx.ExecContext(b.Context(), benchInsert, body)
				return err
			})
		}
		if err != nil {
			b.Fatal(err)
		}
	})
	b.Run("bare", func(b *testing.B) {
		db := bare(b)
		for b.Loop() {
			if _, err := db.ExecContext(b.Context(), benchInsert, body); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRead compares one read by key through the readers with the same through database/sql alone.
func BenchmarkRead(b *testing.B) {
	read := func(b *testing.B, db interface {
		QueryRowContext(context.Context, string, ...any) *sql.Row
	},
	) {
		var body string
		for b.Loop() {
			if err := db.QueryRowContext(b.Context(), "SELECT body FROM bench WHERE id = 1").Scan(&body); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("patchbay", func(b *testing.B) {
		db := open(b, sqlite.Options{})
		err := db.WithTx(b.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.Exec(benchTable + "; INSERT INTO bench (body) VALUES ('x')")
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		read(b, db.Reader())
	})
	b.Run("bare", func(b *testing.B) {
		db := bare(b)
		if _, err := db.Exec(benchInsert, "x"); err != nil {
			b.Fatal(err)
		}
		read(b, db)
	})
}

func bare(b *testing.B) *sql.DB {
	address := url.URL{Scheme: "file", Path: filepath.Join(b.TempDir(), "bare.db"), RawQuery: "_journal_mode=WAL&_synchronous=FULL"}
	db, err := sql.Open("sqlite", address.String())
	if err == nil {
		_, err = db.Exec(benchTable)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}

// BenchmarkOpen is what each start pays for one database whose schema is current, beside opening it bare.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "test.db")
	o := sqlite.Options{Path: path, Migrations: sqlite.Migrations("main")}
	open(b, o)
	b.Run("patchbay", func(b *testing.B) {
		for b.Loop() {
			db, err := sqlite.Open(b.Context(), o)
			if err == nil {
				err = db.Close()
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			db, err := sql.Open("sqlite", path)
			if err == nil {
				_, err = db.Exec("SELECT count(*) FROM environments")
			}
			if err != nil {
				b.Fatal(err)
			}
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
