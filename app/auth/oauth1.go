package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// OAuth1 is a token obtained by three-legged OAuth 1.0a (RFC 5849, providers-and-auth §4.3). It does not expire.
type OAuth1 struct {
	Token       vault.Secret
	TokenSecret vault.Secret
	Raw         vault.Secret // the provider's answer as JSON text
}

var _ Credentials = OAuth1{}

// Mode is OAUTH1.
func (OAuth1) Mode() catalog.AuthMode { return catalog.OAuth1 }

// ExpiresAt is never.
func (OAuth1) ExpiresAt() time.Time { return time.Time{} }

// Apply does nothing: the proof covers the whole request, see Authorize.
func (OAuth1) Apply(*http.Request) error { return nil }

// Secrets are the token and its secret.
func (c OAuth1) Secrets() []string {
	return append(secretsOf(c.Token, c.TokenSecret), secretsInJSON(c.Raw)...)
}

// Fields are oauth_token, oauth_token_secret and raw.
func (c OAuth1) Fields() map[string]any {
	fields := map[string]any{"oauth_token": c.Token.Reveal(), "oauth_token_secret": c.TokenSecret.Reveal()}
	if raw := objectOf(c.Raw); raw != nil {
		fields["raw"] = raw
	}
	return fields
}

// String hides the values.
func (c OAuth1) String() string { return describe(c.Mode()) }

func (c OAuth1) sign(r *http.Request, s Signing) error {
	if s.App.ClientID == "" || s.App.ClientSecret == "" {
		return missingConsumer()
	}
	signature := newOAuth1(s.Provider, s.App, s.Nonce, s.Now)
	signature.token, signature.tokenSecret = c.Token.Reveal(), c.TokenSecret
	r.Header.Set("Authorization", signature.header(r, s.Body))
	return nil
}

// newOAuth1 starts a signature by the provider's method.
func newOAuth1(p *catalog.Provider, app App, nonce string, now time.Time) oauth1Signature {
	s := oauth1Signature{method: p.SignatureMethod, consumerKey: app.ClientID, consumerSecret: app.ClientSecret, nonce: nonce, timestamp: now.Unix()}
	if s.method == "" {
		s.method = "HMAC-SHA1"
	}
	return s
}

// oauth1Mode fetches a request token, sends the user to approve it, and swaps it for an access token.
type oauth1Mode struct{}

// temporary is the request token between the two calls (RFC 5849 §2.1).
type temporary struct {
	Token  string `json:"token"`
	Secret string `json:"secret"`
}

func (m oauth1Mode) begin(ctx context.Context, c *Client, l Login) (Redirect, error) {
	address, err := m.address(l.Provider.RequestURL)
	if err != nil {
		return Redirect{}, err
	}
	authorize, err := m.address(l.Provider.AuthorizationURL)
	if err != nil {
		return Redirect{}, err
	}
	if err := CheckBrowserURL(authorize); err != nil {
		return Redirect{}, err
	}
	callback := l.RedirectURI + "?state=" + url.QueryEscape(l.State)
	k := l.request().newCall(exchanging, address)
	k.redirectURI, k.params, k.format = l.RedirectURI, nil, "query"
	k.params.setAll(l.Provider.RequestParams)
	k.sign = func(r *http.Request, body []byte) error {
		signature := newOAuth1(l.Provider, l.App, c.uuid(), c.now())
		signature.callback = callback
		r.Header.Set("Authorization", signature.header(r, body))
		return nil
	}
	token, err := m.ask(ctx, c, k)
	if err != nil {
		return Redirect{}, err
	}
	query := params{{"oauth_token", token.Token}}
	if len(l.App.Scopes) > 0 {
		query.set("scope", l.Provider.JoinScopes(l.App.Scopes))
	}
	query.setAll(l.Provider.AuthorizationParams)
	for _, name := range sortedKeys(l.Params) {
		if name != "oauth_token" && name != "oauth_callback" {
			query.set(name, l.Params[name])
		}
	}
	query.set("oauth_callback", callback)
	authorize.RawQuery = joinQuery(authorize.RawQuery, query.query())
	memory, err := json.Marshal(token)
	return Redirect{URL: authorize.String(), Memory: vault.Secret(memory)}, err
}

func (m oauth1Mode) finish(ctx context.Context, c *Client, r Return) (Obtained, error) {
	var request temporary
	verifier := r.Query.Get("oauth_verifier")
	if json.Unmarshal([]byte(r.Memory.Reveal()), &request) != nil || r.Query.Get("oauth_token") != request.Token || verifier == "" {
		return Obtained{}, r.callbackFault(diagnosis.Sent{})
	}
	address, err := m.address(r.Provider.TokenURL.For(catalog.OAuth1))
	if err != nil {
		return Obtained{}, err
	}
	k := r.newCall(exchanging, address)
	k.redirectURI, k.format = r.RedirectURI, "query"
	k.secrets = append(k.secrets, vault.Secret(request.Secret), vault.Secret(verifier))
	k.params = nil
	k.params.setAll(r.Provider.TokenParams)
	k.sign = func(q *http.Request, body []byte) error {
		signature := newOAuth1(r.Provider, r.App, c.uuid(), c.now())
		signature.token, signature.tokenSecret, signature.verifier = request.Token, vault.Secret(request.Secret), verifier
		q.Header.Set("Authorization", signature.header(q, body))
		return nil
	}
	answer, err := c.send(ctx, k)
	if err != nil {
		return Obtained{}, err
	}
	read, err := k.read(answer)
	if err != nil {
		return Obtained{}, asTokenFault(err)
	}
	got := OAuth1{Token: vault.Secret(tokenIn(read.object, "oauth_token")), TokenSecret: vault.Secret(tokenIn(read.object, "oauth_token_secret")), Raw: read.raw}
	if got.Token == "" || got.TokenSecret == "" {
		return Obtained{}, asTokenFault(k.noToken())
	}
	return Obtained{Credentials: got, Config: ResponseMetadata(r.Provider, read.raw)}, nil
}

// ask fetches the request token.
func (oauth1Mode) ask(ctx context.Context, c *Client, k *call) (temporary, error) {
	answer, err := c.send(ctx, k)
	if err != nil {
		return temporary{}, err
	}
	read, err := k.read(answer)
	if err != nil {
		return temporary{}, asTokenFault(err)
	}
	token := temporary{Token: text(read.object["oauth_token"]), Secret: text(read.object["oauth_token_secret"])}
	if token.Token == "" || token.Secret == "" {
		return temporary{}, asTokenFault(k.noToken())
	}
	return token, nil
}

// address reads an endpoint; OAuth 1.0a endpoints hold no templates.
func (oauth1Mode) address(written string) (*url.URL, error) {
	u, err := url.Parse(written)
	if err != nil || u.Host == "" || strings.Contains(written, "${") {
		return nil, fault.New(fault.Invalid, "url_param_err", "The provider's catalog entry lacks an OAuth 1.0a address.").WithHint("Set request_url, authorization_url and token_url.")
	}
	return u, nil
}

type wireOAuth1 struct {
	Type        catalog.AuthMode `json:"type"`
	Token       string           `json:"oauth_token"`
	TokenSecret string           `json:"oauth_token_secret"`
	Raw         json.RawMessage  `json:"raw"`
}

func (oauth1Mode) encode(c Credentials) any {
	v := c.(OAuth1)
	return wireOAuth1{Type: v.Mode(), Token: v.Token.Reveal(), TokenSecret: v.TokenSecret.Reveal(), Raw: rawOf(v.Raw)}
}

func (oauth1Mode) decode(written []byte) (Credentials, error) {
	var w wireOAuth1
	if err := json.Unmarshal(written, &w); err != nil {
		return nil, badCredentials(err)
	}
	return OAuth1{Token: vault.Secret(w.Token), TokenSecret: vault.Secret(w.TokenSecret), Raw: vault.Secret(w.Raw)}, nil
}
