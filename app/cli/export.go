package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"patchbay/app/fault"
)

type exportCommand struct {
	Out  string `required:"" type:"path" placeholder:"DIR" help:"The folder to write."`
	Plan bool   `help:"Only show what would be written."`
}

// planAnswer is what the command line reads of a plan.
type planAnswer struct {
	Data struct {
		Out   string `json:"out"`
		Files []struct {
			Path   string `json:"path"`
			Change string `json:"change"`
		} `json:"files"`
		Parity []parityLine `json:"parity"`
	} `json:"data"`
}

type parityLine struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// Run writes the project of --project, or the open one, for the official CLI.
func (c exportCommand) Run(ctx context.Context, inv *invocation) error {
	path := "/patchbay/export"
	if c.Plan {
		path += "/plan"
	}
	body := map[string]any{"out": c.Out}
	if err := inv.addDir(body); err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		var answer planAnswer
		raw, err := s.call(ctx, "POST", path, body, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		counts := map[string]int{}
		for _, f := range answer.Data.Files {
			counts[f.Change]++
			if f.Change != "same" {
				fmt.Fprintf(inv.Stdout, "%-7s %s\n", f.Change, printable(f.Path))
			}
		}
		inv.printParity(answer.Data.Parity)
		verb := "Wrote"
		if c.Plan {
			verb = "Would write"
		}
		return inv.say("%s %d new and %d changed files to %s; %d stay as they are.", verb, counts["add"], counts["change"], answer.Data.Out, counts["same"])
	})
}

// addDir names the project when the user did.
func (inv *invocation) addDir(body map[string]any) error {
	if inv.flags.Project == "" {
		return nil
	}
	dir, err := filepath.Abs(inv.flags.Project)
	if err != nil {
		return fault.New(fault.Invalid, "invalid_path", "The folder of --project cannot be found.").WithCause(err)
	}
	body["dir"] = dir
	return nil
}

func (inv *invocation) printParity(lines []parityLine) {
	for _, p := range lines {
		place := p.File
		if p.Line > 0 {
			place = fmt.Sprintf("%s:%d", p.File, p.Line)
		}
		fmt.Fprintf(inv.Stderr, "%-7s %s: %s %s\n", p.Severity, place, printable(p.Message), printable(p.Hint))
	}
}

type deployCommand struct {
	Target      string `arg:"" optional:"" help:"Name of a saved server."`
	URL         string `placeholder:"URL" help:"Address of the server; it is saved under the name, and its key is asked for or read from standard input."`
	Integration string `help:"Deploy this integration; what is missing of it there is deleted."`
	Function    string `help:"Deploy only this function; deletes nothing."`
	All         bool   `help:"Deploy everything; what is missing there is deleted."`
	Version     string `help:"One version for every function."`
	Plan        bool   `help:"Only show what would change."`
	Destructive bool   `name:"allow-destructive" help:"Deploy even when functions or records are deleted there."`
}

// deployAnswer is what the command line reads of a deploy's plan.
type deployAnswer struct {
	Data struct {
		Added    []deployItem `json:"added"`
		Changed  []deployItem `json:"changed"`
		Removed  []deployItem `json:"removed"`
		Disabled []deployItem `json:"disabled"`
		Models   []string     `json:"models"`
		Missing  []string     `json:"missing"`
		Parity   []parityLine `json:"parity"`
	} `json:"data"`
}

type deployItem struct {
	Integration string `json:"integration"`
	Name        string `json:"name"`
	Type        string `json:"type"`
	Version     string `json:"version"`
	Connections int    `json:"connections"`
}

// Run shows the plan, then deploys.
func (c deployCommand) Run(ctx context.Context, inv *invocation) error {
	body, err := c.body(inv)
	if err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		if err := c.saveTarget(ctx, inv, s); err != nil {
			return err
		}
		var plan deployAnswer
		raw, err := s.call(ctx, "POST", "/patchbay/deploy/plan", body, &plan)
		if err != nil {
			return err
		}
		if c.Plan && inv.flags.JSON {
			return inv.printJSON(raw)
		}
		if !inv.flags.JSON {
			inv.printPlan(plan)
		}
		if len(plan.Data.Missing) > 0 {
			return fault.New(fault.Conflict, "missing_integrations", "The server lacks the integrations "+strings.Join(plan.Data.Missing, ", ")+".").
				WithHint("Create them there first; a deploy does not.")
		}
		if c.Plan {
			return nil
		}
		return c.send(ctx, inv, s, body)
	})
}

func (c deployCommand) send(ctx context.Context, inv *invocation, s *session, body map[string]any) error {
	var done struct {
		Deployed []deployItem `json:"deployed"`
	}
	raw, err := s.call(ctx, "POST", "/patchbay/deploy", body, &done)
	if err != nil {
		return err
	}
	if inv.flags.JSON {
		return inv.printJSON(raw)
	}
	return inv.say("Deployed %s to %s.", counted(len(done.Deployed), "function"), c.Target)
}

func (c deployCommand) body(inv *invocation) (map[string]any, error) {
	if c.Target == "" {
		return nil, fault.New(fault.Invalid, "no_target", "Say where to deploy: the name of a server.").
			WithHint("patchbay deploy prod --url https://api.nango.dev --function create-issue")
	}
	mode := ""
	for name, chosen := range map[string]bool{"all": c.All, "integration": c.Integration != "" && c.Function == "", "single": c.Function != ""} {
		if chosen {
			if mode != "" {
				return nil, fault.New(fault.Invalid, "usage", "Choose one of --function, --integration and --all.")
			}
			mode = name
		}
	}
	if mode == "" {
		return nil, fault.New(fault.Invalid, "usage", "Say what to deploy: --function NAME, --integration KEY or --all.").
			WithHint("--function deletes nothing; the other two delete what the project lacks.")
	}
	body := map[string]any{"target": c.Target, "mode": mode, "integration": c.Integration, "function": c.Function, "version": c.Version, "confirmed": c.Destructive}
	return body, inv.addDir(body)
}

func (c deployCommand) saveTarget(ctx context.Context, inv *invocation, s *session) error {
	if c.URL == "" {
		return nil
	}
	values := map[string]string{"key": fromInput}
	if err := inv.fill(values, []string{"key"}); err != nil {
		return err
	}
	_, err := s.call(ctx, "PUT", "/patchbay/deploy/targets", map[string]any{"name": c.Target, "url": c.URL, "key": values["key"]}, nil)
	return err
}

func (inv *invocation) printPlan(plan deployAnswer) {
	for _, part := range []struct {
		word  string
		items []deployItem
	}{{"add", plan.Data.Added}, {"change", plan.Data.Changed}, {"remove", plan.Data.Removed}, {"disable", plan.Data.Disabled}} {
		for _, i := range part.items {
			suffix := ""
			if i.Connections > 0 {
				suffix = fmt.Sprintf(" (%s use it)", counted(i.Connections, "connection"))
			}
			fmt.Fprintf(inv.Stdout, "%-7s %s %s/%s%s\n", part.word, i.Type, i.Integration, i.Name, suffix)
		}
	}
	for _, model := range plan.Data.Models {
		fmt.Fprintf(inv.Stdout, "%-7s records of %s\n", "delete", model)
	}
	inv.printParity(plan.Data.Parity)
}
