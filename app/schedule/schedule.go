// Package schedule decides when syncs run: it keeps what is due and starts it, and obeys start, pause and trigger.
package schedule

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/records"
	"patchbay/app/sqlite"
)

// Options are what a Service needs. DB, Functions and Connect are required.
type Options struct {
	DB        *sqlite.DB
	Functions *functions.Service
	Connect   *connect.Service
	Records   *records.Service // for the counts of Status
	Bus       *event.Bus
	Now       func() time.Time
	Log       *slog.Logger
	Workers   int // syncs that run at once; default 4
}

// Service starts syncs when they are due. One goroutine looks, a few work.
type Service struct {
	db        *sqlite.DB
	functions *functions.Service
	connect   *connect.Service
	records   *records.Service
	bus       *event.Bus
	now       func() time.Time
	log       *slog.Logger

	slots   chan struct{}
	poke    chan struct{} // something may be due sooner than expected
	reread  chan struct{} // functions or connections changed
	stop    context.CancelFunc
	running sync.WaitGroup

	updating sync.Mutex // of the entries, from functions and connections

	mu     sync.Mutex
	active map[int64]string // by entry id: what a worker is running, and the request it serves
}

// New returns a service that runs nothing before Start.
func New(o Options) *Service {
	if o.Workers == 0 {
		o.Workers = 4
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{
		db: o.DB, functions: o.Functions, connect: o.Connect, records: o.Records, bus: o.Bus, now: o.Now, log: o.Log,
		slots: make(chan struct{}, o.Workers), poke: make(chan struct{}, 1), reread: make(chan struct{}, 1), active: map[int64]string{},
	}
}

// lookEvery bounds how late the clock's jumps are noticed: a timer does not run while the machine sleeps.
const lookEvery = 15 * time.Second

// Start compares the schedules with the functions and connections there are, and begins to run what is due. What came due
// while Patchbay was closed runs once.
func (s *Service) Start(ctx context.Context) error {
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	if err := s.reconcileAll(ctx); err != nil {
		return err
	}
	changes := s.bus.Subscribe()
	s.running.Go(func() {
		defer changes.Close()
		s.watch(ctx, changes)
	})
	s.running.Go(func() { s.loop(ctx) })
	return nil
}

// Stop starts nothing more and waits for the workers. Functions ends their runs. It may be called twice.
func (s *Service) Stop() {
	if s.stop != nil {
		s.stop()
	}
	s.running.Wait()
}

// watch reconciles when connections come or go.
func (s *Service) watch(ctx context.Context, changes *event.Subscription) {
	for {
		select {
		case <-ctx.Done():
			return
		case hint, open := <-changes.C:
			if !open {
				return
			}
			if hint.Topic == event.Connections || hint.Topic == event.Integrations {
				nudge(s.reread)
			}
		}
	}
}

// loop starts what is due, sleeps until the next is, and looks at the wall clock now and then.
func (s *Service) loop(ctx context.Context) {
	for {
		wait := s.runDue(ctx)
		timer := time.NewTimer(min(wait, lookEvery))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		case <-s.poke:
		case <-s.reread:
			if err := s.reconcileAll(ctx); err != nil && ctx.Err() == nil {
				s.log.Error("schedules could not be brought up to date", slog.Any("error", err))
			}
		}
		timer.Stop()
	}
}

// nudge sends a signal that is not lost and never blocks.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (s *Service) changed() {
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Syncs})
	}
}
