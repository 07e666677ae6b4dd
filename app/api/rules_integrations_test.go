package api_test

import "strings"

var (
	long = strings.Repeat("a", 256) // one more than a name may have
	noID = "nango_connect_session_" + strings.Repeat("0", 64)
)

// providerRules are http-api §2.1.
func providerRules() []ruled {
	return []ruled{
		{"GET", "/providers", []rule{
			good("/providers?search=GITHUB-APP-o", "", 200, list("data", "name", "github-app-oauth")),
			good("/providers?search=no-such-provider", "", 200, has("data", "[]")),
			good("/providers?search=Github-.pp-oauth", "", 200, list("data", "name", "github-app-oauth")),
			good("/PROVIDERS/?search=private-api-basic", "", 200, list("data", "name", "private-api-basic")),
			good("/providers?search=basecamp", "", 200).with("Content-Type", "application/json"),
			bad("/providers?find=x", "", 400, "invalid_query_params", "."),
			bad("/providers?search=a/b", "", 400, "invalid_query_params", "search"),
			bad("/providers?search="+long, "", 400, "invalid_query_params", "search"),
			bad("/providers?search[a]=b", "", 400, "invalid_query_params", "search"),
			bad("/providers", "", 401, "missing_auth_header", "").with("Authorization", ""),
			bad("/providers", "", 401, "invalid_secret_key_format", "").with("Authorization", "Bearer "),
			bad("/providers", "", 401, "invalid_secret_key_format", "").with("Authorization", "Bearer abc"),
			bad("/providers", "", 401, "unknown_account", "").with("Authorization", "Bearer 00000000-0000-4000-8000-000000000000"),
			bad("/providers", "", 401, "invalid_connect_session_token_format", "").with("Authorization", "Bearer nango_connect_session_12"),
			bad("/providers", "", 401, "unknown_connect_session_token", "").with("Authorization", "Bearer "+noID),
			good("/providers?search=private-api-basic", "", 200).with("Authorization", strings.ToUpper(testKey)),
			bad("/providers", "", 415, "invalid_content_type", "").with("Content-Type", "text/plain"),
			bad("/providers", "", 415, "invalid_content_type", "").with("Content-Type", "application/x-www-form-urlencoded", "Authorization", ""),
		}},
		{"GET", "/providers/:provider", []rule{
			good("/providers/private-api-basic/", "", 200, has("data.name", `"private-api-basic"`), has("data.auth_mode", `"BASIC"`), lacks("data", "alias")),
			good("/providers/github-app-oauth", "", 200, lacks("data", "scopes"), lacks("data", "available_scopes")),
			good("/providers/github", "", 200, lacks("data", "scopes"), has("data.available_scopes.0", `"admin:gpg_key"`), has("data.name", `"github"`)),
			bad("/providers/none", "", 404, "not_found", ""),
			bad("/providers/private-api-basic?x=1", "", 400, "invalid_query_params", "."),
			bad("/providers/a%20b", "", 400, "invalid_uri_params", "provider"),
			bad("/providers/"+long, "", 400, "invalid_uri_params", "provider"),
		}},
		{"GET", "/providers/:provider/templates", []rule{
			good("/providers/none/templates", "", 200, has("data", "[]")),
			bad("/providers/github/templates?x=1", "", 400, "invalid_query_params", "."),
			bad("/providers/github/templates", "", 401, "invalid_secret_key_format", "").with("Authorization", "Bearer "+noID),
		}},
	}
}

// integrationRules are http-api §2.2.
func integrationRules() []ruled {
	const path = "/integrations"
	oauth := func(members string) string {
		return `{"unique_key":"new","provider":"github","credentials":{"type":"OAUTH2",` + members + `}}`
	}
	app := func(key string) string {
		return `{"unique_key":"new","provider":"github-app","credentials":{"type":"APP","app_id":"1","app_link":"https://github.com/apps/x","private_key":"` + key + `"}}`
	}
	return []ruled{
		{"GET", path, []rule{
			good(path, "", 200, list("data", "unique_key", "hub", "bench", "basic", "keyed", "open"), lacks("data.0", "credentials"), lacks("data.0", "webhook_url")),
			bad(path+"?x=1", "", 400, "invalid_query_params", "."),
		}},
		{"POST", path, []rule{
			bad(path, "", 400, "invalid_body", "provider"),
			bad(path, "[]", 400, "invalid_body", "."),
			bad(path, "null", 400, "invalid_body", "."),
			bad(path, `"text"`, 400, "invalid_body", "."),
			bad(path, `{"provider":`, 400, "invalid_json", ""),
			bad(path, `{} {}`, 400, "invalid_json", ""),
			bad(path, `{"unique_key":"new","provider":"github","extra":1}`, 400, "invalid_body", "."),
			bad(path, `{"unique_key":7,"provider":"unauthenticated"}`, 400, "invalid_body", "unique_key"),
			bad(path, `{"unique_key":null,"provider":"unauthenticated"}`, 400, "invalid_body", "unique_key"),
			bad(path, `{"unique_key":"`+long+`","provider":"unauthenticated"}`, 400, "invalid_body", "unique_key"),
			bad(path, `{"unique_key":"a/b","provider":"unauthenticated"}`, 400, "invalid_body", "unique_key"),
			bad(path, `{"unique_key":"","provider":"unauthenticated"}`, 400, "invalid_body", "unique_key"),
			bad(path, `{"unique_key":"new","provider":"a b"}`, 400, "invalid_body", "provider"),
			bad(path, `{"unique_key":"new","provider":"none"}`, 400, "invalid_body", "provider"),
			bad(path, `{"unique_key":"open","provider":"unauthenticated"}`, 400, "invalid_body", "uniqueKey"),
			bad(path, `{"unique_key":"new","provider":"unauthenticated","display_name":""}`, 400, "invalid_body", "display_name"),
			bad(path, `{"unique_key":"new","provider":"unauthenticated","display_name":"`+long+`"}`, 400, "invalid_body", "display_name"),
			bad(path, `{"unique_key":"new","provider":"unauthenticated","forward_webhooks":"yes"}`, 400, "invalid_body", "forward_webhooks"),
			bad(path, `{"unique_key":"new","provider":"unauthenticated","custom":{"a":1}}`, 400, "invalid_body", "custom.a"),
			bad(path, `{"unique_key":"new","provider":"unauthenticated","integration_config":[]}`, 400, "invalid_body", "integration_config"),
			bad(path, `{"unique_key":"new","provider":"private-api-generic","integration_config":{"none":"x"}}`, 400, "invalid_body", ""),
			bad(path, `{"unique_key":"new","provider":"private-api-generic","custom":{"baseUrl":"https://a.example"}}`, 400, "invalid_body", ""),
			bad(path, `{"unique_key":"new","provider":"github"}`, 400, "invalid_body", ""),
			bad(path, oauth(`"client_secret":"s"`), 400, "invalid_body", "credentials.client_id"),
			bad(path, oauth(`"client_id":"","client_secret":"s"`), 400, "invalid_body", "credentials.client_id"),
			bad(path, oauth(`"client_id":"`+long+`","client_secret":"s"`), 400, "invalid_body", "credentials.client_id"),
			bad(path, oauth(`"client_id":"c","client_secret":""`), 400, "invalid_body", "credentials.client_secret"),
			bad(path, oauth(`"client_id":"c","client_secret":"s","scopes":"a b"`), 400, "invalid_body", "credentials.scopes"),
			bad(path, oauth(`"client_id":"c","client_secret":"s","webhook_secret":"`+long+`"`), 400, "invalid_body", "credentials.webhook_secret"),
			bad(path, oauth(`"client_id":"c","client_secret":"s","app_id":"1"`), 400, "invalid_body", "credentials"),
			bad(path, `{"unique_key":"new","provider":"github","credentials":{"type":"BASIC"}}`, 400, "invalid_body", ""),
			bad(path, `{"unique_key":"new","provider":"github","credentials":"x"}`, 400, "invalid_body", "credentials"),
			bad(path, app("-----BEGIN PRIVATE KEY-----\\nx\\n-----END PRIVATE KEY-----"), 400, "invalid_body", "credentials.private_key"),
			bad(path, app("words"), 400, "invalid_body", "credentials.private_key"),
			bad(path+"?x=1", `{"unique_key":"new","provider":"unauthenticated"}`, 400, "invalid_query_params", "."),
			bad(path, `{"unique_key":"new","provider":"unauthenticated"}`, 415, "invalid_content_type", "").with("Content-Type", "text/plain"),
			good(path, `{"unique_key":"New one: 1.0 ~@_-","provider":"unauthenticated"}`, 200, has("data.unique_key", `"New one: 1.0 ~@_-"`), has("data.forward_webhooks", "true")).
				with("Content-Type", "application/json; charset=utf-8"),
			good(path, `{"unique_key":"scoped","provider":"slack","forward_webhooks":false,"credentials":{"type":"OAUTH2","client_id":"c","client_secret":"s","scopes":"a:b,c.d-e/*"}}`, 200,
				has("data.forward_webhooks", "false"), lacks("data", "credentials")),
		}},
		{"POST", "/integrations/quickstart", []rule{
			bad("/integrations/quickstart", `{"unique_key":"q","provider":"github"}`, 400, "invalid_body", ""),
			bad("/integrations/quickstart", `{"unique_key":"q","provider":"github","credentials":{}}`, 400, "invalid_body", "."),
		}},
		{"GET", "/integrations/:key", []rule{
			good("/integrations/scoped?include=credentials&include=webhook", "", 200, has("data.credentials.scopes", `"a:b,c.d-e/*"`), has("data.credentials.webhook_secret", "null")),
			good("/integrations/keyed?include=credentials", "", 200, has("data.credentials", "null")),
			good("/integrations/New%20one%3A%201.0%20~@_-", "", 200, has("data.provider", `"unauthenticated"`)),
			good("/integrations/hub?include[0]=credentials&include[2]=webhook", "", 200, has("data.credentials.client_id", `"id"`)),
			bad("/integrations/hub?include[one]=credentials", "", 400, "invalid_query_params", "include"),
			bad("/integrations/hub?include[0]=credentials&include[1]=secrets", "", 400, "invalid_query_params", "include"),
			bad("/integrations/hub?include[101]=credentials", "", 400, "invalid_query_params", "include"),
			good("/integrations/hub?include[]=credentials", "", 200, has("data.credentials.client_id", `"id"`)),
			bad("/integrations/none", "", 404, "not_found", ""),
			bad("/integrations/hub?include=secrets", "", 400, "invalid_query_params", ""),
			bad("/integrations/hub?x=1", "", 400, "invalid_query_params", "."),
			bad("/integrations/a%2Fb", "", 400, "invalid_uri_params", "key"),
			bad("/integrations/"+long, "", 400, "invalid_uri_params", "key"),
		}},
		{"PATCH", "/integrations/:key", []rule{
			good("/integrations/scoped", `{"unique_key":"renamed","display_name":"Renamed"}`, 200, has("data.unique_key", `"renamed"`), has("data.display_name", `"Renamed"`)),
			good("/integrations/renamed", `{"credentials":{"type":"OAUTH2","client_id":"c2","client_secret":"s2","webhook_secret":"w"}}`, 200),
			good("/integrations/renamed", `{"credentials":{"type":"OAUTH2","client_id":"c2","client_secret":"s2","webhook_secret":""}}`, 200),
			bad("/integrations/scoped", `{}`, 404, "not_found", ""),
			bad("/integrations/keyed", `{"unique_key":"other"}`, 400, "invalid_body", ""),
			bad("/integrations/renamed", `{"unique_key":"hub"}`, 400, "invalid_body", ""),
			bad("/integrations/renamed", `{"unique_key":"a/b"}`, 400, "invalid_body", "unique_key"),
			bad("/integrations/renamed", `{"provider":"github"}`, 400, "invalid_body", "."),
			bad("/integrations/renamed", `{"display_name":""}`, 400, "invalid_body", "display_name"),
			bad("/integrations/renamed", `{"forward_webhooks":null}`, 400, "invalid_body", "forward_webhooks"),
			bad("/integrations/renamed", app("x"), 400, "invalid_body", ""),
			bad("/integrations/renamed", `{"credentials":{"type":"TBA","client_id":"c","client_secret":"s"}}`, 400, "invalid_body", ""),
			bad("/integrations/renamed?x=1", `{}`, 400, "invalid_query_params", "."),
		}},
		{"GET", "/integrations/:key", []rule{
			good("/integrations/renamed?include=credentials", "", 200, has("data.credentials.client_id", `"c2"`), has("data.credentials.webhook_secret", "null")),
		}},
		{"DELETE", "/integrations/:key", []rule{
			bad("/integrations/renamed?x=1", "", 400, "invalid_query_params", "."),
			good("/integrations/renamed", "", 200, has(".", `{"success":true}`)).with("Content-Type", "application/json"),
			bad("/integrations/renamed", "", 404, "not_found", ""),
			good("/integrations/New%20one%3A%201.0%20~@_-", "", 200),
		}},
	}
}

// functionRules are http-api §2.3 and the older list of §2.8.
func functionRules() []ruled {
	const path = "/integrations/bench/functions"
	return []ruled{
		{"GET", "/integrations/:key/functions", []rule{
			good(path, "", 200, list("data", "name", "fail", "fetch-small", "noop", "fill", "fill-upstream"), has("pagination", `{"limit":20,"page":0,"total":5}`)),
			good(path+"?type=sync", "", 200, list("data", "name", "fill", "fill-upstream"), has("pagination.total", "2")),
			good(path+"?search=FILL&limit=1&page=1", "", 200, list("data", "name", "fill-upstream"), has("pagination", `{"limit":1,"page":1,"total":2}`)),
			good(path+"?type=on-event", "", 200, has("data", "[]"), has("pagination.total", "0")),
			good(path+"?page=7", "", 200, has("data", "[]"), has("pagination.total", "5")),
			good(path+"?page=4611686018427387904&limit=100", "", 200, has("data", "[]")),
			bad(path+"?type=function", "", 400, "invalid_query_params", "type"),
			bad(path+"?search=", "", 400, "invalid_query_params", "search"),
			bad(path+"?search="+long, "", 400, "invalid_query_params", "search"),
			bad(path+"?page=-1", "", 400, "invalid_query_params", "page"),
			bad(path+"?page=one", "", 400, "invalid_query_params", "page"),
			bad(path+"?page=1.5", "", 400, "invalid_query_params", "page"),
			bad(path+"?limit=0", "", 400, "invalid_query_params", "limit"),
			bad(path+"?limit=101", "", 400, "invalid_query_params", "limit"),
			bad(path+"?cursor=x", "", 400, "invalid_query_params", "."),
			bad("/integrations/none/functions", "", 404, "not_found", ""),
		}},
		{"GET", "/integrations/:key/functions/:name", []rule{
			good(path+"/noop?type=action", "", 200, has("data.type", `"action"`), has("data.source", `"repo"`), lacks("data", "runs"), lacks("data", "track_deletes")),
			good(path+"/fill", "", 200, has("data.runs", `"every day"`), has("data.auto_start", "false"), has("data.input", `"SyncMetadata_bench_fill"`), has("data.returns", `["BenchRecord"]`)),
			bad(path+"/noop?type=sync", "", 404, "not_found", ""),
			bad(path+"/none", "", 404, "not_found", ""),
			bad("/integrations/none/functions/noop", "", 404, "not_found", ""),
			bad(path+"/noop?type=x", "", 400, "invalid_query_params", "type"),
			bad(path+"/a%20b", "", 400, "invalid_uri_params", "name"),
		}},
		{"GET", "/integrations/:key/functions/:name/code", []rule{
			good(path+"/noop/code", "", 200, has("type", `"action"`)),
			bad(path+"/none/code", "", 404, "not_found", ""),
			bad(path+"/noop/code?x=1", "", 400, "invalid_query_params", "."),
		}},
		{"DELETE", "/integrations/:key/functions/:name", []rule{
			bad(path+"/noop", "", 400, "invalid_query_params", "type"),
			bad(path+"/noop?type=on-event", "", 400, "invalid_query_params", "type"),
			bad(path+"/noop?type=sync", "", 404, "not_found", ""),
			bad(path+"/noop?type=action", "", 400, "function_managed_by_deploy", ""),
		}},
		{"GET", "/scripts/config", []rule{
			good("/scripts/config", "", 200, list(".", "providerConfigKey", "bench"), list("0.actions", "name", "fail", "fetch-small", "noop")),
			bad("/scripts/config?format=xml", "", 400, "invalid_query_params", "format"),
			bad("/scripts/config?x=1", "", 400, "invalid_query_params", "."),
		}},
	}
}
