package app

import (
	"context"

	"patchbay/app/logs"
	"patchbay/app/sqlite"
	"patchbay/app/webhooks"
)

// openWebhooks plugs the receiver in; it needs functions and notifications.
func (a *App) openWebhooks(main *sqlite.DB, redactor *logs.Redactor) {
	c := a.config
	a.webhooks = webhooks.New(webhooks.Options{DB: main, Vault: a.vault, Settings: a.settings, Catalog: a.catalog, Connect: a.connect, Functions: a.functions,
		Forward: a.notify, Outbound: a.outbound, Logs: a.logs, Redactor: redactor, Bus: a.bus, BaseURL: func() string { return a.status().WebhookURL },
		Now: c.Now, Rand: c.Rand, Log: a.log})
}

// webhookURL is where a provider sends the webhooks of an integration; "" while nothing listens.
func (a *App) webhookURL(ctx context.Context, env int64, integration string) string {
	e, err := a.settings.ByID(env)
	if a.addresses.Load() == nil || err != nil {
		return ""
	}
	return a.webhooks.Address(ctx, e, integration)
}
