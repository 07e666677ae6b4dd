package bundle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/script/bundle"
)

// finding is a diagnostic in short: severity, file, place, code and message.
func finding(d bundle.Diagnostic) string {
	return fmt.Sprintf("%s %s:%d:%d %s %s", d.Severity, strings.TrimPrefix(d.File, "acme/"), d.Line, d.Column, d.Code, d.Message)
}

func findings(t *testing.T, files map[string]string) []string {
	t.Helper()
	_, found := bundle.Function(t.Context(), bundle.NewSource(folder(files)), "acme/syncs/s.ts")
	var out []string
	for _, d := range found {
		out = append(out, finding(d))
	}
	return out
}

const (
	packagesAllowed = "Allowed packages are: nango/experimental, url, node:url, crypto, node:crypto, nango, zod, unzipper, soap, botbuilder"
	exportsAllowed  = "Only export default and createAction, createSync, createOnEvent, createFunction are permitted."
	mustAwait       = "calls must be awaited in. Not awaiting can lead to unexpected results."
	needRetries     = "Proxy call: 'retryOn' should not be used if 'retries' is not set."
	badDefault      = "Invalid default export: should be createAction(), createSync() or createOnEvent()"
	badParameter    = "Invalid function parameter, should be an object"
)

// The verdicts below are those of the nango command line, version 0.71.10, on the same files; the order rules name the real
// line, one less than its.
func TestTheRulesOfTheOfficialCompiler(t *testing.T) {
	t.Parallel()
	helper := func(text string) map[string]string { return map[string]string{"acme/h.ts": text} }
	for name, row := range map[string]struct {
		pre, body, post string
		files           map[string]string
		want            string // "" for nothing found
	}{
		"clean":                        {body: "        await nango.log('x');"},
		"package":                      {pre: "import axios from 'axios';", body: "void axios;", want: "error syncs/s.ts:3:1 disallowed_import Import of package 'axios' is not allowed. " + packagesAllowed},
		"package for its side effect":  {pre: "import 'axios';", want: "error syncs/s.ts:3:1 disallowed_import Import of package 'axios' is not allowed. " + packagesAllowed},
		"package used as type only":    {pre: "import { AxiosError } from 'axios'; type E = AxiosError;", want: "error syncs/s.ts:3:1 disallowed_import Import of package 'axios' is not allowed. " + packagesAllowed},
		"package with inline type":     {pre: "import { type AxiosError } from 'axios'; type E = AxiosError;", want: "error syncs/s.ts:3:1 disallowed_import Import of package 'axios' is not allowed. " + packagesAllowed},
		"package by import type":       {pre: "import type { AxiosError } from 'axios'; type E = AxiosError;"},
		"path inside a package":        {pre: "import * as v4 from 'zod/v4';", body: "void v4;", want: "error syncs/s.ts:3:1 disallowed_import Import of package 'zod/v4' is not allowed. " + packagesAllowed},
		"package in a helper":          {pre: "import { h } from '../h.js';", body: "void h;", files: helper("\n\nimport axios from 'axios';\nexport const h = axios;"), want: "error h.ts:3:1 disallowed_import Import of package 'axios' is not allowed. " + packagesAllowed},
		"package exported again":       {pre: "import { h } from '../h.js';", body: "void h;", files: helper("export * from 'axios';\nexport const h = 1;")},
		"no await":                     {body: "        nango.log('x');", want: "error syncs/s.ts:6:9 method_need_await nango.log() " + mustAwait},
		"void":                         {body: "        void nango.get({ endpoint: '/' });", want: "error syncs/s.ts:6:14 method_need_await nango.get() " + mustAwait},
		"kept promise":                 {body: "const p = nango.get({ endpoint: '/' });\nawait p;", want: "error syncs/s.ts:6:11 method_need_await nango.get() " + mustAwait},
		"finally":                      {body: "nango.get({ endpoint: '/' }).finally(() => {});", want: "error syncs/s.ts:6:1 method_need_await nango.get() " + mustAwait},
		"then":                         {body: "nango.get({ endpoint: '/' }).then((x) => x).finally(() => {});"},
		"catch":                        {body: "nango.get({ endpoint: '/' }).catch(() => {});"},
		"outer await":                  {body: "await Promise.all([1].map(() => nango.get({ endpoint: '/' })));"},
		"arrow without return":         {body: "const ps = [1].map(() => nango.get({ endpoint: '/' }));\nawait Promise.all(ps);", want: "error syncs/s.ts:6:26 method_need_await nango.get() " + mustAwait},
		"outer return":                 {body: "const f = () => { return [1].forEach(() => { nango.log('x'); }); };\nf();"},
		"helper without await":         {pre: "import { h } from '../h.js';", body: "await h(nango);", files: helper("export async function h(nango: any) {\n  nango.log('x');\n}"), want: "error h.ts:2:3 method_need_await nango.log() " + mustAwait},
		"optional call":                {body: "nango?.log('x');"},
		"by index":                     {body: "nango['log']('x');"},
		"in parentheses":               {body: "(nango).log('x');", want: "error syncs/s.ts:6:2 method_need_await nango.log() " + mustAwait},
		"cast":                         {body: "(nango as any).log('x');"},
		"not null":                     {body: "nango!.log('x');"},
		"other object":                 {body: "other.log('x');"},
		"not covered":                  {body: "nango.saveCheckpoint({ a: 1 });"},
		"template literal and comment": {body: "const s = `nango.log('x')`; // nango.log('y')\nvoid s;"},
		"columns count UTF-16 units":   {body: "/* 😀 */ nango.log('x');", want: "error syncs/s.ts:6:10 method_need_await nango.log() " + mustAwait},
		"retryOn":                      {body: "await nango.get({ endpoint: '/', retryOn: [500] });", want: "error syncs/s.ts:6:34 retryon_need_retries " + needRetries},
		"retryOn of paginate":          {body: "for await (const x of nango.paginate({ endpoint: '/', retryOn: [500] })) { void x; }", want: "error syncs/s.ts:6:55 retryon_need_retries " + needRetries},
		"retryOn with a spread":        {body: "await nango.put({ retryOn: [500], ...{ retries: 3 } });", want: "error syncs/s.ts:6:19 retryon_need_retries " + needRetries},
		"retryOn with retries":         {body: "await nango.get({ retryOn: [500], retries: 3 });"},
		"quoted retryOn":               {body: "await nango.get({ 'retryOn': [500] });"},
		"exported constant":            {post: "export const foo = 1;", want: "error syncs/s.ts:9:14 nango_named_export_not_allowed Named export 'foo' is not allowed. " + exportsAllowed},
		"exported function":            {post: "export async function foo() {}", want: "error syncs/s.ts:9:23 nango_named_export_not_allowed Named export 'foo' is not allowed. " + exportsAllowed},
		"export list":                  {post: "const a = 1;\nexport { a };", want: "error syncs/s.ts:10:10 nango_named_export_not_allowed Named export 'a' is not allowed. " + exportsAllowed},
		"export under an allowed name": {post: "const a = 1;\nexport { a as createSync };"},
		"class, enum and type":         {post: "export class Foo {}\nexport enum Bar { A }\nexport type Baz = 1;\nexport interface Qux {}"},
		"exported pattern":             {post: "export const { foo } = { foo: 1 };"},
		"exported from elsewhere":      {post: "export { h } from '../h.js';", files: helper("export const h = 1;")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"acme/syncs/s.ts": syncWith(row.pre, row.body, row.post)}
			for name, text := range row.files {
				files[name] = text
			}
			if diff := cmp.Diff(row.want, strings.Join(findings(t, files), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheDefaultExportIsADeclaration(t *testing.T) {
	t.Parallel()
	ordinary := syncWith("", "", "")
	for name, row := range map[string]struct{ text, want string }{
		"in place":              {text: "import { createAction } from 'nango';\nexport default createAction({ exec: () => 1 });"},
		"no default export":     {text: "const x = 1;\nexport type T = typeof x;"},
		"object":                {"export default { type: 'sync' };", "error syncs/s.ts:1:1 nango_invalid_default_export " + badDefault},
		"function":              {"export default function () {}", "error syncs/s.ts:1:1 nango_invalid_default_export " + badDefault},
		"other call":            {"const f = () => 1;\nexport default f();", "error syncs/s.ts:2:1 nango_invalid_default_export " + badDefault},
		"other value":           {"const f = 1;\nexport default f;", "error syncs/s.ts:2:1 nango_invalid_default_export " + badDefault},
		"renamed creator":       {strings.NewReplacer("{ createSync }", "{ createSync as cs }", "createSync({", "cs({").Replace(ordinary), "error syncs/s.ts:10:1 nango_invalid_default_export " + badDefault},
		"satisfies":             {strings.Replace(ordinary, "export default sync", "export default sync satisfies object", 1), "error syncs/s.ts:10:1 nango_invalid_default_export " + badDefault},
		"let":                   {text: strings.Replace(ordinary, "const sync =", "let sync =", 1)},
		"exported by name too":  {strings.Replace(ordinary, "const sync =", "export const sync =", 1), "error syncs/s.ts:4:14 nango_named_export_not_allowed Named export 'sync' is not allowed. " + exportsAllowed},
		"exported as default":   {strings.Replace(ordinary, "export default sync", "export { sync as default }", 1), "error syncs/s.ts:10:10 nango_named_export_not_allowed Named export 'default' is not allowed. " + exportsAllowed},
		"parameter not literal": {"import { createSync } from 'nango';\nconst c = {};\nexport default createSync(c);", "error syncs/s.ts:3:16 nango_invalid_function_param " + badParameter},
		"parameter of variable": {"import { createSync } from 'nango';\nconst c = {};\nconst sync = createSync(c);\nexport default sync;", "error syncs/s.ts:3:14 nango_invalid_function_param " + badParameter},
		"parameter cast":        {"import { createSync } from 'nango';\nexport default createSync({ exec: () => 1 } as any);", "error syncs/s.ts:2:16 nango_invalid_function_param " + badParameter},
		"parameter in brackets": {text: "import { createSync } from 'nango';\nexport default createSync(({ exec: () => 1 }),\n);"},
		"syntax":                {"const x = ;", "error syncs/s.ts:1:11 failed_to_build_unknown Unexpected \";\""},
		"import not there":      {"import { x } from '../nope.js';\nexport default x;", "error syncs/s.ts:2:1 nango_invalid_default_export " + badDefault + "\nerror syncs/s.ts:1:19 failed_to_build_unknown Could not resolve \"../nope.js\""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, strings.Join(findings(t, map[string]string{"acme/syncs/s.ts": row.text}), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheOrderOfCallsInExec(t *testing.T) {
	t.Parallel()
	const (
		batch  = "await nango.batchSave([], 'Item');\n"
		get    = "await nango.get({ endpoint: '/' });\n"
		merge  = "await nango.setMergingStrategy({ strategy: 'ignore_if_modified_after' }, 'Item');\n"
		remove = "await nango.deleteRecordsFromPreviousExecutions('Item');\n"
		start  = "await nango.trackDeletesStart('Item');\n"
		end    = "await nango.trackDeletesEnd('Item');\n"
	)
	for name, row := range map[string]struct{ body, want string }{
		"all in order":                 {body: merge + start + get + batch + end},
		"merging after batch":          {batch + merge, "7 setMergingStrategy should be called before any batching records function"},
		"merging after proxy":          {get + merge, "7 setMergingStrategy should be called before any proxy function"},
		"merging on the same line":     {body: strings.TrimSpace(get) + merge},
		"deletion twice":               {batch + remove + remove, "8 deleteRecordsFromPreviousExecutions should be called only once per sync"},
		"deletion first":               {remove + batch, "6 deleteRecordsFromPreviousExecutions should be called after any batching records function"},
		"deletion between":             {batch + remove + batch, "7 deleteRecordsFromPreviousExecutions should be called after any batching records function"},
		"start twice":                  {start + start + end, "7 trackDeletesStart for model 'Item' should be called only once per sync"},
		"end twice":                    {start + end + end, "8 trackDeletesEnd for model 'Item' should be called only once per sync"},
		"start alone":                  {start, "6 trackDeletesStart for model 'Item' is called but trackDeletesEnd is never called"},
		"end alone":                    {end, "6 trackDeletesEnd for model 'Item' is called but trackDeletesStart is never called"},
		"end before start":             {end + start, "7 trackDeletesStart for model 'Item' should be called before trackDeletesEnd"},
		"batch before start":           {batch + start + end, "7 trackDeletesStart for model 'Item' should be called before any batching records function"},
		"batch after end":              {start + end + batch, "7 trackDeletesEnd for model 'Item' should be called after any batching records function"},
		"update after end":             {start + end + "await nango.batchUpdate([], 'Item');", "7 trackDeletesEnd for model 'Item' should be called after any batching records function"},
		"batch of another model":       {strings.ReplaceAll(batch, "Item", "Other") + start + end, "7 trackDeletesStart for model 'Item' should be called before any batching records function"},
		"models apart":                 {body: start + strings.ReplaceAll(start, "Item", "Other") + end + strings.ReplaceAll(end, "Item", "Other")},
		"model in a variable":          {body: "const m = 'Item' as const;\nawait nango.trackDeletesStart(m);"},
		"model in a template":          {body: "await nango.trackDeletesStart(`Item`);"},
		"exec of an object in exec":    {"const o = { exec: async () => { await nango.trackDeletesStart('Item'); } };\nawait o.exec();", "6 trackDeletesStart for model 'Item' is called but trackDeletesEnd is never called"},
		"helper function outside exec": {body: "await helper(nango);\n    } , other: async (nango) => {\n" + start},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, found := bundle.Function(t.Context(), bundle.NewSource(folder(map[string]string{"acme/syncs/s.ts": syncWith("", row.body, "")})), "acme/syncs/s.ts")
			var got []string
			for _, d := range found {
				got = append(got, fmt.Sprintf("%d %s", d.Line, d.Message))
			}
			if diff := cmp.Diff(row.want, strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("exec as a method is not looked into", func(t *testing.T) {
		t.Parallel()
		text := strings.Replace(syncWith("", start, ""), "exec: async (nango) => {", "async exec(nango) {", 1)
		if got := findings(t, map[string]string{"acme/syncs/s.ts": text}); len(got) > 0 {
			t.Error(got)
		}
	})
}

func TestHintsOfWhatDiffersOnAServer(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ pre, body, want string }{
		"package of the server":   {"import soap from 'soap';", "await soap.createClientAsync('x');", "warning 0 needs_real_server"},
		"node: package":           {"import { createHash } from 'node:crypto';", "createHash('md5');", "warning 0 refused_at_run"},
		"nango at run time":       {"import { createAction } from 'nango';", "createAction({} as any);", "warning 0 refused_at_run"},
		"import()":                {"", "await import('axios');", "warning 6 dynamic_import"},
		"import() of a variable":  {"", "await import(String(nango));", "warning 6 dynamic_import"},
		"require":                 {"", "const fs = require('fs'); void fs;", "warning 6 dynamic_import"},
		"import() of what exists": {"", "await import('zod');", ""},
		"v flag":                  {"", "void /[a--b]/v;", "warning 6 regexp_flag"},
		"u flag":                  {"", `void /\p{L}/u;`, ""},
		"trackDeletes":            {"", "}, trackDeletes: true, x: () => {", "warning 7 track_deletes_deprecated"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := row.body
			if name == "trackDeletes" {
				body = "\n" + body
			}
			made, found := bundle.Function(t.Context(), bundle.NewSource(folder(map[string]string{"acme/syncs/s.ts": syncWith(row.pre, body, "")})), "acme/syncs/s.ts")
			var got []string
			for _, d := range found {
				got = append(got, fmt.Sprintf("%s %d %s", d.Severity, d.Line, d.Code))
			}
			if made == nil || strings.Join(got, "\n") != row.want {
				t.Errorf("got %q, want %q; bundle %v", got, row.want, made != nil)
			}
		})
	}
}
