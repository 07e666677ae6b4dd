package records

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"patchbay/app/sqlite"
)

// Query asks for a page of a set, in the order of the API: last change, then UUID (http-api.md §7).
type Query struct {
	Target
	Cursor        string     // only records after it; "" is from the start
	Limit         int        // 0 is 100
	Filter        string     // comma list of added, updated and deleted, in any case; see http-api.md §7.3 for its quirks
	ModifiedAfter *time.Time // inclusive
	IDs           []string   // external ids; empty: all
	MaxBytes      int        // cuts a page short once its records have so many bytes; 0 is no limit
}

// Page is one page: wire objects of http-api.md §7.4, and the cursor of the last of them when more exist.
type Page struct {
	Records    []json.RawMessage
	NextCursor *string
}

const defaultLimit = 100

const recordColumns = `uuid, external_id, action, created_at, updated_at, deleted_at, pruned_at, payload`

// List returns a page. A set that nothing was ever saved to is empty. Faults: "server_error" for a malformed cursor,
// as the API answers.
func (s *Service) List(ctx context.Context, q Query) (Page, error) {
	page := Page{Records: []json.RawMessage{}}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	var after position
	if q.Cursor != "" {
		var err error
		if after, err = readCursor(q.Cursor); err != nil {
			return page, err
		}
	}
	set, err := findSet(ctx, s.db.Reader(), q.Target)
	if err != nil || set == nil {
		return page, s.db.Fault(err)
	}
	query, args := q.sql(set.id, after)
	rows, err := s.db.Reader().QueryContext(ctx, query, args...)
	if err != nil {
		return page, s.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	var bytes int
	var last record
	for rows.Next() {
		if len(page.Records) == q.Limit || q.MaxBytes > 0 && bytes >= q.MaxBytes {
			cursor := last.position().cursor()
			page.NextCursor = &cursor
			break
		}
		if err := last.scan(rows); err != nil {
			return page, s.db.Fault(err)
		}
		wire := last.wire()
		bytes += len(wire)
		page.Records = append(page.Records, wire)
	}
	return page, s.db.Fault(rows.Err())
}

func (q *Query) sql(setID int64, after position) (string, []any) {
	var b strings.Builder
	b.WriteString(`SELECT ` + recordColumns + ` FROM records WHERE set_id = ?`)
	args := []any{setID}
	if q.Cursor != "" {
		b.WriteString(` AND (updated_at, uuid) > (?, ?)`)
		args = append(args, after.at, after.uuid[:])
	}
	if q.ModifiedAfter != nil {
		b.WriteString(` AND updated_at >= ?`)
		args = append(args, sqlite.Micros(*q.ModifiedAfter))
	}
	if len(q.IDs) > 0 {
		b.WriteString(` AND external_id IN (` + marks(len(q.IDs)) + `)`)
		for _, id := range q.IDs {
			args = append(args, id)
		}
	}
	b.WriteString(filterSQL(q.Filter) + ` ORDER BY updated_at, uuid LIMIT ?`)
	return b.String(), append(args, q.Limit+1)
}

// filterSQL is the table of http-api.md §7.3, quirks and all.
func filterSQL(filter string) string {
	if filter == "" {
		return ""
	}
	words := strings.Split(strings.ToLower(filter), ",")
	added, updated, deleted := slices.Contains(words, "added"), slices.Contains(words, "updated"), slices.Contains(words, "deleted")
	switch {
	case len(words) > 1 && words[0] == words[1] && len(slices.Compact(slices.Clone(words))) == 1:
		return "" // a doubled word filters nothing
	case added && updated:
		return ` AND action <> 2`
	case added:
		return ` AND action = 0`
	case updated:
		return ` AND action = 1`
	case deleted:
		return ` AND action = 2`
	}
	return ""
}

// ByIDs returns the records with the external ids, deleted ones too, oldest change first; missing ones are left out.
func (s *Service) ByIDs(ctx context.Context, t Target, ids []string) ([]json.RawMessage, error) {
	records := []json.RawMessage{}
	for group := range slices.Chunk(ids, 500) {
		page, err := s.List(ctx, Query{Target: t, IDs: group, Limit: len(group)})
		if err != nil {
			return nil, err
		}
		records = append(records, page.Records...)
	}
	return records, nil
}

// record is a stored record with its payload.
type record struct {
	row
	id        string
	deletedAt sql.NullInt64
	prunedAt  sql.NullInt64
	payload   sql.NullString
	clock     clock
}

// scan reads recordColumns, and what was selected after them into more.
func (r *record) scan(from interface{ Scan(...any) error }, more ...any) error {
	var id []byte
	into := append([]any{&id, &r.id, &r.action, &r.createdAt, &r.updatedAt, &r.deletedAt, &r.prunedAt, &r.payload}, more...)
	if err := from.Scan(into...); err != nil {
		return err
	}
	copy(r.uuid[:], id)
	return nil
}
