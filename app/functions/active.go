package functions

import (
	"context"
	"sync"
)

// activeRuns are the runs of this process that have not ended.
type activeRuns struct {
	mu        sync.Mutex
	byID      map[string]*active
	instances map[Instance]*active // sync runs only, so that one instance never overlaps itself
}

type active struct {
	id         string
	connection int64 // connect.Connection.ID
	function   Ref
	env        int64
	instance   *Instance
	cancel     context.CancelCauseFunc
	done       chan struct{} // closed when the end is on disk
}

func (a *activeRuns) init() {
	a.byID, a.instances = map[string]*active{}, map[Instance]*active{}
}

// add notes a run; false when its sync instance has one already.
func (a *activeRuns) add(r *active) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if r.instance != nil {
		if a.instances[*r.instance] != nil {
			return false
		}
		a.instances[*r.instance] = r
	}
	a.byID[r.id] = r
	return true
}

func (a *activeRuns) remove(r *active) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.byID, r.id)
	if r.instance != nil && a.instances[*r.instance] == r {
		delete(a.instances, *r.instance)
	}
	close(r.done)
}

func (a *activeRuns) get(id string) *active {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.byID[id]
}

func (a *activeRuns) of(i Instance) *active {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.instances[i]
}

// where lists the runs that match.
func (a *activeRuns) where(match func(*active) bool) []*active {
	a.mu.Lock()
	defer a.mu.Unlock()
	var found []*active
	for _, r := range a.byID {
		if match(r) {
			found = append(found, r)
		}
	}
	return found
}

// end cancels runs and waits until they have ended.
func end(ctx context.Context, runs ...*active) error {
	for _, r := range runs {
		r.cancel(errCancelled)
	}
	for _, r := range runs {
		select {
		case <-r.done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
