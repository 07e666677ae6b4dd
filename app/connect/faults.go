package connect

import (
	"fmt"
	"strings"

	"patchbay/app/fault"
)

// Codes that this package raises; the API maps some of them to another code per route (http-api §1.4).
const (
	codeInvalidBody     = "invalid_body"
	codeUnknownProvider = "unknown_provider_template"
	codeUnknownIntegr   = "unknown_provider_config"
	codeUnknownConn     = "unknown_connection"
	codeAuthMode        = "invalid_auth_mode"
	codeNotAllowed      = "integration_not_allowed"
	codeInvalidConn     = "invalid_connection"
	codeParams          = "url_param_err"
	codeConfig          = "provider_config_err"
	codeState           = "state_err"
	codeBackoff         = "connection_refresh_backoff"
	codeExhausted       = "connection_refresh_exhausted"
	codeNotSaved        = "credentials_not_saved"
)

func randomFault(err error) error {
	return fault.New(fault.Internal, "server_error", "The system gives no random numbers.").WithCause(err)
}

func unknownIntegration(key string) error {
	return fault.New(fault.NotFound, codeUnknownIntegr, fmt.Sprintf("Integration %q does not exist.", key)).
		WithHint("See the list of integrations for the right key.")
}

func unknownConnection(key, connectionID string) error {
	return fault.New(fault.NotFound, codeUnknownConn, fmt.Sprintf("Connection %q of integration %q does not exist.", connectionID, key)).
		WithHint("See the list of connections for the right id, or connect the account first.")
}

func unknownProvider(key string) error {
	return fault.New(fault.NotFound, codeUnknownProvider, fmt.Sprintf("Provider %q is not in the catalog.", key)).
		WithHint("If it came from a catalog file of your own, put that file back.")
}

// invalidInput is the fault for values that break a rule, one issue each; no sentence, as the API has none here.
func invalidInput(issues []fault.Issue) error {
	return fault.New(fault.Invalid, codeInvalidBody, "").WithIssues(issues...)
}

// refused is the fault for input that is well formed and still wrong.
func refused(format string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, codeInvalidBody, fmt.Sprintf(format, args...))
}

// brokenRow is the fault for a row that cannot be read.
func brokenRow(what string, err error) error {
	return fault.New(fault.Internal, "server_error", "A stored "+what+" cannot be read.").
		WithHint("Restore a backup of the data folder, or delete it and connect again.").WithCause(err)
}

// missingApp is the fault for an integration whose client id or secret was never entered.
func missingApp(in Integration) error {
	return fault.New(fault.Invalid, codeConfig, fmt.Sprintf("The integration %q is not complete: %s missing.", in.UniqueKey, strings.Join(in.MissingFields, " and "))).
		WithHint("Register an app in the provider's developer settings and enter what it shows on the integration.")
}
