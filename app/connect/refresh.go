package connect

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"reflect"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"patchbay/app/auth"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

const (
	// refreshTimeout bounds a renewal, the keychain's dialogs included.
	refreshTimeout = 90 * time.Second
	// exhaustedAfter is the number of failing days after which nobody tries any more.
	exhaustedAfter = 4
)

// refresher sees to it that each connection has one renewal at a time.
type refresher struct {
	group   singleflight.Group // by connection uuid
	mu      sync.Mutex
	stopped bool
	lost    map[string]*renewed // tokens that the provider gave and the disk refused, by connection uuid
}

func (r *refresher) init() { r.lost = map[string]*renewed{} }

// renewed are new credentials that are not stored yet.
type renewed struct {
	credentials auth.Credentials
	replaces    auth.Credentials // those that they were asked for with
	facts       map[string]any   // for the config, from the provider's answer
	config      map[string]any   // with the facts in it
	version     int64            // of the row that they follow
}

// follow puts the credentials after the row that now holds config.
func (n *renewed) follow(row *connectionRow, config map[string]any) {
	n.config, n.version = maps.Clone(config), row.version
	if n.config == nil {
		n.config = map[string]any{}
	}
	overlayFacts(n.config, n.facts)
}

func (r *refresher) unsaved(uuid string) bool { return r.pending(uuid) != nil }

func (r *refresher) pending(uuid string) *renewed {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lost[uuid]
}

func (r *refresher) keep(uuid string, n *renewed) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n == nil {
		delete(r.lost, uuid)
	} else {
		r.lost[uuid] = n
	}
}

// outcome is what a flight brings to everyone who waits for it.
type outcome struct {
	entry *entry
	asked bool // the provider was asked
}

// renew joins the connection's renewal or starts it. A caller that leaves does not stop it.
func (s *Service) renew(ctx context.Context, uuid string, o FreshOptions) (*entry, error) {
	for {
		results := s.refresh.group.DoChan(uuid, func() (any, error) {
			if !s.enter() {
				return nil, fault.New(fault.Unavailable, "shutting_down", "Patchbay is closing.")
			}
			defer s.running.Done()
			detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), refreshTimeout)
			defer cancel()
			return s.renewOnce(detached, uuid, o)
		})
		select {
		case <-ctx.Done():
			return nil, fault.New(fault.Unavailable, "cancelled", "The caller went away while the credentials were being renewed.").WithCause(ctx.Err())
		case r := <-results:
			if r.Err != nil {
				return nil, r.Err
			}
			got := r.Val.(outcome)
			if o.Force && !got.asked { // joined somebody who found nothing to do
				continue
			}
			return got.entry, nil
		}
	}
}

// enter counts a piece of work that Stop waits for; false when the service has stopped.
func (s *Service) enter() bool {
	s.refresh.mu.Lock()
	defer s.refresh.mu.Unlock()
	if s.refresh.stopped {
		return false
	}
	s.running.Add(1)
	return true
}

// renewOnce is the one renewal of a connection at this time: read again, ask, store, and only then hand out.
func (s *Service) renewOnce(ctx context.Context, uuid string, o FreshOptions) (outcome, error) {
	for range 4 {
		got, err := s.tryRenew(ctx, uuid, o)
		if !errors.Is(err, errRaced) {
			return got, err
		}
		o.Force = false // somebody stored other credentials meanwhile: use those
	}
	return outcome{}, fault.New(fault.Conflict, "conflict", "The connection was changed by somebody else at the same moment.").WithHint("Try again.")
}

func (s *Service) tryRenew(ctx context.Context, uuid string, o FreshOptions) (outcome, error) {
	generation := s.cache.begin()
	row, err := s.connectionByUUID(ctx, s.db.Reader(), uuid)
	if err != nil {
		return outcome{}, err
	}
	if row == nil {
		return outcome{}, fault.New(fault.NotFound, codeUnknownConn, "The connection was deleted meanwhile.")
	}
	if lost := s.refresh.pending(uuid); lost != nil {
		// The disk or the keychain refused it. Until it is stored nobody gets it and no other renewal starts.
		return s.save(ctx, row, lost)
	}
	e, wants, err := s.settled(ctx, row, o, generation)
	if err != nil {
		return outcome{}, err
	}
	if !wants {
		return outcome{entry: e}, nil
	}
	return s.ask(ctx, row, e.live)
}

// ask gets new credentials from the provider and stores them.
func (s *Service) ask(ctx context.Context, row *connectionRow, live *Live) (outcome, error) {
	record := s.record(live, logs.SourceSystem, "refresh", "Renewed the credentials of "+row.ConnectionID)
	if err := s.markRenewing(ctx, row); err != nil {
		record.finish(err)
		return outcome{}, err
	}
	_ = s.step("refresh.marked")
	fresh, err := s.fetch(ctx, live, record)
	_ = s.step("refresh.answered")
	if err != nil {
		err = s.refreshFailed(ctx, row, live, record, err)
		record.finish(err)
		return outcome{}, err
	}
	n := &renewed{credentials: fresh.Credentials, replaces: live.Credentials, facts: fresh.Config}
	n.follow(row, live.Connection.Config)
	got, err := s.save(ctx, row, n)
	record.finish(err)
	return got, err
}

// fetch asks the provider for new credentials.
func (s *Service) fetch(ctx context.Context, live *Live, record *recorder) (auth.Obtained, error) {
	request := tokenRequest(live.Provider, live.App, live.Connection.Config)
	request.Watch, request.Callback = record.hop, s.registeredRedirect(ctx, live)
	fresh, err := s.auth.Renew(ctx, request, live.Credentials)
	if err == nil {
		_, secret := splitConfig(live.Provider, fresh.Config)
		s.hide(fresh.Credentials, secret)
	}
	record.flush()
	return fresh, err
}

// save stores new credentials, unless somebody else stored some since they were asked for. A row whose config alone was
// changed meanwhile takes them: with rotating refresh tokens they are the only ones that work.
func (s *Service) save(ctx context.Context, row *connectionRow, n *renewed) (outcome, error) {
	err := s.commit(ctx, row, n)
	for errors.Is(err, errRaced) {
		var now *connectionRow
		now, err = s.stillReplaced(ctx, row, n)
		if err == nil && now == nil {
			return outcome{}, s.overtaken(ctx, row)
		}
		if err == nil {
			err = s.commit(ctx, now, n)
		}
	}
	if err != nil {
		s.refresh.keep(row.UUID, n)
		return outcome{}, s.notSaved(row, err)
	}
	s.refresh.keep(row.UUID, nil)
	s.changed(row.Connection)
	generation := s.cache.begin()
	stored, err := s.connectionByUUID(ctx, s.db.Reader(), row.UUID)
	if err != nil || stored == nil {
		return outcome{}, errors.Join(err, errRacedIf(stored == nil))
	}
	live, err := s.load(ctx, stored)
	if err != nil {
		return outcome{}, err
	}
	e := &entry{live: live, due: dueAt(live.Provider, live.Credentials, stored.issuedAt), stamp: s.fetched.of(row.UUID)}
	s.cache.put(cacheKey{row.EnvironmentID, row.IntegrationKey, row.ConnectionID}, e, generation)
	return outcome{entry: e, asked: true}, nil
}

// commit seals and writes new credentials; errRaced when the row is not the one that they follow.
func (s *Service) commit(ctx context.Context, row *connectionRow, n *renewed) error {
	p, _ := s.catalog.Get(row.Provider)
	sealed, open, err := s.sealConnection(ctx, row.UUID, p, n.credentials, n.config)
	_ = s.step("refresh.sealed")
	if err == nil {
		err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return s.saveTx(ctx, tx, row, n, sealed, open) })
		_ = s.step("refresh.committed")
	}
	return err
}

// stillReplaced reads the row again and makes n follow it; nil when it is gone or holds other credentials by now.
func (s *Service) stillReplaced(ctx context.Context, row *connectionRow, n *renewed) (*connectionRow, error) {
	now, err := s.connectionByUUID(ctx, s.db.Reader(), row.UUID)
	if err != nil || now == nil {
		return nil, err
	}
	credentials, config, err := s.unsealConnection(ctx, now)
	if err != nil || !reflect.DeepEqual(credentials, n.replaces) {
		return nil, err
	}
	n.follow(now, config)
	return now, nil
}

func (s *Service) saveTx(ctx context.Context, tx *sqlite.Tx, row *connectionRow, n *renewed, sealed []byte, open string) error {
	now := sqlite.Micros(tx.Now)
	var expires, issued any
	if at := n.credentials.ExpiresAt(); !at.IsZero() {
		expires, issued = sqlite.Micros(at), now
	}
	p, _ := s.catalog.Get(row.Provider)
	result, err := tx.ExecContext(ctx, `UPDATE connections SET sealed = ?, config = ?, expires_at = ?, issued_at = ?, refreshable = ?, renewing_since = NULL,
		version = version + 1, auth_error = NULL, last_refresh_success = ?, last_refresh_failure = NULL, refresh_attempts = 0, refresh_exhausted = 0,
		updated_at = ? WHERE uuid = ? AND version = ?`, sealed, open, expires, issued, auth.Renewable(p, n.credentials), now, now, row.UUID, n.version)
	if err != nil {
		return err
	}
	count, err := result.RowsAffected()
	if err == nil && count == 0 {
		err = errRaced
	}
	return errors.Join(err, s.step("refresh.written"))
}

// overtaken handles credentials that came too late: the account was reconnected, or the connection deleted.
func (s *Service) overtaken(ctx context.Context, row *connectionRow) error {
	s.refresh.keep(row.UUID, nil)
	now, err := s.connectionByUUID(ctx, s.db.Reader(), row.UUID)
	if err != nil {
		return err
	}
	if now == nil {
		s.dropKey(ctx, connectionOwner(row.UUID)) // sealing has made a key for nobody
		return fault.New(fault.NotFound, codeUnknownConn, "The connection was deleted meanwhile.")
	}
	return errRaced
}

func (s *Service) notSaved(row *connectionRow, err error) error {
	s.log.Error("a new token could not be stored: it is kept in memory and lost if Patchbay ends now",
		slog.String("connection", row.ConnectionID), slog.String("integration", row.IntegrationKey), slog.Any("error", err))
	return fault.New(fault.Unavailable, codeNotSaved, fmt.Sprintf("%s renewed the token of %q, but it could not be stored: %s", row.Provider, row.ConnectionID, fault.From(err).Message)).
		WithHint("Free disk space or unlock the keychain, and call again before closing Patchbay: the token is kept in memory until then.").WithCause(err)
}

// markRenewing notes that the provider is about to be asked. When the note is still there at the next renewal, the last
// one was cut off, and a refresh token that no longer works has a known cause.
func (s *Service) markRenewing(ctx context.Context, row *connectionRow) error {
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE connections SET renewing_since = ? WHERE uuid = ?`, sqlite.Micros(tx.Now), row.UUID)
		return err
	})
}

// refreshFailed keeps the books of §6.3 and puts the reason on the connection. A network that is not there is no
// failing day: a laptop offline for a week keeps its connections.
func (s *Service) refreshFailed(ctx context.Context, row *connectionRow, live *Live, record *recorder, cause error) error {
	copied := *fault.From(cause)
	f := &copied
	if row.renewingSince != nil && f.Code == auth.CodeRefresh && f.Kind == fault.Invalid {
		f = fault.New(f.Kind, f.Code, f.Message+" Patchbay was stopped in the middle of the last renewal, so the provider's newest token may be lost.").
			WithHint("Reconnect the account.").WithDetail(f.Detail).WithCause(cause)
	}
	f.Message = s.redactor.Text(f.Message)
	state := row.Refresh
	failedBefore := state.LastFailure != nil && sameDay(*state.LastFailure, s.now())
	if answered(f) && (!failedBefore || state.Attempts == 0) {
		state.Attempts++
	}
	failure := AuthError{Code: f.Code, Message: f.Message, Hint: f.Hint, LogID: record.id(), At: s.now().UTC()}
	note := func(tx *sqlite.Tx) error {
		if last := row.Refresh.LastFailure; last != nil && s.now().Sub(*last) < backoff { // renewals that are forced do not wait
			return nil
		}
		return s.noteNotRenewed(ctx, tx, row.Connection, f)
	}
	if err := s.noteFailure(ctx, row, failure, state.Attempts, note); err != nil {
		s.log.Error("a failed renewal could not be noted", slog.String("connection", row.ConnectionID), slog.Any("error", err))
	}
	s.changed(live.Connection)
	return f
}

// noteFailure writes a failure, and in the same transaction tells note, unless the credentials were replaced since row was
// read.
func (s *Service) noteFailure(ctx context.Context, row *connectionRow, failure AuthError, attempts int, note func(*sqlite.Tx) error) error {
	text, err := jsonOrNil(&failure)
	if err != nil {
		return err
	}
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE connections SET auth_error = ?, last_refresh_failure = ?, last_refresh_success = NULL, refresh_attempts = ?,
			refresh_exhausted = ?, renewing_since = NULL WHERE uuid = ? AND version = ?`,
			text, sqlite.Micros(tx.Now), attempts, attempts >= exhaustedAfter, row.UUID, row.version)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return note(tx)
	})
}

// markFailed puts a failure on a connection that must be reconnected before it is used again.
func (s *Service) markFailed(ctx context.Context, row *connectionRow, failure AuthError, note func(*sqlite.Tx) error) error {
	err := s.noteFailure(ctx, row, failure, exhaustedAfter, note)
	s.changed(row.Connection)
	return err
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.UTC().Date()
	by, bm, bd := b.UTC().Date()
	return ay == by && am == bm && ad == bd
}

// saveAllLost is the last try before the process ends.
func (s *Service) saveAllLost(ctx context.Context) {
	s.refresh.mu.Lock()
	lost := maps.Clone(s.refresh.lost)
	s.refresh.mu.Unlock()
	for uuid, n := range lost {
		row, err := s.connectionByUUID(ctx, s.db.Reader(), uuid)
		if err == nil && row != nil && row.version == n.version {
			_, err = s.save(ctx, row, n)
		}
		if err != nil {
			s.log.Error("a renewed token is lost: it could not be stored before Patchbay ended; reconnect the account", slog.String("connection", uuid), slog.Any("error", err))
		}
	}
}
