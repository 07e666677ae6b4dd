//go:build race

package typecheck

import "context"

// Checker of a program with the race detector finds nothing. Only tests are built so, and compiling the TypeScript compiler
// with the detector takes longer than all of them, and gigabytes: it is another project's code, which runs alone in a
// process of its own. The tests of this package run without the detector, with the real Checker.
type Checker struct{}

// Check gives no findings.
func (*Checker) Check(ctx context.Context, _ Request) ([]Diagnostic, error) {
	return []Diagnostic{}, ctx.Err()
}
