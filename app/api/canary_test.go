package api_test

import (
	"encoding/base64"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/auth/authtest"
)

// canaries are secrets that can be found again wherever they leak.
type canaries map[string]string

// spellings are the forms in which a secret leaks.
func spellings(secret string) []string {
	return []string{secret, base64.StdEncoding.EncodeToString([]byte(secret)), url.QueryEscape(secret), base64.RawURLEncoding.EncodeToString([]byte(secret))}
}

// lookIn fails the test for every canary that text holds.
func (c canaries) lookIn(t *testing.T, where, text string) {
	t.Helper()
	for name, secret := range c {
		for _, form := range spellings(secret) {
			if i := strings.Index(text, form); i >= 0 {
				t.Errorf("%s shows %s: …%q…", where, name, text[max(0, i-60):min(len(text), i+len(form)+20)])
			}
		}
	}
}

func TestCanarySecretsReachNoFileNoLogAndNoAnswer(t *testing.T) {
	t.Parallel()
	c := canaries{"the API key": testKey, "a provider's key": "canary+key/7f3a9b-q", "a password": "canary:pass word&=%41-w8", "a client secret": "canary-client-secret-x2",
		"an access token": "canary-access-token-k4", "a refresh token": "canary-refresh-token-m5", "a code": "canary-code-never-exchanged", "a typed header": "canary-typed-header-n6"}
	provider := authtest.New(t, authtest.Options{ClientSecret: c["a client secret"]})
	st := newStack(t, stackOptions{allow: []string{provider.Host()}, catalog: map[string]string{"acme": "display_name: Acme\ncategories: [other]\nauth_mode: OAUTH2\nauthorization_url: " +
		provider.URL() + "/authorize\ntoken_url: " + provider.URL() + "/token\nproxy:\n  base_url: " + provider.URL() + "/api\n"}})
	for name, value := range st.scenario(t, c) {
		c[name] = value
	}
	must(t, st.logs.Flush(t.Context()))
	c.lookIn(t, "the log", st.log.String())
	list := st.expect(http.StatusOK, "GET", "/patchbay/operations?limit=200", nil)
	c.lookIn(t, "the list of operations", list.body)
	operations := list.at(t, "data").([]any)
	if len(operations) < 8 {
		t.Errorf("only %d operations: the scenario did not run", len(operations))
	}
	for _, op := range operations {
		id := op.(map[string]any)["id"].(string)
		c.lookIn(t, "an operation", st.expect(http.StatusOK, "GET", "/patchbay/operations/"+id, nil).body)
	}
	for _, path := range []string{"/patchbay/status", "/patchbay/connections", "/patchbay/integrations", "/connections", "/integrations", "/patchbay/settings", "/patchbay/providers/acme",
		"/patchbay/connections/a?provider_config_key=keyed", "/patchbay/connections/b?provider_config_key=basic", "/patchbay/connections/o?provider_config_key=acme", "/patchbay/doctor"} {
		c.lookIn(t, path, st.expect(http.StatusOK, "GET", path, nil).body)
	}
	files := 0
	must(t, filepath.WalkDir(st.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files++
		c.lookIn(t, filepath.Base(path), string(data))
		return err
	}))
	if files < 2 {
		t.Errorf("%d files looked at", files)
	}
}

// scenario uses every secret in every way, failures included, and returns the secrets that came to be on the way.
func (st *stack) scenario(t *testing.T, c canaries) canaries {
	st.integration("keyed", "private-api-bearer", nil)
	st.integration("basic", "private-api-basic", nil)
	st.integration("acme", "acme", map[string]any{"credentials": map[string]any{"type": "OAUTH2", "client_id": "client", "client_secret": c["a client secret"]}})
	st.connection("keyed", "a", map[string]any{"type": "API_KEY", "apiKey": c["a provider's key"]})
	st.connection("basic", "b", map[string]any{"type": "BASIC", "username": "me", "password": c["a password"]})
	st.connection("acme", "imported", map[string]any{"type": "OAUTH2", "access_token": c["an access token"], "refresh_token": c["a refresh token"], "expires_at": "2020-01-01"})
	for _, base := range []string{st.upstream.URL, "http://127.0.0.1:1", "http://169.254.169.254"} {
		for _, key := range []string{"keyed", "basic"} {
			id := map[string]string{"keyed": "a", "basic": "b"}[key]
			for _, path := range []string{"/echo?api_key=" + url.QueryEscape(c["a provider's key"]), "/status/500", "/status/401"} {
				st.ask("POST", "/proxy"+path, map[string]any{"password": c["a password"]}, "Provider-Config-Key", key, "Connection-Id", id, "Base-Url-Override", base, "Nango-Proxy-X-Secret-Token", c["a typed header"])
			}
			st.ask("GET", "/patchbay/c/"+key+"/"+id+"/x", nil)
			st.ask("POST", "/patchbay/request", map[string]any{"provider_config_key": key, "connection_id": id, "method": "GET", "path": "/echo", "base_url_override": base, "headers": map[string]string{"Authorization": "Bearer " + c["a typed header"]}})
		}
	}
	st.ask("GET", "/connections/imported?provider_config_key=acme", nil) // the refresh fails: the provider never gave this token
	st.ask("GET", "/connections/imported?provider_config_key=acme&force_refresh=true", nil)
	st.visit("/oauth/callback?state=none&code=" + c["a code"])
	_, address := st.begin("o")
	made := canaries{}
	query := st.follow(address)
	values, err := url.ParseQuery(query)
	must(t, err)
	made["a login's code"], made["a login's state"] = values.Get("code"), values.Get("state")
	st.visit("/oauth/callback?" + query)
	live := st.expect(http.StatusOK, "GET", "/connections/o?provider_config_key=acme&refresh_token=true", nil)
	made["an issued access token"] = live.at(t, "credentials", "access_token").(string)
	made["an issued refresh token"] = live.at(t, "credentials", "refresh_token").(string)
	st.expect(http.StatusOK, "POST", "/patchbay/connections/o/refresh?provider_config_key=acme", nil)
	st.expect(http.StatusOK, "POST", "/patchbay/connections/b/reveal?provider_config_key=basic", nil)
	made["a Connect session"] = st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	st.ask("POST", "/api-auth/api-key/keyed?connect_session_token="+made["a Connect session"], map[string]any{"apiKey": c["a provider's key"]})
	st.ask("POST", "/api-auth/api-key/keyed?connect_session_token=nango_connect_session_"+strings.Repeat("0", 64), map[string]any{"apiKey": c["a provider's key"]})
	made["a GUI session"] = st.expect(http.StatusOK, "POST", "/patchbay/session", map[string]any{"link": st.server.LinkToken()}).at(t, "token").(string)
	st.ask("GET", "/patchbay/status", nil, "Authorization", "Bearer "+made["a GUI session"])
	return made
}
