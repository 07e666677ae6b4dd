// Package globals builds the world that a function's code sees inside a goja runtime: production's globals and nothing
// more, the modules that functions may require, and guards against built-ins that would outgrow the process.
package globals

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"github.com/dop251/goja"
	"golang.org/x/text/collate"
)

//go:generate go run ./zod/bundle.go ./zod/rewrite.go ./zod/lazy.go $ZOD zod/zod.js

// defaultMaxBytes is the size that one call may make when Options do not say.
const defaultMaxBytes = 256 << 20

// Timers is the event loop's clock. Set has fn run on the loop's goroutine after d, unless it is canceled before.
type Timers interface {
	Set(d time.Duration, fn func()) (cancel func())
}

// Options configure Install; the zero value works, without timers, console and hints.
type Options struct {
	Now      func() time.Time             // the runtime's clock; default time.Now. Dates are shown in time.Local
	Rand     io.Reader                    // behind Math.random, UUIDs and keys; default crypto/rand
	Timers   Timers                       // behind setTimeout; nil: calling it throws
	Console  func(level, argsJSON string) // what console.<level> was called with, a JSON array
	Hint     func(code, message string)   // what a real server lacks ("absent-global") or has beyond us ("missing-global")
	MaxBytes int64                        // the size to which one call may make a string, array or buffer; default 256 MB
}

// Modules are what user code may require, in one runtime.
type Modules struct{ w *world }

// Install puts production's globals into a fresh runtime and takes the rest away. Afterwards no text can be made into
// code, except by zod for itself. Everything belongs to the goroutine that runs the runtime.
func Install(vm *goja.Runtime, o Options) (modules *Modules, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			cause, ok := failure.(error)
			if !ok {
				panic(failure)
			}
			modules, err = nil, fmt.Errorf("globals: install: %w", cause)
		}
	}()
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	w := &world{vm: vm, o: o, hinted: map[string]bool{}, collators: map[string]*collate.Collator{}, made: map[string]goja.Value{}}
	w.furnish()
	return &Modules{w: w}, nil
}

func (w *world) furnish() {
	w.vm.SetTimeSource(w.o.Now)
	w.vm.SetRandSource(w.random)
	w.remember()
	asyncIterator := goja.NewSymbol("Symbol.asyncIterator")
	symbol := w.vm.Get("Symbol").(*goja.Object)
	w.must(symbol.DefineDataProperty("asyncIterator", asyncIterator, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	w.must(w.vm.GlobalObject().Delete("GoError"))
	w.define, w.defineAll, w.fill = w.definitions()
	host := w.host(map[string]func(goja.FunctionCall) goja.Value{"console": w.console, "timer": w.timer})
	w.lazily(w.start(baseProgram(), host, w.define), "console")
	w.lazily(w.start(extrasProgram(), asyncIterator, w.define, w.fill), "WeakRef", "FinalizationRegistry", "Atomics")
	w.patterns()
	w.json()
	w.locale()
	w.close()
	w.lazy("Buffer", func() goja.Value { return w.bufferClass() })
	for _, name := range []string{"URL", "URLSearchParams"} {
		w.lazy(name, func() goja.Value { return w.urls().Get(name) })
	}
}

// remember keeps built-ins as they are before anybody can replace them.
func (w *world) remember() {
	w.function = w.vm.Get("Function")
	w.rangeError = w.vm.Get("RangeError").(*goja.Object)
	w.syntaxError = w.vm.Get("SyntaxError").(*goja.Object)
	w.plainError = w.vm.Get("Error").(*goja.Object)
	w.isView, _ = goja.AssertFunction(w.vm.Get("ArrayBuffer").(*goja.Object).Get("isView"))
}

// random is Math.random's number, from 53 bits.
func (w *world) random() float64 {
	var b [8]byte
	if _, err := io.ReadFull(w.o.Rand, b[:]); err != nil {
		panic(w.vm.NewTypeError("No random numbers are left."))
	}
	return float64(binary.LittleEndian.Uint64(b[:])>>11) / (1 << 53)
}

// console is (level, argsJSON).
func (w *world) console(call goja.FunctionCall) goja.Value {
	if w.o.Console != nil {
		w.o.Console(call.Argument(0).String(), call.Argument(1).String())
	}
	return goja.Undefined()
}

// timer is (fn, milliseconds) → cancel.
func (w *world) timer(call goja.FunctionCall) goja.Value {
	fn, ok := goja.AssertFunction(call.Argument(0))
	if !ok || w.o.Timers == nil {
		panic(w.vm.NewTypeError("Timers do not run here."))
	}
	cancel := w.o.Timers.Set(time.Duration(call.Argument(1).ToFloat()*float64(time.Millisecond)), func() {
		// Our script catches what the callback throws. An interrupt ends the run in its own way.
		_, _ = fn(goja.Undefined())
	})
	return w.fn("cancel", 0, func(goja.FunctionCall) goja.Value {
		cancel()
		return goja.Undefined()
	})
}

// close installs the guards and takes away what makes code from text.
func (w *world) close() {
	kept := w.vm.NewObject()
	w.must(kept.Set("EvalError", w.vm.Get("EvalError")))
	guards := w.start(guardsProgram(), w.vm.ToValue(w.o.MaxBytes), w.fn("count", 2, w.count), kept, w.define).(*goja.Object)
	buffers, _ := goja.AssertFunction(guards.Get("buffers"))
	for _, name := range []string{
		"ArrayBuffer", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array",
		"Int32Array", "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
	} {
		w.guardLazily(name, buffers)
	}
	w.watchAbsent(map[string]goja.Value{PowName: guards.Get("pow")})
}

// guardLazily replaces a constructor by its guarded one when code first touches it.
func (w *world) guardLazily(name string, guard goja.Callable) {
	global := w.vm.GlobalObject()
	native := global.Get(name)
	w.lazy(name, func() goja.Value {
		value, err := guard(goja.Undefined(), native)
		w.must(err)
		return value
	})
}

// Require returns the exports of zod, crypto, url or buffer, loading them when first asked. Other names are unknown.
func (m *Modules) Require(name string) (goja.Value, bool) {
	w := m.w
	switch name {
	case "zod":
		return w.once("zod", func() goja.Value {
			return w.newExports(w.start(zodProgram(), w.function, goja.Undefined(), goja.Undefined(), w.vm.NewObject(), w.fn("atob", 1, w.atob),
				w.fn("btoa", 1, w.btoa)))
		}), true
	case "crypto":
		return w.once("crypto", w.cryptoModule), true
	case "url":
		return w.once("url", func() goja.Value { return w.start(urlModuleProgram(), w.urls()) }), true
	case "buffer":
		return w.once("buffer", w.bufferModule), true
	}
	return nil, false
}

func (w *world) bufferModule() goja.Value {
	module := w.vm.NewObject()
	w.must(module.Set("Buffer", w.bufferClass()))
	constants := w.vm.NewObject()
	w.must(constants.Set("MAX_LENGTH", w.o.MaxBytes))
	w.must(constants.Set("MAX_STRING_LENGTH", w.o.MaxBytes))
	w.must(module.Set("constants", constants))
	w.must(module.Set("kMaxLength", w.o.MaxBytes))
	w.must(module.Set("kStringMaxLength", w.o.MaxBytes))
	return module
}
