package engine

import (
	"fmt"

	"github.com/dop251/goja"

	"patchbay/app/script"
)

// evaluate runs a CommonJS text with fresh module state and returns its module.exports.
func (r *run) evaluate(p *program, require *goja.Object) (goja.Value, error) {
	compiled, err := p.function()
	if err != nil {
		return nil, err
	}
	value, err := r.vm.RunProgram(compiled)
	if err != nil {
		return nil, err
	}
	wrapped, ok := goja.AssertFunction(value)
	if !ok {
		return nil, fmt.Errorf("%s is not one CommonJS module", p.name)
	}
	module, exports := r.vm.NewObject(), r.vm.NewObject()
	if err := module.Set("exports", exports); err != nil {
		return nil, err
	}
	if _, err := wrapped(goja.Undefined(), exports, require, module); err != nil {
		return nil, err
	}
	return module.Get("exports"), nil
}

// load is load(modules): the user's program, evaluated anew at every call. What it throws is remembered, so that a
// run that fails with it is told as a failed load.
func (r *run) load(fc goja.FunctionCall) goja.Value {
	if r.program == nil {
		panic(r.vm.NewTypeError("This job has no program to load"))
	}
	var own *goja.Object
	if given := fc.Argument(0); !goja.IsUndefined(given) && !goja.IsNull(given) {
		own = given.ToObject(r.vm)
	}
	exports, err := r.evaluate(r.program, r.require(own))
	if err == nil {
		return exports
	}
	if exception, ok := err.(*goja.Exception); ok { //nolint:errorlint // goja returns it bare
		r.loadError = exception.Value()
		panic(r.loadError)
	}
	if _, uncatchable := uncaught(err); uncatchable {
		panic(err)
	}
	r.loadError = r.syntaxError(err)
	panic(r.loadError)
}

// require is the require() of a module: own modules first, then the built-in ones.
func (r *run) require(own *goja.Object) *goja.Object {
	return r.native("require", func(fc goja.FunctionCall) goja.Value {
		name := fc.Argument(0).String()
		if own != nil {
			if value := own.Get(name); value != nil && !goja.IsUndefined(value) {
				return value
			}
		}
		if value, ok := r.modules.Require(name); ok {
			return value
		}
		made, err := r.vm.New(r.newError, r.vm.ToValue(script.MissingModule(name)))
		if err != nil {
			panic(err)
		}
		_ = made.Set("code", "MODULE_NOT_FOUND")
		panic(made)
	})
}

// member reads a property without running into undefined.
func member(value goja.Value, name string) goja.Value {
	if o, ok := value.(*goja.Object); ok {
		return o.Get(name)
	}
	return nil
}
