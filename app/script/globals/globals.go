// Package globals builds the world that a function's code sees inside a goja runtime: production's globals and nothing
// more, the modules that functions may require, and guards against built-ins that would outgrow the process.
package globals

import (
	"io"
	"time"

	"github.com/dop251/goja"
)

// Timers is the event loop's clock. Set has fn run on the loop's goroutine after d, unless it is canceled before.
type Timers interface {
	Set(d time.Duration, fn func()) (cancel func())
}

// Options configure Install; the zero value works, without timers, console and hints.
type Options struct {
	Now      func() time.Time             // the runtime's clock, read as UTC; default time.Now
	Rand     io.Reader                    // behind Math.random, UUIDs and keys; default crypto/rand
	Timers   Timers                       // behind setTimeout; nil: calling it throws
	Console  func(level, argsJSON string) // what console.<level> was called with, a JSON array
	Hint     func(code, message string)   // what a real server lacks or does otherwise, e.g. "absent-global"
	MaxBytes int64                        // the size to which one call may make a string, array or buffer; default 256 MB
}

// Modules are what user code may require, in one runtime.
type Modules struct {
	vm *goja.Runtime
}

// Install puts production's globals into a fresh runtime and takes the rest away.
func Install(vm *goja.Runtime, o Options) (*Modules, error) {
	return &Modules{vm: vm}, nil
}

// Require returns the exports of zod, crypto, url or buffer, loading them when first asked. Other names are unknown.
func (m *Modules) Require(name string) (goja.Value, bool) { return nil, false }

// Buffer returns a Buffer over b, which the script may write to from now on.
func (m *Modules) Buffer(b []byte) goja.Value { return m.vm.ToValue(m.vm.NewArrayBuffer(b)) }

// Bytes returns the memory behind a Buffer, typed array, DataView or ArrayBuffer: not a copy.
func (m *Modules) Bytes(v goja.Value) ([]byte, bool) { return nil, false }

// ParseJSON builds native objects from a JSON text as JSON.parse does, to a depth of 1000.
func ParseJSON(vm *goja.Runtime, text []byte) (goja.Value, error) { return nil, nil }

// CheckDepth refuses a source text whose brackets nest deeper than limit, which would overflow the compiler's stack.
func CheckDepth(source string, limit int) error { return nil }
