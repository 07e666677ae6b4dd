package connect

import (
	"context"

	"patchbay/app/auth"
	"patchbay/app/catalog"
)

// Verifier checks new credentials against the provider; proxy implements it.
type Verifier interface {
	// Verify returns nil when the credentials work or the catalog knows no way to tell, and otherwise a
	// fault with the code connection_test_failed.
	Verify(ctx context.Context, v Verification) error
}

// Verification is what a Verifier may use. Nothing of it is stored yet.
type Verification struct {
	EnvironmentID int64
	OperationID   string // of the log, that the check's requests belong to; empty: the check gets its own
	Provider      *catalog.Provider
	Integration   *Integration
	Config        map[string]any
	Credentials   auth.Credentials
}

// Scripts does what some providers need around a connection's life (providers-and-auth §7.3 and §7.4); providerscripts
// implements it. Its calls belong to the log operation that is named.
type Scripts interface {
	// Connected runs when a connection was stored, new or over an old one, and before the user's functions hear of it. It
	// returns facts for the connection's config; a nil value removes the name. They count even when there is an error.
	Connected(ctx context.Context, live *Live, operationID string) (map[string]any, error)
	// Deleting runs before a connection goes, such as revoking its token. It stops nothing.
	Deleting(ctx context.Context, live *Live, operationID string) error
}

// Lifecycle hears of connections; functions and webhooks implement it.
type Lifecycle interface {
	// Validate may refuse a connection that was just stored: a new one is then removed, an old one marked.
	Validate(ctx context.Context, c Connection, operation Operation) error
	// Created runs after a valid connection is stored.
	Created(ctx context.Context, c Connection, operation Operation)
	// Deleting runs before a connection goes.
	Deleting(ctx context.Context, c Connection)
}

// Operation is how a connection came to be.
type Operation string

// The operations of the API's auth webhook.
const (
	Creation Operation = "creation"
	Override Operation = "override"
)
