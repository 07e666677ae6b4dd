package functions

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/nango"
)

// ActionInput asks for one run of an action.
type ActionInput struct {
	Integration string
	Connection  string
	Action      string
	Input       json.RawMessage // nil and null arrive in the function as {}
	Source      string          // a Trigger constant; default TriggerAPI
	// CallerEnds cancels the run when the caller's ctx ends; otherwise it goes on without the caller.
	CallerEnds bool
}

// ActionError is the Detail of the fault that a failed action gives its caller: what the API's answer says beside the
// fault's code and message (functions.md §4.4, http-api §8.3).
type ActionError struct {
	Status     int             `json:"status"`                          // of the answer: 424, 410, 400 or 500
	Payload    json.RawMessage `json:"payload"`                         // error.payload, an object
	Upstream   json.RawMessage `json:"upstream,omitempty"`              // error.upstream, an object, with 424 only
	Additional json.RawMessage `json:"additional_properties,omitempty"` // nil: left out
	NoMessage  bool            `json:"-"`                               // error.message is left out: with 424
	RunID      string          `json:"-"`
}

// CheckAction returns the fault that TriggerAction has before a run; nil when it would run.
func (s *Service) CheckAction(ctx context.Context, env int64, in ActionInput) error {
	_, err := s.actionOrder(ctx, env, in)
	return err
}

// TriggerAction runs an action and returns its output; nil when it returned undefined. When ctx ends the caller gets its
// error, and the run goes on and is recorded, unless the caller wants it to end. Faults: unknown_connection, unknown_provider, not_found, disabled_resource,
// action_nested_too_deep, and those of a failed run with an ActionError as Detail. What the code of a function triggers with
// its own ctx needs no free place: the function lends its own while it waits.
func (s *Service) TriggerAction(ctx context.Context, env int64, in ActionInput) (json.RawMessage, error) {
	o, err := s.actionOrder(ctx, env, in)
	if err != nil {
		return nil, err
	}
	o.by = parentOf(ctx)
	o.run.Nested = o.by != nil
	e, err := s.admit(ctx, o)
	if err != nil {
		return nil, err
	}
	go e.perform() // Stop waits for it
	select {
	case <-e.active.done:
	case <-ctx.Done():
		if in.CallerEnds {
			e.active.cancel(errCancelled)
		}
		return nil, ctx.Err()
	}
	if e.err != nil {
		return nil, e.err
	}
	if e.outcome.Failure != nil {
		return nil, actionFault(e.run.ID, e.outcome.Failure)
	}
	return e.outcome.Output, nil
}

// EnqueueAction stores an action to be run as soon as those queued before it have ended, and returns the run's id. It is
// on disk then. A failing run is repeated up to maxRetries times, at once. Faults: those of TriggerAction before a run.
func (s *Service) EnqueueAction(ctx context.Context, env int64, in ActionInput, maxRetries int) (string, error) {
	o, err := s.actionOrder(ctx, env, in)
	if err != nil {
		return "", err
	}
	o.run.Deferred, o.run.MaxAttempts = true, 1+min(max(maxRetries, 0), maxActionRetries)
	run, err := s.enqueue(ctx, o)
	if err != nil {
		return "", err
	}
	s.lanes.wake(s, env)
	return run.ID, nil
}

// maxActionRetries is the most that x-max-retries may say.
const maxActionRetries = 5

// ActionResult returns the output of an asynchronous action. Faults: not_found when it is unknown, not finished, or
// returned nothing [http-api §8.3, quirk]; those of TriggerAction when it failed.
func (s *Service) ActionResult(ctx context.Context, env int64, id string) (json.RawMessage, error) {
	notFound := fault.New(fault.NotFound, codeNotFound, "No action '"+id+"' found")
	var state State
	var sealed []byte
	err := s.db.Reader().QueryRowContext(ctx, `SELECT state, sealed_result FROM runs WHERE id = ? AND environment_id = ? AND kind = 'action' AND deferred = 1`,
		id, env).Scan(&state, &sealed)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !state.Finished() {
		return nil, notFound
	}
	if err != nil {
		return nil, s.db.Fault(err)
	}
	text, err := s.unseal(ctx, env, sealed)
	if err != nil {
		return nil, err
	}
	var result sealedResult
	if text != nil {
		if err := json.Unmarshal(text, &result); err != nil {
			return nil, broken("result", err)
		}
	}
	switch {
	case result.Failure != nil:
		return nil, actionFault(id, tidy(result.Failure))
	case len(result.Output) == 0 || string(result.Output) == "null":
		return nil, notFound
	}
	return result.Output, nil
}

// actionOrder checks an action's request in the order of the original: the connection first.
func (s *Service) actionOrder(ctx context.Context, env int64, in ActionInput) (order, error) {
	c, err := s.connect.Connection(ctx, env, in.Integration, in.Connection)
	if fault.IsKind(err, fault.NotFound) {
		err = fault.New(fault.Invalid, codeUnknownConnection, "Failed to find connection").WithCause(err)
	}
	if err != nil {
		return order{}, err
	}
	if _, known := s.catalog.Get(c.Provider); !known {
		return order{}, fault.New(fault.Invalid, "unknown_provider", "The provider "+c.Provider+" is not in the catalog.")
	}
	f, err := s.installed(ctx, env, Ref{in.Integration, in.Action, compile.Action})
	if fault.IsKind(err, fault.NotFound) {
		err = fault.New(fault.NotFound, codeNotFound, "Action not found").WithCause(err)
	}
	if err != nil {
		return order{}, err
	}
	if !f.Enabled {
		return order{}, disabled(refOf(&f.Function))
	}
	return actionRun(c, f, in), nil
}

func actionRun(c connect.Connection, f *Function, in ActionInput) order {
	return order{run: newRun(c, f, KindAction, orDefault(in.Source, TriggerAPI)), function: f, connection: c, input: in.Input}
}

// Codes shared with the API.
const (
	codeNotFound          = "not_found"
	codeUnknownConnection = "unknown_connection"
)

// actionFault is what the caller of a failed action gets.
func actionFault(run string, f *nango.Failure) error {
	detail := ActionError{Status: 500, Payload: f.Payload, Additional: f.Additional, RunID: run}
	if len(detail.Payload) == 0 {
		detail.Payload = json.RawMessage(`{}`)
	}
	kind := fault.Internal
	switch f.Type {
	case typeHTTP, typeRateLimit:
		kind, detail.Status, detail.Upstream, detail.NoMessage = fault.FailedDependency, 424, f.Upstream, true
	case typeAborted:
		kind, detail.Status = fault.Conflict, 410
	case typeTooLarge:
		kind, detail.Status = fault.Invalid, 400
	}
	return fault.New(kind, f.Type, envelopeMessage(f)).WithDetail(detail)
}

// envelopeMessage is the API's sentence for a failure; the first two are the original's words.
func envelopeMessage(f *nango.Failure) string {
	switch f.Type {
	case "action_script_runtime_error":
		return "The action script failed with a runtime error"
	case "script_internal_error":
		return "An internal error occurred during the script execution"
	case "script_network_error":
		return "A network error occurred during the script execution"
	case typeHTTP:
		return "A request of the function failed"
	}
	if f.Message != "" {
		return f.Message
	}
	return "The function failed"
}
