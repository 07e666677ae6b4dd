package auth_test

import (
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

func TestAPluginIsInstalledAtTheVendor(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.AuthMode, b.entry.RedirectURIMetadata = catalog.InstallPlugin, []string{"website_id"}
	b.request.App = auth.App{Link: "https://app.vendor.example/plugin?tab=1", Custom: map[string]string{"username": "me", "password": "p:w"}}
	start, err := b.client.Begin(t.Context(), auth.Login{AuthorizeRequest: auth.AuthorizeRequest{Provider: b.entry, App: b.request.App, State: "s t"}})
	if err != nil || start.URL != "https://app.vendor.example/plugin?tab=1&payload=s%20t" {
		t.Errorf("begin: %s, %v", start.URL, err)
	}
	got, err := b.installed(t, "payload=x&website_id=9")
	if err != nil || got.Credentials != (auth.Basic{Username: "me", Password: "p:w"}) {
		t.Errorf("finish: %v, %v", got.Credentials, err)
	}
	for query, says := range map[string]string{"payload=x": "without website_id", "payload=x&website_id=1&website_id=2": "without website_id", "error=access_denied&website_id=9": "declined"} {
		if _, err := b.installed(t, query); !fault.HasCode(err, "callback_err") || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", query, err)
		}
	}
	if len(b.Requests()) > 0 {
		t.Error("the vendor was asked")
	}
}

func TestOnlyWebAddressesAreOpenedForAnInstallation(t *testing.T) {
	t.Parallel()
	for _, link := range []string{"", "file:///etc/passwd", "javascript:alert(1)", "http://vendor.example/x", "https://u:p@vendor.example/"} {
		for _, mode := range []catalog.AuthMode{catalog.App, catalog.InstallPlugin} {
			b := setup(t, authtest.Options{})
			b.entry.AuthMode, b.entry.AuthorizationURL = mode, "${connectionConfig.appPublicLink}/installations/new"
			start, err := b.client.Begin(t.Context(), auth.Login{AuthorizeRequest: auth.AuthorizeRequest{Provider: b.entry, App: auth.App{Link: link}, State: "s"}})
			if err == nil {
				t.Errorf("%s opens %q", mode, start.URL)
			}
		}
	}
}
