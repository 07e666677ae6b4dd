package connect

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/sqlite"
)

// connectionRow is a connection as stored.
type connectionRow struct {
	Connection
	version         int64
	issuedAt        *time.Time // when the provider gave us the present token; nil for imported ones
	renewingSince   *time.Time // a renewal began and its end was never written
	integrationUUID string
	sealed          []byte
}

const connectionColumns = `c.id, c.uuid, c.environment_id, c.integration_uuid, c.connection_id, c.auth_mode, c.version, c.config, c.metadata,
	c.tags, c.end_user, c.webhook_url_override, c.auth_error, c.expires_at, c.issued_at, c.renewing_since, c.refreshable, c.last_fetched_at,
	c.last_refresh_success, c.last_refresh_failure, c.refresh_attempts, c.refresh_exhausted, c.created_at, c.updated_at,
	i.unique_key, i.provider, c.sealed`

const fromConnections = ` FROM connections c JOIN integrations i ON i.uuid = c.integration_uuid `

func scanConnection(from scanner) (*connectionRow, error) {
	var row connectionRow
	var config, tags string
	var metadata, endUser, authError sql.NullString
	var mode string
	var expires, issued, renewing, fetched, success, failure sql.NullInt64
	var created, updated int64
	err := from.Scan(&row.ID, &row.UUID, &row.EnvironmentID, &row.integrationUUID, &row.ConnectionID, &mode, &row.version, &config, &metadata,
		&tags, &endUser, &row.WebhookURLOverride, &authError, &expires, &issued, &renewing, &row.Refreshable, &fetched,
		&success, &failure, &row.Refresh.Attempts, &row.Refresh.Exhausted, &created, &updated,
		&row.IntegrationKey, &row.Provider, &row.sealed)
	if err != nil {
		return nil, err
	}
	err = errors.Join(json.Unmarshal([]byte(config), &row.Config), json.Unmarshal([]byte(tags), &row.Tags),
		unmarshalNull(endUser, &row.EndUser), unmarshalNull(authError, &row.AuthError))
	if err != nil {
		return nil, brokenRow("connection", err)
	}
	row.AuthMode = catalog.AuthMode(mode)
	row.Metadata = json.RawMessage("null")
	if metadata.Valid {
		row.Metadata = json.RawMessage(metadata.String)
	}
	row.ExpiresAt, row.issuedAt, row.renewingSince = timeOrNil(expires), timeOrNil(issued), timeOrNil(renewing)
	row.LastFetchedAt = timeOrNil(fetched)
	row.Refresh.LastSuccess, row.Refresh.LastFailure = timeOrNil(success), timeOrNil(failure)
	row.CreatedAt, row.UpdatedAt = sqlite.Time(created), sqlite.Time(updated)
	return &row, nil
}

func unmarshalNull(text sql.NullString, into any) error {
	if !text.Valid {
		return nil
	}
	return json.Unmarshal([]byte(text.String), into)
}

func timeOrNil(us sql.NullInt64) *time.Time {
	if !us.Valid {
		return nil
	}
	t := sqlite.Time(us.Int64)
	return &t
}

// connectionRow finds a connection. Faults: unknown_provider_config, unknown_connection.
func (s *Service) connectionRow(ctx context.Context, q querier, env int64, key, connectionID string) (*connectionRow, error) {
	row, err := scanConnection(q.QueryRowContext(ctx, `SELECT `+connectionColumns+fromConnections+
		`WHERE i.environment_id = ? AND i.unique_key = ? AND c.connection_id = ?`, env, key, connectionID))
	if errors.Is(err, sql.ErrNoRows) {
		if _, err := s.integrationRow(ctx, q, env, key); err != nil {
			return nil, err
		}
		return nil, unknownConnection(key, connectionID)
	}
	if err != nil {
		return nil, s.db.Fault(err)
	}
	return row, nil
}

// connectionByUUID finds a connection that may be gone: then nil without an error.
func (s *Service) connectionByUUID(ctx context.Context, q querier, uuid string) (*connectionRow, error) {
	row, err := scanConnection(q.QueryRowContext(ctx, `SELECT `+connectionColumns+fromConnections+`WHERE c.uuid = ?`, uuid))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, s.db.Fault(err)
	}
	return row, nil
}

// connectionsOf reads all connections of an integration.
func (s *Service) connectionsOf(ctx context.Context, integrationUUID string) ([]Connection, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+connectionColumns+fromConnections+`WHERE c.integration_uuid = ? ORDER BY c.id`, integrationUUID)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var all []Connection
	for rows.Next() {
		row, err := scanConnection(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, row.Connection)
	}
	return all, s.db.Fault(rows.Err())
}

// jsonOrNil encodes a value, NULL for a nil pointer.
func jsonOrNil[T any](value *T) (any, error) {
	if value == nil {
		return nil, nil
	}
	text, err := json.Marshal(value)
	return string(text), err
}
