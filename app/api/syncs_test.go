package api_test

import (
	"encoding/json"
	"testing"

	"patchbay/app/compile"
	"patchbay/app/script"
)

// http-api §8.2: what has no schedule is STOPPED, and runs when it is asked to.
func TestASyncWithoutAScheduleIsStopped(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("open", "unauthenticated", nil)
	st.connection("open", "c", map[string]any{"type": "NONE"})
	sync := func(name, runs string) *compile.Function {
		file := "open/syncs/" + name + ".ts"
		return &compile.Function{Integration: "open", Name: name, Type: compile.Sync, Version: "1", File: file, Models: []string{"Issue"}, Frequency: runs, AutoStart: true,
			JSONSchema: json.RawMessage(`{"definitions":{}}`), Hash: name, Program: script.NewProgram(file, "")}
	}
	st.installed(sync("never", ""), sync("words", "half day"), sync("hasty", "every 5s"))
	a := st.expect(200, "GET", "/sync/status?syncs=*&provider_config_key=open&connection_id=c", nil)
	list("syncs", "name", "hasty", "never", "words")(t, a)
	list("syncs", "status", "STOPPED", "STOPPED", "SUCCESS")(t, a)
	list("syncs", "frequency", "", "", "half day")(t, a)
	has("syncs.1.frequency", "null")(t, a)
	for _, path := range []string{"/sync/trigger", "/sync/start", "/sync/pause"} {
		st.expect(200, "POST", path, map[string]any{"provider_config_key": "open", "connection_id": "c", "syncs": []string{"never", "hasty"}})
	}
	frequency := func(runs any) answer {
		return st.expect(200, "PUT", "/sync/update-connection-frequency", map[string]any{"provider_config_key": "open", "connection_id": "c", "sync_name": "never", "frequency": runs})
	}
	has("frequency", `"12h"`)(t, frequency("half day"))
	has("syncs.0.status", `"PAUSED"`)(t, st.expect(200, "GET", "/sync/status?syncs=never&provider_config_key=open", nil))
	has("frequency", `""`)(t, frequency(nil))
	has("syncs.0.status", `"STOPPED"`)(t, st.expect(200, "GET", "/sync/status?syncs=never&provider_config_key=open", nil))
}
