package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// TwoStep is a token that a provider gave for what the user typed (providers-and-auth §4.7).
type TwoStep struct {
	// Typed are the fields of the form, and what the flow adds to them under names of its own: the signed assertion and
	// the cookies of the answer.
	Typed        map[string]vault.Secret
	Token        vault.Secret
	RefreshToken vault.Secret // empty: none, later tokens are asked for by logging in again
	Expires      time.Time    // zero: never, or the provider has to be asked
	Raw          vault.Secret // the provider's last answer as JSON text
}

var _ Credentials = TwoStep{}

// The names that the flow adds to the typed fields.
const (
	fieldAssertion = "assertion"
	fieldCookies   = "_cookies" // all cookies as one Cookie header
)

// twoStepOwn are the members of the API's JSON that are no typed fields. Neither a form nor an answer's header may set them.
var twoStepOwn = map[string]bool{"type": true, "token": true, "accessToken": true, "refresh_token": true, "expires_at": true, "raw": true}

// Mode is TWO_STEP.
func (TwoStep) Mode() catalog.AuthMode { return catalog.TwoStep }

// ExpiresAt is the token's end.
func (c TwoStep) ExpiresAt() time.Time { return c.Expires }

// Apply sets the bearer token.
func (c TwoStep) Apply(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+c.Token.Reveal())
	return nil
}

// sign sets the bearer token unless a header of the provider carries it already: then a second one would be wrong.
func (c TwoStep) sign(r *http.Request, s Signing) error {
	if r.Header.Get("Authorization") != "" || s.Provider != nil && placesToken(s.Provider) {
		return nil
	}
	return c.Apply(r)
}

// placesToken reports whether a provider's own headers carry the token (providers-and-auth §4.7).
func placesToken(p *catalog.Provider) bool {
	if p.Proxy == nil {
		return false
	}
	for name, value := range p.Proxy.Headers {
		if strings.Contains(value, "${accessToken}") || strings.EqualFold(name, "cookie") && strings.Contains(value, "${credentials."+fieldCookies+"}") {
			return true
		}
	}
	return false
}

// Secrets are the tokens, those inside Raw too, and everything typed that is not known to be harmless.
func (c TwoStep) Secrets() []string {
	out := append(secretsOf(c.Token, c.RefreshToken), secretsInJSON(c.Raw)...)
	for name, value := range c.Typed {
		if !harmless(name) {
			out = append(out, secretsOf(value)...)
		}
	}
	return out
}

// harmlessFields say who somebody is, not how to prove it. Hiding them would blacken half of every log line. All spellings
// are in lower case without separators.
var harmlessFields = map[string]bool{"username": true, "user": true, "login": true, "email": true, "userid": true, "companyid": true, "senderid": true,
	"clientid": true, "appid": true, "keyid": true, "certificateid": true, "certificatethumbprint": true, "accountid": true, "tenantid": true, "teamname": true,
	"scope": true, "scopes": true, "org": true, "contenturl": true, "isu": true, "useridentifier": true, "serviceaccountemailaddress": true,
	"delegatedaccessemailaddress": true}

func harmless(name string) bool {
	plain := strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
	return harmlessFields[plain] || strings.HasPrefix(plain, "default")
}

// Fields are what was typed, token, accessToken, refresh_token, expires_at and raw.
func (c TwoStep) Fields() map[string]any {
	fields := revealed(c.Typed)
	fields["token"], fields["accessToken"] = c.Token.Reveal(), c.Token.Reveal()
	if c.RefreshToken != "" {
		fields["refresh_token"] = c.RefreshToken.Reveal()
	}
	if !c.Expires.IsZero() {
		fields["expires_at"] = formatTime(c.Expires)
	}
	if raw := objectOf(c.Raw); raw != nil {
		fields["raw"] = raw
	}
	return fields
}

// DropMappedRefreshToken takes the refresh token out of raw where the provider's answer calls it by another name
// (http-api §6.2). credentials is what Encode wrote, read as JSON; it is changed.
func DropMappedRefreshToken(p *catalog.Provider, credentials any) {
	object, _ := credentials.(map[string]any)
	if p.AuthMode != catalog.TwoStep || p.TokenResponse == nil || p.TokenResponse.RefreshToken == "" {
		return
	}
	inner, _ := object["raw"].(map[string]any)
	names := strings.Split(p.TokenResponse.RefreshToken, ".")
	for _, name := range names[:len(names)-1] {
		inner, _ = inner[name].(map[string]any)
	}
	delete(inner, names[len(names)-1])
}

// String hides the values.
func (c TwoStep) String() string { return describe(c.Mode()) }

// twoStepMode logs in for the first token; for later ones it uses the refresh token where the provider takes one, and
// logs in again where not.
type twoStepMode struct{}

func (twoStepMode) obtain(ctx context.Context, c *Client, e Entry) (Obtained, error) {
	typed := sealedValues(e.Values)
	maps.DeleteFunc(typed, func(name string, _ vault.Secret) bool { return twoStepOwn[name] })
	f := c.twoStepFlow(e.TokenRequest, TwoStep{Typed: typed}, loggingIn)
	f.once = e.Assertion
	return f.login(ctx)
}

func (twoStepMode) renewable(*catalog.Provider, Credentials) bool { return true }

func (twoStepMode) renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	held := old.(TwoStep)
	if held.RefreshToken == "" || len(r.Provider.RefreshTokenParams)+len(r.Provider.RefreshTokenHeaders) == 0 {
		return c.twoStepFlow(r, held, loggingInAgain).login(ctx)
	}
	fresh, err := c.twoStepFlow(r, held, refreshing).refresh(ctx)
	if !refusedRefresh(err) {
		return fresh, err
	}
	return c.twoStepFlow(r, held, loggingInAgain).login(ctx)
}

func (twoStepMode) encode(c Credentials) any {
	v := c.(TwoStep)
	object := revealed(v.Typed)
	maps.Copy(object, map[string]any{"type": v.Mode(), "token": v.Token.Reveal(), "raw": rawOf(v.Raw)})
	if v.RefreshToken != "" {
		object["refresh_token"] = v.RefreshToken.Reveal()
	}
	if !v.Expires.IsZero() {
		object["expires_at"] = formatTime(v.Expires)
	}
	return object
}

func (twoStepMode) decode(written []byte) (Credentials, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(written, &object); err != nil {
		return nil, badCredentials(err)
	}
	texts := make(map[string]string, len(object))
	for name, value := range object {
		if name == "raw" {
			continue
		}
		var plain string
		if err := json.Unmarshal(value, &plain); err != nil {
			return nil, badCredentials(err)
		}
		texts[name] = plain
	}
	expires, err := parseTime(texts["expires_at"])
	if err != nil {
		return nil, badCredentials(err)
	}
	c := TwoStep{Token: vault.Secret(texts["token"]), RefreshToken: vault.Secret(texts["refresh_token"]), Expires: expires}
	if raw := bytes.TrimSpace(object["raw"]); len(raw) > 0 {
		c.Raw = vault.Secret(raw)
	}
	maps.DeleteFunc(texts, func(name, _ string) bool { return twoStepOwn[name] })
	c.Typed = sealedValues(texts)
	return c, nil
}
