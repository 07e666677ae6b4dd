package logs

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"runtime"
	"strings"
	"unicode/utf8"

	"patchbay/app/sqlite"
	"patchbay/app/text"
)

const insertOperation = `INSERT INTO operations (environment_id, id, kind, action, source, state, title, provider, integration, connection,
	method, url, status, attempts, error, started_at, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (environment_id, id) DO UPDATE SET state = excluded.state, title = excluded.title, provider = excluded.provider,
	integration = excluded.integration, connection = excluded.connection, method = excluded.method, url = excluded.url,
	status = excluded.status, attempts = excluded.attempts, error = excluded.error, finished_at = excluded.finished_at`

const insertMessage = `INSERT INTO messages (environment_id, operation_id, at, level, text, exchange, kind, source, meta) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

// write stores one batch in one transaction. What it takes from the recorders is gone when the transaction fails: the
// log must not fill the memory because the disk is full.
func (s *Store) write(ctx context.Context, batch []*Recorder) (operations int, err error) {
	err = s.o.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, r := range batch {
			op, fresh, messages, weight := r.take()
			s.weigh(-weight)
			if fresh {
				operations++
			}
			if err := s.writeOne(ctx, tx, op, messages); err != nil {
				return err
			}
			runtime.Gosched() // the calls themselves come first
		}
		return nil
	})
	return operations, err
}

func (s *Store) writeOne(ctx context.Context, tx *sqlite.Tx, op Operation, messages []Message) error {
	op = s.redactOperation(op)
	var failure, finished any
	if op.Error != nil {
		text, err := json.Marshal(op.Error)
		if err != nil {
			return err
		}
		failure = string(text)
	}
	if !op.FinishedAt.IsZero() {
		finished = sqlite.Micros(op.FinishedAt)
	}
	_, err := tx.ExecContext(ctx, insertOperation, op.EnvironmentID, op.ID, op.Kind, op.Action, op.Source, op.State, op.Title, op.Provider, op.Integration,
		op.Connection, op.Method, op.URL, op.Status, op.Attempts, failure, sqlite.Micros(op.StartedAt), finished)
	if err != nil {
		return err
	}
	for _, m := range messages {
		var exchange any
		if m.Exchange != nil {
			text, err := json.Marshal(s.redactExchange(*m.Exchange).json())
			if err != nil {
				return err
			}
			exchange = string(text)
		}
		if _, err := tx.ExecContext(ctx, insertMessage, op.EnvironmentID, op.ID, sqlite.Micros(m.At), m.Level, s.o.Redactor.Text(m.Text), exchange,
			orNull(m.Kind), orNull(m.Source), orNull(s.redactMeta(m.Meta))); err != nil {
			return err
		}
	}
	return nil
}

// redactMeta masks secrets in JSON details. Should a mask break the JSON, its text is kept as one.
func (s *Store) redactMeta(meta json.RawMessage) string {
	if len(meta) == 0 {
		return ""
	}
	clean := s.o.Redactor.Text(string(meta))
	if json.Valid([]byte(clean)) {
		return clean
	}
	quoted, err := json.Marshal(clean)
	if err != nil {
		return ""
	}
	return string(quoted)
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func (s *Store) redactOperation(op Operation) Operation {
	text := s.o.Redactor.Text
	op.Title, op.URL = text(op.Title), text(op.URL)
	if op.Error != nil {
		op.Error = &Failure{Code: op.Error.Code, Message: text(op.Error.Message), Hint: text(op.Error.Hint)}
	}
	return op
}

func (s *Store) redactExchange(e Exchange) Exchange {
	r := s.o.Redactor
	e.URL, e.Error, e.RetryReason = r.Text(e.URL), r.Text(e.Error), r.Text(e.RetryReason)
	e.RequestBody = r.Text(readable(e.RequestBody, e.RequestHeaders, e.RequestSize))
	e.ResponseBody = r.Text(readable(e.ResponseBody, e.ResponseHeaders, e.ResponseSize))
	e.RequestHeaders, e.ResponseHeaders = r.Header(e.RequestHeaders), r.Header(e.ResponseHeaders)
	return e
}

// readable returns a body as text, or one line about it when it is none.
func readable(body string, header http.Header, size int64) string {
	if body == "" {
		return ""
	}
	if header.Get("Content-Encoding") == "" && isText(header.Get("Content-Type")) {
		if utf8.ValidString(body) {
			return body
		}
		if clean := text.Whole(body); utf8.ValidString(clean) {
			return clean
		}
	}
	kind := header.Get("Content-Type")
	if kind == "" {
		kind = "unknown type"
	}
	return fmt.Sprintf("(%d bytes of %s)", max(size, int64(len(body))), kind)
}

// isText reports whether a content type is for reading; none at all counts as text and is then judged by its bytes.
func isText(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return contentType == ""
	}
	if strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "+json") || strings.HasSuffix(kind, "+xml") {
		return true
	}
	switch kind {
	case "application/json", "application/xml", "application/x-www-form-urlencoded", "application/javascript", "application/graphql",
		"application/x-ndjson", "application/jsonl", "application/yaml", "application/x-yaml", "application/jwt", "application/problem+json":
		return true
	}
	return false
}
