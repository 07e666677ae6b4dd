package functions

import (
	"context"
	"encoding/json"
	"log/slog"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// The events of on-event functions (functions.md §9.3).
const (
	EventCreated  = "post-connection-creation"
	EventDeleting = "pre-connection-deletion"
	EventValidate = "validate-connection"
)

var _ connect.Lifecycle = (*Service)(nil)

// Validate runs the integration's validate-connection functions one after another. The first that fails refuses the
// connection, with the message its ActionError gave.
func (s *Service) Validate(ctx context.Context, c connect.Connection, _ connect.Operation) error {
	ctx = context.WithoutCancel(ctx) // a closed page is no verdict
	for _, f := range s.listening(ctx, c, EventValidate) {
		run, err := s.complete(ctx, eventOrder(ctx, c, f))
		if err != nil {
			return err
		}
		if run.State != Succeeded {
			return fault.New(fault.Invalid, "connection_validation_failed", refusal(run.Error)).
				WithHint("The function " + f.Name + " of this integration decided so; its run shows why.")
		}
	}
	return nil
}

// refusal is what the user is told (functions.md §9.3).
func refusal(f *nango.Failure) string {
	var payload struct {
		Message any `json:"message"`
		Error   any `json:"error"`
	}
	if f != nil && f.Type == "action_script_runtime_error" && json.Unmarshal(f.Payload, &payload) == nil {
		for _, value := range []any{payload.Message, payload.Error} {
			if text, ok := value.(string); ok && text != "" {
				return text
			}
		}
	}
	return "Connection failed validation"
}

// creationAttempts is how often a function for a new connection begins when Patchbay ends while it runs.
const creationAttempts = 3

// Created stores a run of each post-connection-creation function and returns; they run in the background, also after
// Patchbay was closed or killed: one that waited begins, and one that was cut off begins again, creationAttempts times at
// most. A reconnect runs none.
func (s *Service) Created(ctx context.Context, c connect.Connection, operation connect.Operation) {
	if operation != connect.Creation {
		return
	}
	for _, f := range s.listening(ctx, c, EventCreated) {
		o := eventOrder(ctx, c, f)
		o.run.MaxAttempts = creationAttempts
		r, err := s.enqueue(context.WithoutCancel(ctx), o)
		if err != nil {
			s.log.Error("a function for a new connection could not be queued", slog.String("function", f.Name), slog.Any("error", err))
			continue
		}
		s.later(r)
	}
}

// Deleting runs the pre-connection-deletion functions, each up to five minutes, then ends what runs on the connection. A
// failing function is recorded and stops nothing.
func (s *Service) Deleting(ctx context.Context, c connect.Connection) {
	ctx = context.WithoutCancel(ctx)
	for _, f := range s.listening(ctx, c, EventDeleting) {
		if _, err := s.complete(ctx, eventOrder(ctx, c, f)); err != nil {
			s.log.Error("a function for a connection that goes could not run", slog.String("function", f.Name), slog.Any("error", err))
		}
	}
	running := s.active.where(func(a *active) bool { return a.connection == c.ID && a.env == c.EnvironmentID })
	_ = end(ctx, running...) // waits for as long as it takes
	err := s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error { return plan(ctx, tx, c.EnvironmentID, c.ID, "") })
	if err != nil {
		s.log.Error("the records of a connection that goes stay", slog.Any("error", err))
	}
	s.background(s.purgeSoon)
}

// listening lists the enabled functions of an event. When they cannot be read nothing runs, and the log says so.
func (s *Service) listening(ctx context.Context, c connect.Connection, event string) []*Function {
	refs, err := s.Functions(ctx, c.EnvironmentID, Filter{Integration: c.IntegrationKey, Type: compile.OnEvent, Event: event, Enabled: true})
	if err != nil {
		s.log.Error("the functions of an event could not be read", slog.String("event", event), slog.Any("error", err))
	}
	var list []*Function
	for i := range refs {
		f, err := s.installed(ctx, c.EnvironmentID, refOf(&refs[i].Function))
		if err != nil {
			s.log.Error("a function could not be read", slog.String("function", refs[i].Name), slog.Any("error", err))
			continue
		}
		list = append(list, f)
	}
	return list
}

func eventOrder(ctx context.Context, c connect.Connection, f *Function) order {
	return order{run: newRun(c, f, KindEvent, logs.SourceIn(ctx, TriggerEvent)), function: f, connection: c}
}
