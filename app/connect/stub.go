package connect

import (
	"context"
	"encoding/json"
	"net/url"

	"patchbay/app/auth"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

var errUnfinished = fault.New(fault.NotImplemented, "not_implemented", "unfinished")

type cache struct{}

func (*cache) init() {}

type attempts struct{}

func (*attempts) init() {}

type refresher struct{}

func (*refresher) init() {}

type fetched struct{}

func (*fetched) init() {}

func randomFault(err error) error { return fault.From(err) }

func (s *Service) Start(ctx context.Context) error { return nil }
func (s *Service) Stop()                           {}

func (s *Service) CreateIntegration(ctx context.Context, env int64, in IntegrationInput) (Integration, error) {
	return Integration{}, errUnfinished
}
func (s *Service) Integrations(ctx context.Context, env int64) ([]Integration, error) {
	return nil, errUnfinished
}
func (s *Service) Integration(ctx context.Context, env int64, key string) (Integration, error) {
	return Integration{}, errUnfinished
}
func (s *Service) UpdateIntegration(ctx context.Context, env int64, key string, up IntegrationUpdate) (Integration, error) {
	return Integration{}, errUnfinished
}
func (s *Service) DeleteIntegration(ctx context.Context, env int64, key string) error {
	return errUnfinished
}
func (s *Service) AppCredentials(ctx context.Context, env int64, key string) (AppCredentials, error) {
	return AppCredentials{}, errUnfinished
}
func (s *Service) Import(ctx context.Context, env int64, in ImportInput) (Connection, auth.Credentials, error) {
	return Connection{}, nil, errUnfinished
}
func (s *Service) Connections(ctx context.Context, env int64, f ConnectionFilter) ([]Connection, error) {
	return nil, errUnfinished
}
func (s *Service) Connection(ctx context.Context, env int64, key, connectionID string) (Connection, error) {
	return Connection{}, errUnfinished
}
func (s *Service) Credentials(ctx context.Context, env int64, key, connectionID string) (auth.Credentials, error) {
	return nil, errUnfinished
}
func (s *Service) Patch(ctx context.Context, env int64, key, connectionID string, up ConnectionUpdate) error {
	return errUnfinished
}
func (s *Service) SetMetadata(ctx context.Context, env int64, key string, ids []string, metadata json.RawMessage) error {
	return errUnfinished
}
func (s *Service) MergeMetadata(ctx context.Context, env int64, key string, ids []string, metadata json.RawMessage) error {
	return errUnfinished
}
func (s *Service) DeleteConnection(ctx context.Context, env int64, key, connectionID string) error {
	return errUnfinished
}
func (s *Service) Fresh(ctx context.Context, env int64, key, connectionID string, o FreshOptions) (*Live, error) {
	return nil, errUnfinished
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
