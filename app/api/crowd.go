package api

import (
	"net"
	"sync"
	"time"
)

// The limits of the one route that strangers may call. A tunnel makes all senders one address, so they leave room for a
// vendor that catches up after an outage.
const (
	crowdRate   = 100.0 // webhooks a second from one address
	crowdBurst  = 500.0 // that may come at once
	crowdAtOnce = 24    // that may be on their way at the same time, from everybody: each may hold a body of 10 MB in memory
	crowdKnown  = 4096  // addresses that are remembered
)

// crowd counts the webhooks of each address: a bucket that fills at crowdRate and holds crowdBurst.
type crowd struct {
	now func() time.Time

	mu      sync.Mutex
	inside  int
	buckets map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
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
	b, known := c.buckets[host]
	if !known {
		b = bucket{left: crowdBurst, at: now}
	}
	b.left = min(crowdBurst, b.left+crowdRate*max(now.Sub(b.at), 0).Seconds())
	b.at = now
	if b.left < 1 {
		c.remember(host, b)
		return nil, time.Duration((1 - b.left) / crowdRate * float64(time.Second))
	}
	b.left--
	c.remember(host, b)
	c.inside++
	return c.leave, 0
}

func (c *crowd) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inside--
}

// remember stores a bucket. When there are many, those that are full again are forgotten: they say nothing.
func (c *crowd) remember(host string, b bucket) {
	if c.buckets == nil {
		c.buckets = map[string]bucket{}
	}
	if len(c.buckets) >= crowdKnown {
		for other, old := range c.buckets {
			if old.left+crowdRate*b.at.Sub(old.at).Seconds() >= crowdBurst {
				delete(c.buckets, other)
			}
		}
	}
	c.buckets[host] = b
}
