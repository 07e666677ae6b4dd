package compile

import (
	"context"
	"io/fs"
	"strings"

	"patchbay/app/script/bundle"
)

// One compiles the function in a file, whether or not index.ts names it. With an error among the diagnostics the function is
// nil.
func (c *Compiler) One(ctx context.Context, root fs.FS, file string) (*Function, []bundle.Diagnostic) {
	e, problem := entry(root, "./"+strings.TrimSuffix(file, ".ts"), 0)
	if problem != nil {
		problem.File = file
		return nil, []bundle.Diagnostic{*problem}
	}
	return c.only(ctx, root, e)
}
