package notify

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// Resend sends a notification that has ended once more, with the same bytes: to the connection's own address if it had one,
// otherwise to the addresses that are set now. Faults: not_found, notification_waiting and no_webhook_url (conflicts).
func (s *Service) Resend(ctx context.Context, env int64, uuid string) error {
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		var id int64
		var state State
		var override string
		err := tx.QueryRowContext(ctx, `SELECT id, state, override_url FROM notifications WHERE uuid = ? AND environment_id = ?`, uuid, env).Scan(&id, &state, &override)
		if errors.Is(err, sql.ErrNoRows) {
			return unknownNotification(uuid)
		}
		if err != nil {
			return err
		}
		if state == Held || state == Waiting {
			return fault.New(fault.Conflict, "notification_waiting", "The notification is still on its way.").WithHint("Wait for its end, or cancel it first.")
		}
		kept, err := s.Settings(ctx, env)
		if err != nil {
			return err
		}
		to := addresses(kept, override)
		if len(to) == 0 {
			return fault.New(fault.Conflict, "no_webhook_url", "There is no address to send notifications to.").WithHint("Enter one in the settings.")
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM notification_targets WHERE notification_id = ?`, id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE notifications SET state = 'waiting', finished_at = NULL WHERE id = ?`, id); err != nil {
			return err
		}
		s.work.nudge()
		return s.address(ctx, tx, id, to, false)
	})
	if err == nil {
		s.changed(uuid)
	}
	return err
}

// Cancel ends a notification that waits; one that has ended stays as it is. A request under way is not called back.
// Fault: not_found.
func (s *Service) Cancel(ctx context.Context, env int64, uuid string) error {
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		var id int64
		err := tx.QueryRowContext(ctx, `SELECT id FROM notifications WHERE uuid = ? AND environment_id = ?`, uuid, env).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return unknownNotification(uuid)
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE notification_targets SET state = 'cancelled', next_at = NULL
			WHERE notification_id = ? AND state = 'waiting'`, id); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE notifications SET state = 'cancelled', finished_at = ? WHERE id = ? AND state IN ('held', 'waiting')`,
			sqlite.Micros(tx.Now), id)
		return err
	})
	if err == nil {
		s.changed(uuid)
	}
	return err
}

const (
	// keepMost and keepFor bound the history of an environment; what waits is never removed.
	keepMost = 10_000
	keepFor  = 30 * 24 * time.Hour
	// retainEvery is how often old notifications are looked for.
	retainEvery = time.Hour
)

// retain removes old notifications now and then.
func (s *Service) retain(ctx context.Context) {
	ticker := time.NewTicker(retainEvery)
	defer ticker.Stop()
	for {
		if err := s.dropOld(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("old notifications could not be removed", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (s *Service) dropOld(ctx context.Context) error {
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM notifications WHERE state NOT IN ('held', 'waiting') AND (created_at < ? OR id <= coalesce(
			(SELECT o.id FROM notifications o WHERE o.environment_id = notifications.environment_id ORDER BY o.id DESC LIMIT 1 OFFSET ?), 0))`,
			sqlite.Micros(s.now().Add(-keepFor)), keepMost)
		return err
	})
}
