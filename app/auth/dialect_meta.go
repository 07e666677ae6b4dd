package auth

import (
	"context"
	"maps"
	"net/http"
	"time"

	"patchbay/app/vault"
)

// metaEarly is how long before its end a token of Meta's sixty days is traded in.
const metaEarly = 5 * 24 * time.Hour

// metaShortLife is what Meta's first token is taken to live when the longer one cannot be had; in seconds.
const metaShortLife = 3600

// longLived trades the hour's token of a login at Instagram or Threads for one of sixty days
// (developers.facebook.com, “Get a long-lived token”). Where that fails the first token stays.
func longLived(address, grant string) func(context.Context, *Client, *call, tokenAnswer, OAuth2) (tokenAnswer, error) {
	return func(ctx context.Context, c *Client, k *call, t tokenAnswer, _ OAuth2) (tokenAnswer, error) {
		short := text(t.object["access_token"])
		if k.purpose != exchanging || short == "" {
			return t, nil
		}
		k.secrets = append(k.secrets, vault.Secret(short))
		whole := maps.Clone(t.object)
		long, err := c.follow(ctx, k, http.MethodGet, address, "query",
			params{{"grant_type", grant}, {"access_token", short}, {"client_secret", k.App.ClientSecret.Reveal()}})
		if err != nil || text(long.object["access_token"]) == "" {
			whole["expires_in"] = metaShortLife
			return remade(whole)
		}
		maps.Copy(whole, long.object)
		return remade(whole)
	}
}
