package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"regexp"

	"github.com/tidwall/gjson"

	"patchbay/app/compile"
	"patchbay/app/functions"
)

// sdkVersion is the version of the function format that is spoken here, for functions that were compiled here.
const sdkVersion = "0.71.10-zero"

type scriptsQuery struct {
	Format string `json:"format,omitempty" rule:"oneof=nango|openai"`
}

// scriptsConfig answers an array, or for the openai format an object with one.
func (s *Server) scriptsConfig(c *call, q scriptsQuery) (any, error) {
	all, err := s.functions.Functions(c.ctx(), c.env.ID, functions.Filter{})
	if err != nil {
		return nil, err
	}
	if q.Format == "openai" {
		return map[string]any{"data": toolObjects(all)}, nil
	}
	return s.scriptGroups(c, all)
}

// toolObjects describe functions as tools: syncs first, then actions.
func toolObjects(all []functions.Function) []any {
	tools := []any{}
	for _, kind := range []compile.Type{compile.Sync, compile.Action} {
		for _, f := range all {
			if f.Type != kind {
				continue
			}
			parameters := emptyParameters
			if kind == compile.Action {
				parameters = toolParameters(&f)
			}
			tools = append(tools, struct {
				Name        string        `json:"name"`
				Description string        `json:"description"`
				Parameters  toolParameter `json:"parameters"`
			}{f.Name, f.Description, parameters})
		}
	}
	return tools
}

// toolParameter is the part of an input schema that tools want.
type toolParameter struct {
	Type       string          `json:"type"`
	Properties json.RawMessage `json:"properties"`
	Required   []string        `json:"required"`
}

var emptyParameters = toolParameter{Type: "object", Properties: json.RawMessage("{}"), Required: []string{}}

func toolParameters(f *functions.Function) toolParameter {
	var p toolParameter
	if json.Unmarshal(definition(f.JSONSchema, f.Input), &p) != nil || p.Type != "object" || p.Properties == nil {
		return emptyParameters
	}
	p.Properties, p.Required = describe(p.Properties, parameterNotes(f.Description)), textList(p.Required)
	return p
}

// parameterNote is a line of an action's description that tells about one member of its input (http-api §2.8).
var parameterNote = regexp.MustCompile(`(?m)^[ \t]*- ([^:\r\n]+):[ \t]*(\S.*?)[ \t\r]*$`)

// parameterNotes are those texts by member.
func parameterNotes(description string) map[string]string {
	notes := map[string]string{}
	for _, note := range parameterNote.FindAllStringSubmatch(description, -1) {
		notes[note[1]] = note[2]
	}
	return notes
}

// describe puts the notes into the schemas of the properties they speak of, and leaves the rest as it is.
func describe(properties json.RawMessage, notes map[string]string) json.RawMessage {
	out := []byte{'{'}
	gjson.ParseBytes(properties).ForEach(func(name, schema gjson.Result) bool {
		text := schema.Raw
		if note, ok := notes[name.String()]; ok && schema.IsObject() {
			text = described(schema, note)
		}
		out = append(append(append(append(out, name.Raw...), ':'), text...), ',')
		return true
	})
	return closed(out)
}

// described is a schema with a description of ours, in place of its own.
func described(schema gjson.Result, note string) string {
	quoted, err := json.Marshal(note)
	if err != nil {
		panic(err) // a text
	}
	out := []byte{'{'}
	schema.ForEach(func(name, value gjson.Result) bool {
		if name.String() != "description" {
			out = append(append(append(append(out, name.Raw...), ':'), value.Raw...), ',')
		}
		return true
	})
	return string(closed(append(append(append(out, `"description":`...), quoted...), ',')))
}

// closed ends an object whose members each end in a comma.
func closed(object []byte) []byte { return append(bytes.TrimSuffix(object, []byte{','}), '}') }

// ScriptGroup is the functions of a provider's integrations in the older shape.
type ScriptGroup struct {
	Actions           []Script      `json:"actions"`
	ProviderConfigKey string        `json:"providerConfigKey"`
	Provider          string        `json:"provider"`
	Syncs             []Script      `json:"syncs"`
	OnEvents          []EventScript `json:"on-events"`
}

// EventScript is an on-event function in the older shape.
type EventScript struct {
	ID           int64  `json:"id"`
	Name         string `json:"name"`
	Event        string `json:"event"`
	Version      string `json:"version"`
	Enabled      bool   `json:"enabled"`
	LastDeployed string `json:"last_deployed"`
}

// ScriptModel names a model of a function.
type ScriptModel struct {
	Name   string   `json:"name"`
	Fields []string `json:"fields"` // empty: the schema has them
}

// ScriptEndpoint is a path that a function declares, in the older shape.
type ScriptEndpoint struct {
	Method string  `json:"method"`
	Path   string  `json:"path"`
	Group  *string `json:"group"`
}

// Script is a sync or an action in the older shape; the last four fields are syncs'.
type Script struct {
	ID            int64            `json:"id"`
	Name          string           `json:"name"`
	Type          string           `json:"type"`
	Returns       []string         `json:"returns"`
	Description   string           `json:"description"`
	Attributes    json.RawMessage  `json:"attributes"`
	Scopes        []string         `json:"scopes"`
	Version       string           `json:"version"`
	Source        string           `json:"source"`
	Endpoints     []ScriptEndpoint `json:"endpoints"`
	Input         string           `json:"input"` // "" without one
	Enabled       bool             `json:"enabled"`
	LastDeployed  string           `json:"last_deployed"`
	Subscriptions []string         `json:"webhookSubscriptions"`
	JSONSchema    json.RawMessage  `json:"json_schema"`
	SDKVersion    string           `json:"sdk_version"`
	Models        []ScriptModel    `json:"models"`
	Features      []string         `json:"features"`
	SyncType      string           `json:"sync_type,omitempty"`
	AutoStart     *bool            `json:"auto_start,omitempty"`
	Runs          json.RawMessage  `json:"runs,omitempty"` // a text; null without one
	TrackDeletes  *bool            `json:"track_deletes,omitempty"`
}

// scriptGroups sorts functions by the provider of their integration. Integrations of one provider are one group, which the
// first of them names (http-api §15.2).
func (s *Server) scriptGroups(c *call, all []functions.Function) ([]ScriptGroup, error) {
	integrations, err := s.connect.Integrations(c.ctx(), c.env.ID)
	if err != nil {
		return nil, err
	}
	groups := []ScriptGroup{}
	of := map[string]int{} // a provider's place in groups
	for _, one := range integrations {
		for i := range all {
			if all[i].Integration != one.UniqueKey {
				continue
			}
			at, there := of[one.Provider]
			if !there {
				at, of[one.Provider] = len(groups), len(groups)
				groups = append(groups, ScriptGroup{Actions: []Script{}, Syncs: []Script{}, OnEvents: []EventScript{}, ProviderConfigKey: one.UniqueKey, Provider: one.Provider})
			}
			groups[at].add(&all[i])
		}
	}
	return groups, nil
}

func (g *ScriptGroup) add(f *functions.Function) {
	switch f.Type {
	case compile.Sync:
		g.Syncs = append(g.Syncs, scriptObject(f))
	case compile.Action:
		g.Actions = append(g.Actions, scriptObject(f))
	case compile.OnEvent:
		g.OnEvents = append(g.OnEvents, EventScript{ID: f.NumericID, Name: f.Name, Event: f.Event, Version: f.Version, Enabled: f.Enabled, LastDeployed: zulu(f.InstalledAt)})
	}
}

func scriptObject(f *functions.Function) Script {
	o := Script{ID: f.NumericID, Name: f.Name, Type: string(f.Type), Returns: textList(f.Models), Description: f.Description, Attributes: f.Attributes, Scopes: textList(f.Scopes),
		Version: f.Version, Source: f.Origin, Endpoints: scriptEndpoints(f), Input: f.Input, Enabled: f.Enabled, LastDeployed: zulu(f.InstalledAt),
		Subscriptions: textList(f.WebhookSubscriptions), JSONSchema: f.JSONSchema, SDKVersion: cmp.Or(f.SDKVersion, sdkVersion), Models: []ScriptModel{}, Features: textList(f.Features)}
	if o.Attributes == nil {
		o.Attributes = json.RawMessage("{}")
	}
	for _, model := range f.UsedModels {
		o.Models = append(o.Models, ScriptModel{Name: model, Fields: []string{}})
	}
	if f.Type == compile.Sync {
		o.Runs = json.RawMessage("null")
		if text, err := json.Marshal(f.Frequency); err == nil && f.Frequency != "" {
			o.Runs = text
		}
		o.AutoStart, o.TrackDeletes, o.SyncType = &f.AutoStart, &f.TrackDeletes, f.SyncType
	}
	return o
}

func scriptEndpoints(f *functions.Function) []ScriptEndpoint {
	list := []ScriptEndpoint{}
	for _, e := range f.Endpoints {
		list = append(list, ScriptEndpoint{e.Method, e.Path, orNull(e.Group)})
	}
	return list
}

func endpointViews(f *functions.Function) []EndpointView {
	views := []EndpointView{}
	for _, e := range f.Endpoints {
		views = append(views, EndpointView(e))
	}
	return views
}
