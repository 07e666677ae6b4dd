// Package engine is the inside of a runner process: JavaScript runtimes, their event loop and limits, and the frames
// that bring jobs and carry results. A runtime serves one run and is thrown away. The process has one job at a time,
// so whatever it uses, the job uses; and whatever cannot be stopped inside is stopped by ending the process.
package engine

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"patchbay/app/script"
	"patchbay/app/script/wire"
)

// Answer does one kind of other work. What it returns as error reaches the asker as text.
type Answer func(ctx context.Context, request []byte) ([]byte, error)

// Options configure Main and Serve; the zero value works.
type Options struct {
	Ask   map[string]Answer // other work that the app may hand over, by kind
	Stock int               // runtimes made ahead of time; default 3
	Now   func() time.Time  // the scripts' clock; default time.Now
	Rand  io.Reader         // the scripts' randomness; default crypto/rand
}

func (o Options) withDefaults() Options {
	if o.Stock <= 0 {
		o.Stock = 3
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	return o
}

// errOverrun is Serve's end when a script could not be stopped: the failure has been told, and only the end of the
// process frees what the script holds.
var errOverrun = errors.New("engine: a script could not be stopped")

// Serve does the jobs that arrive on in and answers on out until in ends (nil), out breaks, ctx ends, or a job cannot
// be stopped, which is told and is an error too. A job that still runs when Serve returns has been interrupted; the process should end.
func Serve(ctx context.Context, in io.Reader, out io.Writer, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{
		o: o.withDefaults(), w: wire.NewWriter(out), programs: map[string]*program{},
		overrun: make(chan struct{}, 1), tidied: make(chan struct{}, 1),
	}
	s.rest = time.AfterFunc(rest, giveBack)
	defer s.rest.Stop()
	s.stock = newStock(s.o)
	s.work.Go(func() { s.stock.fill(ctx) })
	s.tidied <- struct{}{}
	ended := make(chan error, 1)
	go func() { ended <- s.read(ctx, wire.NewReader(in)) }()
	var err error
	select {
	case err = <-ended:
	case <-s.overrun:
		return errOverrun
	case <-ctx.Done():
		err = ctx.Err()
	}
	cancel()
	if s.abort(0) && !s.settled() {
		return errOverrun
	}
	s.work.Wait()
	return err
}

// server is one process's side of the pipe.
type server struct {
	o        Options
	w        *wire.Writer
	stock    *stock
	work     sync.WaitGroup // the stock, jobs and questions
	overrun  chan struct{}
	rest     *time.Timer   // gives memory back when no job has come for a while
	tidied   chan struct{} // holds a token unless a job runs or memory is being given back
	mu       sync.Mutex
	programs map[string]*program
	current  *run
	canceled uint32 // the highest job that an Abort named
}

// read takes frames until the pipe ends.
func (s *server) read(ctx context.Context, r *wire.Reader) error {
	for {
		f, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = s.take(ctx, f)
		}
		if err != nil {
			return err
		}
	}
}

func (s *server) take(ctx context.Context, f wire.Frame) error {
	switch f.Kind {
	case wire.Upload:
		head, err := wire.Unpack[wire.Program](f.Head)
		if err != nil {
			return fmt.Errorf("read a program: %w", err)
		}
		s.mu.Lock()
		s.programs[head.ID] = &program{name: head.Name, code: string(f.Data)}
		s.mu.Unlock()
	case wire.Forget:
		s.mu.Lock()
		clear(s.programs)
		s.mu.Unlock()
	case wire.Run:
		head, err := wire.Unpack[wire.Job](f.Head)
		if err != nil {
			return fmt.Errorf("read a job: %w", err)
		}
		return s.begin(ctx, f, head)
	case wire.Reply:
		s.mu.Lock()
		r := s.current
		s.mu.Unlock()
		if r != nil {
			r.hear(f)
		}
	case wire.Abort:
		s.abort(f.ID)
	case wire.Ask:
		head, err := wire.Unpack[wire.Question](f.Head)
		if err != nil {
			return fmt.Errorf("read a question: %w", err)
		}
		s.work.Go(func() { s.answer(ctx, f.ID, head.Kind, f.Data) })
	default:
		return fmt.Errorf("engine: a frame of unknown kind %d", f.Kind)
	}
	return nil
}

// begin starts a job beside the reader, which must stay free for replies.
func (s *server) begin(ctx context.Context, f wire.Frame, head wire.Job) error {
	r := &run{server: s, id: f.ID, job: head, calls: map[uint32]*call{}, began: time.Now()}
	if head.Input {
		r.input = f.Data
	}
	if !f.Absent {
		r.body = append([]byte{}, f.Body...)[:len(f.Body):len(f.Body)]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil {
		return errors.New("engine: a second job arrived while one runs")
	}
	r.prelude, r.program = s.programs[head.Prelude], s.programs[head.Program]
	r.aborted = s.canceled == f.ID
	s.current = r
	s.work.Go(func() { s.lead(ctx, r) })
	return nil
}

// lead runs a job and tells its end.
func (s *server) lead(ctx context.Context, r *run) {
	<-s.tidied
	s.rest.Stop()
	defer s.rest.Reset(rest)
	box, err := s.stock.take(ctx)
	if err != nil {
		s.tidied <- struct{}{}
		r.tell(ending(script.Crashed, "The JavaScript engine could not be set up: "+err.Error()), nil)
		return
	}
	value, end, data := r.do(box)
	if end == nil {
		r.tell(nil, value)
	} else {
		r.tell(end, data)
	}
	if r.watch.highest() > heavyJob {
		giveBack()
	}
	s.tidied <- struct{}{}
}

// abort interrupts the current job when it has the ID, or any for 0, and reports whether there was one.
func (s *server) abort(id uint32) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id != 0 {
		s.canceled = id
	}
	if s.current == nil || id != 0 && s.current.id != id {
		return false
	}
	s.current.stop(ending(script.Aborted, "The run was cancelled."))
	return true
}

// settled waits a moment for the job to end.
func (s *server) settled() bool {
	patience := time.NewTimer(patience)
	defer patience.Stop()
	select {
	case <-s.tidied:
		s.tidied <- struct{}{}
		return true
	case <-patience.C:
		return false
	}
}

func (s *server) answer(ctx context.Context, id uint32, kind string, request []byte) {
	var data []byte
	var err error
	limitHeap(0)
	if do, known := s.o.Ask[kind]; known {
		data, err = do(ctx, request)
	} else {
		err = fmt.Errorf("this runner knows no work of the kind %q", kind)
	}
	head := wire.Answer{}
	if err != nil {
		head.Error = &wire.Error{Message: err.Error(), Code: "runner_work_failed"}
	}
	_ = s.w.Write(wire.Frame{Kind: wire.Reading, ID: id, Head: wire.Pack(head), Data: data})
	giveBack()
}

func ending(kind, message string) *wire.Ending { return &wire.Ending{Kind: kind, Message: message} }
