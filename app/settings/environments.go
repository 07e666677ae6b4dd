package settings

import (
	"context"
	"regexp"

	"github.com/google/uuid"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Environment is a separate world of integrations and connections with API keys of its own.
type Environment struct {
	ID         int64
	UUID       string // part of webhook addresses
	Name       string
	Production bool // it cannot be deleted over the API
}

func (e Environment) owner() vault.Owner { return vault.Owner("environment/" + e.UUID) }

// productionName is the environment that is always for production.
const productionName = "prod"

var environmentName = regexp.MustCompile(`^[a-z0-9_-]{1,255}$`)

// CreateEnvironment makes an environment with its full-access key. production is nil for the default. Faults:
// "invalid_body" for a name that cannot be, "conflict" for one that is in use, "invalid_is_prod_flag" for a "prod" that
// shall not be for production.
func (s *Service) CreateEnvironment(ctx context.Context, name string, production *bool) (Environment, error) {
	if !environmentName.MatchString(name) {
		return Environment{}, fault.New(fault.Invalid, "invalid_body", "The environment cannot be named like this.").
			WithIssues(fault.Issue{Code: "invalid_format", Message: "A name has small letters, digits, _ and -.", Path: []string{"name"}})
	}
	if name == productionName && production != nil && !*production {
		return Environment{}, fault.New(fault.Invalid, "invalid_is_prod_flag", "The environment prod is always for production.")
	}
	s.change.Lock()
	defer s.change.Unlock()
	for _, env := range s.now.Load().environments {
		if env.Name == name {
			return Environment{}, fault.New(fault.Conflict, "conflict", "There is an environment of this name.").WithHint("Choose another name.")
		}
	}
	env, err := s.makeEnvironment(ctx, Environment{Name: name, Production: name == productionName || production != nil && *production})
	if err != nil {
		return Environment{}, err
	}
	return env, s.changed(ctx)
}

// makeEnvironment stores an environment and its key. The sealing key reaches the keychain before the rows reach the
// database, so a crash in between costs an unused keychain item and nothing else.
func (s *Service) makeEnvironment(ctx context.Context, env Environment) (Environment, error) {
	id, err := uuid.NewRandomFromReader(s.rand)
	if err != nil {
		return env, err
	}
	env.UUID = id.String()
	key, err := s.newKey()
	if err != nil {
		return env, err
	}
	row, err := s.sealKey(ctx, env, key)
	if err != nil {
		return env, err
	}
	return env, s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		now := sqlite.Micros(tx.Now)
		err := tx.QueryRowContext(ctx, `INSERT INTO environments (uuid, name, vault_profile, production, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?) RETURNING id`, env.UUID, env.Name, s.vault.Profile(), env.Production, now, now).Scan(&env.ID)
		if err != nil {
			return err
		}
		_, err = row.insert(ctx, tx, env, fullAccessName, Scopes{FullAccess})
		return err
	})
}

// CheckDeletable says why an environment must stay: "default_environment" for the first one, which the app itself uses,
// "cannot_delete_prod_environment" for one of production, "unknown_environment".
func (s *Service) CheckDeletable(id int64) error {
	env, err := s.environment(id)
	switch {
	case err != nil:
		return err
	case env.Production:
		return fault.New(fault.Invalid, "cannot_delete_prod_environment", "An environment of production cannot be deleted.")
	case env == s.now.Load().environments[0]:
		return fault.New(fault.Conflict, "default_environment", "The first environment cannot be deleted.").
			WithHint("Patchbay itself works in it; delete its integrations instead.")
	}
	return nil
}

// DeleteEnvironment removes an environment with everything that still belongs to it; its keys are dead when this
// returns. What needs more than deleting rows, such as connections, has gone before. Faults: see CheckDeletable.
func (s *Service) DeleteEnvironment(ctx context.Context, id int64) error {
	s.change.Lock()
	defer s.change.Unlock()
	if err := s.CheckDeletable(id); err != nil {
		return err
	}
	env, err := s.environment(id)
	if err != nil {
		return err
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM environments WHERE id = ?`, id)
		return s.db.Fault(err)
	})
	if err != nil {
		return err
	}
	if err := s.changed(ctx); err != nil {
		return err
	}
	return s.vault.Delete(ctx, env.owner())
}
