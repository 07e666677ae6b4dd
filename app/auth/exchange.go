package auth

import (
	"context"
	"slices"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// Exchange is the code that came back and what it is bound to.
type Exchange struct {
	TokenRequest
	Code        vault.Secret
	RedirectURI string
	Verifier    vault.Secret // PKCE; unused when the provider disables it
	State       string       // as it came back; a few providers want it again
}

// Exchange swaps the code for tokens (providers-and-auth §4.1.4 and §4.1.5). Faults: request_token_external_error with
// the provider's words, url_param_err for a token address that cannot be built or is refused, and outbound's own.
func (c *Client) Exchange(ctx context.Context, x Exchange) (OAuth2, error) {
	k, err := c.exchangeCall(x)
	if err != nil {
		return OAuth2{}, err
	}
	answer, err := c.send(ctx, k)
	if err != nil {
		return OAuth2{}, err
	}
	found, raw, err := c.tokensOf(ctx, k, answer, OAuth2{})
	if err != nil {
		return OAuth2{}, err
	}
	return OAuth2{AccessToken: found.access, RefreshToken: found.refresh, Expires: found.expires, Raw: raw}, nil
}

// tokensOf reads the tokens out of an answer; old are those to be renewed, if any.
func (c *Client) tokensOf(ctx context.Context, k *call, a answer, old OAuth2) (tokens, vault.Secret, error) {
	d, special := dialectOf(k.Provider)
	if special && d.read != nil {
		a = d.read(a)
	}
	token, err := k.read(a)
	if err != nil {
		return tokens{}, "", err
	}
	if special {
		token = d.narrow(token, c.now())
	}
	if special && d.settle != nil {
		if token, err = d.settle(ctx, c, k, token, old); err != nil {
			return tokens{}, "", err
		}
	}
	found, ok := token.oauth2Tokens(k.Provider, c.now())
	if !ok {
		return tokens{}, "", k.noTokenIn(token.object)
	}
	return found, token.raw, nil
}

func (c *Client) exchangeCall(x Exchange) (*call, error) {
	scope := c.scope(x.Config)
	address, err := catalog.ExpandURL(x.Provider.TokenURL.For(catalog.OAuth2), scope,
		catalog.URLOptions{SkipEncode: slices.Contains(x.Provider.TokenURLSkipEncode, "base_url")})
	if err != nil {
		return nil, err
	}
	k := x.newCall(exchanging, address)
	k.redirectURI = x.RedirectURI
	k.secrets = append(k.secrets, x.Code, x.Verifier)
	verifier := x.Verifier.Reveal()
	if x.Provider.DisablePKCE {
		verifier = ""
	}
	if d, ok := dialectOf(x.Provider); ok {
		values := c.vocabulary(x.TokenRequest)
		values["grant_type"], values["code"], values["redirect_uri"] = "authorization_code", x.Code.Reveal(), x.RedirectURI
		values["state"], values["code_verifier"] = x.State, verifier
		return k, d.speak(c, k, d.exchange, values)
	}
	k.params = params{{"grant_type", "authorization_code"}, {"code", x.Code.Reveal()}, {"redirect_uri", x.RedirectURI}}
	extra, complete := catalog.ExpandParams(x.Provider.TokenParams, scope)
	if !complete {
		return nil, missingParams(x.Provider, x.Config)
	}
	k.params.setAll(extra)
	if verifier != "" {
		k.params.set("code_verifier", verifier)
	}
	k.authenticate()
	return k, nil
}

// Refresh asks for new tokens with the refresh token (providers-and-auth §4.1.8, with its three defects mended:
// refresh_url is honoured, parameters are expanded, and a grant type of authorization_code becomes refresh_token).
// The old refresh token is kept when the answer brings none. Faults: missing_refresh_token,
// refresh_token_external_error, and those of Exchange.
func (c *Client) Refresh(ctx context.Context, r TokenRequest, old OAuth2) (OAuth2, error) {
	if old.RefreshToken == "" && !lasting(r.Provider) {
		return OAuth2{}, fault.New(fault.Invalid, "missing_refresh_token", r.Provider.DisplayName+" gave no refresh token, so this connection cannot be renewed.").
			WithHint("Reconnect the account. Some providers send a refresh token only when a scope such as offline_access is asked for.")
	}
	k, err := c.refreshCall(r, old)
	if err != nil {
		return OAuth2{}, err
	}
	answer, err := c.send(ctx, k)
	if err != nil {
		return OAuth2{}, err
	}
	found, raw, err := c.tokensOf(ctx, k, answer, old)
	if err != nil {
		return OAuth2{}, err
	}
	fresh := OAuth2{AccessToken: found.access, RefreshToken: found.refresh, Expires: found.expires, Override: old.Override, Raw: raw}
	if fresh.RefreshToken == "" {
		fresh.RefreshToken = old.RefreshToken
	}
	return fresh, nil
}

func (c *Client) refreshCall(r TokenRequest, old OAuth2) (*call, error) {
	template := r.Provider.RefreshURL
	if template == "" {
		template = r.Provider.TokenURL.For(catalog.OAuth2)
	}
	scope := c.scope(r.Config)
	address, err := catalog.ExpandURL(template, scope, catalog.URLOptions{SkipEncode: slices.Contains(r.Provider.TokenURLSkipEncode, "base_url")})
	if err != nil {
		return nil, err
	}
	if pair := old.Override; pair != nil && pair.ClientID != "" && (pair.ClientSecret != "" || r.Provider.AuthMode != catalog.OAuth2) {
		r.App.ClientID, r.App.ClientSecret = pair.ClientID, pair.ClientSecret
	}
	k := r.newCall(refreshing, address)
	k.secrets = append(k.secrets, old.RefreshToken, old.AccessToken)
	k.redirectURI = r.Callback
	if d, ok := dialectOf(r.Provider); ok && d.refresh != (shape{}) {
		values := c.vocabulary(r)
		values["grant_type"], values["refresh_token"], values["access_token"] = "refresh_token", old.RefreshToken.Reveal(), old.AccessToken.Reveal()
		return k, d.speak(c, k, d.refresh, values)
	}
	k.params = params{{"grant_type", "refresh_token"}, {"refresh_token", old.RefreshToken.Reveal()}}
	extra := r.Provider.RefreshParams
	if len(extra) == 0 {
		extra = r.Provider.TokenParams
	}
	expanded, complete := catalog.ExpandParams(extra, scope)
	if !complete {
		return nil, missingParams(r.Provider, r.Config)
	}
	k.params.setAll(expanded)
	if grant, _ := k.params.get("grant_type"); grant == "authorization_code" {
		k.params.set("grant_type", "refresh_token")
	}
	k.authenticate()
	return k, nil
}
