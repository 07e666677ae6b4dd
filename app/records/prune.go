package records

import (
	"context"

	"patchbay/app/sqlite"
)

// PruneQuery says up to which record payloads go (http-api.md §7.5).
type PruneQuery struct {
	Target
	UntilCursor string // inclusive
	Limit       int    // 0 is 1,000
}

// Pruned is the answer: HasMore is true when something was pruned and the last was not the cursor's record.
type Pruned struct {
	Count   int
	HasMore bool
}

const pruneLimit = 1000

// Prune empties the payloads of the oldest records up to the cursor, those already empty not counted. Times of change
// stay. Earlier payloads of these records leave the history too: what is pruned is gone. Faults: "server_error" for a
// malformed cursor.
func (s *Service) Prune(ctx context.Context, q PruneQuery) (Pruned, error) {
	until, err := readCursor(q.UntilCursor)
	if err != nil {
		return Pruned{}, err
	}
	if q.Limit <= 0 {
		q.Limit = pruneLimit
	}
	var result Pruned
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		set, err := findSet(ctx, tx, q.Target)
		if err != nil || set == nil {
			return err
		}
		due, err := dueForPruning(ctx, tx, set.id, until, q.Limit)
		if err != nil || len(due) == 0 {
			return err
		}
		for i := range due {
			if err := prune(ctx, tx, set.id, &due[i]); err != nil {
				return err
			}
			set.bytes -= due[i].size
		}
		result = Pruned{Count: len(due), HasMore: due[len(due)-1].position() != until}
		return set.store(ctx, tx)
	})
	if err == nil && result.Count > 0 {
		s.hint(q.Target)
	}
	return result, s.db.Fault(err)
}

func dueForPruning(ctx context.Context, tx *sqlite.Tx, setID int64, until position, limit int) (due []record, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT seq, external_id, updated_at, uuid, octet_length(payload) FROM records
		WHERE set_id = ? AND (updated_at, uuid) <= (?, ?) AND pruned_at IS NULL ORDER BY updated_at, uuid LIMIT ?`,
		setID, until.at, until.uuid[:], limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var r record
		var id []byte
		if err := rows.Scan(&r.seq, &r.id, &r.updatedAt, &id, &r.size); err != nil {
			return nil, err
		}
		copy(r.uuid[:], id)
		due = append(due, r)
	}
	return due, rows.Err()
}

func prune(ctx context.Context, tx *sqlite.Tx, setID int64, r *record) error {
	_, err := tx.ExecContext(ctx, `UPDATE records SET payload = NULL, pruned_at = ? WHERE seq = ?`, sqlite.Micros(tx.Now), r.seq)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE record_changes SET before = NULL WHERE set_id = ? AND external_id = ?`, setID, r.id)
	}
	return err
}
