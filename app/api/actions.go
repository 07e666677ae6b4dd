package api

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/logs"
)

// ActionBody names an action and its input (http-api §8.3). Unknown keys are ignored there.
type ActionBody struct {
	ActionName string          `json:"action_name"`
	Input      json.RawMessage `json:"input,omitempty"`
}

// AcceptedAction says where the result of an asynchronous action will be.
type AcceptedAction struct {
	ID        string `json:"id"`
	StatusURL string `json:"statusUrl"`
}

// triggerAction runs an action and answers with what it returned, or takes it on and answers 202.
func (s *Server) triggerAction(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	in, async, retries, err := s.actionInput(c)
	if err != nil {
		return err
	}
	if !async {
		output, err := s.functions.TriggerAction(c.ctx(), c.env.ID, in)
		if err != nil {
			return err
		}
		return c.replyRaw(output)
	}
	id, err := s.functions.EnqueueAction(c.ctx(), c.env.ID, in, retries)
	if err != nil {
		return err
	}
	c.w.Header().Set("Location", "/action/"+id)
	return c.reply(http.StatusAccepted, AcceptedAction{ID: id, StatusURL: "/action/" + id})
}

func (s *Server) actionInput(c *call) (in functions.ActionInput, async bool, retries int, err error) {
	key, id, issues := connectionHeaders(c.r.Header, "provider-config-key", "connection-id")
	async, issues = headerBool(c.r.Header, "x-async", issues)
	retries, issues = headerCount(c.r.Header, "x-max-retries", 5, issues)
	if len(issues) > 0 {
		return in, false, 0, wrongHeaders(issues)
	}
	data, err := s.readBody(c)
	if err != nil {
		return in, false, 0, err
	}
	body, err := actionBody(data)
	if err != nil {
		return in, false, 0, err
	}
	return functions.ActionInput{Integration: key, Connection: id, Action: body.ActionName, Input: body.Input, Source: c.runSource()}, async, retries, nil
}

// actionBody reads a body whose unknown keys do not matter.
func actionBody(data []byte) (ActionBody, error) {
	var body ActionBody
	if len(data) == 0 {
		data = []byte("{}")
	}
	tree, err := parseJSON(data)
	if err != nil {
		return body, err
	}
	table, ok := tree.(map[string]any)
	if !ok {
		return body, fault.New(fault.Invalid, "invalid_body", "The request body is no object.").WithIssues(wrongType("object", tree, []string{})...)
	}
	if name, given := table["action_name"]; !given {
		return body, fault.New(fault.Invalid, "invalid_body", "The request body does not name an action.").
			WithIssues(wrongType("string", missing{}, []string{"action_name"})...)
	} else if _, ok := name.(string); !ok {
		return body, fault.New(fault.Invalid, "invalid_body", "The action's name is no text.").WithIssues(wrongType("string", name, []string{"action_name"})...)
	}
	if err := json.Unmarshal(data, &body); err != nil {
		return body, fault.New(fault.Invalid, "invalid_body", "The request body is not what this route takes.").WithCause(err)
	}
	return body, nil
}

// actionResult answers with what an asynchronous action returned.
func (s *Server) actionResult(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	id := c.params["id"]
	if !uuidForm.MatchString(id) {
		return fault.New(fault.Invalid, "invalid_uri_params", "The id is no UUID.").
			WithIssues(fault.Issue{Code: "invalid_format", Message: "Invalid UUID", Path: []string{"id"}})
	}
	output, err := s.functions.ActionResult(c.ctx(), c.env.ID, id)
	if err != nil {
		return err
	}
	return c.replyRaw(output)
}

// runEndpoint serves the deprecated routes that functions declare: /v1/<path> runs an action or lists a sync's records.
func (s *Server) runEndpoint(c *call) error {
	key, id, issues := connectionHeaders(c.r.Header, "provider-config-key", "connection-id")
	if len(issues) > 0 {
		return wrongHeaders(issues)
	}
	path, _, _ := strings.Cut("/"+c.rest, "?")
	installed, err := s.functions.Functions(c.ctx(), c.env.ID, functions.Filter{Integration: key, Enabled: true})
	if err != nil {
		return err
	}
	for _, f := range installed {
		for i, e := range f.Endpoints {
			if !strings.EqualFold(e.Method, c.r.Method) || strings.TrimSuffix(e.Path, "/") != strings.TrimSuffix(path, "/") {
				continue
			}
			if f.Type == functionAction {
				return s.runEndpointAction(c, key, id, f.Name)
			}
			return s.listRecordsOf(c, key, id, f.Models[min(i, len(f.Models)-1)])
		}
	}
	const message = "No enabled function of the integration declares this method and path."
	c.w.Header().Set(RefusedHeader, "unknown_endpoint")
	return c.reply(http.StatusNotFound, map[string]string{"message": message}) // this route has no envelope (http-api §2.8)
}

func (s *Server) runEndpointAction(c *call, key, id, name string) error {
	data, err := s.readBody(c)
	if err != nil {
		return err
	}
	if len(data) > 0 {
		if _, err := parseJSON(data); err != nil {
			return err
		}
	}
	output, err := s.functions.TriggerAction(c.ctx(), c.env.ID, functions.ActionInput{Integration: key, Connection: id, Action: name, Input: data, Source: c.runSource()})
	if err != nil {
		return err
	}
	return c.replyRaw(output)
}

// replyRaw answers with JSON as it is; nothing at all is null.
func (c *call) replyRaw(text json.RawMessage) error {
	if len(text) == 0 {
		text = json.RawMessage("null")
	}
	h := c.w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	c.w.WriteHeader(http.StatusOK)
	_, _ = c.w.Write(text) // a client that went away is nobody's error
	return nil
}

// runSource is what started a run that this call asks for.
func (c *call) runSource() string {
	switch c.askedBy() {
	case logs.SourceGUI:
		return functions.TriggerGUI
	case logs.SourceCLI:
		return functions.TriggerCLI
	case logs.SourceMCP:
		return functions.TriggerMCP
	}
	return functions.TriggerAPI
}
