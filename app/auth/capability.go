package auth

import (
	"fmt"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

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
	return nil
}

// InstalledAtVendor reports whether accounts are connected by installing the app in the vendor's own pages, which then
// sends a webhook with the code (providers-and-auth §4.1.9).
func InstalledAtVendor(p *catalog.Provider) bool {
	return p.AuthMode == catalog.OAuth2 && p.Installation != ""
}

// CanLogin reports whether a login through the browser can begin here; a fault unsupported says that it cannot: the
// installation of a few apps starts at the vendor, which then calls a public address.
func CanLogin(p *catalog.Provider) error {
	if p.Installation == "" {
		return nil
	}
	return fault.New(fault.NotImplemented, "unsupported", p.DisplayName+" starts the connection from its own side: somebody installs your app there, and the vendor then sends a webhook.").
		WithHint("Start a connection that waits for the installation, with POST /auth/oauth-outbound, and let the vendor's webhooks reach the address on the integration's page.")
}
