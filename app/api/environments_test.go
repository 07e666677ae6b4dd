package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"patchbay/app/api"
)

// key makes an API key in the first environment and returns the header that sends it.
func (st *stack) key(name string, scopes ...string) []string {
	st.t.Helper()
	env := st.expect(200, "GET", "/environments?name=dev", nil).at(st.t, "data").([]any)[0].(map[string]any)
	a := st.expect(200, "POST", fmt.Sprintf("/environments/%s/api-keys", env["uuid"]), map[string]any{"display_name": name, "scopes": scopes})
	return []string{"Authorization", "Bearer " + a.at(st.t, "data", "secret").(string)}
}

// TestEveryRouteAsksForItsScope calls each route of the table with a key that may do one unrelated thing.
func TestEveryRouteAsksForItsScope(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	narrow := st.key("narrow", "environment:webhook_signing_key:rotate")
	fill := strings.NewReplacer(":keyUuid", "k", ":connectionId", "c", ":integration", "i", ":provider", "github", ":variant", "v", ":name", "n",
		":type", "action", ":uuid", "u", ":key", "k", ":id", "1", ":file", "f", "*", "x")
	for _, route := range api.Routes() {
		switch route.Auth.String() {
		case "none", "connect_session", "browser":
			continue
		}
		if route.Scope == "environment:webhook_signing_key:rotate" {
			continue
		}
		method := route.Method
		if method == "" {
			method = http.MethodGet
		}
		a := st.ask(method, fill.Replace(route.Pattern), nil, narrow...)
		public := route.Scope == "" && !strings.HasPrefix(route.Pattern, "/patchbay/")
		if refused := a.status == 403 && a.code() == "forbidden"; refused == public {
			t.Errorf("%s %s (scope %q): %d %s", method, route.Pattern, route.Scope, a.status, a.code())
		}
	}
}

func TestAReaderSeesNoCredentials(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("crm", "private-api-bearer", nil)
	st.connection("crm", "c1", map[string]any{"type": "API_KEY", "apiKey": "k-CANARY"})
	st.integration("gh", "github", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "id-CANARY", "client_secret": "s-CANARY"}})
	reader := st.key("reader", "environment:connections:read", "environment:integrations:read")
	for _, path := range []string{"/connections/c1?provider_config_key=crm", "/connection/c1?provider_config_key=crm", "/integrations/gh?include=credentials"} {
		a := st.expect(200, "GET", path, nil, reader...)
		if strings.Contains(a.body, "CANARY") {
			t.Errorf("%s shows a secret: %s", path, a.body)
		}
		if b := st.expect(200, "GET", path, nil); !strings.Contains(b.body, "CANARY") {
			t.Errorf("%s hides them from the full key too: %s", path, b.body)
		}
	}
	if a := st.expect(200, "GET", "/connections/c1?provider_config_key=crm", nil, reader...); !strings.Contains(a.body, `"credentials":{}`) {
		t.Errorf("credentials are not empty: %s", a.body)
	}
	more := st.key("more", "environment:connections:*")
	if a := st.expect(200, "GET", "/connections/c1?provider_config_key=crm", nil, more...); !strings.Contains(a.body, "k-CANARY") {
		t.Errorf("with read_credentials: %s", a.body)
	}
	if a := st.ask("DELETE", "/connections/c1?provider_config_key=crm", nil, reader...); a.status != 403 {
		t.Errorf("a reader deletes: %d %s", a.status, a.body)
	}
}

func TestEnvironmentsAreWorldsOfTheirOwn(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	made := st.expect(200, "POST", "/environments", map[string]any{"name": "staging"})
	uuid, id := made.at(t, "data", "uuid").(string), made.at(t, "data", "id")
	keys := st.expect(200, "GET", "/environments/"+uuid+"/api-keys", nil).at(t, "data").([]any)
	first := keys[0].(map[string]any)
	if len(keys) != 1 || first["display_name"] != "Default - Full access" || fmt.Sprint(first["scopes"]) != "[environment:*]" || first["secret"] != nil {
		t.Fatalf("its keys: %v", keys)
	}
	own := []string{"Authorization", "Bearer " + st.expect(200, "GET", fmt.Sprintf("/environments/%s/api-keys/%s", uuid, first["uuid"]), nil).at(t, "data", "secret").(string)}

	st.integration("crm", "private-api-bearer", nil)
	st.connection("crm", "c1", map[string]any{"type": "API_KEY", "apiKey": "k-1"})
	st.expect(404, "GET", "/integrations/crm", nil, own...)
	st.expect(200, "POST", "/integrations", map[string]any{"unique_key": "crm", "provider": "private-api-bearer"}, own...)
	st.expect(201, "POST", "/connections", map[string]any{"provider_config_key": "crm", "connection_id": "c1", "credentials": map[string]any{"type": "API_KEY", "apiKey": "k-2"}}, own...)
	for want, headers := range map[string][]string{"k-1": nil, "k-2": own} {
		if a := st.expect(200, "GET", "/connections/c1?provider_config_key=crm", nil, headers...); a.at(t, "credentials", "apiKey") != want {
			t.Errorf("want %s, got %s", want, a.body)
		}
	}
	if a := st.ask("GET", "/environments", nil, own...); a.status != 403 || a.code() != "forbidden" {
		t.Errorf("another environment's key lists environments: %d %s", a.status, a.body)
	}
	inWindow := serve(st.server.Trusted(), "GET", "/connections", api.EnvironmentHeader, "staging")
	if connections := inWindow.at(t, "connections").([]any); len(connections) != 1 {
		t.Errorf("the window in staging sees %s", inWindow.body)
	}
	if a := serve(st.server.Trusted(), "GET", "/connections", api.EnvironmentHeader, "nowhere"); a.status != 404 || a.code() != "unknown_environment" {
		t.Errorf("the window nowhere: %d %s", a.status, a.body)
	}

	st.expect(204, "DELETE", fmt.Sprintf("/environments/%v", id), nil)
	if a := st.ask("GET", "/connections", nil, own...); a.status != 401 || a.code() != "unknown_account" {
		t.Errorf("the key of the deleted environment: %d %s", a.status, a.body)
	}
	st.expect(200, "GET", "/connections/c1?provider_config_key=crm", nil)
	if a := st.ask("DELETE", "/environments/"+uuid, nil); a.status != 404 || a.code() != "unknown_environment" {
		t.Errorf("deleted twice: %d %s", a.status, a.body)
	}
}

// http-api §1.3: a key of account scopes has no access to an environment, not to its catalog either.
func TestAnAccountKeySeesNoEnvironment(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	account, narrow := st.key("account", "account:*"), st.key("narrow", "environment:records:read")
	for _, path := range []string{"/providers", "/providers/github", "/providers/github/templates", "/mcp/management", "/integrations", "/connections"} {
		if a := st.ask("GET", path, nil, account...); a.status != 403 || a.code() != "forbidden" {
			t.Errorf("%s with an account key: %d %.200s", path, a.status, a.body)
		}
	}
	st.expect(200, "GET", "/environments", nil, account...)
	st.expect(200, "GET", "/providers/github", nil, narrow...)
	st.expect(200, "GET", "/providers", nil)
}

func TestEnvironmentRoutesRefuse(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.expect(200, "POST", "/environments", map[string]any{"name": "prod"})
	prod := st.expect(200, "GET", "/environments?name=prod", nil).at(t, "data").([]any)[0].(map[string]any)
	dev := st.expect(200, "GET", "/environments?name=dev", nil).at(t, "data").([]any)[0].(map[string]any)
	creator := st.key("creator", "account:environments:create", "account:environments:api_keys:create")
	for _, one := range []struct {
		method, path string
		body         any
		headers      []string
		status       int
		code         string
	}{
		{"POST", "/environments", map[string]any{"name": "prod"}, nil, 409, "conflict"},
		{"POST", "/environments", map[string]any{"name": "Up"}, nil, 400, "invalid_body"},
		{"POST", "/environments", map[string]any{}, nil, 400, "invalid_body"},
		{"POST", "/environments", map[string]any{"name": "x", "otlp_endpoint": "https://otel.example"}, nil, 400, "invalid_body"},
		{"POST", "/environments", map[string]any{"name": "x", "is_production": true}, creator, 403, "forbidden"},
		{"DELETE", "/environments/" + prod["uuid"].(string), nil, nil, 400, "cannot_delete_prod_environment"},
		{"DELETE", "/environments/" + dev["uuid"].(string), nil, nil, 409, "default_environment"},
		{"POST", "/environments/" + dev["uuid"].(string) + "/api-keys", map[string]any{"display_name": "k", "scopes": []string{"account:environments:delete"}}, creator, 403, "forbidden"},
		{"POST", "/environments/" + dev["uuid"].(string) + "/api-keys", map[string]any{"display_name": "k", "scopes": []string{"nothing"}}, nil, 400, "invalid_body"},
		{"POST", "/environments/" + dev["uuid"].(string) + "/api-keys", map[string]any{"display_name": "k", "scopes": []string{"environment:*", "account:*"}}, nil, 400, "invalid_body"},
		{"POST", "/environments/nowhere/api-keys", map[string]any{"display_name": "k"}, nil, 404, "unknown_environment"},
		{"DELETE", "/environments/" + dev["uuid"].(string) + "/api-keys/nothing", nil, nil, 404, "not_found"},
		{"POST", "/environment/api-keys", map[string]any{"environment_id": 99, "display_name": "k"}, nil, 404, "unknown_environment"},
		{"POST", "/environment/api-keys", map[string]any{"display_name": "k"}, nil, 400, "invalid_body"},
	} {
		if a := st.ask(one.method, one.path, one.body, one.headers...); a.status != one.status || a.code() != one.code {
			t.Errorf("%s %s %v: %d %s, want %d %s", one.method, one.path, one.body, a.status, a.body, one.status, one.code)
		}
	}
}

func TestOlderKeyRoutes(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	dev := st.expect(200, "GET", "/environments?name=dev", nil).at(t, "data").([]any)[0].(map[string]any)
	made := st.expect(200, "POST", "/environment/api-keys", map[string]any{"environment_id": dev["id"], "display_name": "ci"})
	if fmt.Sprint(made.at(t, "data", "scopes")) != "[environment:*]" {
		t.Errorf("made %s", made.body)
	}
	ci := []string{"Authorization", "Bearer " + made.at(t, "data", "secret").(string)}
	st.expect(200, "GET", "/connections", nil, ci...)
	if a := st.ask("POST", "/environment/api-keys", map[string]any{"environment_id": dev["id"], "display_name": "ci"}); a.status != 409 || a.code() != "conflict" {
		t.Errorf("a name twice: %d %s", a.status, a.body)
	}
	if a := st.expect(200, "DELETE", "/environment/api-keys", map[string]any{"environment_id": dev["id"], "key_id": made.at(t, "data", "id")}); a.body != `{"success":true}` {
		t.Errorf("revoked: %s", a.body)
	}
	if a := st.ask("GET", "/connections", nil, ci...); a.status != 401 {
		t.Errorf("the revoked key: %d", a.status)
	}
	if strings.Contains(st.log.String(), strings.TrimPrefix(ci[1], "Bearer ")) {
		t.Error("the log holds the key")
	}
}

// The folder belongs to the first environment; what is deployed elsewhere has nothing to do with it.
func TestTheFolderIsOneEnvironments(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	st.runFunctions("bench")
	st.expect(200, "POST", "/environments", map[string]any{"name": "staging"})
	window := st.server.Trusted()
	for path, want := range map[string]string{
		"/patchbay/project":                              `"state":"none"`,
		"/patchbay/functions":                            `{"data":[]}`,
		"/patchbay/project/files":                        "folder_elsewhere",
		"/integrations":                                  `{"data":[]}`,
		"/patchbay/status":                               `"name":"staging"`,
		"/patchbay/functions/bench/action/noop":          "not_found",
		"/scripts/config":                                "[]",
		"/patchbay/operations":                           `"data":[{`, // that it was made
		"/sync/status?syncs=*&provider_config_key=bench": `{"syncs":[]}`,
	} {
		if a := serve(window, "GET", path, api.EnvironmentHeader, "staging"); !strings.Contains(a.body, want) {
			t.Errorf("%s in staging: %d %.300s, want %s", path, a.status, a.body, want)
		}
	}
	if a := serve(window, "GET", "/patchbay/project"); !strings.Contains(a.body, `"state":"ready"`) {
		t.Errorf("in the first environment: %.300s", a.body)
	}
}
