package functions_test

import (
	"context"
	"encoding/json"
	"testing"

	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// BenchmarkTriggerAction is a trivial action with everything around it: rows, seal, log, hints. The code itself is a Go
// function, as in BenchmarkBareCall, so that the difference is the price of a run that survives a crash.
func BenchmarkTriggerAction(b *testing.B) {
	for name, workers := range map[string]int{"one": 1, "eight": 8} {
		b.Run(name, func(b *testing.B) {
			w := begin(b)
			w.action("trivial", trivial)
			in := functions.ActionInput{Integration: "acme", Connection: "c", Action: "trivial", Input: json.RawMessage(`{"name":"x"}`)}
			b.ReportAllocs()
			b.SetParallelism(workers)
			if workers == 1 {
				for b.Loop() {
					if _, err := w.TriggerAction(context.Background(), w.env, in); err != nil {
						b.Fatal(err)
					}
				}
				return
			}
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					if _, err := w.TriggerAction(context.Background(), w.env, in); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}

func trivial(context.Context, nango.Run) (nango.Outcome, error) {
	return nango.Outcome{Output: json.RawMessage(`{"greeting":"hello x"}`)}, nil
}

// BenchmarkBareCall is the baseline: the same function, called.
func BenchmarkBareCall(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := trivial(context.Background(), nango.Run{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTwoCommits is what the disk asks for at least: two transactions of one small row.
func BenchmarkTwoCommits(b *testing.B) {
	w := begin(b)
	for b.Loop() {
		for range 2 {
			err := w.Write(context.Background(), func(_ context.Context, tx *sqlite.Tx) error {
				_, err := tx.Exec(`INSERT INTO outbox (run, state) VALUES (hex(randomblob(16)), 'x')`)
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
