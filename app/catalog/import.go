package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"patchbay/app/fault"
)

// MaxImportSize bounds the text of an import, in bytes. The public file has one megabyte.
const MaxImportSize = 8 << 20

// CodeBadImport is the fault code of a text that is no file of providers.
const CodeBadImport = "bad_import"

// imported is one entry of the file: its key, its line, and its members with what it inherits worked in.
type imported struct {
	key      string
	line     int
	node     *yaml.Node // nil when it cannot be read
	aliasOf  string
	ignored  []string
	problems []Problem
}

// notHere are members of the public file that say nothing about calling an API.
var notHere = map[string]bool{"setup_guide_url": true}

// publicScopes is what a public server calls the scopes of a provider in its answers; catalog files call them scopes.
const publicScopes = "available_scopes"

// readImport reads a file in the form of Nango's providers.yaml: one object of provider key to entry, where an entry
// with "alias" inherits every member it does not have itself (providers-and-auth §1.1). The target of an alias stands
// earlier in the file, or is a provider of this catalog.
func (c *Catalog) readImport(data []byte) ([]imported, error) {
	if len(data) > MaxImportSize {
		return nil, badImport(fmt.Sprintf("It is larger than %d MB.", MaxImportSize>>20))
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		problem := syntaxProblem(err)
		return nil, badImport(fmt.Sprintf("Line %d: %s", problem.Line, problem.Message))
	}
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, badImport("It holds more than one document.")
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode || len(root.Content) == 0 {
		return nil, badImport("It is not an object of provider keys.")
	}
	if len(root.Content)/2 > maxFiles {
		return nil, badImport(fmt.Sprintf("It holds more than %d providers.", maxFiles))
	}
	byKey := map[string]*imported{}
	entries := make([]imported, 0, len(root.Content)/2)
	for i := 0; i+1 < len(root.Content); i += 2 {
		one := c.readEntry(root.Content[i], root.Content[i+1], byKey)
		entries = append(entries, one)
		if byKey[one.key] == nil && one.node != nil {
			byKey[one.key] = &one
		}
	}
	return entries, nil
}

func badImport(why string) error {
	return fault.New(fault.Invalid, CodeBadImport, "This is not a file of providers. "+why).
		WithHint("Name a providers.yaml: an object with a provider key in front of each entry.")
}

// readEntry reads one entry and what it inherits.
func (c *Catalog) readEntry(key, value *yaml.Node, earlier map[string]*imported) imported {
	one := imported{key: key.Value, line: key.Line}
	refuse := func(line int, format string, args ...any) imported {
		one.problems = append(one.problems, Problem{Line: line, Message: fmt.Sprintf(format, args...)})
		return one
	}
	switch {
	case key.Kind != yaml.ScalarNode || !keyPattern.MatchString(key.Value) || len(key.Value) > 255:
		one.key = clip(key.Value)
		return refuse(key.Line, "%q is no provider key: small letters, digits and hyphens.", one.key)
	case earlier[key.Value] != nil:
		return refuse(key.Line, "The key %s stands here twice, first in line %d.", key.Value, earlier[key.Value].line)
	case value.Kind == yaml.AliasNode || value.Anchor != "":
		return refuse(value.Line, "The entry uses a YAML anchor or alias; write it out.")
	case value.Kind != yaml.MappingNode:
		return refuse(value.Line, "The entry must be an object, not %s.", kindName(value))
	}
	own := &yaml.Node{Kind: yaml.MappingNode, Line: value.Line}
	for i := 0; i+1 < len(value.Content); i += 2 {
		name := value.Content[i].Value
		switch {
		case name == "alias":
			one.aliasOf = value.Content[i+1].Value
		case notHere[name], name == publicScopes && memberNode(value, "scopes") != nil:
			one.ignored = append(one.ignored, name)
		case name == publicScopes:
			own.Content = append(own.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "scopes", Line: value.Content[i].Line}, value.Content[i+1])
		default:
			own.Content = append(own.Content, value.Content[i], value.Content[i+1])
		}
	}
	if one.aliasOf != "" {
		target, err := c.aliasTarget(one.aliasOf, earlier)
		if err != nil {
			return refuse(value.Line, "This cannot be inherited: %v.", err)
		}
		inherit(own, target)
		setMember(own, "alias_of", one.aliasOf)
	}
	one.node = withoutEmptyMembers(own)
	return one
}

// aliasTarget is the entry that another one inherits from.
func (c *Catalog) aliasTarget(key string, earlier map[string]*imported) (*yaml.Node, error) {
	if target := earlier[key]; target != nil {
		return target.node, nil
	}
	p, ok := c.Get(key)
	if !ok {
		return nil, fmt.Errorf("the alias %q stands neither above the entry nor in the catalog", clip(key))
	}
	text, err := Render(p)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	return doc.Content[0], nil
}

// inherit adds the members that an entry does not have itself. The nodes are shared: nothing changes them.
func inherit(own, target *yaml.Node) {
	for i := 0; i+1 < len(target.Content); i += 2 {
		if name := target.Content[i].Value; name != "alias_of" && memberNode(own, name) == nil {
			own.Content = append(own.Content, target.Content[i], target.Content[i+1])
		}
	}
}

func memberNode(object *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(object.Content); i += 2 {
		if object.Content[i].Value == name {
			return object.Content[i+1]
		}
	}
	return nil
}

func setMember(object *yaml.Node, name, value string) {
	if old := memberNode(object, name); old == nil {
		object.Content = append(object.Content, textNode(name), textNode(value))
	}
}

// withoutEmptyMembers drops members without a value: an alias switches off what it inherits with an empty text.
func withoutEmptyMembers(object *yaml.Node) *yaml.Node {
	out := *object
	out.Content = nil
	for i := 0; i+1 < len(object.Content); i += 2 {
		value := object.Content[i+1]
		if value.Kind == yaml.ScalarNode && value.Anchor == "" && (value.ShortTag() == "!!null" || value.Value == "") {
			continue
		}
		out.Content = append(out.Content, object.Content[i], value)
	}
	return &out
}

// members checks an entry's shape and turns it into the members of a catalog file, in the order of such a file.
func (one *imported) members() (Params, lineIndex) {
	doc, problems := checkImported(one.node)
	one.problems = append(one.problems, problems...)
	if len(onlyErrors(one.problems)) > 0 {
		return nil, nil
	}
	value, err := jsonValue(doc.root)
	if err != nil {
		one.problems = append(one.problems, Problem{Line: one.line, Message: "The entry cannot be read: " + err.Error() + "."})
		return nil, nil
	}
	return inOrder(value.(Params), fileOrder), doc.lines
}
