package records

import (
	"context"

	"patchbay/app/sqlite"
)

// clearPage is how many records one transaction deletes for good, so that other writers wait little.
const clearPage = 2000

// Clear deletes every record of a set for good, with its history, and returns how many there were. It works in pages;
// cut off in the middle, it does the rest when it is called again.
func (s *Service) Clear(ctx context.Context, t Target) (int, error) {
	n, err := s.clear(ctx, t, "")
	if err != nil {
		return n, err
	}
	return n, s.dropSet(ctx, t)
}

// ClearInRun deletes every record of a set for good as part of a run (empty cache): the history tells it, and keeps the
// payloads so that the run can be compared with the one before.
func (s *Service) ClearInRun(ctx context.Context, t Target, runID string) (int, error) {
	return s.clear(ctx, t, runID)
}

func (s *Service) clear(ctx context.Context, t Target, runID string) (total int, err error) {
	for {
		var n int64
		err := s.db.WithTx(ctx, func(tx *sqlite.Tx) (err error) {
			n, err = clearRows(ctx, tx, t, runID)
			return err
		})
		if err != nil {
			return total, s.db.Fault(err)
		}
		if n == 0 {
			break
		}
		total += int(n)
	}
	s.mu.Lock()
	delete(s.seen, t)
	s.mu.Unlock()
	if total > 0 {
		s.hint(t)
	}
	return total, nil
}

func clearRows(ctx context.Context, tx *sqlite.Tx, t Target, runID string) (int64, error) {
	set, err := findSet(ctx, tx, t)
	if err != nil || set == nil {
		return 0, err
	}
	run, err := openRun(ctx, tx, set, runID)
	if err != nil {
		return 0, err
	}
	seqs, err := set.firstPage(ctx, tx)
	if err != nil || len(seqs) == 0 {
		return 0, err
	}
	if err := run.keep(ctx, tx, kindCleared, seqs); err != nil {
		return 0, err
	}
	if err := set.deleteRows(ctx, tx, seqs); err != nil {
		return 0, err
	}
	return int64(len(seqs)), run.cleared(ctx, tx, len(seqs))
}

// firstPage reads the next rows to delete and takes them out of the set's counts.
func (s *set) firstPage(ctx context.Context, tx *sqlite.Tx) (seqs []int64, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT seq, action, coalesce(octet_length(payload), 0) FROM records WHERE set_id = ? ORDER BY external_id LIMIT ?`, s.id, clearPage)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var seq, action, size int64
		if err := rows.Scan(&seq, &action, &size); err != nil {
			return nil, err
		}
		seqs = append(seqs, seq)
		s.count(action, -1, -size)
	}
	return seqs, rows.Err()
}

func (s *set) deleteRows(ctx context.Context, tx *sqlite.Tx, seqs []int64) error {
	stmt, err := tx.PrepareContext(ctx, `DELETE FROM records WHERE seq = ?`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, seq := range seqs {
		if _, err := stmt.ExecContext(ctx, seq); err != nil {
			return err
		}
	}
	return s.store(ctx, tx)
}

// dropSet deletes what is left of an empty set. A set that got records meanwhile stays.
func (s *Service) dropSet(ctx context.Context, t Target) error {
	set, err := findSet(ctx, s.db.Reader(), t)
	if err != nil || set == nil {
		return s.db.Fault(err)
	}
	for _, table := range []string{"record_changes", "record_seen", "record_runs"} {
		for removed := int64(prunePage); removed == prunePage; {
			err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
				done, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE id IN (SELECT id FROM `+table+` WHERE set_id = ? LIMIT ?)`, set.id, prunePage)
				if err == nil {
					removed, err = done.RowsAffected()
				}
				return err
			})
			if err != nil {
				return s.db.Fault(err)
			}
		}
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM record_sets WHERE id = ? AND NOT EXISTS (SELECT 1 FROM records WHERE set_id = record_sets.id)`, set.id)
		return err
	})
	return s.db.Fault(err)
}

// DeleteConnection deletes all records of a connection for good, and takes no new ones for it. Call it again when it
// was cut off.
func (s *Service) DeleteConnection(ctx context.Context, env, connection int64) error {
	s.mu.Lock()
	s.gone[connection] = true
	s.mu.Unlock()
	var targets []Target
	err := s.sets(ctx, `environment_id = ? AND connection_id = ?`, func(t Target, _ Count) { targets = append(targets, t) }, env, connection)
	return s.clearAll(ctx, targets, err)
}

func (s *Service) clearAll(ctx context.Context, targets []Target, err error) error {
	for _, t := range targets {
		if err == nil {
			_, err = s.Clear(ctx, t)
		}
	}
	return err
}

func (s *Service) isGone(connection int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gone[connection]
}
