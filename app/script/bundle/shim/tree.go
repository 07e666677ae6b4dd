// Package shim opens esbuild's TypeScript parser, so that a file is checked exactly as it is bundled. Go lets a module of
// this path import it although it is internal to esbuild's module: the go.mod of the application replaces
// github.com/evanw/esbuild/shim by this folder. esbuild promises no Go API for it, so everything that may change with
// its version is in this package, and the version is pinned.
package shim

// Kind is what a Node is.
type Kind uint8

// The kinds that rules ask for. Everything else is Other: a node with children and no meaning of its own.
const (
	Other         Kind = iota
	Identifier         // Name
	String             // Name is the value
	Template           // a template literal; Name is its value when it has no substitutions
	RegExp             // Name is the literal, slashes and flags included
	Member             // Children[0].Name
	Index              // Children[0][Children[1]]
	Call               // Children[0](Children[1:]…)
	New                // new Children[0](Children[1:]…)
	Object             // Children are Property and Spread; as Pattern, of destructuring
	Pattern            // { … } of destructuring
	Array              // Children; elements
	Property           // Name, "" when computed; the value is the last child
	Method             // a property that is a method, getter or setter
	Spread             // ...Children[0]
	Function           // function, arrow function or method body
	Class              // Children are its members
	Await              // await Children[0]
	Return             // return Children[0]
	Declare            // one variable of const, let or var: Name ("" for a pattern), its value is the last child
	Import             // import declaration of Name
	DynamicImport      // import(Children[0])
	ExportDefault      // Children[0]
	ExportNames        // export { … }: Children are Exported
	Exported           // Name is what others see, Local what it is here
	ExportFrom         // export … from Name
	ExportValue        // export const, let, var, function, class: Children[0]
)

// Node is a part of a file. Offsets count bytes of the text that was parsed.
type Node struct {
	Kind     Kind
	Start    int // where it begins; of a Call, where its target begins
	Close    int // of Object, Pattern, Array and Call: the closing bracket
	NameAt   int // of Member and declared functions: where the name begins
	Name     string
	Local    string
	Quoted   bool // of Property: the name is written in quotes
	Optional bool // of Member: ?. stands in the chain before it
	Children []*Node
}

// Walk calls visit for the node and everything below it, parents first. visit gets the chain of parents, outermost
// first, and says whether to go below the node.
func (n *Node) Walk(visit func(n *Node, parents []*Node) bool) { walk(n, nil, visit) }

func walk(n *Node, parents []*Node, visit func(*Node, []*Node) bool) {
	if n == nil || !visit(n, parents) {
		return
	}
	parents = append(parents, n)
	for _, child := range n.Children {
		walk(child, parents, visit)
	}
}
