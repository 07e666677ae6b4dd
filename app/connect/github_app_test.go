package connect_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
)

// installs makes a world with GitHub Apps: "plain" (APP) and "user" (CUSTOM), each as provider and integration.
func installs(t *testing.T) *world {
	t.Helper()
	w := begin(t, authtest.Options{})
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/user" {
			_, _ = out.Write([]byte(`{"access_token":"ghu_user","refresh_token":"ghr_user","expires_in":28800}`))
			return
		}
		_, _ = out.Write([]byte(`{"token":"ghs_` + strings.TrimPrefix(r.URL.Path, "/app/") + `","expires_at":"2026-03-04T06:06:07Z"}`))
	}))
	t.Cleanup(server.Close)
	w.close()
	const common = "\ncategories: [other]\nauthorization_url: ${connectionConfig.appPublicLink}/installations/new\nconnection_config:\n" +
		"  appPublicLink:\n    title: Link\n    automated: true\n  installation_id:\n    title: Installation\n    automated: true\nproxy:\n  base_url: https://api.example\n"
	app := server.URL + "/app/${connectionConfig.installation_id}"
	index, problems, err := catalog.BuildIndex(fstest.MapFS{
		"plain.yaml": &fstest.MapFile{Data: []byte("display_name: Plain\nauth_mode: APP\ntoken_url: " + app + common)},
		"user.yaml":  &fstest.MapFile{Data: []byte("display_name: User\nauth_mode: CUSTOM\ntoken_url:\n  OAUTH2: " + server.URL + "/user\n  APP: " + app + common)},
	})
	if err != nil {
		t.Fatal(err, problems)
	}
	w.known, err = catalog.Open(index, "", nil)
	w.must(err)
	w.address = server.URL
	w.open()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	w.must(err)
	private := strings.TrimSpace(string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})))
	id, link, client := "77", "https://github.com/apps/bench", "client"
	for name, mode := range map[string]catalog.AuthMode{"plain": catalog.App, "user": catalog.Custom} {
		in := &connect.AppInput{Type: mode, AppID: &id, AppLink: &link, PrivateKey: &private}
		if mode == catalog.Custom {
			in.ClientID, in.ClientSecret = &client, &client
		}
		_, err := w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: name, UniqueKey: name, Credentials: in})
		w.must(err)
	}
	return w
}

// install goes the browser's way with the answer that GitHub sends.
func (w *world) install(key string, in connect.ConnectInput, answer url.Values) connect.Attempt {
	w.t.Helper()
	in.IntegrationKey = key
	attempt, err := w.Begin(w.t.Context(), w.env, in)
	w.must(err)
	answer.Set("state", queryOf(w.t, attempt.AuthorizeURL).Get("state"))
	done, err := w.Complete(w.t.Context(), answer)
	w.must(err)
	return done
}

func TestAnInstallationIsImportedByItsNumber(t *testing.T) {
	t.Parallel()
	w := installs(t)
	for _, mode := range []struct{ key, kind string }{{"plain", "APP"}, {"user", "CUSTOM"}} {
		w.must(w.importRaw(mode.key, "me", map[string]any{"type": mode.kind, "app_id": "77", "installation_id": "51"}))
		live, err := w.Fresh(t.Context(), w.env, mode.key, "me", connect.FreshOptions{Force: true})
		if err != nil || live.Credentials.Fields()["access_token"] != "ghs_51" || live.Connection.Config["installation_id"] != "51" {
			t.Errorf("%s: %v, %v", mode.key, live, err)
			continue
		}
		if own, err := w.AppJWT(live); err != nil || strings.Count(own.Reveal(), ".") != 2 || w.redactor.Text(own.Reveal()) == own.Reveal() {
			t.Errorf("%s: the app's own token: %v", mode.key, err)
		}
	}
	wantCode(t, w.importRaw("plain", "other", map[string]any{"type": "APP", "app_id": "78", "installation_id": "51"}), "invalid_body")
	wantCode(t, w.importRaw("plain", "other", map[string]any{"type": "APP", "app_id": "77", "installation_id": "../51"}), "refresh_token_external_error")
	wantCode(t, w.importRaw("plain", "other", map[string]any{"type": "CUSTOM", "app_id": "77", "installation_id": "51"}), "invalid_body")
	if all, err := w.Connections(t.Context(), w.env, connect.ConnectionFilter{}); err != nil || len(all) != 2 {
		t.Errorf("connections %v, %v", all, err)
	}
}

func TestAnInstallationThatIsKnownUpdatesItsConnection(t *testing.T) {
	t.Parallel()
	w := installs(t)
	first := w.install("user", connect.ConnectInput{Tags: map[string]string{"owner": "anna"}}, url.Values{"code": {"c"}, "installation_id": {"51"}, "setup_action": {"install"}})
	again := w.install("user", connect.ConnectInput{Tags: map[string]string{"owner": "mallory"}}, url.Values{"code": {"c"}, "installation_id": {"51"}, "setup_action": {"install"}})
	if first.Waits || again.ConnectionID != first.ConnectionID {
		t.Errorf("the second login made %s beside %s", again.ConnectionID, first.ConnectionID)
	}
	live, err := w.Fresh(t.Context(), w.env, "user", first.ConnectionID, connect.FreshOptions{})
	w.must(err)
	if user, _ := live.Connection.Config["userCredentials"].(map[string]any); user["access_token"] != "ghu_user" || live.Connection.Tags["owner"] != "anna" {
		t.Errorf("config %v, tags %v", live.Connection.Config, live.Connection.Tags)
	}
	other := w.install("user", connect.ConnectInput{}, url.Values{"code": {"c"}, "installation_id": {"52"}, "setup_action": {"install"}})
	if other.ConnectionID == first.ConnectionID {
		t.Error("another installation took the connection over")
	}
}

func TestAnInstallationThatWaitsIsPending(t *testing.T) {
	t.Parallel()
	w := installs(t)
	done := w.install("user", connect.ConnectInput{}, url.Values{"code": {"c"}, "setup_action": {"request"}})
	live, err := w.Fresh(t.Context(), w.env, "user", done.ConnectionID, connect.FreshOptions{})
	w.must(err)
	if !done.Waits || live.Connection.Config["pending"] != true || live.Credentials.Fields()["access_token"] != "ghu_user" {
		t.Errorf("waits %v, config %v", done.Waits, live.Connection.Config)
	}
}
