package api

import (
	"encoding/json"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/schedule"
)

// SyncName is a sync as bodies name it: "name", "name::variant" or an object.
type SyncName struct {
	Name    string `json:"name"`
	Variant string `json:"variant"`
}

// UnmarshalJSON reads both forms.
func (n *SyncName) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		n.Name, n.Variant, _ = strings.Cut(text, "::")
		return nil
	}
	type plain SyncName
	return json.Unmarshal(data, (*plain)(n))
}

func (n *SyncName) check(value any, path []string) []fault.Issue {
	if _, ok := value.(string); ok {
		return nil
	}
	table, ok := value.(map[string]any)
	if !ok {
		return []fault.Issue{issue("invalid_union", "Invalid input", path)}
	}
	for _, name := range []string{"name", "variant"} {
		if _, ok := table[name].(string); !ok {
			return []fault.Issue{issue("invalid_union", "Invalid input", path)}
		}
	}
	return nil
}

// SyncCommandBody names syncs to start or pause.
type SyncCommandBody struct {
	Syncs             []SyncName `json:"syncs" rule:"max=256"`
	ProviderConfigKey string     `json:"provider_config_key" rule:"is=key,min=1,max=255"`
	ConnectionID      string     `json:"connection_id,omitempty" rule:"max=255"`
}

// SyncTriggerBody asks for a run now. Connection and integration may stand in headers instead.
type SyncTriggerBody struct {
	Syncs             []SyncName       `json:"syncs"`
	ProviderConfigKey string           `json:"provider_config_key,omitempty" rule:"is=key,min=1,max=255"`
	ConnectionID      string           `json:"connection_id,omitempty" rule:"max=255"`
	Opts              *SyncTriggerOpts `json:"opts,omitempty"`
	SyncMode          string           `json:"sync_mode,omitempty" rule:"oneof=incremental|full_refresh|full_refresh_and_clear_cache"`
	FullResync        *bool            `json:"full_resync,omitempty"`
}

// SyncTriggerOpts say how to begin.
type SyncTriggerOpts struct {
	Reset      bool `json:"reset,omitempty"`
	EmptyCache bool `json:"emptyCache,omitempty"`
}

func (s *Server) triggerSync(c *call, _ none, b SyncTriggerBody) (Success, error) {
	command := schedule.Command{EnvironmentID: c.env.ID, Integration: firstOf(b.ProviderConfigKey, c.r.Header.Get("Provider-Config-Key")),
		Connection: firstOf(b.ConnectionID, c.r.Header.Get("Connection-Id")), Syncs: syncNames(b.Syncs), Source: c.runSource()}
	if command.Integration == "" {
		return Success{}, fault.New(fault.Invalid, "missing_provider_config_key", "Missing param 'provider_config_key'.")
	}
	switch {
	case b.Opts != nil && (b.SyncMode != "" || b.FullResync != nil):
		return Success{}, fault.New(fault.Invalid, "invalid_body", "Give opts, or the older sync_mode and full_resync, not both.")
	case b.Opts != nil:
		command.Reset, command.EmptyCache = b.Opts.Reset, b.Opts.EmptyCache
	case b.SyncMode != "":
		command.Reset, command.EmptyCache = b.SyncMode != "incremental", b.SyncMode == "full_refresh_and_clear_cache"
	case b.FullResync != nil:
		command.Reset = *b.FullResync
	}
	return Success{Success: true}, syncFault(s.schedule.TriggerSyncs(c.ctx(), command), command)
}

func (s *Server) startSync(c *call, _ none, b SyncCommandBody) (Success, error) {
	command := schedule.Command{EnvironmentID: c.env.ID, Integration: b.ProviderConfigKey, Connection: b.ConnectionID, Syncs: syncNames(b.Syncs)}
	return Success{Success: true}, syncFault(s.schedule.StartSyncs(c.ctx(), command), command)
}

func (s *Server) pauseSync(c *call, _ none, b SyncCommandBody) (Success, error) {
	command := schedule.Command{EnvironmentID: c.env.ID, Integration: b.ProviderConfigKey, Connection: b.ConnectionID, Syncs: syncNames(b.Syncs)}
	return Success{Success: true}, syncFault(s.schedule.PauseSyncs(c.ctx(), command), command)
}

// syncFault adds what clients of these routes read of what is missing (http-api §8.1).
func syncFault(err error, c schedule.Command) error {
	if fault.HasCode(err, "unknown_provider_config") || fault.HasCode(err, "no_syncs_found") {
		return fault.From(err).WithDetail(struct{}{})
	}
	if fault.HasCode(err, "unknown_connection") {
		return fault.From(err).WithDetail(map[string]string{"connectionId": c.Connection, "providerConfigKey": c.Integration})
	}
	return err
}

func syncNames(from []SyncName) []schedule.Name {
	var names []schedule.Name
	for _, n := range from {
		names = append(names, schedule.Name{Sync: n.Name, Variant: n.Variant})
	}
	return names
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// FrequencyBody gives one sync of one connection its own rhythm; null takes it back.
type FrequencyBody struct {
	SyncName          string  `json:"sync_name" rule:"is=function,min=1,max=255"`
	SyncVariant       string  `json:"sync_variant,omitempty" rule:"is=function,max=255"`
	ProviderConfigKey string  `json:"provider_config_key" rule:"is=key,min=1,max=255"`
	ConnectionID      string  `json:"connection_id" rule:"min=1,max=255"`
	Frequency         *string `json:"frequency" rule:"is=frequency,nullable"`
}

// FrequencyAnswer is the rhythm as it is now.
type FrequencyAnswer struct {
	Frequency string `json:"frequency"`
}

func (s *Server) updateFrequency(c *call, _ none, b FrequencyBody) (FrequencyAnswer, error) {
	wanted := ""
	if b.Frequency != nil {
		wanted = *b.Frequency
	}
	text, err := s.schedule.SetFrequency(c.ctx(), c.env.ID, b.ProviderConfigKey, b.ConnectionID, schedule.Name{Sync: b.SyncName, Variant: b.SyncVariant}, wanted)
	return FrequencyAnswer{Frequency: text}, err
}

// VariantBody names the connection that a variant belongs to.
type VariantBody struct {
	ProviderConfigKey string `json:"provider_config_key" rule:"is=key,min=1,max=255"`
	ConnectionID      string `json:"connection_id" rule:"min=1,max=255"`
}

// CreatedVariant is a new variant.
type CreatedVariant struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Variant string `json:"variant"`
}

func (s *Server) createVariant(c *call, _ none, b VariantBody) (CreatedVariant, error) {
	n := schedule.Name{Sync: c.params["name"], Variant: c.params["variant"]}
	id, err := s.schedule.CreateVariant(c.ctx(), c.env.ID, b.ProviderConfigKey, b.ConnectionID, n)
	return CreatedVariant{ID: id, Name: n.Sync, Variant: n.Variant}, err
}

func (s *Server) deleteVariant(c *call, _ none, b VariantBody) (Success, error) {
	n := schedule.Name{Sync: c.params["name"], Variant: c.params["variant"]}
	return Success{Success: true}, s.schedule.DeleteVariant(c.ctx(), c.env.ID, b.ProviderConfigKey, b.ConnectionID, n)
}

type syncStatusQuery struct {
	Syncs             string `json:"syncs"`
	ProviderConfigKey string `json:"provider_config_key" rule:"is=key,min=1,max=255"`
	ConnectionID      string `json:"connection_id,omitempty" rule:"max=255"`
}

// SyncStatuses wraps the answer.
type SyncStatuses struct {
	Syncs []SyncStatus `json:"syncs"`
}

// SyncStatus is one sync of one connection (http-api §8.2). What is nil was not there before the first run.
type SyncStatus struct {
	ID                    string                   `json:"id"`
	ConnectionID          string                   `json:"connection_id"`
	Type                  string                   `json:"type"`
	FinishedAt            *string                  `json:"finishedAt,omitempty"`
	NextScheduledSyncAt   *string                  `json:"nextScheduledSyncAt"`
	Name                  string                   `json:"name"`
	Variant               string                   `json:"variant"`
	Status                string                   `json:"status"`
	Frequency             *string                  `json:"frequency"`
	LatestResult          *map[string]ResultCounts `json:"latestResult,omitempty"`
	LatestExecutionStatus string                   `json:"latestExecutionStatus,omitempty"`
	RecordCount           map[string]int           `json:"recordCount"`
	Checkpoint            Object                   `json:"checkpoint"`
}

func (s *Server) syncStatus(c *call, q syncStatusQuery) (SyncStatuses, error) {
	if q.ConnectionID != "" {
		if _, err := s.connect.Connection(c.ctx(), c.env.ID, q.ProviderConfigKey, q.ConnectionID); err != nil {
			return SyncStatuses{}, err
		}
	}
	command := schedule.Command{EnvironmentID: c.env.ID, Integration: q.ProviderConfigKey, Connection: q.ConnectionID}
	if q.Syncs != "*" {
		for name := range strings.SplitSeq(q.Syncs, ",") {
			sync, variant, _ := strings.Cut(strings.TrimSpace(name), "::")
			command.Syncs = append(command.Syncs, schedule.Name{Sync: sync, Variant: variant})
		}
	}
	all, err := s.schedule.Statuses(c.ctx(), command)
	if err != nil {
		return SyncStatuses{}, err
	}
	answer := SyncStatuses{Syncs: make([]SyncStatus, 0, len(all))}
	for _, each := range all {
		answer.Syncs = append(answer.Syncs, statusOf(each))
	}
	return answer, nil
}

func statusOf(from schedule.Status) SyncStatus {
	to := SyncStatus{ID: from.SyncID, ConnectionID: from.Connection, Type: from.Type, NextScheduledSyncAt: optionalTime(from.NextAt), Name: from.Sync,
		Variant: from.Variant, Status: from.Status, Frequency: orNull(from.Frequency), RecordCount: from.Records, Checkpoint: Object(from.Checkpoint)}
	if from.LastRun != nil {
		result := resultCounts(from.LastResult)
		to.LatestResult, to.LatestExecutionStatus, to.FinishedAt = &result, from.LastStatus, optionalTime(&from.LastRun.FinishedAt)
	}
	return to
}

const functionAction = compile.Action
