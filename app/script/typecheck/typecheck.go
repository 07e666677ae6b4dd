// Package typecheck finds the type errors of functions without Node: it links the TypeScript compiler and gives it, in
// memory, the project's files and declarations of everything a function may use.
package typecheck

import (
	"context"
	"encoding/json"
	"fmt"
)

// Request names what to check. Paths are relative to the project folder and use "/".
type Request struct {
	Files   map[string]string `json:"files"`   // path → text; helper files and package.json included
	Entries []string          `json:"entries"` // the files to start from; each must be in Files
}

// Diagnostic is one finding. File is "" when it concerns no file. Lines and columns count from 1, columns in UTF-16 units;
// the end is exclusive.
type Diagnostic struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Code      int    `json:"code"`     // 2339 for TS2339
	Severity  string `json:"severity"` // error, warning or info
	Message   string `json:"message"`  // deeper reasons on further, indented lines
}

// Handle answers a Request in JSON with the JSON of its []Diagnostic: the "check" request of a runner process.
func (c *Checker) Handle(ctx context.Context, request []byte) ([]byte, error) {
	var r Request
	if err := json.Unmarshal(request, &r); err != nil {
		return nil, fmt.Errorf("read the request for a type check: %w", err)
	}
	found, err := c.Check(ctx, r)
	if err != nil {
		return nil, err
	}
	return json.Marshal(found)
}
