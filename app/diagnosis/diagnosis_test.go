package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	. "patchbay/app/diagnosis"
)

var now = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// answers are what vendors send, by their public documentation and forums.
var answers = []struct {
	name        string
	step        Step
	status      int
	code, words string
	want        Cause
}{
	{"Google: unregistered redirect", Exchange, 400, "redirect_uri_mismatch", "Bad Request", RedirectMismatch},
	{"Google: no such client", Exchange, 401, "invalid_client", "The OAuth client was not found.", InvalidClient},
	{"Google: client deleted", Authorize, 0, "deleted_client", "The OAuth client was deleted.", AppBlocked},
	{"Google: refresh token ended", Refresh, 400, "invalid_grant", "Token has been expired or revoked.", TokenEnded},
	{"Google: code twice", Exchange, 400, "invalid_grant", "Bad Request", CodeSpent},
	{"Google: code mangled", Exchange, 400, "invalid_grant", "Malformed auth code.", CodeSpent},
	{"Google: clock wrong", Login, 400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.", ClockSkew},
	{"Google: session control", Refresh, 400, "invalid_grant", "reauth related error (invalid_rapt)", UserAction},
	{"Google: no delegation", Login, 401, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.", AdminConsent},
	{"Google: app blocked by administrator", Authorize, 0, "admin_policy_enforced", "", AdminConsent},
	{"Google: internal app", Authorize, 0, "org_internal", "", WrongAccount},
	{"Google: user says no", Authorize, 0, "access_denied", "", Declined},
	{"Microsoft: redirect", Exchange, 400, "invalid_request", "AADSTS50011: The redirect URI 'http://localhost:3003/oauth/callback' specified in the request does not match the redirect URIs configured for the application", RedirectMismatch},
	{"Microsoft: secret id for secret", Exchange, 401, "invalid_client", "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID", InvalidClient},
	{"Microsoft: secret expired", Refresh, 401, "invalid_client", "AADSTS7000222: The provided client secret keys for app are expired.", SecretExpired},
	{"Microsoft: secret missing", Exchange, 401, "invalid_client", "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", ClientType},
	{"Microsoft: public client", Exchange, 401, "invalid_client", "AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.", ClientType},
	{"Microsoft: single-page app", Exchange, 400, "invalid_request", "AADSTS9002327: Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.", ClientType},
	{"Microsoft: unknown app", Grant, 400, "unauthorized_client", "AADSTS700016: Application with identifier 'x' was not found in the directory 'y'.", WrongAccount},
	{"Microsoft: unknown tenant", Grant, 400, "invalid_request", "AADSTS90002: Tenant 'contoso' not found.", WrongAccount},
	{"Microsoft: single tenant", Authorize, 0, "invalid_request", "AADSTS50194: Application is not configured as a multi-tenant application.", WrongAccount},
	{"Microsoft: no consent", Refresh, 400, "invalid_grant", "AADSTS65001: The user or administrator has not consented to use the application", Consent},
	{"Microsoft: administrator's consent", Authorize, 0, "access_denied", "AADSTS90094: An administrator of Contoso has set a policy that prevents you from granting", AdminConsent},
	{"Microsoft: scope", Authorize, 0, "invalid_client", "AADSTS70011: The provided value for the input parameter 'scope' is not valid.", InvalidScope},
	{"Microsoft: idle token", Refresh, 400, "invalid_grant", "AADSTS700082: The refresh token has expired due to inactivity.", TokenEnded},
	{"Microsoft: second factor", Refresh, 400, "invalid_grant", "AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication", UserAction},
	{"Microsoft: assertion's time", Grant, 401, "invalid_client", "AADSTS700024: Client assertion is not within its valid time range.", ClockSkew},
	{"Microsoft: code twice", Exchange, 400, "invalid_grant", "AADSTS54005: OAuth2 Authorization code was already redeemed", CodeSpent},
	{"Microsoft: PKCE", Exchange, 400, "invalid_grant", "AADSTS501491: Invalid size of Code_Challenge parameter.", PKCE},
	{"Slack: code", Exchange, 200, "invalid_code", "", CodeSpent},
	{"Slack: redirect", Exchange, 200, "bad_redirect_uri", "", RedirectMismatch},
	{"Slack: secret", Exchange, 200, "bad_client_secret", "", InvalidClient},
	{"Slack: other workspace", Authorize, 0, "invalid_team_for_non_distributed_app", "", WrongAccount},
	{"Slack: scope", Verify, 200, "missing_scope", "", MissingScope},
	{"Slack: refresh token", Refresh, 200, "invalid_refresh_token", "", TokenEnded},
	{"GitHub: code", Exchange, 200, "bad_verification_code", "The code passed is incorrect or expired.", CodeSpent},
	{"GitHub: secret", Exchange, 200, "incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.", InvalidClient},
	{"GitHub: redirect", Authorize, 0, "redirect_uri_mismatch", "The redirect_uri MUST match the registered callback URL for this application.", RedirectMismatch},
	{"GitHub: suspended", Authorize, 0, "application_suspended", "Your application has been suspended. Contact support@github.com.", AppBlocked},
	{"GitHub: refresh token", Refresh, 200, "bad_refresh_token", "The refresh token passed is incorrect or expired.", TokenEnded},
	{"HubSpot: code", Exchange, 400, "BAD_AUTH_CODE", "missing or unknown auth code", CodeSpent},
	{"HubSpot: secret", Exchange, 400, "BAD_CLIENT_SECRET", "missing or invalid client secret", InvalidClient},
	{"HubSpot: redirect", Exchange, 400, "MISMATCH_REDIRECT_URI_AUTH_CODE", "redirect URI must match the redirect URI used to obtain the auth code", RedirectMismatch},
	{"HubSpot: refresh token", Refresh, 400, "BAD_REFRESH_TOKEN", "missing or unknown refresh token", TokenEnded},
	{"Salesforce: code", Exchange, 400, "invalid_grant", "expired authorization code", CodeSpent},
	{"Salesforce: refresh token", Refresh, 400, "invalid_grant", "expired access/refresh token", TokenEnded},
	{"Salesforce: PKCE", Authorize, 0, "invalid_request", "missing required code challenge", PKCE},
	{"Salesforce: verifier", Exchange, 400, "invalid_grant", "invalid code verifier", PKCE},
	{"Salesforce: inactive", Refresh, 400, "invalid_grant", "inactive user", UserAction},
	{"Salesforce: network", Refresh, 400, "invalid_grant", "ip restricted", UserAction},
	{"Salesforce: not authorized", Login, 400, "invalid_grant", "user hasn't approved this consumer", AdminConsent},
	{"Salesforce: sandbox", Login, 400, "invalid_grant", "audience is invalid", WrongAccount},
	{"Salesforce: blocked", Authorize, 0, "OAUTH_APP_BLOCKED", "this app is blocked by admin", AppBlocked},
	{"Salesforce: client", Exchange, 400, "invalid_client_id", "client identifier invalid", InvalidClient},
	{"Atlassian: secret", Exchange, 401, "access_denied", "Unauthorized", InvalidClient},
	{"Atlassian: refresh token", Refresh, 403, "unauthorized_client", "refresh_token is invalid", TokenEnded},
	{"Zoho: code", Exchange, 200, "invalid_code", "", CodeSpent},
	{"Zoho: secret", Exchange, 200, "invalid_client_secret", "", InvalidClient},
	{"Zoho: too often", Refresh, 400, "Access Denied", "You have made too many requests continuously. Please try again after some time.", TooMany},
	{"Zoho: scope", Verify, 401, "OAUTH_SCOPE_MISMATCH", "", MissingScope},
	{"Shopify: code", Exchange, 400, "invalid_request", "The authorization code was not found or was already used", CodeSpent},
	{"Shopify: redirect", Exchange, 400, "invalid_request", "The redirect_uri is not whitelisted", RedirectMismatch},
	{"QuickBooks: refresh token", Refresh, 400, "invalid_grant", "Incorrect or invalid refresh token", TokenEnded},
	{"QuickBooks: other client", Refresh, 400, "invalid_grant", "Incorrect Token type or clientID", InvalidClient},
	{"Xero: scope", Authorize, 0, "invalid_scope", "", InvalidScope},
	{"Xero: grant", Grant, 400, "unauthorized_client", "", GrantRefused},
	{"Notion: code", Exchange, 400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.", CodeSpent},
	{"Dropbox: code", Exchange, 400, "invalid_grant", "code doesn't exist or has expired", CodeSpent},
	{"Dropbox: redirect", Exchange, 400, "invalid_grant", "redirect_uri mismatch", RedirectMismatch},
	{"Dropbox: client", Exchange, 400, "invalid_client: Invalid client_id or client_secret", "", InvalidClient},
	{"Dropbox: PKCE", Exchange, 400, "invalid_grant", "invalid code verifier", PKCE},
	{"Zoom: client", Exchange, 401, "invalid_client", "Invalid client_id or client_secret", InvalidClient},
	{"Zoom: redirect", Exchange, 400, "invalid_request", "Redirect uri mismatch", RedirectMismatch},
	{"Zoom: token", Refresh, 400, "invalid_request", "Invalid Token!", TokenEnded},
	{"LinkedIn: one sentence for all", Exchange, 400, "invalid_redirect_uri", "Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired. Or external member binding exists", RedirectMismatch},
	{"LinkedIn: product missing", Authorize, 0, "unauthorized_scope_error", `Scope "r_organization_social" is not authorized for your application`, InvalidScope},
	{"LinkedIn: cancelled", Authorize, 0, "user_cancelled_authorize", "The user cancelled the authorization", Declined},
	{"GitLab: refresh token", Refresh, 400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.", TokenEnded},
	{"Okta: PKCE", Exchange, 400, "invalid_grant", "PKCE verification failed.", PKCE},
	{"Auth0: verifier", Exchange, 403, "invalid_grant", "Failed to verify code verifier", PKCE},
	{"Meta: redirect", Exchange, 400, "OAuthException", "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request", RedirectMismatch},
	{"Meta: secret", Exchange, 400, "OAuthException", "Error validating client secret.", InvalidClient},
	{"X: header", Exchange, 401, "unauthorized_client", "Missing valid authorization header", Placement},
	{"X: code", Exchange, 400, "invalid_request", "Value passed for the authorization code was invalid.", CodeSpent},
	{"Spotify: redirect", Exchange, 400, "invalid_grant", "Invalid redirect URI", RedirectMismatch},
	{"a key that does not work", Verify, 401, "", "", Credentials},
	{"a key without rights", Verify, 403, "", "", MissingScope},
	{"down", Refresh, 503, "", "", ProviderDown},
	{"too often", Refresh, 429, "", "", TooMany},
	{"PKCE wanted", Authorize, 0, "invalid_request", "code_challenge required", PKCE},
	{"PKCE wanted at the exchange", Exchange, 400, "invalid_grant", "code_verifier is missing", PKCE},
	{"no place for tokens", Refresh, 404, "", "", WrongAddress},
	{"a bare no", Exchange, 401, "", "", InvalidClient},
	{"a bare no at a renewal", Refresh, 401, "error", "", InvalidClient},
	{"a bare complaint", Grant, 400, "", "", BadRequest},
	{"words of its own", Exchange, 400, "E1234", "no", Unknown},
}

func TestCausesOfVendorsAnswers(t *testing.T) {
	t.Parallel()
	for _, one := range answers {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			got := Of(Facts{Provider: "Acme", Step: one.step, Doing: "the login", Host: "acme.test", Status: one.status, Code: one.code,
				Description: one.words, Callback: "http://localhost:3003/oauth/callback", Now: now})
			if got.Cause != one.want {
				t.Errorf("cause %s, want %s (%s)", got.Cause, one.want, got.Evidence)
			}
			for _, text := range append([]string{got.Message, got.Remedy}, got.Evidence...) {
				if text == "" || strings.ContainsAny(text, "{}") {
					t.Errorf("a text that is empty or not filled in: %q", text)
				}
			}
		})
	}
}

func TestTheRedirectURLToRegisterIsNamed(t *testing.T) {
	t.Parallel()
	const callback = "https://localhost:3443/oauth/callback"
	for _, code := range []string{"redirect_uri_mismatch", "bad_redirect_uri", "invalid_redirect_uri"} {
		got := Of(Facts{Provider: "Acme", Step: Exchange, Code: code, Callback: callback})
		if !strings.Contains(got.Remedy, callback) || !strings.Contains(strings.Join(got.Evidence, " "), callback) {
			t.Errorf("%s: remedy %q, evidence %q do not name it", code, got.Remedy, got.Evidence)
		}
	}
	if got := Of(Facts{Provider: "Acme", Code: "redirect_uri_mismatch"}); !strings.Contains(got.Remedy, "the callback URL shown on the integration") {
		t.Errorf("without one: %q", got.Remedy)
	}
}

func TestAWrongClockExplainsASignedProofOnly(t *testing.T) {
	t.Parallel()
	facts := Facts{Provider: "Acme", Step: Login, Status: 400, Code: "invalid_grant", Host: "acme.test", Now: now,
		Date: now.Add(-7 * time.Minute).Format("Mon, 02 Jan 2006 15:04:05 GMT")}
	if got := Of(facts); got.Cause != Credentials || !strings.Contains(strings.Join(got.Evidence, " "), "7m0s behind ours") {
		t.Errorf("unsigned: %s, %q", got.Cause, got.Evidence)
	}
	facts.Sent.Signed = true
	if got := Of(facts); got.Cause != ClockSkew || !strings.Contains(got.Message, "7m0s behind") {
		t.Errorf("signed: %s, %q", got.Cause, got.Message)
	}
	facts.Date = now.Add(time.Minute).Format("Mon, 02 Jan 2006 15:04:05 GMT")
	if got := Of(facts); got.Cause != Credentials {
		t.Errorf("a minute apart: %s", got.Cause)
	}
}

func TestGooglesTestModeIsTold(t *testing.T) {
	t.Parallel()
	got := Of(Facts{Provider: "Gmail", Step: Refresh, Host: "oauth2.googleapis.com", Status: 400, Code: "invalid_grant", Description: "Token has been expired or revoked."})
	if !strings.Contains(got.Remedy, "seven days") || !strings.Contains(got.Remedy, "Testing") {
		t.Errorf("remedy %q", got.Remedy)
	}
}

func TestEvidenceTellsWhatWasSent(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		code string
		sent Sent
		want string
	}{
		{"invalid_client", Sent{ClientIn: "both"}, "sent in the Authorization header and the body"},
		{"invalid_scope", Sent{Scope: "read write"}, "Scopes asked for: read write"},
	} {
		got := Of(Facts{Provider: "Acme", Step: Exchange, Code: one.code, Sent: one.sent})
		if text := strings.Join(got.Evidence, " "); !strings.Contains(text, one.want) {
			t.Errorf("%s: %q", one.code, text)
		}
	}
}

func TestALoginThatNeverCameBack(t *testing.T) {
	t.Parallel()
	got := Silent(Facts{Provider: "Acme", Host: "acme.test", Callback: "http://localhost:3003/oauth/callback"}, 10*time.Minute)
	text := strings.Join(got.Evidence, " ")
	if got.Cause != NeverReturned || !strings.Contains(got.Remedy, "http://localhost:3003/oauth/callback") || !strings.Contains(text, "within 10m.") || !strings.Contains(text, "acme.test") {
		t.Errorf("%s: %q %q", got.Cause, got.Remedy, text)
	}
}

func TestFaultsOfTheNetworkKeepTheirWords(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]Cause{"tls_expired": TLS, "dns_not_found": Network, "timeout": Network, "state_err": Unknown} {
		if got := Fault(code, "words", "hint"); got.Cause != want || got.Message != "words" || got.Remedy != "hint" {
			t.Errorf("%s: %+v", code, got)
		}
	}
}

func TestAFaultOnTheWayHasARemedy(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]Cause{"connection_reset": Network, "bad_answer": Network, "timeout": Network, "network_error": Network, "bad_compression": BadAnswer} {
		if got := Fault(code, "words", ""); got.Cause != want || !strings.Contains(got.Remedy, "Try again") || len(got.Evidence) == 0 {
			t.Errorf("%s: %+v", code, got)
		}
	}
}

func TestThePKCEEvidenceIsTrue(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		sent              bool
		step              Step
		message, evidence string
	}{
		{true, Authorize, "though one was sent", "A PKCE code challenge was sent."},
		{false, Authorize, "none was sent", "No PKCE code challenge was sent."},
		{true, Exchange, "though one was sent", "A PKCE code verifier was sent."},
	} {
		got := Of(Facts{Provider: "Acme", Step: one.step, Code: "invalid_request", Description: "PKCE is required", Sent: Sent{PKCE: one.sent}})
		if !strings.Contains(got.Message, one.message) || !strings.Contains(strings.Join(got.Evidence, " "), one.evidence) {
			t.Errorf("%+v: %q, %q", one, got.Message, got.Evidence)
		}
	}
}

func TestNoRedirectURLIsAdvisedWhereThereIsNone(t *testing.T) {
	t.Parallel()
	for _, step := range []Step{Grant, Login, LoginAgain, Verify} {
		got := Of(Facts{Provider: "Acme", Step: step, Code: "bad_redirect_uri", Callback: "http://localhost:3003/oauth/callback"})
		if got.Cause != GrantRefused || strings.Contains(got.Remedy+strings.Join(got.Evidence, ""), "localhost") {
			t.Errorf("%s: %s, %q, %q", step, got.Cause, got.Remedy, got.Evidence)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("invalid_grant", "AADSTS50011: x", "Mon, 02 Jan 2006 15:04:05 GMT", 400)
	f.Fuzz(func(t *testing.T, code, words, date string, status int) {
		got := Of(Facts{Provider: "Acme", Doing: "x", Code: code, Description: words, Date: date, Status: status, Now: now})
		if got.Message == "" || got.Remedy == "" || got.Cause == "" {
			t.Fatalf("%q %q: %+v", code, words, got)
		}
	})
}
