package api

import (
	"encoding/json"
	"net/http"
)

// tellsDeployer spells what a deploy misses as a server does (functions.md §7.4).
var tellsDeployer = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_provider_config", false}}

// deployRoutes let others bring functions in: the official command line, and scripts that send code (http-api §12.3, §12.5).
func deployRoutes() []Route {
	return []Route{
		{post, "/sync/deploy/confirmation", authKey, "environment:deploy", "What a deploy would change", forCLI(write(http.StatusOK, (*Server).confirmDeploy)), tellsDeployer, false},
		{post, "/sync/deploy", authKey, "environment:deploy", "Deploy functions", forCLI(write(http.StatusOK, (*Server).deployFlows)), tellsDeployer, false},
		{post, "/functions/compile", authKey, "environment:functions:compile", "Compile a function", write(http.StatusOK, (*Server).compileCode), nil, false},
		{post, "/functions/dryruns", authKey, "environment:functions:dryrun", "Try a function that is not installed", write(http.StatusAccepted, (*Server).startDryRun), nil, false},
		{get, "/functions/dryruns/:id", authKey, "environment:functions:dryrun", "How a dry run is doing", read((*Server).dryRunState), nil, false},
		{post, "/functions/deployments", authKey, "environment:deploy", "Compile and deploy one function", write(http.StatusAccepted, (*Server).startDeployment), nil, false},
		{get, "/functions/deployments/:id", authKey, "environment:deploy", "How a deployment is doing", read((*Server).deploymentState), nil, false},
		{post, "/functions/deployments/bundle", authKey, "environment:deploy", "Deploy functions of the createFunction model", write(http.StatusOK, (*Server).deployBundle), tellsBundler, false},
		{post, "/functions/deployments/bundle/preview", authKey, "environment:deploy", "What such a deploy would change", write(http.StatusOK, (*Server).previewBundle), tellsBundler, false},
		{post, "/functions/invocations", authKey, "environment:functions:invocations", "Not offered, as on a real server", write(http.StatusAccepted, (*Server).invoke), nil, false},
		{post, "/cli/telemetry", authNone, "", "Accepted and dropped", act((*Server).cliTelemetry), nil, false},
		{get, "/providers.json", authNone, "", "The whole catalog by provider", read((*Server).rawCatalog), nil, false},
		{get, "/env.js", authNone, "", "Addresses for pages, as a script", stream("text/javascript", (*Server).envScript), nil, false},
	}
}

// cliTelemetry drops what the official command line tells about its use.
func (s *Server) cliTelemetry(*call, none) error { return nil }

func (s *Server) rawCatalog(*call, none) (map[string]json.RawMessage, error) {
	all := map[string]json.RawMessage{}
	for _, summary := range s.catalog.All() {
		if p, ok := s.catalog.Get(summary.Key); ok {
			all[p.Key] = publicEntry(p)
		}
	}
	return all, nil
}

// envScript assigns what a page needs to find this server.
func (s *Server) envScript(c *call) error {
	facts := s.facts()
	text, err := encodeJSON(map[string]any{"apiUrl": facts.APIURL, "publicUrl": facts.APIURL, "connectUrl": facts.APIURL + "/connect-ui/", "version": s.version})
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	_, _ = c.w.Write([]byte("window._env = " + string(text) + ";\n"))
	return nil
}
