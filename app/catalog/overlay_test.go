package catalog_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"patchbay/app/catalog"
	"patchbay/app/event"
	"patchbay/app/fault"
)

// renamed is the good file under another display name.
func renamed(name string) string { return strings.Replace(good, "Demo", name, 1) }

// shelf is a catalog with the built-in providers alpha and beta above an overlay folder.
func shelf(t *testing.T) (*catalog.Catalog, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "providers")
	c, err := catalog.Open(index(t, map[string]string{"alpha.yaml": good, "beta.yaml": good}), dir, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return c, dir
}

func nameOf(c *catalog.Catalog, key string) string {
	p, ok := c.Get(key)
	if !ok {
		return "unknown"
	}
	return p.DisplayName
}

func TestTheFolderIsFollowedWhileTheProgramRuns(t *testing.T) {
	t.Parallel()
	c, dir := shelf(t)
	bus := event.NewBus()
	hints := bus.Subscribe()
	t.Cleanup(hints.Close)
	if err := c.Start(t.Context(), bus); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Stop)
	// until reads hints until the catalog is as wanted. The test's own time limit ends a wait in vain.
	until := func(step string, wanted func() bool) {
		t.Helper()
		for !wanted() {
			select {
			case hint := <-hints.C:
				if hint.Topic != event.Catalog {
					t.Fatalf("%s: a hint of %s", step, hint.Topic)
				}
			case <-t.Context().Done():
				t.Fatalf("%s: no hint came; alpha is %s", step, nameOf(c, "alpha"))
			}
		}
	}
	source := func(key string) catalog.Source { o, _ := c.Origin(key); return o.Source }

	write(t, dir, "alpha.yaml", renamed("Mine"))
	until("a file replaces", func() bool { return nameOf(c, "alpha") == "Mine" })
	write(t, dir, "alpha.yaml", renamed("Broken")+"colour: red\n")
	until("a mistake is told", func() bool { return len(c.Problems()) == 1 })
	if nameOf(c, "alpha") != "Mine" || source("alpha") != catalog.FromLastGood {
		t.Errorf("with a broken file alpha is %s, from %s", nameOf(c, "alpha"), source("alpha"))
	}
	write(t, dir, "gamma.yaml", renamed("New"))
	until("a file adds", func() bool { return nameOf(c, "gamma") == "New" })
	if err := os.Rename(filepath.Join(dir, "gamma.yaml"), filepath.Join(dir, "delta.yaml")); err != nil {
		t.Fatal(err)
	}
	until("a file is renamed", func() bool { return nameOf(c, "gamma") == "unknown" && nameOf(c, "delta") == "New" })
	if err := os.Remove(filepath.Join(dir, "alpha.yaml")); err != nil {
		t.Fatal(err)
	}
	until("the built-in entry comes back", func() bool { return nameOf(c, "alpha") == "Demo" && len(c.Problems()) == 0 })
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	until("the folder goes", func() bool { return nameOf(c, "delta") == "unknown" })
	write(t, dir, "beta.yaml", renamed("Again"))
	until("the folder is followed again", func() bool { return nameOf(c, "beta") == "Again" })
}

func TestABrokenFileLeavesWhatWasThere(t *testing.T) {
	t.Parallel()
	c, dir := shelf(t)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := write(t, dir, "alpha.yaml", "display_name: [\n")
	write(t, dir, "omega.yaml", "display_name: [\n")
	if !c.Reload() {
		t.Error("new problems are no change")
	}
	for key, want := range map[string]catalog.Source{"alpha": catalog.FromBuiltIn, "beta": catalog.FromBuiltIn, "omega": catalog.FromNothing} {
		if o, ok := c.Origin(key); !ok || o.Source != want {
			t.Errorf("%s comes from %q, want %q", key, o.Source, want)
		}
	}
	o, _ := c.Origin("alpha")
	if !o.BuiltIn || o.File != path || len(o.Problems) != 1 || o.Problems[0].Line == 0 || nameOf(c, "alpha") != "Demo" {
		t.Errorf("alpha is %q, its origin %+v", nameOf(c, "alpha"), o)
	}
	if _, ok := c.Origin("nobody"); ok {
		t.Error("an unknown key has an origin")
	}
	if c.Reload() {
		t.Error("reading the same files again counts as a change")
	}
	if got := c.Overlaid(); !slices.Equal(got, []string{"alpha", "omega"}) {
		t.Errorf("Overlaid = %v", got)
	}
}

func TestAnEntryThatStaysKeepsItsPointer(t *testing.T) {
	t.Parallel()
	c, dir := shelf(t)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "alpha.yaml", renamed("Mine"))
	c.Reload()
	alpha, _ := c.Get("alpha")
	beta, _ := c.Get("beta")
	write(t, dir, "gamma.yaml", good)
	write(t, dir, "alpha.yaml", "# a comment\n"+renamed("Mine"))
	c.Reload()
	if again, _ := c.Get("alpha"); again != alpha {
		t.Error("alpha says the same and is another value")
	}
	if again, _ := c.Get("beta"); again != beta {
		t.Error("the built-in beta is another value")
	}
	write(t, dir, "alpha.yaml", renamed("Other"))
	c.Reload()
	if again, _ := c.Get("alpha"); again == alpha {
		t.Error("a changed alpha is the old value")
	}
	if shipped, _ := c.BuiltIn("alpha"); shipped.DisplayName != "Demo" {
		t.Errorf("the built-in alpha is %s", shipped.DisplayName)
	}
}

func TestAnUnreadableFolderChangesNothing(t *testing.T) {
	t.Parallel()
	c, dir := shelf(t)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "alpha.yaml", renamed("Mine"))
	c.Reload()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, []byte("no folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c.Reload(); nameOf(c, "alpha") != "Mine" || len(c.Problems()) != 1 || c.Problems()[0].File != dir {
		t.Errorf("alpha is %s; problems %v", nameOf(c, "alpha"), c.Problems())
	}
	if err := c.Start(t.Context(), event.NewBus()); !fault.HasCode(err, "cannot_watch") {
		t.Errorf("a file is watched as a folder: %v", err)
	}
}

func TestADraftStartsFromThePresentEntry(t *testing.T) {
	t.Parallel()
	c, dir := shelf(t)
	d, err := c.Draft("alpha")
	if err != nil || d.Stored || d.Version != "" || d.File != filepath.Join(dir, "alpha.yaml") || !strings.Contains(d.Text, "display_name: Demo\n") {
		t.Fatalf("Draft = %+v, %v", d, err)
	}
	d.Text = strings.Replace(d.Text, "Demo", "Mine", 1)
	saved, err := c.Save(d)
	if err != nil || !saved.Stored || saved.Version == "" || nameOf(c, "alpha") != "Mine" {
		t.Fatalf("Save = %+v, %v; alpha is %s", saved, err, nameOf(c, "alpha"))
	}
	info, err := os.Stat(saved.File)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
	if _, err := c.Save(d); !fault.HasCode(err, catalog.CodeFileChanged) {
		t.Errorf("an old draft was saved: %v", err)
	}
	saved.Text += "colour: red\n"
	_, err = c.Save(saved)
	if f := fault.From(err); f.Code != catalog.CodeBadProvider || len(f.Issues) != 1 || !strings.Contains(f.Message, `There is no field "colour"`) {
		t.Errorf("a text with a mistake was saved: %v", err)
	}
	if again, _ := c.Draft("alpha"); !again.Stored || !strings.Contains(again.Text, "Mine") {
		t.Errorf("the stored draft is %+v", again)
	}
}

func TestRemovingAFileBringsTheBuiltInEntryBackAndCanBeUndone(t *testing.T) {
	t.Parallel()
	c, _ := shelf(t)
	d, _ := c.Draft("alpha")
	d.Text = "# mine\n" + renamed("Mine")
	if _, err := c.Save(d); err != nil {
		t.Fatal(err)
	}
	gone, err := c.Remove("alpha")
	if err != nil || nameOf(c, "alpha") != "Demo" {
		t.Fatalf("Remove = %v; alpha is %s", err, nameOf(c, "alpha"))
	}
	if _, err := c.Remove("alpha"); !fault.HasCode(err, catalog.CodeNoOverlay) {
		t.Errorf("a file that is gone was removed: %v", err)
	}
	gone.Version = ""
	if back, err := c.Save(gone); err != nil || back.Text != d.Text || nameOf(c, "alpha") != "Mine" {
		t.Errorf("the undo gives %+v, %v", back, err)
	}
}

func TestADraftOfAnUnknownKeyIsTheLeastAFileNeeds(t *testing.T) {
	t.Parallel()
	c, _ := shelf(t)
	d, err := c.Draft("acme")
	if err != nil || d.Stored || !strings.Contains(d.Text, "auth_mode: API_KEY") {
		t.Fatalf("Draft = %+v, %v", d, err)
	}
	filled := strings.NewReplacer("display_name: ", "display_name: Acme", "https://\n", "https://acme.example\n").Replace(d.Text)
	if problems := catalog.CheckText("acme", []byte(filled)); len(problems) != 0 {
		t.Errorf("the filled start has problems: %v", problems)
	}
	for _, bad := range []string{"", "../evil", "A", "a/b", "a.b"} {
		if _, err := c.Draft(bad); !fault.HasCode(err, catalog.CodeNoOverlay) {
			t.Errorf("%q has a draft: %v", bad, err)
		}
		if problems := catalog.CheckText(bad, []byte(good)); len(problems) == 0 {
			t.Errorf("%q is a key", bad)
		}
	}
}
