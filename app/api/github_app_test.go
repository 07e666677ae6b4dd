package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/auth/authtest"
)

const appKey = "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n-----END RSA PRIVATE KEY-----"

// installable is a stack with the integration "acme" of a GitHub App.
func installable(t *testing.T) *stack {
	t.Helper()
	provider := authtest.New(t, authtest.Options{})
	st := newStack(t, stackOptions{allow: []string{provider.Host()}, catalog: map[string]string{"acme": "display_name: Acme\ncategories: [other]\nauth_mode: APP\n" +
		"authorization_url: ${connectionConfig.appPublicLink}/installations/new\ntoken_url: " + provider.URL() + "/token?i=${connectionConfig.installation_id}\n" +
		"connection_config:\n  appPublicLink:\n    title: Link\n    automated: true\n  installation_id:\n    title: Installation\n    automated: true\nproxy:\n  base_url: " + provider.URL() + "/api\n"}})
	st.integration("acme", "acme", map[string]any{"credentials": map[string]any{"type": "APP", "app_id": "77", "app_link": "https://github.com/apps/acme", "private_key": appKey}})
	return st
}

func TestTheSetupURLEndsAnInstallation(t *testing.T) {
	t.Parallel()
	st := installable(t)
	_, address := st.begin("me")
	start, err := url.Parse(address)
	must(t, err)
	if !strings.HasPrefix(address, "https://github.com/apps/acme/installations/new?state=") {
		t.Errorf("the browser goes to %s", address)
	}
	page := st.visit("/app-auth/connect?setup_action=request&state=" + url.QueryEscape(start.Query().Get("state")))
	if page.status != http.StatusBadRequest || !strings.Contains(page.body, "waits for an owner") {
		t.Errorf("%d\n%s", page.status, page.body)
	}
	if page = st.visit("/app-auth/connect?installation_id=5&setup_action=install&state=unknown"); page.status != http.StatusBadRequest || !strings.Contains(page.body, "No login is waiting") {
		t.Errorf("an unknown state: %d\n%s", page.status, page.body)
	}
	for _, path := range []string{"/app-auth/connect", "/oauth/callback"} {
		changed := st.visit(path + "?installation_id=5&setup_action=update&redirect=https://evil.test")
		if changed.status != http.StatusFound || changed.header.Get("Location") != "https://github.com/" {
			t.Errorf("%s: a change made at GitHub: %d to %q", path, changed.status, changed.header.Get("Location"))
		}
	}
}

func TestAnAppIsReadBackWhole(t *testing.T) {
	t.Parallel()
	st := installable(t)
	a := st.expect(http.StatusOK, "GET", "/integrations/acme?include=credentials", nil)
	for name, want := range map[string]string{"type": "APP", "app_id": "77", "app_link": "https://github.com/apps/acme", "private_key": appKey} {
		if got := a.at(t, "data", "credentials", name); got != want {
			t.Errorf("%s is %v", name, got)
		}
	}
	if strings.Contains(a.body, "client_id") {
		t.Errorf("a GitHub App has no client id: %s", a.body)
	}
	if plain := st.expect(http.StatusOK, "GET", "/integrations/acme", nil); strings.Contains(plain.body, "PRIVATE") {
		t.Error("the key is shown without being asked for")
	}
}

func TestTheGUIChangesPartsOfAnApp(t *testing.T) {
	t.Parallel()
	st := installable(t)
	path := "/patchbay/integrations/acme"
	edit := func(credentials map[string]string) answer {
		return st.ask("PATCH", path, map[string]any{"credentials": credentials})
	}
	a := edit(map[string]string{"app_id": "78"})
	if a.status != http.StatusOK || a.at(t, "data", "app", "app_id") != "78" || a.at(t, "data", "app", "app_link") != "https://github.com/apps/acme" || a.at(t, "data", "app", "private_key") != "***" {
		t.Fatalf("changing the id alone: %d %s", a.status, a.body)
	}
	whole := st.expect(http.StatusOK, "GET", "/integrations/acme?include=credentials", nil)
	if whole.at(t, "data", "credentials", "app_id") != "78" || whole.at(t, "data", "credentials", "private_key") != appKey {
		t.Errorf("what was not named changed: %s", whole.body)
	}
	if a := edit(map[string]string{"private_key": "no key"}); a.status != http.StatusBadRequest || !strings.Contains(a.body, "private_key") {
		t.Errorf("a key that is none: %d %s", a.status, a.body)
	}
	if a := edit(map[string]string{"app_link": ""}); a.status != http.StatusBadRequest {
		t.Errorf("an empty link: %d %s", a.status, a.body)
	}
}

func TestTheGUIChangesPartsOfAClient(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("gh", "github", map[string]any{"credentials": map[string]string{"type": "OAUTH2", "client_id": "one", "client_secret": "secret-one"}})
	for _, change := range []map[string]any{{"scopes": "repo,gist"}, {"client_secret": "secret-two"}, {"client_id": "two"}} {
		st.expect(http.StatusOK, "PATCH", "/patchbay/integrations/gh", map[string]any{"credentials": change})
	}
	a := st.expect(http.StatusOK, "GET", "/integrations/gh?include=credentials", nil)
	for name, want := range map[string]string{"client_id": "two", "client_secret": "secret-two", "scopes": "repo,gist"} {
		if got := a.at(t, "data", "credentials", name); got != want {
			t.Errorf("%s is %v", name, got)
		}
	}
	if a := st.ask("PATCH", "/integrations/gh", map[string]any{"credentials": map[string]string{"type": "OAUTH2", "scopes": "repo"}}); a.code() != "invalid_body" {
		t.Errorf("the public route takes whole credentials only: %s", a.body)
	}
}
