package project_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/project"
)

func TestAnExportHasNoSecretsAndLeavesTheRestAlone(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	w.write(".env", "NANGO_SECRET_KEY_DEV=canary-key-123456")
	w.write("acme/tests/say.test.json", `{"input":{"name":"bob"},"output":{"said":"hello","path":"/bob"},"nango":{},"api":{"get":{"/bob":{"response":{"path":"/bob"},"status":200,"headers":{}}}}}`)
	out := filepath.Join(t.TempDir(), "exported")
	plan := must(w.ExportPlan(t.Context(), "", out))(t)
	var names []string
	for _, f := range plan.Files {
		if f.Change != project.Add {
			t.Errorf("%s would %s, want add", f.Path, f.Change)
		}
		names = append(names, f.Path)
	}
	for _, want := range []string{".env", ".gitignore", ".nango/.gitkeep", "acme/actions/say.ts", "acme/tests/say.test.json", "index.ts", "package.json", "tsconfig.json", "vitest.setup.ts"} {
		if !slices.Contains(names, want) {
			t.Errorf("the plan lacks %s: %v", want, names)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a plan wrote something")
	}
	must(w.Export(t.Context(), "", out))(t)
	env := must(os.ReadFile(filepath.Join(out, ".env")))(t)
	if strings.Contains(string(env), "canary") {
		t.Error("the key of .env left the machine")
	}
	var manifest struct{ DevDependencies map[string]string }
	check(t, json.Unmarshal(must(os.ReadFile(filepath.Join(out, "package.json")))(t), &manifest))
	if manifest.DevDependencies["vitest"] == "" || manifest.DevDependencies["nango"] == "" {
		t.Errorf("the exported folder cannot run its tests: it needs %v", manifest.DevDependencies)
	}
	check(t, os.WriteFile(filepath.Join(out, "mine.txt"), []byte("mine"), 0o600))
	check(t, os.WriteFile(filepath.Join(out, "index.ts"), []byte("// old\n"), 0o600))
	again := must(w.Export(t.Context(), "", out))(t)
	for _, f := range again.Files {
		if want := map[bool]string{true: project.Change, false: project.Same}[f.Path == "index.ts"]; f.Change != want {
			t.Errorf("the second time %s is %s, want %s", f.Path, f.Change, want)
		}
		if f.Path == "index.ts" && !strings.Contains(f.Diff, "-// old") {
			t.Errorf("the diff of index.ts is %q", f.Diff)
		}
	}
	if text, err := os.ReadFile(filepath.Join(out, "mine.txt")); err != nil || string(text) != "mine" {
		t.Errorf("a file of the user is gone: %v", err)
	}
	for _, wrong := range []string{w.dir, filepath.Dir(w.dir), filepath.Join(w.dir, "out")} {
		if _, err := w.Export(t.Context(), "", wrong); !fault.HasCode(err, "invalid_out") {
			t.Errorf("exporting to %s: %v, want invalid_out", wrong, err)
		}
	}
}

// A file that Patchbay wrote is written anew as long as its first line stays; without the line it is the user's, here and there. What
// the project lacks and the exported folder has is the user's too.
func TestAnExportKeepsWhatTheUserTookOver(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	const recording = `{"input":{"name":"bob"},"output":{"said":"hello","path":"/bob"},"nango":{},"api":{"get":{"/bob":{"response":{"path":"/bob"},"status":200,"headers":{}}}}}`
	const generated, marker = "acme/tests/acme-say.test.ts", "// Written by Patchbay, which writes it anew as long as this line stays.\n"
	w.write("acme/tests/say.test.json", recording)
	out := filepath.Join(t.TempDir(), "exported")
	there := func(name string) string {
		t.Helper()
		return string(must(os.ReadFile(filepath.Join(out, name)))(t))
	}
	put := func(name, text string) {
		t.Helper()
		check(t, os.WriteFile(filepath.Join(out, name), []byte(text), 0o600))
	}
	export := func() map[string]string {
		t.Helper()
		changes := map[string]string{}
		for _, f := range must(w.Export(t.Context(), "", out))(t).Files {
			changes[f.Path] = f.Change
		}
		return changes
	}
	export()
	fresh := there(generated)
	put(generated, marker+"// of an older Patchbay\n")
	mine := map[string]string{"vitest.setup.ts": "// my own\n", ".env": "NANGO_SECRET_KEY_DEV=mine\n", "package.json": `{"name":"mine","devDependencies":{"vitest":"4.0.0"}}`, "tsconfig.json": "{}"}
	for name, text := range mine {
		put(name, text)
	}
	changes := export()
	if got := there(generated); got != fresh || changes[generated] != project.Change {
		t.Errorf("the old test was not written anew (%s):\n%s", changes[generated], got)
	}
	for name, text := range mine {
		if got := there(name); got != text || changes[name] != project.Same {
			t.Errorf("%s (%s) became\n%s", name, changes[name], got)
		}
	}
	put("package.json", `{"name":"mine"}`)
	if export(); !strings.Contains(there("package.json"), `"name": "mine"`) || !strings.Contains(there("package.json"), `"vitest"`) {
		t.Errorf("the user's package.json became\n%s", there("package.json"))
	}
	put(generated, "// taken over\n")
	if changes := export(); there(generated) != "// taken over\n" || changes[generated] != project.Same {
		t.Errorf("the test that was taken over (%s) became\n%s", changes[generated], there(generated))
	}
	put(generated, fresh)
	w.write(generated, marker+"// old in the project\n")
	if export(); there(generated) != fresh {
		t.Errorf("the project's old test was handed on:\n%s", there(generated))
	}
	w.write(generated, "// taken over in the project\n")
	if export(); there(generated) != "// taken over in the project\n" {
		t.Errorf("the project's own test became\n%s", there(generated))
	}
}

// The official CLI refuses wrong types, so nothing with them leaves here.
func TestWrongTypesAreNotHandedOn(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	in := w.target(newServer(t))
	w.write("acme/actions/say.ts", "const n: number = 'text';\nvoid n;\n"+action("hello"))
	_, exporting := w.Export(t.Context(), "", filepath.Join(t.TempDir(), "out"))
	_, deploying := w.Deploy(t.Context(), in)
	for name, err := range map[string]error{"export": exporting, "deploy": deploying} {
		if !fault.HasCode(err, "project_broken") || !strings.Contains(err.Error(), "acme/actions/say.ts:1: Type 'string' is not assignable") {
			t.Errorf("%s: %v, want project_broken with file and line", name, err)
		}
	}
}

func (w *world) target(s *server) project.DeployInput {
	w.t.Helper()
	check(w.t, w.SaveTarget(w.t.Context(), "prod", s.URL, "key-of-the-server-1"))
	return project.DeployInput{Target: "prod", Mode: project.All}
}

func TestADeploySendsWhatAServerTakes(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	s := newServer(t)
	in := w.target(s)
	plan := must(w.DeployPlan(t.Context(), in))(t)
	if len(plan.Added) != 1 || plan.Added[0].Name != "say" || plan.Destructive() {
		t.Errorf("the plan is %+v, want one new action", plan)
	}
	if slices.Contains(s.calls, "POST /sync/deploy") {
		t.Error("a plan deployed")
	}
	done := must(w.Deploy(t.Context(), in))(t)
	if len(done) != 1 || done[0].Version != "1.0.0" {
		t.Errorf("deployed %+v", done)
	}
	var body struct {
		Flows []struct {
			Name string `json:"syncName"`
			File struct {
				JS string `json:"js"`
				TS string `json:"ts"`
			} `json:"fileBody"`
			Input  string          `json:"input"`
			Schema json.RawMessage `json:"models_json_schema"`
		} `json:"flowConfigs"`
		Mode      string  `json:"deployMode"`
		Reconcile bool    `json:"reconcile"`
		YAML      *string `json:"nangoYamlBody"`
		SDK       string  `json:"sdkVersion"`
		Source    string  `json:"source"`
	}
	check(t, json.Unmarshal(s.bodies["/sync/deploy"], &body))
	if len(body.Flows) != 1 || body.Mode != "all" || !body.Reconcile || body.YAML == nil || body.Source != "repo" || !strings.HasSuffix(body.SDK, "-zero") {
		t.Errorf("the deploy's body is %+v", body)
	}
	if f := body.Flows[0]; strings.Contains(f.File.JS, `require("nango")`) || !strings.Contains(f.File.TS, "createAction") || f.Input != "ActionInput_acme_say" {
		t.Errorf("the function is sent as %+v", f)
	}
	for _, key := range s.keys {
		if key != "Bearer key-of-the-server-1" {
			t.Errorf("a call carried %q", key)
		}
	}
}

func TestADeployThatDestroysMustBeConfirmed(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	s := newServer(t)
	s.confirmation = `{"deletedSyncs":[{"name":"old","providerConfigKey":"acme","connections":3}],"deletedModels":["Old"],"deletedOnEventScripts":[{"name":"bye","providerConfigKey":"acme"}]}`
	in := w.target(s)
	plan := must(w.DeployPlan(t.Context(), in))(t)
	if !plan.Destructive() || plan.Removed[0].Connections != 3 || len(plan.Disabled) != 1 || len(plan.Models) != 1 {
		t.Errorf("the plan is %+v", plan)
	}
	if _, err := w.Deploy(t.Context(), in); !fault.HasCode(err, "not_confirmed") || !strings.Contains(err.Error(), "2 functions and deletes the records of 1 model on") {
		t.Errorf("an unconfirmed deploy: %v, want not_confirmed", err)
	}
	if slices.Contains(s.calls, "POST /sync/deploy") {
		t.Fatal("it deployed all the same")
	}
	in.Confirmed = true
	must(w.Deploy(t.Context(), in))(t)
}

func TestWhatAServerRefusesIsTold(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	s := newServer(t)
	in := w.target(s)
	s.refuse = `{"error":{"code":"concurrent_deployment","message":"Another deploy is running"}}`
	if _, err := w.Deploy(t.Context(), in); !fault.HasCode(err, "deploy_refused") || !strings.Contains(err.Error(), "Another deploy is running") {
		t.Errorf("a refused deploy: %v", err)
	}
	s.integrations = nil
	if plan := must(w.DeployPlan(t.Context(), in))(t); !slices.Equal(plan.Missing, []string{"acme"}) {
		t.Errorf("missing integrations are %v, want acme", plan.Missing)
	}
	if _, err := w.DeployPlan(t.Context(), project.DeployInput{Target: "nobody", Mode: project.All}); !fault.HasCode(err, "unknown_target") {
		t.Errorf("an unknown server: %v", err)
	}
	if _, err := w.DeployPlan(t.Context(), project.DeployInput{Target: "prod", Mode: project.Single, Function: "nothing"}); !fault.HasCode(err, "nothing_to_deploy") {
		t.Errorf("an unknown function: %v", err)
	}
}

// A key belongs to one address: it never goes to another one that somebody writes under the same name.
func TestTheKeyOfAServerStaysWithItsAddress(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	in := w.target(newServer(t))
	stranger := newServer(t)
	check(t, w.SaveTarget(t.Context(), "prod", stranger.URL, ""))
	if _, err := w.DeployPlan(t.Context(), in); !fault.HasCode(err, "no_key") {
		t.Errorf("deploying to a new address without its key: %v, want no_key", err)
	}
	if len(stranger.calls) > 0 {
		t.Errorf("the stranger was called: %v", stranger.calls)
	}
	for _, wrong := range []string{"http://example.com", "ftp://x", "https://user:pw@example.com", "nonsense", "https://example.com?x=1"} {
		if err := w.SaveTarget(t.Context(), "x", wrong, "k"); !fault.HasCode(err, "invalid_url") {
			t.Errorf("the address %s: %v, want invalid_url", wrong, err)
		}
	}
}

func TestParity(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	w.write("acme/actions/say.ts", strings.Replace(action("hello"), "const response", "console.log('x');\n        await nango.log('quiet');\n        const response", 1))
	w.settled(func(s project.State) bool {
		return slices.ContainsFunc(w.Parity(), func(p project.Parity) bool { return p.Code == "console" })
	})
	var codes []string
	for _, p := range w.Parity() {
		codes = append(codes, p.Code)
		if p.Function != "acme/say" || p.Line == 0 {
			t.Errorf("%s has no place: %+v", p.Code, p)
		}
	}
	if !slices.Contains(codes, "log_level") {
		t.Errorf("the report is %v, want console and log_level", codes)
	}
}
