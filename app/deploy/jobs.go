package deploy

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

// The states of a job, in the words of http-api §12.3.
const (
	Waiting = "waiting"
	Running = "running"
	Success = "success"
	Failed  = "failed"
)

// keptJobs is how many jobs are remembered; clients ask for a job within seconds of its end.
const keptJobs = 200

// Job is one dry run or deployment of code that was sent. It is kept in memory: after a restart nobody knows it.
type Job struct {
	ID          string // UUID
	State       string
	Integration string
	Name        string       // deployments: of the function
	Type        compile.Type // "" while a template's type is unknown

	CreatedAt, UpdatedAt   time.Time
	StartedAt, CompletedAt time.Time // zero before

	Result json.RawMessage // dry runs: what the function returned, or would have saved
	Done   []Done          // deployments
	Error  *fault.Error    // why it failed
}

// jobs keeps jobs and the goroutines that do them.
type jobs struct {
	ctx    context.Context
	cancel context.CancelFunc
	wait   sync.WaitGroup

	mu      sync.Mutex
	stopped bool
	byID    map[string]*job
	order   []string // the oldest first
}

type job struct {
	env  int64
	kind string
	Job
}

// The kinds of job; each has its own route.
const (
	kindDryRun = "dryrun"
	kindDeploy = "deployment"
)

func (j *jobs) init() {
	j.ctx, j.cancel = context.WithCancel(context.Background())
	j.byID = map[string]*job{}
}

func (j *jobs) stop() {
	j.mu.Lock()
	j.stopped = true
	j.mu.Unlock()
	j.cancel()
	j.wait.Wait()
}

// start remembers a job and does it in the background. do changes what it gets a copy of; its error fails the job.
func (s *Service) start(env int64, kind string, first Job, do func(ctx context.Context, j *Job) error) (Job, error) {
	id, err := uuid.NewRandomFromReader(s.Rand)
	if err != nil {
		return Job{}, err
	}
	now := s.Now()
	first.ID, first.State, first.CreatedAt, first.UpdatedAt = id.String(), Waiting, now, now
	j := &s.jobs
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stopped {
		return Job{}, fault.New(fault.Unavailable, "server_error", "Patchbay is closing.")
	}
	if len(j.order) >= keptJobs {
		delete(j.byID, j.order[0])
		j.order = slices.Delete(j.order, 0, 1)
	}
	j.byID[first.ID], j.order = &job{env, kind, first}, append(j.order, first.ID)
	j.wait.Go(func() { s.work(j.ctx, first, do) })
	return first, nil
}

func (s *Service) work(ctx context.Context, now Job, do func(context.Context, *Job) error) {
	now.State, now.StartedAt = Running, s.Now()
	s.jobs.put(now, now.StartedAt)
	err := do(ctx, &now)
	now.State, now.CompletedAt = Success, s.Now()
	if err != nil {
		now.State, now.Error = Failed, fault.From(err)
	}
	s.jobs.put(now, now.CompletedAt)
}

func (j *jobs) put(now Job, at time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	now.UpdatedAt = at
	if kept := j.byID[now.ID]; kept != nil {
		kept.Job = now
	}
}

// get returns a copy of a job; false when there is none of the kind in the environment.
func (j *jobs) get(env int64, kind, id string) (Job, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	kept := j.byID[id]
	if kept == nil || kept.env != env || kept.kind != kind {
		return Job{}, false
	}
	return kept.Job, true
}
