package engine

import (
	"errors"
	"strings"

	"github.com/dop251/goja"

	"patchbay/app/script"
	"patchbay/app/script/wire"
)

// dataKept bounds what an error may carry in its property data.
const dataKept = 16 << 20

// failed tells how a run ended that ended with err.
func (r *run) failed(err error) (*wire.Ending, []byte) {
	if end, data, known := r.known(err); known {
		return end, data
	}
	return ending(script.Rejected, "The job cannot run: "+err.Error()+"."), nil
}

// known tells what an error of goja's means.
func (r *run) known(err error) (*wire.Ending, []byte, bool) {
	if end, uncatchable := uncaught(err); uncatchable {
		if why := r.stopped.Load(); why != nil {
			return why, nil, true
		}
		if overflow, ok := errors.AsType[*goja.StackOverflowError](err); ok {
			r.trace(end, titled(end.Name, end.Message), framesOf(overflow.Stack()))
		}
		return end, nil, true
	}
	if exception, ok := errors.AsType[*goja.Exception](err); ok {
		end, data := r.thrown(exception.Value())
		if end.Stack == "" {
			r.trace(end, titled(end.Name, end.Message), framesOf(exception.Stack()))
		}
		return end, data, true
	}
	return nil, nil, false
}

// uncaught tells the ends that no script can catch.
func uncaught(err error) (*wire.Ending, bool) {
	if _, ok := errors.AsType[*goja.InterruptedError](err); ok {
		return ending(script.Aborted, "The run was cancelled."), true
	}
	if _, ok := errors.AsType[*goja.StackOverflowError](err); ok {
		return &wire.Ending{Kind: script.Thrown, Name: "RangeError", Message: "Maximum call stack size exceeded"}, true
	}
	return nil, false
}

// thrown describes a value that was thrown, and returns the JSON of its property data. Reading it may run the
// script's getters, which may throw again: what they throw is left out.
func (r *run) thrown(value goja.Value) (*wire.Ending, []byte) {
	end := &wire.Ending{Kind: script.Thrown}
	if r.loadError != nil && value != nil && value.SameAs(r.loadError) {
		end.Kind = script.Load
	}
	o, ok := value.(*goja.Object)
	if !ok || !r.isError(o) {
		end.Message = r.describe(value)
		return end, nil
	}
	end.Name, end.Message, end.Code = r.text(o, "name"), r.text(o, "message"), r.code(o)
	r.trace(end, titled(end.Name, end.Message), parseStack(r.text(o, "stack")))
	return end, r.attached(o)
}

// isError tells errors from other objects as instanceof does, without trusting a class that a script changed.
func (r *run) isError(o *goja.Object) bool {
	if o.ClassName() == "Error" {
		return true
	}
	is := false
	r.try(func() { is = r.vm.InstanceOf(o, r.newError) })
	return is
}

// try runs what may throw; the exception is dropped. Interrupts pass.
func (r *run) try(fn func()) { _ = r.vm.Try(fn) }

// text reads a property as String() would, empty when it is missing.
func (r *run) text(o *goja.Object, name string) (text string) {
	r.try(func() {
		if v := o.Get(name); v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) {
			text = v.String()
		}
	})
	return text
}

func (r *run) code(o *goja.Object) (code string) {
	r.try(func() {
		switch v := o.Get("code").(type) {
		case goja.String:
			code = v.String()
		case nil, *goja.Object:
		default:
			if !goja.IsUndefined(v) && !goja.IsNull(v) {
				code = v.String()
			}
		}
	})
	return code
}

// attached is the JSON text of the property data, nil without one.
func (r *run) attached(o *goja.Object) (data []byte) {
	r.try(func() {
		if v := o.Get("data"); v != nil {
			if text, err := r.stringify(goja.Undefined(), v); err == nil && !goja.IsUndefined(text) {
				if s := text.String(); len(s) <= dataKept {
					data = []byte(s)
				}
			}
		}
	})
	return data
}

// describe is the message of a thrown value that is no Error: its JSON text, else its text.
func (r *run) describe(value goja.Value) string {
	if value == nil {
		return "undefined"
	}
	said := ""
	r.try(func() {
		if text, err := r.stringify(goja.Undefined(), value); err == nil && !goja.IsUndefined(text) {
			said = text.String()
			return
		}
		said = value.String()
	})
	return said
}

// titled is the first line of a stack.
func titled(name, message string) string {
	switch {
	case name == "":
		name = "Error"
	case message == "":
		return name
	}
	return strings.TrimSuffix(name+": "+message, ": ")
}
