package mcpserver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"patchbay/app/fault"
	"patchbay/app/logs"
)

// schemaDialect is the JSON Schema version of every tool.
const schemaDialect = "https://json-schema.org/draft/2020-12/schema"

// tool is one tool with typed arguments and a typed answer.
type tool struct {
	name   string
	scopes []string // one of them is needed; none: any key
	add    func(*mcp.Server, *session)
}

// facts are what clients are told about a tool.
type facts struct {
	name, title, description string
	scopes                   []string
	reads                    bool // changes nothing
	adds                     bool // changes something, but destroys nothing
	outside                  bool // talks to a provider
	// narrow states what Go types cannot: allowed values, lengths, "one of".
	narrow func(input *jsonschema.Schema)
	// bare answers skip the redactor: a session's token stands under a secret name and is what was asked for.
	bare bool
}

// session is one request of a caller to a door with typed tools.
type session struct {
	*Server
	caller Caller
	client client
}

// define makes a tool. Its schemas are made from the types; objects take no other fields than those. It panics when a schema
// cannot be made, which every test of the package shows.
//
// The SDK's own typed tools would pass arguments and answers through float64, and long ids of providers with them.
func define[In, Out any](f facts, run func(context.Context, *session, In) (Out, error)) tool {
	input, output := schemaOf[In](), schemaOf[Out]()
	if f.narrow != nil {
		f.narrow(input)
	}
	destroys := !f.reads && !f.adds
	about := &mcp.Tool{Name: f.name, Title: f.title, Description: f.description, InputSchema: input, OutputSchema: output,
		Annotations: &mcp.ToolAnnotations{Title: f.title, ReadOnlyHint: f.reads, DestructiveHint: &destroys, IdempotentHint: f.reads, OpenWorldHint: &f.outside}}
	takes, gives := resolved(input), resolved(output)
	add := func(server *mcp.Server, s *session) {
		server.AddTool(about, func(ctx context.Context, req *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			var in In
			if err := arguments(req.Params.Arguments, takes, &in); err != nil {
				return s.told(err, req.Params.Arguments), nil
			}
			out, err := s.recorded(f, func() (any, error) { return run(ctx, s, in) })
			if err != nil {
				return s.told(err, req.Params.Arguments), nil
			}
			return s.answered(out, gives, f.bare, req.Params.Arguments), nil
		})
	}
	return tool{f.name, f.scopes, add}
}

func resolved(schema *jsonschema.Schema) *jsonschema.Resolved {
	r, err := schema.Resolve(nil)
	if err != nil {
		panic(fmt.Sprintf("schema %s: %v", schema.Title, err))
	}
	return r
}

// arguments reads what a client sent. Fault: invalid_body.
func arguments(sent json.RawMessage, takes *jsonschema.Resolved, in any) error {
	if len(sent) == 0 || string(sent) == "null" {
		sent = json.RawMessage("{}")
	}
	err := fits(sent, takes)
	if err == nil {
		err = decode(sent, in)
	}
	if err != nil {
		return fault.New(fault.Invalid, "invalid_body", "The arguments are not what the tool takes: "+err.Error()+".").WithCause(err)
	}
	return nil
}

// fits checks a JSON text against a schema.
func fits(text []byte, schema *jsonschema.Resolved) error {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return err
	}
	return schema.Validate(value)
}

// readable is a value as JSON in which < and & stay as they are, as code has many of them.
func readable(value any) ([]byte, error) {
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	err := out.Encode(value)
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), err
}

// decode reads a JSON text and keeps the digits of its numbers.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

func schemaOf[T any]() *jsonschema.Schema {
	schema, err := jsonschema.For[T](&jsonschema.ForOptions{})
	if err != nil {
		panic(fmt.Sprintf("schema of %T: %v", *new(T), err))
	}
	schema.Schema = schemaDialect
	spellOut(schema)
	return schema
}

// spellOut describes the properties that may be anything. Their schema would be written as true, which is right, and which the
// official TypeScript client refuses.
func spellOut(schema *jsonschema.Schema) {
	for name, property := range schema.Properties {
		if reflect.DeepEqual(property, &jsonschema.Schema{}) {
			schema.Properties[name] = &jsonschema.Schema{Description: "any JSON"}
			continue
		}
		spellOut(property)
	}
	if schema.Items != nil {
		spellOut(schema.Items)
	}
}

// offer is a server with those of the tools that the caller's key may use.
func (s *session) offer(about *mcp.Implementation, options *mcp.ServerOptions, all []tool) *mcp.Server {
	server := mcp.NewServer(about, options)
	for _, t := range all {
		if len(t.scopes) == 0 || slices.ContainsFunc(t.scopes, s.caller.Holds) {
			t.add(server, s)
		}
	}
	server.AddReceivingMiddleware(s.onlyToolMethods)
	return server
}

// recorded runs a tool as an operation of the log.
func (s *session) recorded(f facts, run func() (any, error)) (any, error) {
	recorder := s.logs.Begin(logs.Operation{EnvironmentID: s.caller.EnvironmentID, Kind: "mcp", Action: f.name, Source: logs.SourceMCP,
		Title: s.redactor.Text(f.title + ", asked by " + s.caller.Name)})
	out, err := run()
	recorder.Finish(err, nil)
	return out, err
}

// told is a failure in the words of an answer, with its code at the end: the same one that the API gives. What the caller
// sent may be said again.
func (s *session) told(err error, sent json.RawMessage) *mcp.CallToolResult {
	f := fault.From(err)
	if f.Kind == fault.Internal {
		s.log.Error("an MCP tool failed", "error", f)
	}
	return &mcp.CallToolResult{IsError: true, Content: []mcp.Content{&mcp.TextContent{Text: s.redactor.Reply(f.Error(), string(sent)) + " (" + f.Code + ")"}}}
}

// answered is an answer without secrets other than those that the caller sent. What would stop fitting its schema without them is not answered at all.
func (s *session) answered(value any, gives *jsonschema.Resolved, bare bool, sent json.RawMessage) *mcp.CallToolResult {
	text, err := readable(value)
	if err == nil {
		err = fits(text, gives)
	}
	if err != nil {
		return s.told(err, sent)
	}
	if !bare {
		text = []byte(s.redactor.Reply(string(text), string(sent)))
	}
	if fits(text, gives) != nil {
		return s.told(fault.New(fault.Forbidden, "secret_in_answer", "The answer holds a secret in a place where it cannot be masked, so it is not shown."), sent)
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: string(text)}}, StructuredContent: json.RawMessage(text)}
}

// consent returns nil when the caller may do what the effect says.
func (s *session) consent(ctx context.Context, e Effect) error {
	switch s.caller.Writes {
	case AllowWrites:
		return nil
	case RefuseWrites:
		return fault.New(fault.Forbidden, CodeNobodyToAsk, "This changes something, and Patchbay is not running to ask the user: "+e.Summary+".").
			WithHint("Ask the user to open Patchbay, or to start the client's command with --allow-writes.")
	}
	return s.consents.Ask(ctx, s.caller.Name, e)
}
