// Package logs keeps what happened: one operation per thing done, with its lines and HTTP exchanges, redacted before
// they are stored.
package logs

import (
	"encoding/json"
	"time"
)

// The states of an operation.
const (
	Running   = "running"
	Success   = "success"
	Failed    = "failed"
	Cancelled = "cancelled" // somebody took a run back
	Timeout   = "timeout"   // a run passed its limit
)

// The kinds of message.
const (
	KindLog        = "log"
	KindHTTP       = "http"       // one HTTP attempt
	KindRecords    = "records"    // a batch of records
	KindCheckpoint = "checkpoint" // saved or cleared
	KindWait       = "wait"       // a pause between attempts
	KindNote       = "note"       // Patchbay's own remark about a run
	KindDiagnosis  = "diagnosis"  // why a login or a renewal failed; the details hold a diagnosis.Finding
)

// Where a message comes from.
const (
	Internal = "internal"
	User     = "user" // written by a function's code
)

// Who asks for operations.
const (
	SourceAPI        = "api"        // a script or an SDK, with an API key
	SourcePath       = "path"       // the same, with the connection in the address
	SourcePlayground = "playground" // a person at the playground
	SourceGUI        = "gui"        // a person at Patchbay's other pages
	SourceCLI        = "cli"
	SourceMCP        = "mcp"       // a coding assistant
	SourceSchedule   = "schedule"  // a sync's rhythm
	SourceSave       = "save"      // a saved file of the functions folder
	SourceWebhook    = "webhook"   // a webhook that came, for the functions it starts
	SourceEvent      = "event"     // something that happened to a connection
	SourceFunction   = "function"  // a function's code
	SourceProvider   = "provider"  // a provider that sent a webhook
	SourceSimulated  = "simulated" // Patchbay's simulator of webhooks
	SourceSystem     = "system"    // Patchbay itself
)

// Sources lists who may ask.
func Sources() []string {
	return []string{SourceAPI, SourcePath, SourcePlayground, SourceGUI, SourceCLI, SourceMCP, SourceSchedule, SourceSave, SourceWebhook,
		SourceEvent, SourceFunction, SourceProvider, SourceSimulated, SourceSystem}
}

// Operation is one thing that was done for somebody: a proxied request, a login, a change.
type Operation struct {
	ID            string // UUID version 7; sorts by time
	EnvironmentID int64
	Kind          string // "proxy", "auth", "connection", "admin"; of runs "sync", "action", "webhook", "on-event"
	Action        string // "get", "oauth", "refresh", "verify", "create"…
	Source        string // one of Sources
	State         string // Running, Success, Failed, Cancelled, Timeout
	Title         string
	Provider      string
	Integration   string
	Connection    string
	Method        string
	URL           string
	Status        int // the last HTTP status; 0: none
	Attempts      int
	Error         *Failure
	StartedAt     time.Time
	FinishedAt    time.Time // zero while running
}

// Failure is why an operation failed, in words for people.
type Failure struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// Message is one line of an operation, or one HTTP attempt.
type Message struct {
	ID          int64
	OperationID string
	At          time.Time
	Level       string // "debug", "info", "warn", "error"
	Text        string
	Exchange    *Exchange
	Kind        string          // KindLog when empty, KindHTTP with an Exchange
	Source      string          // Internal when empty
	Meta        json.RawMessage // details for the timeline; nil for none
}

// Exchange is one HTTP attempt. Bodies hold at most BodyLimit bytes; the sizes tell how long they really were.
type Exchange struct {
	Attempt         int
	Method          string
	URL             string
	RequestHeaders  map[string][]string
	ResponseHeaders map[string][]string
	RequestBody     string
	ResponseBody    string
	RequestSize     int64
	ResponseSize    int64
	Status          int // 0: no answer
	Timing          Timing
	RemoteAddr      string
	Error           string        // why there was no answer
	RetryReason     string        // why another attempt followed
	RetryAfter      time.Duration // how long it waited first
}

// Timing is where an attempt's time went; parts that did not happen are zero.
type Timing struct {
	DNS, Connect, TLS, FirstByte, Total time.Duration
}

// BodyLimit is how much of each body an Exchange keeps.
const BodyLimit = 64 << 10

type timingJSON struct {
	DNS       float64 `json:"dns"`
	Connect   float64 `json:"connect"`
	TLS       float64 `json:"tls"`
	FirstByte float64 `json:"first_byte"`
	Total     float64 `json:"total"`
}

// MarshalJSON writes milliseconds.
func (t Timing) MarshalJSON() ([]byte, error) {
	return json.Marshal(t.json())
}

func (t Timing) json() timingJSON {
	return timingJSON{ms(t.DNS), ms(t.Connect), ms(t.TLS), ms(t.FirstByte), ms(t.Total)}
}

func (j timingJSON) timing() Timing {
	return Timing{span(j.DNS), span(j.Connect), span(j.TLS), span(j.FirstByte), span(j.Total)}
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Timing) UnmarshalJSON(text []byte) error {
	var j timingJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return err
	}
	*t = j.timing()
	return nil
}

// ms keeps microseconds as the fraction.
func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func span(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// exchangeJSON is an Exchange as it is stored and shown.
type exchangeJSON struct {
	Attempt         int                 `json:"attempt"`
	Method          string              `json:"method"`
	URL             string              `json:"url"`
	RequestHeaders  map[string][]string `json:"request_headers"`
	ResponseHeaders map[string][]string `json:"response_headers"`
	RequestBody     string              `json:"request_body"`
	ResponseBody    string              `json:"response_body"`
	RequestSize     int64               `json:"request_size"`
	ResponseSize    int64               `json:"response_size"`
	Status          int                 `json:"status"`
	Timing          timingJSON          `json:"timing"`
	RemoteAddr      string              `json:"remote_addr,omitempty"`
	Error           string              `json:"error,omitempty"`
	RetryReason     string              `json:"retry_reason,omitempty"`
	RetryAfterMS    float64             `json:"retry_after_ms,omitempty"`
}

// MarshalJSON writes the form of the API's MessageView.exchange; durations are milliseconds.
func (e Exchange) MarshalJSON() ([]byte, error) {
	return json.Marshal(e.json())
}

func (e Exchange) json() exchangeJSON {
	return exchangeJSON{e.Attempt, e.Method, e.URL, e.RequestHeaders, e.ResponseHeaders, e.RequestBody, e.ResponseBody,
		e.RequestSize, e.ResponseSize, e.Status, e.Timing.json(), e.RemoteAddr, e.Error, e.RetryReason, ms(e.RetryAfter)}
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Exchange) UnmarshalJSON(text []byte) error {
	var j exchangeJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return err
	}
	*e = Exchange{j.Attempt, j.Method, j.URL, j.RequestHeaders, j.ResponseHeaders, j.RequestBody, j.ResponseBody,
		j.RequestSize, j.ResponseSize, j.Status, j.Timing.timing(), j.RemoteAddr, j.Error, j.RetryReason, span(j.RetryAfterMS)}
	return nil
}
