//go:build ignore

package main

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// lazily has each top-level function, class and table made when it is first used: a runtime pays about ten allocations for each
// function object, zod has 700 of them, and a function's schemas use about 100. "function f() {…}" becomes a case of one
// function $make, and f becomes (f ?? $make(17)). What it makes must not depend on when, so anything else stays.
//
// A name that is also bound further inside stays, too; esbuild has made almost all of them unique.
func lazily(text string, exports []export) (string, error) {
	const open, end = "\"use strict\";\n", "\nconst z = {"
	from, to := strings.Index(text, open)+len(open), strings.LastIndex(text, end)
	tree, err := goja.Parse("zod", text)
	if err != nil {
		return "", err
	}
	body := tree.Body[0].(*ast.ExpressionStatement).Expression.(*ast.FunctionLiteral).Body.List
	l := &lazy{text: text, names: &names{inner: map[string]bool{}, assigned: map[string]bool{}}, number: map[string]int{}}
	var starts []int
	for _, s := range body {
		at := start(text, s)
		if at >= from && at < to {
			starts = append(starts, at)
			l.names.within(s)
			l.list = append(l.list, s)
		}
	}
	l.choose(append(starts, to))
	if len(l.cases) < 600 {
		return "", fmt.Errorf("only %d definitions can wait", len(l.cases))
	}
	var out strings.Builder
	out.WriteString(text[:from] + "var " + strings.Join(l.order, ", ") + ";\n")
	out.WriteString(switches("$make", l.cases) + l.eager.String())
	var keys, values []string
	for _, e := range exports {
		value, err := l.expression(e.value)
		if err != nil {
			return "", err
		}
		keys, values = append(keys, e.name), append(values, value)
	}
	fmt.Fprintf(&out, "%sreturn [%q, $export];\n})\n", switches("$export", values), strings.Join(keys, " "))
	return regexp.MustCompile(`(?m)^// .*\n`).ReplaceAllString(out.String(), ""), nil
}

// start is where a statement begins: goja's positions leave out "async" and an opening parenthesis.
func start(text string, s ast.Statement) int {
	at := int(s.Idx0()) - 1
	for _, before := range []string{"async ", "("} {
		at -= len(text[:at]) - len(strings.TrimSuffix(text[:at], before))
	}
	return at
}

// export is a member of the package: an expression of the bundle's bindings.
type export struct{ name, value string }

type lazy struct {
	text   string
	names  *names
	list   []ast.Statement
	number map[string]int // of what can wait
	order  []string
	cases  []string
	eager  strings.Builder
}

// choose sorts the statements, whose texts begin at starts.
func (l *lazy) choose(starts []int) {
	for _, s := range l.list {
		if name, ok := l.waits(s); ok {
			l.number[name] = len(l.order)
			l.order = append(l.order, name)
		}
	}
	for i, s := range l.list {
		text := strings.TrimSpace(l.refer(s, starts[i], starts[i+1]))
		name, ok := l.waits(s)
		if !ok {
			l.eager.WriteString(text + "\n")
			continue
		}
		value := strings.TrimPrefix(text, "var "+name+" = ")
		if _, function := s.(*ast.FunctionDeclaration); function {
			value = strings.Replace(text, "function "+name+"(", "function(", 1)
			value = strings.Replace(value, "function* "+name+"(", "function*(", 1)
		}
		l.cases = append(l.cases, name+" = "+strings.TrimSuffix(strings.TrimSpace(withoutComments(value)), ";"))
	}
}

func withoutComments(text string) string {
	return regexp.MustCompile(`(?m)^// .*$`).ReplaceAllString(text, "")
}

// waits reports whether a statement defines one name by something that can be made later.
func (l *lazy) waits(s ast.Statement) (string, bool) {
	var name string
	switch s := s.(type) {
	case *ast.FunctionDeclaration:
		name = s.Function.Name.Name.String()
	case *ast.VariableStatement:
		id, ok := s.List[0].Target.(*ast.Identifier)
		if !ok || len(s.List) != 1 || !l.timeless(s.List[0].Initializer) {
			return "", false
		}
		name = id.Name.String()
	default:
		return "", false
	}
	return name, !l.names.inner[name] && !l.names.assigned[name] && name != "$constructor"
}

func (l *lazy) timeless(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral, *ast.RegExpLiteral:
		return true
	case *ast.ObjectLiteral:
		return true
	case *ast.Identifier:
		return e.Name != "undefined" // another name of something
	case *ast.CallExpression:
		return l.pure(e) || l.text[e.Callee.Idx0()-1:e.Callee.Idx1()-1] == "$constructor"
	case *ast.NewExpression:
		return l.pure(e)
	}
	return false
}

// pure reports whether zod's authors marked a call as one without effects.
func (l *lazy) pure(e ast.Expression) bool {
	return strings.HasSuffix(l.text[:e.Idx0()-1], "/* @__PURE__ */ ")
}

// refer is a statement's text in which the names of what waits ask for it.
func (l *lazy) refer(s ast.Node, from, to int) string {
	found := &names{inner: map[string]bool{}, assigned: map[string]bool{}}
	found.within(s)
	var out strings.Builder
	for _, r := range found.references {
		n, waits := l.number[r.name]
		if !waits {
			continue
		}
		out.WriteString(l.text[from:r.at])
		if r.short {
			out.WriteString(r.name + ": ")
		}
		fmt.Fprintf(&out, "(%s ?? $make(%d))", r.name, n)
		from = r.at + len(r.name)
	}
	return out.String() + l.text[from:to]
}

// expression refers in a text of its own.
func (l *lazy) expression(text string) (string, error) {
	tree, err := goja.Parse("export", text)
	if err != nil {
		return "", err
	}
	inner := &lazy{text: text, number: l.number}
	return inner.refer(tree.Body[0], 0, len(text)), nil
}

// switches writes a function of a number that evaluates the expression of that number. The engine compares one case after
// the other, so there are two steps.
func switches(name string, values []string) string {
	const step = 32
	var out strings.Builder
	fmt.Fprintf(&out, "function %s(i) {\nswitch (i >> 5) {\n", name)
	for i, value := range values {
		if i%step == 0 {
			fmt.Fprintf(&out, "case %d:\nswitch (i) {\n", i/step)
		}
		fmt.Fprintf(&out, "case %d:\nreturn %s;\n", i, value)
		if i%step == step-1 || i == len(values)-1 {
			out.WriteString("}\n")
		}
	}
	out.WriteString("}\n}\n")
	return out.String()
}

// names collects the identifiers of a statement.
type names struct {
	references []reference     // in the order of the text
	inner      map[string]bool // bound inside of the statement
	assigned   map[string]bool
}

type reference struct {
	name  string
	at    int
	short bool // { name }
}

var expression = reflect.TypeFor[ast.Expression]()

// within looks at a top-level statement, whose own name is not an inner one.
func (n *names) within(s ast.Node) {
	switch s := s.(type) {
	case *ast.FunctionDeclaration:
		n.walk(reflect.ValueOf(&s.Function.ParameterList).Elem())
		n.walk(reflect.ValueOf(s.Function.Body))
	case *ast.VariableStatement:
		for _, b := range s.List {
			n.walk(reflect.ValueOf(b).Elem().FieldByName("Initializer"))
		}
	default:
		n.walk(reflect.ValueOf(s))
	}
}

func (n *names) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return
		}
		if id, ok := v.Interface().(*ast.Identifier); ok {
			if v.Type() == expression {
				n.references = append(n.references, reference{id.Name.String(), int(id.Idx) - 1, false})
			} else {
				n.inner[id.Name.String()] = true
			}
			return
		}
		n.walk(v.Elem())
	case reflect.Pointer:
		if !v.IsNil() && strings.HasSuffix(v.Type().Elem().PkgPath(), "goja/ast") {
			n.pointer(v)
		}
	case reflect.Slice:
		for i := range v.Len() {
			n.walk(v.Index(i))
		}
	case reflect.Struct:
		n.fields(v)
	}
}

func (n *names) pointer(v reflect.Value) {
	switch node := v.Interface().(type) {
	case *ast.Identifier: // a name of a function or class, a label, a caught error
		n.inner[node.Name.String()] = true
	case *ast.PropertyShort:
		n.references = append(n.references, reference{node.Name.Name.String(), int(node.Name.Idx) - 1, true})
		n.walk(v.Elem().FieldByName("Initializer"))
	case *ast.ObjectPattern, *ast.ArrayPattern:
		before := len(n.references)
		n.fields(v.Elem())
		for _, r := range n.references[before:] { // some are default values: to be careful
			n.inner[r.name] = true
		}
	case *ast.AssignExpression:
		if id, ok := node.Left.(*ast.Identifier); ok {
			n.assigned[id.Name.String()] = true
		}
		n.fields(v.Elem())
	case *ast.UnaryExpression:
		if id, ok := node.Operand.(*ast.Identifier); ok && (node.Operator == token.INCREMENT || node.Operator == token.DECREMENT) {
			n.assigned[id.Name.String()] = true
		}
		n.fields(v.Elem())
	default:
		n.fields(v.Elem())
	}
}

// fields walks a node; a dot's name is no reference, and declarations are repeated in DeclarationList.
func (n *names) fields(v reflect.Value) {
	if v.Type() == reflect.TypeFor[ast.Identifier]() {
		return
	}
	for i := range v.NumField() {
		if v.Type().Field(i).Name != "DeclarationList" {
			n.walk(v.Field(i))
		}
	}
}
