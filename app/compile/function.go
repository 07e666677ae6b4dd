package compile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/script"
	"patchbay/app/script/bundle"
)

// reading makes a Function of a definition and collects what is wrong with it.
type reading struct {
	entry   Entry
	bundled *bundle.Bundled
	d       definition
	found   []bundle.Diagnostic
}

// function makes the Function of a bundle and its definition; nil when a check of functions.md 2.5 refuses it.
func function(e Entry, made *bundle.Bundled, d definition) (*Function, []bundle.Diagnostic) {
	r := &reading{entry: e, bundled: made, d: d}
	if d.failure != nil {
		r.unreadable(d.failure)
		return nil, r.found
	}
	f := &Function{
		Integration: e.Integration, Name: e.Name, File: e.File, Description: d.Fields.text("description"), Version: d.Fields.text("version"),
		Scopes: d.Fields.list("scopes"), WebhookSubscriptions: []string{}, Features: made.Features, Models: []string{}, UsedModels: []string{},
		Endpoints: []Endpoint{}, Server: made.Server, Program: made.Program, Inputs: made.Inputs,
	}
	if d.Checkpoint != "" {
		f.CheckpointSchema = json.RawMessage(d.Checkpoint)
	}
	var kind string
	_ = json.Unmarshal(d.Type, &kind) // not a text: falls to the default below
	switch kind {
	case "sync":
		r.sync(f)
	case "action":
		r.action(f)
	case "onEvent":
		r.onEvent(f)
	case "function":
		r.refuse("", "create_function_unsupported", "createFunction is experimental; Patchbay runs such functions when the official command line deploys them, not from a folder.", "Use createAction, createSync or createOnEvent.")
	default:
		r.undeclared()
	}
	if slices.ContainsFunc(r.found, func(d bundle.Diagnostic) bool { return d.Severity == bundle.SeverityError }) {
		return nil, r.found
	}
	return f, r.found
}

// refuse notes an error at a property of the declaration, "" for the file.
func (r *reading) refuse(property, code, message, hint string) {
	r.note(bundle.SeverityError, property, code, message, hint)
}

func (r *reading) note(severity, property, code, message, hint string) {
	r.found = append(r.found, at(r.entry, r.bundled, severity, property, code, message, hint))
}

func at(e Entry, made *bundle.Bundled, severity, property, code, message, hint string) bundle.Diagnostic {
	p := made.Places[property]
	return bundle.Diagnostic{
		File: e.File, Line: p.Line, Column: p.Column, EndLine: p.EndLine, EndColumn: p.EndColumn,
		Severity: severity, Source: bundle.SourceDefinition, Code: code, Message: message, Hint: hint,
	}
}

func (r *reading) undeclared() {
	if r.d.Has == nil {
		r.refuse("", "no_default_export", "Script should have a default export.", "End the file with export default createAction({…}), or createSync, or createOnEvent.")
		return
	}
	r.refuse("", "not_declared", "Script should be declared using utility function (createSync, createAction, createOnEvent).", "")
}

// stackPlace finds the first position in a file of the project.
var stackPlace = regexp.MustCompile(`\(?([^\s()]+\.[a-z]+):(\d+):(\d+)\)?`)

// unreadable words why a program does not get as far as its default export.
func (r *reading) unreadable(f *script.Failure) {
	d := bundle.Diagnostic{File: r.entry.File, Severity: bundle.SeverityError, Source: bundle.SourceDefinition, Code: "definition_failed"}
	d.Message = "The file fails while it is loaded: " + f.Error()
	d.Hint = "A server loads the file for each run, so what stands outside exec must not fail."
	if f.Kind == script.TimedOut {
		d.Message, d.Hint = "The file does not finish loading.", "Move work into exec."
	}
	for _, place := range stackPlace.FindAllStringSubmatch(f.Stack, -1) {
		if slices.Contains(r.bundled.Inputs, place[1]) {
			d.File = place[1]
			d.Line, _ = strconv.Atoi(place[2])
			d.Column, _ = strconv.Atoi(place[3])
			d.EndLine, d.EndColumn = d.Line, d.Column+1
			break
		}
	}
	r.found = append(r.found, d)
}

// modelKey is what the official compiler accepts as a model's name.
var modelKey = regexp.MustCompile(`^[A-Z][a-zA-Z0-9_]+$`)

func (r *reading) sync(f *Function) {
	f.Type = Sync
	f.Frequency, f.AutoStart, f.TrackDeletes = r.d.Fields.text("frequency"), r.d.Fields.is("autoStart"), r.d.Fields.is("trackDeletes")
	f.SyncType = "full"
	if r.d.Fields.text("syncType") == "incremental" {
		f.SyncType = "incremental"
	}
	f.HasWebhook, f.WebhookSubscriptions = slices.Contains(r.d.Has, "onWebhook"), r.d.Fields.list("webhookSubscriptions")
	_ = json.Unmarshal(r.d.Fields["endpoints"], &f.Endpoints) // TypeScript has the shape; a wrong one counts as none
	f.DeclaredEndpoints = r.d.Fields["endpoints"]
	schemas := r.d.Models
	for _, m := range r.d.Models {
		f.Models = append(f.Models, m.Name)
		if !modelKey.MatchString(m.Name) {
			r.refuse("models."+m.Name, "invalid_model_name", fmt.Sprintf("Model \"%s\" contains invalid characters. It should start with an uppercase and only contains alphanumeric characters", m.Name), "")
		}
	}
	f.UsedModels = slices.Clone(f.Models)
	if r.d.Metadata != "" {
		f.MetadataModel = "SyncMetadata_" + suffix(r.entry)
		f.Input = f.MetadataModel
		f.UsedModels = append(f.UsedModels, f.Input)
		schemas = append(slices.Clip(schemas), schema{f.Input, r.d.Metadata})
	}
	f.JSONSchema = definitions(schemas)
	r.checkSync(f)
}

func (r *reading) checkSync(f *Function) {
	if slices.Contains(r.d.Has, "endpoints") && len(f.Endpoints) != len(f.Models) {
		r.refuse("endpoints", "endpoints_mismatch", "The number of endpoints doesn't match the number of models. You need as many endpoints as models", "")
	}
	var seen []string
	for _, e := range f.Endpoints {
		if slices.Contains(seen, e.String()) {
			r.refuse("endpoints", "duplicate_endpoint", usedTwice(e), "")
		}
		seen = append(seen, e.String())
	}
	if f.SyncType == "incremental" && f.TrackDeletes {
		r.refuse("trackDeletes", "track_deletes_incremental", "Track deletes is not supported for incremental syncs", "Call trackDeletesStart and trackDeletesEnd in exec instead.")
	}
	if _, err := ParseFrequency(f.Frequency); err != nil {
		problem := fault.From(err)
		r.refuse("frequency", problem.Code, problem.Message, problem.Hint)
	}
	if !slices.Contains(r.d.Has, "exec") {
		r.note(bundle.SeverityWarning, "", "no_exec", "The declaration has no exec, so it cannot run.", "Add exec: async (nango) => { … }.")
	}
	if f.HasWebhook && len(f.WebhookSubscriptions) == 0 {
		r.note(bundle.SeverityWarning, "onWebhook", "no_subscriptions", "onWebhook is never called: the sync subscribes to nothing.", "Add webhookSubscriptions: ['*'] or the types of events.")
	}
}

func (r *reading) action(f *Function) {
	f.Type = Action
	var endpoint *Endpoint
	if json.Unmarshal(r.d.Fields["endpoint"], &endpoint) == nil && endpoint != nil {
		f.Endpoints, f.DeclaredEndpoints = []Endpoint{*endpoint}, r.d.Fields["endpoint"]
	}
	f.Input, f.Models = "ActionInput_"+suffix(r.entry), []string{"ActionOutput_" + suffix(r.entry)}
	f.UsedModels = []string{f.Input, f.Models[0]}
	for _, missing := range []struct{ key, text string }{{"input", r.d.Input}, {"output", r.d.Output}} {
		if missing.text == "" {
			r.refuse("", "no_"+missing.key, fmt.Sprintf("The action declares no %s.", missing.key), fmt.Sprintf("Write %s: z.void() when it has none.", missing.key))
			return
		}
	}
	f.JSONSchema = definitions([]schema{{f.Input, r.d.Input}, {f.Models[0], r.d.Output}})
}

// events are those a server knows.
var events = []string{"post-connection-creation", "pre-connection-deletion", "validate-connection"}

func (r *reading) onEvent(f *Function) {
	f.Type, f.Event = OnEvent, r.d.Fields.text("event")
	f.JSONSchema = definitions(nil)
	if !slices.Contains(events, f.Event) {
		r.refuse("event", "unknown_event", fmt.Sprintf("There is no event %q; a server would never call the function.", f.Event), "Write one of: "+strings.Join(events, ", ")+".")
	}
}

// String gives the form in which endpoints are compared, "GET /path".
func (e Endpoint) String() string { return e.Method + " " + e.Path }

func usedTwice(e Endpoint) string {
	return fmt.Sprintf("Endpoint %q is used multiple times. Please make sure all endpoints are unique per integration.", e.String())
}

var notAlphanumeric = regexp.MustCompile(`[^a-zA-Z0-9]`)

// suffix is the end of the names of a function's own models.
func suffix(e Entry) string {
	return notAlphanumeric.ReplaceAllString(e.Integration, "_") + "_" + notAlphanumeric.ReplaceAllString(e.Name, "")
}

// definitions wraps schemas as {"definitions":{…}}, keeping their text.
func definitions(list []schema) json.RawMessage {
	var out bytes.Buffer
	out.WriteString(`{"definitions":{`)
	for i, s := range list {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(quoted(s.Name))
		out.WriteByte(':')
		out.WriteString(s.Text)
	}
	out.WriteString(`}}`)
	return out.Bytes()
}
