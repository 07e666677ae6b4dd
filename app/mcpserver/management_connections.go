package mcpserver

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"patchbay/app/fault"
)

type (
	sessionArgs struct {
		EndUser             *endUserArgs              `json:"end_user,omitempty" jsonschema:"who will own the connection"`
		Tags                map[string]string         `json:"tags,omitempty"`
		Organization        *organizationArgs         `json:"organization,omitempty"`
		AllowedIntegrations []string                  `json:"allowed_integrations,omitempty" jsonschema:"unique keys; left out: all"`
		Defaults            map[string]map[string]any `json:"integrations_config_defaults,omitempty"`
		Overrides           map[string]map[string]any `json:"overrides,omitempty"`
		WebhookURLOverride  string                    `json:"webhook_url_override,omitempty"`
	}
	endUserArgs struct {
		ID          string            `json:"id"`
		Email       string            `json:"email,omitempty"`
		DisplayName string            `json:"display_name,omitempty"`
		Tags        map[string]string `json:"tags,omitempty"`
	}
	organizationArgs struct {
		ID          string `json:"id"`
		DisplayName string `json:"display_name,omitempty"`
	}
	sessionToken struct {
		Token       string `json:"token"`
		ConnectLink string `json:"connect_link"`
		ExpiresAt   string `json:"expires_at"`
	}

	connectionsArgs struct {
		ConnectionID   string            `json:"connection_id,omitempty"`
		Search         string            `json:"search,omitempty"`
		EndUserID      string            `json:"end_user_id,omitempty"`
		IntegrationID  string            `json:"integration_id,omitempty" jsonschema:"unique keys, comma-separated"`
		OrganizationID string            `json:"end_user_organization_id,omitempty"`
		Tags           map[string]string `json:"tags,omitempty"`
		Limit          int               `json:"limit,omitempty"`
		Page           int               `json:"page,omitempty" jsonschema:"from 0"`
	}
	connectionArgs struct {
		ConnectionID  string `json:"connection_id"`
		IntegrationID string `json:"integration_id"`
		RefreshToken  bool   `json:"refresh_token,omitempty" jsonschema:"accepted, and without effect: no tokens are told"`
		ForceRefresh  bool   `json:"force_refresh,omitempty" jsonschema:"renew the credentials now"`
		RefreshAppJWT bool   `json:"refresh_github_app_jwt_token,omitempty" jsonschema:"accepted, and without effect: no tokens are told"`
	}

	connectionList struct {
		Connections []connectionItem `json:"connections"`
	}
	// connectionItem is a connection in a list (http-api §2.4.1).
	connectionItem struct {
		ID                int64             `json:"id"`
		ConnectionID      string            `json:"connection_id"`
		ProviderConfigKey string            `json:"provider_config_key"`
		Provider          string            `json:"provider"`
		Errors            []connectionError `json:"errors"`
		EndUser           *endUser          `json:"end_user"`
		Tags              map[string]string `json:"tags"`
		Metadata          map[string]any    `json:"metadata"`
		Created           string            `json:"created"`
	}
	// connection is the full object (http-api §2.4.2) without its credentials.
	connection struct {
		ID                 int64             `json:"id"`
		ConnectionID       string            `json:"connection_id"`
		ProviderConfigKey  string            `json:"provider_config_key"`
		Provider           string            `json:"provider"`
		Errors             []connectionError `json:"errors"`
		EndUser            *endUser          `json:"end_user"`
		Tags               map[string]string `json:"tags"`
		Metadata           map[string]any    `json:"metadata"`
		ConnectionConfig   map[string]any    `json:"connection_config"`
		WebhookURLOverride *string           `json:"webhook_url_override"`
		CreatedAt          string            `json:"created_at"`
		UpdatedAt          string            `json:"updated_at"`
		LastFetchedAt      *string           `json:"last_fetched_at"`
	}
	connectionError struct {
		Type  string `json:"type"`
		LogID string `json:"log_id"`
	}
	endUser struct {
		ID           string            `json:"id"`
		DisplayName  *string           `json:"display_name"`
		Email        *string           `json:"email"`
		Tags         map[string]string `json:"tags"`
		Organization *organization     `json:"organization"`
	}
	organization struct {
		ID          string  `json:"id"`
		DisplayName *string `json:"display_name"`
	}
)

func narrowConnections(in *jsonschema.Schema) {
	in.Properties["limit"].Minimum, in.Properties["limit"].Maximum = jsonschema.Ptr(1.0), jsonschema.Ptr(10000.0)
	in.Properties["page"].Minimum = jsonschema.Ptr(0.0)
}

func createSession(ctx context.Context, s *session, in sessionArgs) (sessionToken, error) {
	if in.EndUser == nil && in.Tags == nil {
		return sessionToken{}, fault.New(fault.Invalid, "invalid_body", "A session needs an end_user or tags.")
	}
	err := s.consent(ctx, Effect{Kind: "session", Summary: "Create a Connect session", Detail: indented(in),
		Covers: "creating Connect sessions"})
	if err != nil {
		return sessionToken{}, err
	}
	var made struct {
		Data sessionToken `json:"data"`
	}
	return made.Data, s.client.call(ctx, http.MethodPost, "/connect/sessions", in, &made)
}

// pageOfAPI is the largest page that the API gives; a tool's may be larger.
const pageOfAPI = 2000

func listConnections(ctx context.Context, s *session, in connectionsArgs) (connectionList, error) {
	query := url.Values{}
	for name, value := range map[string]string{"connectionId": in.ConnectionID, "search": in.Search, "endUserId": in.EndUserID,
		"integrationId": in.IntegrationID, "endUserOrganizationId": in.OrganizationID} {
		if value != "" {
			query.Set(name, value)
		}
	}
	for name, value := range in.Tags {
		query.Set("tags["+name+"]", value)
	}
	limit := in.Limit
	if limit == 0 {
		limit = pageOfAPI
	}
	if limit <= pageOfAPI {
		var page connectionList
		query.Set("limit", strconv.Itoa(limit))
		query.Set("page", strconv.Itoa(in.Page))
		return page, s.client.get(ctx, "/connections", query, &page)
	}
	return s.manyConnections(ctx, query, in.Page*limit, limit)
}

// manyConnections puts a large page together from those of the API.
func (s *session) manyConnections(ctx context.Context, query url.Values, from, limit int) (connectionList, error) {
	all := connectionList{Connections: []connectionItem{}}
	query.Set("limit", strconv.Itoa(pageOfAPI))
	for at := from / pageOfAPI; at*pageOfAPI < from+limit; at++ {
		query.Set("page", strconv.Itoa(at))
		var page connectionList
		if err := s.client.get(ctx, "/connections", query, &page); err != nil {
			return connectionList{}, err
		}
		got := len(page.Connections)
		first, last := max(from-at*pageOfAPI, 0), min(from+limit-at*pageOfAPI, got)
		if first < last {
			all.Connections = append(all.Connections, page.Connections[first:last]...)
		}
		if got < pageOfAPI {
			break
		}
	}
	return all, nil
}

func getConnection(ctx context.Context, s *session, in connectionArgs) (out connection, err error) {
	query := url.Values{"provider_config_key": {in.IntegrationID}}
	if in.ForceRefresh {
		query.Set("force_refresh", "true")
	}
	return out, s.client.get(ctx, "/connections/"+url.PathEscape(in.ConnectionID), query, &out)
}

// indented is a value for people to read: < and & stay as they are.
func indented(value any) string {
	var text strings.Builder
	out := json.NewEncoder(&text)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	if err := out.Encode(value); err != nil {
		return ""
	}
	return strings.TrimSuffix(text.String(), "\n")
}
