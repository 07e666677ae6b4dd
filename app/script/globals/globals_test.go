package globals_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"patchbay/app/script/globals"
)

// production is what a function finds on globalThis on a real server: V8's intrinsics and the host's objects. WebAssembly
// and SharedArrayBuffer are there too and not here; touching them leaves a hint.
const production = `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean Buffer DataView Date Error
EvalError FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN
Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError URL
URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet console decodeURI decodeURIComponent encodeURI
encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt setTimeout undefined unescape`

func TestGlobalsAreProductions(t *testing.T) {
	t.Parallel()
	vm := goja.New()
	modules, err := globals.Install(vm, globals.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(production)
	for _, moment := range []string{"fresh", "after everything was used"} {
		var got []string
		list, err := vm.RunString("Object.getOwnPropertyNames(globalThis)")
		if err != nil {
			t.Fatal(err)
		}
		if err := vm.ExportTo(list, &got); err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-production +here):\n%s", moment, diff)
		}
		for _, name := range append(got, "fetch") {
			if _, err := vm.RunString("void " + "globalThis." + name); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, name := range []string{"zod", "crypto", "url", "buffer"} {
			modules.Require(name)
		}
		if _, err := vm.RunString("(5).toLocaleString(); 'a'.localeCompare('b', 'en'); new Date(0).toLocaleString()"); err != nil {
			t.Error(err)
		}
	}
	if _, known := modules.Require("soap"); known {
		t.Error("soap can be required")
	}
}

// TestNothingOfGoShows walks everything that code can reach from its globals and modules: functions are named as in
// JavaScript, and no object is a Go value with methods.
func TestNothingOfGoShows(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	for _, name := range []string{"zod", "crypto", "url", "buffer"} {
		module, _ := s.modules.Require(name)
		s.set("module_"+name, module)
	}
	found := s.eval(`(() => {
		delete globalThis.require; // the test's own
		const seen = new Set(), bad = [];
		const visit = (value, path) => {
			if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value) || path.length > 8) return;
			seen.add(value);
			if (typeof value === "function") {
				const name = Object.getOwnPropertyDescriptor(value, "name")?.value ?? "";
				if (/[/]|patchbay|goja|\.func\d/.test(String(name)) || /\.go\b|goja/.test(Function.prototype.toString.call(value))) bad.push(path.join(".") + " is called " + name);
			}
			if (Object.prototype.toString.call(value) === "[object GoError]") bad.push(path.join("."));
			for (const key of Reflect.ownKeys(value)) {
				const d = Object.getOwnPropertyDescriptor(value, key);
				for (const part of [d.get, d.set, "value" in d ? d.value : undefined]) visit(part, [...path, String(key)]);
			}
			visit(Object.getPrototypeOf(value), [...path, "__proto__"]);
		};
		visit(globalThis, ["globalThis"]);
		for (const key of Object.keys(module_zod)) visit(module_zod[key], ["zod", key]); // made when asked for
		return [seen.size > 1500, bad];
	})()`)
	if found != "[true, []]" {
		t.Errorf("reachable: %s", found)
	}
}

func TestAbsentGlobalsLeaveOneHint(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	if got := s.eval(`[typeof fetch, (() => { try { fetch("x") } catch (e) { return e.name + ": " + e.message } })(), globalThis.process, "btoa" in globalThis, typeof nothingLikeIt]`); got != `["undefined", "ReferenceError: fetch is not defined", undefined, false, "undefined"]` {
		t.Error(got)
	}
	want := []string{
		"absent-global: A function on a Nango server has no global fetch, so it is undefined here too. Use nango.get, nango.post or nango.proxy, or nango.uncontrolledFetch for other hosts.",
		"absent-global: A function on a Nango server has no global process, so it is undefined here too. Use nango.getEnvironmentVariables().",
	}
	if diff := cmp.Diff(want, s.hints); diff != "" {
		t.Error(diff)
	}
	if got := s.eval(`typeof WebAssembly`); got != `"undefined"` || !strings.HasPrefix(s.hints[len(s.hints)-1], "missing-global: Patchbay has no global WebAssembly") {
		t.Error(got, s.hints)
	}
}

func TestAGlobalOfTheUsersIsNotAbsent(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	if got := s.eval(`(() => { globalThis.process = { env: {} }; fetch = () => 1; return [typeof process.env, fetch()] })()`); got != `["object", 1]` || len(s.hints) != 0 {
		t.Error(got, s.hints)
	}
}

func TestConsoleReachesTheLog(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.eval(`(() => {
		const loop = { a: 1 }; loop.self = loop;
		console.log("text", 5, undefined, null, 5n, NaN, Symbol("s"), function named() {});
		console.warn({ a: [1, { b: new Date(0) }] }, loop, new Map([["k", 1]]), new Set([2]));
		console.error(new TypeError("bad"));
		console.assert(true, "silent"); console.assert(false, "loud");
		console.log({ get trap() { throw new Error("x") } });
		const { info } = console; info();
	})()`)
	if len(s.console) != 6 {
		t.Fatalf("%d lines: %q", len(s.console), s.console)
	}
	for i, want := range []string{
		`log ["text",5,"undefined",null,"5n","NaN","Symbol(s)","[Function: named]"]`,
		`warn [{"a":[1,{"b":"1970-01-01T00:00:00.000Z"}]},{"a":1,"self":"[Circular]"},{"Map":[["k",1]]},{"Set":[2]}]`,
		`error ["TypeError: bad`, `assert ["loud"]`, `log ["(a value that cannot be shown: Error: x)"]`, `info []`,
	} {
		if !strings.HasPrefix(s.console[i], want) {
			t.Errorf("line %d is %s, want %s", i, s.console[i], want)
		}
	}
}

func TestTimers(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.eval(`(() => { globalThis.out = []; setTimeout(() => out.push("b"), 20); setTimeout((x) => out.push(x), 5, "a"); setTimeout(() => out.push("never"), 1).close(); setTimeout(() => { throw new Error("late") }, 30) })()`)
	var rejected []string
	s.vm.SetPromiseRejectionTracker(func(p *goja.Promise, operation goja.PromiseRejectionOperation) {
		if operation == goja.PromiseRejectionReject {
			rejected = append(rejected, p.Result().String())
		}
	})
	for len(s.timers) > 0 {
		s.elapse()
	}
	if got := s.eval("out"); got != `["a", "b"]` {
		t.Error(got)
	}
	if diff := cmp.Diff([]string{"Error: late"}, rejected); diff != "" {
		t.Errorf("an error of a callback: %s", diff)
	}
}

func TestClockAndRandomnessAreGiven(t *testing.T) {
	t.Parallel()
	vm := goja.New()
	modules, err := globals.Install(vm, globals.Options{
		Now:  func() time.Time { return time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC) },
		Rand: strings.NewReader(strings.Repeat("\x00", 64)),
	})
	if err != nil {
		t.Fatal(err)
	}
	crypto, _ := modules.Require("crypto")
	if err := vm.Set("crypto", crypto); err != nil {
		t.Fatal(err)
	}
	got, err := vm.RunString("[new Date().toISOString(), Math.random(), crypto.randomUUID()].join()")
	if err != nil || got.String() != "2024-02-29T12:00:00.000Z,0,00000000-0000-4000-8000-000000000000" {
		t.Error(got, err)
	}
}

func TestBytesGoInAndOut(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.set("given", s.modules.Buffer([]byte("héllo")))
	if got := s.eval(`[Buffer.isBuffer(given), given.toString(), given.byteLength]`); got != `[true, "héllo", 6]` {
		t.Error(got)
	}
	for code, want := range map[string]string{
		`given.subarray(0, 1)`: "h", `new Uint8Array([97, 98])`: "ab", `new Uint8Array([97, 98, 99]).subarray(1)`: "bc", `new Uint8Array([97]).buffer`: "a",
		`new DataView(new Uint8Array([97, 98, 99]).buffer, 1)`: "bc", `new Uint16Array([0x6261])`: "ab", `Buffer.alloc(0)`: "",
	} {
		value, err := s.vm.RunString(code)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := s.modules.Bytes(value); !ok || string(got) != want {
			t.Errorf("%s: %q, %v", code, got, ok)
		}
	}
	for _, code := range []string{`"text"`, `[1, 2]`, `({ length: 1, 0: 5 })`, `null`, `undefined`, `5`} {
		value, _ := s.vm.RunString(code)
		if got, ok := s.modules.Bytes(value); ok {
			t.Errorf("%s has the bytes %q", code, got)
		}
	}
	memory := []byte{1, 2, 3}
	s.set("shared", s.modules.Buffer(memory))
	s.eval(`shared[0] = 9`)
	if memory[0] != 9 {
		t.Error("a Buffer does not share its memory")
	}
}
