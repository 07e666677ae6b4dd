package webhooks

import (
	"context"
	"log/slog"
	"time"

	"patchbay/app/sqlite"
)

// Retention bounds what is kept. Zero fields mean the defaults. Deliveries with open jobs stay.
type Retention struct {
	Count        int           // deliveries of an environment; default 10,000
	For          time.Duration // how long they are kept; default 30 days
	Bytes        int64         // of all bodies of an environment; default 512 MB
	Refused      int           // deliveries that did not count: refused, duplicate, without a handler; default 1,000
	RefusedBytes int64         // of their bodies; default 64 MB: anybody who knows the address can send them
}

func (r Retention) withDefaults() Retention {
	if r.Count <= 0 {
		r.Count = 10_000
	}
	if r.For <= 0 {
		r.For = 30 * 24 * time.Hour
	}
	if r.Bytes <= 0 {
		r.Bytes = 512 << 20
	}
	if r.Refused <= 0 {
		r.Refused = 1_000
	}
	if r.RefusedBytes <= 0 {
		r.RefusedBytes = 64 << 20
	}
	return r
}

// retainEvery is how often old deliveries are looked for when nothing asks for it.
const retainEvery = time.Hour

// tidiness asks for a look at old deliveries before its time.
type tidiness struct{ asked chan struct{} }

func (t *tidiness) init() { t.asked = make(chan struct{}, 1) }

func (t *tidiness) ask() {
	select {
	case t.asked <- struct{}{}:
	default: // it will look anyway
	}
}

// retain removes old deliveries now and then, and soon after many or large ones came.
func (s *Service) retain() {
	ticker := time.NewTicker(retainEvery)
	defer ticker.Stop()
	for {
		if err := s.Sweep(s.ctx); err != nil && s.ctx.Err() == nil {
			s.log.Warn("old webhooks could not be removed", slog.Any("error", err))
		}
		select {
		case <-s.ctx.Done():
			return
		case <-ticker.C:
		case <-s.tidy.asked:
		}
	}
}

// The conditions of the two kinds of delivery: what did not count must not push out what did.
const (
	counted = `state NOT IN ('refused', 'duplicate', 'no_handler')`
	refused = `state IN ('refused', 'duplicate', 'no_handler')`
)

// Sweep removes the deliveries that the retention does not keep.
func (s *Service) Sweep(ctx context.Context) error {
	environments := s.settings.Environments()
	for _, e := range environments {
		err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
			if err := s.sweep(ctx, tx, e.ID, counted, s.keep.Count, s.keep.Bytes); err != nil {
				return err
			}
			return s.sweep(ctx, tx, e.ID, refused, s.keep.Refused, s.keep.RefusedBytes)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sweep removes the deliveries of one kind behind the newest, or behind what fits, or out of time.
func (s *Service) sweep(ctx context.Context, tx *sqlite.Tx, env int64, kind string, count int, bytes int64) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM webhook_deliveries WHERE seq IN (
			SELECT seq FROM (SELECT seq, received_at, row_number() OVER newest AS place, sum(size) OVER newest AS total
				FROM webhook_deliveries WHERE environment_id = ?1 AND `+kind+` WINDOW newest AS (ORDER BY seq DESC))
			WHERE place > ?2 OR total > ?3 AND place > 1 OR received_at < ?4)
		AND NOT EXISTS (SELECT 1 FROM webhook_jobs j WHERE j.delivery = webhook_deliveries.seq AND j.state IN ('queued', 'running'))`,
		env, count, bytes, sqlite.Micros(tx.Now.Add(-s.keep.For)))
	return err
}
