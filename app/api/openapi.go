package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"patchbay/app/logs"
)

// document builds the OpenAPI 3.1 description of a route table. Types become named components.
type document struct {
	components map[string]*jsonschema.Schema
	types      map[reflect.Type]*jsonschema.Schema // named types as references
	limits     bool                                // write down the rules of input fields as well
}

// newDocument knows the types whose JSON is not that of their Go declaration.
func newDocument() *document {
	return &document{components: map[string]*jsonschema.Schema{}, types: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[Object]():            {Types: []string{"null", "object"}, AdditionalProperties: &jsonschema.Schema{}},
		reflect.TypeFor[Texts]():             {Type: "object", AdditionalProperties: &jsonschema.Schema{Type: "string"}},
		reflect.TypeFor[oneOrMany]():         {AnyOf: []*jsonschema.Schema{{Type: "string"}, {Type: "array", Items: &jsonschema.Schema{Type: "string"}}}},
		reflect.TypeFor[anyObject]():         {Type: "object", AdditionalProperties: &jsonschema.Schema{}},
		reflect.TypeFor[importCredentials](): {Type: "object", Required: []string{"type"}, AdditionalProperties: &jsonschema.Schema{}},
		reflect.TypeFor[json.RawMessage]():   {},
		reflect.TypeFor[ConnectionState]():   {Type: "string", Enum: []any{"ok", "expired", "error"}},
		reflect.TypeFor[AttemptState]():      {Type: "string", Enum: []any{"pending", "succeeded", "failed", "cancelled", "expired"}},
		reflect.TypeFor[OperationState]():    {Type: "string", Enum: []any{"running", "success", "failed", "cancelled", "timeout"}},
		reflect.TypeFor[OperationSource]():   {Type: "string", Enum: words(logs.Sources())},
		reflect.TypeFor[FunctionType]():      {Type: "string", Enum: []any{"sync", "action", "on-event"}},
		reflect.TypeFor[FunctionState]():     {Type: "string", Enum: []any{"ready", "broken", "unknown-integration", "removed"}},
		reflect.TypeFor[RunState]():          {Type: "string", Enum: []any{"queued", "running", "succeeded", "failed", "cancelled", "timed_out", "interrupted"}},
		reflect.TypeFor[RunMode]():           {Type: "string", Enum: []any{"run", "dryrun"}},
		reflect.TypeFor[ProjectState]():      {Type: "string", Enum: []any{"none", "compiling", "checking", "ready", "broken"}},
		reflect.TypeFor[SyncName](): {AnyOf: []*jsonschema.Schema{{Type: "string"}, {Type: "object", Required: []string{"name", "variant"},
			Properties: map[string]*jsonschema.Schema{"name": {Type: "string"}, "variant": {Type: "string"}}}}},
		reflect.TypeFor[WebhookState]():   {Type: "string", Enum: []any{"queued", "running", "done", "failed", "held", "refused", "unmatched", "duplicate", "no_handler", "answered"}},
		reflect.TypeFor[WebhookJobKind](): {Type: "string", Enum: []any{"install", "run", "forward"}},
		reflect.TypeFor[BodyEncoding]():   {Type: "string", Enum: []any{"utf8", "base64"}},
		reflect.TypeFor[Appearance]():     {Type: "string", Enum: []any{"system", "light", "dark"}},
		reflect.TypeFor[BuilderKind]():    {Type: "string", Enum: []any{"openai", "anthropic"}},
		reflect.TypeFor[BuilderState]():   {Type: "string", Enum: []any{"running", "passed", "gave_up", "stopped", "failed", "accepted"}},
		reflect.TypeFor[BuilderPhase]():   {Type: "string", Enum: []any{"writing", "checking", "trying", "done"}},
		reflect.TypeFor[RedirectKind]():   {Type: "string", Enum: []any{"localhost", "loopback", "https", "relay"}},
	}}
}

// words are an enumeration's values.
func words(from []string) []any {
	all := make([]any, len(from))
	for i, word := range from {
		all[i] = word
	}
	return all
}

// OpenAPI describes every route as an OpenAPI 3.1 document, ready for JSON. Both any-method routes appear as GET
// and POST, which stand for all methods.
func OpenAPI(version string) (map[string]any, error) {
	d := newDocument()
	paths := map[string]any{}
	for _, route := range Routes() {
		if err := d.addRoute(paths, route); err != nil {
			return nil, fmt.Errorf("%s %s: %w", route.Method, route.Pattern, err)
		}
	}
	fault, err := d.schema(reflect.TypeFor[ErrorBody]())
	if err != nil {
		return nil, err
	}
	d.components["Fault"] = d.components[strings.TrimPrefix(fault.Ref, componentPath)]
	return map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{"title": "Patchbay", "version": version,
			"description": "The localhost API. Routes outside /patchbay/ have the shape of Nango's public API."},
		"paths":      paths,
		"components": map[string]any{"schemas": d.components, "securitySchemes": securitySchemes("API key or GUI session")},
	}, nil
}

func securitySchemes(key string) map[string]any {
	return map[string]any{
		"key":             map[string]any{"type": "http", "scheme": "bearer", "description": key},
		"connect_session": map[string]any{"type": "http", "scheme": "bearer", "description": "Connect session token"},
		"browser":         map[string]any{"type": "apiKey", "in": "query", "name": "connect_session_token"},
		"basic":           map[string]any{"type": "http", "scheme": "basic", "description": "API key as user name or password"},
		"api_key_header":  map[string]any{"type": "apiKey", "in": "header", "name": "X-Api-Key"},
	}
}

const componentPath = "#/components/schemas/"

func (d *document) addRoute(paths map[string]any, route Route) error {
	operation, err := d.operation(route)
	if err != nil {
		return err
	}
	path := templatePath(route.Pattern)
	item, _ := paths[path].(map[string]any)
	if item == nil {
		item = map[string]any{}
		paths[path] = item
	}
	if route.Method != anyOne {
		item[strings.ToLower(route.Method)] = operation
		return nil
	}
	for _, method := range []string{"get", "post"} {
		item[method] = operation
	}
	return nil
}

func (d *document) operation(route Route) (map[string]any, error) {
	parameters, err := d.parameters(route)
	if err != nil {
		return nil, err
	}
	responses := map[string]any{"default": map[string]any{"description": "What went wrong",
		"content": jsonContent(&jsonschema.Schema{Ref: componentPath + "Fault"})}}
	answer := map[string]any{"description": http.StatusText(max(route.Do.status, http.StatusOK))}
	switch {
	case route.Do.out != nil:
		schema, err := d.schema(route.Do.out)
		if err != nil {
			return nil, err
		}
		answer["content"] = jsonContent(schema)
	case route.Do.media != "":
		answer["content"] = map[string]any{route.Do.media: map[string]any{}}
	}
	responses[fmt.Sprint(max(route.Do.status, http.StatusOK))] = answer
	operation := map[string]any{"summary": route.Summary, "responses": responses, "tags": []string{tagOf(route)}}
	if len(parameters) > 0 {
		operation["parameters"] = parameters
	}
	if security := securityOf(route.Auth); security != nil {
		operation["security"] = security
	}
	if route.Scope != "" {
		operation["x-scope"] = route.Scope
	}
	if route.Do.body != nil && route.Do.body != reflect.TypeFor[none]() {
		schema, err := d.schema(route.Do.body)
		if err != nil {
			return nil, err
		}
		operation["requestBody"] = map[string]any{"required": true, "content": jsonContent(schema)}
	}
	return operation, nil
}

func (d *document) parameters(route Route) ([]any, error) {
	var out []any
	for step := range strings.SplitSeq(route.Pattern, "/") {
		name, isParam := strings.CutPrefix(step, ":")
		if step == "*" {
			name, isParam = "path", true
		}
		if isParam {
			out = append(out, map[string]any{"name": name, "in": "path", "required": true, "schema": &jsonschema.Schema{Type: "string"}})
		}
	}
	query, err := d.query(route.Do.query)
	return append(out, query...), err
}

// query are the parameters of a query type, nil for none.
func (d *document) query(t reflect.Type) ([]any, error) {
	if t == nil || t.Kind() != reflect.Struct {
		return nil, nil
	}
	var out []any
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		schema, err := d.schema(deref(f.Type))
		if err != nil {
			return nil, err
		}
		if d.limits {
			schema = limited(schema, f)
		}
		parameter := map[string]any{"name": name, "in": "query", "required": !strings.Contains(options, "omit"), "schema": schema}
		if f.Type.Kind() == reflect.Map {
			parameter["style"], parameter["explode"] = "deepObject", true
		}
		out = append(out, parameter)
	}
	return out, nil
}

// schema returns a reference for named structs, registering them, and an inline schema for everything else.
func (d *document) schema(t reflect.Type) (*jsonschema.Schema, error) {
	if err := d.register(t); err != nil {
		return nil, err
	}
	if known, ok := d.types[t]; ok {
		return known, nil
	}
	schema, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: d.types})
	if err != nil {
		return nil, err
	}
	d.polish(schema)
	return schema, nil
}

// register makes a component of every named struct in t, inner ones first.
func (d *document) register(t reflect.Type) error {
	if _, done := d.types[t]; done || t.PkgPath() == "time" {
		return nil
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return d.register(t.Elem())
	case reflect.Struct:
	default:
		return nil
	}
	for i := range t.NumField() {
		if err := d.register(t.Field(i).Type); err != nil {
			return err
		}
	}
	if inner, ok := nullableOf(t); ok {
		schema, err := d.schema(inner)
		d.types[t] = nullable(schema)
		return err
	}
	if t.Name() == "" {
		return nil
	}
	schema, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: d.inlined(t)})
	if err != nil {
		return err
	}
	d.polish(schema)
	if d.limits {
		refine(schema, t)
	}
	name := strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
	d.components[name] = schema
	d.types[t] = &jsonschema.Schema{Ref: componentPath + name}
	return nil
}

// inlined are the known types without those that t embeds: their fields become t's own.
func (d *document) inlined(t reflect.Type) map[reflect.Type]*jsonschema.Schema {
	types := maps.Clone(d.types)
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous {
			delete(types, f.Type)
			maps.DeleteFunc(types, func(known reflect.Type, _ *jsonschema.Schema) bool {
				return known.Kind() == reflect.Struct && embeds(f.Type, known)
			})
		}
	}
	return types
}

func embeds(t, inner reflect.Type) bool {
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && (f.Type == inner || embeds(f.Type, inner)) {
			return true
		}
	}
	return false
}

// nullableOf recognises Nullable[T].
func nullableOf(t reflect.Type) (reflect.Type, bool) {
	if strings.HasPrefix(t.Name(), "Nullable[") {
		return t.Field(1).Type.Elem(), true
	}
	return nil, false
}

func nullable(s *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, {Type: "null"}}}
}

// polish makes a field either optional or nullable as its Go declaration means it: pointers without omitempty
// are null when empty, everything else is never null. Lists and maps are always sent.
func (d *document) polish(s *jsonschema.Schema) {
	for name, p := range s.Properties {
		isNull := slices.Contains(p.Types, "null")
		optional := !slices.Contains(s.Required, name)
		list := slices.Contains(p.Types, "array")
		switch {
		case p.Ref != "" && isNull && !optional:
			s.Properties[name] = nullable(&jsonschema.Schema{Ref: p.Ref})
		case p.Ref != "":
			s.Properties[name] = &jsonschema.Schema{Ref: p.Ref, Description: p.Description}
		case isNull && (optional || list):
			p.Types = slices.DeleteFunc(p.Types, func(t string) bool { return t == "null" })
			if len(p.Types) == 1 {
				p.Type, p.Types = p.Types[0], nil
			}
		}
		d.polish(s.Properties[name])
	}
	for _, inner := range []*jsonschema.Schema{s.Items, s.AdditionalProperties} {
		if inner != nil {
			d.polish(inner)
		}
	}
	if slices.Equal(s.Types, []string{"null", "array"}) {
		s.Type, s.Types = "array", nil
	}
}

func deref(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func jsonContent(schema *jsonschema.Schema) map[string]any {
	return map[string]any{"application/json": map[string]any{"schema": schema}}
}

// templatePath writes /a/:b/* as /a/{b}/{path}.
func templatePath(pattern string) string {
	steps := strings.Split(pattern, "/")
	for i, step := range steps {
		switch name, isParam := strings.CutPrefix(step, ":"); {
		case isParam:
			steps[i] = "{" + name + "}"
		case step == "*":
			steps[i] = "{path}"
		}
	}
	return strings.Join(steps, "/")
}

func tagOf(route Route) string {
	if route.own() {
		return "patchbay"
	}
	head, _, _ := strings.Cut(strings.TrimPrefix(route.Pattern, "/"), "/")
	return head
}

func securityOf(class Auth) []any {
	switch class {
	case authKey:
		return []any{map[string]any{"key": []string{}}}
	case authAnyKey:
		return []any{map[string]any{"key": []string{}}, map[string]any{"basic": []string{}}, map[string]any{"api_key_header": []string{}}}
	case authSession:
		return []any{map[string]any{"connect_session": []string{}}}
	case authKeyOrSession:
		return []any{map[string]any{"key": []string{}}, map[string]any{"connect_session": []string{}}}
	case authBrowser:
		return []any{map[string]any{"browser": []string{}}}
	}
	return nil
}

func (s *Server) openAPI(c *call) error {
	doc, err := OpenAPI(s.version)
	if err != nil {
		return err
	}
	return c.reply(http.StatusOK, doc)
}
