package api

import (
	"encoding/json"
	"strings"
	"time"

	"patchbay/app/compile"
	"patchbay/app/deploy"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/templates"
)

// codeBody is a function as TypeScript.
type codeBody struct {
	Code string `json:"code" rule:"min=1"`
}

// CompiledCode is what became of it.
type CompiledCode struct {
	BundleSize int    `json:"bundle_size_bytes"`
	Bundle     string `json:"bundled_js"`
	CompiledAt string `json:"compiled_at"`
}

func (s *Server) compileCode(c *call, _ none, b codeBody) (CompiledCode, error) {
	f, err := s.intake.Compile(c.ctx(), deploy.OneFile("integration", "function", compile.Action, b.Code).AnyType())
	if err != nil {
		return CompiledCode{}, err
	}
	return CompiledCode{BundleSize: len(f.Server), Bundle: f.Server, CompiledAt: zulu(s.now())}, nil
}

type dryRunBody struct {
	Integration  string          `json:"integration_id" rule:"is=key,min=1,max=255"`
	Type         string          `json:"function_type" rule:"oneof=action|sync"`
	Code         string          `json:"code" rule:"min=1"`
	Connection   string          `json:"connection_id" rule:"is=connection,min=1,max=255"`
	Input        json.RawMessage `json:"input,omitempty"`
	Metadata     json.RawMessage `json:"metadata,omitempty" rule:"object"`
	Checkpoint   json.RawMessage `json:"checkpoint,omitempty" rule:"object"`
	LastSyncDate string          `json:"last_sync_date,omitempty"`
}

// CodeJob is a dry run or deployment that goes on.
type CodeJob struct {
	ID        string `json:"id"`
	Status    string `json:"status"`
	CreatedAt string `json:"created_at"`
}

func (s *Server) startDryRun(c *call, _ none, b dryRunBody) (CodeJob, error) {
	options := nango.DryRun{Metadata: b.Metadata, Checkpoint: b.Checkpoint}
	if b.LastSyncDate != "" {
		at, err := time.Parse(time.RFC3339, b.LastSyncDate)
		if err != nil {
			return CodeJob{}, fault.New(fault.Invalid, "invalid_body", "The date cannot be read.").
				WithIssues(issue("invalid_format", "Invalid ISO datetime", []string{"last_sync_date"}))
		}
		options.LastSyncDate = &at
	}
	job, err := s.intake.StartDryRun(c.ctx(), c.env.ID, deploy.Trial{Code: deploy.OneFile(b.Integration, "dryrun", compile.Type(b.Type), b.Code),
		Connection: b.Connection, Input: b.Input, Options: options})
	return codeJob(job), err
}

func codeJob(j deploy.Job) CodeJob { return CodeJob{j.ID, j.State, zulu(j.CreatedAt)} }

// JobState is how far a dry run or a deployment is.
type JobState struct {
	ID          string    `json:"id"`
	Status      string    `json:"status" jsonschema:"waiting, running, success or failed"`
	Integration string    `json:"integration_id"`
	Type        string    `json:"function_type,omitempty"`
	CreatedAt   string    `json:"created_at"`
	UpdatedAt   string    `json:"updated_at"`
	StartedAt   string    `json:"started_at,omitempty"`
	CompletedAt string    `json:"completed_at,omitempty"`
	DurationMS  *int64    `json:"duration_ms,omitempty"`
	Error       *JobError `json:"error,omitempty"`
}

// JobError says why a dry run or a deployment failed.
type JobError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Payload any    `json:"payload,omitempty"`
}

func (s *Server) jobState(j deploy.Job) JobState {
	state := JobState{ID: j.ID, Status: j.State, Integration: j.Integration, Type: string(j.Type), CreatedAt: zulu(j.CreatedAt), UpdatedAt: zulu(j.UpdatedAt)}
	if !j.StartedAt.IsZero() {
		state.StartedAt = zulu(j.StartedAt)
	}
	if !j.CompletedAt.IsZero() {
		took := j.CompletedAt.Sub(j.StartedAt).Milliseconds()
		state.CompletedAt, state.DurationMS = zulu(j.CompletedAt), &took
	}
	if j.Error != nil {
		state.Error = &JobError{Code: j.Error.Code, Message: s.redactor.Text(j.Error.Error()), Payload: j.Error.Detail}
	}
	return state
}

// DryRunState is a dry run with what came out.
type DryRunState struct {
	JobState
	Result json.RawMessage `json:"result,omitempty" jsonschema:"an action's output; what a sync would have saved"`
}

func (s *Server) dryRunState(c *call, _ none) (DryRunState, error) {
	job, err := s.intake.DryRun(c.env.ID, c.params["id"])
	return DryRunState{s.jobState(job), job.Result}, err
}

// singleBody is one function to deploy: code, or a template of the library.
type singleBody struct {
	Type        string `json:"type"`
	Integration string `json:"integration_id"`
	Name        string `json:"function_name,omitempty"`
	Kind        string `json:"function_type,omitempty"`
	Code        string `json:"code,omitempty"`
	Template    string `json:"template,omitempty"`
	Version     string `json:"version,omitempty"`
	Destructive bool   `json:"allow_destructive,omitempty"`
}

type singleCodeVariant struct {
	Type        string `json:"type"`
	Integration string `json:"integration_id" rule:"is=key,min=1,max=255"`
	Name        string `json:"function_name" rule:"is=function,min=1,max=255"`
	Kind        string `json:"function_type" rule:"oneof=action|sync"`
	Code        string `json:"code" rule:"min=1"`
	Version     string `json:"version,omitempty" rule:"min=1,max=255"`
	Destructive bool   `json:"allow_destructive,omitempty"`
}

type singleTemplateVariant struct {
	Type        string `json:"type"`
	Integration string `json:"integration_id" rule:"is=key,min=1,max=255"`
	Template    string `json:"template" rule:"is=function,min=1,max=255"`
	Kind        string `json:"function_type,omitempty" rule:"oneof=action|sync"`
}

var singleVariants = variants{"function": variant[singleCodeVariant](), "template": variant[singleTemplateVariant]()}

func (*singleBody) check(value any, path []string) []fault.Issue {
	return singleVariants.check(value, path)
}

func (s *Server) startDeployment(c *call, _ none, b singleBody) (CodeJob, error) {
	d := deploy.Single{Origin: functions.OriginStandalone, Destructive: b.Destructive}
	if b.Type == "template" {
		var err error
		if d.Code, err = s.templateCode(c, b); err != nil {
			return CodeJob{}, err
		}
		d.Origin = functions.OriginCatalog
	} else {
		d.Code = deploy.OneFile(b.Integration, b.Name, compile.Type(b.Kind), b.Code)
		d.Version = b.Version
	}
	job, err := s.intake.StartDeployment(c.ctx(), c.env.ID, d, c.askedBy())
	return codeJob(job), err
}

// templateCode finds a template of the integration's provider by its name. Faults: integration_not_found,
// template_not_found, ambiguous_function.
func (s *Server) templateCode(c *call, b singleBody) (deploy.Code, error) {
	i, err := s.connect.Integration(c.ctx(), c.env.ID, b.Integration)
	if err != nil {
		return deploy.Code{}, fault.New(fault.NotFound, "integration_not_found", "There is no integration with the key "+b.Integration+".")
	}
	t, err := templates.Get(i.Provider, b.Kind, b.Template)
	if err != nil {
		return deploy.Code{}, err
	}
	files, err := t.Files("integration")
	below := map[string]string{}
	for name, text := range files {
		below[strings.TrimPrefix(name, "integration/")] = text
	}
	return deploy.Code{Integration: b.Integration, Name: t.Name, Type: compile.Type(t.Type), Files: below,
		Entry: strings.TrimPrefix(t.File, t.Provider+"/")}, err
}

// DeploymentState is a deployment with what it installed.
type DeploymentState struct {
	JobState
	Name     string            `json:"function_name"`
	Deployed bool              `json:"deployed,omitempty"`
	Done     []DeployedVersion `json:"deployed_functions,omitempty"`
	Output   string            `json:"output,omitempty" jsonschema:"what to know about it"`
}

// DeployedVersion is one function that was deployed.
type DeployedVersion struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

func (s *Server) deploymentState(c *call, _ none) (DeploymentState, error) {
	job, err := s.intake.Deployment(c.env.ID, c.params["id"])
	state := DeploymentState{JobState: s.jobState(job), Name: job.Name, Deployed: len(job.Done) > 0}
	for _, one := range job.Done {
		state.Done = append(state.Done, DeployedVersion{one.Function.Name, one.Version})
		if one.Waiting {
			state.Output = "The open functions folder has a function of this name, which goes on running until the folder is closed."
		}
	}
	return state, err
}

type invocationBody struct {
	Connection  string          `json:"connection_id" rule:"is=connection,min=1,max=255"`
	Integration string          `json:"integration_id" rule:"is=key,min=1,max=255"`
	Name        string          `json:"name" rule:"is=function,min=1,max=255"`
	Input       json.RawMessage `json:"input,omitempty"`
	Invocation  string          `json:"invocation_type" rule:"oneof=wait|no_wait"`
	Options     json.RawMessage `json:"options,omitempty" rule:"object"`
}

// invoke checks what a server checks and then says, as a server does, that there are no invocations (http-api §12.3).
func (s *Server) invoke(c *call, _ none, b invocationBody) (CodeJob, error) {
	if _, err := s.connect.Connection(c.ctx(), c.env.ID, b.Integration, b.Connection); err != nil {
		if f := fault.From(err); f.Kind != fault.NotFound {
			return CodeJob{}, err
		}
		return CodeJob{}, fault.New(fault.NotFound, "connection_not_found", "There is no such connection.")
	}
	found, err := s.functions.Functions(c.ctx(), c.env.ID, functions.Filter{Integration: b.Integration, Name: b.Name})
	switch {
	case err != nil:
		return CodeJob{}, err
	case len(found) == 0:
		return CodeJob{}, fault.New(fault.NotFound, "unknown_function", "The integration has no function "+b.Name+".")
	case !found[0].Enabled:
		return CodeJob{}, fault.New(fault.Forbidden, "function_disabled", "The function is switched off.").WithHint("Switch it on in the app.")
	}
	return CodeJob{}, fault.New(fault.NotImplemented, "not_implemented", "There are no invocations here, as on a real server.").
		WithHint("Use POST /action/trigger, also for functions of createFunction, or POST /sync/trigger.")
}
