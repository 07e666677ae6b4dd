package api

import (
	"maps"
	"slices"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/project"
	"patchbay/app/script/bundle"
	"patchbay/app/vault"
)

func (s *Server) getProject(c *call, _ none) (ProjectEntry, error) {
	recent, err := s.project.Recent(c.ctx())
	if err != nil {
		return ProjectEntry{}, err
	}
	at := s.project.State()
	if at.Dir != "" && !s.project.In(c.env.ID) { // it belongs to another environment
		at, recent = project.State{Phase: project.None}, []string{}
	}
	view := ProjectView{Open: at.Dir != "", Dir: at.Dir, Name: at.Name, State: ProjectState(at.Phase), DurationMS: float64(at.Took.Microseconds()) / 1000,
		Functions: at.Functions, Errors: at.Errors, Warnings: at.Warnings, Recent: recent, Suggested: s.project.Suggested()}
	if at.Problem != nil {
		view.Problem = faultView(fault.From(at.Problem))
	}
	if !at.CompiledAt.IsZero() {
		view.CompiledAt = optionalTime(&at.CompiledAt)
	}
	return ProjectEntry{Data: view}, nil
}

func (s *Server) openProject(c *call, _ none, b ProjectInput) (ProjectEntry, error) {
	open := s.project.Open
	if b.Init {
		open = s.project.InitAndOpen
	}
	if err := open(c.ctx(), b.Dir); err != nil {
		return ProjectEntry{}, err
	}
	return s.getProject(c, none{})
}

func (s *Server) closeProject(c *call, _ none) error { return s.project.Leave(c.ctx()) }

func (s *Server) projectFiles(_ *call, _ none) (ProjectFiles, error) {
	all, err := s.project.Files()
	if err != nil {
		return ProjectFiles{}, err
	}
	files := ProjectFiles{Data: make([]ProjectFile, 0, len(all))}
	for _, f := range all {
		files.Data = append(files.Data, ProjectFile{Path: f.Path, Size: f.Size, ModifiedAt: zulu(f.ModifiedAt), Kind: f.Kind})
	}
	return files, nil
}

type fileQuery struct {
	Path string `json:"path" rule:"min=1,max=1024"`
}

func (s *Server) readProjectFile(_ *call, q fileQuery) (ProjectText, error) {
	text, err := s.project.Read(q.Path)
	return ProjectText(text), err
}

func (s *Server) writeProjectFile(_ *call, _ none, b ProjectWrite) (ProjectText, error) {
	text, err := s.project.Write(b.Path, b.Text, b.Base)
	return ProjectText(text), err
}

func (s *Server) deleteProjectFile(_ *call, q fileQuery) error { return s.project.Delete(q.Path) }

func (s *Server) newFunction(_ *call, _ none, b NewFunctionInput) (ProjectText, error) {
	text, err := s.project.NewFunction(b.Integration, b.Name, compile.Type(b.Type))
	return ProjectText(text), err
}

func (s *Server) projectDiagnostics(_ *call, _ none) (DiagnosticViews, error) {
	all, checked := s.project.Diagnostics()
	views := DiagnosticViews{Data: make([]DiagnosticView, 0, len(all)), TypesChecked: checked}
	for _, d := range all {
		views.Data = append(views.Data, diagnosticView(d))
	}
	return views, nil
}

func diagnosticView(d bundle.Diagnostic) DiagnosticView {
	return DiagnosticView{File: d.File, Line: d.Line, Column: d.Column, EndLine: d.EndLine, EndColumn: d.EndColumn, Severity: d.Severity, Source: d.Source,
		Code: d.Code, Message: d.Message, Hint: d.Hint}
}

// typeLibraries are the declarations of what functions may import.
func (s *Server) typeLibraries(_ *call, _ none) (TypeLibraries, error) {
	libraries := TypeLibraries{Files: []TypeLibrary{}}
	for _, name := range slices.Sorted(maps.Keys(s.declarations)) {
		libraries.Files = append(libraries.Files, TypeLibrary{Path: name, Text: s.declarations[name]})
	}
	return libraries, nil
}

func (s *Server) exportPlan(c *call, _ none, b ExportInput) (PlanEntry, error) {
	plan, err := s.project.ExportPlan(c.ctx(), b.Dir, b.Out)
	return PlanEntry{Data: planView(plan)}, err
}

func (s *Server) export(c *call, _ none, b ExportInput) (PlanEntry, error) {
	plan, err := s.project.Export(c.ctx(), b.Dir, b.Out)
	return PlanEntry{Data: planView(plan)}, err
}

func planView(p project.Plan) PlanView {
	view := PlanView{Out: p.Out, Files: []PlannedFile{}, Parity: parityViews(p.Parity)}
	for _, f := range p.Files {
		view.Files = append(view.Files, PlannedFile{Path: f.Path, Change: f.Change, Size: f.Size, Diff: f.Diff})
	}
	return view
}

func parityViews(all []project.Parity) []ParityView {
	views := []ParityView{}
	for _, p := range all {
		views = append(views, ParityView(p))
	}
	return views
}

// Parities wraps the parity report.
type Parities struct {
	Data []ParityView `json:"data"`
}

func (s *Server) parity(_ *call, _ none) (Parities, error) {
	return Parities{Data: parityViews(s.project.Parity())}, nil
}

func (s *Server) deployTargets(c *call, _ none) (TargetViews, error) {
	all, err := s.project.Targets(c.ctx())
	views := TargetViews{Data: []TargetView{}}
	for _, t := range all {
		views.Data = append(views.Data, TargetView(t))
	}
	return views, err
}

func (s *Server) saveTarget(c *call, _ none, b TargetInput) (TargetViews, error) {
	s.redactor.Add(b.Key)
	if err := s.project.SaveTarget(c.ctx(), b.Name, b.URL, vault.Secret(b.Key)); err != nil {
		return TargetViews{}, err
	}
	return s.deployTargets(c, none{})
}

func (s *Server) deleteTarget(c *call, _ none) error {
	return s.project.DeleteTarget(c.ctx(), c.params["name"])
}

func (s *Server) deployPlan(c *call, _ none, b DeployInput) (DeployPlanEntry, error) {
	plan, err := s.project.DeployPlan(c.ctx(), project.DeployInput(b))
	if err != nil {
		return DeployPlanEntry{}, err
	}
	return DeployPlanEntry{Data: DeployPlan{Target: TargetView(plan.Target), Added: deployItems(plan.Added), Changed: deployItems(plan.Changed),
		Removed: deployItems(plan.Removed), Disabled: deployItems(plan.Disabled), Models: textList(plan.Models), Missing: textList(plan.Missing),
		Parity: parityViews(plan.Parity), Destructive: plan.Destructive()}}, nil
}

func deployItems(all []project.DeployItem) []DeployItem {
	items := []DeployItem{}
	for _, i := range all {
		items = append(items, DeployItem(i))
	}
	return items
}

func (s *Server) deploy(c *call, _ none, b DeployInput) (DeployResult, error) {
	done, err := s.project.Deploy(c.ctx(), project.DeployInput(b))
	result := DeployResult{Deployed: []DeployedFunction{}}
	for _, d := range done {
		result.Deployed = append(result.Deployed, DeployedFunction(d))
	}
	return result, err
}

// checkFolder refuses to work on the functions folder from another environment than the first, which it belongs to.
func (s *Server) checkFolder(c *call, route *Route) error {
	inFolder := strings.HasPrefix(route.Pattern, "/patchbay/project") && (route.Method != get || route.Pattern != "/patchbay/project")
	if !inFolder && (route.Method == get || !strings.HasPrefix(route.Pattern, "/patchbay/templates")) {
		return nil
	}
	first := s.settings.Default()
	if first.ID == c.env.ID {
		return nil
	}
	return fault.New(fault.Conflict, "folder_elsewhere", "The functions folder belongs to the environment "+first.Name+".").
		WithHint("Switch to it, or deploy the functions to this environment.")
}
