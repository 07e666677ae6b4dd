package auth_test

import (
	"net/http"
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// userApp is a GitHub App whose user logs in too. The two handlers answer for the user's token and the installation's.
func userApp(t *testing.T, user, app http.HandlerFunc) *bench {
	t.Helper()
	b, _ := githubApp(t)
	b.entry.AuthMode = catalog.Custom
	b.entry.TokenURL = catalog.TokenURL{ByMode: map[catalog.AuthMode]string{catalog.OAuth2: b.URL() + "/token", catalog.App: b.URL() + "/token?installation=${connectionConfig.installation_id}"}}
	b.request.App.ClientID, b.request.App.ClientSecret = "client", "client-secret"
	b.request.Watch = nil // the bench keeps hops of one request at a time
	for range 4 {
		b.Script(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Has("installation") {
				app(w, r)
				return
			}
			user(w, r)
		})
	}
	return b
}

var (
	userToken = authtest.Answer(200, "application/json", `{"access_token":"ghu_1","refresh_token":"ghr_1","expires_in":28800,"token_type":"bearer"}`)
	appToken  = authtest.Answer(201, "application/json", `{"token":"ghs_1","expires_at":"2026-01-02T04:04:05Z"}`)
	refused   = authtest.Answer(400, "application/json", `{"error":"bad_refresh_token","error_description":"It was used"}`)
)

func TestAGitHubAppWithItsUser(t *testing.T) {
	t.Parallel()
	b := userApp(t, userToken, appToken)
	got, err := b.installed(t, "code=c&installation_id=5551&setup_action=install")
	if err != nil {
		t.Fatal(err)
	}
	user, _ := got.Config["userCredentials"].(map[string]any)
	if got.Credentials.Fields()["access_token"] != "ghs_1" || user["access_token"] != "ghu_1" || user["type"] != "OAUTH2" || got.Config["installation_id"] != "5551" {
		t.Errorf("got %v, %v", got.Credentials.Fields(), got.Config)
	}
	if first := b.Requests()[0]; first.Form.Get("code") != "c" || first.Form.Has("code_verifier") {
		t.Errorf("exchange %v", first.Form)
	}
	b.request.Config = got.Config
	fresh, err := b.client.Renew(t.Context(), b.request, got.Credentials)
	if err != nil || fresh.Config["userCredentials"] == nil || len(b.Requests()) != 4 {
		t.Errorf("renewed: %v, %v after %d requests", fresh.Config, err, len(b.Requests()))
	}
}

func TestTheUsersTokenMayFailToRenewTheInstallationsMayNot(t *testing.T) {
	t.Parallel()
	config := map[string]any{"installation_id": "5551", "userCredentials": map[string]any{"type": "OAUTH2", "access_token": "ghu_0", "refresh_token": "ghr_0"}}
	b := userApp(t, refused, appToken)
	b.request.Config = config
	got, err := b.client.Renew(t.Context(), b.request, auth.AppToken{})
	if _, changed := got.Config["userCredentials"]; err != nil || changed || got.Credentials.Fields()["access_token"] != "ghs_1" {
		t.Errorf("the user's fails: %v, %v", got.Config, err)
	}
	b = userApp(t, userToken, refused)
	b.request.Config = config
	if _, err := b.client.Renew(t.Context(), b.request, auth.AppToken{}); !fault.HasCode(err, auth.CodeRefresh) {
		t.Errorf("the installation's fails: %v", err)
	}
}

func TestInstallationsWithAUserThatEndOtherwise(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		query string
		known bool
		token string // "" with a fault
		code  string
		asks  int
	}{
		"waits for approval":        {"code=c&setup_action=request", false, "ghu_1", "", 1},
		"waits, without a user":     {"setup_action=request", false, "", "callback_err", 0},
		"changed at GitHub":         {"installation_id=5&setup_action=update", false, "ghs_1", "", 1},
		"already connected":         {"code=c&installation_id=5&setup_action=install", true, "ghs_1", "", 1},
		"no code":                   {"installation_id=5&setup_action=install", false, "", "callback_err", 0},
		"an id that is no number":   {"code=c&installation_id=../5", false, "", "callback_err", 0},
		"declined":                  {"error=access_denied", false, "", "callback_err", 0},
		"waits, but the user fails": {"code=&setup_action=request", false, "", "callback_err", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := userApp(t, userToken, appToken)
			got, err := b.client.Finish(t.Context(), auth.Return{TokenRequest: b.request, Query: parsed(t, test.query), KnownInstallation: test.known})
			if test.code != "" {
				if !fault.HasCode(err, test.code) || len(b.Requests()) != test.asks {
					t.Errorf("%v after %d requests", err, len(b.Requests()))
				}
				return
			}
			if err != nil || got.Credentials.Fields()["access_token"] != test.token || len(b.Requests()) != test.asks {
				t.Fatalf("%v, %v after %d requests", got.Credentials, err, len(b.Requests()))
			}
			if waits := strings.HasPrefix(name, "waits"); waits != (got.Config["pending"] == true) || waits != (got.Credentials.Mode() == catalog.OAuth2) {
				t.Errorf("config %v of %s", got.Config, got.Credentials.Mode())
			}
		})
	}
}
