package cli

import (
	"context"
	"fmt"

	"patchbay/app/fault"
	"patchbay/app/localtls"
)

type httpsCommand struct {
	Status  httpsStatus  `cmd:"" help:"Whether it works and who trusts its certificate."`
	Enable  httpsEnable  `cmd:"" help:"Make a certificate authority for this machine alone and let browsers trust it."`
	Disable httpsDisable `cmd:"" help:"Delete its key and take the certificate out of every trust store."`
}

// httpsState is what the commands read of the API's answer.
type httpsState struct {
	Enabled     bool     `json:"enabled"`
	Address     string   `json:"address"`
	Listening   bool     `json:"listening"`
	Name        string   `json:"name"`
	Fingerprint string   `json:"fingerprint"`
	Certificate string   `json:"certificate"`
	ExpiresAt   string   `json:"expires_at"`
	Trusted     bool     `json:"trusted"`
	Obsolete    []string `json:"obsolete"`
	Problem     *struct {
		Message string `json:"message"`
		Hint    string `json:"hint"`
	} `json:"problem"`
	Stores []struct {
		Title         string `json:"title"`
		Trusted       bool   `json:"trusted"`
		Available     bool   `json:"available"`
		NeedsPassword bool   `json:"needs_password"`
		Hint          string `json:"hint"`
	} `json:"stores"`
}

func (s *session) https(ctx context.Context) (state httpsState, raw []byte, err error) {
	var answer struct {
		Data httpsState `json:"data"`
	}
	raw, err = s.call(ctx, "GET", "/patchbay/https", nil, &answer)
	return answer.Data, raw, err
}

type httpsStatus struct{}

// Run says what is on and what to do next.
func (httpsStatus) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error { return inv.showHTTPS(ctx, s) })
}

type httpsEnable struct {
	NoTrust bool `name:"no-trust" help:"Leave every trust store alone; import the certificate by hand."`
}

// Run switches it on. Stores that want a password are changed here, because this process has the terminal.
func (c httpsEnable) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		_, refused := s.call(ctx, "POST", "/patchbay/https", map[string]any{"trust": !c.NoTrust}, nil)
		if refused != nil && fault.From(refused).Code != "trust_store" {
			return refused
		}
		state, _, err := s.https(ctx)
		if err != nil {
			return err
		}
		if !c.NoTrust && inv.ReadSecret != nil && wantsPassword(state) {
			fmt.Fprintln(inv.Stderr, "The system's trust store asks for your password:")
			if err := localtls.Install(state.Certificate); err != nil {
				return err
			}
		}
		if err := inv.showHTTPS(ctx, s); err != nil {
			return err
		}
		return refused
	})
}

type httpsDisable struct{}

// Run switches it off and removes what the running app was not allowed to.
func (httpsDisable) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		if _, err := s.call(ctx, "DELETE", "/patchbay/https", nil, nil); err != nil {
			return err
		}
		state, _, err := s.https(ctx)
		if err != nil {
			return err
		}
		if len(state.Obsolete) > 0 && inv.ReadSecret != nil {
			fmt.Fprintln(inv.Stderr, "The system's trust store asks for your password:")
			for _, root := range state.Obsolete {
				if err := localtls.Uninstall(root); err != nil {
					return err
				}
			}
			if _, err := s.call(ctx, "DELETE", "/patchbay/https", nil, nil); err != nil {
				return err
			}
		}
		return inv.showHTTPS(ctx, s)
	})
}

// wantsPassword reports whether a store that only a terminal can change does not trust the authority yet.
func wantsPassword(state httpsState) bool {
	for _, store := range state.Stores {
		if store.Available && store.NeedsPassword && !store.Trusted {
			return true
		}
	}
	return false
}

func (inv *invocation) showHTTPS(ctx context.Context, s *session) error {
	state, raw, err := s.https(ctx)
	if err != nil {
		return err
	}
	if inv.flags.JSON {
		return inv.printJSON(raw)
	}
	if len(state.Obsolete) > 0 {
		if err := inv.say("A certificate that was given up is still in a trust store; its key is deleted. Remove it with: patchbay https disable"); err != nil {
			return err
		}
	}
	if !state.Enabled {
		return inv.say("https://localhost is off. Switch it on with: patchbay https enable")
	}
	answers := "when Patchbay runs"
	switch {
	case state.Listening:
		answers = "yes"
	case state.Problem != nil:
		answers = "no: " + state.Problem.Message + " " + state.Problem.Hint
	}
	if err := inv.fields("address", state.Address, "answers", answers, "certificate authority", state.Name, "fingerprint", state.Fingerprint,
		"until", ago(state.ExpiresAt)); err != nil {
		return err
	}
	rows := make([][]string, len(state.Stores))
	for i, store := range state.Stores {
		trusted, note := "no", store.Hint
		if store.Trusted {
			trusted = "yes"
		} else if store.Available && store.NeedsPassword {
			note = "asks for your password: run patchbay https enable in a terminal"
		}
		rows[i] = []string{store.Title, trusted, note}
	}
	return inv.table("No trust store was found.", []string{"TRUST STORE", "TRUSTED", ""}, rows)
}
