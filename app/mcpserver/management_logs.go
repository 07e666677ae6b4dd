package mcpserver

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"patchbay/app/fault"
	"patchbay/app/logs"
)

const (
	dayOfLogs   = 24 * time.Hour // what a list without a period shows
	logsPage    = 500            // of the log's own pages
	mostScanned = 20_000         // operations that one call looks at
)

type (
	period struct {
		From time.Time  `json:"from"`
		To   *time.Time `json:"to,omitempty"`
	}
	operationType struct {
		Type    string   `json:"type"`
		Actions []string `json:"actions,omitempty"`
	}
	operationsArgs struct {
		Search       string          `json:"search,omitempty"`
		Limit        int             `json:"limit,omitempty" jsonschema:"25 when left out"`
		Cursor       string          `json:"cursor,omitempty" jsonschema:"from the page before"`
		States       []string        `json:"states,omitempty"`
		Operations   []operationType `json:"operations,omitempty"`
		Integrations []string        `json:"integrations,omitempty"`
		Connections  []string        `json:"connections,omitempty"`
		Syncs        []string        `json:"syncs,omitempty"`
		Period       *period         `json:"period,omitempty"`
	}
	messagesArgs struct {
		Limit  int     `json:"limit,omitempty" jsonschema:"25 when left out"`
		Cursor string  `json:"cursor,omitempty"`
		Search string  `json:"search,omitempty"`
		Period *period `json:"period,omitempty"`
	}
	operationArgs struct {
		OperationID string        `json:"operationId"`
		Messages    *messagesArgs `json:"messages,omitempty"`
	}

	pagination struct {
		Total  int     `json:"total"`
		Cursor *string `json:"cursor"`
	}
	operationView struct {
		ID          string     `json:"id"`
		Type        string     `json:"type"`
		Action      string     `json:"action"`
		State       string     `json:"state"`
		Title       string     `json:"title"`
		Source      string     `json:"source"`
		Provider    string     `json:"provider"`
		Integration string     `json:"integration"`
		Connection  string     `json:"connection"`
		Method      string     `json:"method,omitempty"`
		URL         string     `json:"url,omitempty"`
		Status      int        `json:"status,omitempty"`
		Error       *failure   `json:"error"`
		StartedAt   time.Time  `json:"started_at"`
		FinishedAt  *time.Time `json:"finished_at"`
	}
	failure struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Hint    string `json:"hint,omitempty"`
	}
	messageView struct {
		ID       string    `json:"id"`
		At       time.Time `json:"at"`
		Level    string    `json:"level"`
		Kind     string    `json:"kind"`
		Text     string    `json:"text"`
		Meta     any       `json:"meta,omitempty"`
		Exchange any       `json:"exchange,omitempty" jsonschema:"one HTTP attempt, redacted"`
	}
	operationList struct {
		Operations []operationView `json:"operations"`
		Pagination pagination      `json:"pagination"`
	}
	operationDetail struct {
		Operation  operationView `json:"operation"`
		Messages   []messageView `json:"messages"`
		Pagination pagination    `json:"pagination"`
	}
)

func narrowOperations(in *jsonschema.Schema) {
	in.Properties["search"].MaxLength = jsonschema.Ptr(256)
	in.Properties["limit"].Minimum, in.Properties["limit"].Maximum = jsonschema.Ptr(1.0), jsonschema.Ptr(500.0)
	in.Properties["states"].Items.Enum = []any{"waiting", "running", "success", "failed", "timeout", "cancelled"}
}

// typeOf is the public word for the kind of an operation (http-api §13.2, last lines). Patchbay's own kinds keep theirs.
func typeOf(kind string) string {
	switch kind {
	case "on-event":
		return "events"
	case "connection":
		return "auth"
	}
	return kind
}

func listOperations(ctx context.Context, s *session, in operationsArgs) (operationList, error) {
	limit := in.Limit
	if limit == 0 {
		limit = 25
	}
	from, to := s.consents.now().Add(-dayOfLogs), time.Time{}
	if in.Period != nil {
		if from = in.Period.From; in.Period.To != nil {
			to = *in.Period.To
		}
	}
	out := operationList{Operations: []operationView{}}
	before := in.Cursor
	for scanned := 0; scanned < mostScanned; scanned += logsPage {
		page, next, err := s.logs.List(ctx, s.caller.EnvironmentID, logs.Filter{Search: in.Search, Before: before, Limit: logsPage})
		if err != nil {
			return operationList{}, err
		}
		for _, op := range page {
			if op.StartedAt.Before(from) {
				return out, nil // newest first: everything behind is older
			}
			if !to.IsZero() && op.StartedAt.After(to) || !in.wants(op) {
				continue
			}
			out.Pagination.Total++
			if len(out.Operations) < limit {
				out.Operations = append(out.Operations, viewOf(op))
			} else if out.Pagination.Cursor == nil {
				out.Pagination.Cursor = &out.Operations[limit-1].ID
			}
		}
		if before = next; before == "" {
			break
		}
	}
	return out, nil
}

// wants applies the filters that the log does not know.
func (in operationsArgs) wants(op logs.Operation) bool {
	among := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	if !among(in.States, op.State) || !among(in.Integrations, op.Integration) || !among(in.Connections, op.Connection) {
		return false
	}
	if len(in.Syncs) > 0 && (op.Kind != "sync" || !slices.ContainsFunc(in.Syncs, func(name string) bool { return strings.Contains(op.Title, name) })) {
		return false
	}
	return len(in.Operations) == 0 || slices.ContainsFunc(in.Operations, func(t operationType) bool {
		return t.Type == typeOf(op.Kind) && among(t.Actions, op.Action)
	})
}

func viewOf(op logs.Operation) operationView {
	view := operationView{ID: op.ID, Type: typeOf(op.Kind), Action: op.Action, State: op.State, Title: op.Title, Source: op.Source, Provider: op.Provider,
		Integration: op.Integration, Connection: op.Connection, Method: op.Method, URL: op.URL, Status: op.Status, StartedAt: op.StartedAt.UTC()}
	if op.Error != nil {
		view.Error = &failure{op.Error.Code, op.Error.Message, op.Error.Hint}
	}
	if !op.FinishedAt.IsZero() {
		at := op.FinishedAt.UTC()
		view.FinishedAt = &at
	}
	return view
}

func getOperation(ctx context.Context, s *session, in operationArgs) (operationDetail, error) {
	op, lines, err := s.logs.Get(ctx, s.caller.EnvironmentID, in.OperationID)
	if err != nil {
		return operationDetail{}, err
	}
	wanted := messagesArgs{}
	if in.Messages != nil {
		wanted = *in.Messages
	}
	out := operationDetail{Operation: viewOf(op), Messages: []messageView{}}
	after := int64(0)
	if wanted.Cursor != "" {
		if after, err = strconv.ParseInt(wanted.Cursor, 10, 64); err != nil {
			return operationDetail{}, fault.New(fault.Invalid, "invalid_cursor", "The cursor is none that a page gave.")
		}
	}
	limit := wanted.Limit
	if limit <= 0 {
		limit = 25
	}
	for _, line := range lines {
		if line.ID <= after || !wanted.wants(line) {
			continue
		}
		out.Pagination.Total++
		if len(out.Messages) < limit {
			out.Messages = append(out.Messages, messageOf(line))
		} else if out.Pagination.Cursor == nil {
			out.Pagination.Cursor = &out.Messages[limit-1].ID
		}
	}
	return out, nil
}

func (m messagesArgs) wants(line logs.Message) bool {
	if p := m.Period; p != nil && (line.At.Before(p.From) || p.To != nil && line.At.After(*p.To)) {
		return false
	}
	return strings.Contains(strings.ToLower(line.Text), strings.ToLower(m.Search))
}

func messageOf(line logs.Message) messageView {
	view := messageView{ID: strconv.FormatInt(line.ID, 10), At: line.At.UTC(), Level: line.Level, Kind: line.Kind, Text: line.Text}
	if len(line.Meta) > 0 {
		view.Meta = line.Meta
	}
	if line.Exchange != nil {
		view.Exchange = line.Exchange
	}
	return view
}
