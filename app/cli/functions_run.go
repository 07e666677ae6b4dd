package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/text"
)

// runFlags are what both ways of running a function take.
type runFlags struct {
	Name        string     `arg:"" help:"The function."`
	Connection  reference  `arg:"" placeholder:"[INTEGRATION/]CONNECTION" help:"The connection; the integration may be left out when only one has the function."`
	Input       jsonOption `short:"i" placeholder:"JSON" help:"Input of an action: JSON, or @FILE."`
	Payload     jsonOption `placeholder:"JSON" help:"Run onWebhook of a sync with this event: JSON, or @FILE."`
	Variant     string     `help:"Variant of a sync."`
	Integration string     `name:"integration-id" help:"The integration, when several have a function of this name."`
}

type functionsRun struct{ runFlags }

// Run runs an installed function and waits for its end. Ctrl-C cancels it.
func (c functionsRun) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		target, err := inv.installedTarget(ctx, s, c.runFlags)
		if err != nil {
			return err
		}
		body, err := c.body(target, "run")
		if err != nil {
			return err
		}
		return inv.follow(ctx, s, target, body)
	})
}

type functionsDryrun struct {
	runFlags
	Metadata     jsonOption `short:"m" placeholder:"JSON" help:"Metadata in place of the connection's: JSON, or @FILE."`
	Checkpoint   jsonOption `short:"c" placeholder:"JSON" help:"The first checkpoint: JSON, or @FILE."`
	LastSyncDate string     `short:"l" name:"last-sync-date" aliases:"lastSyncDate" placeholder:"DATE" help:"Value of nango.lastSyncDate."`
	Validate     bool       `aliases:"validation" help:"A value off its schema is an error."`
	Save         bool       `aliases:"save-responses" help:"Write what the API answered as the function's fixture, when it went well."`

	officialFlags
}

// officialFlags are further flags of nango dryrun (functions.md §6.1). Scripts written for it pass them; nothing here needs
// them: there is one environment, no question is asked, and a run's end always tells its time and memory.
type officialFlags struct {
	Environment string `short:"e" hidden:""`
	Diagnostics bool   `hidden:""`
	AutoConfirm bool   `name:"auto-confirm" hidden:""`
	Sourcemap   string `hidden:""`
	Debug       bool   `hidden:""`
}

// Run compiles one function of the folder and runs it; records and checkpoints stay as they are.
func (c functionsDryrun) Run(ctx context.Context, inv *invocation) error {
	dir, root, err := inv.folderOrOpen(ctx, "")
	if err != nil {
		return err
	}
	entries, problems := compile.Discover(root.FS())
	if err := root.Close(); err != nil {
		return err
	}
	target, err := c.target(entries)
	if err != nil {
		if fault.HasCode(err, "unknown_function") && len(problems) > 0 { // perhaps it is the one that could not be found
			first := problems[0]
			return fault.From(err).WithHint(fmt.Sprintf("%s:%d: %s %s", first.File, first.Line, first.Message, first.Hint))
		}
		return err
	}
	body, err := c.body(target, "dryrun")
	if err != nil {
		return err
	}
	body["dir"], body["validate"], body["save_fixture"] = dir, c.Validate, c.Save
	if c.LastSyncDate != "" {
		body["last_sync_date"] = c.LastSyncDate
	}
	for name, option := range map[string]jsonOption{"metadata": c.Metadata, "checkpoint": c.Checkpoint} {
		value, err := option.read(name)
		if err != nil {
			return err
		}
		if value != nil {
			body[name] = value
		}
	}
	return inv.with(ctx, func(s *session) error {
		if err := inv.follow(ctx, s, target, body); err != nil || !c.Save {
			return err
		}
		return inv.say("Saved %s/tests/%s.test.json.", target.integration, target.name)
	})
}

// target is a function on a connection.
type target struct{ integration, kind, name, connection string }

// target finds the function among the folder's.
func (c runFlags) target(entries []compile.Entry) (target, error) {
	integration, connection := c.split()
	var having []string
	for _, e := range entries {
		if e.Name == c.Name && (integration == "" || e.Integration == integration) && !slices.Contains(having, e.Integration) {
			having = append(having, e.Integration)
		}
	}
	return choose(c.Name, connection, having)
}

// split reads the connection argument, which may name the integration too.
func (c runFlags) split() (integration, connection string) {
	if c.Integration != "" {
		return c.Integration, strings.TrimPrefix(string(c.Connection), c.Integration+"/")
	}
	if integration, connection, err := c.Connection.split(); err == nil {
		return integration, connection
	}
	return "", string(c.Connection)
}

func choose(name, connection string, having []string) (target, error) {
	switch len(having) {
	case 0:
		return target{}, fault.New(fault.NotFound, "unknown_function", "There is no function "+name+" there.").
			WithHint("patchbay functions list shows the installed ones; a folder's are those in its index.ts.")
	case 1:
		return target{integration: having[0], kind: "any", name: name, connection: connection}, nil
	}
	return target{}, fault.New(fault.Invalid, "ambiguous_function", fmt.Sprintf("Several integrations have a function %s: %s.", name, strings.Join(having, ", "))).
		WithHint("Say which with --integration-id, or write INTEGRATION/CONNECTION.")
}

func (inv *invocation) installedTarget(ctx context.Context, s *session, c runFlags) (target, error) {
	var answer struct {
		Data []struct {
			Integration string `json:"integration"`
			Name        string `json:"name"`
		} `json:"data"`
	}
	if _, err := s.call(ctx, "GET", "/patchbay/functions", nil, &answer); err != nil {
		return target{}, err
	}
	integration, connection := c.split()
	var having []string
	for _, f := range answer.Data {
		if f.Name == c.Name && (integration == "" || f.Integration == integration) && !slices.Contains(having, f.Integration) {
			having = append(having, f.Integration)
		}
	}
	return choose(c.Name, connection, having)
}

func (c runFlags) body(t target, mode string) (map[string]any, error) {
	body := map[string]any{"connection": t.connection, "mode": mode}
	if c.Variant != "" {
		body["variant"] = c.Variant
	}
	for name, option := range map[string]jsonOption{"input": c.Input, "payload": c.Payload} {
		value, err := option.read(name)
		if err != nil {
			return nil, err
		}
		if value != nil {
			body[name] = value
		}
	}
	return body, nil
}

// runAnswer is what the command line reads of a run.
type runAnswer struct {
	Data struct {
		ID      string `json:"id"`
		State   string `json:"state"`
		Results map[string]struct {
			Added   int `json:"added"`
			Updated int `json:"updated"`
			Deleted int `json:"deleted"`
		} `json:"results"`
		Error *struct {
			Type    string          `json:"type"`
			Message string          `json:"message"`
			Whose   string          `json:"whose"`
			Stack   string          `json:"stack"`
			Payload json.RawMessage `json:"payload"`
		} `json:"error"`
		Type   string          `json:"type"`
		Output json.RawMessage `json:"output"`
		DryRun *struct {
			Saved   map[string]json.RawMessage `json:"saved"`
			Deleted map[string]json.RawMessage `json:"deleted"`
		} `json:"dry_run"`
	} `json:"data"`
}

// pollEvery is how often a running function is asked for.
const pollEvery = 100 * time.Millisecond

// follow starts a run, shows its log as it comes, and prints how it ended. When ctx ends the run is cancelled.
func (inv *invocation) follow(ctx context.Context, s *session, t target, body map[string]any) error {
	var begun runAnswer
	if _, err := s.call(ctx, "POST", functionPath(t.integration, t.kind, t.name)+"/run", body, &begun); err != nil {
		return err
	}
	address := "/patchbay/runs/" + url.PathEscape(begun.Data.ID)
	shown := int64(0)
	for {
		var err error
		var state string
		if state, shown, err = inv.showLines(ctx, s, address, shown); err != nil {
			return inv.giveUpRun(ctx, s, address, err)
		}
		if state != "queued" && state != "running" {
			break
		}
		select {
		case <-ctx.Done():
			return inv.giveUpRun(ctx, s, address, ctx.Err())
		case <-time.After(pollEvery):
		}
	}
	return inv.showEnd(ctx, s, address)
}

func (inv *invocation) giveUpRun(ctx context.Context, s *session, address string, cause error) error {
	if ctx.Err() == nil {
		return cause
	}
	_, err := s.call(context.WithoutCancel(ctx), "DELETE", address, nil, nil)
	return errors.Join(cause, err)
}

func (inv *invocation) showLines(ctx context.Context, s *session, address string, after int64) (state string, last int64, err error) {
	var timeline struct {
		State string `json:"state"`
		Data  []struct {
			ID       int64  `json:"id"`
			Level    string `json:"level"`
			Text     string `json:"text"`
			Exchange *struct {
				Method string `json:"method"`
				URL    string `json:"url"`
				Status int    `json:"status"`
			} `json:"exchange"`
		} `json:"data"`
	}
	if _, err := s.call(ctx, "GET", fmt.Sprintf("%s/timeline?after=%d", address, after), nil, &timeline); err != nil {
		return "", after, err
	}
	for _, line := range timeline.Data {
		after = line.ID
		switch {
		case inv.flags.JSON:
		case line.Exchange != nil:
			fmt.Fprintf(inv.Stderr, "%s %s %d\n", line.Exchange.Method, printable(line.Exchange.URL), line.Exchange.Status)
		default:
			fmt.Fprintf(inv.Stderr, "%-5s %s\n", line.Level, printable(line.Text))
		}
	}
	return timeline.State, after, nil
}

func (inv *invocation) showEnd(ctx context.Context, s *session, address string) error {
	var end runAnswer
	raw, err := s.call(ctx, "GET", address, nil, &end)
	if err != nil {
		return err
	}
	if inv.flags.JSON {
		if err := inv.printJSON(raw); err != nil {
			return err
		}
	} else if err := inv.printEnd(end); err != nil {
		return err
	}
	if e := end.Data.Error; e != nil {
		return fault.New(fault.Upstream, e.Type, fmt.Sprintf("The function failed (%s): %s", e.Type, printable(shortened(e.Message))))
	}
	if end.Data.State != "succeeded" {
		return fault.New(fault.Conflict, "run_"+end.Data.State, "The run was "+strings.ReplaceAll(end.Data.State, "_", " ")+".")
	}
	return nil
}

// longestDetail is how much of a failure's stack or payload a terminal gets, in bytes; nested failures hold each other whole.
const longestDetail = 2000

// printEnd prints what the function gave or why it failed. Its warnings are the end of the timeline, which was shown already.
func (inv *invocation) printEnd(end runAnswer) error {
	d := end.Data
	if e := d.Error; e != nil {
		if e.Stack != "" {
			fmt.Fprintln(inv.Stderr, indent(shortened(e.Stack)))
		}
		if len(e.Payload) > 0 {
			fmt.Fprintln(inv.Stderr, shortened(string(e.Payload)))
		}
		return nil
	}
	if d.Type == "action" {
		output := string(d.Output)
		if output == "" || output == "null" {
			output = "no output"
		}
		_, err := fmt.Fprintln(inv.Stdout, output)
		return err
	}
	if d.DryRun != nil {
		for _, kind := range []struct {
			word    string
			records map[string]json.RawMessage
		}{{"would save", d.DryRun.Saved}, {"would delete", d.DryRun.Deleted}} {
			for model, list := range kind.records {
				fmt.Fprintf(inv.Stdout, "%s %s: %s\n", kind.word, model, list)
			}
		}
	}
	for model, n := range d.Results {
		fmt.Fprintf(inv.Stdout, "%s: %d added, %d updated, %d deleted\n", model, n.Added, n.Updated, n.Deleted)
	}
	return nil
}

// shortened cuts a text for a terminal and says how much is missing.
func shortened(said string) string {
	if len(said) <= longestDetail {
		return said
	}
	kept := text.Cut(said, longestDetail)
	return fmt.Sprintf("%s… (%d more bytes; --json prints everything)", kept, len(said)-len(kept))
}

func indent(text string) string {
	return "      " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n      ")
}
