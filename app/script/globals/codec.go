package globals

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// codec turns text into bytes and back, as one of Node's encodings does. Texts come as goja strings, because the
// binary ones work on UTF-16 units.
type codec struct {
	encode func(goja.String) []byte
	decode func(*goja.Runtime, []byte) goja.Value
}

// codecOf finds an encoding by any of the names that Node takes.
func codecOf(name string) (codec, bool) {
	switch strings.ToLower(name) {
	case "utf8", "utf-8":
		return codec{encodeUTF8, func(vm *goja.Runtime, b []byte) goja.Value { return vm.ToValue(decodeUTF8(b)) }}, true
	case "hex":
		return codec{encodeHex, func(vm *goja.Runtime, b []byte) goja.Value { return vm.ToValue(hex.EncodeToString(b)) }}, true
	case "base64":
		return codec{encodeBase64, func(vm *goja.Runtime, b []byte) goja.Value { return vm.ToValue(base64.StdEncoding.EncodeToString(b)) }}, true
	case "base64url":
		return codec{encodeBase64, func(vm *goja.Runtime, b []byte) goja.Value {
			return vm.ToValue(base64.RawURLEncoding.EncodeToString(b))
		}}, true
	case "latin1", "binary":
		return codec{encodeLatin1, decodeLatin1}, true
	case "ascii":
		return codec{encodeLatin1, decodeASCII}, true
	case "utf16le", "utf-16le", "ucs2", "ucs-2":
		return codec{encodeUTF16, decodeUTF16}, true
	}
	return codec{}, false
}

func encodeUTF8(s goja.String) []byte { return []byte(s.String()) }

// decodeUTF8 replaces what is not UTF-8 as the WHATWG decoder does: one U+FFFD for the longest part of a sequence that
// could have become a character.
func decodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var out strings.Builder
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			size = brokenSequence(b)
		}
		out.WriteRune(r)
		b = b[size:]
	}
	return out.String()
}

// brokenSequence is the length of the part at b's start that one replacement character stands for.
func brokenSequence(b []byte) int {
	low, high, need := byte(0x80), byte(0xBF), 0
	switch c := b[0]; {
	case 0xC2 <= c && c <= 0xDF:
		need = 1
	case 0xE0 <= c && c <= 0xEF:
		need = 2
		switch c {
		case 0xE0:
			low = 0xA0
		case 0xED:
			high = 0x9F
		}
	case 0xF0 <= c && c <= 0xF4:
		need = 3
		switch c {
		case 0xF0:
			low = 0x90
		case 0xF4:
			high = 0x8F
		}
	}
	n := 1
	for n <= need && n < len(b) && low <= b[n] && b[n] <= high {
		low, high = 0x80, 0xBF
		n++
	}
	return n
}

// encodeHex stops at the first pair that is not hexadecimal, as Node does.
func encodeHex(s goja.String) []byte {
	text := s.String()
	out := make([]byte, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		high, ok1 := hexDigit(text[i])
		low, ok2 := hexDigit(text[i+1])
		if !ok1 || !ok2 {
			break
		}
		out = append(out, high<<4|low)
	}
	return out
}

// encodeBase64 reads both alphabets, skips other characters and stops at padding, as Node does.
func encodeBase64(s goja.String) []byte {
	text := s.String()
	out := make([]byte, 0, len(text)*3/4)
	var bits uint32
	count := 0
	for i := range len(text) {
		c := text[i]
		if c == '=' {
			break
		}
		value, ok := sextet(c)
		if !ok {
			continue
		}
		bits = bits<<6 | uint32(value)
		if count += 6; count >= 8 {
			count -= 8
			out = append(out, byte(bits>>count))
		}
	}
	return out
}

func sextet(c byte) (byte, bool) {
	switch {
	case 'A' <= c && c <= 'Z':
		return c - 'A', true
	case 'a' <= c && c <= 'z':
		return c - 'a' + 26, true
	case '0' <= c && c <= '9':
		return c - '0' + 52, true
	case c == '+' || c == '-':
		return 62, true
	case c == '/' || c == '_':
		return 63, true
	}
	return 0, false
}

func encodeLatin1(s goja.String) []byte {
	out := make([]byte, s.Length())
	for i := range out {
		out[i] = byte(s.CharAt(i))
	}
	return out
}

func decodeLatin1(_ *goja.Runtime, b []byte) goja.Value {
	units := make([]uint16, len(b))
	for i, c := range b {
		units[i] = uint16(c)
	}
	return goja.StringFromUTF16(units)
}

func decodeASCII(_ *goja.Runtime, b []byte) goja.Value {
	units := make([]uint16, len(b))
	for i, c := range b {
		units[i] = uint16(c & 0x7F)
	}
	return goja.StringFromUTF16(units)
}

func encodeUTF16(s goja.String) []byte {
	out := make([]byte, 0, 2*s.Length())
	for i := range s.Length() {
		unit := s.CharAt(i)
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

func decodeUTF16(_ *goja.Runtime, b []byte) goja.Value {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	return goja.StringFromUTF16(units)
}

// atob and btoa are for zod's own checks; user code has neither.
func (w *world) atob(call goja.FunctionCall) goja.Value {
	text := strings.Map(func(r rune) rune {
		if strings.ContainsRune("\t\n\f\r ", r) {
			return -1
		}
		return r
	}, call.Argument(0).String())
	if len(text)%4 == 0 {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "="), "=")
	}
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || strings.ContainsRune(text, '=') {
		w.fail("InvalidCharacterError", "The string to be decoded is not correctly encoded.")
	}
	return decodeLatin1(w.vm, b)
}

func (w *world) btoa(call goja.FunctionCall) goja.Value {
	return w.vm.ToValue(base64.StdEncoding.EncodeToString(encodeLatin1(w.text(call.Argument(0)))))
}
