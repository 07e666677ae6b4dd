package api_test

import (
	"testing"
	"time"
)

// A failing sync stands at its connection, in lists too, until it succeeds (http-api §6.1).
func TestAFailingSyncStandsAtItsConnection(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	unrecorded(st, "c1")
	st.runFunctions("bench")
	count := func(n float64) {
		st.expect(201, "POST", "/connections/metadata", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "metadata": map[string]any{"count": n, "batch": n, "salt": ""}})
	}
	standing := func(path, at string, want int) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); ; {
			errors, _ := step(st.expect(200, "GET", path, nil).json(t), at).([]any)
			if len(errors) == want {
				if want > 0 && (step(errors[0], "type") != "sync" || len(step(errors[0], "log_id").(string)) < 10) {
					t.Errorf("%s: %v", path, errors)
				}
				return
			}
			if time.Now().After(end) {
				t.Fatalf("%s: %v, want %d", path, errors, want)
			}
		}
	}
	count(1e15) // no array is that long
	st.expect(200, "POST", "/sync/start", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "syncs": []string{"fill"}})
	standing("/connections", "connections.0.errors", 1)
	standing("/connections/c1?provider_config_key=bench", "errors", 1)
	count(2)
	st.expect(200, "POST", "/sync/trigger", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "syncs": []string{"fill"}})
	standing("/connections", "connections.0.errors", 0)
	standing("/connections/c1?provider_config_key=bench", "errors", 0)
}
