package nango

import (
	"sync"
	"time"
)

// Locks are named locks that functions take for a while, one set for each environment. They live in memory: a process
// that ends holds none.
type Locks struct {
	now func() time.Time

	mu   sync.Mutex
	held map[lockName]holder
}

type lockName struct {
	environmentID int64
	key           string
}

type holder struct {
	run   string
	until time.Time
}

// NewLocks returns an empty set.
func NewLocks(now func() time.Time) *Locks {
	if now == nil {
		now = time.Now
	}
	return &Locks{now: now, held: map[lockName]holder{}}
}

// Acquire takes a lock for a run and reports whether it got it. A run that holds it already gets it again, for longer.
func (l *Locks) Acquire(env int64, key, run string, ttl time.Duration) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	name, now := lockName{env, key}, l.now()
	if h, ok := l.held[name]; ok && h.run != run && now.Before(h.until) {
		return false
	}
	l.held[name] = holder{run, now.Add(ttl)}
	return true
}

// Release gives a lock back and reports whether the run held it.
func (l *Locks) Release(env int64, key, run string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	name := lockName{env, key}
	h, ok := l.held[name]
	if !ok || h.run != run {
		return false
	}
	delete(l.held, name)
	return l.now().Before(h.until)
}

// ReleaseAll gives back everything that a run holds.
func (l *Locks) ReleaseAll(run string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, h := range l.held {
		if h.run == run {
			delete(l.held, name)
		}
	}
}
