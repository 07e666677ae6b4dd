package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// OAuth2 is a token obtained through the user's browser (RFC 6749 §4.1).
type OAuth2 struct {
	AccessToken  vault.Secret
	RefreshToken vault.Secret // empty: the provider gave none, so nothing can be refreshed
	Expires      time.Time    // zero: never or not said
	Override     *ClientPair  // the connection's own OAuth client, in place of the integration's
	Raw          vault.Secret // the provider's last token answer as JSON text
}

// ClientPair is an OAuth client that one connection brought along (http-api §6.2 config_override).
type ClientPair struct {
	ClientID     string
	ClientSecret vault.Secret
}

var _ Credentials = OAuth2{}

// Mode is OAUTH2.
func (OAuth2) Mode() catalog.AuthMode { return catalog.OAuth2 }

// ExpiresAt is the access token's end, zero when the provider did not say.
func (c OAuth2) ExpiresAt() time.Time { return c.Expires }

// Apply sets the bearer token (RFC 6750 §2.1). Without one there is nothing to send: the fault connection_pending.
func (c OAuth2) Apply(r *http.Request) error {
	if c.AccessToken == "" {
		return fault.New(fault.Invalid, "connection_pending", "The connection waits for its app to be installed at the provider, so it has no token yet.").
			WithHint("Install the app there. If it is installed, look into the inbox of webhooks: the provider's message has not come or was refused.")
	}
	r.Header.Set("Authorization", "Bearer "+c.AccessToken.Reveal())
	return nil
}

// Secrets lists the tokens, those inside Raw too, and the connection's own client secret.
func (c OAuth2) Secrets() []string {
	secrets := secretsOf(c.AccessToken, c.RefreshToken)
	if c.Override != nil {
		secrets = append(secrets, secretsOf(c.Override.ClientSecret)...)
	}
	return append(secrets, secretsInJSON(c.Raw)...)
}

// Fields are access_token, accessToken, refresh_token, expires_at and raw.
func (c OAuth2) Fields() map[string]any {
	fields := map[string]any{"access_token": c.AccessToken.Reveal(), "accessToken": c.AccessToken.Reveal()}
	if c.RefreshToken != "" {
		fields["refresh_token"] = c.RefreshToken.Reveal()
	}
	if !c.Expires.IsZero() {
		fields["expires_at"] = formatTime(c.Expires)
	}
	if raw := objectOf(c.Raw); raw != nil {
		fields["raw"] = raw
	}
	return fields
}

// String hides the tokens.
func (c OAuth2) String() string { return describe(c.Mode()) }

// wireOAuth2 is the API's JSON (http-api §6.2).
type wireOAuth2 struct {
	Type         catalog.AuthMode `json:"type"`
	AccessToken  string           `json:"access_token"`
	RefreshToken string           `json:"refresh_token,omitempty"`
	ExpiresAt    string           `json:"expires_at,omitempty"`
	Override     *wireClientPair  `json:"config_override,omitempty"`
	Raw          json.RawMessage  `json:"raw"`
}

type wireClientPair struct {
	ClientID     string `json:"client_id,omitempty"`
	ClientSecret string `json:"client_secret,omitempty"`
}

// oauth2Mode is the authorization code grant.
type oauth2Mode struct{}

func (oauth2Mode) begin(_ context.Context, c *Client, l Login) (Redirect, error) {
	if err := CanLogin(l.Provider); err != nil {
		return Redirect{}, err
	}
	address, err := c.AuthorizeURL(l.AuthorizeRequest)
	return Redirect{URL: address}, err
}

func (oauth2Mode) finish(ctx context.Context, c *Client, r Return) (Obtained, error) {
	code, err := r.code()
	if err != nil {
		return Obtained{}, err
	}
	got, err := c.Exchange(ctx, Exchange{TokenRequest: r.TokenRequest, Code: code, RedirectURI: r.RedirectURI, Verifier: r.Verifier, State: r.State})
	if err != nil {
		return Obtained{}, asTokenFault(err)
	}
	got = c.WithExpiry(ctx, r.TokenRequest, got)
	got.Override = r.Own.Pair
	config := ResponseMetadata(r.Provider, got.Raw)
	if r.Own.RefreshToken != "" {
		got.RefreshToken = r.Own.RefreshToken
		got.Raw = withRefreshToken(got.Raw, r.Own.RefreshToken)
		config["overrideTokenRefresh"] = true
	}
	got = c.withSecond(ctx, r.TokenRequest, got, config)
	return Obtained{Credentials: got, Config: config}, nil
}

func (oauth2Mode) renewable(p *catalog.Provider, old Credentials) bool {
	return old.(OAuth2).RefreshToken != "" || p != nil && lasting(p)
}

func (oauth2Mode) renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	fresh, err := c.Refresh(ctx, r, old.(OAuth2))
	if err != nil {
		return Obtained{}, err
	}
	fresh = c.WithExpiry(ctx, r, fresh)
	config := ResponseMetadata(r.Provider, fresh.Raw)
	return Obtained{Credentials: c.withSecond(ctx, r, fresh, config), Config: config}, nil
}

// code takes the code out of the browser's answer. Faults: callback_err with the provider's words.
func (r Return) code() (vault.Secret, error) {
	name := r.Provider.CodeParamInCallback
	if name == "" {
		name = "code"
	}
	code := r.Query[name]
	if len(code) != 1 || code[0] == "" || r.Query.Get("error") != "" {
		return "", r.refused()
	}
	return vault.Secret(code[0]), nil
}

// asTokenFault gives a refused exchange the code that a login ends with.
func asTokenFault(err error) error {
	f := *fault.From(err)
	if f.Code == CodeExchange {
		f.Code = "token_err"
	}
	return &f
}

// withRefreshToken puts the caller's refresh token into the kept answer, as the public API does.
func withRefreshToken(raw, token vault.Secret) vault.Secret {
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(raw.Reveal()), &object) != nil {
		return raw
	}
	quoted, err := json.Marshal(token.Reveal())
	if err != nil {
		return raw
	}
	object["refresh_token"] = quoted
	text, err := json.Marshal(object)
	if err != nil {
		return raw
	}
	return vault.Secret(text)
}

func (oauth2Mode) encode(c Credentials) any {
	v := c.(OAuth2)
	w := wireOAuth2{Type: v.Mode(), AccessToken: v.AccessToken.Reveal(), RefreshToken: v.RefreshToken.Reveal(),
		ExpiresAt: formatTime(v.Expires), Raw: rawOf(v.Raw)}
	if v.Override != nil {
		w.Override = &wireClientPair{ClientID: v.Override.ClientID, ClientSecret: v.Override.ClientSecret.Reveal()}
	}
	return w
}

func (oauth2Mode) decode(text []byte) (Credentials, error) {
	var w wireOAuth2
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, badCredentials(err)
	}
	expires, err := parseTime(w.ExpiresAt)
	if err != nil {
		return nil, badCredentials(err)
	}
	c := OAuth2{AccessToken: vault.Secret(w.AccessToken), RefreshToken: vault.Secret(w.RefreshToken), Expires: expires, Raw: vault.Secret(w.Raw)}
	if w.Override != nil {
		c.Override = &ClientPair{ClientID: w.Override.ClientID, ClientSecret: vault.Secret(w.Override.ClientSecret)}
	}
	return c, nil
}
