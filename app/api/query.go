package api

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	maxQueryDepth = 5   // nested brackets of one key
	maxQueryList  = 101 // repeated values of one key; one more than any route takes, so that too many are seen
)

// parseQuery reads a query text the way the public API's clients write it: a[b]=1 is an object, a key
// given twice or ending in [] is a list, and so is a[0]=1 where a route wants one (http-api §1.5). Values are strings, []any or map[string]any.
func parseQuery(raw string) map[string]any {
	tree := map[string]any{}
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		key, value, _ := strings.Cut(pair, "=")
		if steps := querySteps(unescapeQuery(key)); len(steps) > 0 {
			putQuery(tree, steps, unescapeQuery(value))
		}
	}
	return tree
}

// unescapeQuery decodes a piece and keeps it as it is when its escapes are broken.
func unescapeQuery(text string) string {
	if decoded, err := url.QueryUnescape(text); err == nil {
		return decoded
	}
	return text
}

// querySteps splits "a[b][]" into "a", "b", "". What cannot be read as brackets stays part of the name.
func querySteps(key string) []string {
	name, rest, nested := strings.Cut(key, "[")
	if !nested || name == "" || !strings.HasSuffix(rest, "]") {
		return []string{key}
	}
	steps := append([]string{name}, strings.Split(strings.TrimSuffix(rest, "]"), "][")...)
	if len(steps) > maxQueryDepth {
		return []string{key}
	}
	return steps
}

func putQuery(tree map[string]any, steps []string, value string) {
	name := steps[0]
	if len(steps) == 1 {
		tree[name] = appendQuery(tree[name], value)
		return
	}
	if len(steps) == 2 && steps[1] == "" {
		list, _ := tree[name].([]any)
		if len(list) < maxQueryList {
			tree[name] = append(list, value)
		}
		return
	}
	child, ok := tree[name].(map[string]any)
	if !ok {
		child = map[string]any{}
		tree[name] = child
	}
	putQuery(child, steps[1:], value)
}

func appendQuery(old any, value string) any {
	switch old := old.(type) {
	case nil:
		return value
	case string:
		return []any{old, value}
	case []any:
		if len(old) < maxQueryList {
			return append(old, value)
		}
	}
	return old
}

// coerce turns the texts of a query tree into the kinds the shape wants, and leaves what does not fit for
// the check to report.
func (s *shape) coerce(value any) any {
	switch text, isText := value.(string); {
	case s.kind == shapeNumber && isText:
		if number, ok := queryNumber(text); ok {
			return number
		}
		return notANumber{}
	case s.kind == shapeBoolean && isText:
		if b, ok := queryBool(text); ok {
			return b
		}
		return notABoolean{}
	case s.kind == shapeList && isText:
		return []any{text}
	case s.kind == shapeList:
		return numbered(value)
	case s.kind == shapeObject:
		if table, ok := value.(map[string]any); ok {
			for _, f := range s.fields {
				if item, present := table[f.name]; present {
					table[f.name] = f.shape.coerce(item)
				}
			}
		}
	}
	return value
}

// decimalForm and otherBase are what JavaScript's Number reads, besides Infinity, which no route takes.
var (
	otherBase   = regexp.MustCompile(`^0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)$`)
	decimalForm = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`)
)

// queryNumber reads a number as JavaScript's Number does, as the public API's routes do: blanks around it do not matter,
// nothing is 0, and 1e3 is 1000.
func queryNumber(text string) (json.Number, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "0", true
	}
	if whole, err := strconv.ParseInt(text, 10, 64); err == nil { // exact, where JavaScript would round
		return json.Number(strconv.FormatInt(whole, 10)), true
	}
	if otherBase.MatchString(text) {
		n, err := strconv.ParseInt(text, 0, 53)
		return json.Number(strconv.FormatInt(n, 10)), err == nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !decimalForm.MatchString(text) {
		return "", false
	}
	return json.Number(strconv.FormatFloat(n, 'f', -1, 64)), true
}

// numbered turns a[0]=x&a[1]=y into a list, in the order of the positions; gaps close.
func numbered(value any) any {
	table, ok := value.(map[string]any)
	if !ok {
		return value
	}
	positions := make([]int, 0, len(table))
	for key := range table {
		at, err := strconv.Atoi(key)
		if err != nil || at < 0 || at >= maxQueryList || strconv.Itoa(at) != key {
			return value
		}
		positions = append(positions, at)
	}
	slices.Sort(positions)
	list := make([]any, 0, len(table))
	for _, at := range positions {
		list = append(list, table[strconv.Itoa(at)])
	}
	return list
}

// queryBool reads the words for true and false that query fields take.
func queryBool(text string) (value, ok bool) {
	switch strings.ToLower(text) {
	case "true", "1", "yes", "on", "y", "enabled":
		return true, true
	case "false", "0", "no", "off", "n", "disabled":
		return false, true
	}
	return false, false
}
