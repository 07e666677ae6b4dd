package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const aPlan = `{"data":{"digest":"d1","counts":{"added":1,"changed":1,"same":5,"refused":1},"applied":["new"],"steps":[
	{"provider":"bad","change":"refused","problems":[{"line":7,"message":"There is no field \"colour\".","warning":false},{"line":1,"message":"A warning.","warning":true}]},
	{"provider":"demo","change":"changed","fields":[{"field":"proxy.base_url","from":"\"https://a.example\"","to":"\"https://b.example\""},{"field":"docs","to":"\"x\""}],"new_destinations":["https://b.example"],"replaces_own":true},
	{"provider":"new","change":"added"}]}}`

func TestAnImportIsShownBeforeItIsApplied(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "providers.yaml")
	if err := os.WriteFile(file, []byte("new: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	app := &fakeApp{answers: map[string]string{"POST /patchbay/overlay/import": aPlan}}
	code, out, errs := app.run(t, t.Context(), "providers", "import", file)
	const want = `refused bad
        line 7: There is no field "colour".
changed demo (replaces a file of yours, which is kept beside it)
        proxy.base_url: "https://a.example" -> "https://b.example"
        docs: (none) -> "x"
        sends credentials to https://b.example
added   new
1 added, 1 changed, 5 the same, 1 refused.
Nothing was written. Apply the plan with --yes.
`
	if code != exitOK || out != want || errs != "" {
		t.Errorf("code %d, stderr %q, stdout\n%s\nwant\n%s", code, errs, out, want)
	}
	code, out, _ = app.run(t, t.Context(), "providers", "import", file, "--yes", "--only", "new")
	if code != exitOK || out != "added   new\n1 added, 1 changed, 5 the same, 1 refused.\nWrote 1 file.\n" {
		t.Errorf("with --yes: code %d, %q", code, out)
	}
	for _, flag := range []string{"--texts", "--json"} {
		code, out, errs = app.run(t, t.Context(), "providers", "import", file, "--yes", flag)
		if code != exitFailed || !strings.Contains(out, "new") || !strings.Contains(errs, "1 of the providers were refused and not imported: bad.") {
			t.Errorf("an entry was refused, with %s: code %d, %q, %q", flag, code, out, errs)
		}
	}
	if got := strings.Count(strings.Join(app.calls, " "), "POST /patchbay/overlay/import"); got != 7 {
		t.Errorf("%d calls, want a plan and then a plan with its application", got)
	}
	if code, _, errs = app.run(t, t.Context(), "providers", "import", "no-such-file.yaml"); code != exitFailed || !strings.Contains(errs, "no-such-file.yaml cannot be read") {
		t.Errorf("a missing file: code %d, %q", code, errs)
	}
}

func TestAProblemWithAFileNameHasNoLine(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "UPPER.yaml")
	if err := os.WriteFile(file, []byte("a: b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, _ := (&fakeApp{}).run(t, t.Context(), "providers", "check", file)
	if code != exitFailed || !strings.HasPrefix(out, file+": The file name must be the provider key") {
		t.Errorf("code %d, %q", code, out)
	}
}

func TestConfirmingShowsTheDestinationsFirst(t *testing.T) {
	t.Parallel()
	app := &fakeApp{answers: map[string]string{
		"GET /patchbay/providers/demo":          `{"data":{"origin":{"source":"overlay","file":"/o/demo.yaml","unconfirmed":["https://b.example"]}}}`,
		"POST /patchbay/providers/demo/confirm": `{}`,
		"GET /patchbay/providers/calm":          `{"data":{"origin":{"source":"built_in","unconfirmed":[]}}}`,
	}}
	for _, test := range []struct {
		args []string
		says string
		asks bool
	}{
		{[]string{"demo"}, "https://b.example\nThe file /o/demo.yaml would send credentials there. If that is right, confirm it with --yes.\n", false},
		{[]string{"demo", "--yes"}, "Credentials of demo may go to https://b.example.\n", true},
		{[]string{"calm", "--yes"}, "Nothing waits for a confirmation.\n", false},
	} {
		app.calls = nil
		code, out, errs := app.run(t, t.Context(), append([]string{"providers", "confirm"}, test.args...)...)
		asked := strings.Contains(strings.Join(app.calls, " "), "/confirm")
		if code != exitOK || out != test.says || asked != test.asks {
			t.Errorf("%v: code %d, %q, %q, confirmed %v", test.args, code, out, errs, asked)
		}
	}
	if code, _, errs := app.run(t, t.Context(), "providers", "confirm", "nobody"); code != exitFailed || !strings.Contains(errs, `No provider is called "nobody"`) {
		t.Errorf("an unknown provider: %d, %q", code, errs)
	}
}

func TestEditingPrintsThePathWhenNobodySitsThere(t *testing.T) {
	t.Parallel()
	app := &fakeApp{answers: map[string]string{"POST /patchbay/providers/demo/overlay": `{"data":{"file":"/o/demo.yaml"}}`}}
	if code, out, errs := app.run(t, t.Context(), "providers", "edit", "demo", "--editor", "no-such-editor"); code != exitOK || out != "/o/demo.yaml\n" {
		t.Errorf("code %d, %q, %q", code, out, errs)
	}
}

func TestCheckFailsForMistakesAndNotForWarnings(t *testing.T) {
	t.Parallel()
	const fine = "display_name: A\ncategories: [other]\nauth_mode: OAUTH2_CC\n"
	for text, want := range map[string]struct {
		code int
		says string
	}{
		fine + "token_url: https://a.example\n": {exitOK, "1 provider, no problems.\n"},
		fine:                                    {exitOK, "demo.yaml:3: warning: auth_mode OAUTH2_CC needs token_url; without it nobody can connect.\n1 provider, 1 warning.\n"},
		fine + "colour: red\n":                  {exitFailed, `demo.yaml:4: There is no field "colour".` + "\n"},
	} {
		file := filepath.Join(t.TempDir(), "demo.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, errs := (&fakeApp{}).run(t, t.Context(), "providers", "check", file)
		if code != want.code || strings.ReplaceAll(out, file, "demo.yaml") != want.says {
			t.Errorf("code %d, %q, %q; want %+v", code, out, errs, want)
		}
	}
}
