package api

import (
	"testing"

	"patchbay/app/builder"
)

func TestAReaderOfADraftIsToldWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	told := listener{shape: -1}
	for _, step := range []struct {
		name   string
		shape  int64
		answer string
		event  string
		text   string
	}{
		{"the beginning", 0, "", "session", ""},
		{"a first word", 0, "impo", "text", "impo"},
		{"more of it", 0, "import", "text", "rt"},
		{"nothing new", 0, "import", "text", ""},
		{"another phase", 1, "import { a }", "session", ""},
		{"a shorter answer", 1, "imp", "session", ""},
		{"another answer of that length", 1, "exp", "session", ""},
		{"more of that one", 1, "export", "text", "ort"},
	} {
		event, data := told.hear(builder.Session{State: builder.Running, Shape: step.shape, Rounds: []builder.Round{{Number: 1, Answer: step.answer}}})
		if event != step.event {
			t.Errorf("%s: the event is %q, not %q", step.name, event, step.event)
		}
		switch got := data.(type) {
		case string:
			if got != step.text {
				t.Errorf("%s: the text is %q, not %q", step.name, got, step.text)
			}
		case BuilderSession:
			if got.Rounds[0].Answer != step.answer {
				t.Errorf("%s: the session's answer is %q", step.name, got.Rounds[0].Answer)
			}
		}
	}
}
