package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"github.com/pressly/goose/v3"

	"patchbay/app/fault"
)

//go:embed migrations
var embedded embed.FS

// versions is the table in which goose notes the migrations it has run.
const versions = "goose_db_version"

// Migrations returns the schema history of one of the two databases, "main" or "logs".
//
// Each file is one step forward and runs in one transaction with foreign keys on. A released file never changes.
func Migrations(name string) fs.FS {
	sub, err := fs.Sub(embedded, "migrations/"+name)
	if err != nil { // only an invalid name, and names are constants
		panic(err)
	}
	return sub
}

// refuseForeign looks at an existing file through a connection that cannot write, and refuses one that this build must
// not touch: damaged, from a newer Patchbay, or somebody else's.
func refuseForeign(ctx context.Context, o Options) error {
	info, err := os.Stat(o.Path)
	if err != nil || info.Size() == 0 || o.Migrations == nil {
		return folderFault(o.Path, err)
	}
	db, err := sql.Open("sqlite", inspectDSN(o.Path, hasLog(o.Path)))
	if err != nil {
		return translate(o.Path, err)
	}
	defer func() { _ = db.Close() }() // read only: nothing to lose
	current, err := schemaVersion(ctx, db)
	if err != nil {
		return translate(o.Path, err)
	}
	newest, err := newestMigration(o.Migrations)
	if err != nil {
		return err
	}
	if current > newest {
		return fault.New(fault.Conflict, "newer_database", fmt.Sprintf(
			"The data in %s was written by a newer Patchbay (schema %d; this one knows %d). Nothing was changed.", quote(o.Path), current, newest)).
			WithHint("Install the newer version, or choose another folder with --data-dir.")
	}
	return nil
}

// schemaVersion returns the number of the last migration, 0 for an empty database.
func schemaVersion(ctx context.Context, db *sql.DB) (int64, error) {
	var tables, ours int
	err := db.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE name = ?) FROM sqlite_schema WHERE type = 'table'`,
		versions).Scan(&tables, &ours)
	if err != nil || tables == 0 {
		return 0, err
	}
	if ours == 0 {
		return 0, fault.New(fault.Conflict, "foreign_database", "The database file belongs to another program. Nothing was changed.").
			WithHint("Choose another folder with --data-dir.")
	}
	var version sql.NullInt64
	err = db.QueryRowContext(ctx, `SELECT max(version_id) FROM `+versions).Scan(&version)
	return version.Int64, err
}

func newestMigration(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	var newest int64
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migration %s: %w", name, err)
		}
		newest = max(newest, n)
	}
	return newest, nil
}

// migrate brings the schema up to date: backup, one transaction per step, then a check of the result. A process that is
// killed on the way leaves a whole step behind, and the next start goes on from there.
func (db *DB) migrate(ctx context.Context, o Options) error {
	if o.Migrations == nil {
		return nil
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db.writer, o.Migrations, goose.WithDisableGlobalRegistry(true))
	if errors.Is(err, goose.ErrNoMigrations) {
		return nil
	}
	if err != nil {
		return err
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil || current == target {
		return err
	}
	var backup string
	if current > 0 {
		if backup, err = db.backup(ctx, o.BackupDir, current); err != nil {
			return err
		}
		o.Log.Info("database backed up before a schema change", "file", backup, "from", current, "to", target)
	}
	if _, err := provider.Up(ctx); err != nil {
		return migrationFault(db.path, backup, err)
	}
	if err := db.check(ctx); err != nil {
		return migrationFault(db.path, backup, err)
	}
	return nil
}

// check reads the whole database once; an empty answer of the first pragma and "ok" of the second are health.
func (db *DB) check(ctx context.Context) error {
	var broken sql.NullString
	err := db.writer.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&broken)
	if err == nil {
		return fmt.Errorf("rows of %s refer to rows that do not exist", strconv.Quote(broken.String))
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	var result string
	if err := db.writer.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return fmt.Errorf("integrity check: %s", result)
	}
	return nil
}

// migrationFault keeps the faults of the engine (disk full and so on) and names the backup in every other case.
func migrationFault(path, backup string, err error) error {
	if translated := translate(path, err); fault.From(translated).Kind != fault.Internal {
		return translated
	}
	f := fault.New(fault.Internal, "migration_failed", "The data in "+quote(path)+" could not be brought to this version of Patchbay.").
		WithHint("Use the version you had before, and report this with the log.")
	if backup != "" {
		f = f.WithHint("Use the version you had before with the backup " + quote(backup) + ", and report this with the log.")
	}
	return f.WithCause(err)
}
