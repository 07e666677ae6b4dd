package app_test

import (
	"fmt"
	"net/http"
	"strings"
)

// accountSteps make an integration and a connection.
var accountSteps = []scenario{
	{
		name: "list providers", want: `["private-api-basic","private-api-bearer"]`,
		http: func(w *ways) string {
			return names(w.ask("GET", "/providers?search=private-api-b", ""), "data", "name")
		},
		mcp: func(w *ways) string {
			return names(w.tool(w.workbench, "providers_search", "query", "private-api-b"), "providers", "name")
		},
		cli: func(w *ways) string {
			return names(w.run("providers", "list", "private-api-b", "--json"), "data", "name")
		},
	},
	{
		name: "read a provider", want: `"API_KEY"`,
		http: func(w *ways) string { return part(part(w.ask("GET", "/providers/acme", ""), "data"), "auth_mode") },
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "provider_get", "provider", "acme"), "auth_mode")
		},
		cli: func(w *ways) string {
			return part(part(w.run("providers", "show", "acme", "--json"), "data"), "auth_mode")
		},
	},
	{
		name: "create an integration", want: `["acme"]`,
		http: func(w *ways) string {
			w.ask("POST", "/integrations", object("provider", "acme", "unique_key", "by-http"))
			return w.providerOf("by-http")
		},
		mcp: func(w *ways) string {
			w.tool(w.managing, "integrations_create", "provider", "acme", "integration_id", "by-mcp", "credential_source", "own")
			return w.providerOf("by-mcp")
		},
		cli: func(w *ways) string {
			w.run("integrations", "create", "acme", "--key", "by-cli")
			return w.providerOf("by-cli")
		},
	},
	{
		name: "create one that exists", refuses: "invalid_body",
		http: func(w *ways) string {
			return w.ask("POST", "/integrations", object("provider", "acme", "unique_key", "by-http"))
		},
		mcp: func(w *ways) string {
			return w.refusal(w.managing, "integrations_create", "provider", "acme", "integration_id", "by-http", "credential_source", "own")
		},
		cli: func(w *ways) string { return w.fail("integrations", "create", "acme", "--key", "by-http") },
	},
	{
		name: "rename an integration", want: `"Ours"`,
		http: func(w *ways) string {
			w.ask("PATCH", "/integrations/by-http", object("display_name", "Ours"))
			return w.titleOf("by-http")
		},
		mcp: func(w *ways) string {
			w.tool(w.managing, "integrations_update", "integration_id", "by-mcp", "display_name", "Ours")
			return w.titleOf("by-mcp")
		},
		cli: func(w *ways) string {
			w.run("integrations", "update", "by-cli", "--name", "Ours")
			return w.titleOf("by-cli")
		},
	},
	{
		name: "create a Connect session", want: "true", lacks: "the command line connects an account itself: patchbay connect",
		http: func(w *ways) string {
			return isLink(part(part(w.ask("POST", "/connect/sessions", object("tags", map[string]any{"a": "b"})), "data"), "connect_link"))
		},
		mcp: func(w *ways) string {
			return isLink(part(w.tool(w.managing, "connect_session_create", "tags", map[string]any{"a": "b"}), "connect_link"))
		},
	},
	{
		name: "import a connection", want: `["jane"]`,
		http: func(w *ways) string {
			w.ask("POST", "/connections", object("provider_config_key", "by-http", "connection_id", "jane", "credentials", map[string]any{"type": "API_KEY", "apiKey": goodKey}))
			return w.connectionsOf("by-http")
		},
		mcp: func(w *ways) string {
			answer := w.tool(w.workbench, "connection_import", "integration_id", "by-mcp", "connection_id", "jane", "credentials", map[string]any{"type": "API_KEY", "apiKey": goodKey})
			if strings.Contains(answer, goodKey) {
				w.t.Errorf("the tool tells the key: %s", answer)
			}
			return w.connectionsOf("by-mcp")
		},
		cli: func(w *ways) string {
			w.run("connections", "import", "by-cli", "--connection-id", "jane", "--credential", "apiKey="+goodKey)
			return w.connectionsOf("by-cli")
		},
	},
	{
		name: "import one with a wrong key", refuses: "connection_test_failed",
		http: func(w *ways) string {
			return w.ask("POST", "/connections", object("provider_config_key", "by-http", "connection_id", "joe", "credentials", map[string]any{"type": "API_KEY", "apiKey": "wrong-key-1"}))
		},
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "connection_import", "integration_id", "by-mcp", "connection_id", "joe", "credentials", map[string]any{"type": "API_KEY", "apiKey": "wrong-key-1"})
		},
		cli: func(w *ways) string {
			return w.fail("connections", "import", "by-cli", "--connection-id", "joe", "--credential", "apiKey=wrong-key-1")
		},
	},
	{
		name: "replace metadata", want: `{"plan":"pro"}`,
		http: func(w *ways) string {
			w.ask("POST", "/connections/metadata", object("provider_config_key", "by-http", "connection_id", "jane", "metadata", map[string]any{"plan": "pro"}))
			return w.metadataByHTTP()
		},
		mcp: func(w *ways) string {
			w.tool(w.workbench, "metadata_set", "integration_id", "by-mcp", "connection_id", "jane", "metadata", map[string]any{"plan": "pro"})
			return part(w.tool(w.managing, "connections_get", "integration_id", "by-mcp", "connection_id", "jane"), "metadata")
		},
		cli: func(w *ways) string {
			w.run("connections", "metadata", "by-cli/jane", "--set", `{"plan":"pro"}`)
			return part(part(w.run("connections", "show", "by-cli/jane", "--json"), "data"), "metadata")
		},
	},
	{
		name: "change metadata", want: `{"plan":"pro","seats":3}`,
		http: func(w *ways) string {
			w.ask("PATCH", "/connections/metadata", object("provider_config_key", "by-http", "connection_id", "jane", "metadata", map[string]any{"seats": 3}))
			return w.metadataByHTTP()
		},
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "metadata_update", "integration_id", "by-mcp", "connection_id", "jane", "metadata", map[string]any{"seats": 3}), "metadata")
		},
		cli: func(w *ways) string {
			return part(w.run("connections", "metadata", "by-cli/jane", "--merge", `{"seats":3}`), "")
		},
	},
	{
		name: "metadata of nobody", refuses: "unknown_connection",
		http: func(w *ways) string {
			return w.ask("POST", "/connections/metadata", object("provider_config_key", "by-http", "connection_id", "nobody", "metadata", map[string]any{}))
		},
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "metadata_set", "integration_id", "by-mcp", "connection_id", "nobody", "metadata", map[string]any{})
		},
		cli: func(w *ways) string { return w.fail("connections", "metadata", "by-cli/nobody", "--set", "{}") },
	},
}

// callSteps call the provider.
var callSteps = []scenario{
	{
		name: "call the provider", want: `{"body":"","method":"GET","path":"/me?q=1","x":""}`,
		http: func(w *ways) string { return part(w.through("GET", "/proxy/me?q=1"), "") },
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "proxy_request", "method", "GET", "path", "/me?q=1", "integration_id", "by-mcp", "connection_id", "jane"), "body")
		},
		cli: func(w *ways) string { return part(w.run("request", "GET", "by-cli/jane", "/me?q=1"), "") },
	},
	{
		name: "write at the provider", want: `{"body":"{\"n\":1}","method":"POST","path":"/things","x":""}`,
		http: func(w *ways) string { return part(w.through("POST", "/proxy/things", `{"n":1}`), "") },
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "proxy_request", "method", "POST", "path", "/things", "body", map[string]any{"n": 1}, "integration_id", "by-mcp", "connection_id", "jane"), "body")
		},
		cli: func(w *ways) string {
			return part(w.run("request", "POST", "by-cli/jane", "/things", "-d", `{"n":1}`), "")
		},
	},
	{
		name: "call what the provider lacks", want: `{"body":"","method":"GET","path":"/missing","x":""}`,
		http: func(w *ways) string { return part(w.through("GET", "/proxy/missing"), "") },
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "proxy_request", "method", "GET", "path", "/missing", "integration_id", "by-mcp", "connection_id", "jane"), "body")
		},
		cli: func(w *ways) string {
			out, said, code := w.a.run(w.t, "request", "GET", "by-cli/jane", "/missing")
			if code != 1 || !strings.Contains(said, "404") {
				w.t.Errorf("it ended with %d and says %s", code, said)
			}
			return part(out, "")
		},
	},
	{
		name: "call with a connection that is not there", refuses: "server_error", // the wire's odd code (http-api §9)
		http: func(w *ways) string {
			_, _, answer, err := w.r.send(w.t.Context(), w.key, "GET", "/proxy/me", "", http.Header{"Provider-Config-Key": {"by-http"}, "Connection-Id": {"nobody"}})
			w.must(err)
			return answer
		},
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "proxy_request", "method", "GET", "path", "/me", "integration_id", "by-mcp", "connection_id", "nobody")
		},
		cli: func(w *ways) string { return w.fail("request", "GET", "by-cli/nobody", "/me") },
	},
	{
		name: "find the call in the log, with who asked", want: "by-http api, by-mcp mcp, by-cli cli",
		http: func(w *ways) string {
			return w.whoAsked(func(source string) string {
				return w.ask("GET", "/patchbay/operations?kind=proxy&source="+source, "")
			}, "data")
		},
		mcp: func(w *ways) string {
			all := w.tool(w.workbench, "logs_list", "operations", []any{map[string]any{"type": "proxy"}}, "limit", 100)
			return w.whoAsked(func(string) string { return all }, "operations")
		},
		cli: func(w *ways) string {
			lines := strings.TrimSpace(w.run("logs", "tail", "-n", "200", "--kind", "proxy", "--json"))
			all := `{"data":[` + strings.ReplaceAll(lines, "\n", ",") + `]}`
			return w.whoAsked(func(string) string { return all }, "data")
		},
	},
}

// lastSteps take everything back.
var lastSteps = []scenario{
	{
		name: "delete a connection", want: "[]",
		http: func(w *ways) string {
			w.ask("DELETE", "/connections/jane?provider_config_key=by-http", "")
			return w.connectionsOf("by-http")
		},
		mcp: func(w *ways) string {
			w.tool(w.workbench, "connection_delete", "integration_id", "by-mcp", "connection_id", "jane")
			return w.connectionsOf("by-mcp")
		},
		cli: func(w *ways) string {
			w.run("connections", "delete", "by-cli/jane")
			return w.connectionsOf("by-cli")
		},
	},
	{
		name: "read it afterwards", refuses: "not_found",
		http: func(w *ways) string { return w.ask("GET", "/connections/jane?provider_config_key=by-http", "") },
		mcp: func(w *ways) string {
			return w.refusal(w.managing, "connections_get", "integration_id", "by-mcp", "connection_id", "jane")
		},
		cli: func(w *ways) string { return w.fail("connections", "show", "by-cli/jane") },
	},
	{
		name: "delete an integration", refuses: "not_found",
		http: func(w *ways) string {
			w.ask("DELETE", "/integrations/by-http", "")
			return w.ask("GET", "/integrations/by-http", "")
		},
		mcp: func(w *ways) string {
			w.tool(w.managing, "integrations_delete", "integration_id", "by-mcp")
			return w.refusal(w.managing, "integrations_get", "integration_id", "by-mcp")
		},
		cli: func(w *ways) string {
			w.run("integrations", "delete", "by-cli")
			return w.fail("integrations", "show", "by-cli")
		},
	},
}

func isLink(text string) string {
	if strings.HasPrefix(strings.Trim(text, `"`), "http://localhost") {
		return "true"
	}
	return text
}

// titleOf is the display name of an integration.
func (w *ways) titleOf(key string) string {
	w.t.Helper()
	return part(part(w.ask("GET", "/integrations/"+key, ""), "data"), "display_name")
}

// metadataByHTTP is the metadata of by-http/jane.
func (w *ways) metadataByHTTP() string {
	w.t.Helper()
	return part(w.ask("GET", "/connections/jane?provider_config_key=by-http", ""), "metadata")
}

// whoAsked tells for the call of each way which source the log gives it.
func (w *ways) whoAsked(list func(source string) string, under string) string {
	w.t.Helper()
	var found []string
	for _, c := range []struct{ integration, source string }{{"by-http", "api"}, {"by-mcp", "mcp"}, {"by-cli", "cli"}} {
		for _, op := range items(list(c.source), under) {
			if address, _ := op["url"].(string); op["integration"] == c.integration && strings.HasSuffix(address, "/me?q=1") {
				found = append(found, fmt.Sprint(c.integration, " ", op["source"]))
			}
		}
	}
	return strings.Join(found, ", ")
}
