package functions

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/nango"
)

// WebhookInput is one event of a provider for one connection.
type WebhookInput struct {
	EnvironmentID int64
	Integration   string
	Connection    string
	Subscription  string            // the event's type
	Headers       map[string]string // those that name the type in place of the body; a subscription may equal a value
	Payload       json.RawMessage   // the raw event
	Request       *nango.Request    // the webhook itself, for functions of the createFunction model; nil: not known
	Function      string            // only functions of this name, whatever they subscribe to: a replay by hand
	Trigger       string            // default TriggerWebhook; TriggerSimulated marks an event that no provider sent
	Again         bool              // the caller tries again when a function fails, so that the user's backend is not told of this failure
}

// RunWebhook runs each enabled function of the integration that subscribes to the event, each once, at the same time: onWebhook
// of syncs, and functions of the createFunction model. It returns the ended runs in the order of the functions' names. Faults:
// unknown_connection; a run that failed is not one.
func (s *Service) RunWebhook(ctx context.Context, in WebhookInput) ([]Run, error) {
	c, err := s.connect.Connection(ctx, in.EnvironmentID, in.Integration, in.Connection)
	if err != nil {
		return nil, err
	}
	hearing, err := s.reached(ctx, &in)
	if err != nil {
		return nil, err
	}
	runs, errs := make([]Run, len(hearing)), make([]error, len(hearing))
	var all sync.WaitGroup
	for i := range hearing {
		all.Go(func() {
			f, err := s.installed(ctx, in.EnvironmentID, refOf(&hearing[i].Function))
			if err != nil {
				errs[i] = err
				return
			}
			runs[i], errs[i] = s.complete(ctx, in.order(c, f))
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

// order is what a function is to do with the event.
func (in *WebhookInput) order(c connect.Connection, f *Function) order {
	o := order{run: newRun(c, f, KindWebhook, orDefault(in.Trigger, TriggerWebhook)), function: f, connection: c}
	o.run.Again = in.Again
	if f.Type == compile.Action {
		o.run.Kind, o.input, o.request = KindAction, in.Payload, in.Request
		return o
	}
	o.run.Variant, o.payload = BaseVariant, in.Payload
	return o
}

// WebhookTargets gives the names of the functions that RunWebhook would run, sorted. in.Connection does not matter.
func (s *Service) WebhookTargets(ctx context.Context, in WebhookInput) ([]string, error) {
	hearing, err := s.reached(ctx, &in)
	names := make([]string, len(hearing))
	for i := range hearing {
		names[i] = hearing[i].Name
	}
	return slices.Compact(names), err
}

// reached lists the enabled functions that want the event, by name.
func (s *Service) reached(ctx context.Context, in *WebhookInput) ([]Function, error) {
	all, err := s.Functions(ctx, in.EnvironmentID, Filter{Integration: in.Integration, Name: in.Function, Enabled: true})
	all = slices.DeleteFunc(all, func(f Function) bool { return !in.reaches(&f) })
	slices.SortStableFunc(all, func(a, b Function) int { return cmp.Compare(a.Name, b.Name) })
	return all, err
}

// reaches reports whether the event is one that the function wants (functions.md §9.1).
func (in *WebhookInput) reaches(f *Function) bool {
	if !f.HasWebhook && f.Trigger != compile.TriggerHTTP {
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
