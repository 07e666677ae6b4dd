package notify

import (
	"context"
	"database/sql"
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"sync"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/sqlite"
)

// Settings say where an environment's backend is notified and of what (http-api §10.1).
type Settings struct {
	PrimaryURL              string // "": nothing is sent there
	SecondaryURL            string
	OnAuthCreation          bool // a connection was made, or could not be
	OnAuthRefreshError      bool // credentials could not be renewed
	OnConnectionDeletion    bool
	OnSyncCompletionAlways  bool // also syncs that changed nothing
	OnSyncError             bool
	OnAsyncActionCompletion bool
	SignWith                SignWith
}

// SignWith says which key signs.
type SignWith string

// The keys. Apps written for older environments verify with their API key (http-api §3.4).
const (
	OwnKey SignWith = "own"
	APIKey SignWith = "api_key"
)

// SettingsUpdate changes the fields that are not nil. An empty address switches a target off.
type SettingsUpdate struct {
	PrimaryURL              *string
	SecondaryURL            *string
	OnAuthCreation          *bool
	OnAuthRefreshError      *bool
	OnConnectionDeletion    *bool
	OnSyncCompletionAlways  *bool
	OnSyncError             *bool
	OnAsyncActionCompletion *bool
	SignWith                *SignWith
}

// keptSettings answers from memory; the data folder's lock makes this process the only writer.
type keptSettings struct {
	change sync.Mutex // one change at a time; never taken inside a transaction
	mu     sync.Mutex // guards known
	known  map[int64]Settings
}

func (k *keptSettings) init() { k.known = map[int64]Settings{} }

func (k *keptSettings) get(env int64) (Settings, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, known := k.known[env]
	return s, known
}

func (k *keptSettings) put(env int64, s Settings) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.known[env] = s
}

// first keeps what was read, unless a change came first.
func (k *keptSettings) first(env int64, s Settings) Settings {
	k.mu.Lock()
	defer k.mu.Unlock()
	if newer, known := k.known[env]; known {
		return newer
	}
	k.known[env] = s
	return s
}

// Settings returns an environment's settings; every switch is on where nobody chose.
func (s *Service) Settings(ctx context.Context, env int64) (Settings, error) {
	if kept, known := s.kept.get(env); known {
		return kept, nil
	}
	stored, err := s.storedSettings(ctx, env)
	if err != nil {
		return stored, err
	}
	return s.kept.first(env, stored), nil
}

func (s *Service) storedSettings(ctx context.Context, env int64) (Settings, error) {
	k := Settings{OnAuthCreation: true, OnAuthRefreshError: true, OnConnectionDeletion: true, OnSyncCompletionAlways: true, OnSyncError: true,
		OnAsyncActionCompletion: true, SignWith: OwnKey}
	err := s.db.Reader().QueryRowContext(ctx, `SELECT primary_url, secondary_url, on_auth_creation, on_auth_refresh_error, on_connection_deletion,
		on_sync_completion_always, on_sync_error, on_async_action_completion, sign_with FROM notification_settings WHERE environment_id = ?`, env).
		Scan(&k.PrimaryURL, &k.SecondaryURL, &k.OnAuthCreation, &k.OnAuthRefreshError, &k.OnConnectionDeletion, &k.OnSyncCompletionAlways,
			&k.OnSyncError, &k.OnAsyncActionCompletion, &k.SignWith)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return k, s.db.Fault(err)
	}
	return k, nil
}

// UpdateSettings checks the changes, stores them and returns the new whole. A value that cannot be is the fault
// invalid_body with an issue for each wrong field, and nothing is stored.
func (s *Service) UpdateSettings(ctx context.Context, env int64, u SettingsUpdate) (Settings, error) {
	if _, err := s.settings.ByID(env); err != nil {
		return Settings{}, err
	}
	s.kept.change.Lock()
	defer s.kept.change.Unlock()
	k, err := s.storedSettings(ctx, env)
	if err != nil {
		return k, err
	}
	u.apply(&k)
	if issues := k.check(); len(issues) > 0 {
		return Settings{}, fault.New(fault.Invalid, "invalid_body", issues[0].Message).WithIssues(issues...)
	}
	if err := s.storeSettings(ctx, env, k); err != nil {
		return k, err
	}
	s.kept.put(env, k)
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Settings})
	}
	return k, nil
}

func (s *Service) storeSettings(ctx context.Context, env int64, k Settings) error {
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO notification_settings (environment_id, primary_url, secondary_url, on_auth_creation,
			on_auth_refresh_error, on_connection_deletion, on_sync_completion_always, on_sync_error, on_async_action_completion, sign_with)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET primary_url = excluded.primary_url, secondary_url = excluded.secondary_url,
			on_auth_creation = excluded.on_auth_creation, on_auth_refresh_error = excluded.on_auth_refresh_error,
			on_connection_deletion = excluded.on_connection_deletion, on_sync_completion_always = excluded.on_sync_completion_always,
			on_sync_error = excluded.on_sync_error, on_async_action_completion = excluded.on_async_action_completion, sign_with = excluded.sign_with`,
			env, k.PrimaryURL, k.SecondaryURL, k.OnAuthCreation, k.OnAuthRefreshError, k.OnConnectionDeletion, k.OnSyncCompletionAlways, k.OnSyncError,
			k.OnAsyncActionCompletion, k.SignWith)
		return err
	})
}

func (u SettingsUpdate) apply(k *Settings) {
	for into, value := range map[*string]*string{&k.PrimaryURL: u.PrimaryURL, &k.SecondaryURL: u.SecondaryURL} {
		if value != nil {
			*into = strings.TrimSpace(*value)
		}
	}
	for into, value := range map[*bool]*bool{&k.OnAuthCreation: u.OnAuthCreation, &k.OnAuthRefreshError: u.OnAuthRefreshError,
		&k.OnConnectionDeletion: u.OnConnectionDeletion, &k.OnSyncCompletionAlways: u.OnSyncCompletionAlways, &k.OnSyncError: u.OnSyncError,
		&k.OnAsyncActionCompletion: u.OnAsyncActionCompletion} {
		if value != nil {
			*into = *value
		}
	}
	if u.SignWith != nil {
		k.SignWith = *u.SignWith
	}
}

func (k Settings) check() []fault.Issue {
	var issues []fault.Issue
	add := func(field, message string) {
		if message != "" {
			issues = append(issues, fault.Issue{Code: "custom", Message: message, Path: []string{field}})
		}
	}
	add("primary_url", CheckURL(k.PrimaryURL))
	add("secondary_url", CheckURL(k.SecondaryURL))
	if k.SecondaryURL != "" && k.SecondaryURL == k.PrimaryURL {
		add("secondary_url", "This is the primary address already.")
	}
	if k.SignWith != OwnKey && k.SignWith != APIKey {
		add("sign_with", "sign_with is own or api_key.")
	}
	return issues
}

// CheckURL says what is wrong with an address to notify; "" is nothing. Loopback and private addresses are fine, because
// the user typed them; a cloud's metadata service is not.
func CheckURL(text string) string {
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return "Give a whole address that begins with http:// or https://."
	case u.User != nil:
		return "Leave user name and password out of the address: notifications are signed instead."
	case u.Fragment != "":
		return "Leave the part after # out: it never reaches a server."
	case outbound.IsMetadata(u.Hostname()):
		return "This is the address of a cloud's metadata service. It is never notified."
	case isUnspecified(u.Hostname()):
		return "This address stands for all addresses of a machine. Use 127.0.0.1 or localhost."
	case len(text) > maxURL:
		return "An address has at most 2,048 characters."
	}
	return ""
}

const maxURL = 2048

func isUnspecified(host string) bool {
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsUnspecified()
}
