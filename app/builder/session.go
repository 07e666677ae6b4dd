package builder

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"time"

	"github.com/google/uuid"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/script/bundle"
)

// The states of a session.
const (
	Running  = "running"
	Passed   = "passed"   // the last draft compiles, and its dry run went well or there was none
	GaveUp   = "gave_up"  // the rounds are used up
	Stopped  = "stopped"  // the user stopped it, or Patchbay ended
	Failed   = "failed"   // the model or the machine failed: Error says how
	Accepted = "accepted" // the draft is in the folder
)

// The phases of a round.
const (
	Writing  = "writing"  // the model answers
	Checking = "checking" // compiling and looking at types
	Trying   = "trying"   // the dry run
	Done     = "done"
)

// The limits of sessions.
const (
	defaultRounds = 5
	MostRounds    = 20
	mostRunning   = 2
	keptSessions  = 20
)

// Request is what the user wants.
type Request struct {
	EnvironmentID int64
	Description   string // in plain words
	Integration   string
	Connection    string // of the dry run and the samples; "": the draft is compiled only
	Name          string
	Type          compile.Type
	Samples       []string        // operations whose answers the user agreed to send, at most five
	Input         json.RawMessage // of the dry run of an action; nil: an example made from the schema
	AllowWrites   bool            // the dry run may send more than GET requests
	Rounds        int             // default 5, at most MostRounds
}

var folderOf = map[compile.Type]string{compile.Sync: "syncs", compile.Action: "actions", compile.OnEvent: "on-events"}

// file is where the function will lie.
func (r Request) file() string { return path.Join(r.Integration, folderOf[r.Type], r.Name+".ts") }

// Round is one answer of the model and what became of it.
type Round struct {
	Number   int // from 1
	Phase    string
	Prompt   string // what was sent new in this round
	Answer   string // as it came; it grows while Phase is Writing
	Code     string // the file in it; "" when there is none
	Problems []bundle.Diagnostic
	DryRun   *Trial // nil: there was none
	Usage    Usage
}

// Trial is a dry run of a draft.
type Trial struct {
	RunID   string
	State   string          // of the run
	Output  json.RawMessage // what an action returned, or a sync would have saved; redacted
	Problem string          // why it failed; "": it did not
	Note    string          // what a person should know
}

// Session is one function being built.
type Session struct {
	ID        string // UUID
	Request   Request
	File      string // in the folder, once it is accepted
	Model     string
	State     string
	Rounds    []Round
	Error     *fault.Error
	CreatedAt time.Time

	Revision int64 // grows with every change
	Shape    int64 // Revision of the last change that was more than text added to the last answer
}

type session struct {
	s       *Service
	cancel  context.CancelFunc
	changed chan struct{} // closed at each change and made anew; guarded by Service.mu
	Session
}

// Start begins a session and returns it; Next follows it. Faults: no_model, no_project, file_exists, too_many_sessions and those of
// the integration, the connection and the samples.
func (s *Service) Start(ctx context.Context, in Request) (Session, error) {
	if err := s.checkRequest(in); err != nil {
		return Session{}, err
	}
	m, key, err := s.withKey(ctx, in.EnvironmentID)
	if err != nil {
		return Session{}, err
	}
	if in.Connection != "" {
		if _, err := s.Connect.Connection(ctx, in.EnvironmentID, in.Integration, in.Connection); err != nil {
			return Session{}, err
		}
	}
	prompt, err := s.firstPrompt(ctx, in)
	if err != nil {
		return Session{}, err
	}
	id, err := uuid.NewRandomFromReader(s.Rand)
	if err != nil {
		return Session{}, err
	}
	if in.Rounds <= 0 {
		in.Rounds = defaultRounds
	}
	one := &session{s: s, changed: make(chan struct{}), Session: Session{ID: id.String(), Request: in, File: in.file(), Model: m.Name, State: Running, CreatedAt: s.Now()}}
	return s.begin(one, func(ctx context.Context) { one.build(ctx, m, key, prompt) })
}

func (s *Service) begin(one *session, work func(context.Context)) (Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	running := 0
	for _, other := range s.sessions {
		if other.State == Running {
			running++
		}
	}
	switch {
	case s.stopped:
		return Session{}, fault.New(fault.Unavailable, "server_error", "Patchbay is closing.")
	case running >= mostRunning:
		return Session{}, fault.New(fault.Conflict, "too_many_sessions", "Two functions are being built already.").WithHint("Wait for one of them, or stop it.")
	}
	if len(s.sessions) >= keptSessions {
		oldest := slices.IndexFunc(s.sessions, func(o *session) bool { return o.State != Running })
		s.sessions = slices.Delete(s.sessions, oldest, oldest+1)
	}
	s.sessions = append(s.sessions, one)
	ctx, cancel := context.WithCancel(s.ctx)
	one.cancel = cancel
	s.wait.Go(func() {
		defer cancel()
		work(ctx)
	})
	return one.copy(), nil
}

// copy is a snapshot; the caller holds Service.mu.
func (one *session) copy() Session {
	c := one.Session
	c.Rounds = slices.Clone(c.Rounds)
	return c
}

// change alters a session and wakes those who follow it.
func (one *session) change(shape bool, alter func(*Session)) {
	one.s.mu.Lock()
	defer one.s.mu.Unlock()
	alter(&one.Session)
	one.Revision++
	if shape {
		one.Shape = one.Revision
	}
	close(one.changed)
	one.changed = make(chan struct{})
}

func (s *Service) find(env int64, id string) (*session, error) {
	for _, one := range s.sessions {
		if one.ID == id && one.Request.EnvironmentID == env {
			return one, nil
		}
	}
	return nil, fault.New(fault.NotFound, "unknown_session", "There is no such session; they are remembered until Patchbay ends.")
}

// Session returns a session as it is now. Fault: unknown_session.
func (s *Service) Session(env int64, id string) (Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one, err := s.find(env, id)
	if err != nil {
		return Session{}, err
	}
	return one.copy(), nil
}

// Next returns a session as soon as its revision is past the given one, or its state is final. Faults: unknown_session, and ctx's error.
func (s *Service) Next(ctx context.Context, env int64, id string, after int64) (Session, error) {
	for {
		s.mu.Lock()
		one, err := s.find(env, id)
		if err != nil {
			s.mu.Unlock()
			return Session{}, err
		}
		now, changed := one.copy(), one.changed
		s.mu.Unlock()
		if now.Revision > after || now.State != Running {
			return now, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return Session{}, ctx.Err()
		}
	}
}

// Cancel stops a session; one that has ended stays as it is. Fault: unknown_session.
func (s *Service) Cancel(env int64, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	one, err := s.find(env, id)
	if err != nil {
		return err
	}
	one.cancel()
	return nil
}

// Accept writes the last draft, which may be of an earlier round than the last, into the folder and returns the session with the files' names in order. A draft that does not pass is
// written only when the user insists. Faults: unknown_session, still_running, no_draft, draft_has_problems, and those of the folder.
func (s *Service) Accept(env int64, id string, insist bool) (Session, []string, error) {
	s.mu.Lock()
	one, err := s.find(env, id)
	if err != nil {
		s.mu.Unlock()
		return Session{}, nil, err
	}
	now := one.copy()
	s.mu.Unlock()
	draft := now.draft()
	switch {
	case now.State == Running:
		return now, nil, fault.New(fault.Conflict, "still_running", "The draft is still being worked on.").WithHint("Wait for its end, or stop it.")
	case now.State == Accepted:
		return now, []string{now.File}, nil
	case draft == nil:
		return now, nil, fault.New(fault.Conflict, "no_draft", "There is no draft to accept.")
	case now.State != Passed && !insist:
		return now, nil, fault.New(fault.Conflict, "draft_has_problems", fmt.Sprintf("The last draft, of round %d, does not pass yet.", draft.Number)).
			WithHint("Accept it all the same to go on by hand.")
	}
	files, err := s.Folder.Use(map[string]string{now.File: draft.Code}, now.File)
	if err != nil {
		return now, nil, err
	}
	one.change(true, func(x *Session) { x.State = Accepted })
	now, err = s.Session(env, id)
	return now, files, err
}

// draft is the last round whose answer holds a file; nil: there is none.
func (x Session) draft() *Round {
	for i := len(x.Rounds) - 1; i >= 0; i-- {
		if x.Rounds[i].Code != "" {
			return &x.Rounds[i]
		}
	}
	return nil
}
