package records

import (
	"context"
	"database/sql"
	"errors"

	"patchbay/app/sqlite"
)

// run is one row of record_runs: what one run did to one set. A nil *run stands for a write without a run.
type run struct {
	id     int64
	fresh  bool // made by this transaction
	seqTo  int64
	change int64 // last row of record_changes
}

// openRun notes a run at its first write to the set, even one that changes nothing: later comparisons need to know
// what was there.
func openRun(ctx context.Context, tx *sqlite.Tx, s *set, runID string) (*run, error) {
	if runID == "" {
		return nil, nil
	}
	var r run
	err := tx.QueryRowContext(ctx, `SELECT id, seq_to, change_to FROM record_runs WHERE run = ? AND set_id = ?`, runID, s.id).
		Scan(&r.id, &r.seqTo, &r.change)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return &r, err
	}
	if r.seqTo, err = lastSeq(ctx, tx); err != nil {
		return nil, err
	}
	if r.change, err = lastChange(ctx, tx); err != nil {
		return nil, err
	}
	made, err := tx.ExecContext(ctx, `INSERT INTO record_runs (set_id, run, seq_from, seq_to, change_from, change_to) VALUES (?, ?, ?, ?, ?, ?)`,
		s.id, runID, r.seqTo, r.seqTo, r.change, r.change)
	if err != nil {
		return nil, err
	}
	r.id, err = made.LastInsertId()
	r.fresh = true
	return &r, err
}

// lastSeq is the highest seq that a record ever had.
func lastSeq(ctx context.Context, q querier) (int64, error) { return sequence(ctx, q, "records") }

// lastChange is the highest id that a change ever had.
func lastChange(ctx context.Context, q querier) (int64, error) {
	return sequence(ctx, q, "record_changes")
}

func sequence(ctx context.Context, q querier, table string) (last int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?`, table).Scan(&last)
	return last, err
}

// store moves the run's marks to the present and adds to its counts.
func (r *run) store(ctx context.Context, tx *sqlite.Tx, sum Summary) error {
	if r == nil {
		return nil
	}
	var err error
	if r.seqTo, err = lastSeq(ctx, tx); err != nil {
		return err
	}
	if r.change, err = lastChange(ctx, tx); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE record_runs SET seq_to = ?, change_to = ?, added = added + ?, updated = updated + ?, deleted = deleted + ? WHERE id = ?`,
		r.seqTo, r.change, sum.Added, sum.Updated, sum.Deleted, r.id)
	return err
}

// number is 0 for a write without a run.
func (r *run) number() int64 {
	if r == nil {
		return 0
	}
	return r.id
}

// because notes why the run deleted what it has not seen.
func (r *run) because(ctx context.Context, tx *sqlite.Tx, reason string) error {
	if r == nil {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE record_runs SET reason = ? WHERE id = ?`, reason, r.id)
	return err
}

// cleared moves the marks after rows were deleted for good.
func (r *run) cleared(ctx context.Context, tx *sqlite.Tx, rows int) error {
	if r == nil {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `UPDATE record_runs SET cleared = cleared + ? WHERE id = ?`, rows, r.id); err != nil {
		return err
	}
	return r.store(ctx, tx, Summary{})
}
