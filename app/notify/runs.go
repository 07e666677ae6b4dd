package notify

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"patchbay/app/sqlite"
)

// Run is the end of a sync's or webhook's run.
type Run struct {
	EnvironmentID int64
	Integration   string
	Provider      string
	Connection    string
	WebhookURL    *string // the connection's own address
	ID            string
	Sync          string
	Variant       string
	SyncType      string       // INITIAL, INCREMENTAL or WEBHOOK
	Models        []string     // that the sync declares
	Checkpoints   *Checkpoints // nil: the sync uses none
	Results       map[string]Results
	Error         *RunError // nil: it succeeded
	Simulated     bool      // of a webhook that Patchbay made itself
	StartedAt     time.Time
	FinishedAt    time.Time
}

// Checkpoints are where a run began and ended; nil is written as null.
type Checkpoints struct {
	From json.RawMessage `json:"from"`
	To   json.RawMessage `json:"to"`
}

// Results counts what a run changed in one model.
type Results struct {
	Added   int `json:"added"`
	Deleted int `json:"deleted"`
	Updated int `json:"updated"`
}

// RunError is why a run failed; payload and additional properties may be absent.
type RunError struct {
	Additional  json.RawMessage `json:"additional_properties,omitempty"`
	Description string          `json:"description"`
	Payload     json.RawMessage `json:"payload,omitempty"`
	Type        string          `json:"type"`
}

// RunEnded keeps what is to be told of a run that ended in tx: one notification for each model that it changed, or one for
// a failure (http-api §10.3).
func (s *Service) RunEnded(ctx context.Context, tx *sqlite.Tx, r Run) error {
	kept, err := s.Settings(ctx, r.EnvironmentID)
	if err != nil {
		return err
	}
	if r.Error != nil {
		if !kept.OnSyncError {
			return nil
		}
		return s.keepRun(ctx, tx, r, strings.Join(r.Models, ","), nil)
	}
	for _, model := range r.Models {
		results := r.Results[model]
		if results == (Results{}) && !kept.OnSyncCompletionAlways {
			continue
		}
		if err := s.keepRun(ctx, tx, r, model, &results); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) keepRun(ctx context.Context, tx *sqlite.Tx, r Run, model string, results *Results) error {
	body := syncNotification{Checkpoints: r.Checkpoints, ConnectionID: r.Connection, Error: r.Error, From: From, Model: model, ModifiedAfter: instant(r.StartedAt),
		ProviderConfigKey: r.Integration, QueryTimeStamp: instant(r.StartedAt), ResponseResults: results, Success: r.Error == nil, SyncName: r.Sync,
		SyncType: r.SyncType, SyncVariant: r.Variant, Type: TypeSync}
	if r.Error != nil {
		body.StartedAt, body.FailedAt = instant(r.StartedAt), instant(r.FinishedAt)
	}
	_, err := s.keep(ctx, tx, message{environment: r.EnvironmentID, kind: TypeSync, action: "sync", integration: r.Integration, provider: r.Provider,
		connection: r.Connection, subject: r.Sync + " · " + model, runID: r.ID, simulated: r.Simulated,
		override: r.WebhookURL, body: body})
	return err
}

// Action is the end of an asynchronous action.
type Action struct {
	EnvironmentID int64
	Integration   string
	Provider      string
	Connection    string
	WebhookURL    *string // the connection's own address
	ID            string  // the run's, by which the result is fetched
	Name          string
}

// ActionEnded keeps that an asynchronous action has ended in tx, well or badly: its result is to be fetched (http-api §10.4).
func (s *Service) ActionEnded(ctx context.Context, tx *sqlite.Tx, a Action) error {
	kept, err := s.Settings(ctx, a.EnvironmentID)
	if err != nil || !kept.OnAsyncActionCompletion {
		return err
	}
	body := asyncActionNotification{ConnectionID: a.Connection, From: From, ProviderConfigKey: a.Integration, Type: TypeAsyncAction}
	body.Payload.ID, body.Payload.StatusURL = a.ID, "/action/"+a.ID
	_, err = s.keep(ctx, tx, message{environment: a.EnvironmentID, kind: TypeAsyncAction, action: "async_action", integration: a.Integration,
		provider: a.Provider, connection: a.Connection, subject: a.Name, runID: a.ID, override: a.WebhookURL, body: body})
	return err
}
