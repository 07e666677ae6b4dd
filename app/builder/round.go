package builder

import (
	"context"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// build asks and repairs until a draft passes.
func (one *session) build(ctx context.Context, m Model, key vault.Secret, prompt string) {
	talk := []message{{"system", rules}, {"user", prompt}}
	for number := 1; ; number++ {
		one.change(true, func(x *Session) {
			x.Rounds = append(x.Rounds, Round{Number: number, Phase: Writing, Prompt: talk[len(talk)-1].Text})
		})
		round, err := one.round(ctx, m, key, talk)
		switch {
		case ctx.Err() != nil:
			one.end(Stopped, nil)
			return
		case err != nil:
			one.end(Failed, err)
			return
		case round.passed():
			one.end(Passed, nil)
			return
		case number == one.Request.Rounds:
			one.end(GaveUp, nil)
			return
		}
		// Only the last draft goes along: older ones teach nothing and cost tokens.
		talk = []message{talk[0], talk[1], {"assistant", round.Answer}, {"user", repairPrompt(round)}}
	}
}

func (r Round) passed() bool {
	return r.Code != "" && len(r.Problems) == 0 && (r.DryRun == nil || r.DryRun.Problem == "")
}

func (one *session) end(state string, err error) {
	one.change(true, func(x *Session) {
		x.State, x.Error = state, fault.From(err)
		x.Rounds[len(x.Rounds)-1].Phase = Done
	})
}

// round is one answer and its examination.
func (one *session) round(ctx context.Context, m Model, key vault.Secret, talk []message) (Round, error) {
	var answer strings.Builder // its text is shared, not copied, as it grows
	usage, err := one.s.ask(ctx, m, key, talk, func(text string) {
		answer.WriteString(text)
		one.change(false, func(x *Session) { x.last().Answer = answer.String() })
	})
	one.change(true, func(x *Session) { x.last().Usage = usage })
	if err != nil {
		return Round{}, err
	}
	code, problem := codeOf(answer.String())
	one.change(true, func(x *Session) {
		x.last().Code, x.last().Phase = code, Checking
		if problem != nil {
			x.last().Problems = append(x.last().Problems, *problem)
		}
	})
	if problem != nil {
		return one.now(), nil
	}
	f, found, err := one.s.compile(ctx, one.Request, code)
	if err != nil {
		return Round{}, err
	}
	one.change(true, func(x *Session) { x.last().Problems = found })
	if f == nil || len(found) > 0 || one.Request.Connection == "" {
		return one.now(), nil
	}
	one.change(true, func(x *Session) { x.last().Phase = Trying })
	trial, err := one.s.try(ctx, one.Request, f)
	if err != nil {
		return Round{}, err
	}
	one.change(true, func(x *Session) { x.last().DryRun = &trial })
	return one.now(), nil
}

func (x *Session) last() *Round { return &x.Rounds[len(x.Rounds)-1] }

// now is the round as it stands.
func (one *session) now() Round {
	one.s.mu.Lock()
	defer one.s.mu.Unlock()
	return *one.last()
}
