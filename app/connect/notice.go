package connect

import (
	"context"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// The operations that only notices have.
const (
	Refresh  Operation = "refresh"
	Deletion Operation = "deletion"
)

// Notice is what the user's backend may hear of a connection (http-api §10.2).
type Notice struct {
	EnvironmentID int64
	Integration   string
	Provider      string
	ConnectionID  string
	AuthMode      catalog.AuthMode
	Operation     Operation
	Error         *fault.Error      // nil: it worked
	EndUser       *EndUser          // of the Connect session that asked; nil: none did
	Tags          map[string]string // nil: there is no connection
	WebhookURL    *string           // the connection's own address for notifications
	Hold          bool              // it is not certain yet that the connection stays
}

// Notifier tells the user's backend of connections. What it writes stands or falls with the transaction that it is given.
type Notifier interface {
	// ConnectionChanged takes a notice and returns its ticket; 0 when nobody wants to hear of it.
	ConnectionChanged(ctx context.Context, tx *sqlite.Tx, n Notice) (ticket int64, err error)
	// Release lets a held notice go. One that is neither released nor withdrawn goes at the next start.
	Release(ctx context.Context, ticket int64) error
	// Withdraw forgets a held notice.
	Withdraw(ctx context.Context, tx *sqlite.Tx, ticket int64) error
}
