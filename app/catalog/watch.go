package catalog

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"

	"patchbay/app/event"
	"patchbay/app/fault"
)

// settle is how long the overlay folder must be quiet before it is read: editors write a file in several steps.
const settle = 60 * time.Millisecond

// watcher follows the overlay folder while the program runs.
type watcher struct {
	notify *fsnotify.Watcher
	bus    atomic.Pointer[event.Bus]
	cancel context.CancelFunc
	done   sync.WaitGroup
}

// Start makes the overlay folder when it is missing, reads it, and follows it until Stop: each change that readers can
// see publishes a hint of the topic Catalog. Faults: cannot_watch; the catalog then stays as it is.
func (c *Catalog) Start(ctx context.Context, bus *event.Bus) error {
	if c.dir == "" {
		return nil
	}
	notify, err := fsnotify.NewWatcher()
	if err == nil {
		if err = c.follow(notify); err != nil {
			_ = notify.Close()
		}
	}
	if err != nil {
		return fault.New(fault.Unavailable, "cannot_watch", "The folder of your own providers cannot be watched.").
			WithHint("Check that " + c.dir + " is a folder you may read; on Linux raise fs.inotify.max_user_instances.").WithCause(err)
	}
	ctx, c.watch.cancel = context.WithCancel(ctx)
	c.watch.notify = notify
	c.watch.bus.Store(bus)
	c.announce(c.Reload())
	c.watch.done.Go(func() { c.run(ctx) })
	return nil
}

// Stop ends what Start began and waits for it.
func (c *Catalog) Stop() {
	if c.watch.cancel == nil {
		return
	}
	c.watch.cancel()
	_ = c.watch.notify.Close()
	c.watch.done.Wait()
	c.watch.cancel = nil
}

// follow makes the folder and watches it.
func (c *Catalog) follow(notify *fsnotify.Watcher) error {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return err
	}
	return notify.Add(c.dir)
}

// run reloads when the folder has been quiet for a moment after a change.
func (c *Catalog) run(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, open := <-c.watch.notify.Events:
			if !open {
				return
			}
			if e.Name == c.dir && e.Has(fsnotify.Remove|fsnotify.Rename) {
				c.refollow()
				timer.Reset(settle)
			} else if concerns(e) {
				timer.Reset(settle)
			}
		case err := <-c.watch.notify.Errors:
			if err != nil { // events may be missing after this: read to be sure
				c.log.Warn("watching the overlay folder", slog.Any("error", err))
				timer.Reset(settle)
			}
		case <-timer.C:
			c.announce(c.Reload())
		}
	}
}

// refollow puts a folder that was deleted or moved away back, empty, so that the next file in it is seen.
func (c *Catalog) refollow() {
	_ = c.watch.notify.Remove(c.dir) // usually gone already
	if err := c.follow(c.watch.notify); err != nil {
		c.log.Warn("the overlay folder is no longer watched", slog.Any("error", err))
	}
}

// concerns reports whether an event may change a provider file.
func concerns(e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	extension := filepath.Ext(name)
	return e.Op != fsnotify.Chmod && !strings.HasPrefix(name, ".") && (extension == ".yaml" || extension == ".yml")
}

// announce tells open pages to read again.
func (c *Catalog) announce(changed bool) {
	if bus := c.watch.bus.Load(); changed && bus != nil {
		bus.Publish(event.Hint{Topic: event.Catalog})
	}
}
