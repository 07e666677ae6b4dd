package deploy

import "context"

// Begin starts a job that does what the test says.
func (s *Service) Begin(env int64, do func(ctx context.Context, j *Job) error) (Job, error) {
	return s.start(env, kindDryRun, Job{}, do)
}

// Enter is the door of deployments.
func (s *Service) Enter(env int64) (release func(), err error) { return s.enter(env) }

// KeptJobs is how many jobs are remembered.
const KeptJobs = keptJobs
