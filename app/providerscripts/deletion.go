package providerscripts

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// hubspotTokens is where HubSpot's refresh tokens are deleted; the token itself follows.
const hubspotTokens = "/oauth/v1/refresh-tokens/"

// revokeHubspot deletes the refresh token, unless the connection's metadata asks to keep it: accounts that other
// connections share lose theirs too.
func revokeHubspot(ctx context.Context, a *account) (facts, error) {
	token := a.credential("refresh_token")
	var metadata struct {
		Skip any `json:"skipTokenRevocation"`
	}
	if len(a.live.Connection.Metadata) > 0 {
		_ = json.Unmarshal(a.live.Connection.Metadata, &metadata) // metadata of another shape asks for nothing
	}
	if token == "" || metadata.Skip == true {
		return nil, nil
	}
	_, err := a.ask(ctx, question{method: http.MethodDelete, base: "https://api.hubapi.com", endpoint: hubspotTokens + strings.ReplaceAll(url.QueryEscape(token), "+", "%20"),
		header: http.Header{"Authorization": {""}}})
	return nil, err
}

// uninstallIntercom takes the app out of the workspace.
func uninstallIntercom(ctx context.Context, a *account) (facts, error) {
	_, err := a.ask(ctx, question{method: http.MethodPost, base: "https://api.intercom.io", endpoint: "/auth/uninstall", body: map[string]any{}})
	return nil, err
}

// revokeLinear revokes the token that the call itself carries.
func revokeLinear(ctx context.Context, a *account) (facts, error) {
	_, err := a.ask(ctx, question{method: http.MethodPost, endpoint: "/oauth/revoke"})
	return nil, err
}

// revokeOneLogin revokes the token; the app proves itself in OneLogin's own header.
func revokeOneLogin(ctx context.Context, a *account) (facts, error) {
	proof := "client_id:" + a.credential("client_id") + ", client_secret:" + a.credential("client_secret")
	token := a.credential("access_token")
	if token == "" {
		token = a.credential("token")
	}
	_, err := a.ask(ctx, question{method: http.MethodPost, endpoint: "/auth/oauth2/revoke", header: http.Header{"Authorization": {proof}},
		body: map[string]string{"access_token": token}})
	return nil, err
}
