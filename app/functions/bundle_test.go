package functions_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/compile"
	"patchbay/app/functions"
	"patchbay/app/nango"
)

// bundled is a function of the createFunction model.
func bundled(name, text string, edit ...func(*compile.Function)) *compile.Function {
	f := sent(compile.Action, name, text)
	f.Trigger = compile.TriggerNone
	for _, change := range edit {
		change(f)
	}
	return f
}

func bundleOf(list ...*compile.Function) functions.Deployment {
	return functions.Deployment{Functions: list, Bundle: true, Reconcile: true}
}

func (w *world) plan(d functions.Deployment) map[string][]string {
	w.t.Helper()
	plan, err := w.PlanDeployment(context.Background(), w.env, d)
	w.must(err)
	names := func(list []functions.Planned) (all []string) {
		for _, p := range list {
			all = append(all, p.Name)
		}
		slices.Sort(all)
		return all
	}
	return map[string][]string{"new": names(plan.New), "updated": names(plan.Updated), "unchanged": names(plan.Unchanged), "removed": names(plan.Removed)}
}

func (w *world) wantPlan(when string, d functions.Deployment, want map[string][]string) {
	w.t.Helper()
	got := w.plan(d)
	for key, names := range got {
		if !slices.Equal(names, want[key]) {
			w.t.Errorf("%s: %s is %v, want %v", when, key, names, want[key])
		}
	}
}

func TestBundlesReconcileTheirOwnModel(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("other")
	elsewhere := bundled("elsewhere", "one")
	elsewhere.Integration = "other"
	w.install(function(compile.Action, "mine"))
	w.deploy(functions.Deployment{Functions: []*compile.Function{sent(compile.Action, "older", "one")}, Reconcile: true})
	w.wantPlan("at first", bundleOf(bundled("a", "one"), bundled("b", "one"), elsewhere), map[string][]string{"new": {"a", "b", "elsewhere"}})
	w.deploy(bundleOf(bundled("a", "one"), bundled("b", "one"), elsewhere))
	all := map[string]string{"action/a": "1 deployed", "action/b": "1 deployed", "action/elsewhere": "1 deployed", "action/mine": "1.0.0", "action/older": "1 deployed"}
	w.wantInstalled("deployed", all)

	described := bundled("b", "one", func(f *compile.Function) { f.Description = "Now with words" })
	w.wantPlan("one changed", bundleOf(bundled("a", "one"), described), map[string][]string{"unchanged": {"a"}, "updated": {"b"}, "removed": {"elsewhere"}})
	only := bundleOf(bundled("a", "two"))
	only.Integration = "acme"
	w.wantPlan("one integration", only, map[string][]string{"updated": {"a"}, "removed": {"b"}})
	if done := w.deploy(only); len(done.Updated) != 1 || len(done.Removed) != 1 {
		t.Errorf("one integration: %+v", done)
	}
	delete(all, "action/b")
	all["action/a"] = "2 deployed"
	w.wantInstalled("one integration", all)
	if done := w.deploy(bundleOf(bundled("a", "two"), elsewhere)); !done.Empty() || len(done.Unchanged) != 2 {
		t.Errorf("the same again: %+v", done)
	}
	w.deploy(functions.Deployment{Functions: []*compile.Function{sent(compile.Action, "older", "one")}, Reconcile: true, Events: true})
	w.wantInstalled("after a deploy of the other model", all)
	w.deploy(bundleOf())
	w.wantInstalled("after an empty bundle", map[string]string{"action/mine": "1.0.0", "action/older": "1 deployed"})
}

func TestABundleWaitsBehindTheOpenFolder(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.install(function(compile.Action, "greet"))
	d := bundleOf(bundled("greet", "theirs"))
	d.Held = []functions.Ref{{Integration: "acme", Name: "greet", Type: compile.Action}}
	if done := w.deploy(d); !slices.Equal(done.Waiting, d.Held) {
		t.Errorf("deployed %+v", done)
	}
	w.wantInstalled("while the folder is open", map[string]string{"action/greet": "1.0.0"})
	w.wantPlan("sent again", d, map[string][]string{"unchanged": {"greet"}})
	w.must(w.RestoreDeployed(t.Context(), w.env))
	w.wantInstalled("when it is closed", map[string]string{"action/greet": "1.0.1 deployed"})
}

// A function's own limit holds for each connection by itself. Who waits gives up after thirty seconds, like any action.
func TestAFunctionLimitsItsRunsOnAConnection(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		w.connection("acme", "d")
		g := newGate()
		w.executor.set("one", g.run)
		w.deploy(bundleOf(bundled("one", "text", func(f *compile.Function) { f.PerConnection = 1 })))
		call := func(connection string) <-chan error {
			ended := make(chan error, 1)
			go func() {
				_, err := w.TriggerAction(context.Background(), w.env, functions.ActionInput{Integration: "acme", Connection: connection, Action: "one"})
				ended <- err
			}()
			synctest.Wait()
			return ended
		}
		first := call("c")
		<-g.began
		second := call("c")
		if r := w.last(); r.State != functions.Queued {
			t.Errorf("the second run on the connection is %s", r.State)
		}
		other := call("d")
		<-g.began // it has a place of its own
		if dry := w.dry("one", "action"); dry.State != functions.Running {
			t.Errorf("a dry run is %s", dry.State)
		}
		<-g.began
		time.Sleep(31 * time.Second) //nolint:forbidigo // the bubble's time
		wantCode(t, <-second, "action_script_failure")
		third := call("c")
		close(g.open)
		for _, ended := range []<-chan error{first, other, third} {
			if err := <-ended; err != nil {
				t.Errorf("a run failed: %v", err)
			}
		}
	})
}

func TestWebhooksReachFunctionsThatTakeThem(t *testing.T) {
	t.Parallel()
	w := begin(t)
	hears := func(subscriptions ...string) func(*compile.Function) {
		return func(f *compile.Function) { f.Trigger, f.WebhookSubscriptions = compile.TriggerHTTP, subscriptions }
	}
	w.deploy(bundleOf(bundled("all", "x", hears("*")), bundled("issues", "x", hears("issue")), bundled("called", "x")))
	w.sync("all", returns(``), hooked("*"))
	for _, name := range []string{"all", "issues", "called"} {
		w.executor.set(name, returns(`null`))
	}
	request := &nango.Request{Method: "POST", Path: "/webhook/x/acme"}
	in := functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Subscription: "issue", Payload: json.RawMessage(`{"id":1}`), Request: request}
	runs, err := w.RunWebhook(t.Context(), in)
	w.must(err)
	var got []string
	for _, r := range runs {
		got = append(got, r.Kind+" "+r.Function+" "+string(r.State))
	}
	if want := []string{"action all succeeded", "webhook all succeeded", "action issues succeeded"}; !slices.Equal(got, want) {
		t.Errorf("the event reached %v, want %v", got, want)
	}
	if targets, err := w.WebhookTargets(t.Context(), in); err != nil || !slices.Equal(targets, []string{"all", "issues"}) {
		t.Errorf("it would reach %v, %v", targets, err)
	}
	for _, r := range w.executor.runs() {
		if r.Kind == nango.KindAction && (string(r.Input) != `{"id":1}` || r.Request != request || r.Payload != nil || r.Deadline != time.Hour) {
			t.Errorf("the function was given %+v", r)
		}
	}
}
