package records

import (
	"context"
	"slices"

	"patchbay/app/sqlite"
)

// StartTracking notes from now on which records of the set are saved by the job that is given and by later ones
// (trackDeletesStart). What such jobs saved before is counted too when they asked to be remembered (Write.TrackSeen).
//
// Called again with the same job it goes on, also after DeleteUnseen and after a crash; a later job starts anew.
func (s *Service) StartTracking(ctx context.Context, t Target, job int64, runID string) error {
	if s.isGone(t.ConnectionID) {
		return errConnectionGone
	}
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		set, err := openSet(ctx, tx, t)
		if err != nil {
			return err
		}
		if _, err := openRun(ctx, tx, set, runID); err != nil {
			return err
		}
		if set.tracking && set.trackedFrom.Int64 == job {
			return nil
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM record_seen WHERE set_id = ? AND job < ?`, set.id, job); err != nil {
			return err
		}
		for _, early := range s.remembered(t, job) {
			_, err := tx.ExecContext(ctx, `INSERT INTO record_seen (set_id, job, seqs) VALUES (?, ?, ?)`, set.id, early.job, encodeSeqs(early.rows.sorted()))
			if err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `UPDATE record_sets SET tracked_from = ?, tracking = 1 WHERE id = ?`, job, set.id)
		return err
	})
}

// unseenPage is how many records one transaction of DeleteUnseen looks at.
const unseenPage = 10_000

// DeleteUnseen marks every live record deleted that no job from startJob on has saved, and returns their ids. Payloads
// stay. It works in pages: cut off in the middle, it does the rest when it is called again. What was seen stays known
// until tracking starts with a later job, so that calling it twice, or after a crash, deletes nothing more.
func (s *Service) DeleteUnseen(ctx context.Context, t Target, startJob int64, runID, reason string) ([]string, error) {
	ids := []string{}
	page := &unseen{target: t, startJob: startJob, runID: runID, reason: reason, s: s}
	for !page.done {
		var found []string
		err := s.db.WithTx(ctx, func(tx *sqlite.Tx) (err error) {
			found, err = page.next(ctx, tx)
			return err
		})
		if err != nil {
			return ids, s.db.Fault(err)
		}
		ids = append(ids, found...)
	}
	if len(ids) > 0 {
		s.hint(t)
	}
	return ids, nil
}

// unseen walks a set in the order of ids, a page in each transaction.
type unseen struct {
	s        *Service
	target   Target
	startJob int64
	runID    string
	reason   string
	after    string // last id looked at; ids are never empty
	done     bool
}

func (u *unseen) next(ctx context.Context, tx *sqlite.Tx) ([]string, error) {
	set, err := findSet(ctx, tx, u.target)
	if err != nil || set == nil {
		u.done = true
		return nil, err
	}
	seen, err := u.seen(ctx, tx, set.id)
	if err != nil {
		return nil, err
	}
	seqs, err := u.page(ctx, tx, set.id, seen)
	if err != nil {
		return nil, err
	}
	if u.done {
		if _, err := tx.ExecContext(ctx, `UPDATE record_sets SET tracking = 0 WHERE id = ?`, set.id); err != nil {
			return nil, err
		}
	}
	if len(seqs) == 0 {
		return nil, nil
	}
	return u.delete(ctx, tx, set, seqs)
}

// seen is read again for each page: another job may save meanwhile.
func (u *unseen) seen(ctx context.Context, tx *sqlite.Tx, setID int64) (seqSet, error) {
	seen := seqSet{}
	for _, early := range u.s.remembered(u.target, u.startJob) {
		seen.join(early.rows)
	}
	rows, err := tx.QueryContext(ctx, `SELECT seqs FROM record_seen WHERE set_id = ? AND job >= ?`, setID, u.startJob)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var packed []byte
		if err := rows.Scan(&packed); err != nil {
			return nil, err
		}
		decodeSeqs(packed, seen)
	}
	return seen, rows.Err()
}

// page returns the rows of the next page that were not seen, deleted ones included.
func (u *unseen) page(ctx context.Context, tx *sqlite.Tx, setID int64, seen seqSet) (seqs []int64, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT seq, external_id FROM records WHERE set_id = ? AND external_id > ? ORDER BY external_id LIMIT ?`,
		setID, u.after, unseenPage)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	looked := 0
	for ; rows.Next(); looked++ {
		var seq int64
		if err := rows.Scan(&seq, &u.after); err != nil {
			return nil, err
		}
		if !seen.has(seq) {
			seqs = append(seqs, seq)
		}
	}
	u.done = looked < unseenPage
	return seqs, rows.Err()
}

// delete marks the live ones of the rows and returns their ids. Payloads stay, so history needs no copy of them.
func (u *unseen) delete(ctx context.Context, tx *sqlite.Tx, set *set, seqs []int64) (ids []string, err error) {
	run, err := openRun(ctx, tx, set, u.runID)
	if err != nil {
		return nil, err
	}
	at := max(sqlite.Micros(tx.Now), set.lastAt+1)
	for group := range slices.Chunk(seqs, historyRows) {
		live, err := u.live(ctx, tx, set, group)
		if err != nil {
			return nil, err
		}
		if len(live.seqs) == 0 {
			continue
		}
		if err := run.keep(ctx, tx, kindUnseen, live.seqs); err != nil {
			return nil, err
		}
		args := append([]any{at, at, run.number()}, places(live.seqs)...)
		_, err = tx.ExecContext(ctx, `UPDATE records SET action = 2, deleted_at = ?, updated_at = ?, run = ? WHERE seq IN (`+marks(historyRows)+`)`, args...)
		if err != nil {
			return nil, err
		}
		ids = append(ids, live.ids...)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	set.lastAt = at
	if err := set.store(ctx, tx); err != nil {
		return nil, err
	}
	if err := run.because(ctx, tx, u.reason); err != nil {
		return nil, err
	}
	return ids, run.store(ctx, tx, Summary{Deleted: len(ids)})
}

type liveRows struct {
	seqs []int64
	ids  []string
}

// live picks the rows that are not deleted and takes them out of the set's counts.
func (u *unseen) live(ctx context.Context, tx *sqlite.Tx, set *set, group []int64) (live liveRows, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT seq, external_id, action FROM records WHERE seq IN (`+marks(historyRows)+`) AND action <> 2`, places(group)...)
	if err != nil {
		return live, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var seq, action int64
		var id string
		if err := rows.Scan(&seq, &id, &action); err != nil {
			return live, err
		}
		live.seqs, live.ids = append(live.seqs, seq), append(live.ids, id)
		set.count(action, -1, 0)
		set.count(stateDeleted, 1, 0)
	}
	return live, rows.Err()
}
