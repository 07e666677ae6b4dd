package nango

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/logs"
	"patchbay/app/vault"
)

type integrationArgs struct {
	Include []string `json:"include"`
}

// getIntegration gives the public integration object (http-api §2.2).
func (e *execution) getIntegration(ctx context.Context, a integrationArgs, _ []byte) (any, error) {
	s := e.o.s
	i, err := s.Connect.Integration(ctx, e.r.EnvironmentID, e.r.Connection.IntegrationKey)
	if err != nil {
		return nil, err
	}
	object := map[string]any{"unique_key": i.UniqueKey, "provider": i.Provider, "display_name": i.DisplayName, "logo": "",
		"forward_webhooks": i.ForwardWebhooks, "created_at": zuluText(i.CreatedAt), "updated_at": zuluText(i.UpdatedAt)}
	if s.LogoURL != nil {
		object["logo"] = s.LogoURL(i.Provider)
	}
	if slices.Contains(a.Include, "webhook") {
		object["webhook_url"] = e.webhookURL(ctx, i)
	}
	if slices.Contains(a.Include, "credentials") {
		if object["credentials"], err = e.appCredentials(ctx, i); err != nil {
			return nil, err
		}
	}
	return object, nil
}

func zuluText(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func (e *execution) webhookURL(ctx context.Context, i connect.Integration) *string {
	p, ok := e.o.s.Catalog.Get(i.Provider)
	if !ok || p.WebhookRoutingScript == "" || e.o.s.WebhookURL == nil {
		return nil
	}
	return orNull(e.o.s.WebhookURL(ctx, e.r.EnvironmentID, i.UniqueKey))
}

// appCredentials are the integration's own credentials, masked like a connection's.
func (e *execution) appCredentials(ctx context.Context, i connect.Integration) (any, error) {
	switch i.AuthMode {
	case catalog.OAuth1, catalog.OAuth2, catalog.TBA:
	default:
		return nil, nil //nolint:nilnil // null on the wire
	}
	app, err := e.o.s.Connect.AppCredentials(ctx, e.r.EnvironmentID, i.UniqueKey)
	if err != nil {
		return nil, err
	}
	shown := func(secret vault.Secret) *string {
		if e.r.AllowCredentials || secret == "" {
			return orNull(secret.Reveal())
		}
		mask := logs.Mask
		return &mask
	}
	if e.once("app credentials") {
		text := "The function asked for the integration's own credentials and got " + logs.Mask + " for the secret ones. " + allowHint
		if e.r.AllowCredentials {
			text = "The function was given the integration's own credentials, as its settings allow."
		}
		e.note("info", text, nil)
	}
	return map[string]any{"type": string(i.AuthMode), "client_id": orNull(app.ClientID), "client_secret": shown(app.ClientSecret),
		"scopes": orNull(app.Scopes), "webhook_secret": shown(app.WebhookSecret)}, nil
}

// variables are those of the environment. Their values are for code; in logs they are masked like other secrets.
func (e *execution) variables(ctx context.Context, _ none, _ []byte) (any, error) {
	type variable struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	all := []variable{}
	if e.o.s.Settings == nil {
		return all, nil
	}
	stored, err := e.o.s.Settings.Variables(ctx, e.r.EnvironmentID)
	if err != nil {
		return nil, err
	}
	for _, v := range stored {
		if r := e.o.s.Logs.Redactor(); r != nil && v.Name != levelVariable {
			r.Add(v.Value.Reveal())
		}
		all = append(all, variable{v.Name, v.Value.Reveal()})
	}
	return all, nil
}

// logLevel is the level from which a server would keep what code logs.
func (e *execution) logLevel() string {
	if e.dry != nil {
		return dryLevel
	}
	if e.o.s.Settings == nil {
		return serverLevel
	}
	stored, err := e.o.s.Settings.Variables(context.Background(), e.r.EnvironmentID)
	if err != nil {
		return serverLevel
	}
	for _, v := range stored {
		if v.Name == levelVariable && slices.Contains([]string{"debug", "info", "warn", "error", "off"}, v.Value.Reveal()) {
			return v.Value.Reveal()
		}
	}
	return serverLevel
}

type presetArgs struct {
	Integration string `json:"integration"`
}

// presetOf finds how another integration's pages are walked through.
func (e *execution) presetOf(ctx context.Context, a presetArgs, _ []byte) (any, error) {
	i, err := e.o.s.Connect.Integration(ctx, e.r.EnvironmentID, a.Integration)
	if err != nil {
		return nil, err
	}
	preset := e.preset(i.Provider)
	if preset == nil {
		return map[string]any{}, nil
	}
	return map[string]json.RawMessage{"preset": preset}, nil
}
