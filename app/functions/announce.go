package functions

import (
	"context"
	"encoding/json"
	"slices"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/nango"
	"patchbay/app/notify"
	"patchbay/app/sqlite"
)

// announce tells the user's backend of a run that ends in tx: of syncs, of webhooks and of asynchronous actions. A run that
// was cancelled, one that ended with Patchbay and is made up for, and a failure that is not the last, tell nothing of a sync: as
// with asynchronous actions (http-api §10.4), the backend hears of what became of an event, not of each attempt.
func (s *Service) announce(ctx context.Context, tx *sqlite.Tx, r *Run) error {
	asynchronous := r.Kind == KindAction && r.Deferred
	ofSync := (r.Kind == KindSync || r.Kind == KindWebhook) && r.State != Cancelled && r.State != Interrupted
	ofSync = ofSync && !(r.Again && r.State == Failed)
	if s.notify == nil || r.Dry || !asynchronous && !ofSync {
		return nil
	}
	address, err := s.webhookURLOf(ctx, r)
	if err != nil {
		return err
	}
	if asynchronous {
		return s.notify.ActionEnded(ctx, tx, notify.Action{EnvironmentID: r.EnvironmentID, Integration: r.Integration, Provider: r.Provider,
			Connection: r.Connection, WebhookURL: address, ID: r.ID, Name: r.Function})
	}
	models, checkpoints, err := s.declared(ctx, r)
	if err != nil {
		return err
	}
	told := notify.Run{EnvironmentID: r.EnvironmentID, Integration: r.Integration, Provider: r.Provider, Connection: r.Connection, WebhookURL: address,
		ID: r.ID, Simulated: r.Trigger == TriggerSimulated, Sync: r.Function, Variant: r.Variant, SyncType: r.SyncType, Models: models,
		Results: resultsOf(r.Results), StartedAt: r.StartedAt, FinishedAt: r.FinishedAt}
	if told.StartedAt.IsZero() { // it failed before its turn came
		told.StartedAt = r.QueuedAt
	}
	if checkpoints || r.CheckpointFrom != nil || r.CheckpointTo != nil {
		told.Checkpoints = &notify.Checkpoints{From: r.CheckpointFrom, To: r.CheckpointTo}
	}
	if r.State != Succeeded {
		told.Error = runError(r.Error)
	}
	return s.notify.RunEnded(ctx, tx, told)
}

// webhookURLOf is the own address of a run's connection; nil when it has none or is gone.
func (s *Service) webhookURLOf(ctx context.Context, r *Run) (*string, error) {
	c, err := s.connect.Connection(ctx, r.EnvironmentID, r.Integration, r.Connection)
	if fault.IsKind(err, fault.NotFound) {
		return nil, nil
	}
	return c.WebhookURLOverride, err
}

// declared are the models of a run's sync, those first that it declares, and whether it uses checkpoints.
func (s *Service) declared(ctx context.Context, r *Run) (models []string, checkpoints bool, err error) {
	f, err := s.Function(ctx, r.EnvironmentID, r.Integration, r.Function, compile.Sync)
	if err != nil && !fault.IsKind(err, fault.NotFound) {
		return nil, false, err
	}
	models = slices.Clone(f.Models)
	var others []string
	for model := range r.Results {
		if !slices.Contains(models, model) {
			others = append(others, model)
		}
	}
	slices.Sort(others)
	return append(models, others...), f.CheckpointSchema != nil, nil
}

func resultsOf(counts map[string]nango.Counts) map[string]notify.Results {
	results := make(map[string]notify.Results, len(counts))
	for model, n := range counts {
		results[model] = notify.Results{Added: n.Added, Updated: n.Updated, Deleted: n.Deleted}
	}
	return results
}

// typeScript is every failure of a function's code, a time-out included, as the backend hears of it (http-api §10.3): the log
// tells them apart.
const typeScript = "script_error"

// runError is a failure as the backend hears of it. Payload and additional properties are told only when they say something.
func runError(f *nango.Failure) *notify.RunError {
	if f == nil {
		return &notify.RunError{Type: typeInternal, Description: "The run failed."}
	}
	told := &notify.RunError{Type: typeScript, Description: failureText(f)}
	if f.Whose == nango.WhosePatchbay {
		told.Type = f.Type
	}
	for from, into := range map[*json.RawMessage]*json.RawMessage{&f.Payload: &told.Payload, &f.Additional: &told.Additional} {
		if text := string(*from); text != "" && text != "null" && text != "{}" {
			*into = *from
		}
	}
	return told
}
