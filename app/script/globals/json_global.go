package globals

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/dop251/goja"
)

// json replaces JSON.parse by ParseJSON and bounds JSON.stringify.
func (w *world) json() {
	w.start(jsonProgram(), w.host(map[string]func(goja.FunctionCall) goja.Value{"parse": w.parseJSON, "indent": w.indentJSON, "bound": w.boundJSON}), w.defineAll)
}

// indentJSON is (text, gap) → text.
func (w *world) indentJSON(call goja.FunctionCall) goja.Value {
	var out bytes.Buffer
	if err := json.Indent(&out, []byte(call.Argument(0).String()), "", call.Argument(1).String()); err != nil {
		panic(w.vm.NewTypeError("%s", err.Error())) // our own JSON.stringify wrote it
	}
	return w.vm.ToValue(out.String())
}

// parseJSON is (text) → value.
func (w *world) parseJSON(call goja.FunctionCall) goja.Value {
	value, err := ParseJSON(w.vm, jsonText(w.text(call.Argument(0))))
	if failure, ok := errors.AsType[*JSONError](err); ok {
		if failure.Depth {
			w.refuse("%s", failure.Message)
		}
		w.throw(w.syntaxError, failure.Message)
	}
	w.must(err)
	return value
}

// jsonText is a string as UTF-8. Half surrogate pairs, which UTF-8 cannot have, become escapes: in JSON they can only be
// inside of strings.
func jsonText(s goja.String) []byte {
	text := s.String()
	if len(text) == s.Length() || !strings.ContainsRune(text, '\uFFFD') {
		return []byte(text)
	}
	const hex = "0123456789abcdef"
	out := make([]byte, 0, len(text))
	var units []uint16
	flush := func() {
		out = append(out, goja.StringFromUTF16(units).String()...)
		units = units[:0]
	}
	for i := 0; i < s.Length(); i++ {
		unit := s.CharAt(i)
		switch {
		case unit < 0xD800 || unit > 0xDFFF:
			units = append(units, unit)
		case unit < 0xDC00 && i+1 < s.Length() && s.CharAt(i+1)&0xFC00 == 0xDC00:
			units = append(units, unit, s.CharAt(i+1))
			i++
		default:
			flush()
			out = append(out, '\\', 'u', hex[unit>>12], hex[unit>>8&15], hex[unit>>4&15], hex[unit&15])
		}
	}
	flush()
	return out
}
