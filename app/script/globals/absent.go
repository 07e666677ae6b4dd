package globals

import (
	"github.com/dop251/goja"
)

// absent are the globals of browsers and Node that a function does not have on a real server, and what to use instead.
var absent = map[string]string{
	"fetch":               "Use nango.get, nango.post or nango.proxy, or nango.uncontrolledFetch for other hosts.",
	"Headers":             "Use a plain object.",
	"Request":             "Use nango.proxy.",
	"Response":            "",
	"FormData":            "",
	"Blob":                "Use Buffer.",
	"File":                "Use Buffer.",
	"clearTimeout":        "",
	"setInterval":         "Use a loop that awaits a promise of setTimeout.",
	"clearInterval":       "",
	"setImmediate":        "Use setTimeout.",
	"clearImmediate":      "",
	"queueMicrotask":      "Use Promise.resolve().then(…).",
	"TextEncoder":         "Use Buffer.from(text).",
	"TextDecoder":         "Use buffer.toString().",
	"structuredClone":     "Use JSON.parse(JSON.stringify(value)) or copy by hand.",
	"btoa":                "Use Buffer.from(text, 'binary').toString('base64').",
	"atob":                "Use Buffer.from(text, 'base64').toString('binary').",
	"crypto":              "Import it: import crypto from 'crypto'.",
	"performance":         "Use Date.now().",
	"process":             "Use nango.getEnvironmentVariables().",
	"global":              "Use globalThis.",
	"module":              "",
	"exports":             "",
	"__filename":          "",
	"__dirname":           "",
	"AbortController":     "",
	"AbortSignal":         "",
	"Event":               "",
	"EventTarget":         "",
	"WebSocket":           "",
	"ReadableStream":      "",
	"WritableStream":      "",
	"TransformStream":     "",
	"MessageChannel":      "",
	"BroadcastChannel":    "",
	"XMLHttpRequest":      "Use nango.get.",
	"navigator":           "",
	"window":              "Use globalThis.",
	"self":                "Use globalThis.",
	"document":            "",
	"localStorage":        "Use nango.saveCheckpoint or records.",
	"CompressionStream":   "",
	"DecompressionStream": "",
	"DOMException":        "",
	"URLPattern":          "",
	"CustomEvent":         "",
	"SubtleCrypto":        "",
}

// missing are globals that a real server has and this engine lacks.
var missing = map[string]string{
	"WebAssembly":       "",
	"SharedArrayBuffer": "",
}

// watchAbsent puts a watcher behind the global object: a name that is not on it is looked up there, is not found as in
// production, and leaves a hint.
func (w *world) watchAbsent(hidden map[string]goja.Value) {
	global := w.vm.GlobalObject()
	behind := w.vm.CreateObject(global.Prototype())
	proxy := w.vm.NewProxy(behind, &goja.ProxyTrapConfig{
		Get: func(target *goja.Object, name string, _ goja.Value) goja.Value {
			if value, ok := hidden[name]; ok {
				return value
			}
			value := target.Get(name)
			if value == nil {
				w.touched(name)
			}
			return value
		},
	})
	w.must(global.SetPrototype(w.vm.ToValue(proxy).(*goja.Object)))
}

// touched tells of a global's first use.
func (w *world) touched(name string) {
	if w.o.Hint == nil || w.hinted[name] {
		return
	}
	if advice, ok := absent[name]; ok {
		w.hinted[name] = true
		w.o.Hint("absent-global", sentence("A function on a Nango server has no global "+name+", so it is undefined here too.", advice))
	} else if advice, ok := missing[name]; ok {
		w.hinted[name] = true
		w.o.Hint("missing-global", sentence("Patchbay has no global "+name+", although a function on a Nango server has it.", advice))
	}
}

func sentence(first, second string) string {
	if second == "" {
		return first
	}
	return first + " " + second
}
