package logs

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"github.com/google/uuid"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// The sizes of a page.
const (
	defaultLimit = 50
	maxLimit     = 500
)

// Filter narrows a list; empty fields do not. Search looks for a text in addresses, titles, errors, lines and bodies.
type Filter struct {
	Kind, State, Integration, Connection, Source, Search string
	Before                                               string // the cursor of the page before
	Limit                                                int    // default 50, at most 500
}

const selectOperation = `SELECT id, environment_id, kind, action, source, state, title, provider, integration, connection, method, url, status,
	attempts, error, started_at, finished_at FROM operations`

// List returns operations, newest first, and the cursor of the next page, empty at the end. A cursor that is none is
// the fault invalid_cursor.
func (s *Store) List(ctx context.Context, environmentID int64, f Filter) ([]Operation, string, error) {
	if err := s.Flush(ctx); err != nil {
		return nil, "", err
	}
	limit := min(f.Limit, maxLimit)
	if limit <= 0 {
		limit = defaultLimit
	}
	where, args, err := f.where(environmentID)
	if err != nil {
		return nil, "", err
	}
	rows, err := s.o.DB.Reader().QueryContext(ctx, selectOperation+where+` ORDER BY id DESC LIMIT ?`, append(args, limit+1)...)
	if err != nil {
		return nil, "", s.o.DB.Fault(err)
	}
	defer rows.Close()
	var list []Operation
	for rows.Next() {
		op, err := scanOperation(rows)
		if err != nil {
			return nil, "", s.o.DB.Fault(err)
		}
		list = append(list, op)
	}
	if err := rows.Err(); err != nil {
		return nil, "", s.o.DB.Fault(err)
	}
	if len(list) > limit {
		return list[:limit], list[limit-1].ID, nil
	}
	return list, "", nil
}

func (f Filter) where(environmentID int64) (string, []any, error) {
	clauses, args := []string{"environment_id = ?"}, []any{environmentID}
	for _, c := range []struct{ column, value string }{
		{"kind", f.Kind}, {"state", f.State}, {"integration", f.Integration}, {"connection", f.Connection}, {"source", f.Source},
	} {
		if c.value != "" {
			clauses, args = append(clauses, c.column+" = ?"), append(args, c.value)
		}
	}
	if f.Before != "" {
		if _, err := uuid.Parse(f.Before); err != nil {
			return "", nil, fault.New(fault.Invalid, "invalid_cursor", "The cursor is not one that a list returned.").
				WithHint("Start again without a cursor.")
		}
		clauses, args = append(clauses, "id < ?"), append(args, f.Before)
	}
	if f.Search != "" {
		like := "%" + escapeLike(f.Search) + "%"
		clauses = append(clauses, searchClause)
		args = append(args, sql.Named("like", like))
	}
	return " WHERE " + strings.Join(clauses, " AND "), args, nil
}

const searchClause = `(title LIKE @like ESCAPE '\' OR url LIKE @like ESCAPE '\' OR integration LIKE @like ESCAPE '\' OR
	connection LIKE @like ESCAPE '\' OR provider LIKE @like ESCAPE '\' OR id LIKE @like ESCAPE '\' OR error LIKE @like ESCAPE '\' OR
	EXISTS (SELECT 1 FROM messages WHERE messages.environment_id = operations.environment_id AND operation_id = operations.id AND
	(text LIKE @like ESCAPE '\' OR exchange LIKE @like ESCAPE '\' OR meta LIKE @like ESCAPE '\')))`

func escapeLike(text string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text)
}

// Get returns one operation with its lines in order, or the fault not_found.
func (s *Store) Get(ctx context.Context, environmentID int64, id string) (Operation, []Message, error) {
	return s.Since(ctx, environmentID, id, 0)
}

// Since returns an operation with the lines that came after the message of that id, or the fault not_found.
func (s *Store) Since(ctx context.Context, environmentID int64, id string, after int64) (Operation, []Message, error) {
	if err := s.Flush(ctx); err != nil {
		return Operation{}, nil, err
	}
	row := s.o.DB.Reader().QueryRowContext(ctx, selectOperation+` WHERE environment_id = ? AND id = ?`, environmentID, id)
	op, err := scanOperation(row)
	if errors.Is(err, sql.ErrNoRows) {
		return Operation{}, nil, notFound()
	}
	if err != nil {
		return Operation{}, nil, s.o.DB.Fault(err)
	}
	messages, err := s.messages(ctx, environmentID, id, after)
	return op, messages, s.o.DB.Fault(err)
}

func (s *Store) messages(ctx context.Context, environmentID int64, id string, after int64) ([]Message, error) {
	rows, err := s.o.DB.Reader().QueryContext(ctx, `SELECT id, operation_id, at, level, text, exchange, kind, source, meta FROM messages
		WHERE environment_id = ? AND operation_id = ? AND id > ? ORDER BY id`, environmentID, id, after)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Message
	for rows.Next() {
		var m Message
		var at int64
		var exchange, kind, source, meta sql.NullString
		if err := rows.Scan(&m.ID, &m.OperationID, &at, &m.Level, &m.Text, &exchange, &kind, &source, &meta); err != nil {
			return nil, err
		}
		m.At, m.Kind, m.Source = sqlite.Time(at), cmp.Or(kind.String, KindLog), cmp.Or(source.String, Internal)
		if exchange.Valid && !kind.Valid {
			m.Kind = KindHTTP
		}
		if meta.Valid {
			m.Meta = json.RawMessage(meta.String)
		}
		if exchange.Valid {
			m.Exchange = &Exchange{}
			if err := json.Unmarshal([]byte(exchange.String), m.Exchange); err != nil {
				return nil, err
			}
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

type scanner interface{ Scan(into ...any) error }

func scanOperation(row scanner) (Operation, error) {
	var op Operation
	var failure sql.NullString
	var started int64
	var finished sql.NullInt64
	err := row.Scan(&op.ID, &op.EnvironmentID, &op.Kind, &op.Action, &op.Source, &op.State, &op.Title, &op.Provider, &op.Integration,
		&op.Connection, &op.Method, &op.URL, &op.Status, &op.Attempts, &failure, &started, &finished)
	if err != nil {
		return op, err
	}
	op.StartedAt = sqlite.Time(started)
	if finished.Valid {
		op.FinishedAt = sqlite.Time(finished.Int64)
	}
	if failure.Valid {
		op.Error = &Failure{}
		err = json.Unmarshal([]byte(failure.String), op.Error)
	}
	return op, err
}

// Clear removes an environment's operations, except those that still run.
func (s *Store) Clear(ctx context.Context, environmentID int64) error {
	if err := s.Flush(ctx); err != nil {
		return err
	}
	err := s.o.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM messages WHERE environment_id = ? AND operation_id NOT IN
			(SELECT id FROM operations WHERE environment_id = ? AND state = 'running')`, environmentID, environmentID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM operations WHERE environment_id = ? AND state <> 'running'`, environmentID)
		return err
	})
	if err == nil && s.o.Bus != nil {
		s.o.Bus.Publish(event.Hint{Topic: event.Operations})
	}
	return err
}
