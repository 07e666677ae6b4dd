package project

import (
	"maps"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// formats are examples of texts that must have a form. The names are those of JSON Schema and the further ones of zod.
var formats = map[string]string{
	"date-time": "2026-01-31T12:00:00Z", "date": "2026-01-31", "time": "12:00:00Z", "duration": "P1D",
	"email": "ada@example.com", "uri": "https://example.com", "hostname": "example.com",
	"uuid": "123e4567-e89b-42d3-a456-426614174000", "guid": "123e4567-e89b-42d3-a456-426614174000",
	"ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "cidrv4": "192.0.2.0/24", "cidrv6": "2001:db8::/32", "mac": "00:00:5e:00:53:01",
	"e164": "+15550100000", "emoji": "🎉", "base64": "eA==", "base64url": "eA", "jwt": "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.e30.x",
	"cuid": "cjld2cjxh0000qzrmn831i7rn", "json-string": "{}",
}

// samples are texts that fit many a pattern: other versions of UUIDs, times without a zone, plain words.
var samples = slices.Concat([]string{"", "text", "x", "1", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-62d3-a456-426614174000",
	"123e4567-e89b-72d3-a456-426614174000", "2026-01-31T12:00:00", "12:00:00", "12:00"}, slices.Sorted(maps.Values(formats)))

// matching makes a short text for a pattern that has neither lookarounds nor references to groups.
func matching(pattern string) (string, bool) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", false
	}
	var out strings.Builder
	write(&out, tree.Simplify())
	return out.String(), true
}

// write adds the shortest way through an expression.
func write(out *strings.Builder, e *syntax.Regexp) {
	switch e.Op {
	case syntax.OpLiteral:
		for _, c := range e.Rune {
			out.WriteRune(c)
		}
	case syntax.OpCharClass:
		out.WriteRune(plainest(e.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		out.WriteByte('x')
	case syntax.OpCapture, syntax.OpPlus, syntax.OpConcat:
		for _, part := range e.Sub {
			write(out, part)
		}
	case syntax.OpAlternate:
		write(out, e.Sub[0])
	}
}

// plainest is a letter or digit of a class when it has one, else its first visible character.
func plainest(ranges []rune) rune {
	for _, wanted := range "ax1A0" {
		for i := 0; i+1 < len(ranges); i += 2 {
			if ranges[i] <= wanted && wanted <= ranges[i+1] {
				return wanted
			}
		}
	}
	for i := 0; i+1 < len(ranges); i += 2 {
		for c := ranges[i]; c <= ranges[i+1]; c++ {
			if unicode.IsGraphic(c) {
				return c
			}
		}
	}
	return 'x'
}
