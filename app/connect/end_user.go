package connect

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"patchbay/app/sqlite"
)

// An end user is one for all connections of an environment that name its id (http-api §6.1). Each connection holds a copy,
// so that lists need no join; whoever writes one copy therefore writes them all.

// shareEndUser gives an end user to all connections of its id, in the caller's transaction, and returns it whole: who
// names no organization leaves the known one.
func (s *Service) shareEndUser(ctx context.Context, tx *sqlite.Tx, env int64, user *EndUser) (*EndUser, error) {
	whole := *user
	if whole.Organization == nil {
		var known string
		err := tx.QueryRowContext(ctx, `SELECT json_extract(end_user, '$.organization') FROM connections
			WHERE environment_id = ? AND json_extract(end_user, '$.id') = ? AND json_extract(end_user, '$.organization') IS NOT NULL LIMIT 1`, env, user.ID).Scan(&known)
		if err == nil {
			err = json.Unmarshal([]byte(known), &whole.Organization)
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, s.db.Fault(err)
		}
	}
	text, err := json.Marshal(whole)
	if err != nil {
		return nil, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE connections SET end_user = ? WHERE environment_id = ? AND json_extract(end_user, '$.id') = ?`, string(text), env, user.ID)
	return &whole, s.db.Fault(err)
}

// endUserChanged tells that the connections of an end user changed, once that is committed.
func (s *Service) endUserChanged(ctx context.Context, env int64, user *EndUser) {
	if user == nil {
		return
	}
	theirs, err := s.Connections(ctx, env, ConnectionFilter{EndUserID: user.ID})
	if err != nil {
		s.log.WarnContext(ctx, "the connections of an end user could not be read; pages may show them as they were", "error", err)
		return
	}
	for _, c := range theirs {
		s.changed(c)
	}
}
