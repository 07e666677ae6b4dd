package mcpserver

import (
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
func define[In, Out any](f facts, run func(context.Context, *session, In) (Out, error)) tool {
	input, output := schemaOf[In](), schemaOf[Out]()
	if f.narrow != nil {
		f.narrow(input)
	}
	destroys := !f.reads && !f.adds
	about := &mcp.Tool{Name: f.name, Title: f.title, Description: f.description, InputSchema: input, OutputSchema: output,
		Annotations: &mcp.ToolAnnotations{Title: f.title, ReadOnlyHint: f.reads, DestructiveHint: &destroys, IdempotentHint: f.reads, OpenWorldHint: &f.outside}}
	add := func(server *mcp.Server, s *session) {
		mcp.AddTool(server, about, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
			out, err := s.recorded(ctx, f, func() (any, error) { return run(ctx, s, in) })
			if err != nil {
				var none Out
				return nil, none, s.told(err)
			}
			clean, err := redacted[Out](s.redactor, out.(Out), f.bare)
			return nil, clean, err
		})
	}
	return tool{f.name, f.scopes, add}
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

// typed are the options of a server with typed tools.
func (s *Server) typed() *mcp.ServerOptions {
	options := onlyTools()
	options.SchemaCache = s.schemas
	return options
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
func (s *session) recorded(_ context.Context, f facts, run func() (any, error)) (any, error) {
	recorder := s.logs.Begin(logs.Operation{EnvironmentID: s.caller.EnvironmentID, Kind: "mcp", Action: f.name, Source: logs.SourceMCP,
		Title: s.redactor.Text(f.title + ", asked by " + s.caller.Name)})
	out, err := run()
	recorder.Finish(err, nil)
	return out, err
}

// told is a failure in the words of an answer.
func (s *session) told(err error) error {
	f := fault.From(err)
	if f.Kind == fault.Internal {
		s.log.Error("an MCP tool failed", "error", f)
	}
	return &toolError{s.redactor.Text(f.Error())}
}

// toolError is a text that holds no secret.
type toolError struct{ text string }

func (e *toolError) Error() string { return e.text }

// redacted is an answer without secrets. What would stop being JSON without them is not answered at all.
func redacted[T any](redactor *logs.Redactor, value T, bare bool) (clean T, err error) {
	if bare {
		return value, nil
	}
	text, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal([]byte(redactor.Text(string(text))), &clean)
	}
	if err != nil {
		return clean, &toolError{"The answer holds a secret in a place where it cannot be masked, so it is not shown."}
	}
	return clean, nil
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
