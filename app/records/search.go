package records

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"

	"patchbay/app/sqlite"
)

const (
	searchBytes = 2 << 20 // payload that one call reads
	searchRows  = 50_000  // rows that one call looks at
	searchKept  = 8       // searches whose results are remembered
)

// search is a text looked for in a set, and what was found so far. It ends with the set's next change.
type search struct {
	key   searchKey
	mu    sync.Mutex
	seqs  []int64 // in order
	after searchEnd
	done  bool
}

// searchKey tells searches apart.
type searchKey struct {
	list
	text string
}

// searchEnd is a row by what orders it, such as the last one that a search looked at.
type searchEnd struct {
	begun bool
	position
	id string
}

// searched takes the search so far that the window is full or one step is done, whichever comes first.
func (s *Service) searched(ctx context.Context, q BrowseQuery, set *set) (BrowsePage, error) {
	f := s.findSearch(searchKey{listOf(q, set), q.Search})
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.done {
		if err := f.step(ctx, s.db, set); err != nil {
			return BrowsePage{}, err
		}
	}
	page := BrowsePage{Rows: []Row{}, Total: len(f.seqs), Complete: f.done}
	seqs := f.seqs[min(q.Offset, len(f.seqs)):min(q.Offset+q.Limit, len(f.seqs))]
	if len(seqs) == 0 {
		return page, nil
	}
	args := make([]any, len(seqs))
	for i, seq := range seqs {
		args[i] = seq
	}
	var err error
	page.Rows, err = s.window(ctx, q, `seq IN (`+marks(len(seqs))+`)`, args...)
	return page, err
}

func (s *Service) findSearch(key searchKey) *search {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.searches, func(f *search) bool { return f.key == key })
	f := &search{key: key}
	if at >= 0 {
		f = s.searches[at]
		s.searches = slices.Delete(s.searches, at, at+1)
	}
	s.searches = slices.Insert(s.searches, 0, f)
	s.searches = s.searches[:min(len(s.searches), searchKept)]
	return f
}

// step looks at the next rows: as many as hold so many bytes of payload on average.
func (f *search) step(ctx context.Context, db *sqlite.DB, set *set) error {
	rows := min(searchRows, searchBytes/max(1, int(set.bytes)/max(1, set.total()))+1)
	end, err := f.end(ctx, db, set.id, rows)
	if err != nil {
		return err
	}
	condition, args := f.between(set.id, end)
	match, texts := f.match()
	found, err := db.Reader().QueryContext(ctx, `SELECT seq FROM records WHERE `+condition+actionSQL(f.key.action)+` AND (`+match+`) ORDER BY `+orderSQL[f.key.order],
		append(args, texts...)...)
	if err != nil {
		return err
	}
	defer func() { _ = found.Close() }() // Err tells of failures
	for found.Next() {
		var seq int64
		if err := found.Scan(&seq); err != nil {
			return err
		}
		f.seqs = append(f.seqs, seq)
	}
	f.after, f.done = end, !end.begun
	return found.Err()
}

// match is the condition for the text: in the id, in the payload as it stands, and as it stands within a JSON string.
func (f *search) match() (string, []any) {
	quoted := quoteJSON(f.key.text)
	condition, args := `external_id LIKE ? ESCAPE '\' OR payload LIKE ? ESCAPE '\'`, []any{likePattern(f.key.text), likePattern(f.key.text)}
	if inside := quoted[1 : len(quoted)-1]; inside != f.key.text {
		condition += ` OR payload LIKE ? ESCAPE '\'`
		args = append(args, likePattern(inside))
	}
	return condition, args
}

// end is the last row of a step, read from the index alone; not begun: the step reaches the end of the set.
func (f *search) end(ctx context.Context, db *sqlite.DB, setID int64, rows int) (end searchEnd, err error) {
	condition, args := f.between(setID, searchEnd{})
	var id []byte
	err = db.Reader().QueryRowContext(ctx, `SELECT `+f.key.order.keyColumns()+` FROM records WHERE `+condition+` ORDER BY `+orderSQL[f.key.order]+` LIMIT 1 OFFSET ?`,
		append(args, rows-1)...).Scan(&end.at, &id, &end.id)
	if errors.Is(err, sql.ErrNoRows) {
		return searchEnd{}, nil
	}
	copy(end.uuid[:], id)
	end.begun = true
	return end, err
}

// between is the condition for the rows after what was looked at, up to and including an end.
func (f *search) between(setID int64, end searchEnd) (string, []any) {
	after, upTo := ` >`, ` <=`
	if f.key.order == Newest {
		after, upTo = ` <`, ` >=`
	}
	begun, args := f.after.bound(f.key.order, after)
	ended, more := end.bound(f.key.order, upTo)
	return `set_id = ?` + begun + ended, append(append([]any{setID}, args...), more...)
}

// bound is a further condition that compares keys with that of the row; none before the first row.
func (e searchEnd) bound(order Order, operator string) (string, []any) {
	switch {
	case !e.begun:
		return "", nil
	case order.byID():
		return ` AND external_id` + operator + ` ?`, []any{e.id}
	}
	return ` AND (updated_at, uuid)` + operator + ` (?, ?)`, []any{e.at, e.uuid[:]}
}
