package auth

import (
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// ownFlow lists the providers whose token exchange neither the generic flow nor a dialect can speak: signed requests,
// a second call for the real token, or an installation that starts at the vendor (providers-and-auth §5).
var ownFlow = map[string]bool{
	"absorb-lms": true, "agiloft": true, "braintree": true, "braintree-sandbox": true, "bullhorn": true, "instagram": true,
	"microsoft-admin": true, "revolut-business": true, "sentry-oauth": true, "shopline-oauth": true, "threads": true, "walmart": true,
}

// CanLogin reports whether this version speaks the provider's OAuth 2.0; a fault unsupported says that it does not.
func CanLogin(p *catalog.Provider) error {
	if !ownFlow[p.Key] && !ownFlow[p.AliasOf] && p.Installation == "" {
		return nil
	}
	return fault.New(fault.NotImplemented, "unsupported", p.DisplayName+" gives out tokens in a way of its own, which this version of Patchbay does not speak yet.").
		WithHint("If you have a token from elsewhere, import it as a connection.")
}
