package bundle

import (
	"strings"

	"github.com/evanw/esbuild/shim"
)

// layout gives edits that lay a file out as the official compiler's first stage prints it. esbuild keeps from the source
// which brackets stand on one line, so without them a bundle would differ from the official one in its line breaks: objects
// and object patterns have a line for each property there, elements and arguments share one.
func layout(f *file) []edit {
	var edits []edit
	_, create := declared(f.tree)
	f.tree.Walk(func(n *shim.Node, _ []*shim.Node) bool {
		switch n.Kind {
		case shim.Object, shim.Pattern:
			if len(n.Children) > 0 {
				edits = append(edits, edit{n.Start + 1, n.Start + 1, "\n"})
			}
		case shim.Array:
			edits = append(edits, joined(f.text, n, n.Children)...)
		case shim.Call, shim.New:
			if n != create && len(n.Children) > 0 {
				edits = append(edits, joined(f.text, n, n.Children[1:])...)
			}
		}
		return true
	})
	return edits
}

// joined takes the line breaks before parts and before the closing bracket away.
func joined(text string, n *shim.Node, parts []*shim.Node) []edit {
	var edits []edit
	literal := n.Start // where a string ended, so that slashes in it are not taken for a comment
	for _, part := range parts {
		edits = append(edits, join(text, literal, part.Start)...)
		literal = part.Start
		if part.Kind == shim.String {
			literal = stringEnd(text, part.Start)
		}
	}
	if n.Close > n.Start {
		edits = append(edits, join(text, literal, n.Close)...)
	}
	return edits
}

// join replaces the blanks before an offset by one when there is a line break among them, and those before parentheses that
// open there. It leaves them where the line they follow has a comment, looking at it from the offset from.
func join(text string, from, offset int) []edit {
	var edits []edit
	for {
		before := strings.TrimRight(text[:offset], " \t\r\n")
		line := before[min(max(from, strings.LastIndexByte(before, '\n')+1), len(before)):]
		if strings.Contains(text[len(before):offset], "\n") && !strings.Contains(line, "//") {
			edits = append(edits, edit{len(before), offset, " "})
		}
		if !strings.HasSuffix(before, "(") {
			return edits
		}
		offset = len(before) - 1
	}
}

// stringEnd is the offset behind a string that starts at an offset, or the offset itself when no quote is there.
func stringEnd(text string, start int) int {
	quote := text[start]
	if quote != '"' && quote != '\'' {
		return start
	}
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case quote:
			return i + 1
		}
	}
	return start
}
