package mcpserver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
)

// actionAttempts is how often a call with a key runs a failing action: once, and up to three times more (http-api §13.1).
const actionAttempts = 4

// Actions answers on the door that offers the enabled actions of one connection's integration as tools (http-api §13.1).
// The connection is known to exist. Whoever holds a key runs them as over the API. Without one the user is asked before each
// run, it is not repeated, and it ends when the client takes the call back.
func (s *Server) Actions(m Message, c Caller, integration, connection string) {
	offer := actionTools{&session{s, c, client{api: c.API}}, connectionKey{integration, connection}}
	server := mcp.NewServer(&mcp.Implementation{Name: "Nango Connection Tools MCP server", Version: "1.0.0"}, onlyTools())
	server.AddReceivingMiddleware(offer.answer, s.onlyToolMethods)
	s.serve(m, server)
}

// newestVersion of the protocol is the one that a real server speaks. The next one has no handshake and other headers.
const newestVersion = "2025-11-25"

// onlyTools are the options of a server that has tools, does not announce changes of them and has nothing else.
func onlyTools() *mcp.ServerOptions {
	versions := slices.DeleteFunc(mcp.SupportedProtocolVersions(), func(version string) bool { return version > newestVersion })
	return &mcp.ServerOptions{Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}}, SupportedProtocolVersions: versions}
}

// onlyToolMethods refuses the methods of capabilities that the server does not have; the SDK would answer with empty lists.
func (s *Server) onlyToolMethods(next mcp.MethodHandler) mcp.MethodHandler {
	foreign := []string{"prompts/list", "prompts/get", "resources/list", "resources/templates/list", "resources/read", "resources/subscribe",
		"resources/unsubscribe", "completion/complete", "logging/setLevel"}
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		if slices.Contains(foreign, method) {
			return nil, &jsonrpc.Error{Code: jsonrpc.CodeMethodNotFound, Message: noSuchMethod}
		}
		return next(ctx, method, req)
	}
}

// actionTools are the actions of one integration, run for one connection.
type actionTools struct {
	*session
	of connectionKey
}

// answer takes the place of the SDK's own tools: theirs check arguments and answer unknown names otherwise than the wire.
func (a actionTools) answer(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		switch call := req.(type) {
		case *mcp.ListToolsRequest:
			return a.list(ctx)
		case *mcp.CallToolRequest:
			return a.call(ctx, call.Params.Name, call.Params.Arguments)
		}
		return next(ctx, method, req)
	}
}

func (a actionTools) list(ctx context.Context) (mcp.Result, error) {
	all, err := a.functions.Functions(ctx, a.caller.EnvironmentID, functions.Filter{Integration: a.of.IntegrationID, Type: compile.Action, Enabled: true})
	if err != nil {
		return nil, a.wireError(err, nil)
	}
	list := &mcp.ListToolsResult{Tools: []*mcp.Tool{}}
	for _, f := range all {
		input, fits := toolInput(f.JSONSchema, f.Input)
		if !fits {
			continue
		}
		description := f.Description
		if description == "" {
			description = f.Name
		}
		list.Tools = append(list.Tools, &mcp.Tool{Name: f.Name, Description: description, InputSchema: input})
	}
	return list, nil
}

func (a actionTools) call(ctx context.Context, name string, arguments json.RawMessage) (mcp.Result, error) {
	if len(arguments) == 0 || string(arguments) == "null" {
		arguments = json.RawMessage("{}")
	}
	in := functions.ActionInput{Integration: a.of.IntegrationID, Connection: a.of.ConnectionID, Action: name, Input: arguments,
		Source: functions.TriggerMCP, CallerEnds: a.caller.Keyless}
	if !a.caller.Keyless {
		output, err := a.repeated(ctx, in)
		return a.output(output, err, in)
	}
	output, err := a.recorded(facts{name: name, title: "Run the action " + name}, func() (any, error) { return a.asked(ctx, in) })
	if refusal := fault.From(err); err != nil && slices.Contains(notAllowed, refusal.Code) {
		return a.told(err, in.Input), nil
	}
	text, _ := output.(json.RawMessage) // nil beside an error
	return a.output(text, err, in)
}

// notAllowed are the codes of a run that the user did not allow.
var notAllowed = []string{CodeConsentDenied, CodeConsentPending, CodeConsentFlood, CodeNobodyToAsk, CodeTooLongToShow}

// asked runs an action once the user allows it. A call that fails before any run asks nobody.
func (a actionTools) asked(ctx context.Context, in functions.ActionInput) (json.RawMessage, error) {
	if err := a.functions.CheckAction(ctx, a.caller.EnvironmentID, in); err != nil {
		return nil, err
	}
	var detail bytes.Buffer
	if err := json.Indent(&detail, in.Input, "", "  "); err != nil {
		return nil, err
	}
	what := "the action " + in.Action + " with the connection " + a.of.String()
	err := a.consent(ctx, Effect{Kind: "action", Summary: "Run " + what, Detail: detail.String(), Covers: "running " + what + ", whatever its input"})
	if err != nil {
		return nil, err
	}
	return a.functions.TriggerAction(ctx, a.caller.EnvironmentID, in)
}

// output is the answer of a run.
func (a actionTools) output(output json.RawMessage, err error, in functions.ActionInput) (mcp.Result, error) {
	if err != nil {
		return nil, a.wireError(err, &in)
	}
	if len(output) == 0 {
		output = json.RawMessage("null")
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, output, "", "  "); err != nil {
		return nil, a.wireError(err, &in)
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: a.redactor.Reply(pretty.String(), in.Action, string(in.Input))}}}, nil
}

// repeated runs an action again when its run failed. What was refused before a run is refused again.
func (a actionTools) repeated(ctx context.Context, in functions.ActionInput) (output json.RawMessage, err error) {
	for range actionAttempts {
		output, err = a.functions.TriggerAction(ctx, a.caller.EnvironmentID, in)
		if !worthRepeating(err) || ctx.Err() != nil {
			break
		}
	}
	return output, err
}

// worthRepeating tells a run that failed from a call that never became a run, from values that do not fit the schema, and from a
// run that somebody cancelled.
func worthRepeating(err error) bool {
	if err == nil {
		return false
	}
	failed, ran := fault.From(err).Detail.(functions.ActionError)
	return ran && failed.Status != http.StatusBadRequest && failed.Status != http.StatusGone
}

// wireError is a failure as the connection-tools server tells it: the JSON of the API's error as the message.
// What the caller sent, if anything, may be said again.
func (s *Server) wireError(err error, in *functions.ActionInput) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	f := fault.From(err)
	if f.Kind == fault.Internal {
		s.log.Error("an MCP call failed", "error", f)
	}
	told := struct {
		Code       string          `json:"code"`
		Message    string          `json:"message,omitempty"`
		Payload    json.RawMessage `json:"payload,omitempty"`
		Upstream   json.RawMessage `json:"upstream,omitempty"`
		Additional json.RawMessage `json:"additional_properties,omitempty"`
	}{Code: f.Code, Message: f.Error()}
	if failed, ok := f.Detail.(functions.ActionError); ok {
		told.Payload, told.Upstream, told.Additional = failed.Payload, failed.Upstream, failed.Additional
		if failed.NoMessage {
			told.Message = ""
		}
	}
	var sent []string
	if in != nil {
		sent = []string{in.Action, string(in.Input), in.Connection, in.Integration}
	}
	text, err := json.Marshal(told)
	if err != nil {
		text = []byte(f.Code)
	}
	return &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: s.redactor.Reply(string(text), sent...)}
}
