// Package nango is the object that functions call: the TypeScript in front of them, and the host behind it that sends
// requests with a connection's credentials, keeps records and checkpoints, and writes the run's timeline.
package nango

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
	"patchbay/app/records"
	"patchbay/app/script"
	"patchbay/app/settings"
)

// Services are what functions may reach. Connect, Proxy, Outbound, Records, Catalog, Checkpoints, Locks and Pool are
// required; the others may be nil.
type Services struct {
	Connect     *connect.Service
	Proxy       *proxy.Service
	Outbound    *outbound.Client // for requests without credentials
	Records     *records.Service
	Catalog     *catalog.Catalog
	Settings    *settings.Service
	Logs        *logs.Store
	Checkpoints Checkpoints
	Locks       *Locks
	Functions   Functions // nil: functions cannot call each other
	Pool        *script.Pool
	Now         func() time.Time
	Log         *slog.Logger

	// Sync finds an installed sync, for triggerSync inside a dry run. Without it such a call is only noted.
	Sync func(ctx context.Context, env int64, integration, name string) (*compile.Function, error)
	// WebhookURL is the address at which an integration receives webhooks; "" or nil function: none.
	WebhookURL func(ctx context.Context, env int64, integration string) string
	// LogoURL is the address of a provider's logo.
	LogoURL func(provider string) string
}

// Key names a checkpoint, such as "sync:issues:base", on one connection.
type Key struct {
	EnvironmentID, ConnectionID int64
	Name                        string
}

// Checkpoint is what a function remembers. Version counts its changes.
type Checkpoint struct {
	Value   json.RawMessage
	Version int64
}

// Checkpoints keeps what functions remember between runs.
type Checkpoints interface {
	// Get returns nil when there is none.
	Get(ctx context.Context, k Key) (*Checkpoint, error)
	// Save replaces the value, durably, and returns the new version. version is the one that was read, 0 for none.
	// Fault: checkpoint_conflict.
	Save(ctx context.Context, k Key, value json.RawMessage, version int64) (int64, error)
	Clear(ctx context.Context, k Key) error
}

// TriggerSyncOptions say how a sync starts over.
type TriggerSyncOptions struct {
	Reset      bool `json:"reset"`      // forget checkpoints and the last sync date
	EmptyCache bool `json:"emptyCache"` // with Reset: delete the records too
}

// Functions is how functions call others. Errors are faults; those of TriggerAction carry the failure of the action as
// the API shows it in their Detail.
type Functions interface {
	TriggerAction(ctx context.Context, env int64, integration, connection, action string, input json.RawMessage) (json.RawMessage, error)
	TriggerSync(ctx context.Context, env int64, integration, connection, sync string, o TriggerSyncOptions) error
	StartSync(ctx context.Context, env int64, integration string, syncs []string, connection string) error
}

// Object runs functions with a nango object. It is safe for concurrent use.
type Object struct {
	s       Services
	prelude *preludeProgram
	schemas *schemas
}

// New returns an object. It starts nothing.
func New(s Services) *Object {
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Locks == nil {
		s.Locks = NewLocks(s.Now)
	}
	return &Object{s: s, prelude: &preludeProgram{}, schemas: newSchemas()}
}

// Prepare compiles what stands in front of every function, which otherwise the first run does.
func (o *Object) Prepare() error {
	_, err := o.prelude.get()
	return err
}
