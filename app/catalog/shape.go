package catalog

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// shapeCheck compares a YAML tree with the Go types that will hold it, so that a file with a misspelled field or a
// number where text belongs is refused at its line.
type shapeCheck struct {
	lines    lineIndex
	problems []Problem
	lenient  bool                // unknown fields are dropped with a warning
	dropped  map[*yaml.Node]bool // their names
}

func (s *shapeCheck) problem(n *yaml.Node, format string, args ...any) {
	s.problems = append(s.problems, Problem{Line: n.Line, Message: fmt.Sprintf(format, args...)})
}

var (
	typeParams   = reflect.TypeFor[Params]()
	typeFields   = reflect.TypeFor[Fields]()
	typeField    = reflect.TypeFor[Field]()
	typeTokenURL = reflect.TypeFor[TokenURL]()
)

// value checks one node against a type and notes its line.
func (s *shapeCheck) value(n *yaml.Node, t reflect.Type, path string, depth int) {
	if !s.plain(n, path, depth) {
		return
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == typeParams:
		s.object(n, path, func(*yaml.Node, string) (reflect.Type, bool) { return reflect.TypeFor[any](), true }, depth)
	case t == typeFields:
		s.object(n, path, func(*yaml.Node, string) (reflect.Type, bool) { return typeField, true }, depth)
	case t == typeTokenURL:
		s.tokenURL(n, path, depth)
	case t.Kind() == reflect.Struct:
		s.object(n, path, memberOf(t), depth)
	case t.Kind() == reflect.Map:
		s.object(n, path, func(*yaml.Node, string) (reflect.Type, bool) { return t.Elem(), true }, depth)
	case t.Kind() == reflect.Slice:
		s.list(n, t.Elem(), path, depth)
	case t.Kind() == reflect.Interface:
		s.anything(n, path, depth)
	default:
		s.scalar(n, t, path)
	}
}

// plain refuses what no catalog file needs: anchors, aliases, deep nesting, huge values.
func (s *shapeCheck) plain(n *yaml.Node, path string, depth int) bool {
	s.lines[path] = n.Line
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		s.problem(n, "%s uses a YAML anchor or alias; write the value out.", named(path))
	case depth > maxDepth:
		s.problem(n, "%s is nested deeper than %d levels.", named(path), maxDepth)
	case len(n.Value) > maxValueSize:
		s.problem(n, "%s is longer than %d kB.", named(path), maxValueSize>>10)
	default:
		return true
	}
	return false
}

func (s *shapeCheck) object(n *yaml.Node, path string, typeOf func(*yaml.Node, string) (reflect.Type, bool), depth int) {
	if n.Kind != yaml.MappingNode {
		s.problem(n, "%s must be an object (name: value), not %s.", named(path), kindName(n))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Anchor != "" || len(key.Value) > maxValueSize || key.ShortTag() == "!!merge" {
			s.problem(key, "%s has a name that is not plain text.", named(path))
			continue
		}
		if first, twice := seen[key.Value]; twice {
			s.problem(key, "%s is set twice, first in line %d.", named(join(path, key.Value)), first)
			continue
		}
		seen[key.Value] = key.Line
		t, known := typeOf(key, key.Value)
		if !known && s.lenient {
			s.dropped[key] = true
			s.problems = append(s.problems, Problem{Line: key.Line, Warning: true,
				Message: fmt.Sprintf("There is no field %q%s; it is left out.", clip(key.Value), inside(path))})
			continue
		}
		if !known {
			s.problem(key, "There is no field %q%s.", key.Value, inside(path))
			continue
		}
		s.value(value, t, join(path, key.Value), depth+1)
		s.lines[join(path, key.Value)] = key.Line
	}
}

// without is a tree without the dropped fields. What is shared stays as it is.
func (s *shapeCheck) without(n *yaml.Node) *yaml.Node {
	if len(s.dropped) == 0 || n.Kind == yaml.ScalarNode {
		return n
	}
	out := *n
	out.Content = nil
	for i := 0; i < len(n.Content); i++ {
		if n.Kind == yaml.MappingNode && i%2 == 0 && s.dropped[n.Content[i]] {
			i++
			continue
		}
		out.Content = append(out.Content, s.without(n.Content[i]))
	}
	return &out
}

func (s *shapeCheck) list(n *yaml.Node, item reflect.Type, path string, depth int) {
	if n.Kind != yaml.SequenceNode {
		s.problem(n, "%s must be a list, not %s.", named(path), kindName(n))
		return
	}
	for i, element := range n.Content {
		s.value(element, item, path+"["+strconv.Itoa(i)+"]", depth+1)
	}
}

func (s *shapeCheck) anything(n *yaml.Node, path string, depth int) {
	switch n.Kind {
	case yaml.MappingNode:
		s.object(n, path, func(*yaml.Node, string) (reflect.Type, bool) { return reflect.TypeFor[any](), true }, depth)
	case yaml.SequenceNode:
		s.list(n, reflect.TypeFor[any](), path, depth)
	}
}

func (s *shapeCheck) tokenURL(n *yaml.Node, path string, depth int) {
	if n.Kind == yaml.MappingNode {
		s.object(n, path, func(_ *yaml.Node, name string) (reflect.Type, bool) {
			return reflect.TypeFor[string](), name == string(OAuth2) || name == string(App)
		}, depth)
		return
	}
	s.scalar(n, reflect.TypeFor[string](), path)
}

func (s *shapeCheck) scalar(n *yaml.Node, t reflect.Type, path string) {
	tag := n.ShortTag()
	var want string
	switch t.Kind() {
	case reflect.Bool:
		if tag != "!!bool" {
			want = "true or false"
		}
	case reflect.Int, reflect.Int64:
		if tag != "!!int" {
			want = "a whole number"
		}
	default:
		if tag != "!!str" && tag != "!!timestamp" {
			want = "text; put quotes around it"
		}
	}
	if n.Kind != yaml.ScalarNode {
		want = strings.TrimSuffix(want, "; put quotes around it")
	}
	if want != "" {
		s.problem(n, "%s must be %s.", named(path), want)
	}
}

// memberOf finds the type of a struct's member by its json name, embedded structs included.
func memberOf(t reflect.Type) func(*yaml.Node, string) (reflect.Type, bool) {
	return func(_ *yaml.Node, name string) (reflect.Type, bool) { return jsonMember(t, name) }
}

func jsonMember(t reflect.Type, name string) (reflect.Type, bool) {
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			if found, ok := jsonMember(field.Type, name); ok {
				return found, true
			}
			continue
		}
		if tag := field.Tag.Get("json"); tag != "" && tag != "-" && tag == name {
			return field.Type, true
		}
	}
	return nil, false
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func named(path string) string {
	if path == "" {
		return "The file"
	}
	return path
}

func inside(path string) string {
	if path == "" {
		return ""
	}
	return " in " + path
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "an object"
	case yaml.SequenceNode:
		return "a list"
	default:
		return "a single value"
	}
}
