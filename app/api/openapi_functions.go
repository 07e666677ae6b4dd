package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/functions"
)

// The topics of the user's own functions.
const (
	ownActions = "Your actions"
	ownRecords = "Your records"
)

// recordMetadata is what every record carries beside its payload (http-api §7.4).
type recordMetadata struct {
	FirstSeenAt    string  `json:"first_seen_at"`
	LastModifiedAt string  `json:"last_modified_at"`
	LastAction     string  `json:"last_action"` // ADDED, UPDATED or DELETED
	DeletedAt      *string `json:"deleted_at"`
	PrunedAt       *string `json:"pruned_at"`
	Cursor         string  `json:"cursor"`
}

// addFunctions gives every action and every model an operation of its own. Actions share one path, so each path ends in
// a fragment that names the function: clients do not send it, and the request is the documented one. Models have paths
// of their own: a client would write the query of a listing behind the fragment, where it is not sent.
func (p *publicDocument) addFunctions(all []functions.Function) error {
	if _, err := p.schema(reflect.TypeFor[recordMetadata]()); err != nil {
		return err
	}
	ids := map[string]bool{}
	var actions, models bool
	for i := range all {
		f := &all[i]
		var err error
		switch f.Type {
		case compile.Action:
			actions, err = true, p.addAction(f, ids)
		case compile.Sync:
			models, err = true, p.addModels(f, ids)
		}
		if err != nil {
			return err
		}
	}
	if models {
		p.tags = append([]any{map[string]any{"name": ownRecords, "description": "The models of your syncs, with what each record holds."}}, p.tags...)
	}
	if actions {
		p.tags = append([]any{map[string]any{"name": ownActions, "description": "The actions of your functions, with what each takes and answers."}}, p.tags...)
	}
	return nil
}

var notIdentifier = regexp.MustCompile(`[^A-Za-z0-9]+`)

// operationID is an identifier that no other operation has.
func operationID(taken map[string]bool, parts ...string) string {
	base := notIdentifier.ReplaceAllString(strings.Join(parts, "_"), "_")
	id := base
	for n := 2; taken[id]; n++ {
		id = base + "_" + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

// connectionParameters are the two headers, the first with its only value.
func (p *publicDocument) connectionParameters(integration string) []any {
	return []any{
		map[string]any{"name": "Provider-Config-Key", "in": "header", "required": true, "description": "Unique key of the integration.",
			"schema": map[string]any{"type": "string", "const": integration}},
		map[string]any{"name": "Connection-Id", "in": "header", "required": true, "description": "Id of the connection.", "schema": map[string]any{"type": "string"}},
	}
}

// about is what pages need to know of the function behind an operation.
func about(f *functions.Function, model string) map[string]any {
	named := map[string]any{"integration": f.Integration, "name": f.Name, "type": string(f.Type)}
	if model != "" {
		named["model"] = model
	}
	return named
}

func (p *publicDocument) addAction(f *functions.Function, ids map[string]bool) error {
	input, returns := definition(f.JSONSchema, f.Input), map[string]any{}
	if len(f.Models) > 0 {
		returns = refTo(p.own.put(f.Models[0], definition(f.JSONSchema, f.Models[0]), false))
	}
	body := map[string]any{"type": "object", "required": []string{"action_name"},
		"properties": map[string]any{"action_name": map[string]any{"type": "string", "const": f.Name}}}
	example := map[string]any{"action_name": f.Name}
	takes := refTo(p.own.put(f.Input, input, false))
	good := true
	if takesInput(input) {
		filled := exampleOf(input)
		good = filled != nil
		body["properties"].(map[string]any)["input"] = takes
		body["required"] = []string{"action_name", "input"}
		example["input"] = filled
	}
	trigger := p.words.operations["POST /action/trigger"]
	operation := p.ownOperation(f, "", operationID(ids, "action", f.Integration, f.Name), ownActions, "environment:actions:execute")
	operation["requestBody"] = schemaBody(body, example, good)
	operation["responses"] = p.ownResponses("What the action returned.", returns, trigger.Errors)
	if err := p.add("/action/trigger#"+f.Integration+"/"+f.Name, post, operation); err != nil {
		return err
	}
	for _, endpoint := range f.Endpoints {
		direct := p.ownOperation(f, "", operationID(ids, "endpoint", f.Integration, f.Name), ownActions, "environment:actions:execute")
		direct["deprecated"] = true
		direct["responses"] = operation["responses"]
		if method := strings.ToUpper(endpoint.Method); takesInput(input) && method != get && method != remove {
			direct["requestBody"] = schemaBody(takes, example["input"], good)
		}
		if err := p.addEndpoint(f, endpoint, direct); err != nil {
			return err
		}
	}
	return nil
}

// schemaBody is a JSON body, with the example when it is a good one.
func schemaBody(schema map[string]any, example any, good bool) map[string]any {
	content := map[string]any{"schema": schema}
	if good {
		content["example"] = example
	}
	return map[string]any{"required": true, "content": map[string]any{"application/json": content}}
}

// takesInput reports whether an action has anything to be given.
func takesInput(schema json.RawMessage) bool {
	var s struct {
		Type string `json:"type"`
	}
	return schema != nil && (json.Unmarshal(schema, &s) != nil || s.Type != "null")
}

func (p *publicDocument) addModels(f *functions.Function, ids map[string]bool) error {
	list := p.words.operations["GET /records"]
	for i, model := range f.Models {
		name := p.own.put(f.Integration+"."+model, definition(f.JSONSchema, model), true)
		record := map[string]any{"allOf": []any{refTo(name), map[string]any{"type": "object", "required": []string{"_nango_metadata"},
			"properties": map[string]any{"_nango_metadata": refTo("RecordMetadata")}}}}
		page := map[string]any{"type": "object", "required": []string{"records", "next_cursor"}, "properties": map[string]any{
			"records": map[string]any{"type": "array", "items": record}, "next_cursor": map[string]any{"type": []string{"string", "null"}}}}
		operation := p.ownOperation(f, model, operationID(ids, "records", f.Integration, model), ownRecords, "environment:records:read")
		query, err := p.query(reflect.TypeFor[recordsQuery]())
		if err != nil {
			return err
		}
		operation["parameters"] = append(p.modelQuery(query, list), p.connectionParameters(f.Integration)...)
		operation["responses"] = p.ownResponses("A page of records.", page, list.Errors)
		path := "/patchbay/records/" + url.PathEscape(f.Integration) + "/" + url.PathEscape(model)
		if p.paths[path] == nil { // another sync of the integration saves the same model
			if err := p.add(path, get, operation); err != nil {
				return err
			}
		}
		if i < len(f.Endpoints) {
			direct := p.ownOperation(f, model, operationID(ids, "endpoint", f.Integration, model), ownRecords, "environment:records:read")
			direct["deprecated"], direct["responses"] = true, operation["responses"]
			if err := p.addEndpoint(f, f.Endpoints[i], direct); err != nil {
				return err
			}
		}
	}
	return nil
}

// modelQuery is the query of a listing without the model, which the path names.
func (p *publicDocument) modelQuery(query []any, list routeWords) []any {
	kept := []any{}
	for _, each := range query {
		parameter := each.(map[string]any)
		name := parameter["name"].(string)
		if name == "model" {
			continue
		}
		parameter["description"] = firstOf(list.Parameters[name], p.words.Parameters[name])
		kept = append(kept, parameter)
	}
	return kept
}

func (p *publicDocument) ownOperation(f *functions.Function, model, id, topic, scope string) map[string]any {
	summary := f.Integration + ": " + f.Name
	if model != "" {
		summary = f.Integration + ": " + model
	}
	operation := map[string]any{"operationId": id, "tags": []string{topic}, "summary": summary, "x-function": about(f, model),
		"parameters": p.connectionParameters(f.Integration), "security": []any{map[string]any{"key": []string{scope}}}}
	if f.Description != "" {
		operation["description"] = f.Description
	}
	return operation
}

func (p *publicDocument) ownResponses(text string, schema map[string]any, errors map[int]map[string]string) map[string]any {
	responses := map[string]any{strconv.Itoa(http.StatusOK): map[string]any{"description": text,
		"content": map[string]any{"application/json": map[string]any{"schema": schema}}}}
	for status, reasons := range errors {
		responses[strconv.Itoa(status)] = errorAnswer(reasons)
	}
	responses["default"] = errorAnswer(nil)
	return responses
}

// endpointForm are the declared paths that a document can show as they are; braces would mean parameters.
var endpointForm = regexp.MustCompile(`^/[^{}?#\s]*$`)

// addEndpoint files the operation under the path that the function declares. The integration is named by a header, so
// two integrations may declare the same path; the document then shows the first.
func (p *publicDocument) addEndpoint(f *functions.Function, e compile.Endpoint, operation map[string]any) error {
	path, method := "/v1"+e.Path, strings.ToLower(e.Method)
	if !endpointForm.MatchString(e.Path) || !documented[method] {
		return nil
	}
	if p.paths[path][method] != nil {
		return nil
	}
	return p.add(path, method, operation)
}

// documented are the methods that a path of an OpenAPI document may have.
var documented = map[string]bool{"get": true, "post": true, "put": true, "patch": true, "delete": true, "head": true, "options": true}
