//go:build !race

package typedclient_test

import (
	"strings"
	"testing"

	"patchbay/app/script/typecheck"
	"patchbay/app/typedclient"
)

// The program has the type checker only without the race detector.
func TestOurOwnCheckerAgrees(t *testing.T) {
	t.Parallel()
	text, _ := typedclient.Generate(official(t))
	checked := func(uses string) []typecheck.Diagnostic {
		found, err := new(typecheck.Checker).Check(t.Context(), typecheck.Request{Files: map[string]string{"client.ts": text, "uses.ts": uses}, Entries: []string{"uses.ts"}})
		must(t, err)
		return found
	}
	for _, d := range checked(uses) {
		t.Errorf("%s:%d %s", d.File, d.Line, d.Message)
	}
	if found := checked(strings.ReplaceAll(uses, "// @ts-expect-error", "//")); len(found) != 3 {
		t.Errorf("without the expectations it finds %v", found)
	}
}
