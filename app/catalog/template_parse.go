package catalog

import (
	"fmt"
	"slices"
	"strings"

	"patchbay/app/text"
)

// A template is a list of nodes. Parsing never fails: a broken placeholder becomes literal text that counts as
// missing, and the first defect is reported beside it.
type nodeKind uint8

const (
	nodeText   nodeKind = iota // literal text
	nodeName                   // ${name}
	nodeCall                   // ${function(args)}
	nodeBroken                 // text that looks like a placeholder but is none
)

type node struct {
	kind nodeKind
	text string // literal text, the name, or the function's name
	args []node // of a call, commas still inside the literal text
	src  string // the placeholder as written
}

// maxTemplateDepth bounds nested functions; the catalog needs three.
const maxTemplateDepth = 16

type templateParser struct {
	text string
	pos  int
	err  error
}

func parseTemplate(text string) ([]node, error) {
	p := &templateParser{text: text}
	nodes, _ := p.nodes(0)
	return nodes, p.err
}

// nodes reads up to the end of the text or, inside a function (depth > 0), up to its ")}".
func (p *templateParser) nodes(depth int) (out []node, closed bool) {
	start := p.pos
	flush := func(end int) {
		if end > start {
			out = append(out, node{kind: nodeText, text: p.text[start:end]})
		}
	}
	for p.pos < len(p.text) {
		rest := p.text[p.pos:]
		switch {
		case strings.HasPrefix(rest, "${"):
			flush(p.pos)
			out = append(out, p.placeholder(depth)...)
			start = p.pos
		case depth > 0 && strings.HasPrefix(rest, ")}"):
			flush(p.pos)
			p.pos += 2
			return out, true
		default:
			p.pos++
		}
	}
	flush(p.pos)
	return out, false
}

// placeholder reads one ${…}; the parser stands on the dollar sign. Every character is looked at a bounded number of
// times, whatever is broken.
func (p *templateParser) placeholder(depth int) []node {
	start := p.pos
	body := p.text[start+2:]
	if name, ok := callName(body); ok {
		return p.call(start, name, depth)
	}
	end := strings.IndexAny(body, "}{$\n")
	if end < 0 {
		return p.broken(start, "a placeholder that starts with %q has no closing brace", clip(p.text[start:]))
	}
	name := strings.TrimSpace(body[:end])
	if name == "" || body[end] != '}' {
		return p.broken(start, "%q is not a placeholder", clip(p.text[start:start+2+end+1]))
	}
	p.pos = start + 2 + end + 1
	return []node{{kind: nodeName, text: name, src: p.text[start:p.pos]}}
}

func (p *templateParser) call(start int, name string, depth int) []node {
	if depth >= maxTemplateDepth {
		return p.broken(start, "functions are nested deeper than %d", maxTemplateDepth)
	}
	opening := start + 2 + len(name) + 1
	p.pos = opening
	args, closed := p.nodes(depth + 1)
	if !closed { // the text has ended: what was read stays, the opening becomes text
		p.fail("the function %s( has no closing )}", name)
		return append([]node{brokenNode, {kind: nodeText, text: p.text[start+2 : opening]}}, args...)
	}
	if _, known := functionNamed(name); !known {
		p.fail("there is no template function %q", name)
	}
	return []node{{kind: nodeCall, text: name, args: args, src: p.text[start:p.pos]}}
}

var brokenNode = node{kind: nodeBroken, text: "${", src: "${"}

// broken turns the two characters "${" into text and goes on behind them.
func (p *templateParser) broken(start int, format string, args ...any) []node {
	p.fail(format, args...)
	p.pos = start + 2
	return []node{brokenNode}
}

func (p *templateParser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// callName returns the identifier in front of an opening parenthesis.
func callName(body string) (string, bool) {
	for i := 0; i < len(body); i++ {
		c := body[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', i > 0 && c >= '0' && c <= '9':
		case c == '(' && i > 0:
			return body[:i], true
		default:
			return "", false
		}
	}
	return "", false
}

func clip(long string) string { return text.Shorten(long, 40) }

// splitFallback cuts nodes at the first "||" in literal text; only the first two alternatives count.
func splitFallback(nodes []node) (left, right []node, found bool) {
	left, rest, found := splitAt(nodes, "||")
	if !found {
		return nodes, nil, false
	}
	right, _, _ = splitAt(rest, "||")
	return trimNodes(left), trimNodes(right), true
}

// splitAt cuts nodes at the first separator in literal text.
func splitAt(nodes []node, separator string) (before, after []node, found bool) {
	for i, n := range nodes {
		if n.kind != nodeText {
			continue
		}
		if head, tail, ok := strings.Cut(n.text, separator); ok {
			before = append(append(before, nodes[:i]...), textNodes(head)...)
			after = append(textNodes(tail), nodes[i+1:]...)
			return before, after, true
		}
	}
	return nodes, nil, false
}

// splitAtLast cuts nodes at the last separator in literal text.
func splitAtLast(nodes []node, separator string) (before, after []node, found bool) {
	for i := len(nodes) - 1; i >= 0; i-- {
		if nodes[i].kind != nodeText {
			continue
		}
		if at := strings.LastIndex(nodes[i].text, separator); at >= 0 {
			before = append(append(before, nodes[:i]...), textNodes(nodes[i].text[:at])...)
			after = append(textNodes(nodes[i].text[at+len(separator):]), nodes[i+1:]...)
			return before, after, true
		}
	}
	return nodes, nil, false
}

func textNodes(text string) []node {
	if text == "" {
		return nil
	}
	return []node{{kind: nodeText, text: text}}
}

// trimNodes removes the blanks around an alternative.
func trimNodes(nodes []node) []node {
	out := slices.Clone(nodes)
	if len(out) > 0 && out[0].kind == nodeText {
		out[0].text = strings.TrimLeft(out[0].text, " \t\n")
	}
	if last := len(out) - 1; last >= 0 && out[last].kind == nodeText {
		out[last].text = strings.TrimRight(out[last].text, " \t\n")
	}
	return slices.DeleteFunc(out, func(n node) bool { return n.kind == nodeText && n.text == "" })
}
