package diagnosis

import "regexp"

var aadstsNumber = regexp.MustCompile(`\bAADSTS(\d{4,7})\b`)

// aadsts finds Microsoft's error number in a description; empty when there is none.
func aadsts(description string) string {
	if m := aadstsNumber.FindStringSubmatch(description); m != nil {
		return m[1]
	}
	return ""
}

var (
	wrongTenant = advice{WrongAccount, "The app and the account belong to different Microsoft tenants.", "Enter the tenant that the app is registered in among the connection's parameters, or make the app multi-tenant under “Authentication”."}
	userMustAct = advice{UserAction, "{provider} wants a second factor or a new login of the user.", reconnect}
)

// microsoft maps AADSTS numbers to causes (learn.microsoft.com/entra/identity-platform/reference-error-codes).
var microsoft = map[string]advice{
	"50011":   {RedirectMismatch, "The app at {provider} does not have the redirect URL.", "In Entra, under “Authentication”, add exactly this redirect URL with the platform “Web”: {callback}"},
	"500113":  {RedirectMismatch, "The app at {provider} has no redirect URL at all.", "In Entra, under “Authentication”, add this redirect URL with the platform “Web”: {callback}"},
	"900971":  {RedirectMismatch, "The app at {provider} has no redirect URL at all.", "In Entra, under “Authentication”, add this redirect URL with the platform “Web”: {callback}"},
	"9002325": needsVerifier,
	"9002327": {ClientType, "The redirect URL is registered for a single-page app, whose codes only a browser may exchange.", "In Entra, under “Authentication”, move this redirect URL to the platform “Web”: {callback}"},
	"50148":   wrongVerifier,
	"501491":  wrongVerifier,
	"7000215": {InvalidClient, "{provider} does not accept the client secret.", "Enter the secret's value, not its id. Entra shows the value only once: make a new secret under “Certificates & secrets” when it is lost."},
	"7000222": {SecretExpired, "The app's client secret has expired at {provider}.", "Make a new secret in Entra under “Certificates & secrets” and enter its value on the integration."},
	"7000218": {ClientType, "{provider} wants a client secret, and the request had none.", "Enter the client secret on the integration."},
	"700025":  {ClientType, "The app is registered as a public client, which must not send a secret.", "In Entra, under “Authentication”, register the redirect URL with the platform “Web” and switch “Allow public client flows” off."},
	"700016":  {WrongAccount, "{provider} does not know the app in the tenant that was asked.", "Compare the client id with that in Entra, and enter the tenant that the app is registered in."},
	"700024":  {ClockSkew, "{provider} finds the app's signed proof outside of its time.", "Set this computer's date and time (switch on automatic time), then try again."},
	"700027":  {InvalidClient, "{provider} does not accept the app's signed proof: the certificate is not the registered one.", "Upload the certificate in Entra under “Certificates & secrets”."},
	"90002":   {WrongAccount, "{provider} does not know the tenant.", "Check the tenant id or domain among the connection's parameters."},
	"900023":  {WrongAccount, "{provider} finds that the tenant is neither an id nor a domain.", "Check the tenant id or domain among the connection's parameters."},
	"50020":   wrongTenant,
	"50194":   wrongTenant,
	"700005":  wrongTenant,
	"90072":   wrongTenant,
	"65001":   {Consent, "Nobody has agreed yet to what the app asks for at {provider}.", "Connect again and agree; when the tenant forbids that, an administrator must agree for everybody."},
	"65004":   declined,
	"90094":   adminNeeded,
	"90008":   adminNeeded,
	"70011":   wrongScope,
	"70008":   {TokenEnded, "The code or token of {provider} is too old.", "Connect again."},
	"700082":  {TokenEnded, "The refresh token of {provider} was not used for too long.", "Reconnect the account. Switch the background renewal on so that unused connections stay alive."},
	"70043":   {TokenEnded, "The tenant's sign-in rules ended the token of {provider}.", reconnect},
	"50173":   {TokenEnded, "The password was changed or the access revoked at {provider}.", reconnect},
	"50132":   {TokenEnded, "The session was ended at {provider}: a new password, or an administrator.", reconnect},
	"54005":   spentCode,
	"50076":   userMustAct,
	"50079":   userMustAct,
	"50078":   userMustAct,
	"50058":   userMustAct,
	"53003":   {UserAction, "A Conditional Access rule of the tenant blocks the login at {provider}.", "Ask the administrator which rule it is; often the app or the device must be trusted."},
	"50057":   {UserAction, "The account is switched off at {provider}.", "Have it switched on again, or connect another account."},
	"50126":   {Credentials, "{provider} does not accept the user name or password.", checkEntered},
	"50105":   {AdminConsent, "The account is not assigned to the app at {provider}.", "Ask the administrator to assign the account to the enterprise application."},
	"900144":  {BadRequest, "{provider} misses a parameter in the request.", "The provider's words name it; check the connection's parameters."},
}
