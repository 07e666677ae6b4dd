// Package sqlite opens Patchbay's database files safely: modes, pragmas, migrations, backups, transactions and the folder lock.
package sqlite

import (
	"context"
	"database/sql"
	"io/fs"
	"log/slog"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the "sqlite" driver, pure Go
	sqlite3 "modernc.org/sqlite/lib"

	"patchbay/app/fault"
)

// readers is how many statements may read at once while the one writer works.
const readers = 4

// fixedVersion is the first SQLite release without the WAL-reset bug, which corrupts a database that two
// connections write or checkpoint at once (fixed in 3.51.3; SQLITE_VERSION_NUMBER form).
const fixedVersion = 3_051_003

// Options says which file to open and how.
type Options struct {
	Path       string           // the database file; made with its folder when missing
	Migrations fs.FS            // *.sql in goose's format; nil leaves the schema alone
	BackupDir  string           // where copies go before a schema change; "" is "backups" beside the file
	Now        func() time.Time // nil is time.Now
	Log        *slog.Logger     // nil is silent
}

// DB is one open database file: one writer connection and a few readers.
type DB struct {
	path    string
	writer  *sql.DB
	written *statements // of the writer
	reader  *Reader
	now     func() time.Time
	log     *slog.Logger
}

// Tx is a write transaction. Now is its one time, UTC in whole microseconds, so that rows written together agree.
type Tx struct {
	*sql.Tx
	Now time.Time

	statements *statements
	due        []string // texts to be prepared afterwards
}

// Open opens the file, makes it private, brings its schema up to date and returns it ready for use.
//
// Folder and files are private (0700, 0600) from their first byte. Before a schema change a backup is written; a file
// with a newer schema is refused with the code "newer_database" and stays as it was. Every error is a fault with a
// sentence for the user: codes "database_corrupt", "disk_full", "folder_read_only", "newer_database" and others.
func Open(ctx context.Context, o Options) (*DB, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := prepareFiles(o.Path); err != nil {
		return nil, err
	}
	if err := refuseForeign(ctx, o); err != nil {
		return nil, err
	}
	db, err := connect(ctx, o)
	if err != nil {
		return nil, translate(o.Path, err)
	}
	if err := db.migrate(ctx, o); err != nil {
		_ = db.Close() // the migration's error is the one to tell
		return nil, translate(o.Path, err)
	}
	return db, nil
}

func (o Options) withDefaults() (Options, error) {
	path, err := filepath.Abs(o.Path)
	if err != nil || o.Path == "" {
		return o, fault.New(fault.Invalid, "invalid_path", "The place of the database file is not a usable path.").WithCause(err)
	}
	o.Path = path
	if o.BackupDir == "" {
		o.BackupDir = filepath.Join(filepath.Dir(path), "backups")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o, nil
}

// connect opens the writer first, because it switches a new file to WAL, and then the readers.
func connect(ctx context.Context, o Options) (*DB, error) {
	writer, err := sql.Open("sqlite", writerDSN(o.Path))
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	if err := checkEngine(ctx, writer, o.Path); err != nil {
		_ = writer.Close() // the check's error is the one to tell
		return nil, err
	}
	reader, err := sql.Open("sqlite", readerDSN(o.Path))
	if err != nil {
		_ = writer.Close() // same
		return nil, err
	}
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return &DB{path: o.Path, writer: writer, written: newStatements(writer), reader: &Reader{reader, newStatements(reader)}, now: o.Now, log: o.Log}, nil
}

// checkEngine asserts what the rest relies on: a SQLite without the WAL-reset bug, and a file that really is in WAL mode
// (SQLite stays in another mode without an error where shared memory does not work, on network folders for example).
func checkEngine(ctx context.Context, writer *sql.DB, path string) error {
	if sqlite3.SQLITE_VERSION_NUMBER < fixedVersion {
		return fault.New(fault.Internal, "old_sqlite", "This build holds SQLite "+sqlite3.SQLITE_VERSION+
			", which can damage databases.").WithHint("Build Patchbay with SQLite 3.51.3 or newer.")
	}
	var mode string
	if err := writer.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fault.New(fault.Unavailable, "folder_unsuitable", "The folder "+quote(filepath.Dir(path))+
			" cannot hold a database safely: its file system shares no memory between programs.").
			WithHint("Choose a folder on a local disk with --data-dir.")
	}
	return nil
}

// WithTx runs fn in one immediate transaction on the one writer connection and commits when fn returns nil; an error or
// a panic of fn rolls back. When it returns nil the rows are on disk. The transaction ends early when ctx does.
//
// fn must use tx for everything it reads and writes: a second WithTx inside fn would wait for the first forever.
// SQLite's own failures (disk full, read-only, damaged, busy) come back as faults; fn's errors come back as they are.
func (db *DB) WithTx(ctx context.Context, fn func(*Tx) error) error {
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return db.Fault(err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	own := &Tx{Tx: tx, Now: db.now().UTC().Truncate(time.Microsecond), statements: db.written}
	if err := fn(own); err != nil {
		return db.Fault(err)
	}
	if err := tx.Commit(); err != nil {
		return db.Fault(err)
	}
	for _, query := range own.due {
		db.written.prepare(ctx, query)
	}
	return nil
}

// Reader returns the pool for reading. Its connections refuse to write.
func (db *DB) Reader() *Reader { return db.reader }

// Fault turns SQLite's own failures into faults that tell the user what to do, and leaves every other error as it is,
// so that a caller can still recognise sql.ErrNoRows or a violated constraint.
func (db *DB) Fault(err error) error { return translate(db.path, err) }

// Close ends all connections and leaves one file without a write-ahead log.
func (db *DB) Close() error {
	err := db.reader.Close()
	if werr := db.writer.Close(); werr != nil {
		err = werr
	}
	return db.Fault(err)
}

// Micros returns t as the databases keep it: microseconds since 1970, UTC.
func Micros(t time.Time) int64 { return t.UnixMicro() }

// Time is the reverse of Micros, in UTC.
func Time(us int64) time.Time { return time.UnixMicro(us).UTC() }
