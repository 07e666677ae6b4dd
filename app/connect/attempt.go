package connect

import (
	"time"

	"patchbay/app/fault"
)

// The states of an attempt.
const (
	Pending   = "pending"
	Succeeded = "succeeded"
	Failed    = "failed"
	Cancelled = "cancelled"
	Expired   = "expired"
)

// Attempt is one login through the browser. Attempts live in memory only: a login that is under way when
// Patchbay ends has to be started again.
type Attempt struct {
	ID                string
	EnvironmentID     int64
	IntegrationKey    string
	ConnectionID      string
	Provider          string
	State             string // Pending, Succeeded, Failed, Cancelled, Expired
	AuthorizeURL      string // for the browser; holds the state value, not a secret of the app
	Error             *fault.Error
	CreatedAt         time.Time
	ExpiresAt         time.Time
	WebSocketClientID string
}

// ConnectInput starts a login or stores credentials that the user typed.
type ConnectInput struct {
	IntegrationKey      string
	ConnectionID        string            // chosen id, or the connection to replace; empty: a new UUID
	Reconnect           bool              // the connection must exist
	Params              map[string]string // connection config
	Credentials         map[string]string // fields of the mode, or oauth_client_id_override and its like
	AuthorizationParams map[string]string
	UserScope           string            // slack
	Tags                map[string]string // nil: none given; a session's tags win
	Session             *Session          // nil: the caller holds an API key
	WebSocketClientID   string            // popup flow: who waits for the result
}
