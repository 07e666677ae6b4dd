package connect

import (
	"context"
	"io"
	"time"
)

// SetStep makes the service call f at the named steps of its writes.
func (s *Service) SetStep(f func(name string) error) { s.step = f }

// Sweep does at once what the background work does from time to time.
func (s *Service) Sweep(ctx context.Context) {
	s.sweepAttempts()
	s.sweepSessions(ctx)
	s.writeFetched(ctx)
}

// RunKeeper runs the clock of the background renewal with a pass of the test's.
func RunKeeper(ctx context.Context, now func() time.Time, rand io.Reader, pass func(context.Context)) {
	keeper{now: now, rand: rand, pass: pass}.run(ctx)
}
