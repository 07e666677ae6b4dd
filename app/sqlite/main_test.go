package sqlite_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"patchbay/app/sqlite"
)

// childVariable makes the test binary play one of the children instead of running tests; childFolder is where.
const (
	childVariable = "SQLITE_TEST_CHILD"
	childFolder   = "SQLITE_TEST_FOLDER"
)

// children run in a process of their own: to be killed, to have another umask, user or disk. What they print is their
// answer; an error ends them with status 1.
var children = map[string]func(folder string) error{}

func TestMain(m *testing.M) {
	if name := os.Getenv(childVariable); name != "" {
		if err := children[name](os.Getenv(childFolder)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// child prepares the test binary to play a child in the folder.
func child(t *testing.T, name, folder string) *exec.Cmd {
	t.Helper()
	if children[name] == nil {
		t.Fatalf("there is no child %q", name)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childVariable+"="+name, childFolder+"="+folder)
	cmd.Stderr = new(bytes.Buffer)
	return cmd
}

// output runs a child to its end and returns what it printed.
func output(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("child: %v\n%s%s", err, out.String(), cmd.Stderr)
	}
	return out.String()
}

// stepRows is how many rows each step of a history adds.
const stepRows = 60

// history is a schema of so many steps. Step n makes table t<n> and, to take a while, fills it.
func history(steps int) fs.FS {
	files := fstest.MapFS{}
	for n := 1; n <= steps; n++ {
		files[fmt.Sprintf("%05d_step.sql", n)] = &fstest.MapFile{Data: []byte(fmt.Sprintf(`-- +goose Up
CREATE TABLE t%[1]d (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
INSERT INTO t%[1]d (body) SELECT hex(randomblob(100)) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < %[2]d) SELECT i FROM n);
CREATE INDEX t%[1]d_body ON t%[1]d (body);
`, n, stepRows))}
	}
	return files
}

func open(t testing.TB, o sqlite.Options) *sqlite.DB {
	t.Helper()
	if o.Path == "" {
		o.Path = filepath.Join(t.TempDir(), "test.db")
	}
	db, err := sqlite.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// integrity is SQLite's own verdict on the file.
func integrity(t *testing.T, db *sqlite.DB) {
	t.Helper()
	var verdict string
	if err := db.Reader().QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Fatalf("integrity check: %q, %v", verdict, err)
	}
}

// files returns name → content of everything below dir.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		found[strings.TrimPrefix(path, dir)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
