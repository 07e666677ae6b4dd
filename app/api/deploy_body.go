package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
)

// deployBody is what both deploy routes of the official command line take (functions.md §7.2, §7.4).
type deployBody struct {
	FlowConfigs      []flowConfig    `json:"flowConfigs"`
	OnEvents         *[]eventGroup   `json:"onEventScriptsByProvider,omitempty"`
	PostConnection   *[]eventGroup   `json:"postConnectionScriptsByProvider,omitempty"` // the YAML format's
	Reconcile        bool            `json:"reconcile"`
	Debug            bool            `json:"debug"`
	DeployMode       string          `json:"deployMode,omitempty" rule:"oneof=all|single|integration"`
	SingleDeployMode bool            `json:"singleDeployMode,omitempty"`
	JSONSchema       json.RawMessage `json:"jsonSchema,omitempty" rule:"object"`
	SDKVersion       string          `json:"sdkVersion"`
}

// deployFinalBody adds what only the deploy itself carries.
type deployFinalBody struct {
	deployBody
	YAML   string `json:"nangoYamlBody"`
	Source string `json:"source,omitempty" rule:"oneof=repo|standalone"`
}

type flowConfig struct {
	Type          string              `json:"type" rule:"oneof=action|sync"`
	Name          string              `json:"syncName" rule:"is=function,min=1,max=255"`
	Integration   string              `json:"providerConfigKey" rule:"is=key,min=1,max=255"`
	Models        []string            `json:"models" rule:"items=some"`
	Runs          *string             `json:"runs,omitempty" rule:"nullable"`
	AutoStart     bool                `json:"auto_start,omitempty"`
	TrackDeletes  bool                `json:"track_deletes,omitempty"`
	Metadata      *flowMetadata       `json:"metadata,omitempty"`
	Input         json.RawMessage     `json:"input,omitempty"`
	Endpoints     []map[string]string `json:"endpoints,omitempty"`
	File          fileBody            `json:"fileBody"`
	SyncType      string              `json:"sync_type,omitempty" rule:"oneof=incremental|full"`
	Subscriptions []string            `json:"webhookSubscriptions,omitempty" rule:"items=few"`
	Schema        json.RawMessage     `json:"models_json_schema,omitempty" rule:"object"`
	OlderSchema   json.RawMessage     `json:"model_schema,omitempty"`
	Features      []string            `json:"features,omitempty" rule:"items=checkpoints"`
	Attributes    json.RawMessage     `json:"attributes,omitempty" rule:"object"`
	Version       string              `json:"version,omitempty" rule:"max=255"`
}

type flowMetadata struct {
	Description string   `json:"description,omitempty" rule:"max=2000"`
	Scopes      []string `json:"scopes,omitempty"`
}

type fileBody struct {
	JS string `json:"js"`
	TS string `json:"ts"`
}

type eventGroup struct {
	Integration string        `json:"providerConfigKey" rule:"is=key,min=1,max=255"`
	Scripts     []eventScript `json:"scripts"`
}

type eventScript struct {
	Name  string   `json:"name" rule:"min=1,max=255"`
	File  fileBody `json:"fileBody"`
	Event string   `json:"event" rule:"oneof=post-connection-creation|pre-connection-deletion|validate-connection"`
}

// The modes of a deploy.
const (
	deploySingle      = "single"
	deployIntegration = "integration"
)

var sdkVersionForm = regexp.MustCompile(`^\d+\.\d+\.\d+-(zero|yaml)$`)

// deployment checks what the shape cannot say and makes the functions of the body.
func (b *deployBody) deployment() (functions.Deployment, error) {
	if issues := b.check(); len(issues) > 0 {
		return functions.Deployment{}, fault.New(fault.Invalid, "invalid_body", "The deployment is not what this route takes.").WithIssues(issues...)
	}
	if strings.HasSuffix(b.SDKVersion, "-yaml") {
		return functions.Deployment{}, fault.New(fault.Invalid, "unsupported_sdk_version", "Patchbay does not run functions of the YAML format.").
			WithHint("Move the project to TypeScript declarations with nango migrate-to-zero-yaml.")
	}
	mode := b.DeployMode
	if b.SingleDeployMode {
		mode = deploySingle
	}
	d := functions.Deployment{Origin: functions.OriginRepo, Reconcile: mode != deploySingle, Events: b.OnEvents != nil}
	if mode == deployIntegration && len(b.FlowConfigs) > 0 {
		d.Integration = b.FlowConfigs[0].Integration // a deploy names no integration elsewhere
	}
	for i := range b.FlowConfigs {
		f := b.FlowConfigs[i].function()
		f.SDKVersion = b.SDKVersion
		d.Functions = append(d.Functions, f)
	}
	if b.OnEvents != nil {
		for _, group := range *b.OnEvents {
			for _, script := range group.Scripts {
				d.Functions = append(d.Functions, script.function(group.Integration))
			}
		}
	}
	return d, nil
}

func (b *deployBody) check() []fault.Issue {
	var issues []fault.Issue
	if !sdkVersionForm.MatchString(b.SDKVersion) {
		issues = append(issues, issue("invalid_format", "Invalid string: must match pattern /"+sdkVersionForm.String()+"/", []string{"sdkVersion"}))
	}
	for i := range b.FlowConfigs {
		issues = append(issues, b.FlowConfigs[i].check([]string{"flowConfigs", fmt.Sprint(i)})...)
	}
	return issues
}

func (f *flowConfig) check(path []string) []fault.Issue {
	var issues []fault.Issue
	if f.Runs != nil && *f.Runs != "" && !formats["frequency"].pattern.MatchString(*f.Runs) {
		issues = append(issues, issue("invalid_format", "Invalid string: must be a frequency such as every 2 hours", below(path, "runs")))
	}
	if f.Type == "sync" && f.Runs != nil && *f.Runs != "" && len(issues) == 0 {
		if _, err := compile.ServerFrequency(*f.Runs); err != nil {
			issues = append(issues, issue("custom", "The sync "+f.Name+" of "+f.Integration+": "+fault.From(err).Error(), below(path, "runs")))
		}
	}
	if f.Type == "sync" && f.SyncType == "incremental" && f.TrackDeletes {
		issues = append(issues, issue("custom", "Track deletes is not supported for incremental syncs", below(path, "track_deletes")))
	}
	for i, e := range f.Endpoints {
		at := below(below(path, "endpoints"), strconv.Itoa(i))
		if group, given := e["group"]; given && (group == "" || utf8.RuneCountInString(group) > 64) {
			issues = append(issues, issue("custom", "A group has a name of 1 to 64 characters", below(at, "group")))
		}
		if method, given := e["method"]; given && !slices.Contains(endpointMethods, method) {
			issues = append(issues, issue("invalid_value", "Invalid option: expected one of "+strings.Join(endpointMethods, "|"), below(at, "method")))
		}
	}
	if f.Schema == nil {
		return issues
	}
	for _, model := range append([]string{f.input()}, f.Models...) {
		if model != "" && definition(f.Schema, model) == nil {
			return append(issues, issue("custom", "models_json_schema is missing definitions for some models or input", below(path, "models_json_schema")))
		}
	}
	return issues
}

// endpointMethods are the methods that a function's own path may have.
var endpointMethods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// input is the name of the input's model; older senders give a shape here, which counts as none.
func (f *flowConfig) input() string {
	var name string
	_ = json.Unmarshal(f.Input, &name) // anything but a text
	return name
}

func (f *flowConfig) function() *compile.Function {
	out := &compile.Function{Integration: f.Integration, Name: f.Name, Type: compile.Type(f.Type), Version: f.Version, AutoStart: f.AutoStart,
		TrackDeletes: f.TrackDeletes, Models: textList(f.Models), Input: f.input(), WebhookSubscriptions: textList(f.Subscriptions), Features: textList(f.Features),
		Scopes: []string{}, Endpoints: endpointsOf(f.Endpoints), JSONSchema: f.Schema, Source: f.File.TS, Server: f.File.JS}
	if out.JSONSchema == nil {
		out.JSONSchema = json.RawMessage(`{"definitions":{}}`)
	}
	if f.Metadata != nil {
		out.Description, out.Scopes = f.Metadata.Description, textList(f.Metadata.Scopes)
	}
	if f.Runs != nil {
		out.Frequency = *f.Runs
	}
	out.UsedModels = f.usedModels()
	if string(f.Attributes) != "{}" {
		out.Attributes = f.Attributes
	}
	if out.Type == compile.Sync {
		out.SyncType, out.MetadataModel = firstOf(f.SyncType, "full"), out.Input
	}
	return out
}

// usedModels are the models of the input and the output in the order of their definitions, as they were sent; those without one
// stand behind them.
func (f *flowConfig) usedModels() []string {
	named, used := slices.Clone(f.Models), []string{}
	if input := f.input(); input != "" {
		named = append(named, input)
	}
	gjson.GetBytes(f.Schema, "definitions").ForEach(func(model, _ gjson.Result) bool {
		if slices.Contains(named, model.String()) {
			used = append(used, model.String())
		}
		return true
	})
	for _, model := range named {
		if !slices.Contains(used, model) {
			used = append(used, model)
		}
	}
	return used
}

// endpointsOf reads both forms: {method, path, group} and the older {GET: path}.
func endpointsOf(list []map[string]string) []compile.Endpoint {
	endpoints := []compile.Endpoint{}
	for _, one := range list {
		if one["path"] != "" {
			endpoints = append(endpoints, compile.Endpoint{Method: one["method"], Path: one["path"], Group: one["group"]})
			continue
		}
		for _, method := range endpointMethods {
			if path := one[method]; path != "" {
				endpoints = append(endpoints, compile.Endpoint{Method: method, Path: path})
			}
		}
	}
	return endpoints
}

func (e eventScript) function(integration string) *compile.Function {
	return &compile.Function{Integration: integration, Name: e.Name, Type: compile.OnEvent, Event: e.Event, Models: []string{}, UsedModels: []string{},
		Scopes: []string{}, WebhookSubscriptions: []string{}, Features: []string{}, Endpoints: []compile.Endpoint{},
		JSONSchema: json.RawMessage(`{"definitions":{}}`), Source: e.File.TS, Server: e.File.JS}
}

var cliVersion = regexp.MustCompile(`^nango-cli/(\d+)\.(\d+)\.(\d+)`)

// forCLI is a route of the official command line: whether its version is one that is understood comes before what it sends.
func forCLI(o operation) operation {
	serve := o.serve
	o.serve = func(s *Server, c *call) error {
		if err := checkCLI(c.r.UserAgent()); err != nil {
			return err
		}
		return serve(s, c)
	}
	return o
}

// checkCLI refuses the official command line from before the format that is taken here (functions.md §7.1).
func checkCLI(agent string) error {
	m := cliVersion.FindStringSubmatch(agent)
	if m == nil {
		return nil
	}
	var version [3]int
	for i := range version {
		if _, err := fmt.Sscan(m[i+1], &version[i]); err != nil {
			version[i] = 0 // longer than a number can be: nobody's version
		}
	}
	if version[0] > 0 || version[1] > 39 || version[1] == 39 && version[2] >= 25 {
		return nil
	}
	return fault.New(fault.Invalid, "invalid_cli_version", "This version of the nango command line is too old.").WithHint("Take 0.39.25 or newer.")
}
