package globals

import "github.com/dop251/goja"

func (w *world) cryptoModule() goja.Value { return w.vm.NewObject() }
