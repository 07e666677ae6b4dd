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
