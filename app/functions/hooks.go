package functions

import (
	"context"

	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// What the nango object asks of this package.
var (
	_ nango.Checkpoints = Checkpoints{}
	_ nango.Functions   = Calls{}
)

// Executor runs the code of a function. *nango.Object is the one outside of tests.
type Executor interface {
	// Execute returns the outcome of a run, a failing function included; an error is a failure of Patchbay's own. It ends
	// within a second after ctx does.
	Execute(ctx context.Context, r nango.Run) (nango.Outcome, error)
}

// Instance is one sync function on one connection in one variant.
type Instance struct {
	EnvironmentID int64
	ConnectionID  int64  // connect.Connection.ID
	Sync          string // the function's name
	Variant       string // BaseVariant or another
}

// SyncCommand asks for a run of syncs, as nango.triggerSync and nango.startSync do.
type SyncCommand struct {
	EnvironmentID int64
	Integration   string
	Connection    string // "": all of the integration
	Sync          string
	Variant       string
	Reset         bool   // from scratch
	EmptyCache    bool   // with Reset: delete the records first
	Source        string // Trigger: one of the triggers
}

// Scheduler decides when syncs run, and keeps their variants. schedule implements it; without one syncs run only when asked,
// and in their base variant.
type Scheduler interface {
	// FunctionsChanged tells that functions of the environment came, went or changed.
	FunctionsChanged(ctx context.Context, env int64)
	// Trigger runs a sync now.
	Trigger(ctx context.Context, c SyncCommand) error
	// Start lets the schedule of a sync run.
	Start(ctx context.Context, c SyncCommand) error
	// HasVariant reports whether the instance was made and is still there, as tx sees it. BaseVariant is never asked for.
	HasVariant(ctx context.Context, tx *sqlite.Tx, i Instance) (bool, error)
	// Interrupted tells of a run that ended with the process; it wants another one.
	Interrupted(ctx context.Context, i Instance)
}

// Notifier hears of each run that ends, inside the transaction that ends it: what it writes stands or falls with it. It
// must not use another transaction, and an error undoes the end.
type Notifier interface {
	RunFinished(ctx context.Context, tx *sqlite.Tx, run Run) error
}
