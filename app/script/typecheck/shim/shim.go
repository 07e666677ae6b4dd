// Package shim opens the few parts of the TypeScript compiler that checking needs. Go lets a module of this path import
// them although they are internal to the compiler's module.
package shim

import (
	_ "github.com/microsoft/typescript-go/internal/bundled"
	_ "github.com/microsoft/typescript-go/internal/compiler"
)
