// Package project is the functions folder on disk: it watches and compiles it, edits it, and takes it to a real server.
package project

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"patchbay/app/compile"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/outbound"
	"patchbay/app/script/bundle"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// The phases of an open folder.
const (
	None      = "none"      // no folder is open
	Compiling = "compiling" // saved and not installed yet
	Checking  = "checking"  // installed; the types are being checked
	Ready     = "ready"
	Broken    = "broken" // the folder cannot be used at all
)

// Options are what a Service needs. All but Checker, Now and Log are required.
type Options struct {
	DB        *sqlite.DB
	Vault     *vault.Vault
	Settings  *settings.Service
	Bus       *event.Bus
	Outbound  *outbound.Client
	Compiler  *compile.Compiler
	Functions *functions.Service
	Version   string // in the user agent of deploys
	Now       func() time.Time
	Log       *slog.Logger
}

// Service is the one open folder of the default environment.
type Service struct {
	Options

	ctx     context.Context
	stop    context.CancelFunc
	running sync.WaitGroup
	saving  sync.WaitGroup // fixtures that wait for their run

	mu     sync.Mutex
	folder *folder // nil: none is open
}

// folder is an open project. Its fields are guarded by Service.mu, except dir and root, which never change.
type folder struct {
	dir  string
	root *os.Root
	env  settings.Environment

	phase       string
	problem     error // why it is Broken
	project     *compile.Project
	diagnostics []bundle.Diagnostic
	checked     bool // the types of project are checked
	compiledAt  time.Time
	took        time.Duration

	close   func()        // ends the watcher and waits
	touched chan struct{} // a file changes; word in again follows
	again   chan struct{} // the folder is quiet after a change
}

// New returns a service without a folder.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{Options: o}
}

// Start opens the folder that was open the last time, or dir when it is not empty. A folder that cannot be opened is reported
// in State and stops nothing.
func (s *Service) Start(ctx context.Context, dir string) error {
	s.ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	if dir == "" {
		var err error
		if dir, err = s.lastOpen(ctx); err != nil || dir == "" {
			return err
		}
	}
	if err := s.Open(ctx, dir); err != nil {
		s.Log.Warn("the functions folder could not be opened", slog.String("folder", dir), slog.Any("error", err))
	}
	return nil
}

// Finish waits until every fixture is written whose run has ended; call it when functions has stopped.
func (s *Service) Finish() { s.saving.Wait() }

// Stop closes the folder and waits for what is under way. It may be called twice.
func (s *Service) Stop() {
	if s.stop != nil {
		s.stop()
	}
	s.leave()
	s.running.Wait()
}

// State is the folder as it is now.
type State struct {
	Dir        string // "" when none is open
	Name       string
	Phase      string
	Problem    error
	CompiledAt time.Time
	Took       time.Duration
	Functions  int
	Errors     int
	Warnings   int
}

// State tells about the open folder.
func (s *Service) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.folder
	if f == nil {
		return State{Phase: None}
	}
	state := State{Dir: f.dir, Name: filepath.Base(f.dir), Phase: f.phase, Problem: f.problem, CompiledAt: f.compiledAt, Took: f.took}
	if f.project != nil {
		state.Functions = len(f.project.Functions)
	}
	for _, d := range f.diagnostics {
		switch d.Severity {
		case "error":
			state.Errors++
		case "warning":
			state.Warnings++
		}
	}
	return state
}

// Diagnostics are the problems of the last compile, and whether its type check is among them yet.
func (s *Service) Diagnostics() ([]bundle.Diagnostic, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folder == nil {
		return nil, true
	}
	return append([]bundle.Diagnostic(nil), s.folder.diagnostics...), s.folder.checked
}

// Project is what the folder compiled to; nil before.
func (s *Service) Project() *compile.Project {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folder == nil {
		return nil
	}
	return s.folder.project
}

// In reports whether the open folder belongs to the environment.
func (s *Service) In(env int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.folder != nil && s.folder.env.ID == env
}

// Held lists the functions of the open folder in an environment. They win over what is deployed while it is open.
func (s *Service) Held(env int64) []functions.Ref {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folder == nil || s.folder.env.ID != env || s.folder.project == nil {
		return nil
	}
	held := []functions.Ref{}
	for _, f := range s.folder.project.Functions {
		held = append(held, functions.Ref{Integration: f.Integration, Name: f.Name, Type: f.Type})
	}
	return held
}

func (s *Service) changed() { s.Bus.Publish(event.Hint{Topic: event.Project}) }
