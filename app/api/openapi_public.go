package api

import (
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"patchbay/app/connect"
	"patchbay/app/functions"
)

// Reference is what a public document is made for.
type Reference struct {
	Version   string               // shown in the document
	URL       string               // where the server answers, e.g. http://localhost:3003
	Functions []functions.Function // the user's own; each action and each model of a sync gets an operation
}

// public reports whether a route belongs into the public document: those of the public API, and the proxy in the address.
func (r *Route) public() bool { return !r.own() || r.Auth == authAnyKey }

// anyMethods are those under which the document lists a route for every method.
var anyMethods = []string{get, post, put, patch, remove}

// publicDocument builds the document for people who write programs: the public routes with words, limits and examples.
type publicDocument struct {
	*document
	words *reference
	paths map[string]map[string]any // path → method in small letters → operation
	tags  []any
	own   ownSchemas
	sent  map[string]any // notifications by type
}

func newPublicDocument(words *reference) (*publicDocument, error) {
	d := newDocument()
	d.limits = true
	d.types[reflect.TypeFor[connect.Operation]()] = connectOperations
	_, err := d.schema(reflect.TypeFor[ErrorBody]()) // every failure refers to it
	return &publicDocument{document: d, words: words, paths: map[string]map[string]any{}, own: ownSchemas{}}, err
}

// PublicOpenAPI describes the public routes and the user's own functions as an OpenAPI 3.1 document, ready for JSON.
func PublicOpenAPI(r Reference) (map[string]any, error) {
	words, err := referenceWords()
	if err != nil {
		return nil, err
	}
	p, err := newPublicDocument(words)
	if err != nil {
		return nil, err
	}
	for _, route := range Routes() {
		if !route.public() {
			continue
		}
		if err := p.addPublic(route); err != nil {
			return nil, fmt.Errorf("%s: %w", route.key(), err)
		}
	}
	for _, topic := range words.Topics {
		p.tags = append(p.tags, map[string]any{"name": topic.Name, "description": topic.Text})
	}
	if err := p.addFunctions(r.Functions); err != nil {
		return nil, err
	}
	if p.sent, err = p.notifications(); err != nil {
		return nil, err
	}
	return p.finish(r), nil
}

func (p *publicDocument) finish(r Reference) map[string]any {
	schemas := map[string]any{}
	for name, schema := range p.components {
		for field, text := range p.words.Fields[name] {
			if property := schema.Properties[field]; property != nil {
				described := *property
				described.Description = text
				schema.Properties[field] = &described
			}
		}
		schemas[name] = schema
	}
	for name, text := range p.own {
		schemas[name] = text
	}
	return map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{"title": "Patchbay", "version": r.Version,
			"description": "The API on this machine: the routes of a Nango server, and the actions and records of your own functions."},
		"servers":    []any{map[string]any{"url": r.URL, "description": "This machine"}},
		"tags":       p.tags,
		"paths":      p.paths,
		"webhooks":   p.sent,
		"components": map[string]any{"schemas": schemas, "securitySchemes": securitySchemes("API key of an environment")},
	}
}

// add files an operation and refuses to lose one.
func (p *publicDocument) add(path, method string, operation map[string]any) error {
	method = strings.ToLower(method)
	if p.paths[path] == nil {
		p.paths[path] = map[string]any{}
	}
	if _, taken := p.paths[path][method]; taken {
		return fmt.Errorf("%s %s is described twice", method, path)
	}
	p.paths[path][method] = operation
	return nil
}

func (p *publicDocument) addPublic(route Route) error {
	words := p.words.operations[route.key()]
	methods := []string{route.Method}
	if route.Method == anyOne {
		methods = anyMethods
	}
	for _, method := range methods {
		operation, err := p.publicOperation(route, method, words)
		if err != nil {
			return err
		}
		if route.Method == anyOne && words.ID != "" {
			operation["operationId"] = words.ID + method[:1] + strings.ToLower(method[1:])
		}
		if err := p.add(templatePath(route.Pattern), method, operation); err != nil {
			return err
		}
	}
	return nil
}

func (p *publicDocument) publicOperation(route Route, method string, words routeWords) (map[string]any, error) {
	operation, err := p.operation(route)
	if err != nil {
		return nil, err
	}
	if words.topic == "" { // a route without words is still told by its line in the table
		words.topic, words.ID = "Server", strings.NewReplacer("/", "_", ":", "", "*", "rest").Replace(strings.ToLower(method)+route.Pattern)
	}
	operation["operationId"], operation["tags"], operation["summary"] = words.ID, []string{words.topic}, firstOf(words.Summary, route.Summary)
	if words.Text != "" {
		operation["description"] = strings.TrimSpace(words.Text)
	}
	if words.Deprecated {
		operation["deprecated"] = true
	}
	if route.Scope != "" {
		operation["security"] = scoped(operation["security"], route.Scope)
	}
	if operation["security"] == nil {
		operation["security"] = []any{}
	}
	delete(operation, "x-scope")
	parameters, err := p.publicParameters(route, words)
	if err != nil {
		return nil, err
	}
	if len(parameters) > 0 {
		operation["parameters"] = parameters
	}
	if body := publicBody(operation["requestBody"], method, words); body != nil {
		operation["requestBody"] = body
	}
	operation["responses"] = p.publicResponses(route, words)
	return operation, nil
}

// scoped names the scope with every way in that can be limited to scopes.
func scoped(security any, scope string) []any {
	list, _ := security.([]any)
	out := make([]any, 0, len(list))
	for _, each := range list {
		named := map[string]any{}
		for scheme := range each.(map[string]any) {
			named[scheme] = []string{}
			if scheme != "connect_session" && scheme != "browser" {
				named[scheme] = []string{scope}
			}
		}
		out = append(out, named)
	}
	return out
}

// publicParameters are the route's own with words, then the headers by name, those that are required first.
func (p *publicDocument) publicParameters(route Route, words routeWords) ([]any, error) {
	parameters, err := p.parameters(route)
	if err != nil {
		return nil, err
	}
	if words.Query == "browser" {
		query, err := p.query(reflect.TypeFor[browserQuery]())
		if err != nil {
			return nil, err
		}
		parameters = append(parameters, query...)
	}
	for _, each := range parameters {
		parameter := each.(map[string]any)
		name := parameter["name"].(string)
		if text := words.Parameters[name]; text != "" {
			parameter["description"] = text
		} else if text := p.words.Parameters[name]; text != "" {
			parameter["description"] = text
		}
	}
	names := slices.SortedFunc(maps.Keys(words.Headers), func(a, b string) int {
		if first, second := words.Headers[a].Required, words.Headers[b].Required; first != second {
			return map[bool]int{true: -1, false: 1}[first]
		}
		return -strings.Compare(b, a)
	})
	for _, name := range names {
		header := words.Headers[name]
		parameters = append(parameters, map[string]any{"name": name, "in": "header", "required": header.Required, "description": header.Text, "schema": header.Schema})
	}
	return parameters, nil
}

// publicBody is what goes in: what the Go type says, or what the words say of a body that the route reads by itself.
func publicBody(typed any, method string, words routeWords) map[string]any {
	body, _ := typed.(map[string]any)
	switch {
	case body != nil:
	case words.Body != nil && words.Body["type"] == nil: // anything
		if method == get || method == remove {
			return nil
		}
		return map[string]any{"description": words.Body["description"], "content": map[string]any{"application/json": map[string]any{"schema": map[string]any{}}}}
	case words.Body != nil:
		body = map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": words.Body}}}
	default:
		return nil
	}
	if words.BodyExample != nil {
		for _, content := range body["content"].(map[string]any) {
			content.(map[string]any)["example"] = words.BodyExample
		}
	}
	return body
}

func (p *publicDocument) publicResponses(route Route, words routeWords) map[string]any {
	status := max(route.Do.status, http.StatusOK)
	answer := map[string]any{"description": http.StatusText(status)}
	switch {
	case route.Do.out != nil:
		schema, _ := p.schema(route.Do.out) // it was made a moment ago, for the operation
		answer["content"] = jsonContent(schema)
		if reflect.DeepEqual(schema, &jsonschema.Schema{}) { // it would be written as true, which some tools cannot read
			answer["content"] = map[string]any{"application/json": map[string]any{"schema": map[string]any{}}}
		}
	case route.Do.media != "":
		answer["content"] = map[string]any{route.Do.media: map[string]any{}}
	}
	responses := map[string]any{strconv.Itoa(status): answer}
	for code, own := range words.Answers {
		media := "application/json"
		if code == status && route.Do.media != "" {
			media = route.Do.media
		}
		responses[strconv.Itoa(code)] = map[string]any{"description": own.Text, "content": map[string]any{media: map[string]any{"schema": own.Schema}}}
	}
	for code, reasons := range p.errors(route, words) {
		responses[strconv.Itoa(code)] = errorAnswer(reasons)
	}
	responses["default"] = errorAnswer(nil)
	return responses
}

// errors are the route's own and those of its key.
func (p *publicDocument) errors(route Route, words routeWords) map[int]map[string]string {
	all := map[int]map[string]string{}
	for status, reasons := range words.Errors {
		all[status] = maps.Clone(reasons)
	}
	if route.Auth == authNone {
		return all
	}
	if all[http.StatusUnauthorized] == nil {
		all[http.StatusUnauthorized] = map[string]string{}
	}
	switch route.Auth {
	case authSession, authBrowser:
		all[http.StatusUnauthorized]["unknown_connect_session_token"] = "The session has ended or never was."
	default:
		all[http.StatusUnauthorized]["missing_auth_header"] = "There is no key."
		all[http.StatusUnauthorized]["unknown_account"] = "The key is not one of this server's."
	}
	if route.Scope != "" {
		all[http.StatusForbidden] = map[string]string{"forbidden": "The key lacks the scope " + route.Scope + "."}
	}
	return all
}

// errorAnswer is the envelope; x-codes has the codes with their meaning, for pages that list them.
func errorAnswer(reasons map[string]string) map[string]any {
	answer := map[string]any{"description": "Any other failure, in the same envelope.", "content": jsonContent(&jsonschema.Schema{Ref: componentPath + "ErrorBody"})}
	if len(reasons) == 0 {
		return answer
	}
	lines := make([]string, 0, len(reasons))
	for _, code := range slices.Sorted(maps.Keys(reasons)) {
		lines = append(lines, "`"+code+"`: "+reasons[code])
	}
	answer["description"], answer["x-codes"] = strings.Join(lines, "\n\n"), reasons
	return answer
}
