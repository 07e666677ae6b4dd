package webhooks

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"time"
	"unicode/utf8"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
)

// sealedColumn is what sealed contents are bound to.
const sealedColumn = "webhook"

// shownLimit is how much of a body lists show and search, in bytes.
const shownLimit = 8 << 10

// replayWindow is how long a delivery is remembered: the same one again is kept as a duplicate.
const replayWindow = 24 * time.Hour

// store writes a delivery with its jobs, in one transaction, and starts the work.
func (s *Service) store(ctx context.Context, d *draft) (err error) {
	ctx = context.WithoutCancel(ctx) // the sender may be gone; it will not send this again
	if d.ID == "" {
		if d.ID, err = sqlite.NewID(s.rand); err != nil {
			return err
		}
	}
	record := s.begin(d)
	defer func() { d.end(record, err) }()
	sealed, err := s.seal(ctx, d)
	if err != nil {
		return err
	}
	s.step("receive.sealed")
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if err := s.insert(ctx, tx, d, sealed); err != nil {
			return err
		}
		s.step("receive.written")
		return nil
	})
	s.step("receive.committed")
	if err != nil {
		return err
	}
	s.started(d)
	return nil
}

// started wakes the lanes of a stored delivery.
func (s *Service) started(d *draft) {
	s.changed(d.ID)
	if d.Size > s.keep.RefusedBytes/100 || d.Seq%100 == 0 {
		s.tidy.ask()
	}
	for i := range d.jobs {
		if d.jobs[i].Kind == Forward {
			s.lanes.remember(d.Seq, d.raw)
		}
		s.wake(d.jobs[i].lane(&d.Delivery))
	}
}

func (s *Service) insert(ctx context.Context, tx *sqlite.Tx, d *draft, sealed []byte) error {
	if err := s.compare(ctx, tx, d); err != nil {
		return err
	}
	d.Status = d.answer.Status
	var finished any
	if len(d.jobs) == 0 {
		finished = sqlite.Micros(d.ReceivedAt)
	}
	types, connections, reason, err := d.columns()
	if err != nil {
		return err
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO webhook_deliveries (id, environment_id, integration, provider, state, verification, simulated, edited, resent_from,
		fingerprint, types, connections, reason, note, status, content_type, size, shown, sealed, operation_id, received_at, finished_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`,
		d.ID, d.EnvironmentID, d.Integration, d.Provider, d.State, d.Verification, d.Simulated, d.Edited, d.ResentFrom, d.fingerprint, types, connections, reason,
		d.Note, d.Status, d.ContentType, d.Size, s.shown(d.Body), sealed, d.OperationID, sqlite.Micros(d.ReceivedAt), finished).Scan(&d.Seq)
	if err != nil {
		return err
	}
	return s.insertJobs(ctx, tx, &d.Delivery, d.jobs)
}

func (s *Service) insertJobs(ctx context.Context, tx *sqlite.Tx, d *Delivery, jobs []Job) error {
	for i := range jobs {
		j := &jobs[i]
		_, err := tx.ExecContext(ctx, `INSERT INTO webhook_jobs (delivery, lane, kind, connection, event, function, state, not_before) VALUES (?, ?, ?, ?, ?, ?, 'queued', ?)
			ON CONFLICT DO NOTHING`, d.Seq, j.lane(d), j.Kind, j.Connection, j.Event, j.Function, sqlite.Micros(tx.Now))
		if err != nil {
			return err
		}
	}
	return nil
}

// compare makes a duplicate of a delivery that came before. What was refused did not count.
func (s *Service) compare(ctx context.Context, tx *sqlite.Tx, d *draft) error {
	if d.fingerprint == nil {
		return nil
	}
	var first string
	err := tx.QueryRowContext(ctx, `SELECT id FROM webhook_deliveries WHERE fingerprint = ? AND received_at > ? ORDER BY seq DESC LIMIT 1`,
		d.fingerprint, sqlite.Micros(d.ReceivedAt.Add(-replayWindow))).Scan(&first)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	d.State, d.ResentFrom, d.jobs, d.fingerprint = Duplicate, first, nil, nil
	d.Reason = &Reason{Code: "webhook_duplicate", Message: "This delivery came before, so it did not run again.",
		Hint: "If it should run once more, send the first one again from here."}
	d.answer.Status = http.StatusOK
	return nil
}

// columns are the values that are stored as JSON.
func (d *Delivery) columns() (types, connections string, reason any, err error) {
	types, err = jsonList(d.Types)
	if err != nil {
		return "", "", nil, err
	}
	if connections, err = jsonList(d.Connections); err != nil || d.Reason == nil {
		return types, connections, nil, err
	}
	text, err := json.Marshal(d.Reason)
	return types, connections, string(text), err
}

func jsonList(list []string) (string, error) {
	if list == nil {
		return "[]", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

// shown is the beginning of a body for lists: redacted, and empty when it is no text.
func (s *Service) shown(body []byte) string {
	if len(body) > shownLimit {
		body = body[:shownLimit]
		for n := 0; n < utf8.UTFMax && !utf8.Valid(body); n++ {
			body = body[:len(body)-1]
		}
	}
	if !utf8.Valid(body) {
		return ""
	}
	return s.redactor.Text(string(body))
}

func (s *Service) seal(ctx context.Context, d *draft) ([]byte, error) {
	env, err := s.environment(d.EnvironmentID)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(d.content)
	if err != nil {
		return nil, err
	}
	return s.vault.Seal(ctx, owner(env), sealedColumn, text)
}

func (s *Service) unseal(ctx context.Context, d *Delivery, sealed []byte) (content, error) {
	var c content
	env, err := s.environment(d.EnvironmentID)
	if err != nil {
		return c, err
	}
	text, err := s.vault.Unseal(ctx, owner(env), sealedColumn, sealed)
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return c, fault.New(fault.Internal, "server_error", "A stored webhook cannot be read.").WithHint("Restore a backup of the data folder.").WithCause(err)
	}
	return c, nil
}

func (s *Service) environment(id int64) (settings.Environment, error) {
	if e, err := s.settings.ByID(id); err == nil {
		return e, nil
	}
	return settings.Environment{}, fault.New(fault.NotFound, "unknown_environment", "The environment is gone.").WithHint("Choose another one.")
}
