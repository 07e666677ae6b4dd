package webhooks

import (
	"context"
	"net/http"
	"sync"
)

// defaultLanes is how many lanes are worked on at once.
const defaultLanes = 4

// lanes are the lines that jobs wait in. Each that has work gets a goroutine, which works only while it holds one of the
// few places; one that pauses before another attempt holds none.
type lanes struct {
	places chan struct{}

	mu     sync.Mutex
	opened bool
	closed bool
	busy   map[string]bool       // by name; true: look again before leaving
	raw    map[int64]http.Header // of deliveries that are to be forwarded, as they came: the stored ones are masked
}

func (l *lanes) init(places int) {
	if places == 0 {
		places = defaultLanes
	}
	l.places = make(chan struct{}, places)
	l.busy, l.raw = map[string]bool{}, map[int64]http.Header{}
}

func (l *lanes) open() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.opened = true
}

func (l *lanes) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
}

// remember keeps the headers of a delivery until it is forwarded, if that may happen in this process.
func (l *lanes) remember(seq int64, h http.Header) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.opened && !l.closed {
		l.raw[seq] = h
	}
}

// recall returns the headers; nil when an earlier process had them.
func (l *lanes) recall(seq int64) http.Header {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.raw[seq]
}

func (l *lanes) forget(seq int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.raw, seq)
}

// wake lets a lane look at its jobs. Before Start and after Stop they wait on disk.
func (s *Service) wake(name string) {
	l := &s.lanes
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.opened || l.closed {
		return
	}
	if _, working := l.busy[name]; working {
		l.busy[name] = true
		return
	}
	l.busy[name] = false
	s.running.Go(func() { s.lane(name) })
}

// leave reports whether a lane that found nothing may end; false when somebody woke it meanwhile.
func (l *lanes) leave(name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.busy[name] && !l.closed {
		l.busy[name] = false
		return false
	}
	delete(l.busy, name)
	return true
}

// enter waits for a place; false when the service stops.
func (l *lanes) enter(ctx context.Context) bool {
	select {
	case l.places <- struct{}{}:
		return ctx.Err() == nil || l.exit()
	case <-ctx.Done():
		return false
	}
}

// exit gives the place back. It returns false, for enter.
func (l *lanes) exit() bool {
	<-l.places
	return false
}
