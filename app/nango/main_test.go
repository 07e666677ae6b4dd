package nango_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"

	"patchbay/app/script"
	"patchbay/app/script/enginetest"
)

// pool runs the functions of all tests.
var pool *script.Pool

// TestMain makes the test binary its own runner, as the program is its own.
func TestMain(m *testing.M) {
	enginetest.Runner()
	pool = script.NewPool(script.Options{Max: 4, Warm: 2})
	if err := pool.Start(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	// The clock of pattern matching ends by itself, a second after the last match.
	goleak.VerifyTestMain(stopping{m}, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock"))
}

// stopping ends the pool before leaks are looked for.
type stopping struct{ m *testing.M }

func (s stopping) Run() int {
	defer pool.Stop()
	return s.m.Run()
}
