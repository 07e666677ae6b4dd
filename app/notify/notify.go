// Package notify tells the user's own backend what happened: signed webhooks, kept in an outbox until they are delivered.
package notify

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"patchbay/app/event"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Type is what a notification is, as its body says.
type Type string

// The types (http-api §10).
const (
	TypeAuth        Type = "auth"
	TypeSync        Type = "sync"
	TypeAsyncAction Type = "async_action"
	TypeForward     Type = "forward"
)

// State is where a notification or one of its targets stands.
type State string

// The states. A notification is Held while it is not yet certain that what it tells stays true; its targets wait meanwhile.
const (
	Held      State = "held"
	Waiting   State = "waiting"
	Delivered State = "delivered" // every target answered with 2xx
	Failed    State = "failed"    // one target at least did not
	Cancelled State = "cancelled" // the user took it back
)

// Notification is one message to the user's backend.
type Notification struct {
	ID            string // UUID version 7
	EnvironmentID int64
	Type          Type
	Action        string // as the log names it: connection_create, connection_refresh, sync, async_action, forward and others
	Integration   string
	Provider      string
	Connection    string // "" for a forwarded webhook of no connection
	Subject       string // for lists: the sync and the model
	RunID         string // "" when no run caused it
	Simulated     bool   // of a webhook that Patchbay made itself
	State         State
	Size          int64 // bytes of the body
	CreatedAt     time.Time
	FinishedAt    time.Time // zero while it waits
	Targets       []Target
}

// Target is one address of a notification's present round.
type Target struct {
	URL      string
	State    State
	Attempts int
	NextAt   time.Time // zero: its turn has not come, or it is over
	Status   int       // of the last answer; 0: none
	Error    string    // why the last attempt failed
}

// Attempt is one request that was sent, redacted.
type Attempt struct {
	Number         int // from 1, for each address and round
	URL            string
	StartedAt      time.Time
	Duration       time.Duration
	RequestHeader  map[string][]string
	Status         int // 0: no answer
	ResponseHeader map[string][]string
	ResponseBody   string // the beginning
	ErrorCode      string // "" when it was delivered
	Error          string
	RetryAfter     time.Duration // until the next attempt; 0: there is none
	OperationID    string        // of the log
}

// Sender sends requests. *outbound.Client is the one outside of tests.
type Sender interface {
	Do(req *http.Request, p outbound.Policy, watch func(outbound.Hop)) (*http.Response, error)
}

// Options are what the service needs; those without a default are required.
type Options struct {
	DB       *sqlite.DB
	Vault    *vault.Vault
	Settings *settings.Service
	Sender   Sender
	Logs     *logs.Store
	Redactor *logs.Redactor
	Bus      *event.Bus // nil: nobody is told of changes
	Version  string     // of Patchbay, for the User-Agent

	Workers int              // attempts at the same time; default 8
	Now     func() time.Time // default time.Now
	Rand    io.Reader        // default crypto/rand
	Log     *slog.Logger     // default: discard
}

// Service is the one owner of the outbox and its settings. Safe for concurrent use.
type Service struct {
	db       *sqlite.DB
	vault    *vault.Vault
	settings *settings.Service
	sender   Sender
	logs     *logs.Store
	redactor *logs.Redactor
	bus      *event.Bus
	agent    string
	now      func() time.Time
	rand     io.Reader
	log      *slog.Logger

	kept keptSettings
	work work

	// step is called at the named steps of a delivery, where tests end the process.
	step func(name string)

	stop    context.CancelFunc
	abort   context.CancelFunc // ends the requests under way
	running sync.WaitGroup
}

// New returns a service that keeps notifications at once; Start begins to deliver them.
func New(o Options) *Service {
	s := &Service{db: o.DB, vault: o.Vault, settings: o.Settings, sender: o.Sender, logs: o.Logs, redactor: o.Redactor, bus: o.Bus,
		agent: userAgent(o.Version), now: o.Now, rand: o.Rand, log: o.Log, step: func(string) {}}
	if s.now == nil {
		s.now = time.Now
	}
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if o.Workers <= 0 {
		o.Workers = defaultWorkers
	}
	s.kept.init()
	s.work.init(o.Workers)
	return s
}

// changed tells readers to look at a notification again.
func (s *Service) changed(id string) {
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Notifications, ID: id})
	}
}

func owner(e settings.Environment) vault.Owner { return vault.Owner("environment/" + e.UUID) }
