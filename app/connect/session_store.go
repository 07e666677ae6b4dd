package connect

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

const (
	// sessionLife is how long a Connect session can be used, any number of times.
	sessionLife = 30 * time.Minute
	// sessionPrefix begins every token.
	sessionPrefix = "nango_connect_session_"
)

// sessionBody is the sealed part of a session: presets may hold client secrets.
type sessionBody struct {
	EndUser    *EndUser                   `json:"end_user,omitempty"`
	Tags       map[string]string          `json:"tags"`
	Allowed    []string                   `json:"allowed,omitempty"`
	Defaults   map[string]SessionDefaults `json:"defaults,omitempty"`
	Overrides  map[string]SessionOverride `json:"overrides,omitempty"`
	WebhookURL *string                    `json:"webhook_url,omitempty"`
	Reconnect  *ReconnectTarget           `json:"reconnect,omitempty"`
}

// CreateSession makes a Connect session and returns its token, which is kept as a hash only.
// Faults: invalid_body with issues at allowed_integrations, integrations_config_defaults and overrides.
func (s *Service) CreateSession(ctx context.Context, env int64, in SessionInput) (Session, vault.Secret, error) {
	body, err := s.checkSession(ctx, env, in)
	if err != nil {
		return Session{}, "", err
	}
	return s.storeSession(ctx, env, body)
}

// CreateReconnectSession makes a session that can only replace the credentials of one connection.
// Faults: invalid_body, also when the connection does not exist.
func (s *Service) CreateReconnectSession(ctx context.Context, env int64, in ReconnectInput) (Session, vault.Secret, error) {
	in.AllowedIntegrations = nil
	body, err := s.checkSession(ctx, env, in.SessionInput)
	if err != nil {
		return Session{}, "", err
	}
	row, err := s.connectionRow(ctx, s.db.Reader(), env, in.IntegrationKey, in.ConnectionID)
	if err != nil {
		if fault.IsKind(err, fault.NotFound) {
			return Session{}, "", refused("%s", fault.From(err).Message).WithHint(fault.From(err).Hint)
		}
		return Session{}, "", err
	}
	body.Allowed = []string{in.IntegrationKey}
	body.Reconnect = &ReconnectTarget{UUID: row.UUID, IntegrationKey: in.IntegrationKey, ConnectionID: in.ConnectionID}
	return s.storeSession(ctx, env, body)
}

// checkSession checks a session's input and derives its tags.
func (s *Service) checkSession(ctx context.Context, env int64, in SessionInput) (sessionBody, error) {
	var c checks
	user := c.endUser(in.EndUser, "end_user")
	c.organization(in.Organization, "organization")
	if user != nil && in.Organization != nil {
		user.Organization = in.Organization
	}
	holder := user
	if user == nil && in.Organization != nil {
		holder = &EndUser{Organization: in.Organization}
	}
	tags := c.allTags(holder, in.Tags)
	c.webhookURL(in.WebhookURLOverride, "webhook_url_override")
	if err := c.err(); err != nil {
		return sessionBody{}, err
	}
	known, err := s.keys(ctx, env)
	if err != nil {
		return sessionBody{}, err
	}
	check := func(key string, path ...string) {
		if !known[key] {
			c.add("custom", "Integration does not exist", path...)
		}
	}
	for i, key := range in.AllowedIntegrations {
		check(key, "allowed_integrations", strconv.Itoa(i))
	}
	for key := range in.Defaults {
		check(key, "integrations_config_defaults", key)
	}
	for key := range in.Overrides {
		check(key, "overrides", key)
	}
	if tags == nil {
		tags = map[string]string{}
	}
	return sessionBody{EndUser: user, Tags: tags, Allowed: slices.Clone(in.AllowedIntegrations), Defaults: in.Defaults,
		Overrides: in.Overrides, WebhookURL: in.WebhookURLOverride}, c.err()
}

func (s *Service) keys(ctx context.Context, env int64) (map[string]bool, error) {
	list, err := s.Integrations(ctx, env)
	known := make(map[string]bool, len(list))
	for _, in := range list {
		known[in.UniqueKey] = true
	}
	return known, err
}

func (s *Service) storeSession(ctx context.Context, env int64, body sessionBody) (Session, vault.Secret, error) {
	var bits [32]byte
	if _, err := io.ReadFull(s.rand, bits[:]); err != nil {
		return Session{}, "", randomFault(err)
	}
	token := sessionPrefix + hex.EncodeToString(bits[:])
	s.redactor.Add(token)
	id, err := sqlite.NewID(s.rand)
	if err != nil {
		return Session{}, "", err
	}
	owner, err := s.environmentOwner(ctx, env)
	if err != nil {
		return Session{}, "", err
	}
	plain, err := json.Marshal(body)
	if err != nil {
		return Session{}, "", refused("The session's presets cannot be stored as JSON.").WithCause(err)
	}
	sealed, err := s.vault.Seal(ctx, owner, columnSession, plain)
	if err != nil {
		return Session{}, "", err
	}
	var session Session
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		session = body.session(id, env, tx.Now, tx.Now.Add(sessionLife))
		hash := sha256.Sum256([]byte(token))
		_, err := tx.ExecContext(ctx, `INSERT INTO connect_sessions (uuid, environment_id, token_hash, sealed, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)`,
			id, env, hash[:], sealed, sqlite.Micros(session.CreatedAt), sqlite.Micros(session.ExpiresAt))
		return err
	})
	return session, vault.Secret(token), err
}

func (b sessionBody) session(id string, env int64, created, expires time.Time) Session {
	return Session{UUID: id, EnvironmentID: env, EndUser: b.EndUser, Tags: b.Tags, AllowedIntegrations: b.Allowed, Defaults: b.Defaults,
		Overrides: b.Overrides, WebhookURLOverride: b.WebhookURL, Reconnect: b.Reconnect, CreatedAt: created, ExpiresAt: expires}
}

// environmentOwner finds the key owner of an environment.
func (s *Service) environmentOwner(ctx context.Context, env int64) (vault.Owner, error) {
	if e, err := s.settings.ByID(env); err == nil {
		return environmentOwner(e.UUID), nil
	}
	return "", fault.New(fault.NotFound, "unknown_environment", "The environment does not exist.")
}

// SessionByToken finds the live session of a token. Faults: invalid_connect_session_token_format,
// unknown_connect_session_token (expired ones too).
func (s *Service) SessionByToken(ctx context.Context, token string) (Session, error) {
	hexadecimal, ok := strings.CutPrefix(token, sessionPrefix)
	if raw, err := hex.DecodeString(hexadecimal); !ok || err != nil || len(raw) != 32 {
		return Session{}, fault.New(fault.Unauthorized, "invalid_connect_session_token_format", "Authentication failed. The provided connect session token is not in the right format.")
	}
	hash := sha256.Sum256([]byte(token))
	var id string
	var env, created, expires int64
	var sealed []byte
	err := s.db.Reader().QueryRowContext(ctx, `SELECT uuid, environment_id, sealed, created_at, expires_at FROM connect_sessions WHERE token_hash = ?`, hash[:]).
		Scan(&id, &env, &sealed, &created, &expires)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !s.now().Before(sqlite.Time(expires)) {
		return Session{}, fault.New(fault.Unauthorized, "unknown_connect_session_token", "Authentication failed. The provided connect session token does not match any account.").
			WithHint("Sessions live 30 minutes; make a new one.")
	}
	if err != nil {
		return Session{}, s.db.Fault(err)
	}
	owner, err := s.environmentOwner(ctx, env)
	if err != nil {
		return Session{}, err
	}
	plain, err := s.vault.Unseal(ctx, owner, columnSession, sealed)
	if err != nil {
		return Session{}, err
	}
	var body sessionBody
	if err := json.Unmarshal(plain, &body); err != nil {
		return Session{}, brokenRow("Connect session", err)
	}
	return body.session(id, env, sqlite.Time(created), sqlite.Time(expires)), nil
}

// DeleteSession ends a session at once.
func (s *Service) DeleteSession(ctx context.Context, session Session) error {
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM connect_sessions WHERE uuid = ?`, session.UUID)
		return err
	})
}

// sweepSessions removes the sessions that ended.
func (s *Service) sweepSessions(ctx context.Context) {
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM connect_sessions WHERE expires_at <= ?`, sqlite.Micros(s.now()))
		return err
	})
	if err != nil && ctx.Err() == nil {
		s.log.Warn("old Connect sessions could not be removed", slog.Any("error", err))
	}
}
