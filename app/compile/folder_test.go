package compile_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/compile"
	"patchbay/app/script/bundle"
)

const syncText = `import { createSync } from 'nango';
import { z } from 'zod';
const sync = createSync({
    description: 'd', frequency: 'every hour',
    models: { Item: z.object({ id: z.string() }) },
    exec: async (nango) => { await nango.log('x'); }
});
export default sync;
`

const actionText = `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({
    description: 'd', input: z.void(), output: z.string(),
    exec: async () => 'x'
});
`

// problems are a project's diagnostics in short.
func problems(list []bundle.Diagnostic) string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%s %s:%d %s", d.Severity, strings.TrimPrefix(d.File, "acme/"), d.Line, d.Code))
	}
	return strings.Join(out, "|")
}

func TestDefinitionChecks(t *testing.T) {
	t.Parallel()
	compiler := newCompiler(t)
	replaced := func(text string, pairs ...string) map[string]string {
		return map[string]string{"acme/x/a.ts": strings.NewReplacer(pairs...).Replace(text)}
	}
	endpoints := func(text string) []string {
		return []string{"'every hour',", "'every hour',\n    endpoints: [" + text + "],"}
	}
	const get, model = "{ method: 'GET', path: '/x' }", "error x/a.ts:5 invalid_model_name"
	for name, row := range map[string]struct {
		files map[string]string
		want  string
	}{
		"in order":                  {replaced(syncText), ""},
		"model of one letter":       {replaced(syncText, "Item:", "A:"), model},
		"model in small letters":    {replaced(syncText, "Item:", "item:"), model},
		"model with a dash":         {replaced(syncText, "Item:", "'A-b':"), model},
		"fewer endpoints":           {replaced(syncText, endpoints("")...), "error x/a.ts:5 endpoints_mismatch"},
		"more endpoints, same":      {replaced(syncText, endpoints(get+", "+get)...), "error x/a.ts:5 endpoints_mismatch|error x/a.ts:5 duplicate_endpoint"},
		"too often":                 {replaced(syncText, "every hour", "every 10 seconds"), "error x/a.ts:4 invalid_frequency"},
		"incremental and deletes":   {replaced(syncText, "'every hour',", "'every hour', syncType: 'incremental', trackDeletes: true,"), "warning x/a.ts:4 track_deletes_deprecated|error x/a.ts:4 track_deletes_incremental"},
		"webhook nobody subscribes": {replaced(syncText, "exec:", "onWebhook: async () => {},\n    exec:"), "warning x/a.ts:6 no_subscriptions"},
		"no exec":                   {replaced(syncText, "exec:", "run:"), "warning x/a.ts:0 no_exec"},
		"no default export":         {replaced(syncText, "export default sync", "void sync"), "warning x/a.ts:0 refused_at_run|error x/a.ts:0 no_default_export"},
		"action without output":     {replaced(actionText, "output:", "out:"), "error x/a.ts:0 no_output"},
		"unknown event":             {map[string]string{"acme/x/a.ts": "import { createOnEvent } from 'nango';\nexport default createOnEvent({ description: 'd',\n    event: 'later', exec: async () => {} });"}, "error x/a.ts:3 unknown_event"},
		"createFunction":            {map[string]string{"acme/x/a.ts": "import { createFunction } from 'nango/experimental';\nexport default createFunction({ description: 'd', trigger: { kind: 'none' }, exec: async () => {} });"}, "warning x/a.ts:2 create_function_experimental|error x/a.ts:0 create_function_unsupported"},
		"throws while it loads":     {replaced(syncText, "const sync", "\nnull.x;\nconst sync"), "error x/a.ts:4 definition_failed"},
		"throws in a helper":        {map[string]string{"acme/x/a.ts": "import { x } from '../h.js';\n" + strings.Replace(actionText, "'d'", "x", 1), "acme/h.ts": "export const x = make();\nfunction make(): string {\n    throw new RangeError('far');\n}"}, "error h.ts:3 definition_failed"},
		"throws no error":           {replaced(syncText, "const sync", "throw { a: 1 };\nconst sync"), "error x/a.ts:0 definition_failed"},
		"imports node:crypto":       {replaced(actionText, "import { z }", "import { randomUUID } from 'node:crypto';\nimport { z }", "=> 'x'", "=> randomUUID()"), "warning x/a.ts:0 refused_at_run"},
		"imports soap":              {replaced(actionText, "import { z }", "import soap, { createClient } from 'soap';\nimport { z }", "=> 'x'", "=> String(soap.x) + createClient"), "warning x/a.ts:0 needs_real_server"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, found := compiler.One(t.Context(), folder(row.files), "acme/x/a.ts")
			if diff := cmp.Diff(row.want, problems(found)); diff != "" {
				t.Errorf("%s\n%+v", diff, found)
			}
			if (f == nil) != strings.Contains(row.want, "error") {
				t.Errorf("function %v beside %q", f != nil, row.want)
			}
		})
	}
}

func TestFunctionsOfAnIntegrationDoNotCollide(t *testing.T) {
	t.Parallel()
	route := func(text, line string) string {
		return strings.Replace(text, "description: 'd',", "description: 'd', "+line, 1)
	}
	const syncRoute, actionRoute = "endpoints: [{ method: 'GET', path: '/x' }],", "endpoint: { method: 'GET', path: '/x' },"
	for name, row := range map[string]struct {
		files map[string]string // in the order of their names
		want  string
	}{
		"model twice":                 {map[string]string{"acme/a/a.ts": syncText, "acme/a/b.ts": syncText}, "error a/b.ts:5 duplicate_model"},
		"model in two integrations":   {map[string]string{"acme/a/a.ts": syncText, "beta/a/b.ts": syncText}, ""},
		"endpoint of action and sync": {map[string]string{"acme/a/a.ts": route(actionText, actionRoute), "acme/a/b.ts": route(syncText, syncRoute)}, "error a/a.ts:4 duplicate_endpoint"},
		"endpoint of two actions":     {map[string]string{"acme/a/a.ts": route(actionText, actionRoute), "acme/a/b.ts": route(actionText, actionRoute)}, "warning a/b.ts:4 duplicate_endpoint"},
		"names alike":                 {map[string]string{"acme/a/a-b.ts": actionText, "acme/a/ab.ts": actionText}, "warning a/ab.ts:0 model_collision"},
		"name and type twice":         {map[string]string{"acme/a/a.ts": actionText, "acme/b/a.ts": actionText}, "error b/a.ts:0 duplicate_function|warning b/a.ts:0 model_collision"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			project, err := newCompiler(t).Folder(t.Context(), indexed(row.files))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, problems(project.Diagnostics)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// indexed is a folder whose index.ts names the files.
func indexed(files map[string]string) fstest.MapFS {
	root := folder(files)
	var index strings.Builder
	for _, name := range slices.Sorted(maps.Keys(root)) {
		if strings.HasSuffix(name, ".ts") && !strings.HasSuffix(name, "/h.ts") {
			fmt.Fprintf(&index, "import './%s.js';\n", strings.TrimSuffix(name, ".ts"))
		}
	}
	root["index.ts"] = &fstest.MapFile{Data: []byte(index.String())}
	return root
}

func TestABrokenFunctionHidesNoOther(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"acme/a/good.ts": actionText, "acme/a/syntax.ts": "const x = ;", "acme/a/loops.ts": "import './h.js';\n" + actionText,
		"acme/a/h.ts": "null.x;", "acme/a/late.ts": syncText,
	}
	project, err := newCompiler(t).Folder(t.Context(), indexed(files))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range project.Functions {
		names = append(names, f.Name)
	}
	if diff := cmp.Diff("good late", strings.Join(names, " ")); diff != "" {
		t.Error(diff)
	}
	if got := problems(project.Diagnostics); got != "error a/h.ts:1 definition_failed|error a/syntax.ts:1 failed_to_build_unknown" {
		t.Error(got)
	}
}

func TestAnUnchangedFunctionIsNotCompiledAgain(t *testing.T) {
	t.Parallel()
	root := indexed(map[string]string{
		"acme/a/one.ts": "import { text } from '../h.js';\n" + strings.Replace(actionText, "'d'", "text", 1), "acme/a/two.ts": actionText,
		"acme/h.ts": "export const text = 'first';",
	})
	compiler := newCompiler(t)
	before, err := compiler.Folder(t.Context(), root)
	if err != nil || len(before.Functions) != 2 {
		t.Fatalf("%v %v", before, err)
	}
	root["acme/h.ts"] = &fstest.MapFile{Data: []byte("export const text = 'second';")}
	after, err := compiler.Folder(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	if after.Functions[1] != before.Functions[1] {
		t.Error("the unchanged function was compiled again")
	}
	if after.Functions[0].Description != "second" || after.Functions[0].Hash == before.Functions[0].Hash {
		t.Errorf("the function whose helper changed is %q", after.Functions[0].Description)
	}
	root["acme/a/two.ts"] = &fstest.MapFile{Data: []byte("const x = ;")}
	broken, err := compiler.Folder(t.Context(), root)
	if err != nil || len(broken.Functions) != 1 || broken.Functions[0] != after.Functions[0] {
		t.Errorf("beside a function that broke: %v %v", broken.Functions, err)
	}
}

type typeErrors struct{ entries []string }

func (c *typeErrors) Check(_ context.Context, files map[string]string, entries []string) ([]bundle.Diagnostic, error) {
	c.entries = entries
	if _, ok := files["acme/h.ts"]; !ok {
		return nil, fmt.Errorf("the helper is missing of %d files", len(files))
	}
	return []bundle.Diagnostic{{File: entries[0], Line: 1, Code: "TS1", Severity: bundle.SeverityError, Source: bundle.SourceTypes}}, nil
}

func TestTypesAreCheckedWithEveryFileThatTakesPart(t *testing.T) {
	t.Parallel()
	checker := &typeErrors{}
	compiler := compile.New(compile.Options{Checker: checker})
	project := &compile.Project{Files: map[string]string{"acme/a/a.ts": "", "acme/h.ts": ""}, Entries: []compile.Entry{{File: "acme/a/a.ts"}, {File: "acme/a/gone.ts"}}}
	if got := problems(compiler.CheckTypes(t.Context(), project)); got != "error a/a.ts:1 TS1" || len(checker.entries) != 1 {
		t.Error(got, checker.entries)
	}
	delete(project.Files, "acme/h.ts")
	if got := compiler.CheckTypes(t.Context(), project); len(got) != 1 || got[0].Severity != bundle.SeverityWarning {
		t.Errorf("a check that failed: %+v", got)
	}
}

func TestADefinitionHasEveryProperty(t *testing.T) {
	t.Parallel()
	project, err := newCompiler(t).Folder(t.Context(), os.DirFS("testdata/project"))
	if err != nil || len(project.Functions) != 10 {
		t.Fatalf("%v: %s", err, problems(project.Diagnostics))
	}
	f := project.Functions[0]
	if f.Name != "everything" || f.Integration != "acme" || f.Type != compile.Sync || !f.AutoStart || !f.TrackDeletes || !f.HasWebhook ||
		f.Version != "1.2.3" || f.Frequency != "every 6 hours" || f.MetadataModel != "SyncMetadata_acme_everything" || len(f.Inputs) != 2 {
		t.Errorf("%+v", f)
	}
	want := `{"type":"object","properties":{"since":{"type":"string"},"page":{"type":"number"},"done":{"type":"boolean"}},"required":["since","page","done"],"additionalProperties":false}`
	if string(f.CheckpointSchema) != want {
		t.Errorf("checkpoint %s", f.CheckpointSchema)
	}
	if created := project.Functions[6]; created.Type != compile.OnEvent || created.Event != "post-connection-creation" {
		t.Errorf("%+v", created)
	}
	if f.Source != read(t, filepath.FromSlash("testdata/project/acme/syncs/everything.ts")) {
		t.Error("the source is not the entry file")
	}
}
