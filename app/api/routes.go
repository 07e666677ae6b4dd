package api

import (
	"net/http"
	"slices"
)

const (
	put    = http.MethodPut
	get    = http.MethodGet
	post   = http.MethodPost
	patch  = http.MethodPatch
	remove = http.MethodDelete
	anyOne = ""
)

// Routes returns the table of everything that can be asked, in the order of http-api §2, then Patchbay's own. Beside
// it there are only the files of the GUI (frontend.go) and, at the root, the socket of popup logins (popup.go).
func Routes() []Route {
	return slices.Concat(managementRoutes(), accountRoutes(), environmentRoutes(), deployRoutes(), functionRoutes(), pageRoutes(), ownRoutes(), ownFunctionRoutes(), notificationRoutes(), connectPageRoutes(), mcpRoutes(),
		webhookRoutes(), inboxRoutes(), referenceRoutes(), builderRoutes())
}

// managementRoutes are the catalog and the integrations.
func managementRoutes() []Route {
	return []Route{
		{get, "/health", authNone, "", "Whether the server is up", read((*Server).health), nil, false},
		{get, "/ready", authNone, "", "Whether the server is ready", read((*Server).health), nil, false},

		// Providers
		{get, "/providers", authKeyOrSession, "", "List the catalog", read((*Server).listProviders), nil, false},
		{get, "/providers/:provider", authKeyOrSession, "", "One provider of the catalog", read((*Server).getProvider), nil, false},
		{get, "/providers/:provider/templates", authKey, "", "Ready-made functions for a provider", read((*Server).listTemplates), nil, false},

		// Integrations
		{get, "/integrations", authKeyOrSession, "environment:integrations:list", "List integrations", read((*Server).listIntegrations), nil, false},
		{post, "/integrations", authKey, "environment:integrations:create", "Create an integration", write(http.StatusOK, (*Server).createIntegration), newIntegration, false},
		{post, "/integrations/quickstart", authKey, "environment:integrations:create", "Not offered: a local server has no developer apps of its own", write(http.StatusOK, (*Server).createQuickstart), nil, false},
		{get, "/integrations/:key", authKey, "environment:integrations:read", "One integration", read((*Server).getIntegration), readIntegration, false},
		{patch, "/integrations/:key", authKey, "environment:integrations:update", "Change an integration", write(http.StatusOK, (*Server).updateIntegration), readIntegration, false},
		{remove, "/integrations/:key", authKey, "environment:integrations:delete", "Delete an integration and its connections", read((*Server).deleteIntegration), readIntegration, false},
		{get, "/integrations/:key/functions", authKey, "environment:functions:list", "List the functions of an integration", read((*Server).listFunctions), readIntegration, false},
		{get, "/integrations/:key/functions/:name", authKey, "environment:functions:read", "One function", read((*Server).getFunction), readIntegration, false},
		{get, "/integrations/:key/functions/:name/code", authKey, "environment:functions:read", "The source of a function", read((*Server).functionCode), readIntegration, false},
		{remove, "/integrations/:key/functions/:name", authKey, "environment:functions:delete", "Delete a function", read((*Server).deleteFunction), readIntegration, false},
		{get, "/scripts/config", authKey, "environment:integrations:list_functions", "List functions in the older shape", read((*Server).scriptsConfig), nil, false},
	}
}

// accountRoutes are connections, under their present and their older paths, and the proxy.
func accountRoutes() []Route {
	return []Route{
		{get, "/connections", authKey, "environment:connections:list", "List connections", read((*Server).listConnections), nil, false},
		{get, "/connection", authKey, "environment:connections:list", "List connections (older path)", read((*Server).listConnections), nil, false},
		{post, "/connections", authKey, "environment:connections:create", "Import a connection", write(http.StatusCreated, (*Server).importConnection), importConnection, false},
		{post, "/connections/metadata", authKey, "environment:connections:update", "Replace the metadata of connections", write(http.StatusCreated, (*Server).setMetadata), changeMetadata, false},
		{patch, "/connections/metadata", authKey, "environment:connections:update", "Merge into the metadata of connections", write(http.StatusOK, (*Server).mergeMetadata), changeMetadata, false},
		{post, "/connection/metadata", authKey, "environment:connections:update", "Replace metadata (older path)", write(http.StatusCreated, (*Server).setMetadata), changeMetadata, false},
		{patch, "/connection/metadata", authKey, "environment:connections:update", "Merge into metadata (older path)", write(http.StatusOK, (*Server).mergeMetadata), changeMetadata, false},
		{post, "/connection/:connectionId/metadata", authKey, "environment:connections:update", "Replace the metadata of one connection (oldest form)", write(http.StatusCreated, (*Server).setOneMetadata), changeMetadata, false},
		{patch, "/connection/:connectionId/metadata", authKey, "environment:connections:update", "Merge into the metadata of one connection (oldest form)", write(http.StatusOK, (*Server).mergeOneMetadata), changeMetadata, false},
		{get, "/connections/:connectionId", authKey, "environment:connections:read", "One connection with credentials that work", read((*Server).getConnection), readConnection, false},
		{get, "/connection/:connectionId", authKey, "environment:connections:read", "One connection (older path)", read((*Server).getConnection), readConnection, false},
		{patch, "/connections/:connectionId", authKey, "environment:connections:update", "Change end user, tags or webhook address", write(http.StatusOK, (*Server).patchConnection), readConnection, false},
		{remove, "/connections/:connectionId", authKey, "environment:connections:delete", "Delete a connection and its secrets", read((*Server).deleteConnection), deleteConnection, false},
		{remove, "/connection/:connectionId", authKey, "environment:connections:delete", "Delete a connection (older path)", read((*Server).deleteConnection), deleteConnection, false},

		{get, "/environment-variables", authKey, "environment:variables:read", "The environment's variables", read((*Server).listVariables), nil, false},

		// The proxy
		{anyOne, "/proxy/*", authKey, "environment:proxy", "Call the provider's API with a connection's credentials", stream("*/*", (*Server).proxyRequest), proxied, false},
		{anyOne, "/patchbay/c/:integration/:connectionId/*", authAnyKey, "environment:proxy", "The same, all in the address: a base URL for any SDK", stream("*/*", (*Server).pathRequest), proxied, false},
	}
}

// pageRoutes are what web pages call: Connect sessions, logins, and the pages themselves.
func pageRoutes() []Route {
	return []Route{
		// Connect sessions
		{post, "/connect/sessions", authKey, "environment:connect_sessions:write", "Start a Connect session", write(http.StatusCreated, (*Server).createSession), nil, false},
		{post, "/connect/sessions/reconnect", authKey, "environment:connect_sessions:write", "Start a Connect session for an existing connection", write(http.StatusCreated, (*Server).createReconnectSession), nil, false},
		{get, "/connect/session", authSession, "", "What a Connect session may do", read((*Server).getSession), nil, false},
		{remove, "/connect/session", authSession, "", "End a Connect session", act((*Server).deleteSession), nil, false},
		{post, "/connect/telemetry", authNone, "", "Accepted and dropped", stream("", (*Server).telemetry), nil, false},

		// Connecting from a browser
		{get, "/oauth/connect/:key", authBrowser, "", "Send the browser to the provider", stream("text/html", (*Server).oauthConnect), browserAuth, false},
		{get, "/oauth/callback", authNone, "", "Where providers send the browser back", stream("text/html", (*Server).oauthCallback), nil, false},
		{get, "/app-auth/connect", authNone, "", "Where GitHub sends the browser after the installation of an app", stream("text/html", (*Server).appInstalled), nil, false},
		{post, "/api-auth/api-key/:key", authBrowser, "", "Connect with an API key", write(http.StatusOK, (*Server).connectAPIKey), browserAuth, false},
		{post, "/api-auth/basic/:key", authBrowser, "", "Connect with user name and password", write(http.StatusOK, (*Server).connectBasic), browserAuth, false},
		{post, "/auth/tba/:key", authBrowser, "", "Connect with NetSuite's token-based authentication", write(http.StatusOK, (*Server).connectTBA), browserAuth, false},
		{post, "/auth/two-step/:key", authBrowser, "", "Connect with a login that yields a token", write(http.StatusOK, (*Server).connectTwoStep), twoStepAuth, true},
		{post, "/auth/jwt/:key", authBrowser, "", "Connect with a key that signs tokens", write(http.StatusOK, (*Server).connectJWT), browserAuth, true},
		{post, "/auth/bill/:key", authBrowser, "", "Connect with a BILL login", write(http.StatusOK, (*Server).connectBill), billAuth, false},
		{post, "/auth/signature/:key", authBrowser, "", "Connect with a user name and password that sign", write(http.StatusOK, (*Server).connectSignature), browserAuth, true},
		{post, "/auth/aws-sigv4/:key", authBrowser, "", "Connect by assuming an AWS role", write(http.StatusOK, (*Server).connectAWS), awsAuth, true},
		{post, "/auth/unauthenticated/:key", authBrowser, "", "Connect to an API that asks for nothing", write(http.StatusOK, (*Server).connectNone), browserAuth, false},
		{post, "/auth/oauth-outbound/:key", authBrowser, "", "Wait for an app to be installed at the provider", write(http.StatusOK, (*Server).connectOutbound), browserAuth, false},
		{post, "/oauth2/auth/:key", authBrowser, "", "Connect with client credentials", write(http.StatusOK, (*Server).connectClientCredentials), clientAuth, true},

		// Pages
		{get, "/connect-ui/*", authNone, "", "The Connect page", stream("text/html", (*Server).connectPage), nil, false},
		{get, "/images/template-logos/:file", authNone, "", "A letter tile as logo", stream("image/svg+xml", (*Server).logo), nil, false},
	}
}

// ownRoutes are Patchbay's: the GUI, the command line and the Connect page.
func ownRoutes() []Route {
	return []Route{
		{get, "/patchbay/openapi.json", authKey, "", "This document", stream("application/json", (*Server).openAPI), nil, false},
		{post, "/patchbay/session", authNone, "", "Exchange the one-time link for a session", write(http.StatusOK, (*Server).startGUISession), nil, false},
		{remove, "/patchbay/session", authKey, "", "End the GUI session", act((*Server).endGUISession), nil, false},
		{get, "/patchbay/status", authKey, "", "Version, addresses and counts", read((*Server).status), nil, false},
		{get, "/patchbay/doctor", authKey, "", "Check keychain, ports, folder and clock", read((*Server).runDoctor), nil, false},
		{get, "/patchbay/events", authKey, "", "Hints that something changed, as server-sent events", stream("text/event-stream", (*Server).events), nil, false},
		{get, "/patchbay/providers", authKey, "", "The gallery", read((*Server).guiProviders), nil, false},
		{get, "/patchbay/providers/:provider", authKey, "", "One provider with its forms", read((*Server).guiProvider), nil, false},
		{post, "/patchbay/providers/:provider/confirm", authKey, "", "Let credentials go where the user's own file of the provider sends them", write(http.StatusOK, (*Server).confirmDestinations), nil, false},
		{get, "/patchbay/providers/:provider/overlay", authKey, "", "The user's own file of a provider, or the text one starts with", read((*Server).getOverlayFile), nil, false},
		{post, "/patchbay/providers/:provider/overlay", authKey, "", "Copy the provider's entry to a file of the user's own", write(http.StatusOK, (*Server).copyOverlayFile), nil, false},
		{put, "/patchbay/providers/:provider/overlay", authKey, "", "Store the user's own file of a provider", write(http.StatusOK, (*Server).saveOverlayFile), nil, false},
		{remove, "/patchbay/providers/:provider/overlay", authKey, "", "Delete the user's own file: the built-in entry counts again", read((*Server).deleteOverlayFile), nil, false},
		{post, "/patchbay/providers/:provider/overlay/check", authKey, "", "Check the text of a provider file", write(http.StatusOK, (*Server).checkOverlayFile), nil, false},
		{get, "/patchbay/overlay", authKey, "", "The folder of the user's own provider files", read((*Server).getOverlay), nil, false},
		{post, "/patchbay/overlay/import", authKey, "", "Plan the import of a providers.yaml, and apply a plan that was seen", write(http.StatusOK, (*Server).importProviders), nil, false},
		{get, "/patchbay/integrations", authKey, "", "Integrations as the GUI shows them", read((*Server).guiIntegrations), nil, false},
		{get, "/patchbay/integrations/:key", authKey, "", "One integration as the GUI shows it", read((*Server).guiIntegration), readIntegration, false},
		{patch, "/patchbay/integrations/:key", authKey, "", "Change an integration; what is not named stays", write(http.StatusOK, (*Server).editIntegration), readIntegration, false},
		{get, "/patchbay/integrations/:key/redirect", authKey, "", "The address to register with the provider, and the other ones", read((*Server).getRedirect), nil, false},
		{put, "/patchbay/integrations/:key/redirect", authKey, "", "Give the integration an address of its own", write(http.StatusOK, (*Server).setRedirect), nil, false},
		{remove, "/patchbay/integrations/:key/redirect", authKey, "", "Use the installation's address", act((*Server).clearRedirect), nil, false},
		{post, "/patchbay/relay/check", authKey, "", "Try out where a relay leads", write(http.StatusOK, (*Server).checkRelay), nil, false},
		{get, "/patchbay/https", authKey, "", "Whether https://localhost works and who trusts it", read((*Server).getHTTPS), nil, false},
		{post, "/patchbay/https", authKey, "", "Switch https://localhost on", write(http.StatusOK, (*Server).enableHTTPS), nil, false},
		{remove, "/patchbay/https", authKey, "", "Switch https://localhost off and take its certificate back", act((*Server).disableHTTPS), nil, false},
		{get, "/patchbay/connections", authKey, "", "Connections as the GUI shows them", read((*Server).guiConnections), nil, false},
		{get, "/patchbay/connections/:connectionId", authKey, "", "One connection, secrets masked", read((*Server).guiConnection), readConnection, false},
		{post, "/patchbay/connections/:connectionId/reveal", authKey, "", "Show the credentials in the clear", write(http.StatusOK, (*Server).revealConnection), readConnection, false},
		{post, "/patchbay/connections/:connectionId/refresh", authKey, "", "Renew the credentials now", write(http.StatusOK, (*Server).refreshConnection), readConnection, false},
		{post, "/patchbay/connect", authKey, "", "Connect an account", write(http.StatusOK, (*Server).startConnect), nil, false},
		{get, "/patchbay/attempts/:id", authKey, "", "How a login is going", read((*Server).getAttempt), nil, false},
		{remove, "/patchbay/attempts/:id", authKey, "", "Give up a login", act((*Server).cancelAttempt), nil, false},
		{get, "/patchbay/connect-session/choices", authSession, "", "What the Connect page offers", read((*Server).connectChoices), nil, false},
		{post, "/patchbay/connect-session/attempts", authSession, "", "Start a login from the Connect page", write(http.StatusOK, (*Server).startSessionAttempt), browserAuth, false},
		{get, "/patchbay/connect-session/attempts/:id", authSession, "", "How a login of the Connect page is going", read((*Server).getSessionAttempt), nil, false},
		{post, "/patchbay/request", authKey, "", "Send a request from the playground", write(http.StatusOK, (*Server).playground), nil, false},
		{get, "/patchbay/history", authKey, "", "Requests sent from the playground", read((*Server).history), nil, false},
		{remove, "/patchbay/history", authKey, "", "Forget the requests of the playground", act((*Server).clearHistory), nil, false},
		{get, "/patchbay/operations", authKey, "", "The log, newest first", read((*Server).listOperations), nil, false},
		{remove, "/patchbay/operations", authKey, "", "Clear the log", act((*Server).clearOperations), nil, false},
		{get, "/patchbay/operations/:id", authKey, "", "One operation with every attempt", read((*Server).getOperation), nil, false},
		{get, "/patchbay/settings", authKey, "", "Settings", read((*Server).getSettings), nil, false},
		{patch, "/patchbay/settings", authKey, "", "Change settings", write(http.StatusOK, (*Server).updateSettings), nil, false},
		{get, "/patchbay/keys", authKey, "", "The key that scripts send", read((*Server).showKey), nil, false},
		{post, "/patchbay/keys/rotate", authKey, "", "Replace the key", write(http.StatusOK, (*Server).rotateKey), nil, false},
	}
}
