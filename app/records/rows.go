package records

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// row is what a batch needs to know of a stored record; the payload stays in the database.
type row struct {
	seq       int64
	hash      []byte
	action    int
	createdAt int64
	updatedAt int64
	deletedAt sql.NullInt64
	pruned    bool
	uuid      uuid.UUID
	run       int64
	size      int64 // of the payload, in bytes
}

func (r *row) position() position { return position{at: r.updatedAt, uuid: r.uuid} }

func (r *row) deleted() *int64 {
	if !r.deletedAt.Valid {
		return nil
	}
	return &r.deletedAt.Int64
}

const findRows = 250 // ids looked up by one statement

var findSQL = `SELECT external_id, seq, hash, action, created_at, updated_at, deleted_at, pruned_at IS NOT NULL, uuid, run, coalesce(octet_length(payload), 0)
	FROM records WHERE set_id = ? AND external_id IN (` + marks(findRows) + `)`

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// find reads the stored rows of the batch's ids.
func (b *batch) find(ctx context.Context, items []item) error {
	b.rows = make(map[string]*row, len(items))
	if b.set.total() == 0 {
		return nil
	}
	stmt, err := b.tx.PrepareContext(ctx, findSQL)
	if err != nil {
		return err
	}
	defer func() { _ = stmt.Close() }() // ends with the transaction
	found := make([]row, 0, len(items))
	for group := range slices.Chunk(items, findRows) {
		args := make([]any, 1, 1+findRows)
		args[0] = b.set.id
		for _, it := range group {
			args = append(args, it.id)
		}
		for len(args) < 1+findRows { // the statement has a fixed number of places
			args = append(args, group[0].id)
		}
		if found, err = b.scan(ctx, stmt, args, found); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) scan(ctx context.Context, stmt *sql.Stmt, args []any, found []row) ([]row, error) {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return found, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var id string
		var raw sql.RawBytes
		var r row
		err := rows.Scan(&id, &r.seq, &r.hash, &r.action, &r.createdAt, &r.updatedAt, &r.deletedAt, &r.pruned, &raw, &r.run, &r.size)
		if err != nil {
			return found, err
		}
		copy(r.uuid[:], raw)
		found = append(found, r) // never grows beyond its capacity, so the pointers hold
		b.rows[id] = &found[len(found)-1]
	}
	return found, rows.Err()
}

const insertColumns = `(set_id, created_at, updated_at, first_run, run, external_id, hash, action, deleted_at, uuid, payload)`

// insertGroup stores up to insertRows rows with one statement; fixed holds the numbers that all of them share.
func (b *batch) insertGroup(ctx context.Context, fixed string, group []insertion) error {
	args := make([]any, 0, 6*len(group))
	for i := range group {
		row := &group[i]
		var deleted any
		if row.deletedAt != nil {
			deleted = *row.deletedAt
		}
		args = append(args, row.id, row.hash[:], row.action, deleted, row.uuid[:], row.text)
	}
	stmt, err := b.insertStatement(ctx, fixed, len(group))
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}

// insertStatement keeps the statement for full groups; the last group has its own.
func (b *batch) insertStatement(ctx context.Context, fixed string, rows int) (*sql.Stmt, error) {
	if rows == insertRows && b.insertFull != nil {
		return b.insertFull, nil
	}
	places := strings.TrimSuffix(strings.Repeat(fixed+"?,?,?,?,?,?),", rows), ",")
	stmt, err := b.tx.PrepareContext(ctx, `INSERT INTO records `+insertColumns+` VALUES `+places)
	if err == nil && rows == insertRows {
		b.insertFull = stmt
	}
	return stmt, err
}

const updateSQL = `UPDATE records SET hash = ?, action = ?, created_at = ?, updated_at = ?, deleted_at = ?, run = ?, pruned_at = NULL, payload = ? WHERE seq = ?`

// writeChanges keeps what the history needs and then gives the rows their new values.
func (b *batch) writeChanges(ctx context.Context) error {
	if len(b.changes) == 0 {
		return nil
	}
	if err := b.keepHistory(ctx); err != nil {
		return err
	}
	update, err := b.tx.PrepareContext(ctx, updateSQL)
	if err != nil {
		return err
	}
	for i := range b.changes {
		c := &b.changes[i]
		var deleted any
		if c.deletedAt != nil {
			deleted = *c.deletedAt
		}
		if _, err := update.ExecContext(ctx, c.hash, c.action, c.createdAt, c.updatedAt, deleted, b.version(c), *c.text, c.seq); err != nil {
			return err
		}
	}
	return nil
}

// version is the run whose work the row's content is after the change.
func (b *batch) version(c *change) int64 {
	if c.kind == kindNone {
		return c.run
	}
	return b.run.number()
}
