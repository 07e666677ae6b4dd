package settings

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// fullAccessName is the name of the key that every environment has, as Nango's API shows it.
const fullAccessName = "Default - Full access"

// keyColumn is the place to which a sealed API key is bound.
const keyColumn = "api_key"

// keyHash stands for an API key where it is looked up. Comparing hashes tells a prober nothing about the key by its timing.
type keyHash [sha256.Size]byte

func hashKey(key string) keyHash { return sha256.Sum256([]byte(strings.ToLower(key))) }

// The wording of both is the API's own.
var (
	errKeyFormat = fault.New(fault.Unauthorized, "invalid_secret_key_format",
		"Authentication failed. The provided secret key is not a UUID v4.")
	errKeyUnknown = fault.New(fault.Unauthorized, "unknown_account",
		"Authentication failed. The provided authorization header does not match any account.")
)

// Grant is what an API key opens.
type Grant struct {
	Environment Environment
	Scopes      Scopes
}

// openKey is a key that opens something.
type openKey struct {
	id    int64 // 0: fixed from outside, it has no row
	grant Grant
	used  atomic.Int64 // microseconds; when its last use was written down
}

// Authenticate returns what the API key opens. It asks neither the database nor the keychain, but writes down now and
// then that the key is in use. Faults: "invalid_secret_key_format" for text that is no UUID v4, "unknown_account" for a
// key that opens nothing.
func (s *Service) Authenticate(ctx context.Context, key string) (Grant, error) {
	if !isUUIDv4(key) {
		return Grant{}, errKeyFormat
	}
	found, ok := s.now.Load().keys[hashKey(key)]
	if !ok {
		return Grant{}, errKeyUnknown
	}
	s.noteUse(ctx, found)
	return found.grant, nil
}

// useNoted is how old the written last use of a key may be.
const useNoted = 5 * time.Minute

// noteUse writes a key's use down, at most once in useNoted: one small write beside thousands of calls.
func (s *Service) noteUse(ctx context.Context, k *openKey) {
	before, now := k.used.Load(), sqlite.Micros(s.clock())
	if k.id == 0 || now-before < useNoted.Microseconds() || !k.used.CompareAndSwap(before, now) {
		return
	}
	// A use that is not noted costs nothing but a date in a list; the call goes on.
	_ = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE api_keys SET last_used_at = ? WHERE id = ?`, now, k.id)
		return err
	})
}

// APIKey returns the environment's full-access key in clear, for showing it to the user.
func (s *Service) APIKey(ctx context.Context, environmentID int64) (vault.Secret, error) {
	env, err := s.environment(environmentID)
	if err != nil {
		return "", err
	}
	if s.isFixed(env) {
		return s.fixed, nil
	}
	var sealed []byte
	err = s.db.Reader().QueryRowContext(ctx, `SELECT sealed FROM api_keys WHERE environment_id = ? AND display_name = ?`,
		env.ID, fullAccessName).Scan(&sealed)
	if err != nil {
		return "", s.db.Fault(err)
	}
	return s.unsealKey(ctx, env, sealed)
}

func (s *Service) unsealKey(ctx context.Context, env Environment, sealed []byte) (vault.Secret, error) {
	key, err := s.vault.Unseal(ctx, env.owner(), keyColumn, sealed)
	if f, ok := errors.AsType[*fault.Error](err); ok && (f.Code == "secret_gone" || f.Code == "secret_damaged") {
		return "", f.WithHint("The key still works where it is in use; make a new one with `patchbay keys rotate` to see it.")
	}
	return vault.Secret(key), err
}

// RotateAPIKey gives the environment a new full-access key and returns it. The old key is dead when this returns.
// While a key is fixed from outside, this is refused with Conflict "key_is_fixed": the new key would open nothing.
func (s *Service) RotateAPIKey(ctx context.Context, environmentID int64) (vault.Secret, error) {
	env, err := s.environment(environmentID)
	if err != nil {
		return "", err
	}
	if s.isFixed(env) {
		return "", errFixed
	}
	var id int64
	err = s.db.Reader().QueryRowContext(ctx, `SELECT id FROM api_keys WHERE environment_id = ? AND display_name = ?`, env.ID, fullAccessName).Scan(&id)
	if err != nil {
		return "", s.db.Fault(err)
	}
	return s.replaceSecret(ctx, env, id)
}

var errFixed = fault.New(fault.Conflict, "key_is_fixed", "The API key is fixed by PATCHBAY_SECRET_KEY.").
	WithHint("Change that variable and restart, or unset it to let Patchbay make keys.")

// KeyIsFixed reports whether the environment's key comes from PATCHBAY_SECRET_KEY, so that RotateAPIKey refuses.
func (s *Service) KeyIsFixed(environmentID int64) bool {
	env, err := s.environment(environmentID)
	return err == nil && s.isFixed(env)
}

func (s *Service) isFixed(env Environment) bool {
	return s.fixed != "" && env == s.now.Load().environments[0]
}

func (s *Service) newKey() (vault.Secret, error) {
	id, err := uuid.NewRandomFromReader(s.rand)
	return vault.Secret(id.String()), err
}

// sealedKey is the secret part of an API key as the database keeps it.
type sealedKey struct {
	uuid   string
	hash   keyHash
	sealed []byte
}

func (s *Service) sealKey(ctx context.Context, env Environment, key vault.Secret) (sealedKey, error) {
	id, err := uuid.NewRandomFromReader(s.rand)
	if err != nil {
		return sealedKey{}, err
	}
	sealed, err := s.vault.Seal(ctx, env.owner(), keyColumn, []byte(key.Reveal()))
	return sealedKey{uuid: id.String(), hash: hashKey(key.Reveal()), sealed: sealed}, err
}

// replaceSecret gives a key a new secret under its old name.
func (s *Service) replaceSecret(ctx context.Context, env Environment, id int64) (vault.Secret, error) {
	key, err := s.newKey()
	if err != nil {
		return "", err
	}
	row, err := s.sealKey(ctx, env, key)
	if err != nil {
		return "", err
	}
	s.change.Lock()
	defer s.change.Unlock()
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		now := sqlite.Micros(tx.Now)
		_, err := tx.ExecContext(ctx, `UPDATE api_keys SET uuid = ?, hash = ?, sealed = ?, created_at = ?, updated_at = ?, last_used_at = NULL WHERE id = ?`,
			row.uuid, row.hash[:], row.sealed, now, now, id)
		return err
	})
	if err != nil {
		return "", err
	}
	return key, s.changed(ctx)
}

// isUUIDv4 reports whether text is a version 4 UUID of RFC 9562 in its 36-character form, in either case.
func isUUIDv4(text string) bool {
	if len(text) != 36 || text[14] != '4' || !strings.ContainsRune("89abAB", rune(text[19])) {
		return false
	}
	for i, c := range []byte(text) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
			continue
		}
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return false
		}
	}
	return true
}
