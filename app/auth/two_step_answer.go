package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// document is an answer, read: an object, or a text where the whole answer is the token.
type document struct {
	value  any // map[string]any, or a string
	header http.Header
}

// object is the answer when it is one, else nil.
func (d document) object() map[string]any {
	object, _ := d.value.(map[string]any)
	return object
}

// raw is the answer as JSON text.
func (d document) raw() vault.Secret {
	encoded, err := json.Marshal(d.value)
	if err != nil {
		return "{}"
	}
	return vault.Secret(encoded)
}

// at reads what a dotted path names: step by step, or as one name with dots in it. The empty path is the whole answer.
func (d document) at(path string) any {
	if path == "" {
		return d.value
	}
	if value := at(d.object(), path); value != nil {
		return value
	}
	return d.object()[path]
}

// text reads a text or a number; "" for anything else.
func (d document) text(path string) string {
	switch value := d.at(path).(type) {
	case string:
		return strings.TrimSpace(value)
	case json.Number:
		return value.String()
	default:
		return ""
	}
}

// read turns an answer into a document, or into a fault that says what came instead.
func (f *twoStepFlow) read(k *call, a answer) (document, error) {
	d := document{value: parseAnswer(a, f.r.Provider.TokenResponse.Token == ""), header: a.header}
	switch {
	case a.status >= 300 && a.status < 400:
		return d, k.redirected(a, "what you entered", "Check the address of the account; behind a single sign-on page there is no login for programs.")
	case a.status >= 400 && d.value == nil:
		if said, ok := a.wordless(); ok {
			return d, f.refused(k, a.status, said)
		}
		return d, k.notAToken(a)
	case a.status >= 400:
		return d, f.refused(k, a.status, errorIn(d.value))
	case a.status != http.StatusOK && a.status != http.StatusCreated:
		return d, explained(f.invalid(k, fmt.Sprintf("answered with status %d, which is no login", a.status)), diagnosis.BadAnswer, k.answered(a.status))
	case d.value == nil:
		return d, k.notAToken(a)
	}
	return d, nil
}

// parseAnswer reads JSON, XML or a form; nil when it is none of them. Where the whole answer is the token, a bare word
// counts too.
func parseAnswer(a answer, whole bool) any {
	trimmed := bytes.TrimSpace(a.body)
	isHTML := strings.Contains(a.contentType, "html")
	if !isHTML && (strings.Contains(a.contentType, "xml") || bytes.HasPrefix(trimmed, []byte("<?xml"))) {
		if object, err := readXML(trimmed); err == nil {
			return object
		}
		return nil
	}
	if whole && !isHTML && a.status < 400 && !strings.Contains(a.contentType, "form") { // padding must not make a token look like a form
		if word, ok := bareToken(trimmed, a.isJSON()); ok {
			return word
		}
	}
	if object := a.object(); object != nil {
		return object
	}
	return nil
}

// bareToken is a token that makes up a whole answer, as JSON text or as it is. JSON has other words too, and numbers:
// those are no tokens.
func bareToken(body []byte, isJSON bool) (string, bool) {
	word := string(body)
	if len(body) > 0 && body[0] == '"' {
		if err := json.Unmarshal(body, &word); err != nil {
			return "", false
		}
	}
	if isJSON && word == string(body) {
		return "", false
	}
	return word, soundToken(word) && !strings.ContainsAny(word, "<>{}[] ")
}

// maxTokenSize is generous: the largest tokens in use are JSON Web Tokens of some kilobytes.
const maxTokenSize = 64 << 10

// soundToken reports whether a token can travel in a header.
func soundToken(token string) bool {
	return token != "" && len(token) <= maxTokenSize && !strings.ContainsFunc(token, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsControl(r) })
}

// finish takes tokens, expiry, cookies and facts about the account out of the last answer. k is the request it answers.
func (f *twoStepFlow) finish(ctx context.Context, k *call, d document) (Obtained, error) {
	p, place := f.r.Provider, f.r.Provider.TokenResponse
	token := d.text(place.Token)
	if token == "" {
		return Obtained{}, f.noToken(k, d)
	}
	if !soundToken(token) {
		return Obtained{}, explained(f.incomplete(k, fault.Upstream, "sent a token that is too long or holds characters that no header may hold"),
			diagnosis.BadAnswer, fmt.Sprintf("The token has %d characters.", len(token)))
	}
	fresh := f.held
	fresh.Token, fresh.Raw = vault.Secret(token), d.raw()
	if place.RefreshToken != "" {
		if refresh := d.text(place.RefreshToken); soundToken(refresh) {
			fresh.RefreshToken = vault.Secret(refresh)
		}
	}
	var stated any
	if place.Expiration != "" {
		stated = d.at(place.Expiration)
	}
	var err error
	if fresh.Expires, err = twoStepExpiry(p, stated, token, fresh.RefreshToken.Reveal(), f.c.now()); err != nil {
		wrong := f.incomplete(k, fault.Upstream, err.Error()).WithHint("Check this computer's clock and time zone. If they are right, the fault is the provider's.")
		return Obtained{}, explained(wrong, diagnosis.BadAnswer, "Our clock says "+formatTime(f.c.now())+"; the answer's Date header says “"+Words(d.header.Get("Date"))+"”.")
	}
	if fresh.Expires.IsZero() && introspected(p) {
		r := f.r
		r.App.ClientID, r.App.ClientSecret = text(f.fields["clientId"]), vault.Secret(text(f.fields["clientSecret"]))
		fresh.Expires = f.c.tokenEnd(ctx, r, fresh.Raw, fresh.Token)
	}
	if err := f.keepCookies(k, fresh.Typed, d.header); err != nil {
		return Obtained{}, err
	}
	return Obtained{Credentials: fresh, Config: f.metadata(d)}, nil
}

// introspected reports whether a token's end is learned by asking for it (providers-and-auth §6.4).
func introspected(p *catalog.Provider) bool {
	return p.Key == "salesforce-jwt" || p.AliasOf == "salesforce-jwt"
}

// metadata is what the answers say about the account, the last one first.
func (f *twoStepFlow) metadata(last document) map[string]any {
	out := map[string]any{}
	for _, d := range append(slices.Clone(f.answers), last) {
		maps.Copy(out, ResponseMetadata(f.r.Provider, d.raw()))
	}
	return out
}

// keepCookies keeps the cookies of the answer under their names, and all of them as one header under _cookies, where the
// provider says so (token_response_headers). Those of an earlier login go. Declared fields are never overwritten.
func (f *twoStepFlow) keepCookies(k *call, typed map[string]vault.Secret, header http.Header) error {
	if !slices.ContainsFunc(f.r.Provider.TokenResponseHeaders, func(name string) bool { return strings.EqualFold(name, "set-cookie") }) {
		return nil
	}
	if old, err := http.ParseCookie(typed[fieldCookies].Reveal()); err == nil {
		for _, cookie := range old {
			delete(typed, cookie.Name)
		}
	}
	var pairs []string
	for _, cookie := range (&http.Response{Header: header}).Cookies() {
		if cookie.MaxAge < 0 || cookie.Value == "" {
			continue
		}
		pairs = append(pairs, cookie.Name+"="+cookie.Value)
		if _, declared := f.r.Provider.CredentialFields().Get(cookie.Name); !declared && !twoStepOwn[cookie.Name] {
			typed[cookie.Name] = vault.Secret(cookie.Value)
		}
	}
	if len(pairs) == 0 {
		return explained(f.incomplete(k, fault.Upstream, "answered without the session cookie that its API asks for"), diagnosis.NoToken, "The answer's headers set no cookie.")
	}
	typed[fieldCookies] = vault.Secret(strings.Join(pairs, "; "))
	return nil
}

// refused is the fault for an answer that calls itself an error.
func (f *twoStepFlow) refused(k *call, status int, e oauthError) *fault.Error {
	switch {
	case status == http.StatusTooManyRequests:
		return k.fault(fault.Upstream, k.Provider.DisplayName+" asks for fewer logins."+e.quote(k.secrets...)).WithHint("Try again in a while.").
			WithDetail(map[string]any{"status": status}).WithCause(diagnosis.Of(k.facts(status, e)))
	case diagnosis.KnowsCode(e.code) || status >= 500:
		plain := *k
		plain.purpose = f.purpose // what an answer means depends on it, and a later request has a code of its own
		found := plain.refused(status, e)
		found.Code = k.purpose.code
		return found
	}
	said := e.quote(k.secrets...)
	if said == "" {
		said = fmt.Sprintf(" It answers with status %d and no words.", status)
	}
	message, hint := k.Provider.DisplayName+" does not accept the login.", f.checkEntries()
	return k.fault(fault.Invalid, message+said).WithHint(hint).
		WithDetail(map[string]any{"status": status, "error": Words(e.code, k.secrets...)}).WithCause(diagnosis.Entered(k.facts(status, e), message, hint))
}

// checkEntries is the advice to look at what was typed.
func (f *twoStepFlow) checkEntries() string {
	if f.purpose != loggingIn {
		return "If the password or key was changed at the provider, reconnect the account with the new one."
	}
	var titles []string
	for _, field := range f.r.Provider.CredentialFields() {
		if field.Asked() && field.Title != "" {
			titles = append(titles, field.Title)
		}
	}
	if len(titles) == 0 {
		return "Check the integration's settings and the account's address. The operation's log shows what was sent."
	}
	return "Check " + strings.Join(titles, ", ") + " and the account's address. The operation's log shows what was sent."
}

// noToken is the fault for a success without a token: many vendors say no with status 200.
func (f *twoStepFlow) noToken(k *call, d document) *fault.Error {
	if said := errorIn(d.value); said.code != "" || said.description != "" {
		found := f.incomplete(k, fault.Invalid, "answered without a token")
		found.Message += said.quote(k.secrets...)
		found = found.WithHint(f.checkEntries())
		return found.WithCause(diagnosis.Entered(k.facts(http.StatusOK, said), found.Message, found.Hint))
	}
	where := "The whole answer should be the token."
	if path := f.r.Provider.TokenResponse.Token; path != "" {
		where = "It should stand at “" + path + "”."
	}
	found := f.incomplete(k, fault.Upstream, "answered without a token").
		WithHint(where + " The operation's log shows the answer; check what was entered and the account's address.")
	return found.WithCause(diagnosis.Empty(k.facts(http.StatusOK, oauthError{}), found.Message, found.Hint))
}

func (f *twoStepFlow) incomplete(k *call, kind fault.Kind, what string) *fault.Error {
	return f.coded(k, kind, CodeTwoStepIncomplete, what).WithHint("The operation's log shows the answer; check the account's address.")
}

func (f *twoStepFlow) invalid(k *call, what string) *fault.Error {
	code := CodeTwoStepInvalid
	if k.purpose.code != CodeTwoStepFetch {
		code = k.purpose.code
	}
	return f.coded(k, fault.Upstream, code, what).WithHint("Check the account's address. The operation's log shows the answer.")
}

// coded is a fault of a first login with a code of its own; renewals keep theirs.
func (f *twoStepFlow) coded(k *call, kind fault.Kind, code, what string) *fault.Error {
	found := k.fail(kind, what)
	if f.purpose == loggingIn {
		found.Code = code
	}
	return found
}

// errorNames are where vendors put their words, the best first.
var errorNames = []string{"error_description", "errorDescription", "error_message", "errorMessage", "description2", "message", "Message", "detail",
	"description", "msg", "reason", "title", "errorno", "error", "code"}

// errorIn finds what an answer says about an error, as RFC 6749 writes it or at any depth.
func errorIn(value any) oauthError {
	object, ok := value.(map[string]any)
	if !ok {
		return oauthError{}
	}
	found := oauthErrorOf(object)
	if found.description == "" {
		found.description = deepWords(object, 5)
	}
	return found
}

// deepWords is the best text under one of errorNames, the nearest to the top first.
func deepWords(value any, depth int) string {
	if depth == 0 {
		return ""
	}
	var inner []any
	switch v := value.(type) {
	case map[string]any:
		if words := firstText(v, errorNames...); words != "" {
			return words
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			inner = append(inner, v[name])
		}
	case []any:
		inner = v
	}
	for _, item := range inner {
		if words := deepWords(item, depth-1); words != "" {
			return words
		}
	}
	return ""
}
