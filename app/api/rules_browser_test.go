package api_test

// browserRules are http-api §2.6 and what §4.3 says of refusals; token is of a session that includes all integrations.
func browserRules(token, narrow string) []ruled {
	as := "?connect_session_token=" + token
	direct := func(path string) []rule {
		return []rule{
			bad(path+"/none"+as, `{}`, 404, "unknown_provider_config", ""),
			bad(path+"/hub"+as, `{}`, 400, "invalid_auth_mode", ""),
			bad(path+"/hub", `{}`, 401, "missing_public_key", "").with("Authorization", ""),
			bad(path+"/hub?public_key=x", `{}`, 401, "invalid_public_key", ""),
			bad(path+"/hub?public_key="+testKey, `{}`, 401, "deprecated_authentication", ""),
			bad(path+"/hub?connect_session_token=x", `{}`, 401, "invalid_connect_session_token_format", ""),
			bad(path+"/hub?connect_session_token="+noID, `{}`, 401, "unknown_connect_session_token", ""),
			bad(path+"/hub"+as+"&connection_id=mine", `{}`, 400, "invalid_query_params", "connection_id"),
			bad(path+"/hub"+as+"&x=1", `{}`, 400, "invalid_query_params", "."),
			bad(path+"/hub?connect_session_token="+narrow, `{}`, 400, "integration_not_allowed", ""),
			bad(path+"/a%2Fb"+as, `{}`, 400, "invalid_uri_params", "key"),
			bad(path+"/hub"+as, `{}`, 415, "invalid_content_type", "").with("Content-Type", "text/plain"),
		}
	}
	shaped := func(path, integration string, bodies ...[2]string) []rule {
		var rules []rule
		for _, b := range bodies {
			rules = append(rules, bad(path+"/"+integration+as, b[0], 400, "invalid_body", b[1]))
		}
		return rules
	}
	const key, basic, tba, bill, sign, aws = "/api-auth/api-key", "/api-auth/basic", "/auth/tba", "/auth/bill", "/auth/signature", "/auth/aws-sigv4"
	none := direct("/auth/unauthenticated")
	return []ruled{
		{"POST", key + "/:key", append(shaped(key, "keyed", [2]string{`{}`, "apiKey"}, [2]string{`{"apiKey":""}`, "apiKey"}, [2]string{`{"apiKey":"k","x":1}`, "."},
			[2]string{`{"apiKey":7}`, "apiKey"}, [2]string{`[]`, "."}),
			good(key+"/keyed"+as, `{"apiKey":"k"}`, 200, has("providerConfigKey", `"keyed"`)),
			good(key+"/keyed"+as+"&params[a]=b&params[webhook_url]=x&user_scope=a", `{"apiKey":"k"}`, 200))},
		{"POST", basic + "/:key", append(shaped(basic, "basic", [2]string{`{"username":"u"}`, "password"}, [2]string{`{"password":"p"}`, "username"},
			[2]string{`{"username":"u","password":null}`, "password"}, [2]string{`{"username":"u","password":"p","x":1}`, "."}),
			good(basic+"/basic"+as, `{"username":"","password":""}`, 200),
			bad(basic+"/keyed"+as, `{"username":"u","password":"p"}`, 400, "invalid_auth_mode", ""))},
		{"POST", tba + "/:key", shaped(tba, "hub", [2]string{`{}`, "token_id"}, [2]string{`{"token_id":"a"}`, "token_secret"}, [2]string{`{"token_id":"a","token_secret":"b","x":1}`, "."})},
		{"POST", bill + "/:key", shaped(bill, "hub", [2]string{`{}`, "username"}, [2]string{`{"username":"u","password":"p","organization_id":"","dev_key":"d"}`, "organization_id"})},
		{"POST", sign + "/:key", shaped(sign, "hub", [2]string{`{"type":"SIGNATURE","username":"u","password":""}`, "password"}, [2]string{`{"username":"u","password":"p"}`, "type"})},
		{"POST", aws + "/:key", shaped(aws, "hub", [2]string{`{}`, "role_arn"}, [2]string{`{"role_arn":"r","region":"EU West"}`, "region"}, [2]string{`{"role_arn":"r","x":1}`, "."})},
		{"POST", "/auth/two-step/:key", direct("/auth/two-step")},
		{"POST", "/auth/jwt/:key", direct("/auth/jwt")},
		{"POST", "/auth/unauthenticated/:key", append(none, good("/auth/unauthenticated/open"+as, "", 200, has("providerConfigKey", `"open"`)))},
		{"POST", "/auth/oauth-outbound/:key", direct("/auth/oauth-outbound")},
		{"POST", "/oauth2/auth/:key", []rule{
			bad("/oauth2/auth/none"+as, `{"client_id":"c","client_secret":"s"}`, 400, "unknown_provider_config", ""),
			bad("/oauth2/auth/hub"+as, `{}`, 400, "missing_client_id", ""),
			bad("/oauth2/auth/hub"+as, `{"client_id":"c"}`, 400, "missing_client_secret", ""),
			bad("/oauth2/auth/hub"+as, `{"client_id":"c","client_secret":"s"}`, 400, "invalid_auth_mode", ""),
			bad("/oauth2/auth/hub", `{}`, 401, "missing_public_key", ""),
			bad("/oauth2/auth/hub"+as, `client_id=c&client_secret=s`, 400, "invalid_auth_mode", "").with("Content-Type", "application/x-www-form-urlencoded"),
			bad("/oauth2/auth/hub"+as, `client_id=c`, 400, "missing_client_secret", "").with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
			bad("/oauth2/auth/hub"+as, `client_id[a]=c`, 400, "invalid_body", "client_id").with("Content-Type", "application/x-www-form-urlencoded"),
		}},
		{"GET", "/connect/session", []rule{
			bad("/connect/session", `{"a":1}`, 400, "invalid_body", ".").with("Authorization", "Bearer "+token),
			good("/connect/session", `{}`, 200, has("data.endUser.id", `"visitor"`)).with("Authorization", "Bearer "+token),
		}},
		{"GET", "/oauth/connect/:key", []rule{
			bad("/oauth/connect/hub", "", 401, "missing_public_key", ""),
			bad("/oauth/connect/hub?connect_session_token="+narrow, "", 400, "integration_not_allowed", ""),
			bad("/oauth/connect/hub"+as+"&connection_id=x", "", 400, "invalid_query_params", "connection_id"),
			{path: "/oauth/connect/none" + as, status: 400, checks: []check{header("Content-Type", "text/html; charset=utf-8")}},
			{path: "/oauth/connect/hub" + as, status: 302},
		}},
		{"GET", "/oauth/callback", []rule{
			{path: "/oauth/callback?state=none&code=x", status: 400, checks: []check{header("Content-Type", "text/html; charset=utf-8"), header("Cross-Origin-Opener-Policy", "")}},
			{path: "/oauth/callback", status: 400},
		}},
		{"GET", "/app-auth/connect", []rule{
			{path: "/app-auth/connect?installation_id=1&setup_action=install", status: 302, checks: []check{header("Location", "https://github.com/")}},
			{path: "/app-auth/connect", status: 400},
		}},
	}
}

// otherRules are the rest of the checklist: health, logos, variables, environments, telemetry.
func otherRules() []ruled {
	return []ruled{
		{"GET", "/health", []rule{good("/health", "", 200, has(".", `{"result":"ok"}`)).with("Authorization", "")}},
		{"GET", "/ready", []rule{good("/ready", "", 200, has(".", `{"result":"ok"}`)).with("Authorization", "")}},
		{"GET", "/providers.json", []rule{good("/providers.json", "", 200, has("unauthenticated.auth_mode", `"NONE"`), lacks("github", "scopes"), has("github.available_scopes.0", `"admin:gpg_key"`)).with("Authorization", "")}},
		{"GET", "/env.js", []rule{{path: "/env.js", status: 200, headers: []string{"Authorization", ""}, checks: []check{header("Content-Type", "text/javascript; charset=utf-8")}}}},
		{"GET", "/images/template-logos/:file", []rule{{path: "/images/template-logos/github.svg", status: 200, headers: []string{"Authorization", ""},
			checks: []check{header("Content-Type", "image/svg+xml")}}}},
		{"GET", "/connect-ui/*", []rule{{path: "/connect-ui/?session_token=x", status: 200, headers: []string{"Authorization", ""},
			checks: []check{header("Content-Type", "text/html; charset=utf-8"), header("X-Frame-Options", "")}}}},
		{"GET", "/environment-variables", []rule{
			good("/environment-variables", "", 200, has(".", "[]")),
			bad("/environment-variables", `{"a":1}`, 400, "invalid_body", "."),
			good("/environment-variables", "{}", 200, has(".", "[]")),
			bad("/environment-variables?x=1", "", 400, "invalid_query_params", "."),
		}},
		{"POST", "/cli/telemetry", []rule{
			good("/cli/telemetry", `{"deviceId":"00000000-0000-4000-8000-000000000000","event":"x"}`, 204).with("Authorization", ""),
			bad("/cli/telemetry", "x", 415, "invalid_content_type", "").with("Content-Type", "text/plain"),
		}},
		{"POST", "/environments", []rule{
			good("/environments", `{"name":"rules"}`, 200, has("data.name", `"rules"`)),
			bad("/environments", `{"name":"rules"}`, 409, "conflict", ""),
			bad("/environments", `{}`, 400, "invalid_body", "name"),
			bad("/environments", `{"name":"A B"}`, 400, "invalid_body", "name"),
			bad("/environments", `{"name":"x","color":"red"}`, 400, "invalid_body", "."),
		}},
		{"GET", "/environments", []rule{good("/environments?name=rules", "", 200, list("data", "name", "rules")), bad("/environments?x=1", "", 400, "invalid_query_params", ".")}},
		{"DELETE", "/environments/:id", []rule{bad("/environments/none", "", 404, "unknown_environment", "")}},
		{"POST", "/environment/api-keys", []rule{
			bad("/environment/api-keys", `{"display_name":"k"}`, 400, "invalid_body", "environment_id"),
			bad("/environment/api-keys", `{"environment_id":1,"display_name":""}`, 400, "invalid_body", "display_name"),
			good("/environment/api-keys", `{"environment_id":1,"display_name":"rules"}`, 200, has("data.scopes", `["environment:*"]`)),
			bad("/environment/api-keys", `{"environment_id":1,"display_name":"rules"}`, 409, "conflict", ""),
		}},
		{"DELETE", "/environment/api-keys", []rule{bad("/environment/api-keys", `{"environment_id":1,"key_id":999}`, 404, "not_found", "")}},
		{"POST", "/environment/webhook-signing-key/rotate", []rule{
			bad("/environment/webhook-signing-key/rotate", `{"x":1}`, 400, "invalid_body", "."),
			good("/environment/webhook-signing-key/rotate", "", 200),
		}},
		{"POST", "/environments/:uuid/api-keys", []rule{
			good("/environments/1/api-keys", `{"display_name":"narrow","scopes":["environment:connections:read"]}`, 200, has("data.scopes", `["environment:connections:read"]`), has("data.last_used_at", "null")),
			bad("/environments/1/api-keys", `{"display_name":"narrow"}`, 409, "conflict", ""),
			bad("/environments/1/api-keys", `{"display_name":"wrong","scopes":["environment:fly"]}`, 400, "invalid_body", ""),
			bad("/environments/none/api-keys", `{"display_name":"lost"}`, 404, "unknown_environment", ""),
		}},
		{"GET", "/environments/:uuid/api-keys", []rule{
			good("/environments/1/api-keys?display_name=narrow", "", 200, list("data", "display_name", "narrow"), lacks("data.0", "secret")),
			bad("/environments/1/api-keys?x=1", "", 400, "invalid_query_params", "."),
		}},
		{"GET", "/environments/:uuid/api-keys/:keyUuid", []rule{bad("/environments/1/api-keys/none", "", 404, "not_found", "")}},
		{"DELETE", "/environments/:uuid/api-keys/:keyUuid", []rule{bad("/environments/1/api-keys/none", "", 404, "not_found", "")}},
		{"POST", "/sync/deploy/confirmation", []rule{bad("/sync/deploy/confirmation", `{}`, 400, "invalid_body", "flowConfigs")}},
		{"POST", "/sync/deploy", []rule{bad("/sync/deploy", `{}`, 400, "invalid_body", "flowConfigs")}},
		{"POST", "/functions/deployments/bundle", []rule{bad("/functions/deployments/bundle", `{}`, 400, "invalid_body", "")}},
		{"POST", "/functions/deployments/bundle/preview", []rule{bad("/functions/deployments/bundle/preview", `{}`, 400, "invalid_body", "")}},
		{"POST", "/mcp/management", []rule{bad("/mcp/management", `{}`, 403, "mcp_disabled", "")}},
		{"POST", "/functions/compile", []rule{bad("/functions/compile", `{}`, 400, "invalid_body", "code"), bad("/functions/compile", `{"code":"export default 1 +"}`, 400, "compilation_error", "")}},
		{"POST", "/functions/dryruns", []rule{
			bad("/functions/dryruns", `{}`, 400, "invalid_body", "integration_id"),
			bad("/functions/dryruns", `{"integration_id":"none","function_type":"action","code":"x","connection_id":"c1"}`, 404, "integration_not_found", ""),
			bad("/functions/dryruns", `{"integration_id":"bench","function_type":"action","code":"x","connection_id":"none"}`, 404, "connection_not_found", ""),
			bad("/functions/dryruns", `{"integration_id":"bench","function_type":"on-event","code":"x","connection_id":"c1"}`, 400, "invalid_body", "function_type"),
		}},
		{"GET", "/functions/dryruns/:id", []rule{bad("/functions/dryruns/00000000-0000-4000-8000-000000000000", "", 404, "dryrun_not_found", "")}},
		{"POST", "/functions/deployments", []rule{
			bad("/functions/deployments", `{"type":"function","integration_id":"none","function_name":"f","function_type":"action","code":"x"}`, 404, "integration_not_found", ""),
			bad("/functions/deployments", `{"type":"template","integration_id":"bench","template":"none"}`, 404, "template_not_found", ""),
			bad("/functions/deployments", `{"type":"other"}`, 400, "invalid_body", ""),
		}},
		{"GET", "/functions/deployments/:id", []rule{bad("/functions/deployments/00000000-0000-4000-8000-000000000000", "", 404, "deployment_not_found", "")}},
		{"POST", "/webhook/:environment/:key", []rule{
			bad("/webhook/00000000-0000-4000-8000-000000000000/keyed", `{}`, 404, "unknown_environment", "").with("Authorization", ""),
			bad("/webhook/dev/none", `{}`, 404, "unknown_provider_config", "").with("Authorization", ""),
			bad("/webhook/dev/a%2Fb", `{}`, 400, "invalid_uri_params", "").with("Authorization", ""),
			good("/webhook/dev/basic", `{}`, 204).with("Authorization", ""),
		}},
		{"GET", "/mcp", []rule{{path: "/mcp", status: 405, checks: []check{has("jsonrpc", `"2.0"`), has("error.code", "-32000"), has("id", "null")}}}},
		{"POST", "/mcp", []rule{bad("/mcp", `{}`, 400, "invalid_headers", ""), bad("/mcp", `{}`, 400, "unknown_connection", "").with("Provider-Config-Key", "bench", "Connection-Id", "none")}},
		{"OPTIONS", "/connect/telemetry", []rule{
			{path: "/connect/telemetry", status: 204, headers: []string{"Authorization", "", "Origin", "http://localhost:5173", "Access-Control-Request-Method", "POST"},
				checks: []check{header("Access-Control-Allow-Origin", "http://localhost:5173"), header("Access-Control-Allow-Credentials", "true"), header("Access-Control-Max-Age", "36000")}},
			{path: "/connect/session", status: 204, headers: []string{"Authorization", "", "Origin", "http://localhost:5173", "Access-Control-Request-Method", "GET", "Access-Control-Request-Private-Network", "true"},
				checks: []check{header("Access-Control-Allow-Credentials", ""), header("Access-Control-Max-Age", "600"), header("Access-Control-Allow-Private-Network", "true"), header("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE")}},
			{path: "/connections", status: 204, headers: []string{"Authorization", ""}, checks: []check{header("Access-Control-Allow-Origin", "")}},
			{path: "/proxy/echo", status: 204, headers: []string{"Connection-Id", "k1", "Provider-Config-Key", "keyed"}, checks: []check{header("Content-Type", "")}},
			{path: "/connections", status: 204, headers: []string{"Access-Control-Request-Method", "GET"}},
			{path: "/connect/session", status: 403, code: "forbidden", headers: []string{"Authorization", "", "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET"}},
		}},
		{"", "/nothing", []rule{
			bad("/nothing", "", 404, "not_found", ""),
			bad("/config/hub", "", 404, "not_found", ""),
			bad("/connections/a/b", "", 404, "not_found", ""),
		}},
	}
}
