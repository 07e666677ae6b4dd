package connect_test

import (
	"fmt"
	"testing"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// What a typed credential cannot be is said at its field before anything is stored, in the paths of the form or, for a
// session's page, of the public API.
func TestTypedCredentials(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	w.integration("basic")
	session := &connect.Session{EnvironmentID: w.env}
	rows := []struct {
		name, integration string
		session           *connect.Session
		credentials       map[string]string
		issue             string
	}{
		{"a line break", "keyed", nil, map[string]string{"apiKey": "key\n"}, "custom [credentials apiKey] Remove the line break."},
		{"a line break in the page", "keyed", session, map[string]string{"apiKey": "a\rb"}, "custom [apiKey] Remove the line break."},
		{"another control character", "basic", nil, map[string]string{"username": "a\x00b", "password": "p"}, "custom [credentials username] Remove the control character."},
		{"missing in the form", "keyed", nil, nil, "too_small [credentials apiKey] API key is required."},
		{"empty in the form", "keyed", nil, map[string]string{"apiKey": ""}, "too_small [credentials apiKey] API key is required."},
		{"too short in the page", "keyed", session, map[string]string{"apiKey": ""}, "too_small [apiKey] Too small: expected string to have >=1 characters"},
		{"missing in the page", "keyed", session, nil, "invalid_type [apiKey] Invalid input: expected string, received undefined"},
	}
	for _, row := range rows {
		_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: row.integration, Credentials: row.credentials, Session: row.session})
		f := fault.From(err)
		if f == nil || len(f.Issues) != 1 || fmt.Sprint(f.Issues[0].Code, " ", f.Issues[0].Path, " ", f.Issues[0].Message) != row.issue {
			t.Errorf("%s: %v %+v", row.name, err, f)
		}
	}
	if list, err := w.Connections(t.Context(), w.env, connect.ConnectionFilter{}); err != nil || len(list) != 0 {
		t.Errorf("stored all the same: %+v %v", list, err)
	}
	if _, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "basic", Credentials: map[string]string{"username": "me", "password": "-----BEGIN KEY-----\nAA\n-----END KEY-----\n"}}); err != nil {
		t.Errorf("a password of several lines, as PEM keys are: %v", err)
	}
}
