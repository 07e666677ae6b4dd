package project

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Target is a server to deploy to.
type Target struct {
	Name   string
	URL    string // without a slash at the end
	HasKey bool
}

const targetColumn = "deploy_target"

// Targets lists the servers by name.
func (s *Service) Targets(ctx context.Context) ([]Target, error) {
	env := s.Settings.Default()
	rows, err := s.DB.Reader().QueryContext(ctx, `SELECT name, url, sealed_key IS NOT NULL FROM deploy_targets WHERE environment_id = ? ORDER BY name`, env.ID)
	if err != nil {
		return nil, s.DB.Fault(err)
	}
	defer rows.Close()
	targets := []Target{}
	for rows.Next() {
		var t Target
		if err := rows.Scan(&t.Name, &t.URL, &t.HasKey); err != nil {
			return nil, s.DB.Fault(err)
		}
		targets = append(targets, t)
	}
	return targets, s.DB.Fault(rows.Err())
}

// SaveTarget stores a server; an empty key leaves the stored one. Faults: invalid_url.
func (s *Service) SaveTarget(ctx context.Context, name, address string, key vault.Secret) error {
	address = strings.TrimSuffix(address, "/")
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return fault.New(fault.Invalid, "invalid_url", "The address of a server begins with https://, or with http:// on this machine.").
			WithHint("The hosted server is https://api.nango.dev.")
	}
	env := s.Settings.Default()
	var sealed []byte
	if key != "" {
		if sealed, err = s.Vault.Seal(ctx, owner(env), targetColumn, []byte(key.Reveal())); err != nil {
			return err
		}
	}
	return s.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO deploy_targets (environment_id, name, url, sealed_key) VALUES (?, ?, ?, ?)
			ON CONFLICT (environment_id, name) DO UPDATE SET url = excluded.url, sealed_key = coalesce(excluded.sealed_key, CASE WHEN url = excluded.url THEN sealed_key END)`,
			env.ID, name, address, sealed)
		return s.DB.Fault(err)
	})
}

func loopback(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

func owner(env settings.Environment) vault.Owner { return vault.Owner("environment/" + env.UUID) }

// DeleteTarget forgets a server and its key.
func (s *Service) DeleteTarget(ctx context.Context, name string) error {
	env := s.Settings.Default()
	return s.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM deploy_targets WHERE environment_id = ? AND name = ?`, env.ID, name)
		if err != nil {
			return s.DB.Fault(err)
		}
		if n, _ := done.RowsAffected(); n == 0 {
			return unknownTarget(name)
		}
		return nil
	})
}

func unknownTarget(name string) error {
	return fault.New(fault.NotFound, "unknown_target", "There is no server named "+name+".").
		WithHint("Add it on the Export page, or with patchbay deploy --url URL --save " + name + ".")
}

// target returns a server and its key in clear.
func (s *Service) target(ctx context.Context, name string) (Target, vault.Secret, error) {
	env := s.Settings.Default()
	t := Target{Name: name}
	var sealed []byte
	err := s.DB.Reader().QueryRowContext(ctx, `SELECT url, sealed_key FROM deploy_targets WHERE environment_id = ? AND name = ?`, env.ID, name).Scan(&t.URL, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return Target{}, "", unknownTarget(name)
	}
	if err != nil {
		return Target{}, "", s.DB.Fault(err)
	}
	if sealed == nil {
		return t, "", fault.New(fault.Conflict, "no_key", "The server "+name+" has no key yet.").
			WithHint("Give the secret key of the environment there.")
	}
	t.HasKey = true
	key, err := s.Vault.Unseal(ctx, owner(env), targetColumn, sealed)
	return t, vault.Secret(key), err
}
