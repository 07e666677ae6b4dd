package script

import (
	"context"
	"log/slog"
	"time"
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

// Pool owns the children and gives each job one of its own.
type Pool struct {
	o Options
}

// NewPool returns a pool that starts nothing before Start.
func NewPool(o Options) *Pool { return &Pool{o: o} }

// Start begins to keep children ready. They end with ctx or at Stop.
func (p *Pool) Start(ctx context.Context) error { return nil }

// Stop aborts what runs, ends every child and waits for them.
func (p *Pool) Stop() {}

// Run gives the job to a child of its own and returns what came of it: a *Failure, beside a Result without value,
// when the run ended badly. When ctx ends the run is aborted within a second.
func (p *Pool) Run(ctx context.Context, j Job, h Host) (*Result, error) { return nil, nil }

// Ask has a child do work of the kind that its engine.Options name, e.g. "check", for at most limit.
func (p *Pool) Ask(ctx context.Context, kind string, request []byte, limit time.Duration) ([]byte, error) {
	return nil, nil
}
