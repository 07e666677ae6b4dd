package catalog

import "strings"

// expander fills one template.
type expander struct {
	scope  Scope
	encode func(string) string // applied to each value that goes into the text; nil for none
	depth  int                 // inside how many functions; values there are not encoded
}

// filled is the outcome of filling some nodes.
type filled struct {
	text    string
	filled  int      // placeholders that got a value
	missing int      // placeholders that did not
	names   []string // the names of those
}

// choose fills the nodes, or the better one of two alternatives.
func (e *expander) choose(nodes []node) filled {
	if e.scope.Plain {
		return e.fill(nodes)
	}
	left, right, found := splitFallback(nodes)
	if !found {
		return e.fill(nodes)
	}
	first := e.fill(left)
	if first.missing == 0 && first.filled > 0 && first.text != "" {
		return first
	}
	return e.fill(right)
}

func (e *expander) fill(nodes []node) filled {
	var out filled
	var text strings.Builder
	for _, n := range nodes {
		switch n.kind {
		case nodeText:
			text.WriteString(n.text)
		case nodeBroken:
			text.WriteString(n.text)
			out.missing++
		case nodeName, nodeCall:
			value, ok := e.value(n, &out)
			if !ok {
				text.WriteString(n.src)
				out.missing++
				continue
			}
			out.filled++
			if e.encode != nil && e.depth == 0 {
				value = e.encode(value)
			}
			text.WriteString(value)
		}
	}
	out.text = text.String()
	return out
}

func (e *expander) value(n node, out *filled) (string, bool) {
	if n.kind == nodeName {
		value, ok := e.lookup(n.text)
		if !ok {
			out.names = append(out.names, n.text)
		}
		return value, ok
	}
	function, ok := functionNamed(n.text)
	if !ok {
		return "", false
	}
	return function(e, n.args, out)
}

// argument fills the nodes of one function argument; it fails when a placeholder inside has no value.
func (e *expander) argument(nodes []node, out *filled) (string, bool) {
	e.depth++
	defer func() { e.depth-- }()
	inner := e.fill(nodes)
	out.names = append(out.names, inner.names...)
	return inner.text, inner.missing == 0
}

// lookup finds the value of a plain placeholder: time and chance first, then the request, then the values.
func (e *expander) lookup(name string) (string, bool) {
	switch {
	case isNow(name):
		return e.now(name)
	case name == "random":
		if e.scope.UUID == nil {
			return "", false
		}
		return e.scope.UUID(), true
	}
	if text, ok := requestValue(e.scope.Request, name); ok {
		return text, true
	}
	return e.lookupValue(name)
}

// lookupValue tries the name as one key, then as a path, then as a path whose rest is one dotted key, and at last
// inside the connection config and the credentials: some definitions leave out the group's name.
func (e *expander) lookupValue(name string) (string, bool) {
	if value, ok := e.scope.Values[name]; ok {
		if text, ok := scalarText(value); ok {
			return text, true
		}
	}
	group, rest, dotted := strings.Cut(name, ".")
	if dotted {
		if value, ok := member(e.scope.Values, group); ok {
			if text, ok := dig(value, rest); ok {
				return e.keep(group, text)
			}
		}
	}
	for _, group := range []string{"connectionConfig", "credentials"} {
		if value, ok := member(e.scope.Values, group); ok {
			if text, ok := dig(value, name); ok {
				return e.keep(group, text)
			}
		}
	}
	return "", false
}

func (e *expander) keep(group, text string) (string, bool) {
	if text == "" && e.scope.SkipEmpty && group == "connectionConfig" {
		return "", false
	}
	return text, true
}

// dig follows a dotted path. At every level the whole rest may also be one key, so that flat keys with dots are found.
func dig(value any, path string) (string, bool) {
	for {
		if found, ok := member(value, path); ok {
			if text, ok := scalarText(found); ok {
				return text, true
			}
		}
		head, rest, dotted := strings.Cut(path, ".")
		if !dotted {
			return "", false
		}
		next, ok := member(value, head)
		if !ok {
			return "", false
		}
		value, path = next, rest
	}
}

func member(value any, name string) (any, bool) {
	switch v := value.(type) {
	case map[string]any:
		found, ok := v[name]
		return found, ok
	case map[string]string:
		found, ok := v[name]
		return found, ok
	case Params:
		return v.Get(name)
	default:
		return nil, false
	}
}

// unresolved lists the connection parameters that the templates inside a value still need.
func unresolved(value any, s Scope) []string {
	var names []string
	switch v := value.(type) {
	case string:
		nodes, _ := parseTemplate(v)
		for _, name := range (&expander{scope: s}).choose(nodes).names {
			if short, ok := strings.CutPrefix(name, "connectionConfig."); ok {
				names = append(names, short)
			}
		}
	case Params:
		for _, member := range v {
			names = append(names, unresolved(member.Value, s)...)
		}
	case []any:
		for _, item := range v {
			names = append(names, unresolved(item, s)...)
		}
	}
	return names
}
