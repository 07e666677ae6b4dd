//go:build !race

package typecheck_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/script/typecheck"
)

// check checks one request with a checker that remembers nothing.
func check(ctx context.Context, r typecheck.Request) ([]typecheck.Diagnostic, error) {
	return new(typecheck.Checker).Check(ctx, r)
}

// TestSnippets checks all snippets in one program, each being a module of its own.
func TestSnippets(t *testing.T) {
	t.Parallel()
	request := typecheck.Request{Files: map[string]string{}}
	for i, s := range snippets {
		file, _ := s.wrap()
		request.Files[snippetFile(i)] = file
		request.Entries = append(request.Entries, snippetFile(i))
	}
	found, err := check(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]typecheck.Diagnostic{}
	for _, d := range found {
		got[d.File] = append(got[d.File], d)
	}
	for i, s := range snippets {
		_, before := s.wrap()
		var lines, messages []string
		for _, d := range got[snippetFile(i)] {
			lines = append(lines, fmt.Sprintf("%d:TS%d", d.Line-before, d.Code))
			messages = append(messages, d.Message)
		}
		if seen := strings.Join(slices.Compact(lines), " "); seen != s.want {
			t.Errorf("%s: found %q, want %q\n%s", s.name, seen, s.want, strings.Join(messages, "\n"))
		}
		delete(got, snippetFile(i))
	}
	for file, rest := range got {
		t.Errorf("findings in %q, which is no snippet: %v", file, rest)
	}
}

func snippetFile(i int) string { return fmt.Sprintf("github/actions/s%03d.ts", i) }

const wrongAction = `import { createAction } from 'nango';
import { z } from 'zod';
import { name } from '../helpers/name.js';
export default createAction({
    description: '', input: z.void(), output: z.object({ n: z.number() }),
    exec: async (nango) => {
        await nango.log('żółć 🎉', name); const n: number = name;
        return { n };
    }
});
`

func wrong() typecheck.Request {
	return typecheck.Request{
		Files: map[string]string{
			"github/actions/a.ts":    wrongAction,
			"github/helpers/name.ts": "export const name: string = 5;\n",
			"github/helpers/none.ts": "export const unused: string = 5;\n",
		},
		Entries: []string{"github/actions/a.ts"},
	}
}

func TestPlacesAreLinesAndUTF16Columns(t *testing.T) {
	t.Parallel()
	got, err := check(t.Context(), wrong())
	if err != nil {
		t.Fatal(err)
	}
	want := []typecheck.Diagnostic{
		{File: "github/actions/a.ts", Line: 7, Column: 49, EndLine: 7, EndColumn: 50, Code: 2322, Severity: "error", Message: "Type 'string' is not assignable to type 'number'."},
		{File: "github/helpers/name.ts", Line: 1, Column: 14, EndLine: 1, EndColumn: 18, Code: 2322, Severity: "error", Message: "Type 'number' is not assignable to type 'string'."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("a helper counts only when it is imported (-want +got):\n" + diff)
	}
}

func TestMessagesHoldTheWholeChain(t *testing.T) {
	t.Parallel()
	got, err := check(t.Context(), typecheck.Request{
		Files:   map[string]string{"a/syncs/b.ts": "export const a: { b: { c: number } } = { ...{ b: { c: '' } } };\n"},
		Entries: []string{"a/syncs/b.ts"},
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = "Type '{ b: { c: string; }; }' is not assignable to type '{ b: { c: number; }; }'.\n" +
		"  The types of 'b.c' are incompatible between these types.\n    Type 'string' is not assignable to type 'number'."
	if len(got) != 1 || got[0].Message != want {
		t.Errorf("got %+v, want one finding with the message %q", got, want)
	}
}

func TestAProjectThatIsNoModuleIsReadAsOne(t *testing.T) {
	t.Parallel()
	const text = "import { z } from 'zod';\nexport const a = await Promise.resolve(z.string());\n"
	for manifest, want := range map[string]int{"": 0, `{"type":"module"}`: 0, `{"type":"commonjs"}`: 1309} {
		r := typecheck.Request{Files: map[string]string{"a/actions/b.ts": text}, Entries: []string{"a/actions/b.ts"}}
		if manifest != "" {
			r.Files["package.json"] = manifest
		}
		got, err := check(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if want == 0 && len(got) > 0 || want != 0 && (len(got) != 1 || got[0].Code != want) {
			t.Errorf("package.json %q: got %+v, want TS%d", manifest, got, want)
		}
	}
}

func TestOurDeclarationsCannotBeReplaced(t *testing.T) {
	t.Parallel()
	r := wrong()
	r.Files["node_modules/nango/index.d.ts"] = "export declare const createAction: any;"
	r.Files["node_modules/left-pad/package.json"] = `{"types":"./index.d.ts"}`
	r.Files["node_modules/left-pad/index.d.ts"] = "export declare function pad(text: string): string;"
	r.Files["github/actions/c.ts"] = "import type { pad } from 'left-pad';\nexport const a: ReturnType<typeof pad> = 5;\n"
	r.Entries = append(r.Entries, "github/actions/c.ts")
	got, err := check(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, d := range got {
		places = append(places, fmt.Sprintf("%s:%d TS%d", d.File, d.Line, d.Code))
	}
	want := []string{"github/actions/a.ts:7 TS2322", "github/actions/c.ts:2 TS2322", "github/helpers/name.ts:1 TS2322"}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Error(diff)
	}
}

func TestACheckerMayBeUsedTwiceAndAtOnce(t *testing.T) {
	t.Parallel()
	var checker typecheck.Checker
	first, err := checker.Check(t.Context(), wrong())
	if err != nil {
		t.Fatal(err)
	}
	results := make(chan []typecheck.Diagnostic)
	for range 3 {
		go func() {
			got, _ := checker.Check(context.Background(), wrong())
			results <- got
		}()
	}
	for range 3 {
		if diff := cmp.Diff(first, <-results); diff != "" {
			t.Error("a second check found something else:\n" + diff)
		}
	}
}

func TestCheckRefusesWhatItCannotCheck(t *testing.T) {
	t.Parallel()
	_, err := check(t.Context(), typecheck.Request{Entries: []string{"a/syncs/b.ts"}})
	if err == nil || !strings.Contains(err.Error(), `"a/syncs/b.ts"`) {
		t.Errorf("a file without text: got %v, want an error that names it", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := check(ended, wrong()); !errors.Is(err, context.Canceled) {
		t.Errorf("an ended context: got %v, %v", got, err)
	}
}

func TestHandleSpeaksJSON(t *testing.T) {
	t.Parallel()
	request, err := json.Marshal(wrong())
	if err != nil {
		t.Fatal(err)
	}
	answer, err := new(typecheck.Checker).Handle(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(answer, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"file": "github/actions/a.ts", "line": 7.0, "column": 49.0, "end_line": 7.0, "end_column": 50.0,
		"code": 2322.0, "severity": "error", "message": "Type 'string' is not assignable to type 'number'.",
	}
	if len(got) != 2 || cmp.Diff(want, got[0]) != "" {
		t.Errorf("got %s", answer)
	}
	if answer, err := new(typecheck.Checker).Handle(t.Context(), []byte(`{"files":{},"entries":[]}`)); err != nil || string(answer) != "[]" {
		t.Errorf("nothing to check: got %s, %v; want an empty list", answer, err)
	}
	if _, err := new(typecheck.Checker).Handle(t.Context(), []byte(`{`)); err == nil {
		t.Error("broken JSON was taken for a request")
	}
}

func TestDeclarationsAreThoseOfAProject(t *testing.T) {
	t.Parallel()
	files := typecheck.Declarations()
	for _, name := range []string{
		"node_modules/nango/index.d.ts", "node_modules/nango/test.d.ts", "node_modules/nango/experimental.d.ts",
		"node_modules/zod/index.d.cts", "node_modules/zod/LICENSE", "node_modules/@types/node/globals.d.ts",
	} {
		if files[name] == "" {
			t.Errorf("%s is missing among %v", name, slices.Sorted(maps.Keys(files)))
		}
	}
	if !strings.Contains(files["node_modules/zod/package.json"], `"version": "4.3.6"`) {
		t.Error("zod is not the version functions are pinned to")
	}
	clear(files)
	if len(typecheck.Declarations()) == 0 {
		t.Error("the caller can change the declarations of others")
	}
}

// BenchmarkCheck measures a function of ordinary size: alone, and again with a Checker that has parsed the declarations.
func BenchmarkCheck(b *testing.B) {
	var checker typecheck.Checker
	for name, check := range map[string]func(context.Context, typecheck.Request) ([]typecheck.Diagnostic, error){
		"first": check, "again": checker.Check,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if found, err := check(b.Context(), wrong()); err != nil || len(found) != 2 {
					b.Fatal(found, err)
				}
			}
		})
	}
}
