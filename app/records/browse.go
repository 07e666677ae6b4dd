package records

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"patchbay/app/sqlite"
)

// Order is how the browser sorts.
type Order string

// The orders. The empty one is Newest.
const (
	Newest Order = "newest" // last change first
	Oldest Order = "oldest"
	ByID   Order = "id" // by external id, in the order of its bytes
)

var orderSQL = map[Order]string{
	Newest: `updated_at DESC, uuid DESC`,
	Oldest: `updated_at, uuid`,
	ByID:   `external_id`,
}

// BrowseQuery asks for one window of a set for people.
type BrowseQuery struct {
	Target
	Search string // text in the id or the payload, ASCII letters in any case; "" is all
	Action Action // "" is all
	Offset int
	Limit  int // 0 is 100
	Order  Order
}

// Row is one record for people.
type Row struct {
	ID                  string
	Action              Action
	FirstSeen, Modified time.Time
	Deleted, Pruned     *time.Time
	Payload             json.RawMessage // nil when pruned
}

// BrowsePage is one window. While Complete is false a search is still going: Total is what it has found so far, and
// asking again takes it further.
type BrowsePage struct {
	Rows     []Row
	Total    int
	Complete bool
}

// Browse returns a window of a set, for a list that people scroll. Without a search it is exact and quick at any offset.
// A search reads some megabytes of payloads in each call and remembers what it found, until the set changes.
func (s *Service) Browse(ctx context.Context, q BrowseQuery) (BrowsePage, error) {
	page := BrowsePage{Rows: []Row{}, Complete: true}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	if orderSQL[q.Order] == "" {
		q.Order = Newest
	}
	q.Offset = max(q.Offset, 0)
	set, err := findSet(ctx, s.db.Reader(), q.Target)
	if err != nil || set == nil {
		return page, s.db.Fault(err)
	}
	if q.Search != "" {
		page, err = s.searched(ctx, q, set)
		return page, s.db.Fault(err)
	}
	page.Total = set.matching(q.Action)
	page.Rows, err = s.window(ctx, q, `seq IN (SELECT seq FROM records WHERE set_id = ?`+actionSQL(q.Action)+
		` ORDER BY `+orderSQL[q.Order]+` LIMIT ? OFFSET ?)`, set.id, q.Limit, q.Offset)
	return page, s.db.Fault(err)
}

func (s *set) matching(a Action) int {
	for state, action := range actions {
		if a == action {
			return int(s.states[state])
		}
	}
	return s.total()
}

func actionSQL(a Action) string {
	switch a {
	case Added:
		return ` AND action = 0`
	case Updated:
		return ` AND action = 1`
	case Deleted:
		return ` AND action = 2`
	}
	return ""
}

// window reads rows for people. The condition picks them by seq alone, so that skipped rows are never read.
func (s *Service) window(ctx context.Context, q BrowseQuery, condition string, args ...any) ([]Row, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+recordColumns+` FROM records WHERE `+condition+` ORDER BY `+orderSQL[q.Order], args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	found := []Row{}
	for rows.Next() {
		var r record
		if err := r.scan(rows); err != nil {
			return nil, err
		}
		found = append(found, r.shown())
	}
	return found, rows.Err()
}

func (r *record) shown() Row {
	row := Row{ID: r.id, Action: actions[r.action], FirstSeen: sqlite.Time(r.createdAt), Modified: sqlite.Time(r.updatedAt)}
	if r.deletedAt.Valid {
		at := sqlite.Time(r.deletedAt.Int64)
		row.Deleted = &at
	}
	if r.prunedAt.Valid {
		at := sqlite.Time(r.prunedAt.Int64)
		row.Pruned = &at
	}
	if r.payload.Valid {
		row.Payload = json.RawMessage(r.payload.String)
	}
	return row
}

// likePattern is a text anywhere, in SQL's LIKE with \ before what is meant as it stands.
func likePattern(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text) + "%"
}
