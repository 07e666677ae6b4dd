package compile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/compile"
)

// TestTheFolderIsCompiledAsTheOfficialCompilerDoes compares with what the nango command line, version 0.71.10, wrote for
// testdata/project, which uses every property of a declaration and every shape of schema. The bundles are compared without
// their source maps: ours names the lines of the TypeScript files, the official one those of an intermediate form.
func TestTheFolderIsCompiledAsTheOfficialCompilerDoes(t *testing.T) {
	t.Parallel()
	project, err := newCompiler(t).Folder(t.Context(), os.DirFS("testdata/project"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range project.Diagnostics {
		if d.Severity == "error" {
			t.Errorf("%s:%d:%d %s: %s", d.File, d.Line, d.Column, d.Code, d.Message)
		}
	}
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := compile.WriteBuild(root, project); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(read(t, "testdata/official/nango.json"), read(t, filepath.Join(dir, ".nango/nango.json"))); diff != "" {
		t.Errorf("nango.json (-official +ours):\n%s", diff)
	}
	bundles, err := filepath.Glob("testdata/official/*.cjs")
	if err != nil || len(bundles) != len(project.Functions) {
		t.Fatalf("%d official bundles, %d functions, %v", len(bundles), len(project.Functions), err)
	}
	for _, official := range bundles {
		code, sourceMap, _ := strings.Cut(read(t, filepath.Join(dir, "build", filepath.Base(official))), "//# sourceMappingURL=")
		if diff := cmp.Diff(read(t, official), code); diff != "" {
			t.Errorf("%s (-official +ours):\n%s", filepath.Base(official), diff)
		}
		if !strings.HasPrefix(sourceMap, "data:application/json;base64,") {
			t.Errorf("%s has no inline source map", filepath.Base(official))
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
