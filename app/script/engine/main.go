package engine

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"time"
)

const (
	// goStack ends a native recursion that callDepth does not see, such as a deep value in a native function. It is
	// room for callDepth natives that call back, about 5 kB each, several times over.
	goStack = 256 << 20
	// garbage is how much the heap may grow between collections, in percent. Runs are short and thrown away whole, so
	// rare collections find little alive: at Go's usual 100 they cost a third of the time of small jobs.
	garbage = 800
)

// Main is the runner program: it takes from the process what a script could misuse, then serves standard input and
// output until the app closes them or dies. The process should end with Main's return at once, whatever still runs.
func Main(ctx context.Context, o Options) error {
	in, out := os.Stdin, os.Stdout
	os.Stdout = os.Stderr // a stray print must not break the frames
	debug.SetMaxStack(goStack)
	debug.SetGCPercent(garbage)
	time.Local = time.UTC                       // a server's zone, and no zone file is read
	time.AfterFunc(time.Hour, func() {}).Stop() // Go opens what its timers need now; soon nothing can be opened
	if err := confine(); err != nil {
		return fmt.Errorf("confine the runner: %w", err)
	}
	return Serve(ctx, in, out, o)
}
