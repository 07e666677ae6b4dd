package auth

import (
	"fmt"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// ownFlow lists the providers whose token exchange neither the generic flow nor a dialect can speak: signed requests,
// a second call for the real token, or an installation that starts at the vendor (providers-and-auth §5).
var ownFlow = map[string]bool{
	"absorb-lms": true, "agiloft": true, "braintree": true, "braintree-sandbox": true, "bullhorn": true, "instagram": true,
	"microsoft-admin": true, "revolut-business": true, "sentry-oauth": true, "shopline-oauth": true, "threads": true, "walmart": true,
}

// Supported is the one answer to whether this version can connect accounts of a provider: nil, or a fault unsupported
// that says what stands in the way. The gallery, the Connect page and every connect ask it.
func Supported(p *catalog.Provider) error {
	if !p.AuthMode.Supported() {
		return fault.New(fault.NotImplemented, "unsupported", fmt.Sprintf("This version cannot connect %s accounts yet: their kind of login (%s) is not built in.", p.DisplayName, p.AuthMode)).
			WithHint("If you have credentials from elsewhere, import them as a connection.")
	}
	if lacks := p.Lacks(); len(lacks) > 0 {
		return fault.New(fault.NotImplemented, "unsupported", fmt.Sprintf("The catalog entry of %s is not complete: it lacks %s.", p.DisplayName, strings.Join(lacks, " and "))).
			WithHint("Add it in a provider file of your own.")
	}
	if p.AuthMode == catalog.OAuth2 {
		return CanLogin(p)
	}
	return nil
}

// CanLogin reports whether this version speaks the provider's OAuth 2.0; a fault unsupported says that it does not.
func CanLogin(p *catalog.Provider) error {
	if !ownFlow[p.Key] && !ownFlow[p.AliasOf] && p.Installation == "" {
		return nil
	}
	return fault.New(fault.NotImplemented, "unsupported", p.DisplayName+" gives out tokens in a way of its own, which this version of Patchbay does not speak yet.").
		WithHint("If you have a token from elsewhere, import it as a connection.")
}
