package api

import (
	"encoding/json"
	"time"

	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/logs"
)

// OperationView is one thing that was done, in the log.
type OperationView struct {
	ID          string          `json:"id"`
	Kind        string          `json:"kind"`
	Action      string          `json:"action"`
	Source      OperationSource `json:"source"`
	State       OperationState  `json:"state"`
	Title       string          `json:"title"`
	Provider    string          `json:"provider"`
	Integration string          `json:"integration"`
	Connection  string          `json:"connection"`
	Method      string          `json:"method,omitempty"`
	URL         string          `json:"url,omitempty"`
	Status      int             `json:"status,omitempty"`
	Attempts    int             `json:"attempts"`
	Error       *FaultView      `json:"error"`
	StartedAt   string          `json:"started_at"`
	FinishedAt  *string         `json:"finished_at"`
	DurationMS  *float64        `json:"duration_ms"`
}

// OperationSource is who asked, one of logs.Sources.
type OperationSource string

var oneSource = &shape{kind: shapeText, rules: rules{oneOf: logs.Sources()}}

func (*OperationSource) check(value any, path []string) []fault.Issue {
	return oneSource.check(value, path)
}

// OperationState is "running", "success", "failed", "cancelled" or "timeout".
type OperationState string

// OperationDetail adds the lines and HTTP attempts.
type OperationDetail struct {
	OperationView
	Messages  []MessageView  `json:"messages"`
	Diagnosis *DiagnosisView `json:"diagnosis" jsonschema:"why a login, a renewal or a check failed; null for what did not fail"`
}

// DiagnosisView names the cause of a failed login or renewal, what to change, and what shows it.
type DiagnosisView struct {
	Cause    string   `json:"cause"` // a cause of package diagnosis, such as "redirect_mismatch"
	Message  string   `json:"message"`
	Remedy   string   `json:"remedy"`
	Evidence []string `json:"evidence"`
}

// MessageView is one line or one HTTP attempt.
type MessageView struct {
	ID       int64         `json:"id"`
	At       string        `json:"at"`
	Level    string        `json:"level"`
	Kind     string        `json:"kind"`   // "log", "http", "records", "checkpoint", "wait", "note" or "diagnosis"
	Source   string        `json:"source"` // "user": the function's own words; "internal": Patchbay's
	Text     string        `json:"text"`
	Meta     Object        `json:"meta"`
	Exchange *ExchangeView `json:"exchange,omitempty"`
}

// ExchangeView is one HTTP attempt, redacted. Bodies are cut; the sizes are the true ones in bytes.
type ExchangeView struct {
	Attempt         int                 `json:"attempt"`
	Method          string              `json:"method"`
	URL             string              `json:"url"`
	RequestHeaders  map[string][]string `json:"request_headers"`
	ResponseHeaders map[string][]string `json:"response_headers"`
	RequestBody     string              `json:"request_body"`
	ResponseBody    string              `json:"response_body"`
	RequestSize     int64               `json:"request_size"`
	ResponseSize    int64               `json:"response_size"`
	Status          int                 `json:"status"`
	Timing          TimingView          `json:"timing"`
	RemoteAddr      string              `json:"remote_addr,omitempty"`
	Error           string              `json:"error,omitempty"`
	RetryReason     string              `json:"retry_reason,omitempty"`
	RetryAfterMS    float64             `json:"retry_after_ms,omitempty"`
}

// TimingView says where the time of an attempt went, in milliseconds.
type TimingView struct {
	DNS       float64 `json:"dns"`
	Connect   float64 `json:"connect"`
	TLS       float64 `json:"tls"`
	FirstByte float64 `json:"first_byte"`
	Total     float64 `json:"total"`
}

// OperationViews is one page of the log, newest first. NextCursor asks for the page after it.
type OperationViews struct {
	Data       []OperationView `json:"data"`
	NextCursor *string         `json:"next_cursor"`
}

// OperationDetailEntry wraps one operation.
type OperationDetailEntry struct {
	Data OperationDetail `json:"data"`
}

type operationsQuery struct {
	Kind        string          `json:"kind,omitempty" rule:"oneof=proxy|auth|connection|admin|sync|action|on-event|webhook|mcp"`
	State       string          `json:"state,omitempty" rule:"oneof=running|success|failed|cancelled|timeout"`
	Integration string          `json:"integration,omitempty"`
	Connection  string          `json:"connection,omitempty"`
	Source      OperationSource `json:"source,omitempty"`
	Search      string          `json:"search,omitempty" rule:"max=255"`
	Cursor      string          `json:"cursor,omitempty"`
	Limit       *int            `json:"limit,omitempty" rule:"min=1,max=200"`
}

func (s *Server) listOperations(c *call, q operationsQuery) (OperationViews, error) {
	limit := 50
	if q.Limit != nil {
		limit = *q.Limit
	}
	page, next, err := s.logs.List(c.ctx(), c.env.ID, logs.Filter{Kind: q.Kind, State: q.State, Integration: q.Integration,
		Connection: q.Connection, Source: string(q.Source), Search: q.Search, Before: q.Cursor, Limit: limit})
	if err != nil {
		return OperationViews{}, err
	}
	views := OperationViews{Data: make([]OperationView, 0, len(page)), NextCursor: orNull(next)}
	for _, op := range page {
		views.Data = append(views.Data, operationView(op))
	}
	return views, nil
}

func (s *Server) getOperation(c *call, _ none) (OperationDetailEntry, error) {
	op, lines, err := s.logs.Get(c.ctx(), c.env.ID, c.params["id"])
	if err != nil {
		return OperationDetailEntry{}, err
	}
	detail := OperationDetail{OperationView: operationView(op), Messages: make([]MessageView, 0, len(lines))}
	for _, line := range lines {
		detail.Messages = append(detail.Messages, messageView(line))
	}
	detail.Diagnosis = diagnosisView(op, lines)
	return OperationDetailEntry{Data: detail}, nil
}

// diagnosisView reads what was noted at the end of a login or renewal. One that ended without an answer is explained by
// its fault.
func diagnosisView(op logs.Operation, lines []logs.Message) *DiagnosisView {
	if op.Kind != "auth" || op.Error == nil {
		return nil
	}
	found := diagnosis.Fault(op.Error.Code, op.Error.Message, op.Error.Hint)
	for _, line := range lines {
		if line.Kind != logs.KindDiagnosis {
			continue
		}
		var kept diagnosis.Finding
		if json.Unmarshal(line.Meta, &kept) == nil {
			found = &kept
		}
	}
	return &DiagnosisView{Cause: string(found.Cause), Message: found.Message, Remedy: found.Remedy, Evidence: orEmpty(found.Evidence)}
}

func messageView(line logs.Message) MessageView {
	return MessageView{ID: line.ID, At: zulu(line.At), Level: line.Level, Kind: line.Kind, Source: line.Source, Text: line.Text, Meta: Object(line.Meta),
		Exchange: exchangeView(line.Exchange)}
}

func (s *Server) clearOperations(c *call, _ none) error { return s.logs.Clear(c.ctx(), c.env.ID) }

func operationView(op logs.Operation) OperationView {
	view := OperationView{ID: op.ID, Kind: op.Kind, Action: op.Action, Source: OperationSource(op.Source), State: OperationState(op.State), Title: op.Title, Provider: op.Provider,
		Integration: op.Integration, Connection: op.Connection, Method: op.Method, URL: op.URL, Status: op.Status, Attempts: op.Attempts,
		StartedAt: zulu(op.StartedAt), FinishedAt: optionalTime(&op.FinishedAt)}
	if view.FinishedAt != nil {
		took := milliseconds(op.FinishedAt.Sub(op.StartedAt))
		view.DurationMS = &took
	}
	if op.Error != nil {
		view.Error = &FaultView{Code: op.Error.Code, Message: op.Error.Message, Hint: op.Error.Hint}
	}
	return view
}

func exchangeView(e *logs.Exchange) *ExchangeView {
	if e == nil {
		return nil
	}
	return &ExchangeView{Attempt: e.Attempt, Method: e.Method, URL: e.URL, RequestHeaders: headerView(e.RequestHeaders),
		ResponseHeaders: headerView(e.ResponseHeaders), RequestBody: e.RequestBody, ResponseBody: e.ResponseBody, RequestSize: e.RequestSize,
		ResponseSize: e.ResponseSize, Status: e.Status, Timing: timingView(e.Timing), RemoteAddr: e.RemoteAddr, Error: e.Error,
		RetryReason: e.RetryReason, RetryAfterMS: milliseconds(e.RetryAfter)}
}

func timingView(t logs.Timing) TimingView {
	return TimingView{milliseconds(t.DNS), milliseconds(t.Connect), milliseconds(t.TLS), milliseconds(t.FirstByte), milliseconds(t.Total)}
}

func headerView(h map[string][]string) map[string][]string {
	if h == nil {
		return map[string][]string{}
	}
	return h
}

// milliseconds keeps microseconds as the fraction.
func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
