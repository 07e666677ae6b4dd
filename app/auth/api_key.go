package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// APIKey is one key the provider issued. Where it goes on a request is the catalog's fact (proxy headers,
// query or body), so Apply does nothing.
type APIKey struct {
	Key vault.Secret
}

var _ Credentials = APIKey{}

// Mode is API_KEY.
func (APIKey) Mode() catalog.AuthMode { return catalog.APIKey }

// ExpiresAt is never.
func (APIKey) ExpiresAt() time.Time { return time.Time{} }

// Apply leaves the request alone.
func (APIKey) Apply(*http.Request) error { return nil }

// Secrets is the key.
func (c APIKey) Secrets() []string { return secretsOf(c.Key) }

// Fields is apiKey.
func (c APIKey) Fields() map[string]any { return map[string]any{"apiKey": c.Key.Reveal()} }

// String hides the key.
func (c APIKey) String() string { return describe(c.Mode()) }

type wireAPIKey struct {
	Type   catalog.AuthMode `json:"type"`
	APIKey string           `json:"apiKey"`
}

// apiKeyMode keeps the key as it was typed.
type apiKeyMode struct{}

func (apiKeyMode) obtain(_ context.Context, _ *Client, e Entry) (Obtained, error) {
	return Obtained{Credentials: APIKey{Key: vault.Secret(e.Values["apiKey"])}}, nil
}

func (apiKeyMode) encode(c Credentials) any {
	v := c.(APIKey)
	return wireAPIKey{Type: v.Mode(), APIKey: v.Key.Reveal()}
}

func (apiKeyMode) decode(text []byte) (Credentials, error) {
	var w wireAPIKey
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, badCredentials(err)
	}
	return APIKey{Key: vault.Secret(w.APIKey)}, nil
}
