package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"
)

// bundled is a function of the createFunction model as the official command line sends it, changed by edit.
func bundled(name, js string, edit map[string]any) map[string]any {
	f := map[string]any{"name": name, "integrationId": "bench", "description": "Greets", "trigger": map[string]any{"kind": "none"},
		"requires":     map[string]any{"connection": true, "outbound": true, "invoke": false},
		"capabilities": map[string]any{"usesRecords": false, "usesCheckpoints": false, "usesMetadata": false, "usesOutbound": true, "usesInvoke": false},
		"limits":       map[string]any{"concurrency": map[string]any{"perConnection": "max"}}, "input_schema_ref": nil, "output_schema_ref": nil,
		"model_schema_refs": []any{}, "metadata_schema_ref": nil, "checkpoint_schema_ref": nil, "json_schema": map[string]any{"definitions": map[string]any{}},
		"fileBody": map[string]any{"js": js, "ts": "// the source of " + name}}
	maps.Copy(f, edit)
	return f
}

func bundleOf(functions ...any) map[string]any {
	return map[string]any{"reconciliationScope": map[string]any{"kind": "environment"}, "functions": append([]any{}, functions...)}
}

func bundleOfIntegration(key string, functions ...any) map[string]any {
	b := bundleOf(functions...)
	b["reconciliationScope"] = map[string]any{"kind": "integration", "integrationId": key}
	return b
}

const greetFunction = `exports.default = { type: "function", description: "Greets", trigger: { kind: "none" }, exec: async (nango, trigger) => ({
	greeting: "hello " + trigger.input.name, kind: trigger.kind, connection: trigger.connection, sends: typeof nango.get }) };`

const hearFunction = `exports.default = { type: "function", description: "Hears", trigger: { kind: "http", subscriptions: ["issue"] }, requires: { outbound: false },
	exec: async (nango, trigger) => ({ kind: trigger.kind, body: trigger.request.body, method: trigger.request.method, wanted: trigger.subscriptions, sends: typeof nango.get }) };`

// triggers runs an action of bench on c1 and returns its output.
func (st *stack) triggers(action string, input any) string {
	st.t.Helper()
	return st.expect(200, "POST", "/action/trigger", map[string]any{"action_name": action, "input": input}, "Provider-Config-Key", "bench", "Connection-Id", "c1").body
}

// changes sends a bundle and tells the answer as "created greet" and so on.
func (st *stack) changes(path string, bundle map[string]any) string {
	st.t.Helper()
	answer := st.expect(200, "POST", "/functions/deployments/bundle"+path, bundle).json(st.t).(map[string]any)
	var all []string
	for _, what := range []string{"created", "updated", "unchanged", "deleted"} {
		for _, each := range answer[what].([]any) {
			f := each.(map[string]any)
			all = append(all, what+" "+f["integrationId"].(string)+"/"+f["name"].(string))
		}
	}
	return strings.Join(all, ", ")
}

func TestABundleIsDeployedRunAndRemoved(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.startFunctions()
	object := map[string]any{"type": "object", "properties": map[string]any{"name": map[string]any{"type": "string"}}, "required": []string{"name"}}
	greet := bundled("greet", greetFunction, map[string]any{"input_schema_ref": "#/definitions/FunctionInput_bench_greet",
		"json_schema": map[string]any{"definitions": map[string]any{"FunctionInput_bench_greet": object}}})
	hear := bundled("hear", hearFunction, map[string]any{"trigger": map[string]any{"kind": "http", "subscriptions": []string{"issue"}}})
	step := func(when, path string, bundle map[string]any, want string) {
		t.Helper()
		if got := st.changes(path, bundle); got != want {
			t.Errorf("%s: %s, want %s", when, got, want)
		}
	}
	step("the first preview", "/preview", bundleOf(greet, hear), "created bench/greet, created bench/hear")
	st.expect(404, "GET", "/integrations/bench/functions/greet", nil)
	step("the first deploy", "", bundleOf(greet, hear), "created bench/greet, created bench/hear")

	if got, want := st.triggers("greet", map[string]any{"name": "Ada"}),
		`{"greeting":"hello Ada","kind":"invoke","connection":{"connectionId":"c1","integrationId":"bench"},"sends":"function"}`; got != want {
		t.Errorf("greet answers %s, want %s", got, want)
	}
	if got, want := st.triggers("hear", map[string]any{"id": 7}), `{"kind":"http","body":{"id":7},"method":"POST","wanted":["issue"],"sends":"undefined"}`; got != want {
		t.Errorf("hear answers %s, want %s", got, want)
	}
	listed := st.expect(200, "GET", "/integrations/bench/functions/greet", nil)
	for key, want := range map[string]string{"type": "action", "source": "repo", "input": "FunctionInput_bench_greet", "description": "Greets"} {
		if got := listed.at(t, "data", key); got != want {
			t.Errorf("its %s is %v, want %s", key, got, want)
		}
	}
	if got := st.expect(200, "GET", "/integrations/bench/functions/greet/code", nil).at(t, "code"); got != "// the source of greet" {
		t.Errorf("its code is %v", got)
	}
	if a := st.ask("DELETE", "/integrations/bench/functions/greet?type=action", nil); a.status != 400 || a.code() != "function_managed_by_deploy" {
		t.Errorf("deleting it alone: %d %s", a.status, a.body)
	}

	step("nothing new", "", bundleOf(greet, hear), "unchanged bench/greet, unchanged bench/hear")
	if got := st.expect(200, "GET", "/integrations/bench/functions/greet", nil).body; got != listed.body {
		t.Errorf("an unchanged function became %s", got)
	}
	greet["fileBody"] = map[string]any{"js": strings.ReplaceAll(greetFunction, "hello", "good day"), "ts": "// newer"}
	step("a change previewed", "/preview", bundleOf(greet), "updated bench/greet, deleted bench/hear")
	step("a change", "", bundleOf(greet), "updated bench/greet, deleted bench/hear")
	if got := st.triggers("greet", map[string]any{"name": "Bo"}); !strings.Contains(got, `"good day Bo"`) {
		t.Errorf("after the change it answers %s", got)
	}
	st.expect(404, "GET", "/integrations/bench/functions/hear", nil)
	step("everything away", "", bundleOfIntegration("bench"), "deleted bench/greet")
	step("nothing left", "", bundleOf(), "")
}

// A deploy of one model must not delete what a deploy of the other brought: the command line cannot send both at once.
func TestBundlesAndOtherDeploysLeaveEachOtherAlone(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.startFunctions()
	flow := map[string]any{"type": "action", "syncName": "older", "providerConfigKey": "bench", "models": []string{}, "runs": nil,
		"fileBody": map[string]any{"js": `exports.default = { type: "action", exec: async () => "older" };`, "ts": ""}}
	flows := map[string]any{"flowConfigs": []any{flow}, "deployMode": "all", "reconcile": true, "debug": false, "nangoYamlBody": "", "sdkVersion": "0.71.10-zero"}
	st.expect(200, "POST", "/sync/deploy", flows)
	if got := st.changes("", bundleOf(bundled("greet", greetFunction, nil))); got != "created bench/greet" {
		t.Errorf("the bundle: %s", got)
	}
	st.expect(200, "POST", "/sync/deploy", flows)
	st.triggers("greet", map[string]any{"name": "Ada"})
	if got := st.changes("", bundleOf()); got != "deleted bench/greet" {
		t.Errorf("an empty bundle: %s", got)
	}
	if got := st.triggers("older", nil); got != `"older"` {
		t.Errorf("the older action answers %s", got)
	}
	if got := st.changes("", bundleOf(bundled("older", greetFunction, nil))); got != "updated bench/older" {
		t.Errorf("a function that takes an action's place: %s", got)
	}
	if got := st.triggers("older", map[string]any{"name": "Ada"}); !strings.Contains(got, "hello Ada") {
		t.Errorf("it answers %s", got)
	}
}

func TestBundlesAreRefused(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	st.startFunctions()
	one := func(edit map[string]any) map[string]any { return bundleOf(bundled("f", greetFunction, edit)) }
	without := func(key string) map[string]any {
		f := bundled("f", greetFunction, nil)
		delete(f, key)
		return bundleOf(f)
	}
	limit := func(n any) map[string]any {
		return one(map[string]any{"limits": map[string]any{"concurrency": map[string]any{"perConnection": n}}})
	}
	requires := func(connection, invoke bool) map[string]any {
		return one(map[string]any{"requires": map[string]any{"connection": connection, "outbound": true, "invoke": invoke}})
	}
	scope := func(s map[string]any) map[string]any { b := one(nil); b["reconciliationScope"] = s; return b }
	for name, row := range map[string]struct {
		body   map[string]any
		status int
		code   string
		about  string // in the answer
	}{
		"no scope":                       {map[string]any{"functions": []any{}}, 400, "invalid_body", "reconciliationScope"},
		"a scope of another kind":        {scope(map[string]any{"kind": "account"}), 400, "invalid_body", "kind"},
		"a scope without its key":        {scope(map[string]any{"kind": "integration"}), 400, "invalid_body", "integrationId"},
		"a scope with a key too many":    {scope(map[string]any{"kind": "environment", "integrationId": "bench"}), 400, "invalid_body", "integrationId"},
		"a scope that does not exist":    {bundleOfIntegration("nowhere"), 404, "integration_not_found", "nowhere"},
		"a function of no integration":   {one(map[string]any{"integrationId": "nowhere"}), 404, "integration_not_found", "nowhere"},
		"a function out of the scope":    {bundleOfIntegration("bench", bundled("f", greetFunction, map[string]any{"integrationId": "other"})), 400, "invalid_body", "integrationId"},
		"a function twice":               {bundleOf(bundled("f", greetFunction, nil), bundled("f", greetFunction, nil)), 400, "invalid_body", "twice"},
		"a name with a blank":            {bundleOf(bundled("a b", greetFunction, nil)), 400, "invalid_body", "name"},
		"an unknown key":                 {one(map[string]any{"version": "1"}), 400, "invalid_body", "version"},
		"no code":                        {without("fileBody"), 400, "invalid_body", "fileBody"},
		"no limits":                      {without("limits"), 400, "invalid_body", "limits"},
		"no reference":                   {without("input_schema_ref"), 400, "invalid_body", "input_schema_ref"},
		"a reference to nothing":         {one(map[string]any{"output_schema_ref": "#/definitions/Out"}), 400, "invalid_body", "output_schema_ref"},
		"a limit of nothing":             {limit(0), 400, "invalid_body", "perConnection"},
		"a limit of some":                {limit("some"), 400, "invalid_body", "perConnection"},
		"a limit of a half":              {limit(1.5), 400, "invalid_body", "perConnection"},
		"a trigger of another kind":      {one(map[string]any{"trigger": map[string]any{"kind": "moon"}}), 400, "invalid_body", "kind"},
		"a frequency that is none":       {one(map[string]any{"trigger": map[string]any{"kind": "schedule", "frequency": "often"}}), 400, "invalid_body", "frequency"},
		"a schedule":                     {one(map[string]any{"trigger": map[string]any{"kind": "schedule", "frequency": "every hour"}}), 501, "not_implemented", "schedule"},
		"an event":                       {one(map[string]any{"trigger": map[string]any{"kind": "event", "events": []string{"validate-connection"}}}), 501, "not_implemented", "event"},
		"webhooks that are waited for":   {one(map[string]any{"trigger": map[string]any{"kind": "http", "debounce": map[string]any{}}}), 501, "not_implemented", "waits"},
		"no connection":                  {requires(false, false), 501, "not_implemented", "connection"},
		"a function that invokes others": {requires(true, true), 501, "not_implemented", "invokes"},
		"records":                        {one(map[string]any{"model_schema_refs": []string{"#/definitions/M"}}), 501, "not_implemented", "records"},
	} {
		for _, path := range []string{"/functions/deployments/bundle", "/functions/deployments/bundle/preview"} {
			if a := st.ask("POST", path, row.body); a.status != row.status || a.code() != row.code || !strings.Contains(a.body, row.about) {
				t.Errorf("%s to %s: %d %s, want %d %s about %s", name, path, a.status, a.body, row.status, row.code, row.about)
			}
		}
	}
	escape := bundleOf(bundled("f", `exports.default = { type: "function", exec: () => (() => 1).constructor("return this")() };`, nil))
	if a := st.ask("POST", "/functions/deployments/bundle", escape); a.status != 400 || a.code() != "deploy_script_security_rejected" {
		t.Errorf("a way out of the sandbox: %d %s", a.status, a.body)
	}
	if list := st.expect(200, "GET", "/integrations/bench/functions", nil).at(t, "data").([]any); len(list) != 0 {
		t.Errorf("refused bundles left %v", list)
	}
}

// A function that allows one run a connection lets the second wait; the checkpoint shows that they did not overlap.
func TestALimitOfAFunctionLetsRunsWait(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.startFunctions()
	count := `exports.default = { type: "function", trigger: { kind: "none" }, exec: async (nango) => {
		const { n = 0 } = (await nango.getCheckpoint()) ?? {};
		for (let i = 0; i < 20; i++) await nango.getMetadata();
		await nango.saveCheckpoint({ n: n + 1 });
		return n + 1; } };`
	st.changes("", bundleOf(bundled("count", count, map[string]any{"limits": map[string]any{"concurrency": map[string]any{"perConnection": 1}}})))
	const runs = 6
	answers := make(chan string, runs)
	for range runs {
		go func() {
			a := st.ask("POST", "/action/trigger", map[string]any{"action_name": "count"}, "Provider-Config-Key", "bench", "Connection-Id", "c1")
			answers <- a.body
		}()
	}
	seen := map[string]bool{}
	for range runs {
		seen[<-answers] = true
	}
	for n := 1; n <= runs; n++ {
		if text, _ := json.Marshal(n); !seen[string(text)] {
			t.Errorf("no run counted to %d: %s", n, fmt.Sprint(seen))
		}
	}
}

// A function with the trigger http runs for a provider's webhook that it subscribes to, and sees it without its secrets.
func TestAFunctionOfABundleHearsWebhooks(t *testing.T) {
	t.Parallel()
	st, port := hooked(t)
	st.startFunctions()
	keep := func(key string) string {
		return `exports.default = { type: "function", trigger: { kind: "http", subscriptions: ["*"] }, exec: async (nango, t) => nango.updateMetadata({ ` + key + `: {
			kind: t.kind, title: t.input.data.title, same: JSON.stringify(t.request.body) === JSON.stringify(t.input), method: t.request.method, path: t.request.path,
			type: t.request.headers["content-type"], page: t.request.query.page, wanted: t.subscriptions, connection: t.connection } }) };`
	}
	hears := func(name string, subscriptions ...string) map[string]any {
		return bundled(name, keep(name), map[string]any{"integrationId": "linear", "trigger": map[string]any{"kind": "http", "subscriptions": subscriptions}})
	}
	st.changes("", bundleOf(hears("issues", "Issue"), hears("comments", "Comment"), hears("all", "*")))
	path := st.hookPath("linear")
	if a := hook(t, "POST", port+path+"?page=2", linearBody, "Content-Type", "application/json", "Linear-Signature", signed("webhook-secret-1", linearBody)); a.status != 200 {
		t.Fatalf("the webhook: %d %s", a.status, a.body)
	}
	metadata := map[string]any{}
	for end := time.Now().Add(30 * time.Second); metadata["issues"] == nil || metadata["all"] == nil; {
		if time.Now().After(end) {
			t.Fatalf("the functions do not run: %v, %v", metadata, st.inbox())
		}
		metadata = st.expect(200, "GET", "/connections/me?provider_config_key=linear", nil).at(t, "metadata").(map[string]any)
	}
	want := fmt.Sprintf(`{"connection":{"connectionId":"me","integrationId":"linear"},"kind":"http","method":"POST","page":"2","path":%q,"same":true,`+
		`"title":"Sink leaks","type":"application/json","wanted":["*"]}`, path)
	if got, _ := json.Marshal(metadata["issues"]); string(got) != want {
		t.Errorf("the function saw %s, want %s", got, want)
	}
	if jobs := st.inbox(); metadata["comments"] != nil {
		t.Errorf("a function ran that did not ask for it: %v", jobs)
	}
}
