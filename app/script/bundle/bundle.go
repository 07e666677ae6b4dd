// Package bundle turns a function's TypeScript into the two programs made of it, the one a real server runs and the one
// the runner runs here, and finds what the official compiler would refuse. It reads the project folder only.
package bundle

import "patchbay/app/script"

// Diagnostic is one finding in a project. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive.
// Line 0 means the file as a whole, File "" the project as a whole.
type Diagnostic struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Severity  string `json:"severity"` // SeverityError or SeverityWarning; the type checker also has "info"
	Source    string `json:"source"`   // "bundle", "check", "definition" or "types"
	Code      string `json:"code"`
	Message   string `json:"message"`
	Hint      string `json:"hint,omitempty"` // what to do
}

// The severities. The official compiler stops at an error; a warning is Patchbay's own advice or the compiler's.
const (
	SeverityError   = "error"
	SeverityWarning = "warning"
)

// The stages that find something.
const (
	SourceBundle     = "bundle"     // esbuild: syntax, files that are not there
	SourceCheck      = "check"      // the static rules of functions.md 5.3
	SourceDefinition = "definition" // the declaration: functions.md 2.5
	SourceTypes      = "types"      // TypeScript
)

// Bundled is what one function's files became.
type Bundled struct {
	Server   string          // CommonJS for a real server, as the official compiler writes it, with an inline source map
	Program  *script.Program // the same code for the runner
	Inputs   []string        // project files it was made of, the entry first
	Features []string        // what the code uses of the nango object: "checkpoints"
	Packages []string        // packages it imports as values, sorted

	// Places says where the properties of the declaration are: "frequency", "models", "models.Issue".
	Places map[string]Place
}

// Place is a range in the entry file, counted like a Diagnostic's.
type Place struct{ Line, Column, EndLine, EndColumn int }
