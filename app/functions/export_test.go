package functions

import (
	"context"

	"patchbay/app/sqlite"
)

// SetStep makes the service call f at the named steps of its writes.
func (s *Service) SetStep(f func(name string)) { s.step = f }

// DropOld does at once what the background work does from time to time.
func (s *Service) DropOld(ctx context.Context) error { return s.dropOld(ctx) }

// Machine is the state machine.
func Machine() map[State][]State { return next }

// Move writes a run's next state the way the service does.
func (s *Service) Move(ctx context.Context, r Run, to State) error {
	return s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		switch to {
		case Running:
			return s.started(ctx, tx, &r)
		case Queued:
			return s.requeued(ctx, tx, &r)
		}
		r.State = to
		return s.finished(ctx, tx, &r, nil)
	})
}

// ErrMoved is what a step gives that the machine does not have.
var ErrMoved = errMoved

// Write runs writes through the committer.
func (s *Service) Write(ctx context.Context, fn func(context.Context, *sqlite.Tx) error) error {
	return s.writes.do(ctx, fn)
}
