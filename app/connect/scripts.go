package connect

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"time"

	"golang.org/x/sync/errgroup"

	"patchbay/app/auth"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

// How long a provider's script may take; a person waits for both.
const (
	connectedLimit = 30 * time.Second
	deletingLimit  = 10 * time.Second
)

// connected lets the provider's script complete a connection that was stored just now, and returns it with what was
// learned. A script that fails is recorded and takes nothing away: the login itself has worked.
func (s *Service) connected(ctx context.Context, c Connection) Connection {
	p, known := s.catalog.Get(c.Provider)
	if s.scripts == nil || !known || p.PostConnectionScript == "" {
		return c
	}
	ctx, cancel := context.WithTimeout(ctx, connectedLimit)
	defer cancel()
	row, live, err := s.liveOf(ctx, c)
	if err != nil {
		s.log.Error("a new connection cannot be completed", slog.String("connection", c.ConnectionID), slog.Any("error", err))
		return c
	}
	record := s.record(live, logs.SourceIn(ctx, logs.SourceSystem), "post_connection", "Completed the connection "+c.ConnectionID)
	facts, err := s.scripts.Connected(ctx, live, record.id())
	if err != nil {
		record.Log("warn", "The connection works, but what its provider was to tell about the account is missing. Reconnect the account to try again.")
	}
	err = errors.Join(err, s.learn(ctx, row, facts))
	record.finish(err)
	if row, read := s.connectionByUUID(ctx, s.db.Reader(), c.UUID); read == nil && row != nil {
		return row.Connection
	}
	return c
}

// partingAtOnce is how many connections of a deleted integration say goodbye at the same time.
const partingAtOnce = 4

// part tells everybody that connections go, before they do; nothing stops it.
func (s *Service) part(ctx context.Context, going ...Connection) {
	var all errgroup.Group
	all.SetLimit(partingAtOnce)
	for _, c := range going {
		all.Go(func() error {
			s.sayGoodbye(ctx, c)
			if s.lifecycle != nil {
				s.lifecycle.Deleting(ctx, c)
			}
			return nil
		})
	}
	_ = all.Wait() // there are no errors
}

// sayGoodbye tells the provider: by its script, or by taking the tokens back at the server that the connection's login
// found. What fails is recorded.
func (s *Service) sayGoodbye(ctx context.Context, c Connection) {
	p, known := s.catalog.Get(c.Provider)
	scripted := s.scripts != nil && known && p.PreConnectionDeletionScript != ""
	if !known || !scripted && !auth.Revocable(p, c.Config) {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), deletingLimit)
	defer cancel()
	_, live, err := s.liveOf(ctx, c)
	if err != nil {
		s.log.Error("a connection goes without telling its provider", slog.String("connection", c.ConnectionID), slog.Any("error", err))
		return
	}
	record := s.record(live, logs.SourceSystem, "pre_deletion", "Told the provider that "+c.ConnectionID+" goes")
	if scripted {
		err = s.scripts.Deleting(ctx, live, record.id())
	} else {
		err = s.revoke(ctx, live, record)
	}
	if err != nil {
		record.Log("warn", "The connection is removed here all the same. Its access may still stand in the settings of the account at the provider.")
	}
	record.finish(err)
}

// revoke takes the connection's tokens back at its login server.
func (s *Service) revoke(ctx context.Context, live *Live, record *recorder) error {
	tokens, ok := live.Credentials.(auth.OAuth2)
	if !ok {
		return nil
	}
	r := tokenRequest(live.Provider, live.App, live.Connection.Config)
	r.Watch = record.hop
	return s.auth.Revoke(ctx, r, tokens)
}

// liveOf reads a connection as it is stored, without renewing anything.
func (s *Service) liveOf(ctx context.Context, c Connection) (*connectionRow, *Live, error) {
	row, err := s.connectionByUUID(ctx, s.db.Reader(), c.UUID)
	if err != nil {
		return nil, nil, err
	}
	if row == nil {
		return nil, nil, fault.New(fault.NotFound, codeUnknownConn, "The connection was deleted meanwhile.")
	}
	live, err := s.load(ctx, row)
	return row, live, err
}

// learn writes facts into a connection's config, over whatever was stored meanwhile.
func (s *Service) learn(ctx context.Context, row *connectionRow, facts map[string]any) error {
	if len(facts) == 0 {
		return nil
	}
	for range 4 {
		now, err := s.connectionByUUID(ctx, s.db.Reader(), row.UUID)
		if err != nil || now == nil { // nil: deleted meanwhile, there is nothing to know any more
			return err
		}
		err = s.tryLearn(ctx, now, facts)
		if !errors.Is(err, errRaced) {
			return err
		}
	}
	return fault.New(fault.Conflict, "conflict", "The connection was changed by somebody else at the same moment.").WithHint("Reconnect the account.")
}

func (s *Service) tryLearn(ctx context.Context, row *connectionRow, facts map[string]any) error {
	credentials, config, err := s.unsealConnection(ctx, row)
	if err != nil {
		return err
	}
	config = maps.Clone(config)
	overlayFacts(config, facts)
	sealed, open, err := s.sealLearned(ctx, row, credentials, config)
	if err != nil {
		return err
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE connections SET sealed = ?, config = ?, version = version + 1, updated_at = ? WHERE uuid = ? AND version = ?`,
			sealed, open, sqlite.Micros(tx.Now), row.UUID, row.version)
		if err != nil {
			return err
		}
		if count, err := result.RowsAffected(); err != nil || count == 1 {
			return err
		}
		return errRaced
	})
	if err == nil {
		s.changed(row.Connection)
	}
	return err
}

// sealLearned seals what a connection is to hold now.
func (s *Service) sealLearned(ctx context.Context, row *connectionRow, credentials auth.Credentials, config map[string]any) ([]byte, string, error) {
	p, _ := s.catalog.Get(row.Provider)
	return s.sealConnection(ctx, row.UUID, p, credentials, config)
}
