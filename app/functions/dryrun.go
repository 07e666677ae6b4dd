package functions

import (
	"context"
	"encoding/json"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/nango"
)

// DryRunInput asks for a run that changes no records and no checkpoints (functions.md §6.1).
type DryRunInput struct {
	EnvironmentID int64
	Integration   string
	Connection    string
	Name          string
	Type          compile.Type
	Function      *compile.Function // code that is not installed; nil: the installed one of that name and type
	Webhook       bool              // run onWebhook of a sync with Input as payload
	Variant       string            // default BaseVariant; of syncs
	Input         json.RawMessage
	Options       nango.DryRun // metadata, checkpoint, last sync date, validation, recording
	Trigger       string       // default TriggerGUI
}

// DryRun starts a dry run and returns it, running or queued; Wait and Run tell its end, Cancel ends it. Faults:
// unknown_connection, not_found, invalid_checkpoint.
func (s *Service) DryRun(ctx context.Context, in DryRunInput) (Run, error) {
	if err := nango.CheckCheckpoint(in.Options.Checkpoint); err != nil {
		return Run{}, err
	}
	c, err := s.connect.Connection(ctx, in.EnvironmentID, in.Integration, in.Connection)
	if err != nil {
		return Run{}, err
	}
	f, err := s.dryFunction(ctx, in)
	if err != nil {
		return Run{}, err
	}
	options := in.Options
	kind := map[compile.Type]string{compile.Sync: KindSync, compile.Action: KindAction, compile.OnEvent: KindEvent}[f.Type]
	o := order{run: newRun(c, f, kind, orDefault(in.Trigger, TriggerGUI)), function: f, connection: c, input: in.Input, lastSync: options.LastSyncDate, dry: &options}
	if f.Type == compile.Sync {
		o.run.Variant = orDefault(in.Variant, BaseVariant)
	}
	if in.Webhook {
		if !f.HasWebhook {
			return Run{}, fault.New(fault.Invalid, "invalid_body", "The sync "+f.Name+" has no onWebhook function.")
		}
		o.run.Kind, o.payload, o.input = KindWebhook, in.Input, nil
	}
	o.run.Dry = true
	e, err := s.admit(ctx, o)
	if err != nil {
		return Run{}, err
	}
	first := e.run
	go e.perform() // Stop waits for it
	return first, nil
}

func (s *Service) dryFunction(ctx context.Context, in DryRunInput) (*Function, error) {
	if in.Function != nil {
		f := &Function{Function: *in.Function, EnvironmentID: in.EnvironmentID}
		if old, err := s.installed(ctx, in.EnvironmentID, refOf(in.Function)); err == nil {
			f.AllowCredentials = old.AllowCredentials
		}
		return f, nil
	}
	return s.installed(ctx, in.EnvironmentID, Ref{in.Integration, in.Name, in.Type})
}

// Wait returns a run when it has ended. When ctx ends first it returns its error.
func (s *Service) Wait(ctx context.Context, env int64, id string) (Run, error) {
	if run := s.active.get(id); run != nil && run.env == env {
		select {
		case <-run.done:
		case <-ctx.Done():
			return Run{}, ctx.Err()
		}
	}
	return s.Run(ctx, env, id)
}
