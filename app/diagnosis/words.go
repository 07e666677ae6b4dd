package diagnosis

import (
	"slices"
	"strings"
)

// wordRule finds a cause in the provider's words, where its code says too little or something else.
type wordRule struct {
	words string   // in lower case; in code or description
	with  []string // and one of these words; nil: none is needed
	codes []string // only with one of these codes; nil: any
	steps []Step   // only at these steps; nil: any
	advice
}

func (r wordRule) fits(f Facts, code string) bool {
	if r.codes != nil && !slices.Contains(r.codes, code) || r.steps != nil && !slices.Contains(r.steps, f.Step) {
		return false
	}
	said := strings.ToLower(f.Code + " " + f.Description)
	if r.with != nil && !slices.ContainsFunc(r.with, func(word string) bool { return strings.Contains(said, word) }) {
		return false
	}
	return strings.Contains(said, r.words)
}

var (
	atExchange = []Step{Authorize, Exchange}
	atRefresh  = []Step{Refresh, LoginAgain}
	absent     = []string{"required", "missing", "mandatory"}
	grantCodes = []string{"invalid_grant", "invalid_request", "unauthorized_client", "access_denied"}
)

// worded are tried in order, the exact ones first. Where the words come from stands beside each group.
var worded = []wordRule{
	// Google (developers.google.com/identity/protocols/oauth2): signed assertions judged by the clock, re-authentication.
	{words: "check your iat and exp", advice: advice{ClockSkew, "{provider} finds the signed proof outside of its time.", "Set this computer's date and time (switch on automatic time), then try again."}},
	{words: "invalid_rapt", advice: advice{UserAction, "The organisation's session rules want the user to log in again at {provider}.", "Reconnect the account. An administrator can exempt trusted apps from Google's session control."}},
	{words: "unauthorized to retrieve access tokens using this method", advice: advice{AdminConsent, "The service account may not act for users of the domain, or not with these scopes.", "In Google's admin console, under “Domain-wide delegation”, add the client id with exactly these scopes."}},
	// Clocks of others: Salesforce, Okta, Adobe, Box and Zoom speak of iat, exp or time.
	{words: "assertion is not within its valid time range", advice: clockWords},
	{words: "token is not yet valid", advice: clockWords},
	{words: "exp\" claim", advice: clockWords},
	{words: "timestamp refused", advice: clockWords},
	// PKCE (RFC 7636 §4.6; words of Salesforce, Okta, Auth0, Dropbox, Microsoft).
	{words: "code challenge", with: absent, advice: needsVerifier},
	{words: "code_challenge", with: absent, advice: needsVerifier},
	{words: "code verifier", with: absent, advice: needsVerifier},
	{words: "code_verifier", with: absent, advice: needsVerifier},
	{words: "pkce", with: absent, advice: needsVerifier},
	{words: "pkce verification failed", advice: wrongVerifier},
	{words: "failed to verify code verifier", advice: wrongVerifier},
	{words: "invalid code verifier", advice: wrongVerifier},
	{words: "code_verifier", codes: grantCodes, steps: atExchange, advice: wrongVerifier},
	{words: "code_challenge", steps: atExchange, advice: wrongVerifier},
	// Several causes in one sentence (LinkedIn, GitLab and other Doorkeeper servers): keep what the code says.
	{words: "redirect uri/code verifier does not match", advice: advice{RedirectMismatch, "{provider} did not accept the code: most often the redirect URL is another one than the registered one.", registerCallback}},
	{words: "does not match the redirection uri used", steps: atExchange, advice: Facts{Step: Exchange}.grant()},
	{words: "does not match the redirection uri used", steps: atRefresh, advice: endedToken},
	// Redirect URLs (Dropbox, Zoom, Shopify, Spotify, Meta).
	{words: "redirect_uri", codes: []string{"invalid_grant", "invalid_request", "invalid_client", "oauthexception", "error", ""}, steps: atExchange, advice: wrongCallback},
	{words: "redirect uri", steps: atExchange, advice: wrongCallback},
	{words: "redirect url", steps: atExchange, advice: wrongCallback},
	{words: "invalid redirect", steps: atExchange, advice: wrongCallback},
	{words: "redirection uri", steps: atExchange, advice: wrongCallback},
	{words: "redirect", codes: []string{"invalid_request"}, advice: wrongCallback},
	// Where the client's credentials belong (X, Okta).
	{words: "missing valid authorization header", advice: inHeader},
	{words: "basic authentication", codes: []string{"invalid_client", "unauthorized_client"}, advice: inHeader},
	// Clients (Atlassian answers access_denied to a wrong secret).
	{words: "unauthorized", codes: []string{"access_denied"}, steps: []Step{Exchange, Refresh, Grant}, advice: wrongClient},
	{words: "client secret", codes: []string{"invalid_request", "invalid_grant", "oauthexception", "error"}, advice: wrongSecret},
	{words: "invalid client", codes: []string{"invalid_request", "invalid_grant", "error"}, advice: wrongClient},
	{words: "incorrect token type or clientid", advice: unknownClient},
	// Codes (Shopify, Zoom, X, Meta).
	{words: "authorization code", codes: []string{"invalid_request", "oauthexception", "error"}, steps: atExchange, advice: spentCode},
	{words: "verification code", steps: atExchange, advice: spentCode},
	{words: "expired authorization code", advice: spentCode},
	// Tokens (Atlassian, Salesforce, Zoom).
	{words: "refresh_token is invalid", advice: endedToken},
	{words: "refresh token", codes: grantCodes, steps: atRefresh, advice: endedToken},
	{words: "invalid token", codes: []string{"invalid_request"}, steps: atRefresh, advice: endedToken},
	// Accounts and rules (Salesforce).
	{words: "inactive user", advice: advice{UserAction, "The account is switched off at {provider}.", "Have it switched on again, or connect another account."}},
	{words: "ip restricted", advice: advice{UserAction, "{provider} does not admit this network's address.", "Relax the IP restrictions of the connected app, or connect from an admitted network."}},
	{words: "user hasn't approved this consumer", advice: advice{AdminConsent, "The account has not approved the app at {provider}.", "Let an administrator pre-authorize the app for the account's profile."}},
	{words: "audience is invalid", advice: advice{WrongAccount, "{provider} was asked at the wrong address for this account: production and sandbox differ.", "Choose the provider's entry for the account's kind, or correct its address."}},
	// Limits (Zoho).
	{words: "too many requests", advice: tooMany},
}

var (
	clockWords = advice{ClockSkew, "{provider} finds the signed proof outside of its time.", "Set this computer's date and time (switch on automatic time), then try again."}
	inHeader   = advice{Placement, "{provider} wants client id and secret in another place of the request.", "In an overlay of the provider, set authorization_method to “header”; see the provider's API documentation."}
)
