// Package diagnosis tells why a provider refused a login or a renewal: the cause, what to change, and what shows it. It
// is pure: facts in, a finding out; nothing here asks the network, the clock or the disk.
package diagnosis

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"patchbay/app/text"
)

// Cause is a kind of failure; the names are stable, the API shows them.
type Cause string

// The causes that are told apart.
const (
	RedirectMismatch Cause = "redirect_mismatch"
	InvalidClient    Cause = "invalid_client"
	ClientType       Cause = "client_type" // a public client where a confidential one is needed, or the other way round
	SecretExpired    Cause = "secret_expired"
	AppBlocked       Cause = "app_blocked"
	Declined         Cause = "declined"
	Consent          Cause = "consent_needed"
	AdminConsent     Cause = "admin_consent_needed"
	InvalidScope     Cause = "invalid_scope"
	MissingScope     Cause = "missing_scope"
	PKCE             Cause = "pkce"
	ClockSkew        Cause = "clock_skew"
	CodeSpent        Cause = "code_spent" // used, too old, or made for another client
	TokenEnded       Cause = "token_ended"
	Placement        Cause = "token_placement" // credentials in the wrong place of the request
	WrongAccount     Cause = "wrong_tenant"    // the wrong tenant, region or data centre
	UserAction       Cause = "user_action"     // a second factor, a new password, a new login
	Credentials      Cause = "wrong_credentials"
	BadRequest       Cause = "bad_request"
	GrantRefused     Cause = "grant_not_offered"
	TooMany          Cause = "rate_limited"
	ProviderDown     Cause = "provider_down"
	Network          Cause = "network"
	TLS              Cause = "tls"
	NotJSON          Cause = "not_json"
	NoToken          Cause = "no_token"
	BadAnswer        Cause = "bad_answer"    // an answer that makes no sense
	WrongAddress     Cause = "wrong_address" // a request that went, or would have gone, where it does not belong
	Discovery        Cause = "mcp_discovery" // an MCP server that does not say, or not credibly, how to log in
	NeverReturned    Cause = "never_returned"
	Unknown          Cause = "unknown"
)

// Step is what was under way; the same words mean different things at different steps.
type Step string

// The steps of a connection's life.
const (
	Authorize  Step = "authorize"   // the browser is at the provider
	Exchange   Step = "exchange"    // code for token
	Refresh    Step = "refresh"     // refresh token for token
	Grant      Step = "grant"       // client credentials for token
	Login      Step = "login"       // typed credentials for token
	LoginAgain Step = "login_again" // stored credentials for token
	Verify     Step = "verify"      // a request that tries the credentials
)

// Facts are what is known of a failure. Empty fields are unknown. Texts hold no secrets.
type Facts struct {
	Provider    string // as people read it
	Step        Step
	Doing       string // ends the sentence "… refused …", e.g. "renewing the token"
	Host        string // of the endpoint that answered
	Status      int    // 0: the answer came through the browser
	Code        string // the provider's error code
	Description string // the provider's words
	Callback    string // the redirect URL that was sent
	Date        string // the answer's Date header (RFC 9110 §6.6.1)
	Now         time.Time
	Sent        Sent
}

// Sent is what the request held, without its values.
type Sent struct {
	ClientIn string // "header", "body" or "both"; "" when no client was named
	PKCE     bool   // the login was protected by PKCE: a code_challenge or a code_verifier went along
	Signed   bool   // a signed proof with dates in it went along
	Scope    string
}

// Finding is a diagnosis. As an error it travels behind the fault that people see; its text is the cause alone.
type Finding struct {
	Cause    Cause    `json:"cause"`
	Message  string   `json:"message"`
	Remedy   string   `json:"remedy"`
	Evidence []string `json:"evidence"`
}

func (f *Finding) Error() string { return "diagnosis: " + string(f.Cause) }

// advice is a cause in plain words and what to change. {provider}, {callback} and {doing} are filled in.
type advice struct {
	cause           Cause
	message, remedy string
}

// skewTold is from which difference on a clock is worth a word; providers allow at most five minutes.
const skewTold = 2 * time.Minute

// Of finds the cause. It always has an answer; Unknown says that only the provider's words can help.
func Of(f Facts) *Finding {
	found, why := f.match()
	found = f.fitting(found)
	if skew := f.skew(); f.skewed(found.cause, skew) {
		found, why = clockAdvice(skew), "the answer's Date header is "+distance(skew)+" our clock"
	}
	return f.finding(found, why)
}

// match tries the sources from the most to the least exact.
func (f Facts) match() (advice, string) {
	if number := aadsts(f.Description); number != "" {
		if known, ok := microsoft[number]; ok {
			return known, "Microsoft's error number AADSTS" + number
		}
	}
	code := normal(f.Code)
	for _, rule := range worded {
		if rule.fits(f, code) {
			return rule.advice, "the words “" + rule.words + "” in the answer"
		}
	}
	if code == "invalid_grant" {
		return f.grant(), "the error code invalid_grant, " + stepWords[f.Step]
	}
	if known, ok := codes[code]; ok {
		return known, "the error code " + code
	}
	if known, ok := f.byStatus(); ok {
		return known, f.statusOnly()
	}
	return advice{Unknown, "{provider} refused {doing}.", "The provider's words and the operation's log say more; check the app's settings and the connection's parameters."}, ""
}

// statusOnly says that nothing but the status tells the cause.
func (f Facts) statusOnly() string { return fmt.Sprintf("the status %d", f.Status) }

// fitting replaces advice that what was sent makes impossible to follow.
func (f Facts) fitting(a advice) advice {
	switch {
	case a == needsVerifier && f.Sent.PKCE:
		return lostVerifier
	case a.cause == RedirectMismatch && slices.Contains([]Step{Grant, Login, LoginAgain, Verify}, f.Step):
		return noCallback
	}
	return a
}

// KnowsCode reports whether the code alone names a cause.
func KnowsCode(code string) bool {
	code = normal(code)
	_, known := codes[code]
	return known || code == "invalid_grant"
}

// normal is an error code in the one spelling of the tables: HubSpot shouts, Zoho writes blanks, Dropbox adds a sentence.
func normal(code string) string {
	code, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(code)), ":")
	return strings.NewReplacer(" ", "_", "-", "_").Replace(code)
}

// byStatus is what a bare status says to a check of credentials or a token request.
func (f Facts) byStatus() (advice, bool) {
	switch {
	case f.Status == 429:
		return codes["slow_down"], true
	case f.Status >= 500:
		return codes["server_error"], true
	case f.Step == Verify:
		return f.checked()
	case slices.Contains([]Step{Exchange, Refresh, Grant}, f.Step):
		return f.bare()
	}
	return advice{}, false
}

// checked is what a status says to a check of credentials.
func (f Facts) checked() (advice, bool) {
	switch f.Status {
	case 401:
		return advice{Credentials, "{provider} does not accept the credentials.", checkEntered}, true
	case 403:
		return advice{MissingScope, "{provider} knows the credentials and does not let them read what the check asks for.", "Give the key or the account the permission to read at the provider, or use another one."}, true
	case 404:
		return advice{WrongAccount, "{provider} has nothing at the address of the check.", "Check the account's address, region or site among the connection's parameters."}, true
	}
	return advice{}, false
}

// bare is what a status says to a request for a token. 401 is about the client by RFC 6749 §5.2; 400 is said of so much
// that a code of the provider's own counts for more.
func (f Facts) bare() (advice, bool) {
	switch f.Status {
	case 401:
		a := wrongClient
		if f.Sent.Signed && f.Sent.ClientIn == "" {
			a = advice{InvalidClient, "{provider} does not accept the signed proof of the app.", checkEntered}
		}
		if f.Step == Refresh {
			a.remedy += " If they are right, reconnect the account."
		}
		return a, true
	case 400, 422:
		if code := normal(f.Code); code == "" || code == "error" {
			return codes["invalid_request"], true
		}
	case 404, 405, 410:
		return advice{WrongAddress, "{provider} does not hand out tokens at the address that was asked.", "Check the connection's parameters and, for a provider of your own, token_url in its catalog file."}, true
	}
	return advice{}, false
}

func (f Facts) finding(a advice, why string) *Finding {
	callback, provider := f.Callback, f.Provider
	if callback == "" {
		callback = "the callback URL shown on the integration"
	}
	fill := strings.NewReplacer("{provider}", provider, "{callback}", callback, "{doing}", f.Doing).Replace
	found := &Finding{Cause: a.cause, Message: fill(a.message), Remedy: fill(a.remedy), Evidence: f.evidence(a.cause)}
	if why != "" && (why != f.statusOnly() || f.Host == "") { // the status of a host is in the evidence already
		found.Evidence = append([]string{"This follows from " + why + "."}, found.Evidence...)
	}
	return found
}

// evidence lists what was sent and seen, as far as it helps with the cause.
func (f Facts) evidence(cause Cause) []string {
	var list []string
	if f.Status > 0 && f.Host != "" {
		list = append(list, fmt.Sprintf("%s answered with status %d.", f.Host, f.Status))
	}
	if said := f.said(); said != "" {
		list = append(list, said)
	}
	if f.Callback != "" && slices.Contains([]Cause{RedirectMismatch, CodeSpent, NeverReturned}, cause) {
		list = append(list, "Redirect URL sent: "+f.Callback)
	}
	if f.Sent.ClientIn != "" && slices.Contains([]Cause{InvalidClient, Placement, ClientType}, cause) {
		list = append(list, "Client id and secret were sent in the "+placeWords[f.Sent.ClientIn]+".")
	}
	if cause == PKCE {
		list = append(list, f.proof())
	}
	if f.Sent.Scope != "" && (cause == InvalidScope || cause == MissingScope) {
		list = append(list, "Scopes asked for: "+f.Sent.Scope)
	}
	if skew := f.skew(); skew.Abs() >= skewTold && cause != ClockSkew {
		list = append(list, "The provider's clock is "+distance(skew)+" ours.")
	}
	return list
}

// maxSaid caps the provider's words in the evidence, in bytes.
const maxSaid = 400

// said is a sentence with the provider's own words, or nothing.
func (f Facts) said() string {
	code, words := text.Shorten(f.Code, maxSaid), text.Shorten(f.Description, maxSaid)
	switch {
	case code == "" && words == "":
		return ""
	case words == "" || words == code:
		return f.Provider + " says: " + code
	case code == "" || code == "error":
		return f.Provider + " says: “" + words + "”"
	default:
		return f.Provider + " says: " + code + ", “" + words + "”"
	}
}

// proof tells whether the login was protected by PKCE, in the words of its step (RFC 7636 §4.3, §4.5).
func (f Facts) proof() string {
	name := "code verifier"
	if f.Step == Authorize {
		name = "code challenge"
	}
	if f.Sent.PKCE {
		return "A PKCE " + name + " was sent."
	}
	return "No PKCE " + name + " was sent."
}

var placeWords = map[string]string{"header": "Authorization header", "body": "body", "both": "Authorization header and the body"}

var stepWords = map[Step]string{Exchange: "while a code was exchanged", Refresh: "while a token was renewed", Grant: "while a token was asked for",
	Login: "at a login with typed credentials", LoginAgain: "at a login with stored credentials", Authorize: "in the browser", Verify: "at a check"}
