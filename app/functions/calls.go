package functions

import (
	"context"
	"encoding/json"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/nango"
)

// Calls is what a function may ask of others. It implements nango.Functions.
type Calls struct{ s *Service }

// Calls returns what the nango object calls functions through.
func (s *Service) Calls() Calls { return Calls{s} }

// TriggerAction runs an action and waits, as POST /action/trigger does.
func (c Calls) TriggerAction(ctx context.Context, env int64, integration, connection, action string, input json.RawMessage) (json.RawMessage, error) {
	return c.s.TriggerAction(ctx, env, ActionInput{Integration: integration, Connection: connection, Action: action, Input: input, Source: logs.SourceIn(ctx, TriggerFunction)})
}

// TriggerSync asks for a run of a sync: "name" or "name::variant".
func (c Calls) TriggerSync(ctx context.Context, env int64, integration, connection, sync string, o nango.TriggerSyncOptions) error {
	command, err := c.command(ctx, env, integration, connection, sync)
	if err != nil {
		return err
	}
	command.Reset, command.EmptyCache, command.Source = o.Reset, o.EmptyCache, logs.SourceIn(ctx, TriggerFunction)
	return c.s.scheduler.Trigger(ctx, command)
}

// StartSync lets the schedules of syncs run, on one connection or on all.
func (c Calls) StartSync(ctx context.Context, env int64, integration string, syncs []string, connection string) error {
	for _, sync := range syncs {
		command, err := c.command(ctx, env, integration, connection, sync)
		if err != nil {
			return err
		}
		if err := c.s.scheduler.Start(ctx, command); err != nil {
			return err
		}
	}
	return nil
}

// command checks what the original checks: the connection and the sync.
func (c Calls) command(ctx context.Context, env int64, integration, connection, sync string) (SyncCommand, error) {
	if c.s.scheduler == nil {
		return SyncCommand{}, fault.New(fault.Unavailable, "server_error", "Syncs are not scheduled here.")
	}
	if connection != "" {
		if _, err := c.s.connect.Connection(ctx, env, integration, connection); err != nil {
			return SyncCommand{}, err
		}
	} else if _, err := c.s.connect.Integration(ctx, env, integration); err != nil {
		return SyncCommand{}, err
	}
	name, variant, _ := strings.Cut(sync, "::")
	if _, err := c.s.installed(ctx, env, Ref{integration, name, compile.Sync}); err != nil {
		return SyncCommand{}, fault.New(fault.Invalid, "no_syncs_found", "No syncs found given the inputs.").WithCause(err)
	}
	return SyncCommand{EnvironmentID: env, Integration: integration, Connection: connection, Sync: name, Variant: orDefault(variant, BaseVariant)}, nil
}
