package bundle_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"patchbay/app/script/bundle"
)

const entryFile = "acme/syncs/s.ts"

// TestAFolderCannotReachOutOrOverwhelm plays folders that want more than functions may have. Each is refused with a sentence.
func TestAFolderCannotReachOutOrOverwhelm(t *testing.T) {
	t.Parallel()
	imports := func(specifier string) string { return syncWith("import * as x from '"+specifier+"';\nvoid x;", "", "") }
	many := map[string]string{entryFile: imports("../many/0.js")}
	for i := range 10_000 {
		many[fmt.Sprintf("acme/many/%d.ts", i)] = fmt.Sprintf("export * from './%d.js';\nexport const v%d = 1;", (i+1)%10_000, i)
	}
	for name, row := range map[string]struct {
		files map[string]string
		code  string
	}{
		"path out":         {map[string]string{entryFile: imports("../../../etc/passwd")}, "outside_project"},
		"absolute path":    {map[string]string{entryFile: imports("/etc/passwd")}, "outside_project"},
		"path of Windows":  {map[string]string{entryFile: imports("C:/Windows/win.ini")}, "outside_project"},
		"backslashes":      {map[string]string{entryFile: imports(`./..\\..\\x`)}, "outside_project"},
		"file URL":         {map[string]string{entryFile: imports("file:///etc/passwd")}, "disallowed_import"},
		"data URL":         {map[string]string{entryFile: imports("data:text/javascript,1")}, "disallowed_import"},
		"package's folder": {map[string]string{entryFile: imports("evil"), "node_modules/evil/package.json": `{"main":"../../../secret.js"}`}, "disallowed_import"},
		"native add-on":    {map[string]string{entryFile: imports("../a.node"), "acme/a.node": "\x7fELF\x00"}, "failed_to_build_unknown"},
		"10,000 files":     {many, "too_many_files"},
		"large file":       {map[string]string{entryFile: imports("../big.js"), "acme/big.ts": strings.Repeat("export {};\n", 100_000)}, "file_too_large"},
		"large data":       {map[string]string{entryFile: imports("../big.json"), "acme/big.json": `"` + strings.Repeat("x", 9<<20) + `"`}, "file_too_large"},
		"deep data":        {map[string]string{entryFile: imports("../deep.json"), "acme/deep.json": `["\"[",` + strings.Repeat("[", 100_000)}, "nested_too_deep"},
		"deep brackets":    {map[string]string{entryFile: "const x = " + strings.Repeat("[", 100_000) + ";"}, "nested_too_deep"},
		"deep operators":   {map[string]string{entryFile: "const x = " + strings.Repeat("!", 300_000) + "1;"}, "nested_too_deep"},
		"deep arrows":      {map[string]string{entryFile: "const x = " + strings.Repeat("a=>", 100_000) + "1;"}, "nested_too_deep"},
		"missing entry":    {map[string]string{"index.ts": ""}, "failed_to_build_unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			made, found := bundle.Function(t.Context(), bundle.NewSource(folder(row.files)), entryFile)
			if made != nil || len(found) == 0 {
				t.Fatalf("bundle %v, found %v", made != nil, found)
			}
			if d := found[0]; d.Code != row.code || d.Message == "" || d.File == "" {
				t.Errorf("%+v, want code %s", d, row.code)
			}
		})
	}
}

// A list that a function looks things up in may be large, and what its strings hold is no code.
func TestLargeData(t *testing.T) {
	t.Parallel()
	data := `["` + strings.Repeat("([{", 10_000) + `","\\",` + strings.Repeat("1234567,", 100_000) + `"last \"one\""]`
	entry := syncWith("import list from '../list.json';\nlist.pop();", "", "")
	made, found := bundle.Function(t.Context(), bundle.NewSource(folder(map[string]string{entryFile: entry, "acme/list.json": data})), entryFile)
	if made == nil {
		t.Fatalf("refused: %+v", found)
	}
	if !strings.Contains(made.Server, `last "one"`) {
		t.Error("the list is not in the bundle")
	}
}

// counting is a folder that notes what is opened.
type counting struct {
	fstest.MapFS
	opened map[string]int
}

func (c counting) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.MapFS.Open(name)
}

func (c counting) ReadFile(name string) ([]byte, error) {
	c.opened[name]++
	return c.MapFS.ReadFile(name)
}

func TestPackagesAreNeverRead(t *testing.T) {
	t.Parallel()
	src := counting{folder(map[string]string{
		entryFile:                            syncWith("", "await nango.log('x');", ""),
		"node_modules/nango/package.json":    `{"scripts":{"postinstall":"touch /tmp/pwned"},"main":"../../../x"}`,
		"node_modules/zod/index.js":          "throw 1",
		"node_modules/zod/build/addon.node":  "\x7fELF",
		"tsconfig.json":                      `{"compilerOptions":{"paths":{"zod":["./evil.ts"]}}}`,
		"acme/syncs/package.json":            `{"type":"commonjs"}`,
		"acme/syncs/node_modules/zod/x.json": `{}`,
	}), map[string]int{}}
	if made, found := bundle.Function(t.Context(), bundle.NewSource(src), entryFile); made == nil {
		t.Fatal(found)
	}
	for name := range src.opened {
		if name != entryFile && name != "package.json" {
			t.Errorf("opened %s", name)
		}
	}
}

func TestLinksAreFollowedInsideTheFolderOnly(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "shared/inside.ts"), "export const x = 'inside';")
	write(filepath.Join(outside, "secret.ts"), "export const x = 'secret';")
	links := map[string]string{
		"acme/inside.ts": "../shared/inside.ts", "acme/folder": "../shared", "acme/absolute.ts": filepath.Join(outside, "secret.ts"),
		"acme/up.ts": "../../" + filepath.Base(outside) + "/secret.ts", "acme/out": outside, "acme/loop.ts": "loop.ts",
	}
	write(filepath.Join(dir, "acme/keep"), "")
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for specifier, works := range map[string]bool{
		"../inside.js": true, "../folder/inside.js": true, "../absolute.js": false, "../up.js": false, "../out/secret.js": false, "../loop.js": false,
	} {
		write(filepath.Join(dir, entryFile), syncWith("import { x } from '"+specifier+"';", "await nango.log(x);", ""))
		made, found := bundle.Function(t.Context(), bundle.NewSource(os.DirFS(dir)), entryFile)
		if (made != nil) != works {
			t.Errorf("%s: bundle %v, found %v", specifier, made != nil, found)
		}
		if made != nil && !strings.Contains(made.Server, "inside") {
			t.Errorf("%s: not the file meant", specifier)
		}
	}
}
