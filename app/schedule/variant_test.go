package schedule_test

import (
	"testing"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/schedule"
)

// A variant that is made again is a new one.
func TestADeletedVariantLeavesNothing(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connection("c")
	w.install(issues("every day", false))
	two := schedule.Name{Sync: "issues", Variant: "two"}
	before, err := w.CreateVariant(t.Context(), w.env, "acme", "c", two)
	w.must(err)
	command := all(w)
	command.Syncs = []schedule.Name{two}
	w.must(w.TriggerSyncs(t.Context(), command))
	w.ran()
	w.status(func(s schedule.Status) bool { return s.Variant == "two" && idle(s) })
	w.must(w.DeleteVariant(t.Context(), w.env, "acme", "c", two))
	after, err := w.CreateVariant(t.Context(), w.env, "acme", "c", two)
	w.must(err)
	if after == before {
		t.Errorf("the variant made again has the id %s of the deleted one", after)
	}
	found, err := w.Statuses(t.Context(), command)
	w.must(err)
	if len(found) != 1 || found[0].LastRun != nil || found[0].LastStatus != "" || found[0].LastSyncDate != nil {
		t.Errorf("a variant that never ran has the status %+v", found)
	}
}

// Only variants that were made can run: an unknown one leaves no trace.
func TestAnUnknownVariantDoesNotRun(t *testing.T) {
	t.Parallel()
	w := begin(t)
	c := w.connection("c")
	w.install(issues("every day", false))
	ref := functions.Ref{Integration: "acme", Name: "issues", Type: "sync"}
	_, err := w.functions.Begin(t.Context(), functions.BeginInput{EnvironmentID: w.env, Ref: ref, Connection: "c", Variant: "nosuch"})
	refused(t, "Begin", err)
	_, err = w.functions.RunSync(t.Context(), functions.SyncInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Function: "issues", Variant: "nosuch"})
	refused(t, "RunSync", err)
	known, err := w.functions.LastSync(t.Context(), functions.Instance{EnvironmentID: w.env, ConnectionID: c.ID, Sync: "issues", Variant: "nosuch"})
	w.must(err)
	if known.SyncID != "" {
		t.Errorf("a refused run made the instance %s", known.SyncID)
	}
	select {
	case r := <-w.executor.began:
		t.Errorf("the variant %s ran", r.Variant)
	default:
	}
}

func refused(t *testing.T, what string, err error) {
	t.Helper()
	if !fault.IsKind(err, fault.NotFound) {
		t.Errorf("%s of an unknown variant gives %v, want not found", what, err)
	}
}
