package shim

import (
	"github.com/evanw/esbuild/internal/ast"
	"github.com/evanw/esbuild/internal/config"
	"github.com/evanw/esbuild/internal/helpers"
	"github.com/evanw/esbuild/internal/js_ast"
	"github.com/evanw/esbuild/internal/js_parser"
	"github.com/evanw/esbuild/internal/logger"
)

// Parse reads one TypeScript file. Types are gone from the tree, everything else is as written; offsets are those of the
// text. A file with errors of syntax has no tree, but nil: bundling it words them.
func Parse(name, text string) *Node {
	log := logger.NewDeferLog(logger.DeferLogNoVerboseOrDebug, nil)
	source := logger.Source{
		KeyPath: logger.Path{Text: name, Namespace: "file"}, PrettyPaths: logger.PrettyPaths{Abs: name, Rel: name},
		Contents: text, IdentifierName: "file",
	}
	options := js_parser.OptionsFromConfig(&config.Options{
		OmitRuntimeForTests: true,
		Platform:            config.PlatformNode,
		TS:                  config.TSOptions{Parse: true, Config: config.TSConfig{VerbatimModuleSyntax: config.True}},
	})
	tree, ok := js_parser.Parse(log, source, options)
	if !ok || log.HasErrors() {
		return nil
	}
	r := reader{tree: &tree}
	root := &Node{}
	for _, part := range tree.Parts {
		root.Children = append(root.Children, r.statements(part.Stmts)...)
	}
	return root
}

// reader turns esbuild's tree into Nodes.
type reader struct{ tree *js_ast.AST }

// name gives an identifier as written.
func (r *reader) name(ref ast.Ref) string {
	if ref.SourceIndex != 0 || int(ref.InnerIndex) >= len(r.tree.Symbols) {
		return ""
	}
	return r.tree.Symbols[ref.InnerIndex].OriginalName
}

func (r *reader) expressions(list []js_ast.Expr) []*Node {
	out := make([]*Node, 0, len(list))
	for _, e := range list {
		if n := r.expression(e); n != nil {
			out = append(out, n)
		}
	}
	return out
}

// other makes a node without a meaning of its own around its parts; parts that are not there are left out.
func (r *reader) other(at logger.Loc, parts ...js_ast.Expr) *Node {
	return &Node{Start: int(at.Start), Children: r.expressions(parts)}
}

// expression gives nil for an expression that is not there.
func (r *reader) expression(e js_ast.Expr) *Node {
	n := &Node{Start: int(e.Loc.Start)}
	switch v := e.Data.(type) {
	case nil:
		return nil
	case *js_ast.EIdentifier:
		n.Kind, n.Name = Identifier, r.name(v.Ref)
	case *js_ast.EImportIdentifier:
		n.Kind, n.Name = Identifier, r.name(v.Ref)
	case *js_ast.EString:
		n.Kind, n.Name = String, helpers.UTF16ToString(v.Value)
		if v.PreferTemplate {
			n.Kind = Template
		}
	case *js_ast.ERegExp:
		n.Kind, n.Name = RegExp, v.Value
	case *js_ast.EDot:
		n.Kind, n.Name, n.NameAt, n.Children = Member, v.Name, int(v.NameLoc.Start), r.expressions([]js_ast.Expr{v.Target})
		n.Optional = v.OptionalChain != js_ast.OptionalChainNone
	case *js_ast.EIndex:
		n.Kind, n.Children = Index, r.expressions([]js_ast.Expr{v.Target, v.Index})
	case *js_ast.ECall:
		n.Kind, n.Close, n.Children = Call, int(v.CloseParenLoc.Start), r.expressions(append([]js_ast.Expr{v.Target}, v.Args...))
	case *js_ast.ENew:
		n.Kind, n.Close, n.Children = New, int(v.CloseParenLoc.Start), r.expressions(append([]js_ast.Expr{v.Target}, v.Args...))
	case *js_ast.EObject:
		n.Kind, n.Close, n.Children = Object, int(v.CloseBraceLoc.Start), r.properties(v.Properties)
	case *js_ast.EArray:
		n.Kind, n.Close, n.Children = Array, int(v.CloseBracketLoc.Start), r.expressions(v.Items)
	case *js_ast.ESpread:
		n.Kind, n.Children = Spread, r.expressions([]js_ast.Expr{v.Value})
	case *js_ast.EAwait:
		n.Kind, n.Children = Await, r.expressions([]js_ast.Expr{v.Value})
	case *js_ast.EArrow:
		n.Kind, n.Children = Function, r.function(v.Args, v.Body)
		if last := len(n.Children) - 1; v.PreferExpr && last >= 0 && n.Children[last].Kind == Return {
			n.Children = append(n.Children[:last], n.Children[last].Children...) // x => y has no return
		}
	case *js_ast.EFunction:
		n.Kind, n.Children = Function, r.function(v.Fn.Args, v.Fn.Body)
	case *js_ast.EClass:
		n.Kind, n.Children = Class, r.class(&v.Class)
	case *js_ast.EImportString:
		n.Kind, n.Children = DynamicImport, []*Node{{Kind: String, Start: n.Start, Name: r.path(v.ImportRecordIndex)}}
	case *js_ast.EImportCall:
		n.Kind, n.Children = DynamicImport, r.expressions([]js_ast.Expr{v.Expr, v.OptionsOrNil})
	default:
		return r.rest(e)
	}
	return n
}

// rest reads the expressions that rules only look through.
func (r *reader) rest(e js_ast.Expr) *Node {
	switch v := e.Data.(type) {
	case *js_ast.ETemplate:
		n := r.other(e.Loc, v.TagOrNil)
		for _, part := range v.Parts {
			n.Children = append(n.Children, r.expressions([]js_ast.Expr{part.Value})...)
		}
		n.Kind = Template
		return n
	case *js_ast.EUnary:
		return r.other(e.Loc, v.Value)
	case *js_ast.EBinary:
		return r.other(e.Loc, v.Left, v.Right)
	case *js_ast.EYield:
		return r.other(e.Loc, v.ValueOrNil)
	case *js_ast.EIf:
		return r.other(e.Loc, v.Test, v.Yes, v.No)
	case *js_ast.EAnnotation:
		return r.expression(v.Value)
	case *js_ast.EInlinedEnum:
		return r.expression(v.Value)
	}
	return &Node{Start: int(e.Loc.Start)}
}

func (r *reader) path(index uint32) string { return r.tree.ImportRecords[index].Path.Text }

func (r *reader) properties(list []js_ast.Property) []*Node {
	out := make([]*Node, 0, len(list))
	for _, p := range list {
		n := &Node{Kind: Property, Start: int(p.Loc.Start)}
		switch p.Kind {
		case js_ast.PropertySpread:
			n.Kind = Spread
		case js_ast.PropertyMethod, js_ast.PropertyGetter, js_ast.PropertySetter:
			n.Kind = Method
		}
		if key, ok := p.Key.Data.(*js_ast.EString); ok && p.Flags&js_ast.PropertyIsComputed == 0 {
			n.Name, n.Quoted = helpers.UTF16ToString(key.Value), p.Flags&js_ast.PropertyPreferQuotedKey != 0
		} else if p.Key.Data != nil {
			n.Children = r.expressions([]js_ast.Expr{p.Key})
		}
		if p.ClassStaticBlock != nil {
			n.Children = append(n.Children, r.statements(p.ClassStaticBlock.Block.Stmts)...)
		}
		n.Children = append(n.Children, r.expressions([]js_ast.Expr{p.InitializerOrNil, p.ValueOrNil})...)
		out = append(out, n)
	}
	return out
}

func (r *reader) class(c *js_ast.Class) []*Node {
	out := r.expressions([]js_ast.Expr{c.ExtendsOrNil})
	for _, d := range c.Decorators {
		out = append(out, r.expressions([]js_ast.Expr{d.Value})...)
	}
	return append(out, r.properties(c.Properties)...)
}

func (r *reader) function(args []js_ast.Arg, body js_ast.FnBody) []*Node {
	var out []*Node
	for _, a := range args {
		out = append(out, r.binding(a.Binding), r.expression(a.DefaultOrNil))
	}
	return append(present(out), r.statements(body.Block.Stmts)...)
}

// binding gives a pattern, an identifier or nil for a hole.
func (r *reader) binding(b js_ast.Binding) *Node {
	n := &Node{Start: int(b.Loc.Start)}
	switch v := b.Data.(type) {
	case *js_ast.BIdentifier:
		n.Kind, n.Name = Identifier, r.name(v.Ref)
	case *js_ast.BArray:
		n.Kind, n.Close = Array, int(v.CloseBracketLoc.Start)
		for _, item := range v.Items {
			n.Children = append(n.Children, present([]*Node{r.binding(item.Binding), r.expression(item.DefaultValueOrNil)})...)
		}
	case *js_ast.BObject:
		n.Kind, n.Close = Pattern, int(v.CloseBraceLoc.Start)
		for _, p := range v.Properties {
			child := &Node{Kind: Property, Start: int(p.Loc.Start)}
			child.Children = present([]*Node{r.expression(p.Key), r.binding(p.Value), r.expression(p.DefaultValueOrNil)})
			n.Children = append(n.Children, child)
		}
	default:
		return nil
	}
	return n
}

func present(list []*Node) []*Node {
	out := list[:0]
	for _, n := range list {
		if n != nil {
			out = append(out, n)
		}
	}
	return out
}
