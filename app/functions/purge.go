package functions

import (
	"context"
	"log/slog"
	"time"

	"patchbay/app/records"
	"patchbay/app/sqlite"
)

// plan notes records that are to be deleted: a model on every connection of an integration, or with an empty model all
// of one connection. It survives a crash; purge does the work.
func plan(ctx context.Context, tx *sqlite.Tx, env, connection int64, model string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO record_purges (environment_id, connection_id, model) VALUES (?, ?, ?)`, env, connection, model)
	return err
}

// purgeDelay is how long a connection may take to go after its functions have run.
const purgeDelay = 10 * time.Second

// purgeSoon deletes what is planned once the connection has had time to go.
func (s *Service) purgeSoon(ctx context.Context) {
	timer := time.NewTimer(purgeDelay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
		s.purge(ctx)
	}
}

// purge deletes the records that are planned to go. A connection that is still there was not deleted after all.
func (s *Service) purge(ctx context.Context) {
	if err := s.purgeAll(ctx); err != nil && ctx.Err() == nil {
		s.log.Warn("records that should go are still there", slog.Any("error", err))
	}
}

type purge struct {
	id, env, connection int64
	model               string
}

func (s *Service) purgeAll(ctx context.Context) error {
	planned, err := s.planned(ctx)
	if err != nil {
		return err
	}
	for _, p := range planned {
		if err := s.purgeOne(ctx, p); err != nil {
			return err
		}
		err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
			_, err := tx.ExecContext(ctx, `DELETE FROM record_purges WHERE id = ?`, p.id)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) purgeOne(ctx context.Context, p purge) error {
	if p.model != "" {
		_, err := s.records.Clear(ctx, records.Target{EnvironmentID: p.env, ConnectionID: p.connection, Model: p.model})
		return err
	}
	var there bool
	err := s.db.Reader().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM connections WHERE id = ?)`, p.connection).Scan(&there)
	if err != nil || there {
		return s.db.Fault(err)
	}
	return s.records.DeleteConnection(ctx, p.env, p.connection)
}

func (s *Service) planned(ctx context.Context) ([]purge, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT id, environment_id, connection_id, model FROM record_purges ORDER BY id`)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var list []purge
	for rows.Next() {
		var p purge
		if err := rows.Scan(&p.id, &p.env, &p.connection, &p.model); err != nil {
			return nil, s.db.Fault(err)
		}
		list = append(list, p)
	}
	return list, s.db.Fault(rows.Err())
}

// dropOld removes finished runs that are too old or too many, but never the latest of a function or a sync instance.
func (s *Service) dropOld(ctx context.Context) error {
	environments := s.settings.Environments()
	for _, e := range environments {
		for {
			var removed int64
			err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) (err error) {
				removed, err = s.dropSome(ctx, tx, e.ID)
				return err
			})
			if err != nil {
				return err
			}
			if removed < dropBatch {
				break
			}
		}
		if err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error { return s.dropTexts(ctx, tx, e.ID) }); err != nil {
			return err
		}
	}
	return nil
}

// dropBatch keeps the writer free for others.
const dropBatch = 500

func (s *Service) dropSome(ctx context.Context, tx *sqlite.Tx, env int64) (int64, error) {
	result, err := tx.ExecContext(ctx, `DELETE FROM runs WHERE seq IN (SELECT seq FROM runs WHERE environment_id = ?1 AND finished_at IS NOT NULL
		AND (finished_at < ?2 OR seq <= (SELECT seq FROM runs WHERE environment_id = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?3))
		AND id NOT IN (SELECT last_run FROM sync_instances WHERE last_run IS NOT NULL) AND id NOT IN (SELECT last_run FROM functions WHERE last_run IS NOT NULL)
		ORDER BY seq LIMIT ?4)`, env, sqlite.Micros(tx.Now.Add(-s.limits.KeepFor)), s.limits.KeepRuns, dropBatch)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// dropTexts forgets what old runs got and gave when all of it is too much.
func (s *Service) dropTexts(ctx context.Context, tx *sqlite.Tx, env int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE runs SET input = NULL, output = NULL, dry_result = NULL, sealed_input = NULL, sealed_result = NULL
		WHERE environment_id = ?1 AND finished_at IS NOT NULL AND seq <= (SELECT max(seq) FROM (SELECT seq, sum(coalesce(octet_length(input), 0)
		+ coalesce(octet_length(output), 0) + coalesce(octet_length(dry_result), 0) + coalesce(octet_length(sealed_input), 0)
		+ coalesce(octet_length(sealed_result), 0)) OVER (ORDER BY seq DESC) AS total FROM runs WHERE environment_id = ?1) WHERE total > ?2)`,
		env, s.limits.KeepBytes)
	return err
}
