package connect

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

const (
	// idleAfter is from when a connection counts as unused (providers-and-auth §6.1).
	idleAfter = 24 * time.Hour
	// tryAgainAfter is the pause behind a failure; the failing days are counted all the same.
	tryAgainAfter = time.Hour
	// keepBatch and keepAtOnce bound how much is read and asked at a time.
	keepBatch  = 100
	keepAtOnce = 4
	// farEnd is beyond the longest time before its end at which any token is renewed.
	farEnd = 8 * 24 * time.Hour
)

// alive remembers which idle connections were looked at, so that each is read once a day and not with every pass.
type alive struct {
	mu   sync.Mutex
	next map[string]time.Time // by uuid
}

func (a *alive) init() { a.next = map[string]time.Time{} }

func (a *alive) due(uuid string, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return !now.Before(a.next[uuid])
}

func (a *alive) again(uuid string, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.next[uuid] = at
}

// forget drops what is in the past, so that deleted connections do not add up.
func (a *alive) forget(now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for uuid, at := range a.next {
		if !now.Before(at) {
			delete(a.next, uuid)
		}
	}
}

// KeepAlive renews what is due among the connections that nobody used for a day, so that unused refresh tokens do not
// run out, and tests stored keys where the user switched that on. It stops early when there is no network: being offline
// says nothing about a connection.
func (s *Service) KeepAlive(ctx context.Context) error {
	chosen := s.settings.Preferences()
	if !chosen.KeepAlive && !chosen.TestKeys {
		return nil
	}
	s.alive.forget(s.now())
	p := &pass{renew: chosen.KeepAlive, test: chosen.TestKeys, silent: map[cacheKey]bool{}}
	for after := int64(0); ; {
		rows, err := s.idle(ctx, after)
		if err != nil || len(rows) == 0 {
			return err
		}
		after = rows[len(rows)-1].ID
		if err := s.keepBatch(ctx, rows, p); err != nil {
			return err
		}
	}
}

// keepInBackground is KeepAlive for the keeper: failures of single connections are on the connections already.
func (s *Service) keepInBackground(ctx context.Context) {
	err := s.KeepAlive(ctx)
	switch {
	case err == nil || ctx.Err() != nil:
	case errors.Is(err, errOffline):
		s.log.Debug("no network: unused connections are looked at later")
	default:
		s.log.Warn("unused connections could not be looked at", slog.Any("error", err))
	}
}

// errOffline ends a pass.
var errOffline = errors.New("there is no network")

// pass is one round of KeepAlive. An integration whose provider does not answer is left for the next one: otherwise a
// hundred accounts of a slow provider would hold up everybody else's.
type pass struct {
	renew, test bool

	mu     sync.Mutex
	silent map[cacheKey]bool // integrations
}

func integrationOf(row *connectionRow) cacheKey {
	return cacheKey{row.EnvironmentID, row.IntegrationKey, ""}
}

func (p *pass) skips(row *connectionRow) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.silent[integrationOf(row)]
}

func (p *pass) skip(row *connectionRow) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.silent[integrationOf(row)] = true
}

func (s *Service) keepBatch(ctx context.Context, rows []*connectionRow, p *pass) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(keepAtOnce)
	for _, row := range rows {
		tested := !row.Refreshable
		if !s.alive.due(row.UUID, s.now()) || tested && !p.test || !tested && !p.renew {
			continue
		}
		group.Go(func() error {
			if ctx.Err() != nil { // an earlier one has said why the batch ends
				return ctx.Err()
			}
			if p.skips(row) {
				return nil
			}
			return s.keepOne(ctx, row, tested, p)
		})
	}
	return group.Wait()
}

// keepOne looks at one connection and says when to do so again.
func (s *Service) keepOne(ctx context.Context, row *connectionRow, tested bool, p *pass) error {
	var err error
	if tested {
		err = s.testKey(ctx, row)
	} else {
		_, err = s.freshSlow(ctx, cacheKey{row.EnvironmentID, row.IntegrationKey, row.ConnectionID}, FreshOptions{})
	}
	switch {
	case err == nil:
		s.alive.again(row.UUID, s.now().Add(idleAfter))
	case offline(err):
		return errOffline
	default:
		if unanswered(err) {
			p.skip(row)
		}
		s.alive.again(row.UUID, s.now().Add(tryAgainAfter))
	}
	return nil
}

// unanswered reports whether the provider did not answer, or not to the end.
func unanswered(err error) bool {
	found, ok := errors.AsType[*diagnosis.Finding](err)
	return ok && found.Cause == diagnosis.Network || fault.HasCode(err, "timeout")
}

// offline reports whether this computer, not the provider, has no network.
func offline(err error) bool {
	for _, code := range []string{"dns_unavailable", "unreachable"} {
		if fault.HasCode(err, code) {
			return true
		}
	}
	return false
}

// idle reads the next connections that nobody used or renewed for a day and that may need something.
func (s *Service) idle(ctx context.Context, after int64) ([]*connectionRow, error) {
	now := s.now()
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+connectionColumns+fromConnections+`WHERE c.id > ? AND c.refresh_exhausted = 0
		AND max(coalesce(c.last_fetched_at, 0), coalesce(c.last_refresh_success, 0), c.created_at) <= ?
		AND coalesce(c.last_refresh_failure, 0) <= ?
		AND (c.refreshable = 1 AND (c.expires_at IS NULL OR c.expires_at <= ?) OR c.auth_mode IN ('API_KEY', 'BASIC', 'TBA'))
		ORDER BY c.id LIMIT ?`, after, sqlite.Micros(now.Add(-idleAfter)), sqlite.Micros(now.Add(-tryAgainAfter)), sqlite.Micros(now.Add(farEnd)), keepBatch)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err below tells
	var list []*connectionRow
	for rows.Next() {
		row, err := scanConnection(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, s.db.Fault(rows.Err())
}

// testKey asks the provider whether a stored key still works, and keeps the answer on the connection.
func (s *Service) testKey(ctx context.Context, row *connectionRow) error {
	p, known := s.catalog.Get(row.Provider)
	if !known || s.verifier == nil || !testable(p) {
		return nil
	}
	live, err := s.load(ctx, row)
	if err != nil {
		return err
	}
	record := s.record(live, logs.SourceSystem, "test", "Tested the credentials of "+row.ConnectionID)
	err = s.verifier.Verify(ctx, Verification{EnvironmentID: row.EnvironmentID, OperationID: record.id(), Provider: p, Integration: &live.Integration,
		Config: live.Connection.Config, Credentials: live.Credentials})
	if err != nil {
		err = s.refreshFailed(ctx, row, live, record, err)
	} else {
		err = s.notePassed(ctx, row)
	}
	record.finish(err)
	return err
}

// testable reports whether the catalog knows a way to try credentials.
func testable(p *catalog.Provider) bool {
	return p.CredentialsVerificationScript != "" || p.Proxy != nil && p.Proxy.Verification != nil
}

// notePassed writes that the credentials work.
func (s *Service) notePassed(ctx context.Context, row *connectionRow) error {
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE connections SET auth_error = NULL, last_refresh_success = ?, last_refresh_failure = NULL, refresh_attempts = 0
			WHERE uuid = ? AND version = ?`, sqlite.Micros(tx.Now), row.UUID, row.version)
		return err
	})
	s.changed(row.Connection)
	return err
}

// answered reports whether a provider said no; only that makes a failing day.
func answered(f *fault.Error) bool {
	switch f.Code {
	case auth.CodeRefresh, auth.CodeGrant:
		return true
	case "connection_test_failed":
		found, ok := errors.AsType[*diagnosis.Finding](f)
		return ok && found.Cause != diagnosis.Network && found.Cause != diagnosis.TLS && found.Cause != diagnosis.ProviderDown
	}
	return false
}
