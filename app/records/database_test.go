package records_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"patchbay/app/sqlite"
)

// openDatabase opens the program's own schema and makes the environment that records belong to.
func openDatabase(ctx context.Context, path string, now func() time.Time) (*sqlite.DB, error) {
	db, err := sqlite.Open(ctx, sqlite.Options{Path: path, Migrations: sqlite.Migrations("main"), Now: now})
	if err != nil {
		return nil, err
	}
	err = db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO environments (id, uuid, name, vault_profile, created_at, updated_at)
			SELECT 1, 'e', 'dev', '', 0, 0 WHERE NOT EXISTS (SELECT 1 FROM environments)`)
		return err
	})
	return db, err
}

// schema is an empty database whose schema is current. Making one for each test would take longer than the tests.
var schema = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "records")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }() // a temporary folder
	path := filepath.Join(folder, "main.db")
	db, err := openDatabase(context.Background(), path, time.Now)
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func copySchema(path string) error {
	content, err := schema()
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o600)
}
