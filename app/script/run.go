package script

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"patchbay/app/fault"
	"patchbay/app/script/wire"
)

// The time a child gets beyond what it may take: it ends a run by itself and says why; when it cannot, it is killed.
const (
	grace        = time.Second            // after the deadline
	abortGrace   = 700 * time.Millisecond // after an abort, which the caller sees end within a second
	memoryLook   = 250 * time.Millisecond // between two looks at the child's size
	codeKept     = 64 << 20               // bytes of programs a child keeps
	largestInput = wire.MaxPart
)

// residentLimit is the size at which the app kills a child: the child's own watch, which counts JavaScript objects,
// has then failed. Collected but not yet returned memory and the child's own needs fit in.
func residentLimit(memory int64) int64 { return 3*memory + 512<<20 }

func aborted() *Failure {
	return &Failure{Kind: Aborted, Message: "The run was cancelled."}
}

func (l Limits) withDefaults() Limits {
	if l.MemoryBytes <= 0 {
		l.MemoryBytes = DefaultMemory
	}
	if l.OutputBytes <= 0 {
		l.OutputBytes = DefaultOutput
	}
	return l
}

// Run gives the job to a child of its own and returns what came of it: a *Failure, beside a Result without value,
// when the run ended badly; another error when no child could be started. Above Max jobs it waits for a child. When
// ctx ends the run is aborted within a second, plus the time that the Host's calls need to return.
func (p *Pool) Run(ctx context.Context, j Job, h Host) (*Result, error) {
	if f := refuse(j); f != nil {
		return &Result{}, f
	}
	if ctx.Err() != nil {
		return &Result{}, aborted()
	}
	j.Limits = j.Limits.withDefaults()
	for try := 1; ; try++ {
		c, err := p.acquire(ctx)
		if err != nil {
			return &Result{}, err
		}
		r := &run{child: c, job: j, host: h, log: p.o.Log}
		result, failure := r.do(ctx)
		p.release(c, r.reusable)
		if failure == nil {
			return result, nil
		}
		if !r.sent && failure.Kind == Crashed && try < 3 {
			continue // the child had died before it had the job
		}
		if !r.reusable {
			p.o.Log.Warn("a runner did not survive a function", "kind", failure.Kind, "pid", c.pid, "why", c.lastWords())
		}
		return result, failure
	}
}

func refuse(j Job) *Failure {
	switch {
	case j.Prelude == nil:
		return &Failure{Kind: Rejected, Message: "The job has no prelude."}
	case len(j.Input) > largestInput || len(j.Body) > largestInput:
		return &Failure{Kind: Rejected, Message: "The function's input is larger than 1 GB."}
	}
	return nil
}

// run is one job on one child.
type run struct {
	child    *child
	job      Job
	host     Host
	log      *slog.Logger
	id       uint32
	sent     bool // the child may have the job
	reusable bool // the child answered as it should and may have another job

	calls sync.WaitGroup
}

// do leads the job to its end. The timers kill the child where it does not end by itself, which ends the frames.
func (r *run) do(ctx context.Context) (*Result, *Failure) {
	c := r.child
	c.nextID++
	r.id = c.nextID // before anything may abort it
	over := make(chan struct{})
	defer close(over)
	defer context.AfterFunc(ctx, func() { r.abort(over) })()
	ctx, cancel := context.WithCancel(ctx)
	defer r.calls.Wait()
	defer cancel()
	if d := r.job.Limits.Deadline; d > 0 {
		late := time.AfterFunc(d+grace, func() { c.kill(TimedOut) })
		defer late.Stop()
	}
	if err := r.send(); err != nil {
		c.kill(Crashed)
	} else {
		r.sent = true
	}
	return r.listen(ctx)
}

// abort asks the child to end the run and kills it when it does not.
func (r *run) abort(over <-chan struct{}) {
	select {
	case <-over:
		return
	default:
	}
	late := time.NewTimer(abortGrace)
	defer late.Stop()
	go func() { _ = r.child.w.Write(wire.Frame{Kind: wire.Abort, ID: r.id}) }() // a full pipe must not hold up the kill
	select {
	case <-over:
	case <-late.C:
		r.child.kill(Aborted)
	}
}

// send uploads the programs that the child does not have, then the job.
func (r *run) send() error {
	head := wire.Job{
		Prelude: r.job.Prelude.ID, Input: len(r.job.Input) > 0,
		Deadline: r.job.Limits.Deadline, Memory: r.job.Limits.MemoryBytes, Output: r.job.Limits.OutputBytes,
	}
	programs := []*Program{r.job.Prelude}
	if r.job.Program != nil {
		programs = append(programs, r.job.Program)
		head.Program = r.job.Program.ID
	}
	if err := r.child.upload(programs); err != nil {
		return err
	}
	return r.child.w.Write(wire.Frame{
		Kind: wire.Run, ID: r.id, Head: wire.Pack(head), Data: r.job.Input, Body: r.job.Body, Absent: r.job.Body == nil,
	})
}

func (c *child) upload(programs []*Program) error {
	if c.code > codeKept {
		clear(c.uploaded)
		c.code = 0
		if err := c.w.Write(wire.Frame{Kind: wire.Forget}); err != nil {
			return err
		}
	}
	for _, program := range programs {
		if _, there := c.uploaded[program.ID]; there {
			continue
		}
		head := wire.Pack(wire.Program{ID: program.ID, Name: program.Name})
		if err := c.w.Write(wire.Frame{Kind: wire.Upload, Head: head, Data: []byte(program.Code)}); err != nil {
			return err
		}
		c.uploaded[program.ID] = struct{}{}
		c.code += len(program.Code)
	}
	return nil
}

// listen serves the child until it says how the run ended, or says nothing more.
func (r *run) listen(ctx context.Context) (*Result, *Failure) {
	look := time.NewTicker(memoryLook)
	defer look.Stop()
	for {
		select {
		case f := <-r.child.frames:
			result, failure, ended := r.hear(ctx, f)
			if ended {
				return result, failure
			}
		case <-look.C:
			if resident(r.child.pid) > residentLimit(r.job.Limits.MemoryBytes) {
				r.child.kill(Memory)
			}
		case <-r.child.lost:
			<-r.child.exited
			return &Result{}, r.child.obituary(r.job.Limits)
		}
	}
}

func (r *run) hear(ctx context.Context, f wire.Frame) (*Result, *Failure, bool) {
	switch {
	case f.Kind == wire.Call:
		if method, err := wire.Unpack[wire.Method](f.Head); err == nil {
			r.calls.Go(func() { r.answer(ctx, f, method.Name) })
		} else {
			r.child.kill(Crashed)
		}
	case f.Kind == wire.Notify:
		if method, err := wire.Unpack[wire.Method](f.Head); err == nil {
			r.tell(method.Name, f.Data)
		}
	case f.ID == r.id && (f.Kind == wire.Result || f.Kind == wire.Failure):
		outcome, err := wire.Unpack[wire.Outcome](f.Head)
		if err != nil {
			return &Result{}, &Failure{Kind: Crashed, Message: "The runner's answer could not be read."}, true
		}
		r.reusable = !outcome.Last && (outcome.Failure == nil || outcome.Failure.Kind != Crashed)
		result, failure := read(outcome, f.Data)
		return result, failure, true
	}
	return nil, nil, false
}

func read(o wire.Outcome, data []byte) (*Result, *Failure) {
	result := &Result{Duration: o.Duration, PeakMemory: o.Peak}
	for _, h := range o.Hints {
		result.Hints = append(result.Hints, Hint(h))
	}
	if o.Failure == nil {
		if !o.Undefined {
			result.Value = data
		}
		return result, nil
	}
	e := o.Failure
	f := &Failure{Kind: e.Kind, Name: e.Name, Message: e.Message, Code: e.Code, Stack: e.Stack, Raw: e.Raw}
	if e.Data {
		f.Data = data
	}
	return result, f
}

// answer asks the host and sends what it says. A child that has gone meanwhile needs no answer.
func (r *run) answer(ctx context.Context, f wire.Frame, method string) {
	reply, err := r.ask(ctx, f, method)
	if ctx.Err() != nil {
		return // the run is over or being aborted: its script must not go on with an answer that may only say so
	}
	out := wire.Frame{Kind: wire.Reply, ID: f.ID, Data: reply.Head, Body: reply.Body, Absent: reply.Body == nil}
	switch {
	case err != nil:
		e, data := refusal(err)
		out = wire.Frame{Kind: wire.Reply, ID: f.ID, Head: wire.Pack(wire.Answer{Error: e}), Data: data}
	case len(reply.Head) > wire.MaxPart || len(reply.Body) > wire.MaxPart:
		e := &wire.Error{Message: "The answer is larger than 1 GB, more than a function can take.", Code: "answer_too_large"}
		out = wire.Frame{Kind: wire.Reply, ID: f.ID, Head: wire.Pack(wire.Answer{Error: e})}
	}
	_ = r.child.w.Write(out)
}

// ask calls the host. A panic there is a defect of ours: it fails the call, and the app lives on.
func (r *run) ask(ctx context.Context, f wire.Frame, method string) (reply Reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			r.defect(method, p)
			err = fault.New(fault.Internal, "server_error", "Patchbay failed while it answered the function.").WithHint("The program's log has the details.")
		}
	}()
	return r.host.Call(ctx, method, f.Data, f.Body)
}

// tell passes a notice on, which a panic loses.
func (r *run) tell(method string, args json.RawMessage) {
	defer func() {
		if p := recover(); p != nil {
			r.defect(method, p)
		}
	}()
	r.host.Notify(method, args)
}

func (r *run) defect(method string, p any) {
	r.log.Error("a function's call ended in a panic", slog.String("method", method), slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
}

func refusal(err error) (*wire.Error, json.RawMessage) {
	if rejection, ok := errors.AsType[*Rejection](err); ok {
		return &wire.Error{Name: rejection.Name, Message: rejection.Message, Code: rejection.Code}, rejection.Data
	}
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return &wire.Error{Message: f.Error(), Code: f.Code}, nil
	}
	return &wire.Error{Message: err.Error()}, nil
}

// obituary tells why a child that is gone did not finish the run.
func (c *child) obituary(l Limits) *Failure {
	why := Crashed
	if v := c.verdict.Load(); v != nil {
		why = *v
	} else if words := c.stderr.String(); strings.Contains(words, "out of memory") || strings.Contains(words, "cannot allocate memory") {
		why = Memory
	}
	switch why {
	case TimedOut:
		return &Failure{Kind: TimedOut, Message: fmt.Sprintf("The function ran longer than its limit of %s and was stopped.", l.Deadline)}
	case Memory:
		return &Failure{Kind: Memory, Message: fmt.Sprintf("The function needed more memory than its limit of %d MB and was stopped.", l.MemoryBytes>>20)}
	case Aborted:
		return aborted()
	case Closed:
		return closed()
	default:
		return &Failure{Kind: Crashed, Message: "The process that ran the function ended unexpectedly. The function was stopped; nothing else is affected."}
	}
}
