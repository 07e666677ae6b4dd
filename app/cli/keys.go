package cli

import (
	"context"
	"net/url"
	"strings"

	"patchbay/app/fault"
)

type keysCommand struct {
	Show   keysShow   `cmd:"" help:"Print the environment's own API key, which may do everything."`
	Rotate keysRotate `cmd:"" help:"Make a new own key; the old one stops working at once."`
	List   keysList   `cmd:"" help:"List the environment's API keys and what each may do."`
	Create keysCreate `cmd:"" help:"Make another API key and print it."`
	Revoke keysRevoke `cmd:"" help:"Delete an API key; it stops working at once."`
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

// apiKey is a key as lists show it.
type apiKey struct {
	UUID       string   `json:"uuid"`
	Name       string   `json:"display_name"`
	Scopes     []string `json:"scopes"`
	LastUsedAt string   `json:"last_used_at"`
}

// keysPath is where the keys of the environment are that the command works in.
func keysPath(ctx context.Context, s *session) (string, error) {
	var status struct {
		Environment struct {
			UUID string `json:"uuid"`
		} `json:"environment"`
	}
	_, err := s.call(ctx, "GET", "/patchbay/status", nil, &status)
	return "/environments/" + url.PathEscape(status.Environment.UUID) + "/api-keys", err
}

type keysList struct{}

// Run lists keys without their secrets.
func (keysList) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		path, err := keysPath(ctx, s)
		if err != nil {
			return err
		}
		var answer struct {
			Data []apiKey `json:"data"`
		}
		raw, err := s.call(ctx, "GET", path, nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(answer.Data))
		for i, k := range answer.Data {
			used := k.LastUsedAt
			if used == "" {
				used = "never"
			}
			rows[i] = []string{k.Name, strings.Join(k.Scopes, " "), used}
		}
		return inv.table("No keys.", []string{"NAME", "SCOPES", "LAST USED"}, rows)
	})
}

type keysCreate struct {
	Name  string   `arg:"" help:"Who will use the key."`
	Scope []string `placeholder:"SCOPE" help:"What it may do, such as environment:records:read or environment:connections:*; repeatable (default: everything)."`
}

// Run prints the new key alone, so that a script can take it.
func (c keysCreate) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		path, err := keysPath(ctx, s)
		if err != nil {
			return err
		}
		body := map[string]any{"display_name": c.Name}
		if len(c.Scope) > 0 {
			body["scopes"] = c.Scope
		}
		var answer struct {
			Data struct {
				Secret string `json:"secret"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, "POST", path, body, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("%s", answer.Data.Secret)
	})
}

type keysRevoke struct {
	Name string `arg:"" help:"Name of the key."`
}

// Run finds the key by its name and deletes it.
func (c keysRevoke) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		path, err := keysPath(ctx, s)
		if err != nil {
			return err
		}
		var found struct {
			Data []apiKey `json:"data"`
		}
		if _, err := s.call(ctx, "GET", path+"?display_name="+url.QueryEscape(c.Name), nil, &found); err != nil {
			return err
		}
		if len(found.Data) == 0 {
			return fault.New(fault.NotFound, "not_found", "No API key is called \""+c.Name+"\".").WithHint("List them with: patchbay keys list.")
		}
		raw, err := s.call(ctx, "DELETE", path+"/"+url.PathEscape(found.Data[0].UUID), nil, nil)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("Revoked %s.", c.Name)
	})
}
