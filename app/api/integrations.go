package api

import (
	"encoding/json"
	"slices"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// Integration is a provider as the user set it up (http-api §2.2).
type Integration struct {
	UniqueKey       string               `json:"unique_key"`
	Provider        string               `json:"provider"`
	DisplayName     string               `json:"display_name"`
	Logo            string               `json:"logo"`
	Credentials     Nullable[AppDetails] `json:"credentials,omitzero"` // only with include=credentials
	WebhookURL      Nullable[string]     `json:"webhook_url,omitzero"` // only with include=webhook
	ForwardWebhooks bool                 `json:"forward_webhooks"`
	CreatedAt       string               `json:"created_at"`
	UpdatedAt       string               `json:"updated_at"`
}

// AppDetails are the integration's own credentials with the provider.
type AppDetails struct {
	Type          string  `json:"type"`
	ClientID      *string `json:"client_id"`
	ClientSecret  *string `json:"client_secret"`
	Scopes        *string `json:"scopes"`
	WebhookSecret *string `json:"webhook_secret"`

	app map[string]string // in place of all that: APP and CUSTOM
}

// MarshalJSON writes the members that the type has (http-api §2.2).
func (d AppDetails) MarshalJSON() ([]byte, error) {
	if d.app != nil {
		return json.Marshal(d.app)
	}
	type plain AppDetails
	return json.Marshal(plain(d))
}

// IntegrationEntry wraps one integration.
type IntegrationEntry struct {
	Data Integration `json:"data"`
}

// IntegrationList wraps all integrations, by provider, then oldest first.
type IntegrationList struct {
	Data []Integration `json:"data"`
}

// Success says that something was done.
type Success struct {
	Success bool `json:"success"`
}

// integrationBody creates an integration.
type integrationBody struct {
	Provider          string            `json:"provider" rule:"is=provider,max=255"`
	UniqueKey         string            `json:"unique_key" rule:"is=key,max=255"`
	DisplayName       *string           `json:"display_name,omitempty" rule:"min=1,max=255"`
	Credentials       *appBody          `json:"credentials,omitempty"`
	ForwardWebhooks   *bool             `json:"forward_webhooks,omitempty"`
	IntegrationConfig map[string]string `json:"integration_config,omitempty"`
	Custom            map[string]string `json:"custom,omitempty"`
}

// integrationChange updates an integration; absent fields stay as they are.
type integrationChange struct {
	UniqueKey         *string           `json:"unique_key,omitempty" rule:"is=key,max=255"`
	DisplayName       *string           `json:"display_name,omitempty" rule:"min=1,max=255"`
	Credentials       *appBody          `json:"credentials,omitempty"`
	ForwardWebhooks   *bool             `json:"forward_webhooks,omitempty"`
	IntegrationConfig map[string]string `json:"integration_config,omitempty"`
	Custom            map[string]string `json:"custom,omitempty"`
}

type quickstartBody struct {
	Provider        string  `json:"provider" rule:"is=provider,max=255"`
	UniqueKey       string  `json:"unique_key" rule:"is=key,max=255"`
	DisplayName     *string `json:"display_name,omitempty" rule:"min=1,max=255"`
	ForwardWebhooks *bool   `json:"forward_webhooks,omitempty"`
}

// appBody are app credentials on their way in: a union on type.
type appBody struct {
	Type          string  `json:"type"`
	ClientID      *string `json:"client_id,omitempty"`
	ClientSecret  *string `json:"client_secret,omitempty"`
	Scopes        *string `json:"scopes,omitempty"`
	WebhookSecret *string `json:"webhook_secret,omitempty"`
	AppID         *string `json:"app_id,omitempty"`
	AppLink       *string `json:"app_link,omitempty"`
	PrivateKey    *string `json:"private_key,omitempty"`
	Username      *string `json:"username,omitempty"`
	Password      *string `json:"password,omitempty"`
}

type oauthAppVariant struct {
	Type          string `json:"type"`
	ClientID      string `json:"client_id" rule:"min=1,max=255"`
	ClientSecret  string `json:"client_secret" rule:"min=1"`
	Scopes        string `json:"scopes,omitempty" rule:"is=scopes"`
	WebhookSecret string `json:"webhook_secret,omitempty" rule:"max=255"`
}

type githubAppVariant struct {
	Type       string `json:"type"`
	AppID      string `json:"app_id" rule:"min=1,max=255"`
	AppLink    string `json:"app_link" rule:"min=1"`
	PrivateKey string `json:"private_key" rule:"min=1"`
}

type customAppVariant struct {
	Type         string `json:"type"`
	ClientID     string `json:"client_id" rule:"min=1,max=255"`
	ClientSecret string `json:"client_secret" rule:"min=1"`
	AppID        string `json:"app_id" rule:"min=1,max=255"`
	AppLink      string `json:"app_link" rule:"min=1"`
	PrivateKey   string `json:"private_key" rule:"min=1"`
}

// pluginVariant is Patchbay's own addition: the public API cannot set a plugin up.
type pluginVariant struct {
	Type     string `json:"type"`
	AppLink  string `json:"app_link" rule:"min=1"`
	Username string `json:"username" rule:"min=1,max=1024"`
	Password string `json:"password" rule:"min=1,max=1024"`
}

var appVariants = variants{
	"OAUTH1": variant[oauthAppVariant](), "OAUTH2": variant[oauthAppVariant](), "TBA": variant[oauthAppVariant](),
	"APP": variant[githubAppVariant](), "CUSTOM": variant[customAppVariant](), "INSTALL_PLUGIN": variant[pluginVariant](), "MCP_OAUTH2": variant[oauthAppVariant](),
}

func (*appBody) check(value any, path []string) []fault.Issue { return appVariants.check(value, path) }

func (b *appBody) input() *connect.AppInput {
	if b == nil {
		return nil
	}
	return &connect.AppInput{Type: catalog.AuthMode(b.Type), ClientID: b.ClientID, ClientSecret: b.ClientSecret, Scopes: b.Scopes,
		WebhookSecret: b.WebhookSecret, AppID: b.AppID, AppLink: b.AppLink, PrivateKey: b.PrivateKey, Username: b.Username, Password: b.Password}
}

type includeQuery struct {
	Include []string `json:"include,omitempty" rule:"items=webhook|credentials,union"`
}

func (s *Server) listIntegrations(c *call, _ none) (IntegrationList, error) {
	all, err := s.connect.Integrations(c.ctx(), c.env.ID)
	if err != nil {
		return IntegrationList{}, err
	}
	list := IntegrationList{Data: make([]Integration, 0, len(all))}
	for _, i := range all {
		if c.session == nil || allowed(c.session, i.UniqueKey) {
			list.Data = append(list.Data, s.integrationObject(i))
		}
	}
	return list, nil
}

// allowed reports whether a Connect session may use the integration; no list means all.
func allowed(session *connect.Session, key string) bool {
	return len(session.AllowedIntegrations) == 0 || slices.Contains(session.AllowedIntegrations, key)
}

func (s *Server) getIntegration(c *call, q includeQuery) (IntegrationEntry, error) {
	i, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"])
	if err != nil {
		return IntegrationEntry{}, err
	}
	object := s.integrationObject(i)
	if slices.Contains(q.Include, "credentials") && c.scopes.Allow("environment:integrations:read_credentials") {
		if object.Credentials, err = s.appDetails(c, i); err != nil {
			return IntegrationEntry{}, err
		}
	}
	if slices.Contains(q.Include, "webhook") {
		object.WebhookURL.Present = true
		if p, ok := s.catalog.Get(i.Provider); ok && p.WebhookRoutingScript != "" {
			url := s.webhooks.Address(c.ctx(), c.env, i.UniqueKey)
			object.WebhookURL.Value = &url
		}
	}
	return IntegrationEntry{Data: object}, nil
}

func (s *Server) createIntegration(c *call, _ none, b integrationBody) (IntegrationEntry, error) {
	i, err := s.connect.CreateIntegration(c.ctx(), c.env.ID, connect.IntegrationInput{Provider: b.Provider, UniqueKey: b.UniqueKey,
		DisplayName: b.DisplayName, ForwardWebhooks: b.ForwardWebhooks, Credentials: b.Credentials.input(),
		IntegrationConfig: b.IntegrationConfig, Custom: b.Custom})
	if err != nil {
		return IntegrationEntry{}, err
	}
	return IntegrationEntry{Data: s.integrationObject(i)}, nil
}

func (s *Server) createQuickstart(_ *call, _ none, b quickstartBody) (IntegrationEntry, error) {
	return IntegrationEntry{}, fault.New(fault.Invalid, "invalid_body",
		"A local server has no developer app of its own with "+b.Provider+", so there is no quickstart.").
		WithHint("Register an app with the provider and create the integration with its client id and secret.")
}

func (s *Server) updateIntegration(c *call, _ none, b integrationChange) (IntegrationEntry, error) {
	i, err := s.connect.UpdateIntegration(c.ctx(), c.env.ID, c.params["key"], connect.IntegrationUpdate{UniqueKey: b.UniqueKey,
		DisplayName: b.DisplayName, ForwardWebhooks: b.ForwardWebhooks, Credentials: b.Credentials.input(),
		IntegrationConfig: b.IntegrationConfig, Custom: b.Custom})
	if err != nil {
		return IntegrationEntry{}, err
	}
	return IntegrationEntry{Data: s.integrationObject(i)}, nil
}

func (s *Server) deleteIntegration(c *call, _ none) (Success, error) {
	return Success{true}, s.connect.DeleteIntegration(c.ctx(), c.env.ID, c.params["key"])
}

func (s *Server) integrationObject(i connect.Integration) Integration {
	return Integration{UniqueKey: i.UniqueKey, Provider: i.Provider, DisplayName: i.DisplayName, Logo: s.logoURL(i.Provider),
		ForwardWebhooks: i.ForwardWebhooks, CreatedAt: zulu(i.CreatedAt), UpdatedAt: zulu(i.UpdatedAt)}
}

// appDetails shows the app credentials in the clear, or null for modes that have none.
func (s *Server) appDetails(c *call, i connect.Integration) (Nullable[AppDetails], error) {
	switch i.AuthMode {
	case catalog.OAuth1, catalog.OAuth2, catalog.TBA, catalog.App, catalog.Custom:
	default:
		return Nullable[AppDetails]{Present: true}, nil
	}
	app, err := s.connect.AppCredentials(c.ctx(), c.env.ID, i.UniqueKey)
	if err != nil {
		return Nullable[AppDetails]{}, err
	}
	if i.AuthMode == catalog.App || i.AuthMode == catalog.Custom {
		members := map[string]string{"type": string(i.AuthMode), "app_id": app.AppID, "app_link": app.AppLink, "private_key": app.PrivateKey.Reveal()}
		if i.AuthMode == catalog.Custom {
			members["client_id"], members["client_secret"] = app.ClientID, app.ClientSecret.Reveal()
		}
		return Nullable[AppDetails]{Present: true, Value: &AppDetails{app: members}}, nil
	}
	return Nullable[AppDetails]{Present: true, Value: &AppDetails{Type: string(i.AuthMode), ClientID: orNull(app.ClientID),
		ClientSecret: orNull(app.ClientSecret.Reveal()), Scopes: orNull(app.Scopes), WebhookSecret: orNull(app.WebhookSecret.Reveal())}}, nil
}

// Nullable is a field with three states: absent (not Present), null, or a value.
type Nullable[T any] struct {
	Present bool
	Value   *T
}

// IsZero makes omitzero leave an absent field out.
func (n Nullable[T]) IsZero() bool { return !n.Present }

// MarshalJSON writes the value or null.
func (n Nullable[T]) MarshalJSON() ([]byte, error) { return json.Marshal(n.Value) }

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// zulu and offset are the two forms of a time on the wire; which one is used differs by route (http-api §2.4.3).
func zulu(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func offset(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000-07:00") }
