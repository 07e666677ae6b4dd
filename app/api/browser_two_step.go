package api

import (
	"encoding/json"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// connectTwoStep logs in with the provider's declared fields, which the body holds in free form, and with inputs that are
// used once to sign an assertion.
func (s *Server) connectTwoStep(c *call, q browserQuery, b anyObject) (Connected, error) {
	fields, err := formFields(b.RawMessage)
	if err != nil {
		return Connected{}, err
	}
	once, err := assertionOption(b.RawMessage)
	if err != nil {
		return Connected{}, err
	}
	delete(fields, "assertionOption")
	return s.connectForm(c, q, catalog.TwoStep, connect.ConnectInput{Credentials: fields, Assertion: once})
}

// assertionOption reads the single-use inputs; nil when there are none.
func assertionOption(body json.RawMessage) (map[string]string, error) {
	var own struct {
		AssertionOption map[string]string `json:"assertionOption"`
	}
	if err := json.Unmarshal(body, &own); err != nil { // the cause may quote a key
		return nil, fault.New(fault.Invalid, "invalid_body", "assertionOption is no object of texts.").
			WithIssues(issue("invalid_type", "Invalid input: expected record", []string{"assertionOption"}))
	}
	return own.AssertionOption, nil
}
