package logs

import (
	"context"
	"database/sql"
	"errors"

	"patchbay/app/sqlite"
)

// sweepEvery is after how many new operations old ones are looked for.
const sweepEvery = 5000

// sweep removes what is older, more or larger than the retention allows. Failures wait for the next sweep.
func (s *Store) sweep(ctx context.Context) {
	r := s.o.Retention
	if r.Age == 0 {
		r.Age = defaultAge
	}
	if r.Count == 0 {
		r.Count = defaultCount
	}
	if r.MaxBytes == 0 {
		r.MaxBytes = defaultMaxBytes
	}
	err := s.o.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		environments, err := environmentsOf(ctx, tx)
		if err != nil {
			return err
		}
		for _, id := range environments {
			if err := sweepOld(ctx, tx, id, floorID(s.o.Now().Add(-r.Age)), r.Count); err != nil {
				return err
			}
		}
		return sweepBytes(ctx, tx, r)
	})
	if err != nil {
		s.o.Log.Error("old operations could not be removed", "error", err)
	}
}

// environmentsOf hops from one environment to the next, which costs nothing however many operations there are.
func environmentsOf(ctx context.Context, tx *sqlite.Tx) ([]int64, error) {
	var list []int64
	for last := int64(-1); ; {
		var next sql.NullInt64
		err := tx.QueryRowContext(ctx, `SELECT min(environment_id) FROM operations WHERE environment_id > ?`, last).Scan(&next)
		if err != nil || !next.Valid {
			return list, err
		}
		last = next.Int64
		list = append(list, last)
	}
}

// sweepOld removes an environment's operations that began before the floor, and all but the newest count.
func sweepOld(ctx context.Context, tx *sqlite.Tx, environmentID int64, floor string, count int) error {
	var surplus string
	err := tx.QueryRowContext(ctx, `SELECT id FROM operations WHERE environment_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?`, environmentID, count).Scan(&surplus)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return removeUpTo(ctx, tx, environmentID, max(surplus, floor))
}

// sweepBytes removes the older tenth until the used part of the file is small enough.
func sweepBytes(ctx context.Context, tx *sqlite.Tx, r Retention) error {
	for range 20 {
		var used, count int64
		err := tx.QueryRowContext(ctx,
			`SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size`).Scan(&used)
		if err != nil || used <= r.MaxBytes {
			return err
		}
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM operations`).Scan(&count); err != nil || count == 0 {
			return err
		}
		var edge string
		err = tx.QueryRowContext(ctx, `SELECT id FROM operations ORDER BY id LIMIT 1 OFFSET ?`, count/10).Scan(&edge)
		if err != nil {
			return err
		}
		environments, err := environmentsOf(ctx, tx)
		if err != nil {
			return err
		}
		for _, id := range environments {
			if err := removeUpTo(ctx, tx, id, edge); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeUpTo deletes an environment's operations up to an id, with their lines.
func removeUpTo(ctx context.Context, tx *sqlite.Tx, environmentID int64, id string) error {
	for _, statement := range []string{
		`DELETE FROM messages WHERE environment_id = ? AND operation_id <= ?`,
		`DELETE FROM operations WHERE environment_id = ? AND id <= ?`,
	} {
		if _, err := tx.ExecContext(ctx, statement, environmentID, id); err != nil {
			return err
		}
	}
	return nil
}
