package api_test

import (
	"fmt"
	"strings"
	"time"
)

// manyIDs is a query with n ids of records.
func manyIDs(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "&ids=r%d", i)
	}
	return text.String()
}

// recordRules are http-api §7. They begin with g-sync's five records of BenchRecord.
func recordRules() []ruled {
	const path = "/records?model=BenchRecord"
	yearAgo := time.Now().UTC().Add(-366 * 24 * time.Hour).Format(time.RFC3339)
	hourAhead := time.Now().UTC().Add(time.Hour).Format("2006-01-02T15:04:05.000Z")
	on := func(rules []rule) []rule {
		for i := range rules {
			if rules[i].headers == nil {
				rules[i].headers = []string{"Connection-Id", "g-sync", "Provider-Config-Key", "bench"}
			}
		}
		return rules
	}
	return []ruled{
		{"GET", "/records", on([]rule{
			good(path+"&limit=2", "", 200, list("records", "_nango_metadata.last_action", "ADDED", "ADDED"), has("records.0._nango_metadata.deleted_at", "null")),
			good("/records/?model=BenchRecord&limit=10000", "", 200, has("next_cursor", "null"), list("records", "_nango_metadata.pruned_at", "", "", "", "", "")),
			good(path+"&ids=rec-0000001", "", 200, list("records", "id", "rec-0000001")),
			good(path+"&ids[0]=rec-0000002&ids[1]=rec-0000001", "", 200, list("records", "id", "rec-0000001", "rec-0000002")),
			good(path+manyIDs(100), "", 200, has("records", "[]")),
			good(path+"&variant=base&limit=1", "", 200, list("records", "_nango_metadata.last_action", "ADDED")),
			good(path+"&variant=other", "", 200, has(".", `{"next_cursor":null,"records":[]}`)),
			good(path+"&filter=deleted", "", 200, has("records", "[]")),
			good(path+"&filter=UPDATED,deleted", "", 200, has("records", "[]")),
			good(path+"&filter=added,added&limit=1", "", 200, list("records", "_nango_metadata.last_action", "ADDED")),
			good(path+"&modified_after="+hourAhead, "", 200, has("records", "[]")),
			good(path+"&modified_after=2999-01-01T00:00:00Z&delta="+time.Now().UTC().Add(-time.Hour).Format(time.RFC3339)+"&limit=1", "", 200, list("records", "_nango_metadata.last_action", "ADDED")),
			bad("/records", "", 400, "invalid_query_params", "model"),
			bad("/records?model=lower", "", 400, "invalid_query_params", "model"),
			bad("/records?model=A", "", 400, "invalid_query_params", "model"),
			bad("/records?model=A"+long, "", 400, "invalid_query_params", "model"),
			bad(path+"&limit=0", "", 400, "invalid_query_params", "limit"),
			bad(path+"&limit=10001", "", 400, "invalid_query_params", "limit"),
			bad(path+"&limit=all", "", 400, "invalid_query_params", "limit"),
			bad(path+"&variant=a%20b", "", 400, "invalid_query_params", "variant"),
			bad(path+"&cursor=", "", 400, "invalid_query_params", "cursor"),
			bad(path+"&cursor="+strings.Repeat("c", 1001), "", 400, "invalid_query_params", "cursor"),
			bad(path+"&cursor=%21%21", "", 500, "server_error", ""),
			bad(path+"&filter=added,gone", "", 400, "invalid_query_params", "filter.1"),
			bad(path+"&filter=Added", "", 400, "invalid_query_params", "filter.0"),
			bad(path+"&modified_after=2026-01-02", "", 400, "invalid_query_params", "modified_after"),
			bad(path+"&modified_after=2026-01-02T03:04:05%2B00:00", "", 400, "invalid_query_params", "modified_after"),
			bad(path+"&modified_after="+yearAgo, "", 400, "invalid_query_params", "modified_after"),
			bad(path+"&delta=yesterday", "", 400, "invalid_query_params", "delta"),
			bad(path+manyIDs(101), "", 400, "invalid_query_params", "ids"),
			bad(path+"&ids=", "", 400, "invalid_query_params", "ids.0"),
			bad(path+"&ids=a&ids="+long+"a", "", 400, "invalid_query_params", "ids.1"),
			bad(path+"&page=1", "", 400, "invalid_query_params", "."),
			bad(path, "", 400, "invalid_headers", "provider-config-key").with("Connection-Id", "g-sync"),
			bad(path, "", 400, "invalid_headers", "provider-config-key").with("Connection-Id", "g-sync", "Provider-Config-Key", "bad/key"),
			bad(path, "", 400, "invalid_headers", "connection-id").with("Connection-Id", "a#b", "Provider-Config-Key", "bench"),
			bad(path, "", 400, "invalid_headers", "connection-id").with("Connection-Id", long, "Provider-Config-Key", "bench"),
			bad(path, "", 400, "invalid_headers", "connection-id").with("Provider-Config-Key", "bench"),
			bad(path, "", 400, "unknown_connection", "").with("Connection-Id", "none", "Provider-Config-Key", "bench"),
			bad(path, "", 400, "unknown_connection", "").with("Connection-Id", "g-sync", "Provider-Config-Key", "none"),
		})},
		{"PATCH", "/records/prune", on([]rule{
			bad("/records/prune", `{"model":"BenchRecord"}`, 400, "invalid_body", "until_cursor"),
			bad("/records/prune", `{"until_cursor":"x"}`, 400, "invalid_body", "model"),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":""}`, 400, "invalid_body", "until_cursor"),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":"x","limit":0}`, 400, "invalid_body", "limit"),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":"x","limit":"1"}`, 400, "invalid_body", "limit"),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":"x","limit":10001}`, 400, "invalid_body", "limit"),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":"x","ids":[]}`, 400, "invalid_body", "."),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":"%%"}`, 500, "server_error", ""),
			bad("/records/prune?x=1", `{"model":"BenchRecord","until_cursor":"x"}`, 400, "invalid_query_params", "."),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":"x"}`, 400, "invalid_headers", "").with("Connection-Id", ""),
			bad("/records/prune", `{"model":"BenchRecord","until_cursor":"x"}`, 400, "unknown_connection", "").with("Connection-Id", "none", "Provider-Config-Key", "bench"),
		})},
	}
}

// syncRules are http-api §8.1 and §8.2.
func syncRules() []ruled {
	at := func(members string) string {
		return `{"provider_config_key":"bench","connection_id":"g-sync",` + members + `}`
	}
	var many []string
	for range 257 {
		many = append(many, `"fill"`)
	}
	command := func(path string) []rule {
		return []rule{
			bad(path, at(`"syncs":"fill"`), 400, "invalid_body", "syncs"),
			bad(path, at(`"syncs":[7]`), 400, "invalid_body", "syncs.0"),
			bad(path, at(`"syncs":[{"name":"fill"}]`), 400, "invalid_body", "syncs.0"),
			bad(path, at(`"syncs":["fill"],"x":1`), 400, "invalid_body", "."),
			bad(path, at(`"syncs":["none"]`), 400, "no_syncs_found", ""),
			bad(path, `{"syncs":["fill"],"provider_config_key":"none"}`, 400, "unknown_provider_config", ""),
			bad(path, `{"syncs":["fill"],"provider_config_key":"bench","connection_id":"none"}`, 404, "unknown_connection", ""),
			bad(path+"?x=1", at(`"syncs":["fill"]`), 400, "invalid_query_params", "."),
		}
	}
	startOrPause := func(path string) []rule {
		return append(command(path),
			bad(path, at(`"syncs":[`+strings.Join(many, ",")+`]`), 400, "invalid_body", "syncs"),
			bad(path, `{"syncs":["fill"]}`, 400, "invalid_body", "provider_config_key"),
			bad(path, at(`"opts":{}`), 400, "invalid_body", "syncs"))
	}
	const frequency, variant = "/sync/update-connection-frequency", "/sync/fill/variant/second"
	rhythm := func(text string) string { return at(`"sync_name":"fill","frequency":` + text) }
	const who = `{"provider_config_key":"bench","connection_id":"c1"}`
	return []ruled{
		{"POST", "/sync/trigger", append(command("/sync/trigger"),
			bad("/sync/trigger", `{"syncs":["fill"]}`, 400, "missing_provider_config_key", ""),
			bad("/sync/trigger", at(`"syncs":["fill"],"opts":{},"sync_mode":"incremental"`), 400, "invalid_body", ""),
			bad("/sync/trigger", at(`"syncs":["fill"],"opts":{},"full_resync":true`), 400, "invalid_body", ""),
			bad("/sync/trigger", at(`"syncs":["fill"],"opts":{"clear":true}`), 400, "invalid_body", "opts"),
			bad("/sync/trigger", at(`"syncs":["fill"],"opts":{"reset":"yes"}`), 400, "invalid_body", "opts.reset"),
			bad("/sync/trigger", at(`"syncs":["fill"],"sync_mode":"full"`), 400, "invalid_body", "sync_mode"),
			bad("/sync/trigger", `{"syncs":["none"]}`, 400, "no_syncs_found", "").with("Provider-Config-Key", "bench", "Connection-Id", "g-sync"))},
		{"POST", "/sync/start", startOrPause("/sync/start")},
		{"POST", "/sync/pause", startOrPause("/sync/pause")},
		{"GET", "/sync/status", []rule{
			good("/sync/status?syncs=*&provider_config_key=bench&connection_id=g-sync", "", 200, list("syncs", "name", "fill", "fill-upstream")),
			good("/sync/status?syncs=none,fill::none&provider_config_key=bench", "", 200, has("syncs", "[]")),
			bad("/sync/status?provider_config_key=bench", "", 400, "invalid_query_params", "syncs"),
			bad("/sync/status?syncs=*", "", 400, "invalid_query_params", "provider_config_key"),
			bad("/sync/status?syncs=*&provider_config_key=bench&connection_id=none", "", 400, "invalid_body", ""),
			bad("/sync/status?syncs=*&provider_config_key=bench&x=1", "", 400, "invalid_query_params", "."),
		}},
		{"PUT", frequency, []rule{
			good(frequency, rhythm(`"every half day"`), 200, has("frequency", `"12h"`)),
			good(frequency, rhythm(`"every quarter hour"`), 200, has("frequency", `"15m"`)),
			good(frequency, rhythm(`"every week"`), 200, has("frequency", `"1w"`)),
			good(frequency, rhythm(`"every month"`), 200, has("frequency", `"30d"`)),
			good(frequency, rhythm(`"every 2 hours"`), 200, has("frequency", `"2 hours"`)),
			good(frequency, rhythm(`null`), 200, has("frequency", `"every day"`)),
			bad(frequency, rhythm(`"often"`), 400, "invalid_body", "frequency"),
			bad(frequency, rhythm(`7`), 400, "invalid_body", "frequency"),
			bad(frequency, at(`"sync_name":"fill"`), 400, "invalid_body", "frequency"),
			bad(frequency, at(`"frequency":"1h"`), 400, "invalid_body", "sync_name"),
			bad(frequency, at(`"sync_name":"none","frequency":"1h"`), 400, "unknown_sync", ""),
			bad(frequency, at(`"sync_name":"fill","sync_variant":"none","frequency":"1h"`), 400, "unknown_sync", ""),
			bad(frequency, `{"provider_config_key":"bench","connection_id":"none","sync_name":"fill","frequency":"1h"}`, 400, "unknown_connection", ""),
			bad(frequency, `{"provider_config_key":"none","connection_id":"g-sync","sync_name":"fill","frequency":"1h"}`, 400, "unknown_connection", ""),
		}},
		{"POST", "/sync/:name/variant/:variant", []rule{
			good(variant, who, 200, has("name", `"fill"`), has("variant", `"second"`)),
			bad(variant, who, 400, "sync_variant_already_exists", ""),
			bad("/sync/fill/variant/base", who, 400, "invalid_variant", ""),
			bad("/sync/none/variant/second", who, 400, "unknown_sync", ""),
			bad(variant, `{"provider_config_key":"bench","connection_id":"none"}`, 400, "unknown_connection", ""),
			bad(variant, `{"provider_config_key":"none","connection_id":"c1"}`, 400, "unknown_provider_config", ""),
			bad(variant, `{"provider_config_key":"bench"}`, 400, "invalid_body", "connection_id"),
			bad(variant, `{"provider_config_key":"bench","connection_id":"c1","x":1}`, 400, "invalid_body", "."),
			bad("/sync/fill/variant/a%20b", who, 400, "invalid_uri_params", "variant"),
			bad("/sync/"+long+"/variant/second", who, 400, "invalid_uri_params", "name"),
		}},
		{"DELETE", "/sync/:name/variant/:variant", []rule{
			bad("/sync/fill/variant/base", who, 400, "invalid_variant", ""),
			bad(variant, `{"provider_config_key":"bench","connection_id":"none"}`, 400, "unknown_connection", ""),
			good(variant, who, 200, has(".", `{"success":true}`)),
			bad(variant, who, 404, "not_found", ""),
		}},
	}
}

// actionRules are http-api §8.3 and the deprecated endpoints of §2.8.
func actionRules() []ruled {
	const path = "/action/trigger"
	on := []string{"Connection-Id", "c1", "Provider-Config-Key", "bench"}
	plus := func(more ...string) []string { return append(append([]string{}, on...), more...) }
	const noop = `{"action_name":"noop","input":{"name":"x"}}`
	return []ruled{
		{"POST", path, []rule{
			good(path, `{"action_name":"noop","input":{"name":"x"},"unknown":"is ignored"}`, 200, has(".", `{"greeting":"hello x"}`)).with(on...),
			good(path, noop, 200, has(".", `{"greeting":"hello x"}`)).with(plus("X-Async", "no", "X-Max-Retries", "5")...),
			bad(path, noop, 400, "invalid_query_params", ".").with(on...).asking(path + "?x=1"),
			bad(path, noop, 400, "invalid_headers", "x-async").with(plus("X-Async", "maybe")...),
			bad(path, noop, 400, "invalid_headers", "x-max-retries").with(plus("X-Async", "true", "X-Max-Retries", "6")...),
			bad(path, noop, 400, "invalid_headers", "x-max-retries").with(plus("X-Max-Retries", "-1")...),
			bad(path, noop, 400, "invalid_headers", "x-max-retries").with(plus("X-Max-Retries", "two")...),
			bad(path, noop, 400, "invalid_headers", "provider-config-key").with("Connection-Id", "c1"),
			bad(path, noop, 400, "invalid_headers", "connection-id").with("Provider-Config-Key", "bench"),
			bad(path, noop, 400, "invalid_headers", "provider-config-key").with("Connection-Id", "c1", "Provider-Config-Key", "bad/key"),
			bad(path, noop, 400, "invalid_headers", "connection-id").with("Connection-Id", "a#b", "Provider-Config-Key", "bench"),
			bad(path, `{}`, 400, "invalid_body", "action_name").with(on...),
			bad(path, `{"action_name":7}`, 400, "invalid_body", "action_name").with(on...),
			bad(path, `[]`, 400, "invalid_body", "").with(on...),
			{path: path, body: `[]`, headers: on, status: 400, code: "invalid_body", checks: []check{has("error.errors.0.path", "[]")}},
			bad(path, `{"action_name"`, 400, "invalid_json", "").with(on...),
			bad(path, `{"action_name":"fill"}`, 404, "not_found", "").with(on...),
			good(path, `{"action_name":"noop","input":{}}`, 200, has(".", `{"greeting":"hello undefined"}`)).with(on...),
			bad(path, `{"action_name":"fail","input":{"how":"action-error"}}`, 500, "action_script_runtime_error", "").with(on...),
			{path: path, body: `{"action_name":"fail","input":{"how":"http"}}`, headers: on, status: 424, code: "script_http_error",
				checks: []check{lacks("error", "message"), has("error.upstream.status", "418")}},
		}},
		{"GET", "/action/:id", []rule{
			bad("/action/none", "", 400, "invalid_uri_params", "id"),
			bad("/action/00000000-0000-4000-8000-000000000000", "", 404, "not_found", ""),
			bad("/action/00000000-0000-4000-8000-000000000000?x=1", "", 400, "invalid_query_params", "."),
		}},
		{"", "/v1/*", []rule{
			rule{path: "/v1/none", status: 404, checks: []check{has("message", `"No enabled function of the integration declares this method and path."`)}}.with(on...),
			bad("/v1/bench/noop", "", 400, "invalid_headers", ""),
			good("/v1/bench/records?limit=1", "", 200, has("records", "[]")).with(on...),
		}},
	}
}

// proxyRules are what http-api §9.1 says about the request's headers.
func proxyRules(upstream string) []ruled {
	on := []string{"Connection-Id", "k1", "Provider-Config-Key", "keyed", "Base-Url-Override", upstream}
	plus := func(more ...string) []string { return append(append([]string{}, on...), more...) }
	return []ruled{{"", "/proxy/*", []rule{
		good("/proxy/echo?a=1&b=%20", "", 200, has("path", `"/echo"`), has("query", `"a=1\u0026b=%20"`), has("headers.authorization", `"Bearer sdk-key"`)).with(on...),
		good("/proxy/"+upstream+"/echo", "", 200, has("path", `"/echo"`)).with(on...),
		good("/proxy/a%2Fb/c", "", 200, has("path", `"/a%2Fb/c"`)).with(on...),
		good("/proxy/echo", "", 200, has("headers.x-own", `"yes"`), lacks("headers", "x-other")).with(plus("nango-proxy-X-Own", "yes", "X-Other", "no", "Nango-Activity-Log-Id", "")...),
		good("/proxy/echo", "", 200, has("headers.authorization", `"Basic abc"`)).with(plus("Nango-Proxy-Authorization", "Basic abc")...),
		bad("/proxy/echo", "", 400, "invalid_headers", "retries").with(plus("Retries", "many")...),
		bad("/proxy/echo", "", 400, "invalid_headers", "decompress").with(plus("Decompress", "yes")...),
		bad("/proxy/echo", "", 400, "invalid_headers", "forward-headers-on-redirect").with(plus("Forward-Headers-On-Redirect", "1")...),
		bad("/proxy/echo", "", 400, "invalid_headers", "retry-on").with(plus("Retry-On", "409, 423")...),
		bad("/proxy/echo", "", 400, "invalid_headers", "nango-activity-log-id").with(plus("Nango-Activity-Log-Id", long)...),
		bad("/proxy/echo", "", 400, "invalid_headers", "base-url-override").with("Connection-Id", "k1", "Provider-Config-Key", "keyed", "Base-Url-Override", "nowhere"),
		bad("/proxy/echo", "", 400, "invalid_headers", "provider-config-key").with("Connection-Id", "k1"),
		bad("/proxy/echo", "", 404, "unknown_provider_config", "").with("Connection-Id", "k1", "Provider-Config-Key", "none"),
		bad("/proxy/echo", "", 400, "server_error", "").with("Connection-Id", "none", "Provider-Config-Key", "keyed"),
		bad("/proxy/echo", "", 401, "missing_auth_header", "").with("Authorization", ""),
	}}}
}

// asking is the rule for another address.
func (r rule) asking(path string) rule {
	r.path = path
	return r
}
