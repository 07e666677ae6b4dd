package mcpserver

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"patchbay/app/event"
	"patchbay/app/fault"
)

// The codes of a write that does not happen.
const (
	CodeConsentDenied  = "consent_denied"
	CodeConsentPending = "consent_pending"
	CodeConsentFlood   = "consent_flood"
	CodeNobodyToAsk    = "nobody_to_ask"
	CodeTooLongToShow  = "too_long_to_show"
)

// The limits that keep an assistant from wearing its user down with questions.
const (
	defaultPatience = 45 * time.Second // most clients give a call a minute
	maxWaiting      = 3                // questions at a time
	maxPerMinute    = 10
	keepQuestion    = 10 * time.Minute // how long an unanswered question, an answer "once" or a refusal counts
	keepSession     = 8 * time.Hour
	maxDetail       = 1 << 20 // bytes of a question; what is longer nobody reads, so it is refused and never cut
)

// Effect is what a tool wants to do, for the user to read.
type Effect struct {
	Kind    string // "request", "host", "action", "dry_run", "file", "integration", "connection", "sync" or "session"
	Summary string // one line, such as "POST https://api.github.com/repos/x/issues"
	Detail  string // what exactly is sent or written, all of it
	Changes string // of a file that is replaced: Detail against what is there now, as a unified diff; may be empty
	// Hidden is what Detail masks. It is not shown, and an answer counts for exactly this.
	Hidden string
	// Covers is what "for this session" allows, as a sentence's end; empty: this effect can only be allowed once at a time.
	Covers string
}

// Question is an effect that waits for the user's answer.
type Question struct {
	ID         string
	Caller     string
	Effect     Effect
	AskedAt    time.Time
	WaitsUntil time.Time // the call that asked waits no longer; an answer counts when it asks the same again
	ExpiresAt  time.Time
}

// Grant is what the user allowed for a session.
type Grant struct {
	ID        string
	Caller    string
	Covers    string
	ExpiresAt time.Time
}

// Decision is the user's answer.
type Decision string

// The answers.
const (
	AllowOnce    Decision = "once"
	AllowSession Decision = "session"
	Deny         Decision = "deny"
)

// Consents keeps the questions to the user, and the answers as long as they count. Nothing of it outlives the process.
type Consents struct {
	now      func() time.Time
	rand     io.Reader
	bus      *event.Bus
	patience time.Duration

	mu      sync.Mutex
	waiting []*question
	once    map[subject]time.Time // until when an answer to an exact effect counts
	denied  map[subject]time.Time
	grants  []Grant
	asked   []time.Time // in the last minute
}

// subject is an effect of one caller.
type subject struct {
	caller         string
	kind           string
	summary        string
	detail, hidden [sha256.Size]byte
}

type question struct {
	Question
	subject subject
	answer  chan struct{} // closed when the question is answered
}

func newConsents(o Options) *Consents {
	c := &Consents{now: o.Now, rand: o.Rand, bus: o.Bus, patience: cmp.Or(o.Patience, defaultPatience),
		once: map[subject]time.Time{}, denied: map[subject]time.Time{}}
	if c.now == nil {
		c.now = time.Now
	}
	if c.rand == nil {
		c.rand = rand.Reader
	}
	return c
}

// Ask returns nil when the user allows the effect, and waits for the answer as long as a client does. Faults:
// consent_denied, consent_pending (ask the same again later), consent_flood, too_long_to_show.
func (c *Consents) Ask(ctx context.Context, caller string, e Effect) error {
	q, err := c.put(caller, e)
	if q == nil || err != nil {
		return err
	}
	patience := time.NewTimer(c.patience)
	defer patience.Stop()
	select {
	case <-q.answer:
	case <-patience.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return c.outcome(q.subject, e)
}

// put finds an answer that counts already, or the question that waits for one, or asks it. Neither means allowed.
func (c *Consents) put(caller string, e Effect) (*question, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	c.forget(now)
	about := subject{caller, e.Kind, e.Summary, sha256.Sum256([]byte(e.Detail)), sha256.Sum256([]byte(e.Hidden))}
	if settled, err := c.settled(about, e); settled {
		return nil, err
	}
	for _, q := range c.waiting {
		if q.subject == about {
			q.WaitsUntil = now.Add(c.patience)
			c.changed()
			return q, nil
		}
	}
	if len(e.Summary)+len(e.Detail) > maxDetail {
		return nil, fault.New(fault.TooLarge, CodeTooLongToShow, "This is longer than a question can show, so the user cannot allow it.").
			WithHint("Send or write less at a time.")
	}
	if len(c.waiting) >= maxWaiting || len(c.asked) >= maxPerMinute {
		return nil, fault.New(fault.RateLimited, CodeConsentFlood, "Too many questions wait for the user already, so this one was not asked.").
			WithHint("Wait until the user has answered them in Patchbay.")
	}
	id, err := uuid.NewRandomFromReader(c.rand)
	if err != nil {
		return nil, err
	}
	shown := e
	shown.Hidden = ""
	q := &question{Question: Question{ID: id.String(), Caller: caller, Effect: shown, AskedAt: now,
		WaitsUntil: now.Add(c.patience), ExpiresAt: now.Add(keepQuestion)}, subject: about, answer: make(chan struct{})}
	c.waiting = append(c.waiting, q)
	c.asked = append(c.asked, now)
	c.changed()
	return q, nil
}

// settled reports whether the user has answered already, and what: nil allows.
func (c *Consents) settled(about subject, e Effect) (bool, error) {
	if slices.ContainsFunc(c.grants, func(g Grant) bool { return g.Caller == about.caller && e.Covers != "" && g.Covers == e.Covers }) {
		return true, nil
	}
	if _, ok := c.once[about]; ok {
		delete(c.once, about)
		return true, nil
	}
	if _, ok := c.denied[about]; ok {
		return true, fault.New(fault.Forbidden, CodeConsentDenied, "The user does not allow this: "+e.Summary+".").
			WithHint("Do not try it again; ask the user what to do instead.")
	}
	return false, nil
}

// outcome is what came of a question.
func (c *Consents) outcome(about subject, e Effect) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if settled, err := c.settled(about, e); settled {
		return err
	}
	return fault.New(fault.Forbidden, CodeConsentPending, "The user has not allowed this yet: "+e.Summary+".").
		WithHint("Patchbay shows the question. Ask the user to answer it there, then call the tool again with the same arguments.")
}

// forget drops what counts no longer.
func (c *Consents) forget(now time.Time) {
	past := func(t time.Time) bool { return !now.Before(t) }
	c.waiting = slices.DeleteFunc(c.waiting, func(q *question) bool { return past(q.ExpiresAt) })
	c.grants = slices.DeleteFunc(c.grants, func(g Grant) bool { return past(g.ExpiresAt) })
	c.asked = slices.DeleteFunc(c.asked, func(t time.Time) bool { return past(t.Add(time.Minute)) })
	for _, answers := range []map[subject]time.Time{c.once, c.denied} {
		for about, until := range answers {
			if past(until) {
				delete(answers, about)
			}
		}
	}
}

// Waiting returns the questions without an answer, the oldest first.
func (c *Consents) Waiting() []Question {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget(c.now())
	all := make([]Question, 0, len(c.waiting))
	for _, q := range c.waiting {
		all = append(all, q.Question)
	}
	return all
}

// Grants returns what is allowed for a session, the oldest first.
func (c *Consents) Grants() []Grant {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget(c.now())
	return append([]Grant{}, c.grants...)
}

// Answer decides a question. An effect that covers nothing more is allowed once. Faults: not_found, invalid_decision.
func (c *Consents) Answer(id string, d Decision) error {
	if !slices.Contains([]Decision{AllowOnce, AllowSession, Deny}, d) {
		return fault.New(fault.Invalid, "invalid_decision", "This is no answer to the question.").
			WithHint("The answers are once, session and deny.")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	c.forget(now)
	at := slices.IndexFunc(c.waiting, func(q *question) bool { return q.ID == id })
	if at < 0 {
		return fault.New(fault.NotFound, "not_found", "This question does not wait for an answer any more.")
	}
	q := c.waiting[at]
	c.waiting = slices.Delete(c.waiting, at, at+1)
	switch {
	case d == AllowSession && q.Effect.Covers != "":
		c.grants = append(c.grants, Grant{ID: q.ID, Caller: q.Caller, Covers: q.Effect.Covers, ExpiresAt: now.Add(keepSession)})
	case d == Deny:
		c.denied[q.subject] = now.Add(keepQuestion)
	default:
		c.once[q.subject] = now.Add(keepQuestion)
	}
	close(q.answer)
	c.changed()
	return nil
}

// Revoke takes a grant back. Fault: not_found.
func (c *Consents) Revoke(id string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := len(c.grants)
	c.grants = slices.DeleteFunc(c.grants, func(g Grant) bool { return g.ID == id })
	if len(c.grants) == before {
		return fault.New(fault.NotFound, "not_found", "This permission is gone already.")
	}
	c.changed()
	return nil
}

func (c *Consents) changed() {
	if c.bus != nil {
		c.bus.Publish(event.Hint{Topic: event.MCP})
	}
}
