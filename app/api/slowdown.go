package api

import (
	"context"
	"sync"
	"time"

	"patchbay/app/fault"
	"patchbay/app/logs"
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
	now  func() time.Time
	tell func(context.Context) // that somebody may be guessing; once in a while

	mu    sync.Mutex
	count int
	last  time.Time // of the latest failure
	next  time.Time // when the next failure is answered
}

// failed waits its turn and returns err.
func (d *slowdown) failed(ctx context.Context, err error) error {
	wait, first := d.turn()
	if first {
		d.tell(ctx)
	}
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

// turn counts one failure and says how long its answer has to wait, and whether it is the first that does.
func (d *slowdown) turn() (wait time.Duration, first bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	if now.Sub(d.last) > failureMemory {
		d.count = 0
	}
	d.last = now
	if d.count++; d.count <= freeFailures {
		d.next = now
		return 0, false
	}
	if d.next.Before(now) {
		d.next = now
	}
	if d.next = d.next.Add(failureSpacing); d.next.Sub(now) > longestWait {
		d.next = now.Add(longestWait)
	}
	return d.next.Sub(now), d.count == freeFailures+1
}

// tellOfGuessing puts it where people look when a script is refused: into the log of the app and of the process.
func (s *Server) tellOfGuessing(ctx context.Context) {
	s.log.WarnContext(ctx, "many requests with a wrong key: someone on this machine may be guessing; answers to wrong keys slow down")
	env := s.settings.Default()
	guessing := fault.New(fault.Unauthorized, "many_wrong_keys", "More than twenty requests in a row came with a wrong key: a script may have an old one, or somebody on this machine may be guessing.").
		WithHint("Nothing was answered, and answers to wrong keys wait now. If no script of yours sends them, look at what runs on this machine.")
	s.logs.Begin(logs.Operation{EnvironmentID: env.ID, Kind: "auth", Action: "guess", Source: logs.SourceSystem, Title: "Many requests with a wrong key"}).Finish(guessing, nil)
}
