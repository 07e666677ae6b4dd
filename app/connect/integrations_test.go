package connect_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

func TestCreateIntegration(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	made := w.integration("acme")
	if made.DisplayName != "Acme" || !made.ForwardWebhooks || made.Scopes != "read,write" || made.ClientID != "client" || !made.HasClientSecret || len(made.MissingFields) != 0 || made.AuthMode != catalog.OAuth2 {
		t.Errorf("%+v", made)
	}
	app, err := w.AppCredentials(t.Context(), w.env, "acme")
	if err != nil || app.ClientSecret != "client-secret" || app.Type != catalog.OAuth2 {
		t.Errorf("%+v, %v", app, err)
	}
	if w.ring.owners("integration") != 1 {
		t.Errorf("%d keys", w.ring.owners("integration"))
	}
	w.integration("open")
	if w.ring.owners("integration") != 1 {
		t.Error("an integration without secrets has a key")
	}
	list, err := w.Integrations(t.Context(), w.env)
	if err != nil || len(list) != 2 || list[0].Provider != "acme" {
		t.Errorf("%v, %v", list, err)
	}
}

func TestIntegrationFaults(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	empty := ""
	rows := []struct {
		name, issue, message string
		in                   connect.IntegrationInput
	}{
		{"unknown provider", "invalid_string [provider] Invalid provider", "", connect.IntegrationInput{Provider: "nope", UniqueKey: "x"}},
		{"bad key", "invalid_format [unique_key] Invalid string: must match pattern /^[a-zA-Z0-9~:.@ _-]+$/", "", connect.IntegrationInput{Provider: "keyed", UniqueKey: "bad key!"}},
		{"empty key", "invalid_format [unique_key]", "", connect.IntegrationInput{Provider: "keyed"}},
		{"long key", "too_big [unique_key] Too big: expected string to have <=255 characters", "", connect.IntegrationInput{Provider: "keyed", UniqueKey: strings.Repeat("k", 256)}},
		{"duplicate", "invalid_string [uniqueKey] Unique key already exists", "", connect.IntegrationInput{Provider: "keyed", UniqueKey: "keyed"}},
		{"empty name", "too_small [display_name]", "", connect.IntegrationInput{Provider: "keyed", UniqueKey: "x", DisplayName: &empty}},
		{"other type", "", "incompatible credentials auth type and provider auth", connect.IntegrationInput{Provider: "acme", UniqueKey: "x", Credentials: &connect.AppInput{Type: catalog.OAuth1, ClientID: text("a"), ClientSecret: text("b")}}},
		{"credentials for a key", "", "incompatible credentials auth type and provider auth", connect.IntegrationInput{Provider: "keyed", UniqueKey: "x", Credentials: app("a", "b")}},
		{"no credentials", "", "Acme needs the credentials", connect.IntegrationInput{Provider: "acme", UniqueKey: "x"}},
		{"empty secret", "too_small [credentials client_secret]", "", connect.IntegrationInput{Provider: "acme", UniqueKey: "x", Credentials: app("a", "")}},
		{"no client id", "invalid_type [credentials client_id] Invalid input: expected string, received undefined", "", connect.IntegrationInput{Provider: "acme", UniqueKey: "x", Credentials: &connect.AppInput{Type: catalog.OAuth2, ClientSecret: text("b")}}},
		{"scopes", "invalid_format [credentials scopes]", "", connect.IntegrationInput{Provider: "acme", UniqueKey: "x", Credentials: &connect.AppInput{Type: catalog.OAuth2, ClientID: text("a"), ClientSecret: text("b"), Scopes: text("a b")}}},
		{"unknown config", "unrecognized_keys [integration_config] Unrecognized key: \"nope\"", "", connect.IntegrationInput{Provider: "configured", UniqueKey: "x", IntegrationConfig: map[string]string{"nope": "1"}}},
		{"needed config", "custom [integration_config secretKey] Signing key is required", "", connect.IntegrationInput{Provider: "configured", UniqueKey: "x", IntegrationConfig: map[string]string{"mode": "signed"}}},
		{"config outside its choices", "invalid_format [integration_config mode]", "", connect.IntegrationInput{Provider: "configured", UniqueKey: "x", IntegrationConfig: map[string]string{"mode": "odd"}}},
		{"custom beside config", "", "custom is not accepted", connect.IntegrationInput{Provider: "configured", UniqueKey: "x", Custom: map[string]string{"a": "b"}}},
	}
	for _, row := range rows {
		_, err := w.CreateIntegration(t.Context(), w.env, row.in)
		f := fault.From(err)
		if f == nil || f.Code != "invalid_body" || !strings.HasPrefix(f.Message, row.message) {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		if row.issue != "" && (len(f.Issues) != 1 || !strings.HasPrefix(fmt.Sprint(f.Issues[0].Code, " ", f.Issues[0].Path, " ", f.Issues[0].Message), row.issue)) {
			t.Errorf("%s: %+v", row.name, f.Issues)
		}
	}
	if n := w.ring.owners("integration"); n != 0 {
		t.Errorf("%d keys for integrations that were refused", n)
	}
}

func TestUpdateIntegration(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	made := w.integration("acme")
	update := func(up connect.IntegrationUpdate) connect.Integration {
		t.Helper()
		w.clock.Advance(time.Second)
		got, err := w.UpdateIntegration(t.Context(), w.env, "acme", up)
		w.must(err)
		return got
	}
	off := false
	got := update(connect.IntegrationUpdate{DisplayName: text("Renamed"), ForwardWebhooks: &off})
	if got.DisplayName != "Renamed" || got.ForwardWebhooks || !got.HasClientSecret || !got.UpdatedAt.After(made.UpdatedAt) || !got.CreatedAt.Equal(made.CreatedAt) {
		t.Errorf("%+v", got)
	}
	up := connect.IntegrationUpdate{Credentials: app("second", "second-secret")}
	up.Credentials.WebhookSecret, up.Credentials.Scopes = text("hook-secret"), text("repo")
	got = update(up)
	app1, err := w.AppCredentials(t.Context(), w.env, "acme")
	if err != nil || got.ClientID != "second" || got.Scopes != "repo" || app1.ClientSecret != "second-secret" || app1.WebhookSecret != "hook-secret" {
		t.Errorf("%+v, %+v, %v", got, app1, err)
	}
	up.Credentials.WebhookSecret = text("")
	update(up)
	if app2, _ := w.AppCredentials(t.Context(), w.env, "acme"); app2.WebhookSecret != "" {
		t.Error("an empty webhook secret does not clear it")
	}
	w.imported("c", 0)
	_, err = w.UpdateIntegration(t.Context(), w.env, "acme", connect.IntegrationUpdate{UniqueKey: text("moved")})
	wantCode(t, err, "invalid_body")
	w.must(w.DeleteConnection(t.Context(), w.env, "acme", "c"))
	w.integration("keyed")
	_, err = w.UpdateIntegration(t.Context(), w.env, "acme", connect.IntegrationUpdate{UniqueKey: text("keyed")})
	wantCode(t, err, "invalid_body")
	if got := update(connect.IntegrationUpdate{UniqueKey: text("moved")}); got.UniqueKey != "moved" {
		t.Errorf("%+v", got)
	}
	_, err = w.UpdateIntegration(t.Context(), w.env, "acme", connect.IntegrationUpdate{})
	wantCode(t, err, "unknown_provider_config")
}

// Secret config values read back as *** and keep what is stored when they are sent back that way.
func TestIntegrationConfig(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	made, err := w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "configured", UniqueKey: "x"})
	w.must(err)
	if made.IntegrationConfig["mode"] != "plain" {
		t.Errorf("defaults: %v", made.IntegrationConfig)
	}
	made, err = w.UpdateIntegration(t.Context(), w.env, "x", connect.IntegrationUpdate{IntegrationConfig: map[string]string{"mode": "signed", "secretKey": "signing-canary"}})
	w.must(err)
	if made.IntegrationConfig["secretKey"] != "***" {
		t.Errorf("shown: %v", made.IntegrationConfig)
	}
	_, err = w.UpdateIntegration(t.Context(), w.env, "x", connect.IntegrationUpdate{IntegrationConfig: map[string]string{"mode": "signed", "secretKey": "***"}})
	w.must(err)
	if app, err := w.AppCredentials(t.Context(), w.env, "x"); err != nil || app.IntegrationConfig["secretKey"] != "signing-canary" || app.IntegrationConfig["mode"] != "signed" {
		t.Errorf("%v, %v", app.IntegrationConfig, err)
	}
}

func TestDeleteIntegration(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("a", 0)
	w.imported("b", 0)
	if _, err := w.fresh("a"); err != nil {
		t.Fatal(err)
	}
	w.must(w.DeleteIntegration(t.Context(), w.env, "acme"))
	_, err := w.fresh("a")
	wantCode(t, err, "unknown_provider_config")
	wantCode(t, w.DeleteIntegration(t.Context(), w.env, "acme"), "unknown_provider_config")
	if w.ring.owners("connection")+w.ring.owners("integration") != 0 || w.trash() != 0 {
		t.Error("keys are left")
	}
}
