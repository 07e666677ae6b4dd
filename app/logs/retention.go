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
		return errors.Join(s.sweepAge(ctx, tx, r), sweepCount(ctx, tx, r), sweepBytes(ctx, tx, r))
	})
	if err != nil {
		s.o.Log.Error("old operations could not be removed", "error", err)
	}
}

func (s *Store) sweepAge(ctx context.Context, tx *sqlite.Tx, r Retention) error {
	oldest := sqlite.Micros(s.o.Now().Add(-r.Age))
	return removeUpTo(ctx, tx, `SELECT environment_id, max(id) FROM operations WHERE started_at < ? GROUP BY environment_id`, oldest)
}

func sweepCount(ctx context.Context, tx *sqlite.Tx, r Retention) error {
	return removeUpTo(ctx, tx, `SELECT environment_id, id FROM (SELECT environment_id, id,
		row_number() OVER (PARTITION BY environment_id ORDER BY id DESC) AS n FROM operations) WHERE n = ?`, r.Count+1)
}

// sweepBytes removes the older tenth until the used part of the file is small enough.
func sweepBytes(ctx context.Context, tx *sqlite.Tx, r Retention) error {
	for range 20 {
		var used, count int64
		err := tx.QueryRowContext(ctx, `SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size`).Scan(&used)
		if err != nil || used <= r.MaxBytes {
			return err
		}
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM operations`).Scan(&count); err != nil || count == 0 {
			return err
		}
		err = removeUpTo(ctx, tx, `SELECT environment_id, max(id) FROM (SELECT environment_id, id FROM operations ORDER BY id LIMIT ?)
			GROUP BY environment_id`, count/10+1)
		if err != nil {
			return err
		}
	}
	return nil
}

// removeUpTo deletes, for each environment that the query names, everything up to the id it names.
func removeUpTo(ctx context.Context, tx *sqlite.Tx, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	type edge struct {
		environment int64
		id          string
	}
	var edges []edge
	for rows.Next() {
		var e edge
		if err := rows.Scan(&e.environment, &e.id); err != nil {
			return err
		}
		edges = append(edges, e)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, e := range edges {
		for _, statement := range []string{
			`DELETE FROM messages WHERE environment_id = ? AND operation_id <= ?`,
			`DELETE FROM operations WHERE environment_id = ? AND id <= ?`,
		} {
			if _, err := tx.ExecContext(ctx, statement, e.environment, e.id); err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
	}
	return nil
}
