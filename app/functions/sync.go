package functions

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/nango"
	"patchbay/app/records"
	"patchbay/app/sqlite"
)

// SyncInput asks for one run of a sync.
type SyncInput struct {
	EnvironmentID int64
	Integration   string
	Connection    string
	Function      string
	Variant       string     // default BaseVariant
	Trigger       string     // default TriggerSchedule
	LastSyncDate  *time.Time // in place of the stored one
	EmptyCache    bool       // delete the records of the sync's models first
}

// RunSync runs a sync to its end and returns the run, a failed one included. When ctx ends, the run does, as interrupted.
// Faults: unknown_connection, unknown_sync, disabled_resource, sync_running, not_found for a variant that nobody made.
func (s *Service) RunSync(ctx context.Context, in SyncInput) (Run, error) {
	c, f, err := s.target(ctx, in.EnvironmentID, Ref{in.Integration, in.Function, compile.Sync}, in.Connection)
	if err != nil {
		return Run{}, err
	}
	o := order{run: newRun(c, f, KindSync, in.Trigger), function: f, connection: c, lastSync: in.LastSyncDate, emptyCache: in.EmptyCache}
	o.run.Variant = orDefault(in.Variant, BaseVariant)
	o.run.Trigger = orDefault(in.Trigger, TriggerSchedule)
	return s.complete(ctx, o)
}

func orDefault(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// complete runs an order to its end in the caller's goroutine; when ctx ends the run does.
func (s *Service) complete(ctx context.Context, o order) (Run, error) {
	e, err := s.admit(ctx, o)
	if err != nil {
		return Run{}, err
	}
	unhook := context.AfterFunc(ctx, func() { e.active.cancel(errStopping) })
	defer unhook()
	e.perform()
	return e.run, e.err
}

// newRun is a run with what it has from its connection and function.
func newRun(c connect.Connection, f *Function, kind, trigger string) Run {
	return Run{EnvironmentID: c.EnvironmentID, Integration: c.IntegrationKey, Provider: c.Provider, Connection: c.ConnectionID, ConnectionRow: c.ID,
		Function: f.Name, Type: f.Type, Kind: kind, Trigger: trigger}
}

// target finds the connection and the enabled function of a run.
func (s *Service) target(ctx context.Context, env int64, ref Ref, connection string) (connect.Connection, *Function, error) {
	c, err := s.connect.Connection(ctx, env, ref.Integration, connection)
	if err != nil {
		return c, nil, err
	}
	f, err := s.installed(ctx, env, ref)
	if err != nil {
		return c, nil, err
	}
	if !f.Enabled {
		return c, nil, disabled(ref)
	}
	return c, f, nil
}

func disabled(ref Ref) error {
	return fault.New(fault.NotFound, "disabled_resource", fmt.Sprintf("The %s %s is disabled.", ref.Type, ref.Name)).
		WithHint("Enable it on its page.")
}

// claimed is what a sync instance knew when a run of it was stored.
type claimed struct {
	uuid       string
	job        int64
	lastSync   *time.Time
	succeeded  bool
	emptyCache bool
}

// claim gives a run the next job number of its instance, which is made when it is new. Fault: not_found.
func claim(ctx context.Context, tx *sqlite.Tx, s *Service, i Instance, run string) (claimed, error) {
	var c claimed
	if err := s.checkVariant(ctx, tx, i); err != nil {
		return c, err
	}
	id, err := sqlite.NewID(s.rand)
	if err != nil {
		return c, err
	}
	var last sql.NullInt64
	err = tx.QueryRowContext(ctx, `INSERT INTO sync_instances (uuid, environment_id, connection_id, name, variant, last_job, last_run, created_at)
		VALUES (?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (connection_id, name, variant) DO UPDATE SET last_job = last_job + 1, last_run = excluded.last_run
		RETURNING uuid, last_job, last_sync_at, succeeded, empty_cache`, id, i.EnvironmentID, i.ConnectionID, i.Sync, i.Variant, run, sqlite.Micros(tx.Now)).
		Scan(&c.uuid, &c.job, &last, &c.succeeded, &c.emptyCache)
	if last.Valid {
		at := sqlite.Time(last.Int64)
		c.lastSync = &at
	}
	return c, err
}

// checkVariant refuses a variant that was not made, or was deleted: its instance would stay for ever.
func (s *Service) checkVariant(ctx context.Context, tx *sqlite.Tx, i Instance) error {
	known := i.Variant == BaseVariant
	if !known && s.scheduler != nil {
		var err error
		if known, err = s.scheduler.HasVariant(ctx, tx, i); err != nil {
			return err
		}
	}
	if !known {
		return fault.New(fault.NotFound, "not_found", fmt.Sprintf("The sync %s has no variant %s on this connection.", i.Sync, i.Variant)).
			WithHint("Create the variant first.")
	}
	return nil
}

// describe writes into a run what its instance decides: numbers, and the two kinds of type (functions.md §4.7).
func (c claimed) describe(r *Run, f *Function, override *time.Time) {
	r.SyncID, r.Job = c.uuid, c.job
	r.JobType, r.SyncType = JobFull, SyncInitial
	if c.lastSync != nil || override != nil {
		r.SyncType = SyncIncremental
	}
	if f.SyncType == "incremental" && c.succeeded {
		r.JobType = JobIncremental
	}
	if r.Kind == KindWebhook {
		r.JobType, r.SyncType = JobIncremental, SyncWebhook
	}
}

func (e *execution) recordsOf(model string) records.Target {
	return records.Target{EnvironmentID: e.run.EnvironmentID, ConnectionID: e.connection.ID, Model: records.StoredModel(model, e.run.Variant)}
}

// before empties the cache when that was asked for, and begins to note what a sync with the old trackDeletes property sees.
func (e *execution) before(ctx context.Context) error {
	if e.run.Kind != KindSync || e.run.Dry {
		return nil
	}
	if e.emptyCache || e.claim.emptyCache {
		if err := e.clear(ctx); err != nil {
			return err
		}
	}
	if !e.function.TrackDeletes {
		return nil
	}
	for _, model := range e.function.Models {
		if err := e.s.records.StartTracking(ctx, e.recordsOf(model), e.run.Job, e.run.ID); err != nil {
			return err
		}
	}
	return nil
}

// clear deletes the records of the sync's models in its variant.
func (e *execution) clear(ctx context.Context) error {
	for _, model := range e.function.Models {
		e.note("Clearing records for model " + model + "...")
		n, err := e.s.records.ClearInRun(ctx, e.recordsOf(model), e.run.ID)
		if err != nil {
			return err
		}
		e.note(fmt.Sprintf("Cleared %d records for model %s.", n, model))
	}
	return e.s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE sync_instances SET empty_cache = 0 WHERE uuid = ?`, e.claim.uuid)
		return err
	})
}

// after deletes what a successful run of a sync with the old trackDeletes property has not seen (functions.md §4.9).
func (e *execution) after(ctx context.Context, outcome *nango.Outcome) error {
	r := &e.run
	if r.Kind != KindSync || r.Dry || !e.function.TrackDeletes {
		return nil
	}
	for _, model := range e.function.Models {
		gone, err := e.s.records.DeleteUnseen(ctx, e.recordsOf(model), r.Job, r.ID, "track_deletes")
		if err != nil {
			return err
		}
		if len(gone) == 0 {
			continue
		}
		if outcome.Results == nil {
			outcome.Results = map[string]nango.Counts{}
		}
		counts := outcome.Results[model]
		counts.Deleted += len(gone)
		outcome.Results[model] = counts
		e.note(fmt.Sprintf("Deleted %d records of model %s that this run has not seen.", len(gone), model))
	}
	return nil
}

// SyncState is what is known of a sync instance.
type SyncState struct {
	SyncID       string     // UUID; "" before the first run and the first EnsureSync
	LastSyncDate *time.Time // start of the last successful run; nil before it and after a reset
	Succeeded    bool       // ever
	LastJob      int64
	LastRun      *Run            // sync or webhook run; nil: none
	Checkpoint   json.RawMessage // nil: none
	Active       bool
}

// LastSync returns what is known of a sync instance; one that never ran is not an error.
func (s *Service) LastSync(ctx context.Context, i Instance) (SyncState, error) {
	var state SyncState
	var last sql.NullInt64
	var run sql.NullString
	state.Active = s.Active(i)
	err := s.db.Reader().QueryRowContext(ctx, `SELECT uuid, last_job, last_sync_at, succeeded, last_run FROM sync_instances
		WHERE connection_id = ? AND name = ? AND variant = ? AND environment_id = ?`, i.ConnectionID, i.Sync, i.Variant, i.EnvironmentID).
		Scan(&state.SyncID, &state.LastJob, &last, &state.Succeeded, &run)
	if errors.Is(err, sql.ErrNoRows) {
		return state, nil
	}
	if err != nil {
		return state, s.db.Fault(err)
	}
	if last.Valid {
		at := sqlite.Time(last.Int64)
		state.LastSyncDate = &at
	}
	if run.Valid {
		runs, err := s.runsWhere(ctx, s.db.Reader(), `id = ?`, run.String)
		if err != nil {
			return state, err
		}
		if len(runs) == 1 {
			state.LastRun = &runs[0]
		}
	}
	kept, err := s.checkpoint(ctx, i.EnvironmentID, i.ConnectionID, i.key())
	if err == nil && kept != nil {
		state.Checkpoint = kept.Value
	}
	return state, err
}

// EnsureSync makes a sync instance before its first run and returns its UUID.
func (s *Service) EnsureSync(ctx context.Context, i Instance) (string, error) {
	id, err := sqlite.NewID(s.rand)
	if err != nil {
		return "", err
	}
	err = s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO sync_instances (uuid, environment_id, connection_id, name, variant, created_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (connection_id, name, variant) DO UPDATE SET name = excluded.name RETURNING uuid`,
			id, i.EnvironmentID, i.ConnectionID, i.Sync, i.Variant, sqlite.Micros(tx.Now)).Scan(&id)
	})
	return id, err
}

// key is the checkpoint's key of the instance, and the prefix of what is kept beside it.
func (i Instance) key() string { return "sync:" + i.Sync + ":" + i.Variant }

// Active reports whether a run of the instance has not ended.
func (s *Service) Active(i Instance) bool { return s.active.of(i) != nil }

// CancelSync ends the instance's run, if there is one, and waits until it has ended.
func (s *Service) CancelSync(ctx context.Context, i Instance) error {
	if run := s.active.of(i); run != nil {
		return end(ctx, run)
	}
	return nil
}

// Reset lets the next run start from scratch: it cancels the active run, forgets the last sync date and the checkpoints,
// and with emptyCache makes the next run delete the records first.
func (s *Service) Reset(ctx context.Context, i Instance, emptyCache bool) error {
	if err := s.CancelSync(ctx, i); err != nil {
		return err
	}
	if _, err := s.EnsureSync(ctx, i); err != nil {
		return err
	}
	return s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE sync_instances SET last_sync_at = NULL, empty_cache = max(empty_cache, ?)
			WHERE connection_id = ? AND name = ? AND variant = ?`, emptyCache, i.ConnectionID, i.Sync, i.Variant); err != nil {
			return err
		}
		return dropCheckpoints(ctx, tx, i.ConnectionID, i.key())
	})
}

// Forget removes a sync instance that is not wanted any more, with its checkpoints: it cancels the active run first. Its
// finished runs stay in the history.
func (s *Service) Forget(ctx context.Context, i Instance) error {
	if err := s.CancelSync(ctx, i); err != nil {
		return err
	}
	return s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM sync_instances WHERE connection_id = ? AND name = ? AND variant = ?`,
			i.ConnectionID, i.Sync, i.Variant); err != nil {
			return err
		}
		return dropCheckpoints(ctx, tx, i.ConnectionID, i.key())
	})
}

// Cancel ends a run and waits until its end is on disk. A finished run stays as it is. Faults: not_found.
func (s *Service) Cancel(ctx context.Context, env int64, id string) error {
	if run := s.active.get(id); run != nil && run.env == env {
		return end(ctx, run)
	}
	run, err := s.Run(ctx, env, id)
	if err != nil || run.State.Finished() {
		return err
	}
	run.State, run.Error = Cancelled, ownFailure(typeAborted, 410, "The run was cancelled.", "")
	outcome := nango.Outcome{Failure: run.Error}
	sealed, err := s.sealResult(ctx, env, &outcome)
	if err != nil {
		return err
	}
	err = s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error { return s.finished(ctx, tx, &run, sealed) })
	if errors.Is(err, errMoved) { // it began or ended meanwhile
		if run := s.active.get(id); run != nil {
			return end(ctx, run)
		}
		return nil
	}
	s.changed(id)
	return err
}
