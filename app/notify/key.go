package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"net/http"
	"runtime"

	"github.com/google/uuid"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// The columns that sealed values are bound to.
const (
	keyColumn    = "webhook_signing_key"
	headerColumn = "notification_header"
)

// userAgent begins as the original's does, because receivers tell its webhooks by it.
func userAgent(version string) string {
	return "nango/0.71.10 (patchbay/" + version + "; " + runtime.GOOS + "; " + runtime.GOARCH + ")"
}

// SigningKey returns the key that signs the environment's notifications; its own one is made when it is first asked for.
// Faults: unknown_environment, and the vault's.
func (s *Service) SigningKey(ctx context.Context, env int64) (vault.Secret, error) {
	e, err := s.settings.ByID(env)
	if err != nil {
		return "", err
	}
	kept, err := s.Settings(ctx, env)
	if err != nil {
		return "", err
	}
	if kept.SignWith == APIKey {
		return s.settings.APIKey(ctx, env)
	}
	key, err := s.ownKey(ctx, e)
	if err == nil {
		s.redactor.Add(key.Reveal())
	}
	return key, err
}

func (s *Service) ownKey(ctx context.Context, e settings.Environment) (vault.Secret, error) {
	sealed, err := s.sealedKey(ctx, e.ID)
	if err != nil {
		return "", err
	}
	if sealed == nil {
		if err := s.storeKey(ctx, e, false); err != nil {
			return "", err
		}
		if sealed, err = s.sealedKey(ctx, e.ID); err != nil {
			return "", err
		}
	}
	key, err := s.vault.Unseal(ctx, owner(e), keyColumn, sealed)
	return vault.Secret(key), err
}

func (s *Service) sealedKey(ctx context.Context, env int64) ([]byte, error) {
	var sealed []byte
	err := s.db.Reader().QueryRowContext(ctx, `SELECT signing_key FROM notification_settings WHERE environment_id = ?`, env).Scan(&sealed)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, s.db.Fault(err)
	}
	return sealed, nil
}

// storeKey seals a new key. Without replace, one that somebody stored meanwhile stays.
func (s *Service) storeKey(ctx context.Context, e settings.Environment, replace bool) error {
	id, err := uuid.NewRandomFromReader(s.rand)
	if err != nil {
		return fault.New(fault.Internal, "rotation_failed", "The system gives no random numbers.").WithCause(err)
	}
	s.redactor.Add(id.String())
	sealed, err := s.vault.Seal(ctx, owner(e), keyColumn, []byte(id.String()))
	if err != nil {
		return err
	}
	change := `signing_key = coalesce(signing_key, excluded.signing_key)`
	if replace {
		change = `signing_key = excluded.signing_key, sign_with = 'own'`
	}
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO notification_settings (environment_id, signing_key) VALUES (?, ?)
			ON CONFLICT DO UPDATE SET `+change, e.ID, sealed)
		return err
	})
}

// RotateSigningKey gives the environment a new signing key of its own and returns it: what is sent from now on is signed
// with it, also what waits. An environment that signed with its API key stops doing so.
// Faults: unknown_environment, rotation_failed.
func (s *Service) RotateSigningKey(ctx context.Context, env int64) (vault.Secret, error) {
	e, err := s.settings.ByID(env)
	if err != nil {
		return "", err
	}
	s.kept.change.Lock()
	err = s.storeKey(ctx, e, true)
	var stored Settings
	if err == nil {
		stored, err = s.storedSettings(ctx, env)
	}
	if err == nil {
		s.kept.put(env, stored)
	}
	s.kept.change.Unlock()
	if err != nil {
		f := fault.From(err)
		return "", fault.New(fault.Internal, "rotation_failed", "The signing key could not be replaced: "+f.Message).WithHint(f.Hint).WithCause(err)
	}
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Settings})
	}
	return s.SigningKey(ctx, env)
}

// sign puts both signatures of http-api §10.1 on a request: they cover exactly the bytes of body.
func sign(header http.Header, key vault.Secret, body []byte) {
	mac := hmac.New(sha256.New, []byte(key.Reveal()))
	mac.Write(body)
	header.Set("X-Nango-Hmac-Sha256", hex.EncodeToString(mac.Sum(nil)))
	old := sha256.New()
	old.Write([]byte(key.Reveal()))
	old.Write(body)
	header.Set("X-Nango-Signature", hex.EncodeToString(old.Sum(nil)))
}
