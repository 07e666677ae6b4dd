package sqlite_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"patchbay/app/sqlite"
)

func contextOfChild() context.Context { return context.Background() }

// rounds is how often each crash test kills; PATCHBAY_CRASH_ROUNDS raises it for a long run.
func rounds(t *testing.T) int {
	text := os.Getenv("PATCHBAY_CRASH_ROUNDS")
	if text == "" {
		return 10
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("PATCHBAY_CRASH_ROUNDS: %v", err)
	}
	return n
}

func ledger() fstest.MapFS {
	return fstest.MapFS{"00001_ledger.sql": &fstest.MapFile{Data: []byte(`-- +goose Up
CREATE TABLE entry (id INTEGER PRIMARY KEY, round INTEGER NOT NULL, side TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE total (id INTEGER PRIMARY KEY CHECK (id = 1), entries INTEGER NOT NULL) STRICT;
INSERT INTO total VALUES (1, 0);
`)}}
}

func init() { children["ledger"] = ledgerChild }

// ledgerChild writes for ever: each transaction adds two entries that belong together and counts them. It prints a
// transaction's number once it is committed.
func ledgerChild(folder string) error {
	ctx := contextOfChild()
	db, err := sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: ledger()})
	if err != nil {
		return err
	}
	body := string(bytes.Repeat([]byte("x"), 3000)) // a page is 4096: the log grows and is checkpointed often
	for {
		var round int
		err := db.WithTx(ctx, func(tx *sqlite.Tx) error {
			if err := tx.QueryRow("SELECT coalesce(max(round), 0) + 1 FROM entry").Scan(&round); err != nil {
				return err
			}
			for _, side := range []string{"debit", "credit"} {
				if _, err := tx.Exec("INSERT INTO entry (round, side, body) VALUES (?, ?, ?)", round, side, body); err != nil {
					return err
				}
			}
			if _, err := tx.Exec("DELETE FROM entry WHERE round = ?", round-200); err != nil {
				return err
			}
			_, err := tx.Exec("UPDATE total SET entries = (SELECT count(*) FROM entry)")
			return err
		})
		if err != nil {
			return err
		}
		fmt.Println(round)
	}
}

// killLater runs the child and kills it after its nth line and a moment more. It returns the last line that it printed.
func killLater(t *testing.T, name, folder string, lines int, more time.Duration) string {
	t.Helper()
	cmd := child(t, name, folder)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() { _ = cmd.Process.Kill() } // it may have ended by itself
	if lines == 0 {
		defer time.AfterFunc(more, kill).Stop()
	}
	var last string
	for scanner := bufio.NewScanner(pipe); scanner.Scan(); {
		last = scanner.Text()
		if lines--; lines == 0 {
			defer time.AfterFunc(more, kill).Stop()
		}
	}
	if err := cmd.Wait(); err == nil && name == "ledger" {
		t.Fatal("the child ended by itself")
	} else if cmd.Stderr.(*bytes.Buffer).Len() > 0 {
		t.Fatalf("the child failed: %s", cmd.Stderr)
	}
	return last
}

// Killed at any moment, the database opens again, is whole, holds no half transaction and every acknowledged one.
func TestKillWhileWriting(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1)) // other moments on every run
	for round := range rounds(t) {
		last := killLater(t, "ledger", folder, 1+random.IntN(30), time.Duration(random.IntN(15_000))*time.Microsecond)
		acknowledged, err := strconv.Atoi(last)
		if err != nil {
			t.Fatalf("the child said %q", last)
		}
		db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: ledger()})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		integrity(t, db)
		var newest, entries, counted, odd int
		err = db.Reader().QueryRow(`SELECT (SELECT max(round) FROM entry), (SELECT count(*) FROM entry), (SELECT entries FROM total),
			(SELECT count(*) FROM (SELECT round FROM entry GROUP BY round HAVING count(DISTINCT side) <> 2))`).Scan(&newest, &entries, &counted, &odd)
		if err != nil {
			t.Fatal(err)
		}
		if newest < acknowledged || newest > acknowledged+1 || entries != counted || odd != 0 {
			t.Fatalf("round %d: acknowledged %d, newest %d; %d entries, counted %d; %d half", round, acknowledged, newest, entries, counted, odd)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Killed during a schema change, the database has some whole step of the history, the copy from before is whole, and the
// next start completes the change.
func TestKillWhileMigrating(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 2))
	stopped := map[int]int{}
	whole := undisturbed(t)
	for range rounds(t) {
		folder := t.TempDir()
		path := filepath.Join(folder, "test.db")
		reopen(t, sqlite.Options{Path: path, Migrations: history(2)})
		killLater(t, "migrate", folder, 1, time.Duration(random.Int64N(int64(whole))))
		stopped[checkStep(t, path)]++
		for _, name := range backups(t, folder) {
			if filepath.Ext(name) == ".db" {
				if step := checkStep(t, filepath.Join(folder, "backups", name)); step != 2 {
					t.Fatalf("the backup has step %d", step)
				}
			}
		}
		reopen(t, sqlite.Options{Path: path, Migrations: history(6)})
		if step := checkStep(t, path); step != 6 {
			t.Fatalf("after the next start: step %d", step)
		}
		if len(backups(t, folder)) == 0 {
			t.Fatal("no backup was made")
		}
	}
	t.Logf("killed at step: %v", stopped)
}

// undisturbed is how long a whole schema change takes here, from the child's first line to its end.
func undisturbed(t *testing.T) time.Duration {
	t.Helper()
	folder := t.TempDir()
	reopen(t, sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: history(2)})
	cmd := child(t, "migrate", folder)
	pipe, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var start time.Time
	for scanner := bufio.NewScanner(pipe); scanner.Scan(); {
		if start.IsZero() {
			start = time.Now()
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, cmd.Stderr)
	}
	return time.Since(start)
}

// checkStep returns how many steps the database has, and fails when one of them is there in part only.
func checkStep(t *testing.T, path string) int {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	integrity(t, db)
	var version int
	if err := db.Reader().QueryRow("SELECT max(version_id) FROM goose_db_version").Scan(&version); err != nil {
		t.Fatal(err)
	}
	for step := 1; step <= 6; step++ {
		var tables, indexes, rows int
		err := db.Reader().QueryRow("SELECT count(*) FILTER (WHERE type = 'table'), count(*) FILTER (WHERE type = 'index') FROM sqlite_schema WHERE tbl_name = ?",
			fmt.Sprintf("t%d", step)).Scan(&tables, &indexes)
		if err == nil && tables == 1 {
			err = db.Reader().QueryRow(fmt.Sprintf("SELECT count(*) FROM t%d", step)).Scan(&rows)
		}
		if err != nil {
			t.Fatal(err)
		}
		if there := step <= version; there != (tables == 1) || there != (indexes == 1) || there != (rows == stepRows) {
			t.Fatalf("version %d has of step %d: %d tables, %d indexes, %d rows", version, step, tables, indexes, rows)
		}
	}
	return version
}
