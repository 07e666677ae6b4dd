package api

import (
	"encoding/json"
	"net/http"
	"time"
)

// keepAlive is how often an idle stream says something: a page that is gone is noticed only by a failing write.
const keepAlive = 15 * time.Second

// events streams hints until the client goes away. No http.Flusher: the window's asset server has none.
func (s *Server) events(c *call) error {
	hints := s.bus.Subscribe()
	defer hints.Close()
	c.w.Header().Set("Content-Type", "text/event-stream")
	c.w.WriteHeader(http.StatusOK)
	out := http.NewResponseController(c.w)
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	line := []byte(": hello\n\n")
	for {
		if _, err := c.w.Write(line); err != nil {
			return nil
		}
		_ = out.Flush()
		select {
		case <-c.ctx().Done():
			return nil
		case <-tick.C:
			line = []byte(": still here\n\n")
		case hint, open := <-hints.C:
			if !open {
				return nil
			}
			data, err := json.Marshal(hint)
			if err != nil {
				return nil
			}
			line = append(append([]byte("data: "), data...), "\n\n"...)
		}
	}
}
