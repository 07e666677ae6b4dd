package engine_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"patchbay/app/script"
	"patchbay/app/script/engine"
	"patchbay/app/script/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// app is the app's side of an engine that runs in this process.
type app struct {
	t     *testing.T
	in    *io.PipeWriter
	w     *wire.Writer
	r     *wire.Reader
	ended chan error
}

func serve(t *testing.T) *app {
	t.Helper()
	in, toEngine := io.Pipe()
	fromEngine, out := io.Pipe()
	a := &app{t: t, in: toEngine, w: wire.NewWriter(toEngine), r: wire.NewReader(fromEngine), ended: make(chan error, 1)}
	go func() {
		a.ended <- engine.Serve(context.Background(), in, out, engine.Options{Stock: 1})
		in.Close()
		out.Close()
	}()
	t.Cleanup(func() { toEngine.Close() })
	return a
}

func (a *app) send(f wire.Frame) {
	a.t.Helper()
	if err := a.w.Write(f); err != nil {
		a.t.Fatal(err)
	}
}

func (a *app) upload(id, code string) {
	a.t.Helper()
	a.send(wire.Frame{Kind: wire.Upload, Head: wire.Pack(wire.Program{ID: id, Name: id + ".cjs"}), Data: []byte(code)})
}

func (a *app) run(id uint32, prelude string) {
	a.t.Helper()
	head := wire.Job{Prelude: prelude, Memory: script.DefaultMemory, Output: script.DefaultOutput}
	a.send(wire.Frame{Kind: wire.Run, ID: id, Head: wire.Pack(head), Absent: true})
}

func (a *app) next(kind wire.Kind) (wire.Frame, wire.Outcome) {
	a.t.Helper()
	f, err := a.r.Read()
	if err != nil {
		a.t.Fatal(err)
	}
	if f.Kind != kind {
		a.t.Fatalf("frame %+v, want kind %d", f, kind)
	}
	outcome, err := wire.Unpack[wire.Outcome](f.Head)
	if err != nil {
		a.t.Fatal(err)
	}
	return f, outcome
}

func (a *app) fails(id uint32, kind string) *wire.Ending {
	a.t.Helper()
	f, outcome := a.next(wire.Failure)
	if f.ID != id || outcome.Failure == nil || outcome.Failure.Kind != kind {
		a.t.Fatalf("job %d ended with %+v, want job %d %s", f.ID, outcome.Failure, id, kind)
	}
	return outcome.Failure
}

func TestServeEndsWithItsInput(t *testing.T) {
	t.Parallel()
	a := serve(t)
	a.upload("p", "exports.run = async () => 'done'")
	a.run(1, "p")
	if f, _ := a.next(wire.Result); string(f.Data) != `"done"` {
		t.Fatalf("returned %s", f.Data)
	}
	a.in.Close()
	if err := <-a.ended; err != nil {
		t.Fatalf("Serve = %v, want nil", err)
	}
}

func TestServeEndsThoughAJobLoops(t *testing.T) {
	t.Parallel()
	a := serve(t)
	a.upload("p", "exports.run = async (given) => { given.host.notify('began', '1'); for (;;); }")
	a.run(1, "p")
	a.next(wire.Notify)
	a.in.Close()
	a.fails(1, script.Aborted)
	if err := <-a.ended; err != nil {
		t.Fatalf("Serve = %v, want nil", err)
	}
}

func TestServeRefusesNonsense(t *testing.T) {
	t.Parallel()
	tests := map[string]wire.Frame{
		"an unknown kind":   {Kind: 200},
		"a head that is no": {Kind: wire.Run, Head: []byte("[1")},
		"a deep head":       {Kind: wire.Ask, Head: []byte(`{"kind":` + strings.Repeat("[", 1_000_000))},
	}
	for name, f := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := serve(t)
			a.send(f)
			if err := <-a.ended; err == nil {
				t.Fatal("Serve took it")
			}
		})
	}
	t.Run("a second job", func(t *testing.T) {
		t.Parallel()
		a := serve(t)
		a.upload("p", "exports.run = (given) => given.host.call('x', '1')")
		a.run(1, "p")
		a.next(wire.Call)
		a.run(2, "p")
		a.fails(1, script.Aborted)
		if err := <-a.ended; err == nil {
			t.Fatal("Serve took it")
		}
	})
}

func TestAnAbortMayOvertakeItsJob(t *testing.T) {
	t.Parallel()
	a := serve(t)
	a.upload("p", "exports.run = async () => { for (;;); }")
	a.send(wire.Frame{Kind: wire.Abort, ID: 7})
	a.run(7, "p")
	a.fails(7, script.Aborted)
}

func TestOnlyOwnRepliesAndProgramsCount(t *testing.T) {
	t.Parallel()
	a := serve(t)
	a.upload("p", "exports.run = async (given) => (await given.host.call('x', '1')).head")
	a.run(1, "p")
	call, _ := a.next(wire.Call)
	a.send(wire.Frame{Kind: wire.Reply, ID: call.ID + 100, Data: []byte("1")})
	a.send(wire.Frame{Kind: wire.Reply, ID: call.ID, Data: []byte("2")})
	if f, _ := a.next(wire.Result); string(f.Data) != "2" {
		t.Fatalf("returned %s, want 2", f.Data)
	}
	a.send(wire.Frame{Kind: wire.Reply, ID: call.ID, Data: []byte("3")}) // nobody asks any more
	a.send(wire.Frame{Kind: wire.Forget})
	a.run(2, "p")
	if end := a.fails(2, script.Rejected); !strings.Contains(end.Message, "never uploaded") {
		t.Fatalf("failed with %q", end.Message)
	}
}

func TestABadPreludeIsTheJobsFault(t *testing.T) {
	t.Parallel()
	tests := map[string]string{"no run": "exports.walk = 1", "no JavaScript": "const = 1", "deep": strings.Repeat("(", 1_000_000)}
	for name, code := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := serve(t)
			a.upload("p", code)
			a.run(1, "p")
			if end := a.fails(1, script.Rejected); end.Message == "" {
				t.Fatal("no sentence")
			}
		})
	}
}

func TestABrokenOutputEndsServe(t *testing.T) {
	t.Parallel()
	in, toEngine := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- engine.Serve(context.Background(), in, broken{}, engine.Options{Stock: 1}) }()
	w := wire.NewWriter(toEngine)
	if err := w.Write(wire.Frame{Kind: wire.Ask, ID: 1, Head: wire.Pack(wire.Question{Kind: "x"})}); err != nil {
		t.Fatal(err)
	}
	toEngine.Close()
	if err := <-ended; err != nil {
		t.Fatalf("Serve = %v: the app is gone, which is no error of the runner's", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }
