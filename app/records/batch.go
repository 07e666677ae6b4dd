package records

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"patchbay/app/event"
	"patchbay/app/sqlite"
)

// batch is one call of Save, Update or Delete inside its transaction.
type batch struct {
	write      Write
	tx         *sqlite.Tx
	set        *set
	run        *run // nil: without a run, so without history
	at         int64
	ids        *identity
	rows       []*row // what is stored, by place in the batch; nil: nothing
	deletes    bool
	inserts    []insertion
	changes    []change
	touched    []int64 // seqs of everything seen
	insertFull *sql.Stmt
	summary    Summary
	last       position // newest row that the batch modified
}

// insertion is a row to be. Its text is in the batch.
type insertion struct {
	item
	uuid      uuid.UUID
	action    int64
	deletedAt *int64
}

// change is a row that gets new values.
type change struct {
	*row
	kind      int     // of record_changes; kindNone: no history
	text      *string // new payload; nil keeps the present one
	hash      []byte
	action    int64
	createdAt int64
	updatedAt int64
	deletedAt *int64
}

// Save inserts and updates records (batchSave). Faults: "missing_record_id", "invalid_records" and those of the disk.
func (s *Service) Save(ctx context.Context, w Write) (Summary, error) {
	return s.batch(ctx, w, &batch{}, (*batch).save)
}

// Update merges the given fields into records that exist (batchUpdate). Unknown and deleted ids are ignored. Faults as Save.
func (s *Service) Update(ctx context.Context, w Write) (Summary, error) {
	return s.batch(ctx, w, &batch{}, (*batch).update)
}

// Delete marks records deleted (batchDelete): what is passed becomes their payload. Faults as Save, and
// "invalid_deleted_at".
func (s *Service) Delete(ctx context.Context, w Write) (Summary, error) {
	return s.batch(ctx, w, &batch{deletes: true}, (*batch).delete)
}

func (s *Service) batch(ctx context.Context, w Write, b *batch, work func(*batch, context.Context, []item) error) (Summary, error) {
	if s.isGone(w.ConnectionID) {
		return Summary{}, errConnectionGone
	}
	items, duplicates, err := split(w.Records)
	if err != nil {
		return Summary{}, err
	}
	b.write, b.ids, b.summary.Duplicates = w, newIdentity(w.Target), capped(duplicates)
	var first bool
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if err := b.begin(ctx, tx); err != nil {
			return err
		}
		first = b.run != nil && b.run.fresh
		if err := b.find(ctx, items); err != nil {
			return err
		}
		if err := work(b, ctx, items); err != nil {
			return err
		}
		if err := b.commit(ctx); err != nil {
			return err
		}
		s.step("save.written")
		return nil
	})
	if err != nil {
		return Summary{}, s.db.Fault(err)
	}
	s.step("save.committed")
	s.settled(b)
	if first {
		err = s.pruneHistory(ctx, b.set.id)
	}
	return b.summary, err
}

// settled tells the rest of the program about a batch that is stored.
func (s *Service) settled(b *batch) {
	if b.write.TrackSeen && !b.set.tracking {
		s.remember(&b.write, b.touched)
	}
	if b.last != (position{}) {
		b.summary.Cursor = b.last.cursor()
		b.write.Merging.move(b.last)
		s.hint(b.write.Target)
	}
}

func (s *Service) hint(t Target) {
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Records, ID: t.Model})
	}
}

// begin reads what the batch builds on. The batch's time is later than that of every record of the set, so that a reader
// who has seen a cursor never misses a record that comes after it.
func (b *batch) begin(ctx context.Context, tx *sqlite.Tx) (err error) {
	b.tx = tx
	if b.set, err = openSet(ctx, tx, b.write.Target); err != nil {
		return err
	}
	b.at = max(sqlite.Micros(tx.Now), b.set.lastAt+1)
	b.run, err = openRun(ctx, tx, b.set, b.write.RunID)
	return err
}

func (b *batch) commit(ctx context.Context) error {
	if err := b.writeInserts(ctx); err != nil {
		return err
	}
	if err := b.writeChanges(ctx); err != nil {
		return err
	}
	if err := b.noteSeen(ctx); err != nil {
		return err
	}
	if b.last == (position{}) && !b.set.dirty {
		return nil // nothing changed: nothing to write, and no disk to wait for
	}
	if b.last != (position{}) {
		b.set.lastAt = b.at
	}
	if err := b.set.store(ctx, b.tx); err != nil {
		return err
	}
	return b.run.store(ctx, b.tx, b.summary)
}

// modified notes that a row gets the batch's time.
func (b *batch) modified(id uuid.UUID) {
	b.last = b.last.later(position{at: b.at, uuid: id})
}

// skipped reports whether the merging strategy protects the row. Skipped rows count as unchanged.
func (b *batch) skipped(r *row) bool { return b.write.Merging.protects(r.position()) }

func (b *batch) seenRow(seq int64) { b.touched = append(b.touched, seq) }

// insert takes a new row up; the sequence number is the one it will get.
func (b *batch) insert(it item, action int64, deletedAt *int64) {
	row := insertion{item: it, uuid: b.ids.of(it.id), action: action, deletedAt: deletedAt}
	b.inserts = append(b.inserts, row)
	b.set.count(action, 1, int64(len(it.text)))
	b.modified(row.uuid)
}

func (b *batch) change(c change) {
	b.changes = append(b.changes, c)
	b.set.count(c.row.action, -1, 0)
	b.set.count(c.action, 1, 0)
	if c.text != nil {
		b.set.bytes += int64(len(*c.text)) - c.size
	}
	b.set.dirty = true
	if c.updatedAt == b.at {
		b.modified(c.uuid)
	}
}

// count adds to one counter and names the key.
func count(n *int, keys *[]string, id string) {
	*n++
	if len(*keys) < keyLimit {
		*keys = append(*keys, strings.Clone(id))
	}
}

func capped(keys []string) []string {
	keys = keys[:min(len(keys), keyLimit)]
	for i, key := range keys {
		keys[i] = strings.Clone(key)
	}
	return slices.Clip(keys)
}

const insertRows = 50 // rows in one statement: more gains nothing

// writeInserts stores new rows, ordered as the index by time is.
func (b *batch) writeInserts(ctx context.Context) error {
	if len(b.inserts) == 0 {
		return nil
	}
	last, err := lastSeq(ctx, b.tx)
	if err != nil {
		return err
	}
	fixed := fmt.Sprintf("(%d,%d,%d,%d,%d,", b.set.id, b.at, b.at, b.run.number(), b.run.number())
	for group := range slices.Chunk(b.inserts, insertRows) {
		if err := b.insertGroup(ctx, fixed, group); err != nil {
			return err
		}
	}
	for i := range b.inserts {
		b.seenRow(last + 1 + int64(i))
	}
	return nil
}
