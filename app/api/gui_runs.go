package api

import (
	"encoding/json"
	"strconv"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/records"
)

type runsQuery struct {
	Integration string `json:"integration,omitempty"`
	Function    string `json:"function,omitempty"`
	Type        string `json:"type,omitempty" rule:"oneof=sync|action|on-event"`
	Connection  string `json:"connection,omitempty"`
	State       string `json:"state,omitempty" rule:"oneof=queued|running|succeeded|failed|cancelled|timed_out|interrupted"`
	Dry         *bool  `json:"dry,omitempty"`
	Cursor      string `json:"cursor,omitempty"`
	Limit       *int   `json:"limit,omitempty" rule:"min=1,max=200"`
}

// numberOf reads the cursor of a list that is paged by row numbers. Fault: invalid_cursor.
func numberOf(cursor string) (int64, error) {
	before, err := strconv.ParseInt(cursor, 10, 64)
	if err != nil {
		return 0, fault.New(fault.Invalid, "invalid_cursor", "The cursor is none that a list gave.").
			WithHint("Start again without a cursor.")
	}
	return before, nil
}

func (s *Server) guiRuns(c *call, q runsQuery) (RunViews, error) {
	filter := functions.RunFilter{Integration: q.Integration, Function: q.Function, Type: compile.Type(q.Type), Connection: q.Connection, Dry: q.Dry, Limit: 50}
	if q.State != "" {
		filter.States = []functions.State{functions.State(q.State)}
	}
	if q.Limit != nil {
		filter.Limit = *q.Limit
	}
	if q.Cursor != "" {
		before, err := numberOf(q.Cursor)
		if err != nil {
			return RunViews{}, err
		}
		filter.Before = before
	}
	page, err := s.functions.Runs(c.ctx(), c.env.ID, filter)
	if err != nil {
		return RunViews{}, err
	}
	views := RunViews{Data: make([]RunView, 0, len(page.Runs))}
	for _, run := range page.Runs {
		views.Data = append(views.Data, runView(run))
	}
	if page.Next != 0 {
		views.NextCursor = orNull(strconv.FormatInt(page.Next, 10))
	}
	return views, nil
}

func runView(r functions.Run) RunView {
	view := RunView{ID: r.ID, Job: r.Job, Integration: r.Integration, Provider: r.Provider, Connection: r.Connection, Function: r.Function,
		Type: FunctionType(r.Type), Kind: r.Kind, Trigger: r.Trigger, State: RunState(r.State), Variant: r.Variant, Dry: r.Dry, Attempt: r.Attempt,
		Results: resultCounts(r.Results), QueuedAt: zulu(r.QueuedAt), StartedAt: optionalTime(&r.StartedAt), FinishedAt: optionalTime(&r.FinishedAt), OperationID: r.OperationID}
	if !r.FinishedAt.IsZero() && !r.StartedAt.IsZero() {
		took := float64(r.Duration().Microseconds()) / 1000
		view.DurationMS = &took
	}
	if e := r.Error; e != nil {
		view.Error = &RunFault{Type: e.Type, Message: e.Message, Whose: e.Whose, Stack: e.Stack, Payload: e.Payload}
	}
	return view
}

func resultCounts(from map[string]nango.Counts) map[string]ResultCounts {
	to := make(map[string]ResultCounts, len(from))
	for model, n := range from {
		to[model] = ResultCounts{Added: n.Added, Updated: n.Updated, Deleted: n.Deleted}
	}
	return to
}

func (s *Server) guiRun(c *call, _ none) (RunDetailEntry, error) {
	r, err := s.functions.Run(c.ctx(), c.env.ID, c.params["id"])
	if err != nil {
		return RunDetailEntry{}, err
	}
	detail := RunDetail{RunView: runView(r), Input: r.Input, Output: r.Output, CheckpointFrom: r.CheckpointFrom, CheckpointTo: r.CheckpointTo,
		Warnings: []RunWarning{}, PeakMemory: r.PeakMemory}
	for _, w := range r.Warnings {
		detail.Warnings = append(detail.Warnings, RunWarning{Code: w.Code, Path: w.Path, Message: w.Message})
	}
	if d := r.DryResult; d != nil {
		detail.DryRun = &DryRunView{Saved: notNilJSON(d.Saved), Deleted: notNilJSON(d.Deleted), FixtureFile: s.fixtureOf(r)}
	}
	return RunDetailEntry{Data: detail}, nil
}

func notNilJSON(from map[string]json.RawMessage) map[string]json.RawMessage {
	if from == nil {
		return map[string]json.RawMessage{}
	}
	return from
}

// fixtureOf is where a dry run that recorded its calls put them.
func (s *Server) fixtureOf(r functions.Run) string {
	if r.DryResult.Fixture == "" {
		return ""
	}
	return s.project.FixtureOf(r.Integration, r.Function)
}

type timelineQuery struct {
	After *int `json:"after,omitempty"`
}

// runTimeline is what a run did so far; After names the last message that the caller has.
func (s *Server) runTimeline(c *call, q timelineQuery) (RunTimeline, error) {
	r, err := s.functions.Run(c.ctx(), c.env.ID, c.params["id"])
	if err != nil {
		return RunTimeline{}, err
	}
	timeline := RunTimeline{State: RunState(r.State), Data: []MessageView{}}
	if r.OperationID == "" {
		return timeline, nil
	}
	if err := s.logs.Flush(c.ctx()); err != nil {
		return RunTimeline{}, err
	}
	_, lines, err := s.logs.Get(c.ctx(), c.env.ID, r.OperationID)
	if fault.IsKind(err, fault.NotFound) {
		return timeline, nil // the log keeps less than the list of runs
	}
	if err != nil {
		return RunTimeline{}, err
	}
	for _, line := range lines {
		if q.After == nil || line.ID > int64(*q.After) {
			timeline.Data = append(timeline.Data, messageView(line))
		}
	}
	return timeline, nil
}

func (s *Server) cancelRun(c *call, _ none) error {
	return s.functions.Cancel(c.ctx(), c.env.ID, c.params["id"])
}

type changesQuery struct {
	Model   string `json:"model,omitempty"`
	Action  string `json:"action,omitempty" rule:"oneof=added|updated|deleted"`
	Cursor  string `json:"cursor,omitempty"`
	Limit   *int   `json:"limit,omitempty" rule:"min=1,max=200"`
	Against string `json:"against,omitempty"`
}

// runChanges is what a run did to records; with Against everything since that older run of the same sync.
func (s *Server) runChanges(c *call, q changesQuery) (RunChanges, error) {
	r, err := s.functions.Run(c.ctx(), c.env.ID, c.params["id"])
	if err != nil {
		return RunChanges{}, err
	}
	filter := records.Filter{Model: q.Model, Action: records.Action(q.Action), Cursor: q.Cursor, Limit: 50}
	if q.Limit != nil {
		filter.Limit = *q.Limit
	}
	page, err := s.changesOf(c, r.ID, q.Against, filter)
	if err != nil {
		return RunChanges{}, err
	}
	changes := RunChanges{Data: make([]RecordChange, 0, len(page.Changes)), Counts: map[string]ResultCounts{}, NextCursor: page.NextCursor}
	for model, n := range page.Counts {
		changes.Counts[model] = ResultCounts{Added: n.Added, Updated: n.Updated, Deleted: n.Deleted}
	}
	for _, each := range page.Changes {
		change := RecordChange{Model: each.Model, ID: each.ID, Action: string(each.Action), Reason: each.Reason, Fields: []FieldChange{}, Payload: each.Payload}
		for _, f := range each.Fields {
			change.Fields = append(change.Fields, FieldChange{Path: f.Path, Before: f.Before, After: f.After})
		}
		changes.Data = append(changes.Data, change)
	}
	return changes, nil
}

func (s *Server) changesOf(c *call, run, against string, filter records.Filter) (records.ChangePage, error) {
	if against == "" {
		return s.records.RunChanges(c.ctx(), c.env.ID, run, filter)
	}
	return s.records.Compare(c.ctx(), c.env.ID, against, run, filter)
}
