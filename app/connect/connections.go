package connect

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

// defaultLimit is how many connections one page of a list holds when nobody says (http-api §2.4.1).
const defaultLimit = 10_000

// Connection returns one connection; nothing is renewed and no keychain touched.
// Faults: unknown_provider_config, unknown_connection.
func (s *Service) Connection(ctx context.Context, env int64, key, connectionID string) (Connection, error) {
	row, err := s.connectionRow(ctx, s.db.Reader(), env, key, connectionID)
	if err != nil {
		return Connection{}, err
	}
	return row.Connection, nil
}

// Credentials unseals what is stored, without renewing it. Faults: those of Connection, and the vault's.
func (s *Service) Credentials(ctx context.Context, env int64, key, connectionID string) (auth.Credentials, error) {
	row, err := s.connectionRow(ctx, s.db.Reader(), env, key, connectionID)
	if err != nil {
		return nil, err
	}
	credentials, _, err := s.unsealConnection(ctx, row)
	return credentials, err
}

// Connections lists connections, the newest first.
func (s *Service) Connections(ctx context.Context, env int64, f ConnectionFilter) ([]Connection, error) {
	rows, err := s.filtered(ctx, `SELECT `+connectionColumns+fromConnections, env, f)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Connection{}
	for rows.Next() {
		row, err := scanConnection(rows)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		list = append(list, row.Connection)
	}
	return list, s.db.Fault(rows.Err())
}

// CountConnections counts the connections of each integration that has any, by its key.
func (s *Service) CountConnections(ctx context.Context, env int64) (map[string]int, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT i.unique_key, count(*) FROM integrations i JOIN connections c ON c.integration_uuid = i.uuid
		WHERE i.environment_id = ? GROUP BY i.uuid`, env)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var key string
		var n int
		if err := rows.Scan(&key, &n); err != nil {
			return nil, s.db.Fault(err)
		}
		counts[key] = n
	}
	return counts, s.db.Fault(rows.Err())
}

// filtered runs a statement that names the table connections c, for those that the filter selects.
func (s *Service) filtered(ctx context.Context, statement string, env int64, f ConnectionFilter) (*sql.Rows, error) {
	where, args, err := s.where(env, f)
	if err != nil {
		return nil, err
	}
	limit := cmp.Or(f.Limit, defaultLimit) // All is none to SQLite
	rows, err := s.db.Reader().QueryContext(ctx, statement+where+
		` ORDER BY c.created_at DESC, c.id DESC LIMIT ? OFFSET ?`, append(args, limit, max(f.Page, 0)*max(limit, 0))...)
	return rows, s.db.Fault(err)
}

// where turns a filter into a condition.
func (s *Service) where(env int64, f ConnectionFilter) (string, []any, error) {
	conditions, args := []string{"c.environment_id = ?"}, []any{env}
	add := func(condition string, values ...any) {
		conditions, args = append(conditions, condition), append(args, values...)
	}
	if f.ConnectionID != "" {
		add("c.connection_id = ?", f.ConnectionID)
	}
	if f.Search != "" {
		like := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(f.Search) + "%"
		add(`(c.connection_id LIKE ? ESCAPE '\' OR json_extract(c.end_user, '$.display_name') LIKE ? ESCAPE '\' OR json_extract(c.end_user, '$.email') LIKE ? ESCAPE '\')`, like, like, like)
	}
	if f.EndUserID != "" {
		add("json_extract(c.end_user, '$.id') = ?", f.EndUserID)
	}
	if f.EndUserOrgID != "" {
		add("json_extract(c.end_user, '$.organization.id') = ?", f.EndUserOrgID)
	}
	if len(f.IntegrationKeys) > 0 {
		keys, err := json.Marshal(f.IntegrationKeys)
		if err != nil {
			return "", nil, refused("The list of integrations cannot be read.").WithCause(err)
		}
		add("c.integration_uuid IN (SELECT uuid FROM integrations WHERE environment_id = ? AND unique_key IN (SELECT value FROM json_each(?)))", env, string(keys))
	}
	for name, value := range f.Tags {
		add("EXISTS (SELECT 1 FROM json_each(c.tags) t WHERE t.key = ? AND t.value = ?)", strings.ToLower(name), value)
	}
	if f.State != "" {
		condition, ok := stateConditions[f.State]
		if !ok {
			return "", nil, refused("state is one of ok, expired and error.")
		}
		add(strings.ReplaceAll(condition, ":now", fmt.Sprint(sqlite.Micros(s.now()))))
	}
	return "WHERE " + strings.Join(conditions, " AND "), args, nil
}

// stateConditions is Connection.State in SQL.
var stateConditions = map[string]string{
	StateError:   "(c.auth_error IS NOT NULL OR c.refresh_exhausted = 1)",
	StateExpired: "(c.auth_error IS NULL AND c.refresh_exhausted = 0 AND c.refreshable = 0 AND c.expires_at <= :now)",
	StateOK:      "(c.auth_error IS NULL AND c.refresh_exhausted = 0 AND (c.refreshable = 1 OR c.expires_at IS NULL OR c.expires_at > :now))",
}

// Patch changes tags, end user and webhook target. An end user brings its derived tags; tags given here replace all.
// Faults: invalid_body and those of Connection.
func (s *Service) Patch(ctx context.Context, env int64, key, connectionID string, up ConnectionUpdate) error {
	var c checks
	user := c.endUser(up.EndUser, "end_user")
	tags := c.allTags(user, up.Tags)
	c.webhookURL(up.WebhookURLOverride, "webhook_url_override")
	if err := c.err(); err != nil {
		return err
	}
	row, err := s.connectionRow(ctx, s.db.Reader(), env, key, connectionID)
	if err != nil {
		return err
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if tags != nil {
			if err := setJSON(ctx, tx, row.UUID, "tags", tags); err != nil {
				return err
			}
		}
		if user != nil {
			if err := setJSON(ctx, tx, row.UUID, "end_user", user); err != nil {
				return err
			}
		}
		if up.WebhookURLOverride != nil {
			_, err := tx.ExecContext(ctx, `UPDATE connections SET webhook_url_override = ? WHERE uuid = ?`, textOrNil(up.WebhookURLOverride), row.UUID)
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.changed(row.Connection)
	return nil
}

// setJSON writes one JSON column. The column is a constant of this package, never input.
func setJSON(ctx context.Context, tx *sqlite.Tx, uuid, column string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE connections SET `+column+` = ? WHERE uuid = ?`, string(text), uuid)
	return err
}

// textOrNil is NULL for nil and "".
func textOrNil(text *string) any {
	if text == nil || *text == "" {
		return nil
	}
	return *text
}

// SetMetadata replaces the metadata of all named connections, or of none when one is unknown.
// Faults: invalid_body, unknown_provider_config, unknown_connection.
func (s *Service) SetMetadata(ctx context.Context, env int64, key string, ids []string, metadata json.RawMessage) error {
	return s.writeMetadata(ctx, env, key, ids, metadata, func(_, given map[string]json.RawMessage) map[string]json.RawMessage { return given })
}

// MergeMetadata writes the given top-level keys over the metadata of all named connections, or of none when one is unknown.
func (s *Service) MergeMetadata(ctx context.Context, env int64, key string, ids []string, metadata json.RawMessage) error {
	return s.writeMetadata(ctx, env, key, ids, metadata, func(old, given map[string]json.RawMessage) map[string]json.RawMessage {
		if old == nil {
			return given
		}
		maps.Copy(old, given)
		return old
	})
}

func (s *Service) writeMetadata(ctx context.Context, env int64, key string, ids []string, metadata json.RawMessage,
	combine func(old, given map[string]json.RawMessage) map[string]json.RawMessage) error {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(metadata, &given); err != nil || given == nil {
		return invalidInput([]fault.Issue{{Code: "invalid_type", Message: "Invalid input: expected record, received " + jsonKind(metadata), Path: []string{"metadata"}}})
	}
	var changed []Connection
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, id := range ids {
			row, err := s.connectionRow(ctx, tx, env, key, id)
			if err != nil {
				return err
			}
			var old map[string]json.RawMessage
			if err := json.Unmarshal(row.Metadata, &old); err != nil {
				return brokenRow("connection", err)
			}
			if err := setJSON(ctx, tx, row.UUID, "metadata", combine(old, given)); err != nil {
				return err
			}
			changed = append(changed, row.Connection)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.changed(changed...)
	return nil
}

// jsonKind names a JSON value's type the way API clients know it.
func jsonKind(text json.RawMessage) string {
	if len(text) == 0 {
		return "undefined"
	}
	switch text[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 'n':
		return "null"
	case 't', 'f':
		return "boolean"
	default:
		return "number"
	}
}

// DeleteConnection removes a connection and the key that its secrets were sealed with, so that no backup can give them
// back. Faults: unknown_provider_config, unknown_connection.
func (s *Service) DeleteConnection(ctx context.Context, env int64, key, connectionID string) error {
	row, err := s.connectionRow(ctx, s.db.Reader(), env, key, connectionID)
	if err != nil {
		return err
	}
	s.part(ctx, row.Connection)
	gone := func(tx *sqlite.Tx) error { return s.noteDeleted(ctx, tx, row.Connection) }
	if err := s.removeConnection(ctx, row, gone); err != nil {
		return err
	}
	s.logs.Begin(logs.Operation{EnvironmentID: env, Kind: "connection", Action: "delete", Source: logs.SourceSystem, Title: "Deleted the connection " + connectionID,
		Provider: row.Provider, Integration: key, Connection: connectionID}).Finish(nil, nil)
	return nil
}

// removeConnection deletes row and key; note is told in the same transaction. A row that is gone already is fine.
func (s *Service) removeConnection(ctx context.Context, row *connectionRow, note func(*sqlite.Tx) error) error {
	owner := connectionOwner(row.UUID)
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if err := trashKey(ctx, tx, owner); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM connections WHERE uuid = ?`, row.UUID); err != nil {
			return err
		}
		return note(tx)
	})
	if err != nil {
		return err
	}
	s.changed(row.Connection)
	s.dropKey(ctx, owner)
	return nil
}

// changed forgets what is cached of a connection and tells readers to look again.
func (s *Service) changed(all ...Connection) {
	hint := event.Hint{Topic: event.Connections}
	for _, c := range all {
		s.cache.drop(cacheKey{c.EnvironmentID, c.IntegrationKey, c.ConnectionID})
		hint.ID = c.ConnectionID
	}
	if len(all) > 1 {
		hint.ID = "" // any of them
	}
	if len(all) > 0 {
		s.bus.Publish(hint)
	}
}
