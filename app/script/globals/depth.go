package globals

import "fmt"

// DepthError is a source text that nests deeper than a compiler's stack allows.
type DepthError struct{ Line, Limit int }

func (e *DepthError) Error() string {
	return fmt.Sprintf("Line %d nests deeper than %d brackets, which is more than Patchbay compiles.", e.Line, e.Limit)
}

// CheckDepth refuses a JavaScript text whose brackets nest deeper than limit: the engine's parser would overflow the
// process's stack. It does not know the whole grammar. Brackets in strings, comments and templates' texts do not
// count, those in regular expressions do; an unbalanced text is left to the parser. The error is a *DepthError.
func CheckDepth(source string, limit int) error {
	depth, line := 0, 1
	templates := []int{} // the depths at which a template's ${ was opened
	for i := 0; i < len(source); i++ {
		if depth > limit {
			return &DepthError{Line: line, Limit: limit}
		}
		switch c := source[i]; c {
		case '\n':
			line++
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
			if n := len(templates); c == '}' && n > 0 && templates[n-1] == depth {
				templates = templates[:n-1]
				i = skipTemplate(source, i+1, &depth, &templates, &line)
			}
		case '"', '\'':
			i = skipString(source, i)
		case '`':
			i = skipTemplate(source, i+1, &depth, &templates, &line)
		case '/':
			i = skipComment(source, i, &line)
		}
	}
	return nil
}

// skipString returns the index of the quote that ends the string starting at i, or of the line's end without one: then
// the quote was no string's, but part of a regular expression.
func skipString(source string, i int) int {
	for j := i + 1; j < len(source); j++ {
		switch source[j] {
		case '\\':
			j++
		case source[i]:
			return j
		case '\n':
			return i
		}
	}
	return i
}

// skipTemplate returns the index of the template's end or of the { that opens its next expression.
func skipTemplate(source string, i int, depth *int, templates *[]int, line *int) int {
	for ; i < len(source); i++ {
		switch source[i] {
		case '\\':
			i++
		case '\n':
			*line++
		case '`':
			return i
		case '$':
			if i+1 < len(source) && source[i+1] == '{' {
				*templates = append(*templates, *depth)
				*depth++
				return i + 1
			}
		}
	}
	return i
}

func skipComment(source string, i int, line *int) int {
	if i+1 >= len(source) {
		return i
	}
	switch source[i+1] {
	case '/':
		for i+1 < len(source) && source[i+1] != '\n' {
			i++
		}
	case '*':
		for j := i + 2; j+1 < len(source); j++ {
			if source[j] == '\n' {
				*line++
			}
			if source[j] == '*' && source[j+1] == '/' {
				return j + 1
			}
		}
	}
	return i
}
