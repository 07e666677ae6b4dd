package project

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"patchbay/app/compile"
)

// sdkVersion is what the bundles were made like. The ending tells a server how to call them.
const sdkVersion = "0.71.10-zero"

// The modes of a deploy.
const (
	Single      = "single"      // one function; deletes nothing
	Integration = "integration" // one integration; what is missing of it is deleted
	All         = "all"         // the whole environment; what is missing is deleted
)

// deployBody is the body of POST /sync/deploy, and without its last two fields of the confirmation (functions.md §7.2).
type deployBody struct {
	FlowConfigs []any         `json:"flowConfigs"`
	OnEvents    *[]eventGroup `json:"onEventScriptsByProvider,omitempty"` // absent in mode single
	DeployMode  string        `json:"deployMode"`
	Reconcile   bool          `json:"reconcile"`
	Debug       bool          `json:"debug"`
	YAML        *string       `json:"nangoYamlBody,omitempty"` // "" in a deploy
	SDKVersion  string        `json:"sdkVersion"`
	Source      string        `json:"source,omitempty"` // "repo" in a deploy
}

type fileBody struct {
	JS string `json:"js"`
	TS string `json:"ts"`
}

type flowMetadata struct {
	Description string   `json:"description,omitempty"`
	Scopes      []string `json:"scopes"`
}

type flowEndpoint struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Group  string `json:"group,omitempty"`
}

type syncConfig struct {
	Name          string          `json:"syncName"`
	Integration   string          `json:"providerConfigKey"`
	Models        []string        `json:"models"`
	Version       string          `json:"version"`
	Runs          string          `json:"runs"`
	TrackDeletes  bool            `json:"track_deletes"`
	AutoStart     bool            `json:"auto_start"`
	Attributes    struct{}        `json:"attributes"`
	Metadata      flowMetadata    `json:"metadata"`
	Input         string          `json:"input,omitempty"`
	SyncType      string          `json:"sync_type"`
	Type          string          `json:"type"`
	File          fileBody        `json:"fileBody"`
	Endpoints     []flowEndpoint  `json:"endpoints"`
	Subscriptions []string        `json:"webhookSubscriptions"`
	Schema        json.RawMessage `json:"models_json_schema"`
	Features      []string        `json:"features"`
}

type actionConfig struct {
	Name         string          `json:"syncName"`
	Integration  string          `json:"providerConfigKey"`
	Models       []string        `json:"models"`
	Version      string          `json:"version"`
	Runs         *string         `json:"runs"` // null
	Metadata     flowMetadata    `json:"metadata"`
	Input        string          `json:"input"`
	Type         string          `json:"type"`
	File         fileBody        `json:"fileBody"`
	Endpoints    []flowEndpoint  `json:"endpoints"`
	TrackDeletes bool            `json:"track_deletes"` // false
	Schema       json.RawMessage `json:"models_json_schema"`
	Features     []string        `json:"features"`
}

type eventGroup struct {
	Integration string        `json:"providerConfigKey"`
	Scripts     []eventScript `json:"scripts"`
}

type eventScript struct {
	Name  string   `json:"name"`
	File  fileBody `json:"fileBody"`
	Event string   `json:"event"`
}

// DeployInput says what goes to which server.
type DeployInput struct {
	Dir         string // the project; "": the open one
	Target      string
	Mode        string // Single, Integration or All
	Integration string // Integration; also narrows Single
	Function    string // Single: name, or file
	Version     string // one version for everything; "": as declared
	Confirmed   bool   // what is removed has been seen
}

// bodyOf builds the body for the confirmation; final turns it into the deploy's.
func bodyOf(project *compile.Project, in DeployInput) deployBody {
	body := deployBody{FlowConfigs: []any{}, DeployMode: in.Mode, SDKVersion: sdkVersion}
	events := []eventGroup{}
	for _, f := range inOrder(project.Functions) {
		if !in.takes(f) {
			continue
		}
		version := f.Version
		if in.Version != "" {
			version = in.Version
		}
		switch f.Type {
		case compile.Sync:
			body.FlowConfigs = append(body.FlowConfigs, syncOf(f, version))
		case compile.Action:
			body.FlowConfigs = append(body.FlowConfigs, actionOf(f, version))
		case compile.OnEvent:
			events = appendEvent(events, f)
		}
	}
	if in.Mode != Single {
		body.OnEvents = &events
	}
	return body
}

// inOrder sorts functions as the official CLI sends them: by integration as index.ts names them first, then syncs before actions.
func inOrder(all []*compile.Function) []*compile.Function {
	place := map[string]int{}
	for _, f := range all {
		if _, known := place[f.Integration]; !known {
			place[f.Integration] = len(place)
		}
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b *compile.Function) int {
		return cmp.Or(place[a.Integration]-place[b.Integration], strings.Compare(string(b.Type), string(a.Type)))
	})
}

func (b deployBody) final() deployBody {
	empty := ""
	b.Reconcile, b.YAML, b.Source = true, &empty, "repo"
	return b
}

func (in DeployInput) takes(f *compile.Function) bool {
	switch in.Mode {
	case Single:
		return (f.Name == in.Function || f.File == in.Function) && (in.Integration == "" || f.Integration == in.Integration) && f.Type != compile.OnEvent
	case Integration:
		return f.Integration == in.Integration
	}
	return true
}

func syncOf(f *compile.Function, version string) syncConfig {
	return syncConfig{Name: f.Name, Integration: f.Integration, Models: list(f.Models), Version: version, Runs: f.Frequency, TrackDeletes: f.TrackDeletes,
		AutoStart: f.AutoStart, Metadata: flowMetadata{f.Description, list(f.Scopes)}, Input: f.Input, SyncType: f.SyncType, Type: "sync",
		File: fileBody{JS: f.Server, TS: f.Source}, Endpoints: endpointsOf(f), Subscriptions: list(f.WebhookSubscriptions), Schema: f.JSONSchema, Features: list(f.Features)}
}

func actionOf(f *compile.Function, version string) actionConfig {
	return actionConfig{Name: f.Name, Integration: f.Integration, Models: list(f.Models), Version: version, Metadata: flowMetadata{f.Description, list(f.Scopes)},
		Input: f.Input, Type: "action", File: fileBody{JS: f.Server, TS: f.Source}, Endpoints: endpointsOf(f), Schema: f.JSONSchema, Features: list(f.Features)}
}

func endpointsOf(f *compile.Function) []flowEndpoint {
	all := []flowEndpoint{}
	for _, e := range f.Endpoints {
		all = append(all, flowEndpoint(e))
	}
	return all
}

func appendEvent(groups []eventGroup, f *compile.Function) []eventGroup {
	script := eventScript{Name: f.Name, File: fileBody{JS: f.Server, TS: f.Source}, Event: f.Event}
	for i := range groups {
		if groups[i].Integration == f.Integration {
			groups[i].Scripts = append(groups[i].Scripts, script)
			return groups
		}
	}
	return append(groups, eventGroup{Integration: f.Integration, Scripts: []eventScript{script}})
}

// list is never null on the wire.
func list(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}
