package auth

import (
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// dialect is how one provider's token endpoint differs from the generic one (providers-and-auth §5).
type dialect struct {
	exchange, refresh shape
	answer            string        // dotted path of the object that holds the tokens; empty: the whole answer
	expires           string        // member with the point in time at which the token ends
	lifetime          time.Duration // what a token lives, whatever the answer says
}

// shape lists the fields of a request in order. "a=b" sends the value b under the name a. Values are client_id,
// client_secret, code, redirect_uri, code_verifier, grant_type, state and refresh_token; those without a value are left out.
type shape struct {
	body  string
	query string // sent in the address
	basic string // Authorization: "id" is id:secret, "secret" is the secret as the user name
	json  bool
}

var (
	withVerifier = shape{body: "grant_type code redirect_uri code_verifier"}
	publicCode   = shape{body: "grant_type code client_id redirect_uri code_verifier"}
	publicRenew  = shape{body: "grant_type client_id refresh_token"}
	basicCode    = shape{body: "grant_type code redirect_uri code_verifier", basic: "id"}
	basicRenew   = shape{body: "grant_type refresh_token", basic: "id"}
	design       = dialect{exchange: shape{body: "client_id client_secret code grant_type", query: "redirect_uri", json: true},
		refresh: shape{body: "client_id client_secret refresh_token grant_type", json: true}}
	payments = dialect{exchange: shape{body: "grant_type code redirect_uri", basic: "secret"},
		refresh: shape{body: "grant_type refresh_token", basic: "secret"}, lifetime: time.Hour}
)

// dialects are the providers that the generic flow would get wrong and a table can get right.
var dialects = map[string]dialect{
	"clover": {exchange: shape{body: "client_id client_secret code", json: true}, refresh: shape{body: "client_id refresh_token", json: true},
		expires: "access_token_expiration"},
	"fanvue":             {exchange: basicCode, refresh: basicRenew},
	"figma":              design,
	"figjam":             design,
	"followupboss":       {exchange: shape{body: "grant_type code redirect_uri state", basic: "id"}, refresh: basicRenew},
	"heygen":             {exchange: publicCode, refresh: publicRenew},
	"jobber":             {exchange: shape{body: "client_id client_secret grant_type code"}, refresh: shape{body: "client_id client_secret grant_type refresh_token"}, lifetime: time.Hour},
	"mercury":            {exchange: withVerifier, refresh: shape{body: "grant_type refresh_token"}},
	"posthog-oauth":      {exchange: publicCode, refresh: publicRenew},
	"stripe-app":         payments,
	"stripe-app-sandbox": payments,
	"tiktok-accounts": {exchange: shape{body: "client_id client_secret grant_type auth_code=code redirect_uri", json: true},
		refresh: shape{body: "client_id client_secret grant_type refresh_token", json: true}, answer: "data"},
	"tiktok-ads": {exchange: shape{body: "secret=client_secret app_id=client_id auth_code=code", json: true}, answer: "data"},
	"tiktok-personal": {exchange: shape{body: "client_key=client_id client_secret code grant_type redirect_uri code_verifier"},
		refresh: shape{body: "client_key=client_id client_secret grant_type refresh_token"}},
	"workday-oauth": {exchange: basicCode, refresh: basicRenew, lifetime: time.Hour},
}

// dialectOf finds the provider's dialect, or that of the provider it was derived from.
func dialectOf(p *catalog.Provider) (dialect, bool) {
	if d, ok := dialects[p.Key]; ok {
		return d, true
	}
	d, ok := dialects[p.AliasOf]
	return d, ok
}

// speak fills the call as the shape says.
func (s shape) speak(k *call, values map[string]string) {
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
	k.params = fill(s.body)
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

// narrow reads the part of the answer that holds the tokens, and the expiry as the dialect knows it.
func (d dialect) narrow(t tokenAnswer, now time.Time) tokenAnswer {
	if inner, ok := at(t.object, d.answer).(map[string]any); ok && d.answer != "" {
		t.object = inner
	}
	if end, ok := Moment(t.object[d.expires]); ok && d.expires != "" {
		t.object["expires_at"] = end.Format(time.RFC3339)
	}
	if d.lifetime > 0 {
		t.object["expires_at"] = now.Add(d.lifetime).UTC().Format(time.RFC3339Nano)
	}
	return t
}
