package records

import (
	"context"
	"database/sql"
	"errors"
	"slices"
)

const (
	landmarksKept = 1000 // rows of one list whose offset is remembered
	listsKept     = 8    // lists whose landmarks are remembered
)

// list is one way through a set. It ends with the set's next change: version is the newest time in the set, and its size
// for what does not move times.
type list struct {
	target  Target
	action  Action
	order   Order
	version [3]int64
}

func listOf(q BrowseQuery, set *set) list {
	return list{q.Target, q.Action, q.Order, [3]int64{set.lastAt, set.bytes, int64(set.total())}}
}

// landmark is a row by its offset in a list. Whoever knows one near a wanted offset walks from there instead of from the
// start, which is most of the time that a deep window takes.
type landmark struct {
	offset int
	row    searchEnd
}

// landmarks are those of one list, by offset.
type landmarks struct {
	list  list
	known []landmark
}

// begin finds the row at the query's offset, from the nearest row known: a landmark, the list's start or its end.
// A row that has not begun is before the start, and !found means that the list is shorter than was counted.
func (s *Service) begin(ctx context.Context, q BrowseQuery, set *set, total int) (row searchEnd, found bool, err error) {
	if q.Offset == 0 {
		return searchEnd{}, true, nil
	}
	key := listOf(q, set)
	near := s.nearest(key, q.Offset, total)
	skip, backwards := q.Offset-near.offset, near.offset > q.Offset
	if backwards {
		skip = -skip - 1
	}
	row, err = s.walk(ctx, q, set.id, near, skip, backwards)
	if errors.Is(err, sql.ErrNoRows) {
		return row, false, nil
	}
	if err == nil {
		s.mark(key, landmark{q.Offset, row})
	}
	return row, err == nil, err
}

// walk reads the key of the row that many rows after a landmark, or before it, from the index alone where it can.
func (s *Service) walk(ctx context.Context, q BrowseQuery, setID int64, from landmark, skip int, backwards bool) (row searchEnd, err error) {
	order := q.Order
	if backwards {
		order = map[Order]Order{Newest: Oldest, Oldest: Newest, ByID: byIDBackwards}[q.Order]
	}
	condition, args := "", []any(nil)
	if from.row.begun {
		operator := order.operator()
		if !backwards {
			operator += `=` // counted from the landmark itself
		}
		condition, args = from.row.bound(order, operator)
	}
	var id []byte
	err = s.db.Reader().QueryRowContext(ctx, `SELECT `+order.keyColumns()+` FROM records WHERE set_id = ?`+actionSQL(q.Action)+condition+
		` ORDER BY `+orderSQL[order]+` LIMIT 1 OFFSET ?`, append(append([]any{setID}, args...), skip)...).Scan(&row.at, &id, &row.id)
	copy(row.uuid[:], id)
	row.begun = true
	return row, err
}

// nearest is the landmark, the start or the end that is fewest rows away from an offset.
func (s *Service) nearest(key list, offset, total int) landmark {
	near := landmark{}
	if total-offset < offset {
		near.offset = total
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.landmarks, func(p *landmarks) bool { return p.list == key })
	if at < 0 {
		return near
	}
	known := s.landmarks[at].known
	next, _ := slices.BinarySearchFunc(known, offset, landmark.compare)
	for _, p := range known[max(0, next-1):min(len(known), next+1)] {
		if distance(p.offset, offset) < distance(near.offset, offset) {
			near = p
		}
	}
	return near
}

// mark keeps a landmark; a list that has enough forgets all of them, and the list that was used longest ago goes first.
func (s *Service) mark(key list, found landmark) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := &landmarks{list: key}
	if at := slices.IndexFunc(s.landmarks, func(p *landmarks) bool { return p.list == key }); at >= 0 {
		p = s.landmarks[at]
		s.landmarks = slices.Delete(s.landmarks, at, at+1)
	}
	s.landmarks = slices.Insert(s.landmarks, 0, p)
	s.landmarks = s.landmarks[:min(len(s.landmarks), listsKept)]
	if len(p.known) >= landmarksKept {
		p.known = nil
	}
	if at, there := slices.BinarySearchFunc(p.known, found.offset, landmark.compare); !there {
		p.known = slices.Insert(p.known, at, found)
	}
}

func (p landmark) compare(offset int) int { return p.offset - offset }

func distance(a, b int) int { return max(a-b, b-a) }
