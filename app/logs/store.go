package logs

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// Defaults of Options.
const (
	flushEvery      = 150 * time.Millisecond
	defaultPending  = 32 << 20
	maxQueued       = 8192
	defaultAge      = 14 * 24 * time.Hour
	defaultCount    = 50_000
	defaultMaxBytes = 512 << 20
)

// Retention bounds what is kept; the oldest operations go first. Zero fields mean the defaults: 14 days, 50,000
// operations, 512 MB.
type Retention struct {
	Age      time.Duration
	Count    int
	MaxBytes int64
}

// Options are what a Store needs. DB and Redactor are required.
type Options struct {
	DB         *sqlite.DB // opened with the "logs" migrations
	Redactor   *Redactor
	Bus        *event.Bus // may be nil
	Now        func() time.Time
	Rand       io.Reader // for ids
	Log        *slog.Logger
	Retention  Retention
	MaxPending int // bytes of captured bodies that may wait for the disk; default 32 MB
}

// Store records operations. Callers never wait for the disk: what they report is kept in memory and written in batches
// by one goroutine, and what does not fit into that memory is dropped and counted.
type Store struct {
	o   Options
	ids ids

	mu      sync.Mutex
	queue   []*Recorder // with something to write
	live    map[string]*Recorder
	bytes   int
	dropped uint64
	untold  map[int64]int // dropped operations by environment that the log does not tell of yet

	writing sync.Mutex // one batch at a time
	written int        // operations since the last sweep
	wake    chan struct{}
	stop    context.CancelFunc
	done    chan struct{}
}

// Open prepares the store. Operations that a crash left running are marked as failed.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.MaxPending == 0 {
		o.MaxPending = defaultPending
	}
	if o.Redactor == nil {
		o.Redactor = NewRedactor()
	}
	s := &Store{o: o, ids: ids{now: o.Now, rand: o.Rand}, live: map[string]*Recorder{}, untold: map[int64]int{}, wake: make(chan struct{}, 1)}
	return s, s.closeAbandoned(ctx)
}

const abandoned = `{"code":"interrupted","message":"Patchbay stopped before this ended."}`

func (s *Store) closeAbandoned(ctx context.Context) error {
	return s.o.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE operations SET state = 'failed', error = ?, finished_at = started_at WHERE state = 'running'`, abandoned)
		return err
	})
}

// Start begins writing until Stop. The context ends with the app.
func (s *Store) Start(ctx context.Context) {
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	s.done = make(chan struct{})
	go s.run(ctx)
}

// Stop writes what waits and ends the writer.
func (s *Store) Stop() {
	if s.stop != nil {
		s.stop()
		<-s.done
		s.stop = nil
	}
}

// Redactor is the one that everything stored went through; use it for other texts that leave the process. A nil
// store has none.
func (s *Store) Redactor() *Redactor {
	if s == nil {
		return nil
	}
	return s.o.Redactor
}

// run writes batches. A first change wakes it, then it waits a moment so that a burst becomes one transaction.
func (s *Store) run(ctx context.Context) {
	defer close(s.done)
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	s.sweep(context.WithoutCancel(ctx))
	for {
		select {
		case <-ctx.Done():
			s.flush(context.WithoutCancel(ctx))
			return
		case <-s.wake:
		}
		timer.Reset(flushEvery)
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
		s.flush(context.WithoutCancel(ctx))
	}
}

func (s *Store) flush(ctx context.Context) {
	if err := s.Flush(ctx); err != nil {
		s.o.Log.Error("operations could not be stored", "error", err)
	}
}

// Flush writes what waits now, so that a following read sees it.
func (s *Store) Flush(ctx context.Context) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	batch := s.queue
	s.queue = nil
	for environmentID, n := range s.untold {
		batch = append(batch, s.gap(environmentID, n))
	}
	clear(s.untold)
	s.mu.Unlock()
	if len(batch) == 0 {
		return nil
	}
	written, err := s.write(ctx, batch)
	if err != nil {
		return err
	}
	s.announce(batch)
	if s.written += written; s.written >= sweepEvery {
		s.written = 0
		s.sweep(ctx)
	}
	return nil
}

// gap is the operation that tells of those that were not recorded.
func (s *Store) gap(environmentID int64, n int) *Recorder {
	now := s.o.Now()
	s.o.Log.Warn("operations were not recorded, because the disk is too slow", "count", n)
	return &Recorder{store: s, finished: true, op: Operation{ID: s.ids.next(), EnvironmentID: environmentID, Kind: "admin", Action: "drop", Source: SourceSystem,
		State: Failed, Title: fmt.Sprintf("%d operations were not recorded", n), StartedAt: now, FinishedAt: now,
		Error: &Failure{Code: "log_full", Message: "More happened at once than could be written to the disk.", Hint: "The calls themselves were not affected."}}}
}

// announce sends one hint a batch.
func (s *Store) announce(batch []*Recorder) {
	if s.o.Bus == nil {
		return
	}
	hint := event.Hint{Topic: event.Operations}
	if len(batch) == 1 {
		hint.ID = batch[0].ID()
	}
	s.o.Bus.Publish(hint)
}

// enqueue marks the recorder for the next batch.
func (s *Store) enqueue(r *Recorder) {
	s.mu.Lock()
	s.queue = append(s.queue, r)
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// admit decides whether a new operation fits into memory.
func (s *Store) admit(r *Recorder) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.live) >= maxQueued || s.bytes > s.o.MaxPending {
		s.dropped++
		s.untold[r.op.EnvironmentID]++
		return false
	}
	s.live[r.op.ID] = r
	return true
}

// weigh counts bytes that wait (or, negative, no longer wait) and reports whether they fit.
func (s *Store) weigh(n int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n > 0 && s.bytes+n > s.o.MaxPending {
		return false
	}
	s.bytes += n
	return true
}

func (s *Store) forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.live, id)
}

func notFound() *fault.Error {
	return fault.New(fault.NotFound, "not_found", "There is no such operation in the log.").
		WithHint("Old operations are removed after a while.")
}
