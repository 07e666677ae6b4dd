package api

import (
	"encoding/json"
	"fmt"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
)

// functionBundle is a set of functions that are declared with createFunction, as the official command line sends it
// (http-api §12.4; version 0.71.10 was watched).
type functionBundle struct {
	Scope     bundleScope       `json:"reconciliationScope"`
	Functions []bundledFunction `json:"functions"`
}

type bundleScope struct {
	Kind        string `json:"kind" rule:"oneof=environment|integration"`
	Integration string `json:"integrationId,omitempty" rule:"is=key,min=1,max=255"`
}

type bundledFunction struct {
	Name         string             `json:"name" rule:"is=function,min=1,max=255"`
	Integration  string             `json:"integrationId" rule:"is=key,min=1,max=255"`
	Description  string             `json:"description" rule:"max=2000"`
	Trigger      bundleTrigger      `json:"trigger"`
	Requires     bundleRequires     `json:"requires"`
	Capabilities bundleCapabilities `json:"capabilities"`
	Limits       bundleLimits       `json:"limits"`
	Input        *string            `json:"input_schema_ref" rule:"nullable"`
	Output       *string            `json:"output_schema_ref" rule:"nullable"`
	Models       []string           `json:"model_schema_refs"`
	Metadata     *string            `json:"metadata_schema_ref" rule:"nullable"`
	Checkpoint   *string            `json:"checkpoint_schema_ref" rule:"nullable"`
	Schema       json.RawMessage    `json:"json_schema" rule:"object"`
	File         fileBody           `json:"fileBody"`
}

type bundleTrigger struct {
	Kind          string          `json:"kind" rule:"oneof=none|schedule|http|event"`
	Frequency     string          `json:"frequency,omitempty" rule:"is=frequency"`
	AutoStart     bool            `json:"autoStart,omitempty"`
	Subscriptions []string        `json:"subscriptions,omitempty"`
	Debounce      json.RawMessage `json:"debounce,omitempty"`
	Events        []string        `json:"events,omitempty"`
}

type bundleRequires struct {
	Connection bool `json:"connection"`
	Outbound   bool `json:"outbound"`
	Invoke     bool `json:"invoke"`
}

type bundleCapabilities struct {
	Records     bool `json:"usesRecords"`
	Checkpoints bool `json:"usesCheckpoints"`
	Metadata    bool `json:"usesMetadata"`
	Outbound    bool `json:"usesOutbound"`
	Invoke      bool `json:"usesInvoke"`
}

type bundleLimits struct {
	Concurrency struct {
		PerConnection json.RawMessage `json:"perConnection"`
	} `json:"concurrency"`
}

// deployment checks what the shape cannot say and makes the functions of the bundle. Faults: invalid_body, and
// not_implemented for what the official command line refuses to send, too.
func (b *functionBundle) deployment() (functions.Deployment, error) {
	d := functions.Deployment{Origin: functions.OriginRepo, Bundle: true, Reconcile: true, Integration: b.Scope.Integration}
	issues := b.checkScope()
	for i := range b.Functions {
		issues = append(issues, b.check(i)...)
	}
	if len(issues) > 0 {
		return d, fault.New(fault.Invalid, "invalid_body", "The bundle is not what this route takes.").WithIssues(issues...)
	}
	for i := range b.Functions {
		if what := b.Functions[i].unsupported(); what != "" {
			return d, fault.New(fault.NotImplemented, "not_implemented", "The function "+b.Functions[i].Name+" "+what+", which createFunction cannot do yet.").
				WithHint("Use createSync or createOnEvent for that.")
		}
		d.Functions = append(d.Functions, b.Functions[i].function())
	}
	return d, nil
}

func (b *functionBundle) checkScope() []fault.Issue {
	if (b.Scope.Kind == "integration") == (b.Scope.Integration != "") {
		return nil
	}
	return []fault.Issue{issue("invalid_union", "Invalid input", []string{"reconciliationScope", "integrationId"})}
}

// check looks at one function: at its references, its limit and its scope.
func (b *functionBundle) check(i int) []fault.Issue {
	f, path := &b.Functions[i], []string{"functions", fmt.Sprint(i)}
	var issues []fault.Issue
	for _, ref := range []struct {
		name string
		text *string
	}{{"input_schema_ref", f.Input}, {"output_schema_ref", f.Output}, {"metadata_schema_ref", f.Metadata}, {"checkpoint_schema_ref", f.Checkpoint}} {
		if ref.text != nil && definition(f.Schema, model(ref.text)) == nil {
			issues = append(issues, issue("custom", "json_schema is missing the definition "+*ref.text, below(path, ref.name)))
		}
	}
	if _, ok := f.Limits.perConnection(); !ok {
		issues = append(issues, issue("invalid_union", "Invalid input", append(path, "limits", "concurrency", "perConnection")))
	}
	if b.Scope.Integration != "" && f.Integration != b.Scope.Integration {
		issues = append(issues, issue("custom", "The function is not of the integration that is deployed", below(path, "integrationId")))
	}
	return issues
}

// model is the name that a reference such as #/definitions/FunctionInput_acme_greet gives; "" for none.
func model(ref *string) string {
	if ref == nil {
		return ""
	}
	return strings.TrimPrefix(*ref, "#/definitions/")
}

// perConnection is how many runs a connection may have at once, 0 for as many as come; false when it is no such limit.
func (l *bundleLimits) perConnection() (int, bool) {
	text := l.Concurrency.PerConnection
	if string(text) == `"max"` {
		return 0, true
	}
	var n int
	err := json.Unmarshal(text, &n)
	return n, err == nil && n > 0
}

// unsupported says what a function wants that Patchbay cannot give to one of this model; "" when it wants nothing such.
func (f *bundledFunction) unsupported() string {
	switch {
	case f.Trigger.Kind != compile.TriggerNone && f.Trigger.Kind != compile.TriggerHTTP:
		return "has a trigger of the kind " + f.Trigger.Kind
	case f.Trigger.Debounce != nil:
		return "waits for more webhooks"
	case !f.Requires.Connection:
		return "runs without a connection"
	case f.Requires.Invoke:
		return "invokes others"
	case len(f.Models) > 0:
		return "saves records"
	}
	return ""
}

// function makes an action that takes a trigger.
func (f *bundledFunction) function() *compile.Function {
	limit, _ := f.Limits.perConnection() // checked before
	out := &compile.Function{Integration: f.Integration, Name: f.Name, Type: compile.Action, Description: f.Description, Trigger: f.Trigger.Kind, PerConnection: limit,
		WebhookSubscriptions: textList(f.Trigger.Subscriptions), Input: model(f.Input), MetadataModel: model(f.Metadata), Models: []string{}, UsedModels: []string{},
		Features: []string{}, Scopes: []string{}, Endpoints: []compile.Endpoint{}, JSONSchema: f.Schema, CheckpointSchema: definition(f.Schema, model(f.Checkpoint)),
		Source: f.File.TS, Server: f.File.JS}
	if f.Output != nil {
		out.Models = []string{model(f.Output)}
	}
	for _, one := range []*string{f.Input, f.Output, f.Metadata} {
		if one != nil {
			out.UsedModels = append(out.UsedModels, model(one))
		}
	}
	if f.Capabilities.Checkpoints {
		out.Features = append(out.Features, "checkpoints")
	}
	return out
}
