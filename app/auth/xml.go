package auth

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/beevik/etree"

	"patchbay/app/catalog"
)

// maxXMLDepth bounds nesting; session answers are some six levels deep.
const maxXMLDepth = 64

// xmlName is the part of XML's names that token requests use.
var xmlName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// writeXML renders a nested object as an XML document. A name that starts with $ is an attribute, a list repeats its
// element (providers-and-auth §4.7).
func writeXML(values catalog.Params) ([]byte, error) {
	if len(values) != 1 {
		return nil, fmt.Errorf("want one root element, got %d", len(values))
	}
	doc := etree.NewDocument()
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	if err := addXML(&doc.Element, values[0]); err != nil {
		return nil, err
	}
	return doc.WriteToBytes()
}

func addXML(parent *etree.Element, member catalog.Param) error {
	if name, isAttribute := strings.CutPrefix(member.Name, "$"); isAttribute {
		if !xmlName.MatchString(name) {
			return errors.New("an attribute has no valid name")
		}
		parent.CreateAttr(name, text(member.Value))
		return nil
	}
	if !xmlName.MatchString(member.Name) {
		return errors.New("an element has no valid name")
	}
	if list, isList := member.Value.([]any); isList {
		for _, item := range list {
			if err := addXML(parent, catalog.Param{Name: member.Name, Value: item}); err != nil {
				return err
			}
		}
		return nil
	}
	element := parent.CreateElement(member.Name)
	inner, nested := member.Value.(catalog.Params)
	if !nested {
		if written := text(member.Value); written != "" {
			element.SetText(written)
		}
		return nil
	}
	for _, child := range inner {
		if err := addXML(element, child); err != nil {
			return err
		}
	}
	return nil
}

// readXML turns a document into nested objects by element names. Elements that repeat become a list; attributes and
// comments are left out. Go's reader expands no entities of the document's own.
func readXML(body []byte) (map[string]any, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(body); err != nil {
		return nil, err
	}
	root := doc.Root()
	if root == nil {
		return nil, errors.New("no root element")
	}
	value, err := xmlValue(root, maxXMLDepth)
	if err != nil {
		return nil, err
	}
	return map[string]any{root.Tag: value}, nil
}

func xmlValue(element *etree.Element, depth int) (any, error) {
	if depth == 0 {
		return nil, errors.New("nested too deeply")
	}
	children := element.ChildElements()
	if len(children) == 0 {
		return strings.TrimSpace(element.Text()), nil
	}
	object := make(map[string]any, len(children))
	for _, child := range children {
		value, err := xmlValue(child, depth-1)
		if err != nil {
			return nil, err
		}
		switch before := object[child.Tag].(type) {
		case nil:
			object[child.Tag] = value
		case []any:
			object[child.Tag] = append(before, value)
		default:
			object[child.Tag] = []any{before, value}
		}
	}
	return object, nil
}
