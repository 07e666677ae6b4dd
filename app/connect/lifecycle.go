package connect

import (
	"context"
	"log/slog"
	"time"
)

// sweepEvery is how often logins and Connect sessions past their time are ended.
const sweepEvery = 30 * time.Second

// Start begins the background work: deleting keys that a crash left over, ending old logins and sessions, writing
// times of use, and keeping unused connections alive. It returns at once.
func (s *Service) Start(ctx context.Context) error {
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	started := s.now()
	s.running.Go(func() {
		if err := s.emptyTrash(ctx, started); err != nil && ctx.Err() == nil {
			s.log.Warn("keys left over from an earlier run could not be checked", slog.Any("error", err))
		}
	})
	s.running.Go(func() { s.sweep(ctx) })
	s.running.Go(func() { keeper{now: s.now, rand: s.rand, pass: s.keepInBackground}.run(ctx) })
	return nil
}

// Stop ends the background work, waits for renewals under way, and writes what is left. It may be called twice.
func (s *Service) Stop() {
	s.refresh.mu.Lock()
	s.refresh.stopped = true
	s.refresh.mu.Unlock()
	if s.stop != nil {
		s.stop()
	}
	s.running.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	s.writeFetched(ctx)
	s.saveAllLost(ctx)
}

func (s *Service) sweep(ctx context.Context) {
	fetched, old := time.NewTicker(fetchedEvery), time.NewTicker(sweepEvery)
	defer fetched.Stop()
	defer old.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-fetched.C:
			s.writeFetched(ctx)
		case <-old.C:
			s.sweepAttempts()
			s.sweepSessions(ctx)
		}
	}
}
