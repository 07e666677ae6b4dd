package globals_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"patchbay/app/script/globals"
)

// TestGuardsRefuse tries what made the process die or hang: each is refused at once, with a sentence.
func TestGuardsRefuse(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		`"x".repeat(2 ** 29)`:                       "text of 536870912, more than the 268435456 that Patchbay allows",
		`"abc".repeat(2 ** 28)`:                     "text of 805306368",
		`String.prototype.repeat.call(12, 2 ** 28)`: "text of 536870912",
		`"x".padStart(2 ** 30)`:                     "text of 1073741824",
		`"x".padEnd(2 ** 30, "ab")`:                 "text of 1073741824",
		`Array(2 ** 27)`:                            "array of 134217728, more than the 16777216",
		`new Array(2 ** 32 - 1).fill(0)`:            "array of 4294967295",
		`(() => { const a = []; a.length = 2 ** 31; return a.fill(7) })()`:      "array of 2147483648",
		`(() => { const a = []; a.length = 2 ** 31; return a.join("ab") })()`:   "text of 4294967296",
		`new Array(1000).fill("x".repeat(1e6)).join()`:                          "text of 269001000",
		`Array.prototype.join.call({ length: 2 ** 40 }, "-")`:                   "text of 1099511627776",
		`Array.from({ length: 1e9 })`:                                           "array of 1000000000",
		`Array.from({ length: 1e9 }, () => 0)`:                                  "array of 1000000000",
		`new ArrayBuffer(2 ** 36)`:                                              "bytes: 68719476736",
		`new Uint8Array(2 ** 30)`:                                               "bytes: 1073741824",
		`new Float64Array(2 ** 26)`:                                             "bytes: 536870912",
		`new Uint8Array({ length: 2 ** 30 })`:                                   "bytes: 1073741824",
		`Buffer.alloc(2 ** 30)`:                                                 "Array",
		`require("crypto").randomBytes(2 ** 30)`:                                "bytes: 1073741824",
		`"x".repeat(2 ** 27).split("")`:                                         "array of 134217728",
		`BigInt.asUintN(2 ** 40, -1n)`:                                          "Maximum BigInt size exceeded",
		`JSON.parse("[".repeat(4000000))`:                                       "deeper than 1000 levels",
		`JSON.parse('{"a":'.repeat(1001) + "1" + "}".repeat(1001))`:             "deeper than 1000 levels",
		`(() => { class My extends Uint8Array {} ; return new My(2 ** 30) })()`: "bytes: 1073741824",
		`(() => { class My extends Array {} ; return new My(2 ** 30) })()`:      "array of 1073741824",
		`Reflect.construct(Array, [2 ** 30])`:                                   "array of 1073741824",
		`[].constructor(2 ** 30)`:                                               "array of 1073741824",
	} {
		got := newSandbox(t).eval(code)
		if !strings.HasPrefix(got, "throws RangeError: ") || !strings.Contains(got, want) {
			t.Errorf("%s: %s, want a RangeError with %q", code, got, want)
		}
	}
}

// TestGuardsLetPass has what is large but allowed.
func TestGuardsLetPass(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		`"x".repeat(1e6).length`:                                                    "1000000",
		`"x".padStart(1e6).length`:                                                  "1000000",
		`new Array(1e6).fill(1).length`:                                             "1000000",
		`Array.from({ length: 1e5 }, (_, i) => i).join("").length`:                  "488890",
		`new Uint8Array(1e6).fill(1).join("").length`:                               "1000000",
		`"a,b".repeat(1e5).split(",").length`:                                       "100001",
		`JSON.parse("[".repeat(1000) + "]".repeat(1000)).length`:                    "1",
		`new Array(5, 6).length`:                                                    "2",
		`new Array("70000000").length`:                                              "1",
		`["x".repeat(1e6)].join().length`:                                           "1000000",
		`[new Uint8Array(new Uint8Array(3)).length, Uint8Array.from([1, 2, 3])[2]]`: "[3, 3]",
	} {
		if got := newSandbox(t).eval(code); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

// TestNoTextBecomesCode tries every way to a function's constructor.
func TestNoTextBecomesCode(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		`eval("1")`, `(0, eval)("1")`, `globalThis.eval("1")`, `new Function("return 1")`, `Function("return 1")()`,
		`(() => {}).constructor("return 1")`, `(async () => {}).constructor("return 1")`, `(function* () {}).constructor("yield 1")`,
		`Object.getPrototypeOf(async () => {}).constructor("1")`, `Reflect.construct((() => {}).constructor, ["1"])`,
		`(() => { class F extends Function { constructor() { super("return 1") } } ; return new F()() })()`,
		`console.log.constructor("return 1")`, `Buffer.from.constructor("return 1")`, `require("zod").z.string.constructor("return 1")`,
		`setTimeout.constructor("return 1")`, `[].map.constructor("return 1")`, `Function.bind(null, "return 1")()`,
		`Function.prototype.constructor.call(null, "return 1")`, `require("crypto").createHash.constructor("return 1")`,
	} {
		got := newSandbox(t).eval(code)
		if got != "throws EvalError: Code generation from strings disallowed for this context" {
			t.Errorf("%s: %s", code, got)
		}
	}
}

// TestZodStillCompilesItsParsers parses often enough for zod to write code of its own.
func TestZodStillCompilesItsParsers(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	zod, _ := s.modules.Require("zod")
	s.set("z", zod)
	got := s.eval(`(() => {
		const schema = z.object({ a: z.string(), b: z.number().optional(), "c-d": z.array(z.boolean()).default([]) });
		const answers = new Set();
		for (let i = 0; i < 250; i++) answers.add(JSON.stringify([schema.parse({ a: "x" }), schema.safeParse({ a: 1, b: "y" }).error.issues]));
		return [...answers];
	})()`)
	want := `["[{\"a\":\"x\",\"c-d\":[]},[{\"expected\":\"string\",\"code\":\"invalid_type\",\"path\":[\"a\"],\"message\":\"Invalid input: expected string, received number\"},{\"expected\":\"number\",\"code\":\"invalid_type\",\"path\":[\"b\"],\"message\":\"Invalid input: expected number, received string\"}]]"]`
	if got != want {
		t.Errorf("answers change when parsers are compiled: %s", got)
	}
}

// TestPowersOfBigIntsAreGuarded compiles as the engine does.
func TestPowersOfBigIntsAreGuarded(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		`2n ** (2n ** 32n)`: "RangeError: Maximum BigInt size exceeded", `(() => { let a = 3n; a **= 10n ** 12n; return a })()`: "RangeError: Maximum BigInt size exceeded",
		`String(2n ** 64n)`: "18446744073709551616", `2 ** 10`: "1024", `(() => { let a = 3; a **= 2; return a })()`: "9", `1n ** (10n ** 20n)`: "1",
		`2n ** -1n`: "RangeError", `2n ** 1`: "TypeError", `((a, b) => a ** b)(2, 0.5).toFixed(3)`: "1.414", `(-1n) ** 3n`: "-1", `2 ** 3 ** 2`: "512",
	} {
		tree, err := goja.Parse("code.js", "try { "+code+" } catch (e) { String(e) }", parser.WithDisableSourceMaps)
		if err != nil {
			t.Fatal(err)
		}
		globals.GuardOperators(tree)
		program, err := goja.CompileAST(tree, false)
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		got, err := newSandbox(t).vm.RunProgram(program)
		if err != nil || !strings.HasPrefix(got.String(), want) {
			t.Errorf("%s: %v %v, want %s", code, got, err, want)
		}
	}
}

func TestCheckDepth(t *testing.T) {
	t.Parallel()
	deep := func(open, shut string, n int) string { return strings.Repeat(open, n) + strings.Repeat(shut, n) }
	for name, c := range map[string]struct {
		source string
		refuse bool
	}{
		"parentheses":   {"x = " + deep("(", ")", 101), true},
		"at the limit":  {"x = " + deep("(", ")", 100), false},
		"mixed":         {deep("[", "]", 60) + deep("{a:[", "]}", 51), true},
		"in a string":   {`x = "` + deep("(", ")", 500) + `"`, false},
		"in quotes":     {`x = '` + deep("[", "]", 500) + `\''`, false},
		"in a comment":  {"/* " + deep("(", ")", 500) + " */ // " + deep("[", "]", 500), false},
		"in a template": {"x = `" + deep("(", ")", 500) + "`", false},
		"templates":     {"x = " + strings.Repeat("`${", 101) + strings.Repeat("}`", 101), true},
		"flat":          {strings.Repeat("f(a[1], {b: 2});", 500), false},
		"never closed":  {strings.Repeat("[", 5000000), true},
	} {
		err := globals.CheckDepth(c.source, 100)
		if (err != nil) != c.refuse {
			t.Errorf("%s: %v", name, err)
		}
	}
	err := globals.CheckDepth("a\n`\n`\n"+strings.Repeat("(", 200), 100)
	if err == nil || err.Error() != "Line 4 nests deeper than 100 brackets, which is more than Patchbay compiles." {
		t.Error(err)
	}
}
