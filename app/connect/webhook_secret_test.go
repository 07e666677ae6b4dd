package connect_test

import (
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
)

func (w *world) webhookSecrets(key string) string {
	w.t.Helper()
	keys, err := w.WebhookKeys(w.t.Context(), w.env, key)
	w.must(err)
	texts := []string{}
	for _, secret := range keys.Secrets {
		texts = append(texts, secret.Reveal())
	}
	return strings.Join(texts, " ")
}

// A replaced secret counts for a day, whichever way it was replaced, and not a moment once it is taken away (WH-05).
func TestAWebhookSecretIsReplaced(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed") // its mode has no credentials of its own
	set := func(secret, want string) {
		t.Helper()
		w.must(w.SetWebhookSecret(t.Context(), w.env, "keyed", secret))
		if got := w.webhookSecrets("keyed"); got != want {
			t.Errorf("after %q the secrets are %q, want %q", secret, got, want)
		}
	}
	set("first-secret", "first-secret")
	set("second-secret", "second-secret first-secret")
	set("second-secret", "second-secret first-secret")
	w.clock.Advance(24*time.Hour - time.Second)
	if got := w.webhookSecrets("keyed"); got != "second-secret first-secret" {
		t.Errorf("within the day: %q", got)
	}
	w.clock.Advance(time.Second)
	if got := w.webhookSecrets("keyed"); got != "second-secret" {
		t.Errorf("after the day: %q", got)
	}
	set("third-secret", "third-secret second-secret")
	set("", "")
	wantCode(t, w.SetWebhookSecret(t.Context(), w.env, "keyed", strings.Repeat("x", 8193)), "invalid_body")
	wantCode(t, w.SetWebhookSecret(t.Context(), w.env, "nobody", "x"), "unknown_provider_config")
	if w.redactor.Text("first-secret second-secret") != "••• •••" {
		t.Error("a secret may stand in the log")
	}
}

func TestTheAPIReplacesTheWebhookSecretTheSameWay(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	for _, secret := range []string{"first-secret", "second-secret"} {
		id := "client"
		_, err := w.UpdateIntegration(t.Context(), w.env, "acme", connect.IntegrationUpdate{Credentials: &connect.AppInput{Type: catalog.OAuth2, ClientID: &id, ClientSecret: &id, WebhookSecret: &secret}})
		w.must(err)
	}
	if got := w.webhookSecrets("acme"); got != "second-secret first-secret" {
		t.Errorf("secrets %q", got)
	}
	w.integration("open")
	_, err := w.UpdateIntegration(t.Context(), w.env, "open", connect.IntegrationUpdate{Custom: map[string]string{"webhookSecret": "free-secret"}})
	w.must(err)
	if got := w.webhookSecrets("open"); got != "free-secret" {
		t.Errorf("secrets %q", got)
	}
	w.must(w.SetWebhookSecret(t.Context(), w.env, "open", "next-secret"))
	if got := w.webhookSecrets("open"); got != "next-secret free-secret" {
		t.Errorf("secrets %q", got)
	}
}
