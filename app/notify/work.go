package notify

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

const (
	defaultWorkers = 8
	// lookEvery bounds how late the clock's jumps are noticed: a timer does not run while the machine sleeps.
	lookEvery = 15 * time.Second
	// grace is how long Stop lets requests under way finish. What it cuts off is sent again at the next start.
	grace = 2 * time.Second
)

// slot names a target of a notification.
type slot struct {
	notification int64
	position     int
}

// work is who delivers what in this process.
type work struct {
	poke  chan struct{}
	slots chan struct{} // one for each attempt at the same time

	mu      sync.Mutex
	active  map[slot]bool
	records map[slot]*logs.Recorder // of targets that have begun and not ended
}

func (w *work) init(workers int) {
	w.poke, w.slots = make(chan struct{}, 1), make(chan struct{}, workers)
	w.active, w.records = map[slot]bool{}, map[slot]*logs.Recorder{}
}

// nudge makes the loop look again; it never blocks and is not lost.
func (w *work) nudge() {
	select {
	case w.poke <- struct{}{}:
	default:
	}
}

// take reserves a slot and a worker for it. free is false when there is no worker left.
func (w *work) take(at slot) (mine, free bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.active[at] {
		return false, true
	}
	select {
	case w.slots <- struct{}{}:
		w.active[at] = true
		return true, true
	default:
		return false, false
	}
}

// leave gives a slot back. ok is false when its row could not be read or written: the loop then looks again in a while and
// not at once, for ever.
func (w *work) leave(at slot, ok bool) {
	w.mu.Lock()
	delete(w.active, at)
	w.mu.Unlock()
	<-w.slots
	if ok {
		w.nudge()
	}
}

func (w *work) busy() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.active)
}

// Start sends what an earlier process left, and from then on what is kept. Notifications that were held when that process
// ended tell what is stored, so they go. ctx does not end the work; Stop does.
func (s *Service) Start(ctx context.Context) error {
	if err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return s.release(ctx, tx, 0) }); err != nil {
		return err
	}
	base := context.WithoutCancel(ctx)
	sending, abort := context.WithCancel(base)
	looping, stop := context.WithCancel(base)
	s.abort, s.stop = abort, stop
	s.running.Go(func() { s.loop(looping, sending) })
	s.running.Go(func() { s.retain(looping) })
	return nil
}

// Stop takes up nothing more but what is due at this moment, and lets it finish for a moment. It may be called twice.
func (s *Service) Stop() {
	if s.stop == nil {
		return
	}
	s.stop()
	enough := time.AfterFunc(grace, s.abort)
	s.running.Wait()
	enough.Stop()
	s.abort()
	s.work.mu.Lock()
	defer s.work.mu.Unlock()
	for at, record := range s.work.records {
		record.Log("info", "Patchbay was closed. The next attempt follows when it is started again.")
		record.Finish(nil, func(op *logs.Operation) { op.State = logs.Cancelled })
		delete(s.work.records, at)
	}
}

// loop hands what is due to workers, sleeps until the next is, and looks at the wall clock now and then.
func (s *Service) loop(ctx, sending context.Context) {
	for {
		wait := s.handDue(sending)
		timer := time.NewTimer(min(wait, lookEvery))
		select {
		case <-ctx.Done():
			timer.Stop()
			s.handDue(sending)
			return
		case <-timer.C:
		case <-s.work.poke:
		}
		timer.Stop()
	}
}

// handDue gives due targets to free workers and returns how long until another may be due.
func (s *Service) handDue(ctx context.Context) time.Duration {
	due, next, err := s.due(ctx)
	if err != nil {
		if ctx.Err() == nil {
			s.log.Error("the outbox could not be read", slog.Any("error", err))
		}
		return lookEvery
	}
	for _, at := range due {
		mine, free := s.work.take(at)
		if !free {
			return lookEvery // the first worker that is done looks again
		}
		if !mine {
			continue
		}
		s.running.Go(func() {
			ok := false
			defer func() { s.work.leave(at, ok) }()
			ok = s.deliver(ctx, at)
		})
	}
	return next
}

// due lists the targets whose time has come. It reads in the one write transaction, behind the one that kept a
// notification and nudged: that one has ended then.
func (s *Service) due(ctx context.Context) (list []slot, next time.Duration, err error) {
	next = lookEvery
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT notification_id, position, next_at FROM notification_targets WHERE next_at IS NOT NULL
			ORDER BY next_at, notification_id LIMIT ?`, cap(s.work.slots)+s.work.busy()+1)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var at slot
			var when int64
			if err := rows.Scan(&at.notification, &at.position, &when); err != nil {
				return err
			}
			if wait := sqlite.Time(when).Sub(s.now()); wait > 0 {
				next = wait
				break
			}
			list = append(list, at)
		}
		return rows.Err()
	})
	return list, next, err
}
