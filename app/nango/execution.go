package nango

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/fixtures"
	"patchbay/app/logs"
	"patchbay/app/records"
	"patchbay/app/script"
)

// maxOutput is the largest output of an action, as on a real server.
const maxOutput = 2 << 20

// execution is one run on its way. It is the script.Host of that run.
type execution struct {
	o      *Object
	r      Run
	models *models
	tracks bool // the function detects deletions, so what it saves is remembered

	mu         sync.Mutex
	results    map[string]Counts
	merging    map[string]*records.Merging // by stored model
	described  *description
	warnings   []Warning
	told       map[string]bool // remarks made once
	connection *connect.Connection
	asked      map[string]bool // facts for the fixture that code asked for
	requests   int
	lines      int

	checkpoint checkpoint
	dry        *dryRun
	recording  *fixtures.Recording
	checker    checker
}

// Execute runs a function and returns how that ended, a failing function included. An error is a failure of Patchbay's
// own. When ctx ends the run is aborted within a second.
func (o *Object) Execute(ctx context.Context, r Run) (Outcome, error) {
	return newExecution(o, r).run(ctx)
}

func newExecution(o *Object, r Run) *execution {
	if r.Variant == "" {
		r.Variant = records.BaseVariant
	}
	if r.Recorder == nil {
		r.Recorder = (*logs.Store)(nil).Begin(logs.Operation{})
	}
	e := &execution{o: o, r: r, models: o.schemas.of(r.Function), results: map[string]Counts{}, merging: map[string]*records.Merging{},
		told: map[string]bool{}, asked: map[string]bool{}}
	e.tracks = r.Function.TrackDeletes
	if program := r.Function.Program; program != nil && !e.tracks {
		e.tracks = strings.Contains(program.Code, "trackDeletes") || strings.Contains(program.Code, "deleteRecordsFromPreviousExecutions")
	}
	if r.Dry != nil {
		e.dry = newDryRun(*r.Dry)
		if r.Dry.Record {
			e.recording = fixtures.NewRecording(e.redact, e.storedModels()...)
		}
	}
	return e
}

func (e *execution) run(ctx context.Context) (Outcome, error) {
	program, err := e.o.prelude.get()
	if err != nil {
		return Outcome{}, fault.New(fault.Internal, "server_error", "Patchbay's own part of a function does not compile.").WithCause(err)
	}
	if refused := e.checkInput(); refused != nil {
		return e.outcome(&script.Result{}, refused), nil
	}
	briefing, err := e.briefing()
	if err != nil {
		return Outcome{}, err
	}
	defer e.o.s.Locks.ReleaseAll(e.owner())
	if e.o.s.Records != nil && e.dry == nil {
		defer e.o.s.Records.EndRun(e.r.ID)
	}
	e.checker.start(e)
	result, err := e.o.s.Pool.Run(ctx, script.Job{Prelude: program, Program: e.r.Function.Program, Input: briefing,
		Limits: script.Limits{Deadline: e.r.Deadline}}, e)
	e.warn(e.checker.stop()...)
	failure, ours := e.failed(ctx, err)
	if ours != nil {
		return Outcome{}, ours
	}
	if result == nil {
		result = &script.Result{}
	}
	if refused := e.writeRefused(); refused != nil {
		failure = refused
	}
	if failure == nil {
		failure = e.checkOutput(result.Value)
	}
	return e.outcome(result, failure), nil
}

// failed tells a function that failed from a pool that did.
func (e *execution) failed(ctx context.Context, err error) (*Failure, error) {
	if err == nil {
		return nil, nil
	}
	f, ok := errors.AsType[*script.Failure](err)
	switch {
	case !ok && ctx.Err() != nil:
		f = &script.Failure{Kind: script.Aborted, Message: err.Error()}
	case !ok:
		return nil, err
	case f.Kind == script.Closed || f.Kind == script.Rejected:
		return nil, fault.New(fault.Unavailable, "runner_unavailable", "The function could not be run. "+f.Message)
	}
	return e.failure(f), nil
}

// outcome puts together what is known at the end.
func (e *execution) outcome(result *script.Result, failure *Failure) Outcome {
	for _, hint := range result.Hints {
		e.warn(Warning{Code: hint.Code, Message: hint.Message})
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	out := Outcome{Results: e.results, Failure: failure, Warnings: e.warnings, Duration: result.Duration, PeakMemory: result.PeakMemory}
	out.CheckpointFrom, out.CheckpointTo = e.checkpoint.from, e.checkpoint.value
	if failure == nil && e.r.Kind == KindAction {
		out.Output = result.Value
	}
	if e.dry != nil {
		out.Dry = e.dry.result()
		if e.recording != nil && failure == nil {
			out.Dry.Fixture = e.fixture(out.Output)
		}
	}
	e.summarise(out)
	return out
}

// summarise ends the timeline with what the run took.
func (e *execution) summarise(out Outcome) {
	for _, w := range out.Warnings {
		e.note("warn", warningText(w), map[string]any{"code": w.Code, "path": w.Path})
	}
	e.note("debug", "The code took "+out.Duration.Round(time.Millisecond).String()+".", map[string]any{"customLogs": e.lines, "proxyCalls": e.requests,
		"durationMs": out.Duration.Milliseconds(), "memoryGb": float64(out.PeakMemory) / (1 << 30)})
}

// warn keeps warnings, a hundred at most.
func (e *execution) warn(warnings ...Warning) {
	e.mu.Lock()
	defer e.mu.Unlock()
	room := max(0, maxWarnings-len(e.warnings))
	e.warnings = append(e.warnings, warnings[:min(room, len(warnings))]...)
}

const maxWarnings = 100

// note writes a remark of Patchbay's to the timeline.
func (e *execution) note(level, text string, meta map[string]any) {
	e.entry(logs.KindNote, level, text, meta)
}

func (e *execution) entry(kind, level, text string, meta map[string]any) {
	var detail json.RawMessage
	if meta != nil {
		if encoded, err := json.Marshal(meta); err == nil {
			detail = encoded
		}
	}
	e.r.Recorder.Entry(logs.Message{Kind: kind, Level: level, Text: text, Meta: detail})
}

// once reports whether a remark was not made before.
func (e *execution) once(key string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.told[key] {
		return false
	}
	e.told[key] = true
	return true
}

// owner is who holds the run's locks: its log operation, as code sees it.
func (e *execution) owner() string {
	if id := e.r.Recorder.ID(); id != "" {
		return id
	}
	return e.r.ID
}

func (e *execution) redact(text string) string {
	if r := e.o.s.Logs.Redactor(); r != nil {
		return r.Text(text)
	}
	return text
}

// stored is the name under which a model's records are kept.
func (e *execution) stored(model string) string { return records.StoredModel(model, e.r.Variant) }

func (e *execution) storedModels() []string {
	if e.r.Kind != KindSync && e.r.Kind != KindWebhook {
		return nil
	}
	var all []string
	for _, model := range e.r.Function.Models {
		all = append(all, e.stored(model))
	}
	return all
}
