package api

import "net/http"

// How the routes of functions spell the faults of other packages (http-api §7, §8).
var (
	readRecords   = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_connection", false}, "unknown_connection": {http.StatusBadRequest, "unknown_connection", false}}
	runsAction    = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_connection", false}, "unknown_connection": {http.StatusBadRequest, "unknown_connection", false}}
	commandsSync  = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_provider_config", false}, "unknown_connection": {http.StatusNotFound, "unknown_connection", false}}
	changesSync   = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_connection", false}, "unknown_connection": {http.StatusBadRequest, "unknown_connection", false}}
	variesSync    = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_provider_config", false}, "unknown_connection": {http.StatusBadRequest, "unknown_connection", false}, "sync_variant_already_exists": {http.StatusBadRequest, "sync_variant_already_exists", true}}
	asksSyncState = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_provider_config", false}, "unknown_connection": {http.StatusBadRequest, "invalid_body", false}}
)

// functionRoutes are the public API's routes of functions and what they keep.
func functionRoutes() []Route {
	return []Route{
		{post, "/action/trigger", authKey, "environment:actions:execute", "Run an action", stream("application/json", (*Server).triggerAction), runsAction, false},
		{get, "/action/:id", authKey, "environment:actions:execute", "The result of an asynchronous action", stream("application/json", (*Server).actionResult), nil, false},
		{anyOne, "/v1/*", authKey, "environment:actions:execute", "A route that a function declares (deprecated)", stream("application/json", (*Server).runEndpoint), runsAction, false},

		{post, "/sync/trigger", authKey, "environment:syncs:execute", "Run syncs now", write(http.StatusOK, (*Server).triggerSync), commandsSync, false},
		{post, "/sync/start", authKey, "environment:syncs:execute", "Let the schedules of syncs run", write(http.StatusOK, (*Server).startSync), commandsSync, false},
		{post, "/sync/pause", authKey, "environment:syncs:execute", "Stop the schedules of syncs, and what runs", write(http.StatusOK, (*Server).pauseSync), commandsSync, false},
		{get, "/sync/status", authKey, "environment:syncs:read", "How syncs are doing", read((*Server).syncStatus), asksSyncState, false},
		{put, "/sync/update-connection-frequency", authKey, "environment:syncs:update", "Give a sync of one connection its own frequency", write(http.StatusOK, (*Server).updateFrequency), changesSync, false},
		{post, "/sync/:name/variant/:variant", authKey, "environment:syncs:variant:create", "Make a variant of a sync", write(http.StatusOK, (*Server).createVariant), variesSync, false},
		{remove, "/sync/:name/variant/:variant", authKey, "environment:syncs:variant:delete", "Delete a variant of a sync", write(http.StatusOK, (*Server).deleteVariant), variesSync, false},

		{get, "/records", authKey, "environment:records:read", "List records", read((*Server).listRecords), readRecords, false},
		{patch, "/records/prune", authKey, "environment:records:write", "Empty the payloads of old records", write(http.StatusOK, (*Server).pruneRecords), readRecords, false},
	}
}

// ownFunctionRoutes are what the GUI and the command line ask about functions.
func ownFunctionRoutes() []Route {
	return []Route{
		{get, "/patchbay/project", authKey, "", "The functions folder", read((*Server).getProject), nil, false},
		{put, "/patchbay/project", authKey, "", "Open a functions folder, or make one", write(http.StatusOK, (*Server).openProject), nil, false},
		{remove, "/patchbay/project", authKey, "", "Close the functions folder", act((*Server).closeProject), nil, false},
		{get, "/patchbay/project/files", authKey, "", "The folder's files", read((*Server).projectFiles), nil, false},
		{get, "/patchbay/project/file", authKey, "", "One file of the folder", read((*Server).readProjectFile), nil, false},
		{put, "/patchbay/project/file", authKey, "", "Save a file of the folder", write(http.StatusOK, (*Server).writeProjectFile), nil, false},
		{remove, "/patchbay/project/file", authKey, "", "Remove a file of the folder", act((*Server).deleteProjectFile), nil, false},
		{post, "/patchbay/project/functions", authKey, "", "Make a new function", write(http.StatusOK, (*Server).newFunction), nil, false},
		{get, "/patchbay/project/diagnostics", authKey, "", "What is wrong in the folder", read((*Server).projectDiagnostics), nil, false},
		{get, "/patchbay/project/types", authKey, "", "Declarations of what functions may import", read((*Server).typeLibraries), nil, false},
		{get, "/patchbay/project/parity", authKey, "", "What behaves differently on a real server", read((*Server).parity), nil, false},

		{get, "/patchbay/functions", authKey, "", "Functions as the GUI shows them", read((*Server).guiFunctions), nil, false},
		{get, "/patchbay/functions/:integration/:type/:name", authKey, "", "One function with its schemas", read((*Server).guiFunction), nil, false},
		{patch, "/patchbay/functions/:integration/:type/:name", authKey, "", "Change a function's switches", write(http.StatusOK, (*Server).patchFunction), nil, false},
		{get, "/patchbay/functions/:integration/:type/:name/example", authKey, "", "An input that fits the function", read((*Server).exampleInput), nil, false},
		{post, "/patchbay/functions/:integration/:type/:name/run", authKey, "", "Run a function", write(http.StatusAccepted, (*Server).runFunction), nil, false},

		{get, "/patchbay/runs", authKey, "", "Runs, newest first", read((*Server).guiRuns), nil, false},
		{get, "/patchbay/runs/:id", authKey, "", "One run with what went in and came out", read((*Server).guiRun), nil, false},
		{remove, "/patchbay/runs/:id", authKey, "", "Cancel a run", act((*Server).cancelRun), nil, false},
		{get, "/patchbay/runs/:id/timeline", authKey, "", "What a run did, in order", read((*Server).runTimeline), nil, false},
		{get, "/patchbay/runs/:id/changes", authKey, "", "What a run did to records", read((*Server).runChanges), nil, false},

		{get, "/patchbay/syncs", authKey, "", "Syncs with their schedules", read((*Server).guiSyncs), nil, false},
		{get, "/patchbay/records/models", authKey, "", "What there are records of", read((*Server).recordModels), nil, false},
		{get, "/patchbay/records/:integration/:model", authKey, "environment:records:read", "List records, integration and model in the address", stream("application/json", (*Server).listModel), readRecords, false},
		{get, "/patchbay/records", authKey, "", "A window of records", read((*Server).browseRecords), nil, false},
		{remove, "/patchbay/records", authKey, "", "Remove all records of a model", act((*Server).clearRecords), nil, false},

		{get, "/patchbay/templates", authKey, "", "Ready-made functions", read((*Server).guiTemplates), nil, false},
		{get, "/patchbay/templates/:provider/:type/:name", authKey, "", "One ready-made function with its source", read((*Server).guiTemplate), nil, false},
		{post, "/patchbay/templates/:provider/:type/:name/use", authKey, "", "Copy a ready-made function into the folder", write(http.StatusOK, (*Server).useTemplate), nil, false},

		{post, "/patchbay/export/plan", authKey, "", "What an export would write", write(http.StatusOK, (*Server).exportPlan), nil, false},
		{post, "/patchbay/export", authKey, "", "Write the project for a real server", write(http.StatusOK, (*Server).export), nil, false},
		{get, "/patchbay/deploy/targets", authKey, "", "Servers to deploy to", read((*Server).deployTargets), nil, false},
		{put, "/patchbay/deploy/targets", authKey, "", "Save a server to deploy to", write(http.StatusOK, (*Server).saveTarget), nil, false},
		{remove, "/patchbay/deploy/targets/:name", authKey, "", "Forget a server", act((*Server).deleteTarget), nil, false},
		{post, "/patchbay/deploy/plan", authKey, "", "What a deploy would change on a server", write(http.StatusOK, (*Server).deployPlan), nil, false},
		{post, "/patchbay/deploy", authKey, "", "Deploy functions to a server", write(http.StatusOK, (*Server).deploy), nil, false},

		{get, "/patchbay/variables", authKey, "", "The names of the environment's variables", read((*Server).guiVariables), nil, false},
		{put, "/patchbay/variables", authKey, "", "Store a variable", write(http.StatusOK, (*Server).setVariable), nil, false},
		{remove, "/patchbay/variables/:name", authKey, "", "Remove a variable", act((*Server).deleteVariable), nil, false},
	}
}
