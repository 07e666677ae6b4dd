package globals

import (
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// exports is zod as code sees it: a plain object with every member, each made when it is first read. It is a
// goja.DynamicObject.
type exports struct {
	*memberTable
	vm    *goja.Runtime
	whole *goja.Object
	get   goja.Callable
	made  map[string]goja.Value // what was read or set; nil: deleted
}

// newExports makes the object from what zod.js returns: [names, number → member].
func (w *world) newExports(value goja.Value) *goja.Object {
	pair := value.(*goja.Object)
	get, _ := goja.AssertFunction(pair.Get("1"))
	e := &exports{vm: w.vm, memberTable: membersOf(pair.Get("0").String()), get: get, made: map[string]goja.Value{}}
	e.whole = w.vm.NewDynamicObject(e)
	e.made["__esModule"], e.made["z"], e.made["default"] = w.vm.ToValue(true), e.whole, e.whole
	return e.whole
}

// memberTable is zod.js's list of names, read.
type memberTable struct {
	names  []string       // in order
	number map[string]int // of a name
}

var memberTables sync.Map // a list → *memberTable: it is the same in all runtimes

func membersOf(list string) *memberTable {
	if known, ok := memberTables.Load(list); ok {
		return known.(*memberTable)
	}
	t := &memberTable{names: strings.Split(list, " "), number: map[string]int{}}
	for i, name := range t.names {
		t.number[name] = i
	}
	memberTables.Store(list, t)
	return t
}

// Get implements goja.DynamicObject.
func (e *exports) Get(name string) goja.Value {
	value, made := e.made[name]
	if made {
		return value
	}
	number, known := e.number[name]
	if !known {
		return nil
	}
	value, err := e.get(goja.Undefined(), e.vm.ToValue(number))
	if err != nil {
		panic(err)
	}
	e.made[name] = value
	return value
}

// Set implements goja.DynamicObject.
func (e *exports) Set(name string, value goja.Value) bool {
	e.made[name] = value
	return true
}

// Has implements goja.DynamicObject.
func (e *exports) Has(name string) bool {
	if value, made := e.made[name]; made {
		return value != nil
	}
	_, known := e.number[name]
	return known
}

// Delete implements goja.DynamicObject.
func (e *exports) Delete(name string) bool {
	e.made[name] = nil
	return true
}

// Keys implements goja.DynamicObject. The package's names for itself are not listed.
func (e *exports) Keys() []string {
	keys := slices.DeleteFunc(slices.Clone(e.names), func(name string) bool { return !e.Has(name) })
	var added []string
	for name, value := range e.made {
		if _, known := e.number[name]; !known && value != nil && value != goja.Value(e.whole) && name != "__esModule" {
			added = append(added, name)
		}
	}
	slices.Sort(added)
	return append(keys, added...)
}
