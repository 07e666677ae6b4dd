package functions_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"patchbay/app/compile"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/script/bundle"
)

func names(refs []functions.Ref) []string {
	var list []string
	for _, r := range refs {
		list = append(list, r.Name)
	}
	slices.Sort(list)
	return list
}

func TestInstall(t *testing.T) {
	t.Parallel()
	w := begin(t)
	hints := w.bus.Subscribe()
	defer hints.Close()
	schema := json.RawMessage("{\"definitions\": {\"A\":{\"description\":\"a < b\"}}}")
	rich := function(compile.Sync, "issues", hooked("*"), func(f *compile.Function) {
		f.JSONSchema, f.Endpoints = schema, []compile.Endpoint{{Method: "GET", Path: "/issues"}}
		f.Scopes, f.AutoStart, f.Inputs = []string{"repo"}, true, []string{"acme/helper.ts"}
	})
	change := w.install(rich, function(compile.Action, "create"), function(compile.OnEvent, "hello", func(f *compile.Function) { f.Event = functions.EventCreated }))
	if len(change.Added) != 3 || !slices.Equal(names(change.Added), []string{"create", "hello", "issues"}) || w.told.changed != 1 || (<-hints.C).Topic != event.Functions {
		t.Errorf("%+v", change)
	}
	got, err := w.Function(t.Context(), w.env, "acme", "issues", compile.Sync)
	w.must(err)
	if string(got.JSONSchema) != string(schema) || !got.Enabled || got.Origin != "repo" || got.ID == "" || got.NumericID == 0 || got.AllowCredentials ||
		!got.AutoStart || !got.HasWebhook || got.Endpoints[0].Path != "/issues" || got.Program.Code != rich.Program.Code || got.Program.ID != rich.Program.ID ||
		got.Server != rich.Server || got.Source != rich.Source || got.File != rich.File || got.Frequency != "every hour" {
		t.Errorf("%+v", got)
	}
	list, err := w.Functions(t.Context(), w.env, functions.Filter{})
	w.must(err)
	if len(list) != 3 || list[0].Name != "create" || list[1].Name != "hello" || list[2].Name != "issues" || list[2].Program != nil || list[2].Source != "" {
		t.Errorf("%+v", list)
	}
	if change := w.install(rich, function(compile.Action, "create"), function(compile.OnEvent, "hello", func(f *compile.Function) { f.Event = functions.EventCreated })); !change.Empty() || len(change.Unchanged) != 3 || w.told.changed != 1 {
		t.Errorf("the same again: %+v", change)
	}
	for search, want := range map[string]int{"": 3, "ISS": 1, "e": 3, "%": 0} {
		if list, err := w.Functions(t.Context(), w.env, functions.Filter{Search: search}); err != nil || len(list) != want {
			t.Errorf("search %q: %d, %v", search, len(list), err)
		}
	}
}

// Settings of a function survive its updates; its versions count up (functions.md §7.6).
func TestUpdateKeepsSettingsAndCounts(t *testing.T) {
	t.Parallel()
	w := begin(t)
	ref := functions.Ref{Integration: "acme", Name: "a", Type: compile.Action}
	install := func(kind compile.Type, version, server string) string {
		w.install(function(kind, "a", func(f *compile.Function) {
			f.Version, f.Server, f.Hash = version, server, server
			if kind == compile.OnEvent {
				f.Event = functions.EventCreated
			}
		}))
		f, err := w.Function(t.Context(), w.env, "acme", "a", kind)
		w.must(err)
		return f.Version
	}
	for _, row := range []struct{ version, server, want string }{
		{"", "1", "1"}, {"", "1", "1"}, {"", "2", "2"}, {"1.2.3", "2", "1.2.3"}, {"", "2", "1.2.3"}, {"", "3", "1.2.4"}, {"next", "3", "next"}, {"", "4", "1"},
	} {
		if got := install(compile.Action, row.version, row.server); got != row.want {
			t.Errorf("%q %s: version %s, want %s", row.version, row.server, got, row.want)
		}
	}
	before, err := w.Function(t.Context(), w.env, "acme", "a", compile.Action)
	w.must(err)
	w.must(w.SetEnabled(t.Context(), w.env, ref, false))
	w.must(w.SetAllowCredentials(t.Context(), w.env, ref, true))
	install(compile.Action, "", "5")
	after, err := w.Function(t.Context(), w.env, "acme", "a", compile.Action)
	if err != nil || after.Enabled || !after.AllowCredentials || after.ID != before.ID || after.NumericID != before.NumericID {
		t.Errorf("%+v %v", after, err)
	}
	for _, row := range []struct{ server, want string }{{"1", "0.0.1"}, {"1", "0.0.1"}, {"2", "0.0.2"}} {
		if got := install(compile.OnEvent, "9.9.9", row.server); got != row.want {
			t.Errorf("on-event %s: version %s", row.server, got)
		}
	}
	wantCode(t, w.SetEnabled(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "none", Type: compile.Sync}, true), "not_found")
}

// A file that becomes a function of another type leaves nothing of the old one, even while another file is broken.
func TestAnotherTypeReplacesAFunction(t *testing.T) {
	t.Parallel()
	w := begin(t)
	const file = "acme/things.ts"
	in := func(f *compile.Function) { f.File = file }
	w.install(function(compile.Action, "things", in), function(compile.Action, "other"))
	project := &compile.Project{Functions: []*compile.Function{function(compile.Sync, "things", in)},
		Entries:     []compile.Entry{{File: file}, {File: "acme/actions/other.ts"}},
		Diagnostics: []bundle.Diagnostic{{File: "index.ts", Severity: "error", Message: "There is no file acme/actions/other.ts."}}}
	change, err := w.Install(t.Context(), w.env, project, functions.Scope{})
	w.must(err)
	if !slices.Equal(names(change.Added), []string{"things"}) || !slices.Equal(names(change.Removed), []string{"things"}) || !slices.Equal(names(change.Stale), []string{"other"}) {
		t.Errorf("%+v", change)
	}
	_, err = w.trigger("things", `{}`)
	wantCode(t, err, "not_found")
}

// What does not compile keeps running as it was and says why; what is gone goes, and its records stay until asked.
func TestBrokenAndRemoved(t *testing.T) {
	t.Parallel()
	w := begin(t)
	uses := func(f *compile.Function) { f.Inputs = []string{"acme/helper.ts"} }
	w.install(function(compile.Action, "own"), function(compile.Action, "helped", uses), function(compile.Sync, "gone"))
	w.executor.set("own", returns(`"old version"`))
	project := &compile.Project{Entries: []compile.Entry{{File: "acme/actions/own.ts"}, {File: "acme/actions/helped.ts"}}, Diagnostics: []bundle.Diagnostic{
		{File: "acme/actions/own.ts", Line: 3, Column: 7, Severity: "error", Source: "bundle", Message: "Expected ;"},
		{File: "acme/helper.ts", Line: 1, Severity: "error", Source: "bundle", Message: "Unexpected }"},
		{File: "acme/syncs/gone.ts", Severity: "warning", Message: "a warning is no reason"},
	}}
	change, err := w.Install(t.Context(), w.env, project, functions.Scope{})
	w.must(err)
	if !slices.Equal(names(change.Stale), []string{"helped", "own"}) || !slices.Equal(names(change.Removed), []string{"gone"}) || !slices.Equal(names(change.KeptRecords), []string{"gone"}) {
		t.Errorf("%+v", change)
	}
	f, err := w.Function(t.Context(), w.env, "acme", "own", compile.Action)
	if err != nil || f.Stale == nil || *f.Stale != (functions.Stale{Message: "Expected ;", File: "acme/actions/own.ts", Line: 3, Column: 7}) {
		t.Errorf("%+v %v", f.Stale, err)
	}
	if out, err := w.trigger("own", `{}`); err != nil || string(out) != `"old version"` {
		t.Errorf("%s %v", out, err)
	}
	if change, err = w.Install(t.Context(), w.env, project, functions.Scope{}); err != nil || !change.Empty() {
		t.Errorf("the same errors again: %+v %v", change, err)
	}
	w.install(function(compile.Action, "own"), function(compile.Action, "helped", uses))
	if f, err := w.Function(t.Context(), w.env, "acme", "own", compile.Action); err != nil || f.Stale != nil {
		t.Errorf("repaired: %+v %v", f.Stale, err)
	}
	broken := &compile.Project{Diagnostics: []bundle.Diagnostic{{File: "index.ts", Severity: "error", Message: "Unexpected end"}}}
	if change, err := w.Install(t.Context(), w.env, broken, functions.Scope{}); err != nil || len(change.Removed) != 0 || len(change.Stale) != 2 {
		t.Errorf("a broken list of functions: %+v %v", change, err)
	}
}

// A scope is only the truth about itself.
func TestScopes(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("other")
	elsewhere := function(compile.Action, "far", func(f *compile.Function) { f.Integration = "other" })
	w.install(function(compile.Action, "near"), elsewhere)
	_, err := w.Install(t.Context(), w.env, &compile.Project{Functions: []*compile.Function{function(compile.Action, "ready")}}, functions.Scope{Origin: functions.OriginCatalog, KeepOthers: true})
	w.must(err)
	change, err := w.Install(t.Context(), w.env, &compile.Project{}, functions.Scope{Integration: "acme"})
	if err != nil || !slices.Equal(names(change.Removed), []string{"near"}) {
		t.Errorf("%+v %v", change, err)
	}
	change, err = w.Install(t.Context(), w.env, &compile.Project{}, functions.Scope{})
	if err != nil || !slices.Equal(names(change.Removed), []string{"far"}) {
		t.Errorf("%+v %v", change, err)
	}
	list, err := w.Functions(t.Context(), w.env, functions.Filter{})
	if err != nil || len(list) != 1 || list[0].Origin != "catalog" {
		t.Errorf("%+v %v", list, err)
	}
}

// A deploy that removes a sync ends its run and forgets its instance and checkpoints.
func TestRemoveWithRecords(t *testing.T) {
	t.Parallel()
	w := begin(t)
	g := newGate()
	w.sync("issues", g.run)
	ended := make(chan functions.Run)
	go func() { r, _ := w.RunSync(t.Context(), w.syncOf("issues")); ended <- r }()
	<-g.began
	i := w.instance("issues", "base")
	key := nango.Key{EnvironmentID: w.env, ConnectionID: i.ConnectionID, Name: "sync:issues:base"}
	_, err := w.Checkpoints().Save(t.Context(), key, json.RawMessage(`{}`), 0)
	w.must(err)
	change, err := w.Install(t.Context(), w.env, &compile.Project{}, functions.Scope{RemoveRecords: true})
	if err != nil || len(change.Removed) != 1 || len(change.KeptRecords) != 0 {
		t.Errorf("%+v %v", change, err)
	}
	if r := <-ended; r.State != functions.Cancelled {
		t.Errorf("its run: %s", r.State)
	}
	if got, err := w.Checkpoints().Get(t.Context(), key); err != nil || got != nil {
		t.Errorf("its checkpoint: %+v %v", got, err)
	}
	if s := w.state(i); s.SyncID != "" {
		t.Errorf("its instance: %+v", s)
	}
}

func TestLastRunOfEach(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.action("ran", returns(`1`))
	w.action("never", returns(`1`))
	for range 2 {
		_, err := w.trigger("ran", `{}`)
		w.must(err)
	}
	last := w.last().ID
	list, err := w.Functions(t.Context(), w.env, functions.Filter{LastRuns: true})
	w.must(err)
	if len(list) != 2 || list[0].LastRun != nil || list[1].LastRun == nil || list[1].LastRun.ID != last {
		t.Errorf("%+v", list)
	}
}

// What functions ask of each other goes to the scheduler, checked.
func TestCalls(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.sync("issues", returns(``))
	w.action("inner", returns(`"in"`))
	w.action("outer", func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		out, err := w.Calls().TriggerAction(ctx, r.EnvironmentID, "acme", "c", "inner", nil)
		return nango.Outcome{Output: out}, err
	})
	if out, err := w.trigger("outer", `{}`); err != nil || string(out) != `"in"` {
		t.Errorf("%s %v", out, err)
	}
	if page, _ := w.Runs(t.Context(), w.env, functions.RunFilter{Trigger: "function"}); len(page.Runs) != 1 {
		t.Errorf("%d runs of another function", len(page.Runs))
	}
	w.must(w.Calls().TriggerSync(t.Context(), w.env, "acme", "c", "issues::eu", nango.TriggerSyncOptions{Reset: true}))
	w.must(w.Calls().StartSync(t.Context(), w.env, "acme", []string{"issues"}, ""))
	want := []functions.SyncCommand{{EnvironmentID: w.env, Integration: "acme", Connection: "c", Sync: "issues", Variant: "eu", Reset: true, Source: "function"},
		{EnvironmentID: w.env, Integration: "acme", Sync: "issues", Variant: "base"}}
	if !slices.Equal(w.told.commands, want) {
		t.Errorf("%+v", w.told.commands)
	}
	wantCode(t, w.Calls().TriggerSync(t.Context(), w.env, "acme", "nobody", "issues", nango.TriggerSyncOptions{}), "unknown_connection")
	wantCode(t, w.Calls().StartSync(t.Context(), w.env, "acme", []string{"none"}, "c"), "no_syncs_found")
}
