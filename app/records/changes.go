package records

import (
	"context"
	"encoding/base64"
	"encoding/json"
)

// Filter narrows a list of changes.
type Filter struct {
	Model  string // stored name; "" is all
	Action Action // "" is all
	Cursor string // of the page before
	Limit  int    // 0 is 100
}

// Change is what a run did to one record.
type Change struct {
	Model   string // stored name
	ID      string // external id
	Action  Action
	Reason  string          // of a deletion: "batchDelete", "cleared", or what DeleteUnseen was told
	Fields  []FieldChange   // of an update; empty when only the order of keys differs
	Payload json.RawMessage // after the run, or the last one of a deleted record; nil: pruned
}

// ChangeCount is what a run counted: a record that it touched twice counts twice.
type ChangeCount struct{ Added, Updated, Deleted, Cleared int }

// ChangePage is one page of changes; NextCursor is nil on the last.
type ChangePage struct {
	Changes    []Change
	NextCursor *string
	Counts     map[string]ChangeCount // by stored model; nil in a comparison
}

// runSet is a run's part of one set.
type runSet struct {
	id, setID int64
	model     string
	counts    ChangeCount
	reason    string
	from, to  mark
}

// The parts of a run's list, in their order.
const (
	partChanges = iota
	partAdded
)

// place is where a page of changes goes on.
type place struct {
	Set  int64
	Part int
	Key  int64
	ID   string `json:",omitempty"` // of the record, in a comparison
}

func (p place) cursor() *string {
	text, _ := json.Marshal(p) // numbers and text
	cursor := base64.RawURLEncoding.EncodeToString(text)
	return &cursor
}

func readPlace(cursor string) (p place, err error) {
	if cursor == "" {
		return p, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil {
		return p, errBadPage.WithCause(err)
	}
	return p, nil
}

// RunChanges lists what a run did, model by model: first what it changed and deleted, then what it added. A record that
// the run cleared and saved again is listed only when it came back different. Faults: "unknown_run" when the run
// wrote nothing or its history is no longer kept, "invalid_cursor".
func (s *Service) RunChanges(ctx context.Context, env int64, runID string, f Filter) (ChangePage, error) {
	page := ChangePage{Changes: []Change{}, Counts: map[string]ChangeCount{}}
	at, err := readPlace(f.Cursor)
	if err != nil {
		return page, err
	}
	sets, err := s.runSets(ctx, env, runID)
	if err != nil {
		return page, s.db.Fault(err)
	}
	if len(sets) == 0 {
		return page, unknownRun(runID)
	}
	if f.Limit <= 0 {
		f.Limit = defaultLimit
	}
	l := &changeList{s: s, filter: f, page: &page}
	for i, set := range sets {
		page.Counts[set.model] = set.counts
		if set.setID < at.Set || f.Model != "" && f.Model != set.model || page.NextCursor != nil {
			continue
		}
		if set.setID > at.Set {
			at = place{Set: set.setID}
		}
		if err := l.set(ctx, set, at); err != nil {
			return page, s.db.Fault(err)
		}
		l.goOn(i, sets)
	}
	return page, nil
}

// RunCounts tells what a run has written so far, by stored model; empty when it wrote nothing.
func (s *Service) RunCounts(ctx context.Context, env int64, runID string) (map[string]ChangeCount, error) {
	sets, err := s.runSets(ctx, env, runID)
	counts := make(map[string]ChangeCount, len(sets))
	for _, set := range sets {
		counts[set.model] = set.counts
	}
	return counts, s.db.Fault(err)
}

func (s *Service) runSets(ctx context.Context, env int64, runID string) (sets []runSet, err error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT r.id, r.set_id, s.model, r.added, r.updated, r.deleted, r.cleared, r.reason,
			r.change_from, r.seq_from, r.change_to, r.seq_to
		FROM record_runs r JOIN record_sets s ON s.id = r.set_id WHERE r.run = ? AND s.environment_id = ? ORDER BY r.set_id`, runID, env)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var r runSet
		err := rows.Scan(&r.id, &r.setID, &r.model, &r.counts.Added, &r.counts.Updated, &r.counts.Deleted, &r.counts.Cleared, &r.reason,
			&r.from.change, &r.from.seq, &r.to.change, &r.to.seq)
		if err != nil {
			return nil, err
		}
		sets = append(sets, r)
	}
	return sets, rows.Err()
}

// changeList fills one page.
type changeList struct {
	s      *Service
	filter Filter
	page   *ChangePage
}

func (l *changeList) full() bool { return len(l.page.Changes) == l.filter.Limit }

// set goes through the parts of a set from a place on, in steps of a page, until the page is full.
func (l *changeList) set(ctx context.Context, r runSet, at place) error {
	for part := at.Part; part <= partAdded; part++ {
		key := int64(0)
		if part == at.Part {
			key = at.Key
		}
		for more := l.wants(part, r); more; {
			found, err := l.candidates(ctx, part, r, key)
			if err != nil {
				return err
			}
			more = len(found) == l.filter.Limit
			for _, c := range found {
				if l.full() {
					l.page.NextCursor = place{Set: r.setID, Part: part, Key: key}.cursor()
					return nil
				}
				key = c.key
				if err := l.add(ctx, part, r, c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// goOn lets a page that is full at the end of a set continue with the next set.
func (l *changeList) goOn(i int, sets []runSet) {
	if l.full() && l.page.NextCursor == nil && i+1 < len(sets) {
		l.page.NextCursor = place{Set: sets[i+1].setID}.cursor()
	}
}

// wants reports whether a part can hold what the filter asks for.
func (l *changeList) wants(part int, r runSet) bool {
	if part == partAdded {
		return (l.filter.Action == "" || l.filter.Action == Added) && r.to.seq > r.from.seq
	}
	return r.to.change > r.from.change
}

// candidate is a record that the run touched; key orders the part.
type candidate struct {
	key           int64
	id            string
	kind          int
	beforeDeleted bool
}

func (l *changeList) candidates(ctx context.Context, part int, r runSet, after int64) (found []candidate, err error) {
	query, args := l.changesSQL(r, after)
	if part == partAdded {
		query, args = addedSQL(r, max(after, r.from.seq))
	}
	rows, err := l.s.db.Reader().QueryContext(ctx, query, append(args, l.filter.Limit)...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var c candidate
		if err := rows.Scan(&c.key, &c.id, &c.kind, &c.beforeDeleted); err != nil {
			return nil, err
		}
		found = append(found, c)
	}
	return found, rows.Err()
}

// changesSQL leaves out what the filter cannot want; a cleared record may have come back.
func (l *changeList) changesSQL(r runSet, after int64) (string, []any) {
	kinds := map[Action]string{"": "0,1,2,3,4", Added: "0,4", Updated: "1,4", Deleted: "2,3,4"}[l.filter.Action]
	if kinds == "" {
		kinds = "-1" // no such action
	}
	return `SELECT id, external_id, kind, before_deleted FROM record_changes
		WHERE id > ? AND id <= ? AND +set_id = ? AND run = ? AND kind IN (` + kinds + `) ORDER BY id LIMIT ?`,
		[]any{max(after, r.from.change), r.to.change, r.setID, r.id}
}

// addedSQL finds the rows that the run made: among the present ones, and among those that were cleared since.
func addedSQL(r runSet, after int64) (string, []any) {
	query := `SELECT seq, external_id, 0, 1 FROM records WHERE seq > ? AND seq <= ? AND +set_id = ? AND first_run = ?`
	args := []any{after, r.to.seq, r.setID, r.id}
	return query + ` UNION ALL SELECT seq, external_id, 0, 1 FROM record_changes
		WHERE EXISTS (SELECT 1 FROM record_runs WHERE set_id = ? AND id > ? AND cleared > 0) AND id > ? AND +set_id = ? AND kind = 4
			AND seq > ? AND seq <= ? AND first_run = ? ORDER BY seq LIMIT ?`,
		append(args, r.setID, r.id, r.from.change, r.setID, after, r.to.seq, r.id)
}

// add works out what became of a candidate and lists it if that is what is asked for.
func (l *changeList) add(ctx context.Context, part int, r runSet, c candidate) error {
	db := l.s.db.Reader()
	at := mark{change: c.key, seq: r.to.seq}
	if part == partAdded {
		if back, err := l.cameBack(ctx, r, c.id); err != nil || back {
			return err // listed among the changes, if it differs
		}
		at.change = r.to.change
	}
	after, err := stateAt(ctx, db, r.setID, c.id, at)
	if err != nil {
		return err
	}
	before := state{}
	if part == partChanges {
		if before, err = stateAt(ctx, db, r.setID, c.id, mark{change: c.key - 1, seq: r.to.seq}); err != nil {
			return err
		}
	}
	change, differs := compare(before, after)
	if !differs || l.filter.Action != "" && l.filter.Action != change.Action {
		return nil
	}
	change.Model, change.ID = r.model, c.id
	if change.Action == Deleted {
		change.Reason = r.why(c.kind)
	}
	l.page.Changes = append(l.page.Changes, change)
	return nil
}

// cameBack reports whether the run cleared the record before it made it anew.
func (l *changeList) cameBack(ctx context.Context, r runSet, id string) (back bool, err error) {
	if r.counts.Cleared == 0 {
		return false, nil
	}
	err = l.s.db.Reader().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM record_changes WHERE set_id = ? AND external_id = ? AND run = ? AND kind = 4)`,
		r.setID, id, r.id).Scan(&back)
	return back, err
}

func (r *runSet) why(kind int) string {
	switch {
	case kind == kindCleared:
		return "cleared"
	case kind == kindUnseen && r.reason != "":
		return r.reason
	case kind == kindUnseen:
		return "not seen"
	}
	return "batchDelete"
}

// compare tells what happened between two states of a record; false: nothing that anybody would see.
func compare(before, after state) (Change, bool) {
	switch {
	case !before.live() && after.live():
		return Change{Action: Added, Payload: raw(after)}, true
	case before.live() && after.live():
		if before.payload == after.payload {
			return Change{}, false
		}
		change := Change{Action: Updated, Payload: raw(after)}
		if before.payload.Valid && after.payload.Valid {
			change.Fields = Fields(raw(before), raw(after))
		}
		return change, true
	case before.live():
		return Change{Action: Deleted, Payload: raw(before)}, true
	}
	return Change{}, false
}

func raw(s state) json.RawMessage {
	if !s.payload.Valid {
		return nil
	}
	return json.RawMessage(s.payload.String)
}
