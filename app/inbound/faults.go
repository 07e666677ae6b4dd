package inbound

import (
	"net/http"

	"patchbay/app/fault"
)

// Status returns the number that a webhook's sender gets for an error of Receive.
func Status(err error) int {
	switch {
	case fault.IsKind(err, fault.Unauthorized):
		return http.StatusUnauthorized
	case fault.IsKind(err, fault.Invalid):
		return http.StatusBadRequest
	default:
		return http.StatusInternalServerError
	}
}

func missingSignature(header string) *fault.Error {
	return fault.New(fault.Unauthorized, "webhook_missing_signature", "The webhook has no "+header+" header.").
		WithHint("Check that the webhook is set up at the vendor with its signing secret.")
}

func invalidSignature(sentence string) *fault.Error {
	return fault.New(fault.Unauthorized, "webhook_invalid_signature", sentence).
		WithHint("Compare the webhook secret of the integration with the one that the vendor shows.")
}

func wrongSignature() *fault.Error {
	return invalidSignature("The webhook's signature is wrong.")
}

func outOfTime() *fault.Error {
	return fault.New(fault.Unauthorized, "webhook_invalid_signature", "The webhook's signature is too old or lies in the future.").
		WithHint("When the vendor sent it just now, set this machine's clock.")
}

func missingToken(header string) *fault.Error {
	return fault.New(fault.Unauthorized, "webhook_missing_token", "The webhook has no "+header+" header.").
		WithHint("Add the header where the webhook is set up at the vendor.")
}

func missingConnectionID(where string) *fault.Error {
	return fault.New(fault.Invalid, "webhook_missing_connection_id", "The webhook does not say which connection it is for.").
		WithHint("Add the connection's id as " + where + " where the webhook is set up at the vendor.")
}

func invalidPayload(sentence string) *fault.Error {
	return fault.New(fault.Invalid, "webhook_invalid_payload", sentence)
}

func noHandler(key string) *fault.Error {
	return fault.New(fault.NotFound, "webhook_no_handler", "Webhooks of "+key+" are not understood.")
}

func notSignable(sentence string) *fault.Error {
	return fault.New(fault.Invalid, "webhook_not_signable", sentence).
		WithHint("Set the secret on the integration, or sign with the test secret.")
}
