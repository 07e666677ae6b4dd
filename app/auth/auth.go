// Package auth knows how each kind of credential is obtained, stored, refreshed and put on a request.
package auth

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// Credentials are what a connection proves itself with: one struct and one file per auth mode.
// Values are immutable and safe to share; their fields print as ••• everywhere except in Encode's JSON.
type Credentials interface {
	// Mode is the auth mode, as the catalog spells it.
	Mode() catalog.AuthMode
	// ExpiresAt is when the provider stops accepting them; zero means never or unknown.
	ExpiresAt() time.Time
	// Apply puts the mode's default on the request. Modes whose place only the catalog knows (API_KEY)
	// leave it alone.
	Apply(r *http.Request) error
	// Secrets lists every value that must not reach a log, for the redactor.
	Secrets() []string
	// Fields are the names templates use, as in ${credentials.name} and ${name}. Values are strings,
	// numbers, booleans or nested maps.
	Fields() map[string]any
}

// Encode writes the credentials in the clear as the API's JSON object ({"type":"OAUTH2","access_token":…}).
// None is {}. The result is for sealing and for the answers that show credentials on purpose.
func Encode(c Credentials) ([]byte, error) {
	mode, ok := modes[c.Mode()]
	if !ok {
		return nil, unsupportedMode(c.Mode())
	}
	text, err := json.Marshal(mode.encode(c))
	if err != nil {
		return nil, fault.New(fault.Internal, "server_error", "The credentials could not be written as JSON.").WithCause(err)
	}
	return text, nil
}

// Decode reads what Encode wrote. An object without a type is None.
func Decode(text []byte) (Credentials, error) {
	var head struct {
		Type catalog.AuthMode `json:"type"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return nil, badCredentials(err)
	}
	if head.Type == "" {
		head.Type = catalog.None
	}
	mode, ok := modes[head.Type]
	if !ok {
		return nil, unsupportedMode(head.Type)
	}
	return mode.decode(text)
}

func unsupportedMode(mode catalog.AuthMode) error {
	return fault.New(fault.NotImplemented, "unsupported", "This version of Patchbay cannot connect accounts of the kind "+string(mode)+".")
}

func badCredentials(err error) error {
	return fault.New(fault.Internal, "server_error", "Stored credentials cannot be read.").
		WithHint("Reconnect the account.").WithCause(err)
}

// masked is what credentials print as.
const masked = "•••"

func describe(mode catalog.AuthMode) string { return string(mode) + " " + masked }

// timeLayout is the API's form of a time: UTC with milliseconds and a Z.
const timeLayout = "2006-01-02T15:04:05.000Z"

func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeLayout)
}

func parseTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	return t.UTC(), err
}

// secretsOf keeps the values worth redacting: short ones would mask half of every log line.
func secretsOf(values ...vault.Secret) []string {
	var out []string
	for _, v := range values {
		if text := strings.TrimSpace(v.Reveal()); len(text) >= 4 {
			out = append(out, v.Reveal())
		}
	}
	return out
}
