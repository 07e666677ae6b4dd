package globals

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// maxJSONDepth is how deep arrays and objects of a JSON text may nest. Far below what overflows a stack, far above
// what a provider sends.
const maxJSONDepth = 1000

// JSONError is why a text is not JSON that we take. Depth marks the one cause that JavaScript would not have.
type JSONError struct {
	Offset  int // in bytes
	Message string
	Depth   bool
}

func (e *JSONError) Error() string { return e.Message }

// ParseJSON builds native objects from a JSON text as JSON.parse does: keys in JavaScript's order, the last of equal
// keys, "__proto__" as a key like others, lone surrogates kept, numbers too large as Infinity. Text deeper than 1000
// levels is refused. The error is a *JSONError; the text is not kept.
func ParseJSON(vm *goja.Runtime, text []byte) (value goja.Value, err error) {
	if vm == nil {
		return nil, fmt.Errorf("globals: parse JSON without a runtime")
	}
	p := &jsonParser{vm: vm, text: text, keys: make(map[string]string)}
	defer func() {
		switch left := recover().(type) {
		case nil:
		case *JSONError:
			value, err = nil, left
		default:
			panic(left)
		}
	}()
	p.space()
	value = p.value()
	p.done = true
	p.space()
	if p.at < len(text) {
		p.unexpected()
	}
	return value, nil
}

// jsonParser reads bytes once, left to right, and panics with a *JSONError.
type jsonParser struct {
	vm    *goja.Runtime
	text  []byte
	at    int
	depth int
	done  bool              // the value is read
	keys  map[string]string // one string for each key, however many records have it
}

func (p *jsonParser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// peek is the next byte, 0 at the end: a NUL is never valid here.
func (p *jsonParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *jsonParser) value() goja.Value {
	switch c := p.peek(); {
	case c == '{':
		return p.object()
	case c == '[':
		return p.array()
	case c == '"':
		return p.string()
	case c == '-' || '0' <= c && c <= '9':
		return p.number()
	case c == 't':
		return p.word("true", p.vm.ToValue(true))
	case c == 'f':
		return p.word("false", p.vm.ToValue(false))
	case c == 'n':
		return p.word("null", goja.Null())
	}
	p.unexpected()
	return nil
}

func (p *jsonParser) word(word string, value goja.Value) goja.Value {
	for i := range len(word) {
		if p.peek() != word[i] {
			p.unexpected()
		}
		p.at++
	}
	return value
}

func (p *jsonParser) enter() {
	p.at++
	if p.depth++; p.depth > maxJSONDepth {
		panic(&JSONError{Offset: p.at, Depth: true, Message: fmt.Sprintf(
			"This JSON nests deeper than %d levels, which is more than Patchbay reads.", maxJSONDepth)})
	}
}

func (p *jsonParser) array() goja.Value {
	p.enter()
	var items []any
	if p.space(); p.peek() == ']' {
		p.at++
		p.depth--
		return p.vm.NewArray()
	}
	for {
		p.space()
		items = append(items, p.value())
		switch p.space(); p.peek() {
		case ',':
			p.at++
		case ']':
			p.at++
			p.depth--
			return p.vm.NewArray(items...)
		default:
			p.fail("Expected ',' or ']' after array element in JSON at position %d")
		}
	}
}

func (p *jsonParser) object() goja.Value {
	p.enter()
	object := p.vm.NewObject()
	if p.space(); p.peek() == '}' {
		p.at++
		p.depth--
		return object
	}
	expected := "Expected property name or '}' in JSON at position %d"
	for {
		if p.space(); p.peek() != '"' {
			p.fail(expected)
		}
		p.member(object)
		switch p.space(); p.peek() {
		case ',':
			p.at++
			expected = "Expected double-quoted property name in JSON at position %d"
		case '}':
			p.at++
			p.depth--
			return object
		default:
			p.fail("Expected ',' or '}' after property value in JSON at position %d")
		}
	}
}

func (p *jsonParser) member(object *goja.Object) {
	key, units := p.key()
	if p.space(); p.peek() != ':' {
		p.fail("Expected ':' after property name in JSON at position %d")
	}
	p.at++
	p.space()
	value := p.value()
	if units != nil {
		p.setByUnits(object, units, value)
		return
	}
	if key != "__proto__" && object.Set(key, value) == nil {
		return
	}
	// "__proto__" is a key like others here. So is one that somebody made read-only on Object.prototype.
	if err := object.DefineDataProperty(key, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}

// key reads a property's name; units is set instead when Go cannot hold it as text.
func (p *jsonParser) key() (key string, units []uint16) {
	if raw, ok := p.plain(); ok {
		if key, ok = p.keys[string(raw)]; !ok {
			key = validText(raw)
			if len(p.keys) < 4096 {
				p.keys[string(raw)] = key
			}
		}
		return key, nil
	}
	units = p.units()
	for i := 0; i < len(units); i++ {
		if utf16.IsSurrogate(rune(units[i])) {
			if i+1 == len(units) || utf16.DecodeRune(rune(units[i]), rune(units[i+1])) == utf8.RuneError {
				return "", units
			}
			i++
		}
	}
	return string(utf16.Decode(units)), nil
}

// setByUnits sets a property whose name holds half a surrogate pair.
func (p *jsonParser) setByUnits(object *goja.Object, units []uint16, value goja.Value) {
	set, err := run(p.vm, setProgram())
	if err != nil {
		panic(err)
	}
	call, _ := goja.AssertFunction(set)
	if _, err := call(goja.Undefined(), object, goja.StringFromUTF16(units), value); err != nil {
		panic(err)
	}
}

func (p *jsonParser) string() goja.Value {
	if raw, ok := p.plain(); ok {
		return p.vm.ToValue(validText(raw))
	}
	return goja.StringFromUTF16(p.units())
}

// plain reads a string without escapes. Otherwise it leaves the place where it is.
func (p *jsonParser) plain() ([]byte, bool) {
	for i := p.at + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '"':
			raw := p.text[p.at+1 : i]
			p.at = i + 1
			return raw, true
		case c == '\\' || c < ' ':
			return nil, false
		}
	}
	return nil, false
}

func validText(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	return string([]rune(string(raw))) // U+FFFD for each wrong byte, as a decoder of the body would
}

// units reads a string with escapes as UTF-16.
func (p *jsonParser) units() []uint16 {
	p.at++
	var units []uint16
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			return units
		case c == '\\':
			p.at++
			units = append(units, p.escape())
		case c < ' ':
			p.fail("Bad control character in string literal in JSON at position %d")
		default:
			r, size := utf8.DecodeRune(p.text[p.at:])
			p.at += size
			units = utf16.AppendRune(units, r)
		}
	}
	p.fail("Unterminated string in JSON at position %d")
	return nil
}

func (p *jsonParser) escape() uint16 {
	c := p.peek()
	if p.at >= len(p.text) {
		p.unexpected()
	}
	p.at++
	switch c {
	case '"', '\\', '/':
		return uint16(c)
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'u':
		var unit uint16
		for range 4 {
			digit, ok := hexDigit(p.peek())
			if !ok {
				p.fail("Bad Unicode escape in JSON at position %d")
			}
			unit = unit<<4 | uint16(digit)
			p.at++
		}
		return unit
	}
	p.at--
	p.fail("Bad escaped character in JSON at position %d")
	return 0
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (p *jsonParser) number() goja.Value {
	from := p.at
	if p.peek() == '-' {
		p.at++
	}
	if c := p.peek(); c == '0' {
		p.at++
		if c := p.peek(); '0' <= c && c <= '9' {
			p.fail("Unexpected number in JSON at position %d")
		}
	} else if !p.digits() {
		p.fail("No number after minus sign in JSON at position %d")
	}
	whole := true
	if p.peek() == '.' {
		p.at++
		whole = false
		if !p.digits() {
			p.fail("Unterminated fractional number in JSON at position %d")
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		whole = false
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		if !p.digits() {
			p.fail("Exponent part is missing a number in JSON at position %d")
		}
	}
	text := string(p.text[from:p.at])
	if whole && len(text) <= 15 && text != "-0" {
		n, _ := strconv.ParseInt(text, 10, 64)
		return p.vm.ToValue(n)
	}
	f, _ := strconv.ParseFloat(text, 64) // ±Inf when it is too large, as in JavaScript
	if f == 0 && math.Signbit(f) {
		return p.vm.ToValue(math.Copysign(0, -1))
	}
	return p.vm.ToValue(f)
}

// digits reads at least one digit.
func (p *jsonParser) digits() bool {
	from := p.at
	for p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9' {
		p.at++
	}
	return p.at > from
}
