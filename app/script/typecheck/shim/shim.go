// Package shim opens the few parts of the TypeScript compiler that checking needs. Go lets a module of this path import
// them although they are internal to the compiler's module: the go.mod of the application replaces
// github.com/microsoft/typescript-go/shim by this folder. The compiler promises no Go API, so everything that may change
// with its version is in this package, and the version is pinned.
package shim

import (
	"context"
	"slices"

	"github.com/microsoft/typescript-go/internal/ast"
	"github.com/microsoft/typescript-go/internal/bundled"
	"github.com/microsoft/typescript-go/internal/compiler"
	"github.com/microsoft/typescript-go/internal/core"
	"github.com/microsoft/typescript-go/internal/diagnostics"
	"github.com/microsoft/typescript-go/internal/diagnosticwriter"
	"github.com/microsoft/typescript-go/internal/locale"
	"github.com/microsoft/typescript-go/internal/parser"
	"github.com/microsoft/typescript-go/internal/scanner"
	"github.com/microsoft/typescript-go/internal/tsoptions"
	"github.com/microsoft/typescript-go/internal/tspath"
	"github.com/microsoft/typescript-go/internal/vfs"
)

// Position is a place in a file: line and column from 1, columns in UTF-16 units as TypeScript counts them.
type Position struct{ Line, Column int }

// Diagnostic is one finding of the compiler. File is "" when it concerns the program as a whole.
type Diagnostic struct {
	File       string
	Start, End Position
	Code       int
	Severity   string // "error", "warning", "info"
	Message    string // the whole chain, one sentence a line, deeper ones indented
}

// Program is a set of files to check.
type Program struct{ program *compiler.Program }

// NewProgram reads the root files and everything they import. The TypeScript library files come with the compiler. With a
// nil cache every file is parsed anew.
func NewProgram(files *Files, roots []string, cache *Cache) *Program {
	fsys := files.disk()
	names := make([]string, len(roots))
	for i, root := range roots {
		names[i] = "/" + root
	}
	config := tsoptions.NewParsedCommandLine(options(), names, tspath.ComparePathsOptions{
		UseCaseSensitiveFileNames: true,
		CurrentDirectory:          "/",
	})
	host := &host{CompilerHost: compiler.NewCompilerHost("/", fsys, bundled.LibPath(), nil, nil), fs: fsys, cache: cache}
	return &Program{program: compiler.NewProgram(compiler.ProgramOptions{
		Host: host, Config: config, SingleThreaded: core.TSTrue,
	})}
}

// options are those of the official project's tsconfig.json; see Checker.Check of package typecheck.
func options() *core.CompilerOptions {
	return &core.CompilerOptions{
		Module: core.ModuleKindNode16, ModuleResolution: core.ModuleResolutionKindNode16, Target: core.ScriptTargetESNext,
		Strict: core.TSTrue, ESModuleInterop: core.TSTrue, SkipLibCheck: core.TSTrue,
		ForceConsistentCasingInFileNames: core.TSTrue, ExactOptionalPropertyTypes: core.TSTrue,
		NoFallthroughCasesInSwitch: core.TSTrue, NoImplicitOverride: core.TSTrue, NoImplicitReturns: core.TSTrue,
		NoPropertyAccessFromIndexSignature: core.TSTrue, NoUncheckedIndexedAccess: core.TSTrue,
		NoUnusedLocals: core.TSTrue, NoUnusedParameters: core.TSTrue,
		AllowUnusedLabels: core.TSFalse, AllowUnreachableCode: core.TSFalse,
		Declaration: core.TSFalse, Composite: core.TSFalse, CheckJs: core.TSFalse, SourceMap: core.TSTrue, NoEmit: core.TSTrue,
	}
}

// Check gives the findings on syntax, on the program as a whole and on types, in the order of files and positions. When ctx
// ends it stops early and the findings are incomplete.
func (p *Program) Check(ctx context.Context) []Diagnostic {
	found := slices.Concat(
		p.program.GetConfigFileParsingDiagnostics(), p.program.GetSyntacticDiagnostics(ctx, nil),
		p.program.GetProgramDiagnostics(), p.program.GetSemanticDiagnostics(ctx, nil), p.program.GetGlobalDiagnostics(ctx),
	)
	found = compiler.SortAndDeduplicateDiagnostics(found)
	out := make([]Diagnostic, len(found))
	for i, d := range found {
		out[i] = convert(d)
	}
	return out
}

func convert(d *ast.Diagnostic) Diagnostic {
	out := Diagnostic{
		Code: int(d.Code()), Severity: severity(d.Category()),
		Message: diagnosticwriter.FlattenDiagnosticMessage(diagnosticwriter.WrapASTDiagnostic(d), "\n", locale.Default),
	}
	if file := d.File(); file != nil {
		out.File = file.FileName()
		out.Start, out.End = position(file, d.Pos()), position(file, d.End())
	}
	return out
}

func position(file *ast.SourceFile, at int) Position {
	line, column := scanner.GetECMALineAndUTF16CharacterOfPosition(file, min(at, len(file.Text())))
	return Position{Line: line + 1, Column: int(column) + 1}
}

func severity(c diagnostics.Category) string {
	switch c {
	case diagnostics.CategoryError:
		return "error"
	case diagnostics.CategoryWarning:
		return "warning"
	default:
		return "info"
	}
}

// host serves files to the compiler, keeping the parsed form of those that never change.
type host struct {
	compiler.CompilerHost
	fs    vfs.FS
	cache *Cache
}

func (h *host) GetSourceFile(opts ast.SourceFileParseOptions) *ast.SourceFile {
	if h.cache == nil || !h.cache.fixed(opts.FileName) {
		return h.CompilerHost.GetSourceFile(opts)
	}
	return h.cache.file(opts, func() *ast.SourceFile {
		text, ok := h.fs.ReadFile(opts.FileName)
		if !ok {
			return nil
		}
		return parser.ParseSourceFile(opts, text, core.GetScriptKindFromFileName(opts.FileName))
	})
}
