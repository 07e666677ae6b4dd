package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
)

// CodeRevocation is the fault code of a token that its server did not take back.
const CodeRevocation = "token_revocation_err"

var revoking = purpose{code: CodeRevocation, name: "taking the access back", step: diagnosis.Login}

// Revocable reports whether the connection's own server said where tokens are taken back. Config is the connection's.
// Providers of the catalog have scripts for it where they offer it (providers-and-auth §7.4).
func Revocable(p *catalog.Provider, config map[string]any) bool {
	if p.AuthMode != catalog.MCPOAuth2Generic {
		return false
	}
	found, err := recalled(config)
	return err == nil && found.Server.Revocation != ""
}

// Revoke takes the tokens back that Revocable speaks of (RFC 7009 §2.1): the refresh token, with which servers end the
// access token too, or the access token where there is no other. Faults: missing_oauth_metadata, invalid_oauth_metadata,
// token_revocation_err, and outbound's own.
func (c *Client) Revoke(ctx context.Context, r TokenRequest, old OAuth2) error {
	found, err := recalled(r.Config)
	if err != nil {
		return err
	}
	address, err := url.Parse(found.Server.Revocation)
	if err != nil || address.Host == "" {
		return fault.New(fault.Invalid, CodeRevocation, "The login server did not say where tokens are taken back.").WithHint("Remove the access in the settings of the account at the provider.")
	}
	if old.Override != nil {
		r.App.ClientID, r.App.ClientSecret = old.Override.ClientID, old.Override.ClientSecret
		found.Secret = old.Override.ClientSecret.Reveal()
	}
	r.Provider = found.entry(r.Provider)
	token, kind := old.RefreshToken, "refresh_token"
	if token == "" {
		token, kind = old.AccessToken, "access_token"
	}
	k := r.newCall(revoking, address)
	k.secrets = append(k.secrets, old.RefreshToken, old.AccessToken)
	k.params.set("token", token.Reveal())
	k.params.set("token_type_hint", kind)
	k.authenticate()
	answer, err := c.send(ctx, k)
	if err != nil || answer.status == http.StatusOK { // the body of a success says nothing (§2.2)
		return err
	}
	if object := answer.object(); object != nil && answer.status >= 400 {
		return k.refused(answer.status, codeIn(object))
	}
	return k.notAToken(answer)
}

// recalled is what a connection's config keeps of what was discovered.
func recalled(config map[string]any) (discovered, error) {
	written, _ := config[mcpMetadata].(string)
	if strings.TrimSpace(written) == "" {
		return discovered{}, fault.New(fault.Invalid, "missing_oauth_metadata", "The connection does not know its login server.").WithHint(reconnect)
	}
	found := discovered{}
	found.Resource, _ = config[mcpResourceURL].(string)
	if err := json.Unmarshal([]byte(written), &found.Server); err != nil || found.Server.Token == "" {
		return discovered{}, fault.New(fault.Invalid, "invalid_oauth_metadata", "What the connection knows of its login server cannot be read.").WithHint(reconnect)
	}
	return found, nil
}
