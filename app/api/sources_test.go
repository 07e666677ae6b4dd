package api_test

import (
	"net/http"
	"testing"

	"patchbay/app/logs"
)

// Whoever asks, the log says so, and its filter finds it again.
func TestTheLogNamesWhoAsked(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	ofConnection := []string{"Provider-Config-Key", "bench", "Connection-Id", "c1"}
	for source, ask := range map[string]func() int{
		logs.SourceAPI: func() int { return serve(st.server.Trusted(), "GET", "/proxy/echo", ofConnection...).status },
		logs.SourceCLI: func() int { return serve(st.server.CommandLine(), "GET", "/proxy/echo", ofConnection...).status },
		logs.SourceMCP: func() int {
			got := st.call(st.mcpClient("/mcp/patchbay"), "proxy_request", map[string]any{"method": "GET", "path": "/echo", "integration_id": "bench", "connection_id": "c1"})
			return int(got.at(t, "status").(float64))
		},
		logs.SourcePath: func() int { return st.ask("GET", "/patchbay/c/bench/c1/echo", nil).status },
		logs.SourcePlayground: func() int {
			return st.ask("POST", "/patchbay/request", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "method": "GET", "path": "/echo"}).status
		},
	} {
		if status := ask(); status != http.StatusOK {
			t.Fatalf("%s: %d", source, status)
		}
		found := st.expect(http.StatusOK, "GET", "/patchbay/operations?kind=proxy&source="+source, nil).at(t, "data").([]any)
		if len(found) != 1 || found[0].(map[string]any)["source"] != source {
			t.Errorf("%s: the log holds %v", source, found)
		}
	}
	for _, source := range logs.Sources() {
		st.expect(http.StatusOK, "GET", "/patchbay/operations?source="+source, nil)
	}
	st.expect(http.StatusBadRequest, "GET", "/patchbay/operations?source=nobody", nil)
}

// A run says who started it.
func TestARunNamesItsDoor(t *testing.T) {
	t.Parallel()
	st := benchStack(t, stackOptions{}, nil)
	trigger := func(h http.Handler) string {
		a := send(h, "POST", "/patchbay/functions/bench/any/noop/run", map[string]any{"connection": "c1", "mode": "run"})
		if a.status != http.StatusAccepted {
			t.Fatalf("%d %s", a.status, a.body)
		}
		return a.at(t, "data", "trigger").(string)
	}
	for want, handler := range map[string]http.Handler{logs.SourceCLI: st.server.CommandLine(), logs.SourceGUI: st.server.Trusted()} {
		if got := trigger(handler); got != want {
			t.Errorf("the run was started by %q, want %q", got, want)
		}
	}
}
