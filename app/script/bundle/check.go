package bundle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/evanw/esbuild/shim"
)

// allowed are the packages a function may import values of, in the order of the official compiler's message.
var allowed = []string{
	"nango/experimental", "url", "node:url", "crypto", "node:crypto", "nango", "zod", "unzipper", "soap", "botbuilder",
}

// awaited are the methods of the nango object whose promise must not be dropped.
var awaited = map[string]bool{
	"batchDelete": true, "batchSave": true, "batchSend": true, "delete": true, "deleteRecordsFromPreviousExecutions": true,
	"get": true, "getConnection": true, "getEnvironmentVariables": true, "getFieldMapping": true, "getMetadata": true,
	"log": true, "patch": true, "post": true, "proxy": true, "put": true, "setFieldMapping": true,
	"setMergingStrategy": true, "setMetadata": true, "trackDeletesEnd": true, "trackDeletesStart": true, "triggerAction": true,
}

// checker collects what the rules of functions.md 5.3 find in one file.
type checker struct {
	file  *file
	found []Diagnostic
}

// check applies the rules to a file; some hold for the entry only.
func check(f *file, entry bool) []Diagnostic {
	c := &checker{file: f}
	f.tree.Walk(func(n *shim.Node, parents []*shim.Node) bool {
		switch n.Kind {
		case shim.Import:
			c.imported(n)
		case shim.Call:
			c.call(n, parents)
		case shim.DynamicImport:
			c.dynamic(n)
		case shim.RegExp:
			c.regexp(n)
		}
		return true
	})
	if entry {
		c.exports()
		c.declaration()
		c.order()
		c.advise()
	}
	slices.SortStableFunc(c.found, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return c.found
}

// errorAt notes a broken rule; the length is that of the text to underline, in bytes.
func (c *checker) errorAt(offset, length int, code, message, hint string) {
	c.add(SeverityError, offset, length, code, message, hint)
}

func (c *checker) warnAt(offset, length int, code, message, hint string) {
	c.add(SeverityWarning, offset, length, code, message, hint)
}

func (c *checker) add(severity string, offset, length int, code, message, hint string) {
	d := Diagnostic{File: c.file.name, Severity: severity, Source: SourceCheck, Code: code, Message: message, Hint: hint}
	d.Line, d.Column = position(c.file.text, offset)
	d.EndLine, d.EndColumn = position(c.file.text, offset+length)
	c.found = append(c.found, d)
}

// position counts lines and UTF-16 columns from 1.
func position(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf16Length(before[start:]) + 1
}

func utf16Length(s string) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		n += utf16.RuneLen(r)
		s = s[size:]
	}
	return n
}

func (c *checker) imported(n *shim.Node) {
	if !bare(n.Name) || slices.Contains(allowed, n.Name) {
		return
	}
	c.errorAt(n.Start, len("import"), "disallowed_import",
		fmt.Sprintf("Import of package '%s' is not allowed. Allowed packages are: %s", n.Name, strings.Join(allowed, ", ")),
		"A real server offers functions only these. When you need just the package's types, write: import type.")
}

// method gives the method's name when a call is nango.<method>(…), written so that the official compiler sees it: no cast,
// no ?. and an object literally named nango.
func (c *checker) method(n *shim.Node) (string, bool) {
	if n.Kind != shim.Call || len(n.Children) == 0 {
		return "", false
	}
	m := n.Children[0]
	if m.Kind != shim.Member || m.Optional || len(m.Children) == 0 {
		return "", false
	}
	object := m.Children[0]
	if object.Kind != shim.Identifier || object.Name != "nango" {
		return "", false
	}
	return m.Name, !cast(c.file.text, object.Start+len("nango"))
}

// cast reports whether the expression that ends at an offset is wrapped in as, satisfies or !, which the tree does not have and
// which hide the expression from the official compiler's rules.
func cast(text string, end int) bool {
	rest := strings.TrimLeft(text[min(end, len(text)):], " \t\r\n)")
	word := func(w string) bool {
		return strings.HasPrefix(rest, w) && strings.ContainsAny(rest[len(w):][:min(1, len(rest)-len(w))], " \t\r\n")
	}
	return strings.HasPrefix(rest, "!") || word("as") || word("satisfies")
}

func (c *checker) call(n *shim.Node, parents []*shim.Node) {
	if n.Children[0].Kind == shim.Identifier && n.Children[0].Name == "require" {
		c.dynamic(n)
	}
	name, ok := c.method(n)
	if !ok {
		return
	}
	if awaited[name] && !settled(parents) {
		c.errorAt(n.Start, n.Children[0].NameAt+len(name)-n.Start, "method_need_await",
			fmt.Sprintf("nango.%s() calls must be awaited in. Not awaiting can lead to unexpected results.", name),
			"Write await before it, or return its promise.")
	}
	if len(n.Children) < 2 || n.Children[1].Kind != shim.Object {
		return
	}
	retryOn, retries := property(n.Children[1], "retryOn"), property(n.Children[1], "retries")
	if retryOn != nil && retries == nil {
		c.errorAt(retryOn.Start, len("retryOn"), "retryon_need_retries",
			"Proxy call: 'retryOn' should not be used if 'retries' is not set.", "Add retries, for example retries: 3.")
	}
}

// property finds a property by its unquoted name.
func property(object *shim.Node, name string) *shim.Node {
	for _, p := range object.Children {
		if p.Kind == shim.Property && p.Name == name && !p.Quoted {
			return p
		}
	}
	return nil
}

// settled reports whether something around a call takes care of its promise.
func settled(parents []*shim.Node) bool {
	return slices.ContainsFunc(parents, func(p *shim.Node) bool {
		switch p.Kind {
		case shim.Await, shim.Return:
			return true
		case shim.Member:
			return !p.Optional && (p.Name == "then" || p.Name == "catch")
		}
		return false
	})
}
