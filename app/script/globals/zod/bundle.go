//go:build ignore

// Bundle makes zod.js, the program that package globals loads into every runtime:
//
//	go run app/script/globals/zod/bundle.go PACKAGE OUT
//
// PACKAGE is an installed zod 4.3.6. Beside bundling, it moves work away from the start of a runtime and from the making of
// schemas, see README.md; every replacement of text must apply exactly as often as said, or nothing is written.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run bundle.go PACKAGE OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	manifest, err := os.ReadFile(filepath.Join(from, "package.json"))
	if err != nil {
		return err
	}
	if !strings.Contains(string(manifest), `"version": "4.3.6"`) {
		return fmt.Errorf("%s is not zod 4.3.6", from)
	}
	text, err := bundle(from)
	if err != nil {
		return err
	}
	constructor, err := os.ReadFile(filepath.Join(filepath.Dir(to), "constructor.js"))
	if err != nil {
		return err
	}
	e := &editor{text: text, constructor: string(constructor), spaces: map[string]map[string]string{}, bases: map[string]bool{}, classes: map[string]bool{}}
	if text, err = e.rewrite(); err != nil {
		return err
	}
	text = "(function (Function, navigator, File, globalThis, atob, btoa) {\n\"use strict\";\n" + text + "})\n"
	if text, err = literals(text); err != nil {
		return err
	}
	head := "// Generated from the npm package zod 4.3.6 by bundle.go; see README.md and LICENSE beside it. DO NOT EDIT.\n"
	return os.WriteFile(to, []byte(head+text), 0o644)
}

// patch is a replacement of zod's own text, per file.
type patch struct{ file, old, new string }

var patches = []patch{
	// Only English: the other locales are half of zod's size.
	{"v4/locales/index.js", "", `export { default as en } from "./en.js";`},
	// The copy of all exports is made when fromJSONSchema is first called.
	{"v4/classic/from-json-schema.js", "const z = {\n    ..._schemas,\n    ..._checks,\n    iso: _iso,\n};", "let all;\nfunction every() {\n    return (all ??= { ..._schemas, ..._checks, iso: _iso });\n}"},
	// Every z.string() compiles a pattern that only depends on two numbers.
	{"v4/core/regexes.js", "return new RegExp(`^${regex}$`);\n};\nexport const bigint", "return remembered(`^${regex}$`);\n};\nconst patterns = new Map();\nfunction remembered(source) {\n    let pattern = patterns.get(source);\n    if (!pattern) patterns.set(source, (pattern = new RegExp(source)));\n    return pattern;\n}\nexport const bigint"},
	// Compiling an object's parser costs as much as about 100 parses by interpretation. It may be compiled: no need to try.
	{"v4/core/schemas.js", "if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {", "if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true && (fastpass || ++seen > 100)) {"},
	{"v4/core/schemas.js", "    let fastpass;\n", "    let fastpass, seen = 0;\n"},
	{"v4/core/util.js", "const F = Function;\n        new F(\"\");\n", ""},
	// Iterators cost more than what these do.
	{"v4/core/schemas.js", "const checks = [...(inst._zod.def.checks ?? [])];", "const checks = inst._zod.def.checks?.slice() ?? [];"},
	{"v4/core/schemas.js", "inst._zod.pattern = [...(inst?._zod.bag?.patterns ?? [])].pop() ?? regexes.string(inst._zod.bag);", "const patterns = inst._zod.bag?.patterns;\n    inst._zod.pattern = (patterns && [...patterns].pop()) ?? regexes.string(inst._zod.bag);"},
	{"v4/core/schemas.js", "    for (const ch of checks) {\n        for (const fn of ch._zod.onattach) {\n            fn(inst);\n        }\n    }\n", "    for (let i = 0; i < checks.length; i++) checks[i]._zod.onattach.forEach((fn) => fn(inst));\n"},
	// ~standard, _def and description move from each schema to the class.
	{"v4/core/schemas.js", "util.defineLazy(inst, \"~standard\", () => ({\n", "if (!(\"~standard\" in inst)) util.defineLazy(inst, \"~standard\", () => standard(inst));\n});\nexport function standard(inst) {\n    return {\n"},
	{"v4/core/schemas.js", "vendor: \"zod\",\n        version: 1,\n    }));\n});\n", "vendor: \"zod\",\n        version: 1,\n    };\n}\n"},
	{"v4/classic/schemas.js", "Object.assign(inst[\"~standard\"], {\n        jsonSchema: {\n            input: createStandardJSONSchemaMethod(inst, \"input\"),\n            output: createStandardJSONSchemaMethod(inst, \"output\"),\n        },\n    });", "inst[\"~standard\"] = () => ({ ...core.standard(inst), jsonSchema: {\n            input: createStandardJSONSchemaMethod(inst, \"input\"),\n            output: createStandardJSONSchemaMethod(inst, \"output\"),\n        } });"},
	{"v4/classic/schemas.js", "Object.defineProperty(inst, \"_def\", { value: def });", "inst._def = () => def;"},
	{"v4/classic/schemas.js", "Object.defineProperty(inst, \"description\", {\n        get() {\n            return core.globalRegistry.get(inst)?.description;\n        },\n        configurable: true,\n    });", "inst.description = () => core.globalRegistry.get(inst)?.description;"},
	{"v4/classic/schemas.js", "inst.toJSONSchema = createToJSONSchemaMethod(inst, {});", "inst.toJSONSchema = (params) => createToJSONSchemaMethod(inst, {})(params);"},
}

func bundle(from string) (string, error) {
	var applied atomic.Int32
	from, err := filepath.Abs(from)
	if err != nil {
		return "", err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(from, "index.js")}, Bundle: true, Format: api.FormatCommonJS, Platform: api.PlatformNeutral,
		Target: api.ESNext, AbsWorkingDir: from, LegalComments: api.LegalCommentsNone, Charset: api.CharsetUTF8,
		Supported: map[string]bool{"async-generator": false, "for-await": false, "dynamic-import": false, "top-level-await": false},
		Plugins: []api.Plugin{{Name: "patches", Setup: func(b api.PluginBuild) {
			b.OnLoad(api.OnLoadOptions{Filter: `\.js$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
				data, err := os.ReadFile(a.Path)
				text := string(data)
				for _, p := range patches {
					if err == nil && strings.HasSuffix(filepath.ToSlash(a.Path), p.file) {
						text, err = p.apply(text)
						applied.Add(1)
					}
				}
				return api.OnLoadResult{Contents: &text}, err
			})
		}}},
	})
	if len(result.Errors) > 0 {
		return "", fmt.Errorf("bundle: %s", result.Errors[0].Text)
	}
	if n := int(applied.Load()); n != len(patches) {
		return "", fmt.Errorf("only %d of %d patches apply", n, len(patches))
	}
	return string(result.OutputFiles[0].Contents), nil
}

func (p patch) apply(text string) (string, error) {
	if p.old == "" {
		return p.new, nil
	}
	if strings.Count(text, p.old) != 1 {
		return "", fmt.Errorf("%s does not hold exactly once: %s", p.file, p.old)
	}
	text = strings.Replace(text, p.old, p.new, 1)
	if strings.HasSuffix(p.file, "from-json-schema.js") {
		text = regexp.MustCompile(`\bz\.`).ReplaceAllString(text, "every().")
	}
	return text, nil
}

// editor rewrites the bundled text.
type editor struct {
	text, constructor string
	edits             []edit
	spaces            map[string]map[string]string // namespace object → exported name → binding
	order             []string                     // of the namespaces
	bases             map[string]bool              // classes of the classic interface
	classes           map[string]bool              // all classes that $constructor makes
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
				e.later(e.source(binding.Target), s, call)
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

// class moves the methods that an initializer gives every instance into recipes: inst.name = () => … becomes
// name: (inst, def) => () => ….
func (e *editor) class(call *ast.CallExpression) error {
	arrow, ok := call.ArgumentList[1].(*ast.ArrowFunctionLiteral)
	if !ok {
		return nil // ZodError: a function shared by two classes
	}
	block := arrow.Body.(*ast.BlockStatement)
	params := "null"
	if len(call.ArgumentList) > 2 {
		params = e.source(call.ArgumentList[2])
	}
	base, members := "null", []string{}
	for _, statement := range block.List {
		if parent, ok := e.parent(statement); ok {
			base = "() => " + parent // some files use classes of files that come later
		}
		key, value, ok := e.method(statement)
		if !ok {
			continue
		}
		if slices.ContainsFunc(locals(block), func(local string) bool {
			return regexp.MustCompile(`\b` + regexp.QuoteMeta(local) + `\b`).MatchString(value)
		}) {
			continue // it needs what the initializer computed
		}
		if key == `"~standard"` || key == "_def" || key == "description" {
			value = strings.TrimPrefix(value, "() => ")
		}
		members = append(members, key+": (inst, def) => "+value)
		e.edits = append(e.edits, edit{int(statement.Idx0()) - 1, e.end(statement) + 1, ""})
	}
	e.hoisted += len(members)
	recipes := "null"
	if len(members) > 0 {
		recipes = "{\n    " + strings.Join(members, ",\n    ") + "\n  }"
	}
	if base != "null" || recipes != "null" {
		end := int(call.Idx1()) - 2
		insert := fmt.Sprintf(", %s, %s, %s", params, base, recipes)
		if len(call.ArgumentList) > 2 {
			insert = fmt.Sprintf(", %s, %s", base, recipes)
		}
		e.edits = append(e.edits, edit{end, end, insert})
	}
	return nil
}

// end is where a statement's semicolon stands: goja's positions leave out closing parentheses.
func (e *editor) end(s ast.Statement) int {
	from := int(s.Idx1()) - 1
	return from + strings.IndexByte(e.text[from:], ';')
}

// later has a class made when it is first used: var Zod… = $constructor(…) becomes a function that remembers its answer.
func (e *editor) later(name string, s ast.Statement, call *ast.CallExpression) {
	e.classes[name] = true
	e.edits = append(e.edits,
		edit{int(s.Idx0()) - 1, int(call.Idx0()) - 1, fmt.Sprintf("var made_%s;\nfunction class_%s() {\n  return made_%s ??= ", name, name, name)},
		edit{e.end(s), e.end(s) + 1, ";\n}"})
}

// useClasses has everything else call those functions.
func (e *editor) useClasses(text string) string {
	token := regexp.MustCompile(`[\w$]+`)
	var out strings.Builder
	last := 0
	for _, at := range token.FindAllStringIndex(text, -1) {
		name := text[at[0]:at[1]]
		if !e.classes[name] || strings.ContainsRune(`."'`, rune(text[at[0]-1])) && !strings.HasSuffix(text[:at[0]], "...") || strings.ContainsRune(`"':`, rune(text[at[1]])) {
			continue
		}
		use := "class_" + name + "()"
		if strings.HasSuffix(text[:at[0]], "new ") {
			use = "(" + use + ")"
		}
		out.WriteString(text[last:at[0]] + use)
		last = at[1]
	}
	return out.String() + text[last:]
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
		key = e.source(left.Member)
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

// namespaces replaces the namespace objects, which esbuild fills with one getter for each of their 1,500 names. A name read from
// a namespace becomes the binding itself, a namespace used as a value is made when first used, and the package's own exports
// are plain properties, set when everything is defined.
func (e *editor) namespaces(text string) (string, error) {
	const root = "index_exports"
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
	text = e.useClasses(text) + tail.String()
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

// literal lists a namespace's members: bindings as values, other namespaces as getters.
func (e *editor) literal(space, separator string) string {
	var parts []string
	for name, binding := range e.spaces[space] {
		if name == "standard" {
			continue // added by a patch
		}
		if _, ok := e.spaces[binding]; ok {
			parts = append(parts, fmt.Sprintf("get %s() { return %s(); }", name, binding))
		} else if e.classes[binding] {
			parts = append(parts, fmt.Sprintf("get %s() { return class_%s(); }", name, binding))
		} else {
			parts = append(parts, name+": "+binding)
		}
	}
	slices.Sort(parts)
	return separator + strings.Join(parts, ","+separator) + separator
}
