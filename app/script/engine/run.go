package engine

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"patchbay/app/script"
	"patchbay/app/script/globals"
	"patchbay/app/script/wire"
)

// run is one job in its sandbox. Its loop's goroutine owns everything but the atomic fields.
type run struct {
	server  *server
	id      uint32
	job     wire.Job
	input   []byte
	body    []byte
	prelude *program
	program *program
	aborted bool // before it began
	began   time.Time

	*sandbox
	watch     watch
	calls     map[uint32]*call
	lastCall  uint32
	queued    []wire.Frame // calls that wait for earlier ones to be answered
	notified  int          // bytes
	hints     []wire.Hint
	unhandled map[*goja.Promise]struct{}
	loadError goja.Value // what load threw

	stopped atomic.Pointer[wire.Ending] // why it must end, set from outside
	told    atomic.Bool                 // its end has been sent
	box     atomic.Pointer[sandbox]     // the sandbox, once stop may interrupt it
}

// stop makes the run end for the reason, unless another came first. Any goroutine may call it.
func (r *run) stop(why *wire.Ending) {
	if !r.stopped.CompareAndSwap(nil, why) {
		return
	}
	if box := r.box.Load(); box != nil {
		box.vm.Interrupt(why)
		box.loop.poke()
	}
}

// hear takes a reply to one of the run's calls to the loop. It is called while the server holds the run as current.
func (r *run) hear(f wire.Frame) {
	if box := r.box.Load(); box != nil {
		box.loop.push(func() { r.settle(f) })
	}
}

// do leads the run to its end: the value's JSON text, nil for undefined, or how it failed and what was attached.
func (r *run) do(box *sandbox) (value []byte, end *wire.Ending, data []byte) {
	r.sandbox = box
	r.unhandled = map[*goja.Promise]struct{}{}
	box.run = r
	r.box.Store(box)
	if r.aborted {
		r.stop(ending(script.Aborted, "The run was cancelled."))
	}
	if why := r.stopped.Load(); why != nil {
		box.vm.Interrupt(why) // it was stopped when there was nothing to interrupt yet
	}
	r.watch.start(r)
	defer r.watch.stop()
	value, end, data = r.lead()
	if why := r.stopped.Load(); why != nil {
		return nil, why, nil
	}
	return value, end, data
}

// lead is do without the watch. A panic inside goja is a defect there, or a size that Go refuses; the sandbox is
// thrown away either way.
func (r *run) lead() (value []byte, end *wire.Ending, data []byte) {
	defer func() {
		if fatal := recover(); fatal != nil {
			value, data = nil, nil
			end = r.fatal(fatal)
		}
	}()
	promise, err := r.start()
	if err != nil {
		end, data = r.failed(err)
		return nil, end, data
	}
	if end = r.await(promise); end != nil {
		return nil, end, nil
	}
	if promise.State() == goja.PromiseStateRejected {
		end, data = r.thrown(promise.Result())
		return nil, end, data
	}
	return r.result(promise.Result())
}

// fatal tells what a panic that left goja means. Interrupts and stack overflows are panics inside native functions.
func (r *run) fatal(cause any) *wire.Ending {
	if err, ok := cause.(error); ok {
		if end, _, known := r.known(err); known {
			return end
		}
	}
	return ending(script.Crashed, fmt.Sprintf("The JavaScript engine failed inside: %v.", cause))
}

// start evaluates the prelude and calls its run.
func (r *run) start() (*goja.Promise, error) {
	if r.prelude == nil {
		return nil, errors.New("the prelude was never uploaded")
	}
	exports, err := r.evaluate(r.prelude, r.require(nil))
	if err != nil {
		return nil, err
	}
	begin, ok := goja.AssertFunction(member(exports, "run"))
	if !ok {
		return nil, errors.New("the prelude exports no function run")
	}
	argument := r.vm.NewObject()
	set := func(name string, value any) { _ = argument.Set(name, value) }
	if r.input != nil {
		input, err := globals.ParseJSON(r.vm, r.input)
		if err != nil {
			return nil, fmt.Errorf("read the input: %w", err)
		}
		set("input", input)
		r.input = nil
	}
	if r.body != nil {
		set("body", r.bodyObject(r.body))
		r.body = nil
	}
	host := r.vm.NewObject()
	_ = host.Set("call", r.native("call", r.call))
	_ = host.Set("notify", r.native("notify", r.notify))
	set("host", host)
	set("load", r.native("load", r.load))
	set("require", r.require(nil))
	value, err := begin(goja.Undefined(), argument)
	if err != nil {
		return nil, err
	}
	if promise, ok := value.Export().(*goja.Promise); ok {
		return promise, nil
	}
	promise, resolve, _ := r.vm.NewPromise()
	return promise, resolve(value)
}

// await runs the loop until the promise has settled, nothing is left to do, or the run was stopped.
func (r *run) await(promise *goja.Promise) *wire.Ending {
	for r.stopped.Load() == nil {
		if promise.State() != goja.PromiseStatePending {
			return nil
		}
		fn, idle := r.loop.next()
		if idle {
			return ending(script.Stuck, "The function waits for something that can never happen: its promise has not settled, "+
				"and no call, timer or other work is left that could settle it.")
		}
		if fn != nil {
			fn()
		}
	}
	return r.stopped.Load()
}

// result turns the promise's value into JSON text, as JSON.stringify does.
func (r *run) result(value goja.Value) ([]byte, *wire.Ending, []byte) {
	text, err := r.stringify(goja.Undefined(), value)
	if err != nil {
		end, data := r.failed(err)
		return nil, end, data
	}
	if goja.IsUndefined(text) {
		return nil, nil, nil
	}
	json := text.String()
	if int64(len(json)) > r.job.Output {
		return nil, ending(script.Output, fmt.Sprintf("The function's result is %d bytes of JSON; the limit is %d.", len(json), r.job.Output)), nil
	}
	return []byte(json), nil, nil
}

// tell sends the run's end, once.
func (r *run) tell(end *wire.Ending, data []byte) {
	if r.told.CompareAndSwap(false, true) {
		r.leave(wire.Outcome{Hints: r.lastHints(end), Failure: end}, data)
	}
}

// abandon sends the end of a run that does not end, once, and reports whether it had to.
func (r *run) abandon() bool {
	if !r.told.CompareAndSwap(false, true) {
		return false
	}
	end := *r.stopped.Load() // the run's goroutine may hold it, too
	r.leave(wire.Outcome{Failure: &end, Last: true}, nil)
	return true
}

// leave makes room for the next job, as the app may send one at once, then says how this one ended.
func (r *run) leave(head wire.Outcome, data []byte) {
	head.Duration, head.Peak = time.Since(r.began), r.watch.highest()
	kind := wire.Result
	if head.Failure != nil {
		kind = wire.Failure
		head.Failure.Data = data != nil
	} else {
		head.Undefined = data == nil
	}
	s := r.server
	s.mu.Lock()
	if s.current == r {
		s.current = nil
	}
	s.mu.Unlock()
	_ = s.w.Write(wire.Frame{Kind: kind, ID: r.id, Head: wire.Pack(head), Data: data})
}

// hintsKept bounds what a script can make the result carry.
const hintsKept = 50

func (r *run) hint(code, message string) {
	h := wire.Hint{Code: code, Message: message}
	for _, known := range r.hints {
		if known == h {
			return
		}
	}
	if len(r.hints) < hintsKept {
		r.hints = append(r.hints, h)
	}
}

// lastHints are the hints at the end: promises that were rejected while nobody listened are only then known to be so.
func (r *run) lastHints(end *wire.Ending) []wire.Hint {
	if r.stopped.Load() != nil {
		return r.hints // nothing of the script may run any more
	}
	for p := range r.unhandled {
		if why, _ := r.thrown(p.Result()); end == nil || why.Message != end.Message {
			r.hint("unhandled-rejection", "A promise that nothing waited for was rejected: "+why.Message)
		}
	}
	return r.hints
}
