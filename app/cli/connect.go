package cli

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"patchbay/app/fault"
)

// attemptPoll is how often a waiting connect looks at its attempt.
const attemptPoll = 300 * time.Millisecond

type connectCommand struct {
	Integration  string            `arg:"" help:"Unique key of the integration."`
	ConnectionID string            `name:"connection-id" help:"Name of the connection (default: a new id)."`
	Param        map[string]string `placeholder:"FIELD=VALUE" help:"Connection field, such as subdomain=acme; repeatable."`
	Credential   map[string]string `placeholder:"FIELD=VALUE" help:"Credential, such as apiKey=-; \"-\" reads it from the terminal or standard input; repeatable."`
	Once         map[string]string `placeholder:"FIELD=VALUE" help:"Input that signs the login once and is never stored, such as privateKey=-; repeatable."`
	AuthParam    map[string]string `name:"auth-param" placeholder:"NAME=VALUE" help:"Extra parameter of the authorize address; repeatable."`
	Tag          map[string]string `placeholder:"KEY=VALUE" help:"Tag of the connection; repeatable."`
	Reconnect    bool              `help:"Replace the credentials of an existing connection."`
	NoBrowser    bool              `name:"no-browser" help:"Print the address instead of opening the browser."`
}

// attempt is an authorization under way.
type attempt struct {
	ID           string   `json:"id"`
	State        string   `json:"state"`
	ConnectionID string   `json:"connection_id"`
	AuthorizeURL string   `json:"authorize_url"`
	Notes        []string `json:"notes"`
	Error        *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Hint    string `json:"hint"`
	} `json:"error"`
}

// connected is what `connect --json` prints.
type connected struct {
	ConnectionID      string `json:"connection_id"`
	ProviderConfigKey string `json:"provider_config_key"`
}

// Run connects one account and waits for the outcome. Ctrl-C cancels the attempt.
func (c connectCommand) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		typed, err := c.entries(ctx, inv, s)
		if err != nil {
			return err
		}
		if err := s.listenForCallback(ctx); err != nil {
			return err
		}
		var answer struct {
			Attempt    *attempt   `json:"attempt"`
			Connection *connected `json:"connection"`
		}
		if _, err := s.call(ctx, "POST", "/patchbay/connect", c.body(typed), &answer); err != nil {
			return integrationFault(err, c.Integration)
		}
		if answer.Connection != nil {
			return inv.printConnected(*answer.Connection)
		}
		if answer.Attempt == nil {
			return fault.New(fault.Internal, "bad_answer", "The app started no authorization and made no connection.")
		}
		id, err := c.authorize(ctx, inv, s, answer.Attempt)
		if err != nil {
			return err
		}
		return inv.printConnected(connected{ConnectionID: id, ProviderConfigKey: c.Integration})
	})
}

func (c connectCommand) body(typed entries) map[string]any {
	body := map[string]any{"integration": c.Integration}
	for name, values := range map[string]map[string]string{
		"params": c.Param, "credentials": typed.credentials, "assertion_option": typed.once, "authorization_params": c.AuthParam, "tags": c.Tag,
	} {
		if len(values) > 0 {
			body[name] = values
		}
	}
	if c.ConnectionID != "" {
		body["connection_id"] = c.ConnectionID
	}
	if c.Reconnect {
		body["reconnect"] = true
	}
	return body
}

// entries are what a person types to connect.
type entries struct {
	credentials, once map[string]string
}

// entries completes what the flags gave: "-" is read now and, on a terminal, so is everything required but missing.
func (c connectCommand) entries(ctx context.Context, inv *invocation, s *session) (entries, error) {
	form, err := s.connectForm(ctx, c.Integration)
	if err != nil {
		return entries{}, err
	}
	given := map[string]string{}
	maps.Copy(given, c.Credential)
	maps.Copy(given, c.Once)
	order := []string{}
	for _, f := range slices.Concat(form.Credentials, form.Once) {
		order = append(order, f.Name)
		if _, there := given[f.Name]; !there && !f.Optional && !f.Hidden && inv.ReadSecret != nil {
			given[f.Name] = fromInput
		}
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
	}
	if err := inv.fill(given, order); err != nil {
		return entries{}, err
	}
	typed := entries{map[string]string{}, map[string]string{}}
	for name, value := range given {
		_, flagged := c.Once[name]
		if flagged || slices.ContainsFunc(form.Once, func(f field) bool { return f.Name == name }) {
			typed.once[name] = value
		} else {
			typed.credentials[name] = value
		}
	}
	return typed, nil
}

// connectForm is what the integration's provider wants from the user.
type connectForm struct {
	Credentials []field `json:"credential_fields"`
	Once        []field `json:"assertion_fields"`
	Shared      []field `json:"integration_fields"`
}

// connectForm asks for the form; it is empty for the browser modes. What the integration holds is left out.
func (s *session) connectForm(ctx context.Context, key string) (connectForm, error) {
	var in struct {
		Data struct {
			integration
			Held map[string]string `json:"integration_config"`
		} `json:"data"`
	}
	if _, err := s.call(ctx, "GET", "/patchbay/integrations/"+url.PathEscape(key), nil, &in); err != nil {
		return connectForm{}, integrationFault(err, key)
	}
	var detail struct {
		Data connectForm `json:"data"`
	}
	_, err := s.call(ctx, "GET", "/patchbay/providers/"+url.PathEscape(in.Data.Provider), nil, &detail)
	form := detail.Data
	form.Credentials = slices.DeleteFunc(form.Credentials, func(f field) bool {
		return in.Data.Held[f.Name] != "" && slices.ContainsFunc(form.Shared, func(own field) bool { return own.Name == f.Name })
	})
	return form, err
}

// listenForCallback opens the loopback listeners when this process is the app: the browser must find the callback.
func (s *session) listenForCallback(ctx context.Context) error {
	if s.own == nil {
		return nil
	}
	_, err := s.own.Listen(context.WithoutCancel(ctx))
	return err
}

// authorize shows or opens the address and waits until the attempt ends. It returns the connection's id.
func (c connectCommand) authorize(ctx context.Context, inv *invocation, s *session, a *attempt) (string, error) {
	for _, note := range a.Notes {
		fmt.Fprintln(inv.Stderr, "Note:", printable(note))
	}
	opened := false
	if !c.NoBrowser {
		if err := inv.OpenBrowser(ctx, a.AuthorizeURL); err != nil {
			fmt.Fprintln(inv.Stderr, printable(fault.From(err).Error()))
		} else {
			opened = true
		}
	}
	if opened {
		fmt.Fprintf(inv.Stderr, "Waiting for the browser. If it did not open, go to:\n  %s\n", a.AuthorizeURL)
	} else {
		fmt.Fprintf(inv.Stderr, "Open this address in a browser:\n  %s\n", a.AuthorizeURL)
	}
	for a.State == "pending" {
		select {
		case <-ctx.Done():
			return "", s.cancel(ctx, a.ID)
		case <-time.After(attemptPoll):
		}
		var answer struct {
			Data *attempt `json:"data"`
		}
		_, err := s.call(ctx, "GET", "/patchbay/attempts/"+url.PathEscape(a.ID), nil, &answer)
		if ctx.Err() != nil {
			return "", s.cancel(ctx, a.ID)
		}
		if err != nil {
			return "", err
		}
		a = answer.Data
	}
	return a.outcome()
}

// cancel ends the attempt at the user's wish and returns ctx's error.
func (s *session) cancel(ctx context.Context, id string) error {
	grace, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer stop()
	if _, err := s.call(grace, "DELETE", "/patchbay/attempts/"+url.PathEscape(id), nil, nil); err != nil {
		return err
	}
	return ctx.Err()
}

func (a *attempt) outcome() (string, error) {
	if a.State == "succeeded" {
		return a.ConnectionID, nil
	}
	if a.Error != nil {
		return "", fault.New(fault.Upstream, a.Error.Code, a.Error.Message).WithHint(a.Error.Hint)
	}
	return "", fault.New(fault.Upstream, "attempt_"+a.State, "The authorization "+strings.Replace(a.State, "cancelled", "was cancelled", 1)+".")
}

func (inv *invocation) printConnected(c connected) error {
	if inv.flags.JSON {
		return inv.printValue(map[string]any{"connection": c})
	}
	return inv.say("Connected %s/%s.", c.ProviderConfigKey, c.ConnectionID)
}
