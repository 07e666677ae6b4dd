package records

import (
	"context"
	"database/sql"
	"errors"
	"math"
)

// mark is a moment in a set's history: everything up to this change and this row had happened.
type mark struct{ change, seq int64 }

// now is later than every mark.
var now = mark{math.MaxInt64, math.MaxInt64}

// state is what a record was at a mark.
type state struct {
	exists  bool
	deleted bool
	payload sql.NullString // not valid: pruned
}

func (s state) live() bool { return s.exists && !s.deleted }

// stateAt follows a record back in time: the first change after the mark tells what it was before; without one it is
// as it is now. A row that was made after the mark did not exist.
func stateAt(ctx context.Context, q querier, setID int64, externalID string, m mark) (state, error) {
	var change, seq int64
	var s state
	err := q.QueryRowContext(ctx, `SELECT id, seq, before_deleted FROM record_changes WHERE set_id = ? AND external_id = ? AND id > ? ORDER BY id LIMIT 1`,
		setID, externalID, m.change).Scan(&change, &seq, &s.deleted)
	if errors.Is(err, sql.ErrNoRows) {
		return present(ctx, q, setID, externalID, m)
	}
	if err != nil || seq > m.seq {
		return state{}, err
	}
	s.exists = true
	// A payload that stayed where it was is found with the next change that replaced it, or is still in the row.
	err = q.QueryRowContext(ctx, `SELECT before FROM record_changes WHERE set_id = ? AND external_id = ? AND id >= ? AND kept = 0 ORDER BY id LIMIT 1`,
		setID, externalID, change).Scan(&s.payload)
	if errors.Is(err, sql.ErrNoRows) {
		current, err := present(ctx, q, setID, externalID, now)
		s.payload = current.payload
		return s, err
	}
	return s, err
}

func present(ctx context.Context, q querier, setID int64, externalID string, m mark) (state, error) {
	var s state
	var seq int64
	err := q.QueryRowContext(ctx, `SELECT seq, action = 2, payload FROM records WHERE set_id = ? AND external_id = ?`, setID, externalID).
		Scan(&seq, &s.deleted, &s.payload)
	if errors.Is(err, sql.ErrNoRows) {
		return state{}, nil
	}
	if err != nil || seq > m.seq {
		return state{}, err
	}
	s.exists = true
	return s, nil
}
