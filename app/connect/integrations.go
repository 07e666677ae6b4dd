package connect

import (
	"context"
	"maps"
	"slices"
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Integrations lists the environment's integrations by provider, then by age. No keychain is touched.
func (s *Service) Integrations(ctx context.Context, env int64) ([]Integration, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+integrationColumns+` FROM integrations WHERE environment_id = ? ORDER BY provider, created_at, uuid`, env)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	list := []Integration{}
	for rows.Next() {
		row, err := s.scanIntegration(rows)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		list = append(list, row.Integration)
	}
	return list, s.db.Fault(rows.Err())
}

// Integration returns one integration. Faults: unknown_provider_config.
func (s *Service) Integration(ctx context.Context, env int64, key string) (Integration, error) {
	row, err := s.integrationRow(ctx, s.db.Reader(), env, key)
	if err != nil {
		return Integration{}, err
	}
	return row.Integration, nil
}

// AppCredentials unseals an integration's own credentials. Faults: unknown_provider_config, and the vault's.
func (s *Service) AppCredentials(ctx context.Context, env int64, key string) (AppCredentials, error) {
	row, err := s.integrationRow(ctx, s.db.Reader(), env, key)
	if err != nil {
		return AppCredentials{}, err
	}
	return s.appOf(ctx, row)
}

func (s *Service) appOf(ctx context.Context, row *integrationRow) (AppCredentials, error) {
	secrets, err := s.unsealApp(ctx, row.UUID, row.sealed)
	if err != nil {
		return AppCredentials{}, err
	}
	return row.credentials(secrets), nil
}

// credentials puts the open and the sealed parts together.
func (row *integrationRow) credentials(secrets appSecrets) AppCredentials {
	config := maps.Clone(row.config)
	maps.Copy(config, secrets.Config)
	custom := secrets.Custom
	if custom == nil {
		custom = map[string]string{}
	}
	return AppCredentials{Type: row.AuthMode, ClientID: row.ClientID, ClientSecret: vault.Secret(secrets.ClientSecret), Scopes: row.Scopes,
		WebhookSecret: vault.Secret(secrets.WebhookSecret), AppID: row.appID, AppLink: row.appLink,
		PrivateKey: vault.Secret(secrets.PrivateKey), IntegrationConfig: config, Custom: custom}
}

// CreateIntegration stores a new integration. Faults: invalid_body with issues (http-api §2.2), and the vault's.
func (s *Service) CreateIntegration(ctx context.Context, env int64, in IntegrationInput) (Integration, error) {
	p, err := s.checkIntegration(ctx, env, in)
	if err != nil {
		return Integration{}, err
	}
	row := &integrationRow{Integration: Integration{EnvironmentID: env, UniqueKey: in.UniqueKey, Provider: p.Key, DisplayName: p.DisplayName,
		AuthMode: p.AuthMode, ForwardWebhooks: true, Scopes: strings.Join(p.DefaultScopes, ",")}, config: map[string]string{}}
	if in.DisplayName != nil {
		row.DisplayName = *in.DisplayName
	}
	if in.ForwardWebhooks != nil {
		row.ForwardWebhooks = *in.ForwardWebhooks
	}
	var secrets appSecrets
	if err := row.apply(in.Credentials, &secrets); err != nil {
		return Integration{}, err
	}
	if err := row.applyConfig(p, in.IntegrationConfig, &secrets, true); err != nil {
		return Integration{}, err
	}
	if err := row.applyCustom(p, in.Custom, &secrets); err != nil {
		return Integration{}, err
	}
	if row.UUID, err = sqlite.NewID(s.rand); err != nil {
		return Integration{}, err
	}
	if err := s.registerNew(ctx, row, p, &secrets); err != nil {
		return Integration{}, err
	}
	if err := s.storeIntegration(ctx, row, secrets, true); err != nil {
		return Integration{}, err
	}
	s.note(ctx, row.Integration, "create", "Created the integration "+row.UniqueKey)
	return row.Integration, nil
}

// checkIntegration checks a new integration's values in the order of the public API.
func (s *Service) checkIntegration(ctx context.Context, env int64, in IntegrationInput) (*catalog.Provider, error) {
	var c checks
	c.pattern(in.UniqueKey, uniqueKeyPattern, "unique_key")
	if in.DisplayName != nil {
		c.length(*in.DisplayName, 1, maxName, "display_name")
	}
	if err := c.err(); err != nil {
		return nil, err
	}
	p, ok := s.catalog.Get(in.Provider)
	if !ok {
		c.add("invalid_string", "Invalid provider", "provider")
		return nil, c.err()
	}
	if taken, err := s.keyTaken(ctx, env, in.UniqueKey); err != nil {
		return nil, err
	} else if taken {
		c.add("invalid_string", "Unique key already exists", "uniqueKey")
		return nil, c.err()
	}
	switch p.AuthMode {
	case catalog.OAuth1, catalog.OAuth2, catalog.App, catalog.Custom:
		if in.Credentials == nil {
			return nil, refused("%s needs the credentials of your own app: client id and client secret.", p.DisplayName).
				WithHint("Register an app in the provider's developer settings.")
		}
	}
	return p, nil
}

func (s *Service) keyTaken(ctx context.Context, env int64, key string) (bool, error) {
	var n int
	err := s.db.Reader().QueryRowContext(ctx, `SELECT count(*) FROM integrations WHERE environment_id = ? AND unique_key = ?`, env, key).Scan(&n)
	return n > 0, s.db.Fault(err)
}

// UpdateIntegration changes an integration. A key that connections use cannot change. Faults: invalid_body,
// unknown_provider_config, conflict, and the vault's.
func (s *Service) UpdateIntegration(ctx context.Context, env int64, key string, up IntegrationUpdate) (Integration, error) {
	row, err := s.integrationRow(ctx, s.db.Reader(), env, key)
	if err != nil {
		return Integration{}, err
	}
	p, ok := s.catalog.Get(row.Provider)
	if !ok {
		return Integration{}, unknownProvider(row.Provider)
	}
	if err := s.rename(ctx, row, up); err != nil {
		return Integration{}, err
	}
	if up.ForwardWebhooks != nil {
		row.ForwardWebhooks = *up.ForwardWebhooks
	}
	secrets, err := s.unsealApp(ctx, row.UUID, row.sealed)
	if up.entersSecrets() && fault.HasCode(err, "secret_gone") { // the vault's advice is to enter them again
		secrets, err = appSecrets{}, nil
	}
	if err != nil {
		return Integration{}, err
	}
	before := secrets
	if err := row.apply(up.Credentials, &secrets); err != nil {
		return Integration{}, err
	}
	if after := secrets.WebhookSecret; after != before.WebhookSecret {
		secrets.WebhookSecret = before.WebhookSecret
		secrets.replaceWebhook(after, s.now())
	}
	if err := row.applyConfig(p, up.IntegrationConfig, &secrets, false); err != nil {
		return Integration{}, err
	}
	if err := row.applyCustom(p, up.Custom, &secrets); err != nil {
		return Integration{}, err
	}
	if err := s.storeIntegration(ctx, row, secrets, false); err != nil {
		return Integration{}, err
	}
	s.note(ctx, row.Integration, "update", "Changed the integration "+row.UniqueKey)
	return row.Integration, nil
}

// entersSecrets reports whether the update may bring secrets of the integration.
func (up IntegrationUpdate) entersSecrets() bool {
	return up.Credentials != nil || len(up.IntegrationConfig) > 0 || len(up.Custom) > 0
}

// rename checks and applies the names of an update.
func (s *Service) rename(ctx context.Context, row *integrationRow, up IntegrationUpdate) error {
	var c checks
	if up.UniqueKey != nil {
		c.pattern(*up.UniqueKey, uniqueKeyPattern, "unique_key")
	}
	if up.DisplayName != nil {
		c.length(*up.DisplayName, 1, maxName, "display_name")
		row.DisplayName = *up.DisplayName
	}
	if err := c.err(); err != nil || up.UniqueKey == nil || *up.UniqueKey == row.UniqueKey {
		return err
	}
	if taken, err := s.keyTaken(ctx, row.EnvironmentID, *up.UniqueKey); err != nil {
		return err
	} else if taken {
		c.add("invalid_string", "Unique key already exists", "uniqueKey")
		return c.err()
	}
	var n int
	if err := s.db.Reader().QueryRowContext(ctx, `SELECT count(*) FROM connections WHERE integration_uuid = ?`, row.UUID).Scan(&n); err != nil {
		return s.db.Fault(err)
	}
	if n > 0 {
		return refused("The key of an integration with connections cannot change: scripts use it to find them.").
			WithHint("Delete the connections first, or make a second integration.")
	}
	row.UniqueKey = *up.UniqueKey
	return nil
}

// storeIntegration seals the secrets and writes the row; a key made for a row that never came is taken back.
func (s *Service) storeIntegration(ctx context.Context, row *integrationRow, secrets appSecrets, create bool) error {
	owner, write := integrationOwner(row.UUID), updateIntegration
	if create {
		write = insertIntegration
	}
	if row.sealed == nil && !secrets.empty() {
		if err := s.expectKey(ctx, owner); err != nil {
			return err
		}
	}
	sealed, err := s.sealApp(ctx, row.UUID, secrets)
	if err == nil {
		row.sealed, row.secretNames = sealed, append([]string{}, secrets.names()...)
		row.describe()
		err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
			if p, ok := s.catalog.Get(row.Provider); ok && sealed != nil {
				if err := s.admit(ctx, tx, p); err != nil {
					return err
				}
			}
			if err := write(ctx, tx, row); err != nil {
				return err
			}
			return keepKey(ctx, tx, owner)
		})
	}
	if err != nil {
		if create { // after a lost update the key may serve the winner; the next start settles it
			s.dropKey(ctx, owner)
		}
		return err
	}
	s.cache.dropIntegration(row.UUID)
	s.bus.Publish(event.Hint{Topic: event.Integrations, ID: row.UniqueKey})
	return nil
}

// DeleteIntegration removes an integration with all its connections and their keys. Each connection is parted from as if it
// were deleted alone. Faults: unknown_provider_config.
func (s *Service) DeleteIntegration(ctx context.Context, env int64, key string) error {
	row, err := s.integrationRow(ctx, s.db.Reader(), env, key)
	if err != nil {
		return err
	}
	going, err := s.connectionsOf(ctx, row.UUID)
	if err != nil {
		return err
	}
	s.part(ctx, going...)
	var owners []vault.Owner
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		owners, err = connectionOwners(ctx, tx, row.UUID)
		if err != nil {
			return err
		}
		owners = append(owners, integrationOwner(row.UUID))
		for _, owner := range owners {
			if err := trashKey(ctx, tx, owner); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM connections WHERE integration_uuid = ?`, row.UUID); err != nil {
			return err
		}
		if err := s.noteDeleted(ctx, tx, going...); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM integrations WHERE uuid = ?`, row.UUID)
		return err
	})
	if err != nil {
		return err
	}
	s.cache.dropIntegration(row.UUID)
	for _, l := range s.attempts.ofIntegration(row.UUID) {
		s.endLogin(l, Cancelled, "", fault.New(fault.Invalid, "cancelled", "The integration was deleted during the login."))
	}
	for _, owner := range owners {
		s.dropKey(ctx, owner)
	}
	s.note(ctx, row.Integration, "delete", "Deleted the integration "+row.UniqueKey)
	s.bus.Publish(event.Hint{Topic: event.Integrations, ID: key})
	s.bus.Publish(event.Hint{Topic: event.Connections})
	return nil
}

func connectionOwners(ctx context.Context, tx *sqlite.Tx, integrationUUID string) ([]vault.Owner, error) {
	rows, err := tx.QueryContext(ctx, `SELECT uuid FROM connections WHERE integration_uuid = ?`, integrationUUID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var owners []vault.Owner
	for rows.Next() {
		var uuid string
		if err := rows.Scan(&uuid); err != nil {
			return nil, err
		}
		owners = append(owners, connectionOwner(uuid))
	}
	return slices.Clip(owners), rows.Err()
}

// note logs one finished change of an integration.
func (s *Service) note(_ context.Context, in Integration, action, title string) {
	s.logs.Begin(logs.Operation{EnvironmentID: in.EnvironmentID, Kind: "admin", Action: action, Source: logs.SourceSystem, Title: title,
		Provider: in.Provider, Integration: in.UniqueKey}).Finish(nil, nil)
}
