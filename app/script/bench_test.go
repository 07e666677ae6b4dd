package script_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	osexec "os/exec"
	"runtime"
	"testing"

	"patchbay/app/script"
	"patchbay/app/script/wire"
)

// trivial validates its input with zod, asks the host once and returns: the smallest function that does anything.
var trivial = script.NewProgram("trivial.cjs", `
const { z } = require('zod');
const input = z.object({ id: z.string() });
exports.default = async (given) => {
	const { id } = input.parse(given.input);
	const { head } = await given.host.call('get', JSON.stringify({ id }));
	return { id: head.id };
};`)

func trivialJob() script.Job {
	j := job(trivial, script.Limits{})
	j.Input = []byte(`{"id":"42"}`)
	return j
}

// BenchmarkRun is one job after the other through the pool, by 1, 2 and 8 callers, each in a fresh runtime.
func BenchmarkRun(b *testing.B) {
	for _, callers := range []int{1, 2, 8} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			p := newPool(b, script.Options{Max: callers, Warm: min(callers, runtime.NumCPU())})
			for range 20 * callers {
				mustRun(b, p, trivialJob(), fakeHost{})
			}
			b.SetParallelism(max(1, callers/runtime.GOMAXPROCS(0)))
			if callers < runtime.GOMAXPROCS(0) {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(callers))
			}
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if _, err := p.Run(context.Background(), trivialJob(), fakeHost{}); err != nil {
						b.Error(err)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "jobs/s")
		})
	}
}

// BenchmarkPipe is the floor under BenchmarkRun: two frames there and two back (a job and its call) with a child that
// only echoes.
func BenchmarkPipe(b *testing.B) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	child := osexec.CommandContext(b.Context(), self, "echo")
	in, err := child.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := child.Start(); err != nil {
		b.Fatal(err)
	}
	w, r := wire.NewWriter(in), wire.NewReader(out)
	for b.Loop() {
		for range 2 {
			if err := w.Write(wire.Frame{Kind: wire.Call, Head: []byte(`{"name":"get"}`), Data: []byte(`{"id":"42"}`)}); err != nil {
				b.Fatal(err)
			}
			if _, err := r.Read(); err != nil {
				b.Fatal(err)
			}
		}
	}
	in.Close()
	if err := child.Wait(); err != nil {
		b.Fatal(err)
	}
}

// echo is the child of BenchmarkPipe.
func echo() {
	w, r := wire.NewWriter(os.Stdout), wire.NewReader(os.Stdin)
	for {
		f, err := r.Read()
		if err != nil {
			os.Exit(0)
		}
		if err := w.Write(f); err != nil {
			os.Exit(1)
		}
	}
}

// BenchmarkStart is what a child costs from nothing to its first result, and in memory.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := script.NewPool(script.Options{Max: 1, Warm: -1})
		if err := p.Start(context.Background()); err != nil {
			b.Fatal(err)
		}
		mustRun(b, p, trivialJob(), fakeHost{})
		p.Stop()
	}
}

// records is a JSON array of n records, about 560 bytes each.
func records(n int) []byte {
	var b bytes.Buffer
	b.WriteByte('[')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"number":%d,"title":"Issue number %d","state":"open","user":{"login":"user%d","id":%d,"url":"https://api.example.com/users/%d"},`+
			`"labels":[{"id":1,"name":"bug","color":"d73a4a"},{"id":2,"name":"good first issue","color":"7057ff"}],"body":"%s",`+
			`"created_at":"2026-01-02T03:04:05Z","updated_at":"2026-02-03T04:05:06Z","comments":%d,"locked":false,"assignee":null}`,
			i, i, i, i%97, i%97, i%97, bytes.Repeat([]byte("lorem ipsum "), 15), i%13)
	}
	b.WriteByte(']')
	return b.Bytes()
}

// BenchmarkLargeBody gives a job 50 MB of JSON, which it parses, maps and sends back in calls of 1,000 records.
// The sub-benchmark "moved" only sends the bytes there and back.
func BenchmarkLargeBody(b *testing.B) {
	body := records(100_000)
	run := func(b *testing.B, body []byte, p *script.Program) {
		pool := newPool(b, script.Options{Max: 1, Warm: 1})
		j := job(p, script.Limits{MemoryBytes: 1 << 30})
		j.Body = body
		var sent int
		h := fakeHost{call: func(_ context.Context, _ string, args, body []byte) (script.Reply, error) {
			sent += len(args) + len(body)
			return script.Reply{}, nil
		}}
		b.SetBytes(int64(len(body)))
		var peak int64
		for b.Loop() {
			result, err := pool.Run(context.Background(), j, h)
			if err != nil {
				b.Fatal(err)
			}
			peak = max(peak, result.PeakMemory)
		}
		b.ReportMetric(float64(peak>>20), "peak-MB")
		b.ReportMetric(float64(sent/max(b.N, 1)>>20), "sent-MB")
	}
	b.Run("mapped", func(b *testing.B) {
		run(b, body, exec(`
			const all = given.body.json();
			for (let i = 0; i < all.length; i += 1000) {
				const batch = all.slice(i, i + 1000).map((r) => ({ id: String(r.id), title: r.title, state: r.state,
					author: r.user.login, labels: r.labels.map((l) => l.name), created: r.created_at, body: r.body }));
				await given.host.call('save', JSON.stringify(batch));
			}`))
	})
	b.Run("moved", func(b *testing.B) {
		run(b, body, exec(`await given.host.call('save', '[]', given.body.buffer())`))
	})
	b.Run("copied", func(b *testing.B) { // the bare baseline of "moved": the same bytes through two pipes in this process
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			there, back := pipe(b), pipe(b)
			go func() { _, _ = io.Copy(back.w, there.r); back.w.Close() }()
			go func() { _, _ = there.w.Write(body); there.w.Close() }()
			if n, err := io.Copy(io.Discard, back.r); err != nil || n != int64(len(body)) {
				b.Fatal(n, err)
			}
			there.r.Close()
			back.r.Close()
		}
	})
}

type pair struct{ r, w *os.File }

func pipe(tb testing.TB) pair {
	r, w, err := os.Pipe()
	if err != nil {
		tb.Fatal(err)
	}
	return pair{r, w}
}
