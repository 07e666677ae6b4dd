package bundle

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"github.com/evanw/esbuild/shim"

	"patchbay/app/fault"
	"patchbay/app/script"
)

// maxSent bounds the code of a bundle that is deployed, in bytes without its source map.
const maxSent = 8 << 20

// sourceMapComment begins the last line of a bundle that carries its source map.
const sourceMapComment = "\n//# sourceMappingURL="

// Sent makes the runner's program of a CommonJS bundle that was made elsewhere, as the official command line deploys it. Stack
// traces keep naming the TypeScript files when the bundle carries its source map. A text that is no JavaScript becomes a
// program that fails when it runs, as on a real server. Faults: deploy_script_security_rejected (functions.md §5.4),
// file_too_large, nested_too_deep.
func Sent(ctx context.Context, integration, name, code string) (*script.Program, error) {
	if err := ctx.Err(); err != nil {
		return nil, fault.From(err)
	}
	entry := "bundle.cjs"
	program := name + "-" + integration + ".cjs"
	text, _, _ := strings.Cut(code, sourceMapComment)
	if len(text) > maxSent {
		return nil, fault.New(fault.TooLarge, "file_too_large", fmt.Sprintf("The bundle of %s is larger than %d MB.", name, maxSent>>20)).
			WithHint("Keep packages out of the bundle.")
	}
	if tooDeep(entry, text) {
		return nil, fault.New(fault.Invalid, "nested_too_deep", "The code of "+name+" is nested too deep, or one statement of it is too long.")
	}
	if tree := shim.Parse(entry, text); tree != nil && escapes(tree) {
		return nil, fault.New(fault.Invalid, "deploy_script_security_rejected", "The code of "+name+" calls a constructor property, which could leave the sandbox.").
			WithHint("Call the class or function by its name.")
	}
	for _, attempt := range []string{code, text} { // a source map that is broken must not keep the code from running
		// Behind a bundle there is no folder: it imports packages only.
		b := build{files: NewSource(embed.FS{}), text: func(string) (string, error) { return attempt, nil }, local: true, bundled: true}
		if o := b.run(entry); !failed(o.problems) {
			return script.NewProgram(program, o.code), nil
		}
	}
	return script.NewProgram(program, text), nil
}

// escapes reports whether code calls or constructs through a property named constructor, by which code of a sandbox gets
// at Function.
func escapes(tree *shim.Node) bool {
	found := false
	tree.Walk(func(n *shim.Node, _ []*shim.Node) bool {
		if (n.Kind == shim.Call || n.Kind == shim.New) && len(n.Children) > 0 {
			found = found || isConstructor(n.Children[0])
		}
		return !found
	})
	return found
}

func isConstructor(target *shim.Node) bool {
	switch target.Kind {
	case shim.Member:
		return target.Name == "constructor"
	case shim.Index:
		key := target.Children[len(target.Children)-1]
		return (key.Kind == shim.String || key.Kind == shim.Template) && key.Name == "constructor"
	}
	return false
}
