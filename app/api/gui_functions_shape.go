package api

import "encoding/json"

// FunctionView is a function in the GUI's tree.
type FunctionView struct {
	ID            string        `json:"id"`
	Integration   string        `json:"integration"`
	Provider      string        `json:"provider"` // "" when the integration does not exist yet
	Name          string        `json:"name"`
	Type          FunctionType  `json:"type"`
	File          string        `json:"file"` // in the project folder, e.g. github/syncs/list-issues.ts
	Description   string        `json:"description"`
	Version       string        `json:"version"`
	State         FunctionState `json:"state"`
	Problem       string        `json:"problem,omitempty"` // why it is not ready, one sentence
	Enabled       bool          `json:"enabled"`
	Origin        string        `json:"origin"` // "repo", "catalog" or "standalone"
	Deployed      bool          `json:"deployed" jsonschema:"it came by a deploy, not from the open folder"`
	Waiting       bool          `json:"waiting" jsonschema:"a deployed version waits until the folder is closed"`
	Models        []string      `json:"models"`
	Scopes        []string      `json:"scopes"`
	Frequency     string        `json:"frequency,omitempty"`
	AutoStart     bool          `json:"auto_start"`
	Event         string        `json:"event,omitempty"`
	Subscriptions []string      `json:"subscriptions"`
	HasWebhook    bool          `json:"has_webhook"`
	Connections   int           `json:"connections"`
	LastRun       *RunView      `json:"last_run"`
}

// FunctionType is "sync", "action" or "on-event".
type FunctionType string

// FunctionState is "ready", "broken" (does not compile; an older version may still run), "unknown-integration" or "removed"
// (its file is gone from the project).
type FunctionState string

// FunctionViews wraps a list.
type FunctionViews struct {
	Data []FunctionView `json:"data"`
}

// FunctionDetail adds schemas, switches and the code. A function that never compiled has no schemas and no time of installation.
type FunctionDetail struct {
	FunctionView
	InputSchema      json.RawMessage            `json:"input_schema"`  // of an action's input; null when it takes none
	OutputSchema     json.RawMessage            `json:"output_schema"` // of an action's output
	ModelSchemas     map[string]json.RawMessage `json:"model_schemas"`
	MetadataSchema   json.RawMessage            `json:"metadata_schema"`
	CheckpointSchema json.RawMessage            `json:"checkpoint_schema"`
	Endpoints        []EndpointView             `json:"endpoints"`
	Features         []string                   `json:"features"`
	InstalledAt      *string                    `json:"installed_at"`
	AllowCredentials bool                       `json:"allow_credentials"`
	RunOnSave        *SavedInput                `json:"run_on_save"`
	LastInput        *SavedInput                `json:"last_input"`
	Fixture          string                     `json:"fixture,omitempty"` // path of its recorded fixture
	Source           string                     `json:"source"`            // TypeScript: as it is installed, or as it lies in the folder when it never compiled
	Diagnostics      []DiagnosticView           `json:"diagnostics"`       // problems of its file in the open folder
}

// EndpointView is the deprecated route of a function.
type EndpointView struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Group  string `json:"group,omitempty"`
}

// SavedInput is what a function ran with the last time from the GUI.
type SavedInput struct {
	Connection string          `json:"connection"`
	Input      json.RawMessage `json:"input,omitempty"`
	Mode       RunMode         `json:"mode"`
}

// RunMode is "run" (records, checkpoints and outputs are kept) or "dryrun" (nothing is).
type RunMode string

// FunctionDetailEntry wraps one function.
type FunctionDetailEntry struct {
	Data FunctionDetail `json:"data"`
}

// FunctionPatch changes a function's switches; what is absent stays. RunOnSave {} switches it off.
type FunctionPatch struct {
	Enabled          *bool           `json:"enabled,omitempty"`
	AllowCredentials *bool           `json:"allow_credentials,omitempty"`
	RunOnSave        *RunOnSaveInput `json:"run_on_save,omitempty"`
}

// RunOnSaveInput says with what a function runs again after each save; without a connection it does not.
type RunOnSaveInput struct {
	Connection string          `json:"connection,omitempty"`
	Input      json.RawMessage `json:"input,omitempty"`
	Mode       string          `json:"mode,omitempty" rule:"oneof=run|dryrun"`
}

// RunInput starts a function from the GUI or the command line.
type RunInput struct {
	Dir          string          `json:"dir,omitempty"` // dry run: a project that is not open
	Connection   string          `json:"connection" rule:"min=1,max=255"`
	Mode         string          `json:"mode" rule:"oneof=run|dryrun"`
	Input        json.RawMessage `json:"input,omitempty"`          // actions
	Payload      json.RawMessage `json:"payload,omitempty"`        // runs onWebhook of a sync with this event
	Subscription string          `json:"subscription,omitempty"`   // the event's type, with payload
	Metadata     json.RawMessage `json:"metadata,omitempty"`       // dry run: instead of the connection's
	Checkpoint   json.RawMessage `json:"checkpoint,omitempty"`     // dry run: the first checkpoint
	LastSyncDate string          `json:"last_sync_date,omitempty"` // dry run: any date text JavaScript reads
	Variant      string          `json:"variant,omitempty"`
	Validate     bool            `json:"validate,omitempty"`     // dry run: a wrong shape is an error
	SaveFixture  bool            `json:"save_fixture,omitempty"` // dry run: write the fixture when it went well
	ReadOnly     bool            `json:"read_only,omitempty"`    // dry run: what writes, or goes elsewhere than to the provider, fails it
}

// StartedRun names the run that began.
type StartedRun struct {
	Data RunView `json:"data"`
}

// RunView is one execution of a function.
type RunView struct {
	ID          string                  `json:"id"`
	Job         int64                   `json:"job"` // counts the runs of one sync on one connection
	Integration string                  `json:"integration"`
	Provider    string                  `json:"provider"`
	Connection  string                  `json:"connection"`
	Function    string                  `json:"function"`
	Type        FunctionType            `json:"type"`
	Kind        string                  `json:"kind"`    // "action", "sync", "webhook" or "on-event"
	Trigger     string                  `json:"trigger"` // "schedule", "api", "gui", "cli", "save", "webhook", "event" or "function"
	State       RunState                `json:"state"`
	Variant     string                  `json:"variant"`
	Dry         bool                    `json:"dry"`
	Attempt     int                     `json:"attempt"`
	Error       *RunFault               `json:"error"`
	Results     map[string]ResultCounts `json:"results"` // by model
	QueuedAt    string                  `json:"queued_at"`
	StartedAt   *string                 `json:"started_at"`
	FinishedAt  *string                 `json:"finished_at"`
	DurationMS  *float64                `json:"duration_ms"`
	OperationID string                  `json:"operation_id"`
}

// RunState is "queued", "running", "succeeded", "failed", "cancelled", "timed_out" or "interrupted".
type RunState string

// ResultCounts are what a run did to one model's records.
type ResultCounts struct {
	Added   int `json:"added"`
	Updated int `json:"updated"`
	Deleted int `json:"deleted"`
}

// RunFault is why a run failed. Whose is "code", "patchbay", "network" or "provider".
type RunFault struct {
	Type    string          `json:"type"`
	Message string          `json:"message"`
	Whose   string          `json:"whose"`
	Stack   string          `json:"stack,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// RunDetail adds what went in and came out.
type RunDetail struct {
	RunView
	Input          json.RawMessage `json:"input"`
	Output         json.RawMessage `json:"output"`
	CheckpointFrom json.RawMessage `json:"checkpoint_from"`
	CheckpointTo   json.RawMessage `json:"checkpoint_to"`
	LastSyncDate   *string         `json:"last_sync_date"`
	Warnings       []RunWarning    `json:"warnings"`
	DryRun         *DryRunView     `json:"dry_run"`
	PeakMemory     int64           `json:"peak_memory"` // bytes
}

// RunWarning is what a real server would not have complained about, but its caller might: a value off its schema.
type RunWarning struct {
	Code    string `json:"code"`
	Path    string `json:"path"`
	Message string `json:"message"`
}

// DryRunView is what a dry run would have written.
type DryRunView struct {
	Saved       map[string]json.RawMessage `json:"saved"`   // model to records, at most 100 each
	Deleted     map[string]json.RawMessage `json:"deleted"` // model to records
	FixtureFile string                     `json:"fixture_file,omitempty"`
}

// RunViews is one page, newest first.
type RunViews struct {
	Data       []RunView `json:"data"`
	NextCursor *string   `json:"next_cursor"`
}

// RunDetailEntry wraps one run.
type RunDetailEntry struct {
	Data RunDetail `json:"data"`
}

// RunTimeline is what a run did, in order. After asks for what came since.
type RunTimeline struct {
	State RunState      `json:"state"`
	Data  []MessageView `json:"data"`
}

// RunChanges is what a run did to records, against the run before.
type RunChanges struct {
	Data       []RecordChange          `json:"data"`
	Counts     map[string]ResultCounts `json:"counts"`
	NextCursor *string                 `json:"next_cursor"`
}

// RecordChange is one record that a run added, changed or deleted.
type RecordChange struct {
	Model   string          `json:"model"`
	ID      string          `json:"id"`
	Action  string          `json:"action"` // "added", "updated" or "deleted"
	Reason  string          `json:"reason,omitempty"`
	Fields  []FieldChange   `json:"fields"`
	Payload json.RawMessage `json:"payload"`
}

// FieldChange is one field that differs; null stands for absent.
type FieldChange struct {
	Path   string          `json:"path"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}
