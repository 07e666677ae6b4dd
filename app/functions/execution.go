package functions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// order is a run to be made, with everything that it needs and that its row does not show.
type order struct {
	run        Run
	function   *Function
	connection connect.Connection
	input      json.RawMessage // of actions and dry runs
	payload    json.RawMessage // of webhook functions
	request    *nango.Request  // the webhook that started a function of the createFunction model
	lastSync   *time.Time      // in place of the stored date
	emptyCache bool
	dry        *nango.DryRun
	by         *parent // whose code waits for this run; nil: nobody's
}

// execution is a run from its row to its end.
type execution struct {
	s *Service
	order
	lends    *parent // the place that runs nested in this one may have
	active   *active
	ctx      context.Context // ends with errCancelled or errStopping
	recorder *logs.Recorder
	release  func()        // of the place; nil while it waits for one
	claim    claimed       // of sync and webhook runs
	outcome  nango.Outcome // set when done
	err      error         // why no row could tell the end
}

// admit stores a run and returns it, running when a place was free and queued when not; perform must follow. Faults:
// sync_running, stopping.
func (s *Service) admit(ctx context.Context, o order) (*execution, error) {
	e, err := s.prepare(o)
	if err != nil {
		return nil, err
	}
	sealed, err := s.seal(ctx, e.run.EnvironmentID, e.given())
	if err == nil {
		err = s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error { return e.insert(ctx, tx, sealed) })
	}
	if err != nil {
		e.abandon(err)
		return nil, err
	}
	s.step("run.inserted")
	s.changed(e.run.ID)
	return e, nil
}

// prepare gives a run its id, its place if one is free, and its operation.
func (s *Service) prepare(o order) (*execution, error) {
	id, err := sqlite.NewID(s.rand)
	if err != nil {
		return nil, err
	}
	o.run.ID, o.run.State, o.run.Attempt = id, Queued, 1
	o.run.MaxAttempts = max(o.run.MaxAttempts, 1)
	e, err := s.activate(o)
	if err != nil {
		return nil, err
	}
	if release, ok := s.slots.try(&e.order, s.limits); ok {
		e.release, e.run.State = release, Running
	}
	e.open()
	return e, nil
}

// activate registers a run as this process's; leave takes it out.
func (s *Service) activate(o order) (*execution, error) {
	if !s.hold() {
		return nil, fault.New(fault.Unavailable, "stopping", "Patchbay is stopping.").WithHint("Start it again.")
	}
	lends, err := o.by.child(o.run.Function)
	if err != nil {
		s.running.Done()
		return nil, err
	}
	e := &execution{s: s, order: o, lends: lends}
	var cancel context.CancelCauseFunc
	e.ctx, cancel = context.WithCancelCause(s.ctx)
	e.active = &active{id: o.run.ID, env: o.run.EnvironmentID, connection: o.connection.ID, function: refOf(&o.function.Function), cancel: cancel, done: make(chan struct{})}
	if o.run.Kind == KindSync && !o.run.Dry {
		i := o.instance()
		e.active.instance = &i
	}
	if !s.active.add(e.active) {
		cancel(nil)
		s.running.Done()
		return nil, fault.New(fault.Conflict, "sync_running", "The sync "+o.run.Function+" is running on this connection already.").
			WithHint("Wait for its end, or cancel it.")
	}
	return e, nil
}

// instance is the sync instance that an order is for.
func (o *order) instance() Instance {
	return Instance{o.run.EnvironmentID, o.connection.ID, o.run.Function, o.run.Variant}
}

// given is what is passed to the function.
func (o *order) given() json.RawMessage {
	if o.run.Kind == KindWebhook {
		return o.payload
	}
	return o.input
}

// open begins the run's operation.
func (e *execution) open() {
	r := &e.run
	action := "run"
	if r.Dry {
		action = "dry-run"
	}
	e.recorder = e.s.logs.Begin(logs.Operation{EnvironmentID: r.EnvironmentID, Kind: r.Kind, Action: action, Source: r.Trigger,
		Title: title(r), Provider: r.Provider, Integration: r.Integration, Connection: r.Connection})
	r.OperationID = e.recorder.ID()
	if r.Trigger == TriggerSimulated {
		e.note("This comes of a simulated webhook; no provider sent it.")
	}
}

// note writes a remark of Patchbay's into the timeline.
func (e *execution) note(text string) {
	e.recorder.Entry(logs.Message{Level: "info", Kind: logs.KindNote, Text: text})
}

func title(r *Run) string {
	name := r.Function
	if r.Variant != "" && r.Variant != BaseVariant {
		name += "::" + r.Variant
	}
	verb := map[string]string{KindSync: "Sync ", KindAction: "Action ", KindWebhook: "Webhook function of ", KindEvent: "On-event function "}[r.Kind]
	switch {
	case r.Dry:
		return "Dry run: " + verb + name
	case r.Trigger == TriggerSimulated && r.Kind == KindWebhook:
		return "Simulated: " + verb + name
	case r.Trigger == TriggerSimulated: // the run itself is real
		return verb + name + " (of a simulated webhook)"
	}
	return verb + name
}

func (e *execution) insert(ctx context.Context, tx *sqlite.Tx, sealed []byte) error {
	r := &e.run
	if (r.Kind == KindSync || r.Kind == KindWebhook) && !r.Dry {
		var err error
		if e.claim, err = claim(ctx, tx, e.s, e.instance(), r.ID); err != nil {
			return err
		}
		e.claim.describe(r, e.function, e.lastSync)
	}
	given := e.given()
	r.Input, r.InputSize = e.s.shown(given), int64(len(given))
	return e.s.insert(ctx, tx, r, sealed)
}

// abandon ends a run that never got a row.
func (e *execution) abandon(err error) {
	if e.release != nil {
		e.release()
	}
	e.recorder.Finish(err, nil)
	e.leave()
}

// leave ends what activate began.
func (e *execution) leave() {
	e.active.cancel(nil)
	e.s.active.remove(e.active)
	e.s.running.Done()
}

// perform takes the admitted run to its end, which is on disk when it returns.
func (e *execution) perform() {
	defer e.leave()
	err := e.enter()
	if err == nil {
		var ended error
		e.outcome, ended, err = e.execute()
		e.conclude(ended, err)
	} else {
		e.conclude(err, nil)
	}
	e.err = e.finish()
	e.s.records.EndRun(e.run.ID)
	if e.release != nil {
		e.release()
	}
	e.s.changed(e.run.ID)
}

// enter waits for a place and moves the row to running. Its error is why the run ended before it began.
func (e *execution) enter() error {
	r := &e.run
	if r.State == Running {
		return context.Cause(e.ctx)
	}
	var err error
	if e.release, err = e.s.slots.wait(e.ctx, &e.order, e.s.limits); err != nil {
		return err
	}
	if err := e.s.writes.do(e.ctx, func(ctx context.Context, tx *sqlite.Tx) error { return e.s.started(ctx, tx, r) }); err != nil {
		return err
	}
	if waited := e.s.waited(r); waited > time.Second {
		e.note(fmt.Sprintf("Waited %s for a free place.", waited.Round(100*time.Millisecond)))
	}
	r.State = Running
	e.s.step("run.started")
	e.s.changed(r.ID)
	return nil
}

// execute runs the code. ended is why the context ended, if it did; err is a failure of Patchbay's own.
func (e *execution) execute() (outcome nango.Outcome, ended, err error) {
	limit := classOf(&e.run).run
	ctx, cancel := context.WithTimeoutCause(e.ctx, limit, errDeadline)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			e.s.log.Error("a run ended in a panic", slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
			err = fault.New(fault.Internal, "server_error", "Patchbay failed while it ran the function.").WithHint("The program's log has the details.")
		}
	}()
	if err := e.before(ctx); err != nil {
		return outcome, context.Cause(ctx), err
	}
	if e.s.executor == nil {
		return outcome, nil, fault.New(fault.Unavailable, "server_error", "Functions cannot run here.")
	}
	environment, err := e.s.settings.ByID(e.run.EnvironmentID)
	if err != nil {
		return outcome, nil, err
	}
	if e.run.Trigger == TriggerSimulated {
		ctx = logs.Simulated(ctx)
	}
	outcome, err = e.s.executor.Execute(e.lends.within(ctx), e.task(environment.Name, limit))
	ended = context.Cause(ctx)
	if err == nil && ended == nil && outcome.Failure == nil {
		err = e.after(ctx, &outcome)
	}
	return outcome, ended, err
}

// task is the run as the nango object takes it.
func (e *execution) task(environment string, limit time.Duration) nango.Run {
	r := &e.run
	task := nango.Run{EnvironmentID: r.EnvironmentID, EnvironmentName: environment, Connection: e.connection, Function: &e.function.Function, Kind: r.Kind,
		Variant: r.Variant, ID: r.ID, SyncID: r.SyncID, Job: r.Job, Input: e.input, Payload: e.payload, Request: e.request, Recorder: e.recorder,
		AllowCredentials: e.function.AllowCredentials, Deadline: limit, Dry: e.dry}
	if r.Kind == KindSync {
		task.LastSyncDate = e.claim.lastSync
		if e.lastSync != nil {
			task.LastSyncDate = e.lastSync
		}
	}
	return task
}

// finish writes the end, or the way back into the queue when an attempt is left. A run that somebody else ended stays
// as it is.
func (e *execution) finish() error {
	r := &e.run
	ctx := context.WithoutCancel(e.ctx)
	again, attempt := r.again(), r.Attempt
	sealed, err := []byte(nil), error(nil)
	if r.Deferred && !again { // nobody waits: the result is fetched later
		sealed, err = e.s.sealResult(ctx, r.EnvironmentID, &e.outcome)
	}
	e.s.step("finish.sealed")
	if err == nil {
		err = e.s.writes.do(ctx, func(ctx context.Context, tx *sqlite.Tx) error {
			if again {
				return e.s.requeued(ctx, tx, r)
			}
			if err := e.s.finished(ctx, tx, r, sealed); err != nil {
				return err
			}
			e.s.step("finish.written")
			return nil
		})
	}
	e.s.step("finish.committed")
	switch {
	case again && r.State == Interrupted:
		e.note("Patchbay stopped; the run begins again at its next start.")
	case again:
		e.note(fmt.Sprintf("Attempt %d of %d failed; the next follows at once.", attempt, r.MaxAttempts))
	}
	e.close()
	if again && err == nil {
		r.State = Queued
	}
	if err != nil && !errors.Is(err, errMoved) {
		e.s.log.Error("the end of a run could not be stored", slog.String("run", r.ID), slog.Any("error", err))
		return err
	}
	return nil
}

// again reports whether a run that ended badly goes back to the queue. An event's goes there only when it was cut off.
func (r *Run) again() bool {
	if !r.Deferred || r.Attempt >= r.MaxAttempts {
		return false
	}
	return r.State == Interrupted || r.Kind != KindEvent && (r.State == Failed || r.State == TimedOut)
}

// close ends the operation.
func (e *execution) close() {
	r := &e.run
	var err error
	if r.Error != nil {
		err = fault.New(fault.Upstream, r.Error.Type, failureText(r.Error))
	}
	e.recorder.Finish(err, func(op *logs.Operation) {
		switch r.State {
		case Cancelled:
			op.State = logs.Cancelled
		case TimedOut:
			op.State = logs.Timeout
		default: // as the error says
		}
	})
}
