package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// flowWidth is how long a list may get before it takes a line for each item.
const flowWidth = 100

// Render writes a provider as the text of a catalog file: its members in the entry's order, short lists in one line,
// what the wire adds to a file left out. Reading the text gives the same provider again.
func Render(p *Provider) ([]byte, error) { return renderWire(p.wire) }

func renderWire(wire json.RawMessage) ([]byte, error) {
	var members Params
	if err := json.Unmarshal(wire, &members); err != nil {
		return nil, fmt.Errorf("the entry is no object: %w", err)
	}
	var out bytes.Buffer
	spaced := true // no blank line at the top
	for _, member := range withoutAdditions(members) {
		text, err := renderMember(member)
		if err != nil {
			return nil, err
		}
		large := bytes.Count(text, []byte("\n")) > 1
		if !spaced && (large || member.Name == "docs" || member.Name == "authorization_url" || member.Name == "token_url") {
			out.WriteByte('\n')
		}
		out.Write(text)
		if spaced = large; large {
			out.WriteByte('\n')
		}
	}
	return append(bytes.TrimRight(out.Bytes(), "\n"), '\n'), nil
}

// withoutAdditions drops what document.wire adds: an empty docs link and the type of each field.
func withoutAdditions(members Params) Params {
	out := make(Params, 0, len(members))
	for _, member := range members {
		if member.Name == "docs" && member.Value == "" {
			continue
		}
		if fields, ok := member.Value.(Params); ok && slices.Contains(fieldGroups, member.Name) {
			member.Value = withoutTypes(fields)
		}
		out = append(out, member)
	}
	return out
}

func withoutTypes(fields Params) Params {
	out := make(Params, len(fields))
	for i, field := range fields {
		attributes, _ := field.Value.(Params)
		kept := make(Params, 0, len(attributes))
		for _, attribute := range attributes {
			if attribute.Name != "type" || attribute.Value != "string" {
				kept = append(kept, attribute)
			}
		}
		out[i] = Param{Name: field.Name, Value: kept}
	}
	return out
}

func renderMember(member Param) ([]byte, error) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	root := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{textNode(member.Name), yamlNode(member.Value)}}
	if err := encoder.Encode(root); err != nil {
		return nil, fmt.Errorf("%s cannot be written as YAML: %w", member.Name, err)
	}
	return out.Bytes(), encoder.Close()
}

func textNode(text string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if strings.Contains(text, "\n") {
		n.Style = yaml.LiteralStyle
	}
	return n
}

// yamlNode turns a value of the wire form into a node.
func yamlNode(value any) *yaml.Node {
	switch v := value.(type) {
	case Params:
		n := &yaml.Node{Kind: yaml.MappingNode}
		for _, member := range v {
			n.Content = append(n.Content, textNode(member.Name), yamlNode(member.Value))
		}
		if len(v) == 0 {
			n.Style = yaml.FlowStyle
		}
		return n
	case []any:
		n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		width := 0
		for _, item := range v {
			child := yamlNode(item)
			width += len(child.Value) + 2
			if child.Kind != yaml.ScalarNode || width > flowWidth {
				n.Style = 0
			}
			n.Content = append(n.Content, child)
		}
		return n
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: fmt.Sprint(v)}
	case json.Number:
		tag := "!!int"
		if strings.ContainsAny(v.String(), ".eE") {
			tag = "!!float"
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: v.String()}
	case nil:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	default:
		return textNode(fmt.Sprint(v))
	}
}
