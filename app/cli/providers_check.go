package cli

import (
	"encoding/json"
	"fmt"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

type providersCheck struct {
	Path string `arg:"" help:"A provider file or a folder of them."`
}

// Run reads the files with the same rules as the app and prints every problem with its line. Warnings do not fail: the app
// uses such a file.
func (c providersCheck) Run(inv *invocation) error {
	problems, count, err := catalog.Check(c.Path)
	if err != nil {
		return fault.New(fault.Invalid, "unreadable_file", c.Path+" cannot be read.").
			WithHint("Name a provider file or a folder of them.").WithCause(err)
	}
	errors := 0
	for _, p := range problems {
		if !p.Warning {
			errors++
		}
	}
	if inv.flags.JSON {
		raw, err := json.Marshal(map[string]any{"providers": count, "problems": append([]catalog.Problem{}, problems...)})
		if err != nil {
			return err
		}
		if err := inv.printJSON(raw); err != nil {
			return err
		}
	} else if err := inv.printFileProblems(problems); err != nil {
		return err
	}
	switch {
	case errors > 0:
		return fault.New(fault.Invalid, "bad_providers", fmt.Sprintf("%s in %s.", counted(errors, "problem"), c.Path))
	case inv.flags.JSON:
		return nil
	case len(problems) > 0:
		return inv.say("%s, %s.", counted(count, "provider"), counted(len(problems), "warning"))
	default:
		return inv.say("%s, no problems.", counted(count, "provider"))
	}
}

func (inv *invocation) printFileProblems(problems []catalog.Problem) error {
	for _, p := range problems {
		word := ""
		if p.Warning {
			word = "warning: "
		}
		place := printable(p.File)
		if p.Line > 0 { // 0: it concerns the whole file, such as its name
			place += fmt.Sprintf(":%d", p.Line)
		}
		if err := inv.say("%s: %s%s", place, word, printable(p.Message)); err != nil {
			return err
		}
	}
	return nil
}
