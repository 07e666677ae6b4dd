package globals

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// position is where the parser stands, in UTF-16 units, as JavaScript counts.
func (p *jsonParser) position() int { return len(utf16.Encode([]rune(string(p.text[:p.at])))) }

// fail panics with V8's words for the place.
func (p *jsonParser) fail(format string) {
	panic(&JSONError{Offset: p.at, Message: fmt.Sprintf(format, p.position())})
}

// unexpected panics about the character at the current place.
func (p *jsonParser) unexpected() {
	if p.at >= len(p.text) {
		panic(&JSONError{Offset: p.at, Message: "Unexpected end of JSON input"})
	}
	switch c := p.text[p.at]; {
	case p.done:
		panic(&JSONError{Offset: p.at, Message: fmt.Sprintf("Unexpected non-whitespace character after JSON at position %d", p.position())})
	case c == '"':
		p.fail("Unexpected string in JSON at position %d")
	case c == '-' || '0' <= c && c <= '9':
		p.fail("Unexpected number in JSON at position %d")
	}
	panic(&JSONError{Offset: p.at, Message: p.token()})
}

// token is V8's sentence about a wrong character, with ten characters of the text on each side of it.
func (p *jsonParser) token() string {
	const around = 10
	text := []rune(string(p.text))
	switch s := string(text); s {
	case "undefined", "NaN", "Infinity", "[object Object]":
		return fmt.Sprintf("\"%s\" is not valid JSON", s)
	}
	r, _ := utf8.DecodeRune(p.text[p.at:])
	at := utf8.RuneCount(p.text[:p.at])
	if len(text) <= 2*around {
		return fmt.Sprintf("Unexpected token '%c', \"%s\" is not valid JSON", r, string(text))
	}
	from, to, before, after := max(0, at-around), min(len(text), at+around), "...", "..."
	if from == 0 {
		before = ""
	}
	if to == len(text) {
		after = ""
	}
	return fmt.Sprintf("Unexpected token '%c', %s\"%s\"%s is not valid JSON", r, before, string(text[from:to]), after)
}
