package functions

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

const runColumns = `seq, id, environment_id, integration, provider, connection, connection_row, function, type, kind, cause, variant, instance, job,
	job_type, sync_type, state, dry, deferred, attempt, max_attempts, input, output, input_size, output_size, error, results, checkpoint_from,
	checkpoint_to, warnings, operation_id, peak_memory, queued_at, started_at, finished_at`

type scanner interface{ Scan(...any) error }

// querier is a transaction or the pool of readers.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func scanRun(row scanner, more ...any) (Run, error) {
	var r Run
	var input, output, failure, results, from, to, warnings sql.NullString
	var queued int64
	var started, finished sql.NullInt64
	err := row.Scan(append([]any{&r.Seq, &r.ID, &r.EnvironmentID, &r.Integration, &r.Provider, &r.Connection, &r.ConnectionRow, &r.Function, &r.Type,
		&r.Kind, &r.Trigger, &r.Variant, &r.SyncID, &r.Job, &r.JobType, &r.SyncType, &r.State, &r.Dry, &r.Deferred, &r.Attempt, &r.MaxAttempts,
		&input, &output, &r.InputSize, &r.OutputSize, &failure, &results, &from, &to, &warnings, &r.OperationID, &r.PeakMemory,
		&queued, &started, &finished}, more...)...)
	if err != nil {
		return r, err
	}
	r.Input, r.Output, r.CheckpointFrom, r.CheckpointTo = raw(input), raw(output), raw(from), raw(to)
	r.QueuedAt, r.StartedAt, r.FinishedAt = sqlite.Time(queued), timeOf(started), timeOf(finished)
	for _, column := range []struct {
		text sql.NullString
		into any
	}{{failure, &r.Error}, {results, &r.Results}, {warnings, &r.Warnings}} {
		if !column.text.Valid {
			continue
		}
		if err := json.Unmarshal([]byte(column.text.String), column.into); err != nil {
			return r, broken("run", err)
		}
	}
	r.Error = tidy(r.Error)
	return r, nil
}

func raw(text sql.NullString) json.RawMessage {
	if !text.Valid {
		return nil
	}
	return json.RawMessage(text.String)
}

func timeOf(us sql.NullInt64) time.Time {
	if !us.Valid {
		return time.Time{}
	}
	return sqlite.Time(us.Int64)
}

func micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return sqlite.Micros(t)
}

func broken(what string, err error) error {
	return fault.New(fault.Internal, "server_error", "A stored "+what+" cannot be read.").
		WithHint("Restore a backup of the data folder.").WithCause(err)
}

// insert stores a run in its first state, with its sealed input, and notes it as the latest of its function and instance.
func (s *Service) insert(ctx context.Context, tx *sqlite.Tx, r *Run, sealed []byte) error {
	r.QueuedAt = tx.Now
	if r.State == Running {
		r.StartedAt = tx.Now
	}
	result, err := tx.ExecContext(ctx, `INSERT INTO runs (id, environment_id, integration, provider, connection, connection_row, function, type, kind, cause,
		variant, instance, job, job_type, sync_type, state, dry, deferred, attempt, max_attempts, input, input_size, sealed_input, operation_id,
		queued_at, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.EnvironmentID, r.Integration, r.Provider, r.Connection, r.ConnectionRow, r.Function, r.Type, r.Kind, r.Trigger, r.Variant, r.SyncID,
		r.Job, r.JobType, r.SyncType, r.State, r.Dry, r.Deferred, r.Attempt, r.MaxAttempts, textOrNil(r.Input), r.InputSize, sealed, r.OperationID,
		sqlite.Micros(r.QueuedAt), micros(r.StartedAt))
	if err != nil {
		return err
	}
	if r.Seq, err = result.LastInsertId(); err != nil || r.Dry {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE functions SET last_run = ? WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`,
		r.ID, r.EnvironmentID, r.Integration, r.Function, r.Type)
	return err
}

func textOrNil(text json.RawMessage) any {
	if text == nil {
		return nil
	}
	return string(text)
}

// errMoved says that a run was in another state than expected: somebody else was faster.
var errMoved = errors.New("the run is in another state")

// started moves a queued run to running.
func (s *Service) started(ctx context.Context, tx *sqlite.Tx, r *Run) error {
	r.StartedAt = tx.Now
	return moved(tx.ExecContext(ctx, `UPDATE runs SET state = 'running', started_at = ?, operation_id = ? WHERE id = ?`+whereMay(Running),
		sqlite.Micros(tx.Now), r.OperationID, r.ID))
}

// requeued moves a running run back for its next attempt.
func (s *Service) requeued(ctx context.Context, tx *sqlite.Tx, r *Run) error {
	r.Attempt++
	return moved(tx.ExecContext(ctx, `UPDATE runs SET state = 'queued', attempt = ? WHERE id = ?`+whereMay(Queued), r.Attempt, r.ID))
}

// finished writes a run's end, whatever it was before, and tells the notifier.
func (s *Service) finished(ctx context.Context, tx *sqlite.Tx, r *Run, sealed []byte) error {
	r.FinishedAt = tx.Now
	var texts [4]any
	for i, value := range []any{r.Error, r.Results, r.Warnings, r.DryResult} {
		var err error
		if texts[i], err = jsonOrNil(value); err != nil {
			return err
		}
	}
	err := moved(tx.ExecContext(ctx, `UPDATE runs SET state = ?, output = ?, output_size = ?, error = ?, results = ?, warnings = ?, dry_result = ?,
		checkpoint_from = ?, checkpoint_to = ?, sealed_result = ?, operation_id = ?, peak_memory = ?, finished_at = ?
		WHERE id = ?`+whereMay(r.State), r.State, textOrNil(r.Output), r.OutputSize, texts[0], texts[1], texts[2], texts[3],
		textOrNil(r.CheckpointFrom), textOrNil(r.CheckpointTo), sealed, r.OperationID, r.PeakMemory, sqlite.Micros(r.FinishedAt), r.ID))
	if err != nil || r.Dry {
		return err
	}
	if r.Kind == KindSync && r.State == Succeeded {
		if _, err := tx.ExecContext(ctx, `UPDATE sync_instances SET last_sync_at = ?, succeeded = 1 WHERE uuid = ?`,
			sqlite.Micros(r.StartedAt), r.SyncID); err != nil {
			return err
		}
	}
	if err := s.announce(ctx, tx, r); err != nil || s.notifier == nil {
		return err
	}
	return s.notifier.RunFinished(ctx, tx, *r)
}

// moved turns "no row" into errMoved.
func moved(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return errMoved
	}
	return err
}

// jsonOrNil is NULL for nil pointers, maps and slices.
func jsonOrNil(value any) (any, error) {
	text, err := json.Marshal(value)
	if err != nil || string(text) == "null" {
		return nil, err
	}
	return string(text), nil
}

// Run returns one run, with its dry result. Fault: not_found.
func (s *Service) Run(ctx context.Context, env int64, id string) (Run, error) {
	var dry sql.NullString
	run, err := scanRun(s.db.Reader().QueryRowContext(ctx, `SELECT `+runColumns+`, dry_result FROM runs WHERE id = ? AND environment_id = ?`, id, env), &dry)
	if errors.Is(err, sql.ErrNoRows) {
		return Run{}, unknownRun(id)
	}
	if err == nil && dry.Valid {
		run.DryResult = new(nango.DryResult)
		if err := json.Unmarshal([]byte(dry.String), run.DryResult); err != nil {
			return Run{}, broken("dry run", err)
		}
	}
	return run, s.db.Fault(err)
}

func unknownRun(id string) error {
	return fault.New(fault.NotFound, "not_found", "There is no run "+id+".").WithHint("Old runs are removed; the list shows those that are kept.")
}

// Runs lists runs, newest first.
func (s *Service) Runs(ctx context.Context, env int64, f RunFilter) (RunPage, error) {
	where, args := f.where(env)
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	limit = min(limit, 200)
	list, err := s.runsWhere(ctx, s.db.Reader(), where+` ORDER BY seq DESC LIMIT ?`, append(args, limit+1)...)
	if err != nil {
		return RunPage{}, err
	}
	page := RunPage{Runs: list}
	if len(list) > limit {
		page.Runs = list[:limit]
		page.Next = list[limit-1].Seq
	}
	return page, nil
}

func (s *Service) runsWhere(ctx context.Context, q querier, where string, args ...any) ([]Run, error) {
	rows, err := q.QueryContext(ctx, `SELECT `+runColumns+` FROM runs WHERE `+where, args...)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	list := []Run{}
	for rows.Next() {
		run, err := scanRun(rows)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		list = append(list, run)
	}
	return list, s.db.Fault(rows.Err())
}

func (f RunFilter) where(env int64) (string, []any) {
	conditions, args := []string{"environment_id = ?"}, []any{env}
	for _, c := range []struct{ column, value string }{{"integration", f.Integration}, {"connection", f.Connection}, {"function", f.Function},
		{"type", string(f.Type)}, {"kind", f.Kind}, {"cause", f.Trigger}, {"instance", f.SyncID}} {
		if c.value != "" {
			conditions, args = append(conditions, c.column+" = ?"), append(args, c.value)
		}
	}
	if len(f.States) > 0 {
		conditions = append(conditions, "state IN (?"+strings.Repeat(", ?", len(f.States)-1)+")")
		for _, state := range f.States {
			args = append(args, state)
		}
	}
	if f.Dry != nil {
		conditions, args = append(conditions, "dry = ?"), append(args, *f.Dry)
	}
	if !f.Since.IsZero() {
		conditions, args = append(conditions, "queued_at >= ?"), append(args, sqlite.Micros(f.Since))
	}
	if f.Before > 0 {
		conditions, args = append(conditions, "seq < ?"), append(args, f.Before)
	}
	return strings.Join(conditions, " AND "), args
}
