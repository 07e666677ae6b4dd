package auth

import "patchbay/app/catalog"

// CanLogin reports whether the generic OAuth 2.0 flow is enough for the provider.
func CanLogin(p *catalog.Provider) error { return nil }
