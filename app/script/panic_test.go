package script_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"patchbay/app/script"
)

// A defect in the host's code fails the call, not the app, and the runner serves the next job.
func TestAHostThatPanicsFailsTheCall(t *testing.T) {
	t.Parallel()
	var told strings.Builder
	p := newPool(t, script.Options{Warm: 1, Log: slog.New(slog.NewTextHandler(&told, nil))})
	h := fakeHost{
		call: func(_ context.Context, method string, args, _ []byte) (script.Reply, error) {
			if method == "bad" {
				panic("a defect of ours")
			}
			return script.Reply{Head: args}, nil
		},
		notify: func(string, []byte) { panic("a defect of ours") },
	}
	code := exec(`
		given.host.notify('bad', '1');
		let said;
		try { await given.host.call('bad', '1'); } catch (e) { said = [e.message, e.code]; }
		return [said, (await given.host.call('good', '2')).head];`)
	want := `[["Patchbay failed while it answered the function. The program's log has the details.","server_error"],2]`
	for range 2 {
		if got := mustRun(t, p, job(code, script.Limits{}), h); got != want {
			t.Fatalf("returned %s, want %s", got, want)
		}
	}
	if !strings.Contains(told.String(), "a defect of ours") {
		t.Errorf("the log says %q", told.String())
	}
}
