package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

type runsCommand struct {
	List   runsList   `cmd:"" help:"List runs of functions, newest first."`
	Show   runsShow   `cmd:"" help:"Show one: its lines, what came out, or why it failed."`
	Cancel runsCancel `cmd:"" help:"Cancel one that waits or is under way."`
}

// runRow is what lists show of a run.
type runRow struct {
	ID          string `json:"id"`
	Integration string `json:"integration"`
	Connection  string `json:"connection"`
	Function    string `json:"function"`
	Type        string `json:"type"`
	Trigger     string `json:"trigger"`
	State       string `json:"state"`
	QueuedAt    string `json:"queued_at"`
	DurationMS  any    `json:"duration_ms"`
}

// outcome is how a run went, and when, in lists of other things; "" for none.
func (r *runRow) outcome() string {
	if r == nil {
		return ""
	}
	text := r.State + " " + ago(r.QueuedAt)
	if r.Trigger == sourceSimulated {
		text += " (simulated)"
	}
	return text
}

type runsList struct {
	Integration string `help:"Only this integration's."`
	Function    string `help:"Only of this function."`
	Connection  string `help:"Only for this connection."`
	State       string `enum:",queued,running,succeeded,failed,cancelled,timed_out,interrupted" default:"" help:"Only those in this state."`
	Cursor      string `help:"Go on behind this cursor."`
	Limit       int    `default:"50" help:"How many, at most 200."`
}

// Run prints one page.
func (c runsList) Run(ctx context.Context, inv *invocation) error {
	query := url.Values{"limit": {strconv.Itoa(c.Limit)}}
	for name, value := range map[string]string{"integration": c.Integration, "function": c.Function, "connection": c.Connection, "state": c.State, "cursor": c.Cursor} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return inv.with(ctx, func(s *session) error {
		var page struct {
			Data       []runRow `json:"data"`
			NextCursor *string  `json:"next_cursor"`
		}
		raw, err := s.call(ctx, http.MethodGet, "/patchbay/runs?"+query.Encode(), nil, &page)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(page.Data))
		for i, r := range page.Data {
			rows[i] = []string{ago(r.QueuedAt), r.ID, r.Function, r.Integration + "/" + r.Connection, r.Trigger, r.State, duration(r.DurationMS)}
		}
		if err := inv.table("No function ran yet.", []string{"WHEN", "ID", "FUNCTION", "CONNECTION", "STARTED BY", "STATE", "TOOK"}, rows); err != nil {
			return err
		}
		if page.NextCursor != nil {
			fmt.Fprintf(inv.Stderr, "There are more: --cursor %s\n", *page.NextCursor)
		}
		return nil
	})
}

type runsShow struct {
	ID string `arg:"" help:"Id of the run, from runs list."`
}

// Run prints what the run did and gave. A run that failed is no failure of the command.
func (c runsShow) Run(ctx context.Context, inv *invocation) error {
	address := "/patchbay/runs/" + url.PathEscape(c.ID)
	return inv.with(ctx, func(s *session) error {
		var run struct {
			Data struct {
				runRow
				Output json.RawMessage `json:"output"`
				Error  *struct {
					Type    string `json:"type"`
					Message string `json:"message"`
				} `json:"error"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, http.MethodGet, address, nil, &run)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		var timeline struct {
			Data []message `json:"data"`
		}
		if _, err := s.call(ctx, http.MethodGet, address+"/timeline", nil, &timeline); err != nil {
			return err
		}
		d := run.Data
		pairs := []string{"run", d.ID, "function", d.Function + " (" + d.Type + ")", "connection", d.Integration + "/" + d.Connection, "started by", d.Trigger,
			"queued", ago(d.QueuedAt), "took", duration(d.DurationMS), "state", d.State, "output", shortened(compact(d.Output))}
		if d.Error != nil {
			pairs = append(pairs, "error", d.Error.Type+": "+shortened(d.Error.Message))
		}
		if err := inv.fields(pairs...); err != nil {
			return err
		}
		for _, m := range timeline.Data {
			inv.printMessage(m)
		}
		return nil
	})
}

type runsCancel struct {
	ID string `arg:"" help:"Id of the run, from runs list."`
}

// Run cancels the run and waits until it has ended. One that had ended already stays as it is.
func (c runsCancel) Run(ctx context.Context, inv *invocation) error {
	address := "/patchbay/runs/" + url.PathEscape(c.ID)
	return inv.with(ctx, func(s *session) error {
		if _, err := s.call(ctx, http.MethodDelete, address, nil, nil); err != nil {
			return err
		}
		var run struct {
			Data runRow `json:"data"`
		}
		raw, err := s.call(ctx, http.MethodGet, address, nil, &run)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("The run of %s is %s.", run.Data.Function, run.Data.State)
	})
}
