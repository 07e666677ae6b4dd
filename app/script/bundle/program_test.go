package bundle_test

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"patchbay/app/script"
	"patchbay/app/script/bundle"
)

func TestTheServerBundleNeedsNoNangoPackage(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"constant": syncWith("", "await nango.log('x');", "export type Local = Parameters<(typeof sync)['exec']>[0];"),
		"in place": "import { createSync, ProxyConfiguration } from 'nango';\nexport default createSync<Props>({ exec: () => null as unknown as ProxyConfiguration });\ntype Props = any;\n",
	} {
		made := bundled(t, map[string]string{entryFile: text})
		if strings.Contains(made.Server, `require("nango")`) || !strings.Contains(made.Server, "= {\n  type: \"sync\",\n") {
			t.Errorf("%s: the create call is not its literal:\n%s", name, made.Server)
		}
	}
}

// TestTheProgramRunsWhereTheServerBundleWouldNot gives goja syntax it lacks; the bundle for a server keeps it.
func TestTheProgramRunsWhereTheServerBundleWouldNot(t *testing.T) {
	t.Parallel()
	made := bundled(t, map[string]string{entryFile: syncWith("async function* pages() { yield 1; }", "for await (const p of pages()) { await nango.log(String(p) + /\\p{L}/u.test('x')); }", "")})
	if !strings.Contains(made.Server, "for await") || !strings.Contains(made.Server, "async function*") || !strings.Contains(made.Server, `/\p{L}/u`) {
		t.Error("the server's bundle is lowered")
	}
	if _, err := goja.Compile(made.Program.Name, "(function(exports, require, module) {"+made.Program.Code+"\n})", false); err != nil {
		t.Error(err)
	}
	if made.Program.Name != "s-acme.cjs" {
		t.Errorf("program is named %s", made.Program.Name)
	}
}

func TestSourceMapsNameTheTypeScriptFiles(t *testing.T) {
	t.Parallel()
	text := syncWith("import { h } from '../h.js';", "await nango.log(h);", "")
	made := bundled(t, map[string]string{entryFile: text, "acme/h.ts": "export const h: string = String(1);"})
	for _, code := range []string{made.Server, made.Program.Code} {
		_, encoded, _ := strings.Cut(code, "//# sourceMappingURL=data:application/json;base64,")
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
		if err != nil {
			t.Fatal(err)
		}
		var m struct {
			Sources []string
		}
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		slices.Sort(m.Sources)
		if diff := cmp.Diff([]string{"acme/h.ts", entryFile}, m.Sources); diff != "" {
			t.Error(diff)
		}
	}
}

func TestFeaturesAreReadOffTheEntry(t *testing.T) {
	t.Parallel()
	helper := map[string]string{"acme/h.ts": "export async function h(nango: any) { await nango.getCheckpoint(); }"}
	for name, row := range map[string]struct {
		pre, body string
		want      []string
	}{
		"none":       {"", "await nango.log('x');", []string{}},
		"get":        {"", "await nango.getCheckpoint();", []string{"checkpoints"}},
		"clear":      {"async function c(nango: any) { await nango.clearCheckpoint(); }", "await c(nango);", []string{"checkpoints"}},
		"optional":   {"", "await nango?.getCheckpoint();", []string{}},
		"not called": {"", "void nango.getCheckpoint;", []string{}},
		"in helper":  {"import { h } from '../h.js';", "await h(nango);", []string{}},
	} {
		files := map[string]string{entryFile: syncWith(row.pre, row.body, "")}
		for k, v := range helper {
			files[k] = v
		}
		if diff := cmp.Diff(row.want, bundled(t, files).Features); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAPackageOfTheServerFailsAtItsFirstUse runs the stand-in: loading the function works, using the package says why not.
func TestAPackageOfTheServerFailsAtItsFirstUse(t *testing.T) {
	t.Parallel()
	for use, want := range map[string]string{
		"soap.createClient('x')": script.MissingModule("soap"),
		"new Client()":           script.MissingModule("soap"),
		"typeof soap":            "function",
	} {
		made := bundled(t, map[string]string{entryFile: "import { createSync } from 'nango';\nimport soap, { Client } from 'soap';\nexport default createSync({ exec: () => " + use + " });\n"})
		vm := goja.New()
		value, err := vm.RunString("(function(exports, require, module) {" + made.Program.Code + "\nreturn module.exports.default.exec; })({}, () => { throw new Error('no such module') }, { exports: {} })")
		if err != nil {
			t.Fatalf("loading fails: %v", err)
		}
		exec, _ := goja.AssertFunction(value)
		got, err := exec(goja.Undefined())
		if err != nil && !strings.Contains(err.Error(), want) || err == nil && got.String() != want {
			t.Errorf("%s: %v, %v", use, got, err)
		}
	}
}

func TestPreludesImportFilesBesideThem(t *testing.T) {
	t.Parallel()
	program, err := bundle.Prelude(fstest.MapFS{
		"a.ts": {Data: []byte("import { b } from './b';\nexport async function run(): Promise<number> { return b; }")},
		"b.ts": {Data: []byte("export const b: number = 7;")},
	}, "a.ts")
	if err != nil || program.Name != "a.js" || !strings.Contains(program.Code, "7") {
		t.Fatal(program, err)
	}
	if _, err := bundle.Prelude(fstest.MapFS{"a.ts": {Data: []byte("const = 1")}}, "a.ts"); err == nil || !strings.Contains(err.Error(), "a.ts:1:7") {
		t.Errorf("a broken prelude gives %v", err)
	}
}

func BenchmarkFunction(b *testing.B) {
	src := folder(map[string]string{entryFile: syncWith("", strings.Repeat("await nango.log('x');\n", 50), "")})
	for b.Loop() {
		if made, found := bundle.Function(b.Context(), bundle.NewSource(src), entryFile); made == nil {
			b.Fatal(found)
		}
	}
}

// TestBracketsStandAsTheOfficialCompilerPutsThem covers what decides whether brackets share a line in the bundle.
func TestBracketsStandAsTheOfficialCompilerPutsThem(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"await nango.log(String({ a: 1, b: [] }));":              "await nango.log(String({\n      a: 1,\n      b: []\n    }));",
		"const { log } = nango; void log;":                       "const {\n      log\n    } = nango;",
		"await nango.log(\n  'https://x',\n);":                   `await nango.log("https://x");`,
		"await nango.log(String([\n  (1 + 2) * 3,\n  (4)\n]));":  "await nango.log(String([(1 + 2) * 3, 4]));",
		"await nango.log(String([ // don't, keep\n  1 ]));":      "String([\n      // don't, keep\n      1\n    ])",
		"await nango.log(String([1, // a 'b', \"c\n  2\n  ]));":  "// a 'b', \"c\n      2",
		"await nango.log('a // b', // the level\n  'c' as any);": "// the level",
		"await nango.log(\n  `\n  (x)\n  `\n);":                  "await nango.log(`\n  (x)\n  `);",
	} {
		made := bundled(t, map[string]string{entryFile: syncWith("", source, "")})
		if !strings.Contains(made.Server, want) {
			_, code, _ := strings.Cut(made.Server, "exec: ")
			t.Errorf("%s\nbecame\n%s", source, code[:min(len(code), 300)])
		}
	}
}

// What runs in a fixture is what is installed, and what is refused is refused for the same reasons.
func TestRunnableIsTheInstalledProgram(t *testing.T) {
	t.Parallel()
	for name, entry := range map[string]string{
		"good":        syncWith("", "", ""),
		"bad import":  syncWith("import 'left-pad';", "", ""),
		"bad syntax":  "export default createSync({",
		"not allowed": syncWith("import * as fs from 'node:fs';\nvoid fs;", "", ""),
	} {
		src := folder(map[string]string{entryFile: entry})
		whole, problems := bundle.Function(t.Context(), bundle.NewSource(src), entryFile)
		program, found := bundle.Runnable(t.Context(), bundle.NewSource(src), entryFile)
		if (whole == nil) != (program == nil) || program != nil && program.ID != whole.Program.ID {
			t.Errorf("%s: the programs differ", name)
		}
		if whole == nil && (len(found) == 0 || found[0].Code != problems[0].Code || found[0].Line != problems[0].Line) {
			t.Errorf("%s: found %+v, want %+v", name, found, problems)
		}
	}
}
