package project

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/vault"
)

// maxAnswer bounds what is read of a server's answer.
const maxAnswer = 16 << 20

// DeployPlan is what a deploy would do, in the server's own words.
type DeployPlan struct {
	Target                            Target
	Added, Changed, Removed, Disabled []DeployItem
	Models                            []string // whose records are deleted
	Missing                           []string // integrations that the server does not have; their functions would be refused
	Parity                            []Parity
}

// Destructive reports whether something is lost that a later deploy does not bring back.
func (p DeployPlan) Destructive() bool { return len(p.Removed)+len(p.Disabled)+len(p.Models) > 0 }

// DeployItem is one function of a plan.
type DeployItem struct {
	Integration, Name, Type string
	Connections             int // of a sync that is removed
}

// Deployed is one function as the server answered it.
type Deployed struct{ Integration, Name, Type, Version string }

// confirmation is the answer of POST /sync/deploy/confirmation (functions.md §7.3).
type confirmation struct {
	NewSyncs, UpdatedSyncs, DeletedSyncs       []confirmedFunction
	NewActions, UpdatedActions, DeletedActions []confirmedFunction
	DeletedModels                              []string
	NewOnEventScripts, UpdatedOnEventScripts   []confirmedFunction
	DeletedOnEventScripts                      []confirmedFunction
}

type confirmedFunction struct {
	Name        string `json:"name"`
	Integration string `json:"providerConfigKey"`
	Connections int    `json:"connections"`
}

// DeployPlan compiles and asks the server what a deploy would change. Nothing is changed there.
func (s *Service) DeployPlan(ctx context.Context, in DeployInput) (DeployPlan, error) {
	plan, _, err := s.prepare(ctx, in)
	return plan, err
}

// Deploy sends the functions to the server. What it removes must have been confirmed (not_confirmed). Faults of the server carry its
// own code and words.
func (s *Service) Deploy(ctx context.Context, in DeployInput) ([]Deployed, error) {
	plan, send, err := s.prepare(ctx, in)
	if err != nil {
		return nil, err
	}
	if plan.Destructive() && !in.Confirmed {
		return nil, fault.New(fault.Conflict, "not_confirmed", fmt.Sprintf("This deploy removes or switches off %s and deletes the records of %s on %s.",
			counted(len(plan.Removed)+len(plan.Disabled), "function"), counted(len(plan.Models), "model"), plan.Target.Name)).
			WithHint("Look at the plan, then confirm it (--allow-destructive), or deploy a single function.")
	}
	var answer []struct {
		Name        string `json:"name"`
		Version     string `json:"version"`
		Integration string `json:"providerConfigKey"`
		Type        string `json:"type"`
	}
	if err := send.post(ctx, "/sync/deploy", send.body.final(), &answer); err != nil {
		return nil, err
	}
	deployed := []Deployed{}
	for _, d := range answer {
		deployed = append(deployed, Deployed{d.Integration, d.Name, d.Type, d.Version})
	}
	return deployed, nil
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// sender talks to one server.
type sender struct {
	s      *Service
	target Target
	key    vault.Secret
	body   deployBody
}

func (s *Service) prepare(ctx context.Context, in DeployInput) (DeployPlan, *sender, error) {
	f, release, err := s.at(ctx, in.Dir)
	if err != nil {
		return DeployPlan{}, nil, err
	}
	defer release()
	project, err := s.sound(ctx, f)
	if err != nil {
		return DeployPlan{}, nil, err
	}
	send := &sender{s: s, body: bodyOf(project, in)}
	if len(send.body.FlowConfigs) == 0 {
		return DeployPlan{}, nil, fault.New(fault.Invalid, "nothing_to_deploy", "No sync and no action matches.").
			WithHint("Check the names of integration and function; on-event functions travel with their integration.")
	}
	if send.target, send.key, err = s.target(ctx, in.Target); err != nil {
		return DeployPlan{}, nil, err
	}
	plan, err := send.plan(ctx, project, in)
	return plan, send, err
}

func (c *sender) plan(ctx context.Context, project *compile.Project, in DeployInput) (DeployPlan, error) {
	plan := DeployPlan{Target: c.target}
	var taken []*compile.Function
	for _, f := range project.Functions {
		if in.takes(f) {
			taken = append(taken, f)
		}
	}
	plan.Parity = parityOf(&compile.Project{Functions: taken, Diagnostics: project.Diagnostics})
	seen := map[string]bool{}
	for _, f := range taken {
		if seen[f.Integration] {
			continue
		}
		seen[f.Integration] = true
		exists, err := c.hasIntegration(ctx, f.Integration)
		if err != nil {
			return DeployPlan{}, err
		}
		if !exists {
			plan.Missing = append(plan.Missing, f.Integration)
		}
	}
	if len(plan.Missing) > 0 {
		return plan, nil // the server would refuse the rest, and says no more
	}
	var answer confirmation
	if err := c.post(ctx, "/sync/deploy/confirmation", c.body, &answer); err != nil {
		return DeployPlan{}, err
	}
	plan.read(answer)
	return plan, nil
}

func (p *DeployPlan) read(c confirmation) {
	put := func(to *[]DeployItem, kind string, from []confirmedFunction) {
		for _, f := range from {
			*to = append(*to, DeployItem{f.Integration, f.Name, kind, f.Connections})
		}
	}
	put(&p.Added, "sync", c.NewSyncs)
	put(&p.Added, "action", c.NewActions)
	put(&p.Added, "on-event", c.NewOnEventScripts)
	put(&p.Changed, "sync", c.UpdatedSyncs)
	put(&p.Changed, "action", c.UpdatedActions)
	put(&p.Changed, "on-event", c.UpdatedOnEventScripts)
	put(&p.Removed, "sync", c.DeletedSyncs)
	put(&p.Removed, "action", c.DeletedActions)
	// On-event functions are switched off, not deleted.
	put(&p.Disabled, "on-event", c.DeletedOnEventScripts)
	p.Models = c.DeletedModels
}

func (c *sender) hasIntegration(ctx context.Context, key string) (bool, error) {
	err := c.call(ctx, http.MethodGet, "/integrations/"+url.PathEscape(key), nil, nil)
	if f, ok := errors.AsType[*serverError](err); ok && f.status == http.StatusNotFound {
		return false, nil
	}
	return err == nil, asFault(err)
}

func (c *sender) post(ctx context.Context, path string, body, answer any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return fault.From(err)
	}
	return asFault(c.call(ctx, http.MethodPost, path, text, answer))
}

// serverError is a server's refusal.
type serverError struct {
	status        int
	code, message string
}

func (e *serverError) Error() string { return e.code + ": " + e.message }

func asFault(err error) error {
	e, ok := errors.AsType[*serverError](err)
	if !ok {
		return err
	}
	hint := ""
	switch {
	case e.status == http.StatusUnauthorized || e.status == http.StatusForbidden:
		hint = "Check the key: it belongs to one environment of that server and must be allowed to deploy."
	case e.code == "unknown_provider_config":
		hint = "Create the integration on the server first; a deploy does not."
	case e.code == "concurrent_deployment":
		hint = "Somebody deploys to the same environment; try again in a minute."
	}
	return fault.New(fault.Upstream, "deploy_refused", fmt.Sprintf("The server refused: %s (HTTP %d).", strings.TrimSuffix(e.Error(), ": "), e.status)).
		WithHint(hint).WithDetail(map[string]any{"status": e.status, "code": e.code})
}

func (c *sender) call(ctx context.Context, method, path string, body []byte, answer any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.target.URL+path, bytes.NewReader(body))
	if err != nil {
		return fault.New(fault.Invalid, "invalid_url", "The server's address cannot be used.").WithCause(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.key.Reveal())
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "patchbay/"+c.s.Version)
	// The user typed this address for this use, so it may lie on this machine or network.
	res, err := c.s.Outbound.Do(req, outbound.Policy{Redirects: outbound.Refuse, AlsoAllow: []string{req.URL.Host}}, nil)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return fault.New(fault.Upstream, "bad_answer", "The server's answer broke off.").WithCause(err)
	}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return refusal(res.StatusCode, text)
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(text, answer); err != nil {
		return fault.New(fault.Upstream, "bad_answer", "The server's answer is not what a deploy gives.").
			WithHint("Is " + c.target.URL + " the address of the API?").WithCause(err)
	}
	return nil
}

func refusal(status int, text []byte) error {
	var envelope struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
			Errors  []struct {
				Message string   `json:"message"`
				Path    []string `json:"path"`
			} `json:"errors"`
		} `json:"error"`
	}
	_ = json.Unmarshal(text, &envelope) // what is no envelope has no words
	e := &serverError{status: status, code: envelope.Error.Code, message: envelope.Error.Message}
	for _, issue := range envelope.Error.Errors {
		e.message += fmt.Sprintf(" %s: %s.", strings.Join(issue.Path, "."), issue.Message)
	}
	if e.code == "" {
		e.code = http.StatusText(status)
	}
	return e
}
