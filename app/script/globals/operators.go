package globals

import (
	"reflect"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// PowName is what GuardOperators has code call instead of **. No JavaScript can spell it, and nothing lists it.
const PowName = "%pow"

// GuardOperators rewrites a parsed program so that a BigInt's power is refused when it would outgrow the process: the
// engine cannot interrupt **. Compile the tree afterwards; it runs in runtimes that Install has furnished.
func GuardOperators(tree *ast.Program) { guardNode(reflect.ValueOf(tree.Body)) }

var expression = reflect.TypeFor[ast.Expression]()

func guardNode(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return
		}
		guardNode(v.Elem())
		if v.Type() == expression && v.CanSet() {
			if guarded, ok := guardedPower(v.Interface().(ast.Expression)); ok {
				v.Set(reflect.ValueOf(guarded))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() && strings.HasSuffix(v.Type().Elem().PkgPath(), "goja/ast") {
			guardNode(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "DeclarationList" { // repeats what the statements hold
				guardNode(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			guardNode(v.Index(i))
		}
	}
}

// guardedPower is a ** b as a call, and a **= b as an assignment of it. Powers of plain numbers stay.
func guardedPower(e ast.Expression) (ast.Expression, bool) {
	switch e := e.(type) {
	case *ast.BinaryExpression:
		if e.Operator == token.EXPONENT && !(isNumber(e.Left) && isNumber(e.Right)) {
			return power(e.Left, e.Right), true
		}
	case *ast.AssignExpression:
		if _, plain := e.Left.(*ast.Identifier); plain && e.Operator == token.EXPONENT {
			return &ast.AssignExpression{Operator: token.ASSIGN, Left: e.Left, Right: power(e.Left, e.Right)}, true
		}
	}
	return nil, false
}

func isNumber(e ast.Expression) bool {
	literal, ok := e.(*ast.NumberLiteral)
	if !ok {
		return false
	}
	_, float := literal.Value.(float64)
	_, integer := literal.Value.(int64)
	return float || integer
}

func power(left, right ast.Expression) ast.Expression {
	return &ast.CallExpression{
		Callee: &ast.Identifier{Name: PowName, Idx: left.Idx0()}, LeftParenthesis: left.Idx0(),
		ArgumentList: []ast.Expression{left, right}, RightParenthesis: right.Idx1(),
	}
}

// count is (text, part) → how often the part occurs.
func (w *world) count(call goja.FunctionCall) goja.Value {
	return w.vm.ToValue(strings.Count(call.Argument(0).String(), call.Argument(1).String()))
}
