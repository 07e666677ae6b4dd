// Package schema compiles the JSON Schemas of functions as zod writes them: draft 7 with formats asserted and patterns in
// JavaScript's syntax. Everything in this program that compares a value with such a schema begins here.
package schema

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// place is the address of the one schema that is compiled. It never appears in an error.
const place = "schema:///"

// matchLimit bounds the comparison of one text with one pattern, because a backtracking matcher may take for ever.
const matchLimit = 250 * time.Millisecond

// Compile makes a decoded JSON Schema ready for use. References lead within the document only: a schema comes with code from
// somewhere, and must not have files or addresses read. The error's text names the field in question.
func Compile(document any) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	compiler.AssertFormat()
	compiler.UseRegexpEngine(lenient)
	compiler.UseLoader(jsonschema.SchemeURLLoader{})
	if err := compiler.AddResource(place, document); err != nil {
		return nil, told(err)
	}
	made, err := compiler.Compile(place)
	if err != nil {
		return nil, told(err)
	}
	return made, nil
}

var english = message.NewPrinter(language.English)

// told rewrites what the library says about a schema, which begins with addresses that nobody has heard of.
func told(err error) error {
	if invalid, ok := errors.AsType[*jsonschema.SchemaValidationError](err); ok {
		if cause, ok := errors.AsType[*jsonschema.ValidationError](invalid.Err); ok {
			for len(cause.Causes) > 0 {
				cause = cause.Causes[0]
			}
			return fmt.Errorf("the schema is wrong at %q: %s", pointer(cause.InstanceLocation), cause.ErrorKind.LocalizedString(english))
		}
	}
	if outside, ok := errors.AsType[*jsonschema.LoadURLError](err); ok {
		return fmt.Errorf("the schema refers to %q, which is outside of it", outside.URL)
	}
	return errors.New("the schema cannot be used: " + strings.ReplaceAll(err.Error(), place, ""))
}

// pointer writes steps as a JSON pointer within the schema (RFC 6901 §6).
func pointer(steps []string) string {
	var out strings.Builder
	out.WriteByte('#')
	for _, step := range steps {
		out.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
	}
	return out.String()
}

// Pattern is a regular expression in JavaScript's syntax.
type Pattern struct{ matcher *regexp2.Regexp }

// CompilePattern reads a regular expression as the official validator does, with the flag u, and without it where only that
// makes sense: zod keeps no flags.
func CompilePattern(text string) (*Pattern, error) {
	matcher, err := regexp2.Compile(text, regexp2.ECMAScript, regexp2.Unicode)
	if err != nil {
		if matcher, err = regexp2.Compile(text, regexp2.ECMAScript); err != nil {
			return nil, fmt.Errorf("the pattern %q is no regular expression", text)
		}
	}
	matcher.MatchTimeout = matchLimit
	return &Pattern{matcher}, nil
}

// MatchString reports whether a text matches. One that cannot be judged in time passes.
func (p *Pattern) MatchString(text string) bool {
	matched, err := p.matcher.MatchString(text)
	return matched || err != nil
}

func (p *Pattern) String() string { return p.matcher.String() }

// unread is a pattern that nobody here understands. Everything matches it, so that it does not hide what else a schema says.
type unread string

func (unread) MatchString(string) bool { return true }
func (p unread) String() string        { return string(p) }

func lenient(text string) (jsonschema.Regexp, error) {
	if pattern, err := CompilePattern(text); err == nil {
		return pattern, nil
	}
	return unread(text), nil
}
