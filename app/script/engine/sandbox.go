package engine

import (
	"context"
	"fmt"

	"github.com/dop251/goja"

	"patchbay/app/script/globals"
)

const (
	// callDepth bounds recursion. V8 allows about 11,000 plain calls; natives that call back use the Go stack, whose
	// limit (see Main) is sized for this many.
	callDepth = 5_000
	// largestValue is the size to which a single string, array or buffer may be made at once.
	largestValue = 256 << 20
)

// sandbox is a runtime that has run nothing of a user's yet, with its loop and the intrinsics we need, taken before
// anybody could replace them.
type sandbox struct {
	vm        *goja.Runtime
	loop      *loop
	modules   *globals.Modules
	stringify goja.Callable
	newError  *goja.Object
	run       *run // set when a job takes it
}

func newSandbox(o Options) (*sandbox, error) {
	box := &sandbox{vm: goja.New(), loop: newLoop()}
	box.vm.SetMaxCallStackSize(callDepth)
	box.vm.SetPromiseRejectionTracker(box.track)
	json, ok := box.vm.Get("JSON").(*goja.Object)
	if !ok {
		return nil, fmt.Errorf("engine: a runtime without JSON")
	}
	modules, err := globals.Install(box.vm, globals.Options{
		Now: o.Now, Rand: o.Rand, Timers: box.loop, MaxBytes: largestValue,
		Console: func(level, argsJSON string) {
			if box.run != nil {
				box.run.console(level, argsJSON)
			}
		},
		Hint: func(code, message string) {
			if box.run != nil {
				box.run.hint(code, message)
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("install the globals: %w", err)
	}
	box.modules = modules
	if box.stringify, ok = goja.AssertFunction(json.Get("stringify")); !ok {
		return nil, fmt.Errorf("engine: a runtime without JSON.stringify")
	}
	box.newError = box.vm.Get("Error").ToObject(box.vm)
	box.modules.Require("zod")
	return box, nil
}

// native makes a function of Go's. Without a name of its own it would show the Go function's in stacks.
func (box *sandbox) native(name string, fn func(goja.FunctionCall) goja.Value) *goja.Object {
	made := box.vm.ToValue(fn).ToObject(box.vm)
	_ = made.DefineDataProperty("name", box.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return made
}

func (box *sandbox) track(p *goja.Promise, operation goja.PromiseRejectionOperation) {
	if box.run == nil {
		return
	}
	if operation == goja.PromiseRejectionReject {
		box.run.unhandled[p] = struct{}{}
	} else {
		delete(box.run.unhandled, p)
	}
}

// stock makes sandboxes ahead of time.
type stock struct {
	o     Options
	ready chan *sandbox
}

func newStock(o Options) *stock { return &stock{o: o, ready: make(chan *sandbox, o.Stock-1)} }

// fill makes sandboxes until ctx ends: as many wait as the channel holds, and one in hand.
func (s *stock) fill(ctx context.Context) {
	for {
		box, err := newSandbox(s.o)
		if err != nil {
			return // take makes its own and reports the error
		}
		select {
		case s.ready <- box:
		case <-ctx.Done():
			return
		}
	}
}

// take returns a fresh sandbox, one made ahead of time when there is one.
func (s *stock) take(ctx context.Context) (*sandbox, error) {
	select {
	case box := <-s.ready:
		return box, nil
	default:
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return newSandbox(s.o)
}
