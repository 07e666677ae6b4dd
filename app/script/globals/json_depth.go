package globals

import (
	"strconv"

	"github.com/dop251/goja"
)

// boundJSON is (value, replacer) → a replacer for the engine's JSON.stringify that refuses values deeper than
// maxJSONDepth: the engine looks for circles in time that grows with the square of the depth, and does not stop meanwhile.
func (w *world) boundJSON(call goja.FunctionCall) goja.Value {
	replacer := call.Argument(1)
	if list, ok := replacer.(*goja.Object); ok && list.ClassName() == "Array" {
		m := measure{w: w, on: map[*goja.Object]bool{}}
		for i := range list.Get("length").ToInteger() {
			m.keys = append(m.keys, list.Get(strconv.FormatInt(i, 10)).String())
		}
		m.circular(call.Argument(0))
		return replacer
	}
	replace, given := goja.AssertFunction(replacer)
	var path []goja.Value // the holders from the outermost to the last value
	return w.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		for len(path) > 0 && path[len(path)-1] != c.This {
			path = path[:len(path)-1]
		}
		if len(path) == 0 {
			path = append(path, c.This)
		}
		value := c.Argument(1)
		if given {
			var err error
			if value, err = replace(c.This, c.Arguments...); err != nil {
				panic(err)
			}
		}
		if _, ok := value.(*goja.Object); ok {
			w.checkJSONDepth(len(path))
			path = append(path, value)
		}
		return value
	})
}

func (w *world) checkJSONDepth(depth int) {
	if depth > maxJSONDepth {
		w.refuse("This value nests deeper than %d levels, which is more than Patchbay writes as JSON.", maxJSONDepth)
	}
}

// measure looks how deep a value nests under the keys of a list, beside which the engine takes no function.
type measure struct {
	w    *world
	keys []string
	path int
	on   map[*goja.Object]bool // the path
}

// circular reports whether the value holds itself, which the engine then tells the script.
func (m *measure) circular(value goja.Value) bool {
	object, ok := value.(*goja.Object)
	if !ok || m.on[object] {
		return ok
	}
	m.path++
	m.w.checkJSONDepth(m.path)
	m.on[object] = true
	defer func() { m.path--; delete(m.on, object) }()
	if object.ClassName() == "Array" {
		for i := range object.Get("length").ToInteger() {
			if m.circular(object.Get(strconv.FormatInt(i, 10))) {
				return true
			}
		}
		return false
	}
	for _, key := range m.keys {
		if m.circular(object.Get(key)) {
			return true
		}
	}
	return false
}
