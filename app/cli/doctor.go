package cli

import (
	"context"
	"fmt"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

type doctorCommand struct{}

// Run checks this machine, through the running app when there is one: only that process knows its own keychain session.
func (doctorCommand) Run(ctx context.Context, inv *invocation) error {
	checks, err := inv.checks(ctx)
	if err != nil {
		return err
	}
	failed := 0
	for _, c := range checks {
		if !c.OK {
			failed++
		}
	}
	if inv.flags.JSON {
		if err := inv.printValue(map[string]any{"checks": checks}); err != nil {
			return err
		}
	} else if err := inv.printChecks(checks); err != nil {
		return err
	}
	if failed > 0 {
		return fault.New(fault.Unavailable, "unhealthy", fmt.Sprintf("%d of %d checks failed.", failed, len(checks)))
	}
	return nil
}

func (inv *invocation) checks(ctx context.Context) ([]Check, error) {
	set, err := inv.settings()
	if err != nil {
		return nil, err
	}
	// An unreadable folder is a finding of the doctor, not a reason to stop.
	instance, err := sqlite.RunningInstance(set.DataDir)
	if err != nil || instance == nil || instance.Socket == "" {
		return inv.Doctor(ctx, set), nil
	}
	running := newClient(socketTransport(instance.Socket))
	defer running.http.CloseIdleConnections()
	var answer struct {
		Checks []Check `json:"checks"`
	}
	_, err = running.call(ctx, "GET", "/patchbay/doctor", nil, &answer)
	return answer.Checks, err
}

func (inv *invocation) printChecks(checks []Check) error {
	for _, c := range checks {
		mark := "ok  "
		if !c.OK {
			mark = "FAIL"
		}
		if err := inv.say("%s  %-12s %s", mark, c.Name, printable(c.Message)); err != nil {
			return err
		}
		if c.Hint != "" {
			if err := inv.say("      %-12s -> %s", "", printable(c.Hint)); err != nil {
				return err
			}
		}
	}
	return nil
}
