package api

import "net/http"

// mcpRoutes are the addresses that MCP clients speak to (http-api §13), and what the app shows of them.
func mcpRoutes() []Route {
	return []Route{
		{post, "/mcp", authKey, "environment:mcp", "The actions of a connection as tools for MCP clients", stream("text/event-stream", (*Server).mcpActions), asksMCP, false},
		{get, "/mcp", authKey, "environment:mcp", "Refused: the server keeps no sessions", stream("application/json", (*Server).mcpNoStream), nil, false},
		{post, "/mcp/management", authKey, "", "Management tools for MCP clients", stream("text/event-stream", (*Server).mcpManagement), nil, false},
		{get, "/mcp/management", authKey, "", "Refused: the server keeps no sessions", stream("application/json", (*Server).mcpNoStream), nil, false},
		{post, "/mcp/patchbay", authKey, "environment:*", "Patchbay's own tools for MCP clients", stream("text/event-stream", (*Server).mcpWorkbench), nil, false},
		{get, "/mcp/patchbay", authKey, "environment:*", "Refused: the server keeps no sessions", stream("application/json", (*Server).mcpNoStream), nil, false},

		{get, "/patchbay/mcp", authKey, "", "What MCP clients ask the user, and what they were allowed", read((*Server).guiMCP), nil, false},
		{post, "/patchbay/mcp/questions/:id", authKey, "", "Answer what an MCP client asks", write(http.StatusOK, (*Server).answerMCP), nil, false},
		{remove, "/patchbay/mcp/grants/:id", authKey, "", "Take a permission back from an MCP client", act((*Server).revokeMCP), nil, false},
	}
}

// asksMCP spells the faults of the connection-tools server (http-api §13.1).
var asksMCP = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_connection", false}, "unknown_connection": {http.StatusBadRequest, "unknown_connection", false}}
