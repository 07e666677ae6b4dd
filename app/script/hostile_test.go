package script_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"patchbay/app/script"
)

// appMemory is what this process may have in use after a hostile run: nothing of what the script piled up.
const appMemory = 128 << 20

func memoryIsNormal(tb testing.TB) {
	tb.Helper()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > appMemory {
		tb.Fatalf("the app has %d MB in use", m.HeapAlloc>>20)
	}
}

// attack is a function that must not get away with it.
type attack struct {
	code  string // statements of an async function, or of a whole module with "exports."
	kinds []string
	limit script.Limits
}

func (a attack) program() *script.Program {
	if strings.Contains(a.code, "exports.") {
		return script.NewProgram("function.cjs", a.code)
	}
	return exec(a.code)
}

// attacks runs each on one pool and checks that the next run and the app are as before.
func attacks(t *testing.T, list map[string]attack) {
	t.Helper()
	t.Parallel()
	p := newPool(t, script.Options{Max: 1, Warm: 1})
	for name, a := range list {
		t.Run(name, func(t *testing.T) {
			if f := mustFail(t, p, job(a.program(), a.limit), a.kinds...); f.Message == "" {
				t.Fatal("the failure has no sentence")
			}
			stillWorks(t, p)
			memoryIsNormal(t)
		})
	}
}

func TestFN01DeepJSONFailsTheRunOnly(t *testing.T) {
	attacks(t, map[string]attack{
		"JSON.parse":      {code: `return JSON.parse('['.repeat(5_000_000))`, kinds: []string{script.Thrown, script.Crashed}},
		"reviver":         {code: `return JSON.parse('['.repeat(5_000_000) + ']'.repeat(5_000_000), (k, v) => v)`, kinds: []string{script.Thrown, script.Crashed}},
		"a host's answer": {code: `return (await given.host.call('x', '['.repeat(5_000_000))).head`, kinds: []string{script.Thrown, script.Crashed}},
		"a deep result": {
			code:  `let o = {}; for (let i = 0; i < 3_000_000; i++) o = { o }; return o`,
			kinds: []string{script.Thrown, script.Crashed, script.Memory, script.TimedOut}, limit: script.Limits{Deadline: 10 * time.Second},
		},
	})
}

func TestFN03MemoryStopsAtTheLimit(t *testing.T) {
	small := script.Limits{MemoryBytes: 64 << 20, Deadline: time.Minute}
	kinds := []string{script.Memory, script.Thrown, script.Crashed, script.TimedOut}
	attacks(t, map[string]attack{
		"one huge buffer":  {`return new ArrayBuffer(2 ** 36).byteLength`, []string{script.Thrown, script.Memory, script.Crashed}, small},
		"endless buffers":  {`const all = []; for (;;) all.push(new ArrayBuffer(64 << 20))`, []string{script.Memory, script.Crashed}, small},
		"fill":             {`return new Array(2 ** 31).fill(7).length`, kinds, small},
		"endless objects":  {`const all = []; for (let i = 0;; i++) all.push({ i, text: 'x' + i })`, []string{script.Memory}, small},
		"endless map":      {`const all = new Map(); for (let i = 0;; i++) all.set(i, [i])`, []string{script.Memory}, small},
		"doubling a text":  {`let s = 'x'; for (;;) s += s`, kinds, small},
		"repeat":           {`return 'x'.repeat(2 ** 30).length`, kinds, small},
		"async hoarding":   {`const all = []; for (;;) { all.push(new Array(100_000).fill({})); await null }`, []string{script.Memory}, small},
		"huge call":        {`await given.host.call('x', '"' + 'x'.repeat(200 << 20) + '"')`, kinds, script.Limits{MemoryBytes: 1 << 30}},
		"BigInt explosion": {`return 2n ** (2n ** 32n)`, kinds, script.Limits{Deadline: 2 * time.Second, MemoryBytes: 128 << 20}},
	})
}

func TestFN05ARunawayRegularExpressionIsAnError(t *testing.T) {
	quick := script.Limits{Deadline: time.Second}
	attacks(t, map[string]attack{
		"look-ahead":     {`return /^(?=a)(a+)+$/.test('a'.repeat(40) + '!')`, []string{script.TimedOut}, quick},
		"back-reference": {`return /^(a+)+\1$/.test('a'.repeat(40) + '!')`, []string{script.TimedOut}, quick},
		"exec":           {`return /^(?=a)(a+)+$/.exec('a'.repeat(40) + '!')`, []string{script.TimedOut}, quick},
		"replace":        {`return ('a'.repeat(40) + '!').replace(/^(?=a)(a+)+$/, '')`, []string{script.TimedOut}, quick},
		"caught":         {`try { return /^(?=a)(a+)+$/.test('a'.repeat(40) + '!') } catch { return false }`, []string{script.TimedOut}, quick},
		"matchAll":       {`return [...('a'.repeat(40) + '!').matchAll(/(?<=a)(a+)+$/g)].length`, []string{script.TimedOut}, quick},
	})
}

// TestFN05ALongMatchIsStoppedBeforeTheDeadline shows that a run with hours to go does not spend them in one match.
func TestFN05ALongMatchIsStoppedBeforeTheDeadline(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Max: 1, Warm: 1})
	f := mustFail(t, p, job(exec(`return /^(?=a)(a+)+$/.test('a'.repeat(60) + '!')`), script.Limits{Deadline: time.Hour}), script.TimedOut)
	if !strings.Contains(f.Message, "regular expression") {
		t.Fatalf("failed with %q, want a word about the regular expression", f.Message)
	}
	stillWorks(t, p)
	got := mustRun(t, p, job(exec(`
		const text = 'aab'.repeat(3000), end = Date.now() + 7000;
		let n = 0;
		while (Date.now() < end) n += text.replace(/(?=a)(a+)\1/g, '').length;
		return n > 0`), script.Limits{}), fakeHost{})
	if got != "true" {
		t.Fatalf("many short matches returned %s", got)
	}
}

func TestFN06EndlessLoopsStopAtTheDeadline(t *testing.T) {
	quick := script.Limits{Deadline: 300 * time.Millisecond}
	late := []string{script.TimedOut}
	attacks(t, map[string]attack{
		"function":  {`for (;;);`, late, quick},
		"top level": {`exports.default = 1; for (;;);`, late, quick},
		"finally":   {`try { throw 1 } finally { for (;;); }`, late, quick},
		"catch":     {`for (;;) { try { throw 1 } catch {} finally { continue } }`, late, quick},
		"promises":  {`const again = () => Promise.resolve().then(again); await again()`, late, quick},
		"await":     {`for (;;) await null`, late, quick},
		"toJSON":    {`return { toJSON() { for (;;); } }`, late, quick},
		"getter":    {`throw Object.defineProperty(new Error('x'), 'code', { get() { for (;;); } })`, late, quick},
		"timer":     {`return new Promise(() => { const f = () => setTimeout(f, 0); f() })`, late, quick},
		"waiting":   {`return new Promise((r) => setTimeout(r, 1e9))`, late, quick},
		"sort":      {`return [3, 2, 1].sort(() => { for (;;); })`, late, quick},
		"generator": {`return [...(function* () { for (;;) yield 1 })()].length`, append(late, script.Memory), quick},
	})
}

func TestFN07CodeFromStringsIsNotAvailable(t *testing.T) {
	kinds := []string{script.Thrown, script.Crashed}
	attacks(t, map[string]attack{
		"eval":           {code: `return eval('('.repeat(3_000_000))`, kinds: kinds},
		"indirect eval":  {code: `return (0, globalThis.eval)('1 + 1')`, kinds: kinds},
		"Function":       {code: `return new Function('('.repeat(3_000_000))`, kinds: kinds},
		"constructor":    {code: `return (() => {}).constructor('return 1')()`, kinds: kinds},
		"async function": {code: `return (async () => {}).constructor('return 1')()`, kinds: kinds},
		"generator":      {code: `return (function* () {}).constructor('yield 1')()`, kinds: kinds},
		"timer":          {code: `return new Promise((done) => { globalThis.done = done; setTimeout('done(1)', 0) })`, kinds: append(kinds, script.Stuck)},
		"own source":     {code: "exports.default = " + strings.Repeat("(", 3_000_000), kinds: []string{script.Load, script.Crashed}},
	})
}

func TestFN08NoHostObjectAndNoPathOfTheMachine(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Max: 1, Warm: 1})
	got := mustRun(t, p, job(exec(`
		const seen = new Set(), texts = [];
		const walk = (value, path, depth) => {
			if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value) || depth > 6) return;
			seen.add(value);
			texts.push(path, Object.prototype.toString.call(value));
			if (typeof value === 'function') texts.push(Function.prototype.toString.call(value).slice(0, 200), value.name);
			for (const key of Reflect.ownKeys(value)) {
				let member; try { member = value[key] } catch (e) { texts.push(String(e.stack)); continue }
				walk(member, path + '.' + String(key), depth + 1);
			}
			walk(Object.getPrototypeOf(value), path + '.__proto__', depth + 1);
		};
		walk(globalThis, 'globalThis', 0); walk(given, 'given', 0); walk(require, 'require', 0); walk(module, 'module', 0);
		try { null.x } catch (e) { texts.push(e.stack) }
		try { given.body.json() } catch (e) { texts.push(e.stack) }
		try { await given.host.call(Symbol(), {}) } catch (e) { texts.push(e.stack) }
		for (const name of ['fs', 'child_process', 'net', 'os', 'module', './x', '/etc/passwd', 'node:fs']) {
			try { require(name); texts.push('ESCAPED ' + name) } catch (e) { texts.push(e.stack) }
		}
		for (const name of ['process', 'global', 'Deno', 'WebAssembly', 'fetch']) {
			if (typeof globalThis[name] !== 'undefined') texts.push('ESCAPED ' + name);
		}
		let escaped; try { escaped = given.constructor.constructor('return this')() } catch {}
		if (escaped) texts.push('ESCAPED constructor');
		return texts.join('\n');`), script.Limits{}), fakeHost{})
	var text string
	if err := json.Unmarshal([]byte(got), &text); err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, leak := range []string{"ESCAPED", here, "/usr/", ".go:", "goja", "/home/", "/root/"} {
		if i := strings.Index(text, leak); i >= 0 {
			t.Errorf("the script sees %q: %s", leak, text[max(0, i-100):min(len(text), i+100)])
		}
	}
}

func TestFN12NothingOfARunReachesTheNext(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Max: 1, Warm: 1})
	mustRun(t, p, job(exec(`
		Object.prototype.polluted = 'yes'; Array.prototype.map = () => 'mine'; globalThis.kept = 1;
		JSON.stringify = () => '"forged"'; JSON.parse = () => 'forged'; Promise.prototype.then = undefined;
		Error.prototype.name = 'Mine'; require('zod').z.string = () => 'mine'; globalThis.String = null;
		return 1`), script.Limits{}), fakeHost{})
	got := mustRun(t, p, job(exec(`
		return [({}).polluted, [1].map((x) => x + 1), typeof kept, JSON.parse('{"a":1}').a, new Error('x').name,
			typeof require('zod').z.string().parse, String(1)]`), script.Limits{}), fakeHost{})
	if want := `[null,[2],"undefined",1,"Error","function","1"]`; got != want {
		t.Fatalf("the second run saw %s, want %s", got, want)
	}
	counter := script.NewProgram("counter.cjs", "let n = 0; exports.default = async () => ++n;")
	for range 3 {
		if got := mustRun(t, p, job(counter, script.Limits{}), fakeHost{}); got != "1" {
			t.Fatalf("module state survived: the counter says %s", got)
		}
	}
}

func TestFN16OutputIsCutAndText(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Max: 1, Warm: 1})
	var lines, largest, total int
	var last []byte
	h := fakeHost{notify: func(_ string, args []byte) {
		lines++
		largest = max(largest, len(args))
		total += len(args)
		last = args
	}}
	run := func(body string) *script.Result {
		lines, largest, total = 0, 0, 0
		result, err := p.Run(context.Background(), job(exec(body), script.Limits{}), h)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	run(`console.log('x'.repeat(10 << 20))`)
	if lines != 1 || largest > 64<<10 {
		t.Fatalf("a line of 10 MB arrived as %d notices of up to %d bytes", lines, largest)
	}
	result := run(`for (let i = 0; i < 40_000; i++) given.host.notify('log', '"' + 'x'.repeat(500) + '"')`)
	if total > 17<<20 {
		t.Fatalf("%d MB arrived", total>>20)
	}
	if len(result.Hints) != 1 || result.Hints[0].Code != "output-cut" {
		t.Fatalf("hints %v, want output-cut", result.Hints)
	}
	run("console.log('\\u001b[31mred\\u0000\\u001b]0;title\\u0007')")
	if !json.Valid(last) || strings.ContainsAny(string(last), "\x00\x1b\x07") {
		t.Fatalf("control characters arrived raw: %q", last)
	}
	stillWorks(t, p)
}

func TestFN18CancelEndsTheRunWithinASecond(t *testing.T) {
	t.Parallel()
	began := func(given string) string { return given + ".host.notify('began', '1');" }
	tests := map[string]string{
		"in a loop":            "exports.default = async (given) => { " + began("given") + " for (;;); }",
		"in a call":            "exports.default = async (given) => { " + began("given") + " await given.host.call('hang', '1') }",
		"in a call, caught":    "exports.default = async (given) => { " + began("given") + " for (;;) { try { await given.host.call('hang', '1') } catch {} } }",
		"while it waits":       "exports.default = async (given) => { " + began("given") + " await new Promise((r) => setTimeout(r, 1e8)) }",
		"in a native function": "exports.default = async (given) => { " + began("given") + " /^(?=a)(a+)+$/.test('a'.repeat(40) + '!') }",
		"as it returns":        "exports.default = async (given) => { " + began("given") + " return { toJSON() { for (;;); } } }",
		"while it loads":       "require('own').began(); for (;;);",
	}
	loading := script.NewProgram("prelude.cjs", `
		exports.run = async (given) => given.load({ own: { began: () => given.host.notify('began', '1') } }).default(given);`)
	for name, code := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPool(t, script.Options{Max: 1, Warm: 1})
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			var canceled atomic.Int64
			h := fakeHost{
				call: func(ctx context.Context, _ string, _, _ []byte) (script.Reply, error) {
					<-ctx.Done()
					return script.Reply{}, ctx.Err()
				},
				notify: func(string, []byte) { canceled.Store(time.Now().UnixNano()); cancel() },
			}
			_, err := p.Run(ctx, script.Job{Prelude: loading, Program: script.NewProgram("f.cjs", code)}, h)
			took := time.Since(time.Unix(0, canceled.Load()))
			if f, ok := errors.AsType[*script.Failure](err); !ok || f.Kind != script.Aborted {
				t.Fatalf("the run ended with %v, want aborted", err)
			}
			t.Logf("ended %s after the cancel", took)
			if took > 10*time.Second { // the limit is a second; this machine may be busy
				t.Fatalf("the run ended only %s after the cancel", took)
			}
			stillWorks(t, p)
		})
	}
	t.Run("before it starts, and in the queue", func(t *testing.T) {
		t.Parallel()
		p := newPool(t, script.Options{Max: 1, Warm: 1})
		ctx, cancel := context.WithCancel(context.Background())
		started := make(chan struct{})
		first, second := make(chan error, 1), make(chan error, 1)
		h := fakeHost{call: func(ctx context.Context, _ string, _, _ []byte) (script.Reply, error) {
			close(started)
			<-ctx.Done()
			return script.Reply{}, ctx.Err()
		}}
		busy := job(exec("await given.host.call('x', '1')"), script.Limits{})
		go func() { _, err := p.Run(ctx, busy, h); first <- err }()
		<-started
		go func() { _, err := p.Run(ctx, busy, fakeHost{}); second <- err }()
		cancel()
		for _, err := range []error{<-first, <-second} {
			if f, ok := errors.AsType[*script.Failure](err); !ok || f.Kind != script.Aborted {
				t.Fatalf("a run ended with %v, want aborted", err)
			}
		}
		stillWorks(t, p)
	})
}

func TestFN22NumbersAndDatesKeepTheirMeaning(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Max: 1, Warm: 1})
	j := job(exec(`
		const { head } = await given.host.call('x', JSON.stringify({ id: '9007199254740993' }));
		return [-0, NaN, Infinity, new Date(8.64e15), new Date(-8.64e15), new Date(8.64e15 + 1), head.id, given.input.id,
			Object.is(given.input.zero, -0), given.input.big, 1e400, '\ud800']`), script.Limits{})
	j.Input = json.RawMessage(`{"id":"9007199254740993","zero":-0,"big":1e400}`)
	got := mustRun(t, p, j, fakeHost{})
	want := `[0,null,null,"+275760-09-13T00:00:00.000Z","-271821-04-20T00:00:00.000Z",null,"9007199254740993","9007199254740993",true,null,null,"\ud800"]`
	if got != want {
		t.Fatalf("returned %s, want %s", got, want)
	}
	f := mustFail(t, p, job(exec("return { id: 2n ** 64n }"), script.Limits{}), script.Thrown)
	if f.Name != "TypeError" || !strings.Contains(f.Message, "BigInt") {
		t.Fatalf("a BigInt failed with %s, want a TypeError that names it", f)
	}
}
