package engine

import (
	"io"
	"testing"

	"github.com/dop251/goja"

	"patchbay/app/script"
	"patchbay/app/script/wire"
)

// BenchmarkSandbox is what a runtime costs that is made ahead of time: goja's own part, and all of it.
func BenchmarkSandbox(b *testing.B) {
	b.Run("bare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			goja.New()
		}
	})
	b.Run("whole", func(b *testing.B) {
		b.ReportAllocs()
		o := Options{}.withDefaults()
		for b.Loop() {
			if _, err := newSandbox(o); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkJob is one trivial job after the other inside one process: what the engine itself costs, with the making of
// runtimes and without a process to switch to.
func BenchmarkJob(b *testing.B) {
	in, toEngine := io.Pipe()
	fromEngine, out := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Serve(b.Context(), in, out, Options{}) }()
	w, r := wire.NewWriter(toEngine), wire.NewReader(fromEngine)
	send := func(f wire.Frame) {
		if err := w.Write(f); err != nil {
			b.Fatal(err)
		}
	}
	send(wire.Frame{Kind: wire.Upload, Head: wire.Pack(wire.Program{ID: "p", Name: "p.cjs"}), Data: []byte("exports.run = async () => 1")})
	head := wire.Pack(wire.Job{Prelude: "p", Memory: script.DefaultMemory, Output: script.DefaultOutput})
	b.ReportAllocs()
	for b.Loop() {
		send(wire.Frame{Kind: wire.Run, ID: 1, Head: head, Absent: true})
		if f, err := r.Read(); err != nil || f.Kind != wire.Result {
			b.Fatal(f, err)
		}
	}
	toEngine.Close()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
}
