package connect

import (
	"bytes"
	"encoding/json"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// importedCredentials is the union of http-api §2.4.3 for the modes built in.
type importedCredentials struct {
	Type         string  `json:"type"`
	AccessToken  *string `json:"access_token"`
	RefreshToken *string `json:"refresh_token"`
	ExpiresAt    any     `json:"expires_at"`
	Override     *struct {
		ClientID     string `json:"client_id"`
		ClientSecret string `json:"client_secret"`
	} `json:"config_override"`
	Token        *string `json:"token"`
	ClientID     *string `json:"client_id"`
	ClientSecret *string `json:"client_secret"`
	Certificate  string  `json:"client_certificate"`
	PrivateKey   string  `json:"client_private_key"`
	APIKey       *string `json:"apiKey"`
	Username     *string `json:"username"`
	Password     *string `json:"password"`
	OAuthToken   *string `json:"oauth_token"`
	OAuthSecret  *string `json:"oauth_token_secret"`
	AppID        *string `json:"app_id"`
	Installation *string `json:"installation_id"`
	TokenID      *string `json:"token_id"`
	TokenSecret  *string `json:"token_secret"`
}

// pair is the connection's own OAuth client or consumer; nil when none came along.
func (in importedCredentials) pair() *auth.ClientPair {
	if in.Override == nil {
		return nil
	}
	return &auth.ClientPair{ClientID: in.Override.ClientID, ClientSecret: vault.Secret(in.Override.ClientSecret)}
}

const (
	maxToken      = 16384
	maxGrantToken = 4096
)

// severalLines are the credentials that may be a key in PEM form; they travel encoded, signed with or in a body.
var severalLines = map[string]bool{"password": true, "client_secret": true}

// credentials reads imported credentials; what is wrong with them is added to the checks.
func (c *checks) credentials(text json.RawMessage) auth.Credentials {
	if kind := jsonKind(text); kind != "object" {
		c.add("invalid_type", "Invalid input: expected object, received "+kind, "credentials")
		return nil
	}
	var in importedCredentials
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&in); err != nil {
		c.add("invalid_type", "Invalid input", "credentials")
		return nil
	}
	need := func(name string, value *string, least, most int) vault.Secret {
		if value == nil {
			c.add("invalid_type", "Invalid input: expected string, received undefined", "credentials", name)
			return ""
		}
		if c.length(*value, least, most, "credentials", name) && !severalLines[name] {
			c.oneLine(*value, "credentials", name)
		}
		return vault.Secret(*value)
	}
	switch catalog.AuthMode(in.Type) {
	case catalog.OAuth2:
		return c.oauth2(in, need)
	case catalog.OAuth2CC:
		return c.clientCredentials(auth.OAuth2ClientCredentials{Token: need("token", in.Token, 1, maxGrantToken), ClientID: need("client_id", in.ClientID, 1, maxName).Reveal(),
			ClientSecret: need("client_secret", in.ClientSecret, 1, 0), Certificate: vault.Secret(in.Certificate), PrivateKey: vault.Secret(in.PrivateKey),
			Expires: c.moment(in.ExpiresAt)})
	case catalog.APIKey:
		return auth.APIKey{Key: need("apiKey", in.APIKey, 1, maxCredential)}
	case catalog.Basic:
		return auth.Basic{Username: need("username", in.Username, 0, maxCredential).Reveal(), Password: need("password", in.Password, 0, maxCredential)}
	case catalog.OAuth1:
		return auth.OAuth1{Token: need("oauth_token", in.OAuthToken, 1, maxToken), TokenSecret: need("oauth_token_secret", in.OAuthSecret, 1, maxToken), Raw: vault.Secret(text)}
	case catalog.TBA:
		return auth.TBA{TokenID: need("token_id", in.TokenID, 1, maxCredential), TokenSecret: need("token_secret", in.TokenSecret, 1, maxCredential), Override: in.pair()}
	case catalog.App, catalog.Custom:
		return importedApp{kind: catalog.AuthMode(in.Type), id: need("app_id", in.AppID, 1, maxName).Reveal(), installation: need("installation_id", in.Installation, 1, maxName).Reveal()}
	case catalog.None:
		return auth.None{}
	default:
		c.add("invalid_union", "Invalid input", "credentials", "type")
		return nil
	}
}

func (c *checks) oauth2(in importedCredentials, need func(string, *string, int, int) vault.Secret) auth.Credentials {
	oauth := auth.OAuth2{AccessToken: need("access_token", in.AccessToken, 1, maxToken), Expires: c.moment(in.ExpiresAt), Override: in.pair()}
	if in.RefreshToken != nil {
		oauth.RefreshToken = need("refresh_token", in.RefreshToken, 0, maxToken)
	}
	oauth.Raw = c.normal(oauth)
	return oauth
}

func (c *checks) clientCredentials(grant auth.OAuth2ClientCredentials) auth.Credentials {
	grant.Raw = c.normal(grant)
	return grant
}

// normal is what was sent, in its normal form: it is kept as the provider's answer.
func (c *checks) normal(credentials auth.Credentials) vault.Secret {
	encoded, err := auth.Encode(credentials)
	var sent map[string]json.RawMessage
	if err == nil {
		err = json.Unmarshal(encoded, &sent)
	}
	delete(sent, "raw")
	raw, again := json.Marshal(sent)
	if err != nil || again != nil {
		c.add("custom", "Invalid input", "credentials")
		return ""
	}
	return vault.Secret(raw)
}

// moment reads an expiry that may be written in any usual way.
func (c *checks) moment(value any) time.Time {
	if value == nil {
		return time.Time{}
	}
	at, ok := auth.Moment(value)
	if !ok {
		c.add("invalid_type", "Invalid input: expected date, received Date", "credentials", "expires_at")
	}
	return at
}
