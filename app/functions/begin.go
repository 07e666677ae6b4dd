package functions

import (
	"context"
	"encoding/json"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

// BeginInput asks for a run of any function that nobody waits for.
type BeginInput struct {
	EnvironmentID int64
	Ref
	Connection   string
	Input        json.RawMessage // of actions
	Payload      json.RawMessage // syncs: run onWebhook with this event, whatever the sync subscribes to
	Subscription string          // the event's type
	Variant      string          // syncs; default BaseVariant
	Trigger      string          // default TriggerGUI
}

// Begin starts a run and returns it, running or queued; Wait and Run tell its end, Cancel ends it. Faults: unknown_connection,
// not_found, disabled_resource, sync_running, invalid_body.
func (s *Service) Begin(ctx context.Context, in BeginInput) (Run, error) {
	c, f, err := s.target(ctx, in.EnvironmentID, in.Ref, in.Connection)
	if err != nil {
		return Run{}, err
	}
	kind := map[compile.Type]string{compile.Sync: KindSync, compile.Action: KindAction, compile.OnEvent: KindEvent}[f.Type]
	o := order{run: newRun(c, f, kind, orDefault(in.Trigger, TriggerGUI)), function: f, connection: c}
	switch {
	case len(in.Payload) > 0 && !f.HasWebhook:
		return Run{}, fault.New(fault.Invalid, "invalid_body", "The function "+f.Name+" has no onWebhook.").WithHint("Leave the event out.")
	case len(in.Payload) > 0:
		o.run.Kind, o.payload, o.run.Variant = KindWebhook, in.Payload, BaseVariant
	case f.Type == compile.Sync:
		o.run.Variant = orDefault(in.Variant, BaseVariant)
	case f.Type == compile.Action:
		o.input = in.Input
	}
	e, err := s.admit(ctx, o)
	if err != nil {
		return Run{}, err
	}
	first := e.run
	go e.perform() // Stop waits for it
	return first, nil
}
