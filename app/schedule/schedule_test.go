package schedule_test

import (
	"context"
	"testing"
	"time"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/schedule"
)

func TestAnAutoStartedSyncRunsAtOnceAndThenOnItsGrid(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every hour", true))
	if r := w.ran(); r.Job != 1 || r.LastSyncDate != nil {
		t.Errorf("the first run is job %d with last sync date %v, want 1 and none", r.Job, r.LastSyncDate)
	}
	s := w.status(idle)
	if want := w.clock.Now().Add(time.Hour); s.NextAt == nil || !s.NextAt.Equal(want) {
		t.Errorf("the next run is at %v, want %v", s.NextAt, want)
	}
	w.clock.Advance(59 * time.Minute)
	w.quiet()
	w.clock.Advance(time.Minute)
	w.Look(t.Context())
	if r := w.ran(); r.Job != 2 || r.LastSyncDate == nil {
		t.Errorf("the second run is job %d with last sync date %v, want 2 and the first one's start", r.Job, r.LastSyncDate)
	}
}

// FN-17: missed runs collapse into one.
func TestFN17MissedRunsBecomeOne(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every hour", true))
	w.ran()
	w.status(idle)
	w.clock.Advance(10*time.Hour + 17*time.Minute) // asleep, over a change to daylight saving time
	w.Look(t.Context())
	w.ran()
	s := w.status(func(s schedule.Status) bool { return idle(s) && s.LastRun.Job == 2 })
	if want := time.Date(2026, 3, 28, 23, 0, 0, 0, time.UTC); s.NextAt == nil || !s.NextAt.Equal(want) {
		t.Errorf("the next run is at %v, want %v: on the grid", s.NextAt, want)
	}
	w.quiet()
}

// FN-17: two runs of one sync never overlap, and a paused one does not fire.
func TestFN17OneAtATime(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	release := w.executor.hold()
	w.install(issues("every 30 seconds", true))
	w.ran()
	w.clock.Advance(5 * time.Minute)
	w.quiet()
	w.must(w.TriggerSyncs(t.Context(), all(w))) // ignored: one is running
	w.quiet()
	w.executor.letGo()
	close(release)
	w.status(func(s schedule.Status) bool { return idle(s) && s.LastRun.Job == 1 })
	w.quiet() // the ten turns it missed are gone
	w.clock.Advance(30 * time.Second)
	w.Look(t.Context())
	w.ran()
	w.status(func(s schedule.Status) bool { return idle(s) && s.LastRun.Job == 2 })
	w.must(w.PauseSyncs(t.Context(), all(w)))
	w.clock.Advance(time.Hour)
	w.quiet()
}

func TestStartPauseTrigger(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", false))
	s := w.status(func(s schedule.Status) bool { return s.Sync == "issues" })
	if s.Status != schedule.StatusPaused || s.NextAt != nil || s.SyncID == "" || s.Frequency != "every day" {
		t.Errorf("a sync without autoStart begins as %+v, want paused", s)
	}
	w.quiet()
	w.must(w.TriggerSyncs(t.Context(), all(w)))
	if r := w.ran(); r.Job != 1 {
		t.Errorf("triggered run is job %d, want 1", r.Job)
	}
	if s := w.status(idle); s.Status != schedule.StatusPaused || s.LastRun.Trigger != functions.TriggerAPI || s.LastResult["Issue"].Added != 1 {
		t.Errorf("after a trigger the sync is %s by %s with %v, want PAUSED by api with 1 added", s.Status, s.LastRun.Trigger, s.LastResult)
	}
	w.must(w.StartSyncs(t.Context(), all(w)))
	w.ran()
	w.status(func(s schedule.Status) bool {
		return idle(s) && s.LastRun.Job == 2 && s.Status == schedule.StatusSuccess
	})
	w.executor.hold()
	w.must(w.TriggerSyncs(t.Context(), all(w)))
	w.ran()
	w.must(w.PauseSyncs(t.Context(), all(w))) // also cancels what runs
	if s := w.status(idle); s.LastRun.State != functions.Cancelled || s.Status != schedule.StatusPaused {
		t.Errorf("after a pause the run is %s and the sync %s, want cancelled and PAUSED", s.LastRun.State, s.Status)
	}
}

// A deploy may bring a sync with no rhythm, or one that is too short: it runs by hand (http-api §8.2).
func TestASyncWithoutAScheduleRunsByHand(t *testing.T) {
	t.Parallel()
	for _, frequency := range []string{"", "every 5s", "every minute"} {
		w := begin(t)
		w.connection("c")
		w.install(issues(frequency, true))
		s := w.status(func(s schedule.Status) bool { return s.Sync == "issues" })
		if s.Status != schedule.StatusStopped || s.NextAt != nil || s.Frequency != "" {
			t.Errorf("%q begins as %s, next at %v, every %q; want STOPPED", frequency, s.Status, s.NextAt, s.Frequency)
		}
		w.must(w.StartSyncs(t.Context(), all(w))) // there is nothing to start
		w.clock.Advance(time.Hour)
		w.quiet()
		w.must(w.TriggerSyncs(t.Context(), all(w)))
		w.ran()
		if s := w.status(idle); s.Status != schedule.StatusStopped || s.LastStatus != schedule.StatusSuccess || s.NextAt != nil {
			t.Errorf("%q is %s after a run that was %s, next at %v", frequency, s.Status, s.LastStatus, s.NextAt)
		}
		w.quiet()
		if text, err := w.SetFrequency(t.Context(), w.env, "acme", "c", schedule.Name{Sync: "issues"}, "half day"); err != nil || text != "12h" {
			t.Errorf("a rhythm of its own is %q, %v; want 12h", text, err)
		}
		w.must(w.StartSyncs(t.Context(), all(w)))
		w.ran()
		w.status(func(s schedule.Status) bool { return idle(s) && s.Status == schedule.StatusSuccess && s.NextAt != nil })
		if text, err := w.SetFrequency(t.Context(), w.env, "acme", "c", schedule.Name{Sync: "issues"}, ""); err != nil || text != frequency {
			t.Errorf("without it, it is %q, %v; want the function's %q", text, err, frequency)
		}
		w.status(func(s schedule.Status) bool { return s.Status == schedule.StatusStopped && s.NextAt == nil })
	}
}

func TestAScheduleComesAndGoesWithTheFunctions(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("", true))
	w.status(func(s schedule.Status) bool { return s.Status == schedule.StatusStopped })
	w.install(issues("half hour", true)) // as a deploy may write it
	w.ran()
	s := w.status(idle)
	if want := w.clock.Now().Add(30 * time.Minute); s.Status != schedule.StatusSuccess || s.NextAt == nil || !s.NextAt.Equal(want) {
		t.Errorf("with a rhythm the sync is %s, next at %v; want SUCCESS and %v", s.Status, s.NextAt, want)
	}
	w.install(issues("", true))
	w.status(func(s schedule.Status) bool { return s.Status == schedule.StatusStopped && s.NextAt == nil })
	w.clock.Advance(time.Hour)
	w.quiet()
}

func TestAResetCancelsAndStartsOver(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", true))
	w.ran()
	w.status(idle)
	w.executor.hold()
	w.must(w.TriggerSyncs(t.Context(), all(w)))
	if r := w.ran(); r.LastSyncDate == nil {
		t.Error("an ordinary second run has no last sync date")
	}
	w.executor.letGo()
	command := all(w)
	command.Reset, command.EmptyCache = true, true
	w.must(w.TriggerSyncs(t.Context(), command))
	if r := w.ran(); r.LastSyncDate != nil || r.Job != 3 {
		t.Errorf("the run after a reset is job %d with last sync date %v, want 3 and none", r.Job, r.LastSyncDate)
	}
	w.status(func(s schedule.Status) bool { return idle(s) && s.LastRun.Job == 3 })
	w.quiet()
}

func TestAFrequencyOfItsOwn(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", true))
	w.ran()
	w.status(idle)
	set := func(text string) (string, error) {
		return w.SetFrequency(t.Context(), w.env, "acme", "c", schedule.Name{Sync: "issues"}, text)
	}
	if text, err := set("every 2 hours"); err != nil || text != "2 hours" {
		t.Fatalf("setting every 2 hours answers %q, %v; want 2 hours", text, err)
	}
	s := w.status(idle)
	if want := w.clock.Now().Add(2 * time.Hour); s.NextAt == nil || !s.NextAt.Equal(want) || s.Frequency != "every 2 hours" || !s.OwnFrequency {
		t.Errorf("the sync is due at %v with %q, want %v", s.NextAt, s.Frequency, want)
	}
	w.install(issues("every week", true)) // the connection's own wins
	if s := w.status(idle); s.Frequency != "every 2 hours" {
		t.Errorf("after the function changed: %q, want every 2 hours", s.Frequency)
	}
	if text, err := set(""); err != nil || text != "every week" {
		t.Errorf("taking it back answers %q, %v; want every week", text, err)
	}
	for _, wrong := range []string{"every 5 seconds", "whenever", "cron"} {
		if _, err := set(wrong); !fault.HasCode(err, "invalid_body") {
			t.Errorf("the frequency %q gives %v, want invalid_body", wrong, err)
		}
	}
	if _, err := w.SetFrequency(t.Context(), w.env, "acme", "c", schedule.Name{Sync: "nothing"}, "every hour"); !fault.HasCode(err, "unknown_sync") {
		t.Errorf("an unknown sync gives %v, want unknown_sync", err)
	}
}

func TestVariants(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", true))
	w.ran()
	w.status(idle)
	two := schedule.Name{Sync: "issues", Variant: "two"}
	id, err := w.CreateVariant(t.Context(), w.env, "acme", "c", two)
	w.must(err)
	if r := w.ran(); r.Variant != "two" || id == "" {
		t.Errorf("the variant's run is %q of %q, want two", r.Variant, id)
	}
	if _, err := w.CreateVariant(t.Context(), w.env, "acme", "c", two); !fault.HasCode(err, "sync_variant_already_exists") {
		t.Errorf("making it again gives %v", err)
	}
	if _, err := w.CreateVariant(t.Context(), w.env, "acme", "c", schedule.Name{Sync: "issues", Variant: "base"}); !fault.HasCode(err, "invalid_variant") {
		t.Errorf("making base gives %v", err)
	}
	w.status(func(s schedule.Status) bool { return s.Variant == "two" && idle(s) })
	w.must(w.DeleteVariant(t.Context(), w.env, "acme", "c", two))
	if err := w.DeleteVariant(t.Context(), w.env, "acme", "c", two); !fault.IsKind(err, fault.NotFound) {
		t.Errorf("deleting it again gives %v, want not found", err)
	}
}

func TestUnknownThingsAreNamed(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", false))
	for name, c := range map[string]schedule.Command{
		"unknown_provider_config": {EnvironmentID: w.env, Integration: "nobody"},
		"unknown_connection":      {EnvironmentID: w.env, Integration: "acme", Connection: "nobody"},
		"no_syncs_found":          {EnvironmentID: w.env, Integration: "acme", Syncs: []schedule.Name{{Sync: "nothing"}}},
	} {
		if err := w.StartSyncs(t.Context(), c); !fault.HasCode(err, name) {
			t.Errorf("want %s, got %v", name, err)
		}
	}
}

// What was asked for survives the end of the process.
func TestARequestOutlivesTheProcess(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", false))
	w.Stop() // nothing takes the request up
	w.must(w.TriggerSyncs(context.Background(), all(w)))
	w.close()
	w.open()
	w.must(w.Start(context.Background()))
	if r := w.ran(); r.Job != 1 {
		t.Errorf("the run after the restart is job %d, want 1", r.Job)
	}
	w.status(idle)
	w.quiet()
}

// A run that the end of the process cut off is made up for.
func TestAnInterruptedSyncRunsAgain(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.executor.hold()
	w.install(issues("every day", true))
	w.ran()
	w.close()
	w.executor.letGo()
	w.open()
	w.must(w.Start(context.Background()))
	if r := w.ran(); r.Job != 2 {
		t.Errorf("the run after the restart is job %d, want 2", r.Job)
	}
	w.status(func(s schedule.Status) bool { return idle(s) && s.LastRun.State == functions.Succeeded })
	w.quiet()
}

func TestEveryConnectionHasItsOwnSchedule(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("a")
	w.install(issues("every day", true))
	w.ran()
	w.connection("b") // comes later and runs at once
	if r := w.ran(); r.Connection.ConnectionID != "b" {
		t.Errorf("the sync ran on %s, want b", r.Connection.ConnectionID)
	}
	w.status(func(s schedule.Status) bool { return s.Connection == "b" && idle(s) })
	w.must(w.functions.SetEnabled(t.Context(), w.env, functions.Ref{Integration: "acme", Name: "issues", Type: "sync"}, false))
	if err := w.TriggerSyncs(t.Context(), all(w)); !fault.HasCode(err, "no_syncs_found") {
		t.Errorf("triggering a disabled sync gives %v, want no_syncs_found", err)
	}
	w.install() // gone
	w.clock.Advance(48 * time.Hour)
	w.quiet()
}
