package app_test

import (
	"context"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// functionSteps run functions and read what they keep.
var functionSteps = []scenario{
	{
		name: "list functions", want: `["fill","fill","fill","greet","greet","greet","wait","wait","wait"]`,
		http: func(w *ways) string { return names(w.ask("GET", "/patchbay/functions", ""), "data", "name") },
		mcp:  func(w *ways) string { return names(w.tool(w.workbench, "functions_list"), "functions", "name") },
		cli:  func(w *ways) string { return names(w.run("functions", "list", "--json"), "data", "name") },
	},
	{
		name: "run an action", want: `{"hi":"Ada"}`,
		http: func(w *ways) string {
			return part(w.through("POST", "/action/trigger", object("action_name", "greet", "input", map[string]any{"name": "Ada"})), "")
		},
		mcp: func(w *ways) string { return part(w.tool(w.acting(), "greet", "name", "Ada"), "") },
		cli: func(w *ways) string {
			return part(w.run("functions", "run", "greet", "by-cli/jane", "-i", `{"name":"Ada"}`), "")
		},
	},
	{
		name: "run an action that fails", refuses: "action_script_runtime_error",
		http: func(w *ways) string {
			return w.through("POST", "/action/trigger", object("action_name", "greet", "input", map[string]any{"name": ""}))
		},
		mcp: func(w *ways) string {
			_, err := w.acting().CallTool(context.WithoutCancel(w.t.Context()), &mcp.CallToolParams{Name: "greet", Arguments: map[string]any{"name": ""}})
			if err == nil {
				w.t.Fatal("it does not fail")
			}
			_, told, _ := strings.Cut(err.Error(), ": ")
			return told
		},
		cli: func(w *ways) string { return w.fail("functions", "run", "greet", "by-cli/jane", "-i", `{"name":""}`) },
	},
	{
		name: "try an action", want: `{"hi":"Ada"}`,
		http: func(w *ways) string {
			started := w.ask("POST", "/patchbay/functions/by-http/action/greet/run", object("connection", "jane", "mode", "dryrun", "input", map[string]any{"name": "Ada"}))
			id := text(part(part(started, "data"), "id"))
			w.until(`"succeeded"`, func() string { return part(part(w.ask("GET", "/patchbay/runs/"+id, ""), "data"), "state") })
			return part(part(w.ask("GET", "/patchbay/runs/"+id, ""), "data"), "output")
		},
		mcp: func(w *ways) string {
			return part(w.tool(w.workbench, "function_dry_run", "integration_id", "by-mcp", "name", "greet", "connection_id", "jane", "input", map[string]any{"name": "Ada"}), "output")
		},
		cli: func(w *ways) string {
			return part(w.run("functions", "dryrun", "greet", "by-cli/jane", "-i", `{"name":"Ada"}`, "--project", w.folder), "")
		},
	},
	{
		name: "how a sync does that never ran", want: `["PAUSED"]`,
		http: func(w *ways) string { return w.statusByHTTP("fill") },
		mcp:  func(w *ways) string { return w.statusByMCP("fill") },
		cli:  func(w *ways) string { return w.statusByCLI("fill") },
	},
	{
		name: "run a sync that is not there", refuses: "no_syncs_found",
		http: func(w *ways) string {
			return w.ask("POST", "/sync/trigger", object("provider_config_key", "by-http", "connection_id", "jane", "syncs", []string{"none"}))
		},
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "syncs_trigger", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{"none"})
		},
		cli: func(w *ways) string { return w.fail("syncs", "trigger", "by-cli/jane", "none") },
	},
	{
		name: "run a sync of nobody", refuses: "unknown_connection",
		http: func(w *ways) string {
			return w.ask("POST", "/sync/trigger", object("provider_config_key", "by-http", "connection_id", "nobody", "syncs", []string{"fill"}))
		},
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "syncs_trigger", "integration_id", "by-mcp", "connection_id", "nobody", "syncs", []string{"fill"})
		},
		cli: func(w *ways) string { return w.fail("syncs", "trigger", "by-cli/nobody", "fill") },
	},
	{
		name: "run a sync", want: `["SUCCESS"]`,
		http: func(w *ways) string {
			w.ask("POST", "/sync/trigger", object("provider_config_key", "by-http", "connection_id", "jane", "syncs", []string{"fill"}))
			return w.until(`["SUCCESS"]`, func() string {
				return names(w.ask("GET", "/sync/status?syncs=fill&provider_config_key=by-http&connection_id=jane", ""), "syncs", "latestExecutionStatus")
			})
		},
		mcp: func(w *ways) string {
			w.tool(w.workbench, "syncs_trigger", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{"fill"})
			return w.until(`["SUCCESS"]`, func() string {
				return names(w.tool(w.workbench, "syncs_status", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{"fill"}), "syncs", "latestExecutionStatus")
			})
		},
		cli: func(w *ways) string {
			w.run("syncs", "trigger", "by-cli/jane", "fill")
			return w.until(`["SUCCESS"]`, func() string {
				return names(w.run("syncs", "status", "by-cli/jane", "fill", "--json"), "syncs", "latestExecutionStatus")
			})
		},
	},
	{
		name: "read records", want: `["a","b"]`,
		http: func(w *ways) string { return names(w.through("GET", "/records?model=Item"), "records", "id") },
		mcp: func(w *ways) string {
			return names(w.tool(w.workbench, "records_list", "integration_id", "by-mcp", "connection_id", "jane", "model", "Item"), "records", "id")
		},
		cli: func(w *ways) string {
			return names(w.run("records", "list", "by-cli/jane", "Item", "--json"), "records", "id")
		},
	},
	{
		name: "read records with a cursor that is none", refuses: "server_error", // the wire's odd code (http-api §7.1)
		http: func(w *ways) string { return w.through("GET", "/records?model=Item&cursor=x") },
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "records_list", "integration_id", "by-mcp", "connection_id", "jane", "model", "Item", "cursor", "x")
		},
		cli: func(w *ways) string { return w.fail("records", "list", "by-cli/jane", "Item", "--cursor", "x") },
	},
	{
		name: "set how often a sync runs", want: `["every 1h"]`,
		http: func(w *ways) string {
			w.ask("PUT", "/sync/update-connection-frequency", object("provider_config_key", "by-http", "connection_id", "jane", "sync_name", "fill", "frequency", "every hour"))
			return names(w.ask("GET", "/sync/status?syncs=fill&provider_config_key=by-http&connection_id=jane", ""), "syncs", "frequency")
		},
		mcp: func(w *ways) string {
			w.tool(w.workbench, "sync_frequency", "integration_id", "by-mcp", "connection_id", "jane", "sync", "fill", "frequency", "every hour")
			return names(w.tool(w.workbench, "syncs_status", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{"fill"}), "syncs", "frequency")
		},
		cli: func(w *ways) string {
			w.run("syncs", "frequency", "by-cli/jane", "fill", "every hour")
			return names(w.run("syncs", "status", "by-cli/jane", "fill", "--json"), "syncs", "frequency")
		},
	},
	{
		name: "set a frequency that is none", refuses: "invalid_body",
		http: func(w *ways) string {
			return w.ask("PUT", "/sync/update-connection-frequency", object("provider_config_key", "by-http", "connection_id", "jane", "sync_name", "fill", "frequency", "now and then"))
		},
		mcp: func(w *ways) string {
			return w.refusal(w.workbench, "sync_frequency", "integration_id", "by-mcp", "connection_id", "jane", "sync", "fill", "frequency", "now and then")
		},
		cli: func(w *ways) string { return w.fail("syncs", "frequency", "by-cli/jane", "fill", "now and then") },
	},
	{
		name: "start a sync", want: `["SUCCESS"]`,
		http: func(w *ways) string {
			w.ask("POST", "/sync/start", object("provider_config_key", "by-http", "connection_id", "jane", "syncs", []string{"fill"}))
			return w.until(`["SUCCESS"]`, func() string { return w.statusByHTTP("fill") })
		},
		mcp: func(w *ways) string {
			w.tool(w.workbench, "syncs_start", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{"fill"})
			return w.until(`["SUCCESS"]`, func() string { return w.statusByMCP("fill") })
		},
		cli: func(w *ways) string {
			w.run("syncs", "start", "by-cli/jane", "fill")
			return w.until(`["SUCCESS"]`, func() string { return w.statusByCLI("fill") })
		},
	},
	{
		name: "pause a sync", want: `["PAUSED"]`,
		http: func(w *ways) string {
			w.ask("POST", "/sync/pause", object("provider_config_key", "by-http", "connection_id", "jane", "syncs", []string{"fill"}))
			return w.statusByHTTP("fill")
		},
		mcp: func(w *ways) string {
			w.tool(w.workbench, "syncs_pause", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{"fill"})
			return w.statusByMCP("fill")
		},
		cli: func(w *ways) string {
			w.run("syncs", "pause", "by-cli/jane", "fill")
			return w.statusByCLI("fill")
		},
	},
	{
		name: "cancel a run", want: `"cancelled"`,
		http: func(w *ways) string {
			w.ask("POST", "/sync/trigger", object("provider_config_key", "by-http", "connection_id", "jane", "syncs", []string{"wait"}))
			id := w.running(func() string { return w.ask("GET", "/patchbay/runs?integration=by-http&state=running", "") }, "data")
			w.ask("DELETE", "/patchbay/runs/"+id, "")
			return part(part(w.ask("GET", "/patchbay/runs/"+id, ""), "data"), "state")
		},
		mcp: func(w *ways) string {
			w.tool(w.workbench, "syncs_trigger", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{"wait"})
			id := w.running(func() string {
				return w.tool(w.workbench, "runs_list", "integration_id", "by-mcp", "state", "running")
			}, "runs")
			w.tool(w.workbench, "run_cancel", "id", id)
			return part(w.tool(w.workbench, "run_get", "id", id), "state")
		},
		cli: func(w *ways) string {
			w.run("syncs", "trigger", "by-cli/jane", "wait")
			id := w.running(func() string {
				return w.run("runs", "list", "--integration", "by-cli", "--state", "running", "--json")
			}, "data")
			w.run("runs", "cancel", id)
			return part(part(w.run("runs", "show", id, "--json"), "data"), "state")
		},
	},
	{
		name: "cancel a run that is not there", refuses: "not_found",
		http: func(w *ways) string { return w.ask("DELETE", "/patchbay/runs/none", "") },
		mcp:  func(w *ways) string { return w.refusal(w.workbench, "run_cancel", "id", "none") },
		cli:  func(w *ways) string { return w.fail("runs", "cancel", "none") },
	},
}

// statusByHTTP, statusByMCP and statusByCLI are how the sync of the way's own connection is doing.
func (w *ways) statusByHTTP(sync string) string {
	w.t.Helper()
	return names(w.ask("GET", "/sync/status?syncs="+sync+"&provider_config_key=by-http&connection_id=jane", ""), "syncs", "status")
}

func (w *ways) statusByMCP(sync string) string {
	w.t.Helper()
	return names(w.tool(w.workbench, "syncs_status", "integration_id", "by-mcp", "connection_id", "jane", "syncs", []string{sync}), "syncs", "status")
}

func (w *ways) statusByCLI(sync string) string {
	w.t.Helper()
	return names(w.run("syncs", "status", "by-cli/jane", sync, "--json"), "syncs", "status")
}

// running waits for the run of the sync that takes long, and returns its id.
func (w *ways) running(list func() string, under string) string {
	w.t.Helper()
	if got := w.until(`["wait"]`, func() string { return names(list(), under, "function") }); got != `["wait"]` {
		w.t.Fatalf("it does not run: %s", got)
	}
	id, _ := items(list(), under)[0]["id"].(string)
	return id
}
