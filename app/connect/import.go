package connect

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/google/uuid"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/logs"
)

// Import stores a connection from credentials that exist already (http-api §2.4.3), over an old one of the same id.
// API keys and passwords are checked with the provider first where the catalog knows how.
// Faults: invalid_body, unknown_provider_config, connection_test_failed, connection_validation_failed, and the vault's.
func (s *Service) Import(ctx context.Context, env int64, in ImportInput) (Connection, auth.Credentials, error) {
	w, err := s.importWrite(ctx, env, in)
	if err != nil {
		return Connection{}, nil, err
	}
	s.hide(w.credentials, nil)
	record := &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "connection", Action: "import", Source: logs.SourceSystem, Title: "Imported the connection " + w.connectionID,
		Provider: w.provider.Key, Integration: in.IntegrationKey, Connection: w.connectionID})}
	c, err := s.storeImport(ctx, &w, record)
	record.finish(err)
	return c, w.credentials, err
}

func (s *Service) storeImport(ctx context.Context, w *connectionWrite, record *recorder) (Connection, error) {
	if app, ok := w.credentials.(importedApp); ok {
		if err := s.fetchInstalled(ctx, w, app, record.hop); err != nil {
			return Connection{}, err
		}
		record.flush()
	}
	if mode := w.credentials.Mode(); mode == catalog.APIKey || mode == catalog.Basic || mode == catalog.TBA {
		t := target{integration: w.integration, provider: w.provider, config: w.config}
		if err := s.verify(ctx, t, w.credentials); err != nil {
			return Connection{}, err
		}
	}
	c, err := s.storeAndTell(ctx, *w)
	if err == nil {
		c.Config = w.config // the caller sent it, so it is answered whole
	}
	return c, err
}

// importWrite checks an import in the order of the public API: shape, integration, then type.
func (s *Service) importWrite(ctx context.Context, env int64, in ImportInput) (connectionWrite, error) {
	w, err := importShape(in)
	if err != nil {
		return w, err
	}
	if grant, ok := w.credentials.(auth.OAuth2ClientCredentials); ok && grant.Expires.IsZero() { // these always have an end
		grant.Expires = s.now().Add(auth.DefaultGrantLife)
		w.credentials = grant
	}
	if w.integration, err = s.integrationRow(ctx, s.db.Reader(), env, in.IntegrationKey); err != nil {
		return w, err
	}
	p, ok := s.catalog.Get(w.integration.Provider)
	if !ok {
		return w, unknownProvider(w.integration.Provider)
	}
	if w.credentials.Mode() != p.AuthMode {
		return w, refused("Provider %s does not support %s auth", p.AuthMode, w.credentials.Mode())
	}
	if account, _ := w.config["accountId"].(string); p.AuthMode == catalog.TBA && account == "" { // it is in the API's address and in each signature
		return w, invalidInput([]fault.Issue{{Code: "invalid_type", Message: "Required", Path: []string{"connection_config", "accountId"}}})
	}
	w.provider = p
	if w.connectionID == "" {
		id, err := uuid.NewRandomFromReader(s.rand)
		if err != nil {
			return w, randomFault(err)
		}
		w.connectionID = id.String()
	}
	return w, nil
}

// importShape checks what an import says by itself. What it leaves out is emptied on an existing connection, except
// for the linked end user (http-api §6.5).
func importShape(in ImportInput) (connectionWrite, error) {
	var c checks
	if in.ConnectionID != "" {
		c.pattern(in.ConnectionID, connectionIDPattern, "connection_id")
	}
	w := connectionWrite{connectionID: in.ConnectionID, credentials: c.credentials(in.Credentials), config: maps.Clone(in.Config),
		newMetadata: in.Metadata, endUser: c.endUser(in.EndUser, "end_user"), keepEndUser: in.EndUser == nil, webhook: in.WebhookURLOverride}
	w.tags = c.allTags(w.endUser, in.Tags)
	c.webhookURL(in.WebhookURLOverride, "webhook_url_override")
	if len(in.Metadata) == 0 {
		w.newMetadata = json.RawMessage("{}")
	} else if kind := jsonKind(in.Metadata); kind != "object" {
		c.add("invalid_type", "Invalid input: expected record, received "+kind, "metadata")
	}
	w.oldMetadata = w.newMetadata
	if w.config == nil {
		w.config = map[string]any{}
	}
	if w.tags == nil {
		w.tags = map[string]string{}
	}
	return w, c.err()
}
