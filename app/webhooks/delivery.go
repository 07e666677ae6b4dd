package webhooks

import (
	"net/http"
	"net/url"
	"time"

	"patchbay/app/fault"
	"patchbay/app/inbound"
)

// State is where a delivery stands. The first four have jobs; in the others nothing ran.
type State string

// The states of a delivery.
const (
	Queued    State = "queued"
	Running   State = "running"
	Done      State = "done"       // all of its jobs succeeded
	Failed    State = "failed"     // at least one job failed for good
	Held      State = "held"       // nobody can tell who sent it: it waits for the user
	Refused   State = "refused"    // a wrong signature, or not understood
	Unmatched State = "unmatched"  // it concerns no connection
	Duplicate State = "duplicate"  // it came before
	NoHandler State = "no_handler" // Patchbay knows nothing of this provider's webhooks
	Answered  State = "answered"   // a handshake: there was nothing to do but to answer
)

// Reason says in words why something did not run or failed.
type Reason struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// reasonOf puts an error into words, without secrets.
func (s *Service) reasonOf(err error) *Reason {
	if err == nil {
		return nil
	}
	f := fault.From(err)
	return &Reason{Code: f.Code, Message: s.redactor.Text(f.Message), Hint: s.redactor.Text(f.Hint)}
}

// Delivery is one webhook as it is listed.
type Delivery struct {
	Seq           int64 // grows with each delivery: the order of lists
	ID            string
	EnvironmentID int64
	Integration   string
	Provider      string
	State         State
	Verification  inbound.Verification // "" when it was refused or nobody looked
	Simulated     bool                 // Patchbay made it up
	Edited        bool                 // the user changed it
	ResentFrom    string               // the delivery that it repeats; ""
	Types         []string             // of its events; "" is an event without a type
	Connections   []string             // ids of the connections it concerns
	Reason        *Reason
	Note          string // about a handshake
	Status        int    // what the sender was answered
	ContentType   string
	Size          int64  // bytes of the body
	Shown         string // the body's beginning, redacted
	OperationID   string
	ReceivedAt    time.Time
	FinishedAt    time.Time // zero: there is work left
}

// JobKind is what is to be done.
type JobKind string

// The kinds of job.
const (
	Install JobKind = "install" // complete a pending connection
	Run     JobKind = "run"     // run a sync's onWebhook
	Forward JobKind = "forward" // hand it to the notifications
)

// noEvent is the event of jobs that are for a whole delivery and follow its installation.
const noEvent = -1

// Job is one thing to be done for a delivery.
type Job struct {
	ID         int64
	Kind       JobKind
	Connection string
	Event      int
	Type       string // of the event
	Function   string
	State      State // Queued, Running, Done or Failed
	Attempts   int
	RunID      string // of the last attempt; "" before its end
	Reason     *Reason

	delivery int64
}

// Detail is a delivery with all that was kept of it.
type Detail struct {
	Delivery
	URL    string
	Header http.Header // secret values are masked
	Query  url.Values  // the same
	Body   []byte      // as it arrived
	Jobs   []Job
}

// content is the sealed part of a delivery.
type content struct {
	URL     string                `json:"url"`
	Header  http.Header           `json:"header"`
	Query   url.Values            `json:"query,omitempty"`
	Body    []byte                `json:"body"`
	Events  []inbound.Event       `json:"events,omitempty"`  // a payload of null is the whole body
	Forward []byte                `json:"forward,omitempty"` // nil: the whole body, when the delivery is forwarded
	Install *inbound.Installation `json:"install,omitempty"`
}
