package functions

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"patchbay/app/compile"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/records"
)

// State is where a run stands. README.md of app draws the machine.
type State string

// The states of a run.
const (
	Queued      State = "queued"
	Running     State = "running"
	Succeeded   State = "succeeded"
	Failed      State = "failed"
	Cancelled   State = "cancelled"
	TimedOut    State = "timed_out"
	Interrupted State = "interrupted" // Patchbay ended while it ran
)

// next is the state machine. A run that failed goes back to queued only when it has attempts left.
var next = map[State][]State{
	Queued:  {Running, Failed, Cancelled, TimedOut, Interrupted},
	Running: {Queued, Succeeded, Failed, Cancelled, TimedOut, Interrupted},
}

// Finished reports whether the state is final.
func (s State) Finished() bool { return s != "" && len(next[s]) == 0 }

// whereMay is the condition of a run that the machine lets go to a state.
func whereMay(to State) string {
	var from []string
	for _, state := range []State{Queued, Running} {
		if slices.Contains(next[state], to) {
			from = append(from, "'"+string(state)+"'")
		}
	}
	return " AND state IN (" + strings.Join(from, ", ") + ")"
}

// The kinds of run, as nango.scriptType names them.
const (
	KindSync    = "sync"
	KindAction  = "action"
	KindWebhook = "webhook"
	KindEvent   = "on-event"
)

// TriggerSimulated is a webhook that Patchbay made up, also at the far end of a chain: what a run that it started asks for, or
// a connection that it completed.
const TriggerSimulated = logs.SourceSimulated

// What starts a run.
const (
	TriggerSchedule = logs.SourceSchedule
	TriggerAPI      = logs.SourceAPI
	TriggerGUI      = logs.SourceGUI
	TriggerCLI      = logs.SourceCLI
	TriggerSave     = logs.SourceSave
	TriggerWebhook  = logs.SourceWebhook
	TriggerEvent    = logs.SourceEvent
	TriggerFunction = logs.SourceFunction
	TriggerMCP      = logs.SourceMCP
)

// The job types of sync status and the sync types of the outgoing webhook (functions.md §4.7).
const (
	JobFull        = "FULL"
	JobIncremental = "INCREMENTAL"

	SyncInitial     = "INITIAL"
	SyncIncremental = "INCREMENTAL"
	SyncWebhook     = "WEBHOOK"
)

// BaseVariant is the variant that every sync has.
const BaseVariant = records.BaseVariant

// ShownLimit is how much of an input and of an output a Run shows; what is longer becomes a JSON string of its beginning.
const ShownLimit = 64 << 10

// Run is one execution of a function. Input, Output and Error are redacted and cut.
type Run struct {
	ID            string // UUID version 7
	Seq           int64  // grows with each run: the order of lists
	EnvironmentID int64
	Integration   string
	Provider      string
	Connection    string
	ConnectionRow int64 // connect.Connection.ID; the connection may be gone
	Function      string
	Type          compile.Type
	Kind          string
	Trigger       string
	State         State
	Variant       string
	SyncID        string // of the sync instance; "" for actions and on-event functions
	Job           int64  // counts the runs of a sync instance; 0 for actions and on-event functions
	JobType       string
	SyncType      string
	Dry           bool
	Deferred      bool // nobody waits for it
	Again         bool // whoever started it does so again when it fails; not kept
	Nested        bool // a function waits for it; not kept
	Attempt       int  // from 1
	MaxAttempts   int

	Input, Output         json.RawMessage
	InputSize, OutputSize int64 // bytes of the whole JSON
	Error                 *nango.Failure
	Results               map[string]nango.Counts
	CheckpointFrom        json.RawMessage
	CheckpointTo          json.RawMessage
	Warnings              []nango.Warning
	DryResult             *nango.DryResult // of a finished dry run, read by Run only
	OperationID           string           // its timeline; "" before its first start
	PeakMemory            int64
	QueuedAt              time.Time
	StartedAt, FinishedAt time.Time // zero before
}

// Duration is how long the run executed; 0 while it does or when it never did.
func (r Run) Duration() time.Duration {
	if r.StartedAt.IsZero() || r.FinishedAt.IsZero() {
		return 0
	}
	return r.FinishedAt.Sub(r.StartedAt)
}

// RunFilter selects runs; zero fields select all.
type RunFilter struct {
	Integration string
	Connection  string
	Function    string
	Type        compile.Type
	Kind        string
	Trigger     string
	SyncID      string
	States      []State
	Dry         *bool
	Since       time.Time // queued at or after
	Before      int64     // Seq of the last run seen; 0: from the newest
	Limit       int       // default 50, at most 200
}

// RunPage is one page of runs, newest first.
type RunPage struct {
	Runs []Run
	Next int64 // Before of the next page; 0: none
}
