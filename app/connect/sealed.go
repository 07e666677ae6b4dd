package connect

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// Columns that sealed values are bound to.
const (
	columnCredentials = "credentials"
	columnApp         = "app"
	columnSession     = "connect_session"
)

func connectionOwner(uuid string) vault.Owner  { return vault.Owner("connection/" + uuid) }
func integrationOwner(uuid string) vault.Owner { return vault.Owner("integration/" + uuid) }
func environmentOwner(uuid string) vault.Owner { return vault.Owner("environment/" + uuid) }

// sealedConnection is the plain text of connections.sealed.
type sealedConnection struct {
	Credentials json.RawMessage `json:"credentials"`
	Config      map[string]any  `json:"config,omitempty"` // the secret values of connection_config
}

// hidden is what a secret value of a connection's config reads where it is not needed.
const hidden = "•••"

// splitConfig takes the secret values out of a connection's config: those of fields that the catalog calls secret,
// and those whose name says so.
func splitConfig(p *catalog.Provider, config map[string]any) (open, secret map[string]any) {
	open, secret = map[string]any{}, map[string]any{}
	for name, value := range config {
		if secretField(p, name, value) {
			open[name], secret[name] = hidden, value
			continue
		}
		open[name] = value
	}
	return open, secret
}

func secretField(p *catalog.Provider, name string, value any) bool {
	if p != nil {
		if field, declared := p.ConnectionConfig.Get(name); declared {
			return field.Secret || field.Automated && auth.SecretName(name)
		}
	}
	switch value := value.(type) {
	case map[string]any, []any: // tokens of a second service, OAuth client metadata and the like
		return name != "oauth_scopes_override" && name != "oauth_scopes" && name != configNotGranted
	case string:
		return auth.SecretName(name) || name == "authorization_params" || strings.HasPrefix(value, "-----BEGIN ")
	}
	return false
}

// sealConnection encrypts credentials and secret config for the connection and returns the open config as JSON.
func (s *Service) sealConnection(ctx context.Context, uuid string, p *catalog.Provider, credentials auth.Credentials, config map[string]any) (sealed []byte, open string, err error) {
	encoded, err := auth.Encode(credentials)
	if err != nil {
		return nil, "", err
	}
	visible, secret := splitConfig(p, config)
	plain, err := json.Marshal(sealedConnection{Credentials: encoded, Config: secret})
	if err != nil {
		return nil, "", refused("The connection's parameters cannot be stored as JSON.").WithCause(err)
	}
	text, err := json.Marshal(visible)
	if err != nil {
		return nil, "", refused("The connection's parameters cannot be stored as JSON.").WithCause(err)
	}
	sealed, err = s.vault.Seal(ctx, connectionOwner(uuid), columnCredentials, plain)
	return sealed, string(text), err
}

// unsealConnection decrypts a connection's credentials, completes its config, and tells the redactor what to hide.
func (s *Service) unsealConnection(ctx context.Context, row *connectionRow) (auth.Credentials, map[string]any, error) {
	plain, err := s.vault.Unseal(ctx, connectionOwner(row.UUID), columnCredentials, row.sealed)
	if err != nil {
		return nil, nil, err
	}
	var stored sealedConnection
	if err := json.Unmarshal(plain, &stored); err != nil {
		return nil, nil, brokenRow("connection", err)
	}
	credentials, err := auth.Decode(stored.Credentials)
	if err != nil {
		return nil, nil, err
	}
	s.hide(credentials, stored.Config)
	config := maps.Clone(row.Config)
	maps.Copy(config, stored.Config)
	return credentials, config, nil
}

// hide tells the redactor every secret of a connection.
func (s *Service) hide(credentials auth.Credentials, config map[string]any) {
	s.redactor.Add(credentials.Secrets()...)
	for _, value := range config {
		if text, ok := value.(string); ok {
			s.redactor.Add(text)
			continue
		}
		s.redactor.Add(tokensIn("", value)...)
	}
}

// tokensIn lists the texts inside a value whose names say that they are secret: a second service's token is an object.
func tokensIn(name string, value any) []string {
	var found []string
	switch v := value.(type) {
	case string:
		if auth.SecretName(name) {
			found = append(found, v)
		}
	case map[string]any:
		for name, inner := range v {
			found = append(found, tokensIn(name, inner)...)
		}
	case []any:
		for _, inner := range v {
			found = append(found, tokensIn(name, inner)...)
		}
	}
	return found
}

// appSecrets is the plain text of integrations.sealed.
type appSecrets struct {
	ClientSecret  string `json:"client_secret,omitempty"`
	WebhookSecret string `json:"webhook_secret,omitempty"`
	PrivateKey    string `json:"private_key,omitempty"`
	// PreviousWebhook is the webhook secret that was replaced; it counts for a while.
	PreviousWebhook *previousWebhook `json:"previous_webhook,omitempty"`
	// RegisteredRedirect is the address for which the client registered itself; empty: somebody entered the client.
	RegisteredRedirect string            `json:"registered_redirect,omitempty"`
	Config             map[string]string `json:"config,omitempty"` // secret fields of integration_config
	Custom             map[string]string `json:"custom,omitempty"` // all of custom: its names say nothing
}

func (a appSecrets) empty() bool {
	return a.ClientSecret == "" && a.WebhookSecret == "" && a.PrivateKey == "" && a.RegisteredRedirect == "" && len(a.Config) == 0 && len(a.Custom) == 0
}

// names lists what is there, for reading an integration without its key.
func (a appSecrets) names() []string {
	var names []string
	for name, value := range map[string]string{nameClientSecret: a.ClientSecret, nameWebhookSecret: a.WebhookSecret, namePrivateKey: a.PrivateKey} {
		if value != "" {
			names = append(names, name)
		}
	}
	for name := range a.Config {
		names = append(names, "config."+name)
	}
	for name := range a.Custom {
		names = append(names, "custom."+name)
	}
	return names
}

const (
	nameClientSecret  = "client_secret"
	nameWebhookSecret = "webhook_secret"
	namePrivateKey    = "private_key"
)

func (s *Service) sealApp(ctx context.Context, uuid string, secrets appSecrets) ([]byte, error) {
	if secrets.empty() {
		return nil, nil
	}
	plain, err := json.Marshal(secrets)
	if err != nil {
		return nil, brokenRow("integration", err)
	}
	return s.vault.Seal(ctx, integrationOwner(uuid), columnApp, plain)
}

func (s *Service) unsealApp(ctx context.Context, uuid string, sealed []byte) (appSecrets, error) {
	var secrets appSecrets
	if len(sealed) == 0 {
		return secrets, nil
	}
	plain, err := s.vault.Unseal(ctx, integrationOwner(uuid), columnApp, sealed)
	if err != nil {
		return secrets, err
	}
	if err := json.Unmarshal(plain, &secrets); err != nil {
		return secrets, brokenRow("integration", err)
	}
	s.redactor.Add(secrets.ClientSecret, secrets.WebhookSecret, secrets.PrivateKey)
	s.redactor.Add(slices.Collect(maps.Values(secrets.Config))...)
	s.redactor.Add(slices.Collect(maps.Values(secrets.Custom))...)
	return secrets, nil
}
