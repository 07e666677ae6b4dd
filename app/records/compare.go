package records

import (
	"cmp"
	"context"
	"slices"
)

// Compare lists how the records differ between the ends of two runs, ordered by model and id; Before is as the first
// run left them. Counts stay nil. Faults as RunChanges.
func (s *Service) Compare(ctx context.Context, env int64, fromRun, toRun string, f Filter) (ChangePage, error) {
	page := ChangePage{Changes: []Change{}}
	at, err := readPlace(f.Cursor)
	if err != nil {
		return page, err
	}
	if f.Limit <= 0 {
		f.Limit = defaultLimit
	}
	spans, err := s.spans(ctx, env, fromRun, toRun)
	if err != nil {
		return page, s.db.Fault(err)
	}
	l := &changeList{s: s, filter: f, page: &page}
	for i, span := range spans {
		if span.setID < at.Set || f.Model != "" && f.Model != span.model || page.NextCursor != nil {
			continue
		}
		if span.setID > at.Set {
			at = place{Set: span.setID}
		}
		if err := l.span(ctx, span, at.ID); err != nil {
			return page, s.db.Fault(err)
		}
		l.goOn(i, spans)
	}
	return page, nil
}

// spans pairs the ends of two runs in every set that either wrote. Where one wrote nothing, the end of the last run
// before it counts.
func (s *Service) spans(ctx context.Context, env int64, fromRun, toRun string) ([]runSet, error) {
	from, err := s.runSets(ctx, env, fromRun)
	if err != nil {
		return nil, err
	}
	to, err := s.runSets(ctx, env, toRun)
	if err != nil {
		return nil, err
	}
	for _, missing := range []struct {
		sets []runSet
		id   string
	}{{from, fromRun}, {to, toRun}} {
		if len(missing.sets) == 0 {
			return nil, unknownRun(missing.id)
		}
	}
	ends := map[int64][2]*mark{}
	var spans []runSet
	for i, sets := range [][]runSet{from, to} {
		for _, set := range sets {
			pair, known := ends[set.setID]
			if !known {
				spans = append(spans, set)
			}
			pair[i] = &set.to
			ends[set.setID] = pair
		}
	}
	for i := range spans {
		pair := ends[spans[i].setID]
		if spans[i].from, err = s.endOr(ctx, pair[0], spans[i].setID, from[0].id); err != nil {
			return nil, err
		}
		if spans[i].to, err = s.endOr(ctx, pair[1], spans[i].setID, to[0].id); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(spans, func(a, b runSet) int { return cmp.Compare(a.setID, b.setID) })
	return spans, nil
}

func (s *Service) endOr(ctx context.Context, end *mark, setID, run int64) (m mark, err error) {
	if end != nil {
		return *end, nil
	}
	err = s.db.Reader().QueryRowContext(ctx, `SELECT coalesce(max(change_to), 0), coalesce(max(seq_to), 0) FROM record_runs WHERE set_id = ? AND id <= ?`, setID, run).
		Scan(&m.change, &m.seq)
	return m, err
}

// span lists what differs in one set, after an external id.
func (l *changeList) span(ctx context.Context, r runSet, after string) error {
	for {
		ids, err := l.touched(ctx, r, after)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if l.full() {
				l.page.NextCursor = place{Set: r.setID, ID: after}.cursor()
				return nil
			}
			after = id
			if err := l.addDifference(ctx, r, id); err != nil {
				return err
			}
		}
		if len(ids) < l.filter.Limit {
			return nil
		}
	}
}

func (l *changeList) addDifference(ctx context.Context, r runSet, id string) error {
	before, err := stateAt(ctx, l.s.db.Reader(), r.setID, id, r.from)
	if err != nil {
		return err
	}
	after, err := stateAt(ctx, l.s.db.Reader(), r.setID, id, r.to)
	if err != nil {
		return err
	}
	change, differs := compare(before, after)
	if differs && (l.filter.Action == "" || l.filter.Action == change.Action) {
		change.Model, change.ID = r.model, id
		l.page.Changes = append(l.page.Changes, change)
	}
	return nil
}

// touched are the ids of which anything was written between the two ends, whichever came first.
func (l *changeList) touched(ctx context.Context, r runSet, after string) (ids []string, err error) {
	low := mark{min(r.from.change, r.to.change), min(r.from.seq, r.to.seq)}
	high := mark{max(r.from.change, r.to.change), max(r.from.seq, r.to.seq)}
	rows, err := l.s.db.Reader().QueryContext(ctx, `SELECT external_id FROM (
			SELECT external_id FROM record_changes WHERE id > ? AND id <= ? AND +set_id = ?
			UNION SELECT external_id FROM records WHERE seq > ? AND seq <= ? AND +set_id = ?
			UNION SELECT external_id FROM record_changes WHERE id > ? AND +set_id = ? AND kind = 4 AND seq > ? AND seq <= ?)
		WHERE external_id > ? ORDER BY external_id LIMIT ?`,
		low.change, high.change, r.setID, low.seq, high.seq, r.setID, high.change, r.setID, low.seq, high.seq, after, l.filter.Limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err tells of failures
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
