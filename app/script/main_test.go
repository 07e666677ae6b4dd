package script_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/script"
	"patchbay/app/script/engine"
)

// TestMain makes the test binary its own runner, as the program is its own.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "echo":
			echo()
		case "parent":
			parent()
		case "runner":
			err := engine.Main(context.Background(), engine.Options{Ask: map[string]engine.Answer{
				"echo": func(_ context.Context, b []byte) ([]byte, error) { return b, nil },
				"fail": func(context.Context, []byte) ([]byte, error) { return nil, errors.New("no such luck") },
				"hang": func(ctx context.Context, _ []byte) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() },
			}})
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		}
	}
	goleak.VerifyTestMain(m)
}

// prelude hands the script everything there is.
var prelude = script.NewProgram("prelude.cjs", `
exports.run = async (given) => {
	const { default: exec } = given.load({ own: { answer: 42 } });
	return exec(given);
};`)

// fakeHost answers with what call returns and keeps what it is told.
type fakeHost struct {
	call   func(ctx context.Context, method string, args, body []byte) (script.Reply, error)
	notify func(method string, args []byte)
}

func (h fakeHost) Call(ctx context.Context, method string, args json.RawMessage, body []byte) (script.Reply, error) {
	if h.call == nil {
		return script.Reply{Head: args, Body: body}, nil
	}
	return h.call(ctx, method, args, body)
}

func (h fakeHost) Notify(method string, args json.RawMessage) {
	if h.notify != nil {
		h.notify(method, args)
	}
}

// newPool starts a pool that ends with the test, which gets its log unless o has one.
func newPool(tb testing.TB, o script.Options) *script.Pool {
	tb.Helper()
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(tb.Output(), nil))
	}
	p := script.NewPool(o)
	if err := p.Start(context.Background()); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(p.Stop)
	return p
}

// exec runs a function's body as an async function of given.
func exec(body string) *script.Program {
	return script.NewProgram("function.cjs", "exports.default = async (given) => {\n"+body+"\n};")
}

// limits are generous in time, so that a slow machine changes nothing, except where a test sets its own.
func job(p *script.Program, l script.Limits) script.Job {
	if l.Deadline == 0 {
		l.Deadline = time.Minute
	}
	return script.Job{Prelude: prelude, Program: p, Limits: l}
}

// mustRun runs a job that has to succeed and returns its value's JSON text.
func mustRun(tb testing.TB, p *script.Pool, j script.Job, h script.Host) string {
	tb.Helper()
	result, err := p.Run(context.Background(), j, h)
	if err != nil {
		tb.Fatalf("the run failed: %v", err)
	}
	return string(result.Value)
}

// mustFail runs a job that has to fail in one of the ways and returns how.
func mustFail(tb testing.TB, p *script.Pool, j script.Job, kinds ...string) *script.Failure {
	tb.Helper()
	result, err := p.Run(context.Background(), j, fakeHost{})
	failure, ok := errors.AsType[*script.Failure](err)
	if !ok {
		value := ""
		if result != nil {
			value = string(result.Value)
		}
		tb.Fatalf("the run ended with %v and %.200s, want a failure", err, value)
	}
	for _, kind := range kinds {
		if failure.Kind == kind {
			return failure
		}
	}
	tb.Fatalf("the run failed as %s (%s), want %q", failure.Kind, failure, kinds)
	return nil
}

// stillWorks checks that the next job is not touched by the one before.
func stillWorks(tb testing.TB, p *script.Pool) {
	tb.Helper()
	if got := mustRun(tb, p, job(exec("return 6 * 7"), script.Limits{}), fakeHost{}); got != "42" {
		tb.Fatalf("the next run returned %s, want 42", got)
	}
}
