package connect

import (
	"context"
	"fmt"
	"time"

	"patchbay/app/vault"
)

// customWebhookSecret is the free value of an integration that the public API also knows as its webhook secret.
const customWebhookSecret = "webhookSecret"

// webhookOverlap is how long a replaced webhook secret still counts: the provider and Patchbay cannot be changed at the
// same moment.
const webhookOverlap = 24 * time.Hour

// maxWebhookSecret bounds a webhook secret, in bytes; some vendors publish an RSA key in place of one.
const maxWebhookSecret = 8192

// WebhookKeys are what an integration's provider may sign its webhooks with.
type WebhookKeys struct {
	AppCredentials
	Secrets       []vault.Secret // the present secret first, then the one that it replaced, while that counts
	PreviousUntil time.Time      // how long a replaced secret counts; zero: there is none
}

// WebhookKeys unseals them. Faults: those of AppCredentials.
func (s *Service) WebhookKeys(ctx context.Context, env int64, key string) (WebhookKeys, error) {
	row, err := s.integrationRow(ctx, s.db.Reader(), env, key)
	if err != nil {
		return WebhookKeys{}, err
	}
	secrets, err := s.unsealApp(ctx, row.UUID, row.sealed)
	if err != nil {
		return WebhookKeys{}, err
	}
	keys := WebhookKeys{AppCredentials: row.credentials(secrets)}
	for _, secret := range []string{secrets.WebhookSecret, secrets.Custom[customWebhookSecret]} {
		if secret != "" {
			keys.Secrets = append(keys.Secrets, vault.Secret(secret))
		}
	}
	if old := secrets.PreviousWebhook; old != nil && s.now().Before(old.Until) {
		s.redactor.Add(old.Secret)
		keys.Secrets, keys.PreviousUntil = append(keys.Secrets, vault.Secret(old.Secret)), old.Until
	}
	return keys, nil
}

// SetWebhookSecret replaces the secret with which an integration's provider signs, for every auth mode. The one before it
// counts for another day; an empty secret takes both away at once. Faults: invalid_body and those of UpdateIntegration.
func (s *Service) SetWebhookSecret(ctx context.Context, env int64, key, secret string) error {
	if len(secret) > maxWebhookSecret {
		return refused("A webhook secret has at most %d characters.", maxWebhookSecret)
	}
	row, err := s.integrationRow(ctx, s.db.Reader(), env, key)
	if err != nil {
		return err
	}
	secrets, err := s.unsealApp(ctx, row.UUID, row.sealed)
	if err != nil {
		return err
	}
	s.redactor.Add(secret)
	secrets.replaceWebhook(secret, s.now())
	delete(secrets.Custom, customWebhookSecret) // the same secret under its other name
	if err := s.storeIntegration(ctx, row, secrets, false); err != nil {
		return err
	}
	s.note(ctx, row.Integration, "update", fmt.Sprintf("Changed the webhook secret of the integration %s", row.UniqueKey))
	return nil
}

// previousWebhook is a webhook secret that was replaced.
type previousWebhook struct {
	Secret string    `json:"secret"`
	Until  time.Time `json:"until"`
}

// replaceWebhook sets the webhook secret and keeps the one before it for a while.
func (a *appSecrets) replaceWebhook(secret string, now time.Time) {
	old := a.WebhookSecret
	if old == "" {
		old = a.Custom[customWebhookSecret]
	}
	switch {
	case secret == "":
		a.PreviousWebhook = nil
	case old != "" && old != secret:
		a.PreviousWebhook = &previousWebhook{Secret: old, Until: now.Add(webhookOverlap).UTC()}
	}
	a.WebhookSecret = secret
}
