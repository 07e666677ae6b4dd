package diagnosis

const (
	registerCallback = "In the provider's app settings, register exactly this redirect URL: {callback}"
	checkClient      = "Compare client id and secret with those in the provider's app settings; a secret that was renewed there has to be entered here again."
	checkEntered     = "Compare what was entered with what the provider shows; keys that were renewed there have to be entered here again."
	checkScopes      = "Check the scopes of the integration against those enabled in the provider's app settings."
	reconnect        = "Reconnect the account."
)

var (
	wrongClient   = advice{InvalidClient, "{provider} does not accept the client id or secret.", checkClient}
	wrongSecret   = advice{InvalidClient, "{provider} does not accept the client secret.", checkClient}
	unknownClient = advice{InvalidClient, "{provider} does not know the client id.", checkClient}
	wrongEntered  = advice{Credentials, "{provider} does not accept the credentials.", checkEntered}
	wrongCallback = advice{RedirectMismatch, "{provider} does not know the redirect URL.", registerCallback}
	wrongScope    = advice{InvalidScope, "{provider} does not know or does not allow one of the scopes.", checkScopes}
	spentCode     = advice{CodeSpent, "The code from {provider} was used already or is too old.", "Connect again."}
	declined      = advice{Declined, "The login was declined at {provider}.", "Connect again and approve the access."}
	endedToken    = advice{TokenEnded, "{provider} no longer accepts the refresh token: the access was revoked, has expired, or the token was used elsewhere.", reconnect}
	wrongVerifier = advice{PKCE, "{provider} does not accept the PKCE proof of the login.", "Connect again, in one browser window only. If it happens each time, the provider's file says the wrong thing about PKCE: switch it in an overlay of the provider."}
	needsVerifier = advice{PKCE, "{provider} wants a login protected by PKCE, and none was sent.", "Switch PKCE on in an overlay of the provider (remove disable_pkce)."}
	lostVerifier  = advice{PKCE, "{provider} misses the PKCE proof of the login, though one was sent.", "Connect again, in one browser window only. If it happens each time, the provider's addresses may redirect and lose it: put the final addresses into an overlay of the provider."}
	noCallback    = advice{GrantRefused, "{provider} speaks of a redirect URL, but this way of getting a token has none.", "In the provider's app settings, choose a kind of app for access without a browser (client credentials, machine to machine), and compare what was entered with what is shown there."}
	tooMany       = advice{TooMany, "{provider} asks for fewer requests.", "Try again in a while."}
	consentAgain  = advice{Consent, "{provider} wants the user to agree again.", reconnect}
	missingScope  = advice{MissingScope, "The token of {provider} lacks a scope.", "Add the scope to the integration, enable it in the provider's app settings, and reconnect the account."}
	adminNeeded   = advice{AdminConsent, "An administrator of the organisation must approve the app at {provider} first.", "Ask an administrator to approve the app, then connect again."}
)

// codes maps error codes to causes. Codes are RFC 6749's (§4.1.2.1, §5.2), OpenID Connect's (Core §3.1.2.6), and those of
// large vendors' public pages: GitHub, Google, Slack, HubSpot, Zoho, LinkedIn, Salesforce, Microsoft, Notion.
var codes = map[string]advice{
	"invalid_client":               wrongClient,
	"incorrect_client_credentials": wrongClient,
	"invalid_client_credentials":   wrongClient,
	"bad_client_secret":            wrongSecret,
	"invalid_client_secret":        wrongSecret,
	"invalid_client_id":            unknownClient,
	"bad_client_id":                unknownClient,
	"deleted_client":               {AppBlocked, "The app was deleted at {provider}.", "Register a new app there and enter its client id and secret."},
	"application_suspended":        {AppBlocked, "{provider} has suspended the app.", "See the provider's app settings for the reason."},
	"oauth_app_blocked":            {AppBlocked, "An administrator has blocked the app at {provider}.", "Ask the administrator to unblock it in the list of connected apps."},
	"oauth_app_access_denied":      {AdminConsent, "The account may not use the app at {provider}.", "Ask the administrator to admit the account to the connected app."},
	"unauthorized_client":          {GrantRefused, "{provider} does not allow this app to log in this way.", "Allow the authorization-code or client-credentials grant in the provider's app settings, and check that the app is published or that your account is one of its testers."},
	"access_denied":                {Declined, "The login was declined at {provider}.", "Connect again and approve the access. If an administrator must approve the app first, ask them."},
	"user_denied":                  declined,
	"user_cancelled_login":         declined,
	"user_cancelled_authorize":     declined,
	"invalid_scope":                wrongScope,
	"invalid_scope_requested":      wrongScope,
	"unauthorized_scope_error":     {InvalidScope, "{provider} has not given the app one of the scopes.", "Add the product that brings the scope in the provider's app settings, or take the scope off the integration."},
	"oauth_scope_mismatch":         missingScope,
	"missing_scope":                missingScope,
	"insufficient_scope":           missingScope,
	"redirect_uri_mismatch":        wrongCallback,
	"redirect_mismatch":            wrongCallback,
	"invalid_redirect_uri":         wrongCallback,
	"bad_redirect_uri":             wrongCallback,
	"bad_verification_code":        spentCode,
	"invalid_code":                 spentCode,
	"code_already_used":            spentCode,
	"code_expired":                 spentCode,
	"bad_auth_code":                spentCode,
	"bad_refresh_token":            endedToken,
	"invalid_refresh_token":        endedToken,
	"token_expired":                endedToken,
	"token_revoked":                {TokenEnded, "The access was revoked at {provider}.", reconnect},
	"account_inactive":             {TokenEnded, "The account that was connected is switched off at {provider}.", "Have the account switched on again, or connect another one."},
	"invalid_request":              {BadRequest, "{provider} found the request incomplete or malformed.", "Check the connection's parameters and the redirect URL; the operation's log shows what was sent."},
	"missing_required_parameter":   {BadRequest, "{provider} found the request incomplete.", "Check the connection's parameters; the operation's log shows what was sent."},
	"unsupported_grant_type":       {GrantRefused, "{provider} does not offer this way of getting a token to the app.", "Check the kind of app that is registered at the provider."},
	"unsupported_response_type":    {GrantRefused, "{provider} does not offer logins with a code to the app.", "Check the kind of app that is registered at the provider."},
	"server_error":                 {ProviderDown, "{provider} had an internal error.", "Try again in a while; the fault is theirs."},
	"temporarily_unavailable":      {ProviderDown, "{provider} is overloaded or down for maintenance.", "Try again in a while."},
	"slow_down":                    tooMany,
	"ratelimited":                  tooMany,
	"interaction_required":         {UserAction, "{provider} wants the user to act: a new consent, a second factor or a new password.", reconnect},
	"login_required":               {UserAction, "{provider} wants the user to log in again.", reconnect},
	"account_selection_required":   {UserAction, "{provider} wants the user to choose an account.", reconnect},
	"unverified_user_email":        {UserAction, "The account's mail address is not confirmed at {provider}.", "Confirm the address there, then connect again."},
	"consent_required":             consentAgain,
	"admin_policy_enforced":        {AdminConsent, "The administrator of the account's organisation blocks the app.", "Ask the administrator to trust the app's client id."},
	"org_internal":                 {WrongAccount, "The app is only for accounts of the organisation that owns it.", "Log in with such an account, or make the app external."},
	"disallowed_useragent":         {UserAction, "{provider} refuses logins from this browser.", "Set another default browser and connect again."},
	"invalid_target":               {BadRequest, "{provider} does not know the resource that was asked for.", "Check the connection's parameters."},

	// OAuth 1.0a, by its extension for problem reporting (oauth.pbworks.com/ProblemReporting).
	"consumer_key_unknown":              unknownClient,
	"consumer_key_rejected":             wrongClient,
	"consumer_key_refused":              {AppBlocked, "{provider} has suspended the app.", "See the provider's app settings for the reason."},
	"signature_invalid":                 {InvalidClient, "{provider} does not accept the signature of the request, which is made with the secrets.", checkClient},
	"timestamp_refused":                 {ClockSkew, "{provider} finds the time of the request wrong.", "Set this machine's clock by the network, then try again."},
	"nonce_used":                        {BadRequest, "{provider} has seen the request before.", "Try again."},
	"token_used":                        spentCode,
	"verifier_invalid":                  spentCode,
	"token_rejected":                    {TokenEnded, "{provider} no longer accepts the token.", reconnect},
	"user_refused":                      declined,
	"permission_denied":                 declined,
	"permission_unknown":                {UserAction, "The login was not finished at {provider}.", "Connect again and approve the access."},
	"additional_authorization_required": consentAgain,

	"invalid_team_for_non_distributed_app": {WrongAccount, "The app is only for the workspace that owns it at {provider}.", "Log in to that workspace, or switch on public distribution in the provider's app settings."},
	"mismatch_redirect_uri_auth_code":      {RedirectMismatch, "{provider} was given another redirect URL at the exchange than at the login.", registerCallback},
}

// grant is the meaning of invalid_grant, which depends on what was asked.
func (f Facts) grant() advice {
	switch f.Step {
	case Refresh:
		if f.Host == googleTokens {
			return advice{TokenEnded, endedToken.message, "Reconnect the account. If that is needed every seven days, the app is still in “Testing” at Google: publish it on the page “Audience” of the Google Auth platform."}
		}
		return endedToken
	case Grant:
		return advice{InvalidClient, "{provider} did not accept the credentials.", checkClient}
	case Login:
		return advice{Credentials, "{provider} did not accept the credentials.", checkEntered}
	case LoginAgain:
		return advice{Credentials, "{provider} no longer accepts the credentials.", "If the password or key was changed at the provider, reconnect the account with the new one."}
	}
	return advice{CodeSpent, "{provider} did not accept the code: it was used already, is too old, or belongs to another redirect URL.", "Connect again. If it happens each time: " + registerCallback}
}

// googleTokens answers for all of Google's products; refresh tokens of apps in testing end there after seven days
// (developers.google.com/identity/protocols/oauth2, “Refresh token expiration”).
const googleTokens = "oauth2.googleapis.com"
