package nango_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/proxy"
)

// BenchmarkProxiedCall compares one request from a function, counted inside a run that makes many, with the bare call of
// the proxy behind it.
func BenchmarkProxiedCall(b *testing.B) {
	for _, size := range []int{200, 1 << 20} {
		body := `{"text":"` + strings.Repeat("x", size) + `"}`
		answer := func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "application/json")
			io.WriteString(rw, body)
		}
		b.Run(fmt.Sprintf("bytes=%d/function", size), func(b *testing.B) {
			w := newWorld(b)
			w.api.answers(answer)
			f := action(b, `for (let n = 0; n < input.n; n++) { const r = await nango.get({ endpoint: '/x' }); if (r.data.text.length < 1) throw new Error('empty'); }`)
			w.run(f, nil)
			b.ResetTimer()
			r := w.run(f, func(r *nango.Run) { r.Input, r.Deadline = json.RawMessage(fmt.Sprintf(`{"n":%d}`, b.N)), time.Hour })
			if r.Failure != nil {
				b.Fatal(r.Failure.Message)
			}
		})
		b.Run(fmt.Sprintf("bytes=%d/proxy", size), func(b *testing.B) {
			w := newWorld(b)
			w.api.answers(answer)
			rec := w.logs.Begin(logs.Operation{EnvironmentID: w.env, Kind: "action"})
			for b.Loop() {
				res, err := w.services.Proxy.Do(context.Background(), &proxy.Request{EnvironmentID: w.env, Source: proxy.SourceFunction, IntegrationKey: "acme",
					ConnectionID: "c1", Method: http.MethodGet, Endpoint: "/x", OperationID: rec.ID()})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, res.Body); err != nil {
					b.Fatal(err)
				}
				res.Body.Close()
			}
		})
	}
}

// BenchmarkTrivialAction is a whole run in a fresh runtime.
func BenchmarkTrivialAction(b *testing.B) {
	w := newWorld(b)
	f := action(b, `return { ok: true };`)
	c, err := w.connect.Connection(context.Background(), w.env, "acme", "c1")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		rec := w.logs.Begin(logs.Operation{EnvironmentID: w.env, Kind: "action"})
		out, err := w.Execute(context.Background(), nango.Run{EnvironmentID: w.env, Connection: c, Function: f, Kind: nango.KindAction, ID: rec.ID(), Recorder: rec})
		if err != nil || out.Failure != nil {
			b.Fatal(err, out.Failure)
		}
		rec.Finish(nil, nil)
	}
}

// BenchmarkBatchSave saves 10,000 records in thousands, from code to the disk.
func BenchmarkBatchSave(b *testing.B) {
	w := newWorld(b)
	f := syncing(b, `await nango.batchSave(Array.from({ length: 10000 }, (_, n) => ({ id: String(n), title: 'title ' + nango.syncJobId + ' of ' + n })), 'Issue');`)
	n := int64(0)
	for b.Loop() {
		n++
		if r := w.run(f, job(n)); r.Failure != nil {
			b.Fatal(r.Failure.Message)
		}
	}
}
