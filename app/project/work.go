package project

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"patchbay/app/functions"
)

// work compiles the folder now and whenever it changes, until it is closed. A compile that a newer save overtakes is given up.
func (s *Service) work(f *folder) {
	ctx, cancel := context.WithCancel(s.ctx)
	stopWatching := f.close
	done := make(chan struct{})
	f.close = func() {
		cancel()
		stopWatching()
		<-done
	}
	f.again <- struct{}{}
	s.running.Go(func() {
		defer close(done)
		s.compileLoop(ctx, f)
	})
}

func (s *Service) compileLoop(ctx context.Context, f *folder) {
	var checking background
	defer checking.end()
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.touched:
			checking.end() // a compile follows: it shall find the processor free
			continue
		case <-f.again:
			select {
			case <-f.touched: // it told of the same change: the next check must not end by it
			default:
			}
		}
		checking.end()
		changed, err := s.compile(ctx, f)
		if ctx.Err() != nil {
			return
		}
		s.settled(f, err)
		if err != nil {
			continue
		}
		s.runAgain(ctx, f, changed) // before the check, which takes all of a processor
		checking.begin(ctx, func(ctx context.Context) { s.checkTypes(ctx, f) })
	}
}

// compile brings the installed functions up to date with the folder and returns those that changed.
func (s *Service) compile(ctx context.Context, f *folder) ([]functions.Ref, error) {
	begun := s.Now()
	project, err := s.Compiler.Folder(ctx, f.root.FS())
	if err != nil {
		return nil, err
	}
	change, err := s.Functions.Install(ctx, f.env.ID, project, functions.Scope{})
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	f.project, f.diagnostics, f.checked = project, project.Diagnostics, false
	f.compiledAt, f.took = s.Now(), s.Now().Sub(begun)
	s.mu.Unlock()
	return slices.Concat(change.Added, change.Updated), nil
}

// settled shows the outcome of a compile.
func (s *Service) settled(f *folder, err error) {
	s.mu.Lock()
	f.problem = err
	f.phase = Checking
	if err != nil {
		f.phase = Broken
	}
	s.mu.Unlock()
	if err != nil {
		s.Log.Warn("the functions folder could not be compiled", slog.Any("error", err))
	}
	s.changed()
}

// checkTypes adds what the TypeScript checker finds. Nothing waits for it.
func (s *Service) checkTypes(ctx context.Context, f *folder) {
	s.mu.Lock()
	project := f.project
	s.mu.Unlock()
	found := s.Compiler.CheckTypes(ctx, project)
	if ctx.Err() != nil {
		return
	}
	s.mu.Lock()
	if f.project == project {
		f.diagnostics = slices.Concat(project.Diagnostics, found)
		f.checked, f.phase = true, Ready
	}
	s.mu.Unlock()
	s.changed()
}

// background is one piece of background work that can be taken back.
type background struct {
	cancel context.CancelFunc
	done   chan struct{}
}

func (b *background) begin(ctx context.Context, fn func(context.Context)) {
	ctx, b.cancel = context.WithCancel(ctx)
	b.done = make(chan struct{})
	go func() {
		defer close(b.done)
		fn(ctx)
	}()
}

// end stops the work and waits for it.
func (b *background) end() {
	if b.cancel != nil {
		b.cancel()
		<-b.done
	}
}

// Wait returns when the folder has been compiled and checked, or ctx ends.
func (s *Service) Wait(ctx context.Context) State {
	return s.wait(ctx, func(phase string) bool { return phase != Compiling && phase != Checking })
}

// Compiled returns when the folder's functions are installed, or ctx ends. Their types may be checked still.
func (s *Service) Compiled(ctx context.Context) State {
	return s.wait(ctx, func(phase string) bool { return phase != Compiling })
}

func (s *Service) wait(ctx context.Context, enough func(phase string) bool) State {
	changes := s.Bus.Subscribe()
	defer changes.Close()
	for {
		state := s.State()
		if enough(state.Phase) {
			return state
		}
		select {
		case <-ctx.Done():
			return s.State()
		case <-changes.C:
		case <-time.After(time.Second): // a lost hint costs a moment
		}
	}
}
