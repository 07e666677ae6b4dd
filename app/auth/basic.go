package auth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// Basic is a user name and a password (RFC 7617); either may be empty.
type Basic struct {
	Username string
	Password vault.Secret
}

var _ Credentials = Basic{}

// Mode is BASIC.
func (Basic) Mode() catalog.AuthMode { return catalog.Basic }

// ExpiresAt is never.
func (Basic) ExpiresAt() time.Time { return time.Time{} }

// Apply sets Authorization: Basic.
func (c Basic) Apply(r *http.Request) error {
	r.Header.Set("Authorization", "Basic "+c.pair())
	return nil
}

// pair is the encoded header value; unlike http.Request.SetBasicAuth it is also a secret to redact.
func (c Basic) pair() string {
	return base64.StdEncoding.EncodeToString([]byte(c.Username + ":" + c.Password.Reveal()))
}

// Secrets are the password and the encoded pair; many vendors put the key in the user name, so a long one
// counts as well.
func (c Basic) Secrets() []string {
	secrets := append(secretsOf(c.Password), c.pair())
	if c.Password == "" || len(c.Username) >= 20 {
		secrets = append(secrets, secretsOf(vault.Secret(c.Username))...)
	}
	return secrets
}

// Fields are username and password.
func (c Basic) Fields() map[string]any {
	return map[string]any{"username": c.Username, "password": c.Password.Reveal()}
}

// String hides both.
func (c Basic) String() string { return describe(c.Mode()) }

type wireBasic struct {
	Type     catalog.AuthMode `json:"type"`
	Username string           `json:"username"`
	Password string           `json:"password"`
}

// basicMode keeps user name and password as they were typed.
type basicMode struct{}

func (basicMode) obtain(_ context.Context, _ *Client, e Entry) (Obtained, error) {
	return Obtained{Credentials: Basic{Username: e.Values["username"], Password: vault.Secret(e.Values["password"])}}, nil
}

func (basicMode) encode(c Credentials) any {
	v := c.(Basic)
	return wireBasic{Type: v.Mode(), Username: v.Username, Password: v.Password.Reveal()}
}

func (basicMode) decode(text []byte) (Credentials, error) {
	var w wireBasic
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, badCredentials(err)
	}
	return Basic{Username: w.Username, Password: vault.Secret(w.Password)}, nil
}
