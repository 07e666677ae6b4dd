// Package compile reads a project folder: it finds the functions, bundles and checks them, reads their definitions and
// derives the JSON schemas, as the official compiler does. One broken function never hides the others.
package compile

import (
	"context"
	"encoding/json"
	"log/slog"

	"patchbay/app/script"
	"patchbay/app/script/bundle"
)

// Type is the kind of a function.
type Type string

// The kinds.
const (
	Sync    Type = "sync"
	Action  Type = "action"
	OnEvent Type = "on-event"
)

// What starts a function that is declared with createFunction (http-api §12.4).
const (
	TriggerNone = "none" // somebody calls it
	TriggerHTTP = "http" // a provider's webhook that it subscribes to
)

// Endpoint is a deprecated custom route of a function. Group may be empty.
type Endpoint struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Group  string `json:"group,omitempty"`
}

// Function is one compiled function: its definition, its schemas and its two programs.
type Function struct {
	Integration string // the first folder of its path
	Name        string // the file's name without its ending
	File        string // the entry, e.g. "github/syncs/list-issues.ts"
	Type        Type

	Description string
	Version     string // "" when the source gives none
	SDKVersion  string `json:",omitempty"` // of the command line that deployed it, such as "0.71.10-zero"; "" for those compiled here
	Frequency   string // syncs: as declared, e.g. "every 2 hours"
	Event       string // on-event functions
	AutoStart   bool   // syncs: false when the source does not say
	SyncType    string // syncs: "full" or "incremental"

	TrackDeletes bool
	HasWebhook   bool // it has onWebhook
	Endpoints    []Endpoint

	// DeclaredEndpoints is the JSON text of the property endpoint or endpoints, with the keys in their order; nil without one.
	DeclaredEndpoints json.RawMessage

	Models               []string // syncs: the record models; actions: the one output model
	Input                string   // model of the input (actions) or of the metadata (syncs); "" when there is none
	MetadataModel        string   // syncs: same as Input
	Scopes               []string
	WebhookSubscriptions []string
	Features             []string // "checkpoints"
	UsedModels           []string

	Attributes json.RawMessage `json:",omitempty"` // an object that whoever deployed the function sent along; nil without one

	// Of functions declared with createFunction, which are actions that take a trigger; empty for the others.
	Trigger       string `json:",omitempty"` // what starts it: TriggerNone or TriggerHTTP
	PerConnection int    `json:",omitempty"` // most runs at once on one connection; 0: no limit

	JSONSchema       json.RawMessage // {"definitions":{…}}, exactly as the official compiler derives it from zod
	CheckpointSchema json.RawMessage // JSON schema of the declared checkpoint; nil when there is none

	Source  string          // text of the entry file
	Server  string          // the CommonJS bundle for a real server
	Program *script.Program // the bundle for the runner
	Inputs  []string        // project files it is made of
	Hash    string          // hex SHA-256 over the texts of Inputs: same hash, same function
}

// Project is what a folder holds. Functions that failed are not in it; their problems are.
type Project struct {
	Functions   []*Function // those that compiled, in the order of index.ts
	Diagnostics []bundle.Diagnostic
	Files       map[string]string // every TypeScript file that takes part, index.ts included: path → text
	Entries     []Entry           // what index.ts names, broken functions included
}

// Checker finds type errors. files are path → text, entries the files to start from.
type Checker interface {
	Check(ctx context.Context, files map[string]string, entries []string) ([]bundle.Diagnostic, error)
}

// Options is what a Compiler needs. Without a Checker CheckTypes finds nothing.
type Options struct {
	Pool    *script.Pool
	Checker Checker
	Log     *slog.Logger
}
