package sqlite

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// dsn builds the driver's address. The path goes through url.URL, the only form in which blanks, "#", "%" and "?" in it
// reach the right file, and which SQLite reads with its own parameters such as mode=ro.
func dsn(path string, query url.Values) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") { // a Windows drive
		slashed = "/" + slashed
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}
	return u.String()
}

// base holds what every connection gets. The short keys are checked by the driver when it opens; a misspelt _pragma is
// not, so a test reads each of these back.
func base() url.Values {
	return url.Values{
		"_busy_timeout": {"5000"}, // milliseconds
		"_foreign_keys": {"on"},
		"_dqs":          {"0"}, // "name" is never a string
		"_defensive":    {"1"}, // no SQL that damages the file
		"_error_rc":     {"1"}, // no stale text in errors
		"_pragma": {
			"trusted_schema(OFF)", // functions in a doctored schema do not run
			"cell_size_check(ON)", // damage is noticed early
			"temp_store(MEMORY)",  // no temporary file outside the private folder
			"fullfsync(ON)",       // macOS: reach the platter; elsewhere without effect
			"checkpoint_fullfsync(ON)",
			"secure_delete(ON)", // deleted bytes are overwritten
		},
	}
}

func writerDSN(path string) string {
	q := base()
	q.Set("_journal_mode", "WAL")
	q.Set("_synchronous", "FULL")
	// With the default, a transaction that reads first and then writes fails at once when another writer came between,
	// in spite of the busy timeout.
	q.Set("_txlock", "immediate")
	return dsn(path, q)
}

func readerDSN(path string) string {
	q := base()
	q.Set("_query_only", "1")
	return dsn(path, q)
}

// inspectDSN opens an existing file in a way that cannot change it. Without a write-ahead log beside it the file is all
// there is, and SQLite need not make the files that coordinate with other users of one.
func inspectDSN(path string, log bool) string {
	q := base()
	q.Set("mode", "ro")
	q.Set("_query_only", "1")
	if !log {
		q.Set("immutable", "1")
	}
	return dsn(path, q)
}

func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}
