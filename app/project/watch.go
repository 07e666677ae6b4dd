package project

import (
	"context"
	"io/fs"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"patchbay/app/fault"
)

// settle is how long the folder must be quiet before it is compiled: editors write a file in several steps.
const settle = 40 * time.Millisecond

// ignored are folders whose files are not sources.
var ignored = []string{"node_modules", ".git", ".nango", "build", "dist"}

// watch follows the folder and everything below it. The returned function ends that and waits.
func (s *Service) watch(f *folder) (func(), error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fault.New(fault.Unavailable, "cannot_watch", "The system cannot watch more folders.").
			WithHint("On Linux raise fs.inotify.max_user_instances.").WithCause(err)
	}
	if err := watchTree(w, f.dir); err != nil {
		_ = w.Close()
		return nil, fault.New(fault.Unavailable, "cannot_watch", "The folder "+f.dir+" cannot be watched.").
			WithHint("On Linux raise fs.inotify.max_user_watches, or open a smaller folder.").WithCause(err)
	}
	ctx, cancel := context.WithCancel(s.ctx)
	var done sync.WaitGroup
	done.Go(func() { s.follow(ctx, f, w) })
	return func() {
		cancel()
		_ = w.Close()
		done.Wait()
	}, nil
}

// watchTree adds dir and its sub-folders. Links are not followed, so nothing outside is watched.
func watchTree(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // a folder that vanished meanwhile, or may not be read, has no sources for us
		}
		if !d.IsDir() {
			return nil
		}
		if path != dir && slices.Contains(ignored, d.Name()) {
			return filepath.SkipDir
		}
		return w.Add(path)
	})
}

// follow compiles when the folder has been quiet for a moment after a change.
func (s *Service) follow(ctx context.Context, f *folder, w *fsnotify.Watcher) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, open := <-w.Events:
			if !open {
				return
			}
			if e.Has(fsnotify.Create) {
				_ = watchTree(w, e.Name) // of a file this does nothing that lasts
			}
			if relevant(f.dir, e) {
				ring(f.touched)
				timer.Reset(settle)
			}
		case err := <-w.Errors:
			// Events may be missing after this: compile to be sure.
			s.Log.Warn("watching the functions folder", slog.Any("error", err))
			timer.Reset(settle)
		case <-timer.C:
			s.mu.Lock()
			f.phase = Compiling
			s.mu.Unlock()
			s.changed()
			ring(f.again)
		}
	}
}

// ring leaves word for whoever listens next.
func ring(bell chan<- struct{}) {
	select {
	case bell <- struct{}{}:
	default: // word is waiting there
	}
}

// relevant reports whether an event may change what the folder compiles to, or what its pages show.
func relevant(dir string, e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	name, err := filepath.Rel(dir, e.Name)
	if err != nil {
		return false
	}
	for part := range strings.SplitSeq(filepath.ToSlash(name), "/") {
		if slices.Contains(ignored, part) {
			return false
		}
	}
	base := filepath.Base(name)
	return !strings.HasSuffix(base, "~") && !strings.HasSuffix(base, ".swp") && !strings.HasPrefix(base, ".#") && base != "4913"
}
