package api

import (
	"patchbay/app/fault"
)

// Function is a deployed function of an integration (http-api §2.3). This version runs none yet, so lists are empty.
type Function struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// FunctionList is one page of an integration's functions.
type FunctionList struct {
	Data       []Function `json:"data"`
	Pagination Pagination `json:"pagination"`
}

// Pagination says where a page lies.
type Pagination struct {
	Total int `json:"total"`
	Page  int `json:"page"`
	Limit int `json:"limit"`
}

// FunctionEntry wraps one function.
type FunctionEntry struct {
	Data Function `json:"data"`
}

type functionsQuery struct {
	Type   string `json:"type,omitempty" rule:"oneof=sync|action|on-event"`
	Search string `json:"search,omitempty" rule:"min=1,max=255"`
	Page   int    `json:"page,omitempty"`
	Limit  *int   `json:"limit,omitempty" rule:"min=1,max=100"`
}

type functionQuery struct {
	Type string `json:"type,omitempty" rule:"oneof=sync|action|on-event"`
}

type scriptsQuery struct {
	Format string `json:"format,omitempty" rule:"oneof=nango|openai"`
}

func (s *Server) listFunctions(c *call, q functionsQuery) (FunctionList, error) {
	if _, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"]); err != nil {
		return FunctionList{}, err
	}
	limit := 20
	if q.Limit != nil {
		limit = *q.Limit
	}
	return FunctionList{Data: []Function{}, Pagination: Pagination{Page: q.Page, Limit: limit}}, nil
}

func (s *Server) getFunction(c *call, _ functionQuery) (FunctionEntry, error) {
	if _, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"]); err != nil {
		return FunctionEntry{}, err
	}
	return FunctionEntry{}, fault.New(fault.NotFound, "not_found", "The integration has no function "+c.params["name"]+".")
}

// scriptsConfig answers an array, or for the openai format an object with one.
func (s *Server) scriptsConfig(_ *call, q scriptsQuery) (any, error) {
	if q.Format == "openai" {
		return map[string]any{"data": []any{}}, nil
	}
	return []any{}, nil
}
