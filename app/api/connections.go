package api

import (
	"encoding/json"
	"maps"
	"strings"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// ConnectionItem is a connection in a list: never with credentials (http-api §2.4.1).
type ConnectionItem struct {
	ID                int64             `json:"id"`
	ConnectionID      string            `json:"connection_id"`
	ProviderConfigKey string            `json:"provider_config_key"`
	Provider          string            `json:"provider"`
	Errors            []ConnectionError `json:"errors"`
	EndUser           *EndUser          `json:"end_user"`
	Tags              Texts             `json:"tags"`
	Metadata          Object            `json:"metadata"`
	Created           string            `json:"created"`
}

// ConnectionList is one page of connections, newest first.
type ConnectionList struct {
	Connections []ConnectionItem `json:"connections"`
}

// Connection is the full object (http-api §2.4.2).
type Connection struct {
	ID                 int64             `json:"id"`
	ConnectionID       string            `json:"connection_id"`
	ProviderConfigKey  string            `json:"provider_config_key"`
	Provider           string            `json:"provider"`
	Errors             []ConnectionError `json:"errors"`
	EndUser            *EndUser          `json:"end_user"`
	Tags               map[string]string `json:"tags"`
	Metadata           Object            `json:"metadata"`
	ConnectionConfig   map[string]any    `json:"connection_config"`
	WebhookURLOverride *string           `json:"webhook_url_override"`
	CreatedAt          string            `json:"created_at"`
	UpdatedAt          string            `json:"updated_at"`
	LastFetchedAt      *string           `json:"last_fetched_at"`
	Credentials        json.RawMessage   `json:"credentials"`
}

// ConnectionError is a failure that still stands.
type ConnectionError struct {
	Type  string `json:"type"` // "auth" or "sync"
	LogID string `json:"log_id"`
}

// EndUser is who a connection belongs to in the caller's product.
type EndUser struct {
	ID           string            `json:"id"`
	DisplayName  *string           `json:"display_name"`
	Email        *string           `json:"email"`
	Tags         map[string]string `json:"tags"` // null when none were given
	Organization *Organization     `json:"organization"`
}

// Organization is what an end user belongs to.
type Organization struct {
	ID          string  `json:"id"`
	DisplayName *string `json:"display_name"`
}

func (s *Server) listConnections(c *call, q connectionsQuery) (ConnectionList, error) {
	filter := connect.ConnectionFilter{ConnectionID: q.ConnectionID, Search: q.Search, EndUserID: q.EndUserID,
		EndUserOrgID: q.EndUserOrgID, Tags: tags(q.Tags).lowered(), Page: min(q.Page, lastPage)}
	if q.Limit != nil {
		filter.Limit = *q.Limit
	}
	if q.IntegrationID != "" {
		filter.IntegrationKeys = strings.Split(string(q.IntegrationID), ",")
	}
	all, err := s.connect.Summaries(c.ctx(), c.env.ID, filter)
	if err != nil {
		return ConnectionList{}, err
	}
	failing, err := s.functions.FailingSyncs(c.ctx(), c.env.ID, 0)
	if err != nil {
		return ConnectionList{}, err
	}
	list := ConnectionList{Connections: make([]ConnectionItem, 0, len(all))}
	for _, one := range all {
		item := connectionItem(one)
		item.Errors = withSync(item.Errors, failing[one.ID])
		list.Connections = append(list.Connections, item)
	}
	return list, nil
}

// lastPage is far behind every list; beyond it the place of a page would not fit a number.
const lastPage = 1 << 40

const readsCredentials = "environment:connections:read_credentials"

// getConnection renews credentials that are due. When that fails, the caller still gets the connection,
// without credentials, inside the error (http-api §6.4).
func (s *Server) getConnection(c *call, q connectionQuery) (Connection, error) {
	if asksCredentials := q.ForceRefresh || q.RefreshToken || q.RefreshAppJWT; asksCredentials && !c.scopes.Allow(readsCredentials) {
		return Connection{}, forbidden(readsCredentials)
	}
	live, err := s.connect.Fresh(c.ctx(), c.env.ID, q.ProviderConfigKey, c.params["connectionId"], connect.FreshOptions{Force: q.ForceRefresh})
	if err != nil {
		return Connection{}, s.invalidCredentials(c, q, err)
	}
	object := connectionObject(live.Connection, offset)
	failing, err := s.functions.FailingSyncs(c.ctx(), c.env.ID, object.ID)
	if err != nil {
		return Connection{}, err
	}
	object.Errors = withSync(object.Errors, failing[object.ID])
	if !c.scopes.Allow(readsCredentials) {
		object.Credentials = json.RawMessage("{}")
		object.ConnectionConfig, _ = dropRefreshTokens(object.ConnectionConfig).(map[string]any)
		return object, nil
	}
	if object.Credentials, err = auth.Encode(live.Credentials); err != nil {
		return Connection{}, err
	}
	if q.RefreshAppJWT {
		if err := s.addAppJWT(&object, live); err != nil {
			return Connection{}, err
		}
	}
	if !q.RefreshToken {
		object.Credentials = withoutRefreshTokens(live.Provider, object.Credentials)
		object.ConnectionConfig, _ = dropRefreshTokens(object.ConnectionConfig).(map[string]any)
	}
	return object, nil
}

// addAppJWT puts a GitHub App's own token beside that of its installation (http-api §6.3).
func (s *Server) addAppJWT(object *Connection, live *connect.Live) error {
	own, err := s.connect.AppJWT(live)
	if err != nil || own == "" {
		return err
	}
	var credentials map[string]json.RawMessage
	if err := json.Unmarshal(object.Credentials, &credentials); err != nil {
		return err
	}
	quoted, err := json.Marshal(own.Reveal())
	if err != nil {
		return err
	}
	credentials["jwtToken"] = quoted
	object.ConnectionConfig = maps.Clone(object.ConnectionConfig)
	object.ConnectionConfig["jwtToken"] = own.Reveal()
	object.Credentials, err = json.Marshal(credentials)
	return err
}

// invalidCredentials tells a failed refresh apart from a connection that is not there.
func (s *Server) invalidCredentials(c *call, q connectionQuery, cause error) error {
	if fault.HasCode(cause, "unknown_connection") || fault.HasCode(cause, "unknown_provider_config") {
		return cause
	}
	stored, err := s.connect.Connection(c.ctx(), c.env.ID, q.ProviderConfigKey, c.params["connectionId"])
	if err != nil {
		return err
	}
	f := fault.From(cause)
	if f.Kind != fault.Upstream && f.Kind != fault.FailedDependency && f.Kind != fault.Invalid {
		return cause
	}
	object := connectionObject(stored, offset)
	object.Credentials = json.RawMessage("{}")
	return fault.New(f.Kind, "invalid_credentials", f.Message).WithHint(f.Hint).WithCause(cause).
		WithDetail(map[string]any{"connection": object})
}

func (s *Server) importConnection(c *call, _ none, b importBody) (Connection, error) {
	stored, credentials, err := s.connect.Import(c.ctx(), c.env.ID, connect.ImportInput{IntegrationKey: b.ProviderConfigKey,
		ConnectionID: b.ConnectionID, Metadata: b.Metadata, Config: b.ConnectionConfig, WebhookURLOverride: emptyIsNil(b.WebhookURLOverride),
		EndUser: b.EndUser.endUser(nil), Tags: b.Tags.lowered(), Credentials: json.RawMessage(b.Credentials)})
	if err != nil {
		return Connection{}, err
	}
	object := connectionObject(stored, zulu)
	if b.EndUser == nil {
		object.EndUser = nil // this answer shows what was sent, though a link from before is kept
	}
	object.Credentials, err = auth.Encode(credentials)
	return object, err
}

func (s *Server) patchConnection(c *call, q integrationOfConnection, b patchBody) (Success, error) {
	return Success{true}, s.connect.Patch(c.ctx(), c.env.ID, q.ProviderConfigKey, c.params["connectionId"], connect.ConnectionUpdate{
		EndUser: b.EndUser.endUser(nil), Tags: b.Tags.lowered(), WebhookURLOverride: b.WebhookURLOverride})
}

func (s *Server) deleteConnection(c *call, q integrationOfConnection) (Success, error) {
	return Success{true}, s.connect.DeleteConnection(c.ctx(), c.env.ID, q.ProviderConfigKey, c.params["connectionId"])
}

func connectionItem(one connect.Summary) ConnectionItem {
	return ConnectionItem{ID: one.ID, ConnectionID: one.ConnectionID, ProviderConfigKey: one.IntegrationKey, Provider: one.Provider,
		Errors: connectionErrors(one.AuthError), EndUser: endUserObject(one.EndUser), Tags: Texts(one.Tags), Metadata: Object(one.Metadata),
		Created: offset(one.CreatedAt)}
}

func connectionObject(one connect.Connection, form func(time.Time) string) Connection {
	object := Connection{ID: one.ID, ConnectionID: one.ConnectionID, ProviderConfigKey: one.IntegrationKey, Provider: one.Provider,
		Errors: connectionErrors(one.AuthError), EndUser: endUserObject(one.EndUser), Tags: notNil(one.Tags), Metadata: Object(one.Metadata),
		ConnectionConfig: one.Config, WebhookURLOverride: one.WebhookURLOverride,
		CreatedAt: form(one.CreatedAt), UpdatedAt: form(one.UpdatedAt)}
	if object.ConnectionConfig == nil {
		object.ConnectionConfig = map[string]any{}
	}
	if one.LastFetchedAt != nil {
		text := form(*one.LastFetchedAt)
		object.LastFetchedAt = &text
	}
	return object
}

func connectionErrors(e *connect.AuthError) []ConnectionError {
	if e == nil {
		return []ConnectionError{}
	}
	return []ConnectionError{{Type: "auth", LogID: e.LogID}}
}

// withSync adds the failure of a sync, which the log holds under the id; "" is none.
func withSync(standing []ConnectionError, logID string) []ConnectionError {
	if logID == "" {
		return standing
	}
	return append(standing, ConnectionError{Type: "sync", LogID: logID})
}

func endUserObject(u *connect.EndUser) *EndUser {
	if u == nil {
		return nil
	}
	object := &EndUser{ID: u.ID, DisplayName: orNull(u.DisplayName), Email: orNull(u.Email), Tags: u.Tags}
	if u.Organization != nil {
		object.Organization = &Organization{ID: u.Organization.ID, DisplayName: orNull(u.Organization.DisplayName)}
	}
	return object
}

func notNil(table map[string]string) map[string]string {
	if table == nil {
		return map[string]string{}
	}
	return table
}

func emptyIsNil(text *string) *string {
	if text == nil || *text == "" {
		return nil
	}
	return text
}

// withoutRefreshTokens leaves out every key whose letters spell "refreshtoken", at any depth (http-api §6.2).
func withoutRefreshTokens(p *catalog.Provider, object json.RawMessage) json.RawMessage {
	tree, err := parseJSON(object)
	if err != nil {
		return json.RawMessage("{}")
	}
	auth.DropMappedRefreshToken(p, tree)
	data, err := encodeJSON(dropRefreshTokens(tree))
	if err != nil {
		return json.RawMessage("{}")
	}
	return data
}

func dropRefreshTokens(value any) any {
	switch value := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(value))
		for key, item := range maps.All(value) {
			if !spellsRefreshToken(key) {
				out[key] = dropRefreshTokens(item)
			}
		}
		return out
	case []any:
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = dropRefreshTokens(item)
		}
		return out
	}
	return value
}

func spellsRefreshToken(key string) bool {
	letters := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, key)
	return letters == "refreshtoken"
}
