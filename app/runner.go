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

// runner serves jobs on standard input and output until its parent is gone.
func runner() int {
	err := engine.Serve(context.Background(), os.Stdin, os.Stdout, engine.Options{Ask: map[string]engine.Answer{"check": typecheck.Handle}})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
