package records

import (
	"context"
	"database/sql"
	"errors"

	"patchbay/app/sqlite"
)

// querier reads, from a transaction or from the readers.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// set is one row of record_sets.
type set struct {
	id          int64
	states      [3]int64 // records by action
	bytes       int64
	lastAt      int64
	trackedFrom sql.NullInt64
	tracking    bool
	dirty       bool // differs from what is stored
}

// findSet returns nil for a target that nothing was ever saved to.
func findSet(ctx context.Context, q querier, t Target) (*set, error) {
	var s set
	err := q.QueryRowContext(ctx, `SELECT id, added, updated, deleted, bytes, last_at, tracked_from, tracking FROM record_sets
		WHERE connection_id = ? AND model = ? AND environment_id = ?`, t.ConnectionID, t.Model, t.EnvironmentID).
		Scan(&s.id, &s.states[stateAdded], &s.states[stateUpdated], &s.states[stateDeleted], &s.bytes, &s.lastAt, &s.trackedFrom, &s.tracking)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &s, nil
}

// openSet returns the target's set and makes it when it is missing.
func openSet(ctx context.Context, tx *sqlite.Tx, t Target) (*set, error) {
	s, err := findSet(ctx, tx, t)
	if err != nil || s != nil {
		return s, err
	}
	made, err := tx.ExecContext(ctx, `INSERT INTO record_sets (environment_id, connection_id, model) VALUES (?, ?, ?)`,
		t.EnvironmentID, t.ConnectionID, t.Model)
	if err != nil {
		return nil, err
	}
	id, err := made.LastInsertId()
	return &set{id: id}, err
}

// count adds rows of an action and bytes of payload.
func (s *set) count(action int64, rows, bytes int64) {
	s.states[action] += rows
	s.bytes += bytes
	s.dirty = true
}

func (s *set) total() int {
	return int(s.states[stateAdded] + s.states[stateUpdated] + s.states[stateDeleted])
}

func (s *set) store(ctx context.Context, tx *sqlite.Tx) error {
	_, err := tx.ExecContext(ctx, `UPDATE record_sets SET added = ?, updated = ?, deleted = ?, bytes = ?, last_at = ? WHERE id = ?`,
		s.states[stateAdded], s.states[stateUpdated], s.states[stateDeleted], s.bytes, s.lastAt, s.id)
	return err
}

// Counts returns how many records a connection has, by stored model.
func (s *Service) Counts(ctx context.Context, env, connection int64) (map[string]Count, error) {
	counts := map[string]Count{}
	err := s.sets(ctx, `environment_id = ? AND connection_id = ?`, func(t Target, c Count) { counts[t.Model] = c }, env, connection)
	return counts, err
}

// ModelCount is one model that a connection has records of.
type ModelCount struct {
	Target
	Count
}

// Models returns every set of an environment that holds records, ordered by connection and model.
func (s *Service) Models(ctx context.Context, env int64) ([]ModelCount, error) {
	models := []ModelCount{}
	err := s.sets(ctx, `environment_id = ? AND added + updated + deleted > 0`, func(t Target, c Count) {
		models = append(models, ModelCount{t, c})
	}, env)
	return models, err
}

func (s *Service) sets(ctx context.Context, where string, each func(Target, Count), args ...any) error {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT environment_id, connection_id, model, added, updated, deleted, bytes, last_at
		FROM record_sets WHERE `+where+` ORDER BY connection_id, model`, args...)
	if err != nil {
		return s.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var t Target
		var c Count
		var at int64
		if err := rows.Scan(&t.EnvironmentID, &t.ConnectionID, &t.Model, &c.Added, &c.Updated, &c.Deleted, &c.Bytes, &at); err != nil {
			return s.db.Fault(err)
		}
		c.Live = c.Added + c.Updated
		c.ChangedAt = sqlite.Time(at)
		each(t, c)
	}
	return s.db.Fault(rows.Err())
}
