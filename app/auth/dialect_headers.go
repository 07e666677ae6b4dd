package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// arrangeAbsorb adds the key and the version that every call of Absorb LMS carries.
func arrangeAbsorb(_ *Client, k *call) error {
	key, err := k.needs("restApiKey")
	if err != nil {
		return err
	}
	version, err := k.needs("apiVersion")
	if err != nil {
		return err
	}
	k.secrets = append(k.secrets, vault.Secret(key))
	k.header.Set("X-Api-Key", key)
	k.header.Set("X-Api-Version", version)
	return nil
}

// arrangeWalmart names the seller and the service, as every call of Walmart's marketplace does.
func arrangeWalmart(c *Client, k *call) error {
	seller, err := k.needs("sellerId")
	if err != nil {
		return err
	}
	k.header.Set("Wm_svc.name", "Walmart Marketplace")
	k.header.Set("Wm_qos.correlation_id", c.uuid())
	k.header.Set("Wm_partner.id", seller)
	return nil
}

// arrangeShopline signs the body and the time with the app's secret (developer.shopline.com, “Generate and verify signatures”).
func arrangeShopline(c *Client, k *call) error {
	k.sign = func(r *http.Request, body []byte) error {
		stamp := strconv.FormatInt(c.now().UnixMilli(), 10)
		mac := hmac.New(sha256.New, []byte(k.App.ClientSecret.Reveal()))
		mac.Write(body)
		mac.Write([]byte(stamp))
		r.Header.Set("Appkey", k.App.ClientID)
		r.Header.Set("Timestamp", stamp)
		r.Header.Set("Sign", hex.EncodeToString(mac.Sum(nil)))
		return nil
	}
	return nil
}

// arrangeRevolut signs who the app is: what the integration calls its secret is the private key of the certificate that
// was uploaded at Revolut, and the issuer the host of the redirect address (developer.revolut.com, “Make your first API request”).
func arrangeRevolut(c *Client, k *call) error {
	key, err := signingKey("RS256", k.App.ClientSecret.Reveal())
	if err != nil {
		return fault.New(fault.Invalid, "provider_config_err", "The client secret of a Revolut integration is the private key of its certificate, and this is no RSA key.").
			WithHint("Paste the whole key, from -----BEGIN to -----END, in place of the client secret.")
	}
	callback, err := url.Parse(k.redirectURI)
	if err != nil || callback.Hostname() == "" {
		return k.fail(fault.Invalid, "cannot be asked without the redirect URL that the app is registered with")
	}
	signed, err := signToken(key, map[string]any{"alg": "RS256", "typ": "JWT"}, map[string]any{"iss": callback.Hostname(), "sub": k.App.ClientID,
		"aud": "https://revolut.com", "iat": c.now().Unix(), "exp": c.now().Add(assertionLife).Unix()})
	if err != nil {
		return err
	}
	k.secrets = append(k.secrets, vault.Secret(signed))
	k.params.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
	k.params.set("client_assertion", signed)
	return nil
}

// needs is a value of the connection that a request cannot do without.
func (k *call) needs(name string) (string, error) {
	if value, _ := k.Config[name].(string); value != "" {
		return value, nil
	}
	title := name
	if field, ok := k.Provider.ConnectionConfig.Get(name); ok && field.Title != "" {
		title = field.Title
	}
	return "", fault.New(fault.Invalid, "url_param_err", k.Provider.DisplayName+" gives no token without "+title+", and this connection has none.").
		WithHint("Connect the account again with the value filled in.").
		WithIssues(fault.Issue{Code: "invalid_type", Message: "Required", Path: []string{"params", name}})
}

// corosLife is how long a prolonged token of Coros lives, in seconds.
const corosLife = 2_592_000

// prolongCoros reads Coros's way to renew: the answer says only that the same tokens live on.
func prolongCoros(_ context.Context, _ *Client, k *call, t tokenAnswer, old OAuth2) (tokenAnswer, error) {
	if k.purpose != refreshing || text(t.object["access_token"]) != "" || text(t.object["result"]) != "0000" {
		return t, nil
	}
	whole := objectOf(old.Raw)
	if whole == nil {
		whole = map[string]any{}
	}
	maps.DeleteFunc(whole, func(name string, _ any) bool { return name == "expires_at" })
	whole["access_token"], whole["expires_in"] = old.AccessToken.Reveal(), corosLife
	return remade(whole)
}

// keepOverride leaves the caller's own refresh token in place where one was given (providers-and-auth §4.1.7).
func keepOverride(_ context.Context, _ *Client, k *call, t tokenAnswer, old OAuth2) (tokenAnswer, error) {
	if k.purpose == refreshing && k.Config["overrideTokenRefresh"] == true {
		t.object = maps.Clone(t.object)
		t.object["refresh_token"] = old.RefreshToken.Reveal()
	}
	return t, nil
}
