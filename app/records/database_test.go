package records_test

import (
	"context"
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
