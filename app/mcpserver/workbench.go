package mcpserver

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// instructions are what a client tells its model about the workbench.
const instructions = "Patchbay runs on the user's machine and holds connected accounts of APIs. You call those APIs through proxy_request " +
	"without ever seeing a token. Functions are TypeScript files of the open folder: write a file, wait for functions_compile to find no errors, " +
	"then try the function with function_dry_run. Syncs run on a schedule: syncs_status, syncs_trigger and records_list tell and do the rest. What changes something asks the user first; when a tool says that the user has not answered, " +
	"tell the user and try again with the same arguments."

// Workbench answers on the door with Patchbay's own tools: find providers, call APIs, and write, compile and try functions.
func (s *Server) Workbench(m Message, c Caller) {
	now := &session{s, c, client{api: c.API}}
	options := onlyTools()
	options.Instructions = instructions
	s.serve(m, now.offer(&mcp.Implementation{Name: "patchbay", Title: "Patchbay", Version: s.version}, options, s.workbench))
}

func workbenchTools() []tool {
	return slices.Concat(findTools(), accountTools(), recordTools(), syncTools(), functionTools(), folderTools())
}

// findTools read the catalog and what is connected, and call APIs.
func findTools() []tool {
	return []tool{
		define(facts{name: "providers_search", title: "Search providers", reads: true,
			description: "Search the catalog of APIs by name or category.", narrow: narrowLimit(100)}, searchProviders),
		define(facts{name: "provider_get", title: "Read a provider", reads: true,
			description: "What is known of one API: how it authenticates, its base address, documentation, scopes and the fields of its forms."}, getProvider),
		define(facts{name: "integrations_list", title: "List integrations", scopes: []string{"environment:integrations:list"}, reads: true,
			description: "List the integrations: providers that the user configured."}, listIntegrations),
		define(facts{name: "connections_list", title: "List connections", scopes: []string{"environment:connections:list"}, reads: true,
			description: "List connected accounts. Credentials are never told.", narrow: narrowConnections}, listConnections),
		define(facts{name: "proxy_request", title: "Call a provider's API", scopes: []string{"environment:proxy"}, outside: true,
			description: "Send a request to a provider's API with a connection's credentials. A GET at the provider's own address without headers of your own needs no consent; everything else does.",
			narrow:      narrowProxy}, proxyRequest),
		define(facts{name: "logs_list", title: "List operations", scopes: []string{"environment:logs:read"}, reads: true,
			description: "List what happened, newest first: requests, logins, runs. The last 24 hours unless a period is given.", narrow: narrowOperations}, listOperations),
		define(facts{name: "logs_get", title: "Read an operation", scopes: []string{"environment:logs:read"}, reads: true,
			description: "Read one operation with its lines and HTTP attempts."}, getOperation),
	}
}

type (
	searchArgs struct {
		Query    string `json:"query,omitempty" jsonschema:"part of a name, key or category"`
		AuthMode string `json:"auth_mode,omitempty" jsonschema:"such as OAUTH2 or API_KEY"`
		Limit    int    `json:"limit,omitempty" jsonschema:"20 when left out"`
	}
	providerArgs struct {
		Provider string `json:"provider" jsonschema:"the provider's key"`
	}
	providerSummary struct {
		Name        string   `json:"name"`
		DisplayName string   `json:"display_name"`
		Categories  []string `json:"categories"`
		AuthMode    string   `json:"auth_mode"`
		Supported   bool     `json:"supported"`
	}
	providerList struct {
		Providers []providerSummary `json:"providers"`
		Total     int               `json:"total" jsonschema:"how many fit, listed or not"`
	}
	providerDetail struct {
		providerSummary
		Docs              string         `json:"docs,omitempty"`
		AppDocs           string         `json:"app_docs,omitempty"`
		BaseURL           string         `json:"base_url,omitempty"`
		Scopes            []string       `json:"scopes"`
		DefaultScopes     []string       `json:"default_scopes"`
		NeedsApp          bool           `json:"needs_app"`
		IntegrationFields []formField    `json:"integration_fields"`
		ConnectionFields  []formField    `json:"connection_fields"`
		CredentialFields  []formField    `json:"credential_fields"`
		Facts             map[string]any `json:"facts" jsonschema:"the catalog entry as it is"`
	}
	formField struct {
		Name        string   `json:"name"`
		Title       string   `json:"title"`
		Description string   `json:"description,omitempty"`
		Example     string   `json:"example,omitempty"`
		Enum        []string `json:"enum,omitempty"`
		Optional    bool     `json:"optional"`
		Secret      bool     `json:"secret"`
	}
)

// narrowLimit bounds the argument limit.
func narrowLimit(most float64) func(*jsonschema.Schema) {
	return func(in *jsonschema.Schema) {
		in.Properties["limit"].Minimum, in.Properties["limit"].Maximum = jsonschema.Ptr(1.0), jsonschema.Ptr(most)
	}
}

func searchProviders(ctx context.Context, s *session, in searchArgs) (providerList, error) {
	var all struct {
		Data []providerSummary `json:"data"`
	}
	if err := s.client.get(ctx, "/patchbay/providers", nil, &all); err != nil {
		return providerList{}, err
	}
	limit := in.Limit
	if limit == 0 {
		limit = 20
	}
	wanted := strings.ToLower(in.Query)
	out := providerList{Providers: []providerSummary{}}
	for _, p := range all.Data {
		text := strings.ToLower(p.Name + "\n" + p.DisplayName + "\n" + strings.Join(p.Categories, "\n"))
		if !strings.Contains(text, wanted) || in.AuthMode != "" && !strings.EqualFold(in.AuthMode, p.AuthMode) {
			continue
		}
		if out.Total++; len(out.Providers) < limit {
			out.Providers = append(out.Providers, p)
		}
	}
	return out, nil
}

func getProvider(ctx context.Context, s *session, in providerArgs) (providerDetail, error) {
	var got struct {
		Data providerDetail `json:"data"`
	}
	return got.Data, s.client.get(ctx, "/patchbay/providers/"+url.PathEscape(in.Provider), nil, &got)
}
