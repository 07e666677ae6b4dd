package api

import (
	"net/http"
	"strings"
	"unicode"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/mcpserver"
)

// MCPView is what MCP clients ask the user, and what they were allowed.
type MCPView struct {
	Questions []MCPQuestion `json:"questions"`
	Grants    []MCPGrant    `json:"grants"`
}

// MCPQuestion is something that an MCP client wants to do and that waits for the user.
type MCPQuestion struct {
	ID         string          `json:"id"`
	Caller     string          `json:"caller"`
	Kind       MCPQuestionKind `json:"kind"`
	Summary    string          `json:"summary" jsonschema:"what happens, in one line"`
	Detail     string          `json:"detail" jsonschema:"what exactly is sent or written"`
	Changes    string          `json:"changes" jsonschema:"the detail against the file that it replaces, as a unified diff; empty: it replaces none"`
	Covers     string          `json:"covers" jsonschema:"what the answer \"session\" allows; empty: it cannot be given"`
	AskedAt    string          `json:"asked_at"`
	WaitsUntil string          `json:"waits_until" jsonschema:"until when the client waits; a later answer counts when it asks the same again"`
	ExpiresAt  string          `json:"expires_at"`
}

// MCPQuestionKind is "request", "host", "action", "dry_run", "file", "integration", "connection", "sync" or "session".
type MCPQuestionKind string

// MCPGrant is what an MCP client may do without being asked again.
type MCPGrant struct {
	ID        string `json:"id"`
	Caller    string `json:"caller"`
	Covers    string `json:"covers"`
	ExpiresAt string `json:"expires_at"`
}

// MCPViewEntry wraps the view.
type MCPViewEntry struct {
	Data MCPView `json:"data"`
}

type mcpAnswer struct {
	Decision string `json:"decision" rule:"oneof=once|session|deny"`
}

// mcpActions serves the actions of the connection that the headers name. What is wrong with those is said before any
// JSON-RPC is read. Whoever holds a key may run the same actions at /action/trigger, so only callers without one need the
// user's switch.
func (s *Server) mcpActions(c *call) error {
	caller := s.mcpCaller(c)
	if caller.Keyless {
		if err := s.mcpSwitchedOn(c); err != nil {
			return err
		}
	}
	key, id, issues := connectionHeaders(c.r.Header, "provider-config-key", "connection-id")
	if len(issues) > 0 {
		return wrongHeaders(issues)
	}
	if _, err := s.connect.Connection(c.ctx(), c.env.ID, key, id); err != nil {
		return err
	}
	m, err := s.mcpMessage(c)
	if err != nil {
		return err
	}
	s.mcp.Actions(m, caller, key, id)
	return nil
}

func (s *Server) mcpNoStream(c *call) error {
	mcpserver.NotAllowed(c.w)
	return nil
}

func (s *Server) mcpManagement(c *call) error { return s.mcpDoor(c, s.mcp.Management) }

func (s *Server) mcpWorkbench(c *call) error { return s.mcpDoor(c, s.mcp.Workbench) }

// mcpDoor opens a door that is shut until the user switches it on.
func (s *Server) mcpDoor(c *call, serve func(mcpserver.Message, mcpserver.Caller)) error {
	if err := s.mcpSwitchedOn(c); err != nil {
		return err
	}
	m, err := s.mcpMessage(c)
	if err != nil {
		return err
	}
	serve(m, s.mcpCaller(c))
	return nil
}

// mcpSwitchedOn returns the fault mcp_disabled until the user switches the tools on.
func (s *Server) mcpSwitchedOn(c *call) error {
	if s.settings.Preferences().MCP {
		return nil
	}
	return fault.New(fault.Forbidden, "mcp_disabled", "Tools for coding assistants are switched off.").
		WithHint("Switch them on in Patchbay's settings, or with: patchbay mcp enable.")
}

// mcpMessage reads the message and refuses what is no JSON in the API's own words.
func (s *Server) mcpMessage(c *call) (mcpserver.Message, error) {
	m := mcpserver.Message{Writer: c.w, Request: c.r, Whole: c.trusted && c.r.Header.Get(mcpserver.WritesHeader) != ""}
	var err error
	if m.Body, err = s.readBody(c); err == nil && len(m.Body) > 0 {
		_, err = parseJSON(m.Body)
	}
	return m, err
}

// mcpCaller is who asked, with the API as the same caller would have it over HTTP.
func (s *Server) mcpCaller(c *call) mcpserver.Caller {
	caller := mcpserver.Caller{EnvironmentID: c.env.ID, Name: clientName(c), Keyless: c.askedBy() != logs.SourceAPI, Holds: c.scopes.Allow}
	caller.API = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, name := range []string{"Authorization", EnvironmentHeader} {
			if values := c.r.Header.Values(name); len(values) > 0 {
				r.Header[name] = values
			}
		}
		s.route(w, r, entrance{trusted: c.trusted, source: logs.SourceMCP})
	})
	if c.trusted {
		caller.Writes = mcpserver.WritesOf(c.r.Header)
	}
	return caller
}

// maxClientName bounds what a client calls itself.
const maxClientName = 80

// clientName says who asks, for people: in the client's own words as far as they can be shown.
func clientName(c *call) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, c.r.UserAgent())
	if runes := []rune(name); len(runes) > maxClientName {
		name = string(runes[:maxClientName]) + "…"
	}
	if name == "" {
		name = "An unnamed client"
	}
	if c.askedBy() == logs.SourceAPI {
		name += " with an API key"
	}
	return name
}

func (s *Server) guiMCP(*call, none) (MCPViewEntry, error) {
	view := MCPView{Questions: []MCPQuestion{}, Grants: []MCPGrant{}}
	for _, q := range s.mcp.Consents().Waiting() {
		view.Questions = append(view.Questions, MCPQuestion{ID: q.ID, Caller: q.Caller, Kind: MCPQuestionKind(q.Effect.Kind), Summary: q.Effect.Summary,
			Detail: q.Effect.Detail, Changes: q.Effect.Changes, Covers: q.Effect.Covers, AskedAt: zulu(q.AskedAt), WaitsUntil: zulu(q.WaitsUntil), ExpiresAt: zulu(q.ExpiresAt)})
	}
	for _, g := range s.mcp.Consents().Grants() {
		view.Grants = append(view.Grants, MCPGrant{ID: g.ID, Caller: g.Caller, Covers: g.Covers, ExpiresAt: zulu(g.ExpiresAt)})
	}
	return MCPViewEntry{Data: view}, nil
}

// answerMCP takes the user's answer from the app's own pages only: a client that holds an API key must not allow itself.
func (s *Server) answerMCP(c *call, _ none, b mcpAnswer) (MCPViewEntry, error) {
	if c.askedBy() != logs.SourceGUI {
		return MCPViewEntry{}, fault.New(fault.Forbidden, "forbidden", "Only the user can answer this, in the app.").
			WithHint("Open Patchbay's window, or the link that patchbay serve prints.")
	}
	if err := s.mcp.Consents().Answer(c.params["id"], mcpserver.Decision(b.Decision)); err != nil {
		return MCPViewEntry{}, err
	}
	return s.guiMCP(c, none{})
}

func (s *Server) revokeMCP(c *call, _ none) error { return s.mcp.Consents().Revoke(c.params["id"]) }
