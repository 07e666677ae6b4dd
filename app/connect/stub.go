package connect

import (
	"context"

	"net/url"

	"patchbay/app/auth"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

var errUnfinished = fault.New(fault.NotImplemented, "not_implemented", "unfinished")

type attempts struct{}

func (*attempts) init()                    {}
func (*attempts) cancelIntegration(string) {}

func (s *Service) Start(ctx context.Context) error { return nil }
func (s *Service) Stop()                           {}

func (s *Service) Import(ctx context.Context, env int64, in ImportInput) (Connection, auth.Credentials, error) {
	return Connection{}, nil, errUnfinished
}
func (s *Service) Begin(ctx context.Context, env int64, in ConnectInput) (Attempt, error) {
	return Attempt{}, errUnfinished
}
func (s *Service) ConnectDirect(ctx context.Context, env int64, in ConnectInput) (Connection, error) {
	return Connection{}, errUnfinished
}
func (s *Service) Complete(ctx context.Context, query url.Values) (Attempt, error) {
	return Attempt{}, errUnfinished
}
func (s *Service) Attempt(ctx context.Context, id string) (Attempt, error) {
	return Attempt{}, errUnfinished
}
func (s *Service) CancelAttempt(ctx context.Context, id string) error { return errUnfinished }

// CreateSession returns the session and its token (nango_connect_session_ + 64 hex), which is stored as a hash only.
func (s *Service) CreateSession(ctx context.Context, env int64, in SessionInput) (Session, vault.Secret, error) {
	return Session{}, "", errUnfinished
}
func (s *Service) CreateReconnectSession(ctx context.Context, env int64, in ReconnectInput) (Session, vault.Secret, error) {
	return Session{}, "", errUnfinished
}
func (s *Service) SessionByToken(ctx context.Context, token string) (Session, error) {
	return Session{}, errUnfinished
}
func (s *Service) DeleteSession(ctx context.Context, session Session) error { return errUnfinished }
