package api

import "encoding/json"

// BuilderModel is the language model that drafts functions. Its key is never shown.
type BuilderModel struct {
	Kind   BuilderKind `json:"kind" jsonschema:"the protocol: openai for /chat/completions, anthropic for /v1/messages"`
	URL    string      `json:"url" jsonschema:"e.g. http://localhost:11434/v1"`
	Name   string      `json:"name" jsonschema:"as the model's server knows it"`
	HasKey bool        `json:"has_key"`
}

// BuilderKind is "openai" or "anthropic".
type BuilderKind string

// BuilderModelEntry wraps the model; null: none is set up.
type BuilderModelEntry struct {
	Data *BuilderModel `json:"data"`
}

// BuilderModelInput sets the model up. Without a key the stored one stays while the address does.
type BuilderModelInput struct {
	Kind string `json:"kind" rule:"oneof=openai|anthropic"`
	URL  string `json:"url" rule:"min=1,max=2048"`
	Name string `json:"name" rule:"min=1,max=255"`
	Key  string `json:"key,omitempty" rule:"max=4096"`
}

// BuilderProbe is the outcome of a test question.
type BuilderProbe struct {
	Answer       string `json:"answer" jsonschema:"the first words"`
	InputTokens  int    `json:"input_tokens"`
	OutputTokens int    `json:"output_tokens"`
}

// BuilderSample is an answer that the model would see, exactly as it would.
type BuilderSample struct {
	ID      string `json:"id" jsonschema:"of the operation in the log"`
	Method  string `json:"method"`
	Address string `json:"address" jsonschema:"path and query"`
	Body    string `json:"body" jsonschema:"redacted, its first 4 KB"`
	Cut     bool   `json:"cut" jsonschema:"the answer was longer"`
}

// BuilderSamples wraps the list, newest first.
type BuilderSamples struct {
	Data []BuilderSample `json:"data"`
}

type builderSamplesQuery struct {
	Integration string `json:"integration" rule:"is=key,min=1,max=255"`
	Connection  string `json:"connection" rule:"min=1,max=255"`
}

// BuilderInput says what to draft. Samples are the operations whose answers the user agreed to show to the model.
type BuilderInput struct {
	Description string          `json:"description" rule:"min=1,max=20000"`
	Integration string          `json:"integration" rule:"is=key,min=1,max=255"`
	Connection  string          `json:"connection,omitempty" rule:"max=255"`
	Name        string          `json:"name" rule:"is=function,min=1,max=255"`
	Type        string          `json:"type" rule:"oneof=sync|action|on-event"`
	Samples     []string        `json:"samples,omitempty"`
	Input       json.RawMessage `json:"input,omitempty"`
	AllowWrites bool            `json:"allow_writes,omitempty"`
	Rounds      int             `json:"rounds,omitempty"`
}

// BuilderSession is one function being drafted.
type BuilderSession struct {
	ID          string         `json:"id"`
	State       BuilderState   `json:"state"`
	Description string         `json:"description"`
	Integration string         `json:"integration"`
	Connection  string         `json:"connection"`
	Name        string         `json:"name"`
	Type        FunctionType   `json:"type"`
	File        string         `json:"file" jsonschema:"where the draft goes when it is accepted"`
	Model       string         `json:"model"`
	MostRounds  int            `json:"most_rounds"`
	Rounds      []BuilderRound `json:"rounds"`
	Error       *FaultView     `json:"error" jsonschema:"why it failed; null: it did not"`
	CreatedAt   string         `json:"created_at"`
}

// BuilderState is "running", "passed", "gave_up", "stopped", "failed" or "accepted".
type BuilderState string

// BuilderPhase is "writing", "checking", "trying" or "done".
type BuilderPhase string

// BuilderRound is one answer of the model and what became of it.
type BuilderRound struct {
	Number       int              `json:"number" jsonschema:"from 1"`
	Phase        BuilderPhase     `json:"phase"`
	Prompt       string           `json:"prompt" jsonschema:"what was sent new in this round"`
	Answer       string           `json:"answer" jsonschema:"as it came"`
	Code         string           `json:"code" jsonschema:"the file in the answer; empty: none yet"`
	Problems     []DiagnosticView `json:"problems"`
	DryRun       *BuilderDryRun   `json:"dry_run" jsonschema:"null: there was none"`
	InputTokens  int              `json:"input_tokens" jsonschema:"0: the model's server does not tell"`
	OutputTokens int              `json:"output_tokens"`
}

// BuilderDryRun is a dry run of a draft.
type BuilderDryRun struct {
	RunID   string          `json:"run_id"`
	State   RunState        `json:"state"`
	Output  json.RawMessage `json:"output" jsonschema:"redacted; null: none, or too long"`
	Problem string          `json:"problem" jsonschema:"why it failed; empty: it did not"`
	Note    string          `json:"note" jsonschema:"what to know about it"`
}

// BuilderSessionEntry wraps a session.
type BuilderSessionEntry struct {
	Data BuilderSession `json:"data"`
}

// BuilderAcceptInput: with Insist a draft is written although it has problems.
type BuilderAcceptInput struct {
	Insist bool `json:"insist,omitempty"`
}
