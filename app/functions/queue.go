package functions

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/fault"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// enqueue stores a run that nobody waits for. It is on disk when enqueue returns; revive runs it.
func (s *Service) enqueue(ctx context.Context, o order) (Run, error) {
	id, err := sqlite.NewID(s.rand)
	if err != nil {
		return Run{}, err
	}
	r := o.run
	r.ID, r.State, r.Deferred, r.Attempt, r.MaxAttempts = id, Queued, true, 1, max(o.run.MaxAttempts, 1)
	r.Input, r.InputSize = s.shown(o.input), int64(len(o.input))
	sealed, err := s.seal(ctx, r.EnvironmentID, o.input)
	if err != nil {
		return Run{}, err
	}
	err = s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		if err := s.insert(ctx, tx, &r, sealed); err != nil {
			return err
		}
		s.step("enqueue.written")
		return nil
	})
	s.step("enqueue.committed")
	if err == nil {
		s.changed(id)
	}
	return r, err
}

// lanes run the asynchronous actions of each environment one at a time, in order.
type lanes struct {
	mu   sync.Mutex
	byID map[int64]chan struct{}
}

// wake makes an environment's lane look at its queue, and starts it when it is new.
func (l *lanes) wake(s *Service, env int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	bell := l.byID[env]
	if bell == nil {
		bell = make(chan struct{}, 1)
		if !s.background(func(ctx context.Context) { s.lane(ctx, env, bell) }) {
			return
		}
		if l.byID == nil {
			l.byID = map[int64]chan struct{}{}
		}
		l.byID[env] = bell
	}
	select {
	case bell <- struct{}{}:
	default: // it will look anyway
	}
}

// laneRetry is how long a lane rests after the disk failed it.
const laneRetry = 30 * time.Second

func (s *Service) lane(ctx context.Context, env int64, bell <-chan struct{}) {
	rest := time.NewTimer(laneRetry)
	defer rest.Stop()
	for {
		again, err := s.laneStep(ctx, env)
		if err != nil && ctx.Err() == nil {
			s.log.Error("the queue of asynchronous actions rests", slog.Any("error", err))
		}
		if again && err == nil && ctx.Err() == nil {
			continue
		}
		var retry <-chan time.Time
		if err != nil {
			rest.Reset(laneRetry)
			retry = rest.C
		}
		select {
		case <-ctx.Done():
			return
		case <-bell:
		case <-retry:
		}
	}
}

// laneStep runs the first of the queue; false when it is empty.
func (s *Service) laneStep(ctx context.Context, env int64) (bool, error) {
	list, err := s.runsWhere(ctx, s.db.Reader(), `state = 'queued' AND deferred = 1 AND kind = 'action' AND environment_id = ? ORDER BY seq LIMIT 1`, env)
	if err != nil || len(list) == 0 {
		return false, err
	}
	return true, s.revive(list[0])
}

// revive runs a stored run.
func (s *Service) revive(r Run) error {
	o, err := s.restore(s.ctx, r)
	if s.ctx.Err() != nil {
		return nil //nolint:nilerr // it stays queued: the service stops
	}
	if err != nil {
		return s.refuse(r, err)
	}
	if s.waited(&r) > classOf(&r).queue && r.Attempt == 1 {
		return s.expire(r)
	}
	e, err := s.activate(o)
	if fault.HasCode(err, "stopping") {
		return nil //nolint:nilerr // it stays queued: the service stops
	}
	if err != nil {
		return err
	}
	e.open()
	e.perform()
	return e.err
}

// restore rebuilds an order from its row. Its faults are those of the connection and the function, as they are now.
func (s *Service) restore(ctx context.Context, r Run) (order, error) {
	var sealed []byte
	if err := s.db.Reader().QueryRowContext(ctx, `SELECT sealed_input FROM runs WHERE id = ?`, r.ID).Scan(&sealed); err != nil {
		return order{}, s.db.Fault(err)
	}
	input, err := s.unseal(ctx, r.EnvironmentID, sealed)
	if err != nil {
		return order{}, err
	}
	c, f, err := s.target(ctx, r.EnvironmentID, Ref{r.Integration, r.Function, r.Type}, r.Connection)
	return order{run: r, function: f, connection: c, input: input}, err
}

// refuse ends a queued run that cannot be run any more.
func (s *Service) refuse(r Run, cause error) error {
	f := fault.From(cause)
	return s.endQueued(r, Failed, ownFailure(typeNotRun, 500, f.Error(), "patchbay"))
}

// waited is how long a run has waited for its turn; one of an earlier process, since this one began.
func (s *Service) waited(r *Run) time.Duration {
	since := r.QueuedAt
	if since.Before(s.born) {
		since = s.born
	}
	return s.now().Sub(since)
}

func (s *Service) expire(r Run) error { return s.endQueued(r, TimedOut, waitedTooLong(&r)) }

// endQueued writes the end of a run that never began, with an operation that says why.
func (s *Service) endQueued(r Run, state State, failure *nango.Failure) error {
	e := &execution{s: s, order: order{run: r}, ctx: s.ctx}
	e.open()
	e.outcome.Failure = failure
	e.run.State, e.run.Error, e.run.MaxAttempts = state, s.shownFailure(failure), 1
	err := e.finish()
	s.changed(r.ID)
	return err
}

// recover ends what was running when the process went down, or puts it back when it has attempts left. Runs that wait
// for a caller who is gone end too; asynchronous ones stay queued.
func (s *Service) recover(ctx context.Context) error {
	open, err := s.runsWhere(ctx, s.db.Reader(), `state = 'running' OR state = 'queued' AND deferred = 0`)
	if err != nil {
		return err
	}
	for _, r := range open {
		if r.State == Queued {
			r.MaxAttempts = r.Attempt
		}
		r.State, r.Error = Interrupted, interrupted()
		if r.again() {
			err = s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error { return s.requeued(ctx, tx, &r) })
		} else {
			err = s.closeLeft(ctx, &r)
		}
		if err != nil && !errors.Is(err, errMoved) {
			return err
		}
		s.changed(r.ID)
	}
	return nil
}

func (s *Service) closeLeft(ctx context.Context, r *Run) error {
	r.Results = s.saved(ctx, r)
	sealed, err := s.sealResult(ctx, r.EnvironmentID, &nango.Outcome{Failure: r.Error})
	if err != nil {
		return err
	}
	return s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		if err := s.finished(ctx, tx, r, sealed); err != nil {
			return err
		}
		s.step("recover.written")
		return nil
	})
}

// tellInterrupted tells the scheduler of each sync whose latest run was interrupted, by this crash or by an earlier one
// that also lost the telling.
func (s *Service) tellInterrupted(ctx context.Context) error {
	if s.scheduler == nil {
		return nil
	}
	runs, err := s.runsWhere(ctx, s.db.Reader(), `kind = 'sync' AND dry = 0 AND state = 'interrupted' AND connection_row IN (SELECT id FROM connections)
		AND NOT EXISTS (SELECT 1 FROM runs later WHERE later.instance = runs.instance AND later.instance <> '' AND later.kind = 'sync' AND later.seq > runs.seq)`)
	for _, r := range runs {
		s.scheduler.Interrupted(ctx, Instance{r.EnvironmentID, r.ConnectionRow, r.Function, r.Variant})
	}
	return err
}

// resume goes on with what was queued.
func (s *Service) resume(ctx context.Context) error {
	queued, err := s.runsWhere(ctx, s.db.Reader(), `state = 'queued' AND deferred = 1 ORDER BY seq`)
	if err != nil {
		return err
	}
	for _, r := range queued {
		if r.Kind == KindAction {
			s.lanes.wake(s, r.EnvironmentID)
			continue
		}
		s.later(r)
	}
	return nil
}

// later runs a stored run in the background.
func (s *Service) later(r Run) {
	s.background(func(context.Context) {
		if err := s.revive(r); err != nil {
			s.log.Error("a queued run could not be run", slog.String("run", r.ID), slog.Any("error", err))
		}
	})
}
