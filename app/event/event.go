// Package event carries hints inside the process: something of this topic changed, read it again.
package event

import "sync"

// Topic names what changed.
type Topic string

// The topics that exist.
const (
	Catalog       Topic = "catalog"
	Integrations  Topic = "integrations"
	Connections   Topic = "connections"
	Attempts      Topic = "attempts"
	Operations    Topic = "operations"
	Settings      Topic = "settings"
	Functions     Topic = "functions"
	Runs          Topic = "runs"
	Records       Topic = "records"
	Syncs         Topic = "syncs"
	Project       Topic = "project"
	MCP           Topic = "mcp" // questions to the user
	Notifications Topic = "notifications"
	Webhooks      Topic = "webhooks" // what providers sent
)

// Hint tells readers to look again. The ID names one thing of the topic, or is empty for "any of them".
// A hint carries no data: SQLite is the truth, so a lost hint costs a stale moment and nothing else.
type Hint struct {
	Topic Topic  `json:"topic"`
	ID    string `json:"id,omitempty"`
}

// pending is how many hints wait for one slow reader before they collapse to one per topic, room what is kept free for those.
const (
	pending = 64
	room    = 32 // more than there are topics
)

// Bus hands each hint to every subscription. The zero value is not usable; call NewBus.
type Bus struct {
	mu   sync.Mutex
	subs map[*Subscription]struct{}
}

// NewBus returns an empty bus.
func NewBus() *Bus { return &Bus{subs: map[*Subscription]struct{}{}} }

// Subscription receives hints on C until Close. A reader that falls behind gets one hint without ID
// per topic in place of the ones it missed; it comes behind the last of those that it did not miss.
type Subscription struct {
	C    <-chan Hint
	c    chan Hint
	bus  *Bus
	sent int           // hints that were put into c
	lost map[Topic]int // collapsed hints: which of those sent they are
}

// Subscribe starts a subscription; the caller must Close it.
func (b *Bus) Subscribe() *Subscription {
	c := make(chan Hint, pending+room)
	s := &Subscription{C: c, c: c, bus: b, lost: map[Topic]int{}}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs[s] = struct{}{}
	return s
}

// Close ends the subscription and closes C. It may be called twice.
func (s *Subscription) Close() {
	s.bus.mu.Lock()
	defer s.bus.mu.Unlock()
	if _, open := s.bus.subs[s]; open {
		delete(s.bus.subs, s)
		close(s.c)
	}
}

// Publish hands the hint to every subscription and never blocks.
func (b *Bus) Publish(h Hint) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for s := range b.subs {
		s.offer(h)
	}
}

// offer puts a hint into the channel. When too many wait there, it becomes one for the whole topic, unless such a one waits
// already: whoever reads that one later reads everything that was there before.
func (s *Subscription) offer(h Hint) {
	if read := s.sent - len(s.c); s.lost[h.Topic] > read {
		return
	}
	delete(s.lost, h.Topic)
	collapsed := len(s.c) >= pending
	if collapsed {
		h.ID = ""
	}
	select {
	case s.c <- h:
		s.sent++
		if collapsed {
			s.lost[h.Topic] = s.sent
		}
	default: // as many topics as there is room for
	}
}
