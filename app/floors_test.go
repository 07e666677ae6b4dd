package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const module = "patchbay/"

// floors says which packages may see which: a package imports only lower floors, never its own. Why each stands
// where it stands is told in README.md beside this file.
var floors = map[string]int{
	"app/fault": 0, "app/event": 0, "app/schema": 0, "app/text": 0, "app/script/wire": 0, "app/script/typecheck": 0, "app/script/typecheck/shim": 0,
	"app/script/bundle/shim": 0,
	"app/sqlite":             1, "app/vault": 1, "app/outbound": 1, "app/catalog": 1, "app/script": 1, "app/script/globals": 1, "app/diagnosis": 1,
	"app/settings": 2, "app/logs": 2, "app/auth": 2, "app/records": 2, "app/localtls": 2, "app/inbound": 2, "app/script/engine": 2, "app/script/bundle": 2,
	"app/connect": 3, "app/compile": 3, "app/redirect": 3, "app/playground": 3,
	"app/proxy": 4, "app/notify": 4, "app/fixtures": 4, "app/typedclient": 4,
	"app/nango": 5, "app/providerscripts": 5,
	"app/functions": 6,
	"app/schedule":  7, "app/webhooks": 7, "app/project": 7, "app/deploy": 7, "app/templates": 7, "app/mcpserver": 7, "app/builder": 7,
	"app/api": 8, "app/desktop": 8, "app/cli": 8,
	"app": 9, "providers": 8, "frontend": 8,
}

// wardens are the packages that alone may see a library, with the reason.
var wardens = []struct{ library, keeper, reason string }{
	{"github.com/wailsapp/wails", "app/desktop", "calls into Wails end the process when made at the wrong time"},
	{"modernc.org/sqlite", "app/sqlite", "pragmas, locks and backups hold only for databases opened there"},
	{"github.com/zalando/go-keyring", "app/vault", "every keychain call needs the vault's lock and time limit"},
	{"golang.org/x/oauth2", "app/auth", "credentials have one owner"},
	{"github.com/alecthomas/kong", "app/cli", "flags are the command line's"},
	{"github.com/modelcontextprotocol/go-sdk", "app/mcpserver", "what leaves it passes the redactor, and what writes asks first"},
	{"github.com/tmaxmax/go-sse", "app/builder", "what a model hears was redacted there"},
	{"github.com/smallstep/truststore", "app/localtls", "it is steered by variables of its package, which need one owner"},
}

// tree lists the repository's Go packages: folder relative to the root ("" for main) to its parsed files.
func tree(t *testing.T) map[string]map[string]*ast.File {
	t.Helper()
	packages := map[string]map[string]*ast.File{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			switch d.Name() {
			case "node_modules", "testdata", ".git", "artifacts":
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel("..", filepath.Dir(name))
		if err != nil {
			return err
		}
		if folder = filepath.ToSlash(folder); folder == "." {
			folder = ""
		}
		if packages[folder] == nil {
			packages[folder] = map[string]*ast.File{}
		}
		packages[folder][filepath.Base(name)] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

// isTestKit reports whether a folder holds helpers for tests, such as app/auth/authtest.
func isTestKit(folder string) bool { return strings.HasSuffix(path.Base(folder), "test") }

// isProgram reports whether a folder is a command: this one, or a generator. Nothing can import it, so it may see all.
func isProgram(files map[string]*ast.File) bool {
	for _, file := range files {
		return file.Name.Name == "main"
	}
	return false
}

func TestAPackageImportsOnlyLowerFloors(t *testing.T) {
	t.Parallel()
	for folder, files := range tree(t) {
		if isTestKit(folder) || isProgram(files) {
			continue
		}
		floor, known := floors[folder]
		if !known {
			t.Errorf("package %q stands on no floor: add it to the table with a reason in app/README.md", folder)
			continue
		}
		for name, file := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, spec := range file.Imports {
				imported, ours := strings.CutPrefix(importPath(t, spec), module)
				if !ours {
					continue
				}
				if isTestKit(imported) {
					t.Errorf("%s/%s imports %s, which is for tests only", folder, name, imported)
				} else if floors[imported] >= floor {
					t.Errorf("%s/%s (floor %d) imports %s (floor %d): a package imports only lower floors; declare an interface here and let app.go plug it in",
						folder, name, floor, imported, floors[imported])
				}
			}
		}
	}
}

func TestALibraryHasOneKeeper(t *testing.T) {
	t.Parallel()
	for folder, files := range tree(t) {
		for name, file := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, spec := range file.Imports {
				for _, w := range wardens {
					if strings.HasPrefix(importPath(t, spec), w.library) && folder != w.keeper {
						t.Errorf("%s/%s imports %s, which only %s may: %s", folder, name, importPath(t, spec), w.keeper, w.reason)
					}
				}
			}
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	t.Parallel()
	for folder, files := range tree(t) {
		docs, code := 0, 0
		for name, file := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			code++
			if file.Doc != nil {
				docs++
			}
		}
		if code > 0 && docs != 1 {
			t.Errorf("package %q has %d package comments, want one", folder, docs)
		}
	}
}

// SQLite is C translated to Go against one exact libc. Any other builds, and is tested by nobody.
func TestSQLiteKeepsItsLibc(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	pair := map[string]string{"modernc.org/sqlite": "v1.60.1", "modernc.org/libc": "v1.77.1"}
	for library, want := range pair {
		found := regexp.MustCompile(`(?m)^\s*` + regexp.QuoteMeta(library) + ` (\S+)`).FindStringSubmatch(string(raw))
		if found == nil || found[1] != want {
			t.Errorf("go.mod has %s %v, want %s: the two move together, to the pair in sqlite's own go.mod", library, found, want)
		}
	}
}

func TestTheReadmesNameMakeTargetsThatExist(t *testing.T) {
	t.Parallel()
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	targets := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^([a-z][a-z-]*):`).FindAllStringSubmatch(string(makefile), -1) {
		targets[m[1]] = true
	}
	for _, name := range []string{"../README.md", "README.md", "../.ci/run"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile("(?m)(?:`|^\\s*|exec )make ([a-z][a-z-]*)").FindAllStringSubmatch(string(text), -1) {
			if !targets[m[1]] {
				t.Errorf("%s tells readers to run make %s, which the Makefile does not have", name, m[1])
			}
		}
	}
}

func importPath(t *testing.T, spec *ast.ImportSpec) string {
	t.Helper()
	text, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
