package connect

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"patchbay/app/sqlite"
)

// fetchedEvery is how often the times of use are written: they are for people and for a daily job, not worth a
// transaction per call.
const fetchedEvery = 5 * time.Second

// fetched collects the connections that were handed out since the last write.
type fetched struct {
	mu     sync.Mutex
	stamps map[string]*stamp // by uuid, for as long as the process lives
	dirty  []*stamp
}

func (f *fetched) init() { f.stamps = map[string]*stamp{} }

// of returns the connection's stamp.
func (f *fetched) of(uuid string) *stamp {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.stamps[uuid]; ok {
		return known
	}
	made := &stamp{uuid: uuid}
	f.stamps[uuid] = made
	return made
}

// mark notes that the connection was handed out.
func (f *fetched) mark(s *stamp, now time.Time) {
	s.at.Store(sqlite.Micros(now))
	if s.dirty.Load() || s.dirty.Swap(true) {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dirty = append(f.dirty, s)
}

// take empties the list.
func (f *fetched) take() []*stamp {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := f.dirty
	f.dirty = nil
	return list
}

// writeFetched stores the times of use.
func (s *Service) writeFetched(ctx context.Context) {
	list := s.fetched.take()
	if len(list) == 0 {
		return
	}
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, stamp := range list {
			stamp.dirty.Store(false)
			if _, err := tx.ExecContext(ctx, `UPDATE connections SET last_fetched_at = max(coalesce(last_fetched_at, 0), ?) WHERE uuid = ?`, stamp.at.Load(), stamp.uuid); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.log.Warn("the times of last use could not be stored", slog.Any("error", err))
	}
}
