package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// OAuth2ClientCredentials is a token an application got for itself (RFC 6749 §4.4), with what it takes to
// ask for the next one.
type OAuth2ClientCredentials struct {
	Token        vault.Secret
	Expires      time.Time
	ClientID     string
	ClientSecret vault.Secret
	Certificate  vault.Secret // PEM, for mutual TLS; empty: none
	PrivateKey   vault.Secret // PEM of the certificate's key, or a JWK for private_key_jwt; empty: none
	Raw          vault.Secret // the provider's last token answer as JSON text
}

var _ Credentials = OAuth2ClientCredentials{}

// Mode is OAUTH2_CC.
func (OAuth2ClientCredentials) Mode() catalog.AuthMode { return catalog.OAuth2CC }

// ExpiresAt is the token's end.
func (c OAuth2ClientCredentials) ExpiresAt() time.Time { return c.Expires }

// Apply sets the bearer token.
func (c OAuth2ClientCredentials) Apply(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+c.Token.Reveal())
	return nil
}

// Secrets lists the token, the client secret and the key.
func (c OAuth2ClientCredentials) Secrets() []string {
	return append(secretsOf(c.Token, c.ClientSecret, c.PrivateKey), secretsInJSON(c.Raw)...)
}

// Fields are token, accessToken, client_id, client_secret, client_certificate, client_private_key,
// expires_at and raw.
func (c OAuth2ClientCredentials) Fields() map[string]any {
	fields := map[string]any{"token": c.Token.Reveal(), "accessToken": c.Token.Reveal(),
		"client_id": c.ClientID, "client_secret": c.ClientSecret.Reveal()}
	if c.Certificate != "" {
		fields["client_certificate"] = c.Certificate.Reveal()
	}
	if c.PrivateKey != "" {
		fields["client_private_key"] = c.PrivateKey.Reveal()
	}
	if !c.Expires.IsZero() {
		fields["expires_at"] = formatTime(c.Expires)
	}
	if raw := objectOf(c.Raw); raw != nil {
		fields["raw"] = raw
	}
	return fields
}

// String hides the values.
func (c OAuth2ClientCredentials) String() string { return describe(c.Mode()) }

// wireClientCredentials is the API's JSON (http-api §6.2).
type wireClientCredentials struct {
	Type         catalog.AuthMode `json:"type"`
	Token        string           `json:"token"`
	ExpiresAt    string           `json:"expires_at,omitempty"`
	ClientID     string           `json:"client_id"`
	ClientSecret string           `json:"client_secret"`
	Certificate  string           `json:"client_certificate,omitempty"`
	PrivateKey   string           `json:"client_private_key,omitempty"`
	Raw          json.RawMessage  `json:"raw"`
}

// clientCredentialsMode asks for the first and every later token in the same way.
type clientCredentialsMode struct{}

func (m clientCredentialsMode) obtain(ctx context.Context, c *Client, e Entry) (Obtained, error) {
	return m.renew(ctx, c, e.TokenRequest, OAuth2ClientCredentials{ClientID: e.Values["client_id"], ClientSecret: vault.Secret(e.Values["client_secret"]),
		Certificate: vault.Secret(e.Values["client_certificate"]), PrivateKey: vault.Secret(e.Values["client_private_key"])})
}

func (clientCredentialsMode) renewable(_ *catalog.Provider, old Credentials) bool {
	return old.(OAuth2ClientCredentials).ClientID != ""
}

func (clientCredentialsMode) renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	granted, err := c.ClientCredentials(ctx, r, old.(OAuth2ClientCredentials))
	if err != nil {
		return Obtained{}, err
	}
	return Obtained{Credentials: granted, Config: ResponseMetadata(r.Provider, granted.Raw)}, nil
}

func (clientCredentialsMode) encode(c Credentials) any {
	v := c.(OAuth2ClientCredentials)
	return wireClientCredentials{Type: v.Mode(), Token: v.Token.Reveal(), ExpiresAt: formatTime(v.Expires), ClientID: v.ClientID,
		ClientSecret: v.ClientSecret.Reveal(), Certificate: v.Certificate.Reveal(), PrivateKey: v.PrivateKey.Reveal(), Raw: rawOf(v.Raw)}
}

func (clientCredentialsMode) decode(text []byte) (Credentials, error) {
	var w wireClientCredentials
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, badCredentials(err)
	}
	expires, err := parseTime(w.ExpiresAt)
	if err != nil {
		return nil, badCredentials(err)
	}
	return OAuth2ClientCredentials{Token: vault.Secret(w.Token), Expires: expires, ClientID: w.ClientID,
		ClientSecret: vault.Secret(w.ClientSecret), Certificate: vault.Secret(w.Certificate),
		PrivateKey: vault.Secret(w.PrivateKey), Raw: vault.Secret(w.Raw)}, nil
}
