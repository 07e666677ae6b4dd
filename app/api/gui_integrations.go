package api

import (
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/inbound"
)

// IntegrationView is an integration as the GUI shows it; it holds no secret.
type IntegrationView struct {
	UniqueKey         string            `json:"unique_key"`
	Provider          string            `json:"provider"`
	ProviderName      string            `json:"provider_name"`
	DisplayName       string            `json:"display_name"`
	AuthMode          string            `json:"auth_mode"`
	ConnectionCount   int               `json:"connection_count"`
	MissingFields     []string          `json:"missing_fields" jsonschema:"what must be filled in before an account can be connected"`
	CallbackURL       string            `json:"callback_url"`
	ClientID          *string           `json:"client_id"`
	HasClientSecret   bool              `json:"has_client_secret"`
	Scopes            []string          `json:"scopes"`
	App               map[string]string `json:"app" jsonschema:"what only some kinds of apps have, such as app_id and app_link; secrets read ***"`
	IntegrationConfig map[string]string `json:"integration_config"`
	ForwardWebhooks   bool              `json:"forward_webhooks"`
	WebhooksKnown     bool              `json:"webhooks_known" jsonschema:"Patchbay knows what the provider's webhooks look like"`
	CreatedAt         string            `json:"created_at"`
	UpdatedAt         string            `json:"updated_at"`
}

// IntegrationViews wraps all integrations.
type IntegrationViews struct {
	Data []IntegrationView `json:"data"`
}

// IntegrationViewEntry wraps one integration.
type IntegrationViewEntry struct {
	Data IntegrationView `json:"data"`
}

func (s *Server) guiIntegrations(c *call, _ none) (IntegrationViews, error) {
	all, err := s.connect.Integrations(c.ctx(), c.env.ID)
	if err != nil {
		return IntegrationViews{}, err
	}
	counts, err := s.connect.CountConnections(c.ctx(), c.env.ID)
	if err != nil {
		return IntegrationViews{}, err
	}
	list := IntegrationViews{Data: make([]IntegrationView, 0, len(all))}
	for _, i := range all {
		callback, err := s.callbackOf(c, i)
		if err != nil {
			return IntegrationViews{}, err
		}
		list.Data = append(list.Data, s.integrationView(i, callback, counts[i.UniqueKey]))
	}
	return list, nil
}

func (s *Server) guiIntegration(c *call, _ none) (IntegrationViewEntry, error) {
	i, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"])
	if err != nil {
		return IntegrationViewEntry{}, err
	}
	counts, err := s.connect.CountConnections(c.ctx(), c.env.ID)
	if err != nil {
		return IntegrationViewEntry{}, err
	}
	callback, err := s.callbackOf(c, i)
	return IntegrationViewEntry{Data: s.integrationView(i, callback, counts[i.UniqueKey])}, err
}

func (s *Server) integrationView(i connect.Integration, callback string, connections int) IntegrationView {
	return IntegrationView{UniqueKey: i.UniqueKey, Provider: i.Provider, ProviderName: s.providerName(i.Provider), DisplayName: i.DisplayName,
		AuthMode: string(i.AuthMode), ConnectionCount: connections, MissingFields: orEmpty(i.MissingFields), CallbackURL: callback,
		ClientID: orNull(i.ClientID), HasClientSecret: i.HasClientSecret, Scopes: splitScopes(i.Scopes), App: appValues(i), IntegrationConfig: notNil(i.IntegrationConfig),
		ForwardWebhooks: i.ForwardWebhooks, WebhooksKnown: s.knowsWebhooks(i.Provider), CreatedAt: zulu(i.CreatedAt), UpdatedAt: zulu(i.UpdatedAt)}
}

// knowsWebhooks reports whether there are rules for what the provider sends.
func (s *Server) knowsWebhooks(provider string) bool {
	p, ok := s.catalog.Get(provider)
	return ok && inbound.Handles(p)
}

// stored is what a secret reads that is there.
const stored = "***"

// appValues are the values of the integration's kind of app beside client id, secret and scopes.
func appValues(i connect.Integration) map[string]string {
	values := map[string]string{}
	set := func(name, value string) {
		if value != "" {
			values[name] = value
		}
	}
	set("app_id", i.AppID)
	set("app_link", i.AppLink)
	if i.HasPrivateKey {
		set("private_key", stored)
	}
	if i.AuthMode == catalog.InstallPlugin {
		set("username", i.Custom[auth.PluginUsername])
		set("password", i.Custom[auth.PluginPassword])
	}
	return values
}

// integrationEdit changes an integration from the GUI. Unlike the public route's, its app may name only what changes.
type integrationEdit struct {
	UniqueKey         *string           `json:"unique_key,omitempty" rule:"is=key,max=255"`
	DisplayName       *string           `json:"display_name,omitempty" rule:"min=1,max=255"`
	Credentials       *appEdit          `json:"credentials,omitempty"`
	ForwardWebhooks   *bool             `json:"forward_webhooks,omitempty"`
	IntegrationConfig map[string]string `json:"integration_config,omitempty"`
}

// appEdit are the app's credentials that change; absent ones stay.
type appEdit struct {
	ClientID     *string `json:"client_id,omitempty" rule:"min=1,max=255"`
	ClientSecret *string `json:"client_secret,omitempty" rule:"min=1"`
	Scopes       *string `json:"scopes,omitempty" rule:"is=scopes"`
	AppID        *string `json:"app_id,omitempty" rule:"min=1,max=255"`
	AppLink      *string `json:"app_link,omitempty" rule:"min=1"`
	PrivateKey   *string `json:"private_key,omitempty" rule:"min=1"`
	Username     *string `json:"username,omitempty" rule:"min=1,max=1024"`
	Password     *string `json:"password,omitempty" rule:"min=1,max=1024"`
}

func (e *appEdit) input(mode catalog.AuthMode) *connect.AppInput {
	if e == nil {
		return nil
	}
	return &connect.AppInput{Type: mode, Partial: true, ClientID: e.ClientID, ClientSecret: e.ClientSecret, Scopes: e.Scopes,
		AppID: e.AppID, AppLink: e.AppLink, PrivateKey: e.PrivateKey, Username: e.Username, Password: e.Password}
}

// editIntegration changes what the body names and leaves the rest.
func (s *Server) editIntegration(c *call, _ none, b integrationEdit) (IntegrationViewEntry, error) {
	before, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"])
	if err != nil {
		return IntegrationViewEntry{}, err
	}
	after, err := s.connect.UpdateIntegration(c.ctx(), c.env.ID, before.UniqueKey, connect.IntegrationUpdate{UniqueKey: b.UniqueKey,
		DisplayName: b.DisplayName, ForwardWebhooks: b.ForwardWebhooks, Credentials: b.Credentials.input(before.AuthMode), IntegrationConfig: b.IntegrationConfig})
	if err != nil {
		return IntegrationViewEntry{}, err
	}
	c.params["key"] = after.UniqueKey
	return s.guiIntegration(c, none{})
}

// providerName is the name for people; a provider that left the catalog keeps its key.
func (s *Server) providerName(key string) string {
	if p, ok := s.catalog.Get(key); ok {
		return p.DisplayName
	}
	return key
}

func splitScopes(text string) []string {
	scopes := []string{}
	for scope := range strings.SplitSeq(text, ",") {
		if scope = strings.TrimSpace(scope); scope != "" {
			scopes = append(scopes, scope)
		}
	}
	return scopes
}
