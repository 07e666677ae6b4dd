package settings

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// maxKeys is how many keys an environment may have (http-api §1.3).
const maxKeys = 50

// APIKeyInfo is one API key without its secret.
type APIKeyInfo struct {
	ID         int64
	UUID       string // changes when the key gets a new secret
	Name       string // unique in the environment
	Scopes     Scopes
	Default    bool // the full-access key that the environment was made with
	CreatedAt  time.Time
	LastUsedAt time.Time // some minutes old at most; zero: never used
}

const keyColumns = `id, uuid, display_name, scopes, created_at, coalesce(last_used_at, 0)`

func scanKey(row interface{ Scan(...any) error }, more ...any) (APIKeyInfo, error) {
	var k APIKeyInfo
	var scopes string
	var created, used int64
	if err := row.Scan(append([]any{&k.ID, &k.UUID, &k.Name, &scopes, &created, &used}, more...)...); err != nil {
		return k, err
	}
	k.CreatedAt, k.Default = sqlite.Time(created), k.Name == fullAccessName
	if used != 0 {
		k.LastUsedAt = sqlite.Time(used)
	}
	return k, json.Unmarshal([]byte(scopes), &k.Scopes)
}

// Keys lists an environment's API keys, the oldest first; name "" is all, otherwise the one of that name.
func (s *Service) Keys(ctx context.Context, environmentID int64, name string) ([]APIKeyInfo, error) {
	if _, err := s.environment(environmentID); err != nil {
		return nil, err
	}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+keyColumns+` FROM api_keys WHERE environment_id = ?1 AND (?2 = '' OR display_name = ?2) ORDER BY id`,
		environmentID, name)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	keys := []APIKeyInfo{}
	for rows.Next() {
		k, err := scanKey(rows)
		if err != nil {
			return nil, s.db.Fault(err)
		}
		keys = append(keys, k)
	}
	return keys, s.db.Fault(rows.Err())
}

// Key returns one key with its secret; which is its id or its UUID. Fault: not_found.
func (s *Service) Key(ctx context.Context, environmentID int64, which string) (APIKeyInfo, vault.Secret, error) {
	env, err := s.environment(environmentID)
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	k, sealed, err := s.readKey(ctx, env, which)
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	if k.Default && s.isFixed(env) {
		return k, s.fixed, nil
	}
	secret, err := s.unsealKey(ctx, env, sealed)
	return k, secret, err
}

func (s *Service) readKey(ctx context.Context, env Environment, which string) (k APIKeyInfo, sealed []byte, err error) {
	k, err = scanKey(s.db.Reader().QueryRowContext(ctx, `SELECT `+keyColumns+`, sealed FROM api_keys
		WHERE environment_id = ?1 AND (uuid = ?2 OR CAST(id AS TEXT) = ?2)`, env.ID, which), &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return k, nil, fault.New(fault.NotFound, "not_found", "The environment has no such API key.")
	}
	return k, sealed, s.db.Fault(err)
}

// CreateKey makes an API key and returns it with its secret. Faults: "conflict" for a name that is in use,
// "resource_capped" beyond maxKeys, "invalid_body" for a name or scopes that cannot be.
func (s *Service) CreateKey(ctx context.Context, environmentID int64, name string, scopes Scopes) (APIKeyInfo, vault.Secret, error) {
	env, err := s.environment(environmentID)
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	if issues := checkKey(name, scopes); len(issues) > 0 {
		return APIKeyInfo{}, "", fault.New(fault.Invalid, "invalid_body", "The API key cannot be made like this.").WithIssues(issues...)
	}
	secret, err := s.newKey()
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	row, err := s.sealKey(ctx, env, secret)
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	s.change.Lock()
	defer s.change.Unlock()
	var made APIKeyInfo
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if err := s.roomForKey(ctx, tx, env, name); err != nil {
			return err
		}
		made, err = row.insert(ctx, tx, env, name, scopes)
		return err
	})
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	return made, secret, s.changed(ctx)
}

func (s *Service) roomForKey(ctx context.Context, tx *sqlite.Tx, env Environment, name string) error {
	var count, same int
	if err := tx.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(display_name = ?), 0) FROM api_keys WHERE environment_id = ?`, name, env.ID).
		Scan(&count, &same); err != nil {
		return s.db.Fault(err)
	}
	switch {
	case same > 0:
		return fault.New(fault.Conflict, "conflict", "The environment has an API key of this name.").WithHint("Choose another name, or delete the old key.")
	case count >= maxKeys:
		return fault.New(fault.Invalid, "resource_capped", fmt.Sprintf("An environment has at most %d API keys.", maxKeys)).WithHint("Delete one that nobody uses.")
	}
	return nil
}

// insert stores a key under a name.
func (r sealedKey) insert(ctx context.Context, tx *sqlite.Tx, env Environment, name string, scopes Scopes) (APIKeyInfo, error) {
	text, err := json.Marshal(scopes)
	if err != nil {
		return APIKeyInfo{}, err
	}
	now := sqlite.Micros(tx.Now)
	return scanKey(tx.QueryRowContext(ctx, `INSERT INTO api_keys (environment_id, uuid, display_name, scopes, hash, sealed, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING `+keyColumns, env.ID, r.uuid, name, string(text), r.hash[:], r.sealed, now, now))
}

// checkKey finds what is wrong with a new key's name and scopes.
func checkKey(name string, scopes Scopes) []fault.Issue {
	var issues []fault.Issue
	if trimmed := strings.TrimSpace(name); trimmed == "" || trimmed != name || len(name) > 255 {
		issues = append(issues, fault.Issue{Code: "custom", Message: "A key's name has 1 to 255 characters and no space around it.", Path: []string{"display_name"}})
	}
	if len(scopes) == 0 {
		issues = append(issues, fault.Issue{Code: "too_small", Message: "A key needs at least one scope.", Path: []string{"scopes"}})
	}
	if scopes.Environment() && slices.ContainsFunc(scopes, func(scope string) bool { return isScope(scope) && !ofEnvironment(scope) }) {
		issues = append(issues, fault.Issue{Code: "custom", Message: "A key has scopes of its environment or of the account, not both. Make two keys.", Path: []string{"scopes"}})
	}
	for i, scope := range scopes {
		if !isScope(scope) {
			issues = append(issues, fault.Issue{Code: "invalid_value", Message: "There is no scope " + scope + ".", Path: []string{"scopes", fmt.Sprint(i)}})
		}
	}
	return issues
}

// RotateKey gives one key a new secret and returns it; the old one is dead when this returns. Faults: not_found,
// key_is_fixed.
func (s *Service) RotateKey(ctx context.Context, environmentID int64, which string) (APIKeyInfo, vault.Secret, error) {
	env, err := s.environment(environmentID)
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	k, _, err := s.readKey(ctx, env, which)
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	if k.Default && s.isFixed(env) {
		return APIKeyInfo{}, "", errFixed
	}
	secret, err := s.replaceSecret(ctx, env, k.ID)
	if err != nil {
		return APIKeyInfo{}, "", err
	}
	k, _, err = s.readKey(ctx, env, fmt.Sprint(k.ID))
	return k, secret, err
}

// DeleteKey revokes a key: it opens nothing when this returns. Faults: not_found, "default_key" for the one that the
// environment was made with, which the app shows everywhere.
func (s *Service) DeleteKey(ctx context.Context, environmentID int64, which string) error {
	env, err := s.environment(environmentID)
	if err != nil {
		return err
	}
	k, _, err := s.readKey(ctx, env, which)
	if err != nil {
		return err
	}
	if k.Default {
		return fault.New(fault.Conflict, "default_key", "The environment's own key cannot be deleted.").WithHint("Replace it: the old one stops working at once.")
	}
	s.change.Lock()
	defer s.change.Unlock()
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM api_keys WHERE id = ?`, k.ID)
		return err
	})
	if err != nil {
		return err
	}
	return s.changed(ctx)
}
