package templates_test

import (
	"context"
	"encoding/json"
	"flag"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/fixtures"
	"patchbay/app/script"
	"patchbay/app/script/enginetest"
	"patchbay/app/templates"
	"patchbay/providers"
)

var update = flag.Bool("update", false, "write library/index.json from what the functions compile to")

// TestMain lets this binary be the runner of the functions.
func TestMain(m *testing.M) {
	enginetest.Runner()
	flag.Parse()
	os.Exit(m.Run())
}

func pool(t *testing.T) *script.Pool {
	t.Helper()
	p := script.NewPool(script.Options{Max: 2, Warm: 2})
	if err := p.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}

var (
	docs  = regexp.MustCompile(`(?m)^// Docs: (https://\S+)$`)
	group = regexp.MustCompile(`(?m)^// Group: ([a-z -]+)$`)
)

// The list says what the functions say themselves. Run with -update after a change of the library.
func TestTheListIsWhatTheFunctionsCompileTo(t *testing.T) {
	project, err := compile.New(compile.Options{Pool: pool(t)}).Folder(t.Context(), os.DirFS("library"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range project.Diagnostics {
		if d.Severity == "error" {
			t.Errorf("%s:%d: %s", d.File, d.Line, d.Message)
		}
	}
	var all []templates.Template
	for _, f := range project.Functions {
		all = append(all, described(t, f))
	}
	slices.SortFunc(all, func(a, b templates.Template) int { return strings.Compare(a.ID(), b.ID()) })
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("library/index.json", append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if now, err := os.ReadFile("library/index.json"); err != nil || strings.TrimSpace(string(now)) != string(text) {
		t.Errorf("library/index.json is not what the functions compile to (%v): go test ./app/templates -update", err)
	}
}

func described(t *testing.T, f *compile.Function) templates.Template {
	t.Helper()
	page, about := docs.FindStringSubmatch(f.Source), group.FindStringSubmatch(f.Source)
	if page == nil || about == nil {
		t.Errorf("%s does not begin with // Docs: and // Group:", f.File)
		return templates.Template{}
	}
	models := f.Models
	if f.Type == compile.Action {
		models = nil
	}
	return templates.Template{Provider: f.Integration, Name: f.Name, Type: string(f.Type), Description: f.Description, Group: about[1], Docs: page[1],
		Models: list(models), Scopes: list(f.Scopes), Frequency: f.Frequency, File: f.File,
		Helpers: list(slices.DeleteFunc(slices.Clone(f.Inputs), func(name string) bool { return name == f.File }))}
}

func list(texts []string) []string { return append([]string{}, texts...) }

func TestTheLibraryIsLargeAndItsProvidersExist(t *testing.T) {
	t.Parallel()
	all, err := templates.All()
	if err != nil {
		t.Fatal(err)
	}
	known, err := catalog.Open(providers.Index, "", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, one := range all {
		seen[one.Provider] = true
		if _, ok := known.Get(one.Provider); !ok {
			t.Errorf("%s is for a provider that the catalog lacks", one.ID())
		}
		if _, err := one.Files("some-key"); err != nil {
			t.Errorf("%s: %v", one.ID(), err)
		}
	}
	if len(all) < 60 || len(seen) < 20 {
		t.Errorf("the library has %d functions for %d providers, want 60 for 20", len(all), len(seen))
	}
}

func TestEveryFunctionPassesItsRecordedAnswers(t *testing.T) {
	t.Parallel()
	known, err := catalog.Open(providers.Index, "", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	passed := map[string]bool{}
	runner := fixtures.NewRunner(fixtures.Options{Pool: pool(t), Catalog: known})
	_, err = runner.Folder(t.Context(), os.DirFS("library"), fixtures.Filter{}, func(r fixtures.Result) {
		passed[r.Integration+"/"+r.Function] = r.State == fixtures.Passed
		if r.State != fixtures.Passed {
			t.Errorf("%s: %s %s\n%s", r.File, r.Reason, r.Message, r.Diff)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	all, _ := templates.All()
	for _, one := range all {
		if one.Type != string(compile.OnEvent) && !passed[one.Provider+"/"+one.Name] {
			t.Errorf("%s has no recorded answers that it passes", one.ID())
		}
	}
}
