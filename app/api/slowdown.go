package api

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	freeFailures   = 20                     // wrong keys in a row that are answered at once
	failureSpacing = 250 * time.Millisecond // after that, one answer per spacing
	failureMemory  = time.Minute            // without a failure for this long, all is forgotten
	longestWait    = 5 * time.Second
)

// slowdown answers wrong keys later and later once there are many, so that guessing is slow and callers with a
// right key notice nothing.
type slowdown struct {
	now func() time.Time
	log *slog.Logger

	mu    sync.Mutex
	count int
	last  time.Time // of the latest failure
	next  time.Time // when the next failure is answered
}

// failed waits its turn and returns err.
func (d *slowdown) failed(ctx context.Context, err error) error {
	wait := d.turn()
	if wait <= 0 {
		return err
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return err
}

// turn counts one failure and says how long its answer has to wait.
func (d *slowdown) turn() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	if now.Sub(d.last) > failureMemory {
		d.count = 0
	}
	d.last = now
	if d.count++; d.count <= freeFailures {
		d.next = now
		return 0
	}
	if d.count == freeFailures+1 {
		d.log.Warn("many requests with a wrong key: someone on this machine may be guessing; answers to wrong keys slow down")
	}
	if d.next.Before(now) {
		d.next = now
	}
	if d.next = d.next.Add(failureSpacing); d.next.Sub(now) > longestWait {
		d.next = now.Add(longestWait)
	}
	return d.next.Sub(now)
}
