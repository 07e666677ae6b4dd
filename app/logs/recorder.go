package logs

import (
	"context"
	"log/slog"
	"sync"

	"patchbay/app/fault"
	"patchbay/app/text"
)

// The lines that one operation may have: a call or a login, and a run of a function, whose code may write a part of its
// lines and never so many that its requests are missing.
const (
	maxMessages = 1000
	maxRunLines = 20_000
	maxUser     = 10_000
)

// Recorder collects what one operation reports. Its methods return at once and are safe for concurrent use; after
// Finish they do nothing.
type Recorder struct {
	store *Store

	mu       sync.Mutex
	op       Operation
	pending  []Message // not written yet
	weight   int
	lines    int
	user     int  // of lines
	told     bool // that lines are missing
	stored   bool // the operation's row exists
	queued   bool
	finished bool
	dropped  bool
}

// Begin starts an operation. An empty ID gets one; State and StartedAt are set. The store may be nil: then nothing is
// kept, which suits tests and calls that must leave no trace.
func (s *Store) Begin(op Operation) *Recorder {
	r := &Recorder{store: s, op: op}
	r.op.State = Running
	if s == nil {
		r.dropped = true
		return r
	}
	if op.ID == "" {
		r.op.ID = s.ids.next()
	}
	if op.StartedAt.IsZero() {
		r.op.StartedAt = s.o.Now()
	}
	if !s.admit(r) {
		r.dropped = true
		return r
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.changed()
	return r
}

// Attach returns the recorder of an environment's operation that still runs, so that its parts report to the same one.
func (s *Store) Attach(environmentID int64, id string) (*Recorder, bool) {
	if s == nil || id == "" {
		return nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.live[id]
	if !ok || r.op.EnvironmentID != environmentID {
		return nil, false
	}
	return r, true
}

// ID is the operation's id; empty without a store.
func (r *Recorder) ID() string { return r.op.ID }

// Exchange adds one HTTP attempt. The maps and strings must not change afterwards; they are redacted before they are
// stored.
func (r *Recorder) Exchange(e Exchange) {
	e.RequestBody, e.ResponseBody = text.Cut(e.RequestBody, BodyLimit), text.Cut(e.ResponseBody, BodyLimit)
	r.add(Message{Level: levelOf(e), Exchange: &e}, len(e.RequestBody)+len(e.ResponseBody)+512)
}

func levelOf(e Exchange) string {
	switch {
	case e.Status == 0 || e.Status >= 500:
		return "error"
	case e.Status >= 400:
		return "warn"
	}
	return "info"
}

// Log adds a line. Level is "debug", "info", "warn" or "error".
func (r *Recorder) Log(level, line string) {
	r.add(Message{Level: level, Text: text.Cut(line, BodyLimit)}, len(line)+64)
}

// Entry adds a message of any kind; its id, operation and time are set. Text is cut like a body, and control characters
// in what a function's code wrote become visible.
func (r *Recorder) Entry(m Message) {
	if m.Source == User {
		m.Text = text.Visible(m.Text)
	}
	m.Text = text.Cut(m.Text, BodyLimit)
	weight := len(m.Text) + len(m.Meta) + 64
	if m.Exchange != nil {
		weight += len(m.Exchange.RequestBody) + len(m.Exchange.ResponseBody) + 512
	}
	r.add(m, weight)
}

func (r *Recorder) add(m Message, weight int) {
	if r.store == nil {
		return
	}
	m.At = r.store.o.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.finished || r.dropped || !r.room(&m) {
		return
	}
	if !r.store.weigh(weight) {
		if m.Exchange == nil {
			return
		}
		m.Exchange.RequestBody, m.Exchange.ResponseBody = "", ""
		m.Text, weight = "Bodies were not kept: the disk is too slow.", 0
	}
	r.lines++
	r.weight += weight
	m.OperationID = r.op.ID
	r.pending = append(r.pending, m)
	r.changed()
}

// room reports whether the operation may have another line, and turns the first that it may not have into a remark; the
// lock is held.
func (r *Recorder) room(m *Message) bool {
	most := maxMessages
	switch r.op.Kind {
	case "sync", "action", "webhook", "on-event":
		most = maxRunLines
	}
	if m.Source == User {
		r.user++
		if r.user == maxUser+1 && r.lines < most {
			*m = Message{At: m.At, Level: "warn", Kind: KindNote, Text: "The function wrote too many lines; its further ones are not kept."}
			return true
		}
		if r.user > maxUser {
			return false
		}
	}
	if r.lines < most {
		return true
	}
	if r.told || most != maxRunLines {
		return false
	}
	r.told = true
	*m = Message{At: m.At, Level: "warn", Kind: KindNote, Text: "The run did too much to list; what follows is not kept."}
	return true
}

// Finish ends the operation: failed with err's code and sentence, or successful when err is nil. mutate, which may be
// nil, fills in what is known only at the end; it may also set State.
func (r *Recorder) Finish(err error, mutate func(*Operation)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.finished || r.store == nil {
		return
	}
	r.finished = true
	r.op.State = Success
	r.op.FinishedAt = r.store.o.Now()
	if err != nil {
		f := fault.From(err)
		r.op.State = Failed
		r.op.Error = &Failure{Code: f.Code, Message: f.Message, Hint: f.Hint}
	}
	if mutate != nil {
		mutate(&r.op)
	}
	r.store.tell(r.op)
	if !r.dropped {
		r.store.forget(r.op.ID)
		r.changed()
	}
}

// tell writes one line for whoever follows the program's own log; it names things and holds no address and no text
// that came from outside.
func (s *Store) tell(op Operation) {
	if !s.o.Log.Enabled(context.Background(), slog.LevelDebug) {
		return
	}
	s.o.Log.Debug("operation", "kind", op.Kind, "action", op.Action, "state", op.State, "integration", op.Integration,
		"connection", op.Connection, "status", op.Status, "attempts", op.Attempts, "duration", op.FinishedAt.Sub(op.StartedAt))
}

// changed queues the recorder once for the next batch; the lock is held.
func (r *Recorder) changed() {
	if !r.queued {
		r.queued = true
		r.store.enqueue(r)
	}
}

// take hands the unwritten part to the writer.
func (r *Recorder) take() (op Operation, fresh bool, lines []Message, weight int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	op, fresh, lines, weight = r.op, !r.stored, r.pending, r.weight
	r.pending, r.weight, r.queued, r.stored = nil, 0, false, true
	return op, fresh, lines, weight
}
