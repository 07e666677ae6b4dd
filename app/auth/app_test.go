package auth_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// githubApp turns the bench's provider into one whose accounts are installations of an app.
func githubApp(t *testing.T) (*bench, *rsa.PrivateKey) {
	t.Helper()
	b := setup(t, authtest.Options{})
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	b.entry.AuthMode = catalog.App
	b.entry.AuthorizationURL = "${connectionConfig.appPublicLink}/installations/new"
	b.entry.TokenURL.Default = b.URL() + "/token?installation=${connectionConfig.installation_id}"
	b.request.App = auth.App{ID: "77", Link: "https://github.com/apps/bench", PrivateKey: vault.Secret(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))}
	return b, key
}

func (b *bench) installed(t *testing.T, query string) (auth.Obtained, error) {
	t.Helper()
	return b.client.Finish(t.Context(), auth.Return{TokenRequest: b.request, Query: parsed(t, query), RedirectURI: "http://localhost:3003/oauth/callback"})
}

func parsed(t *testing.T, query string) url.Values {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

func TestAGitHubAppIsInstalledAndGetsTokens(t *testing.T) {
	t.Parallel()
	b, key := githubApp(t)
	start, err := b.client.Begin(t.Context(), auth.Login{AuthorizeRequest: auth.AuthorizeRequest{Provider: b.entry, App: b.request.App, State: "a state"}})
	if err != nil || start.URL != "https://github.com/apps/bench/installations/new?state=a%20state" {
		t.Fatalf("begin: %s, %v", start.URL, err)
	}
	b.Script(authtest.Answer(201, "application/json", `{"token":"ghs_first","expires_at":"2026-01-02T04:04:05Z"}`))
	got, err := b.installed(t, "installation_id=5551&setup_action=install&state=x")
	if err != nil {
		t.Fatal(err)
	}
	token := got.Credentials.(auth.AppToken)
	if token.AccessToken.Reveal() != "ghs_first" || !token.Expires.Equal(time.Date(2026, 1, 2, 4, 4, 5, 0, time.UTC)) || got.Config["installation_id"] != "5551" || got.Config["app_id"] != "77" {
		t.Errorf("got %+v, %s", got.Config, token.Raw.Reveal())
	}
	asked := b.Requests()[0]
	_, claims := signed(t, strings.TrimPrefix(asked.Header.Get("Authorization"), "Bearer "), &key.PublicKey)
	if claims["iss"] != "77" || claims["exp"].(float64)-claims["iat"].(float64) > 600 || claims["iat"].(float64) > float64(moment.Unix()) {
		t.Errorf("the app claims %v", claims)
	}
	b.request.Config = got.Config
	b.Script(authtest.Answer(201, "application/json", `{"token":"ghs_second","expires_at":"2026-01-02T05:04:05Z"}`))
	fresh, err := b.client.Renew(t.Context(), b.request, token)
	if err != nil || fresh.Credentials.(auth.AppToken).AccessToken.Reveal() != "ghs_second" || !auth.Renewable(b.entry, token) {
		t.Errorf("renewed: %v, %v", fresh.Credentials, err)
	}
}

func TestInstallationsThatFailSayWhy(t *testing.T) {
	t.Parallel()
	const installed = "installation_id=5551&setup_action=install"
	for name, test := range map[string]struct {
		query, code, message, hint string
		status                     int
		body                       string
	}{
		"waits for an owner":    {"setup_action=request&state=s", "callback_err", "waits for an owner", "once it is approved", 0, ""},
		"no installation":       {"setup_action=install", "callback_err", "without the id of an installation", "http://localhost:3003/app-auth/connect", 0, ""},
		"two installations":     {"installation_id=1&installation_id=2", "callback_err", "without the id", "setup URL", 0, ""},
		"an id that is a path":  {"installation_id=1/../../2", "callback_err", "without the id", "setup URL", 0, ""},
		"declined":              {"error=access_denied&error_description=No", "callback_err", "declined", "Connect again", 0, ""},
		"wrong key":             {installed, "token_err", "could not be decoded", "private key", 401, `{"message":"A JSON web token could not be decoded"}`},
		"suspended":             {installed, "token_err", "suspended", "suspended", 403, `{"message":"This installation has been suspended"}`},
		"another app's":         {installed, "token_err", "Not Found", "no longer installed", 404, `{"message":"Not Found"}`},
		"no token in it":        {installed, "token_err", "without an access token", "log", 201, `{"expires_at":"2026-01-02T04:04:05Z"}`},
		"no JSON":               {installed, "token_err", "a web page", "token address", 200, `<html>`},
		"a token with controls": {installed, "token_err", "without an access token", "log", 201, `{"token":"a\nb"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, _ := githubApp(t)
			if test.status != 0 {
				b.Script(authtest.Answer(test.status, map[bool]string{true: "text/html", false: "application/json"}[test.body == "<html>"], test.body))
			}
			_, err := b.installed(t, test.query)
			f := fault.From(err)
			if err == nil || f.Code != test.code || !strings.Contains(f.Message, test.message) || !strings.Contains(f.Hint, test.hint) {
				t.Errorf("%v, hint %q", err, f.Hint)
			}
			if strings.Contains(fmt.Sprint(f.Message, f.Hint, f.Detail), "eyJ") {
				t.Errorf("the app's own token is in %q", f.Message)
			}
		})
	}
}

func TestAnAppNeedsAKeyThatSigns(t *testing.T) {
	t.Parallel()
	b, _ := githubApp(t)
	b.request.App.PrivateKey = "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----"
	_, err := b.installed(t, "installation_id=1")
	if !fault.HasCode(err, "invalid_body") || strings.Contains(fmt.Sprint(err, fault.From(err).Hint), "canary") || len(b.Requests()) > 0 {
		t.Errorf("%v after %d requests", err, len(b.Requests()))
	}
	b.request.Config = map[string]any{}
	if _, err := b.client.Renew(t.Context(), b.request, auth.AppToken{}); !fault.HasCode(err, auth.CodeRefresh) {
		t.Errorf("without an installation: %v", err)
	}
}
