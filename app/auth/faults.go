package auth

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// maxWords caps what is shown of a provider's own words.
const maxWords = 2 << 10

// oauthError is what a provider says went wrong (RFC 6749 §4.1.2.1, §5.2), in the spellings met in practice.
type oauthError struct {
	code, description string
}

// remedy is a cause in plain words and what to change. {provider} and {callback} are filled in.
type remedy struct {
	message, hint string
}

const (
	registerCallback = "In the provider's app settings, register exactly this redirect URL: {callback}"
	checkClient      = "Compare client id and secret with those in the provider's app settings; a secret that was renewed there has to be entered here again."
	checkEntered     = "Compare what was entered with what the provider shows; keys that were renewed there have to be entered here again."
	reconnect        = "Reconnect the account."
)

// remedies maps error codes to causes. Codes are RFC 6749's, OpenID Connect's, and those of large vendors: GitHub
// (bad_verification_code, incorrect_client_credentials, redirect_uri_mismatch, application_suspended), Google
// (admin_policy_enforced, disallowed_useragent, org_internal, deleted_client), Slack (bad_redirect_uri,
// invalid_client_id, bad_client_secret, invalid_code, token_revoked), Microsoft (interaction_required).
var remedies = map[string]remedy{
	"invalid_client":               {"{provider} does not accept the client id or secret.", checkClient},
	"incorrect_client_credentials": {"{provider} does not accept the client id or secret.", checkClient},
	"bad_client_secret":            {"{provider} does not accept the client secret.", checkClient},
	"invalid_client_id":            {"{provider} does not know the client id.", checkClient},
	"bad_client_id":                {"{provider} does not know the client id.", checkClient},
	"deleted_client":               {"The app was deleted at {provider}.", "Register a new app there and enter its client id and secret."},
	"application_suspended":        {"{provider} has suspended the app.", "See the provider's app settings for the reason."},
	"unauthorized_client":          {"{provider} does not allow this app to log in this way.", "Allow the authorization-code or client-credentials grant in the provider's app settings, and check that the app is published or that your account is one of its testers."},
	"access_denied":                {"The login was declined at {provider}.", "Connect again and approve the access. If an administrator must approve the app first, ask them."},
	"user_denied":                  {"The login was declined at {provider}.", "Connect again and approve the access."},
	"invalid_scope":                {"{provider} does not know or does not allow one of the scopes.", "Check the scopes of the integration against those enabled in the provider's app settings."},
	"invalid_scope_requested":      {"{provider} does not know or does not allow one of the scopes.", "Check the scopes of the integration against those enabled in the provider's app settings."},
	"redirect_uri_mismatch":        {"{provider} does not know the redirect URL.", registerCallback},
	"redirect_mismatch":            {"{provider} does not know the redirect URL.", registerCallback},
	"invalid_redirect_uri":         {"{provider} does not know the redirect URL.", registerCallback},
	"bad_redirect_uri":             {"{provider} does not know the redirect URL.", registerCallback},
	"bad_verification_code":        {"The code from {provider} was used already or is too old.", "Connect again."},
	"invalid_code":                 {"The code from {provider} was used already or is too old.", "Connect again."},
	"invalid_request":              {"{provider} found the request incomplete or malformed.", "Check the connection's parameters and the redirect URL; the operation's log shows what was sent."},
	"unsupported_grant_type":       {"{provider} does not offer this way of getting a token to the app.", "Check the kind of app that is registered at the provider."},
	"unsupported_response_type":    {"{provider} does not offer logins with a code to the app.", "Check the kind of app that is registered at the provider."},
	"server_error":                 {"{provider} had an internal error.", "Try again in a while; the fault is theirs."},
	"temporarily_unavailable":      {"{provider} is overloaded or down for maintenance.", "Try again in a while."},
	"slow_down":                    {"{provider} asks for fewer requests.", "Try again in a while."},
	"interaction_required":         {"{provider} wants the user to act: a new consent, a second factor or a new password.", reconnect},
	"login_required":               {"{provider} wants the user to log in again.", reconnect},
	"consent_required":             {"{provider} wants the user to agree again.", reconnect},
	"admin_policy_enforced":        {"The administrator of the account's organisation blocks the app.", "Ask the administrator to trust the app's client id."},
	"org_internal":                 {"The app is only for accounts of the organisation that owns it.", "Log in with such an account, or make the app external."},
	"disallowed_useragent":         {"{provider} refuses logins from this browser.", "Set another default browser and connect again."},
	"invalid_target":               {"{provider} does not know the resource that was asked for.", "Check the connection's parameters."},
	"token_revoked":                {"The access was revoked at {provider}.", reconnect},
	"missing_required_parameter":   {"{provider} found the request incomplete.", "Check the connection's parameters; the operation's log shows what was sent."},
}

// grantRemedies are for invalid_grant, whose meaning depends on what was asked.
var grantRemedies = map[purpose]remedy{
	exchanging:     {"{provider} did not accept the code: it was used already, is too old, or belongs to another redirect URL.", "Connect again. If it happens each time: " + registerCallback},
	refreshing:     {"{provider} no longer accepts the refresh token: the access was revoked, has expired, or the token was used elsewhere.", reconnect},
	granting:       {"{provider} did not accept the credentials.", checkClient},
	loggingIn:      {"{provider} did not accept the credentials.", checkEntered},
	loggingInAgain: {"{provider} no longer accepts the credentials.", "If the password or key was changed at the provider, reconnect the account with the new one."},
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
		found.code = firstText(value, "type", "code", "status")
		found.description = firstText(value, "message", "description")
	}
	failed := object["error"] != nil && object["error"] != false && object["error"] != ""
	if ok, isBool := object["ok"].(bool); isBool && !ok {
		failed = true
	}
	if failed && found.code == "" {
		found.code = "error"
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

// CallbackFault explains why a provider sent the browser back without a code (RFC 6749 §4.1.2.1). Its code is
// callback_err and its detail holds the provider's parameters, cleaned.
func CallbackFault(provider, redirectURI string, query url.Values) *fault.Error {
	found := oauthError{code: query.Get("error"), description: query.Get("error_description")}
	if found.description == "" {
		found.description = firstOf(query, "error_message", "error_reason")
	}
	cause := remedyOf(exchanging, found.code)
	if found.code == "" {
		cause = remedy{"{provider} sent the browser back without a code.", registerCallback + " (that very address), and connect again."}
	}
	detail := map[string]string{}
	for _, name := range []string{"error", "error_description", "error_reason", "error_uri", "status_code", "error_message"} {
		if value := query.Get(name); value != "" {
			detail[name] = Words(value)
		}
	}
	fill := strings.NewReplacer("{provider}", provider, "{callback}", redirectURI)
	return fault.New(fault.Invalid, "callback_err", fill.Replace(cause.message)+found.quote()).WithHint(fill.Replace(cause.hint)).WithDetail(detail)
}

func firstOf(query url.Values, names ...string) string {
	for _, name := range names {
		if value := query.Get(name); value != "" {
			return value
		}
	}
	return ""
}

func remedyOf(p purpose, code string) remedy {
	code = strings.ToLower(strings.TrimSpace(code))
	if code == "invalid_grant" {
		return grantRemedies[p]
	}
	if known, ok := remedies[code]; ok {
		return known
	}
	return remedy{"{provider} refused " + p.name + ".", "The provider's words and the operation's log say more; check the app's settings and the connection's parameters."}
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

// refused is the fault for an answer that calls itself an error.
func (k *call) refused(status int, e oauthError) *fault.Error {
	if e.code == "" {
		e.code = fmt.Sprintf("status %d", status)
	}
	cause := remedyOf(k.purpose, e.code)
	if strings.Contains(strings.ToLower(e.description), "redirect") && e.code == "invalid_request" {
		cause = remedies["redirect_uri_mismatch"]
	}
	kind := fault.Invalid
	if status >= 500 || e.code == "server_error" || e.code == "temporarily_unavailable" {
		kind = fault.Upstream
	}
	return k.fault(kind, k.fill(cause.message)+e.quote(k.secrets...)).WithHint(k.fill(cause.hint)).WithDetail(map[string]any{"status": status, "error": Words(e.code, k.secrets...)})
}

// notAToken is the fault for an answer that is neither JSON nor a form.
func (k *call) notAToken(a answer) *fault.Error {
	what := "something that is no token answer"
	switch {
	case len(a.body) == 0:
		what = "an empty answer"
	case strings.Contains(a.contentType, "html") || strings.HasPrefix(strings.TrimSpace(string(a.body)), "<"):
		what = "a web page"
		if title := titleOf(string(a.body)); title != "" {
			what += " titled “" + Words(title, k.secrets...) + "”"
		}
	}
	kind := fault.Upstream
	if a.status >= 400 && a.status < 500 {
		kind = fault.Invalid
	}
	return k.fault(kind, fmt.Sprintf("%s answered with status %d and %s while %s.", k.Provider.DisplayName, a.status, what, k.purpose.name)).
		WithHint("Check the token address: " + k.url.Scheme + "://" + k.url.Host + k.url.EscapedPath() + ". The operation's log shows the answer.")
}

// noToken is the fault for a success that holds no token.
func (k *call) noToken() *fault.Error { return k.noTokenIn(nil) }

// noTokenIn quotes what the vendor says in the answer instead.
func (k *call) noTokenIn(object map[string]any) *fault.Error {
	says := oauthError{description: firstText(object, "message", "msg", "error_message", "errorMessage", "detail")}
	return k.fault(fault.Upstream, k.Provider.DisplayName+" answered without an access token while "+k.purpose.name+"."+says.quote(k.secrets...)).
		WithHint("The operation's log shows the answer. Check the scopes and the kind of app that is registered at the provider.")
}

// unreachable passes the outbound client's fault on; its words name the guilty party already.
func (k *call) unreachable(err error) error {
	return fault.From(err)
}

// fail is a fault that begins with the provider's name and ends with what was being done.
func (k *call) fail(kind fault.Kind, what string) *fault.Error {
	return k.fault(kind, k.Provider.DisplayName+" "+what+" while "+k.purpose.name+".")
}

func (k *call) fault(kind fault.Kind, message string) *fault.Error {
	return fault.New(kind, k.purpose.code, message)
}

func (k *call) fill(template string) string {
	callback := k.redirectURI
	if callback == "" {
		callback = "the callback URL shown on the integration"
	}
	return strings.NewReplacer("{provider}", k.Provider.DisplayName, "{callback}", callback).Replace(template)
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
		case r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(written, ""))
	clean = strings.Join(strings.Fields(clean), " ")
	if len(clean) > maxWords {
		clean = strings.ToValidUTF8(clean[:maxWords-len("…")], "") + "…"
	}
	return clean
}
