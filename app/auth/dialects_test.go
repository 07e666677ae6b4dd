package auth_test

import (
	"encoding/base64"
	"os"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// The wire of each provider that differs from the generic flow (providers-and-auth §5): what its token endpoint gets at
// the exchange and at the renewal.
func TestDialects(t *testing.T) {
	t.Parallel()
	const redirect = "http%3A%2F%2Flocalhost%3A3003%2Foauth%2Fcallback"
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("client:client-secret"))
	stripe := "Basic " + base64.StdEncoding.EncodeToString([]byte("client-secret:"))
	plain, data := `{"access_token":"a","refresh_token":"r2","expires_in":60}`, `{"code":0,"data":{"access_token":"a","refresh_token":"r2","expires_in":60}}`
	minute := moment.Add(time.Minute)
	rows := []struct {
		key, answer       string
		exchange, renewal string // path without /token, then body
		header            string
		expires           time.Time
	}{
		{"fanvue", plain, " grant_type=authorization_code&code=CODE&redirect_uri=" + redirect + "&code_verifier=" + verifier, " grant_type=refresh_token&refresh_token=r", basic, minute},
		{"followupboss", plain, " grant_type=authorization_code&code=CODE&redirect_uri=" + redirect + "&state=st", " grant_type=refresh_token&refresh_token=r", basic, minute},
		{"heygen", plain, " grant_type=authorization_code&code=CODE&client_id=client&redirect_uri=" + redirect + "&code_verifier=" + verifier, " grant_type=refresh_token&client_id=client&refresh_token=r", "", minute},
		{"mercury", plain, " grant_type=authorization_code&code=CODE&redirect_uri=" + redirect + "&code_verifier=" + verifier, " grant_type=refresh_token&refresh_token=r", "", minute},
		{"posthog-oauth", plain, " grant_type=authorization_code&code=CODE&client_id=client&redirect_uri=" + redirect + "&code_verifier=" + verifier, " grant_type=refresh_token&client_id=client&refresh_token=r", "", minute},
		{"jobber", plain, " client_id=client&client_secret=client-secret&grant_type=authorization_code&code=CODE", " client_id=client&client_secret=client-secret&grant_type=refresh_token&refresh_token=r", "", moment.Add(time.Hour)},
		{"stripe-app", plain, " grant_type=authorization_code&code=CODE&redirect_uri=" + redirect, " grant_type=refresh_token&refresh_token=r", stripe, moment.Add(time.Hour)},
		{"workday-oauth", plain, " grant_type=authorization_code&code=CODE&redirect_uri=" + redirect + "&code_verifier=" + verifier, " grant_type=refresh_token&refresh_token=r", basic, moment.Add(time.Hour)},
		{"figma", plain, "?redirect_uri=" + redirect + ` {"client_id":"client","client_secret":"client-secret","code":"CODE","grant_type":"authorization_code"}`, ` {"client_id":"client","client_secret":"client-secret","refresh_token":"r","grant_type":"refresh_token"}`, "", minute},
		{"clover", `{"access_token":"a","refresh_token":"r2","access_token_expiration":1767326400}`, ` {"client_id":"client","client_secret":"client-secret","code":"CODE"}`, ` {"client_id":"client","refresh_token":"r"}`, "", time.Unix(1767326400, 0).UTC()},
		{"tiktok-accounts", data, ` {"client_id":"client","client_secret":"client-secret","grant_type":"authorization_code","auth_code":"CODE","redirect_uri":"http://localhost:3003/oauth/callback"}`, ` {"client_id":"client","client_secret":"client-secret","grant_type":"refresh_token","refresh_token":"r"}`, "", minute},
		{"tiktok-ads", data, ` {"secret":"client-secret","app_id":"client","auth_code":"CODE"}`, "", "", minute},
		{"tiktok-personal", plain, " client_key=client&client_secret=client-secret&code=CODE&grant_type=authorization_code&redirect_uri=" + redirect + "&code_verifier=" + verifier, " client_key=client&client_secret=client-secret&grant_type=refresh_token&refresh_token=r", "", minute},
	}
	for _, row := range rows {
		t.Run(row.key, func(t *testing.T) {
			t.Parallel()
			if _, err := os.Stat("../../providers/" + row.key + ".yaml"); err != nil {
				t.Fatalf("the catalog has no such provider: %v", err)
			}
			b := setup(t, authtest.Options{})
			b.entry.Key = row.key
			b.Script(authtest.Answer(200, "application/json", row.answer))
			b.Script(authtest.Answer(200, "application/json", row.answer))
			c, err := b.client.Exchange(t.Context(), auth.Exchange{TokenRequest: b.request, Code: "CODE", RedirectURI: "http://localhost:3003/oauth/callback", Verifier: verifier, State: "st"})
			if err != nil || c.AccessToken != "a" || !c.Expires.Equal(row.expires) || c.Raw.Reveal() == "" {
				t.Fatalf("%v, expires %v", err, c.Expires)
			}
			r := b.Requests()[0]
			if got, want := r.Path+" "+r.Body, "/token"+row.exchange; got != want || r.Header.Get("Authorization") != row.header {
				t.Errorf("exchange\n got %s %q\nwant %s %q", got, r.Header.Get("Authorization"), want, row.header)
			}
			if row.renewal == "" {
				return
			}
			if c, err = b.client.Refresh(t.Context(), b.request, auth.OAuth2{RefreshToken: "r"}); err != nil || c.RefreshToken != "r2" {
				t.Fatalf("renewal: %v", err)
			}
			r = b.Requests()[1]
			if got, want := r.Path+" "+r.Body, "/token"+row.renewal; got != want || r.Header.Get("Authorization") != row.header {
				t.Errorf("renewal\n got %s %q\nwant %s %q", got, r.Header.Get("Authorization"), want, row.header)
			}
		})
	}
}

// An installation that starts at the vendor is named before anybody waits for it; every other provider can be tried.
func TestAnInstallationFromTheVendorsSide(t *testing.T) {
	t.Parallel()
	if err := auth.CanLogin(&catalog.Provider{Key: "sentry-like", DisplayName: "Acme", Authorization: catalog.Authorization{Installation: "outbound"}}); !fault.HasCode(err, "unsupported") || !strings.Contains(err.Error(), "Acme") {
		t.Error(err)
	}
	for _, key := range []string{"github", "bullhorn", "braintree", "walmart"} {
		if err := auth.CanLogin(&catalog.Provider{Key: key}); err != nil {
			t.Error(err)
		}
	}
}
