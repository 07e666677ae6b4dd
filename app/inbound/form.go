package inbound

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// What a form may be. The limits are those of the body parsers of common web frameworks, or wider; no vendor comes near them.
const (
	formFields = 1000 // name=value pairs
	formDepth  = 32   // brackets of one name
	formList   = 100  // the highest position in a[0]=…; a higher one is a name
)

// formJSON turns a form into JSON as http-api §1.5 has it: a[b]=1 is an object, a[]=1, a[0]=1 and a name that comes several
// times are lists. Values stay texts.
func formJSON(body string) (json.RawMessage, error) {
	var root formNode
	count := 0
	for pair := range strings.SplitSeq(body, "&") {
		if pair == "" {
			continue
		}
		if count++; count > formFields {
			return nil, invalidPayload("The form has more than 1000 fields.")
		}
		rawName, rawText, _ := strings.Cut(pair, "=")
		name, badName := url.QueryUnescape(rawName)
		text, badText := url.QueryUnescape(rawText)
		if badName != nil || badText != nil {
			return nil, invalidPayload("The body is not a valid form.")
		}
		path := formPath(strings.ToValidUTF8(name, "\uFFFD")) // as JSON has it: two names must not become one member twice
		if len(path) > formDepth {
			return nil, invalidPayload("The body nests too deep.")
		}
		if name != "" && !slices.Contains(path, "__proto__") {
			root.put(path, text)
		}
	}
	return json.Marshal(root.object())
}

// formPath splits "a[b][]" into "a", "b", "". What cannot be read as brackets stays part of the name.
func formPath(name string) []string {
	first, rest, nested := strings.Cut(name, "[")
	inner, closed := strings.CutSuffix(rest, "]")
	if !nested || !closed || first == "" {
		return []string{name}
	}
	return append([]string{first}, strings.Split(inner, "][")...)
}

// formNode is what a form says of one name: texts, members, or both when the sender is of two minds.
type formNode struct {
	texts   []string
	members map[string]*formNode
	unnamed []*formNode // of a[]=…, in the order of the form
}

// put adds a text at the end of a path; a step without a name is a new member each time.
func (n *formNode) put(path []string, text string) {
	if len(path) == 0 {
		n.texts = append(n.texts, text)
		return
	}
	var child *formNode
	switch step := path[0]; {
	case step == "":
		child = &formNode{}
		n.unnamed = append(n.unnamed, child)
	case n.members[step] != nil:
		child = n.members[step]
	default:
		child = &formNode{}
		if n.members == nil {
			n.members = map[string]*formNode{}
		}
		n.members[step] = child
	}
	child.put(path[1:], text)
}

// value is a text, a list or an object.
func (n *formNode) value() any {
	var all []any
	for _, text := range n.texts {
		all = append(all, text)
	}
	positioned, isList := n.positioned()
	switch {
	case isList:
		all = append(all, positioned...)
		if len(n.texts) == len(all) && len(all) == 1 {
			return all[0]
		}
		return all
	case len(all) == 0:
		return n.object()
	default:
		return append(all, n.object())
	}
}

// positioned are the members in the order of their positions, then the unnamed ones; gaps close. False when a member has
// a name.
func (n *formNode) positioned() ([]any, bool) {
	var at [formList + 1]*formNode
	for name, child := range n.members {
		position, err := strconv.Atoi(name)
		if err != nil || position < 0 || position > formList || strconv.Itoa(position) != name {
			return nil, false
		}
		at[position] = child
	}
	var all []any
	for _, child := range at {
		if child != nil {
			all = append(all, child.value())
		}
	}
	for _, child := range n.unnamed {
		all = append(all, child.value())
	}
	return all, true
}

// object is the members by name; unnamed ones get the first numbers that are free.
func (n *formNode) object() map[string]any {
	object := make(map[string]any, len(n.members)+len(n.unnamed))
	for name, child := range n.members {
		object[name] = child.value()
	}
	next := 0
	for _, child := range n.unnamed {
		for object[strconv.Itoa(next)] != nil {
			next++
		}
		object[strconv.Itoa(next)] = child.value()
	}
	return object
}
