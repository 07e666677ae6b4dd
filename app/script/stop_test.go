package script_test

import (
	"bytes"
	"log/slog"
	"testing"
	"time"

	"patchbay/app/script"
)

// A command that is done at once stops the pool while its first runners start. That is no failure.
func TestStoppingWhileRunnersStartIsNotLogged(t *testing.T) {
	t.Parallel()
	for delay := range 40 {
		var log bytes.Buffer
		p := script.NewPool(script.Options{Warm: 2, Log: slog.New(slog.NewTextHandler(&log, nil))})
		if err := p.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		for begun := time.Now(); time.Since(begun) < time.Duration(delay)*100*time.Microsecond; {
		}
		p.Stop() // nothing logs after it
		if log.Len() > 0 {
			t.Fatalf("stopped after %d00 µs, it logs %s", delay, log.String())
		}
	}
}
