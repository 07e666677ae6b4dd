package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is a catalog file as a tree of YAML nodes, checked against the shape of Provider.
type document struct {
	root  *yaml.Node
	lines lineIndex
}

// lineIndex tells the line of every member, by its dotted path ("proxy.headers.authorization").
type lineIndex map[string]int

// from is the index with a line for what has none.
func (l lineIndex) from(line int) lineIndex {
	l[""] = line
	return l
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)

// readDocument parses a file and reports what does not fit: syntax, anchors, duplicate keys, unknown fields, wrong types, sizes.
func readDocument(data []byte) (document, []Problem) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		return document{}, []Problem{syntaxProblem(err)}
	}
	var second yaml.Node
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		return document{}, []Problem{{Line: second.Line, Message: "A provider file holds one document, this one holds more."}}
	}
	return checkShape(doc.Content[0])
}

// checkShape compares a tree of nodes with the shape of Provider.
func checkShape(root *yaml.Node) (document, []Problem) {
	s := &shapeCheck{lines: lineIndex{}}
	s.value(root, reflect.TypeFor[Provider](), "", 0)
	return document{root: root, lines: s.lines}, s.problems
}

// checkImported is checkShape for a file of another program, which may be newer: fields that are not known here are left
// out with a warning.
func checkImported(root *yaml.Node) (document, []Problem) {
	s := &shapeCheck{lines: lineIndex{}, lenient: true, dropped: map[*yaml.Node]bool{}}
	s.value(root, reflect.TypeFor[Provider](), "", 0)
	if len(onlyErrors(s.problems)) > 0 {
		return document{root: root, lines: s.lines}, s.problems
	}
	return document{root: s.without(root), lines: s.lines}, s.problems
}

func syntaxProblem(err error) Problem {
	if errors.Is(err, io.EOF) {
		return Problem{Line: 1, Message: "The file is empty."}
	}
	if found := yamlLine.FindStringSubmatch(err.Error()); found != nil {
		line, _ := strconv.Atoi(found[1])
		if strings.HasPrefix(found[2], "did not find expected") {
			line++ // the library counts lines from 0 for what its parser, not its scanner, finds
		}
		return Problem{Line: line, Message: "This is not valid YAML: " + found[2] + "."}
	}
	return Problem{Line: 1, Message: "This is not valid YAML: " + err.Error() + "."}
}

// wire renders the document as JSON in the file's order, with what the wire has and a file leaves out: the type of each
// field and an empty docs link.
func (d document) wire() (json.RawMessage, error) {
	value, err := jsonValue(d.root)
	if err != nil {
		return nil, err
	}
	return wireOf(value.(Params))
}

// wireOf is wire for members that were checked already. They are not changed.
func wireOf(members Params) (json.RawMessage, error) {
	provider := slices.Clone(members)
	for i, member := range provider {
		if slices.Contains(fieldGroups, member.Name) {
			provider[i].Value = withTypes(member.Value.(Params))
		}
	}
	if _, has := provider.Get("docs"); !has {
		provider = append(provider, Param{Name: "docs", Value: ""})
	}
	return encodeJSON(provider)
}

func withTypes(fields Params) Params {
	out := make(Params, len(fields))
	for i, field := range fields {
		attributes, _ := field.Value.(Params)
		if _, has := attributes.Get("type"); !has {
			attributes = append(Params{{Name: "type", Value: "string"}}, attributes...)
		}
		out[i] = Param{Name: field.Name, Value: attributes}
	}
	return out
}

// jsonValue turns a checked node into a JSON value, objects in their order.
func jsonValue(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		out := make(Params, 0, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			value, err := jsonValue(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			out = append(out, Param{Name: n.Content[i].Value, Value: value})
		}
		return out, nil
	case yaml.SequenceNode:
		out := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			value, err := jsonValue(item)
			if err != nil {
				return nil, err
			}
			out = append(out, value)
		}
		return out, nil
	case yaml.ScalarNode:
		return jsonScalar(n)
	default:
		return nil, fmt.Errorf("line %d: neither text, list nor object", n.Line)
	}
}

func jsonScalar(n *yaml.Node) (any, error) {
	switch n.ShortTag() {
	case "!!bool":
		var value bool
		err := n.Decode(&value)
		return value, err
	case "!!int":
		var value int64
		err := n.Decode(&value)
		return value, err
	case "!!float":
		var value float64
		err := n.Decode(&value)
		return value, err
	case "!!null":
		return nil, nil
	default:
		return n.Value, nil
	}
}
