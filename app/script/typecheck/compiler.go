//go:build !race

package typecheck

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/microsoft/typescript-go/shim"
)

// manifest stands in for the package.json of a project that has none: functions are ES modules.
const manifest = `{"type":"module"}`

// Checker checks projects. It keeps the declarations in parsed form, so a second check is quicker than the first. It may be
// used by several goroutines; the zero value is ready.
type Checker struct{ cache shim.Cache }

// Check gives the findings in the entries and everything they import, in the order of files and positions. It applies the
// compiler options of the official project (functions.md 1.3): module and resolution node16, target esnext with its whole
// library, strict and the further strictness flags. The error is not nil when the request cannot be checked, when ctx ended,
// or when the compiler failed; findings are never an error.
func (c *Checker) Check(ctx context.Context, r Request) (found []Diagnostic, err error) {
	defer func() {
		// The compiler panics on its own mistakes, and when it is asked on after ctx ended.
		if cause := recover(); cause != nil {
			found, err = nil, ctx.Err()
			if err == nil {
				err = fmt.Errorf("the TypeScript checker failed on this code: %v", cause)
			}
		}
	}()
	for _, entry := range r.Entries {
		if _, ok := r.Files[entry]; !ok {
			return nil, fmt.Errorf("the file %q is to be checked but its text was not given", entry)
		}
	}
	// Findings are the same in every order of entries, but the ids the compiler numbers types with are not, and with them
	// the order in which a message lists the members of a union.
	entries := slices.Sorted(slices.Values(r.Entries))
	own := map[string]string{"package.json": manifest}
	files := shim.NewFiles(pinned(), r.Files, own)
	program := shim.NewProgram(files, slices.Concat(globals, slices.Compact(entries)), &c.cache)
	found = []Diagnostic{}
	for _, d := range program.Check(ctx) {
		found = append(found, Diagnostic{
			File: strings.TrimPrefix(d.File, "/"), Line: d.Start.Line, Column: d.Start.Column,
			EndLine: d.End.Line, EndColumn: d.End.Column, Code: d.Code, Severity: d.Severity, Message: d.Message,
		})
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return found, nil
}
