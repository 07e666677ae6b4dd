package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/project"
)

// guiFunctions is the tree: what is installed, and what the open folder has but cannot compile.
func (s *Server) guiFunctions(c *call, _ none) (FunctionViews, error) {
	all, err := s.functions.Functions(c.ctx(), c.env.ID, functions.Filter{LastRuns: true})
	if err != nil {
		return FunctionViews{}, err
	}
	places, err := s.places(c.ctx(), c.env.ID)
	if err != nil {
		return FunctionViews{}, err
	}
	views := FunctionViews{Data: make([]FunctionView, 0, len(all))}
	known := map[string]bool{}
	for _, f := range all {
		known[f.File] = true
		views.Data = append(views.Data, places.function(&f))
	}
	for _, e := range s.brokenEntries(c.env.ID) {
		if !known[e.File] {
			views.Data = append(views.Data, e)
		}
	}
	return views, nil
}

// brokenEntries are functions of the folder that never compiled.
func (s *Server) brokenEntries(env int64) []FunctionView {
	p := s.project.Project()
	if p == nil || !s.project.In(env) {
		return nil
	}
	compiled := map[string]bool{}
	for _, f := range p.Functions {
		compiled[f.File] = true
	}
	var views []FunctionView
	for _, e := range p.Entries {
		if compiled[e.File] {
			continue
		}
		view := FunctionView{ID: e.File, Integration: e.Integration, Name: e.Name, Type: typeOfFolder(e.File), File: e.File, State: "broken",
			Origin: functions.OriginRepo, Models: []string{}, Scopes: []string{}, Subscriptions: []string{}}
		for _, d := range p.Diagnostics {
			if d.File == e.File && d.Severity == "error" {
				view.Problem = d.Message
				break
			}
		}
		views = append(views, view)
	}
	return views
}

// typeOfFolder guesses the type of a function that does not compile from where it lies.
func typeOfFolder(file string) FunctionType {
	switch {
	case strings.Contains(file, "/actions/"):
		return FunctionType(compile.Action)
	case strings.Contains(file, "/on-events/"):
		return FunctionType(compile.OnEvent)
	}
	return FunctionType(compile.Sync)
}

// places know integrations and how many connections each has.
type places struct {
	providers   map[string]string
	connections map[string]int
}

func (s *Server) places(ctx context.Context, env int64) (places, error) {
	p := places{providers: map[string]string{}}
	integrations, err := s.connect.Integrations(ctx, env)
	if err != nil {
		return p, err
	}
	for _, one := range integrations {
		p.providers[one.UniqueKey] = one.Provider
	}
	p.connections, err = s.connect.CountConnections(ctx, env)
	return p, err
}

func (p places) function(f *functions.Function) FunctionView {
	view := FunctionView{ID: f.ID, Integration: f.Integration, Provider: p.providers[f.Integration], Name: f.Name, Type: FunctionType(f.Type), File: f.File,
		Description: f.Description, Version: f.Version, State: "ready", Enabled: f.Enabled, Origin: f.Origin, Deployed: f.Deployed, Waiting: f.Waiting, Models: textList(f.Models),
		Scopes: textList(f.Scopes), Frequency: f.Frequency, AutoStart: f.AutoStart, Event: f.Event, Subscriptions: textList(f.WebhookSubscriptions),
		HasWebhook: f.HasWebhook, Connections: p.connections[f.Integration]}
	if f.LastRun != nil {
		run := runView(*f.LastRun)
		view.LastRun = &run
	}
	switch {
	case f.Stale != nil:
		view.State, view.Problem = "broken", f.Stale.Message
	case view.Provider == "":
		view.State, view.Problem = "unknown-integration", "There is no integration with the key "+f.Integration+"."
	}
	return view
}

// anyType stands in an address for whichever type the function has.
const anyType = "any"

// functionRef reads which function an address names.
func (c *call) functionRef() functions.Ref {
	ref := functions.Ref{Integration: c.params["integration"], Name: c.params["name"], Type: compile.Type(c.params["type"])}
	if ref.Type == anyType {
		ref.Type = ""
	}
	return ref
}

func (s *Server) guiFunction(c *call, _ none) (FunctionDetailEntry, error) {
	ref := c.functionRef()
	f, err := s.functions.Function(c.ctx(), c.env.ID, ref.Integration, ref.Name, ref.Type)
	if err != nil {
		return s.brokenFunction(c, ref, err)
	}
	places, err := s.places(c.ctx(), c.env.ID)
	if err != nil {
		return FunctionDetailEntry{}, err
	}
	installed := zulu(f.InstalledAt)
	detail := FunctionDetail{FunctionView: places.function(&f), ModelSchemas: map[string]json.RawMessage{}, CheckpointSchema: f.CheckpointSchema,
		Endpoints: endpointViews(&f), Features: textList(f.Features), InstalledAt: &installed, AllowCredentials: f.AllowCredentials,
		Source: f.Source, Diagnostics: []DiagnosticView{}}
	if s.project.In(c.env.ID) {
		detail.Fixture, detail.Diagnostics = s.project.FixtureOf(f.Integration, f.Name), s.diagnosticsOf(f.File)
	}
	switch f.Type {
	case compile.Action:
		detail.InputSchema = definition(f.JSONSchema, f.Input)
		if len(f.Models) > 0 {
			detail.OutputSchema = definition(f.JSONSchema, f.Models[0])
		}
	case compile.Sync:
		detail.MetadataSchema = definition(f.JSONSchema, f.Input)
		for _, model := range f.Models {
			detail.ModelSchemas[model] = definition(f.JSONSchema, model)
		}
	}
	saved, err := s.project.SavedInput(c.ctx(), c.env.ID, ref)
	if err != nil || saved == nil {
		return FunctionDetailEntry{Data: detail}, err
	}
	detail.LastInput = &SavedInput{Connection: saved.Connection, Input: saved.Input, Mode: RunMode(saved.Mode)}
	if saved.OnSave {
		detail.RunOnSave = detail.LastInput
	}
	return FunctionDetailEntry{Data: detail}, nil
}

// brokenFunction describes a function of the open folder that never compiled, by what there is of it: its text and what is
// wrong with it. For any other function it repeats why there is none.
func (s *Server) brokenFunction(c *call, ref functions.Ref, none error) (FunctionDetailEntry, error) {
	if fault.From(none).Kind != fault.NotFound {
		return FunctionDetailEntry{}, none
	}
	broken := s.brokenEntries(c.env.ID)
	at := slices.IndexFunc(broken, func(v FunctionView) bool {
		return v.Integration == ref.Integration && v.Name == ref.Name && (ref.Type == "" || v.Type == FunctionType(ref.Type))
	})
	if at < 0 {
		return FunctionDetailEntry{}, none
	}
	text, err := s.project.Read(broken[at].File)
	if err != nil {
		return FunctionDetailEntry{}, err
	}
	places, err := s.places(c.ctx(), c.env.ID)
	if err != nil {
		return FunctionDetailEntry{}, err
	}
	detail := FunctionDetail{FunctionView: broken[at], ModelSchemas: map[string]json.RawMessage{}, Endpoints: []EndpointView{}, Features: []string{},
		Fixture: s.project.FixtureOf(ref.Integration, ref.Name), Source: text.Text, Diagnostics: s.diagnosticsOf(broken[at].File)}
	detail.Provider, detail.Connections = places.providers[ref.Integration], places.connections[ref.Integration]
	return FunctionDetailEntry{Data: detail}, nil
}

// diagnosticsOf are the problems of one file in the last compile of the folder.
func (s *Server) diagnosticsOf(file string) []DiagnosticView {
	all, _ := s.project.Diagnostics()
	views := []DiagnosticView{}
	for _, d := range all {
		if d.File == file {
			views = append(views, diagnosticView(d))
		}
	}
	return views
}

func (s *Server) patchFunction(c *call, _ none, b FunctionPatch) (FunctionDetailEntry, error) {
	ref := c.functionRef()
	if b.Enabled != nil {
		if err := s.functions.SetEnabled(c.ctx(), c.env.ID, ref, *b.Enabled); err != nil {
			return FunctionDetailEntry{}, err
		}
	}
	if b.AllowCredentials != nil {
		if err := s.functions.SetAllowCredentials(c.ctx(), c.env.ID, ref, *b.AllowCredentials); err != nil {
			return FunctionDetailEntry{}, err
		}
	}
	if r := b.RunOnSave; r != nil {
		saved := project.SavedInput{Connection: r.Connection, Input: r.Input, Mode: firstOf(r.Mode, project.ModeDryRun), OnSave: r.Connection != ""}
		if err := s.project.SaveInput(c.ctx(), c.env.ID, ref, saved); err != nil {
			return FunctionDetailEntry{}, err
		}
	}
	return s.guiFunction(c, none{})
}

// exampleInput is a value that fits the schema of a function's input.
func (s *Server) exampleInput(c *call, _ none) (ExampleInput, error) {
	ref := c.functionRef()
	f, err := s.functions.Function(c.ctx(), c.env.ID, ref.Integration, ref.Name, ref.Type)
	if err != nil {
		return ExampleInput{}, err
	}
	return ExampleInput{Input: project.Example(definition(f.JSONSchema, f.Input))}, nil
}

// ExampleInput wraps a value made from a schema.
type ExampleInput struct {
	Input json.RawMessage `json:"input"`
}

// runFunction starts a function and answers with its run, which goes on.
func (s *Server) runFunction(c *call, _ none, in RunInput) (StartedRun, error) {
	run, err := s.project.Run(c.ctx(), c.env.ID, c.functionRef(), project.RunInput{
		Dir:        in.Dir,
		Connection: in.Connection, Mode: in.Mode, Input: in.Input, Payload: in.Payload, Subscription: in.Subscription, Metadata: in.Metadata,
		Checkpoint: in.Checkpoint, LastSyncDate: in.LastSyncDate, Variant: in.Variant, Validate: in.Validate, SaveFixture: in.SaveFixture, ReadOnly: in.ReadOnly, Trigger: c.runSource(),
	})
	return StartedRun{Data: runView(run)}, err
}
