//go:build ignore

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
)

// editor rewrites the bundled text.
type editor struct {
	text, constructor string
	edits             []edit
	spaces            map[string]map[string]string // namespace object → exported name → binding
	order             []string                     // of the namespaces
	bases             map[string]bool              // classes of the classic interface
	hoisted           int
}

type edit struct {
	from, to int
	text     string
}

func (e *editor) replace(n ast.Node, text string) {
	e.edits = append(e.edits, edit{int(n.Idx0()) - 1, int(n.Idx1()) - 1, text})
}

func (e *editor) source(n ast.Node) string { return e.text[n.Idx0()-1 : n.Idx1()-1] }

func (e *editor) rewrite() (string, error) {
	tree, err := goja.Parse("zod", e.text)
	if err != nil {
		return "", err
	}
	for _, class := range regexp.MustCompile(`(?m)^var (_?Zod\w+) = (?:/\* @__PURE__ \*/ )?\$constructor\(`).FindAllStringSubmatch(e.text, -1) {
		e.bases[class[1]] = true
	}
	for _, statement := range tree.Body {
		if err := e.statement(statement); err != nil {
			return "", err
		}
	}
	if e.hoisted < 150 {
		return "", fmt.Errorf("only %d methods were found to move", e.hoisted)
	}
	slices.SortFunc(e.edits, func(a, b edit) int { return b.from - a.from })
	text := e.text
	for _, edit := range e.edits {
		text = text[:edit.from] + edit.text + text[edit.to:]
	}
	return e.namespaces(text)
}

func (e *editor) statement(s ast.Statement) error {
	switch s := s.(type) {
	case *ast.ExpressionStatement:
		source := e.source(s)
		if strings.HasPrefix(source, "__export(") {
			e.export(s)
		} else if strings.HasPrefix(source, "module.exports =") {
			e.replace(s, "")
		}
	case *ast.FunctionDeclaration:
		if s.Function.Name.Name == "$constructor" {
			e.replace(s, e.constructor)
		}
	case *ast.VariableStatement:
		for _, binding := range s.List {
			if name := e.source(binding.Target); strings.HasPrefix(name, "__") || name == "index_default" {
				e.edits = append(e.edits, edit{int(s.Idx0()) - 1, e.end(s) + 1, ""})
			}
			if call, ok := binding.Initializer.(*ast.CallExpression); ok && e.source(call.Callee) == "$constructor" {
				if err := e.class(call); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// export remembers what a namespace exports; the objects are written anew at the end.
func (e *editor) export(s *ast.ExpressionStatement) {
	call := s.Expression.(*ast.CallExpression)
	name := e.source(call.ArgumentList[0])
	e.spaces[name], e.order = map[string]string{}, append(e.order, name)
	for _, property := range call.ArgumentList[1].(*ast.ObjectLiteral).Value {
		keyed := property.(*ast.PropertyKeyed)
		body := keyed.Value.(*ast.ArrowFunctionLiteral).Body.(*ast.ExpressionBody)
		e.spaces[name][strings.Trim(e.source(keyed.Key), `"`)] = e.source(body.Expression)
	}
	e.replace(s, "")
}

// class moves the methods that an initializer gives every instance out of it: inst.name = () => … becomes a case of the
// function that makes a method by its name.
func (e *editor) class(call *ast.CallExpression) error {
	arrow, ok := call.ArgumentList[1].(*ast.ArrowFunctionLiteral)
	if !ok {
		return nil // ZodError: a function shared by two classes
	}
	block := arrow.Body.(*ast.BlockStatement)
	base, cases, names := "null", "", " "
	for _, statement := range block.List {
		if parent, ok := e.parent(statement); ok {
			base = "() => " + parent // some files use classes of files that come later
		}
		key, value, ok := e.method(statement)
		if !ok || needs(value, locals(block)) {
			continue // it needs what the initializer computed
		}
		if key == "~standard" || key == "_def" || key == "description" {
			value = strings.TrimPrefix(value, "() => ")
		}
		cases += fmt.Sprintf("\n      case %q: return %s;", key, value)
		names += key + " "
		e.edits = append(e.edits, edit{int(statement.Idx0()) - 1, e.end(statement) + 1, ""})
		e.hoisted++
	}
	if base == "null" && cases == "" {
		return nil
	}
	insert := ", " + base
	if len(call.ArgumentList) == 2 {
		insert = ", null" + insert
	}
	if cases != "" {
		insert += fmt.Sprintf(", (key, inst, def) => {\n    switch (key) {%s\n    }\n  }, %q", cases, names)
	}
	end := int(call.Idx1()) - 2
	e.edits = append(e.edits, edit{end, end, insert})
	return nil
}

// needs reports whether a text uses one of the names.
func needs(text string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).MatchString(text)
	})
}

// end is where a statement's semicolon stands: goja's positions leave out closing parentheses.
func (e *editor) end(s ast.Statement) int {
	from := int(s.Idx1()) - 1
	return from + strings.IndexByte(e.text[from:], ';')
}

// parent reads the statement Zod….init(inst, def).
func (e *editor) parent(s ast.Statement) (string, bool) {
	statement, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return "", false
	}
	name, ok := strings.CutSuffix(e.source(statement), ".init(inst, def)")
	return name, ok && e.bases[name]
}

// method reads the statement inst.<key> = <function>, and the aliases inst.<key> = inst.<other>.
func (e *editor) method(s ast.Statement) (key, value string, ok bool) {
	statement, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return "", "", false
	}
	assign, ok := statement.Expression.(*ast.AssignExpression)
	if !ok || assign.Operator.String() != "=" {
		return "", "", false
	}
	switch left := assign.Left.(type) {
	case *ast.DotExpression:
		if e.source(left.Left) != "inst" {
			return "", "", false
		}
		key = left.Identifier.Name.String()
	case *ast.BracketExpression:
		if e.source(left.Left) != "inst" {
			return "", "", false
		}
		key = strings.Trim(e.source(left.Member), `"`)
	default:
		return "", "", false
	}
	value = strings.TrimPrefix(e.text[assign.Left.Idx1()-1:e.end(s)], " = ") // Right begins behind its "async"
	switch right := assign.Right.(type) {
	case *ast.ArrowFunctionLiteral, *ast.FunctionLiteral:
		return key, value, true
	case *ast.DotExpression:
		return key, value, e.source(right.Left) == "inst"
	}
	return "", "", false
}

// locals are the names that a block declares itself.
func locals(block *ast.BlockStatement) []string {
	var names []string
	add := func(list []*ast.Binding) {
		for _, b := range list {
			if id, ok := b.Target.(*ast.Identifier); ok {
				names = append(names, id.Name.String())
			}
		}
	}
	for _, s := range block.List {
		switch s := s.(type) {
		case *ast.VariableStatement:
			add(s.List)
		case *ast.LexicalDeclaration:
			add(s.List)
		}
	}
	return names
}

// root is the namespace of the package's own members.
const root = "index_exports"

// namespaces replaces the namespace objects, which esbuild fills with one getter for each of their 1,500 names. A name read from
// a namespace becomes the binding itself, a namespace used as a value is made when first used, and the package's own exports
// are plain properties, set when everything is defined.
func (e *editor) namespaces(text string) (string, error) {
	var tail strings.Builder
	for _, space := range e.order {
		text = strings.Replace(text, "var "+space+" = {};\n", "", 1)
		if space == root {
			delete(e.spaces[root], "z")
			delete(e.spaces[root], "default")
			continue
		}
		member := regexp.MustCompile(`\b` + regexp.QuoteMeta(space) + `\.(\w+)`)
		text = member.ReplaceAllStringFunc(text, func(use string) string {
			binding, ok := e.spaces[space][member.FindStringSubmatch(use)[1]]
			if !ok {
				return use
			}
			return binding
		})
		text = regexp.MustCompile(`\b`+regexp.QuoteMeta(space)+`\b`).ReplaceAllString(text, space+"()")
	}
	for _, space := range e.order {
		if space != root && space != "external_exports" {
			fmt.Fprintf(&tail, "var %s_made;\nfunction %s() {\n  return %s_made ??= {%s};\n}\n", space, space, space, e.literal(space, "\n    "))
		}
	}
	fmt.Fprintf(&tail, "const z = {%s};\n", e.literal(root, "\n  "))
	tail.WriteString("for (const key of [\"z\", \"default\"]) Object.defineProperty(z, key, { value: z });\n")
	tail.WriteString("Object.defineProperty(z, \"__esModule\", { value: true });\nreturn z;\n")
	text += tail.String()
	if left := regexp.MustCompile(`\b(__\w+\(|module\.|external_exports\(|globalThis\.\w+)`).FindAllString(text, -1); len(left) != 1 {
		return "", fmt.Errorf("still used: %q", left) // one: the registry that zod shares through its globalThis
	}
	return regexp.MustCompile(`\n(\s*;?\n)+`).ReplaceAllString(text, "\n"), nil
}

// literals writes the patterns that zod computes at its start as literals, which the engine compiles only once.
func literals(text string) (string, error) {
	vm := goja.New()
	value, err := vm.RunString("(" + strings.TrimSpace(text) + "(Function, undefined, undefined, {})).regexes")
	if err != nil {
		return "", err
	}
	regexes := value.ToObject(vm)
	computed := regexp.MustCompile(`(?m)^var (\w+) = (/\* @__PURE__ \*/ )?(new RegExp|fixedBase64|fixedBase64url)\(.*\);$`)
	return computed.ReplaceAllStringFunc(text, func(line string) string {
		name := computed.FindStringSubmatch(line)[1]
		if pattern := regexes.Get(name); pattern != nil {
			return "var " + name + " = " + strings.ReplaceAll(pattern.String(), `\u002f`, "/") + ";"
		}
		return line
	}), nil
}

// exports are the package's own members, in order.
func (e *editor) exports() []export {
	var list []export
	for name, binding := range e.spaces[root] {
		if _, ok := e.spaces[binding]; ok {
			binding += "()"
		}
		list = append(list, export{name, binding})
	}
	slices.SortFunc(list, func(a, b export) int { return strings.Compare(a.name, b.name) })
	return list
}

// literal lists a namespace's members: bindings as values, other namespaces as getters.
func (e *editor) literal(space, separator string) string {
	var parts []string
	for name, binding := range e.spaces[space] {
		if name == "standard" {
			continue // added by a patch
		}
		if _, ok := e.spaces[binding]; ok {
			parts = append(parts, fmt.Sprintf("get %s() { return %s(); }", name, binding))
		} else {
			parts = append(parts, name+": "+binding)
		}
	}
	slices.Sort(parts)
	return separator + strings.Join(parts, ","+separator) + separator
}
