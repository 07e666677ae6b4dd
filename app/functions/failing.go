package functions

import "context"

// FailingSyncs says which connections have a sync whose last finished run failed: the log operation of the newest such
// run by connections.id. connection narrows it to one; 0 asks about the whole environment.
func (s *Service) FailingSyncs(ctx context.Context, env, connection int64) (map[int64]string, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT i.connection_id, r.operation_id FROM sync_instances i
		JOIN runs r ON r.seq = (SELECT max(seq) FROM runs WHERE instance = i.uuid AND instance <> '' AND kind = 'sync' AND dry = 0
			AND state IN ('succeeded', 'failed', 'timed_out'))
		WHERE i.environment_id = ? AND (? = 0 OR i.connection_id = ?) AND r.state <> 'succeeded' ORDER BY r.seq`, env, connection, connection)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	failing := map[int64]string{}
	for rows.Next() {
		var id int64
		var operation string
		if err := rows.Scan(&id, &operation); err != nil {
			return nil, s.db.Fault(err)
		}
		failing[id] = operation
	}
	return failing, s.db.Fault(rows.Err())
}
