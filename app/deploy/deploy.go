// Package deploy takes functions that others send to this Patchbay: whole sets by the official command line, single ones
// as TypeScript, and trials of code that is not installed.
package deploy

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/logs"
)

// Options are what a Service needs; Now and Rand have defaults.
type Options struct {
	Compiler  *compile.Compiler
	Functions *functions.Service
	Connect   *connect.Service
	Logs      *logs.Store

	// Held lists the functions of the open folder of an environment: they win over what is deployed.
	Held func(env int64) []functions.Ref

	Now  func() time.Time // default time.Now
	Rand io.Reader        // for the ids of jobs; default crypto/rand
}

// Service takes deployments, one at a time in each environment. Safe for concurrent use; it owns the jobs that it
// started, and Stop ends them.
type Service struct {
	Options

	mu   sync.Mutex
	busy map[int64]bool // environments with a deployment under way

	jobs jobs
}

// New returns a service.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	s := &Service{Options: o, busy: map[int64]bool{}}
	s.jobs.init()
	return s
}

// Stop ends the jobs that are under way and waits for them. It may be called twice.
func (s *Service) Stop() { s.jobs.stop() }

// Done is one function as a deployment left it.
type Done struct {
	Function *compile.Function
	Version  string
	Waiting  bool // kept, but the open folder's function of that name runs
}

// Plan tells what a deployment would change (functions.md §7.3). Faults: unknown_provider_config, invalid_body.
func (s *Service) Plan(ctx context.Context, env int64, d functions.Deployment) (functions.DeployPlan, error) {
	d, err := s.known(ctx, env, d)
	if err != nil {
		return functions.DeployPlan{}, err
	}
	return s.Functions.PlanDeployment(ctx, env, d)
}

// Deploy installs functions whose Server is their bundle; the rest of what runs is made here. Source is who asks, for the
// log. Faults: unknown_provider_config, invalid_body, concurrent_deployment, and those of compile.Sent.
func (s *Service) Deploy(ctx context.Context, env int64, d functions.Deployment, source string) ([]Done, error) {
	release, err := s.enter(env)
	if err != nil {
		return nil, err
	}
	defer release()
	return s.recorded(ctx, env, d, source)
}

// DeployBundle installs functions of the createFunction model and tells what that changed. Source and faults are those of Deploy.
func (s *Service) DeployBundle(ctx context.Context, env int64, d functions.Deployment, source string) (functions.DeployPlan, error) {
	release, err := s.enter(env)
	if err != nil {
		return functions.DeployPlan{}, err
	}
	defer release()
	plan, err := s.Plan(ctx, env, d)
	if err != nil {
		return functions.DeployPlan{}, err
	}
	_, err = s.recorded(ctx, env, d, source)
	return plan, err
}

// recorded deploys with an operation in the log.
func (s *Service) recorded(ctx context.Context, env int64, d functions.Deployment, source string) ([]Done, error) {
	recorder := s.Logs.Begin(logs.Operation{EnvironmentID: env, Kind: "admin", Action: "deploy", Source: source, Title: titleOf(d)})
	done, err := s.deploy(ctx, env, d)
	for _, one := range done {
		if one.Waiting {
			recorder.Log("warn", fmt.Sprintf("The %s %s of %s waits: the open folder has one of this name, which goes on running.",
				one.Function.Type, one.Function.Name, one.Function.Integration))
		}
	}
	recorder.Finish(err, nil)
	return done, err
}

func titleOf(d functions.Deployment) string {
	if len(d.Functions) == 1 {
		return "Deploy of " + d.Functions[0].Name
	}
	return fmt.Sprintf("Deploy of %d functions", len(d.Functions))
}

func (s *Service) deploy(ctx context.Context, env int64, d functions.Deployment) ([]Done, error) {
	d, err := s.known(ctx, env, d)
	if err != nil {
		return nil, err
	}
	group, work := errgroup.WithContext(ctx)
	group.SetLimit(2) // each needs a runner process, which running functions want too
	for _, f := range d.Functions {
		if f.Program == nil {
			group.Go(func() error { return s.Compiler.Sent(work, f) })
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	d.Held = s.Held(env)
	result, err := s.Functions.Deploy(ctx, env, d)
	if err != nil {
		return nil, err
	}
	done := make([]Done, 0, len(d.Functions))
	for _, f := range d.Functions {
		ref := functions.Ref{Integration: f.Integration, Name: f.Name, Type: f.Type}
		done = append(done, Done{Function: f, Version: result.Versions[ref], Waiting: slices.Contains(result.Waiting, ref)})
	}
	return done, nil
}

// known refuses syncs and actions of integrations that do not exist, and leaves out such on-event functions, as a real
// server does (functions.md §7.5). It also refuses two functions of one name: only one of them could run.
func (s *Service) known(ctx context.Context, env int64, d functions.Deployment) (functions.Deployment, error) {
	all, err := s.Connect.Integrations(ctx, env)
	if err != nil {
		return d, err
	}
	exists := map[string]bool{}
	for _, i := range all {
		exists[i.UniqueKey] = true
	}
	kept := make([]*compile.Function, 0, len(d.Functions))
	seen := map[functions.Ref]bool{}
	for _, f := range d.Functions {
		ref := functions.Ref{Integration: f.Integration, Name: f.Name, Type: f.Type}
		if seen[ref] {
			return d, fault.New(fault.Invalid, "invalid_body", fmt.Sprintf("The deployment has the %s %s of %s twice.", f.Type, f.Name, f.Integration)).
				WithHint("Give one of them another name.")
		}
		seen[ref] = true
		switch {
		case exists[f.Integration]:
			kept = append(kept, f)
		case f.Type != compile.OnEvent:
			return d, fault.New(fault.Invalid, "unknown_provider_config", "There is no integration with the key "+f.Integration+".").
				WithHint("Create it first; a deploy does not.")
		}
	}
	d.Functions = kept
	return d, nil
}

// enter lets one deployment into an environment.
func (s *Service) enter(env int64) (release func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[env] {
		return nil, fault.New(fault.Conflict, "concurrent_deployment", "Another deployment of this environment is under way.").WithHint("Try again in a moment.")
	}
	s.busy[env] = true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.busy, env)
	}, nil
}
