package schedule_test

import (
	"sync"
	"testing"

	"patchbay/app/connect"
	"patchbay/app/schedule"
)

// Commands that come together each change what they are about and leave the rest: nothing is lost to the one that writes
// last.
func TestParallelCommandsLoseNothing(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", true))
	w.ran()
	w.status(idle)
	for round := range 200 {
		frequency := []string{"every 2 hours", "every 3 hours"}[round%2]
		w.must(w.StartSyncs(t.Context(), all(w)))
		var together sync.WaitGroup
		for _, command := range []func() error{
			func() error { return w.PauseSyncs(t.Context(), all(w)) },
			func() error {
				_, err := w.SetFrequency(t.Context(), w.env, "acme", "c", schedule.Name{Sync: "issues"}, frequency)
				return err
			},
			func() error { return w.TriggerSyncs(t.Context(), all(w)) },
			func() error { return w.TriggerSyncs(t.Context(), all(w)) },
			func() error { w.FunctionsChanged(t.Context(), w.env); return nil },
		} {
			together.Go(func() {
				if err := command(); err != nil {
					t.Error(err)
				}
			})
		}
		together.Wait()
		entries, err := w.Entries(t.Context(), all(w))
		w.must(err)
		if e := entries[0]; e.State != schedule.Paused || e.Frequency != frequency || !e.OwnFrequency {
			t.Fatalf("round %d: after a pause and a frequency the sync is %s with %q, want paused with %q", round, e.State, e.Frequency, frequency)
		}
		w.drain()
	}
	w.status(idle)
}

// drain forgets the runs that were reported.
func (w *world) drain() {
	for {
		select {
		case <-w.executor.began:
		default:
			return
		}
	}
}

// Two integrations may have syncs of the same name, with other models.
func TestStatusCountsTheModelsOfItsOwnIntegration(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	_, err := w.connect.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "open", UniqueKey: "zeta"})
	w.must(err)
	w.connected("zeta", "c")
	other := named("issues", "every day", false)
	other.Integration, other.File, other.Models = "zeta", "zeta/syncs/issues.ts", []string{"Ticket"}
	w.install(issues("every day", false), other)
	found, err := w.Statuses(t.Context(), schedule.Command{EnvironmentID: w.env})
	w.must(err)
	models := map[string]map[string]int{}
	for _, s := range found {
		models[s.Integration] = s.Records
	}
	for integration, want := range map[string]string{"acme": "Issue", "zeta": "Ticket"} {
		if _, counted := models[integration][want]; !counted || len(models[integration]) != 1 {
			t.Errorf("the sync of %s counts %v, want only %s", integration, models[integration], want)
		}
	}
}
