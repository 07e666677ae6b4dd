package deploy_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/deploy"
	"patchbay/app/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOneDeploymentAtATime(t *testing.T) {
	t.Parallel()
	s := deploy.New(deploy.Options{})
	release, err := s.Enter(1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Enter(1); !fault.HasCode(err, "concurrent_deployment") {
		t.Errorf("a second one gets %v", err)
	}
	other, err := s.Enter(2)
	if err != nil {
		t.Errorf("another environment gets %v", err)
	}
	other()
	release()
	if again, err := s.Enter(1); err != nil {
		t.Errorf("after the first one ended: %v", err)
	} else {
		again()
	}
}

func TestAJobTellsHowItGoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := deploy.New(deploy.Options{})
		defer s.Stop()
		proceed := make(chan error)
		first, err := s.Begin(7, func(_ context.Context, j *deploy.Job) error {
			<-time.After(3 * time.Second) // the bubble's
			j.Result = []byte(`"done"`)
			return <-proceed
		})
		if err != nil || first.State != deploy.Waiting || first.CreatedAt.IsZero() {
			t.Fatalf("started as %+v, %v", first, err)
		}
		synctest.Wait()
		if j, err := s.DryRun(7, first.ID); err != nil || j.State != deploy.Running || j.Result != nil {
			t.Errorf("running it is %+v, %v", j, err)
		}
		proceed <- nil
		synctest.Wait()
		j, err := s.DryRun(7, first.ID)
		if err != nil || j.State != deploy.Success || string(j.Result) != `"done"` || j.CompletedAt.Sub(j.StartedAt) != 3*time.Second {
			t.Errorf("at its end it is %+v, %v", j, err)
		}
		for name, ask := range map[string]func() error{
			"another environment": func() error { _, err := s.DryRun(8, first.ID); return err },
			"another id":          func() error { _, err := s.DryRun(7, "x"); return err },
		} {
			if err := ask(); !fault.HasCode(err, "dryrun_not_found") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := s.Deployment(7, first.ID); !fault.HasCode(err, "deployment_not_found") {
			t.Errorf("asked for as a deployment: %v", err)
		}
	})
}

func TestAFailedJobSaysWhy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := deploy.New(deploy.Options{})
		defer s.Stop()
		for err, code := range map[error]string{fault.New(fault.Invalid, "compilation_error", "no"): "compilation_error", errors.New("disk"): "server_error"} {
			first, begun := s.Begin(1, func(context.Context, *deploy.Job) error { return err })
			if begun != nil {
				t.Fatal(begun)
			}
			synctest.Wait()
			if j, asked := s.DryRun(1, first.ID); asked != nil || j.State != deploy.Failed || j.Error.Code != code {
				t.Errorf("%v: %+v, %v", err, j, asked)
			}
		}
	})
}

func TestOldJobsAreForgotten(t *testing.T) {
	t.Parallel()
	s := deploy.New(deploy.Options{})
	defer s.Stop()
	first, err := s.Begin(1, func(context.Context, *deploy.Job) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	for range deploy.KeptJobs {
		if _, err := s.Begin(1, func(context.Context, *deploy.Job) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.DryRun(1, first.ID); !fault.HasCode(err, "dryrun_not_found") {
		t.Errorf("the oldest is kept: %v", err)
	}
}

func TestStopEndsJobs(t *testing.T) {
	t.Parallel()
	s := deploy.New(deploy.Options{})
	began, ended := make(chan struct{}), make(chan struct{})
	_, err := s.Begin(1, func(ctx context.Context, _ *deploy.Job) error {
		close(began)
		<-ctx.Done()
		close(ended)
		return ctx.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	<-began
	s.Stop()
	select {
	case <-ended:
	default:
		t.Error("Stop did not wait")
	}
	if _, err := s.Begin(1, func(context.Context, *deploy.Job) error { return nil }); err == nil {
		t.Error("a job began after Stop")
	}
	s.Stop()
}
