package connect

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// querier is what a read needs: the reader pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// integrationRow is an integration as stored.
type integrationRow struct {
	Integration
	appID, appLink string
	config         map[string]string // integration_config without secret values
	secretNames    []string
	sealed         []byte
}

const integrationColumns = `uuid, environment_id, unique_key, provider, display_name, forward_webhooks, client_id, scopes,
	app_id, app_link, config, secret_names, sealed, created_at, updated_at`

type scanner interface{ Scan(...any) error }

func (s *Service) scanIntegration(from scanner) (*integrationRow, error) {
	var row integrationRow
	var config, names string
	var created, updated int64
	err := from.Scan(&row.UUID, &row.EnvironmentID, &row.UniqueKey, &row.Provider, &row.DisplayName, &row.ForwardWebhooks, &row.ClientID,
		&row.Scopes, &row.appID, &row.appLink, &config, &names, &row.sealed, &created, &updated)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(json.Unmarshal([]byte(config), &row.config), json.Unmarshal([]byte(names), &row.secretNames)); err != nil {
		return nil, brokenRow("integration", err)
	}
	row.CreatedAt, row.UpdatedAt = sqlite.Time(created), sqlite.Time(updated)
	if p, ok := s.catalog.Get(row.Provider); ok {
		row.AuthMode = p.AuthMode
	}
	row.describe()
	return &row, nil
}

// describe fills in what follows from the rest: masked values and missing fields.
func (row *integrationRow) describe() {
	row.HasClientSecret = slices.Contains(row.secretNames, nameClientSecret)
	row.AppID, row.AppLink, row.HasPrivateKey = row.appID, row.appLink, slices.Contains(row.secretNames, namePrivateKey)
	row.IntegrationConfig, row.Custom = map[string]string{}, map[string]string{}
	for name, value := range row.config {
		row.IntegrationConfig[name] = value
	}
	for _, name := range row.secretNames {
		if field, ok := strings.CutPrefix(name, "config."); ok {
			row.IntegrationConfig[field] = keepMask
		}
		if field, ok := strings.CutPrefix(name, "custom."); ok {
			row.Custom[field] = keepMask
		}
	}
	row.MissingFields = row.missing()
}

// missing lists what a login needs and nobody entered (providers-and-auth §3.1).
func (row *integrationRow) missing() []string {
	missing := []string{}
	need := func(there bool, name string) {
		if !there {
			missing = append(missing, name)
		}
	}
	switch row.AuthMode {
	case catalog.OAuth1, catalog.OAuth2, catalog.TBA, catalog.App, catalog.Custom:
		need(row.ClientID != "" || row.AuthMode == catalog.App && row.appID != "", "oauth_client_id")
		need(row.HasClientSecret || row.AuthMode == catalog.App && slices.Contains(row.secretNames, namePrivateKey), "oauth_client_secret")
	}
	if row.AuthMode == catalog.App || row.AuthMode == catalog.Custom {
		need(row.appLink != "", "app_link")
	}
	if row.AuthMode == catalog.InstallPlugin {
		need(row.appLink != "", "app_link")
		need(slices.Contains(row.secretNames, "custom."+auth.PluginUsername), auth.PluginUsername)
		need(slices.Contains(row.secretNames, "custom."+auth.PluginPassword), auth.PluginPassword)
	}
	if row.AuthMode == catalog.Custom {
		need(row.appID != "", "app_id")
		need(slices.Contains(row.secretNames, namePrivateKey), "private_key")
	}
	return missing
}

// integrationRow finds an integration. Faults: unknown_provider_config.
func (s *Service) integrationRow(ctx context.Context, q querier, env int64, key string) (*integrationRow, error) {
	row, err := s.scanIntegration(q.QueryRowContext(ctx, `SELECT `+integrationColumns+` FROM integrations WHERE environment_id = ? AND unique_key = ?`, env, key))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, unknownIntegration(key)
	}
	if err != nil {
		return nil, s.db.Fault(err)
	}
	return row, nil
}

func (s *Service) integrationByUUID(ctx context.Context, q querier, uuid string) (*integrationRow, error) {
	row, err := s.scanIntegration(q.QueryRowContext(ctx, `SELECT `+integrationColumns+` FROM integrations WHERE uuid = ?`, uuid))
	if err != nil {
		return nil, s.db.Fault(err)
	}
	return row, nil
}

func insertIntegration(ctx context.Context, tx *sqlite.Tx, row *integrationRow) error {
	config, names, err := row.columns()
	if err != nil {
		return err
	}
	row.CreatedAt, row.UpdatedAt = tx.Now, tx.Now
	_, err = tx.ExecContext(ctx, `INSERT INTO integrations (`+integrationColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row.UUID, row.EnvironmentID, row.UniqueKey, row.Provider, row.DisplayName, row.ForwardWebhooks, row.ClientID, row.Scopes,
		row.appID, row.appLink, config, names, row.sealed, sqlite.Micros(tx.Now), sqlite.Micros(tx.Now))
	return err
}

// updateIntegration writes the row unless somebody else did since it was read.
func updateIntegration(ctx context.Context, tx *sqlite.Tx, row *integrationRow) error {
	config, names, err := row.columns()
	if err != nil {
		return err
	}
	before := sqlite.Micros(row.UpdatedAt)
	after := max(sqlite.Micros(tx.Now), before+1)
	result, err := tx.ExecContext(ctx, `UPDATE integrations SET unique_key = ?, display_name = ?, forward_webhooks = ?, client_id = ?, scopes = ?,
		app_id = ?, app_link = ?, config = ?, secret_names = ?, sealed = ?, updated_at = ? WHERE uuid = ? AND updated_at = ?`,
		row.UniqueKey, row.DisplayName, row.ForwardWebhooks, row.ClientID, row.Scopes, row.appID, row.appLink, config, names, row.sealed,
		after, row.UUID, before)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fault.New(fault.Conflict, "conflict", "The integration was changed by somebody else at the same moment.").WithHint("Look at it again and repeat the change."))
	}
	row.UpdatedAt = sqlite.Time(after)
	return nil
}

func (row *integrationRow) columns() (config, names string, err error) {
	c, err := json.Marshal(row.config)
	if err != nil {
		return "", "", err
	}
	slices.Sort(row.secretNames)
	n, err := json.Marshal(row.secretNames)
	return string(c), string(n), err
}
