package api_test

import (
	"strings"
	"testing"

	"patchbay/app/api"
)

// narrowKey makes an API key with these scopes.
func (st *stack) narrowKey(scopes ...string) string {
	st.t.Helper()
	return st.expect(200, "POST", "/environments/1/api-keys", map[string]any{"display_name": strings.Join(scopes, " "), "scopes": scopes}).at(st.t, "data", "secret").(string)
}

// Every route that names a scope refuses a key without it, before it looks at anything else (http-api §1.2, §1.3).
func TestEveryScopeIsAskedFor(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	other, open := st.narrowKey("environment:logs:read"), 0
	for _, r := range api.Routes() {
		if r.Scope == "" || strings.HasPrefix(r.Pattern, "/patchbay/c/") {
			continue
		}
		method := r.Method
		if method == "" {
			method = "GET"
		}
		path := strings.NewReplacer(":key", "k", ":name", "n", ":variant", "v", ":connectionId", "c", ":id", "i", ":uuid", "1", ":keyUuid", "1", "*", "x").Replace(r.Pattern)
		if a := st.ask(method, path+"?unknown=1", nil, "Authorization", "Bearer "+other); a.status != 403 || a.code() != "forbidden" {
			t.Errorf("%s %s: %d %q", method, path, a.status, a.code())
		}
		open++
	}
	if open < 50 {
		t.Errorf("only %d routes name a scope", open)
	}
}

// A key that may read connections but not their secrets sees none, and cannot ask for any (http-api §1.3, §2.4.2).
func TestAKeyWithoutCredentialsSeesNone(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("hub", "github", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "id", "client_secret": "secret"}})
	st.connection("hub", "h1", map[string]any{"type": "OAUTH2", "access_token": "at", "refresh_token": "rt"})
	key := "Bearer " + st.narrowKey("environment:connections:read", "environment:integrations:*")
	const path = "/connections/h1?provider_config_key=hub"
	for _, r := range []rule{
		good(path, "", 200, has("credentials", "{}"), has("connection_id", `"h1"`)),
		good(path+"&refresh_token=false&force_refresh=false&refresh_github_app_jwt_token=false", "", 200),
		bad(path+"&refresh_token=true", "", 403, "forbidden", ""),
		bad(path+"&force_refresh=true", "", 403, "forbidden", ""),
		bad(path+"&refresh_github_app_jwt_token=1", "", 403, "forbidden", ""),
		bad("/connections", "", 403, "forbidden", ""),
		good("/integrations/hub?include=credentials", "", 200, has("data.credentials.client_id", `"id"`)),
	} {
		st.try(t, "GET", r.with("Authorization", key))
	}
	narrower := "Bearer " + st.narrowKey("environment:integrations:read")
	st.try(t, "GET", good("/integrations/hub?include=credentials", "", 200, lacks("data", "credentials")).with("Authorization", narrower))
}
