package functions

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// class is a kind of work with its own places, waiting time and running time (functions.md §4.5).
type class struct {
	name  string
	queue time.Duration // how long a run may wait for its place
	run   time.Duration // how long it may execute
}

var (
	classAction = class{"action", 30 * time.Second, 15 * time.Minute}
	classLater  = class{"deferred", 24 * time.Hour, 15 * time.Minute}
	classSync   = class{KindSync, time.Hour, 24 * time.Hour}
	classHook   = class{KindWebhook, 5 * time.Minute, time.Hour}
	classEvent  = class{KindEvent, 30 * time.Second, 5 * time.Minute}
	classDry    = class{"dry-run", 5 * time.Minute, 24 * time.Hour}
)

// classOf sorts a run.
func classOf(r *Run) class {
	switch {
	case r.Dry && r.Kind == KindAction:
		return class{classDry.name, classDry.queue, classAction.run}
	case r.Dry:
		return classDry
	case r.Kind == KindAction && r.Deferred:
		return classLater
	case r.Kind == KindAction && !r.Nested && (r.Trigger == TriggerWebhook || r.Trigger == TriggerSimulated):
		return class{classAction.name, classHook.queue, classHook.run}
	case r.Kind == KindAction:
		return classAction
	case r.Kind == KindSync:
		return classSync
	case r.Kind == KindWebhook:
		return classHook
	default:
		return classEvent
	}
}

// places is how many runs of a class execute at once.
func (l Limits) places(name string) int {
	switch name {
	case classAction.name:
		return l.Actions
	case classSync.name:
		return l.Syncs
	case classHook.name:
		return l.Webhooks
	case classEvent.name:
		return l.Events
	case classDry.name:
		return l.DryRuns
	default: // the lane of asynchronous actions
		return 1
	}
}

// slots hand out places, first come first served. Environments share them, as they share the pool of runners: a run that has
// its place must not wait for a process.
type slots struct {
	mu     sync.Mutex
	byName map[string]*semaphore.Weighted
}

func (s *slots) of(name string, size int) *semaphore.Weighted {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byName == nil {
		s.byName = map[string]*semaphore.Weighted{}
	}
	if s.byName[name] == nil {
		s.byName[name] = semaphore.NewWeighted(int64(size))
	}
	return s.byName[name]
}

// most is how many runs can execute at once, nested ones included.
func (l Limits) most() int {
	places := 1 // the lane of asynchronous actions
	for _, c := range []class{classAction, classSync, classHook, classEvent, classDry} {
		places += l.places(c.name)
	}
	return places * (1 + mostNested)
}

// try takes a place when one is free, the class's or the one that the parent lends; by may be nil.
func (s *slots) try(o *order, l Limits) (release func(), ok bool) {
	leave := func() {}
	if own := s.ofConnection(o); own != nil {
		if !own.TryAcquire(1) {
			return nil, false
		}
		leave = func() { own.Release(1) }
	}
	c := classOf(&o.run)
	sem := s.of(c.name, l.places(c.name))
	if sem.TryAcquire(1) {
		return func() { sem.Release(1); leave() }, true
	}
	lent, ok := o.by.borrow()
	if !ok {
		leave()
		return nil, false
	}
	return func() { lent(); leave() }, true
}

// wait takes a place when it comes, or returns why ctx ended; errDeadline stands for the class's waiting time.
func (s *slots) wait(ctx context.Context, o *order, l Limits) (release func(), err error) {
	c := classOf(&o.run)
	ctx, cancel := context.WithTimeoutCause(ctx, c.queue, errDeadline)
	defer cancel()
	leave := func() {}
	if own := s.ofConnection(o); own != nil {
		if own.Acquire(ctx, 1) != nil {
			return nil, context.Cause(ctx)
		}
		leave = func() { own.Release(1) }
	}
	place, err := o.by.either(ctx, s.of(c.name, l.places(c.name)))
	if err != nil {
		leave()
		return nil, context.Cause(ctx)
	}
	return func() { place(); leave() }, nil
}

// ofConnection are the places of a function that limits its runs on one connection; nil when it does not.
func (s *slots) ofConnection(o *order) *semaphore.Weighted {
	n := o.function.PerConnection
	if n == 0 || o.run.Dry {
		return nil
	}
	return s.of(fmt.Sprintf("%d of %s on connection %d", n, o.function.Name, o.connection.ID), n)
}
