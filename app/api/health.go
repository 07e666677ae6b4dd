package api

import (
	"patchbay/app/fault"
)

// Health says that the server answers.
type Health struct {
	Result string `json:"result"`
}

// anything is a query that is not looked at.
type anything struct{}

func (*anything) check(any, []string) []fault.Issue { return nil }

func (s *Server) health(*call, anything) (Health, error) { return Health{Result: "ok"}, nil }
