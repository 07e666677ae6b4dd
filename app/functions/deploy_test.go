package functions_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"patchbay/app/compile"
	"patchbay/app/functions"
)

// sent is a function without a version, whose text is that of its bundle.
func sent(kind compile.Type, name, text string) *compile.Function {
	return function(kind, name, func(f *compile.Function) { f.Version, f.Server, f.Source = "", text, text })
}

func (w *world) deploy(d functions.Deployment) functions.Deployed {
	w.t.Helper()
	done, err := w.Deploy(context.Background(), w.env, d)
	w.must(err)
	return done
}

// installed maps what is installed, as type/name, to version and whether it was deployed.
func (w *world) installed() map[string]string {
	w.t.Helper()
	all, err := w.Functions(context.Background(), w.env, functions.Filter{})
	w.must(err)
	found := map[string]string{}
	for _, f := range all {
		text := f.Version
		if f.Deployed {
			text += " deployed"
		}
		found[string(f.Type)+"/"+f.Name] = text
	}
	return found
}

func (w *world) wantInstalled(when string, want map[string]string) {
	w.t.Helper()
	got, _ := json.Marshal(w.installed())
	expected, _ := json.Marshal(want)
	if string(got) != string(expected) {
		w.t.Errorf("%s: installed %s, want %s", when, got, expected)
	}
}

func TestDeployedFunctionsStayAndRun(t *testing.T) {
	t.Parallel()
	w := begin(t)
	done := w.deploy(functions.Deployment{Functions: []*compile.Function{sent(compile.Action, "greet", "one"), sent(compile.OnEvent, "tidy", "one")}})
	if len(done.Added) != 2 || done.Versions[functions.Ref{Integration: "acme", Name: "greet", Type: compile.Action}] != "1" {
		t.Errorf("deployed %+v", done)
	}
	w.wantInstalled("at first", map[string]string{"action/greet": "1 deployed", "on-event/tidy": "0.0.1 deployed"})
	w.deploy(functions.Deployment{Functions: []*compile.Function{sent(compile.Action, "greet", "one")}})
	w.wantInstalled("unchanged", map[string]string{"action/greet": "1 deployed", "on-event/tidy": "0.0.1 deployed"})
	w.deploy(functions.Deployment{Functions: []*compile.Function{sent(compile.Action, "greet", "two")}})
	w.wantInstalled("changed", map[string]string{"action/greet": "2 deployed", "on-event/tidy": "0.0.1 deployed"})
	w.restart()
	w.executor.set("greet", returns(`{"hello":"you"}`))
	if out, err := w.trigger("greet", `{}`); err != nil || string(out) != `{"hello":"you"}` {
		t.Errorf("after a restart it answers %s, %v", out, err)
	}
}

// What a deploy deletes is what deploys brought; what a folder has is left alone, and the other way round.
func TestReconcilingDeletesOnlyWhatWasDeployed(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("other")
	elsewhere := sent(compile.Action, "elsewhere", "one")
	elsewhere.Integration = "other"
	w.install(function(compile.Action, "mine"))
	w.deploy(functions.Deployment{Functions: []*compile.Function{sent(compile.Action, "a", "one"), sent(compile.Sync, "s", "one"), sent(compile.OnEvent, "e", "one"), elsewhere}})
	all := map[string]string{"action/a": "1 deployed", "action/elsewhere": "1 deployed", "action/mine": "1.0.0", "on-event/e": "0.0.1 deployed", "sync/s": "1 deployed"}
	w.wantInstalled("deployed", all)
	w.install(function(compile.Action, "mine"))
	w.wantInstalled("after the folder's compile", all)

	for _, one := range []struct {
		name string
		d    functions.Deployment
		gone []string
	}{
		{"single", functions.Deployment{}, nil},
		{"nothing but on-events", functions.Deployment{Reconcile: true}, nil},
		{"one integration", functions.Deployment{Reconcile: true, Integration: "other", Functions: []*compile.Function{elsewhere}}, nil},
		{"on-events too", functions.Deployment{Reconcile: true, Integration: "other", Events: true, Functions: []*compile.Function{elsewhere}}, []string{"on-event/e"}},
		{"everything", functions.Deployment{Reconcile: true, Functions: []*compile.Function{elsewhere}}, []string{"action/a", "sync/s"}},
		{"a template", functions.Deployment{Reconcile: true, Origin: functions.OriginCatalog, Functions: []*compile.Function{sent(compile.Action, "b", "one")}}, nil},
	} {
		plan, err := w.PlanDeployment(t.Context(), w.env, one.d)
		w.must(err)
		var removed []string
		for _, p := range plan.Removed {
			removed = append(removed, string(p.Type)+"/"+p.Name)
		}
		slices.Sort(removed)
		if !slices.Equal(removed, one.gone) {
			t.Errorf("%s: the plan removes %v, want %v", one.name, removed, one.gone)
		}
		if slices.Contains(one.gone, "sync/s") && !slices.Equal(plan.Models, []string{"Issue"}) {
			t.Errorf("%s: the plan deletes the models %v", one.name, plan.Models)
		}
		w.deploy(one.d)
		for _, name := range one.gone {
			delete(all, name)
		}
		if one.d.Origin != "" {
			all["action/b"] = "1 deployed"
		}
		w.wantInstalled(one.name, all)
	}
}

func TestTheOpenFolderWins(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.install(function(compile.Action, "greet"))
	greet := functions.Ref{Integration: "acme", Name: "greet", Type: compile.Action}
	done := w.deploy(functions.Deployment{Functions: []*compile.Function{sent(compile.Action, "greet", "theirs")}, Held: []functions.Ref{greet}})
	if !slices.Equal(done.Waiting, []functions.Ref{greet}) || done.Versions[greet] != "1.0.1" {
		t.Errorf("deployed %+v", done)
	}
	w.wantInstalled("while the folder is open", map[string]string{"action/greet": "1.0.0"})
	w.must(w.RestoreDeployed(t.Context(), w.env))
	w.wantInstalled("when it is closed", map[string]string{"action/greet": "1.0.1 deployed"})
	w.install(function(compile.Action, "greet"))
	w.wantInstalled("when it is open again", map[string]string{"action/greet": "1.0.0"})
	w.install()
	w.wantInstalled("when the folder has it no more", map[string]string{"action/greet": "1.0.1 deployed"})
	w.must(w.Remove(t.Context(), w.env, greet, true))
	w.wantInstalled("removed", map[string]string{})
	w.must(w.RestoreDeployed(t.Context(), w.env))
	w.wantInstalled("removed for good", map[string]string{})
}

// What waits behind the open folder goes with a deploy that lacks it, too.
func TestAWaitingFunctionIsReconciled(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]functions.Deployment{
		"a deploy": {Functions: []*compile.Function{sent(compile.Action, "other", "one")}, Reconcile: true},
		"a bundle": bundleOf(bundled("other", "one")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t)
			w.install(function(compile.Action, "greet"))
			first := d
			first.Functions = append([]*compile.Function{sent(compile.Action, "greet", "theirs")}, d.Functions...)
			first.Functions[0].Trigger = d.Functions[0].Trigger
			first.Held = []functions.Ref{{Integration: "acme", Name: "greet", Type: compile.Action}}
			w.deploy(first)
			if got := w.plan(d)["removed"]; !slices.Equal(got, []string{"greet"}) {
				t.Errorf("the plan removes %v", got)
			}
			w.deploy(d)
			left := map[string]string{"action/greet": "1.0.0", "action/other": "1 deployed"}
			w.wantInstalled("while the folder is open", left)
			w.must(w.RestoreDeployed(t.Context(), w.env))
			w.wantInstalled("when it is closed", left)
		})
	}
}
