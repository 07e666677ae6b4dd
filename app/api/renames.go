package api

import (
	"maps"
	"net/http"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/outbound"
)

// The same mistake has different names on different routes of the public API (http-api §1.4); these tables say
// which. Keys are the codes of package connect.
var (
	readIntegration  = renames{"unknown_provider_config": {http.StatusNotFound, "not_found", false}}
	readConnection   = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_provider_config", false}, "unknown_connection": {http.StatusNotFound, "not_found", false}}
	deleteConnection = renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_connection", true}, "unknown_connection": {http.StatusBadRequest, "unknown_connection", true}}
	changeMetadata   = renames{"unknown_provider_config": {http.StatusNotFound, "unknown_connection", false}}
	importConnection = renames{"unknown_provider_config": {http.StatusNotFound, "not_found", false}}
	browserAuth      = renames{"integration_not_allowed": {http.StatusBadRequest, "integration_not_allowed", true}, "unknown_connection": {http.StatusBadRequest, "invalid_connection", false}}
	proxied          = renames{"unknown_connection": {http.StatusBadRequest, "server_error", false}}

	// These ask the provider: what fails on the way there is a failed login (http-api §2.6), a failed registration is a wrong body (§2.2).
	clientAuth = browserAuth.and(renames{"unknown_provider_config": {http.StatusBadRequest, "unknown_provider_config", false}}).
			asking(rename{http.StatusBadRequest, auth.CodeGrant, false})
	twoStepAuth = browserAuth.asking(rename{http.StatusBadRequest, auth.CodeTwoStepFetch, false})
	billAuth    = browserAuth.and(renames{auth.CodeGrant: {http.StatusBadRequest, "connection_test_failed", false}}).
			asking(rename{http.StatusBadRequest, "connection_test_failed", false})
	awsAuth = browserAuth.and(renames{auth.CodeSTS: {http.StatusBadGateway, auth.CodeSTS, false}}).
		asking(rename{http.StatusBadGateway, auth.CodeSTS, false})
	newIntegration = renames{"client_registration_err": {http.StatusBadRequest, "invalid_body", false}}.
			asking(rename{http.StatusBadRequest, "invalid_body", false})
)

// and returns both tables as one.
func (r renames) and(more renames) renames {
	all := maps.Clone(r)
	maps.Copy(all, more)
	return all
}

// asking adds what may go wrong on the way to a provider: the network's codes become to, and a parameter that an address
// lacks is a wrong body. The sentence and the log keep the cause.
func (r renames) asking(to rename) renames {
	all := r.and(renames{catalog.CodeURLParam: {http.StatusBadRequest, "invalid_body", false}})
	for _, code := range outbound.Codes() {
		all[code] = to
	}
	return all
}
