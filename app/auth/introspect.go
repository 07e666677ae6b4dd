package auth

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// unsaidLife is what a token is taken to live when its provider neither says nor tells on request: the shortest session
// that a Salesforce administrator can set.
const unsaidLife = 15 * time.Minute

// Introspects reports whether the provider's tokens end without the answer saying when, so that it has to be asked
// (providers-and-auth §6.4). The question costs one request a token, not one a call.
func Introspects(p *catalog.Provider) bool {
	switch p.Key {
	case "salesforce", "salesforce-sandbox", "salesforce-experience-cloud":
		return true
	default:
		return p.AuthMode == catalog.OAuth2 && p.AliasOf != "" && p.AliasOf != p.Key && Introspects(&catalog.Provider{Key: p.AliasOf})
	}
}

// WithExpiry fills in when a fresh token ends, where the provider has to be asked for it (RFC 7662). The address comes
// from the token answer itself and never from the connection's parameters, which a stranger may have typed: the request
// carries the client secret.
func (c *Client) WithExpiry(ctx context.Context, r TokenRequest, fresh OAuth2) OAuth2 {
	if !Introspects(r.Provider) || !fresh.Expires.IsZero() {
		return fresh
	}
	if pair := fresh.Override; pair != nil && pair.ClientID != "" && pair.ClientSecret != "" {
		r.App.ClientID, r.App.ClientSecret = pair.ClientID, pair.ClientSecret
	}
	fresh.Expires = c.tokenEnd(ctx, r, fresh.Raw, fresh.AccessToken)
	return fresh
}

// tokenEnd asks when a token ends, with the client of r.App. Raw is the answer that the token came in. A provider that does
// not say gets the shortest session.
func (c *Client) tokenEnd(ctx context.Context, r TokenRequest, raw, token vault.Secret) time.Time {
	unsaid := c.now().Add(unsaidLife).UTC()
	instance, _ := objectOf(raw)["instance_url"].(string)
	address, err := url.Parse(instance + "/services/oauth2/introspect")
	if err != nil || instance == "" {
		return unsaid
	}
	k := &call{TokenRequest: r, purpose: refreshing, url: address, header: http.Header{}, secrets: []vault.Secret{r.App.ClientSecret, token}}
	k.params = params{{"token", token.Reveal()}, {"client_id", r.App.ClientID}, {"client_secret", r.App.ClientSecret.Reveal()}, {"token_type_hint", "access_token"}}
	answer, err := c.send(ctx, k)
	if err != nil {
		return unsaid
	}
	told, err := k.read(answer)
	if err != nil || told.object["active"] != true {
		return unsaid
	}
	if end, ok := Moment(told.object["exp"]); ok && end.After(c.now()) {
		return end
	}
	return unsaid
}
