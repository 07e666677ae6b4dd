package auth_test

import (
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

func TestOnePredicateSaysWhoCanBeConnected(t *testing.T) {
	t.Parallel()
	complete := catalog.Provider{DisplayName: "Acme", AuthMode: catalog.OAuth2, Authorization: catalog.Authorization{AuthorizationURL: "https://acme.example/login"},
		Token: catalog.Token{TokenURL: catalog.TokenURL{Default: "https://acme.example/token"}}}
	noToken, noMode, key := complete, complete, catalog.Provider{DisplayName: "Acme", AuthMode: catalog.APIKey}
	noToken.TokenURL = catalog.TokenURL{}
	noMode.AuthMode = "APP_STORE"
	for _, test := range []struct {
		provider catalog.Provider
		says     string // "" when accounts can be connected
	}{
		{complete, ""}, {key, ""}, {noToken, "it lacks token_url"}, {noMode, "(APP_STORE) is not built in"},
	} {
		err := auth.Supported(&test.provider)
		if test.says == "" && err == nil {
			continue
		}
		if test.says == "" || !fault.HasCode(err, "unsupported") || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", test.provider.AuthMode, err, test.says)
		}
	}
}
