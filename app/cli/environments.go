package cli

import (
	"context"
	"net/http"
	"net/url"

	"patchbay/app/fault"
)

// environmentHeader names the environment of a call. It is spelled as in package api, which this one cannot see.
const environmentHeader = "Patchbay-Environment"

// inEnvironment sends every call to one environment.
type inEnvironment struct {
	name string
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t inEnvironment) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set(environmentHeader, t.name)
	return t.next.RoundTrip(req)
}

// CloseIdleConnections is what http.Client asks of a transport that keeps some.
func (t inEnvironment) CloseIdleConnections() {
	if c, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// there wraps a transport when the user named an environment.
func (inv *invocation) there(transport http.RoundTripper) http.RoundTripper {
	if inv.flags.Environment == "" {
		return transport
	}
	return inEnvironment{inv.flags.Environment, transport}
}

type environmentsCommand struct {
	List   environmentsList   `cmd:"" help:"List the environments."`
	Create environmentsCreate `cmd:"" help:"Make an environment with keys, integrations and functions of its own."`
	Delete environmentsDelete `cmd:"" help:"Delete an environment and everything in it."`
}

type environment struct {
	UUID       string `json:"uuid"`
	Name       string `json:"name"`
	Production bool   `json:"is_production"`
}

type environmentsList struct{}

// Run lists environments, the one that commands use by default first.
func (environmentsList) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data []environment `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/environments", nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(answer.Data))
		for i, e := range answer.Data {
			kind := ""
			if e.Production {
				kind = "production"
			}
			rows[i] = []string{e.Name, e.UUID, kind}
		}
		return inv.table("No environments.", []string{"NAME", "UUID", "KIND"}, rows)
	})
}

type environmentsCreate struct {
	Name string `arg:"" help:"Small letters, digits, _ and -."`
}

// Run makes an environment.
func (c environmentsCreate) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		raw, err := s.call(ctx, "POST", "/environments", map[string]string{"name": c.Name}, nil)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("Made the environment %s. Its key: patchbay keys show --env %s", c.Name, c.Name)
	})
}

type environmentsDelete struct {
	Name string `arg:"" help:"Name of the environment."`
	Yes  bool   `help:"Really delete its integrations, connections, functions and records."`
}

// Run deletes an environment once the user said that everything in it may go.
func (c environmentsDelete) Run(ctx context.Context, inv *invocation) error {
	if !c.Yes {
		return fault.New(fault.Invalid, "not_confirmed", "Everything in the environment "+c.Name+" would be deleted, and nothing brings it back.").
			WithHint("Say so with --yes.")
	}
	return inv.with(ctx, func(s *session) error {
		var found struct {
			Data []environment `json:"data"`
		}
		if _, err := s.call(ctx, "GET", "/environments?name="+url.QueryEscape(c.Name), nil, &found); err != nil {
			return err
		}
		if len(found.Data) == 0 {
			return fault.New(fault.NotFound, "unknown_environment", "No environment is called \""+c.Name+"\".").WithHint("List them with: patchbay environments list.")
		}
		if _, err := s.call(ctx, "DELETE", "/environments/"+url.PathEscape(found.Data[0].UUID), nil, nil); err != nil {
			return err
		}
		return inv.say("Deleted the environment %s.", c.Name)
	})
}
