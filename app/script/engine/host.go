package engine

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"patchbay/app/script/globals"
	"patchbay/app/script/wire"
)

const (
	largestArgs   = 128 << 20 // bytes of one call's arguments or body; a batch of records may have 100 MB
	callsInFlight = 64        // the rest waits its turn in the child
	largestNotice = 64 << 10  // bytes of a notice's arguments
	noticeKept    = 32 << 10  // bytes that are left of a larger one
	noticesInRun  = 16 << 20  // bytes of all notices of a run
	deepestTrace  = 10        // frames kept of where a call was made
)

// call is a question to the host that has not been answered.
type call struct {
	resolve, reject func(any) error
	from            []goja.StackFrame
}

// call is host.call(method, argsJSON, body): a promise of {head, body}.
func (r *run) call(fc goja.FunctionCall) goja.Value {
	promise, resolve, reject := r.vm.NewPromise()
	f := wire.Frame{Kind: wire.Call, Head: wire.Pack(wire.Method{Name: fc.Argument(0).String()}), Absent: true}
	if args := fc.Argument(1); !goja.IsUndefined(args) {
		f.Data = []byte(args.String())
	}
	if body := fc.Argument(2); !goja.IsUndefined(body) && !goja.IsNull(body) {
		f.Body, f.Absent = r.bytes(body), false
	}
	if n := max(len(f.Data), len(f.Body)); n > largestArgs {
		_ = reject(r.errorOf(&wire.Error{
			Message: fmt.Sprintf("This call hands over %d bytes; the limit is %d. Send less at once.", n, largestArgs), Code: "call_too_large",
		}, nil, nil))
		return r.vm.ToValue(promise)
	}
	r.lastCall++
	f.ID = r.lastCall
	r.calls[f.ID] = &call{resolve: resolve, reject: reject, from: r.vm.CaptureCallStack(deepestTrace, nil)}
	r.loop.pending++
	if len(r.calls) > callsInFlight {
		f.Body = slices.Clone(f.Body) // the script may change its buffer before the frame leaves
		r.queued = append(r.queued, f)
	} else {
		_ = r.server.w.Write(f) // a broken pipe ends Serve
	}
	return r.vm.ToValue(promise)
}

// bytes returns the bytes of a body: a buffer's own, or a text in UTF-8.
func (r *run) bytes(body goja.Value) []byte {
	if b, ok := r.modules.Bytes(body); ok {
		return b
	}
	return []byte(body.String())
}

// settle resolves or rejects the promise of the call that f answers. Interrupts that come meanwhile are noticed by
// the loop.
func (r *run) settle(f wire.Frame) {
	c := r.calls[f.ID]
	if c == nil {
		return // an answer to an earlier run's call
	}
	delete(r.calls, f.ID)
	r.loop.pending--
	if len(r.queued) > 0 {
		_ = r.server.w.Write(r.queued[0])
		r.queued = r.queued[1:]
	}
	answer, err := wire.Unpack[wire.Answer](f.Head)
	if err != nil {
		answer.Error = &wire.Error{Message: "The answer could not be read."}
	}
	if answer.Error != nil {
		_ = c.reject(r.errorOf(answer.Error, f.Data, c.from))
		return
	}
	reply := r.vm.NewObject()
	if len(f.Data) > 0 {
		head, err := globals.ParseJSON(r.vm, f.Data)
		if err != nil {
			_ = c.reject(r.errorOf(&wire.Error{Message: "The answer is not JSON: " + err.Error(), Code: "bad_answer"}, nil, c.from))
			return
		}
		_ = reply.Set("head", head)
	}
	_ = reply.Set("body", r.bodyObject(f.Body))
	_ = c.resolve(reply)
}

// errorOf makes the Error of a refused call; its stack tells where the call was made.
func (r *run) errorOf(e *wire.Error, data []byte, from []goja.StackFrame) *goja.Object {
	made, err := r.vm.New(r.newError, r.vm.ToValue(e.Message))
	if err != nil {
		return r.vm.NewTypeError(e.Message)
	}
	hidden := func(name string, value any) {
		_ = made.DefineDataProperty(name, r.vm.ToValue(value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	if e.Name != "" {
		hidden("name", e.Name)
	}
	if len(from) > 0 {
		var b strings.Builder
		b.WriteString(titled(e.Name, e.Message))
		for i := range from {
			b.WriteString("\n" + rawFrame(&from[i]).String())
		}
		hidden("stack", b.String())
	}
	if e.Code != "" {
		_ = made.Set("code", e.Code)
	}
	if len(data) > 0 {
		if value, err := globals.ParseJSON(r.vm, data); err == nil {
			_ = made.Set("data", value)
		}
	}
	return made
}

// notify is host.notify(method, argsJSON).
func (r *run) notify(fc goja.FunctionCall) goja.Value {
	r.say(fc.Argument(0).String(), fc.Argument(1).String())
	return goja.Undefined()
}

// console carries what the script printed.
func (r *run) console(level, argsJSON string) {
	r.say("console", `{"level":`+quoted(level)+`,"args":`+argsJSON+`}`)
}

// say tells the host something, cut to what a host can be expected to take.
func (r *run) say(method, args string) {
	if len(args) > largestNotice {
		args = fmt.Sprintf(`{"cut":%s,"size":%d}`, quoted(strings.ToValidUTF8(args[:noticeKept], "")), len(args))
	}
	if r.notified += len(method) + len(args); r.notified > noticesInRun {
		r.hint("output-cut", fmt.Sprintf("The run printed or reported more than %d MB. The rest was dropped.", noticesInRun>>20))
		return
	}
	_ = r.server.w.Write(wire.Frame{Kind: wire.Notify, Head: wire.Pack(wire.Method{Name: method}), Data: []byte(args)})
}

func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		return `""` // a string always has a JSON form
	}
	return string(b)
}

// bodyObject offers bytes as {json(), text(), buffer(), size}. They are turned into values only when asked for.
func (r *run) bodyObject(b []byte) *goja.Object {
	o := r.vm.NewObject()
	_ = o.Set("size", len(b))
	_ = o.Set("json", r.native("json", func(goja.FunctionCall) goja.Value {
		value, err := globals.ParseJSON(r.vm, b)
		if err != nil {
			panic(r.syntaxError(err))
		}
		return value
	}))
	_ = o.Set("text", r.native("text", func(goja.FunctionCall) goja.Value { return r.vm.ToValue(string(b)) }))
	_ = o.Set("buffer", r.native("buffer", func(goja.FunctionCall) goja.Value { return r.modules.Buffer(slices.Clone(b)) }))
	return o
}

// syntaxError is what JSON.parse throws for the same text; the parser's own exception is passed on as it is.
func (r *run) syntaxError(err error) goja.Value {
	if exception, ok := err.(*goja.Exception); ok { //nolint:errorlint // goja returns it bare
		return exception.Value()
	}
	made, failed := r.vm.New(r.vm.Get("SyntaxError"), r.vm.ToValue(err.Error()))
	if failed != nil {
		return r.vm.NewTypeError(err.Error())
	}
	return made
}
