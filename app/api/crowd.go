package api

import (
	"context"
	"io"
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"patchbay/app/fault"
)

// The limits of the one route that strangers may call. A tunnel makes all senders one address, so they leave room for a
// vendor that catches up after an outage, and nobody keeps others out by being slow: a request that has not come whole has
// no place, and counts only by what it has sent.
const (
	crowdRate     = 100             // webhooks a second from one address
	crowdBurst    = 500             // that may come at once
	crowdAtOnce   = 24              // whole ones that are worked on at the same time, from everybody
	crowdPatience = 3 * time.Second // that a whole one waits for its place; vendors give up after five seconds and more
	crowdBytes    = 160 << 20       // of bodies that are here, from everybody, beyond what is free
	crowdFree     = 64 << 10        // of each body, which nearly all fit into: the rate and the time for a body bound their number
	crowdKnown    = 4096            // addresses that are remembered
)

// crowd limits the webhooks of each address, and of all together.
type crowd struct {
	now    func() time.Time
	places chan struct{} // a token for each webhook that is worked on
	room   int64         // bytes, in place of crowdBytes

	mu    sync.Mutex
	held  int64 // bytes that count
	known map[string]*rate.Limiter
}

func newCrowd(now func() time.Time) *crowd {
	return &crowd{now: now, places: make(chan struct{}, crowdAtOnce), room: crowdBytes}
}

// enter lets a request of an address in; otherwise it says after which time to try again.
func (c *crowd) enter(remote string) (wait time.Duration) {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	turn := c.limiter(host, now).ReserveN(now, 1)
	if wait = turn.DelayFrom(now); wait > 0 {
		turn.CancelAt(now)
	}
	return wait
}

// place waits for a place and returns what gives it back; nil when none was free in time.
func (c *crowd) place(ctx context.Context) (leave func()) {
	patience := time.NewTimer(crowdPatience)
	defer patience.Stop()
	select {
	case c.places <- struct{}{}:
		return func() { <-c.places }
	case <-patience.C:
	case <-ctx.Done():
	}
	return nil
}

// parcel is a body on its way. What has come of it counts until it is put down.
type parcel struct {
	io.ReadCloser
	crowd      *crowd
	come, held int64
}

func (c *crowd) parcel(body io.ReadCloser) *parcel { return &parcel{ReadCloser: body, crowd: c} }

// Read reads on, unless there is no room for what came. Fault: too_many_request.
func (p *parcel) Read(into []byte) (int, error) {
	n, err := p.ReadCloser.Read(into)
	p.come += int64(n)
	if more := p.come - crowdFree - p.held; more > 0 {
		if !p.crowd.hold(more) {
			return 0, tooManyAtOnce()
		}
		p.held += more
	}
	return n, err
}

// putDown gives back the room that the body took.
func (p *parcel) putDown() { p.crowd.hold(-p.held) }

// hold changes how many bytes count; false when they would be too many.
func (c *crowd) hold(n int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n > 0 && c.held+n > c.room {
		return false
	}
	c.held += n
	return true
}

func tooManyAtOnce() *fault.Error {
	return fault.New(fault.RateLimited, "too_many_request", "Too many webhooks are on their way at once.").WithHint("Send it again in a while.")
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
