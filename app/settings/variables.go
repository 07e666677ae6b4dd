package settings

import (
	"context"
	"fmt"
	"regexp"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Variable is one of an environment's variables, which functions read (functions.md §3.6). Values may be secret.
type Variable struct {
	Name  string
	Value vault.Secret
}

const variableColumn = "variable"

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,255}$`)

// maxVariable is the most bytes that a value may have.
const maxVariable = 64 << 10

// Variables returns an environment's variables by name.
func (s *Service) Variables(ctx context.Context, environmentID int64) ([]Variable, error) {
	env, err := s.environment(environmentID)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT name, sealed FROM variables WHERE environment_id = ? ORDER BY name`, environmentID)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	all := []Variable{}
	for rows.Next() {
		var v Variable
		var sealed []byte
		if err := rows.Scan(&v.Name, &sealed); err != nil {
			return nil, s.db.Fault(err)
		}
		value, err := s.vault.Unseal(ctx, env.owner(), variableColumn, sealed)
		if err != nil {
			return nil, err
		}
		v.Value = vault.Secret(value)
		all = append(all, v)
	}
	return all, s.db.Fault(rows.Err())
}

// SetVariable stores a variable. Faults: invalid_variable.
func (s *Service) SetVariable(ctx context.Context, environmentID int64, v Variable) error {
	env, err := s.environment(environmentID)
	if err != nil {
		return err
	}
	if !variableName.MatchString(v.Name) {
		return fault.New(fault.Invalid, "invalid_variable", "The name of a variable has letters, digits and _, and does not begin with a digit.")
	}
	if len(v.Value.Reveal()) > maxVariable {
		return fault.New(fault.TooLarge, "invalid_variable", fmt.Sprintf("The value of a variable has at most %d bytes.", maxVariable))
	}
	sealed, err := s.vault.Seal(ctx, env.owner(), variableColumn, []byte(v.Value.Reveal()))
	if err != nil {
		return err
	}
	return s.changeVariables(ctx, `INSERT INTO variables (environment_id, name, sealed) VALUES (?, ?, ?)
		ON CONFLICT (environment_id, name) DO UPDATE SET sealed = excluded.sealed`, environmentID, v.Name, sealed)
}

// DeleteVariable removes a variable; one that is not there is no error.
func (s *Service) DeleteVariable(ctx context.Context, environmentID int64, name string) error {
	return s.changeVariables(ctx, `DELETE FROM variables WHERE environment_id = ? AND name = ?`, environmentID, name)
}

func (s *Service) changeVariables(ctx context.Context, statement string, args ...any) error {
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, statement, args...)
		return s.db.Fault(err)
	})
	if err == nil && s.bus != nil {
		s.bus.Publish(event.Hint{Topic: event.Settings})
	}
	return err
}
