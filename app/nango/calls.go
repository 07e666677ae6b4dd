package nango

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/script"
)

type actionArgs struct {
	Integration string `json:"integration"`
	Connection  string `json:"connection"`
	Action      string `json:"action"`
}

func noFunctions() error {
	return fault.New(fault.Unavailable, "server_error", "Functions cannot call each other here.")
}

// triggerAction runs another action and waits. Its failure is an error with a response, as the API would answer.
func (e *execution) triggerAction(ctx context.Context, a actionArgs, input []byte) (any, error) {
	if e.o.s.Functions == nil {
		return nil, noFunctions()
	}
	e.note("info", "Calls the action "+a.Action+" of "+a.Integration+"."+e.reality(), map[string]any{"action": a.Action, "connection": a.Connection})
	output, err := e.o.s.Functions.TriggerAction(ctx, e.r.EnvironmentID, a.Integration, a.Connection, a.Action, input)
	if err != nil {
		return nil, apiError(fault.From(err))
	}
	return script.Reply{Body: output}, nil
}

// reality is said of what a dry run does for real.
func (e *execution) reality() string {
	if e.dry == nil {
		return ""
	}
	return " This is a real run: a dry run calls actions too."
}

// statuses of faults as the API answers them.
var statuses = map[fault.Kind]int{fault.Internal: 500, fault.Invalid: 400, fault.Unauthorized: 401, fault.Forbidden: 403, fault.NotFound: 404,
	fault.Conflict: 409, fault.TooLarge: 413, fault.FailedDependency: 424, fault.RateLimited: 429, fault.NotImplemented: 501, fault.Upstream: 502,
	fault.Unavailable: 503}

// apiError is a failed call of Patchbay's own API as its client would throw it.
func apiError(f *fault.Error) error {
	status := statuses[f.Kind]
	body := map[string]any{"code": f.Code, "message": f.Error()}
	var detail struct {
		Status     int             `json:"status"`
		Payload    json.RawMessage `json:"payload"`
		Upstream   json.RawMessage `json:"upstream"`
		Additional json.RawMessage `json:"additional_properties"`
	}
	if text, err := json.Marshal(f.Detail); err == nil && f.Detail != nil && json.Unmarshal(text, &detail) == nil {
		if detail.Status != 0 {
			status = detail.Status
		}
		for name, text := range map[string]json.RawMessage{"payload": detail.Payload, "upstream": detail.Upstream, "additional_properties": detail.Additional} {
			if len(text) > 0 && string(text) != "null" {
				body[name] = text
			}
		}
		if len(detail.Upstream) > 0 {
			delete(body, "message") // as on the wire
		}
	}
	code := "ERR_BAD_REQUEST"
	if status >= 500 {
		code = "ERR_BAD_RESPONSE"
	}
	return reject("AxiosError", code, "Request failed with status code "+strconv.Itoa(status), rejectionData{Kind: "http", Whose: WhoseCode,
		Response: map[string]any{"status": status, "data": map[string]any{"error": body}}})
}

type syncArgs struct {
	TriggerSyncOptions
	Integration string `json:"integration"`
	Connection  string `json:"connection"`
	Sync        string `json:"sync"`
}

// triggerSync asks for a run of a sync; a dry run makes a dry run of it at once.
func (e *execution) triggerSync(ctx context.Context, a syncArgs, _ []byte) (any, error) {
	if e.dry != nil {
		return success, e.dryTrigger(ctx, a)
	}
	if e.o.s.Functions == nil {
		return nil, noFunctions()
	}
	if err := e.o.s.Functions.TriggerSync(ctx, e.r.EnvironmentID, a.Integration, a.Connection, a.Sync, a.TriggerSyncOptions); err != nil {
		return nil, apiError(fault.From(err))
	}
	e.note("info", "Asked for a run of the sync "+a.Sync+" of "+a.Integration+".", nil)
	return success, nil
}

var success = map[string]any{"status": 200, "data": map[string]bool{"success": true}}

// maxNested bounds dry runs inside dry runs.
const maxNested = 3

func (e *execution) dryTrigger(ctx context.Context, a syncArgs) error {
	name, variant, _ := strings.Cut(a.Sync, "::")
	if e.o.s.Sync == nil || e.dry.depth >= maxNested {
		e.note("info", "The dry run would ask for a run of the sync "+a.Sync+" of "+a.Integration+".", nil)
		return nil
	}
	f, err := e.o.s.Sync(ctx, e.r.EnvironmentID, a.Integration, name)
	if err != nil {
		return apiError(fault.From(err))
	}
	c, err := e.o.s.Connect.Connection(ctx, e.r.EnvironmentID, a.Integration, a.Connection)
	if err != nil {
		return apiError(fault.From(err))
	}
	e.note("info", "A dry run of the sync "+a.Sync+" follows.", nil)
	nested := newExecution(e.o, Run{EnvironmentID: e.r.EnvironmentID, EnvironmentName: e.r.EnvironmentName, Connection: c, Function: f, Kind: KindSync,
		Variant: variant, ID: e.r.ID, Recorder: e.r.Recorder, AllowCredentials: e.r.AllowCredentials, Deadline: e.r.Deadline, Dry: &DryRun{ReadOnly: e.dry.options.ReadOnly}})
	nested.dry.depth = e.dry.depth + 1
	out, err := nested.run(ctx)
	e.dry.takeRefusal(nested.dry)
	switch {
	case err != nil:
		return err
	case out.Failure != nil:
		e.note("error", "The dry run of the sync "+a.Sync+" failed: "+out.Failure.Message, nil)
	default:
		e.note("info", "The dry run of the sync "+a.Sync+" ended well.", map[string]any{"counts": out.Dry.Counts})
	}
	return nil
}

type startArgs struct {
	Integration string   `json:"integration"`
	Connection  string   `json:"connection"`
	Syncs       []string `json:"syncs"`
}

// startSync lets schedules run; a dry run only says so.
func (e *execution) startSync(ctx context.Context, a startArgs, _ []byte) (any, error) {
	if e.dry != nil {
		e.note("info", "The dry run would start the schedules of "+strings.Join(a.Syncs, ", ")+".", nil)
		return success, nil
	}
	if e.o.s.Functions == nil {
		return nil, noFunctions()
	}
	if err := e.o.s.Functions.StartSync(ctx, e.r.EnvironmentID, a.Integration, a.Syncs, a.Connection); err != nil {
		return nil, apiError(fault.From(err))
	}
	return success, nil
}

type lockArgs struct {
	Key string  `json:"key"`
	MS  float64 `json:"ms"`
}

// lock takes a lock of the environment; a dry run always gets it.
func (e *execution) lock(_ context.Context, a lockArgs, _ []byte) (any, error) {
	if e.dry != nil {
		return true, nil
	}
	const year = 365 * 24 * time.Hour
	ttl := time.Duration(min(a.MS, float64(year/time.Millisecond)) * float64(time.Millisecond))
	return e.o.s.Locks.Acquire(e.r.EnvironmentID, a.Key, e.owner(), ttl), nil
}

func (e *execution) unlock(_ context.Context, a lockArgs, _ []byte) (any, error) {
	if e.dry != nil {
		return true, nil
	}
	return e.o.s.Locks.Release(e.r.EnvironmentID, a.Key, e.owner()), nil
}

func (e *execution) unlockAll(context.Context, none, []byte) (any, error) {
	e.o.s.Locks.ReleaseAll(e.owner())
	return nil, nil
}
