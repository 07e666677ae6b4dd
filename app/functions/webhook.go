package functions

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"patchbay/app/compile"
)

// WebhookInput is one event of a provider for one connection.
type WebhookInput struct {
	EnvironmentID int64
	Integration   string
	Connection    string
	Subscription  string            // the event's type
	Headers       map[string]string // those that name the type in place of the body; a subscription may equal a value
	Payload       json.RawMessage   // the raw event
	Function      string            // only this sync, whatever it subscribes to: a replay by hand
	Trigger       string            // default TriggerWebhook; TriggerSimulated marks an event that no provider sent
}

// RunWebhook runs onWebhook of each enabled sync of the integration that subscribes to the event, each once, at the same
// time, and returns the ended runs in the order of the syncs' names. Faults: unknown_connection; a run that failed is not one.
func (s *Service) RunWebhook(ctx context.Context, in WebhookInput) ([]Run, error) {
	c, err := s.connect.Connection(ctx, in.EnvironmentID, in.Integration, in.Connection)
	if err != nil {
		return nil, err
	}
	syncs, err := s.reached(ctx, &in)
	if err != nil {
		return nil, err
	}
	runs, errs := make([]Run, len(syncs)), make([]error, len(syncs))
	var all sync.WaitGroup
	for i := range syncs {
		all.Go(func() {
			f, err := s.installed(ctx, in.EnvironmentID, refOf(&syncs[i].Function))
			if err != nil {
				errs[i] = err
				return
			}
			o := order{run: newRun(c, f, KindWebhook, orDefault(in.Trigger, TriggerWebhook)), function: f, connection: c, payload: in.Payload}
			o.run.Variant = BaseVariant
			runs[i], errs[i] = s.complete(ctx, o)
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return runs, err
		}
	}
	return runs, nil
}

// WebhookTargets names the syncs that RunWebhook would run, in their order. in.Connection does not matter.
func (s *Service) WebhookTargets(ctx context.Context, in WebhookInput) ([]string, error) {
	syncs, err := s.reached(ctx, &in)
	names := make([]string, len(syncs))
	for i := range syncs {
		names[i] = syncs[i].Name
	}
	return names, err
}

// reached lists the enabled syncs that want the event.
func (s *Service) reached(ctx context.Context, in *WebhookInput) ([]Function, error) {
	syncs, err := s.Functions(ctx, in.EnvironmentID, Filter{Integration: in.Integration, Name: in.Function, Type: compile.Sync, Enabled: true})
	return slices.DeleteFunc(syncs, func(f Function) bool { return !in.reaches(&f) }), err
}

// reaches reports whether the event is one that the sync wants (functions.md §9.1).
func (in *WebhookInput) reaches(f *Function) bool {
	if !f.HasWebhook {
		return false
	}
	if in.Function != "" {
		return true
	}
	return slices.ContainsFunc(f.WebhookSubscriptions, func(wanted string) bool {
		if wanted == "*" || wanted == in.Subscription && wanted != "" {
			return true
		}
		for _, value := range in.Headers {
			if value == wanted {
				return true
			}
		}
		return false
	})
}
