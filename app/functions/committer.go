package functions

import (
	"context"
	"errors"
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
	fn       func(context.Context, *sqlite.Tx) error
	err      error
	panicked any
	turn     chan struct{} // closed to make its owner lead the next batch
	done     chan struct{}
}

var errAbandoned = errors.New("the transaction was given up")

// do runs fn in a transaction and returns when it is on disk. Whoever finds the writer free leads the batch that waits,
// then hands the lead to the first of the next. A ctx that has ended writes nothing; one that ends later takes no write
// back, and the ctx that fn gets does not end: SQLite answers an interrupted statement by rolling everybody's back. A
// panic in fn is the caller's own.
func (c *committer) do(ctx context.Context, fn func(context.Context, *sqlite.Tx) error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
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
	if w.panicked != nil {
		panic(w.panicked)
	}
	return w.err
}

// lead commits what waits, the leader's own write among it.
func (c *committer) lead(ctx context.Context) {
	c.mu.Lock()
	batch := c.waiting
	c.waiting = nil
	c.mu.Unlock()
	defer c.handOver()
	err := errAbandoned
	defer func() {
		for _, w := range batch {
			if w.err == nil {
				w.err = err
			}
			w.err = c.db.Fault(w.err)
			close(w.done)
		}
	}()
	err = c.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if len(batch) == 1 {
			return batch[0].in(ctx, tx)
		}
		return together(ctx, tx, batch)
	})
}

// handOver gives the lead to the first who waits.
func (c *committer) handOver() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy = len(c.waiting) > 0; c.busy {
		close(c.waiting[0].turn)
	}
}

// in runs the write's part of a transaction. Its panic is kept for its owner.
func (w *write) in(ctx context.Context, tx *sqlite.Tx) (err error) {
	defer func() {
		if w.panicked = recover(); w.panicked != nil {
			err = errAbandoned
		}
		w.err = err
	}()
	return w.fn(ctx, tx)
}

func together(ctx context.Context, tx *sqlite.Tx, batch []*write) error {
	for _, w := range batch {
		if _, err := tx.ExecContext(ctx, `SAVEPOINT part`); err != nil {
			return err
		}
		if failed := w.in(ctx, tx); failed != nil {
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
