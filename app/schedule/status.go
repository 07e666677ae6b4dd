package schedule

import (
	"context"
	"encoding/json"
	"time"

	"patchbay/app/compile"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/records"
)

// The words of a sync's status (functions.md §4.10).
const (
	StatusRunning = "RUNNING"
	StatusPaused  = "PAUSED"
	StatusError   = "ERROR"
	StatusSuccess = "SUCCESS"
	StatusStopped = "STOPPED" // of a sync: it has no schedule; of a run: it failed
)

// Status is one sync instance as GET /sync/status tells it.
type Status struct {
	Entry
	SyncID       string
	Type         string // INITIAL or INCREMENTAL
	Status       string
	LastRun      *functions.Run // nil: never ran
	LastResult   map[string]nango.Counts
	LastStatus   string // of the last run; "" before
	LastSyncDate *time.Time
	Checkpoint   json.RawMessage
	Records      map[string]int // by model, without deleted ones
}

// Statuses tells about the syncs of an integration, of one connection or of all. Unknown names are left out.
func (s *Service) Statuses(ctx context.Context, c Command) ([]Status, error) {
	entries, err := s.Entries(ctx, c)
	if err != nil {
		return nil, err
	}
	models, err := s.models(ctx, c)
	if err != nil {
		return nil, err
	}
	all := []Status{}
	counts := map[int64]map[string]records.Count{}
	for _, e := range entries {
		if _, read := counts[e.ConnectionID]; !read {
			if counts[e.ConnectionID], err = s.records.Counts(ctx, e.EnvironmentID, e.ConnectionID); err != nil {
				return nil, err
			}
		}
		status, err := s.status(ctx, e)
		if err != nil {
			return nil, err
		}
		for _, model := range models[syncOf{e.Integration, e.Sync}] {
			status.Records[model] = counts[e.ConnectionID][records.StoredModel(model, e.Variant)].Live
		}
		all = append(all, status)
	}
	return all, nil
}

// Entries are the schedules that a command means; none is not an error.
func (s *Service) Entries(ctx context.Context, c Command) ([]*Entry, error) {
	if err := s.reconcile(ctx, c.EnvironmentID); err != nil {
		return nil, err
	}
	all, err := s.query(ctx, s.db.Reader(), `present = 1 AND environment_id = ? AND (? = '' OR integration = ?) AND (? = '' OR connection = ?) ORDER BY integration, connection, name, id`,
		c.EnvironmentID, c.Integration, c.Integration, c.Connection, c.Connection)
	if err != nil {
		return nil, err
	}
	found := make([]*Entry, 0, len(all))
	for _, e := range all {
		if c.names(e) {
			found = append(found, e)
		}
	}
	return found, nil
}

// syncOf names a sync among all integrations.
type syncOf struct{ integration, name string }

func (s *Service) models(ctx context.Context, c Command) (map[syncOf][]string, error) {
	syncs, err := s.functions.Functions(ctx, c.EnvironmentID, functions.Filter{Integration: c.Integration, Type: compile.Sync})
	if err != nil {
		return nil, err
	}
	models := map[syncOf][]string{}
	for _, f := range syncs {
		models[syncOf{f.Integration, f.Name}] = f.Models
	}
	return models, nil
}

func (s *Service) status(ctx context.Context, e *Entry) (Status, error) {
	id, err := s.functions.EnsureSync(ctx, e.instance())
	if err != nil {
		return Status{}, err
	}
	known, err := s.functions.LastSync(ctx, e.instance())
	if err != nil {
		return Status{}, err
	}
	// The entry is read after the run, so that a run that has ended is seen with the time of the next.
	if now, err := s.query(ctx, s.db.Reader(), "id = ?", e.ID); err != nil || len(now) == 1 {
		if err != nil {
			return Status{}, err
		}
		e = now[0]
	}
	status := Status{Entry: *e, SyncID: id, Type: "INITIAL", LastRun: known.LastRun, LastSyncDate: known.LastSyncDate, Checkpoint: known.Checkpoint,
		Records: map[string]int{}}
	if r := known.LastRun; r != nil {
		if r.JobType == functions.JobIncremental {
			status.Type = "INCREMENTAL"
		}
		status.LastStatus = runWord(r.State)
		status.LastResult = r.Results
	}
	status.Status = e.word(known.Active, status.LastStatus)
	if e.State == Paused || known.Active {
		status.NextAt = nil
	}
	return status, nil
}

// word sums an entry up.
func (e *Entry) word(active bool, last string) string {
	switch {
	case active:
		return StatusRunning
	case !e.scheduled():
		return StatusStopped
	case e.State == Paused:
		return StatusPaused
	case last == StatusStopped:
		return StatusError
	}
	return StatusSuccess
}

func runWord(state functions.State) string {
	switch state {
	case functions.Queued, functions.Running:
		return StatusRunning
	case functions.Succeeded:
		return StatusSuccess
	}
	return StatusStopped
}
