// Package settings keeps the environments with their API keys and the user's preferences.
package settings

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// defaultName is the environment that the first start makes.
const defaultName = "dev"

// Options says what a Service works on.
type Options struct {
	DB       *sqlite.DB
	Vault    *vault.Vault
	Bus      *event.Bus   // nil: nobody is told of changes
	Rand     io.Reader    // for keys and ids, safe for concurrent use; nil is crypto/rand
	FixedKey vault.Secret // the API key of the "dev" environment, a UUID v4; "" is the stored one

	Now func() time.Time // default time.Now
}

// Service answers from memory and writes through to the database; the data folder's lock makes it the only writer.
type Service struct {
	db     *sqlite.DB
	vault  *vault.Vault
	bus    *event.Bus
	rand   io.Reader
	fixed  vault.Secret
	clock  func() time.Time
	change sync.Mutex // one change at a time
	now    atomic.Pointer[snapshot]
}

// snapshot is what the database holds. It is never changed, only replaced.
type snapshot struct {
	environments []Environment
	keys         map[keyHash]*openKey
	preferences  Preferences
	connectPages map[int64]ConnectPage // by environment; the plain ones are missing
}

// Open reads the settings. The first start makes the environment "dev" and its API key, which needs the vault; later
// starts do not.
//
// FixedKey (PATCHBAY_SECRET_KEY) holds for this Service only: it takes the place of the stored key, which opens nothing
// meanwhile, is never written, and leaves the stored key as it was for the next start without it.
//
// Faults: "invalid_secret_key" for a FixedKey that is no UUID v4, "vault_replaced" when the data was sealed by another
// vault than this one, and those of the vault.
func Open(ctx context.Context, o Options) (*Service, error) {
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.FixedKey != "" && !isUUIDv4(o.FixedKey.Reveal()) {
		return nil, fault.New(fault.Invalid, "invalid_secret_key", "PATCHBAY_SECRET_KEY is not a UUID v4.").
			WithHint("Use a key such as uuidgen makes, or unset it to have one made.")
	}
	s := &Service{db: o.DB, vault: o.Vault, bus: o.Bus, rand: o.Rand, fixed: o.FixedKey, clock: o.Now}
	if s.clock == nil {
		s.clock = time.Now
	}
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	return s, s.load(ctx)
}

// prepare makes what the first start needs.
func (s *Service) prepare(ctx context.Context) error {
	env, profile, err := s.storedDefault(ctx)
	if err != nil {
		return err
	}
	if env.ID == 0 {
		_, err := s.makeEnvironment(ctx, Environment{Name: defaultName})
		return err
	}
	return s.matchVault(ctx, env, profile)
}

// storedDefault returns the first environment and the vault that sealed its key; a zero environment when there is none.
func (s *Service) storedDefault(ctx context.Context) (env Environment, profile string, err error) {
	err = s.db.Reader().QueryRowContext(ctx,
		`SELECT id, uuid, name, vault_profile FROM environments ORDER BY id LIMIT 1`).Scan(&env.ID, &env.UUID, &env.Name, &profile)
	if errors.Is(err, sql.ErrNoRows) {
		return Environment{}, "", nil
	}
	return env, profile, s.db.Fault(err)
}

// matchVault refuses data whose keys another vault holds: going on would make every secret look lost, one by one. A vault
// in memory has no identity and is let through.
func (s *Service) matchVault(ctx context.Context, env Environment, profile string) error {
	current := s.vault.Profile()
	if current == profile || current == "" {
		return nil
	}
	if profile != "" {
		return fault.New(fault.Conflict, "vault_replaced", "The secrets in this data folder were sealed by another vault than the one in vault.json.").
			WithHint("Put vault.json back from a backup of the folder, or start with a new one with --data-dir.")
	}
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE environments SET vault_profile = ?, updated_at = ? WHERE id = ?`,
			current, sqlite.Micros(tx.Now), env.ID)
		return err
	})
}

// load replaces the snapshot by what the database holds.
func (s *Service) load(ctx context.Context) error {
	next := &snapshot{keys: map[keyHash]*openKey{}}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT e.id, e.uuid, e.name, e.production, coalesce(k.id, 0), coalesce(k.display_name, ''),
		coalesce(k.scopes, '[]'), k.hash, coalesce(k.last_used_at, 0) FROM environments e LEFT JOIN api_keys k ON k.environment_id = e.id ORDER BY e.id, k.id`)
	if err != nil {
		return s.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err below tells
	for rows.Next() {
		if err := next.add(rows, s.fixed); err != nil {
			return s.db.Fault(err)
		}
	}
	if err := rows.Err(); err != nil {
		return s.db.Fault(err)
	}
	if s.fixed != "" {
		next.keys[hashKey(s.fixed.Reveal())] = &openKey{grant: Grant{next.environments[0], Scopes{FullAccess, AccountAccess}}}
	}
	next.preferences, err = s.readPreferences(ctx, next.environments[0])
	if err != nil {
		return err
	}
	if next.connectPages, err = s.readConnectPages(ctx); err != nil {
		return err
	}
	s.now.Store(next)
	return nil
}

// add takes up a row of an environment and one of its keys. The first environment's own key stands for the user, so it
// may also make and delete environments; a fixed key takes its place.
func (n *snapshot) add(rows *sql.Rows, fixed vault.Secret) error {
	var env Environment
	var name, scopes string
	var hash []byte
	var used int64
	k := &openKey{}
	if err := rows.Scan(&env.ID, &env.UUID, &env.Name, &env.Production, &k.id, &name, &scopes, &hash, &used); err != nil {
		return err
	}
	if !slices.Contains(n.environments, env) {
		n.environments = append(n.environments, env)
	}
	k.grant.Environment = env
	if err := json.Unmarshal([]byte(scopes), &k.grant.Scopes); err != nil {
		return err
	}
	if env == n.environments[0] && name == fullAccessName {
		if fixed != "" {
			return nil
		}
		k.grant.Scopes = append(k.grant.Scopes, AccountAccess)
	}
	if len(hash) == len(keyHash{}) {
		k.used.Store(used)
		n.keys[keyHash(hash)] = k
	}
	return nil
}

// changed re-reads the database after a write and tells everyone.
func (s *Service) changed(ctx context.Context) error {
	if err := s.load(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	if s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Settings})
	}
	return nil
}

// Default returns the environment that serves callers who name none: the window, the command line, GUI sessions.
func (s *Service) Default() Environment {
	return s.now.Load().environments[0]
}

// ByID returns the environment with that ID. Fault: unknown_environment.
func (s *Service) ByID(id int64) (Environment, error) { return s.environment(id) }

// Named returns the environment of that name or UUID. Fault: unknown_environment.
func (s *Service) Named(name string) (Environment, error) {
	for _, env := range s.now.Load().environments {
		if env.Name == name || env.UUID == name {
			return env, nil
		}
	}
	return Environment{}, errNoEnvironment
}

var errNoEnvironment = fault.New(fault.NotFound, "unknown_environment", "This environment does not exist.")

// Environments returns all environments, the default one first.
func (s *Service) Environments() []Environment {
	return slices.Clone(s.now.Load().environments)
}

func (s *Service) environment(id int64) (Environment, error) {
	for _, env := range s.now.Load().environments {
		if env.ID == id {
			return env, nil
		}
	}
	return Environment{}, errNoEnvironment
}
