package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/fault"
)

// A shape is the compiled form of an input type. It checks a decoded JSON or query tree and reports what
// is wrong in the issue codes and order that API clients know: the object's own fields in declaration
// order, then its unknown keys (http-api §1.4).
//
// The Go struct is the declaration. A field is required unless its json tag says omitempty or omitzero,
// null is accepted only by pointers, unknown keys never. The tag `rule` refines a field:
//
//	min=1,max=255     length of a text, size of a number
//	is=email          one of the formats below; several are separated by |
//	oneof=a|b         an enumeration
//	items=key         the format of each item of a list
//	union             any problem is reported as one invalid_union, as for alternatives
type shape struct {
	kind   shapeKind
	fields []shapeField
	elem   *shape
	rules  rules
	custom reflect.Type // kind custom: a type that checks itself
}

type shapeKind uint8

const (
	shapeFree    shapeKind = iota // anything
	shapeText                     // string
	shapeNumber                   // integer
	shapeBoolean                  // true or false
	shapeList                     // array of elem
	shapeTable                    // object with free keys and elem values
	shapeObject                   // object with exactly the fields
	shapeCustom                   // see selfChecking
)

type shapeField struct {
	name     string
	optional bool
	nullable bool
	shape    *shape
}

type rules struct {
	min, max int // max 0: none
	format   string
	oneOf    []string
	union    bool
}

// selfChecking is an input type whose rules a struct cannot declare: unions and maps with key rules.
type selfChecking interface {
	check(value any, path []string) []fault.Issue
}

// formats are the named text rules of http-api §1.9.
var formats = map[string]struct {
	pattern *regexp.Regexp
	message string
}{
	"key":        {regexp.MustCompile(`^[a-zA-Z0-9~:.@ _-]+$`), ""},
	"provider":   {regexp.MustCompile(`^[a-zA-Z0-9_-]+$`), ""},
	"connection": {regexp.MustCompile(`^[a-zA-Z0-9,.;:=+~\[\]|@${}"'\\/_ -]+$`), ""},
	"function":   {regexp.MustCompile(`^[a-zA-Z0-9_-]+$`), ""},
	"scopes":     {regexp.MustCompile(`^$|^[0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*$`), ""},
	"email":      {regexp.MustCompile(`^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$`), "Invalid email address"},
	"url":        {regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*://[^\s]+$`), "Invalid URL"},
	"webhook":    {regexp.MustCompile(`^$|^https?://[^\s]+$`), "Invalid URL"},
	"model":      {regexp.MustCompile(`^[A-Z][a-zA-Z0-9_-]+$`), ""},
	"frequency":  {regexp.MustCompile(`^(?<every>every )?((?<amount>[0-9]+)?\s?(?<unit>(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?))|(?<unit2>(month|week|half day|half hour|quarter hour)))$`), ""},
	"region":     {regexp.MustCompile(`^[a-z0-9-]*$`), ""},
	"some":       {regexp.MustCompile(`^[\s\S]{1,255}$`), "Invalid string: must have 1 to 255 characters"},
	"few":        {regexp.MustCompile(`^[\s\S]{0,255}$`), "Invalid string: must have at most 255 characters"},
	"tag":        {regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_\-./]*$`), ""},
}

// shapeOf compiles t; it panics on a type that cannot be an input, which the first test run shows.
func shapeOf(t reflect.Type, tag string) *shape {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	s := &shape{rules: parseRules(tag)}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[selfChecking]()) {
		s.kind, s.custom = shapeCustom, t
		return s
	}
	switch {
	case t == reflect.TypeFor[json.RawMessage]():
		s.kind = shapeFree
		if strings.Contains(tag, "object") {
			s.kind = shapeTable
			s.elem = &shape{}
		}
	case t.Kind() == reflect.String:
		s.kind = shapeText
	case t.Kind() == reflect.Int:
		s.kind = shapeNumber
	case t.Kind() == reflect.Bool:
		s.kind = shapeBoolean
	case t.Kind() == reflect.Slice:
		s.kind, s.elem = shapeList, shapeOf(t.Elem(), itemRules(tag))
	case t.Kind() == reflect.Map:
		s.kind, s.elem = shapeTable, shapeOf(t.Elem(), itemRules(tag))
	case t.Kind() == reflect.Struct:
		s.kind, s.fields = shapeObject, shapeFields(t)
	case t.Kind() == reflect.Interface:
		s.kind = shapeFree
	default:
		panic("api: no shape for " + t.String())
	}
	return s
}

func shapeFields(t reflect.Type) []shapeField {
	var fields []shapeField
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			fields = append(fields, shapeFields(f.Type)...)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		fields = append(fields, shapeField{
			name:     name,
			optional: strings.Contains(options, "omit"),
			nullable: f.Type.Kind() == reflect.Pointer && strings.Contains(f.Tag.Get("rule"), "nullable"),
			shape:    shapeOf(f.Type, f.Tag.Get("rule")),
		})
	}
	return fields
}

func parseRules(tag string) rules {
	var r rules
	for part := range strings.SplitSeq(tag, ",") {
		name, value, _ := strings.Cut(part, "=")
		switch name {
		case "min":
			r.min, _ = strconv.Atoi(value)
		case "max":
			r.max, _ = strconv.Atoi(value)
		case "is":
			r.format = value
		case "oneof":
			r.oneOf = strings.Split(value, "|")
		case "union":
			r.union = true
		}
	}
	return r
}

func itemRules(tag string) string {
	for part := range strings.SplitSeq(tag, ",") {
		if value, ok := strings.CutPrefix(part, "items="); ok {
			if _, known := formats[value]; known {
				return "is=" + value + ",max=255"
			}
			return "oneof=" + value
		}
	}
	return ""
}

// check reports every problem of value, which is what encoding/json (with UseNumber) or parseQuery gives.
func (s *shape) check(value any, path []string) []fault.Issue {
	issues := s.checkKind(value, path)
	if s.rules.union && len(issues) > 0 {
		return []fault.Issue{issue("invalid_union", "Invalid input", path)}
	}
	return issues
}

func (s *shape) checkKind(value any, path []string) []fault.Issue {
	switch s.kind {
	case shapeText:
		return s.checkText(value, path)
	case shapeNumber:
		return s.checkNumber(value, path)
	case shapeBoolean:
		switch value.(type) {
		case bool:
		case notABoolean:
			return []fault.Issue{issue("invalid_value", notTrueOrFalse, path)}
		default:
			return wrongType("boolean", value, path)
		}
	case shapeList:
		return s.checkList(value, path)
	case shapeTable:
		return s.checkTable(value, path)
	case shapeObject:
		return s.checkObject(value, path)
	case shapeCustom:
		return reflect.New(s.custom).Interface().(selfChecking).check(value, path)
	}
	return nil
}

func (s *shape) checkText(value any, path []string) []fault.Issue {
	text, ok := value.(string)
	if !ok {
		return wrongType("string", value, path)
	}
	var issues []fault.Issue
	if length := len([]rune(text)); length < s.rules.min {
		issues = append(issues, issue("too_small", fmt.Sprintf("Too small: expected string to have >=%d characters", s.rules.min), path))
	} else if s.rules.max > 0 && length > s.rules.max {
		issues = append(issues, issue("too_big", fmt.Sprintf("Too big: expected string to have <=%d characters", s.rules.max), path))
	}
	if s.rules.format != "" {
		if f := formats[s.rules.format]; !f.pattern.MatchString(text) {
			message := f.message
			if message == "" {
				message = "Invalid string: must match pattern /" + f.pattern.String() + "/"
			}
			issues = append(issues, issue("invalid_format", message, path))
		}
	}
	if len(s.rules.oneOf) > 0 && !slices.Contains(s.rules.oneOf, text) {
		issues = append(issues, issue("invalid_value", `Invalid option: expected one of "`+strings.Join(s.rules.oneOf, `"|"`)+`"`, path))
	}
	return issues
}

func (s *shape) checkNumber(value any, path []string) []fault.Issue {
	number, ok := value.(json.Number)
	if !ok {
		return wrongType("number", value, path)
	}
	n, err := strconv.Atoi(number.String())
	switch {
	case err != nil:
		return []fault.Issue{issue("invalid_type", "Invalid input: expected int, received number", path)}
	case n < s.rules.min:
		return []fault.Issue{issue("too_small", fmt.Sprintf("Too small: expected number to be >=%d", s.rules.min), path)}
	case s.rules.max > 0 && n > s.rules.max:
		return []fault.Issue{issue("too_big", fmt.Sprintf("Too big: expected number to be <=%d", s.rules.max), path)}
	}
	return nil
}

func (s *shape) checkList(value any, path []string) []fault.Issue {
	list, ok := value.([]any)
	if !ok {
		return wrongType("array", value, path)
	}
	var issues []fault.Issue
	if s.rules.max > 0 && len(list) > s.rules.max {
		issues = append(issues, issue("too_big", fmt.Sprintf("Too big: expected array to have <=%d items", s.rules.max), path))
	}
	for i, item := range list {
		issues = append(issues, s.elem.check(item, below(path, strconv.Itoa(i)))...)
	}
	return issues
}

func (s *shape) checkTable(value any, path []string) []fault.Issue {
	table, ok := value.(map[string]any)
	if !ok {
		return wrongType("object", value, path)
	}
	var issues []fault.Issue
	for _, key := range sortedKeys(table) {
		issues = append(issues, s.elem.check(table[key], below(path, key))...)
	}
	return issues
}

func (s *shape) checkObject(value any, path []string) []fault.Issue {
	table, ok := value.(map[string]any)
	if !ok {
		return wrongType("object", value, path)
	}
	var issues []fault.Issue
	known := make(map[string]bool, len(s.fields))
	for _, f := range s.fields {
		known[f.name] = true
		item, present := table[f.name]
		switch {
		case !present && f.optional, present && item == nil && f.nullable:
			continue
		case !present:
			item = missing{}
		}
		issues = append(issues, f.shape.check(item, below(path, f.name))...)
	}
	var unknown []string
	for _, key := range sortedKeys(table) {
		if !known[key] {
			unknown = append(unknown, strconv.Quote(key))
		}
	}
	switch len(unknown) {
	case 0:
	case 1:
		issues = append(issues, issue("unrecognized_keys", "Unrecognized key: "+unknown[0], path))
	default:
		issues = append(issues, issue("unrecognized_keys", "Unrecognized keys: "+strings.Join(unknown, ", "), path))
	}
	return issues
}

// missing stands for a key that is not there, which is not the same as null.
type missing struct{}

// notANumber stands for a query value that had to be a number.
type notANumber struct{}

// notABoolean stands for a query value that had to be a word for true or false.
type notABoolean struct{}

const notTrueOrFalse = `Invalid option: expected one of "true"|"1"|"yes"|"on"|"y"|"enabled"|"false"|"0"|"no"|"off"|"n"|"disabled"`

func wrongType(expected string, value any, path []string) []fault.Issue {
	return []fault.Issue{issue("invalid_type", "Invalid input: expected "+expected+", received "+typeName(value), path)}
}

func typeName(value any) string {
	switch value.(type) {
	case missing:
		return "undefined"
	case notANumber:
		return "NaN"
	case nil:
		return "null"
	case string:
		return "string"
	case json.Number:
		return "number"
	case bool:
		return "boolean"
	case []any:
		return "array"
	}
	return "object"
}

func issue(code, message string, path []string) fault.Issue {
	if path == nil {
		path = []string{}
	}
	return fault.Issue{Code: code, Message: message, Path: path}
}

// below returns path with one more step, never sharing memory with a sibling.
func below(path []string, step string) []string {
	return append(append(make([]string, 0, len(path)+1), path...), step)
}
