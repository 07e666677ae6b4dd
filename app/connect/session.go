package connect

import (
	"time"
)

// Session is a Connect session: a token that lets a web page connect accounts and nothing else (http-api §5).
type Session struct {
	UUID                string
	EnvironmentID       int64
	EndUser             *EndUser
	Tags                map[string]string
	AllowedIntegrations []string // empty: all
	Defaults            map[string]SessionDefaults
	Overrides           map[string]SessionOverride
	WebhookURLOverride  *string
	Reconnect           *ReconnectTarget // nil: the session makes new connections
	CreatedAt           time.Time
	ExpiresAt           time.Time
}

// SessionDefaults are one integration's presets; they win over what the browser sends.
type SessionDefaults struct {
	UserScopes          string            `json:"user_scopes,omitempty"` // comma-separated
	AuthorizationParams map[string]string `json:"authorization_params,omitempty"`
	ConnectionConfig    map[string]any    `json:"connection_config,omitempty"`
}

// SessionOverride changes what the Connect page shows of one integration.
type SessionOverride struct {
	DocsConnect string `json:"docs_connect,omitempty"`
}

// ReconnectTarget is the connection that a reconnect session is pinned to.
type ReconnectTarget struct {
	UUID           string `json:"uuid"`
	IntegrationKey string `json:"integration_key"`
	ConnectionID   string `json:"connection_id"`
}

// SessionInput is a new Connect session.
type SessionInput struct {
	EndUser             *EndUser
	Organization        *Organization
	Tags                map[string]string // nil: none given
	AllowedIntegrations []string
	Defaults            map[string]SessionDefaults
	Overrides           map[string]SessionOverride
	WebhookURLOverride  *string
}

// ReconnectInput is a new Connect session for an existing connection.
type ReconnectInput struct {
	ConnectionID   string
	IntegrationKey string
	SessionInput   // AllowedIntegrations is ignored
}
