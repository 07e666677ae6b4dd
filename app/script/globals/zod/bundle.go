//go:build ignore

// Bundle makes zod.js, the program that package globals loads into every runtime:
//
//	go run app/script/globals/zod/bundle.go app/script/globals/zod/rewrite.go app/script/globals/zod/lazy.go PACKAGE OUT
//
// PACKAGE is an installed zod 4.3.6. Beside bundling, it moves work away from the start of a runtime and from the making of
// schemas, see README.md; every replacement of text must apply exactly as often as said, or nothing is written.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run bundle.go rewrite.go lazy.go PACKAGE OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	manifest, err := os.ReadFile(filepath.Join(from, "package.json"))
	if err != nil {
		return err
	}
	if !strings.Contains(string(manifest), `"version": "4.3.6"`) {
		return fmt.Errorf("%s is not zod 4.3.6", from)
	}
	text, err := bundle(from)
	if err != nil {
		return err
	}
	constructor, err := os.ReadFile(filepath.Join(filepath.Dir(to), "constructor.js"))
	if err != nil {
		return err
	}
	e := &editor{text: text, constructor: string(constructor), spaces: map[string]map[string]string{}, bases: map[string]bool{}}
	if text, err = e.rewrite(); err != nil {
		return err
	}
	text = "(function (Function, navigator, File, globalThis, atob, btoa) {\n\"use strict\";\n" + text + "})\n"
	if text, err = literals(text); err != nil {
		return err
	}
	if text, err = lazily(text, e.exports()); err != nil {
		return err
	}
	head := "// Generated from the npm package zod 4.3.6 by bundle.go; see README.md and LICENSE beside it. DO NOT EDIT.\n"
	return os.WriteFile(to, []byte(head+text), 0o644)
}

// patch is a replacement of zod's own text, per file.
type patch struct{ file, old, new string }

var patches = []patch{
	// Only English: the other locales are half of zod's size.
	{"v4/locales/index.js", "", `export { default as en } from "./en.js";`},
	// The copy of all exports is made when fromJSONSchema is first called.
	{"v4/classic/from-json-schema.js", "const z = {\n    ..._schemas,\n    ..._checks,\n    iso: _iso,\n};", "let all;\nfunction every() {\n    return (all ??= { ..._schemas, ..._checks, iso: _iso });\n}"},
	// Every z.string() compiles a pattern that only depends on two numbers.
	{"v4/core/regexes.js", "return new RegExp(`^${regex}$`);\n};\nexport const bigint", "return remembered(`^${regex}$`);\n};\nconst patterns = new Map();\nfunction remembered(source) {\n    let pattern = patterns.get(source);\n    if (!pattern) patterns.set(source, (pattern = new RegExp(source)));\n    return pattern;\n}\nexport const bigint"},
	// Compiling an object's parser costs as much as about 100 parses by interpretation. It may be compiled: no need to try.
	{"v4/core/schemas.js", "if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {", "if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true && (fastpass || ++seen > 100)) {"},
	{"v4/core/schemas.js", "    let fastpass;\n", "    let fastpass, seen = 0;\n"},
	{"v4/core/util.js", "const F = Function;\n        new F(\"\");\n", ""},
	// Iterators cost more than what these do.
	{"v4/core/schemas.js", "const checks = [...(inst._zod.def.checks ?? [])];", "const checks = inst._zod.def.checks?.slice() ?? [];"},
	{"v4/core/schemas.js", "inst._zod.pattern = [...(inst?._zod.bag?.patterns ?? [])].pop() ?? regexes.string(inst._zod.bag);", "const patterns = inst._zod.bag?.patterns;\n    inst._zod.pattern = (patterns && [...patterns].pop()) ?? regexes.string(inst._zod.bag);"},
	{"v4/core/schemas.js", "    for (const ch of checks) {\n        for (const fn of ch._zod.onattach) {\n            fn(inst);\n        }\n    }\n", "    for (let i = 0; i < checks.length; i++) checks[i]._zod.onattach.forEach((fn) => fn(inst));\n"},
	// What runs a schema without checks is set by constructor.js, without a closure for each.
	{"v4/core/schemas.js", "(_a = inst._zod).deferred ?? (_a.deferred = []);\n        inst._zod.deferred?.push(() => {\n            inst._zod.run = inst._zod.parse;\n        });", "inst._zod.run = null;"},
	// ~standard, _def and description move from each schema to the class.
	{"v4/core/schemas.js", "util.defineLazy(inst, \"~standard\", () => ({\n", "if (!inst._zod.constr[$base] && !(\"~standard\" in inst)) util.defineLazy(inst, \"~standard\", () => standard(inst));\n});\nexport function standard(inst) {\n    return {\n"},
	{"v4/core/schemas.js", "vendor: \"zod\",\n        version: 1,\n    }));\n});\n", "vendor: \"zod\",\n        version: 1,\n    };\n}\n"},
	{"v4/classic/schemas.js", "Object.assign(inst[\"~standard\"], {\n        jsonSchema: {\n            input: createStandardJSONSchemaMethod(inst, \"input\"),\n            output: createStandardJSONSchemaMethod(inst, \"output\"),\n        },\n    });", "inst[\"~standard\"] = () => ({ ...core.standard(inst), jsonSchema: {\n            input: createStandardJSONSchemaMethod(inst, \"input\"),\n            output: createStandardJSONSchemaMethod(inst, \"output\"),\n        } });"},
	{"v4/classic/schemas.js", "Object.defineProperty(inst, \"_def\", { value: def });", "inst._def = () => def;"},
	{"v4/classic/schemas.js", "Object.defineProperty(inst, \"description\", {\n        get() {\n            return core.globalRegistry.get(inst)?.description;\n        },\n        configurable: true,\n    });", "inst.description = () => core.globalRegistry.get(inst)?.description;"},
	{"v4/classic/schemas.js", "inst.toJSONSchema = createToJSONSchemaMethod(inst, {});", "inst.toJSONSchema = (params) => createToJSONSchemaMethod(inst, {})(params);"},
}

func bundle(from string) (string, error) {
	var applied atomic.Int32
	from, err := filepath.Abs(from)
	if err != nil {
		return "", err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(from, "index.js")}, Bundle: true, Format: api.FormatCommonJS, Platform: api.PlatformNeutral,
		Target: api.ESNext, AbsWorkingDir: from, LegalComments: api.LegalCommentsNone, Charset: api.CharsetUTF8,
		Supported: map[string]bool{"async-generator": false, "for-await": false, "dynamic-import": false, "top-level-await": false},
		Plugins: []api.Plugin{{Name: "patches", Setup: func(b api.PluginBuild) {
			b.OnLoad(api.OnLoadOptions{Filter: `\.js$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
				data, err := os.ReadFile(a.Path)
				text := string(data)
				for _, p := range patches {
					if err == nil && strings.HasSuffix(filepath.ToSlash(a.Path), p.file) {
						text, err = p.apply(text)
						applied.Add(1)
					}
				}
				return api.OnLoadResult{Contents: &text}, err
			})
		}}},
	})
	if len(result.Errors) > 0 {
		return "", fmt.Errorf("bundle: %s", result.Errors[0].Text)
	}
	if n := int(applied.Load()); n != len(patches) {
		return "", fmt.Errorf("only %d of %d patches apply", n, len(patches))
	}
	return string(result.OutputFiles[0].Contents), nil
}

func (p patch) apply(text string) (string, error) {
	if p.old == "" {
		return p.new, nil
	}
	if strings.Count(text, p.old) != 1 {
		return "", fmt.Errorf("%s does not hold exactly once: %s", p.file, p.old)
	}
	text = strings.Replace(text, p.old, p.new, 1)
	if strings.HasSuffix(p.file, "from-json-schema.js") {
		text = regexp.MustCompile(`\bz\.`).ReplaceAllString(text, "every().")
	}
	return text, nil
}
