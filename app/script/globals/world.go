package globals

import (
	"embed"
	"fmt"
	"sync"

	"github.com/dop251/goja"
	"golang.org/x/text/collate"
)

// sources are our scripts: each is an expression, a function of what the host gives it.
//
//go:embed js/*.js zod/zod.js
var sources embed.FS

// compiled returns a script's program, compiled once for all runtimes when first asked for.
func compiled(file string) func() *goja.Program {
	return sync.OnceValue(func() *goja.Program {
		text, err := sources.ReadFile(file)
		if err != nil {
			panic(err)
		}
		return goja.MustCompile("patchbay:"+file, string(text), true)
	})
}

var (
	baseProgram       = compiled("js/base.js")
	cryptoProgram     = compiled("js/crypto.js")
	bufferProgram     = compiled("js/buffer.js")
	extrasProgram     = compiled("js/extras.js")
	guardsProgram     = compiled("js/guards.js")
	regexpProgram     = compiled("js/regexp.js")
	intlProgram       = compiled("js/intl.js")
	intlNumberProgram = compiled("js/intl_number.js")
	intlDateProgram   = compiled("js/intl_date.js")
	localeProgram     = compiled("js/locale.js")
	jsonProgram       = compiled("js/json.js")
	setProgram        = compiled("js/set.js")
	urlProgram        = compiled("js/url.js")
	urlModuleProgram  = compiled("js/urlmodule.js")
	zodProgram        = compiled("zod/zod.js")
)

func run(vm *goja.Runtime, p *goja.Program) (goja.Value, error) { return vm.RunProgram(p) }

// world is one runtime while it is being furnished, and what lives in it afterwards.
type world struct {
	vm *goja.Runtime
	o  Options

	function                            goja.Value    // the real Function, for zod only
	isView                              goja.Callable // ArrayBuffer.isView
	define, defineAll, fill             *goja.Object  // see definitions
	rangeError, syntaxError, plainError *goja.Object
	collators                           map[string]*collate.Collator // by locale and options
	hinted                              map[string]bool
	made                                map[string]goja.Value // modules and globals that were asked for
}

// fn makes a function of ours. It gets a name of its own: goja would show the Go function's.
func (w *world) fn(name string, length int, f func(goja.FunctionCall) goja.Value) *goja.Object {
	object := w.vm.ToValue(f).(*goja.Object)
	w.constant(object, "name", w.vm.ToValue(name))
	w.constant(object, "length", w.vm.ToValue(length))
	return object
}

// constant defines a property that cannot be assigned, as a function's name.
func (w *world) constant(object *goja.Object, name string, value goja.Value) {
	w.must(object.DefineDataProperty(name, value, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// hidden defines a property as built-ins are: writable, not enumerable.
func (w *world) hidden(object *goja.Object, name string, value goja.Value) {
	w.must(object.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// definitions makes what our scripts define properties with, without an object for each description: define(target, name,
// value), also for symbols, defineAll(target, methods), and fill(target, methods), which leaves alone what is there already.
func (w *world) definitions() (define, defineAll, fill *goja.Object) {
	define = w.fn("define", 3, func(call goja.FunctionCall) goja.Value {
		target, value := call.Argument(0).(*goja.Object), call.Argument(2)
		if symbol, ok := call.Argument(1).(*goja.Symbol); ok {
			w.must(target.DefineDataPropertySymbol(symbol, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		} else {
			w.hidden(target, call.Argument(1).String(), value)
		}
		return goja.Undefined()
	})
	all := func(overwrite bool) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			target, methods := call.Argument(0).(*goja.Object), call.Argument(1).(*goja.Object)
			for _, name := range methods.Keys() {
				if overwrite || target.Get(name) == nil {
					w.hidden(target, name, methods.Get(name))
				}
			}
			return goja.Undefined()
		}
	}
	return define, w.fn("defineAll", 2, all(true)), w.fn("fill", 2, all(false))
}

// must is for definitions on objects that nobody else has touched yet.
func (w *world) must(err error) {
	if err != nil {
		panic(fmt.Errorf("globals: furnish a runtime: %w", err))
	}
}

// host bundles functions for one of our scripts.
func (w *world) host(functions map[string]func(goja.FunctionCall) goja.Value) *goja.Object {
	object := w.vm.NewObject()
	for name, f := range functions {
		w.must(object.Set(name, w.fn(name, 0, f)))
	}
	return object
}

// start runs one of our scripts with its arguments.
func (w *world) start(p *goja.Program, args ...goja.Value) goja.Value {
	value, err := run(w.vm, p)
	w.must(err)
	call, ok := goja.AssertFunction(value)
	if !ok {
		panic(fmt.Errorf("globals: %s is not a function", value))
	}
	value, err = call(goja.Undefined(), args...)
	if err != nil {
		panic(err)
	}
	return value
}

// throw throws an error of a built-in class.
func (w *world) throw(class *goja.Object, message string) {
	failure, err := w.vm.New(class, w.vm.ToValue(message))
	w.must(err)
	panic(failure)
}

// refuse throws a RangeError.
func (w *world) refuse(format string, args ...any) {
	w.throw(w.rangeError, fmt.Sprintf(format, args...))
}

// lazy defines a global that is made when first touched, and then is a plain property.
func (w *world) lazy(name string, make func() goja.Value) {
	global := w.vm.GlobalObject()
	settle := func(value goja.Value) { w.hidden(global, name, value) }
	get := w.fn("get "+name, 0, func(goja.FunctionCall) goja.Value {
		value := make()
		settle(value)
		return value
	})
	set := w.fn("set "+name, 1, func(call goja.FunctionCall) goja.Value {
		settle(call.Argument(0))
		return goja.Undefined()
	})
	w.must(global.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// lazily defines globals of which a script of ours gave the makers.
func (w *world) lazily(makers goja.Value, names ...string) {
	for _, name := range names {
		maker, _ := goja.AssertFunction(makers.(*goja.Object).Get(name))
		w.lazy(name, func() goja.Value {
			value, err := maker(goja.Undefined())
			w.must(err)
			return value
		})
	}
}

// once makes a module at its first use.
func (w *world) once(name string, make func() goja.Value) goja.Value {
	value, ok := w.made[name]
	if !ok {
		value = make()
		w.made[name] = value
	}
	return value
}
