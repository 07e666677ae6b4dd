package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// TBA is NetSuite's token-based authentication: an OAuth 1.0a token made by hand (providers-and-auth §4.10).
type TBA struct {
	TokenID     vault.Secret
	TokenSecret vault.Secret
	Override    *ClientPair // the connection's own consumer
}

var _ Credentials = TBA{}

// Mode is TBA.
func (TBA) Mode() catalog.AuthMode { return catalog.TBA }

// ExpiresAt is never.
func (TBA) ExpiresAt() time.Time { return time.Time{} }

// Apply does nothing: the proof covers the whole request, see Authorize.
func (TBA) Apply(*http.Request) error { return nil }

// Secrets are the token and the consumer's secret.
func (c TBA) Secrets() []string {
	secrets := secretsOf(c.TokenID, c.TokenSecret)
	if c.Override != nil {
		secrets = append(secrets, secretsOf(c.Override.ClientSecret)...)
	}
	return secrets
}

// Fields are token_id and token_secret.
func (c TBA) Fields() map[string]any {
	return map[string]any{"token_id": c.TokenID.Reveal(), "token_secret": c.TokenSecret.Reveal()}
}

// String hides the values.
func (c TBA) String() string { return describe(c.Mode()) }

// sign adds the OAuth 1.0a header with NetSuite's realm.
func (c TBA) sign(r *http.Request, s Signing) error {
	consumer := ClientPair{ClientID: s.App.ClientID, ClientSecret: s.App.ClientSecret}
	if c.Override != nil && c.Override.ClientID != "" && c.Override.ClientSecret != "" {
		consumer = *c.Override
	}
	account, _ := s.Config["accountId"].(string)
	if consumer.ClientID == "" || consumer.ClientSecret == "" {
		return missingConsumer()
	}
	r.Header.Set("Authorization", oauth1Signature{method: "HMAC-SHA256", consumerKey: consumer.ClientID, consumerSecret: consumer.ClientSecret,
		token: c.TokenID.Reveal(), tokenSecret: c.TokenSecret, realm: netSuiteRealm(account), nonce: s.Nonce, timestamp: s.Now.Unix()}.header(r, s.Body))
	return nil
}

// netSuiteRealm is the account's id as NetSuite's realm spells it: sandbox accounts have an underscore.
func netSuiteRealm(account string) string {
	return strings.ToUpper(strings.ReplaceAll(account, "-", "_"))
}

// tbaMode keeps the tokens as they were typed.
type tbaMode struct{}

func (tbaMode) obtain(_ context.Context, _ *Client, e Entry) (Obtained, error) {
	c := TBA{TokenID: vault.Secret(e.Values["token_id"]), TokenSecret: vault.Secret(e.Values["token_secret"])}
	pair := ClientPair{ClientID: e.Values["oauth_client_id_override"], ClientSecret: vault.Secret(e.Values["oauth_client_secret_override"])}
	if pair != (ClientPair{}) {
		c.Override = &pair
	}
	whole := pair.ClientID != "" && pair.ClientSecret != "" || e.App.ClientID != "" && e.App.ClientSecret != ""
	if account, _ := e.Config["accountId"].(string); account == "" {
		return Obtained{}, fault.New(fault.Invalid, "invalid_body", "The NetSuite account id is missing.").WithHint("It is in NetSuite under Setup, Company, Company Information.").
			WithIssues(fault.Issue{Code: "invalid_type", Message: "Required", Path: []string{"params", "accountId"}})
	}
	if !whole {
		return Obtained{}, missingConsumer()
	}
	return Obtained{Credentials: c}, nil
}

type wireTBA struct {
	Type        catalog.AuthMode `json:"type"`
	TokenID     string           `json:"token_id"`
	TokenSecret string           `json:"token_secret"`
	Override    *wireClientPair  `json:"config_override,omitempty"`
}

func (tbaMode) encode(c Credentials) any {
	v := c.(TBA)
	w := wireTBA{Type: v.Mode(), TokenID: v.TokenID.Reveal(), TokenSecret: v.TokenSecret.Reveal()}
	if v.Override != nil {
		w.Override = &wireClientPair{ClientID: v.Override.ClientID, ClientSecret: v.Override.ClientSecret.Reveal()}
	}
	return w
}

func (tbaMode) decode(written []byte) (Credentials, error) {
	var w wireTBA
	if err := json.Unmarshal(written, &w); err != nil {
		return nil, badCredentials(err)
	}
	c := TBA{TokenID: vault.Secret(w.TokenID), TokenSecret: vault.Secret(w.TokenSecret)}
	if w.Override != nil {
		c.Override = &ClientPair{ClientID: w.Override.ClientID, ClientSecret: vault.Secret(w.Override.ClientSecret)}
	}
	return c, nil
}
