package records

import (
	"context"
	"database/sql"
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

	byIDBackwards Order = "id backwards" // for reaching places from the end
)

var orderSQL = map[Order]string{
	Newest:        `updated_at DESC, uuid DESC`,
	Oldest:        `updated_at, uuid`,
	ByID:          `external_id`,
	byIDBackwards: `external_id DESC`,
}

// operator compares a row's key with that of a row before it.
func (o Order) operator() string {
	if o == Newest || o == byIDBackwards {
		return ` <`
	}
	return ` >`
}

func (o Order) byID() bool { return o == ByID || o == byIDBackwards }

// keyColumns are what a searchEnd holds of a row.
func (o Order) keyColumns() string {
	if o.byID() {
		return `0, x'', external_id`
	}
	return `updated_at, uuid, ''`
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
	Run                 string          // id of the run that changed it last; "" when no run did, or its history is gone
}

// BrowsePage is one window. While Complete is false a search is still going: Total is what it has found so far, and
// asking again takes it further.
type BrowsePage struct {
	Rows     []Row
	Total    int
	Complete bool
}

// Browse returns a window of a set, for a list that people scroll. Without a search it is exact; a deep offset is
// walked to once from the nearest end, and again when the set changes.
// A search reads some megabytes of payloads in each call and remembers what it found, until the set changes.
func (s *Service) Browse(ctx context.Context, q BrowseQuery) (BrowsePage, error) {
	page := BrowsePage{Rows: []Row{}, Complete: true}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	if orderSQL[q.Order] == "" || q.Order == byIDBackwards {
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
	if q.Offset >= page.Total {
		return page, nil
	}
	if page.Total == set.total() {
		q.Action = "" // a filter that all pass only costs time
	}
	first, found, err := s.begin(ctx, q, set, page.Total)
	if err != nil || !found {
		return page, s.db.Fault(err)
	}
	condition, args := first.bound(q.Order, q.Order.operator()+`=`)
	page.Rows, err = s.window(ctx, q, `set_id = ?`+actionSQL(q.Action)+condition, append([]any{set.id}, args...)...)
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

// window reads rows for people, the first of those that the condition picks.
func (s *Service) window(ctx context.Context, q BrowseQuery, condition string, args ...any) ([]Row, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+recordColumns+`, (SELECT run FROM record_runs WHERE id = records.run) FROM records
		WHERE `+condition+` ORDER BY `+orderSQL[q.Order]+` LIMIT ?`, append(args, q.Limit)...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	found := []Row{}
	for rows.Next() {
		var r record
		var run sql.NullString
		if err := r.scan(rows, &run); err != nil {
			return nil, err
		}
		row := r.shown()
		row.Run = run.String
		found = append(found, row)
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
