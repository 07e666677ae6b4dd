package cli

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// ran is an app in which the action acme/say of a folder ran and left this end and this timeline.
func ran(end, lines string) *fakeApp {
	return &fakeApp{answers: map[string]string{
		"POST /patchbay/functions/acme/any/say/run": `{"data":{"id":"r1","state":"queued"}}`,
		"GET /patchbay/runs/r1/timeline":            `{"state":"failed","data":[` + lines + `]}`,
		"GET /patchbay/runs/r1":                     `{"data":` + end + `}`,
	}}
}

// sayFolder is a functions folder that names one action.
func sayFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{".nango/.gitkeep": "", "index.ts": "import './acme/actions/say.js';\n", "acme/actions/say.ts": "export default 1;\n"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A script written for nango dryrun runs as it is.
func TestDryrunTakesTheOfficialSpellings(t *testing.T) {
	t.Parallel()
	app := ran(`{"id":"r1","state":"succeeded","type":"action","output":1}`, "")
	app.answers["GET /patchbay/runs/r1/timeline"] = `{"state":"succeeded","data":[]}`
	code, out, errs := app.run(t, t.Context(), "functions", "dryrun", "say", "jane", "--project", sayFolder(t), "-e", "dev", "--lastSyncDate", "2026-01-31",
		"--validation", "--save-responses", "--diagnostics", "--auto-confirm", "--sourcemap", "inline", "--debug")
	var sent struct {
		Date     string `json:"last_sync_date"`
		Validate bool   `json:"validate"`
		Save     bool   `json:"save_fixture"`
	}
	if err := json.Unmarshal([]byte(app.sent["POST /patchbay/functions/acme/any/say/run"]), &sent); err != nil || code != exitOK || !strings.HasPrefix(out, "1\n") {
		t.Fatalf("code %d, %q, %q, %v", code, out, errs, err)
	}
	if sent.Date != "2026-01-31" || !sent.Validate || !sent.Save {
		t.Errorf("asked for %+v", sent)
	}
	_, help, _ := app.run(t, t.Context(), "functions", "dryrun", "--help")
	if strings.Contains(help, "--sourcemap") || !strings.Contains(help, "--validate") {
		t.Errorf("the help is\n%s", help)
	}
}

// Where the shell stands in no project, types and dryrun take the folder that is open in the app.
func TestTheOpenFolderIsTakenWhereTheShellStandsInNone(t *testing.T) { // not parallel: it changes the current folder
	t.Chdir(t.TempDir())
	opened := sayFolder(t)
	app := ran(`{"id":"r1","state":"succeeded","type":"action","output":1}`, "")
	app.answers["GET /patchbay/runs/r1/timeline"] = `{"state":"succeeded","data":[]}`
	app.answers["GET /patchbay/project"] = `{"data":{"open":true,"dir":` + strconv.Quote(opened) + `}}`
	code, out, errs := app.run(t, t.Context(), "functions", "dryrun", "say", "jane")
	if code != exitOK || !strings.HasPrefix(out, "1\n") || !strings.Contains(errs, "Using the open folder "+opened+".") {
		t.Errorf("dryrun: code %d, %q, %q", code, out, errs)
	}
	if sent := app.sent["POST /patchbay/functions/acme/any/say/run"]; !strings.Contains(sent, `"dir":`+strconv.Quote(opened)) {
		t.Errorf("dryrun sent %s", sent)
	}
	none := &fakeApp{answers: map[string]string{"GET /patchbay/project": `{"data":{"open":false,"dir":""}}`}}
	const refused, there = "This is not a functions project", noTools
	for name, c := range map[string]struct {
		app  *fakeApp
		args []string
		want string
	}{
		"the open one":                 {app, []string{"types"}, there},
		"named, and there is none":     {app, []string{"types", filepath.Join(opened, "gone")}, "There is no folder"},
		"named, and no project":        {app, []string{"types", t.TempDir()}, refused},
		"in --project, and no project": {app, []string{"types", "--project", t.TempDir()}, refused},
		"none is open":                 {none, []string{"types"}, refused},
		"Patchbay never ran":           {app, []string{"types", "--data-dir", filepath.Join(opened, "gone")}, refused},
		"compile writes, so it asks":   {app, []string{"compile"}, refused},
	} {
		if _, _, errs := c.app.run(t, t.Context(), append([]string{"functions"}, c.args...)...); !strings.Contains(errs, c.want) {
			t.Errorf("%s: %q, want %q", name, errs, c.want)
		}
	}
	t.Chdir(sayFolder(t))
	if _, _, errs := app.run(t, t.Context(), "functions", "types"); strings.Contains(errs, opened) || !strings.Contains(errs, there) {
		t.Errorf("standing in a project: %q", errs)
	}
}

// A function that index.ts names and that cannot be found says what is wrong with its line.
func TestDryrunTellsWhyAFunctionIsNotThere(t *testing.T) {
	t.Parallel()
	dir := sayFolder(t)
	if err := os.Remove(filepath.Join(dir, "acme/actions/say.ts")); err != nil {
		t.Fatal(err)
	}
	code, _, errs := (&fakeApp{}).run(t, t.Context(), "functions", "dryrun", "say", "jane", "--project", dir)
	if code != exitFailed || !strings.Contains(errs, "There is no function say there. index.ts:1: There is no file acme/actions/say.ts.") {
		t.Errorf("code %d, %q", code, errs)
	}
}

// A warning is said once, and a failure inside of failures does not flood the terminal.
func TestAFailureFitsTheTerminal(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("nested é ", 5000)
	app := ran(`{"id":"r1","state":"failed","type":"action","warnings":[{"path":"input","message":"is no number"}],
		"error":{"type":"script_error","message":"`+long+`","stack":"`+long+`","payload":{"inner":"`+long+`"}}}`,
		`{"id":1,"level":"warn","text":"input is no number"}`)
	code, out, errs := app.run(t, t.Context(), "functions", "dryrun", "say", "jane", "--project", sayFolder(t))
	if code != exitFailed || out != "" || strings.Count(errs, "is no number") != 1 {
		t.Errorf("code %d, %q, %.300q", code, out, errs)
	}
	if len(errs) > 8000 || strings.Count(errs, "more bytes; --json prints everything") != 3 || strings.ContainsRune(errs, '\uFFFD') {
		t.Errorf("%d bytes: %.200s", len(errs), errs)
	}
	_, all, _ := app.run(t, t.Context(), "functions", "dryrun", "say", "jane", "--json", "--project", sayFolder(t))
	if len(all) < 3*len(long) {
		t.Errorf("--json prints %d bytes only", len(all))
	}
}

func TestAFolderThatCannotBeOpened(t *testing.T) {
	t.Parallel()
	file := filepath.Join(sayFolder(t), "index.ts")
	for _, command := range []string{"test", "compile"} {
		_, _, errs := (&fakeApp{}).run(t, t.Context(), "functions", command, file)
		if !strings.Contains(errs, file+" is not a folder.") || strings.Contains(errs, "There is no folder") {
			t.Errorf("%s: %q", command, errs)
		}
		_, _, errs = (&fakeApp{}).run(t, t.Context(), "functions", command, file+"-gone")
		if !strings.Contains(errs, "There is no folder "+file+"-gone.") {
			t.Errorf("%s: %q", command, errs)
		}
	}
	if err := noFolder("/closed", &fs.PathError{Op: "open", Path: "/closed", Err: fs.ErrPermission}); !strings.HasPrefix(err.Error(), "The folder /closed cannot be read. Check") {
		t.Errorf("a closed folder: %v", err)
	}
}
