package api

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"patchbay/app/connect"
	"patchbay/app/notify"
)

// topicNotifications has no route: what is sent to the user's own server.
const topicNotifications = "Notifications"

// connectOperations are what auth notifications tell of connections.
var connectOperations = &jsonschema.Schema{Type: "string", Enum: []any{string(connect.Creation), string(connect.Override), string(connect.Refresh), string(connect.Deletion)}}

// notifications describes what Patchbay sends to the user's own server, as the webhooks of OpenAPI 3.1 by their type. The
// bodies are made from the types that are sent (http-api §10).
func (p *publicDocument) notifications() (map[string]any, error) {
	out := map[string]any{}
	bodies := notify.Bodies()
	for _, kind := range slices.Sorted(maps.Keys(bodies)) {
		body, err := p.notificationBody(kind, bodies[kind])
		if err != nil {
			return nil, fmt.Errorf("notification %s: %w", kind, err)
		}
		words := p.words.Notifications[string(kind)]
		var headers []any
		for _, name := range slices.Sorted(maps.Keys(words.Headers)) {
			header := map[string]any{"name": name, "in": "header", "required": words.Headers[name].Required, "description": words.Headers[name].Text, "schema": words.Headers[name].Schema}
			if words.Headers[name].Deprecated {
				header["deprecated"] = true
			}
			headers = append(headers, header)
		}
		out[string(kind)] = map[string]any{"post": map[string]any{"operationId": words.ID, "tags": []string{topicNotifications}, "summary": words.Summary,
			"description": strings.TrimSpace(words.Text), "security": []any{}, "parameters": headers,
			"requestBody": map[string]any{"required": true, "content": jsonContent(body)},
			"responses": map[string]any{
				"2XX":     map[string]any{"description": "It has arrived."},
				"5XX":     map[string]any{"description": "It is sent again, twice at most: after 3 and after 6 seconds. So is one that nobody answers within 20 seconds."},
				"default": map[string]any{"description": "It is not sent again."},
			}}}
	}
	return out, nil
}

// notificationBody is the schema of a body. What its type has in common with no other, its type and its sender, is written into it.
func (p *publicDocument) notificationBody(kind notify.Type, t reflect.Type) (*jsonschema.Schema, error) {
	ref, err := p.schema(t)
	if err != nil {
		return nil, err
	}
	fields := p.components[strings.TrimPrefix(ref.Ref, componentPath)].Properties
	fields["type"] = constant(string(kind))
	if kind == notify.TypeForward {
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{ref, {Description: "The provider's own body as it came, when it belongs to no connection."}}}, nil
	}
	fields["from"] = constant(notify.From)
	return ref, nil
}

func constant(value string) *jsonschema.Schema {
	var only any = value
	return &jsonschema.Schema{Type: "string", Const: &only}
}
