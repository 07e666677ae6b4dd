package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// lookups are the functions that judge a secret which somebody sent, and what each must do with it first: whoever measures
// how long a comparison takes learns something of a hash, and nothing of the secret.
var lookups = []struct{ file, function, calls string }{
	{"settings/keys.go", "Authenticate", "hashKey"},
	{"settings/keys.go", "hashKey", "sha256.Sum256"},
	{"api/guisession.go", "exchange", "sha256.Sum256"},
	{"api/guisession.go", "valid", "sha256.Sum256"},
	{"connect/session_store.go", "SessionByToken", "sha256.Sum256"},
	{"connect/attempt.go", "take", "sha256.Sum256"},
	{"inbound/signed.go", "same", "hmac.Equal"},
}

// Security LH-14: no secret that comes from outside is compared letter by letter. A test by the clock would say nothing
// on a busy machine, so this looks at how the comparisons are made.
func TestSecretsAreNotComparedByLetters(t *testing.T) {
	t.Parallel()
	for _, l := range lookups {
		if !calls(t, l.file, l.function, l.calls) {
			t.Errorf("%s: %s does not call %s", l.file, l.function, l.calls)
		}
	}
	for _, dir := range []string{"settings", "api", "inbound", "webhooks", "mcpserver"} {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", dir, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, found := range comparisons(t, file) {
				t.Errorf("%s: compares a secret by its letters", found)
			}
		}
	}
}

// secretName fits what the code calls a value that somebody sent to prove who they are.
var secretName = regexp.MustCompile(`(?i)(secret|signature|mac|digest|token|password|apikey|sessionkey)$`)

// comparisons are the places of a file where such a value is compared with another one, literals aside.
func comparisons(t *testing.T, file string) (found []string) {
	t.Helper()
	set, parsed := parsedFile(t, file)
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.BinaryExpr:
			if (e.Op == token.EQL || e.Op == token.NEQ) && secret(e.X, e.Y) {
				found = append(found, set.Position(e.Pos()).String())
			}
		case *ast.CallExpr:
			name := nameOf(e.Fun)
			if (name == "bytes.Equal" || name == "strings.EqualFold" || name == "strings.Compare" || name == "bytes.Compare") && secret(e.Args[0], e.Args[1]) {
				found = append(found, set.Position(e.Pos()).String())
			}
		}
		return true
	})
	return found
}

// secret reports whether one side is a secret by its name and the other something that is not written in the code.
func secret(x, y ast.Expr) bool {
	fixed := func(e ast.Expr) bool {
		switch e := e.(type) {
		case *ast.BasicLit:
			return true
		case *ast.Ident:
			return e.Name == "nil" || e.Name == "true" || e.Name == "false"
		}
		return false
	}
	if nameOf(x) == "plan.Digest" { // names what the user saw before an import; whoever may import may see it
		return false
	}
	return !fixed(x) && !fixed(y) && (secretName.MatchString(nameOf(x)) || secretName.MatchString(nameOf(y)))
}

// calls reports whether a function of a file calls another by that name.
func calls(t *testing.T, file, function, callee string) (does bool) {
	t.Helper()
	_, parsed := parsedFile(t, file)
	for _, d := range parsed.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == function {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && nameOf(call.Fun) == callee {
					does = true
				}
				return true
			})
		}
	}
	return does
}

func parsedFile(t *testing.T, file string) (*token.FileSet, *ast.File) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return set, parsed
}

// nameOf is an identifier with what stands before its dot, or nothing.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if before := nameOf(e.X); before != "" {
			return before + "." + e.Sel.Name
		}
		return e.Sel.Name
	}
	return ""
}
