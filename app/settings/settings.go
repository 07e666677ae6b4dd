// Package settings keeps the environments with their API keys and the user's preferences.
package settings

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"io"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// defaultName is the environment that the first start makes.
const defaultName = "dev"

// Environment is a separate world of integrations and connections with API keys of its own.
type Environment struct {
	ID   int64
	UUID string // part of webhook addresses
	Name string
}

func (e Environment) owner() vault.Owner { return vault.Owner("environment/" + e.UUID) }

// Options says what a Service works on.
type Options struct {
	DB       *sqlite.DB
	Vault    *vault.Vault
	Bus      *event.Bus   // nil: nobody is told of changes
	Rand     io.Reader    // for keys and ids, safe for concurrent use; nil is crypto/rand
	FixedKey vault.Secret // the API key of the "dev" environment, a UUID v4; "" is the stored one
}

// Service answers from memory and writes through to the database; the data folder's lock makes it the only writer.
type Service struct {
	db     *sqlite.DB
	vault  *vault.Vault
	bus    *event.Bus
	rand   io.Reader
	fixed  vault.Secret
	change sync.Mutex // one change at a time
	now    atomic.Pointer[snapshot]
}

// snapshot is what the database holds. It is never changed, only replaced.
type snapshot struct {
	environments []Environment
	keys         map[keyHash]Environment
	preferences  Preferences
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
	s := &Service{db: o.DB, vault: o.Vault, bus: o.Bus, rand: o.Rand, fixed: o.FixedKey}
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
		return s.create(ctx)
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

// create makes the default environment with its key. The sealing key reaches the keychain before the rows reach the
// database, so a crash in between costs an unused keychain item and nothing else.
func (s *Service) create(ctx context.Context) error {
	id, err := uuid.NewRandomFromReader(s.rand)
	if err != nil {
		return err
	}
	env := Environment{UUID: id.String(), Name: defaultName}
	key, err := s.newKey()
	if err != nil {
		return err
	}
	row, err := s.sealKey(ctx, env, key)
	if err != nil {
		return err
	}
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		now := sqlite.Micros(tx.Now)
		err := tx.QueryRowContext(ctx, `INSERT INTO environments (uuid, name, vault_profile, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?) RETURNING id`, env.UUID, env.Name, s.vault.Profile(), now, now).Scan(&env.ID)
		if err != nil {
			return err
		}
		return row.insert(ctx, tx, env)
	})
}

// load replaces the snapshot by what the database holds.
func (s *Service) load(ctx context.Context) error {
	next := &snapshot{keys: map[keyHash]Environment{}}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT e.id, e.uuid, e.name, k.hash
		FROM environments e LEFT JOIN api_keys k ON k.environment_id = e.id ORDER BY e.id, k.id`)
	if err != nil {
		return s.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err below tells
	for rows.Next() {
		var env Environment
		var hash []byte
		if err := rows.Scan(&env.ID, &env.UUID, &env.Name, &hash); err != nil {
			return s.db.Fault(err)
		}
		if !slices.Contains(next.environments, env) {
			next.environments = append(next.environments, env)
		}
		if len(hash) == len(keyHash{}) {
			next.keys[keyHash(hash)] = env
		}
	}
	if err := rows.Err(); err != nil {
		return s.db.Fault(err)
	}
	if s.fixed != "" {
		next.fixKey(hashKey(s.fixed.Reveal()))
	}
	next.preferences, err = s.readPreferences(ctx, next.environments[0])
	if err != nil {
		return err
	}
	s.now.Store(next)
	return nil
}

// fixKey lets only this key open the default environment.
func (n *snapshot) fixKey(key keyHash) {
	env := n.environments[0]
	maps.DeleteFunc(n.keys, func(_ keyHash, opens Environment) bool { return opens == env })
	n.keys[key] = env
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
func (s *Service) Default(context.Context) (Environment, error) {
	return s.now.Load().environments[0], nil
}

// Environments returns all environments, the default one first.
func (s *Service) Environments(context.Context) ([]Environment, error) {
	return slices.Clone(s.now.Load().environments), nil
}

func (s *Service) environment(id int64) (Environment, error) {
	for _, env := range s.now.Load().environments {
		if env.ID == id {
			return env, nil
		}
	}
	return Environment{}, fault.New(fault.NotFound, "unknown_environment", "This environment does not exist.")
}
