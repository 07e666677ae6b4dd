package auth

import (
	"context"
	"net/url"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// second is a token for another service that comes along with a provider's own and lives in the connection's config
// (providers-and-auth §5 and §7.3).
type second struct {
	name string // in the connection's config
	// ask builds the request; ok is false when this connection has no second token.
	ask func(r TokenRequest, got OAuth2) (tenant string, form params, ok bool)
	// keep picks what is stored of the answer; nil: all of it.
	keep []string
}

// Names in a connection's config.
const (
	configSharePoint = "sharepointAccessToken"
	configBot        = "botFrameworkAccessToken"
	configTenant     = "tenantId"
)

var seconds = map[string]second{
	"one-drive":           {name: configSharePoint, ask: askSharePoint},
	"sharepoint-online":   {name: configSharePoint, ask: askSharePoint},
	"microsoft-teams-bot": {name: configBot, ask: askBot, keep: []string{"access_token", "expires_in", "expires_at"}},
}

// askSharePoint trades the refresh token for one of the tenant's SharePoint. The first time the login's own refresh token
// serves, and the tenant is the one that its token names.
func askSharePoint(r TokenRequest, got OAuth2) (string, params, bool) {
	tenant, _ := r.Config[configTenant].(string)
	if _, err := uuid.Parse(tenant); err != nil {
		tenant, _ = TokenClaims(got.AccessToken)["tid"].(string)
	}
	if _, err := uuid.Parse(tenant); err != nil { // a personal account: its token names no tenant
		return "", nil, false
	}
	refresh := got.RefreshToken.Reveal()
	if own := text(objectAt(r.Config, configSharePoint)["refresh_token"]); own != "" {
		refresh = own
	}
	return tenant, params{{"grant_type", "refresh_token"}, {"client_id", r.App.ClientID}, {"client_secret", r.App.ClientSecret.Reveal()},
		{"refresh_token", refresh}, {"scope", "https://" + tenant + ".sharepoint.com/Sites.Read.All"}}, refresh != ""
}

// askBot logs the app in to Microsoft's Bot Framework, in the tenant that hosts the bot.
func askBot(r TokenRequest, _ OAuth2) (string, params, bool) {
	tenant, _ := r.Config["botHostTenantId"].(string)
	return tenant, params{{"grant_type", "client_credentials"}, {"client_id", r.App.ClientID}, {"client_secret", r.App.ClientSecret.Reveal()},
		{"scope", "https://api.botframework.com/.default"}}, tenant != ""
}

// withSecond gets the provider's second token, if it has one, and notes it in the config. The connection is due when the
// first of both tokens is. The main token works alone: without the second one a login goes on, and one that is refused
// at a renewal is dropped. The attempt stands in the operation's log either way.
func (c *Client) withSecond(ctx context.Context, r TokenRequest, got OAuth2, config map[string]any) OAuth2 {
	s, ok := seconds[r.Provider.Key]
	if !ok {
		return got
	}
	tenant, form, ok := s.ask(r, got)
	if !ok {
		return got
	}
	token, end, err := c.secondToken(ctx, r, tenant, form)
	if err != nil {
		if fault.From(err).Kind == fault.Invalid {
			config[s.name] = nil
		}
		return got
	}
	kept := token
	if s.keep != nil {
		kept = map[string]any{}
		for _, name := range s.keep {
			kept[name] = token[name]
		}
	}
	config[s.name] = kept
	if s.name == configSharePoint {
		config[configTenant] = tenant
	}
	if !end.IsZero() && (got.Expires.IsZero() || end.Before(got.Expires)) {
		got.Expires = end
	}
	return got
}

// secondToken asks Microsoft's identity platform. expires_at of the answer is in milliseconds, as the original stores it.
func (c *Client) secondToken(ctx context.Context, r TokenRequest, tenant string, form params) (map[string]any, time.Time, error) {
	address := &url.URL{Scheme: "https", Host: "login.microsoftonline.com", Path: "/" + tenant + "/oauth2/v2.0/token"}
	k := r.newCall(refreshing, address)
	k.format, k.params = "form", form
	if refresh, ok := form.get("refresh_token"); ok {
		k.secrets = append(k.secrets, vault.Secret(text(refresh)))
	}
	a, err := c.send(ctx, k)
	if err != nil {
		return nil, time.Time{}, err
	}
	token, err := k.read(a)
	if err != nil {
		return nil, time.Time{}, err
	}
	if text(token.object["access_token"]) == "" {
		return nil, time.Time{}, k.noTokenIn(token.object)
	}
	end := expiryOf(token.object, time.Second, c.now())
	if !end.IsZero() {
		token.object["expires_at"] = end.UnixMilli()
	}
	return token.object, end, nil
}

// TokenClaims reads what a JSON Web Token says, without checking who signed it: the provider sent it over TLS, and only
// the provider trusts it. It is empty for a token of another kind.
func TokenClaims(token vault.Secret) map[string]any {
	claims := jwt.MapClaims{}
	_, _, _ = jwt.NewParser().ParseUnverified(token.Reveal(), claims) // an unknown algorithm is an error, and no matter here
	return claims
}
