package notify

import (
	"context"

	"patchbay/app/connect"
	"patchbay/app/sqlite"
)

var _ connect.Notifier = (*Service)(nil)

// authActions are the log's names for what happens to connections.
var authActions = map[connect.Operation]string{connect.Creation: "connection_create", connect.Override: "connection_override",
	connect.Refresh: "connection_refresh", connect.Deletion: "connection_delete"}

// ConnectionChanged keeps an auth notification (http-api §10.2); it implements connect.Notifier.
func (s *Service) ConnectionChanged(ctx context.Context, tx *sqlite.Tx, n connect.Notice) (int64, error) {
	kept, err := s.Settings(ctx, n.EnvironmentID)
	if err != nil || !kept.wants(n.Operation) {
		return 0, err
	}
	e, err := s.settings.ByID(n.EnvironmentID)
	if err != nil {
		return 0, err
	}
	return s.keep(ctx, tx, message{environment: n.EnvironmentID, kind: TypeAuth, action: authActions[n.Operation], integration: n.Integration,
		provider: n.Provider, connection: n.ConnectionID, override: n.WebhookURL, hold: n.Hold, simulated: n.Simulated, body: s.authBody(e.Name, n)})
}

// wants reports whether the user wants to hear of an operation; a connection that was made anew has no switch.
func (k Settings) wants(o connect.Operation) bool {
	switch o {
	case connect.Creation:
		return k.OnAuthCreation
	case connect.Refresh:
		return k.OnAuthRefreshError
	case connect.Deletion:
		return k.OnConnectionDeletion
	default:
		return true
	}
}

// unknown stands where the original does not know a name either.
const unknown = "unknown"

func (s *Service) authBody(environment string, n connect.Notice) authNotification {
	body := authNotification{AuthMode: orUnknown(string(n.AuthMode)), ConnectionID: n.ConnectionID, Environment: environment, From: From,
		Operation: n.Operation, Provider: orUnknown(n.Provider), ProviderConfigKey: n.Integration, Success: n.Error == nil, Tags: n.Tags, Type: TypeAuth}
	if n.EndUser != nil {
		body.EndUser = &notifiedUser{Email: n.EndUser.Email, ID: n.EndUser.ID, Tags: n.EndUser.Tags}
		if body.EndUser.Tags == nil {
			body.EndUser.Tags = map[string]string{}
		}
		if n.EndUser.Organization != nil {
			body.EndUser.Organization = n.EndUser.Organization.ID
		}
	}
	if n.Error != nil {
		body.Error = &authFailure{Type: errorType(n.Error.Code), Description: s.redactor.Text(n.Error.Error())}
	}
	return body
}

// errorType is the API's word for why a connection is not there: what a callback did wrong has another name here than in
// the browser. Types are open ended, so the other codes say what they say everywhere.
func errorType(code string) string {
	if code == "callback_err" {
		return "invalid_callback"
	}
	return orUnknown(code)
}

func orUnknown(text string) string {
	if text == "" {
		return unknown
	}
	return text
}

// Release sends a held notification on its way; it implements connect.Notifier.
func (s *Service) Release(ctx context.Context, ticket int64) error {
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return s.release(ctx, tx, ticket) })
}

// Withdraw forgets a held notification; it implements connect.Notifier.
func (s *Service) Withdraw(ctx context.Context, tx *sqlite.Tx, ticket int64) error {
	return s.withdraw(ctx, tx, ticket)
}
