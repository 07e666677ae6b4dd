package connect

import (
	"context"
	"strings"
)

// Matching lists the connections of an integration that an identifier of a webhook means, the oldest first (http-api
// §11.2). The property is "connectionId", "metadata.<key>", whose value equals the identifier or is a list that holds it,
// or a key of the connection's config. An empty identifier means none.
func (s *Service) Matching(ctx context.Context, env int64, key, property, identifier string) ([]Connection, error) {
	if identifier == "" || identifier == hidden {
		return nil, nil
	}
	const text = `type IN ('text', 'integer') AND CAST(%value AS TEXT) = ?`
	switch name, metadata := strings.CutPrefix(property, "metadata."); {
	case property == "connectionId":
		return s.selectConnections(ctx, env, key, `c.connection_id = ?`, identifier)
	case metadata:
		return s.selectConnections(ctx, env, key, `EXISTS (SELECT 1 FROM json_each(c.metadata) m WHERE m.key = ? AND (m.`+strings.ReplaceAll(text, "%value", "m.value")+
			` OR m.type = 'array' AND EXISTS (SELECT 1 FROM json_each(m.value) v WHERE v.`+strings.ReplaceAll(text, "%value", "v.value")+`)))`, name, identifier, identifier)
	}
	return s.selectConnections(ctx, env, key, `EXISTS (SELECT 1 FROM json_each(c.config) j WHERE j.key = ? AND j.`+strings.ReplaceAll(text, "%value", "j.value")+`)`, property, identifier)
}

// AllOf lists all connections of an integration, the oldest first.
func (s *Service) AllOf(ctx context.Context, env int64, key string) ([]Connection, error) {
	return s.selectConnections(ctx, env, key, `true`)
}

func (s *Service) selectConnections(ctx context.Context, env int64, key, condition string, args ...any) ([]Connection, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+connectionColumns+fromConnections+`WHERE i.environment_id = ? AND i.unique_key = ? AND `+condition+` ORDER BY c.id`,
		append([]any{env, key}, args...)...)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var list []Connection
	for rows.Next() {
		row, err := scanConnection(rows)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		list = append(list, row.Connection)
	}
	return list, s.db.Fault(rows.Err())
}
