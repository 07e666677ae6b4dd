package mcpserver

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"patchbay/app/fault"
)

// functionTools list functions, try them and read their runs.
func functionTools() []tool {
	return []tool{
		define(facts{name: "functions_list", title: "List functions", scopes: []string{"environment:functions:list"}, reads: true,
			description: "List the functions: syncs, actions and on-event functions, with their state and last run."}, listFunctions),
		define(facts{name: "function_get", title: "Read a function", scopes: []string{"environment:functions:read"}, reads: true,
			description: "Read one function: its schemas, its source and what is wrong with it.", narrow: narrowFunction}, getFunction),
		define(facts{name: "function_dry_run", title: "Try a function", scopes: []string{"environment:functions:dryrun"}, outside: true,
			description: "Run a function for a connection without keeping records or checkpoints, and wait for the result. Its requests are real: " +
				"one that does not only read stops the run and asks the user first.", narrow: narrowFunction}, dryRun),
		define(facts{name: "runs_list", title: "List runs", scopes: []string{"environment:logs:read"}, reads: true,
			description: "List runs of functions, newest first.", narrow: narrowRuns}, listRuns),
		define(facts{name: "run_get", title: "Read a run", scopes: []string{"environment:logs:read"}, reads: true,
			description: "Read one run: what went in and came out, why it failed, and its lines."}, getRun),
	}
}

type (
	functionArgs struct {
		Integration string `json:"integration_id"`
		Name        string `json:"name"`
		Type        string `json:"type,omitempty" jsonschema:"needed when two functions have the same name"`
	}
	dryRunArgs struct {
		functionArgs
		Connection   string `json:"connection_id"`
		Input        any    `json:"input,omitempty" jsonschema:"of an action"`
		Metadata     any    `json:"metadata,omitempty" jsonschema:"in place of the connection's"`
		Checkpoint   any    `json:"checkpoint,omitempty"`
		LastSyncDate string `json:"last_sync_date,omitempty"`
		Validate     bool   `json:"validate,omitempty" jsonschema:"a value that does not fit its schema fails the run"`
	}
	runsArgs struct {
		Integration string `json:"integration_id,omitempty"`
		Function    string `json:"function,omitempty"`
		Connection  string `json:"connection_id,omitempty"`
		State       string `json:"state,omitempty"`
		Cursor      string `json:"cursor,omitempty"`
		Limit       int    `json:"limit,omitempty" jsonschema:"20 when left out"`
	}
	runArgs struct {
		ID string `json:"id"`
	}

	functionSummary struct {
		Integration string      `json:"integration"`
		Name        string      `json:"name"`
		Type        string      `json:"type"`
		File        string      `json:"file"`
		Description string      `json:"description"`
		State       string      `json:"state"`
		Problem     string      `json:"problem,omitempty"`
		Enabled     bool        `json:"enabled"`
		Models      []string    `json:"models"`
		Frequency   string      `json:"frequency,omitempty"`
		LastRun     *runSummary `json:"last_run"`
	}
	functionList struct {
		Functions []functionSummary `json:"functions"`
	}
	functionDetail struct {
		functionSummary
		InputSchema  any            `json:"input_schema"`
		OutputSchema any            `json:"output_schema"`
		ModelSchemas map[string]any `json:"model_schemas"`
		Source       string         `json:"source"`
		Diagnostics  []diagnostic   `json:"diagnostics"`
	}
	runSummary struct {
		ID          string    `json:"id"`
		Integration string    `json:"integration"`
		Connection  string    `json:"connection"`
		Function    string    `json:"function"`
		Type        string    `json:"type"`
		Trigger     string    `json:"trigger" jsonschema:"what started it; simulated: a webhook that Patchbay made up, or what came of one"`
		State       string    `json:"state"`
		Dry         bool      `json:"dry"`
		Error       *runFault `json:"error"`
		Results     any       `json:"results" jsonschema:"counts of records by model"`
		QueuedAt    string    `json:"queued_at"`
		FinishedAt  *string   `json:"finished_at"`
	}
	runFault struct {
		Type    string `json:"type"`
		Message string `json:"message"`
		Whose   string `json:"whose" jsonschema:"code, provider, network or patchbay"`
		Stack   string `json:"stack,omitempty"`
		Payload any    `json:"payload,omitempty"`
	}
	runList struct {
		Runs       []runSummary `json:"runs"`
		NextCursor *string      `json:"next_cursor"`
	}
	runDetail struct {
		runSummary
		Input    any       `json:"input"`
		Output   any       `json:"output"`
		Warnings []any     `json:"warnings"`
		DryRun   any       `json:"dry_run" jsonschema:"what a dry run would have saved and deleted"`
		Lines    []runLine `json:"lines"`
	}
	runLine struct {
		At    string `json:"at"`
		Level string `json:"level"`
		Kind  string `json:"kind"`
		Text  string `json:"text"`
		HTTP  string `json:"http,omitempty" jsonschema:"method, address and status of a request"`
	}
)

var functionTypes = []any{"sync", "action", "on-event"}

func narrowFunction(in *jsonschema.Schema) { in.Properties["type"].Enum = functionTypes }

func narrowRuns(in *jsonschema.Schema) {
	narrowLimit(200)(in)
	in.Properties["state"].Enum = []any{"queued", "running", "succeeded", "failed", "cancelled", "timed_out", "interrupted"}
}

func (a functionArgs) path() string {
	kind := a.Type
	if kind == "" {
		kind = "any"
	}
	return "/patchbay/functions/" + url.PathEscape(a.Integration) + "/" + kind + "/" + url.PathEscape(a.Name)
}

func listFunctions(ctx context.Context, s *session, _ nothing) (functionList, error) {
	var got struct {
		Data []functionSummary `json:"data"`
	}
	err := s.client.get(ctx, "/patchbay/functions", nil, &got)
	return functionList{got.Data}, err
}

func getFunction(ctx context.Context, s *session, in functionArgs) (functionDetail, error) {
	if in.Type == "" {
		if err := s.findType(ctx, &in); err != nil {
			return functionDetail{}, err
		}
	}
	var got struct {
		Data functionDetail `json:"data"`
	}
	return got.Data, s.client.get(ctx, in.path(), nil, &got)
}

// findType fills in the type of the only function of its name. Faults: not_found, ambiguous_function.
func (s *session) findType(ctx context.Context, in *functionArgs) error {
	all, err := listFunctions(ctx, s, nothing{})
	if err != nil {
		return err
	}
	for _, f := range all.Functions {
		if f.Integration != in.Integration || f.Name != in.Name {
			continue
		}
		if in.Type != "" {
			return fault.New(fault.Conflict, "ambiguous_function", "More than one function of "+in.Integration+" is called "+in.Name+".").WithHint("Name its type.")
		}
		in.Type = f.Type
	}
	if in.Type == "" {
		return fault.New(fault.NotFound, "not_found", "The integration "+in.Integration+" has no function "+in.Name+".").
			WithHint("functions_list tells what there is.")
	}
	return nil
}

// dryRunBody is what the API takes to start a dry run.
type dryRunBody struct {
	Connection   string `json:"connection"`
	Mode         string `json:"mode"`
	Input        any    `json:"input,omitempty"`
	Metadata     any    `json:"metadata,omitempty"`
	Checkpoint   any    `json:"checkpoint,omitempty"`
	LastSyncDate string `json:"last_sync_date,omitempty"`
	Validate     bool   `json:"validate,omitempty"`
	ReadOnly     bool   `json:"read_only,omitempty"`
}

// codeWriteRefused is the type of the failure of a dry run that may only read (nango.TypeWriteRefused).
const codeWriteRefused = "write_refused"

// dryRun runs a function that may only read. When it wants more, the user is asked and it starts again.
func dryRun(ctx context.Context, s *session, in dryRunArgs) (runDetail, error) {
	body := dryRunBody{in.Connection, "dryrun", in.Input, in.Metadata, in.Checkpoint, in.LastSyncDate, in.Validate, true}
	run, err := s.runToEnd(ctx, in.path(), body)
	if err != nil || run.Error == nil || run.Error.Type != codeWriteRefused {
		return run, err
	}
	what := "the dry run of " + in.Integration + "/" + in.Name + " with the connection " + in.Connection
	err = s.consent(ctx, Effect{Kind: "dry_run", Summary: "Let " + what + " write", Detail: run.Error.Message +
		"\nAllowing it runs the function again, and it may send any other request to the provider.", Covers: "writing by " + what})
	if err != nil {
		return runDetail{}, err
	}
	body.ReadOnly = false
	return s.runToEnd(ctx, in.path(), body)
}

const (
	runPatience = 50 * time.Second // most clients give a call a minute
	runPoll     = 150 * time.Millisecond
)

// runToEnd starts a run and waits for its end, as long as clients wait. A run that takes longer is answered as it is then. When
// the client takes the call back the run is cancelled.
func (s *session) runToEnd(ctx context.Context, path string, body dryRunBody) (runDetail, error) {
	var started struct {
		Data runSummary `json:"data"`
	}
	lasting := context.WithoutCancel(ctx) // a run that began must be known here
	if err := s.client.call(lasting, http.MethodPost, path+"/run", body, &started); err != nil {
		return runDetail{}, err
	}
	run, err := s.end(ctx, started.Data.ID)
	if ctx.Err() == nil {
		return run, err
	}
	if err := s.client.call(lasting, http.MethodDelete, "/patchbay/runs/"+url.PathEscape(started.Data.ID), nil, nil); err != nil {
		s.log.Warn("a run goes on without its client", "run", started.Data.ID, "error", err)
	}
	return runDetail{}, ctx.Err()
}

// end waits for the end of a run.
func (s *session) end(ctx context.Context, id string) (runDetail, error) {
	late := time.NewTimer(runPatience)
	defer late.Stop()
	next := time.NewTicker(runPoll)
	defer next.Stop()
	for {
		run, err := getRun(ctx, s, runArgs{id})
		if err != nil || run.FinishedAt != nil {
			return run, err
		}
		select {
		case <-ctx.Done():
			return runDetail{}, ctx.Err()
		case <-late.C:
			return run, nil
		case <-next.C:
		}
	}
}

func listRuns(ctx context.Context, s *session, in runsArgs) (runList, error) {
	limit := in.Limit
	if limit == 0 {
		limit = 20
	}
	query := url.Values{"limit": {strconv.Itoa(limit)}}
	for name, value := range map[string]string{"integration": in.Integration, "function": in.Function, "connection": in.Connection,
		"state": in.State, "cursor": in.Cursor} {
		if value != "" {
			query.Set(name, value)
		}
	}
	var got struct {
		Data       []runSummary `json:"data"`
		NextCursor *string      `json:"next_cursor"`
	}
	err := s.client.get(ctx, "/patchbay/runs", query, &got)
	return runList{got.Data, got.NextCursor}, err
}

func getRun(ctx context.Context, s *session, in runArgs) (runDetail, error) {
	var got struct {
		Data runDetail `json:"data"`
	}
	path := "/patchbay/runs/" + url.PathEscape(in.ID)
	if err := s.client.get(ctx, path, nil, &got); err != nil {
		return runDetail{}, err
	}
	var timeline struct {
		Data []struct {
			runLine
			Exchange *struct {
				Method string `json:"method"`
				URL    string `json:"url"`
				Status int    `json:"status"`
			} `json:"exchange"`
		} `json:"data"`
	}
	if err := s.client.get(ctx, path+"/timeline", nil, &timeline); err != nil {
		return runDetail{}, err
	}
	got.Data.Lines = []runLine{}
	for _, line := range timeline.Data {
		if e := line.Exchange; e != nil {
			line.HTTP = e.Method + " " + e.URL + " " + strconv.Itoa(e.Status)
		}
		got.Data.Lines = append(got.Data.Lines, line.runLine)
	}
	return got.Data, nil
}
