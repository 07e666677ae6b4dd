package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// AppToken is a token for one installation of a GitHub App (providers-and-auth §4.8).
type AppToken struct {
	AccessToken vault.Secret
	Expires     time.Time
	Raw         vault.Secret // the provider's last answer as JSON text
}

var _ Credentials = AppToken{}

// Mode is APP.
func (AppToken) Mode() catalog.AuthMode { return catalog.App }

// ExpiresAt is the token's end; GitHub's live an hour.
func (c AppToken) ExpiresAt() time.Time { return c.Expires }

// Apply sets the bearer token.
func (c AppToken) Apply(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+c.AccessToken.Reveal())
	return nil
}

// Secrets lists the token.
func (c AppToken) Secrets() []string {
	return append(secretsOf(c.AccessToken), secretsInJSON(c.Raw)...)
}

// Fields are access_token, accessToken, expires_at and raw.
func (c AppToken) Fields() map[string]any {
	return OAuth2{AccessToken: c.AccessToken, Expires: c.Expires, Raw: c.Raw}.Fields()
}

// String hides the token.
func (c AppToken) String() string { return describe(c.Mode()) }

const (
	// appJWTLife is how long an app's own token is good for; GitHub takes ten minutes at most.
	appJWTLife = 9 * time.Minute
	// appClockLead is how far GitHub's clock may be behind; its documentation advises to date a token back by a minute.
	appClockLead = time.Minute
)

// installationIDs are digits: the value goes into an address.
var installationIDs = regexp.MustCompile(`^[0-9]{1,20}$`)

// appMode sends the user to install the app, and asks for tokens in the app's name.
type appMode struct{}

func (appMode) begin(_ context.Context, c *Client, l Login) (Redirect, error) {
	config := map[string]any{"appPublicLink": l.App.Link}
	address, err := catalog.ExpandURL(l.Provider.AuthorizationURL, c.scope(config), catalog.URLOptions{SkipEncode: true})
	if err != nil {
		return Redirect{}, err
	}
	if err := CheckBrowserURL(address); err != nil {
		return Redirect{}, err
	}
	address.RawQuery = joinQuery(address.RawQuery, params{{"state", l.State}}.query())
	return Redirect{URL: address.String()}, nil
}

func (m appMode) finish(ctx context.Context, c *Client, r Return) (Obtained, error) {
	if r.Query.Get("setup_action") == "request" {
		f := fault.New(fault.Invalid, "callback_err", "The installation at "+r.Provider.DisplayName+" waits for an owner of the organization to approve it.").
			WithHint("Connect again once it is approved.")
		return Obtained{}, explained(f, diagnosis.AdminConsent, "The browser came back with setup_action=request.")
	}
	installation, err := r.installation()
	if err != nil {
		return Obtained{}, err
	}
	return m.install(ctx, c, exchanging, r.TokenRequest, installation)
}

// installation is the id in the browser's answer.
func (r Return) installation() (string, error) {
	ids := r.Query["installation_id"]
	if len(ids) != 1 || !installationIDs.MatchString(ids[0]) || r.Query.Get("error") != "" {
		f := r.callbackFault(diagnosis.Sent{})
		if r.Query.Get("error") == "" {
			f.Message = r.Provider.DisplayName + " sent the browser back without the id of an installation."
			f.Hint = "Set the app's setup URL to " + setupURL(r.RedirectURI) + " and connect again."
		}
		return "", f
	}
	return ids[0], nil
}

// setupURL is where a GitHub App sends the browser after its installation, beside the redirect address.
func setupURL(redirectURI string) string {
	u, err := url.Parse(redirectURI)
	if err != nil {
		return redirectURI
	}
	return u.ResolveReference(&url.URL{Path: "/app-auth/connect"}).String()
}

func (appMode) renewable(p *catalog.Provider, _ Credentials) bool { return p != nil }

func (m appMode) renew(ctx context.Context, c *Client, r TokenRequest, _ Credentials) (Obtained, error) {
	installation, _ := r.Config["installation_id"].(string)
	if !installationIDs.MatchString(installation) {
		return Obtained{}, fault.New(fault.Invalid, CodeRefresh, "The connection does not know its installation, so no new token can be asked for.").WithHint("Reconnect the account.")
	}
	return m.install(ctx, c, refreshing, r, installation)
}

// install asks for a token of the installation.
func (appMode) install(ctx context.Context, c *Client, p purpose, r TokenRequest, installation string) (Obtained, error) {
	own, err := c.AppJWT(r.App)
	if err != nil {
		return Obtained{}, err
	}
	config := map[string]any{"installation_id": installation}
	address, err := catalog.ExpandURL(r.Provider.TokenURL.For(catalog.App), c.scope(config), catalog.URLOptions{})
	if err != nil {
		return Obtained{}, err
	}
	k := r.newCall(p, address)
	k.secrets = append(k.secrets, own, r.App.PrivateKey)
	k.header.Set("Authorization", "Bearer "+own.Reveal())
	k.header.Set("X-Github-Api-Version", "2022-11-28")
	answer, err := c.send(ctx, k)
	if err != nil {
		return Obtained{}, err
	}
	read, err := k.read(answer)
	if err != nil {
		return Obtained{}, ofInstallation(p, k, answer.status, err)
	}
	got := AppToken{AccessToken: vault.Secret(tokenIn(read.object, "token")), Expires: expiryOf(read.object, time.Second, c.now()), Raw: read.raw}
	if !soundToken(got.AccessToken.Reveal()) {
		return Obtained{}, ofInstallation(p, k, answer.status, k.noToken())
	}
	return Obtained{Credentials: got, Config: map[string]any{"installation_id": installation, "app_id": r.App.ID}}, nil
}

// ofInstallation says what a refusal means here: the statuses are GitHub's, whose words name only the symptom.
func ofInstallation(p purpose, k *call, status int, err error) error {
	f := *fault.From(err)
	switch status {
	case http.StatusUnauthorized:
		f.Hint = "Compare the app ID and the private key with those in the app's settings, and check that this machine's clock is right."
	case http.StatusForbidden:
		f.Hint = "The installation may be suspended; see the app's installations at " + k.Provider.DisplayName + "."
	case http.StatusNotFound:
		f.Hint = "The app is no longer installed there, or the installation belongs to another app. Connect again."
	}
	if p == exchanging {
		return asTokenFault(&f)
	}
	return &f
}

// AppJWT signs a GitHub App's own token (RS256), with which it speaks for itself rather than for an installation. Faults:
// invalid_body for a key that does not sign.
func (c *Client) AppJWT(app App) (vault.Secret, error) {
	key, err := signingKey("RS256", app.PrivateKey.Reveal())
	if err != nil {
		return "", err
	}
	now := c.now()
	signed, err := signToken(key, map[string]any{"alg": "RS256", "typ": "JWT"},
		map[string]any{"iat": now.Add(-appClockLead).Unix(), "exp": now.Add(appJWTLife).Unix(), "iss": app.ID})
	return vault.Secret(signed), err
}

type wireAppToken struct {
	Type        catalog.AuthMode `json:"type"`
	AccessToken string           `json:"access_token"`
	ExpiresAt   string           `json:"expires_at,omitempty"`
	Raw         json.RawMessage  `json:"raw"`
}

func (appMode) encode(c Credentials) any {
	v := c.(AppToken)
	return wireAppToken{Type: v.Mode(), AccessToken: v.AccessToken.Reveal(), ExpiresAt: formatTime(v.Expires), Raw: rawOf(v.Raw)}
}

func (appMode) decode(written []byte) (Credentials, error) {
	var w wireAppToken
	if err := json.Unmarshal(written, &w); err != nil {
		return nil, badCredentials(err)
	}
	expires, err := parseTime(w.ExpiresAt)
	if err != nil {
		return nil, badCredentials(err)
	}
	return AppToken{AccessToken: vault.Secret(w.AccessToken), Expires: expires, Raw: vault.Secret(w.Raw)}, nil
}
