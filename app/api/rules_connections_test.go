package api_test

import "strings"

const manyTags = `{"a":"1","b":"1","c":"1","d":"1","e":"1","f":"1","g":"1","h":"1","i":"1","j":"1","k":"1"}`

// connectionRules are http-api §2.4 and §2.5. They begin with k1 (keyed), h1 (hub), o1 (open) and c1 (bench).
func connectionRules() []ruled {
	const path = "/connections"
	one := func(members string) string {
		return `{"provider_config_key":"keyed","connection_id":"i1","credentials":{"type":"API_KEY","apiKey":"k"},` + members + `}`
	}
	keyed := func(credentials string) string {
		return `{"provider_config_key":"keyed","connection_id":"i1","credentials":` + credentials + `}`
	}
	hub := func(members string) string {
		return `{"provider_config_key":"hub","connection_id":"i2","credentials":{"type":"OAUTH2",` + members + `}}`
	}
	return []ruled{
		{"GET", path, []rule{
			good(path, "", 200, list("connections", "connection_id", "o1", "h1", "k1", "g-sync", "c1"), lacks("connections.0", "credentials")),
			good("/connection", "", 200, list("connections", "connection_id", "o1", "h1", "k1", "g-sync", "c1")),
			good(path+"?limit=2&page=1", "", 200, list("connections", "connection_id", "k1", "g-sync")),
			good(path+"?limit=1e0&page=%202", "", 200, list("connections", "connection_id", "k1")),
			good(path+"?limit=2000&page=9", "", 200, has("connections", "[]")),
			good(path+"?page=9223372036854775807", "", 200, has("connections", "[]")),
			good(path+"?connectionId=k1", "", 200, list("connections", "connection_id", "k1")),
			good(path+"?connectionId=k", "", 200, has("connections", "[]")),
			good(path+"?search=SYNC", "", 200, list("connections", "connection_id", "g-sync")),
			good(path+"?search=nobody@", "", 200, list("connections", "connection_id", "k1")),
			good(path+"?search=the%20nobody", "", 200, list("connections", "connection_id", "k1")),
			good(path+"?search=%25", "", 200, has("connections", "[]")),
			good(path+"?endUserId=user-1", "", 200, list("connections", "connection_id", "k1")),
			good(path+"?endUserId=user", "", 200, has("connections", "[]")),
			good(path+"?endUserOrganizationId=org-1", "", 200, has("connections", "[]")),
			good(path+"?integrationId=keyed,none,hub", "", 200, list("connections", "connection_id", "h1", "k1")),
			good(path+"?tags[TEAM]=red", "", 200, list("connections", "connection_id", "k1")),
			good(path+"?tags[team]=red&tags[plan]=x", "", 200, has("connections", "[]")),
			good(path+"?tags%5Bend_user_id%5D=user-1", "", 200, list("connections", "connection_id", "k1")),
			bad(path+"?limit=0", "", 400, "invalid_query_params", "limit"),
			bad(path+"?limit=2001", "", 400, "invalid_query_params", "limit"),
			bad(path+"?limit=ten", "", 400, "invalid_query_params", "limit"),
			bad(path+"?limit=", "", 400, "invalid_query_params", "limit"),
			bad(path+"?page=-1", "", 400, "invalid_query_params", "page"),
			bad(path+"?connectionId=", "", 400, "invalid_query_params", "connectionId"),
			bad(path+"?connectionId="+long, "", 400, "invalid_query_params", "connectionId"),
			bad(path+"?search=", "", 400, "invalid_query_params", "search"),
			bad(path+"?search=a&search=b", "", 400, "invalid_query_params", "search"),
			bad(path+"?endUserId=", "", 400, "invalid_query_params", "endUserId"),
			bad(path+"?integrationId=a/b", "", 400, "invalid_query_params", "integrationId.0"),
			bad(path+"?tags=red", "", 400, "invalid_query_params", "tags"),
			bad(path+"?cursor=x", "", 400, "invalid_query_params", "."),
		}},
		{"POST", path, []rule{
			bad(path, `{}`, 400, "invalid_body", "provider_config_key"),
			bad(path, `{"provider_config_key":"keyed"}`, 400, "invalid_body", "credentials"),
			bad(path, `{"provider_config_key":"none","credentials":{"type":"NONE"}}`, 404, "not_found", ""),
			bad(path, keyed(`{"type":"NONE"}`), 400, "invalid_body", ""),
			bad(path, keyed(`{"type":"JWT","privateKey":"x"}`), 400, "invalid_body", ""),
			bad(path, keyed(`{}`), 400, "invalid_body", ""),
			bad(path, keyed(`{"type":"API_KEY"}`), 400, "invalid_body", "credentials.apiKey"),
			bad(path, keyed(`{"type":"API_KEY","apiKey":""}`), 400, "invalid_body", "credentials.apiKey"),
			bad(path, keyed(`{"type":"API_KEY","apiKey":"`+strings.Repeat("k", 1025)+`"}`), 400, "invalid_body", "credentials.apiKey"),
			bad(path, keyed(`{"type":"API_KEY","apiKey":"k","more":1}`), 400, "invalid_body", "credentials"),
			bad(path, hub(`"access_token":""`), 400, "invalid_body", "credentials.access_token"),
			bad(path, hub(`"access_token":"`+strings.Repeat("t", 16385)+`"`), 400, "invalid_body", "credentials.access_token"),
			bad(path, hub(`"access_token":"t","expires_at":"soon"`), 400, "invalid_body", "credentials.expires_at"),
			bad(path, hub(`"access_token":"t","config_override":{"secret":"x"}`), 400, "invalid_body", "credentials.config_override"),
			bad(path, one(`"connection_id":"`+long+`"`), 400, "invalid_body", "connection_id"),
			bad(path, one(`"metadata":[]`), 400, "invalid_body", "metadata"),
			bad(path, one(`"metadata":null`), 400, "invalid_body", "metadata"),
			bad(path, one(`"connection_config":"x"`), 400, "invalid_body", "connection_config"),
			bad(path, one(`"connection_config":{"oauth_scopes_override":"a,b"}`), 400, "invalid_body", "connection_config.oauth_scopes_override"),
			bad(path, one(`"webhook_url_override":"not a url"`), 400, "invalid_body", "webhook_url_override"),
			bad(path, one(`"tags":`+manyTags), 400, "invalid_body", "tags"),
			bad(path, one(`"tags":{"1st":"x"}`), 400, "invalid_body", "tags.1st"),
			bad(path, one(`"tags":{"`+strings.Repeat("t", 65)+`":"x"}`), 400, "invalid_body", "tags."+strings.Repeat("t", 65)),
			bad(path, one(`"tags":{"team":""}`), 400, "invalid_body", "tags.team"),
			bad(path, one(`"tags":{"team":1}`), 400, "invalid_body", "tags.team"),
			bad(path, one(`"tags":{"Team":"a","team":"b"}`), 400, "invalid_body", ""),
			bad(path, one(`"tags":{"end_user_email":"x"}`), 400, "invalid_body", "tags.end_user_email"),
			bad(path, one(`"end_user":{}`), 400, "invalid_body", "end_user.id"),
			bad(path, one(`"end_user":{"id":""}`), 400, "invalid_body", "end_user.id"),
			bad(path, one(`"end_user":{"id":"u","email":"x@y"}`), 400, "invalid_body", "end_user.email"),
			bad(path, one(`"end_user":{"id":"u","name":"x"}`), 400, "invalid_body", "end_user"),
			bad(path, one(`"end_user":{"id":"u","tags":{"1st":"x"}}`), 400, "invalid_body", "end_user.tags.1st"),
			bad(path, one(`"provider":"x"`), 400, "invalid_body", "."),
			bad(path+"?x=1", one(`"tags":{}`), 400, "invalid_query_params", "."),
			good(path, one(`"metadata":{"a":1},"tags":{"Team":"Blue"},"end_user":{"id":"u9","tags":{"plan":""}}`), 201, has("connection_id", `"i1"`),
				has("tags.team", `"Blue"`), has("tags.end_user_id", `"u9"`), has("metadata", `{"a":1}`), has("credentials", `{"apiKey":"k","type":"API_KEY"}`)),
			good(path, one(`"connection_config":{"a":"b"}`), 201, has("tags", "{}"), has("metadata", "{}"), has("connection_config", `{"a":"b"}`)),
			good(path, hub(`"access_token":"t","refresh_token":"r","expires_at":"2099-01-02"`), 201, has("credentials.refresh_token", `"r"`),
				has("credentials.expires_at", `"2099-01-02T00:00:00.000Z"`), has("credentials.raw.refresh_token", `"r"`)),
		}},
		{"GET", "/connections/:connectionId", []rule{
			good(path+"/i2?provider_config_key=hub", "", 200, lacks("credentials", "refresh_token"), lacks("credentials.raw", "refresh_token"), has("end_user", "null"), has("errors", "[]")),
			good(path+"/i2?provider_config_key=hub&refresh_token=YES&force_refresh=off", "", 200, has("credentials.refresh_token", `"r"`)),
			good("/connection/i2?provider_config_key=hub", "", 200, has("connection_id", `"i2"`)),
			bad(path+"/i2", "", 400, "invalid_query_params", "provider_config_key"),
			bad(path+"/i2?provider_config_key=", "", 400, "invalid_query_params", "provider_config_key"),
			bad(path+"/i2?provider_config_key=none", "", 400, "unknown_provider_config", ""),
			bad(path+"/none?provider_config_key=hub", "", 404, "not_found", ""),
			bad(path+"/i2?provider_config_key=hub&refresh_token=maybe", "", 400, "invalid_query_params", "refresh_token"),
			bad(path+"/i2?provider_config_key=hub&x=1", "", 400, "invalid_query_params", "."),
			bad(path+"/"+long+"?provider_config_key=hub", "", 400, "invalid_uri_params", "connectionId"),
			bad(path+"/a%23b?provider_config_key=hub", "", 400, "invalid_uri_params", "connectionId"),
		}},
		{"PATCH", "/connections/:connectionId", []rule{
			good(path+"/i1?provider_config_key=keyed", `{"tags":{"Plan":"pro"},"webhook_url_override":"http://127.0.0.1:9/hook"}`, 200, has(".", `{"success":true}`)),
			bad(path+"/i1?provider_config_key=keyed", `{"metadata":{}}`, 400, "invalid_body", "."),
			bad(path+"/i1?provider_config_key=keyed", `{"tags":[]}`, 400, "invalid_body", "tags"),
			bad(path+"/i1?provider_config_key=keyed", `{"webhook_url_override":"ftp"}`, 400, "invalid_body", "webhook_url_override"),
			bad(path+"/i1", `{}`, 400, "invalid_query_params", "provider_config_key"),
			bad(path+"/i1?provider_config_key=none", `{}`, 400, "unknown_provider_config", ""),
			bad(path+"/none?provider_config_key=keyed", `{}`, 404, "not_found", ""),
		}},
		{"GET", "/connections/:connectionId", []rule{
			good(path+"/i1?provider_config_key=keyed", "", 200, has("tags", `{"plan":"pro"}`), has("webhook_url_override", `"http://127.0.0.1:9/hook"`)),
		}},
		{"PATCH", "/connections/:connectionId", []rule{
			good(path+"/i1?provider_config_key=keyed", `{"webhook_url_override":""}`, 200),
			good(path+"/i1?provider_config_key=keyed", `{}`, 200),
		}},
		{"GET", "/connections/:connectionId", []rule{
			good(path+"/i1?provider_config_key=keyed", "", 200, has("tags", `{"plan":"pro"}`), has("webhook_url_override", "null")),
		}},
		{"DELETE", "/connections/:connectionId", []rule{
			bad(path+"/i1", "", 400, "invalid_query_params", "provider_config_key"),
			{path: path + "/i1?provider_config_key=none", status: 400, code: "unknown_connection", checks: []check{lacks("error", "message")}},
			{path: path + "/none?provider_config_key=keyed", status: 400, code: "unknown_connection", checks: []check{lacks("error", "message")}},
			good(path+"/i1?provider_config_key=keyed", "", 200, has(".", `{"success":true}`)),
			good("/connection/i2?provider_config_key=hub", "", 200, has(".", `{"success":true}`)),
		}},
	}
}

// metadataRules are the rest of http-api §2.4 and the older forms of §2.5.
func metadataRules() []ruled {
	body := func(id, metadata string) string {
		return `{"connection_id":` + id + `,"provider_config_key":"keyed","metadata":` + metadata + `}`
	}
	const old = "/connection/k1/metadata?provider_config_key=keyed"
	return []ruled{
		{"POST", "/connections/metadata", []rule{
			good("/connections/metadata", body(`["k1"]`, `{"b":2,"a":{"c":null}}`), 201, has("connection_id", `["k1"]`), has("metadata", `{"a":{"c":null},"b":2}`)),
			good("/connection/metadata", body(`"k1"`, `{"b":2,"a":{"c":null}}`), 201, has("connection_id", `"k1"`)),
			bad("/connections/metadata", body(`["k1","none"]`, `{"lost":1}`), 404, "unknown_connection", ""),
			bad("/connections/metadata", `{"connection_id":"k1","provider_config_key":"none","metadata":{}}`, 404, "unknown_connection", ""),
			bad("/connections/metadata", body(`"k1"`, `[]`), 400, "invalid_body", "metadata"),
			bad("/connections/metadata", body(`"k1"`, `null`), 400, "invalid_body", "metadata"),
			bad("/connections/metadata", body(`7`, `{}`), 400, "invalid_body", "connection_id"),
			bad("/connections/metadata", body(`["k1",7]`, `{}`), 400, "invalid_body", "connection_id"),
			bad("/connections/metadata", `{"connection_id":"k1","metadata":{}}`, 400, "invalid_body", "provider_config_key"),
			bad("/connections/metadata", `{"connection_id":"k1","provider_config_key":"keyed","metadata":{},"x":1}`, 400, "invalid_body", "."),
			bad("/connections/metadata?x=1", body(`"k1"`, `{}`), 400, "invalid_query_params", "."),
		}},
		{"PATCH", "/connections/metadata", []rule{
			good("/connections/metadata", body(`"k1"`, `{"a":1}`), 200, has("metadata", `{"a":1}`)),
			good("/connection/metadata", body(`"k1"`, `{"z":0}`), 200),
			bad("/connections/metadata", body(`"none"`, `{"a":1}`), 404, "unknown_connection", ""),
		}},
		{"GET", "/connections/:connectionId", []rule{
			good("/connections/k1?provider_config_key=keyed", "", 200, has("metadata", `{"a":1,"b":2,"z":0}`)),
		}},
		{"POST", "/connection/:connectionId/metadata", []rule{
			good(old, `{"only":true}`, 201, has(".", `{"only":true}`)),
			good("/connection/k1/metadata", `{"only":true}`, 201).with("Provider-Config-Key", "keyed"),
			bad("/connection/k1/metadata", `{"only":true}`, 400, "missing_provider_config_key", ""),
			bad("/connection/none/metadata?provider_config_key=keyed", `{}`, 404, "unknown_connection", ""),
			bad(old, `[]`, 400, "invalid_body", "."),
		}},
		{"PATCH", "/connection/:connectionId/metadata", []rule{
			good(old, `{"more":[1]}`, 200, has(".", `{"more":[1]}`)),
		}},
		{"GET", "/connection/:connectionId", []rule{
			good("/connection/k1?provider_config_key=keyed", "", 200, has("metadata", `{"more":[1],"only":true}`)),
		}},
	}
}

// sessionRules are http-api §5.
func sessionRules() []ruled {
	const path, again = "/connect/sessions", "/connect/sessions/reconnect"
	user := func(members string) string { return `{"end_user":{"id":"u"},` + members + `}` }
	return []ruled{
		{"POST", path, []rule{
			bad(path, `{}`, 400, "invalid_body", "end_user"),
			bad(path, `{"end_user":{"id":"`+long+`"}}`, 400, "invalid_body", "end_user.id"),
			bad(path, `{"end_user":{"id":"u","display_name":"`+long+`"}}`, 400, "invalid_body", "end_user.display_name"),
			bad(path, `{"end_user":null,"tags":{"a":"b"}}`, 400, "invalid_body", "end_user"),
			bad(path, user(`"organization":{}`), 400, "invalid_body", "organization.id"),
			bad(path, user(`"organization":{"id":"o","x":1}`), 400, "invalid_body", "organization"),
			bad(path, user(`"tags":`+manyTags), 400, "invalid_body", "tags"),
			bad(path, user(`"allowed_integrations":"keyed"`), 400, "invalid_body", "allowed_integrations"),
			bad(path, user(`"allowed_integrations":["keyed","a/b"]`), 400, "invalid_body", "allowed_integrations.1"),
			bad(path, user(`"allowed_integrations":["keyed","none"]`), 400, "invalid_body", "allowed_integrations.1"),
			bad(path, user(`"integrations_config_defaults":{"none":{}}`), 400, "invalid_body", "integrations_config_defaults.none"),
			bad(path, user(`"integrations_config_defaults":{"hub":{"x":1}}`), 400, "invalid_body", "integrations_config_defaults.hub"),
			bad(path, user(`"integrations_config_defaults":{"hub":{"user_scopes":["a"]}}`), 400, "invalid_body", "integrations_config_defaults.hub.user_scopes"),
			bad(path, user(`"integrations_config_defaults":{"hub":{"authorization_params":{"a":1}}}`), 400, "invalid_body", "integrations_config_defaults.hub.authorization_params.a"),
			bad(path, user(`"integrations_config_defaults":{"hub":{"connection_config":{"oauth_scopes_override":["a"]}}}`), 400, "invalid_body", "integrations_config_defaults.hub.connection_config.oauth_scopes_override"),
			bad(path, user(`"integrations_config_defaults":{"hub":{"connection_config":{"webhook_url":"nonsense"}}}`), 400, "invalid_body", ""),
			bad(path, user(`"overrides":{"none":{}}`), 400, "invalid_body", "overrides.none"),
			bad(path, user(`"overrides":{"hub":{"docs":"x"}}`), 400, "invalid_body", "overrides.hub"),
			bad(path, user(`"webhook_url_override":"x"`), 400, "invalid_body", "webhook_url_override"),
			bad(path, user(`"connection_id":"c"`), 400, "invalid_body", "."),
			bad(path+"?x=1", user(`"tags":{}`), 400, "invalid_query_params", "."),
			good(path, user(`"overrides":{"hub":{"docs_connect":"https://docs.example"}},"allowed_integrations":[]`), 201, lacks("data", "id")),
			good(path, `{"tags":{}}`, 201),
		}},
		{"POST", again, []rule{
			bad(again, `{"integration_id":"keyed"}`, 400, "invalid_body", "connection_id"),
			bad(again, `{"connection_id":"k1"}`, 400, "invalid_body", "integration_id"),
			bad(again, `{"connection_id":"k1","integration_id":"none"}`, 400, "invalid_body", ""),
			bad(again, `{"connection_id":"none","integration_id":"keyed"}`, 400, "invalid_body", ""),
			bad(again, `{"connection_id":"k1","integration_id":"keyed","allowed_integrations":["keyed"]}`, 400, "invalid_body", "."),
			good(again, `{"connection_id":"k1","integration_id":"keyed"}`, 201),
		}},
		{"GET", "/connect/session", []rule{
			bad("/connect/session", "", 401, "invalid_connect_session_token_format", ""),
			bad("/connect/session", "", 401, "missing_auth_header", "").with("Authorization", ""),
			bad("/connect/session", "", 401, "unknown_connect_session_token", "").with("Authorization", "Bearer "+noID),
		}},
		{"DELETE", "/connect/session", []rule{
			bad("/connect/session", "", 401, "unknown_connect_session_token", "").with("Authorization", "Bearer "+noID),
		}},
		{"POST", "/connect/telemetry", []rule{
			bad("/connect/telemetry", `{"token":"`+noID+`","timestamp":"`+nowText()+`"}`, 400, "invalid_body", "event").with("Authorization", ""),
			bad("/connect/telemetry", `{"token":"`+noID+`","event":"dance","timestamp":"`+nowText()+`"}`, 400, "invalid_body", "event").with("Authorization", ""),
			bad("/connect/telemetry", `{"token":"`+noID+`","event":"open","timestamp":"2020-01-01T00:00:00Z"}`, 400, "invalid_body", "timestamp").with("Authorization", ""),
			bad("/connect/telemetry", `{"token":"`+noID+`","event":"open","timestamp":"`+nowText()+`"}`, 401, "unknown_connect_session_token", "").with("Authorization", ""),
		}},
	}
}
