package cli

import "context"

type keysCommand struct {
	Show   keysShow   `cmd:"" help:"Print the API key of the dev environment."`
	Rotate keysRotate `cmd:"" help:"Make a new API key; the old one stops working at once."`
}

type keysShow struct{}

// Run prints the key alone, so that a script can take it: KEY=$(patchbay keys show).
func (keysShow) Run(ctx context.Context, inv *invocation) error {
	return inv.printKey(ctx, "GET", "/patchbay/keys")
}

type keysRotate struct{}

// Run replaces the key and prints the new one.
func (keysRotate) Run(ctx context.Context, inv *invocation) error {
	return inv.printKey(ctx, "POST", "/patchbay/keys/rotate")
}

func (inv *invocation) printKey(ctx context.Context, method, path string) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Key string `json:"key"`
		}
		raw, err := s.call(ctx, method, path, nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("%s", answer.Key)
	})
}
