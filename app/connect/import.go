package connect

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"time"

	"github.com/google/uuid"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/logs"
	"patchbay/app/vault"
)

// Import stores a connection from credentials that exist already (http-api §2.4.3), over an old one of the same id.
// API keys and passwords are checked with the provider first where the catalog knows how.
// Faults: invalid_body, unknown_provider_config, connection_test_failed, connection_validation_failed, and the vault's.
func (s *Service) Import(ctx context.Context, env int64, in ImportInput) (Connection, auth.Credentials, error) {
	w, err := s.importWrite(ctx, env, in)
	if err != nil {
		return Connection{}, nil, err
	}
	s.hide(w.credentials, nil)
	record := s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "connection", Action: "import", Source: "system", Title: "Imported the connection " + w.connectionID,
		Provider: w.provider.Key, Integration: in.IntegrationKey, Connection: w.connectionID})
	c, err := s.storeImport(ctx, w)
	record.Finish(err, nil)
	return c, w.credentials, err
}

func (s *Service) storeImport(ctx context.Context, w connectionWrite) (Connection, error) {
	if mode := w.credentials.Mode(); mode == catalog.APIKey || mode == catalog.Basic || mode == catalog.TBA {
		t := target{integration: w.integration, provider: w.provider, config: w.config}
		if err := s.verify(ctx, t, w.credentials); err != nil {
			return Connection{}, err
		}
	}
	c, err := s.storeAndTell(ctx, w)
	if err == nil {
		c.Config = w.config // the caller sent it, so it is answered whole
	}
	return c, err
}

// importWrite checks an import in the order of the public API: shape, integration, then type.
func (s *Service) importWrite(ctx context.Context, env int64, in ImportInput) (connectionWrite, error) {
	w, err := importShape(in)
	if err != nil {
		return w, err
	}
	if w.integration, err = s.integrationRow(ctx, s.db.Reader(), env, in.IntegrationKey); err != nil {
		return w, err
	}
	p, ok := s.catalog.Get(w.integration.Provider)
	if !ok {
		return w, unknownProvider(w.integration.Provider)
	}
	if w.credentials.Mode() != p.AuthMode {
		return w, refused("Provider %s does not support %s auth", p.AuthMode, w.credentials.Mode())
	}
	w.provider = p
	if w.connectionID == "" {
		id, err := uuid.NewRandomFromReader(s.rand)
		if err != nil {
			return w, randomFault(err)
		}
		w.connectionID = id.String()
	}
	return w, nil
}

// importShape checks what an import says by itself. What it leaves out is emptied on an existing connection, except
// for the linked end user (http-api §6.5).
func importShape(in ImportInput) (connectionWrite, error) {
	var c checks
	if in.ConnectionID != "" {
		c.pattern(in.ConnectionID, connectionIDPattern, "connection_id")
	}
	w := connectionWrite{connectionID: in.ConnectionID, credentials: c.credentials(in.Credentials), config: maps.Clone(in.Config),
		newMetadata: in.Metadata, endUser: c.endUser(in.EndUser, "end_user"), keepEndUser: in.EndUser == nil, webhook: in.WebhookURLOverride}
	w.tags = derivedTags(w.endUser, c.tags(in.Tags, false, "tags"))
	c.webhookURL(in.WebhookURLOverride, "webhook_url_override")
	if len(in.Metadata) == 0 {
		w.newMetadata = json.RawMessage("{}")
	} else if kind := jsonKind(in.Metadata); kind != "object" {
		c.add("invalid_type", "Invalid input: expected record, received "+kind, "metadata")
	}
	w.oldMetadata = w.newMetadata
	if w.config == nil {
		w.config = map[string]any{}
	}
	if w.tags == nil {
		w.tags = map[string]string{}
	}
	return w, c.err()
}

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
		return auth.OAuth2ClientCredentials{Token: need("token", in.Token, 1, maxGrantToken), ClientID: need("client_id", in.ClientID, 1, maxName).Reveal(),
			ClientSecret: need("client_secret", in.ClientSecret, 1, 0), Certificate: vault.Secret(in.Certificate), PrivateKey: vault.Secret(in.PrivateKey),
			Expires: c.moment(in.ExpiresAt), Raw: vault.Secret(text)}
	case catalog.APIKey:
		return auth.APIKey{Key: need("apiKey", in.APIKey, 1, maxCredential)}
	case catalog.Basic:
		return auth.Basic{Username: need("username", in.Username, 0, maxCredential).Reveal(), Password: need("password", in.Password, 0, maxCredential)}
	case catalog.None:
		return auth.None{}
	default:
		c.add("invalid_union", "Invalid input", "credentials", "type")
		return nil
	}
}

func (c *checks) oauth2(in importedCredentials, need func(string, *string, int, int) vault.Secret) auth.Credentials {
	oauth := auth.OAuth2{AccessToken: need("access_token", in.AccessToken, 1, maxToken), Expires: c.moment(in.ExpiresAt)}
	if in.RefreshToken != nil {
		oauth.RefreshToken = need("refresh_token", in.RefreshToken, 0, maxToken)
	}
	if in.Override != nil {
		oauth.Override = &auth.ClientPair{ClientID: in.Override.ClientID, ClientSecret: vault.Secret(in.Override.ClientSecret)}
	}
	encoded, err := auth.Encode(oauth) // the kept answer is what was sent, in its normal form
	if err != nil {
		c.add("custom", "Invalid input", "credentials")
		return oauth
	}
	var sent map[string]json.RawMessage
	if json.Unmarshal(encoded, &sent) == nil {
		delete(sent, "raw")
		if raw, err := json.Marshal(sent); err == nil {
			oauth.Raw = vault.Secret(raw)
		}
	}
	return oauth
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
