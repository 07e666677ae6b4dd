package api

import (
	"encoding/json"
	"net/http"
	"strings"

	"patchbay/app/builder"
)

// builderEvents streams a session until it ends. An event "session" holds all of it; an event "text" holds what the last answer
// grew by since. A slow reader gets fewer and longer ones.
func (s *Server) builderEvents(c *call) error {
	one, err := s.builder.Session(c.env.ID, c.params["id"])
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Type", "text/event-stream")
	c.w.WriteHeader(http.StatusOK)
	s.streamSession(c, one)
	return nil
}

// streamSession writes until the session ends or the reader leaves: nobody could be told of an error, the head is sent.
func (s *Server) streamSession(c *call, one builder.Session) {
	out := http.NewResponseController(c.w)
	told := listener{shape: -1}
	for {
		event, data := told.hear(one)
		text, err := json.Marshal(data)
		if err != nil {
			return
		}
		if _, err := c.w.Write([]byte("event: " + event + "\ndata: " + string(text) + "\n\n")); err != nil {
			return
		}
		_ = out.Flush() // the window's writer has none
		if one.State != builder.Running {
			return
		}
		if one, err = s.builder.Next(c.ctx(), c.env.ID, one.ID, one.Revision); err != nil {
			return
		}
	}
}

// listener is what a reader of a session's events knows of it.
type listener struct {
	shape  int64  // of the session it was told last; -1: none yet
	answer string // the last one, as far as it was told
}

// hear is the event that brings the listener up to date: the new text alone when nothing changed but an answer that went on.
func (l *listener) hear(one builder.Session) (event string, data any) {
	known := *l
	l.shape, l.answer = one.Shape, lastAnswer(one)
	if more, goesOn := strings.CutPrefix(l.answer, known.answer); goesOn && l.shape == known.shape {
		return "text", more
	}
	return "session", builderSessionView(one)
}

func lastAnswer(one builder.Session) string {
	if len(one.Rounds) == 0 {
		return ""
	}
	return one.Rounds[len(one.Rounds)-1].Answer
}
