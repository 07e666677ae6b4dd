package api

import (
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// The limits of the one route that strangers may call. A tunnel makes all senders one address, so they leave room for a
// vendor that catches up after an outage.
const (
	crowdRate   = 100  // webhooks a second from one address
	crowdBurst  = 500  // that may come at once
	crowdAtOnce = 24   // that may be on their way at the same time, from everybody: each may hold a body of 10 MB in memory
	crowdKnown  = 4096 // addresses that are remembered
)

// crowd limits the webhooks of each address.
type crowd struct {
	now func() time.Time

	mu     sync.Mutex
	inside int
	known  map[string]*rate.Limiter
}

// enter lets a request in and returns what it must call when it leaves; nil with the time after which to try again when
// there are too many. Requests of this process itself have no address and are not counted.
func (c *crowd) enter(remote string) (leave func(), wait time.Duration) {
	if remote == "" {
		return func() {}, 0
	}
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.inside >= crowdAtOnce {
		return nil, time.Second
	}
	now := c.now()
	turn := c.limiter(host, now).ReserveN(now, 1)
	if wait := turn.DelayFrom(now); wait > 0 {
		turn.CancelAt(now)
		return nil, wait
	}
	c.inside++
	return c.leave, 0
}

func (c *crowd) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inside--
}

// limiter is the one of an address. When there are many, those that are full again are forgotten: they say nothing.
func (c *crowd) limiter(host string, now time.Time) *rate.Limiter {
	if l := c.known[host]; l != nil {
		return l
	}
	if c.known == nil {
		c.known = map[string]*rate.Limiter{}
	}
	if len(c.known) >= crowdKnown {
		for other, l := range c.known {
			if l.TokensAt(now) >= crowdBurst {
				delete(c.known, other)
			}
		}
	}
	l := rate.NewLimiter(crowdRate, crowdBurst)
	c.known[host] = l
	return l
}
