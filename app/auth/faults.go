package auth

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	letters "patchbay/app/text" // text is a function here
	"patchbay/app/vault"
)

// maxWords caps what is shown of a provider's own words.
const maxWords = 2 << 10

// reconnect is the remedy where nothing but a new login helps.
const reconnect = "Reconnect the account."

// oauthError is what a provider says went wrong (RFC 6749 §4.1.2.1, §5.2), in the spellings met in practice.
type oauthError struct {
	code, description string
}

// oauthErrorOf finds the error in an answer. The code is empty when the answer does not call itself an error: some
// vendors do so with status 200, and an answer with a token is a success whatever else it holds.
func oauthErrorOf(object map[string]any) oauthError {
	if text(object["access_token"]) != "" {
		return oauthError{}
	}
	found := oauthError{description: firstText(object, "error_description", "error_message", "errorDescription", "message", "detail", "reason")}
	switch value := object["error"].(type) {
	case string:
		found.code = value
	case map[string]any:
		found = nestedError(value)
	}
	failed := object["error"] != nil && object["error"] != false && object["error"] != ""
	if list, ok := object["errors"].([]any); ok && len(list) > 0 { // JSON:API and GraphQL
		failed = true
		if first, isObject := list[0].(map[string]any); isObject && found == (oauthError{}) {
			found = nestedError(first)
		}
	}
	if ok, isBool := object["ok"].(bool); isBool && !ok {
		failed = true
	}
	if failed && found.code == "" {
		found.code = "error"
	}
	return found
}

// nestedError reads an error that is an object of its own. Its code is a word: a number there repeats a status.
func nestedError(object map[string]any) oauthError {
	found := oauthError{description: firstText(object, "message", "description", "detail", "title")}
	for _, name := range []string{"type", "code", "status"} {
		if code := firstText(object, name); strings.ContainsFunc(code, unicode.IsLetter) {
			found.code = code
			break
		}
	}
	return found
}

// codeIn is oauthErrorOf for an answer whose status calls it an error: HubSpot names its code status, Notion code, others
// errorCode.
func codeIn(object map[string]any) oauthError {
	found := oauthErrorOf(object)
	if found.code == "" || found.code == "error" {
		if code := firstText(object, "errorCode", "error_code", "code", "status"); strings.ContainsFunc(code, unicode.IsLetter) {
			found.code = code
		}
	}
	return found
}

func firstText(object map[string]any, names ...string) string {
	for _, name := range names {
		switch value := object[name].(type) {
		case nil, map[string]any, []any:
		default:
			if written := text(value); written != "" {
				return written
			}
		}
	}
	return ""
}

// refused is callbackFault for a login whose protection is known.
func (r Return) refused() *fault.Error {
	return r.callbackFault(diagnosis.Sent{PKCE: r.Verifier != "" && !r.Provider.DisablePKCE})
}

// callbackFault explains why a provider sent the browser back without a code (RFC 6749 §4.1.2.1). Its code is
// callback_err, its detail holds the provider's parameters, cleaned, and its cause is the diagnosis.
func (r Return) callbackFault(sent diagnosis.Sent) *fault.Error {
	query := r.Query
	said := oauthError{code: firstOf(query, "error", oauthProblem), description: firstOf(query, "error_description", "error_message", "error_reason", problemAdvice)}
	if said.code == "" && query.Get("denied") != "" { // X and Trello answer a refusal with the request token alone
		said.code = "user_refused"
	}
	facts := diagnosis.Facts{Provider: r.Provider.DisplayName, Step: diagnosis.Authorize, Doing: "the login", Callback: r.RedirectURI,
		Code: Words(said.code), Description: Words(said.description), Sent: sent}
	found := diagnosis.Returned(facts)
	if said.code != "" {
		found = diagnosis.Of(facts)
	}
	detail := map[string]string{}
	for _, name := range []string{"error", "error_description", "error_reason", "error_uri", "status_code", "error_message"} {
		if value := query.Get(name); value != "" {
			detail[name] = Words(value)
		}
	}
	return fault.New(fault.Invalid, "callback_err", found.Message+said.quote()).WithHint(found.Remedy).WithDetail(detail).WithCause(found)
}

func firstOf(query url.Values, names ...string) string {
	for _, name := range names {
		if value := query.Get(name); value != "" {
			return value
		}
	}
	return ""
}

// quote is the provider's own words as the end of a sentence, or nothing.
func (e oauthError) quote(secrets ...vault.Secret) string {
	code, description := Words(e.code, secrets...), Words(e.description, secrets...)
	switch {
	case code == "" && description == "":
		return ""
	case description == "" || description == code:
		return " It says: " + code
	case code == "" || code == "error":
		return " It says: “" + description + "”"
	default:
		return " It says: " + code + ", “" + description + "”"
	}
}

// facts is what the call knows about its answer.
func (k *call) facts(status int, e oauthError) diagnosis.Facts {
	return diagnosis.Facts{Provider: k.Provider.DisplayName, Step: k.purpose.step, Doing: k.purpose.name, Host: k.url.Hostname(), Status: status,
		Code: Words(e.code, k.secrets...), Description: Words(e.description, k.secrets...), Callback: k.redirectURI, Date: k.date, Now: k.at, Sent: k.sent()}
}

// sent tells what the request held, without its values.
func (k *call) sent() diagnosis.Sent {
	_, verifier := k.params.get("code_verifier")
	_, client := k.params.get("client_id")
	_, assertion := k.params.get("client_assertion")
	_, bearer := k.params.get("assertion")
	scope, _ := k.params.get("scope")
	sent := diagnosis.Sent{PKCE: verifier, Signed: assertion || bearer || k.sign != nil, Scope: Words(text(scope))}
	header := strings.HasPrefix(k.header.Get("Authorization"), "Basic ")
	switch {
	case header && client:
		sent.ClientIn = "both"
	case header:
		sent.ClientIn = "header"
	case client:
		sent.ClientIn = "body"
	}
	return sent
}

// refused is the fault for an answer that calls itself an error; the diagnosis is its cause.
func (k *call) refused(status int, e oauthError) *fault.Error {
	found := diagnosis.Of(k.facts(status, e))
	if e.code == "" && e.description == "" {
		e.code = fmt.Sprintf("status %d", status)
	}
	kind := fault.Invalid
	if status >= 500 || found.Cause == diagnosis.ProviderDown {
		kind = fault.Upstream
	}
	return k.fault(kind, found.Message+e.quote(k.secrets...)).WithHint(found.Remedy).
		WithDetail(map[string]any{"status": status, "error": Words(e.code, k.secrets...)}).WithCause(found)
}

// noToken is the fault for a success that holds no token.
func (k *call) noToken() *fault.Error { return k.noTokenIn(nil) }

// noTokenIn quotes what the vendor says in the answer instead.
func (k *call) noTokenIn(object map[string]any) *fault.Error {
	says := oauthError{description: firstText(object, "message", "msg", "error_message", "errorMessage", "detail")}
	message := k.Provider.DisplayName + " answered without an access token while " + k.purpose.name + "."
	const hint = "The operation's log shows the answer. Check the scopes and the kind of app that is registered at the provider."
	return k.fault(fault.Upstream, message+says.quote(k.secrets...)).WithHint(hint).WithCause(diagnosis.Empty(k.facts(http.StatusOK, says), message, hint))
}

// fail is a fault that begins with the provider's name and ends with what was being done.
func (k *call) fail(kind fault.Kind, what string) *fault.Error {
	return k.fault(kind, k.Provider.DisplayName+" "+what+" while "+k.purpose.name+".")
}

func (k *call) fault(kind fault.Kind, message string) *fault.Error {
	return fault.New(kind, k.purpose.code, message)
}

func titleOf(page string) string {
	lower := strings.ToLower(page)
	from := strings.Index(lower, "<title")
	if from < 0 || len(lower) != len(page) {
		return ""
	}
	rest := page[from:]
	open := strings.IndexByte(rest, '>')
	end := strings.Index(strings.ToLower(rest), "</title")
	if open < 0 || end < open {
		return ""
	}
	return rest[open+1 : end]
}

// Words makes a stranger's text fit to show: one line, no control or direction characters, angle brackets that no
// page takes for markup, none of the given secrets, at most 2 kB.
func Words(written string, secrets ...vault.Secret) string {
	for _, secret := range secrets {
		if len(secret.Reveal()) >= 4 {
			written = strings.ReplaceAll(written, secret.Reveal(), masked)
		}
	}
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == '<':
			return '‹'
		case r == '>':
			return '›'
		case unicode.IsSpace(r):
			return ' '
		case r == unicode.ReplacementChar || letters.Hidden(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(written, ""))
	clean = strings.Join(strings.Fields(clean), " ")
	if len(clean) > maxWords {
		clean = letters.Cut(clean, maxWords-len("…")) + "…"
	}
	return clean
}
