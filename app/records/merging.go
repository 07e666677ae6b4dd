package records

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// Merging is the strategy ignore_if_modified_after of one run and model: rows that somebody else wrote since the run
// looked are not overwritten (functions.md §4.8). A nil *Merging is the strategy override.
type Merging struct {
	mu   sync.Mutex
	upTo position // rows after it are protected; zero: the set was empty, nothing is
}

// StartMerging takes the place of the model's last record as the point up to which the run may overwrite.
func (s *Service) StartMerging(ctx context.Context, t Target) (*Merging, error) {
	set, err := findSet(ctx, s.db.Reader(), t)
	if err != nil || set == nil {
		return &Merging{}, s.db.Fault(err)
	}
	m := &Merging{}
	var id []byte
	err = s.db.Reader().QueryRowContext(ctx, `SELECT updated_at, uuid FROM records WHERE set_id = ? ORDER BY updated_at DESC, uuid DESC LIMIT 1`, set.id).
		Scan(&m.upTo.at, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return m, nil
	}
	copy(m.upTo.uuid[:], id)
	return m, s.db.Fault(err)
}

func (m *Merging) protects(p position) bool {
	if m == nil {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.upTo != (position{}) && p.after(m.upTo)
}

// move follows the run: after each batch the last record that it modified is the new point.
func (m *Merging) move(to position) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.upTo = to
}
