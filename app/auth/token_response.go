package auth

import (
	"encoding/json"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// maxLifetime is the longest life of a token that is believed; a longer one counts as "never expires".
const maxLifetime = 100 * 365 * 24 * time.Hour

// tokenAnswer is a token answer, read.
type tokenAnswer struct {
	object map[string]any
	raw    vault.Secret
}

// read turns a token endpoint's answer into an object, or into a fault that says what came instead. JSON is what
// RFC 6749 §5.1 asks for; form-encoded answers are GitHub's and old Facebook's habit.
func (k *call) read(a answer) (tokenAnswer, error) {
	if a.status >= 300 && a.status < 400 {
		return tokenAnswer{}, k.redirected(a, "your client secret", "If that is the provider's own address, put it into the connection's parameters or into token_url of the provider's file. If you do not know it, do not trust it.")
	}
	object := a.object()
	if problem := problemOf(a, object); problem.code != "" {
		return tokenAnswer{}, k.refused(a.status, problem)
	}
	if object == nil {
		if said, ok := a.wordless(); ok {
			return tokenAnswer{}, k.refused(a.status, said)
		}
		return tokenAnswer{}, k.notAToken(a)
	}
	if a.status >= 400 {
		return tokenAnswer{}, k.refused(a.status, codeIn(object))
	}
	if oauth := oauthErrorOf(object); oauth.code != "" {
		return tokenAnswer{}, k.refused(a.status, oauth)
	}
	raw, err := json.Marshal(object)
	if err != nil {
		return tokenAnswer{}, k.notAToken(a)
	}
	return tokenAnswer{object: object, raw: vault.Secret(raw)}, nil
}

// object decodes JSON or a form; nil when it is neither.
func (a answer) object() map[string]any {
	if a.isJSON() {
		object, err := decodeObject(a.body)
		if err != nil {
			return nil
		}
		return object
	}
	plain := strings.TrimSpace(string(a.body))
	if plain == "" || len(plain) > 64<<10 || strings.ContainsAny(plain, "<> \n\t") || !strings.Contains(plain, "=") {
		return nil
	}
	values, err := url.ParseQuery(plain)
	if err != nil {
		return nil
	}
	object := make(map[string]any, len(values))
	for name := range values {
		object[name] = values.Get(name)
	}
	return object
}

// tokenIn is a member that is a token, or "" when it is no text, or none that a header can carry.
func tokenIn(object map[string]any, name string) string {
	token, _ := object[name].(string)
	if !soundToken(token) {
		return ""
	}
	return token
}

// tokens are the parts of a token answer that are kept by name.
type tokens struct {
	access, refresh vault.Secret
	expires         time.Time
}

// oauth2Tokens applies the rules of providers-and-auth §4.1.5; false when there is no access token.
func (t tokenAnswer) oauth2Tokens(p *catalog.Provider, now time.Time) (tokens, bool) {
	object := t.object
	if text(object["access_token"]) == "" && p.AlternateAccessTokenResponsePath != "" {
		switch inner := at(object, p.AlternateAccessTokenResponsePath).(type) {
		case map[string]any:
			object = inner
		case string:
			return tokens{access: vault.Secret(inner)}, soundToken(inner)
		}
	}
	access, ok := object["access_token"].(string)
	found := tokens{access: vault.Secret(access), expires: expiryOf(object, time.Second, now)}
	if refresh, isText := object["refresh_token"].(string); isText {
		found.refresh = vault.Secret(refresh)
	}
	return found, ok && soundToken(access)
}

// shortLife is the shortest life that a number under expires_at is taken for; expires_in may be shorter.
const shortLife = time.Minute

// longLife is the longest life that a number under expires_at is taken for; a larger one is a moment, and was one in 1980.
const longLife = 10 * 365 * 24 * time.Hour

// expiryOf reads expires_at, else expires_in counted in unit; zero when neither makes sense. Lifetimes of zero or
// less and beyond a century are taken as "not said": vendors write them for tokens that do not expire. So are moments
// that are over, since nobody hands out a token that has ended. Some vendors write a lifetime under expires_at.
func expiryOf(object map[string]any, unit time.Duration, now time.Time) time.Time {
	stated := object["expires_at"]
	if at, ok := Moment(stated); ok && at.After(now) && at.Before(now.Add(maxLifetime)) {
		return at
	}
	if number, ok := numberOf(object["expires_in"]); ok && number > 0 && number <= float64(maxLifetime/unit) {
		return now.Add(time.Duration(number) * unit).UTC()
	}
	if life, ok := numberOf(stated); ok && life >= shortLife.Seconds() && life <= longLife.Seconds() {
		return now.Add(time.Duration(life) * time.Second).UTC()
	}
	return time.Time{}
}

// Moment reads a vendor's point in time by one rule (providers-and-auth §3.4): a number is milliseconds when it then
// denotes a year after 1971, else seconds; a string is ISO 8601 or such a number.
func Moment(value any) (time.Time, bool) {
	if number, ok := numberOf(value); ok {
		const year1972 = 63_072_000_000 // in milliseconds
		switch {
		case number <= 0 || number > math.MaxInt64/1000:
			return time.Time{}, false
		case number >= year1972:
			return time.UnixMilli(int64(number)).UTC(), true
		default:
			return time.Unix(int64(number), 0).UTC(), true
		}
	}
	written, ok := value.(string)
	if !ok {
		return time.Time{}, false
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05", "2006-01-02T15:04:05Z0700", time.DateOnly} {
		if at, err := time.Parse(layout, strings.TrimSpace(written)); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

func numberOf(value any) (float64, bool) {
	var written string
	switch v := value.(type) {
	case json.Number:
		written = v.String()
	case string:
		written = strings.TrimSpace(v)
	case float64:
		return v, !math.IsNaN(v) && !math.IsInf(v, 0)
	default:
		return 0, false
	}
	number, err := strconv.ParseFloat(written, 64)
	return number, err == nil && !math.IsNaN(number) && !math.IsInf(number, 0)
}

// at follows a dotted path through objects.
func at(object map[string]any, path string) any {
	var value any = object
	for _, name := range strings.Split(path, ".") {
		inner, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = inner[name]
	}
	return value
}

// ResponseMetadata picks what the provider's token answer says about the account (token_response_metadata): only
// text and booleans, each under its path exactly as the catalog writes it, dots included.
func ResponseMetadata(p *catalog.Provider, raw vault.Secret) map[string]any {
	out := map[string]any{}
	object := objectOf(raw)
	for _, path := range p.TokenResponseMetadata {
		value := at(object, path)
		if value == nil {
			value = object[path]
		}
		switch value := value.(type) {
		case string, bool:
			out[path] = value
		}
	}
	return out
}

// CallbackMetadata picks what the provider sent along with the code (redirect_uri_metadata).
func CallbackMetadata(p *catalog.Provider, query url.Values) map[string]any {
	out := map[string]any{}
	for _, name := range p.RedirectURIMetadata {
		if query.Has(name) {
			out[name] = query.Get(name)
		}
	}
	return out
}
