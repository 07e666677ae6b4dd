package app_test

import (
	"go/ast"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// securityCases are the attacks on the local doors (LH), the webhooks (WH) and the pages (UI) that a test has to try. Each
// test names its case in its comment or title, so `go test -v -run TestEverySecurityCaseHasATest ./app` prints who tries what.
var securityCases = []string{
	"LH-01", "LH-02", "LH-03", "LH-05", "LH-06", "LH-07", "LH-09", "LH-11", "LH-12", "LH-13", "LH-14", "LH-16", "LH-17", "LH-18", "LH-20", "LH-22", "LH-23", "LH-24",
	"WH-01", "WH-02", "WH-05", "WH-07", "WH-08", "WH-09", "WH-11", "WH-12", "WH-13",
	"UI-01", "UI-02", "UI-04", "UI-05", "UI-07", "UI-09", "UI-10", "UI-11", "UI-12", "UI-14",
}

// untried is what no test tries of a case, and why.
var untried = map[string]string{
	"LH-12": "without root there is no second user on the machine; the port knows no users, so the same is tried as this one",
	"LH-13": "without root only the modes are looked at",
	"LH-14": "no statistics of a hundred thousand tries: on a busy machine they say nothing, so the construction is checked",
	"LH-17": "the official SDKs know no proof of the server; what is tried are Patchbay's own clients",
	"LH-24": "there is no installer, and no file holds the secret: deleting the data folder is the uninstallation",
	"UI-11": "nobody locks a screen here: what was revealed goes by the clock",
	"UI-02": "the desktop window's own engine is tried by build/window-smoke.mjs for the one thing that its bridge opens",
}

var caseName = regexp.MustCompile(`\b(?:LH|WH|UI)-\d\d\b`)

func TestEverySecurityCaseHasATest(t *testing.T) {
	t.Parallel()
	tried := map[string][]string{}
	note := func(id, where string) {
		if !slices.Contains(tried[id], where) {
			tried[id] = append(tried[id], where)
		}
	}
	for _, root := range []string{".", "../frontend/e2e", "../frontend/src"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			switch {
			case strings.HasSuffix(path, "_test.go"):
				casesOfGo(t, path, note)
			case strings.HasSuffix(path, ".spec.ts"), strings.HasSuffix(path, ".test.ts"), strings.HasSuffix(path, ".test.tsx"):
				casesOfTypeScript(t, path, note)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range securityCases {
		if len(tried[id]) == 0 {
			t.Errorf("%s: no test names it", id)
		}
		t.Logf("%s | %s %s", id, strings.Join(tried[id], ", "), untried[id])
	}
	for _, id := range slices.Sorted(maps.Keys(tried)) {
		if !slices.Contains(securityCases, id) {
			t.Errorf("%s names the case %s, which is none", tried[id], id)
		}
	}
	for id := range untried {
		if !slices.Contains(securityCases, id) {
			t.Errorf("untried: %s is no case", id)
		}
	}
}

// casesOfGo notes the cases in the comment above each test function, and in comments and texts inside it.
func casesOfGo(t *testing.T, path string, note func(id, where string)) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !caseName.Match(text) {
		return
	}
	set, parsed := parsedFile(t, path)
	for _, d := range parsed.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || !strings.HasPrefix(f.Name.Name, "Test") {
			continue
		}
		begin := f.Pos()
		if f.Doc != nil {
			begin = f.Doc.Pos()
		}
		for _, id := range caseName.FindAllString(string(text[set.Position(begin).Offset:set.Position(f.End()).Offset]), -1) {
			note(id, filepath.Dir(path)+"."+f.Name.Name)
		}
	}
}

// testTitle finds the title of a Playwright or Vitest test, or of what groups some.
var testTitle = regexp.MustCompile("(?m)^\\s*(?:test|it|describe)(?:\\.\\w+)?\\(\\s*['\"`](.*)$")

// casesOfTypeScript notes the cases in the comment at the top of a file, which speaks of all its tests, and in titles.
func casesOfTypeScript(t *testing.T, path string, note func(id, where string)) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	titles := testTitle.FindAllStringSubmatch(string(text), -1)
	head, _, _ := strings.Cut(string(text), "\nlet ")
	for line := range strings.Lines(head) {
		if strings.HasPrefix(line, "//") && len(titles) > 0 {
			titles = append(titles, []string{line, line})
		}
	}
	for _, title := range titles {
		for _, id := range caseName.FindAllString(title[1], -1) {
			note(id, filepath.Base(path))
		}
	}
}
