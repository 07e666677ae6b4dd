package api

import "net/http"

// environmentRoutes are the environments and their API keys, on every generation of their paths (http-api §12.2). The
// first environment's own key, the window and the command line may use them; other keys need a scope of the account.
func environmentRoutes() []Route {
	return []Route{
		{post, "/environments", authKey, "account:environments:create", "Make an environment", write(http.StatusOK, (*Server).createEnvironment), nil, false},
		{get, "/environments", authKey, "account:environments:list", "List environments", read((*Server).listEnvironments), nil, false},
		{remove, "/environments/:id", authKey, "account:environments:delete", "Delete an environment with everything in it", act((*Server).deleteEnvironment), nil, false},
		{get, "/environments/:uuid/api-keys", authKey, "account:environments:api_keys:list", "List an environment's API keys", read((*Server).listKeys), nil, false},
		{post, "/environments/:uuid/api-keys", authKey, "account:environments:api_keys:create", "Make an API key", write(http.StatusOK, (*Server).createKey), nil, false},
		{get, "/environments/:uuid/api-keys/:keyUuid", authKey, "account:environments:api_keys:read", "One API key with its secret", read((*Server).getKey), nil, false},
		{remove, "/environments/:uuid/api-keys/:keyUuid", authKey, "account:environments:api_keys:delete", "Revoke an API key", read((*Server).removeKey), nil, false},
		{post, "/environment/api-keys", authKey, "account:environments:api_keys:create", "Make an API key (older path)", write(http.StatusOK, (*Server).createOlderKey), nil, false},
		{remove, "/environment/api-keys", authKey, "account:environments:api_keys:delete", "Revoke an API key (older path)", write(http.StatusOK, (*Server).removeOlderKey), nil, false},

		{get, "/patchbay/scopes", authKey, "", "Every scope that an API key can have", read((*Server).listScopes), nil, false},
		{post, "/patchbay/environments/:uuid/api-keys/:keyUuid/rotate", authKey, "", "Replace the secret of an API key", write(http.StatusOK, (*Server).replaceKey), nil, false},
	}
}
