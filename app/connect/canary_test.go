package connect_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
)

// Security ST-04 and the canary rule: whatever is done with secrets, they are in no file of the data folder, no log line
// and no fault, neither as they are nor in base64 nor percent-encoded.
func TestCanaries(t *testing.T) {
	t.Parallel()
	var canaries []string
	canary := func(kind string) string {
		value := fmt.Sprintf("canary-%s-%d-7f3a9c", kind, len(canaries))
		canaries = append(canaries, value)
		return value
	}
	secret := canary("client")
	var issued []string
	for i := range 24 {
		issued = append(issued, canary(fmt.Sprint("issued", i)))
	}
	w := begin(t, authtest.Options{ClientSecret: secret, Secrets: issued})
	w.must(w.Start(t.Context()))
	var said []string
	hear := func(err error) {
		if err != nil {
			said = append(said, fmt.Sprintf("%v %+v %#v", err, err, err))
		}
	}
	use := func(_ any, err error) { hear(err) }

	up := app("client", secret)
	hookSecret := canary("hook")
	up.WebhookSecret = &hookSecret
	use(w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "acme", UniqueKey: "acme", Credentials: up}))
	use(w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "configured", UniqueKey: "configured", IntegrationConfig: map[string]string{"mode": "signed", "secretKey": canary("config")}}))
	for _, key := range []string{"keyed", "basic", "grant"} {
		w.integration(key)
	}
	use(w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "keyed", Credentials: map[string]string{"apiKey": canary("key")}, Params: map[string]string{"session_token": canary("param")}}))
	use(w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "keyed", Credentials: map[string]string{"apiKey": strings.ToUpper(canary("badkey"))}}))
	use(w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "basic", Credentials: map[string]string{"username": "user", "password": canary("password")}}))
	use(w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "grant", Credentials: map[string]string{"client_id": "client", "client_secret": secret}}))
	use(w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "grant", Credentials: map[string]string{"client_id": "client", "client_secret": canary("wrong")}}))
	attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c", Credentials: map[string]string{"oauth_refresh_token_override": canary("override")}})
	hear(err)
	use(w.login(connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c"}))
	if _, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	// A provider that sends our secrets back in an error, in a page, and as tokens of another name.
	for _, body := range []string{`{"error":"x","error_description":"bad ` + secret + `"}`, "<title>" + secret + "</title>", `{"idToken":"` + canary("echo") + `"}`} {
		w.provider.Script(authtest.Answer(400, "application/json", body))
		w.clock.Advance(time.Minute)
		use(w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{Force: true}))
	}
	session, token, err := w.CreateSession(t.Context(), w.env, connect.SessionInput{Tags: map[string]string{"a": "b"},
		Defaults: map[string]connect.SessionDefaults{"acme": {ConnectionConfig: map[string]any{"oauth_client_secret_override": canary("preset")}}}})
	hear(err)
	canaries = append(canaries, token.Reveal())
	use(w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme", Session: &session}))
	w.must(w.importRaw("acme", "gone", map[string]any{"type": "OAUTH2", "access_token": canary("gone"), "refresh_token": canary("gone-refresh")}))
	w.must(w.DeleteConnection(t.Context(), w.env, "acme", "gone"))

	w.Sweep(t.Context())
	w.must(w.logs.Flush(t.Context()))
	live, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{})
	if err == nil {
		said = append(said, fmt.Sprintf("%v %v", live.Credentials, live.App.ClientSecret))
	}
	list, err := w.Connections(t.Context(), w.env, connect.ConnectionFilter{})
	w.must(err)
	shown, err := json.Marshal(list)
	w.must(err)
	integrations, err := w.Integrations(t.Context(), w.env)
	w.must(err)
	all, err := json.Marshal(integrations)
	w.must(err)
	said = append(said, string(shown), string(all), fmt.Sprintf("%+v", attempt.Error), w.journal.String())
	for _, text := range said {
		search(t, "what was said", []byte(text), canaries)
	}
	searchFolder(t, w.dir, canaries)
	w.close()
	searchFolder(t, w.dir, canaries)
}

func searchFolder(t *testing.T, dir string, canaries []string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		search(t, filepath.Base(path), content, canaries)
		return nil
	})
	if err != nil || files < 3 {
		t.Errorf("%d files searched, %v", files, err)
	}
}

func search(t *testing.T, where string, content []byte, canaries []string) {
	t.Helper()
	for _, canary := range canaries {
		for _, form := range []string{canary, strings.ToUpper(canary), base64.StdEncoding.EncodeToString([]byte(canary))[:len(canary)], strings.ReplaceAll(canary, "-", "%2D")} {
			if i := bytes.Index(content, []byte(form)); i >= 0 {
				t.Errorf("%s holds %s: …%q…", where, canary, content[max(0, i-60):min(len(content), i+60)])
			}
		}
	}
}
