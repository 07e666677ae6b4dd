package api

import (
	"net/url"

	"patchbay/app/fault"
)

// Health says that the server answers.
type Health struct {
	Result string `json:"result"`
}

type anything struct{}

func (*anything) check(any, []string) []fault.Issue { return nil }

func (s *Server) health(*call, anything) (Health, error) { return Health{Result: "ok"}, nil }

func escapeSegment(text string) string { return url.PathEscape(text) }
