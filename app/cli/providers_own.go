package cli

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// definition is where a provider's entry comes from, as the API tells it.
type definition struct {
	Source      string            `json:"source"`
	BuiltIn     bool              `json:"built_in"`
	File        string            `json:"file"`
	Problems    []catalog.Problem `json:"problems"`
	Unconfirmed []string          `json:"unconfirmed"`
}

// String says it in a few words.
func (o definition) String() string {
	switch o.Source {
	case "overlay":
		return o.File
	case "last_good":
		return o.File + " as it was before its mistake"
	default:
		return "built in"
	}
}

type providersEdit struct {
	Provider string `arg:"" help:"Key of the provider, such as github."`
	Editor   string `env:"VISUAL,EDITOR" placeholder:"COMMAND" help:"Editor to open the file in; without one its path is printed."`
}

// Run copies the provider's entry to a file of the user's own, unless there is one, and opens it in an editor.
func (c providersEdit) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data struct {
				File string `json:"file"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, "POST", "/patchbay/providers/"+url.PathEscape(c.Provider)+"/overlay", nil, &answer)
		if err != nil {
			return providerFault(err, c.Provider)
		}
		command := strings.Fields(c.Editor)
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		if len(command) == 0 || inv.ReadSecret == nil { // no editor, or nobody in front of one
			return inv.say("%s", answer.Data.File)
		}
		if err := inv.openEditor(ctx, command, answer.Data.File); err != nil {
			return err
		}
		return providersCheck{Path: answer.Data.File}.Run(inv)
	})
}

func (inv *invocation) openEditor(ctx context.Context, command []string, file string) error {
	editor := exec.CommandContext(ctx, command[0], append(command[1:], file)...) //nolint:gosec // the user's own editor
	editor.Stdin, editor.Stdout, editor.Stderr = os.Stdin, inv.Stdout, inv.Stderr
	if err := editor.Run(); err != nil {
		return fault.New(fault.Unavailable, "editor_failed", "The editor "+command[0]+" could not be run, or it failed.").
			WithHint("The file is " + file + ". Name another editor with --editor.").WithCause(err)
	}
	return nil
}

type providersConfirm struct {
	Provider string `arg:"" help:"Key of the provider whose file you changed."`
	Yes      bool   `help:"Confirm what is shown."`
}

// Run shows where a changed provider file would send credentials and, with --yes, lets it.
func (c providersConfirm) Run(ctx context.Context, inv *invocation) error {
	path := "/patchbay/providers/" + url.PathEscape(c.Provider)
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data struct {
				Origin definition `json:"origin"`
			} `json:"data"`
		}
		if _, err := s.call(ctx, "GET", path, nil, &answer); err != nil {
			return providerFault(err, c.Provider)
		}
		waiting := answer.Data.Origin.Unconfirmed
		if c.Yes && len(waiting) > 0 {
			raw, err := s.call(ctx, "POST", path+"/confirm", map[string]any{"destinations": waiting}, nil)
			if err != nil {
				return err
			}
			if inv.flags.JSON {
				return inv.printJSON(raw)
			}
			return inv.say("Credentials of %s may go to %s.", c.Provider, printable(strings.Join(waiting, ", ")))
		}
		if inv.flags.JSON {
			return inv.printValue(map[string]any{"unconfirmed": waiting})
		}
		if len(waiting) == 0 {
			return inv.say("Nothing waits for a confirmation.")
		}
		for _, destination := range waiting {
			if err := inv.say("%s", printable(destination)); err != nil {
				return err
			}
		}
		return inv.say("The file %s would send credentials there. If that is right, confirm it with --yes.", printable(answer.Data.Origin.File))
	})
}

type providersImport struct {
	Source string   `arg:"" help:"A providers.yaml, or its https address."`
	Texts  bool     `help:"Also take over names, titles, help and links of providers that Patchbay knows; otherwise only facts."`
	Only   []string `placeholder:"KEY" help:"Only these providers; repeatable."`
	Yes    bool     `help:"Apply the plan: write a file of your own for each added and changed provider."`
}

// importPlan is the answer of the API.
type importPlan struct {
	Data struct {
		Digest  string   `json:"digest"`
		Applied []string `json:"applied"`
		Counts  struct {
			Added, Changed, Same, Refused int
		} `json:"counts"`
		Steps []importStep `json:"steps"`
	} `json:"data"`
}

type importStep struct {
	Provider string `json:"provider"`
	Change   string `json:"change"`
	Fields   []struct {
		Field, From, To string
	} `json:"fields"`
	Problems        []catalog.Problem `json:"problems"`
	NewDestinations []string          `json:"new_destinations"`
	ReplacesOwn     bool              `json:"replaces_own"`
}

// Run shows the plan and, with --yes, applies exactly that.
func (c providersImport) Run(ctx context.Context, inv *invocation) error {
	body, err := c.body()
	if err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		var plan importPlan
		raw, err := s.call(ctx, "POST", "/patchbay/overlay/import", body, &plan)
		if err != nil {
			return err
		}
		if c.Yes {
			if !inv.flags.JSON {
				if err := c.print(inv, plan); err != nil {
					return err
				}
			}
			body["apply"], body["digest"] = true, plan.Data.Digest
			if raw, err = s.call(ctx, "POST", "/patchbay/overlay/import", body, &plan); err != nil {
				return err
			}
		}
		switch {
		case inv.flags.JSON:
			err = inv.printJSON(raw)
		case c.Yes:
			err = inv.say("Wrote %s.", counted(len(plan.Data.Applied), "file"))
		}
		switch {
		case err != nil:
			return err
		case c.Yes:
			return c.incomplete(plan)
		case inv.flags.JSON:
			return nil
		}
		if err := c.print(inv, plan); err != nil {
			return err
		}
		return inv.say("Nothing was written. Apply the plan with --yes.")
	})
}

// wants reports whether a provider is among those asked for.
func (c providersImport) wants(provider string) bool {
	return len(c.Only) == 0 || slices.Contains(c.Only, provider)
}

// incomplete is a fault when entries that were asked for were refused: a script must not take the import for whole.
func (c providersImport) incomplete(plan importPlan) error {
	var refused []string
	for _, step := range plan.Data.Steps {
		if step.Change == string(catalog.Refused) && c.wants(step.Provider) {
			refused = append(refused, printable(step.Provider))
		}
	}
	if len(refused) == 0 {
		return nil
	}
	const shown = 10
	names := strings.Join(refused[:min(shown, len(refused))], ", ")
	if len(refused) > shown {
		names += ", …"
	}
	return fault.New(fault.Invalid, "import_incomplete", fmt.Sprintf("%d of the providers were refused and not imported: %s.", len(refused), names)).
		WithHint("The plan says why, entry by entry: run the command again without --yes.")
}

func (c providersImport) body() (map[string]any, error) {
	body := map[string]any{"texts": c.Texts, "only": append([]string{}, c.Only...)}
	if strings.Contains(c.Source, "://") {
		body["address"] = c.Source
		return body, nil
	}
	text, err := os.ReadFile(c.Source)
	if err != nil {
		return nil, fault.New(fault.Invalid, "unreadable_file", c.Source+" cannot be read.").
			WithHint("Name a providers.yaml or its https address.").WithCause(err)
	}
	body["text"] = string(text)
	return body, nil
}

func (c providersImport) print(inv *invocation, plan importPlan) error {
	for _, step := range plan.Data.Steps {
		if !c.wants(step.Provider) {
			continue
		}
		if err := step.print(inv); err != nil {
			return err
		}
	}
	n := plan.Data.Counts
	return inv.say("%d added, %d changed, %d the same, %d refused.", n.Added, n.Changed, n.Same, n.Refused)
}

func (s importStep) print(inv *invocation) error {
	note := ""
	if s.ReplacesOwn {
		note = " (replaces a file of yours, which is kept beside it)"
	}
	lines := []string{fmt.Sprintf("%-7s %s%s", s.Change, s.Provider, note)}
	for _, f := range s.Fields {
		lines = append(lines, fmt.Sprintf("        %s: %s -> %s", f.Field, orNone(f.From), orNone(f.To)))
	}
	for _, destination := range s.NewDestinations {
		lines = append(lines, "        sends credentials to "+destination)
	}
	for _, p := range s.Problems {
		if !p.Warning || s.Change != "refused" {
			lines = append(lines, fmt.Sprintf("        line %d: %s", p.Line, p.Message))
		}
	}
	for _, line := range lines {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if err := inv.say("%s%s", indent, printable(strings.TrimLeft(line, " "))); err != nil {
			return err
		}
	}
	return nil
}

func orNone(text string) string {
	if text == "" {
		return "(none)"
	}
	return text
}
