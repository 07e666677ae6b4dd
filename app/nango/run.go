package nango

import (
	"encoding/json"
	"time"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/logs"
)

// The kinds of run.
const (
	KindSync    = "sync"
	KindAction  = "action"
	KindWebhook = "webhook" // onWebhook of a sync
	KindEvent   = "on-event"
)

// Run is one execution to be made.
type Run struct {
	EnvironmentID   int64
	EnvironmentName string
	Connection      connect.Connection
	Function        *compile.Function
	Kind            string // KindSync, KindAction, KindWebhook or KindEvent
	Variant         string // of syncs; empty means base
	ID              string // UUID of the run
	SyncID          string // UUID of the sync on this connection; empty for others
	Job             int64  // number of the run of this sync; 0 for others
	LastSyncDate    *time.Time
	Input           json.RawMessage // of actions; empty or null reaches code as {}
	Payload         json.RawMessage // of webhook runs
	Request         *Request        // the webhook that started a function of the createFunction model; nil: somebody called it
	Recorder        *logs.Recorder  // the run's operation; the caller finishes it
	// AllowCredentials lets code see the connection's credentials; otherwise they read ••• and getToken is refused.
	AllowCredentials bool
	Deadline         time.Duration // 0: none
	Dry              *DryRun       // nil: a real run
}

// Request is a provider's webhook as a function of the createFunction model sees it beside its input, the event.
type Request struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Headers map[string]string `json:"headers"` // names in small letters
	Query   map[string]string `json:"query"`
}

// DryRun are the options of a run that keeps nothing (functions.md §6.1). API calls and metadata writes are real.
type DryRun struct {
	Metadata     json.RawMessage // in place of the connection's; nil: as it is
	Checkpoint   json.RawMessage // the first checkpoint; nil: none
	LastSyncDate *time.Time      // in place of Run.LastSyncDate
	Validate     bool            // a value off its schema is an error
	Record       bool            // keep what a fixture needs
	ReadOnly     bool            // what changes something, or goes elsewhere than to the connection's provider, fails the run
}

// DryResult is what a dry run would have written.
type DryResult struct {
	Saved   map[string]json.RawMessage `json:"saved"`   // stored model → array of records, at most 100 of them
	Deleted map[string]json.RawMessage `json:"deleted"` // the same of batchDelete
	Counts  map[string]Counts          `json:"counts"`  // Added: saved, Updated, Deleted: calls of batchUpdate and batchDelete
	Fixture string                     `json:"fixture,omitempty"`
}

// Counts is what happened to the records of one model.
type Counts struct {
	Added   int `json:"added"`
	Updated int `json:"updated"`
	Deleted int `json:"deleted"`
}

// Warning is something that went well here and that a caller or a real server might not like.
type Warning struct {
	Code    string `json:"code"` // invalid_action_input, invalid_action_output, invalid_sync_record, or a hint's code
	Path    string `json:"path"` // where in the value, such as /items/0/id
	Message string `json:"message"`
}

// Who is at fault when a run fails.
const (
	WhoseCode     = "code"
	WhosePatchbay = "patchbay"
	WhoseNetwork  = "network"
	WhoseProvider = "provider"
)

// Failure is why a run failed, in the API's words (functions.md §4.4).
type Failure struct {
	Type       string          `json:"type"`
	Status     int             `json:"status"`
	Message    string          `json:"message"`
	Payload    json.RawMessage `json:"payload,omitempty"`
	Upstream   json.RawMessage `json:"upstream,omitempty"`   // {status, headers, body} of the provider's refusal
	Additional json.RawMessage `json:"additional,omitempty"` // validation details
	Stack      string          `json:"stack,omitempty"`      // at TypeScript positions
	Whose      string          `json:"whose,omitempty"`
}

// Outcome is how a run ended. Output may hold secrets; everything for people goes through the redactor first.
type Outcome struct {
	Output         json.RawMessage // of actions; nil for undefined
	Results        map[string]Counts
	CheckpointFrom json.RawMessage // at the start; nil: none, or never asked for
	CheckpointTo   json.RawMessage // at the end
	Failure        *Failure        // nil: it went well
	Warnings       []Warning
	Duration       time.Duration
	PeakMemory     int64 // bytes
	Dry            *DryResult
}
