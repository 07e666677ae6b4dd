// Package enginetest makes a test binary its own runner of functions, as the program is its own.
package enginetest

import (
	"context"
	"fmt"
	"os"

	"patchbay/app/script/engine"
)

// Command is the argument with which a pool starts a runner.
const Command = "runner"

// Runner returns at once, unless this process was started as a runner: then it serves functions and ends. Call it first
// in TestMain.
func Runner() {
	if len(os.Args) < 2 || os.Args[1] != Command {
		return
	}
	if err := engine.Main(context.Background(), engine.Options{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}
