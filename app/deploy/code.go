package deploy

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/script/bundle"
)

// Code is one function as TypeScript.
type Code struct {
	Integration string
	Name        string
	Type        compile.Type      // what it must be; "": whatever it declares
	Files       map[string]string // path below the integration's folder to text; Entry is among them
	Entry       string            // e.g. "actions/greet.ts"
	Version     string            // "": as declared, or numbered
}

// folders are where functions of each type lie.
var folders = map[compile.Type]string{compile.Sync: "syncs", compile.Action: "actions", compile.OnEvent: "on-events"}

// OneFile is the code of a function that imports no files.
func OneFile(integration, name string, kind compile.Type, text string) Code {
	entry := path.Join(folders[kind], name+".ts")
	return Code{Integration: integration, Name: name, Type: kind, Entry: entry, Files: map[string]string{entry: text}}
}

// Compile makes a function of code. Fault: compilation_error with everything that is wrong.
func (s *Service) Compile(ctx context.Context, c Code) (*compile.Function, error) {
	dir, err := os.MkdirTemp("", "patchbay-compile-")
	if err != nil {
		return nil, fault.New(fault.Unavailable, "server_error", "There is no place to compile in.").WithCause(err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // the system clears what stays
	// The folder's name is part of nothing that is kept: the key of an integration may be no file name everywhere.
	const folder = "integration"
	if err := writeFiles(dir, folder, c.Files); err != nil {
		return nil, err
	}
	f, found := s.Compiler.As(ctx, os.DirFS(dir), path.Join(folder, c.Entry), c.Integration)
	if f == nil {
		return nil, compilationError(found)
	}
	if c.Type != "" && f.Type != c.Type {
		return nil, fault.New(fault.Invalid, "compilation_error", fmt.Sprintf("The code declares a function of the type %s, not %s.", f.Type, c.Type))
	}
	if c.Version != "" {
		f.Version = c.Version
	}
	return f, nil
}

func writeFiles(dir, folder string, files map[string]string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // nothing was written through it
	for name, text := range files {
		name = path.Join(folder, name)
		if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
			return err
		}
		if err := root.WriteFile(name, []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func compilationError(found []bundle.Diagnostic) error {
	var lines []string
	for _, d := range found {
		if d.Severity == bundle.SeverityError {
			lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", path.Base(d.File), d.Line, d.Column, d.Message))
		}
	}
	return fault.New(fault.Invalid, "compilation_error", strings.Join(lines, "\n"))
}

// Trial is a dry run of code that is not installed.
type Trial struct {
	Code
	Connection string
	Input      json.RawMessage
	Options    nango.DryRun
}

// StartDryRun compiles and runs code without keeping anything; DryRun tells its end. Faults: integration_not_found,
// connection_not_found.
func (s *Service) StartDryRun(ctx context.Context, env int64, t Trial) (Job, error) {
	if err := s.integration(ctx, env, t.Integration); err != nil {
		return Job{}, err
	}
	if _, err := s.Connect.Connection(ctx, env, t.Integration, t.Connection); err != nil {
		return Job{}, renamed(err, "connection_not_found")
	}
	return s.start(env, kindDryRun, Job{Integration: t.Integration, Type: t.Type}, func(ctx context.Context, j *Job) error {
		return s.dryRun(ctx, env, t, j)
	})
}

func (s *Service) dryRun(ctx context.Context, env int64, t Trial, j *Job) error {
	f, err := s.Compile(ctx, t.Code)
	if err != nil {
		return err
	}
	run, err := s.Functions.DryRun(ctx, functions.DryRunInput{EnvironmentID: env, Integration: t.Integration, Connection: t.Connection, Name: f.Name, Type: f.Type,
		Function: f, Input: t.Input, Options: t.Options, Trigger: functions.TriggerAPI})
	if err != nil {
		return err
	}
	if run, err = s.Functions.Wait(ctx, env, run.ID); err != nil {
		return err
	}
	switch {
	case run.Error != nil:
		return fault.New(fault.Invalid, "dryrun_error", run.Error.Message).WithDetail(map[string]any{"type": run.Error.Type, "payload": run.Error.Payload})
	case run.State == functions.TimedOut:
		return fault.New(fault.Invalid, "timeout", "The dry run took too long.")
	case run.State != functions.Succeeded:
		return fault.New(fault.Invalid, "dryrun_error", "The dry run did not end: "+string(run.State)+".")
	case f.Type == compile.Action:
		j.Result = run.Output
		return nil
	}
	j.Result, err = json.Marshal(run.DryResult)
	return err
}

// DryRun tells how a dry run is doing. Fault: dryrun_not_found.
func (s *Service) DryRun(env int64, id string) (Job, error) {
	if j, ok := s.jobs.get(env, kindDryRun, id); ok {
		return j, nil
	}
	return Job{}, fault.New(fault.NotFound, "dryrun_not_found", "There is no such dry run; they are remembered until Patchbay ends.")
}

// Single is one function to be compiled and installed for good.
type Single struct {
	Code
	Origin      string // functions.OriginStandalone or functions.OriginCatalog
	Destructive bool   // models of an installed sync may go, with their records
}

// StartDeployment compiles and installs one function; Deployment tells its end. Faults: integration_not_found,
// template_already_deployed, "invalid_request" when a folder or a command line manages the function.
func (s *Service) StartDeployment(ctx context.Context, env int64, d Single, source string) (Job, error) {
	if err := s.integration(ctx, env, d.Integration); err != nil {
		return Job{}, err
	}
	old, err := s.Functions.Functions(ctx, env, functions.Filter{Integration: d.Integration, Name: d.Name, Type: d.Type})
	if err != nil {
		return Job{}, err
	}
	for _, f := range old {
		switch {
		case f.Origin == functions.OriginRepo:
			return Job{}, fault.New(fault.Invalid, "invalid_request", "The function "+f.Name+" comes from a project folder or a deploy.").WithHint("Change it there.")
		case f.Origin == functions.OriginCatalog && d.Origin == functions.OriginCatalog:
			return Job{}, fault.New(fault.Conflict, "template_already_deployed", "The template "+f.Name+" is deployed already.").WithHint("Delete the function first.")
		}
	}
	return s.start(env, kindDeploy, Job{Integration: d.Integration, Name: d.Name, Type: d.Type}, func(ctx context.Context, j *Job) error {
		f, err := s.Compile(ctx, d.Code)
		if err != nil {
			return err
		}
		if err := keepsModels(f, old, d.Destructive); err != nil {
			return err
		}
		j.Type = f.Type
		j.Done, err = s.Deploy(ctx, env, functions.Deployment{Functions: []*compile.Function{f}, Origin: d.Origin}, source)
		return err
	})
}

// keepsModels refuses to let a sync lose a model, whose records would be left without anybody who knows them.
func keepsModels(f *compile.Function, old []functions.Function, destructive bool) error {
	for _, before := range old {
		for _, model := range before.Models {
			if before.Type == compile.Sync && !destructive && !slices.Contains(f.Models, model) {
				return fault.New(fault.Invalid, "deployment_error", "The sync no longer has the model "+model+".").WithHint("Send allow_destructive to let it go.")
			}
		}
	}
	return nil
}

// Deployment tells how a deployment is doing. Fault: deployment_not_found.
func (s *Service) Deployment(env int64, id string) (Job, error) {
	if j, ok := s.jobs.get(env, kindDeploy, id); ok {
		return j, nil
	}
	return Job{}, fault.New(fault.NotFound, "deployment_not_found", "There is no such deployment; they are remembered until Patchbay ends.")
}

func (s *Service) integration(ctx context.Context, env int64, key string) error {
	_, err := s.Connect.Integration(ctx, env, key)
	return renamed(err, "integration_not_found")
}

// renamed gives a missing thing the code that these routes have for it.
func renamed(err error, code string) error {
	if f := fault.From(err); f != nil && f.Kind == fault.NotFound {
		return fault.New(fault.NotFound, code, f.Message).WithHint(f.Hint)
	}
	return err
}

// AnyType lets the code declare what it wants to be.
func (c Code) AnyType() Code {
	c.Type = ""
	return c
}
