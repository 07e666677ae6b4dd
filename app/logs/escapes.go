package logs

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// escapeRounds is how many layers of escapes are taken off a text to look for secrets: JSON in JSON in a query needs
// three, and each backslash that PHP puts before a slash one more.
const escapeRounds = 6

// plain is a text with one or more layers of escapes taken off. from tells for each of its bytes, and for its end, where
// in the first text it stands; nil: at the same place.
type plain struct {
	text string
	from []int
}

// origin is where the byte at i stands in the first text.
func (p plain) origin(i int) int {
	if p.from == nil {
		return i
	}
	return p.from[i]
}

// peel takes one layer of escapes off: \/ \n \u002F \x2F and %2F alike, whoever wrote them. What is no escape stays.
// false: there are none.
func (p plain) peel() (plain, bool) {
	text := p.text
	if strings.IndexByte(text, '\\') < 0 && strings.IndexByte(text, '%') < 0 {
		return p, false // nearly every text
	}
	var out []byte
	var from []int
	for i := 0; i < len(text); {
		if text[i] == '\\' || text[i] == '%' {
			if piece, width := unescape(text[i:]); width > 0 {
				if out == nil {
					out, from = p.begin(i)
				}
				for j := range len(piece) {
					out, from = append(out, piece[j]), append(from, p.origin(i))
				}
				i += width
				continue
			}
		}
		if out != nil {
			out, from = append(out, text[i]), append(from, p.origin(i))
		}
		i++
	}
	if out == nil {
		return p, false
	}
	return plain{text: string(out), from: append(from, p.origin(len(text)))}, true
}

// begin copies what stands before the first escape.
func (p plain) begin(end int) (out []byte, from []int) {
	out, from = make([]byte, end, len(p.text)), make([]int, end, len(p.text)+1)
	copy(out, p.text)
	for i := range end {
		from[i] = p.origin(i)
	}
	return out, from
}

// bare is a value with all layers of escapes taken off, as a text that holds it reads at the end.
func bare(value string) string {
	p := plain{text: value}
	for range escapeRounds {
		var more bool
		if p, more = p.peel(); !more {
			break
		}
	}
	return p.text
}

// unescape reads the escape that text begins with (RFC 8259 §7, RFC 3986 §2.1). Its width is 0 when it is none.
func unescape(text string) (piece string, width int) {
	if text[0] == '%' {
		return octet(text, 1)
	}
	if len(text) < 2 {
		return "", 0
	}
	switch text[1] {
	case '/', '\\', '"', '\'':
		return text[1:2], 2
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case 'x':
		return octet(text, 2)
	case 'u':
		return codePoint(text)
	default:
		return "", 0
	}
}

// octet reads the two hexadecimal digits at i.
func octet(text string, i int) (piece string, width int) {
	if len(text) < i+2 {
		return "", 0
	}
	n, err := strconv.ParseUint(text[i:i+2], 16, 8)
	if err != nil {
		return "", 0
	}
	return string([]byte{byte(n)}), i + 2
}

// codePoint reads \u and four digits, and a pair of them where one is not enough.
func codePoint(text string) (piece string, width int) {
	high, ok := unit(text)
	if !ok {
		return "", 0
	}
	if utf16.IsSurrogate(high) {
		low, _ := unit(text[6:])
		if pair := utf16.DecodeRune(high, low); pair != utf8.RuneError {
			return string(pair), 12
		}
	}
	return string(high), 6
}

func unit(text string) (rune, bool) {
	if len(text) < 6 || text[:2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:6], 16, 16)
	return rune(n), err == nil
}
