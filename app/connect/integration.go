package connect

import (
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// Integration is a provider as the user set it up. It holds no secret.
type Integration struct {
	UUID              string
	EnvironmentID     int64
	UniqueKey         string // the API's unique_key and provider_config_key
	Provider          string // catalog key
	DisplayName       string
	AuthMode          catalog.AuthMode
	ForwardWebhooks   bool
	ClientID          string // empty: not set
	HasClientSecret   bool
	Scopes            string            // comma-separated, as stored
	AppID             string            // GitHub Apps; empty: not set
	AppLink           string            // the page where people install the app; empty: not set
	HasPrivateKey     bool              // GitHub Apps
	IntegrationConfig map[string]string // fields of the catalog's integration_config; secret ones read ***
	Custom            map[string]string // free values of providers without integration_config; all read ***
	MissingFields     []string          // what must be filled in before an account can be connected
	CreatedAt         time.Time
	UpdatedAt         time.Time
}

// AppCredentials are an integration's own credentials with the provider, in the clear.
type AppCredentials struct {
	Type              catalog.AuthMode
	ClientID          string
	ClientSecret      vault.Secret
	Scopes            string // comma-separated
	WebhookSecret     vault.Secret
	AppID             string
	AppLink           string
	PrivateKey        vault.Secret
	IntegrationConfig map[string]string // all values, secret ones too
	Custom            map[string]string // all values
}

// AppInput are app credentials as the API takes them; nil fields are absent from the input.
type AppInput struct {
	Type          catalog.AuthMode
	Partial       bool // absent fields stay as they are; otherwise those that the type needs must be there
	ClientID      *string
	ClientSecret  *string
	Scopes        *string
	WebhookSecret *string
	AppID         *string
	AppLink       *string
	PrivateKey    *string
	Username      *string // INSTALL_PLUGIN
	Password      *string // INSTALL_PLUGIN
}

// IntegrationInput is a new integration (http-api §2.2).
type IntegrationInput struct {
	Provider          string
	UniqueKey         string
	DisplayName       *string // nil: the provider's
	ForwardWebhooks   *bool   // nil: true
	Credentials       *AppInput
	IntegrationConfig map[string]string
	Custom            map[string]string // refused when the provider declares integration_config
}

// IntegrationUpdate changes an integration; nil leaves a field alone. A webhook secret of "" clears it.
// Config values of "***" keep what is stored.
type IntegrationUpdate struct {
	UniqueKey         *string
	DisplayName       *string
	ForwardWebhooks   *bool
	Credentials       *AppInput
	IntegrationConfig map[string]string
	Custom            map[string]string
}
