package schedule

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/sqlite"
)

// runDue hands what is due to workers and returns how long until something else may be.
func (s *Service) runDue(ctx context.Context) time.Duration {
	now := s.now()
	due, err := s.query(ctx, s.db.Reader(), isDue+` ORDER BY next_at IS NULL DESC, next_at`, Started, sqlite.Micros(now))
	if err != nil {
		if ctx.Err() == nil {
			s.log.Error("what is due could not be read", slog.Any("error", err))
		}
		return lookEvery
	}
	for _, e := range due {
		if !s.hand(ctx, e) {
			return lookEvery // all workers are busy; the first one done looks again
		}
	}
	return s.untilNext(ctx, now)
}

// isDue takes Started and the time.
const isDue = `present = 1 AND (request IS NOT NULL OR (state = ? AND next_at <= ?))`

func (s *Service) untilNext(ctx context.Context, now time.Time) time.Duration {
	var next *int64
	row := s.db.Reader().QueryRowContext(ctx, `SELECT min(next_at) FROM schedules WHERE present = 1 AND state = ? AND next_at > ?`, Started, sqlite.Micros(now))
	if err := row.Scan(&next); err != nil || next == nil {
		return lookEvery
	}
	return max(sqlite.Time(*next).Sub(now), time.Millisecond)
}

// hand gives an entry to a free worker. It reports false when there is none.
func (s *Service) hand(ctx context.Context, e *Entry) bool {
	s.mu.Lock()
	_, busy := s.active[e.ID]
	if !busy {
		select {
		case s.slots <- struct{}{}:
			s.active[e.ID] = e.request
		default:
			s.mu.Unlock()
			return false
		}
	}
	s.mu.Unlock()
	if busy {
		return true
	}
	s.running.Go(func() {
		defer func() {
			s.mu.Lock()
			delete(s.active, e.ID)
			s.mu.Unlock()
			<-s.slots
			nudge(s.poke)
		}()
		if now := s.claim(ctx, e.ID); now != nil {
			s.run(ctx, now)
		}
	})
	return true
}

// claim reads an entry again once its worker is registered, because it may have run or been paused since it was found due;
// then it returns nil.
func (s *Service) claim(ctx context.Context, id int64) *Entry {
	found, err := s.query(ctx, s.db.Reader(), isDue+` AND id = ?`, Started, sqlite.Micros(s.now()), id)
	if err != nil && ctx.Err() == nil {
		s.log.Error("a sync that is due could not be read", slog.Any("error", err))
	}
	if len(found) == 0 {
		return nil
	}
	s.mu.Lock()
	s.active[id] = found[0].request
	s.mu.Unlock()
	return found[0]
}

// run executes one sync. What was asked for is taken off the entry by RunFinished, with the end of the run.
func (s *Service) run(ctx context.Context, e *Entry) {
	asked := request{Trigger: functions.TriggerSchedule}
	if e.request != "" {
		if err := json.Unmarshal([]byte(e.request), &asked); err != nil {
			s.log.Error("a requested run cannot be read; the sync runs plainly", slog.Any("error", err))
		}
	}
	if asked.Reset {
		if err := s.reset(ctx, e, &asked); err != nil {
			s.giveUp(ctx, e, err)
			return
		}
	}
	_, err := s.functions.RunSync(ctx, functions.SyncInput{
		EnvironmentID: e.EnvironmentID, Integration: e.Integration, Connection: e.Connection, Function: e.Sync, Variant: e.Variant, Trigger: asked.Trigger,
	})
	if err != nil && ctx.Err() == nil {
		s.giveUp(ctx, e, err)
	}
}

// reset makes the sync forget where it was, and the request forget that it wanted that: a run that is cut short after this
// goes on from its own checkpoint.
func (s *Service) reset(ctx context.Context, e *Entry, asked *request) error {
	if err := s.functions.Reset(ctx, e.instance(), asked.EmptyCache); err != nil {
		return err
	}
	before := e.request
	asked.Reset, asked.EmptyCache = false, false
	e.request = asked.text()
	s.mu.Lock()
	s.active[e.ID] = e.request
	s.mu.Unlock()
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE schedules SET request = ? WHERE id = ? AND request = ?`, e.request, e.ID, before)
		return s.db.Fault(err)
	})
}

// giveUp is for a run that could not begin: the entry waits for its next turn instead of trying again at once.
func (s *Service) giveUp(ctx context.Context, e *Entry, cause error) {
	if fault.IsKind(cause, fault.Conflict) {
		s.log.Debug("a sync is running already", slog.String("sync", e.Sync))
	} else {
		s.log.Warn("a sync could not run", slog.String("sync", e.Sync), slog.String("connection", e.Connection), slog.Any("error", cause))
	}
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return s.finish(ctx, tx, e) })
	if err != nil && ctx.Err() == nil {
		s.log.Error("a sync's next run could not be kept", slog.Any("error", err))
	}
}

// RunFinished implements functions.Notifier: the end of a run and the time of the next are one transaction.
func (s *Service) RunFinished(ctx context.Context, tx *sqlite.Tx, run functions.Run) error {
	if run.Kind != functions.KindSync || run.Dry {
		return nil
	}
	found, err := s.of(ctx, tx, functions.Instance{EnvironmentID: run.EnvironmentID, ConnectionID: run.ConnectionRow, Sync: run.Function, Variant: run.Variant})
	if err != nil || found == nil {
		return err
	}
	defer s.changed()
	return s.finish(ctx, tx, found)
}

// finish sets the time of the next run, if there is a schedule, and takes the request that was being served off the entry, not one that came later.
func (s *Service) finish(ctx context.Context, tx *sqlite.Tx, e *Entry) error {
	s.mu.Lock()
	served := s.active[e.ID]
	s.mu.Unlock()
	next := e.next(tx.Now.Add(time.Microsecond))
	_, err := tx.ExecContext(ctx, `UPDATE schedules SET next_at = CASE WHEN next_at IS NULL AND state = ? THEN NULL ELSE ? END,
		request = CASE WHEN request = ? THEN NULL ELSE request END WHERE id = ?`, Paused, sqlite.Micros(next), served, e.ID)
	return s.db.Fault(err)
}

// Interrupted asks for another run of a sync whose run ended with the process. It goes on from its checkpoint.
func (s *Service) Interrupted(ctx context.Context, i functions.Instance) {
	again := request{Trigger: functions.TriggerSchedule, At: sqlite.Micros(s.now())}
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE schedules SET request = coalesce(request, ?) WHERE connection_id = ? AND name = ? AND variant = ?`,
			again.text(), i.ConnectionID, i.Sync, i.Variant)
		return s.db.Fault(err)
	})
	if err != nil {
		s.log.Error("an interrupted sync could not be asked to run again", slog.Any("error", err))
	}
	nudge(s.poke)
}
