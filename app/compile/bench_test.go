package compile_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"patchbay/app/compile"
)

// sixty is a folder of 60 functions, 40 actions and 20 syncs, over 10 integrations.
func sixty() fstest.MapFS {
	files := map[string]string{}
	for i := range 60 {
		text, kind := actionText, "actions"
		if i%3 == 0 {
			text, kind = syncText, "syncs"
		}
		files[fmt.Sprintf("acme%d/%s/f%d.ts", i, kind, i)] = text
	}
	return indexed(files)
}

// BenchmarkFolder compiles a folder of 60 functions: cold, with a compiler that never saw it (its runner processes are warm);
// unchanged; and with one function changed, which is what a save costs.
func BenchmarkFolder(b *testing.B) {
	pool := newPool(b)
	root := sixty()
	compileAll := func(b *testing.B, c *compile.Compiler) {
		b.Helper()
		if p, err := c.Folder(b.Context(), root); err != nil || len(p.Functions) != 60 {
			b.Fatalf("%v: %s", err, problems(p.Diagnostics))
		}
	}
	compileAll(b, compile.New(compile.Options{Pool: pool}))
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			compileAll(b, compile.New(compile.Options{Pool: pool}))
		}
	})
	c := compile.New(compile.Options{Pool: pool})
	compileAll(b, c)
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			compileAll(b, c)
		}
	})
	b.Run("one changed", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			root["acme1/actions/f1.ts"] = &fstest.MapFile{Data: fmt.Appendf(nil, "%s// %d\n", actionText, i)}
			compileAll(b, c)
		}
	})
}
