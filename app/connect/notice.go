package connect

import (
	"context"
	"log/slog"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

// The operations that only notices have.
const (
	Refresh  Operation = "refresh"
	Deletion Operation = "deletion"
)

// Notice is what the user's backend may hear of a connection (http-api §10.2).
type Notice struct {
	EnvironmentID int64
	Integration   string
	Provider      string
	ConnectionID  string
	AuthMode      catalog.AuthMode
	Operation     Operation
	Error         *fault.Error      // nil: it worked
	EndUser       *EndUser          // of the Connect session that asked; nil: none did
	Tags          map[string]string // nil: there is no connection
	WebhookURL    *string           // the connection's own address for notifications
	Hold          bool              // it is not certain yet that the connection stays
	Simulated     bool              // of an installation that Patchbay made up
}

// Notifier tells the user's backend of connections. What it writes stands or falls with the transaction that it is given.
type Notifier interface {
	// ConnectionChanged takes a notice and returns its ticket; 0 when nobody wants to hear of it.
	ConnectionChanged(ctx context.Context, tx *sqlite.Tx, n Notice) (ticket int64, err error)
	// Release lets a held notice go. One that is neither released nor withdrawn goes at the next start.
	Release(ctx context.Context, ticket int64) error
	// Withdraw forgets a held notice.
	Withdraw(ctx context.Context, tx *sqlite.Tx, ticket int64) error
}

// codeInvalidated is the fault of a connection that the user's own check refused; noteRefused tells of it.
const codeInvalidated = "connection_validation_failed"

// notice hands a notice to the notifier, if there is one.
func (s *Service) notice(ctx context.Context, tx *sqlite.Tx, n Notice) (int64, error) {
	if s.notifier == nil {
		return 0, nil
	}
	return s.notifier.ConnectionChanged(ctx, tx, n)
}

// noticeOf is a notice about a connection that there is.
func noticeOf(c Connection, o Operation, cause *fault.Error) Notice {
	n := Notice{EnvironmentID: c.EnvironmentID, Integration: c.IntegrationKey, Provider: c.Provider, ConnectionID: c.ConnectionID, AuthMode: c.AuthMode,
		Operation: o, Error: cause, Tags: c.Tags, WebhookURL: c.WebhookURLOverride}
	if n.Tags == nil {
		n.Tags = map[string]string{}
	}
	return n
}

// noteStored notes that a connection was written. It is held until the connection has been validated.
func (s *Service) noteStored(ctx context.Context, tx *sqlite.Tx, w connectionWrite, v written, isNew bool) (int64, error) {
	if pending(w.config) {
		return 0, nil
	}
	n := Notice{EnvironmentID: w.integration.EnvironmentID, Integration: w.integration.UniqueKey, Provider: w.provider.Key, ConnectionID: w.connectionID,
		AuthMode: w.credentials.Mode(), Operation: Override, Tags: v.allTags, WebhookURL: v.address, Hold: true, Simulated: logs.IsSimulated(ctx)}
	if isNew || w.completes {
		n.Operation = Creation
	}
	if w.inSession {
		n.EndUser = v.user
	}
	return s.notice(ctx, tx, n)
}

// release lets the notice of a connection go that has proved itself.
func (s *Service) release(ctx context.Context, c stored) {
	if c.ticket == 0 {
		return
	}
	if err := s.notifier.Release(context.WithoutCancel(ctx), c.ticket); err != nil {
		s.log.Error("the notification of a new connection waits for the next start", slog.String("connection", c.ConnectionID), slog.Any("error", err))
	}
}

// noteRefused replaces the held notice of a connection by one of its refusal. A new connection is gone then, so no tags
// are told.
func (s *Service) noteRefused(ctx context.Context, tx *sqlite.Tx, c stored, cause *fault.Error) error {
	if s.notifier == nil {
		return nil
	}
	if c.ticket != 0 {
		if err := s.notifier.Withdraw(ctx, tx, c.ticket); err != nil {
			return err
		}
	}
	n := noticeOf(c.Connection, c.operation, cause)
	n.EndUser = c.asking
	n.Simulated = logs.IsSimulated(ctx)
	if c.operation == Creation {
		n.Tags = nil
	}
	_, err := s.notice(ctx, tx, n)
	return err
}

// noteNotRenewed notes that credentials could not be renewed.
func (s *Service) noteNotRenewed(ctx context.Context, tx *sqlite.Tx, c Connection, cause *fault.Error) error {
	_, err := s.notice(ctx, tx, noticeOf(c, Refresh, cause))
	return err
}

// noteDeleted notes that connections went; nobody was told of one that was still waiting for its installation.
func (s *Service) noteDeleted(ctx context.Context, tx *sqlite.Tx, gone ...Connection) error {
	for _, c := range gone {
		if pending(c.Config) {
			continue
		}
		if _, err := s.notice(ctx, tx, noticeOf(c, Deletion, nil)); err != nil {
			return err
		}
	}
	return nil
}

// noteFailed notes that a login or a direct connect failed before anything was stored. The API calls that a failed creation
// even where a connection was to be made anew (providers-and-auth §3.3).
func (s *Service) noteFailed(ctx context.Context, t target, cause error) {
	f := fault.From(cause)
	if s.notifier == nil || f.Code == codeInvalidated {
		return
	}
	ctx = context.WithoutCancel(ctx)
	n := Notice{EnvironmentID: t.integration.EnvironmentID, Integration: t.integration.UniqueKey, Provider: t.provider.Key, ConnectionID: t.connectionID,
		AuthMode: t.provider.AuthMode, Operation: Creation, Error: f}
	row, err := s.existing(ctx, s.db.Reader(), connectionWrite{integration: t.integration, connectionID: t.connectionID})
	if err == nil {
		if row != nil {
			n = noticeOf(row.Connection, Creation, f)
		}
		if t.session != nil {
			n.EndUser = t.session.EndUser
			if t.session.WebhookURLOverride != nil {
				n.WebhookURL = t.session.WebhookURLOverride
			}
		}
		n.Simulated = logs.IsSimulated(ctx)
		err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
			_, err := s.notice(ctx, tx, n)
			return err
		})
	}
	if err != nil {
		s.log.Error("the notification of a failed connect could not be kept", slog.String("connection", t.connectionID), slog.Any("error", err))
	}
}
