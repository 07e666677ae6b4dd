package auth

import (
	"context"
	"net/http"

	"patchbay/app/vault"
)

// bullhornLife is how long a session is asked for: a week, in the minutes of the login's ttl and in seconds.
const (
	bullhornTTL  = "10080"
	bullhornLife = 10080 * 60
)

// openBullhorn opens a session of the REST API with the token of the login. The session's token is what calls carry, at
// the address that comes with it; the refresh token stays that of the login (bullhorn.github.io, “Getting Started with REST”).
func openBullhorn(ctx context.Context, c *Client, k *call, t tokenAnswer, _ OAuth2) (tokenAnswer, error) {
	access := text(t.object["access_token"])
	if access == "" {
		return t, nil
	}
	k.secrets = append(k.secrets, vault.Secret(access))
	session, err := c.follow(ctx, k, http.MethodPost, "https://rest-west.bullhornstaffing.com/rest-services/login", "query",
		params{{"version", "*"}, {"access_token", access}, {"ttl", bullhornTTL}})
	if err != nil {
		return t, err
	}
	token := text(session.object["BhRestToken"])
	if token == "" {
		return t, k.noTokenIn(session.object)
	}
	whole := map[string]any{"access_token": token, "BhRestToken": token, "restUrl": session.object["restUrl"], "expires_in": bullhornLife}
	if refresh, ok := t.object["refresh_token"]; ok {
		whole["refresh_token"] = refresh
	}
	return remade(whole)
}
