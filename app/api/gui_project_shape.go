package api

// ProjectView is the functions folder as it is now.
type ProjectView struct {
	Open       bool         `json:"open"`
	Dir        string       `json:"dir"`
	Name       string       `json:"name"`
	State      ProjectState `json:"state"`
	Problem    *FaultView   `json:"problem"` // why the folder cannot be used, with what to do
	CompiledAt *string      `json:"compiled_at"`
	DurationMS float64      `json:"duration_ms"`
	Functions  int          `json:"functions"`
	Errors     int          `json:"errors"`
	Warnings   int          `json:"warnings"`
	Recent     []string     `json:"recent"` // folders opened before
	Suggested  string       `json:"suggested"`
}

// ProjectState is "none", "compiling", "checking", "ready" or "broken".
type ProjectState string

// ProjectEntry wraps the project.
type ProjectEntry struct {
	Data ProjectView `json:"data"`
}

// ProjectInput opens a folder; with Init it is made first.
type ProjectInput struct {
	Dir  string `json:"dir" rule:"min=1"`
	Init bool   `json:"init,omitempty"`
}

// ProjectFile is one file of the folder.
type ProjectFile struct {
	Path       string `json:"path"`
	Size       int64  `json:"size"`
	ModifiedAt string `json:"modified_at"`
	Kind       string `json:"kind"` // "function", "helper", "fixture", "test" or "config"
}

// ProjectFiles wraps the list.
type ProjectFiles struct {
	Data []ProjectFile `json:"data"`
}

// ProjectText is a file's text. Hash names this version of it.
type ProjectText struct {
	Path string `json:"path"`
	Text string `json:"text"`
	Hash string `json:"hash"`
}

// ProjectWrite saves a file. With Base, the hash of the version it was edited from, a file that somebody changed meanwhile is not
// overwritten (409 file_changed); without it a new file is made.
type ProjectWrite struct {
	Path string `json:"path" rule:"min=1,max=1024"`
	Text string `json:"text"`
	Base string `json:"base,omitempty"`
}

// NewFunctionInput makes a function from a small starting text and adds it to index.ts.
type NewFunctionInput struct {
	Integration string `json:"integration" rule:"is=key,min=1,max=255"`
	Name        string `json:"name" rule:"is=function,min=1,max=255"`
	Type        string `json:"type" rule:"oneof=sync|action|on-event"`
}

// DiagnosticView is one problem of the folder.
type DiagnosticView struct {
	File      string `json:"file"`
	Line      int    `json:"line"` // from 1; 0: the file as a whole
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Severity  string `json:"severity"` // "error", "warning" or "info"
	Source    string `json:"source"`   // "types", "bundle", "check" or "definition"
	Code      string `json:"code"`
	Message   string `json:"message"`
	Hint      string `json:"hint,omitempty"`
}

// DiagnosticViews are the problems of the last compile. TypesChecked tells that the type check of it is done.
type DiagnosticViews struct {
	Data         []DiagnosticView `json:"data"`
	TypesChecked bool             `json:"types_checked"`
}

// TypeLibraries are the declarations that the editor needs.
type TypeLibraries struct {
	Files []TypeLibrary `json:"files"`
}

// TypeLibrary is one declaration file, under the path that imports resolve to.
type TypeLibrary struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// TemplateView is a ready-made function of the library.
type TemplateView struct {
	ID           string       `json:"id"` // provider/name
	Provider     string       `json:"provider"`
	ProviderName string       `json:"provider_name"`
	Name         string       `json:"name"`
	Type         FunctionType `json:"type"`
	Description  string       `json:"description"`
	Models       []string     `json:"models"`
	Scopes       []string     `json:"scopes"`
	Frequency    string       `json:"frequency,omitempty"`
	Group        string       `json:"group"` // what it is about: "issues", "contacts" …
	Docs         string       `json:"docs,omitempty"`
	UsedBy       []string     `json:"used_by"` // integrations of the open project that have it
}

// TemplateViews wraps the list.
type TemplateViews struct {
	Data []TemplateView `json:"data"`
}

// TemplateDetail adds the source files.
type TemplateDetail struct {
	TemplateView
	Files []ProjectText `json:"files"`
}

// TemplateDetailEntry wraps one template.
type TemplateDetailEntry struct {
	Data TemplateDetail `json:"data"`
}

// UseTemplateInput copies a template into the open project under an integration.
type UseTemplateInput struct {
	Integration string `json:"integration" rule:"is=key,min=1,max=255"`
}

// UsedTemplate says which files were written.
type UsedTemplate struct {
	Files []string `json:"files"`
}

// ExportInput says where the project goes.
type ExportInput struct {
	Dir string `json:"dir,omitempty"` // the project; the open one by default
	Out string `json:"out" rule:"min=1"`
}

// PlanView is what an export would write.
type PlanView struct {
	Out    string        `json:"out"`
	Files  []PlannedFile `json:"files"`
	Parity []ParityView  `json:"parity"`
}

// PlannedFile is one file of a plan.
type PlannedFile struct {
	Path   string `json:"path"`
	Change string `json:"change"` // "add", "change", "remove" or "same"
	Size   int64  `json:"size"`
	Diff   string `json:"diff,omitempty"` // unified, of text files that change
}

// ParityView is something that behaves differently on a real server.
type ParityView struct {
	Function string `json:"function"` // integration/name; "" for the whole project
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Severity string `json:"severity"` // "breaks", "differs" or "note"
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

// PlanEntry wraps a plan.
type PlanEntry struct {
	Data PlanView `json:"data"`
}

// TargetView is a server to deploy to. Its key is in the vault.
type TargetView struct {
	Name   string `json:"name"`
	URL    string `json:"url"`
	HasKey bool   `json:"has_key"`
}

// TargetViews wraps the list.
type TargetViews struct {
	Data []TargetView `json:"data"`
}

// TargetInput saves a server. An absent key leaves the stored one.
type TargetInput struct {
	Name string `json:"name" rule:"is=function,min=1,max=64"`
	URL  string `json:"url" rule:"is=url"`
	Key  string `json:"key,omitempty"`
}

// DeployInput says what goes where. Mode is "single" (Function), "integration" (Integration) or "all"; the last two delete what is missing.
type DeployInput struct {
	Dir         string `json:"dir,omitempty"` // the project; the open one by default
	Target      string `json:"target" rule:"min=1"`
	Mode        string `json:"mode" rule:"oneof=single|integration|all"`
	Integration string `json:"integration,omitempty"`
	Function    string `json:"function,omitempty"` // file of one function
	Version     string `json:"version,omitempty"`
	Confirmed   bool   `json:"confirmed,omitempty"` // the user has seen what is removed
}

// DeployPlan is what a deploy would do there, in the server's words.
type DeployPlan struct {
	Target      TargetView   `json:"target"`
	Added       []DeployItem `json:"added"`
	Changed     []DeployItem `json:"changed"`
	Removed     []DeployItem `json:"removed"`
	Disabled    []DeployItem `json:"disabled"`
	Models      []string     `json:"models"`  // whose records are deleted
	Missing     []string     `json:"missing"` // integrations the server does not have
	Parity      []ParityView `json:"parity"`
	Destructive bool         `json:"destructive"`
}

// DeployItem is one function of a plan.
type DeployItem struct {
	Integration string `json:"integration"`
	Name        string `json:"name"`
	Type        string `json:"type"`
	Connections int    `json:"connections,omitempty"` // of a sync that goes
}

// DeployPlanEntry wraps a plan.
type DeployPlanEntry struct {
	Data DeployPlan `json:"data"`
}

// DeployResult is what the server answered.
type DeployResult struct {
	Deployed []DeployedFunction `json:"deployed"`
}

// DeployedFunction is one function as the server has it now.
type DeployedFunction struct {
	Integration string `json:"integration"`
	Name        string `json:"name"`
	Type        string `json:"type"`
	Version     string `json:"version"`
}
