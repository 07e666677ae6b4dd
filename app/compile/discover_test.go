package compile_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

// folder makes a project of path → text, with the folder .nango.
func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{".nango/.gitkeep": {}}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestRecogniseSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		root fstest.MapFS
		want string
	}{
		"project":       {fstest.MapFS{".nango/x": {}, "index.ts": {}}, ""},
		"no index":      {fstest.MapFS{".nango/x": {}}, "no_index"},
		"no marker":     {fstest.MapFS{"index.ts": {}}, "not_a_project"},
		"marker a file": {fstest.MapFS{"index.ts": {}, ".nango": {}}, "not_a_project"},
		"nothing":       {fstest.MapFS{}, "not_a_project"},
		"yaml":          {fstest.MapFS{".nango/x": {}, "index.ts": {}, "nango.yaml": {}}, "yaml_project"},
	} {
		err := compile.Recognise(row.root)
		if row.want == "" && err != nil || row.want != "" && (!fault.HasCode(err, row.want) || fault.From(err).Hint == "") {
			t.Errorf("%s: %v, want code %q and a hint", name, err, row.want)
		}
	}
}

// closed is a folder in which the system refuses to look at one name and what is below it.
type closed struct {
	fstest.MapFS
	name string
}

func (c closed) Stat(name string) (fs.FileInfo, error) {
	if name == c.name || strings.HasPrefix(name, c.name+"/") {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrPermission}
	}
	return c.MapFS.Stat(name)
}

// What may not be read is not told as missing: making the file would not help.
func TestWhatIsClosedIsNotMissing(t *testing.T) {
	t.Parallel()
	files := folder(map[string]string{"index.ts": "import './acme/actions/a.js';\n", "acme/actions/a.ts": ""})
	for _, name := range []string{"index.ts", ".nango"} {
		if err := compile.Recognise(closed{files, name}); !fault.HasCode(err, "cannot_read") || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is closed: %v, want cannot_read", name, err)
		}
	}
	entries, found := compile.Discover(closed{files, "acme/actions"})
	if len(entries) != 0 || len(found) != 1 || found[0].Code != "file_unreadable" || found[0].Line != 1 || !strings.Contains(found[0].Message, "acme/actions/a.ts cannot be read") {
		t.Errorf("%v %+v", entries, found)
	}
}

func TestDiscoverScansTheTextOfIndex(t *testing.T) {
	t.Parallel()
	const f = "acme/actions/a.ts"
	for name, row := range map[string]struct{ index, want string }{
		"ordinary":           {"import './acme/actions/a.js';\nimport \"./acme/actions/b.js\"", "1 acme a acme/actions/a.ts|2 acme b acme/actions/b.ts"},
		"without .js":        {"import './acme/actions/a';", "1 acme a " + f},
		"in a block comment": {"/*\nimport './acme/actions/a.js';\n*/", "2 acme a " + f},
		"indented, named, other quotes": {" import './acme/actions/a.js';\nimport a from './acme/actions/a.js';\nimport {} from './acme/actions/a.js';\n// import './acme/actions/a.js';\nimport `./acme/actions/a.js`;\nimport 'acme/actions/a.js';",
			"0 no_entry_points"},
		"at the root":   {"import './a.js';", "1 outside_integration"},
		"outside":       {"import './../a/b/c.js';", "1 outside_project"},
		"not there":     {"import './acme/actions/none.js';", "1 file_not_found"},
		"bad name":      {"import './acme/actions/b c.js';", "1 invalid_name"},
		"twice":         {"import './acme/actions/a.js';\nimport './acme/actions/a.js';", "1 acme a " + f + "|2 named_twice"},
		"windows lines": {"import './acme/actions/a.js';\r\nimport './acme/actions/b.js';\r\n", "1 acme a acme/actions/a.ts|2 acme b acme/actions/b.ts"},
		"deep":          {"import './acme/x/y/z/d.js';", "1 acme d acme/x/y/z/d.ts"},
		"empty":         {"", "0 no_entry_points"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			entries, found := compile.Discover(folder(map[string]string{
				"index.ts": row.index, f: "", "acme/actions/b.ts": "", "acme/actions/b c.ts": "", "acme/x/y/z/d.ts": "", "a.ts": "",
			}))
			var got []string
			for _, e := range entries {
				got = append(got, fmt.Sprintf("%d %s %s %s", e.Line, e.Integration, e.Name, e.File))
			}
			for _, d := range found {
				got = append(got, fmt.Sprintf("%d %s", d.Line, d.Code))
			}
			if diff := cmp.Diff(row.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestALinkOutOfTheFolderIsNotFollowed(t *testing.T) {
	t.Parallel()
	outside, dir := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		filepath.Join(outside, "secret.ts"):     "export const secret = 'top';",
		filepath.Join(dir, "index.ts"):          "import './acme/actions/a.js';\n",
		filepath.Join(dir, "acme/actions/a.ts"): "import { secret } from '../linked.js';\nimport { createAction } from 'nango';\nexport default createAction({ description: secret });\n",
		filepath.Join(dir, ".nango/.gitkeep"):   "",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(outside, "secret.ts"), filepath.Join(dir, "acme/linked.ts")); err != nil {
		t.Fatal(err)
	}
	project, err := newCompiler(t).Folder(t.Context(), os.DirFS(dir))
	if err != nil || len(project.Functions) != 0 || len(project.Diagnostics) == 0 {
		t.Fatalf("%d functions, %v, %v", len(project.Functions), project.Diagnostics, err)
	}
	for _, text := range project.Files {
		if strings.Contains(text, "top") {
			t.Error("the file outside was read")
		}
	}
}
