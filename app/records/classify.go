package records

import (
	"context"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"patchbay/app/sqlite"
)

// save is batchSave: functions.md §4.8, "classification" and "timestamps".
func (b *batch) save(_ context.Context, items []item) error {
	for i, it := range items {
		r := b.rows[i]
		if r == nil {
			b.insert(it, stateAdded, nil)
			count(&b.summary.Added, &b.summary.AddedKeys, it.id)
			continue
		}
		b.seenRow(r.seq)
		next := change{row: r, text: &it.text, hash: it.hash[:], createdAt: r.createdAt, updatedAt: b.at}
		switch {
		case r.same && r.action != stateDeleted && !r.pruned, b.skipped(r):
			b.summary.Unchanged++
			continue
		case r.action == stateDeleted:
			next.kind, next.action, next.createdAt = kindRestored, stateAdded, b.at
			count(&b.summary.Added, &b.summary.AddedKeys, it.id)
		case r.same: // only the payload comes back
			next.kind, next.action, next.updatedAt = kindNone, r.action, r.updatedAt
			b.summary.Unchanged++
		default:
			next.kind, next.action = kindUpdated, stateUpdated
			count(&b.summary.Updated, &b.summary.UpdatedKeys, it.id)
		}
		b.change(next)
	}
	return nil
}

// delete is batchDelete: a save with a time of deletion. Deleting again moves the times and counts nowhere.
func (b *batch) delete(_ context.Context, items []item) error {
	for i, it := range items {
		at, err := b.deletedAt(it)
		if err != nil {
			return err
		}
		r := b.rows[i]
		if r == nil {
			b.insert(it, stateDeleted, &at)
			b.summary.Unchanged++
			continue
		}
		b.seenRow(r.seq)
		if b.skipped(r) {
			b.summary.Unchanged++
			continue
		}
		if r.action == stateDeleted {
			b.summary.Unchanged++
		} else {
			count(&b.summary.Deleted, &b.summary.DeletedKeys, it.id)
		}
		b.change(change{
			row: r, kind: kindDeleted, text: &it.text, hash: it.hash[:], action: stateDeleted,
			createdAt: r.createdAt, updatedAt: b.at, deletedAt: &at,
		})
	}
	return nil
}

// dateLayouts are the forms of deletedAt that are understood, the first being what a JavaScript Date becomes in JSON.
// Without a zone they mean UTC.
var dateLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999-07",
	"2006-01-02 15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly, "2006/01/02", time.RFC1123, time.RFC1123Z,
	time.RFC850, time.ANSIC, time.UnixDate, "Mon Jan 02 2006 15:04:05 GMT-0700", "January 2, 2006", "Jan 2, 2006", "2 Jan 2006",
}

// deletedAt is the object's own time of deletion, in microseconds, or the batch's.
func (b *batch) deletedAt(it item) (int64, error) {
	given := gjson.Get(it.text, "deletedAt")
	if given.Type == gjson.Null || given.Type == gjson.False || given.Raw == `""` || given.Raw == "0" {
		return b.at, nil
	}
	text, _, _ := strings.Cut(given.Str, " (") // a JavaScript Date as text ends with the zone's name
	for _, layout := range dateLayouts {
		if at, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return sqlite.Micros(at), nil
		}
	}
	return 0, badDeletedAt(it.id, given.Raw)
}

// update is batchUpdate. The hash becomes that of the fields given, so the next full save counts as a change.
func (b *batch) update(ctx context.Context, items []item) error {
	var due []int
	for i := range items {
		r := b.rows[i]
		if r == nil || r.action == stateDeleted {
			continue
		}
		b.seenRow(r.seq)
		if r.same || b.skipped(r) {
			b.summary.Unchanged++
			continue
		}
		due = append(due, i)
	}
	if len(due) == 0 {
		return nil
	}
	stmt, err := b.tx.PrepareContext(ctx, `SELECT coalesce(payload, '{}') FROM records WHERE seq = ?`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, i := range due {
		it, r := items[i], b.rows[i]
		var base string
		if err := stmt.QueryRowContext(ctx, r.seq).Scan(&base); err != nil {
			return err
		}
		merged := mergeJSON(base, it.text)
		b.change(change{
			row: r, kind: kindUpdated, text: &merged, hash: it.hash[:], action: stateUpdated, createdAt: r.createdAt, updatedAt: b.at,
		})
		count(&b.summary.Updated, &b.summary.UpdatedKeys, it.id)
	}
	return nil
}
