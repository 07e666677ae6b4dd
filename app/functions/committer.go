package functions

import (
	"context"
	"sync"

	"patchbay/app/sqlite"
)

// committer lets writes that come together share one transaction, because the disk's flush is most of what a short
// write costs. Each part still stands or falls alone: a failing one is rolled back to its savepoint.
type committer struct {
	db *sqlite.DB

	mu      sync.Mutex
	waiting []*write
	busy    bool
}

type write struct {
	fn   func(*sqlite.Tx) error
	err  error
	turn chan struct{} // closed to make its owner lead the next batch
	done chan struct{}
}

// do runs fn in a transaction and returns when it is on disk. Whoever finds the writer free leads the batch that waits,
// then hands the lead to the first of the next. ctx does not take a write back.
func (c *committer) do(ctx context.Context, fn func(*sqlite.Tx) error) error {
	w := &write{fn: fn, turn: make(chan struct{}), done: make(chan struct{})}
	c.mu.Lock()
	c.waiting = append(c.waiting, w)
	if !c.busy {
		c.busy = true
		close(w.turn)
	}
	c.mu.Unlock()
	select {
	case <-w.done:
	case <-w.turn:
		c.lead(context.WithoutCancel(ctx))
	}
	return w.err
}

// lead commits what waits, the leader's own write among it.
func (c *committer) lead(ctx context.Context) {
	c.mu.Lock()
	batch := c.waiting
	c.waiting = nil
	c.mu.Unlock()
	c.commit(ctx, batch)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy = len(c.waiting) > 0; c.busy {
		close(c.waiting[0].turn)
	}
}

func (c *committer) commit(ctx context.Context, batch []*write) {
	var err error
	if len(batch) == 1 {
		err = c.db.WithTx(ctx, batch[0].fn)
	} else {
		err = c.db.WithTx(ctx, func(tx *sqlite.Tx) error { return together(ctx, tx, batch) })
	}
	for _, w := range batch {
		if err != nil && w.err == nil {
			w.err = err
		}
		w.err = c.db.Fault(w.err)
		close(w.done)
	}
}

func together(ctx context.Context, tx *sqlite.Tx, batch []*write) error {
	for _, w := range batch {
		if _, err := tx.ExecContext(ctx, `SAVEPOINT part`); err != nil {
			return err
		}
		if w.err = w.fn(tx); w.err != nil {
			if _, err := tx.ExecContext(ctx, `ROLLBACK TO part`); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `RELEASE part`); err != nil {
			return err
		}
	}
	return nil
}
