package api

import (
	"patchbay/app/settings"
	"patchbay/app/vault"
)

// Variable is one of the environment's variables.
type Variable struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// listVariables answers a bare array (http-api §12.1).
func (s *Server) listVariables(c *call, _ none) ([]Variable, error) {
	if err := s.noBody(c); err != nil {
		return nil, err
	}
	all, err := s.settings.Variables(c.ctx(), c.env.ID)
	variables := []Variable{}
	for _, v := range all {
		variables = append(variables, Variable{Name: v.Name, Value: v.Value.Reveal()})
	}
	return variables, err
}

// VariableName is a variable without its value.
type VariableName struct {
	Name string `json:"name"`
}

// VariableNames wraps a list.
type VariableNames struct {
	Data []VariableName `json:"data"`
}

// guiVariables lists names; values are shown nowhere once they are stored.
func (s *Server) guiVariables(c *call, _ none) (VariableNames, error) {
	all, err := s.settings.Variables(c.ctx(), c.env.ID)
	names := VariableNames{Data: []VariableName{}}
	for _, v := range all {
		names.Data = append(names.Data, VariableName{Name: v.Name})
	}
	return names, err
}

// VariableInput stores a variable.
type VariableInput struct {
	Name  string `json:"name" rule:"min=1,max=256"`
	Value string `json:"value"`
}

func (s *Server) setVariable(c *call, _ none, b VariableInput) (VariableNames, error) {
	if err := s.settings.SetVariable(c.ctx(), c.env.ID, settings.Variable{Name: b.Name, Value: vault.Secret(b.Value)}); err != nil {
		return VariableNames{}, err
	}
	return s.guiVariables(c, none{})
}

func (s *Server) deleteVariable(c *call, _ none) error {
	return s.settings.DeleteVariable(c.ctx(), c.env.ID, c.params["name"])
}
