package engine

import (
	"sync"
	"time"
)

// loop is a runtime's event loop. Exactly one goroutine runs it, and only that one touches the runtime; others push
// closures. The loop has nothing left to do when no closure is queued and nothing is pending: no call unanswered, no
// timer set. What a closure leaves in goja's own job queue (promise reactions) runs before the closure returns.
type loop struct {
	mu    sync.Mutex
	queue []func()
	wake  chan struct{}

	pending int // calls and timers that will push something; the loop's goroutine alone uses it
}

func newLoop() *loop { return &loop{wake: make(chan struct{}, 1)} }

// push has fn run on the loop's goroutine. Any goroutine may call it, also after the loop has ended.
func (l *loop) push(fn func()) {
	l.mu.Lock()
	l.queue = append(l.queue, fn)
	l.mu.Unlock()
	l.poke()
}

// poke makes a waiting loop look again.
func (l *loop) poke() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// next returns what to do next. It waits while something is pending; nil means that it was poked, idle that nothing
// can happen any more.
func (l *loop) next() (fn func(), idle bool) {
	l.mu.Lock()
	if len(l.queue) > 0 {
		fn = l.queue[0]
		l.queue[0] = nil
		l.queue = l.queue[1:]
		l.mu.Unlock()
		return fn, false
	}
	l.mu.Unlock()
	if l.pending == 0 {
		return nil, true
	}
	<-l.wake
	return nil, false
}

// Set has fn run on the loop after d, unless it is canceled before. Both are for the loop's goroutine.
func (l *loop) Set(d time.Duration, fn func()) (cancel func()) {
	l.pending++
	over := false
	timer := time.AfterFunc(d, func() {
		l.push(func() {
			if !over {
				over = true
				l.pending--
				fn()
			}
		})
	})
	return func() {
		if !over {
			over = true
			l.pending--
			timer.Stop()
		}
	}
}
