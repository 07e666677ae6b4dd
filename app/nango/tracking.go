package nango

import (
	"context"
	"encoding/json"
	"fmt"

	"patchbay/app/fault"
	"patchbay/app/logs"
)

// tracking is the checkpoint that remembers since which run deletions are looked for.
type tracking struct {
	SyncJobID int64 `json:"syncJobId"`
}

func (e *execution) trackingKey(model string) Key {
	key := e.key()
	key.Name += ":trackDeletes:" + model
	return key
}

type deletedKeys struct {
	DeletedKeys []string `json:"deletedKeys"`
}

// trackStart remembers this run as the start, unless a run before did that never came to its end.
func (e *execution) trackStart(ctx context.Context, a batchArgs, _ []byte) (any, error) {
	if e.dry != nil {
		return nil, nil
	}
	key := e.trackingKey(a.Model)
	known, err := e.o.s.Checkpoints.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	start := e.r.Job
	if known != nil {
		var before tracking
		if json.Unmarshal(known.Value, &before) == nil {
			start = before.SyncJobID
		}
		e.entry(logs.KindRecords, "info", fmt.Sprintf("Deletions of %s have been looked for since run %d, which did not come to its end.", a.Model, start), nil)
	} else {
		value, err := json.Marshal(tracking{start})
		if err != nil {
			return nil, err
		}
		if _, err := e.o.s.Checkpoints.Save(ctx, key, value, 0); err != nil {
			return nil, err
		}
	}
	return nil, e.o.s.Records.StartTracking(ctx, e.target(a.Model), start, e.r.ID)
}

// trackEnd deletes what no run since the start has saved.
func (e *execution) trackEnd(ctx context.Context, a batchArgs, _ []byte) (any, error) {
	if e.dry != nil {
		return deletedKeys{[]string{}}, nil
	}
	key := e.trackingKey(a.Model)
	known, err := e.o.s.Checkpoints.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	var start tracking
	if known == nil || json.Unmarshal(known.Value, &start) != nil {
		return nil, fault.New(fault.Invalid, "no_track_deletes", "No track deletes starting point found for model '"+a.Model+"'.")
	}
	deleted, err := e.deleteUnseen(ctx, a.Model, start.SyncJobID)
	if err != nil {
		return nil, err
	}
	return deletedKeys{deleted}, e.o.s.Checkpoints.Clear(ctx, key)
}

// deletePrevious deletes what this run has not saved.
func (e *execution) deletePrevious(ctx context.Context, a batchArgs, _ []byte) (any, error) {
	if e.dry != nil {
		return deletedKeys{[]string{}}, nil
	}
	deleted, err := e.deleteUnseen(ctx, a.Model, e.r.Job)
	if err != nil {
		return nil, err
	}
	return deletedKeys{deleted}, nil
}

// reasonNotSeen is why a record was deleted, as the history shows it.
const reasonNotSeen = "not seen any more"

func (e *execution) deleteUnseen(ctx context.Context, model string, start int64) ([]string, error) {
	deleted, err := e.o.s.Records.DeleteUnseen(ctx, e.target(model), start, e.r.ID, reasonNotSeen)
	if err != nil {
		return nil, err
	}
	if deleted == nil {
		deleted = []string{}
	}
	e.mu.Lock()
	c := e.results[model]
	c.Deleted += len(deleted)
	e.results[model] = c
	e.mu.Unlock()
	e.entry(logs.KindRecords, "info", fmt.Sprintf("Deleted %d records of model %s that were not seen any more.", len(deleted), model),
		map[string]any{"model": model, "stored": e.stored(model), "method": "trackDeletes", "deleted": len(deleted), "deleted_keys": deleted[:min(100, len(deleted))]})
	return deleted, nil
}
