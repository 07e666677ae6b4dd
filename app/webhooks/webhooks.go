// Package webhooks receives what providers send: it keeps each delivery, lets package inbound verify and read it, finds
// the connections it concerns, and runs their functions in the background, in order. What nobody can vouch for is kept
// and shown, and runs only when the user says so.
package webhooks

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/inbound"
	"patchbay/app/logs"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Forwarder sends a webhook on to the user's backend; *notify.Service is the one outside of tests.
type Forwarder interface {
	Forward(ctx context.Context, w notify.Webhook) error
}

// Options are what the service needs; those without a default are required.
type Options struct {
	DB        *sqlite.DB
	Vault     *vault.Vault
	Settings  *settings.Service
	Catalog   *catalog.Catalog
	Connect   *connect.Service
	Functions *functions.Service
	Forward   Forwarder // nil: nothing is forwarded
	Outbound  *outbound.Client
	Logs      *logs.Store
	Redactor  *logs.Redactor
	Bus       *event.Bus

	BaseURL    func() string   // where the webhook port is reached, such as http://localhost:3004, unless the user set an address
	RetryAfter []time.Duration // pauses before the second and third attempt of a job; default 5 s and 30 s
	Lanes      int             // how many lines of jobs are worked on at once; default 4, as many as webhook functions run
	Keep       Retention       // default: see there

	Now  func() time.Time // default time.Now
	Rand io.Reader        // default crypto/rand
	Log  *slog.Logger     // default: discard
}

// attempts is how often a job is tried, the first time included.
const attempts = 3

// Service is the one owner of deliveries. Safe for concurrent use.
type Service struct {
	db        *sqlite.DB
	vault     *vault.Vault
	settings  *settings.Service
	catalog   *catalog.Catalog
	connect   *connect.Service
	functions *functions.Service
	forward   Forwarder
	outbound  *outbound.Client
	receiver  *inbound.Receiver
	logs      *logs.Store
	redactor  *logs.Redactor
	bus       *event.Bus
	base      func() string
	pauses    []time.Duration
	keep      Retention
	now       func() time.Time
	rand      io.Reader
	log       *slog.Logger

	lanes lanes
	tidy  tidiness

	// step is called at the named steps of the work, where tests end the process.
	step func(name string)

	ctx     context.Context // of the background work
	cancel  context.CancelFunc
	running sync.WaitGroup
}

// New returns a service that receives at once; what it keeps is worked on after Start.
func New(o Options) *Service {
	s := &Service{db: o.DB, vault: o.Vault, settings: o.Settings, catalog: o.Catalog, connect: o.Connect, functions: o.Functions, forward: o.Forward,
		outbound: o.Outbound, logs: o.Logs, redactor: o.Redactor, bus: o.Bus, base: o.BaseURL, pauses: o.RetryAfter, keep: o.Keep.withDefaults(),
		now: o.Now, rand: o.Rand, log: o.Log, step: func(string) {}}
	if s.now == nil {
		s.now = time.Now
	}
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.pauses == nil {
		s.pauses = []time.Duration{5 * time.Second, 30 * time.Second}
	}
	if s.base == nil {
		s.base = func() string { return "" }
	}
	s.receiver = inbound.New(o.Outbound, s.now)
	s.lanes.init(max(o.Lanes, 0))
	s.tidy.init()
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// Start goes on with what an earlier process left and begins the background work. ctx does not end it; Stop does.
func (s *Service) Start(ctx context.Context) error {
	if err := s.recover(ctx); err != nil {
		return err
	}
	waiting, err := s.openLanes(ctx)
	if err != nil {
		return err
	}
	s.lanes.open()
	s.running.Go(s.retain)
	for _, name := range waiting {
		s.wake(name)
	}
	return nil
}

// Stop ends the background work; what it interrupts is queued again. It may be called twice.
func (s *Service) Stop() {
	s.lanes.close()
	s.cancel()
	s.running.Wait()
}

// changed tells readers to look at a delivery again.
func (s *Service) changed(id string) {
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Webhooks, ID: id})
	}
}
