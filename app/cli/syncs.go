package cli

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

type syncsCommand struct {
	List      syncsList      `cmd:"" help:"List the syncs of all connections with their schedules."`
	Status    syncsStatus    `cmd:"" help:"Say how syncs are doing."`
	Start     syncsStart     `cmd:"" help:"Let the schedules of syncs run; one that never ran runs at once."`
	Pause     syncsPause     `cmd:"" help:"Stop the schedules of syncs, and what runs."`
	Trigger   syncsTrigger   `cmd:"" help:"Run syncs once, now."`
	Frequency syncsFrequency `cmd:"" help:"Set how often a sync of one connection runs."`
}

// syncTarget are syncs of one connection, or of all connections of an integration.
type syncTarget struct {
	Where string   `arg:"" placeholder:"INTEGRATION[/CONNECTION]" help:"The connection, or an integration for all of its connections."`
	Syncs []string `arg:"" optional:"" placeholder:"SYNC" help:"Names, or NAME::VARIANT; without any all syncs."`
}

func (t syncTarget) split() (integration, connection string) {
	integration, connection, _ = strings.Cut(t.Where, "/")
	return integration, connection
}

// body is what the routes that start, pause and trigger take.
func (t syncTarget) body() map[string]any {
	integration, connection := t.split()
	body := map[string]any{"provider_config_key": integration, "syncs": append([]string{}, t.Syncs...)}
	if connection != "" {
		body["connection_id"] = connection
	}
	return body
}

// String names the syncs for people.
func (t syncTarget) String() string {
	if len(t.Syncs) == 0 {
		return "all syncs of " + t.Where
	}
	return strings.Join(t.Syncs, ", ") + " of " + t.Where
}

// command posts a body to a route of syncs and says what that did.
func (t syncTarget) command(ctx context.Context, inv *invocation, path string, body map[string]any, done, later string) error {
	return inv.with(ctx, func(s *session) error {
		raw, err := s.call(ctx, http.MethodPost, path, body, nil)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		if s.own != nil && later != "" { // schedules run in a process that stays
			return inv.say("%s %s. %s", done, t, later)
		}
		return inv.say("%s %s.", done, t)
	})
}

type (
	syncsStart   struct{ syncTarget }
	syncsPause   struct{ syncTarget }
	syncsTrigger struct {
		syncTarget
		Reset      bool `help:"From scratch: without the checkpoint and the last sync date."`
		EmptyCache bool `name:"empty-cache" help:"With --reset: delete the records first."`
	}
)

// onceOpen tells what a command cannot do alone.
const onceOpen = "Patchbay is closed; they run once it is open: patchbay serve."

// Run starts the schedules.
func (c syncsStart) Run(ctx context.Context, inv *invocation) error {
	return c.command(ctx, inv, "/sync/start", c.body(), "Started", onceOpen)
}

// Run stops the schedules.
func (c syncsPause) Run(ctx context.Context, inv *invocation) error {
	return c.command(ctx, inv, "/sync/pause", c.body(), "Paused", "")
}

// Run asks for one run of each sync, and does not wait for it.
func (c syncsTrigger) Run(ctx context.Context, inv *invocation) error {
	body := c.body()
	body["opts"] = map[string]bool{"reset": c.Reset, "emptyCache": c.EmptyCache}
	return c.command(ctx, inv, "/sync/trigger", body, "Asked for a run of", onceOpen)
}

type syncsFrequency struct {
	Connection reference `arg:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection, as INTEGRATION/CONNECTION."`
	Sync       string    `arg:"" help:"Name, or NAME::VARIANT."`
	Every      string    `arg:"" optional:"" help:"Such as \"every 30 minutes\"; without it the function's own frequency counts again."`
}

// Run sets the frequency and prints what counts now.
func (c syncsFrequency) Run(ctx context.Context, inv *invocation) error {
	integration, connection, err := c.Connection.split()
	if err != nil {
		return err
	}
	name, variant, _ := strings.Cut(c.Sync, "::")
	body := map[string]any{"provider_config_key": integration, "connection_id": connection, "sync_name": name, "frequency": nil}
	if variant != "" {
		body["sync_variant"] = variant
	}
	if c.Every != "" {
		body["frequency"] = c.Every
	}
	return inv.with(ctx, func(s *session) error {
		var now struct {
			Frequency string `json:"frequency"`
		}
		raw, err := s.call(ctx, http.MethodPut, "/sync/update-connection-frequency", body, &now)
		if err != nil {
			return connectionFault(err, c.Connection)
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("%s of %s runs every %s.", c.Sync, c.Connection, strings.TrimPrefix(now.Frequency, "every "))
	})
}

// counts is how many records a sync keeps of each model.
func counts(of map[string]int) string {
	texts := make([]string, 0, len(of))
	for _, model := range slices.Sorted(maps.Keys(of)) {
		texts = append(texts, model+" "+strconv.Itoa(of[model]))
	}
	return strings.Join(texts, ", ")
}

// nameOf is a sync's name, with its variant when that is not the usual one.
func nameOf(name, variant string) string {
	if variant == "" || variant == "base" {
		return name
	}
	return name + "::" + variant
}

type syncsStatus struct{ syncTarget }

// Run prints the public API's answer, or a table of it.
func (c syncsStatus) Run(ctx context.Context, inv *invocation) error {
	integration, connection := c.split()
	query := url.Values{"provider_config_key": {integration}, "syncs": {"*"}}
	if len(c.Syncs) > 0 {
		query.Set("syncs", strings.Join(c.Syncs, ","))
	}
	if connection != "" {
		query.Set("connection_id", connection)
	}
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Syncs []struct {
				Connection string         `json:"connection_id"`
				Name       string         `json:"name"`
				Variant    string         `json:"variant"`
				Status     string         `json:"status"`
				Frequency  string         `json:"frequency"`
				NextAt     string         `json:"nextScheduledSyncAt"`
				FinishedAt string         `json:"finishedAt"`
				LastStatus string         `json:"latestExecutionStatus"`
				Records    map[string]int `json:"recordCount"`
			} `json:"syncs"`
		}
		raw, err := s.call(ctx, http.MethodGet, "/sync/status?"+query.Encode(), nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(answer.Syncs))
		for i, one := range answer.Syncs {
			last := strings.TrimSpace(one.LastStatus + " " + ago(one.FinishedAt))
			rows[i] = []string{nameOf(one.Name, one.Variant), integration + "/" + one.Connection, one.Status, one.Frequency, ago(one.NextAt), last, counts(one.Records)}
		}
		return inv.table("No sync matches. List them with: patchbay syncs list",
			[]string{"SYNC", "CONNECTION", "STATUS", "FREQUENCY", "NEXT", "LAST RUN", "RECORDS"}, rows)
	})
}

type syncsList struct {
	Integration string `help:"Only this integration's."`
}

// Run lists every sync of every connection.
func (c syncsList) Run(ctx context.Context, inv *invocation) error {
	query := url.Values{}
	if c.Integration != "" {
		query.Set("integration", c.Integration)
	}
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data []struct {
				Integration string         `json:"integration"`
				Connection  string         `json:"connection"`
				Name        string         `json:"name"`
				Variant     string         `json:"variant"`
				Status      string         `json:"status"`
				Frequency   string         `json:"frequency"`
				NextAt      string         `json:"next_run_at"`
				Records     map[string]int `json:"records"`
				LastRun     *runRow        `json:"last_run"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, http.MethodGet, "/patchbay/syncs?"+query.Encode(), nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(answer.Data))
		for i, one := range answer.Data {
			rows[i] = []string{nameOf(one.Name, one.Variant), one.Integration + "/" + one.Connection, one.Status, one.Frequency, ago(one.NextAt), one.LastRun.outcome(), counts(one.Records)}
		}
		return inv.table("No syncs. They come with a functions folder and a connection.",
			[]string{"SYNC", "CONNECTION", "STATUS", "FREQUENCY", "NEXT", "LAST RUN", "RECORDS"}, rows)
	})
}
