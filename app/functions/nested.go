package functions

import (
	"context"
	"fmt"

	"golang.org/x/sync/semaphore"

	"patchbay/app/fault"
)

// mostNested is how deep actions may call actions. Each level keeps a process, and an action that calls itself for ever
// must end.
const mostNested = 8

// parent is a running function as the runs see it that it waits for. While it waits it needs no place of its own: it lends
// its place to one of them at a time, so that a nested run never waits for a place that only its own ancestors could free.
type parent struct {
	depth int           // 0: nobody waits for this run from inside a function
	place chan struct{} // holds a token while the place is not lent
}

func newParent(depth int) *parent {
	p := &parent{depth: depth, place: make(chan struct{}, 1)}
	p.place <- struct{}{}
	return p
}

type parentKey struct{}

// within marks ctx as that of a function's own code: what it asks for is nested in this run.
func (p *parent) within(ctx context.Context) context.Context {
	return context.WithValue(ctx, parentKey{}, p)
}

// parentOf is the function whose code asks; nil when it is somebody else.
func parentOf(ctx context.Context) *parent {
	p, _ := ctx.Value(parentKey{}).(*parent)
	return p
}

// child is what a run nested in p lends on; p may be nil. Fault: action_nested_too_deep.
func (p *parent) child(name string) (*parent, error) {
	if p == nil {
		return newParent(0), nil
	}
	if p.depth >= mostNested {
		return nil, fault.New(fault.Invalid, "action_nested_too_deep",
			fmt.Sprintf("The action %s was not run: %d functions already wait for each other to get here.", name, p.depth+1)).
			WithHint("Look for an action that triggers itself, directly or through others.")
	}
	return newParent(p.depth + 1), nil
}

// borrow takes the parent's place when it is not lent; p may be nil.
func (p *parent) borrow() (release func(), ok bool) {
	if p == nil {
		return nil, false
	}
	select {
	case <-p.place:
		return p.giveBack, true
	default:
		return nil, false
	}
}

func (p *parent) giveBack() { p.place <- struct{}{} }

// either waits for a place of the semaphore's or for the parent's, whichever comes first; p may be nil. Its error is ctx's.
func (p *parent) either(ctx context.Context, sem *semaphore.Weighted) (release func(), err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	free := func() { sem.Release(1) }
	if p == nil {
		return free, sem.Acquire(ctx, 1)
	}
	got := make(chan error, 1)
	go func() { got <- sem.Acquire(ctx, 1) }()
	select {
	case err := <-got:
		return free, err
	case <-p.place:
		cancel()
		if <-got == nil {
			free()
		}
		return p.giveBack, nil
	}
}
