package catalog

import (
	"strings"
	"time"
)

// Scope is what the placeholders of a template may read.
type Scope struct {
	// Values holds nested groups ("connectionConfig", "credentials", "metadata", "assertionOption", "step1", …)
	// and bare names (apiKey, accessToken, username, …). Groups are map[string]any or map[string]string.
	Values map[string]any
	// Now is the moment of ${now…} and of signatures; share one per request. Zero leaves ${now} in place.
	Now time.Time
	// UUID makes the value of ${random}. Return the same value for all headers of one request. Nil leaves ${random} in place.
	UUID func() string
	// Request is the request being built, for ${method}, ${host}, ${path}, ${params} and the signing functions. May be nil.
	Request *RequestScope
	// SkipEmpty treats an empty connection parameter as absent, as base URLs do.
	SkipEmpty bool
	// Plain gives "||" no meaning: signing keys and TWO_STEP parameters are written so.
	Plain bool
}

// RequestScope is the outgoing request as templates see it.
type RequestScope struct {
	Method, Host, Path string // of the final URL; Path is the escaped path without the query
	Endpoint           string // as the caller gave it
	RawQuery           string // without "?"
	ContentType        string // the caller's; may be empty
	Body               []byte // what will be sent
}

// Expand fills a template. complete is false when a placeholder could not be filled; it then stays in the text.
// "A || B" is A when all of A can be filled and something was, else B. A value is never expanded again, whatever it holds.
func Expand(text string, s Scope) (out string, complete bool) {
	if !strings.Contains(text, "${") {
		return text, true
	}
	nodes, _ := parseTemplate(text)
	chosen := (&expander{scope: s}).choose(nodes)
	return chosen.text, chosen.missing == 0
}

// ExpandValue fills every string inside a JSON-like value (string, []any, map[string]any, map[string]string, Params) and keeps its shape.
func ExpandValue(value any, s Scope) (out any, complete bool) {
	complete = true
	note := func(ok bool) { complete = complete && ok }
	switch v := value.(type) {
	case string:
		out, complete = Expand(v, s)
		return out, complete
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			filled, ok := ExpandValue(item, s)
			note(ok)
			list[i] = filled
		}
		return list, complete
	case map[string]any:
		object := make(map[string]any, len(v))
		for name, item := range v {
			filled, ok := ExpandValue(item, s)
			note(ok)
			object[name] = filled
		}
		return object, complete
	case map[string]string:
		object := make(map[string]string, len(v))
		for name, item := range v {
			filled, ok := Expand(item, s)
			note(ok)
			object[name] = filled
		}
		return object, complete
	case Params:
		out, complete = ExpandParams(v, s)
		return out, complete
	default:
		return value, true
	}
}

// ExpandParams fills every value of an object in its order; unfilled placeholders stay, and complete is false.
func ExpandParams(values Params, s Scope) (out Params, complete bool) {
	complete = true
	out = make(Params, len(values))
	for i, member := range values {
		filled, ok := ExpandValue(member.Value, s)
		complete = complete && ok
		out[i] = Param{Name: member.Name, Value: filled}
	}
	return out, complete
}

// ExpandMap fills every value of an object and drops what cannot be filled, at any depth, and objects left empty by that.
func ExpandMap(values map[string]any, s Scope) map[string]any {
	out := make(map[string]any, len(values))
	for name, value := range values {
		if object, ok := value.(map[string]any); ok {
			if filled := ExpandMap(object, s); len(filled) > 0 {
				out[name] = filled
			}
			continue
		}
		if filled, ok := ExpandValue(value, s); ok {
			out[name] = filled
		}
	}
	return out
}

// Placeholders lists the distinct names a template reads, such as "connectionConfig.subdomain" or "apiKey",
// in order of appearance, those inside functions included. "now" and its formats are listed as "now".
func Placeholders(text string) []string {
	nodes, _ := parseTemplate(text)
	var names []string
	seen := map[string]bool{}
	walkNames(nodes, func(name string) {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	})
	return names
}

func walkNames(nodes []node, visit func(string)) {
	for _, n := range nodes {
		switch n.kind {
		case nodeName:
			if isNow(n.text) {
				visit("now")
			} else {
				visit(n.text)
			}
		case nodeCall:
			walkNames(n.args, visit)
		}
	}
}
