package engine

import (
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
	"github.com/go-sourcemap/sourcemap"

	"patchbay/app/script/globals"
)

// program is one uploaded text, compiled and mapped when first needed.
type program struct {
	name string
	code string

	compile  sync.Once
	compiled *goja.Program
	err      error

	chart  sync.Once
	source *sourcemap.Consumer // nil without a usable map
}

// deepestSource is how far a text's brackets may nest before goja's parser would overflow the Go stack.
const deepestSource = 10_000

// head opens the function around a CommonJS text, on the text's first line: no other line moves.
const head = "(function(exports,require,module){"

// function returns the program whose value is the function (exports, require, module). Source maps are left to us:
// goja would map positions while the program runs, also where we want the raw ones.
func (p *program) function() (*goja.Program, error) {
	p.compile.Do(func() {
		if p.err = globals.CheckDepth(p.code, deepestSource); p.err != nil {
			return
		}
		tree, err := goja.Parse(p.name, head+p.code+"\n})", parser.WithDisableSourceMaps)
		if err != nil {
			p.err = err
			return
		}
		globals.GuardOperators(tree)
		p.compiled, p.err = goja.CompileAST(tree, false)
	})
	return p.compiled, p.err
}
