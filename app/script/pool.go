package script

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"patchbay/app/fault"
)

// Options configure a Pool; the zero value works.
type Options struct {
	Command []string         // how to start a child; default: this binary and "runner"
	Max     int              // children at most; default 8
	Warm    int              // children kept ready; default min(2, number of CPUs); negative for none
	IdleFor time.Duration    // how long a child beyond Warm may idle; default 1 minute
	Log     *slog.Logger     // default: discard
	Now     func() time.Time // default time.Now
}

func (o Options) withDefaults() Options {
	if o.Max <= 0 {
		o.Max = 8
	}
	if o.Warm == 0 {
		o.Warm = min(2, runtime.NumCPU())
	}
	o.Warm = max(0, min(o.Warm, o.Max))
	if o.IdleFor <= 0 {
		o.IdleFor = time.Minute
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Pool owns the children and gives each job one of its own.
type Pool struct {
	o Options

	mu      sync.Mutex
	running bool
	stop    context.CancelFunc
	nursery *nursery
	all     map[*child]struct{} // idle and busy ones; not those that have been told to leave
	total   int                 // len(all) and those being started
	idle    []*child            // the one used last is at the end
	waiting []chan *child       // callers at Max, the oldest first; nil means look again
	tend    chan struct{}       // wakes the keeper
	done    sync.WaitGroup      // the keeper, runs and leaving children
}

// NewPool returns a pool that starts nothing before Start.
func NewPool(o Options) *Pool {
	return &Pool{o: o.withDefaults(), all: map[*child]struct{}{}, tend: make(chan struct{}, 1)}
}

// Start begins to keep children ready, in the background. They end with ctx or at Stop. It fails when this binary
// cannot be found. A second Start does nothing.
func (p *Pool) Start(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running {
		return nil
	}
	if len(p.o.Command) == 0 {
		self, err := os.Executable()
		if err != nil {
			return unavailable(err)
		}
		p.o.Command = []string{self, "runner"}
	}
	ctx, p.stop = context.WithCancel(ctx)
	p.running = true
	p.nursery = newNursery()
	p.done.Go(func() { p.keep(ctx) })
	return nil
}

// Stop aborts what runs, ends every child and waits for them and for the runs' Host calls. It may be called again.
func (p *Pool) Stop() {
	p.mu.Lock()
	if !p.running {
		p.mu.Unlock()
		return
	}
	p.running = false
	p.stop()
	for _, waiter := range p.waiting {
		close(waiter)
	}
	p.waiting = nil
	for c := range p.all {
		p.done.Go(c.dismiss)
	}
	p.mu.Unlock()
	p.done.Wait()
	p.nursery.close()
}

func unavailable(cause error) error {
	return fault.New(fault.Unavailable, "runner_unavailable", "Patchbay could not start the process that runs functions.").
		WithHint("Check that the program's file was not moved or deleted while it runs, and that memory is left.").WithCause(cause)
}

// closed is what callers get from a pool that is not running.
func closed() *Failure {
	return &Failure{Kind: Closed, Message: "Patchbay is closing, so the function did not run."}
}

// acquire returns a live child for the caller alone: an idle one, a new one, or, at Max, the next to become free. The
// caller must release it. It joins p.done, so that Stop waits.
func (p *Pool) acquire(ctx context.Context) (*child, error) {
	for {
		p.mu.Lock()
		if !p.running {
			p.mu.Unlock()
			return nil, closed()
		}
		if n := len(p.idle); n > 0 {
			c := p.idle[n-1]
			p.idle = p.idle[:n-1]
			p.done.Add(1)
			p.mu.Unlock()
			return c, nil
		}
		if p.total < p.o.Max {
			p.total++
			p.done.Add(1)
			p.mu.Unlock()
			c, err := p.spawn()
			if err != nil {
				p.done.Done()
			}
			return c, err
		}
		turn := make(chan *child, 1)
		p.waiting = append(p.waiting, turn)
		p.mu.Unlock()
		select {
		case c := <-turn:
			if c != nil {
				return c, nil
			}
		case <-ctx.Done():
			p.leave(turn)
			return nil, aborted()
		}
	}
}

// leave takes a caller out of the queue. When its turn came at the same moment, the turn goes to the next.
func (p *Pool) leave(turn chan *child) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.waiting, turn); i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
		return
	}
	if c := <-turn; c != nil {
		p.hand(c)
		p.done.Done()
		return
	}
	p.lookAgain()
}

// hand gives a free child to the oldest waiting caller, or lets it idle.
func (p *Pool) hand(c *child) {
	if len(p.waiting) == 0 {
		c.since = p.o.Now()
		p.idle = append(p.idle, c)
		return
	}
	p.done.Add(1)
	p.waiting[0] <- c
	p.waiting = p.waiting[1:]
}

// lookAgain tells the oldest waiting caller that a child may be started.
func (p *Pool) lookAgain() {
	if len(p.waiting) > 0 {
		p.waiting[0] <- nil
		p.waiting = p.waiting[1:]
	}
}

// spawn starts a child for which p.total has been raised.
func (p *Pool) spawn() (*child, error) {
	c, err := p.nursery.start(p.o.Command)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.total--
		p.lookAgain()
		return nil, unavailable(err)
	}
	if !p.running {
		p.total--
		p.done.Go(c.dismiss)
		return nil, closed()
	}
	p.all[c] = struct{}{}
	p.done.Go(func() { p.mourn(c) })
	return c, nil
}

// release gives a child back after a job; one that must not run another is dismissed.
func (p *Pool) release(c *child, reusable bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.done.Done()
	if !reusable || !p.running {
		p.part(c)
		return
	}
	p.hand(c)
}

// part lets a child go and makes room for another.
func (p *Pool) part(c *child) {
	p.done.Go(c.dismiss)
	p.strike(c)
}

// strike counts a child out, once.
func (p *Pool) strike(c *child) {
	if _, counted := p.all[c]; !counted {
		return
	}
	delete(p.all, c)
	p.total--
	p.lookAgain()
	p.nudge()
}

// mourn waits for the end of a child and counts it out.
func (p *Pool) mourn(c *child) {
	<-c.exited
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.idle, c); i >= 0 {
		p.idle = slices.Delete(p.idle, i, i+1)
		if c.verdict.Load() == nil {
			p.o.Log.Warn("an idle runner ended by itself", "pid", c.pid, "why", c.lastWords())
		}
	}
	p.strike(c)
}

func (p *Pool) nudge() {
	select {
	case p.tend <- struct{}{}:
	default:
	}
}

// keep holds Warm children ready and lets go of those that idle too long, until ctx ends.
func (p *Pool) keep(ctx context.Context) {
	clock := time.NewTicker(max(p.o.IdleFor/4, 10*time.Millisecond))
	defer clock.Stop()
	retry := time.NewTimer(0)
	defer retry.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
			p.reap()
			continue
		case <-p.tend:
			retry.Reset(refill)
			continue
		case <-retry.C:
		}
		if !p.warm() {
			retry.Reset(10 * refill)
		}
	}
}

// refill is how long the keeper waits before it replaces a lost child: a machine that kills children one after the
// other shall not be kept busy with new ones.
const refill = 100 * time.Millisecond

// warm starts children up to Warm and reports whether that worked.
func (p *Pool) warm() bool {
	for {
		p.mu.Lock()
		if !p.running || p.total >= p.o.Warm {
			p.mu.Unlock()
			return true
		}
		p.total++
		p.done.Add(1)
		p.mu.Unlock()
		c, err := p.spawn()
		if err != nil {
			p.done.Done()
			if failed, ok := errors.AsType[*Failure](err); ok && failed.Kind == Closed {
				return true // stopped meanwhile: nobody waits for children any more
			}
			p.o.Log.Error("cannot start a runner", "err", fault.From(err))
			return false
		}
		p.release(c, true)
	}
}

// reap dismisses the children beyond Warm that nobody used for IdleFor.
func (p *Pool) reap() {
	p.mu.Lock()
	defer p.mu.Unlock()
	latest := p.o.Now().Add(-p.o.IdleFor)
	for leaving := p.total - p.o.Warm; leaving > 0 && len(p.idle) > 0 && p.idle[0].since.Before(latest); leaving-- {
		c := p.idle[0]
		p.idle = p.idle[1:]
		p.part(c)
	}
}
