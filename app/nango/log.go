package nango

import (
	"context"
	"encoding/json"
	"strings"

	"patchbay/app/logs"
	"patchbay/app/text"
)

// maxMeta bounds the details of one line.
const maxMeta = 99_000

// line is what nango.log wrote.
type line struct {
	Level   string          `json:"level"`
	Message string          `json:"message"`
	Meta    json.RawMessage `json:"meta"`
	Dropped bool            `json:"dropped"` // a server would not keep it
	Cut     string          `json:"cut"`     // the beginning of a text that was too long for the way here
}

// log keeps a line of code. Everything is kept; what a server would drop is marked.
func (e *execution) log(args json.RawMessage) {
	var l line
	if json.Unmarshal(args, &l) != nil {
		return
	}
	if l.Cut != "" {
		l = line{Level: "info", Message: l.Cut + " ... (truncated, payload was too large)"}
	}
	meta := map[string]any{}
	if len(l.Meta) > 0 && string(l.Meta) != "null" {
		meta["meta"] = l.Meta
		if len(l.Meta) > maxMeta {
			meta["meta"] = text.Cut(string(l.Meta), 1000) + " ... (truncated)"
		}
	}
	if l.Dropped {
		meta["dropped_by_server"] = true
	}
	e.userLine(l.Level, l.Message, meta)
}

// longLog is a line that was too long to be told on the way.
func (e *execution) longLog(_ context.Context, _ none, body []byte) (any, error) {
	e.log(body)
	return nil, nil
}

func (e *execution) userLine(level, text string, meta map[string]any) {
	var detail json.RawMessage
	if len(meta) > 0 {
		if encoded, err := json.Marshal(meta); err == nil {
			detail = encoded
		}
	}
	e.mu.Lock()
	e.lines++
	e.mu.Unlock()
	e.r.Recorder.Entry(logs.Message{Level: level, Text: text, Source: logs.User, Meta: detail})
}

// maxConsole bounds one line of console output.
const maxConsole = 10_000

// console shows what code wrote to the console, which a server throws away.
func (e *execution) console(args json.RawMessage) {
	var c struct {
		Level string            `json:"level"`
		Args  []json.RawMessage `json:"args"`
		Cut   string            `json:"cut"`
	}
	if json.Unmarshal(args, &c) != nil {
		return
	}
	words := make([]string, 0, len(c.Args))
	for _, arg := range c.Args {
		var text string
		if json.Unmarshal(arg, &text) != nil {
			text = string(arg)
		}
		words = append(words, text)
	}
	line := strings.Join(words, " ")
	if c.Cut != "" {
		line = c.Cut
	}
	if len(line) > maxConsole {
		line = text.Cut(line, maxConsole) + "... (truncated)"
	}
	level := map[string]string{"error": "error", "warn": "warn", "debug": "debug", "trace": "debug"}[c.Level]
	if level == "" {
		level = "info"
	}
	e.userLine(level, line, map[string]any{"console": true, "dropped_by_server": true, "note": "not visible on the server"})
}
