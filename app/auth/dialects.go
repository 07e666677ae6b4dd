package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// dialect is how one provider's token endpoint differs from the generic one (providers-and-auth §5).
type dialect struct {
	exchange, refresh shape
	answer            string        // dotted path of the object that holds the tokens; empty: the whole answer
	names             string        // members under other names: "access_token=token"
	lifetime          time.Duration // what a token lives, whatever the answer says
	lasting           bool          // renewed without a refresh token: the access token or the app itself is enough
	early             time.Duration // how long before its end a token is renewed; 0: as usual

	// What a shape cannot say. Each may be nil.
	arrange func(c *Client, k *call) error // headers, signatures and addresses, before the request
	read    func(a answer) answer          // turns another format into JSON
	settle  func(ctx context.Context, c *Client, k *call, t tokenAnswer, old OAuth2) (tokenAnswer, error)
}

// shape lists the fields of a request in order. "a=b" sends the value b under the name a. Values without content are
// left out; client.vocabulary lists them.
type shape struct {
	body   string
	query  string // sent in the address
	basic  string // Authorization: "id" is id:secret, "secret" is the secret as the user name
	grant  string // in place of the usual grant type
	method string // default POST
	json   bool
}

var (
	withVerifier = shape{body: "grant_type code redirect_uri code_verifier"}
	publicCode   = shape{body: "grant_type code client_id redirect_uri code_verifier"}
	publicRenew  = shape{body: "grant_type client_id refresh_token"}
	basicCode    = shape{body: "grant_type code redirect_uri code_verifier", basic: "id"}
	basicRenew   = shape{body: "grant_type refresh_token", basic: "id"}
	wholeCode    = shape{body: "grant_type client_id client_secret code redirect_uri code_verifier"}
	wholeRenew   = shape{body: "grant_type client_id client_secret refresh_token"}
	design       = dialect{exchange: shape{body: "client_id client_secret code grant_type", query: "redirect_uri", json: true},
		refresh: shape{body: "client_id client_secret refresh_token grant_type", json: true}}
	payments = dialect{exchange: shape{body: "grant_type code redirect_uri", basic: "secret"},
		refresh: shape{body: "grant_type refresh_token", basic: "secret"}, lifetime: time.Hour}
	coros     = dialect{exchange: wholeCode, refresh: wholeRenew, settle: prolongCoros}
	braintree = dialect{exchange: shape{body: "grant_type code", basic: "id", json: true}, refresh: shape{body: "grant_type refresh_token", basic: "id", json: true},
		arrange: arrangeBraintree, read: readBraintree}
)

// dialects are the providers that the generic flow would get wrong and a table, with a little code, gets right.
var dialects = map[string]dialect{
	"absorb-lms": {exchange: shape{body: "grant_type client_id client_secret code redirect_uri code_verifier nonce"},
		refresh: shape{body: "grant_type client_id client_secret refresh_token nonce scope=scopes"}, arrange: arrangeAbsorb},
	"agiloft": {exchange: shape{body: "grant_type code client_id redirect_uri code_verifier", basic: "id"},
		refresh: shape{body: "grant_type refresh_token md5_secret"}},
	"attio-mcp":         {exchange: publicCode, refresh: publicRenew},
	"braintree":         braintree,
	"braintree-sandbox": braintree,
	"bullhorn": {exchange: shape{query: "grant_type code client_id client_secret redirect_uri"},
		refresh: shape{query: "grant_type refresh_token client_id client_secret"}, settle: openBullhorn},
	"clover": {exchange: shape{body: "client_id client_secret code", json: true}, refresh: shape{body: "client_id refresh_token", json: true},
		names: "expires_at=access_token_expiration"},
	"coros":         coros,
	"coros-sandbox": coros,
	"facebook": {exchange: shape{body: "grant_type client_id client_secret code redirect_uri code_verifier", query: "redirect_uri", json: true},
		refresh: shape{query: "client_id client_secret grant_type fb_exchange_token=access_token", grant: "fb_exchange_token"}, lasting: true, early: metaEarly},
	"fanvue":       {exchange: basicCode, refresh: basicRenew},
	"figma":        design,
	"figjam":       design,
	"followupboss": {exchange: shape{body: "grant_type code redirect_uri state", basic: "id"}, refresh: basicRenew},
	"heygen":       {exchange: publicCode, refresh: publicRenew},
	"instagram": {exchange: wholeCode, refresh: shape{query: "grant_type access_token", grant: "ig_refresh_token", method: http.MethodGet},
		lasting: true, early: metaEarly, settle: longLived("https://graph.instagram.com/access_token", "ig_exchange_token")},
	"jobber":  {exchange: shape{body: "client_id client_secret grant_type code"}, refresh: shape{body: "client_id client_secret grant_type refresh_token"}, lifetime: time.Hour},
	"mercury": {exchange: withVerifier, refresh: shape{body: "grant_type refresh_token"}},
	"microsoft-admin": {exchange: shape{body: "grant_type client_id client_secret scope=encoded_scopes", grant: "client_credentials"},
		refresh: shape{body: "grant_type client_id client_secret scope=encoded_scopes", grant: "client_credentials"}, lasting: true},
	"posthog-oauth": {exchange: publicCode, refresh: publicRenew},
	"revolut-business": {exchange: shape{body: "grant_type code"}, refresh: shape{body: "grant_type refresh_token"},
		arrange: arrangeRevolut},
	"sentry-oauth": {exchange: shape{body: "grant_type client_id client_secret code", json: true},
		refresh: shape{body: "grant_type client_id client_secret refresh_token", json: true}, names: "access_token=token refresh_token=refreshToken expires_at=expiresAt"},
	"shopline-oauth": {exchange: shape{body: "code", json: true}, refresh: shape{method: http.MethodPost}, answer: "data",
		names: "access_token=accessToken expires_at=expireTime", lasting: true, arrange: arrangeShopline},
	"slack":              {exchange: wholeCode, refresh: wholeRenew, settle: settleSlack},
	"stripe-app":         payments,
	"stripe-app-sandbox": payments,
	"threads": {exchange: wholeCode, refresh: shape{query: "grant_type access_token", grant: "th_refresh_token", method: http.MethodGet},
		lasting: true, early: metaEarly, settle: longLived("https://graph.threads.net/access_token", "th_exchange_token")},
	"tiktok-accounts": {exchange: shape{body: "client_id client_secret grant_type auth_code=code redirect_uri", json: true},
		refresh: shape{body: "client_id client_secret grant_type refresh_token", json: true}, answer: "data"},
	"tiktok-ads": {exchange: shape{body: "secret=client_secret app_id=client_id auth_code=code", json: true}, answer: "data"},
	"tiktok-personal": {exchange: shape{body: "client_key=client_id client_secret code grant_type redirect_uri code_verifier"},
		refresh: shape{body: "client_key=client_id client_secret grant_type refresh_token"}},
	"walmart":       {exchange: shape{body: "grant_type code redirect_uri code_verifier", basic: "id"}, refresh: basicRenew, arrange: arrangeWalmart},
	"workday-oauth": {exchange: basicCode, refresh: basicRenew, lifetime: time.Hour, settle: keepOverride},
}

// dialectOf finds the provider's dialect, or that of the provider it was derived from.
func dialectOf(p *catalog.Provider) (dialect, bool) {
	if d, ok := dialects[p.Key]; ok {
		return d, true
	}
	d, ok := dialects[p.AliasOf]
	return d, ok
}

// lasting reports whether the provider's tokens are renewed while they still work, without a refresh token: the token
// itself is traded in for a younger one, or the app alone asks for another.
func lasting(p *catalog.Provider) bool {
	d, ok := dialectOf(p)
	return ok && d.lasting
}

// Early is how long before its end the provider's token wants to be renewed, where that differs from the usual quarter
// of an hour; else 0. Tokens that are traded in for a younger one cannot be when they have ended, and a machine may be off for days.
func Early(p *catalog.Provider) time.Duration {
	d, _ := dialectOf(p)
	return d.early
}

// vocabulary are the values that every shape may name; code, redirect_uri, code_verifier and state come with an exchange,
// refresh_token and access_token with a renewal.
func (c *Client) vocabulary(r TokenRequest) map[string]string {
	scopes := r.App.Scopes
	if own := ScopeList(r.Config["oauth_scopes_override"]); own != nil {
		scopes = own
	}
	secret := r.App.ClientSecret.Reveal()
	return map[string]string{
		"client_id": r.App.ClientID, "client_secret": secret, "nonce": c.uuid(), "scopes": strings.Join(scopes, ","),
		"md5_secret":     secret[:min(20, len(secret))], // Agiloft's name for the beginning of the secret
		"encoded_scopes": strings.ReplaceAll(url.QueryEscape(strings.Join(scopes, " ")), "+", "%20"),
	}
}

// speak fills the call as the dialect says. Faults are those of its arrange.
func (d dialect) speak(c *Client, k *call, s shape, values map[string]string) error {
	values["grant_type"] = cmp.Or(s.grant, values["grant_type"])
	s.fill(k, values)
	if d.arrange == nil {
		return nil
	}
	return d.arrange(c, k)
}

// fill writes the request's fields.
func (s shape) fill(k *call, values map[string]string) {
	fill := func(fields string) params {
		var out params
		for field := range strings.FieldsSeq(fields) {
			name, value, renamed := strings.Cut(field, "=")
			if !renamed {
				value = name
			}
			if values[value] != "" {
				out.set(name, values[value])
			}
		}
		return out
	}
	k.params, k.method = fill(s.body), s.method
	if s.query != "" {
		address := *k.url
		address.RawQuery = joinQuery(address.RawQuery, fill(s.query).form())
		k.url = &address
	}
	switch s.basic {
	case "id":
		k.basic(values["client_id"], vault.Secret(values["client_secret"]))
	case "secret":
		k.basic(values["client_secret"], "")
	}
	k.format = "form"
	if s.json {
		k.format = "json"
	}
}

// narrow reads the part of the answer that holds the tokens, under their usual names.
func (d dialect) narrow(t tokenAnswer, now time.Time) tokenAnswer {
	if inner, ok := at(t.object, d.answer).(map[string]any); ok && d.answer != "" {
		t.object = inner
	}
	for pair := range strings.FieldsSeq(d.names) {
		name, theirs, _ := strings.Cut(pair, "=")
		if value, ok := t.object[theirs]; ok {
			t.object[name] = value
		}
	}
	if end, ok := Moment(t.object["expires_at"]); ok && d.names != "" {
		t.object["expires_at"] = end.Format(time.RFC3339)
	}
	if d.lifetime > 0 {
		t.object["expires_at"] = now.Add(d.lifetime).UTC().Format(time.RFC3339Nano)
	}
	return t
}

// remade is an answer whose object was put together from several; it is kept as such, and read as if it had come so.
func remade(object map[string]any) (tokenAnswer, error) {
	raw, err := json.Marshal(object)
	if err != nil {
		return tokenAnswer{}, err
	}
	object, err = decodeObject(raw)
	return tokenAnswer{object: object, raw: vault.Secret(raw)}, err
}

// follow asks a second address for what the first answer leads to.
func (c *Client) follow(ctx context.Context, k *call, method, address, format string, p params) (tokenAnswer, error) {
	target, err := url.Parse(address)
	if err != nil {
		return tokenAnswer{}, err
	}
	next := k.newCall(k.purpose, target)
	next.method, next.format, next.params, next.secrets = method, format, p, k.secrets
	a, err := c.send(ctx, next)
	if err != nil {
		return tokenAnswer{}, err
	}
	return next.read(a)
}
