package mcpserver

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"patchbay/app/fault"
)

// Management answers on the door with the management tools of a real server (http-api §13.2). Unlike there, no answer
// holds credentials, and what changes something needs the user's consent.
func (s *Server) Management(m Message, c Caller) {
	now := &session{s, c, client{api: c.API}}
	server := now.offer(&mcp.Implementation{Name: "Nango Management MCP server", Version: "1.0.0"}, onlyTools(), s.management)
	server.AddReceivingMiddleware(withoutTasks)
	s.serve(m, server)
}

// managementTools in the order of http-api §13.2.
func managementTools() []tool {
	return []tool{
		define(facts{name: "connect_session_create", title: "Create a Connect session", scopes: []string{"environment:connect_sessions:write"}, adds: true, bare: true,
			description: "Make a short-lived Connect session and the link where a person connects an account. Needs end_user or tags."}, createSession),
		define(facts{name: "integrations_list", title: "List integrations", scopes: []string{"environment:integrations:list"}, reads: true,
			description: "List the integrations of this environment."}, listIntegrations),
		define(facts{name: "integrations_get", title: "Read an integration", scopes: []string{"environment:integrations:read", "environment:integrations:read_credentials"}, reads: true,
			description: "Read one integration. With credentials included, the client id and scopes are told; secrets never are.",
			narrow: func(in *jsonschema.Schema) {
				in.Properties["include"].Items.Enum = []any{"webhook", "credentials"}
			}}, getIntegration),
		define(facts{name: "integrations_create", title: "Create an integration", scopes: []string{"environment:integrations:create"}, adds: true,
			description: "Set a provider up as an integration, with the user's own developer app.", narrow: narrowCreate}, createIntegration),
		define(facts{name: "integrations_update", title: "Change an integration", scopes: []string{"environment:integrations:update"},
			description: "Change an integration; what is left out stays as it is."}, updateIntegration),
		define(facts{name: "integrations_delete", title: "Delete an integration", scopes: []string{"environment:integrations:delete"},
			description: "Delete an integration with all its connections."}, deleteIntegration),
		define(facts{name: "connections_list", title: "List connections", scopes: []string{"environment:connections:list", "environment:connections:list_credentials"}, reads: true,
			description: "List connected accounts, without their credentials.", narrow: narrowConnections}, listConnections),
		define(facts{name: "connections_get", title: "Read a connection", scopes: []string{"environment:connections:read", "environment:connections:read_credentials"}, reads: true, outside: true,
			description: "Read one connected account and renew its credentials when they are due. The credentials themselves are never told: use proxy_request to call the API."}, getConnection),
		define(facts{name: "proxy_request", title: "Call a provider's API", scopes: []string{"environment:proxy"}, outside: true,
			description: "Send a request to the provider's API with a connection's credentials.", narrow: narrowProxy}, proxyRequest),
		define(facts{name: "logs_list_operations", title: "List operations", scopes: []string{"environment:logs:read"}, reads: true,
			description: "List what happened, newest first; the last 24 hours unless a period is given.", narrow: narrowOperations}, listOperations),
		define(facts{name: "logs_get_operation", title: "Read an operation", scopes: []string{"environment:logs:read"}, reads: true,
			description: "Read one operation with its lines."}, getOperation),
	}
}

type (
	nothing struct{}

	integrationArgs struct {
		IntegrationID string   `json:"integration_id" jsonschema:"the integration's unique key"`
		Include       []string `json:"include,omitempty" jsonschema:"webhook or credentials"`
	}
	integrationKey struct {
		IntegrationID string `json:"integration_id" jsonschema:"the integration's unique key"`
	}
	createArgs struct {
		Provider          string            `json:"provider" jsonschema:"a key of the catalog, such as github"`
		IntegrationID     string            `json:"integration_id" jsonschema:"the new integration's unique key"`
		CredentialSource  string            `json:"credential_source" jsonschema:"own: the user's developer app; nango is not offered by a local server"`
		Credentials       map[string]any    `json:"credentials,omitempty" jsonschema:"the developer app, with a type such as OAUTH2"`
		IntegrationConfig map[string]string `json:"integration_config,omitempty"`
		DisplayName       string            `json:"display_name,omitempty"`
		ForwardWebhooks   *bool             `json:"forward_webhooks,omitempty"`
	}
	updateArgs struct {
		IntegrationID     string            `json:"integration_id" jsonschema:"the integration's unique key"`
		NewIntegrationID  string            `json:"new_integration_id,omitempty" jsonschema:"its new unique key"`
		DisplayName       string            `json:"display_name,omitempty"`
		Credentials       map[string]any    `json:"credentials,omitempty"`
		ForwardWebhooks   *bool             `json:"forward_webhooks,omitempty"`
		IntegrationConfig map[string]string `json:"integration_config,omitempty"`
		Custom            map[string]string `json:"custom,omitempty"`
	}

	// integration is one integration as tools tell it.
	integration struct {
		UniqueKey       string          `json:"unique_key"`
		Provider        string          `json:"provider"`
		DisplayName     string          `json:"display_name"`
		Logo            string          `json:"logo"`
		ForwardWebhooks bool            `json:"forward_webhooks"`
		CreatedAt       string          `json:"created_at"`
		UpdatedAt       string          `json:"updated_at"`
		WebhookURL      json.RawMessage `json:"webhook_url,omitempty" jsonschema:"only when asked for; null for a provider that sends no webhooks"`
		Credentials     *appCredentials `json:"credentials,omitempty"`
	}
	// appCredentials are what may be told of a developer app.
	appCredentials struct {
		Type     string  `json:"type,omitempty"`
		ClientID *string `json:"client_id,omitempty"`
		Scopes   *string `json:"scopes,omitempty"`
		AppID    string  `json:"app_id,omitempty"`
		AppLink  string  `json:"app_link,omitempty"`
	}
	integrationList struct {
		Data []integration `json:"data"`
	}
	integrationEntry struct {
		Data integration `json:"data"`
	}
	success struct {
		Success bool `json:"success"`
	}
)

func narrowCreate(in *jsonschema.Schema) {
	in.Properties["credential_source"].Enum = []any{"nango", "own"}
}

// known returns not_found for an integration that is not there. It is nil when the caller's key may not read integrations.
func (s *session) known(ctx context.Context, key string) error {
	if err := s.client.get(ctx, integrationPath(key), nil, nil); fault.HasCode(err, "not_found") {
		return err
	}
	return nil
}

// noIntegration is the fault with which most of the API refuses an integration that is not there.
func noIntegration(key string, cause error) error {
	return fault.New(fault.NotFound, "unknown_provider_config", "There is no integration with the key "+key+".").WithCause(cause)
}

func integrationPath(key string) string { return "/integrations/" + url.PathEscape(key) }

func listIntegrations(ctx context.Context, s *session, _ nothing) (out integrationList, err error) {
	return out, s.client.get(ctx, "/integrations", nil, &out)
}

func getIntegration(ctx context.Context, s *session, in integrationArgs) (out integrationEntry, err error) {
	query := url.Values{}
	for _, part := range in.Include {
		query.Add("include", part)
	}
	return out, s.client.get(ctx, integrationPath(in.IntegrationID), query, &out)
}

func createIntegration(ctx context.Context, s *session, in createArgs) (out integrationEntry, err error) {
	body := map[string]any{"provider": in.Provider, "unique_key": in.IntegrationID}
	put(body, "display_name", in.DisplayName, in.DisplayName != "")
	put(body, "forward_webhooks", in.ForwardWebhooks, in.ForwardWebhooks != nil)
	path := "/integrations"
	switch {
	case in.CredentialSource == "own":
		put(body, "credentials", in.Credentials, in.Credentials != nil)
		put(body, "integration_config", in.IntegrationConfig, in.IntegrationConfig != nil)
	case in.Credentials != nil || in.IntegrationConfig != nil:
		return out, fault.New(fault.Invalid, "invalid_body", "credentials and integration_config go with credential_source own only.")
	default:
		path = "/integrations/quickstart"
	}
	err = s.consent(ctx, Effect{Kind: "integration", Summary: "Create the integration " + in.IntegrationID + " of " + in.Provider, Detail: s.redactor.Text(indented(body)), Hidden: indented(in.Credentials)})
	if err != nil {
		return out, err
	}
	return out, s.client.call(ctx, http.MethodPost, path, body, &out)
}

func updateIntegration(ctx context.Context, s *session, in updateArgs) (out integrationEntry, err error) {
	if err := s.known(ctx, in.IntegrationID); err != nil {
		return out, err
	}
	body := map[string]any{}
	put(body, "unique_key", in.NewIntegrationID, in.NewIntegrationID != "")
	put(body, "display_name", in.DisplayName, in.DisplayName != "")
	put(body, "credentials", in.Credentials, in.Credentials != nil)
	put(body, "forward_webhooks", in.ForwardWebhooks, in.ForwardWebhooks != nil)
	put(body, "integration_config", in.IntegrationConfig, in.IntegrationConfig != nil)
	put(body, "custom", in.Custom, in.Custom != nil)
	err = s.consent(ctx, Effect{Kind: "integration", Summary: "Change the integration " + in.IntegrationID, Detail: s.redactor.Text(indented(body)), Hidden: indented(in.Credentials)})
	if err != nil {
		return out, err
	}
	return out, s.client.call(ctx, http.MethodPatch, integrationPath(in.IntegrationID), body, &out)
}

func deleteIntegration(ctx context.Context, s *session, in integrationKey) (success, error) {
	if err := s.known(ctx, in.IntegrationID); err != nil {
		return success{}, err
	}
	whose := "All its connections"
	var found connectionList
	if err := s.client.get(ctx, "/connections", url.Values{"integrationId": {in.IntegrationID}}, &found); err == nil { // the key may not list them
		whose = "Its " + strconv.Itoa(len(found.Connections)) + " connections"
	}
	err := s.consent(ctx, Effect{Kind: "integration", Summary: "Delete the integration " + in.IntegrationID,
		Detail: whose + ", their credentials and their records are deleted with it."})
	if err != nil {
		return success{}, err
	}
	return success{true}, s.client.call(ctx, http.MethodDelete, integrationPath(in.IntegrationID), nil, nil)
}

// put adds a field that was given.
func put(body map[string]any, name string, value any, given bool) {
	if given {
		body[name] = value
	}
}

// withoutTasks says of every listed tool that it cannot run as a task, which the SDK's type has no field for.
func withoutTasks(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		result, err := next(ctx, method, req)
		if list, ok := result.(*mcp.ListToolsResult); ok && err == nil {
			return tasklessList{list}, nil
		}
		return result, err
	}
}

// tasklessList is a list of tools with execution.taskSupport.
type tasklessList struct{ *mcp.ListToolsResult }

// MarshalJSON adds the field to each tool.
func (l tasklessList) MarshalJSON() ([]byte, error) {
	text, err := json.Marshal(l.ListToolsResult)
	if err != nil {
		return nil, err
	}
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		return nil, err
	}
	var tools []map[string]any
	if err := json.Unmarshal(whole["tools"], &tools); err != nil {
		return nil, err
	}
	for _, t := range tools {
		t["execution"] = map[string]string{"taskSupport": "forbidden"}
	}
	if whole["tools"], err = json.Marshal(tools); err != nil {
		return nil, err
	}
	return json.Marshal(whole)
}
