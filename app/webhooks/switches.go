package webhooks

import (
	"context"
	"database/sql"
	"errors"

	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/inbound"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// AcceptsUnsigned reports whether webhooks that nobody can verify run all the same, because the user said so.
func (s *Service) AcceptsUnsigned(ctx context.Context, i connect.Integration) (bool, error) {
	var accepts bool
	err := s.db.Reader().QueryRowContext(ctx, `SELECT accept_unsigned FROM webhook_switches WHERE integration_uuid = ?`, i.UUID).Scan(&accepts)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return accepts, s.db.Fault(err)
}

// AcceptUnsigned sets whether webhooks run that nobody can verify for want of a secret. A wrong signature is refused
// anyway. Faults: unknown_provider_config.
func (s *Service) AcceptUnsigned(ctx context.Context, env int64, integration string, accept bool) error {
	i, err := s.connect.Integration(ctx, env, integration)
	if err != nil {
		return err
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO webhook_switches (integration_uuid, accept_unsigned) VALUES (?, ?)
			ON CONFLICT DO UPDATE SET accept_unsigned = excluded.accept_unsigned`, i.UUID, accept)
		return err
	})
	if err == nil && s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Integrations, ID: integration})
	}
	return err
}

// CanVerify reports whether the integration knows a secret with which its provider's webhooks are checked: one that the
// user entered, its client secret, or one that follows from the app. Those that connections hold do not count.
func (s *Service) CanVerify(ctx context.Context, i connect.Integration) (bool, error) {
	p, known := s.catalog.Get(i.Provider)
	if !known || !inbound.Handles(p) {
		return false, nil
	}
	keys, err := s.keys(ctx, i, nil)
	if err != nil || len(keys.WebhookSecrets) > 0 {
		return err == nil, err
	}
	_, err = s.receiver.Sign(p, inbound.Draft{}, keys)
	return err == nil, nil //nolint:nilerr // what cannot be signed cannot be checked either
}

// DerivedSecret returns the secret to enter at a provider whose webhooks are signed with something that follows from the
// app; "" for the others. Faults: unknown_provider_config.
func (s *Service) DerivedSecret(ctx context.Context, env int64, integration string) (vault.Secret, error) {
	i, err := s.connect.Integration(ctx, env, integration)
	if err != nil {
		return "", err
	}
	p, known := s.catalog.Get(i.Provider)
	if !known {
		return "", nil
	}
	keys, err := s.keys(ctx, i, nil)
	if err != nil {
		return "", err
	}
	secret := inbound.DerivedSecret(p, keys)
	s.redactor.Add(secret)
	return vault.Secret(secret), nil
}
