package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// statements keeps what a pool runs again prepared: SQLite takes longer to parse most of our statements than to run them.
type statements struct {
	pool *sql.DB

	mu   sync.Mutex
	kept map[string]*sql.Stmt
	seen map[string]struct{} // ran once
}

const (
	maxKept = 256  // each takes a few kilobytes on each connection; later ones are parsed every time
	maxSeen = 1024 // texts made for one occasion, such as lists of any length, are forgotten
)

func newStatements(pool *sql.DB) *statements {
	return &statements{pool: pool, kept: map[string]*sql.Stmt{}, seen: map[string]struct{}{}}
}

// find returns the prepared statement with the text, nil when there is none; due tells that it should be prepared now.
func (s *statements) find(query string) (stmt *sql.Stmt, due bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stmt = s.kept[query]
	if stmt != nil || len(s.kept) >= maxKept {
		return stmt, false
	}
	if _, due = s.seen[query]; due {
		delete(s.seen, query)
		return nil, true
	}
	if len(s.seen) >= maxSeen {
		clear(s.seen)
	}
	s.seen[query] = struct{}{}
	return nil, false
}

// prepare needs a free connection. It returns nil when SQLite refuses the text: whoever runs it gets the error.
func (s *statements) prepare(ctx context.Context, query string) *sql.Stmt {
	stmt, err := s.pool.PrepareContext(ctx, query) //nolint:sqlclosecheck // kept until the pool closes
	if err != nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if other := s.kept[query]; other != nil {
		defer stmt.Close() // somebody was faster
		return other
	}
	s.kept[query] = stmt
	return stmt
}

// Reader is a pool of connections that refuse to write. Its QueryContext and QueryRowContext prepare what they run again.
type Reader struct {
	*sql.DB
	statements *statements
}

func (r *Reader) prepared(ctx context.Context, query string) *sql.Stmt {
	stmt, due := r.statements.find(query)
	if due {
		return r.statements.prepare(ctx, query)
	}
	return stmt
}

// QueryContext is that of sql.DB.
func (r *Reader) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if stmt := r.prepared(ctx, query); stmt != nil { //nolint:sqlclosecheck // kept
		return stmt.QueryContext(ctx, args...)
	}
	return r.DB.QueryContext(ctx, query, args...)
}

// QueryRowContext is that of sql.DB.
func (r *Reader) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if stmt := r.prepared(ctx, query); stmt != nil { //nolint:sqlclosecheck // kept
		return stmt.QueryRowContext(ctx, args...)
	}
	return r.DB.QueryRowContext(ctx, query, args...)
}

// prepared is the statement for this transaction. One that should be prepared has to wait until the transaction, which
// holds the only connection, has ended.
func (tx *Tx) prepared(ctx context.Context, query string) *sql.Stmt {
	stmt, due := tx.statements.find(query)
	if due {
		tx.due = append(tx.due, query)
	}
	if stmt == nil {
		return nil
	}
	return tx.StmtContext(ctx, stmt)
}

// ExecContext is that of sql.Tx, prepared when the text ran before.
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if stmt := tx.prepared(ctx, query); stmt != nil { //nolint:sqlclosecheck // the transaction closes it
		return stmt.ExecContext(ctx, args...)
	}
	return tx.Tx.ExecContext(ctx, query, args...)
}

// QueryRowContext is that of sql.Tx, prepared when the text ran before; the row must be scanned before the next one is asked
// for. QueryContext stays as it is: the rows of a prepared statement would end where somebody runs it again between them.
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if stmt := tx.prepared(ctx, query); stmt != nil { //nolint:sqlclosecheck // the transaction closes it
		return stmt.QueryRowContext(ctx, args...)
	}
	return tx.Tx.QueryRowContext(ctx, query, args...)
}
