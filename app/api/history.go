package api

import "patchbay/app/playground"

// History wraps the requests, newest first.
type History struct {
	Data []playground.HistoryItem `json:"data"`
}

type historyQuery struct {
	Limit *int `json:"limit,omitempty" rule:"min=1,max=200"`
}

func (s *Server) history(c *call, q historyQuery) (History, error) {
	limit := playground.Limit
	if q.Limit != nil {
		limit = *q.Limit
	}
	items, err := s.played.List(c.ctx(), c.env, limit)
	return History{Data: items}, err
}

func (s *Server) clearHistory(c *call, _ none) error {
	return s.played.Clear(c.ctx(), c.env)
}
