package functions

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/logs"
	"patchbay/app/notify"
	"patchbay/app/records"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Limits bound what runs at once, in all environments together, and how long runs are kept. Zero fields mean the defaults.
type Limits struct {
	Actions  int // default 8; asynchronous ones have a lane of their own and run one at a time
	Syncs    int // default 4
	Webhooks int // default 4
	Events   int // default 4
	DryRuns  int // default 2

	KeepRuns  int           // finished runs of an environment; default 20,000
	KeepFor   time.Duration // how long they are kept; default 30 days
	KeepBytes int64         // of their inputs and outputs; the older ones are forgotten; default 512 MB
}

func (l Limits) withDefaults() Limits {
	for field, value := range map[*int]int{&l.Actions: 8, &l.Syncs: 4, &l.Webhooks: 4, &l.Events: 4, &l.DryRuns: 2, &l.KeepRuns: 20_000} {
		if *field <= 0 {
			*field = value
		}
	}
	if l.KeepFor <= 0 {
		l.KeepFor = 30 * 24 * time.Hour
	}
	if l.KeepBytes <= 0 {
		l.KeepBytes = 512 << 20
	}
	return l
}

// Most is how many runs can execute at once, those included that running functions wait for. The pool of
// runners should not be smaller: a run that has its place must not wait for a process that its own ancestors hold.
func (l Limits) Most() int { return l.withDefaults().most() }

// Options are what the service needs; those without a default are required.
type Options struct {
	DB       *sqlite.DB
	Vault    *vault.Vault
	Bus      *event.Bus
	Logs     *logs.Store
	Connect  *connect.Service
	Catalog  *catalog.Catalog
	Settings *settings.Service
	Records  *records.Service
	Notify   *notify.Service // nil: nobody is notified of runs

	Executor Executor         // may come later, by SetExecutor
	Limits   Limits           // default: see there
	Now      func() time.Time // default time.Now
	Rand     io.Reader        // default crypto/rand
	Log      *slog.Logger     // default: discard
}

// Service is the one owner of functions, runs, checkpoints and sync instances. Safe for concurrent use.
type Service struct {
	db        *sqlite.DB
	vault     *vault.Vault
	bus       *event.Bus
	logs      *logs.Store
	connect   *connect.Service
	catalog   *catalog.Catalog
	settings  *settings.Service
	records   *records.Service
	notify    *notify.Service
	executor  Executor
	scheduler Scheduler
	notifier  Notifier
	limits    Limits
	now       func() time.Time
	rand      io.Reader
	log       *slog.Logger

	cache  functionCache
	active activeRuns
	slots  slots
	lanes  lanes
	writes committer

	// step is called at the named steps of a write, where tests end the process.
	step func(name string)

	born    time.Time       // runs of an earlier process wait from here on
	ctx     context.Context // of everything that runs; ends with errStopping
	cancel  context.CancelCauseFunc
	mu      sync.Mutex // guards stopped: nothing joins running after Stop
	stopped bool
	running sync.WaitGroup
}

// New returns a service; plug in executor, scheduler and notifier, then Start it.
func New(o Options) *Service {
	s := &Service{db: o.DB, vault: o.Vault, bus: o.Bus, logs: o.Logs, connect: o.Connect, catalog: o.Catalog, settings: o.Settings,
		records: o.Records, notify: o.Notify, executor: o.Executor, limits: o.Limits.withDefaults(), now: o.Now, rand: o.Rand, log: o.Log, step: func(string) {}}
	if s.now == nil {
		s.now = time.Now
	}
	s.born = s.now()
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.ctx, s.cancel = context.WithCancelCause(context.Background())
	s.writes.db = o.DB
	s.active.init()
	return s
}

// SetExecutor plugs in what runs the code; call it before Start. The nango object needs parts of this service, so it is
// made after it.
func (s *Service) SetExecutor(e Executor) { s.executor = e }

// SetScheduler plugs in who decides when syncs run; call it before Start.
func (s *Service) SetScheduler(sc Scheduler) { s.scheduler = sc }

// SetNotifier plugs in who hears of finished runs; call it before Start.
func (s *Service) SetNotifier(n Notifier) { s.notifier = n }

// retainEvery is how often old runs are looked for.
const retainEvery = time.Hour

// Start closes what a crash left open, goes on with what was queued, and begins the background work. ctx does not end
// it; Stop does.
func (s *Service) Start(ctx context.Context) error {
	if err := s.recover(ctx); err != nil {
		return err
	}
	if err := s.tellInterrupted(ctx); err != nil {
		return err
	}
	if err := s.resume(ctx); err != nil {
		return err
	}
	s.background(func(ctx context.Context) { s.purge(ctx) })
	s.background(s.retain)
	return nil
}

// Stop aborts what runs, marks it as interrupted and waits for its end. It may be called twice.
func (s *Service) Stop() {
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	s.cancel(errStopping)
	s.running.Wait()
}

// hold makes Stop wait until running.Done; false after Stop.
func (s *Service) hold() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.stopped {
		s.running.Add(1)
	}
	return !s.stopped
}

// background runs fn in a goroutine that Stop waits for; after Stop it does nothing and returns false.
func (s *Service) background(fn func(ctx context.Context)) bool {
	if !s.hold() {
		return false
	}
	go func() {
		defer s.running.Done()
		fn(s.ctx)
	}()
	return true
}

// retain removes old runs now and then.
func (s *Service) retain(ctx context.Context) {
	ticker := time.NewTicker(retainEvery)
	defer ticker.Stop()
	for {
		if err := s.dropOld(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("old runs could not be removed", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Why a run's context ended.
var (
	errStopping  = errors.New("the app stops")
	errCancelled = errors.New("cancelled")
	errDeadline  = errors.New("out of time")
)

// changed tells readers to look at a run again.
func (s *Service) changed(id string) {
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Runs, ID: id})
	}
}

// owner is whose key seals what functions get and give.
func (s *Service) owner(ctx context.Context, env int64) (vault.Owner, error) {
	e, err := s.settings.ByID(env)
	return vault.Owner("environment/" + e.UUID), err
}
