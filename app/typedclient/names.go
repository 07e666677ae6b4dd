package typedclient

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words splits a name at whatever cannot stand in an identifier.
func words(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '$' })
}

// pascal makes a type's name: create-issue becomes CreateIssue. What begins with a digit gets an underscore.
func pascal(name string) string {
	var out strings.Builder
	for _, word := range words(name) {
		first, size := utf8.DecodeRuneInString(word)
		out.WriteRune(unicode.ToUpper(first))
		out.WriteString(word[size:])
	}
	text := out.String()
	if text == "" || unicode.IsDigit(rune(text[0])) {
		return "_" + text
	}
	return text
}

// camel makes a member's name: create-issue becomes createIssue.
func camel(name string) string {
	text := pascal(name)
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

// members are the taken names of one object. A name that is taken gets a number.
type members struct{ taken map[string]bool }

// newMembers keeps "then" free: JavaScript takes an object with such a member for a promise, and awaiting it would call it.
func newMembers() *members { return &members{map[string]bool{"then": true}} }

// newNames are the names of types, without those that the file itself needs or TypeScript has.
func newNames() *members {
	m := newMembers()
	for _, name := range []string{"Client", "ClientOptions", "CallOptions", "RecordQuery", "RecordMetadata", "Saved", "ApiError", "FieldProblem", "Fetch", "Reply",
		"Send", "Target", "Array", "Record", "Partial", "Promise", "Error", "Object", "String", "Number", "Boolean", "AsyncGenerator"} {
		m.taken[name] = true
	}
	return m
}

func (m *members) take(name string) string {
	free := name
	for n := 2; m.taken[free]; n++ {
		free = name + strconv.Itoa(n)
	}
	m.taken[free] = true
	return free
}

// identifier is what needs no quotes as a property.
var identifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

func property(name string) string {
	if identifier.MatchString(name) {
		return name
	}
	return quoted(name)
}

// quoted is a text as a literal. JSON's escapes are JavaScript's.
func quoted(text string) string {
	out, _ := json.Marshal(text) // a text always marshals
	return string(out)
}

// comment keeps a text from ending the comment that it stands in.
func comment(text string) string { return strings.ReplaceAll(text, "*/", "*\\/") }

// doc is a comment above a declaration; "" for no text.
func doc(indent string, lines ...string) string {
	var kept []string
	for _, text := range lines {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				kept = append(kept, comment(line))
			}
		}
	}
	switch len(kept) {
	case 0:
		return ""
	case 1:
		return indent + "/** " + kept[0] + " */\n"
	}
	return indent + "/**\n" + indent + " * " + strings.Join(kept, "\n"+indent+" * ") + "\n" + indent + " */\n"
}
