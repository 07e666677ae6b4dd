package bundle

import (
	"fmt"
	"strings"

	"github.com/evanw/esbuild/shim"
)

// creators are the functions that declare, with the type each gives and the name of the constant the official compiler makes
// of a declaration that is exported in place.
var creators = map[string]struct{ kind, constant string }{
	"createAction":   {"action", "action"},
	"createSync":     {"sync", "sync"},
	"createOnEvent":  {"onEvent", "onEvent"},
	"createFunction": {"function", "func"},
}

// exports refuses values that the entry file exports beside its declaration.
func (c *checker) exports() {
	refuse := func(at int, name string) {
		if _, ok := creators[name]; ok {
			return
		}
		c.errorAt(at, len(name), "nango_named_export_not_allowed", fmt.Sprintf("Named export '%s' is not allowed. "+
			"Only export default and createAction, createSync, createOnEvent, createFunction are permitted.", name),
			"Move what others import to a file of its own. Types may be exported.")
	}
	for _, n := range c.file.tree.Children {
		switch n.Kind {
		case shim.ExportNames:
			for _, item := range n.Children {
				refuse(item.Start, item.Name)
			}
		case shim.ExportValue:
			for _, d := range exportedValues(n.Children[0]) {
				if !typeLike(c.file.text[:d.Start]) {
					refuse(d.Start, d.Name)
				}
			}
		}
	}
}

// exportedValues gives the constants and functions of a declaration. Patterns and classes pass the official compiler.
func exportedValues(n *shim.Node) []*shim.Node {
	if n.Kind == shim.Function {
		return []*shim.Node{{Start: n.NameAt, Name: n.Name}}
	}
	var out []*shim.Node
	for _, child := range n.Children {
		if n.Kind == shim.Other && child.Kind == shim.Declare && child.Name != "" {
			out = append(out, child)
		}
	}
	return out
}

// typeLike reports whether a name that follows is that of an enum or a namespace, which esbuild's tree shows as variables and
// the official compiler lets pass.
func typeLike(before string) bool {
	before = strings.TrimRight(before, " \t\r\n")
	return strings.HasSuffix(before, "enum") || strings.HasSuffix(before, "namespace")
}

// declared finds the create call that a file exports by default: in place, or the value of a top-level variable.
func declared(tree *shim.Node) (export, call *shim.Node) {
	for _, n := range tree.Children {
		if n.Kind != shim.ExportDefault || len(n.Children) == 0 {
			continue
		}
		switch value := n.Children[0]; {
		case creates(value):
			return n, value
		case value.Kind == shim.Identifier:
			return n, variable(tree, value.Name)
		default:
			return n, nil
		}
	}
	return nil, nil
}

func creates(n *shim.Node) bool {
	if n.Kind != shim.Call || n.Children[0].Kind != shim.Identifier {
		return false
	}
	_, ok := creators[n.Children[0].Name]
	return ok
}

// variable finds the create call that is the value of a top-level variable.
func variable(tree *shim.Node, name string) *shim.Node {
	for _, n := range tree.Children {
		if n.Kind == shim.ExportValue {
			n = n.Children[0]
		}
		for _, d := range n.Children {
			if d.Kind == shim.Declare && d.Name == name && creates(d.Children[len(d.Children)-1]) {
				return d.Children[len(d.Children)-1]
			}
		}
	}
	return nil
}

// declaration checks the default export.
func (c *checker) declaration() {
	const hint = "End the file with export default createAction({…}), or createSync, or createOnEvent."
	export, call := declared(c.file.tree)
	switch {
	case export == nil:
		return // the definition's check says so
	case call == nil, export.Children[0] != call && cast(c.file.text, export.Children[0].Start+len(export.Children[0].Name)):
		c.errorAt(export.Start, len("export default"), "nango_invalid_default_export",
			"Invalid default export: should be createAction(), createSync() or createOnEvent()", hint)
	case len(call.Children) < 2 || call.Children[1].Kind != shim.Object || cast(c.file.text[:call.Close], call.Children[1].Close+1):
		c.errorAt(call.Start, len(call.Children[0].Name), "nango_invalid_function_param",
			"Invalid function parameter, should be an object", "Write the object between the parentheses: createAction({…}).")
	}
}

// places finds the properties of a declaration, and those of its models.
func places(f *file) map[string]Place {
	out := map[string]Place{}
	if f == nil || f.tree == nil {
		return out
	}
	_, call := declared(f.tree)
	if call == nil || len(call.Children) < 2 {
		return out
	}
	var add func(prefix string, object *shim.Node)
	add = func(prefix string, object *shim.Node) {
		for _, p := range object.Children {
			if p.Name == "" {
				continue
			}
			var at Place
			at.Line, at.Column = position(f.text, p.Start)
			at.EndLine, at.EndColumn = at.Line, at.Column+utf16Length(p.Name)
			out[prefix+p.Name] = at
			if prefix == "" && len(p.Children) > 0 && p.Children[len(p.Children)-1].Kind == shim.Object {
				add(p.Name+".", p.Children[len(p.Children)-1])
			}
		}
	}
	add("", call.Children[1])
	return out
}
