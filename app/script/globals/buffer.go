package globals

import (
	"bytes"

	"github.com/dop251/goja"
)

// bufferClass makes the class Buffer.
func (w *world) bufferClass() *goja.Object {
	return w.once("Buffer", func() goja.Value {
		native := w.vm.NewObject()
		for _, name := range []string{"Uint8Array", "ArrayBuffer", "DataView"} {
			w.must(native.Set(name, w.vm.Get(name)))
		}
		return w.start(bufferProgram(), w.host(map[string]func(goja.FunctionCall) goja.Value{
			"encode": w.encodeText, "decode": w.decodeText, "size": w.encodedSize, "compare": w.compareBytes,
			"search": w.searchBytes, "whole": w.wholeCharacters,
		}), native)
	}).(*goja.Object)
}

// Buffer returns a Buffer over b, which the script may write to from now on.
func (m *Modules) Buffer(b []byte) goja.Value {
	if b == nil {
		b = []byte{}
	}
	buffer, err := m.w.vm.New(m.w.bufferClass(), m.w.vm.ToValue(m.w.vm.NewArrayBuffer(b)))
	m.w.must(err)
	return buffer
}

// Bytes returns the memory behind a Buffer, typed array, DataView or ArrayBuffer: not a copy.
func (m *Modules) Bytes(v goja.Value) ([]byte, bool) { return m.w.bytes(v) }

func (w *world) bytes(v goja.Value) ([]byte, bool) {
	object, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if buffer, ok := object.Export().(goja.ArrayBuffer); ok {
		return buffer.Bytes(), true
	}
	if view, err := w.isView(goja.Undefined(), object); err != nil || !view.ToBoolean() {
		return nil, false
	}
	var memory []byte
	if err := w.vm.ExportTo(object, &memory); err != nil {
		return nil, false
	}
	return memory, true
}

// part is the memory behind an argument that our script has checked already.
func (w *world) part(v goja.Value) []byte {
	b, ok := w.bytes(v)
	if !ok {
		panic(w.vm.NewTypeError("A Buffer was expected here."))
	}
	return b
}

func (w *world) newArrayBuffer(b []byte) goja.Value { return w.vm.ToValue(w.vm.NewArrayBuffer(b)) }

// text is an argument as a string of UTF-16 units.
func (w *world) text(v goja.Value) goja.String {
	if s, ok := v.(goja.String); ok {
		return s
	}
	return v.ToString().(goja.String)
}

// encodeText is (text, encoding) → ArrayBuffer, undefined for an unknown encoding.
func (w *world) encodeText(call goja.FunctionCall) goja.Value {
	c, ok := codecOf(call.Argument(1).String())
	if !ok {
		return goja.Undefined()
	}
	text := w.text(call.Argument(0))
	if int64(text.Length()) > w.o.MaxBytes {
		w.refuse("A Buffer of %d characters is larger than the %d bytes that one may have in Patchbay.", text.Length(), w.o.MaxBytes)
	}
	return w.newArrayBuffer(c.encode(text))
}

// decodeText is (view, encoding, start, end) → text, undefined for an unknown encoding.
func (w *world) decodeText(call goja.FunctionCall) goja.Value {
	c, ok := codecOf(call.Argument(1).String())
	if !ok {
		return goja.Undefined()
	}
	return c.decode(w.vm, w.part(call.Argument(0))[call.Argument(2).ToInteger():call.Argument(3).ToInteger()])
}

// encodedSize is (text, encoding) → the number of bytes; Node counts base64 and hex by their length alone.
func (w *world) encodedSize(call goja.FunctionCall) goja.Value {
	text := w.text(call.Argument(0))
	n := text.Length()
	switch c := call.Argument(1).String(); c {
	case "base64", "base64url":
		for n > 0 && text.CharAt(n-1) == '=' && text.Length()-n < 2 {
			n--
		}
		return w.vm.ToValue(n * 3 / 4)
	case "hex":
		return w.vm.ToValue(n / 2)
	case "latin1", "binary", "ascii":
		return w.vm.ToValue(n)
	case "utf16le", "utf-16le", "ucs2", "ucs-2":
		return w.vm.ToValue(2 * n)
	}
	return w.vm.ToValue(len(text.String()))
}

// compareBytes is (view, view) → -1, 0 or 1.
func (w *world) compareBytes(call goja.FunctionCall) goja.Value {
	return w.vm.ToValue(bytes.Compare(w.part(call.Argument(0)), w.part(call.Argument(1))))
}

// searchBytes is (view, needle, offset, forwards, step) → index or -1. A negative offset counts from the end.
func (w *world) searchBytes(call goja.FunctionCall) goja.Value {
	hay, needle := w.part(call.Argument(0)), w.part(call.Argument(1))
	at, step := call.Argument(2).ToInteger(), call.Argument(4).ToInteger()
	size := int64(len(hay))
	if at < 0 {
		at += size
	}
	if call.Argument(3).ToBoolean() {
		at = max(at, 0)
		if len(needle) == 0 {
			return w.vm.ToValue(min(at, size))
		}
		for ; at+int64(len(needle)) <= size; at += step {
			i := int64(bytes.Index(hay[at:], needle))
			if i < 0 {
				break
			}
			if i%step == 0 {
				return w.vm.ToValue(at + i)
			}
			at += i - i%step
		}
		return w.vm.ToValue(-1)
	}
	if at < 0 {
		return w.vm.ToValue(-1)
	}
	return w.vm.ToValue(bytes.LastIndex(hay[:min(size, at+int64(len(needle)))], needle))
}

// wholeCharacters is (bytes, room, encoding) → how many bytes fit without cutting a character in two.
func (w *world) wholeCharacters(call goja.FunctionCall) goja.Value {
	b, room := w.part(call.Argument(0)), int(call.Argument(1).ToInteger())
	room = max(0, min(room, len(b)))
	switch call.Argument(2).String() {
	case "utf8", "utf-8":
		for room > 0 && room < len(b) && b[room]&0xC0 == 0x80 {
			room--
		}
	case "utf16le", "utf-16le", "ucs2", "ucs-2":
		room -= room % 2
	}
	return w.vm.ToValue(room)
}
