package connect

import (
	"encoding/json"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
)

// Connection is one account of one integration. It holds no credentials.
type Connection struct {
	UUID               string
	ID                 int64 // the API's id
	EnvironmentID      int64
	ConnectionID       string
	IntegrationKey     string // the API's provider_config_key
	Provider           string
	AuthMode           catalog.AuthMode
	Config             map[string]any  // connection_config; secret values read ••• except in Live
	Metadata           json.RawMessage // null or an object
	Tags               map[string]string
	EndUser            *EndUser
	WebhookURLOverride *string
	AuthError          *AuthError // nil: no failure stands
	ExpiresAt          *time.Time // nil: never, or not known
	Refreshable        bool       // expired credentials can be renewed without the user
	LastFetchedAt      *time.Time
	Refresh            RefreshState
	CreatedAt          time.Time
	UpdatedAt          time.Time
}

// EndUser is the person or account of the caller's product that a connection belongs to (http-api §1.9). Each connection keeps
// what was said when it was written: recorded answers of a server show one id with and without an organization.
type EndUser struct {
	ID           string            `json:"id"`
	Email        string            `json:"email,omitempty"`
	DisplayName  string            `json:"display_name,omitempty"`
	Tags         map[string]string `json:"tags,omitempty"` // nil: none given
	Organization *Organization     `json:"organization,omitempty"`
}

// Organization is what an end user belongs to.
type Organization struct {
	ID          string `json:"id"`
	DisplayName string `json:"display_name,omitempty"`
}

// AuthError is why a connection's credentials stopped working.
type AuthError struct {
	Code    string    `json:"code"`
	Message string    `json:"message"`
	Hint    string    `json:"hint"`
	LogID   string    `json:"log_id"` // the log operation with the details
	At      time.Time `json:"at"`
}

// RefreshState counts the failures of renewing credentials.
type RefreshState struct {
	LastSuccess *time.Time
	LastFailure *time.Time
	Attempts    int // failing days in a row
	Exhausted   bool
}

// ImportInput is a connection made from credentials that exist already (http-api §2.4.3).
type ImportInput struct {
	IntegrationKey     string
	ConnectionID       string          // empty: a new UUID
	Metadata           json.RawMessage // nil: {}
	Config             map[string]any
	WebhookURLOverride *string
	EndUser            *EndUser
	Tags               map[string]string // nil: none given
	Credentials        json.RawMessage   // the API's object with its type
}

// ConnectionUpdate changes a connection; nil leaves a field alone. A webhook URL of "" clears it.
type ConnectionUpdate struct {
	EndUser            *EndUser
	Tags               map[string]string
	WebhookURLOverride *string
}

// All is the limit of a list that must be whole.
const All = -1

// ConnectionFilter selects connections; zero fields select all (http-api §2.4.1).
type ConnectionFilter struct {
	ConnectionID    string // exact
	Search          string // substring of connection id, end user's name or email, ignoring case
	EndUserID       string
	EndUserOrgID    string
	IntegrationKeys []string
	Tags            map[string]string // all must be there
	State           string            // "ok", "expired", "error"; the GUI's filter
	Limit           int               // 0: 10000
	Page            int               // from 0
}

// Live is a connection with everything a call needs. It is shared: read only.
type Live struct {
	Connection  Connection // Config complete, secret values too
	Integration Integration
	Provider    *catalog.Provider
	Credentials auth.Credentials
	App         AppCredentials
	// Values are the names that templates of this connection may use: connectionConfig, credentials,
	// metadata, clientId, clientSecret, and the credentials' fields under their bare names.
	Values map[string]any
}

// FreshOptions change how Fresh works.
type FreshOptions struct {
	Force bool // renew now, whatever the expiry and the back-off
}

// The states of a connection that people tell apart.
const (
	StateOK      = "ok"
	StateExpired = "expired" // the credentials have run out and cannot be renewed without the user
	StateError   = "error"   // the last attempt to renew or verify them failed
)

// State sums up whether the connection works.
func (c Connection) State(now time.Time) string {
	switch {
	case c.AuthError != nil || c.Refresh.Exhausted:
		return StateError
	case c.ExpiresAt != nil && !c.Refreshable && !c.ExpiresAt.After(now):
		return StateExpired
	default:
		return StateOK
	}
}
