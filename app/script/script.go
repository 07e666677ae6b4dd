// Package script runs JavaScript in child processes. A Pool owns the processes; a Job names two programs, the
// prelude that offers an API and the user's code, and a Host answers what they ask. The package knows nothing about
// what the programs are for.
package script

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Program is JavaScript ready for the runner: one CommonJS text, already lowered for goja, with an inline source map.
type Program struct {
	ID   string // hex SHA-256 of Name and Code
	Name string // file name in raw stacks, e.g. "list-issues-github.cjs"
	Code string
}

// NewProgram names code by its content, so that a runner compiles it once.
func NewProgram(name, code string) *Program {
	sum := sha256.New()
	sum.Write([]byte(name))
	sum.Write([]byte{0})
	sum.Write([]byte(code))
	return &Program{ID: hex.EncodeToString(sum.Sum(nil)), Name: name, Code: code}
}

// The limits of a job that sets none.
const (
	DefaultMemory = 512 << 20 // bytes of live JavaScript objects, as a real server's runner gives
	DefaultOutput = 64 << 20  // bytes of the result's JSON text
)

// Limits end a job that takes too much.
type Limits struct {
	Deadline    time.Duration // wall clock from the moment the child has the job; 0 means none
	MemoryBytes int64         // 0 means DefaultMemory
	OutputBytes int64         // 0 means DefaultOutput
}

// Job is one run in a fresh JavaScript runtime. The prelude is evaluated first and must export
// run({input, body, load, host, require}), which returns a promise of the result:
//
//   - input is Input as native values, undefined when empty.
//   - body is Body as {json(), text(), buffer(), size}, undefined when nil.
//   - load(modules) evaluates Program with fresh module state and returns its module.exports. The values of the
//     optional object modules are what its require() returns for those names, before the built-in ones.
//   - host.call(method, argsJSON, body) asks the Host and returns a promise of {head, body}.
//   - host.notify(method, argsJSON) tells the Host.
//   - require(name) gives 'zod', 'crypto', 'url' and 'buffer'.
type Job struct {
	Prelude *Program
	Program *Program // may be nil: then load throws
	Input   json.RawMessage
	Body    []byte
	Limits  Limits
}

// Host answers what a script asks. Call is used concurrently when a script does not wait (Promise.all); its context
// ends with the run, and Run returns only after every Call has. A *Rejection becomes a rejected promise whose Error has
// its name, message, code and data; any other error becomes one with its text as message.
//
// Notify is one way and called from one goroutine, in the script's order; the next thing the script says waits for it.
// Console output arrives as method "console" with {"level": "log", "args": […]}. Args over 64 kB arrive as
// {"cut": "<the first 32 kB of the text>", "size": <bytes>}; after 16 MB in one run nothing more arrives and the
// result carries the hint "output-cut".
type Host interface {
	Call(ctx context.Context, method string, args json.RawMessage, body []byte) (Reply, error)
	Notify(method string, args json.RawMessage)
}

// Reply answers a call. Head reaches the script as native values, Body as {json(), text(), buffer(), size}: it crosses
// the pipe as it is and is parsed only when the script wants it.
type Reply struct {
	Head json.RawMessage // JSON; nil becomes undefined
	Body []byte
}

// Rejection is a Host's refusal, in the words the script's Error will have.
type Rejection struct {
	Name    string // class name, "Error" when empty
	Message string
	Code    string          // property code, absent when empty
	Data    json.RawMessage // property data, absent when nil
}

// Error returns the message.
func (r *Rejection) Error() string { return r.Message }

// Result is what a job left. Run returns one beside a Failure too, then without a Value.
type Result struct {
	Value      json.RawMessage // nil for undefined
	Duration   time.Duration   // in the child
	PeakMemory int64           // bytes of JavaScript objects at the highest point seen
	Hints      []Hint
}

// Hint tells what a real server lacks or does otherwise, or what went unnoticed: "absent-global",
// "unhandled-rejection", "output-cut".
type Hint struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The ways a run fails.
const (
	Thrown   = "thrown"   // the script threw, or its promise was rejected
	TimedOut = "timeout"  // the deadline passed
	Memory   = "memory"   // the memory limit passed
	Aborted  = "aborted"  // the caller's context ended
	Crashed  = "crashed"  // the child process died
	Load     = "load"     // the user's program does not compile, or threw while it was loaded
	Stuck    = "stuck"    // nothing is left to happen and the promise has not settled
	Output   = "output"   // the result is larger than its limit
	Closed   = "closed"   // the pool is not running
	Rejected = "rejected" // the job itself is unusable: no prelude, too large
)

// Failure is how a run ended badly.
type Failure struct {
	Kind    string          // one of the constants
	Name    string          // class of the thrown Error; empty when something else was thrown
	Message string          // the Error's message, the JSON text of another thrown value, or a sentence of ours
	Code    string          // property code of the Error, when it is a string or a number
	Stack   string          // in V8's form, in TypeScript positions, without the prelude's frames
	Raw     string          // the same in the program's own positions
	Data    json.RawMessage // JSON of the Error's property data, nil without one
}

// Error returns the message behind its class, as JavaScript prints it.
func (f *Failure) Error() string {
	if f.Name == "" {
		return f.Message
	}
	return f.Name + ": " + f.Message
}
