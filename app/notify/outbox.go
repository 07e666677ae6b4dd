package notify

import (
	"context"
	"database/sql"
	"errors"

	"patchbay/app/sqlite"
)

// message is a notification that is about to be kept.
type message struct {
	environment int64
	kind        Type
	action      string
	integration string
	provider    string
	connection  string
	subject     string
	runID       string
	origin      string // "": the cause is told once only
	simulated   bool
	override    *string // the connection's own address
	header      []byte  // sealed
	hold        bool
	body        any
}

// addresses are where a message goes, in order: the connection's own address replaces both of the environment.
func addresses(k Settings, override string) []string {
	if override != "" {
		return []string{override}
	}
	var list []string
	for _, address := range []string{k.PrimaryURL, k.SecondaryURL} {
		if address != "" {
			list = append(list, address)
		}
	}
	return list
}

// destinations are where a message goes, and the connection's own address; "" is none.
func (s *Service) destinations(ctx context.Context, m message) (to []string, override string, err error) {
	kept, err := s.Settings(ctx, m.environment)
	if err != nil {
		return nil, "", err
	}
	if m.override != nil {
		override = *m.override
	}
	return addresses(kept, override), override, nil
}

// keep writes a message into the outbox, as part of the transaction that it tells of, and returns its row; 0 when it has no
// address to go to or was kept before. It is on its way when the transaction ends.
func (s *Service) keep(ctx context.Context, tx *sqlite.Tx, m message) (int64, error) {
	to, override, err := s.destinations(ctx, m)
	if err != nil || len(to) == 0 {
		return 0, err
	}
	body, err := encode(m.body)
	if err != nil {
		return 0, err
	}
	uuid, err := sqlite.NewID(s.rand)
	if err != nil {
		return 0, err
	}
	state := Waiting
	if m.hold {
		state = Held
	}
	var id int64
	err = tx.QueryRowContext(ctx, `INSERT INTO notifications (uuid, environment_id, type, action, integration, provider, connection, subject, run_id,
		origin, simulated, override_url, body, sealed_header, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (origin) DO NOTHING RETURNING id`,
		uuid, m.environment, m.kind, m.action, m.integration, m.provider, m.connection, m.subject, m.runID, orNull(m.origin), m.simulated,
		override, body, m.header, state, sqlite.Micros(tx.Now)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if err := s.address(ctx, tx, id, to, state == Held); err != nil {
		return 0, err
	}
	s.work.nudge()
	return id, nil
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// address begins a round: the first target is due now, each other one when the one before it has ended.
func (s *Service) address(ctx context.Context, tx *sqlite.Tx, id int64, to []string, held bool) error {
	for position, address := range to {
		var due any
		if position == 0 && !held {
			due = sqlite.Micros(tx.Now)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO notification_targets (notification_id, position, url, state, next_at) VALUES (?, ?, ?, ?, ?)`,
			id, position, address, Waiting, due); err != nil {
			return err
		}
	}
	return nil
}

// release sends held notifications on their way: one, or with 0 all of them.
func (s *Service) release(ctx context.Context, tx *sqlite.Tx, id int64) error {
	if _, err := tx.ExecContext(ctx, `UPDATE notification_targets SET next_at = ? WHERE position = 0 AND notification_id IN
		(SELECT id FROM notifications WHERE state = 'held' AND ? IN (0, id))`, sqlite.Micros(tx.Now), id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE notifications SET state = 'waiting' WHERE state = 'held' AND ? IN (0, id)`, id)
	s.work.nudge()
	return err
}

// withdraw takes a held notification back: what it tells did not last.
func (s *Service) withdraw(ctx context.Context, tx *sqlite.Tx, id int64) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM notifications WHERE id = ? AND state = 'held'`, id)
	return err
}
