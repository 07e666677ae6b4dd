package records

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/sqlite"
)

// How a record changed, as record_changes keeps it.
const (
	kindNone     = iota - 1 // nothing that history tells
	kindRestored            // saved again after a deletion
	kindUpdated
	kindDeleted // by batchDelete
	kindUnseen  // by delete detection
	kindCleared
)

const historyRows = 50 // rows copied by one statement

// keepHistory copies what the rows were before the batch.
func (b *batch) keepHistory(ctx context.Context) error {
	byKind := map[int][]int64{}
	for i := range b.changes {
		if c := &b.changes[i]; c.kind != kindNone {
			byKind[c.kind] = append(byKind[c.kind], c.seq)
		}
	}
	for kind, seqs := range byKind {
		if err := b.run.keep(ctx, b.tx, kind, seqs); err != nil {
			return err
		}
	}
	return nil
}

// The same run may write a row several times. The first time keeps what it was, unless the run itself has made it;
// later ones only correct what happened. A payload that the first time left in its place has to be copied now.
const (
	amendSQL = `UPDATE record_changes SET kept = 0, before = iif(kept, (SELECT payload FROM records r WHERE r.seq = record_changes.seq), before),
			kind = CASE WHEN ?1 BETWEEN 2 AND 4 THEN ?1 WHEN before_deleted THEN 0 ELSE 1 END
		WHERE run = ?2 AND id IN (SELECT (SELECT max(c.id) FROM record_changes c WHERE c.set_id = r.set_id AND c.external_id = r.external_id AND c.seq = r.seq)
			FROM records r WHERE r.run = ?2 AND r.seq IN (%s))`
	keepSQL = `INSERT INTO record_changes (set_id, external_id, seq, run, first_run, kind, before_deleted, kept, before)
		SELECT set_id, external_id, seq, ?2, first_run, ?1, action = 2, ?1 = 3, iif(?1 = 3, NULL, payload)
		FROM records WHERE run <> ?2 AND seq IN (%s)`
)

// keep notes rows before they change. The payload of unseen ones stays where it is, so it is not copied.
func (r *run) keep(ctx context.Context, tx *sqlite.Tx, kind int, seqs []int64) error {
	if r == nil {
		return nil
	}
	for _, text := range []string{amendSQL, keepSQL} {
		// The driver takes ?1 for a name, so the two numbers are part of the text.
		text = strings.NewReplacer("?1", strconv.Itoa(kind), "?2", strconv.FormatInt(r.id, 10), "%s", marks(historyRows)).Replace(text)
		stmt, err := tx.PrepareContext(ctx, text) //nolint:sqlclosecheck // closed below; the transaction closes it on an error
		if err != nil {
			return err
		}
		for group := range slices.Chunk(seqs, historyRows) {
			if _, err := stmt.ExecContext(ctx, places(group)...); err != nil {
				return err
			}
		}
		if err := stmt.Close(); err != nil {
			return err
		}
	}
	return nil
}

// places fills the fixed number of places in a statement; naming a row twice changes nothing.
func places(seqs []int64) []any {
	args := make([]any, historyRows)
	for i := range args {
		args[i] = seqs[min(i, len(seqs)-1)]
	}
	return args
}

// prunePage is how many rows of history one transaction removes, so that writers wait little.
const prunePage = 5000

// pruneHistory removes the oldest runs' history of a set beyond the bounds.
func (s *Service) pruneHistory(ctx context.Context, setID int64) error {
	upTo, err := s.surplus(ctx, setID)
	if err != nil || upTo == nil {
		return s.db.Fault(err)
	}
	for {
		var removed int64
		err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
			done, err := tx.ExecContext(ctx, `DELETE FROM record_changes WHERE id IN
				(SELECT id FROM record_changes WHERE id <= ? AND set_id = ? ORDER BY id LIMIT ?)`, upTo.change, setID, prunePage)
			if err != nil {
				return err
			}
			if removed, err = done.RowsAffected(); err != nil || removed == prunePage {
				return err
			}
			_, err = tx.ExecContext(ctx, `DELETE FROM record_runs WHERE set_id = ? AND id <= ?`, setID, upTo.id)
			return err
		})
		if err != nil || removed < prunePage {
			return err
		}
	}
}

// surplus is the newest run that has to go; nil: none.
func (s *Service) surplus(ctx context.Context, setID int64) (*run, error) {
	var r run
	err := s.db.Reader().QueryRowContext(ctx, `SELECT id, change_to FROM (
			SELECT id, change_to, row_number() OVER (ORDER BY id DESC) AS age,
				sum(updated + deleted + cleared) OVER (ORDER BY id DESC) AS changes
			FROM record_runs WHERE set_id = ?)
		WHERE age > 1 AND (age > ? OR changes > ?) ORDER BY id DESC LIMIT 1`, setID, s.history.Runs, s.history.Changes).
		Scan(&r.id, &r.change)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &r, err
}
