package connect_test

import (
	"testing"

	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
)

// What an installation would yield may be typed as well, by a caller who says so (http-api §2.6); it is checked like any key.
func TestAPluginsCredentialsCanBeTyped(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	link, user, password := "https://plugin.example/install", "plugin", "plugin-password"
	_, err := w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "plugin", UniqueKey: "plugin",
		Credentials: &connect.AppInput{Type: catalog.InstallPlugin, AppLink: &link, Username: &user, Password: &password}})
	w.must(err)
	hook := &refusing{}
	w.SetVerifier(hook)
	in := connect.ConnectInput{IntegrationKey: "plugin", ConnectionID: "p", Credentials: map[string]string{"username": "me", "password": "typed-password"}}
	_, err = w.ConnectDirect(t.Context(), w.env, in)
	wantCode(t, err, "invalid_auth_mode")
	in.AuthMode = catalog.APIKey
	_, err = w.ConnectDirect(t.Context(), w.env, in)
	wantCode(t, err, "invalid_auth_mode")
	in.AuthMode = catalog.Basic
	made, err := w.ConnectDirect(t.Context(), w.env, in)
	if err != nil || made.AuthMode != catalog.Basic {
		t.Fatalf("%+v, %v", made, err)
	}
	live, err := w.Fresh(t.Context(), w.env, "plugin", "p", connect.FreshOptions{})
	if w.must(err); live.Credentials.Fields()["username"] != "me" || live.Credentials.Fields()["password"] != "typed-password" {
		t.Errorf("%v", live.Credentials.Fields())
	}
	if said := w.redactor.Text("typed-password"); said == "typed-password" {
		t.Error("a log would show the password")
	}
	in.IntegrationKey, in.ConnectionID = "basic", "b"
	w.integration("basic")
	if _, err := w.ConnectDirect(t.Context(), w.env, in); err != nil {
		t.Errorf("BASIC itself: %v", err)
	}
}
