package schedule

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"patchbay/app/functions"
	"patchbay/app/sqlite"
)

// The states of an entry.
const (
	Started = "started"
	Paused  = "paused"
)

// Entry is one sync on one connection in one variant, with its rhythm.
type Entry struct {
	ID            int64
	EnvironmentID int64
	ConnectionID  int64 // connect.Connection.ID
	Integration   string
	Connection    string
	Sync          string
	Variant       string
	Present       bool          // false: the function is gone or switched off, and the entry waits for it
	State         string        // Started or Paused
	Every         time.Duration // 0: it has no schedule and runs when it is asked to
	Frequency     string        // Every as status shows it: the function's text, or "every 2 hours"
	OwnFrequency  bool          // set for this connection
	NextAt        *time.Time

	anchor  time.Time
	request string // JSON of a run asked for; "" for none
}

// request is a run that somebody asked for. It stays in the row until the run has ended, so that a crash does not lose it.
type request struct {
	Reset      bool   `json:"reset,omitempty"`
	EmptyCache bool   `json:"empty_cache,omitempty"`
	Trigger    string `json:"trigger"`
	At         int64  `json:"at"` // tells two requests apart
}

func (r request) text() string {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // strings, numbers and booleans
	}
	return string(text)
}

// instance names the entry for package functions.
func (e *Entry) instance() functions.Instance {
	return functions.Instance{EnvironmentID: e.EnvironmentID, ConnectionID: e.ConnectionID, Sync: e.Sync, Variant: e.Variant}
}

// scheduled reports whether the entry has a rhythm. One without stays Paused.
func (e *Entry) scheduled() bool { return e.Every > 0 }

// next is when the entry is due after now: on the grid that began at its anchor, so that missed runs become one.
func (e *Entry) next(now time.Time) time.Time {
	if e.Every <= 0 || !now.After(e.anchor) {
		return e.anchor
	}
	steps := (now.Sub(e.anchor) + e.Every - 1) / e.Every
	return e.anchor.Add(steps * e.Every)
}

const columns = `id, environment_id, connection_id, integration, connection, name, variant, present, state, every, frequency, own, anchor, next_at, coalesce(request, '')`

func scan(rows *sql.Rows) (*Entry, error) {
	var e Entry
	var every, anchor int64
	var next sql.NullInt64
	err := rows.Scan(&e.ID, &e.EnvironmentID, &e.ConnectionID, &e.Integration, &e.Connection, &e.Sync, &e.Variant, &e.Present, &e.State,
		&every, &e.Frequency, &e.OwnFrequency, &anchor, &next, &e.request)
	e.Every, e.anchor = time.Duration(every)*time.Microsecond, sqlite.Time(anchor)
	if next.Valid {
		at := sqlite.Time(next.Int64)
		e.NextAt = &at
	}
	return &e, err
}

// querier is a transaction or the reading pool.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func (s *Service) query(ctx context.Context, q querier, where string, args ...any) ([]*Entry, error) {
	rows, err := q.QueryContext(ctx, `SELECT `+columns+` FROM schedules WHERE `+where, args...)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var all []*Entry
	for rows.Next() {
		e, err := scan(rows)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		all = append(all, e)
	}
	return all, s.db.Fault(rows.Err())
}

// of returns an instance's entry, nil when it has none.
func (s *Service) of(ctx context.Context, tx *sqlite.Tx, i functions.Instance) (*Entry, error) {
	found, err := s.query(ctx, tx, "connection_id = ? AND name = ? AND variant = ?", i.ConnectionID, i.Sync, i.Variant)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// save writes what may change of an entry, which must have been read in the same transaction.
func (s *Service) save(ctx context.Context, tx *sqlite.Tx, e *Entry) error {
	var next any
	if e.NextAt != nil {
		next = sqlite.Micros(*e.NextAt)
	}
	_, err := tx.ExecContext(ctx, `UPDATE schedules SET integration = ?, connection = ?, present = ?, state = ?, every = ?, frequency = ?, own = ?, next_at = ?,
		request = nullif(?, '') WHERE id = ?`,
		e.Integration, e.Connection, e.Present, e.State, e.Every.Microseconds(), e.Frequency, e.OwnFrequency, next, e.request, e.ID)
	return s.db.Fault(err)
}

func (s *Service) insert(ctx context.Context, tx *sqlite.Tx, e *Entry) error {
	var next any
	if e.NextAt != nil {
		next = sqlite.Micros(*e.NextAt)
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO schedules (environment_id, connection_id, integration, connection, name, variant, present, state, every, frequency, own,
		anchor, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
		e.EnvironmentID, e.ConnectionID, e.Integration, e.Connection, e.Sync, e.Variant, e.Present, e.State, e.Every.Microseconds(), e.Frequency,
		sqlite.Micros(tx.Now), next, sqlite.Micros(tx.Now))
	return s.db.Fault(err)
}
