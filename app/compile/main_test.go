package compile_test

import (
	"context"
	"testing"

	"go.uber.org/goleak"

	"patchbay/app/compile"
	"patchbay/app/script"
	"patchbay/app/script/enginetest"
)

// TestMain makes the test binary its own runner, as the program is its own.
func TestMain(m *testing.M) {
	enginetest.Runner()
	goleak.VerifyTestMain(m)
}

// newPool starts runner processes for one test.
func newPool(tb testing.TB) *script.Pool {
	tb.Helper()
	pool := script.NewPool(script.Options{Max: 2, Warm: 1})
	if err := pool.Start(context.Background()); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(pool.Stop)
	return pool
}

// newCompiler gives a compiler with runner processes of its own.
func newCompiler(tb testing.TB) *compile.Compiler {
	tb.Helper()
	return compile.New(compile.Options{Pool: newPool(tb)})
}
