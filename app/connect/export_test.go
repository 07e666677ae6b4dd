package connect

import "context"

// SetStep makes the service call f at the named steps of its writes.
func (s *Service) SetStep(f func(name string) error) { s.step = f }

// Sweep does at once what the background work does from time to time.
func (s *Service) Sweep(ctx context.Context) {
	s.sweepAttempts()
	s.sweepSessions(ctx)
	s.writeFetched(ctx)
}
