package mcpserver

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"patchbay/app/fault"
	"patchbay/app/logs"
)

// accountTools read and change connections. No tool tells credentials; connection_import takes those that the user has.
func accountTools() []tool {
	return []tool{
		define(facts{name: "connection_get", title: "Read a connection", scopes: []string{"environment:connections:read"}, reads: true, outside: true,
			description: "Read one connected account with its metadata, and renew its credentials when they are due. The credentials themselves are never told."}, getConnection),
		define(facts{name: "connection_import", title: "Import a connection", scopes: []string{"environment:connections:create"}, outside: true,
			description: "Take over credentials that the user already has. A connection of the same id gets the new ones, and the metadata that is given here or none. " +
				"The user is asked first."}, importConnection),
		define(facts{name: "connection_delete", title: "Delete a connection", scopes: []string{"environment:connections:delete"},
			description: "Delete a connected account with its credentials and records. The user is asked first."}, deleteConnection),
		define(facts{name: "metadata_set", title: "Replace metadata", scopes: []string{"environment:connections:update"},
			description: "Replace the whole metadata of a connection. The user is asked first."}, setMetadata),
		define(facts{name: "metadata_update", title: "Change metadata", scopes: []string{"environment:connections:update"},
			description: "Change the metadata of a connection; keys that are left out stay. The user is asked first."}, updateMetadata),
	}
}

type (
	importArgs struct {
		IntegrationID    string            `json:"integration_id" jsonschema:"the integration's unique key"`
		ConnectionID     string            `json:"connection_id,omitempty" jsonschema:"a new id when left out"`
		Credentials      map[string]any    `json:"credentials" jsonschema:"with a type such as API_KEY (apiKey), BASIC (username, password) or OAUTH2 (access_token, refresh_token)"`
		ConnectionConfig map[string]any    `json:"connection_config,omitempty"`
		Metadata         map[string]any    `json:"metadata,omitempty"`
		Tags             map[string]string `json:"tags,omitempty"`
		EndUser          *endUserArgs      `json:"end_user,omitempty"`
	}
	connectionKey struct {
		IntegrationID string `json:"integration_id" jsonschema:"the integration's unique key"`
		ConnectionID  string `json:"connection_id"`
	}
	metadataArgs struct {
		connectionKey
		Metadata map[string]any `json:"metadata"`
	}
	metadataOf struct {
		ConnectionID  string         `json:"connection_id"`
		IntegrationID string         `json:"integration_id"`
		Metadata      map[string]any `json:"metadata"`
	}
)

// The codes with which the API refuses a connection that is not there: most routes, and the proxy (http-api §9).
const (
	codeNoConnection = "unknown_connection"
	codeNotProxied   = "server_error"
)

// String names the connection for people.
func (k connectionKey) String() string { return k.IntegrationID + "/" + k.ConnectionID }

func (k connectionKey) path() string {
	return "/connections/" + url.PathEscape(k.ConnectionID) + "?provider_config_key=" + url.QueryEscape(k.IntegrationID)
}

// present returns the fault with which the API refuses a connection that is not there, so that the user is not asked in vain.
// It is nil when the caller's key may not list connections: then the API tells later.
func (s *session) present(ctx context.Context, k connectionKey, code string) error {
	found, err := listConnections(ctx, s, connectionsArgs{IntegrationID: k.IntegrationID, ConnectionID: k.ConnectionID})
	if err != nil || slices.ContainsFunc(found.Connections, func(c connectionItem) bool { return c.ConnectionID == k.ConnectionID }) {
		return nil //nolint:nilerr // see above
	}
	return fault.New(fault.NotFound, code, "The integration "+k.IntegrationID+" has no connection "+k.ConnectionID+".").
		WithHint("connections_list tells what there is.")
}

// importConnection asks with the credentials masked; the answer counts for these credentials only.
func importConnection(ctx context.Context, s *session, in importArgs) (out connection, err error) {
	body := map[string]any{"provider_config_key": in.IntegrationID, "credentials": in.Credentials}
	put(body, "connection_id", in.ConnectionID, in.ConnectionID != "")
	put(body, "connection_config", in.ConnectionConfig, in.ConnectionConfig != nil)
	put(body, "metadata", in.Metadata, in.Metadata != nil)
	put(body, "tags", in.Tags, in.Tags != nil)
	put(body, "end_user", in.EndUser, in.EndUser != nil)
	shown := maps.Clone(body)
	shown["credentials"] = masked(in.Credentials)
	what, err := s.importSummary(ctx, in)
	if err != nil {
		return out, err
	}
	err = s.consent(ctx, Effect{Kind: "connection", Summary: what, Detail: s.redactor.Text(indented(shown)), Hidden: indented(in.Credentials)})
	if err != nil {
		return out, err
	}
	return out, s.client.call(ctx, http.MethodPost, "/connections", body, &out)
}

// importSummary says what an import does, which is more when the connection is there already.
func (s *session) importSummary(ctx context.Context, in importArgs) (string, error) {
	if in.ConnectionID == "" {
		return "Import a connection of " + in.IntegrationID, nil
	}
	name := connectionKey{in.IntegrationID, in.ConnectionID}.String()
	found, err := listConnections(ctx, s, connectionsArgs{IntegrationID: in.IntegrationID, ConnectionID: in.ConnectionID})
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(found.Connections, func(c connectionItem) bool { return c.ConnectionID == in.ConnectionID }) {
		return "Replace the credentials and the metadata of the connection " + name, nil
	}
	return "Import the connection " + name, nil
}

// masked are credentials for people to read: their names and their type.
func masked(credentials map[string]any) map[string]any {
	shown := make(map[string]any, len(credentials))
	for name, value := range credentials {
		shown[name] = logs.Mask
		if name == "type" {
			shown[name] = value
		}
	}
	return shown
}

func deleteConnection(ctx context.Context, s *session, in connectionKey) (success, error) {
	if err := s.present(ctx, in, codeNoConnection); err != nil {
		return success{}, err
	}
	err := s.consent(ctx, Effect{Kind: "connection", Summary: "Delete the connection " + in.String(), Detail: "Its credentials and its records are deleted with it."})
	if err != nil {
		return success{}, err
	}
	return success{true}, s.client.call(ctx, http.MethodDelete, in.path(), nil, nil)
}

func setMetadata(ctx context.Context, s *session, in metadataArgs) (metadataOf, error) {
	return s.changeMetadata(ctx, http.MethodPost, "Replace the metadata of ", in)
}

func updateMetadata(ctx context.Context, s *session, in metadataArgs) (metadataOf, error) {
	return s.changeMetadata(ctx, http.MethodPatch, "Change the metadata of ", in)
}

// changeMetadata answers with the metadata as it is afterwards.
func (s *session) changeMetadata(ctx context.Context, method, what string, in metadataArgs) (metadataOf, error) {
	if err := s.present(ctx, in.connectionKey, codeNoConnection); err != nil {
		return metadataOf{}, err
	}
	err := s.consent(ctx, Effect{Kind: "connection", Summary: what + in.String(), Detail: indented(in.Metadata), Covers: "changing the metadata of " + in.String()})
	if err != nil {
		return metadataOf{}, err
	}
	body := map[string]any{"provider_config_key": in.IntegrationID, "connection_id": in.ConnectionID, "metadata": in.Metadata}
	if err := s.client.call(ctx, method, "/connections/metadata", body, nil); err != nil {
		return metadataOf{}, err
	}
	found, err := listConnections(ctx, s, connectionsArgs{IntegrationID: in.IntegrationID, ConnectionID: in.ConnectionID})
	if err != nil {
		return metadataOf{}, err
	}
	now := metadataOf{ConnectionID: in.ConnectionID, IntegrationID: in.IntegrationID, Metadata: in.Metadata}
	for _, c := range found.Connections {
		if c.ConnectionID == in.ConnectionID {
			now.Metadata = c.Metadata
		}
	}
	return now, nil
}

// recordTools read what syncs keep.
func recordTools() []tool {
	return []tool{
		define(facts{name: "records_models", title: "List models with records", scopes: []string{"environment:records:read"}, reads: true,
			description: "List the models of which syncs keep records, by connection, with their counts."}, listModels),
		define(facts{name: "records_list", title: "List records", scopes: []string{"environment:records:read"}, reads: true,
			description: "List the records that syncs keep of one model for one connection, oldest change first. Each carries _nango_metadata.", narrow: narrowLimit(1000)}, listRecords),
	}
}

type (
	recordsArgs struct {
		connectionKey
		Model         string   `json:"model"`
		Variant       string   `json:"variant,omitempty" jsonschema:"of the sync"`
		ModifiedAfter string   `json:"modified_after,omitempty" jsonschema:"a time, such as 2026-01-31T12:00:00Z"`
		Filter        string   `json:"filter,omitempty" jsonschema:"added, updated or deleted; several with commas"`
		IDs           []string `json:"ids,omitempty" jsonschema:"the records' own ids"`
		Cursor        string   `json:"cursor,omitempty" jsonschema:"next_cursor of the page before"`
		Limit         int      `json:"limit,omitempty" jsonschema:"100 when left out"`
	}
	recordPage struct {
		Records    []map[string]any `json:"records"`
		NextCursor *string          `json:"next_cursor"`
	}
	modelCount struct {
		Integration string `json:"integration"`
		Connection  string `json:"connection"`
		Model       string `json:"model"`
		Variant     string `json:"variant"`
		Records     int    `json:"records"`
		Deleted     int    `json:"deleted"`
		ChangedAt   string `json:"changed_at"`
	}
	modelList struct {
		Models []modelCount `json:"models"`
	}
)

func listModels(ctx context.Context, s *session, _ nothing) (modelList, error) {
	var got struct {
		Data []modelCount `json:"data"`
	}
	err := s.client.get(ctx, "/patchbay/records/models", nil, &got)
	return modelList{got.Data}, err
}

func listRecords(ctx context.Context, s *session, in recordsArgs) (out recordPage, err error) {
	limit := in.Limit
	if limit == 0 {
		limit = 100
	}
	query := url.Values{"model": {in.Model}, "limit": {strconv.Itoa(limit)}}
	for name, value := range map[string]string{"variant": in.Variant, "modified_after": in.ModifiedAfter, "filter": in.Filter, "cursor": in.Cursor} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if len(in.IDs) > 0 {
		query["ids"] = in.IDs
	}
	return out, s.client.as(in.connectionKey).get(ctx, "/records", query, &out)
}
