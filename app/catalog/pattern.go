package catalog

import (
	"fmt"
	"regexp"
	"strings"
)

// Pattern is a compiled field pattern. Catalog patterns are ECMAScript expressions; nearly all mean the same to Go.
// Beyond that, one form is understood: a negative look-ahead at the very start, "^(?!A)B", which matches when B does and A does not.
type Pattern struct {
	must   *regexp.Regexp
	mustNo *regexp.Regexp // nil for none
}

// CompilePattern compiles a field pattern. The error says what cannot be understood.
func CompilePattern(text string) (*Pattern, error) {
	refused, rest, found := leadingLookAhead(text)
	if !found {
		must, err := regexp.Compile(text)
		if err != nil {
			return nil, fmt.Errorf("the pattern does not compile: %w", err)
		}
		return &Pattern{must: must}, nil
	}
	must, err := regexp.Compile("^" + rest)
	if err != nil {
		return nil, fmt.Errorf("the pattern behind the look-ahead does not compile: %w", err)
	}
	mustNo, err := regexp.Compile("^(?:" + refused + ")")
	if err != nil {
		return nil, fmt.Errorf("the look-ahead of the pattern does not compile: %w", err)
	}
	return &Pattern{must: must, mustNo: mustNo}, nil
}

// Match reports whether the whole value satisfies the pattern; anchors are part of it.
func (p *Pattern) Match(value string) bool {
	if p.mustNo != nil && p.mustNo.MatchString(value) {
		return false
	}
	return p.must.MatchString(value)
}

// leadingLookAhead splits "^(?!A)B" into A and B.
func leadingLookAhead(text string) (refused, rest string, found bool) {
	body, ok := strings.CutPrefix(text, "^(?!")
	if !ok {
		return "", "", false
	}
	depth, class := 1, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(':
			depth++
		case c == ')':
			depth--
			if depth == 0 {
				return body[:i], body[i+1:], true
			}
		}
	}
	return "", "", false
}
