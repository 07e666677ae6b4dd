package api

import (
	"strings"

	"patchbay/app/connect"
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
	IntegrationConfig map[string]string `json:"integration_config"`
	ForwardWebhooks   bool              `json:"forward_webhooks"`
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
	counts, err := s.connectionCounts(c, nil)
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
	counts, err := s.connectionCounts(c, []string{i.UniqueKey})
	if err != nil {
		return IntegrationViewEntry{}, err
	}
	callback, err := s.callbackOf(c, i)
	return IntegrationViewEntry{Data: s.integrationView(i, callback, counts[i.UniqueKey])}, err
}

// connectionCounts counts the connections of the integrations; nil means all.
func (s *Server) connectionCounts(c *call, keys []string) (map[string]int, error) {
	connections, err := s.connect.Connections(c.ctx(), c.env.ID, connect.ConnectionFilter{IntegrationKeys: keys})
	counts := map[string]int{}
	for _, one := range connections {
		counts[one.IntegrationKey]++
	}
	return counts, err
}

func (s *Server) integrationView(i connect.Integration, callback string, connections int) IntegrationView {
	return IntegrationView{UniqueKey: i.UniqueKey, Provider: i.Provider, ProviderName: s.providerName(i.Provider), DisplayName: i.DisplayName,
		AuthMode: string(i.AuthMode), ConnectionCount: connections, MissingFields: orEmpty(i.MissingFields), CallbackURL: callback,
		ClientID: orNull(i.ClientID), HasClientSecret: i.HasClientSecret, Scopes: splitScopes(i.Scopes), IntegrationConfig: notNil(i.IntegrationConfig),
		ForwardWebhooks: i.ForwardWebhooks, CreatedAt: zulu(i.CreatedAt), UpdatedAt: zulu(i.UpdatedAt)}
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
