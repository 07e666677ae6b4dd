package shim

import (
	"github.com/evanw/esbuild/internal/js_ast"
)

func (r *reader) statements(list []js_ast.Stmt) []*Node {
	out := make([]*Node, 0, len(list))
	for _, s := range list {
		if n := r.statement(s); n != nil {
			out = append(out, n)
		}
	}
	return out
}

// statement gives nil for a statement that is not there and for types.
func (r *reader) statement(s js_ast.Stmt) *Node {
	n := &Node{Start: int(s.Loc.Start)}
	switch v := s.Data.(type) {
	case nil, *js_ast.STypeScript, *js_ast.SEmpty, *js_ast.SComment:
		return nil
	case *js_ast.SImport:
		n.Kind, n.Name = Import, r.path(v.ImportRecordIndex)
	case *js_ast.SExportDefault:
		n.Kind, n.Children = ExportDefault, present([]*Node{r.statement(v.Value)})
	case *js_ast.SExportClause:
		n.Kind = ExportNames
		for _, item := range v.Items {
			n.Children = append(n.Children, &Node{
				Kind: Exported, Start: int(item.Name.Loc.Start), Name: item.Alias, Local: r.name(item.Name.Ref),
			})
		}
	case *js_ast.SExportFrom:
		n.Kind, n.Name = ExportFrom, r.path(v.ImportRecordIndex)
	case *js_ast.SExportStar:
		n.Kind, n.Name = ExportFrom, r.path(v.ImportRecordIndex)
	case *js_ast.SExpr:
		return r.expression(v.Value)
	case *js_ast.SLocal:
		return exported(v.IsExport, r.local(n, v))
	case *js_ast.SFunction:
		n.Kind, n.Children = Function, r.function(v.Fn.Args, v.Fn.Body)
		if v.Fn.Name != nil {
			n.Name, n.NameAt = r.name(v.Fn.Name.Ref), int(v.Fn.Name.Loc.Start)
		}
		return exported(v.IsExport, n)
	case *js_ast.SClass:
		n.Kind, n.Children = Class, r.class(&v.Class)
		if v.Class.Name != nil {
			n.Name = r.name(v.Class.Name.Ref)
		}
		return exported(v.IsExport, n)
	case *js_ast.SReturn:
		n.Kind, n.Children = Return, r.expressions([]js_ast.Expr{v.ValueOrNil})
	default:
		return r.control(s)
	}
	return n
}

// exported wraps a declaration that is exported where it stands.
func exported(is bool, n *Node) *Node {
	if !is {
		return n
	}
	return &Node{Kind: ExportValue, Start: n.Start, Children: []*Node{n}}
}

func (r *reader) local(n *Node, v *js_ast.SLocal) *Node {
	for _, d := range v.Decls {
		bound := r.binding(d.Binding)
		if bound == nil {
			continue
		}
		child := &Node{Kind: Declare, Start: bound.Start, Children: present([]*Node{bound, r.expression(d.ValueOrNil)})}
		if bound.Kind == Identifier {
			child.Name = bound.Name
		}
		n.Children = append(n.Children, child)
	}
	return n
}

// control reads the statements that rules only look through.
func (r *reader) control(s js_ast.Stmt) *Node {
	n := &Node{Start: int(s.Loc.Start)}
	add := func(list ...*Node) { n.Children = append(n.Children, present(list)...) }
	switch v := s.Data.(type) {
	case *js_ast.SBlock:
		add(r.statements(v.Stmts)...)
	case *js_ast.SThrow:
		add(r.expression(v.Value))
	case *js_ast.SIf:
		add(r.expression(v.Test), r.statement(v.Yes), r.statement(v.NoOrNil))
	case *js_ast.SFor:
		add(r.statement(v.InitOrNil), r.expression(v.TestOrNil), r.expression(v.UpdateOrNil), r.statement(v.Body))
	case *js_ast.SForIn:
		add(r.statement(v.Init), r.expression(v.Value), r.statement(v.Body))
	case *js_ast.SForOf:
		add(r.statement(v.Init), r.expression(v.Value), r.statement(v.Body))
	case *js_ast.SDoWhile:
		add(r.statement(v.Body), r.expression(v.Test))
	case *js_ast.SWhile:
		add(r.expression(v.Test), r.statement(v.Body))
	case *js_ast.SWith:
		add(r.expression(v.Value), r.statement(v.Body))
	case *js_ast.SLabel:
		add(r.statement(v.Stmt))
	case *js_ast.STry:
		add(r.statements(v.Block.Stmts)...)
		if v.Catch != nil {
			add(r.statements(v.Catch.Block.Stmts)...)
		}
		if v.Finally != nil {
			add(r.statements(v.Finally.Block.Stmts)...)
		}
	case *js_ast.SSwitch:
		add(r.expression(v.Test))
		for _, c := range v.Cases {
			add(r.expression(c.ValueOrNil))
			add(r.statements(c.Body)...)
		}
	case *js_ast.SExportEquals:
		add(r.expression(v.Value))
	case *js_ast.SEnum:
		for _, value := range v.Values {
			add(r.expression(value.ValueOrNil))
		}
	case *js_ast.SNamespace:
		add(r.statements(v.Stmts)...)
	}
	return n
}
