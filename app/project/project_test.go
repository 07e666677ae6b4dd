package project_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/project"
)

func TestASavedFileRunsTheNextTime(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	say := func() string {
		t.Helper()
		output, err := w.functions.TriggerAction(t.Context(), w.env, functions.ActionInput{Integration: "acme", Connection: "c", Action: "say", Input: json.RawMessage(`{"name":"bob"}`)})
		if err != nil {
			t.Fatal(err)
		}
		return string(output)
	}
	if got := say(); got != `{"said":"hello","path":"/bob"}` {
		t.Errorf("the function answers %s", got)
	}
	w.write("acme/actions/say.ts", action("goodbye"))
	for deadline := time.Now().Add(30 * time.Second); !strings.Contains(say(), "goodbye"); {
		if time.Now().After(deadline) {
			t.Fatal("the saved file never ran")
		}
	}
}

// FN-20: a syntax error is shown at its line and the old version goes on; a deleted file takes its function away; a link out of
// the folder is not followed.
func TestFN20EditsGoWrong(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	w.write("acme/actions/say.ts", strings.Replace(action("hello"), "exec: async", "exec: = async", 1))
	w.settled(func(s project.State) bool { return s.Errors > 0 })
	found, _ := w.Diagnostics()
	if len(found) == 0 || found[0].File != "acme/actions/say.ts" || found[0].Line != 8 {
		t.Errorf("the problem is shown as %+v, want acme/actions/say.ts line 8", found)
	}
	f, err := w.functions.Function(t.Context(), w.env, "acme", "say", "action")
	if err != nil || f.Stale == nil {
		t.Errorf("the broken function is %+v (%v), want the old version, marked", f.Stale, err)
	}
	outside := filepath.Join(t.TempDir(), "secret.ts")
	check(t, os.WriteFile(outside, []byte("export const secret = 'canary';"), 0o600))
	check(t, os.Symlink(outside, filepath.Join(w.dir, "acme", "helper.ts")))
	w.write("acme/actions/say.ts", "import { secret } from '../helper.js';\n"+strings.Replace(action("hello"), "said: 'hello'", "said: secret", 1))
	w.settled(func(s project.State) bool { return s.Errors > 0 && s.Phase != project.Compiling })
	if p := w.Project(); strings.Contains(p.Files["acme/helper.ts"], "canary") {
		t.Error("a link out of the folder was followed")
	}
	w.write("acme/actions/other.ts", action("other"))
	w.write("index.ts", "import './acme/actions/other.js';\n")
	for deadline := time.Now().Add(30 * time.Second); ; {
		if _, err := w.functions.Function(t.Context(), w.env, "acme", "say", "action"); fault.IsKind(err, fault.NotFound) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the function whose line is gone stays")
		}
	}
}

func TestNothingIsOverwrittenUnseen(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	seen := must(w.Read("acme/actions/say.ts"))(t)
	next := must(w.Write(seen.Path, action("one"), seen.Hash))(t)
	if next.Hash == seen.Hash {
		t.Error("another text has the same hash")
	}
	w.write(seen.Path, action("two"))
	if _, err := w.Write(seen.Path, action("three"), next.Hash); !fault.HasCode(err, "file_changed") {
		t.Errorf("writing over a changed file: %v, want file_changed", err)
	}
	if _, err := w.Write(seen.Path, action("three"), ""); !fault.HasCode(err, "file_exists") {
		t.Errorf("making a file that is there: %v, want file_exists", err)
	}
	for _, name := range []string{"../x.ts", "/etc/passwd", "a/../../x.ts", ".env", ".git/config", "node_modules/x.js", "a\\b.ts", "c:x.ts", "", "."} {
		if _, err := w.Read(name); err == nil {
			t.Errorf("the path %q can be read", name)
		}
		if _, err := w.Write(name, "x", ""); err == nil {
			t.Errorf("the path %q can be written", name)
		}
	}
}

func TestNewFunctionsCompile(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	for _, kind := range []string{"sync", "action", "on-event"} {
		must(w.NewFunction("acme", "new-"+kind, compile.Type(kind)))(t)
	}
	s := w.settled(func(s project.State) bool { return s.Functions == 4 })
	if s.Errors > 0 {
		found, _ := w.Diagnostics()
		t.Errorf("new functions have problems: %+v", found)
	}
	if _, err := w.NewFunction("acme", "new-sync", "sync"); !fault.HasCode(err, "file_exists") {
		t.Errorf("the same again: %v, want file_exists", err)
	}
	check(t, w.Delete("acme/syncs/new-sync.ts"))
	w.settled(func(s project.State) bool { return s.Functions == 3 && s.Errors == 0 })
}

func TestAFolderMadeHerePassesItsOwnChecks(t *testing.T) {
	t.Parallel()
	w := begin(t)
	written := must(project.Init(w.dir))(t)
	if !slices.Contains(written, ".env") || !slices.Contains(written, ".nango/.gitkeep") {
		t.Errorf("a new folder has %v", written)
	}
	check(t, w.Open(context.Background(), w.dir))
	if s := w.settled(func(s project.State) bool { return s.Functions == 3 }); s.Errors+s.Warnings > 0 {
		found, _ := w.Diagnostics()
		t.Errorf("a new folder has problems: %+v", found)
	}
	if _, err := project.Init(w.dir); !fault.HasCode(err, "already_a_project") {
		t.Errorf("making it again: %v, want already_a_project", err)
	}
}

func TestAFunctionRunsAgainOnSave(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	ref := functions.Ref{Integration: "acme", Name: "say", Type: "action"}
	check(t, w.SaveInput(t.Context(), w.env, ref, project.SavedInput{Connection: "c", Input: json.RawMessage(`{"name":"again"}`), Mode: project.ModeDryRun, OnSave: true}))
	w.write("acme/actions/say.ts", action("saved"))
	for deadline := time.Now().Add(30 * time.Second); ; {
		page := must(w.functions.Runs(t.Context(), w.env, functions.RunFilter{Trigger: functions.TriggerSave}))(t)
		if len(page.Runs) == 1 && page.Runs[0].State.Finished() {
			if r := page.Runs[0]; r.State != functions.Succeeded || !r.Dry || !strings.Contains(string(r.Output), "saved") {
				t.Errorf("the run on save is %s, dry %v, with %s", r.State, r.Dry, r.Output)
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("nothing ran on save")
		}
	}
}

// What a function ran with is remembered for that function, also when its caller did not name the type.
func TestARunIsRememberedWithItsType(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	input := json.RawMessage(`{"name":"first"}`)
	for _, in := range []project.RunInput{{Mode: project.ModeRun}, {Mode: project.ModeDryRun}, {Mode: project.ModeDryRun, Dir: w.dir}} {
		in.Connection, in.Input = "c", input
		run := must(w.Run(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "say"}, in))(t)
		must(w.functions.Wait(t.Context(), w.env, run.ID))(t)
		saved := must(w.SavedInput(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "say", Type: "action"}))(t)
		if saved == nil || saved.Mode != in.Mode || string(saved.Input) != string(input) {
			t.Errorf("after a %s of %q: %+v", in.Mode, in.Dir, saved)
		}
		if untyped := must(w.SavedInput(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "say"}))(t); untyped != nil {
			t.Errorf("an input of no function is stored: %+v", untyped)
		}
	}
}

func TestAFolderThatIsNoneSaysWhatToDo(t *testing.T) {
	t.Parallel()
	w := begin(t)
	empty := t.TempDir()
	for dir, code := range map[string]string{filepath.Join(empty, "none"): "not_a_folder", empty: ""} {
		err := w.Open(context.Background(), dir)
		if err == nil || fault.From(err).Hint == "" || code != "" && !fault.HasCode(err, code) {
			t.Errorf("opening %s gives %v, want %s with a hint", dir, err, code)
		}
	}
	if _, err := w.Files(); !fault.HasCode(err, "no_project") {
		t.Errorf("files of no project: %v", err)
	}
}

// The folder is open again after a restart.
func TestTheFolderIsRemembered(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.project()
	recent := must(w.Recent(t.Context()))(t)
	if len(recent) != 1 || filepath.Base(recent[0]) != "acme functions" {
		t.Errorf("recent folders are %v", recent)
	}
	w.Stop()
	check(t, w.Start(context.Background(), ""))
	w.settled(func(s project.State) bool { return s.Functions == 1 })
	check(t, w.Leave(t.Context()))
	if s := w.State(); s.Phase != project.None {
		t.Errorf("a closed folder is %s", s.Phase)
	}
}
