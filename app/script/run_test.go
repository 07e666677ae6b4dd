package script_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/fault"
	"patchbay/app/script"
)

func TestAJobGetsItsInputAndReturnsItsValue(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	tests := map[string]struct {
		body        string
		input, want string
	}{
		"an object":               {`return { got: given.input.a, list: [1, 'b', null] }`, `{"a":{"b":[1,2]}}`, `{"got":{"b":[1,2]},"list":[1,"b",null]}`},
		"nothing":                 {`return undefined`, `1`, ``},
		"null":                    {`return null`, `1`, `null`},
		"no input":                {`return typeof given.input`, ``, `"undefined"`},
		"a function":              {`return () => 1`, ``, ``},
		"what toJSON says":        {`return { toJSON: () => 'mine' }`, ``, `"mine"`},
		"a timer":                 {`return new Promise((done) => setTimeout(() => done('later'), 5))`, ``, `"later"`},
		"a module of the prelude": {`return require('own').answer`, ``, `42`},
		"zod":                     {`return require('zod').z.object({ a: require('zod').z.string() }).safeParse(given.input).success`, `{"a":"x"}`, `true`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := job(exec(test.body), script.Limits{})
			j.Input = json.RawMessage(test.input)
			if got := mustRun(t, p, j, fakeHost{}); got != test.want {
				t.Fatalf("returned %s, want %s", got, test.want)
			}
		})
	}
}

func TestABodyReachesTheScriptAsItWants(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	j := job(exec(`
		const { head, body } = await given.host.call('put', '{"a":1}', given.body.buffer());
		return [given.body.size, given.body.json().k, given.body.text(), head.a, body.text(), body.buffer()[0], body.size];`), script.Limits{})
	j.Body = []byte(`{"k":"é"}`)
	want := `[10,"é","{\"k\":\"é\"}",1,"{\"k\":\"é\"}",123,10]`
	if got := mustRun(t, p, j, fakeHost{}); got != want {
		t.Fatalf("returned %s, want %s", got, want)
	}
}

func TestCallsRunSideBySide(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	var arrived atomic.Int32
	all := make(chan struct{})
	h := fakeHost{call: func(_ context.Context, _ string, args, _ []byte) (script.Reply, error) {
		if arrived.Add(1) == 20 {
			close(all)
		}
		<-all // no call returns before all are there
		return script.Reply{Head: args}, nil
	}}
	got := mustRun(t, p, job(exec(`
		const numbers = Array.from({ length: 20 }, (_, i) => i);
		const replies = await Promise.all(numbers.map((n) => given.host.call('n', String(n))));
		return replies.map((r) => r.head);`), script.Limits{}), h)
	if want := "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]"; got != want {
		t.Fatalf("returned %s, want %s", got, want)
	}
}

func TestMoreCallsThanFitWaitTheirTurn(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	got := mustRun(t, p, job(exec(`
		let sum = 0;
		await Promise.all(Array.from({ length: 1000 }, async (_, i) => {
			const { head } = await given.host.call('n', String(i));
			sum += head;
		}));
		return sum;`), script.Limits{}), fakeHost{})
	if got != "499500" {
		t.Fatalf("returned %s, want 499500", got)
	}
}

func TestAHostsErrorIsARejectedPromise(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	h := fakeHost{call: func(_ context.Context, method string, _, _ []byte) (script.Reply, error) {
		switch method {
		case "rejection":
			return script.Reply{}, &script.Rejection{Name: "HTTPError", Message: "no", Code: "E1", Data: json.RawMessage(`{"status":404}`)}
		case "fault":
			return script.Reply{}, fault.New(fault.NotFound, "unknown_connection", "No such connection.")
		default:
			return script.Reply{}, errors.New("plain")
		}
	}}
	got := mustRun(t, p, job(exec(`
		const out = [];
		for (const method of ['rejection', 'fault', 'plain']) {
			try { await given.host.call(method, '1'); } catch (e) {
				out.push([e instanceof Error, e.name, e.message, e.code, e.data && e.data.status, JSON.stringify(e)]);
			}
		}
		return out;`), script.Limits{}), h)
	want := `[[true,"HTTPError","no","E1",404,"{\"code\":\"E1\",\"data\":{\"status\":404}}"],` +
		`[true,"Error","No such connection.","unknown_connection",null,"{\"code\":\"unknown_connection\"}"],` +
		`[true,"Error","plain",null,null,"{}"]]`
	if got != want {
		t.Fatal(cmp.Diff(want, got))
	}
}

func TestFailuresSayWhatHappened(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	tests := map[string]struct {
		code string
		want script.Failure
	}{
		"thrown":         {"exports.default = async () => { throw new TypeError('bad') }", script.Failure{Kind: script.Thrown, Name: "TypeError", Message: "bad"}},
		"thrown at once": {"exports.default = () => { throw new RangeError('far') }", script.Failure{Kind: script.Thrown, Name: "RangeError", Message: "far"}},
		"with code and data": {
			"exports.default = async () => { throw Object.assign(new Error('x'), { code: 7, data: { a: [1] } }) }",
			script.Failure{Kind: script.Thrown, Name: "Error", Message: "x", Code: "7", Data: json.RawMessage(`{"a":[1]}`)},
		},
		"a class of its own": {
			"class ActionError extends Error { constructor(m) { super(m); this.name = 'ActionError' } }\nexports.default = async () => { throw new ActionError('mine') }",
			script.Failure{Kind: script.Thrown, Name: "ActionError", Message: "mine"},
		},
		"an object":       {"exports.default = async () => { throw { a: 1 } }", script.Failure{Kind: script.Thrown, Message: `{"a":1}`}},
		"a string":        {"exports.default = async () => { throw 'text' }", script.Failure{Kind: script.Thrown, Message: `"text"`}},
		"undefined":       {"exports.default = async () => { throw undefined }", script.Failure{Kind: script.Thrown, Message: "undefined"}},
		"a getter throws": {"exports.default = async () => { throw Object.defineProperty(new Error('x'), 'code', { get() { throw 1 } }) }", script.Failure{Kind: script.Thrown, Name: "Error", Message: "x"}},
		"at the top":      {"throw new Error('early')", script.Failure{Kind: script.Load, Name: "Error", Message: "early"}},
		"unknown module":  {"require('fs')", script.Failure{Kind: script.Load, Name: "Error", Message: "Module 'fs' is not allowed", Code: "MODULE_NOT_FOUND"}},
		"a server's module": {"require(['so', 'ap'].join(''))", script.Failure{Kind: script.Load, Name: "Error", Code: "MODULE_NOT_FOUND",
			Message: "The package 'soap' needs a real Nango server: Patchbay does not have it. The function compiles and can be exported, but what uses 'soap' cannot run here."}},
		"never settles":    {"exports.default = () => new Promise(() => {})", script.Failure{Kind: script.Stuck}},
		"endless depth":    {"exports.default = async function f() { return 1 + await f() }", script.Failure{Kind: script.Thrown, Name: "RangeError", Message: "Maximum call stack size exceeded"}},
		"too large result": {"exports.default = async () => 'x'.repeat(2000)", script.Failure{Kind: script.Output}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := *mustFail(t, p, job(script.NewProgram("function.cjs", test.code), script.Limits{OutputBytes: 1000}), test.want.Kind)
			got.Stack, got.Raw = "", ""
			if test.want.Message == "" {
				test.want.Message = got.Message // a sentence of ours
				if got.Message == "" {
					t.Fatal("no sentence")
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Fatal(diff)
			}
		})
	}
	t.Run("a syntax error", func(t *testing.T) {
		t.Parallel()
		f := mustFail(t, p, job(script.NewProgram("function.cjs", "const = 1"), script.Limits{}), script.Load)
		if f.Name != "SyntaxError" || !strings.Contains(f.Message, "1:") {
			t.Fatalf("failed with %s, want a SyntaxError with its place", f)
		}
	})
}

func TestRejectionsThatNobodyHeardAreHints(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	result, err := p.Run(context.Background(), job(exec(`
		Promise.reject(new Error('lost'));
		Promise.reject(new Error('heard')).catch(() => {});
		return 1;`), script.Limits{}), fakeHost{})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Hints) != 1 || result.Hints[0].Code != "unhandled-rejection" || !strings.Contains(result.Hints[0].Message, "lost") {
		t.Fatalf("hints %v, want one about the lost rejection", result.Hints)
	}
}

func TestConsoleAndNoticesArriveInOrder(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	var told []string
	h := fakeHost{notify: func(method string, args []byte) { told = append(told, method+" "+string(args)) }}
	mustRun(t, p, job(exec(`
		console.log('a', { b: 1 });
		given.host.notify('mine', '{"c":2}');
		console.error('d');`), script.Limits{}), h)
	want := []string{`console {"level":"log","args":["a",{"b":1}]}`, `mine {"c":2}`, `console {"level":"error","args":["d"]}`}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Fatal(diff)
	}
}

func TestAskHandsOverOtherWork(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Warm: 1})
	ctx := context.Background()
	if got, err := p.Ask(ctx, "echo", []byte("hello"), time.Minute); err != nil || string(got) != "hello" {
		t.Fatalf("echo = %q, %v", got, err)
	}
	if _, err := p.Ask(ctx, "fail", nil, time.Minute); err == nil || !strings.Contains(err.Error(), "no such luck") {
		t.Fatalf("fail = %v, want its words", err)
	}
	if _, err := p.Ask(ctx, "unknown", nil, time.Minute); err == nil {
		t.Fatal("an unknown kind was answered")
	}
	if _, err := p.Ask(ctx, "hang", nil, 50*time.Millisecond); !fault.HasCode(err, "runner_timeout") {
		t.Fatalf("hang = %v, want runner_timeout", err)
	}
	stillWorks(t, p)
}

func TestJobsBeyondMaxWait(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Max: 1, Warm: 1})
	const jobs = 6
	var running, highest atomic.Int32
	h := fakeHost{call: func(context.Context, string, []byte, []byte) (script.Reply, error) {
		highest.Store(max(highest.Load(), running.Add(1)))
		running.Add(-1)
		return script.Reply{}, nil
	}}
	done := make(chan error, jobs)
	for range jobs {
		go func() {
			_, err := p.Run(context.Background(), job(exec("await given.host.call('x', '1')"), script.Limits{}), h)
			done <- err
		}()
	}
	for range jobs {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	if highest.Load() != 1 {
		t.Fatalf("%d jobs ran at once on one child", highest.Load())
	}
}

func TestAClosedPoolSaysSo(t *testing.T) {
	t.Parallel()
	p := script.NewPool(script.Options{})
	if f := mustFail(t, p, job(exec(""), script.Limits{}), script.Closed); f.Message == "" {
		t.Fatal("no sentence")
	}
	p.Stop()
	if err := p.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	stillWorks(t, p)
	p.Stop()
	p.Stop()
	mustFail(t, p, job(exec(""), script.Limits{}), script.Closed)
}

func TestAMissingRunnerIsAFault(t *testing.T) {
	t.Parallel()
	p := newPool(t, script.Options{Command: []string{"/nowhere/patchbay", "runner"}, Warm: -1})
	if _, err := p.Run(context.Background(), job(exec(""), script.Limits{}), fakeHost{}); !fault.HasCode(err, "runner_unavailable") {
		t.Fatalf("Run = %v, want runner_unavailable", err)
	}
}
