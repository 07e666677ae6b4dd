package nango

import (
	"context"
	"encoding/json"

	"patchbay/app/fault"
	"patchbay/app/logs"
)

// checkpoint is what the run knows of its own; the execution's lock guards it.
type checkpoint struct {
	loaded  bool
	from    json.RawMessage
	value   json.RawMessage
	version int64
}

// key names the run's checkpoint. A webhook run has one of its own, as on a real server.
func (e *execution) key() Key {
	name := e.r.Kind + ":" + e.r.Function.Name
	if e.r.Kind == KindSync || e.r.Kind == KindWebhook {
		name += ":" + e.r.Variant
	}
	return Key{EnvironmentID: e.r.EnvironmentID, ConnectionID: e.r.Connection.ID, Name: name}
}

// store is where checkpoints live: in a dry run only in memory.
func (e *execution) store() Checkpoints {
	if e.dry != nil {
		return e.dry
	}
	return e.o.s.Checkpoints
}

// load reads the checkpoint when the run first needs it; the lock is held.
func (e *execution) load(ctx context.Context) error {
	c := &e.checkpoint
	if c.loaded {
		return nil
	}
	found, err := e.store().Get(ctx, e.key())
	if err != nil {
		return err
	}
	c.loaded = true
	if found != nil {
		c.from, c.value, c.version = found.Value, found.Value, found.Version
	}
	return nil
}

func (e *execution) getCheckpoint(ctx context.Context, _ none, _ []byte) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.load(ctx); err != nil {
		return nil, err
	}
	if e.checkpoint.value == nil {
		return nil, nil //nolint:nilnil // null for code
	}
	return e.checkpoint.value, nil
}

type checkpointArgs struct {
	Value json.RawMessage `json:"value"`
}

// saveCheckpoint replaces the checkpoint. It is durable when code goes on.
func (e *execution) saveCheckpoint(ctx context.Context, a checkpointArgs, _ []byte) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.load(ctx); err != nil {
		return nil, err
	}
	version, err := e.store().Save(ctx, e.key(), a.Value, e.checkpoint.version)
	if err != nil {
		f := fault.From(err)
		return nil, fault.New(f.Kind, f.Code, "Error saving checkpoint: "+f.Message).WithHint(f.Hint).WithCause(err)
	}
	e.checkpoint.value, e.checkpoint.version = a.Value, version
	e.entry(logs.KindCheckpoint, "info", "Saved the checkpoint.", map[string]any{"value": a.Value})
	return nil, nil
}

func (e *execution) clearCheckpoint(ctx context.Context, _ none, _ []byte) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.load(ctx); err != nil {
		return nil, err
	}
	if err := e.store().Clear(ctx, e.key()); err != nil {
		return nil, err
	}
	e.checkpoint.value, e.checkpoint.version = nil, 0
	e.entry(logs.KindCheckpoint, "info", "Cleared the checkpoint.", nil)
	return nil, nil
}
