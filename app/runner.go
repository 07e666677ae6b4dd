package app

import (
	"context"
	"fmt"
	"os"

	"patchbay/app/script/engine"
	"patchbay/app/script/typecheck"
)

// runnerCommand is how Patchbay starts itself as a runner of functions. It is not for people.
const runnerCommand = "runner"

// runner serves jobs until its parent is gone and returns the exit code.
func runner() int {
	var types typecheck.Checker
	err := engine.Main(context.Background(), engine.Options{Ask: map[string]engine.Answer{"check": types.Handle}})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
