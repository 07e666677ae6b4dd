package api_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"patchbay/app/compile"
	"patchbay/app/deploy"
)

// TestDeploysAnswerAsRecorded replays what the official command line sent and compares the answers, then calls what was
// deployed. The recording cuts the bundles off, so they are made again from the TypeScript beside them.
func TestDeploysAnswerAsRecorded(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.runFunctions("bench")
	for _, name := range []string{"cli-deploy-02", "cli-deploy-03"} {
		g := loadGolden(t, name)
		st.fillBundles(g.Request.Body.(map[string]any))
		a := st.replay(g, "")
		t.Run(name, func(t *testing.T) { compareAnswer(t, g, a) })
	}
	if f := st.guiFunction("action", "noop"); f["deployed"] != false || f["waiting"] != true {
		t.Errorf("while the folder is open: %v", f)
	}
	st.expect(204, "DELETE", "/patchbay/project", nil)
	if f := st.guiFunction("action", "noop"); f["deployed"] != true || f["state"] != "ready" {
		t.Errorf("when the folder is closed: %v", f)
	}
	a := st.expect(200, "POST", "/action/trigger", map[string]any{"action_name": "noop", "input": map[string]any{"name": "Ada"}}, "Provider-Config-Key", "bench", "Connection-Id", "c1")
	if a.body != `{"greeting":"hello Ada"}` {
		t.Errorf("the deployed action answers %s", a.body)
	}
	if a := st.expect(200, "GET", "/scripts/config", nil); !strings.Contains(a.body, `"sdk_version":"`+loadGolden(t, "cli-deploy-03").Request.Body.(map[string]any)["sdkVersion"].(string)+`"`) {
		t.Errorf("it does not tell what deployed it: %s", a.body)
	}
	st.expect(200, "POST", "/sync/start", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "syncs": []string{"fill"}})
	for end := time.Now().Add(30 * time.Second); st.finished("fill", "c1") == 0; {
		if time.Now().After(end) {
			t.Fatal("the deployed sync does not run")
		}
	}
	if records := st.expect(200, "GET", "/records?model=BenchRecord", nil, "Provider-Config-Key", "bench", "Connection-Id", "c1").at(t, "records").([]any); len(records) != 100 {
		t.Errorf("the deployed sync saved %d records", len(records))
	}
}

func (st *stack) guiFunction(kind, name string) map[string]any {
	st.t.Helper()
	return st.expect(200, "GET", "/patchbay/functions/bench/"+kind+"/"+name, nil).at(st.t, "data").(map[string]any)
}

// fillBundles puts whole bundles into a recorded deploy.
func (st *stack) fillBundles(body map[string]any) {
	st.t.Helper()
	for _, each := range body["flowConfigs"].([]any) {
		flow := each.(map[string]any)
		file := flow["fileBody"].(map[string]any)
		f, err := st.deploy.Compile(st.t.Context(), deploy.OneFile(flow["providerConfigKey"].(string), flow["syncName"].(string),
			compile.Type(flow["type"].(string)), file["ts"].(string)))
		must(st.t, err)
		file["js"] = f.Server
	}
}

// startFunctions lets functions run without a folder.
func (st *stack) startFunctions() {
	st.t.Helper()
	ctx := st.t.Context()
	must(st.t, st.pool.Start(ctx))
	st.t.Cleanup(st.pool.Stop)
	must(st.t, st.functions.Start(ctx))
}

const greetCode = `import { createAction } from 'nango';
import * as z from 'zod';
export default createAction({
    description: 'Greets', version: '1.0.0', input: z.object({ name: z.string() }), output: z.object({ greeting: z.string() }),
    exec: async (_nango, input) => ({ greeting: 'hello ' + input.name })
});
`

func TestCodeIsCompiledTriedAndDeployed(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.startFunctions()
	compiled := st.expect(200, "POST", "/functions/compile", map[string]any{"code": greetCode})
	if text := compiled.at(t, "bundled_js").(string); !strings.Contains(text, "hello ") || fmt.Sprint(compiled.at(t, "bundle_size_bytes")) != itoa(len(text)) {
		t.Errorf("compiled %.300s", compiled.body)
	}
	if a := st.ask("POST", "/functions/compile", map[string]any{"code": "export default createAction({"}); a.status != 400 || a.code() != "compilation_error" || !strings.Contains(a.body, "function.ts:1:") {
		t.Errorf("broken code: %d %s", a.status, a.body)
	}

	trial := map[string]any{"integration_id": "bench", "function_type": "action", "code": greetCode, "connection_id": "c1", "input": map[string]any{"name": "Ada"}}
	done := st.job("/functions/dryruns", trial)
	if done["status"] != "success" || fmt.Sprint(done["result"]) != "map[greeting:hello Ada]" {
		t.Errorf("the dry run is %v", done)
	}
	failing := maps.Clone(trial)
	failing["code"] = strings.Replace(greetCode, "({ greeting: 'hello ' + input.name })", "{ throw new Error('on purpose') }", 1)
	if done := st.job("/functions/dryruns", failing); done["status"] != "failed" || done["error"].(map[string]any)["code"] != "dryrun_error" {
		t.Errorf("the failing dry run is %v", done)
	}
	if a := st.expect(200, "GET", "/integrations/bench/functions", nil); len(a.at(t, "data").([]any)) != 0 {
		t.Errorf("a dry run installed something: %s", a.body)
	}

	single := map[string]any{"type": "function", "integration_id": "bench", "function_name": "greet", "function_type": "action", "code": greetCode}
	if done := st.job("/functions/deployments", single); done["status"] != "success" || fmt.Sprint(done["deployed_functions"]) != "[map[name:greet version:1.0.0]]" {
		t.Errorf("the deployment is %v", done)
	}
	if a := st.expect(200, "GET", "/integrations/bench/functions/greet", nil); a.at(t, "data", "source") != "standalone" {
		t.Errorf("deployed as %s", a.body)
	}
	if a := st.expect(200, "POST", "/action/trigger", map[string]any{"action_name": "greet", "input": map[string]any{"name": "Bo"}}, "Provider-Config-Key", "bench", "Connection-Id", "c1"); a.body != `{"greeting":"hello Bo"}` {
		t.Errorf("it answers %s", a.body)
	}
	st.expect(200, "DELETE", "/integrations/bench/functions/greet?type=action", nil)
	st.expect(404, "GET", "/integrations/bench/functions/greet", nil)
}

// What was deployed for an integration keeps its new name, and does not come back with another one of the old name.
func TestDeployedFunctionsGoWithTheirIntegration(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("bench", "private-api-basic", nil)
	st.startFunctions()
	single := map[string]any{"type": "function", "integration_id": "bench", "function_name": "greet", "function_type": "action", "code": greetCode}
	if done := st.job("/functions/deployments", single); done["status"] != "success" {
		t.Fatalf("the deployment is %v", done)
	}
	st.expect(200, "PATCH", "/integrations/bench", map[string]any{"unique_key": "moved"})
	st.expect(200, "GET", "/integrations/moved/functions/greet", nil)
	st.integration("bench", "private-api-basic", nil)
	if a := st.expect(200, "GET", "/integrations/bench/functions", nil); len(a.at(t, "data").([]any)) != 0 {
		t.Errorf("a new integration of the old name has %s", a.body)
	}
	st.connection("moved", "one", map[string]any{"type": "BASIC", "username": "u", "password": "a-long-enough-password"})
	if a := st.expect(200, "POST", "/action/trigger", map[string]any{"action_name": "greet", "input": map[string]any{"name": "Bo"}}, "Provider-Config-Key", "moved", "Connection-Id", "one"); a.body != `{"greeting":"hello Bo"}` {
		t.Errorf("it answers %s", a.body)
	}
	st.expect(200, "DELETE", "/integrations/moved", nil)
	st.integration("moved", "private-api-basic", nil)
	st.expect(404, "GET", "/integrations/moved/functions/greet", nil)
}

// job starts a job and returns its end.
func (st *stack) job(path string, body map[string]any) map[string]any {
	st.t.Helper()
	id := st.expect(202, "POST", path, body).at(st.t, "id").(string)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		job := st.expect(200, "GET", path+"/"+id, nil).json(st.t).(map[string]any)
		if job["status"] == "success" || job["status"] == "failed" {
			return job
		}
	}
	st.t.Fatalf("%s does not end", path)
	return nil
}

func TestDeployRoutesRefuse(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.startFunctions()
	flow := func(edit map[string]any) map[string]any {
		one := map[string]any{"type": "sync", "syncName": "s", "providerConfigKey": "bench", "models": []string{"M"}, "runs": "every hour", "fileBody": map[string]any{"js": "exports.x = 1", "ts": ""},
			"models_json_schema": map[string]any{"definitions": map[string]any{"M": map[string]any{}}}}
		maps.Copy(one, edit)
		return map[string]any{"flowConfigs": []any{one}, "reconcile": true, "debug": false, "sdkVersion": "0.71.10-zero"}
	}
	with := func(key string, value any) map[string]any { b := flow(nil); b[key] = value; return b }
	event := func(kind string) map[string]any {
		return map[string]any{"name": "told", "event": kind, "fileBody": map[string]any{"js": "exports.x = 1", "ts": ""}}
	}
	for name, one := range map[string]struct {
		path    string
		body    map[string]any
		headers []string
		status  int
		code    string
	}{
		"an unknown key":            {"/sync/deploy/confirmation", with("nangoYamlBody", ""), nil, 400, "invalid_body"},
		"no version":                {"/sync/deploy/confirmation", with("sdkVersion", "1"), nil, 400, "invalid_body"},
		"one name for two events":   {"/sync/deploy", with("onEventScriptsByProvider", []any{map[string]any{"providerConfigKey": "bench", "scripts": []any{event("validate-connection"), event("pre-connection-deletion")}}}), nil, 400, "invalid_body"},
		"a model without a name":    {"/sync/deploy/confirmation", flow(map[string]any{"models": []string{""}}), nil, 400, "invalid_body"},
		"a long group":              {"/sync/deploy", flow(map[string]any{"endpoints": []any{map[string]any{"method": "GET", "path": "/x", "group": strings.Repeat("g", 65)}}}), nil, 400, "invalid_body"},
		"a method of nobody":        {"/sync/deploy", flow(map[string]any{"endpoints": []any{map[string]any{"method": "FETCH", "path": "/x"}}}), nil, 400, "invalid_body"},
		"a long subscription":       {"/sync/deploy", flow(map[string]any{"webhookSubscriptions": []string{strings.Repeat("s", 256)}}), nil, 400, "invalid_body"},
		"the YAML format":           {"/sync/deploy/confirmation", with("sdkVersion", "0.60.0-yaml"), nil, 400, "unsupported_sdk_version"},
		"an unknown mode":           {"/sync/deploy/confirmation", with("deployMode", "some"), nil, 400, "invalid_body"},
		"no yaml text in a deploy":  {"/sync/deploy", flow(nil), nil, 400, "invalid_body"},
		"an unknown integration":    {"/sync/deploy/confirmation", flow(map[string]any{"providerConfigKey": "nowhere"}), nil, 400, "unknown_provider_config"},
		"a bad name":                {"/sync/deploy/confirmation", flow(map[string]any{"syncName": "a b"}), nil, 400, "invalid_body"},
		"a bad frequency":           {"/sync/deploy/confirmation", flow(map[string]any{"runs": "often"}), nil, 400, "invalid_body"},
		"a model without schema":    {"/sync/deploy/confirmation", flow(map[string]any{"models": []string{"N"}}), nil, 400, "invalid_body"},
		"deletes of an incremental": {"/sync/deploy/confirmation", flow(map[string]any{"sync_type": "incremental", "track_deletes": true}), nil, 400, "invalid_body"},
		"an old command line":       {"/sync/deploy/confirmation", flow(nil), []string{"User-Agent", "nango-cli/0.39.24 (linux)"}, 400, "invalid_cli_version"},
		"a way out of the sandbox": {"/sync/deploy", func() map[string]any {
			b := flow(map[string]any{"fileBody": map[string]any{"js": "(()=>1).constructor('x')()", "ts": ""}})
			b["nangoYamlBody"] = ""
			return b
		}(), nil, 400, "deploy_script_security_rejected"},
		"a query":                    {"/sync/deploy/confirmation?x=1", flow(nil), nil, 400, "invalid_query_params"},
		"a trial of nothing":         {"/functions/dryruns", map[string]any{"integration_id": "nowhere", "function_type": "action", "code": "x", "connection_id": "c1"}, nil, 404, "integration_not_found"},
		"a trial with nobody":        {"/functions/dryruns", map[string]any{"integration_id": "bench", "function_type": "action", "code": "x", "connection_id": "c9"}, nil, 404, "connection_not_found"},
		"a template of nobody":       {"/functions/deployments", map[string]any{"type": "template", "integration_id": "bench", "template": "none"}, nil, 404, "template_not_found"},
		"a deployment of no kind":    {"/functions/deployments", map[string]any{"type": "other", "integration_id": "bench"}, nil, 400, "invalid_body"},
		"a bundle for nobody":        {"/functions/deployments/bundle/preview", map[string]any{"reconciliationScope": map[string]any{"kind": "integration", "integrationId": "nowhere"}, "functions": []any{}}, nil, 404, "integration_not_found"},
		"an invocation of nothing":   {"/functions/invocations", map[string]any{"connection_id": "c1", "integration_id": "bench", "name": "f", "invocation_type": "wait"}, nil, 404, "unknown_function"},
		"an invocation with no one":  {"/functions/invocations", map[string]any{"connection_id": "c9", "integration_id": "bench", "name": "f", "invocation_type": "wait"}, nil, 404, "connection_not_found"},
		"an invocation of some kind": {"/functions/invocations", map[string]any{"connection_id": "c1", "integration_id": "bench", "name": "f", "invocation_type": "maybe"}, nil, 400, "invalid_body"},
	} {
		if a := st.ask("POST", one.path, one.body, one.headers...); a.status != one.status || a.code() != one.code {
			t.Errorf("%s: %d %s, want %d %s", name, a.status, a.body, one.status, one.code)
		}
	}
	if a := st.ask("POST", "/sync/deploy/confirmation", with("sdkVersion", "0.60.0-yaml")); !strings.Contains(a.body, "nango migrate-to-zero-yaml") {
		t.Errorf("the refusal of the YAML format does not say what to do: %s", a.body)
	}
	for path, code := range map[string]string{"/functions/dryruns/x": "dryrun_not_found", "/functions/deployments/x": "deployment_not_found"} {
		if a := st.ask("GET", path, nil); a.status != 404 || a.code() != code {
			t.Errorf("GET %s: %d %s", path, a.status, a.body)
		}
	}
	if a := st.expect(200, "POST", "/functions/deployments/bundle/preview", map[string]any{"reconciliationScope": map[string]any{"kind": "environment"}, "functions": []any{}}); a.body != `{"created":[],"updated":[],"unchanged":[],"deleted":[]}` {
		t.Errorf("an empty bundle: %s", a.body)
	}
}

func TestSmallRoutesOfTheRoot(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	if a := st.ask("GET", "/providers.json", nil, "Authorization", ""); a.status != 200 || a.at(t, "github", "auth_mode") != "OAUTH2" {
		t.Errorf("providers.json: %d %.200s", a.status, a.body)
	}
	if a := st.ask("GET", "/env.js", nil, "Authorization", ""); a.status != 200 || !strings.HasPrefix(a.body, "window._env = {") || !strings.Contains(a.body, st.url) {
		t.Errorf("env.js: %d %s", a.status, a.body)
	}
	if a := st.ask("POST", "/cli/telemetry", map[string]any{"event": "x"}, "Authorization", ""); a.status != 204 {
		t.Errorf("telemetry: %d %s", a.status, a.body)
	}
}

const tidyCode = `import { createOnEvent } from 'nango';
export default createOnEvent({ description: 'Tidies up', event: 'pre-connection-deletion', exec: async (nango) => { await nango.log('tidy'); } });
`

// TestAConfirmationTellsWhatADeployDeletes deploys an action and an on-event function, and then nothing of them.
func TestAConfirmationTellsWhatADeployDeletes(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	st.startFunctions()
	js := func(kind compile.Type, code string) map[string]any {
		f, err := st.deploy.Compile(t.Context(), deploy.OneFile("bench", "f", kind, code))
		must(t, err)
		return map[string]any{"js": f.Server, "ts": code}
	}
	action := func(name string) map[string]any {
		return map[string]any{"type": "action", "syncName": name, "providerConfigKey": "bench", "models": []string{}, "runs": nil, "fileBody": js(compile.Action, greetCode), "version": ""}
	}
	events := func(names ...string) []any {
		scripts := []any{}
		for _, name := range names {
			scripts = append(scripts, map[string]any{"name": name, "event": "pre-connection-deletion", "fileBody": js(compile.OnEvent, tidyCode)})
		}
		return []any{map[string]any{"providerConfigKey": "bench", "scripts": scripts}, map[string]any{"providerConfigKey": "nowhere", "scripts": scripts}}
	}
	body := func(reconcile bool, flows []any, on any) map[string]any {
		b := map[string]any{"flowConfigs": flows, "deployMode": "all", "reconcile": reconcile, "debug": false, "sdkVersion": "0.71.10-zero"}
		if on != nil {
			b["onEventScriptsByProvider"] = on
		}
		if reconcile {
			b["nangoYamlBody"] = ""
		}
		return b
	}
	answer := st.expect(200, "POST", "/sync/deploy", body(true, []any{action("greet"), action("old")}, events("tidy")))
	if want := `[{"name":"greet","models":[],"version":"1","providerConfigKey":"bench","type":"action"},{"name":"old","models":[],"version":"1","providerConfigKey":"bench","type":"action"}]`; answer.body != want {
		t.Errorf("deployed %s", answer.body)
	}
	plan := st.expect(200, "POST", "/sync/deploy/confirmation", body(false, []any{action("greet")}, events()))
	for key, want := range map[string]string{
		"updatedActions": "[map[name:greet providerConfigKey:bench]]", "deletedActions": "[map[name:old providerConfigKey:bench]]",
		"deletedOnEventScripts": "[map[event:pre-connection-deletion name:tidy providerConfigKey:bench]]", "newActions": "[]",
	} {
		if got := fmt.Sprint(plan.at(t, key)); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	st.expect(200, "POST", "/sync/deploy", body(true, []any{action("greet")}, nil))
	if a := st.expect(200, "GET", "/integrations/bench/functions", nil); strings.Contains(a.body, `"old"`) || !strings.Contains(a.body, `"tidy"`) {
		t.Errorf("without a word on on-event functions there is %s", a.body)
	}
	st.expect(200, "POST", "/sync/deploy", body(true, []any{action("greet")}, []any{}))
	if a := st.expect(200, "GET", "/integrations/bench/functions", nil); strings.Contains(a.body, `"tidy"`) || !strings.Contains(a.body, `"greet"`) {
		t.Errorf("with none of them there is %s", a.body)
	}
	if a := st.expect(200, "POST", "/sync/deploy", body(true, []any{}, nil)); a.body != "[]" {
		t.Errorf("an empty deploy answers %s", a.body)
	}
	st.expect(200, "GET", "/integrations/bench/functions/greet", nil)
}
