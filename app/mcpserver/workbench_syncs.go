package mcpserver

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

// syncTools are the schedules of syncs, and ending a run.
func syncTools() []tool {
	execute := []string{"environment:syncs:execute"}
	return []tool{
		define(facts{name: "syncs_status", title: "Read how syncs are doing", scopes: []string{"environment:syncs:read"}, reads: true,
			description: "Tell of syncs whether their schedule runs, when they run next, how the last run ended and how many records they keep."}, syncsStatus),
		define(facts{name: "syncs_start", title: "Start syncs", scopes: execute, adds: true,
			description: "Let the schedules of syncs run; one that never ran runs at once. The user is asked first."}, startSyncs),
		define(facts{name: "syncs_pause", title: "Pause syncs", scopes: execute,
			description: "Stop the schedules of syncs and cancel what runs. The user is asked first."}, pauseSyncs),
		define(facts{name: "syncs_trigger", title: "Run syncs now", scopes: execute, outside: true,
			description: "Run syncs once, now, whether their schedules run or not. The answer does not wait for the runs: syncs_status and runs_list tell how they go. " +
				"The user is asked first."}, triggerSyncs),
		define(facts{name: "sync_frequency", title: "Set how often a sync runs", scopes: []string{"environment:syncs:update"},
			description: "Give a sync of one connection a frequency of its own, or the function's again. The user is asked first."}, setFrequency),
		define(facts{name: "run_cancel", title: "Cancel a run", scopes: execute,
			description: "Cancel a run of a function that waits or is under way. The user is asked first."}, cancelRun),
	}
}

type (
	syncsArgs struct {
		IntegrationID string   `json:"integration_id" jsonschema:"the integration's unique key"`
		ConnectionID  string   `json:"connection_id,omitempty" jsonschema:"left out: all connections of the integration"`
		Syncs         []string `json:"syncs,omitempty" jsonschema:"names, or name::variant; left out: all"`
	}
	triggerArgs struct {
		syncsArgs
		Reset      bool `json:"reset,omitempty" jsonschema:"from scratch, without the checkpoint and the last date"`
		EmptyCache bool `json:"empty_cache,omitempty" jsonschema:"with reset: delete the records first"`
	}
	frequencyArgs struct {
		connectionKey
		Sync      string `json:"sync" jsonschema:"its name, or name::variant"`
		Frequency string `json:"frequency,omitempty" jsonschema:"such as every 30 minutes; left out: the function's own"`
	}
	frequencyNow struct {
		Frequency string `json:"frequency"`
	}
	syncStatus struct {
		ID                    string             `json:"id"`
		ConnectionID          string             `json:"connection_id"`
		Name                  string             `json:"name"`
		Variant               string             `json:"variant"`
		Type                  string             `json:"type"`
		Status                string             `json:"status" jsonschema:"RUNNING, SUCCESS, ERROR, PAUSED or STOPPED"`
		Frequency             *string            `json:"frequency"`
		NextScheduledSyncAt   *string            `json:"nextScheduledSyncAt"`
		FinishedAt            *string            `json:"finishedAt,omitempty"`
		LatestExecutionStatus string             `json:"latestExecutionStatus,omitempty"`
		LatestResult          map[string]changes `json:"latestResult,omitempty"`
		RecordCount           map[string]int     `json:"recordCount"`
		Checkpoint            any                `json:"checkpoint"`
	}
	changes struct {
		Added   int `json:"added"`
		Updated int `json:"updated"`
		Deleted int `json:"deleted"`
	}
	statusList struct {
		Syncs []syncStatus `json:"syncs"`
	}
	// syncsBody is what the API takes to start, pause and trigger.
	syncsBody struct {
		Syncs        []string   `json:"syncs"`
		Integration  string     `json:"provider_config_key"`
		ConnectionID string     `json:"connection_id,omitempty"`
		Opts         *resetOpts `json:"opts,omitempty"`
	}
	resetOpts struct {
		Reset      bool `json:"reset"`
		EmptyCache bool `json:"emptyCache"`
	}
)

func syncsStatus(ctx context.Context, s *session, in syncsArgs) (out statusList, err error) {
	query := url.Values{"provider_config_key": {in.IntegrationID}, "syncs": {"*"}}
	if len(in.Syncs) > 0 {
		query.Set("syncs", strings.Join(in.Syncs, ","))
	}
	if in.ConnectionID != "" {
		query.Set("connection_id", in.ConnectionID)
	}
	return out, s.client.get(ctx, "/sync/status", query, &out)
}

// target names the syncs for people.
func (in syncsArgs) target() string {
	which := "all syncs"
	if len(in.Syncs) > 0 {
		which = strings.Join(in.Syncs, ", ")
	}
	return which + " of " + in.place()
}

func (in syncsArgs) place() string {
	if in.ConnectionID == "" {
		return "every connection of " + in.IntegrationID
	}
	return connectionKey{in.IntegrationID, in.ConnectionID}.String()
}

func (in syncsArgs) body() syncsBody {
	return syncsBody{Syncs: append([]string{}, in.Syncs...), Integration: in.IntegrationID, ConnectionID: in.ConnectionID}
}

func (in syncsArgs) covers() string {
	return "starting, pausing and running the syncs of " + in.place()
}

func startSyncs(ctx context.Context, s *session, in syncsArgs) (success, error) {
	return s.commandSyncs(ctx, "/sync/start", Effect{Summary: "Start " + in.target(), Covers: in.covers(),
		Detail: "Their schedules run from now on, and call the provider."}, in.body())
}

func pauseSyncs(ctx context.Context, s *session, in syncsArgs) (success, error) {
	return s.commandSyncs(ctx, "/sync/pause", Effect{Summary: "Pause " + in.target(), Covers: in.covers(),
		Detail: "Their schedules stop, and runs that are under way are cancelled."}, in.body())
}

// triggerSyncs asks each time when a run begins from scratch: it costs the provider more, and may delete records.
func triggerSyncs(ctx context.Context, s *session, in triggerArgs) (success, error) {
	effect := Effect{Summary: "Run " + in.target() + " now", Covers: in.covers(), Detail: "They call the provider and change the records that Patchbay keeps."}
	body := in.body()
	body.Opts = &resetOpts{in.Reset, in.EmptyCache}
	if in.Reset {
		effect.Summary, effect.Covers = effect.Summary+", from scratch", ""
		effect.Detail += " What they remember of earlier runs is forgotten."
		if in.EmptyCache {
			effect.Detail += " Their records are deleted first."
		}
	}
	return s.commandSyncs(ctx, "/sync/trigger", effect, body)
}

func (s *session) commandSyncs(ctx context.Context, path string, e Effect, body syncsBody) (success, error) {
	if err := s.scheduled(ctx, syncsArgs{body.Integration, body.ConnectionID, body.Syncs}, codeNoSyncs); err != nil {
		return success{}, err
	}
	e.Kind = "sync"
	if err := s.consent(ctx, e); err != nil {
		return success{}, err
	}
	return success{true}, s.client.call(ctx, http.MethodPost, path, body, nil)
}

// The codes with which the API refuses syncs that are not there, and a frequency that is none.
const (
	codeNoSyncs     = "no_syncs_found"
	codeUnknownSync = "unknown_sync"
	codeBadBody     = "invalid_body"
)

// scheduled returns the fault with which the API refuses syncs that are not there, so that the user is not asked in vain: code
// for the syncs themselves. Of several names each must be there. It is nil when the caller's key may not read how syncs are
// doing: then the API tells later.
func (s *session) scheduled(ctx context.Context, in syncsArgs, code string) error {
	if err := s.known(ctx, in.IntegrationID); err != nil {
		return noIntegration(in.IntegrationID, err)
	}
	if in.ConnectionID != "" {
		if err := s.present(ctx, connectionKey{in.IntegrationID, in.ConnectionID}, codeNoConnection); err != nil {
			return err
		}
	}
	found, err := syncsStatus(ctx, s, syncsArgs{IntegrationID: in.IntegrationID, ConnectionID: in.ConnectionID})
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	there := map[string]bool{}
	for _, one := range found.Syncs {
		there[one.Name], there[one.Name+"::"+one.Variant] = true, true
	}
	missing := slices.DeleteFunc(slices.Clone(in.Syncs), func(name string) bool { return there[name] })
	if len(found.Syncs) > 0 && len(missing) == 0 {
		return nil
	}
	what := "sync " + strings.Join(missing, ", ")
	if len(missing) == 0 {
		what = "sync that runs"
	}
	return fault.New(fault.NotFound, code, "There is no "+what+" on "+in.place()+".").WithHint("syncs_status tells what there is.")
}

func setFrequency(ctx context.Context, s *session, in frequencyArgs) (out frequencyNow, err error) {
	if err := s.scheduled(ctx, syncsArgs{in.IntegrationID, in.ConnectionID, []string{in.Sync}}, codeUnknownSync); err != nil {
		return out, err
	}
	if in.Frequency != "" {
		if _, err := compile.ServerFrequency(in.Frequency); err != nil {
			wrong := fault.From(err)
			return out, fault.New(fault.Invalid, codeBadBody, wrong.Message).WithHint(wrong.Hint)
		}
	}
	name, variant, _ := strings.Cut(in.Sync, "::")
	body := map[string]any{"provider_config_key": in.IntegrationID, "connection_id": in.ConnectionID, "sync_name": name, "frequency": nil}
	put(body, "sync_variant", variant, variant != "")
	put(body, "frequency", in.Frequency, in.Frequency != "")
	what := "as often as its function says"
	if in.Frequency != "" {
		what = in.Frequency
	}
	err = s.consent(ctx, Effect{Kind: "sync", Summary: "Let " + in.Sync + " of " + in.String() + " run " + what})
	if err != nil {
		return out, err
	}
	return out, s.client.call(ctx, http.MethodPut, "/sync/update-connection-frequency", body, &out)
}

// cancelRun answers with the run as it is afterwards. One that has ended stays as it is, and nobody is asked.
func cancelRun(ctx context.Context, s *session, in runArgs) (runDetail, error) {
	run, err := getRun(ctx, s, in)
	if err != nil {
		return runDetail{}, err
	}
	if run.FinishedAt != nil {
		return run, nil
	}
	err = s.consent(ctx, Effect{Kind: "sync", Summary: "Cancel the run of " + run.Function + " for " + connectionKey{run.Integration, run.Connection}.String(),
		Detail: "It is " + run.State + " since " + run.QueuedAt + "."})
	if err != nil {
		return runDetail{}, err
	}
	if err := s.client.call(ctx, http.MethodDelete, "/patchbay/runs/"+url.PathEscape(in.ID), nil, nil); err != nil {
		return runDetail{}, err
	}
	return getRun(ctx, s, in)
}
