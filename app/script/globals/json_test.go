package globals_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"

	"patchbay/app/script/globals"
)

// FuzzParseJSON accepts what encoding/json accepts, and means the same by it.
func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,2.5,-3e2,true,false,null,"x\u00e9\ud83d\ude00"]}`, `[]`, `{}`, `"\ud800"`, `1e400`, `-0`, `01`, `[1,]`, `{"a":1,"a":2}`, `{"__proto__":{}}`, ` x`, "\"\t\"", `"\x"`,
		`{"2":1,"1":2,"b":3}`, strings.Repeat("[", 1001) + strings.Repeat("]", 1001), "\"\xff\"",
	} {
		f.Add([]byte(seed))
	}
	vm := goja.New()
	stringify, _ := goja.AssertFunction(vm.Get("JSON").ToObject(vm).Get("stringify"))
	f.Fuzz(func(t *testing.T, text []byte) {
		value, err := globals.ParseJSON(vm, text)
		if failure := (*globals.JSONError)(nil); errors.As(err, &failure) && failure.Depth {
			return
		}
		if valid := json.Valid(text); valid != (err == nil) {
			t.Fatalf("%q: %v, encoding/json says %v", text, err, valid)
		}
		var want any
		if err != nil || !utf8.Valid(text) || json.Unmarshal(text, &want) != nil {
			return // numbers beyond float64 are Infinity here
		}
		back, err := stringify(goja.Undefined(), value)
		if err != nil {
			t.Fatal(err)
		}
		var got any
		if err := json.Unmarshal([]byte(back.String()), &got); err != nil {
			t.Fatalf("%q became %s: %v", text, back, err)
		}
		if a, b := canonical(t, want), canonical(t, got); a != b {
			t.Fatalf("%q: %s became %s", text, a, b)
		}
	})
}

// canonical is a value as text, without the difference between 0 and -0, which JSON.stringify does not write.
func canonical(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "-0", "0")
}

func TestParseJSONMakesRealObjects(t *testing.T) {
	t.Parallel()
	vm := goja.New()
	value, err := globals.ParseJSON(vm, []byte(`{"b":1,"2":[1,"x"],"1":{"__proto__":5},"n":1e400,"z":-0,"b":3,"long":"`+strings.Repeat("é", 40)+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := vm.Set("v", value); err != nil {
		t.Fatal(err)
	}
	got, err := vm.RunString(`[Object.keys(v).join(), Array.isArray(v[2]), v[2].push(3), Object.keys(v[1]), v.n, Object.is(v.z, -0), v.b, v.long.length, v instanceof Object].join(" ")`)
	if err != nil || got.String() != "1,2,b,n,z,long true 3 __proto__ Infinity true 3 40 true" {
		t.Error(got, err)
	}
	if number := value.ToObject(vm).Get("n").ToFloat(); !math.IsInf(number, 1) {
		t.Error(number)
	}
}

func TestParseJSONIgnoresWhatCodeDidToObject(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	if got := s.eval(`(() => { Object.freeze(Object.prototype); return JSON.parse('{"toString":1,"constructor":2,"hasOwnProperty":3}') })()`); got != `{"toString": 1, "constructor": 2, "hasOwnProperty": 3}` {
		t.Error(got)
	}
}

func TestParseJSONSaysWhereItFailed(t *testing.T) {
	t.Parallel()
	_, err := globals.ParseJSON(goja.New(), []byte(`{"é": 1, oops}`))
	var failure *globals.JSONError
	if !errors.As(err, &failure) || failure.Offset != 10 || failure.Message != "Expected double-quoted property name in JSON at position 9" {
		t.Errorf("%#v", err)
	}
}

// JSON.stringify takes no deeper values than JSON.parse does, and refuses the others at once.
// What is no mistake of the text must not become a value: here code that was stopped while an object was made.
func TestParseJSONHidesNoOtherPanic(t *testing.T) {
	t.Parallel()
	vm := goja.New()
	vm.Interrupt("stopped")
	defer func() {
		if recover() == nil {
			t.Error("nothing was left to the caller")
		}
	}()
	value, err := globals.ParseJSON(vm, []byte(`{"\ud800":1}`))
	t.Errorf("it returned %v, %v", value, err)
}

func TestStringifyRefusesDeepValues(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.eval(`(() => {
		globalThis.nested = (depth, list) => { let v = 1; for (let i = 0; i < depth; i++) v = list ? [v] : { a: v, b: 2 }; return v };
		globalThis.told = (...given) => { try { return JSON.stringify(...given).length } catch (e) { return e.name + ": " + e.message } };
		return 0;
	})()`)
	const tooDeep = `"RangeError: This value nests deeper than 1000 levels, which is more than Patchbay writes as JSON."`
	for code, want := range map[string]string{
		`told(nested(1000, true))`:                                                       `2001`,
		`told(nested(1001, true))`:                                                       tooDeep,
		`told(nested(1000))`:                                                             `12001`,
		`told(nested(1001))`:                                                             tooDeep,
		`told(nested(1000), ["a"])`:                                                      `6001`,
		`told(nested(1001), ["a"])`:                                                      tooDeep,
		`told(nested(1001), ["b"])`:                                                      `7`,
		`told(nested(1001), (k, v) => v)`:                                                tooDeep,
		`told(1, function f() { return { a: 1 } })`:                                      tooDeep,
		`told(1, () => { throw new TypeError("x") })`:                                    `"TypeError: x"`,
		`told(nested(100000, true))`:                                                     tooDeep,
		`told(nested(100000), ["a"])`:                                                    tooDeep,
		`told((() => { const v = nested(5); v.a.a = v; return v })())`:                   `"TypeError: Converting circular structure to JSON"`,
		`told((() => { const v = nested(5); v.a.a = v; return v })(), ["a"])`:            `"TypeError: Converting circular structure to JSON"`,
		`told(Array.from({ length: 3000 }, () => ({ a: [[]] })))`:                        `33001`,
		`JSON.stringify({ a: [1, { b: 2, c: 3 }] }, (k, v) => k === "b" ? [v, [v]] : v)`: `"{\"a\":[1,{\"b\":[2,[2]],\"c\":3}]}"`,
		`JSON.stringify({ b: [{ a: 1, c: 2 }], 1: 3, a: 0 }, ["b", "a", 1])`:             `"{\"b\":[{\"a\":1}],\"a\":0,\"1\":3}"`,
	} {
		if got := s.eval(code); got != want {
			t.Errorf("%s gives %s, want %s", code, got, want)
		}
	}
}
