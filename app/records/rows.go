package records

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// row is what a batch needs to know of a stored record; the payload stays in the database. What follows pruned is read
// only of rows that may be written.
type row struct {
	seq       int64
	action    int64
	same      bool // has the hash of what the batch brings
	pruned    bool
	createdAt int64
	updatedAt int64
	uuid      uuid.UUID
	run       int64
	size      int64 // of the payload, in bytes
}

func (r *row) position() position { return position{at: r.updatedAt, uuid: r.uuid} }

const findRows = 250 // ids or rows looked up by one statement

var (
	findSQL = `SELECT external_id, seq, hash, action, pruned_at IS NOT NULL FROM records WHERE set_id = ? AND external_id IN (` + marks(findRows) + `)`

	detailSQL = `SELECT seq, created_at, updated_at, uuid, run, coalesce(octet_length(payload), 0) FROM records WHERE seq IN (` + marks(findRows) + `)`
)

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// find reads the stored rows of the batch's ids, and the details of those that the batch may write: in an unchanged
// list that is none, and most lists are.
func (b *batch) find(ctx context.Context, items []item) error {
	b.rows = make([]*row, len(items))
	if b.set.total() == 0 {
		return nil
	}
	places := make(map[string]int, len(items))
	ids := make([]any, len(items))
	for i, it := range items {
		places[it.id], ids[i] = i, it.id
	}
	found := make([]row, 0, len(items)) // never grows beyond its capacity, so pointers into it hold
	err := b.lookUp(ctx, findSQL, []any{b.set.id}, ids, func(rows *sql.Rows) error {
		var r row
		var id, hash sql.RawBytes
		if err := rows.Scan(&id, &r.seq, &hash, &r.action, &r.pruned); err != nil {
			return err
		}
		place := places[string(id)]
		r.same = string(hash) == string(items[place].hash[:])
		found = append(found, r)
		b.rows[place] = &found[len(found)-1]
		return nil
	})
	if err != nil {
		return err
	}
	return b.detail(ctx, found)
}

func (b *batch) detail(ctx context.Context, found []row) error {
	due := map[int64]*row{}
	seqs := []any{}
	for i := range found {
		if r := &found[i]; b.deletes || !r.same || r.pruned || r.action == stateDeleted {
			due[r.seq] = r
			seqs = append(seqs, r.seq)
		}
	}
	return b.lookUp(ctx, detailSQL, nil, seqs, func(rows *sql.Rows) error {
		var seq int64
		var d row
		var id sql.RawBytes
		if err := rows.Scan(&seq, &d.createdAt, &d.updatedAt, &id, &d.run, &d.size); err != nil {
			return err
		}
		r := due[seq]
		r.createdAt, r.updatedAt, r.run, r.size = d.createdAt, d.updatedAt, d.run, d.size
		copy(r.uuid[:], id)
		return nil
	})
}

// lookUp runs a statement with findRows places for each group of keys, and hands every row to scan.
func (b *batch) lookUp(ctx context.Context, query string, fixed, keys []any, scan func(*sql.Rows) error) error {
	if len(keys) == 0 {
		return nil
	}
	stmt, err := b.tx.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { _ = stmt.Close() }() // ends with the transaction
	for group := range slices.Chunk(keys, findRows) {
		args := append(slices.Clone(fixed), group...)
		for len(args) < len(fixed)+findRows { // naming a key twice changes nothing
			args = append(args, group[0])
		}
		if err := each(ctx, stmt, args, scan); err != nil {
			return err
		}
	}
	return nil
}

func each(ctx context.Context, stmt *sql.Stmt, args []any, scan func(*sql.Rows) error) error {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
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
	stmt, err := b.insertStatement(ctx, fixed, len(group)) //nolint:sqlclosecheck // the transaction closes it
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
	defer update.Close()
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
