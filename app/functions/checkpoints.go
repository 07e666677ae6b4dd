package functions

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"patchbay/app/fault"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// Checkpoints keeps what functions remember, on SQLite. It implements nango.Checkpoints.
type Checkpoints struct{ s *Service }

// Checkpoints returns the store of checkpoints.
func (s *Service) Checkpoints() Checkpoints { return Checkpoints{s} }

// Get returns a checkpoint, or nil when none was saved or it was cleared.
func (c Checkpoints) Get(ctx context.Context, k nango.Key) (*nango.Checkpoint, error) {
	return c.s.checkpoint(ctx, k.EnvironmentID, k.ConnectionID, k.Name)
}

func (s *Service) checkpoint(ctx context.Context, env, connection int64, key string) (*nango.Checkpoint, error) {
	var value sql.NullString
	var found nango.Checkpoint
	err := s.db.Reader().QueryRowContext(ctx, `SELECT value, version FROM checkpoints WHERE connection_id = ? AND key = ? AND environment_id = ?`,
		connection, key, env).Scan(&value, &found.Version)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !value.Valid {
		return nil, nil
	}
	found.Value = raw(value)
	return &found, s.db.Fault(err)
}

// Save replaces a checkpoint's value and returns its new version; it is on disk then. version is the one the caller read,
// 0 when it found none. Fault: checkpoint_conflict, somebody else saved or cleared it meanwhile.
func (c Checkpoints) Save(ctx context.Context, k nango.Key, value json.RawMessage, version int64) (saved int64, err error) {
	err = c.s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		var old sql.NullString
		var now int64
		err := tx.QueryRowContext(ctx, `SELECT value, version FROM checkpoints WHERE connection_id = ? AND key = ?`, k.ConnectionID, k.Name).Scan(&old, &now)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if old.Valid && now != version || !old.Valid && version != 0 {
			return fault.New(fault.Conflict, "checkpoint_conflict", "The checkpoint was changed by another run meanwhile.")
		}
		saved = now + 1
		_, err = tx.ExecContext(ctx, `INSERT INTO checkpoints (environment_id, connection_id, key, value, version, updated_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (connection_id, key) DO UPDATE SET value = excluded.value, version = excluded.version, updated_at = excluded.updated_at`,
			k.EnvironmentID, k.ConnectionID, k.Name, string(value), saved, sqlite.Micros(tx.Now))
		c.s.step("checkpoint.written")
		return err
	})
	c.s.step("checkpoint.committed")
	return saved, err
}

// Clear forgets a checkpoint's value.
func (c Checkpoints) Clear(ctx context.Context, k nango.Key) error {
	return c.s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE checkpoints SET value = NULL, version = version + 1, updated_at = ? WHERE connection_id = ? AND key = ? AND value IS NOT NULL`,
			sqlite.Micros(tx.Now), k.ConnectionID, k.Name)
		return err
	})
}

// dropCheckpoints removes a key and the keys below it.
func dropCheckpoints(ctx context.Context, tx *sqlite.Tx, connection int64, prefix string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM checkpoints WHERE connection_id = ? AND (key = ? OR substr(key, 1, length(?) + 1) = ? || ':')`,
		connection, prefix, prefix, prefix)
	return err
}
