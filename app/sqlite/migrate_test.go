package sqlite_test

import (
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// backups lists the copies beside the database of a data folder.
func backups(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(folder, "backups"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func reopen(t *testing.T, o sqlite.Options) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestEmbeddedHistoriesApply(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"main", "logs"} {
		db := open(t, sqlite.Options{Migrations: sqlite.Migrations(name)})
		integrity(t, db)
	}
}

// Every table of the main database has the environment in it, or its rows go with the row of a table that has. The
// exceptions are the installation's own: keychain items whose owners are gone, the authority of https://localhost and the
// places that the user's provider files may send credentials to.
func TestTablesBelongToAnEnvironment(t *testing.T) {
	t.Parallel()
	db := open(t, sqlite.Options{Migrations: sqlite.Migrations("main")})
	rows, err := db.Reader().Query(`WITH RECURSIVE tables(name) AS (
			SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'),
		owned(name) AS (
			SELECT name FROM tables
			WHERE EXISTS (SELECT 1 FROM pragma_table_info(tables.name) c WHERE c.name = 'environment_id' AND (c."notnull" OR c.pk))
			UNION SELECT tables.name FROM tables, pragma_foreign_key_list(tables.name) k
			JOIN owned ON k."table" = owned.name
			JOIN pragma_table_info(tables.name) c ON c.name = k."from"
			WHERE k.on_delete = 'CASCADE' AND (c."notnull" OR c.pk))
		SELECT name FROM tables WHERE name NOT IN owned AND name NOT IN (
			'goose_db_version', 'environments', 'key_trash', 'local_authorities', 'provider_destinations')`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		t.Errorf("table %s belongs to no environment", name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func TestBackupBeforeEachSchemaChange(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	clock := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	o := sqlite.Options{Path: filepath.Join(folder, "test.db"), Now: func() time.Time { return clock }}
	o.Migrations = history(1)
	reopen(t, o)
	reopen(t, o)
	if got := backups(t, folder); len(got) != 0 {
		t.Fatalf("backups without a schema change: %v", got)
	}
	for step := 2; step <= 9; step++ {
		clock = clock.Add(time.Hour)
		o.Migrations = history(step)
		reopen(t, o)
	}
	got := backups(t, folder)
	if len(got) != 5 || got[4] != "test-20260102T110405Z-v8.db" || got[0] != "test-20260102T070405Z-v4.db" {
		t.Fatalf("kept: %v", got)
	}
	old := open(t, sqlite.Options{Path: filepath.Join(folder, "backups", got[4])})
	integrity(t, old)
	var tables int
	if err := old.Reader().QueryRow("SELECT count(*) FROM sqlite_schema WHERE name GLOB 't[0-9]'").Scan(&tables); err != nil || tables != 8 {
		t.Fatalf("the last backup has %d tables, %v", tables, err)
	}
}

// With the clock set back, the newest copy sorts first and must still be the one that stays.
func TestBackupSurvivesAClockSetBack(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	clock := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	o := sqlite.Options{Path: filepath.Join(folder, "test.db"), Now: func() time.Time { return clock }}
	for step := 1; step <= 7; step++ {
		o.Migrations = history(step)
		reopen(t, o)
	}
	clock = time.Date(1970, 1, 1, 0, 0, 1, 0, time.UTC)
	o.Migrations = history(8)
	reopen(t, o)
	got := backups(t, folder)
	if len(got) != 5 || got[0] != "test-19700101T000001Z-v7.db" {
		t.Fatalf("kept: %v", got)
	}
}

func TestNewerDatabaseIsRefusedUntouched(t *testing.T) {
	t.Parallel()
	for _, crashed := range []bool{false, true} { // with the newer version's write-ahead log still there
		folder := t.TempDir()
		path := filepath.Join(folder, "test.db")
		db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Migrations: history(3)})
		if err != nil {
			t.Fatal(err)
		}
		if crashed {
			copied := t.TempDir()
			for name, content := range files(t, folder) {
				if err := os.WriteFile(filepath.Join(copied, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			folder, path = copied, filepath.Join(copied, "test.db")
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		before := files(t, folder)
		_, err = sqlite.Open(t.Context(), sqlite.Options{Path: path, Migrations: history(2)})
		f := fault.From(err)
		if f == nil || f.Kind != fault.Conflict || f.Code != "newer_database" || !strings.Contains(f.Message, "schema 3; this one knows 2") {
			t.Fatalf("crashed=%v: %v", crashed, err)
		}
		after := files(t, folder)
		for _, suffix := range []string{"", "-wal"} {
			if before["/test.db"+suffix] != after["/test.db"+suffix] {
				t.Errorf("crashed=%v: test.db%s was changed", crashed, suffix)
			}
		}
		if len(after) != len(before) {
			t.Errorf("crashed=%v: files were %d, are %d", crashed, len(before), len(after))
		}
		reopen(t, sqlite.Options{Path: path, Migrations: history(3)}) // the newer version still opens it
	}
}

func TestForeignDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "test.db")
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Exec("CREATE TABLE bookmarks (id INTEGER PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = sqlite.Open(t.Context(), sqlite.Options{Path: path, Migrations: history(1)})
	if !fault.HasCode(err, "foreign_database") {
		t.Fatal(err)
	}
}

func TestFailedMigrationNamesItsBackup(t *testing.T) {
	t.Parallel()
	steps := map[string]string{
		"syntax": "CREATE TABLE broken (", "constraint": "INSERT INTO t1 (id, body) VALUES (1, 'twice');",
		"dangling reference": "CREATE TABLE child (t1 INTEGER REFERENCES t1 (id)); PRAGMA defer_foreign_keys = ON; INSERT INTO child VALUES (-1);",
	}
	for name, statement := range steps {
		folder := t.TempDir()
		o := sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: history(1)}
		reopen(t, o)
		broken := fstest.MapFS{"00002_broken.sql": &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE half (id INTEGER);\n" + statement + "\n")}}
		first, _ := fs.ReadFile(history(1), "00001_step.sql")
		broken["00001_step.sql"] = &fstest.MapFile{Data: first}
		_, err := sqlite.Open(t.Context(), sqlite.Options{Path: o.Path, Migrations: broken})
		if !fault.HasCode(err, "migration_failed") || !strings.Contains(err.Error(), backups(t, folder)[0]) {
			t.Errorf("%s: %v", name, err)
		}
		db := open(t, o) // the old version goes on
		var half int
		if err := db.Reader().QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").Scan(&half); err != nil || half != 0 {
			t.Errorf("%s: half a migration stayed: %d, %v", name, half, err)
		}
	}
}

func init() { children["migrate"] = migrateChild }

// migrateChild brings the folder's database from its version to the sixth step and says so before and after.
func migrateChild(folder string) error {
	fmt.Println("start")
	db, err := sqlite.Open(contextOfChild(), sqlite.Options{Path: filepath.Join(folder, "test.db"), Migrations: history(6)})
	if err != nil {
		return err
	}
	fmt.Println("done")
	return db.Close()
}
