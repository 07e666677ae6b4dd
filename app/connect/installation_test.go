package connect_test

import (
	"io"
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

// fromVendor makes a world with the provider "vendor", whose installations start there. asked gets the bodies of its token requests.
func fromVendor(t *testing.T) (w *world, asked chan string) {
	t.Helper()
	w, asked = begin(t, authtest.Options{}), make(chan string, 10)
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked <- r.URL.Path + " " + string(body)
		out.Header().Set("Content-Type", "application/json")
		_, _ = out.Write([]byte(`{"access_token":"canary-granted","refresh_token":"canary-again"}`))
	}))
	t.Cleanup(server.Close)
	w.close()
	index, problems, err := catalog.BuildIndex(fstest.MapFS{"vendor.yaml": &fstest.MapFile{Data: []byte("display_name: Vendor\ncategories: [other]\nauth_mode: OAUTH2\n" +
		"installation: outbound\ntoken_url: " + server.URL + "/installed/${connectionConfig.installation.uuid}/tokens\nproxy:\n  base_url: https://api.example\n" +
		"connection_config:\n  actor:\n    type: string\n    title: User\n  installation.uuid:\n    type: string\n    automated: true\n")}})
	if err != nil {
		t.Fatal(err, problems)
	}
	w.known, err = catalog.Open(index, "", nil)
	w.must(err)
	w.address = server.URL
	w.open()
	id, secret := "client", "canary-client"
	_, err = w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "vendor", UniqueKey: "vendor",
		Credentials: &connect.AppInput{Type: catalog.OAuth2, ClientID: &id, ClientSecret: &secret}})
	w.must(err)
	return w, asked
}

func arrival(actor string) connect.Arrival {
	return connect.Arrival{Match: map[string]string{"actor": actor}, Code: "canary-code", Config: map[string]string{"installation.uuid": "i-9"}}
}

// A connection from the vendor's side is there at once, works when the installation has come, and only then is told of.
func TestAnInstallationFromTheVendorCompletesItsConnection(t *testing.T) {
	t.Parallel()
	w, asked := fromVendor(t)
	told := &errands{}
	w.SetLifecycle(told)
	c, err := w.ConnectOutbound(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "vendor", Params: map[string]string{"actor": "anna"}, Tags: map[string]string{"team": "blue"}})
	w.must(err)
	if c.Config["pending"] != true || c.Config["actor"] != "anna" || c.Config["pendingLog"] == "" || len(told.said) != 0 {
		t.Fatalf("config %v, told %v", c.Config, told.said)
	}
	live, err := w.Fresh(t.Context(), w.env, "vendor", c.ConnectionID, connect.FreshOptions{})
	w.must(err)
	request := httptest.NewRequest(http.MethodGet, "https://api.example/", nil)
	wantCode(t, live.Credentials.Apply(request), "connection_pending")

	_, err = w.CompleteInstallation(t.Context(), w.env, "vendor", arrival("bert"))
	wantCode(t, err, "unknown_connection")
	_, err = w.CompleteInstallation(t.Context(), w.env, "vendor", connect.Arrival{Code: "c"})
	wantCode(t, err, "unknown_connection")
	done, err := w.CompleteInstallation(t.Context(), w.env, "vendor", arrival("anna"))
	w.must(err)
	if question := <-asked; !strings.HasPrefix(question, "/installed/i-9/tokens ") || !strings.Contains(question, "code=canary-code") {
		t.Errorf("asked %s", question)
	}
	live, err = w.Fresh(t.Context(), w.env, "vendor", c.ConnectionID, connect.FreshOptions{})
	w.must(err)
	if done.ConnectionID != c.ConnectionID || live.Credentials.Fields()["access_token"] != "canary-granted" || live.Connection.Tags["team"] != "blue" {
		t.Errorf("connection %v, tags %v", live.Connection.Config, live.Connection.Tags)
	}
	if len(told.said) != 1 || !strings.HasPrefix(told.said[0], "validate") {
		t.Errorf("the lifecycle heard %v", told.said)
	}
	if w.redactor.Text("canary-code canary-granted") != "••• •••" {
		t.Error("the code or the token may stand in the log")
	}
}

// Whoever installs the app twice must say which connection is meant.
func TestTwoConnectionsThatWaitAreNotGuessedAt(t *testing.T) {
	t.Parallel()
	w, asked := fromVendor(t)
	for range 2 {
		_, err := w.ConnectOutbound(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "vendor", Params: map[string]string{"actor": "anna"}})
		w.must(err)
	}
	_, err := w.CompleteInstallation(t.Context(), w.env, "vendor", arrival("anna"))
	wantCode(t, err, "conflict")
	if len(asked) != 0 {
		t.Error("the code was spent")
	}
}

// A reconnect keeps the token that works until the new one is there.
func TestAReconnectFromTheVendorKeepsWhatWorks(t *testing.T) {
	t.Parallel()
	w, _ := fromVendor(t)
	in := connect.ConnectInput{IntegrationKey: "vendor", ConnectionID: "me", Params: map[string]string{"actor": "anna"}}
	_, err := w.ConnectOutbound(t.Context(), w.env, in)
	w.must(err)
	_, err = w.CompleteInstallation(t.Context(), w.env, "vendor", arrival("anna"))
	w.must(err)
	in.Reconnect = true
	_, err = w.ConnectOutbound(t.Context(), w.env, in)
	w.must(err)
	live, err := w.Fresh(t.Context(), w.env, "vendor", "me", connect.FreshOptions{})
	w.must(err)
	if live.Connection.Config["pending"] != true || live.Credentials.Fields()["access_token"] != "canary-granted" {
		t.Errorf("%v %v", live.Connection.Config, live.Credentials.Fields())
	}
}

func TestOnlyVendorsThatBeginAreWaitedFor(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	_, err := w.ConnectOutbound(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	wantCode(t, err, "invalid_auth_mode")
}

// An owner's approval of a GitHub App reaches the user who asked for it, by app and login; the user's own token stays.
func TestAnApprovedInstallationCompletesItsConnection(t *testing.T) {
	t.Parallel()
	w := installs(t)
	asked := w.install("user", connect.ConnectInput{Params: map[string]string{"handle": "anna"}}, url.Values{"code": {"c"}, "setup_action": {"request"}})
	for _, match := range []map[string]string{{"app_id": "77", "handle": "bert"}, {"app_id": "78", "handle": "anna"}, {"app_id": "77", "handle": ""}} {
		_, err := w.CompleteInstallation(t.Context(), w.env, "user", connect.Arrival{Match: match, Config: map[string]string{"installation_id": "51"}})
		wantCode(t, err, "unknown_connection")
	}
	c, err := w.CompleteInstallation(t.Context(), w.env, "user", connect.Arrival{Match: map[string]string{"app_id": "77", "handle": "anna"}, Config: map[string]string{"installation_id": "51"}})
	w.must(err)
	live, err := w.Fresh(t.Context(), w.env, "user", asked.ConnectionID, connect.FreshOptions{})
	w.must(err)
	user, _ := live.Connection.Config["userCredentials"].(map[string]any)
	if c.ConnectionID != asked.ConnectionID || live.Credentials.Fields()["access_token"] != "ghs_51" || user["access_token"] != "ghu_user" || live.Connection.Config["pending"] != nil {
		t.Errorf("config %v, credentials %v", live.Connection.Config, live.Credentials.Fields())
	}
}

func TestMatchingFindsWhomAWebhookMeans(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.integration("other")
	raw := func(key, id string, config map[string]any, metadata string) {
		t.Helper()
		_, _, err := w.Import(t.Context(), w.env, connect.ImportInput{IntegrationKey: key, ConnectionID: id, Config: config, Metadata: []byte(metadata),
			Credentials: []byte(`{"type":"OAUTH2","access_token":"t"}`)})
		w.must(err)
	}
	raw("acme", "a", map[string]any{"team.id": "T1", "portalId": 7, "client_secret": "hush"}, `{"hooks":["h1","h2"],"store":12}`)
	raw("acme", "b", map[string]any{"team.id": "T2", "portalId": "7"}, `{"hooks":"h2","store":true}`)
	raw("other", "a", map[string]any{"team.id": "T1"}, `{"hooks":"h1"}`)
	for _, row := range []struct{ property, identifier, want string }{
		{"connectionId", "a", "a"}, {"connectionId", "A", ""}, {"team.id", "T1", "a"}, {"team", "T1", ""}, {"portalId", "7", "a b"}, {"portalId", "", ""},
		{"metadata.hooks", "h1", "a"}, {"metadata.hooks", "h2", "a b"}, {"metadata.store", "12", "a"}, {"metadata.store", "1", ""}, {"client_secret", "•••", ""},
		{"metadata.hooks", `' OR 1=1 --`, ""},
	} {
		found, err := w.Matching(t.Context(), w.env, "acme", row.property, row.identifier)
		w.must(err)
		ids := []string{}
		for _, c := range found {
			ids = append(ids, c.ConnectionID)
		}
		if got := strings.Join(ids, " "); got != row.want {
			t.Errorf("%s = %q found %q, want %q", row.property, row.identifier, got, row.want)
		}
	}
	if all, err := w.AllOf(t.Context(), w.env, "acme"); err != nil || len(all) != 2 {
		t.Errorf("all: %v, %v", all, err)
	}
}
