package api

import (
	"context"
	"maps"
	"sync"
	"time"

	"patchbay/app/auth"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// connectBody connects an account from the GUI or the command line.
type connectBody struct {
	Integration         string            `json:"integration" rule:"is=key,max=255"`
	ConnectionID        string            `json:"connection_id,omitempty" rule:"is=connection,max=255"`
	Params              map[string]string `json:"params,omitempty"`
	Credentials         map[string]string `json:"credentials,omitempty"`
	AssertionOption     map[string]string `json:"assertion_option,omitempty"` // used once to sign, never stored
	AuthorizationParams map[string]string `json:"authorization_params,omitempty"`
	Reconnect           bool              `json:"reconnect,omitempty"`
	Tags                tags              `json:"tags,omitempty"`
	Open                bool              `json:"open,omitempty"` // the caller opens the browser itself; kept for its log
}

// ConnectResult holds a login to follow, or the connection when no login was needed.
type ConnectResult struct {
	Attempt    *AttemptView   `json:"attempt,omitempty"`
	Connection *ConnectionRef `json:"connection,omitempty"`
}

// ConnectionRef names a connection.
type ConnectionRef struct {
	ConnectionID      string `json:"connection_id"`
	ProviderConfigKey string `json:"provider_config_key"`
	IsPending         bool   `json:"is_pending,omitempty" jsonschema:"it waits for an installation or an approval at the provider"`
}

// AttemptView is a login through the browser.
type AttemptView struct {
	ID           string       `json:"id"`
	State        AttemptState `json:"state"`
	Integration  string       `json:"integration"`
	Provider     string       `json:"provider"`
	ConnectionID string       `json:"connection_id,omitempty"`
	IsPending    bool         `json:"is_pending,omitempty" jsonschema:"the connection waits for an approval at the provider"`
	OperationID  string       `json:"operation_id" jsonschema:"where the log keeps every hop and, at the end, the diagnosis"`
	AuthorizeURL string       `json:"authorize_url"`
	ExpiresAt    string       `json:"expires_at"`
	Notes        []string     `json:"notes" jsonschema:"what may go wrong with the redirect address"`
	Error        *FaultView   `json:"error,omitempty"`

	Diagnosis *DiagnosisView `json:"diagnosis,omitempty" jsonschema:"why the login failed and what to change"`
}

// AttemptState is "pending", "succeeded", "failed", "cancelled" or "expired".
type AttemptState string

// AttemptEntry wraps a login.
type AttemptEntry struct {
	Data AttemptView `json:"data"`
}

func (s *Server) startConnect(c *call, _ none, b connectBody) (ConnectResult, error) {
	return s.startLogin(c, connect.ConnectInput{IntegrationKey: b.Integration, ConnectionID: b.ConnectionID, Reconnect: b.Reconnect,
		Params: b.Params, Credentials: b.Credentials, Assertion: b.AssertionOption, AuthorizationParams: b.AuthorizationParams, Tags: b.Tags.lowered()})
}

// startLogin connects directly where the mode allows it, and otherwise starts a login through the browser.
func (s *Server) startLogin(c *call, in connect.ConnectInput) (ConnectResult, error) {
	integration, err := s.connect.Integration(c.ctx(), c.env.ID, in.IntegrationKey)
	if err != nil {
		return ConnectResult{}, err
	}
	if store := s.withoutBrowser(integration); store != nil {
		made, err := store(c.ctx(), c.env.ID, in)
		if err != nil {
			return ConnectResult{}, s.explained(c, err)
		}
		return ConnectResult{Connection: &ConnectionRef{ConnectionID: made.ConnectionID, ProviderConfigKey: made.IntegrationKey, IsPending: waits(made)}}, nil
	}
	attempt, err := s.connect.Begin(c.ctx(), c.env.ID, in)
	if err != nil {
		return ConnectResult{}, err
	}
	view := attemptView(attempt)
	return ConnectResult{Attempt: &view}, nil
}

// withoutBrowser is how an account is connected when no browser takes part: from what was typed, or by waiting for an
// installation. It is nil for logins.
func (s *Server) withoutBrowser(i connect.Integration) func(context.Context, int64, connect.ConnectInput) (connect.Connection, error) {
	p, known := s.catalog.Get(i.Provider)
	switch {
	case known && auth.InstalledAtVendor(p):
		return s.connect.ConnectOutbound
	case i.AuthMode.Supported() && !auth.UsesBrowser(i.AuthMode):
		return s.connect.ConnectDirect
	}
	return nil
}

func (s *Server) getAttempt(c *call, _ none) (AttemptEntry, error) {
	attempt, err := s.attempt(c)
	if err != nil {
		return AttemptEntry{}, err
	}
	view := attemptView(attempt)
	if attempt.Error != nil {
		view.Diagnosis = s.diagnosisOf(c, attempt.OperationID)
	}
	if attempt.State == connect.Succeeded {
		made, err := s.connect.Connection(c.ctx(), c.env.ID, attempt.IntegrationKey, attempt.ConnectionID)
		view.IsPending = err == nil && waits(made) // one that was deleted since waits for nothing
	}
	return AttemptEntry{Data: view}, nil
}

// waits reports whether a connection waits for an installation or an approval at the provider.
func waits(c connect.Connection) bool {
	pending, _ := c.Config[auth.ConfigPending].(bool)
	return pending
}

// diagnosisOf reads why an operation failed; nil when the log says nothing of it, such as after it was cleared.
func (s *Server) diagnosisOf(c *call, operation string) *DiagnosisView {
	op, lines, err := s.logs.Get(c.ctx(), c.env.ID, operation)
	if err != nil {
		return nil
	}
	return diagnosisView(op, lines)
}

// explained adds the diagnosis to a fault that names the log's operation.
func (s *Server) explained(c *call, err error) error {
	f := fault.From(err)
	detail, ok := f.Detail.(map[string]any)
	if !ok {
		return err
	}
	operation, ok := detail["operation_id"].(string)
	if !ok {
		return err
	}
	found := s.diagnosisOf(c, operation)
	if found == nil {
		return err
	}
	detail = maps.Clone(detail)
	detail["diagnosis"] = found
	return f.WithDetail(detail)
}

func (s *Server) cancelAttempt(c *call, _ none) error {
	if _, err := s.attempt(c); err != nil {
		return err
	}
	return s.connect.CancelAttempt(c.ctx(), c.params["id"])
}

// attempt returns the login when it belongs to the caller's environment.
func (s *Server) attempt(c *call) (connect.Attempt, error) {
	attempt, err := s.connect.Attempt(c.ctx(), c.params["id"])
	if err == nil && attempt.EnvironmentID != c.env.ID {
		return connect.Attempt{}, fault.New(fault.NotFound, "not_found", "There is no such login.")
	}
	return attempt, err
}

func attemptView(a connect.Attempt) AttemptView {
	return AttemptView{ID: a.ID, State: AttemptState(a.State), Integration: a.IntegrationKey, Provider: a.Provider, ConnectionID: a.ConnectionID,
		OperationID: a.OperationID, AuthorizeURL: a.AuthorizeURL, ExpiresAt: zulu(a.ExpiresAt), Notes: orEmpty(a.Notes), Error: faultView(a.Error)}
}

// sessionConnectBody connects an account from the Connect page.
type sessionConnectBody struct {
	Integration     string            `json:"integration" rule:"is=key,max=255"`
	Params          map[string]string `json:"params,omitempty"`
	Credentials     map[string]string `json:"credentials,omitempty"`
	AssertionOption map[string]string `json:"assertion_option,omitempty"`
}

// startSessionAttempt is startConnect within the limits of a Connect session.
func (s *Server) startSessionAttempt(c *call, _ none, b sessionConnectBody) (ConnectResult, error) {
	if !allowed(c.session, b.Integration) {
		return ConnectResult{}, fault.New(fault.Invalid, "integration_not_allowed", "The Connect session does not include the integration "+b.Integration+".")
	}
	delete(b.Params, "webhook_url")
	result, err := s.startLogin(c, connect.ConnectInput{IntegrationKey: b.Integration, Params: b.Params, Credentials: b.Credentials,
		Assertion: b.AssertionOption, Session: c.session})
	if err == nil && result.Attempt != nil {
		s.pageLogins.add(result.Attempt.ID, c.session.UUID, s.now())
	}
	return result, err
}

// getSessionAttempt answers only for logins that this session started.
func (s *Server) getSessionAttempt(c *call, _ none) (AttemptEntry, error) {
	if !s.pageLogins.owns(c.params["id"], c.session.UUID) {
		return AttemptEntry{}, fault.New(fault.NotFound, "not_found", "There is no such login.")
	}
	return s.getAttempt(c, none{})
}

// pageLogins remembers which Connect session started which login, so that one page cannot watch another's.
type pageLogins struct {
	mu     sync.Mutex
	owners map[string]pageLogin // by attempt id
}

type pageLogin struct {
	session string
	at      time.Time
}

// loginMemory is longer than any login may take.
const loginMemory = time.Hour

func (p *pageLogins) add(attempt, session string, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.owners == nil {
		p.owners = map[string]pageLogin{}
	}
	for id, login := range p.owners {
		if now.Sub(login.at) > loginMemory {
			delete(p.owners, id)
		}
	}
	p.owners[attempt] = pageLogin{session, now}
}

func (p *pageLogins) owns(attempt, session string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.owners[attempt].session == session && session != ""
}
