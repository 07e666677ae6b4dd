package connect

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"net/url"
	"sync"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// The states of an attempt.
const (
	Pending   = "pending"
	Succeeded = "succeeded"
	Failed    = "failed"
	Cancelled = "cancelled"
	Expired   = "expired"
)

const (
	// attemptLife is how long a login may take.
	attemptLife = 10 * time.Minute
	// attemptKept is how long an ended attempt can still be asked for.
	attemptKept = 30 * time.Minute
	// maxAttempts bounds the attempts in memory; the oldest go first.
	maxAttempts = 500
)

// Attempt is one login through the browser. Attempts live in memory only: a login that is under way when
// Patchbay ends has to be started again, and its code verifier is never written anywhere.
type Attempt struct {
	ID                string
	EnvironmentID     int64
	IntegrationKey    string
	ConnectionID      string
	Provider          string
	State             string   // Pending, Succeeded, Failed, Cancelled, Expired
	OperationID       string   // of the log, where every hop is kept
	AuthorizeURL      string   // for the browser
	Notes             []string // what may go wrong with the redirect address
	Error             *fault.Error
	CreatedAt         time.Time
	ExpiresAt         time.Time
	WebSocketClientID string
	Waits             bool // connected, but an owner at the provider has yet to approve; only in the answer of Complete
}

// login is an attempt with all that its end needs.
type login struct {
	Attempt
	key         [sha256.Size]byte // of the state value
	verifier    vault.Secret
	memory      vault.Secret // what the mode wants to know at the way back
	redirectURI string
	authority   string // scheme and host of the authorization server
	target      target
	app         auth.App
	alsoAllow   []string // private destinations that the user typed in
	override    *auth.ClientPair
	refresh     vault.Secret // oauth_refresh_token_override
	tags        map[string]string
	record      *recorder
}

// attempts holds the logins by id, and the pending ones by the hash of their state value: looking up a hash tells
// nothing about how much of a guess was right.
type attempts struct {
	mu      sync.Mutex
	byID    map[string]*login
	byState map[[sha256.Size]byte]*login
	order   []string
}

func (a *attempts) init() {
	a.byID, a.byState = map[string]*login{}, map[[sha256.Size]byte]*login{}
}

// add registers a login and returns the pending ones that it supersedes: those at another authorization server, whose
// answers could otherwise be mixed up with its own (RFC 9700 §4.4).
func (a *attempts) add(l *login) (superseded []*login) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, other := range a.byState {
		if other.authority != l.authority {
			superseded = append(superseded, other)
		}
	}
	for _, other := range superseded {
		delete(a.byState, other.key)
	}
	a.byID[l.ID], a.byState[l.key] = l, l
	a.order = append(a.order, l.ID)
	for len(a.order) > maxAttempts {
		if oldest, ok := a.byID[a.order[0]]; ok {
			delete(a.byState, oldest.key)
			delete(a.byID, oldest.ID)
		}
		a.order = a.order[1:]
	}
	return superseded
}

// take removes the pending login of a state value; nil when there is none or it is too old. Whoever takes it ends it.
func (a *attempts) take(state string, now time.Time) *login {
	key := sha256.Sum256([]byte(state))
	a.mu.Lock()
	defer a.mu.Unlock()
	l, ok := a.byState[key]
	if !ok || subtle.ConstantTimeCompare(l.key[:], key[:]) != 1 || !now.Before(l.ExpiresAt) {
		return nil
	}
	delete(a.byState, key)
	return l
}

// withdraw removes a pending login by id; nil when it is not pending.
func (a *attempts) withdraw(id string) *login {
	a.mu.Lock()
	defer a.mu.Unlock()
	l, ok := a.byID[id]
	if !ok || a.byState[l.key] != l {
		return nil
	}
	delete(a.byState, l.key)
	return l
}

// end writes how a login ended.
func (a *attempts) end(l *login, state, connectionID string, err *fault.Error) Attempt {
	a.mu.Lock()
	defer a.mu.Unlock()
	l.State, l.Error, l.verifier, l.memory = state, err, "", ""
	if connectionID != "" {
		l.ConnectionID = connectionID
	}
	return l.Attempt
}

// get returns an attempt; one that is past its time reads as expired even before the sweep.
func (a *attempts) get(id string, now time.Time) (Attempt, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	l, ok := a.byID[id]
	if !ok {
		return Attempt{}, false
	}
	copied := l.Attempt
	if _, pending := a.byState[l.key]; pending && !now.Before(l.ExpiresAt) {
		copied.State, copied.Error = Expired, l.neverBack()
	}
	return copied, true
}

// sweep takes the logins that are past their time and forgets those that ended long ago.
func (a *attempts) sweep(now time.Time) (expired []*login) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var kept []string
	for _, id := range a.order {
		l, ok := a.byID[id]
		if !ok {
			continue
		}
		if _, pending := a.byState[l.key]; pending && !now.Before(l.ExpiresAt) {
			delete(a.byState, l.key)
			expired = append(expired, l)
		}
		if now.Sub(l.CreatedAt) > attemptKept {
			delete(a.byID, id)
			continue
		}
		kept = append(kept, id)
	}
	a.order = kept
	return expired
}

// ofIntegration takes the pending logins of an integration that goes.
func (a *attempts) ofIntegration(uuid string) (gone []*login) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for key, l := range a.byState {
		if l.target.integration.UUID == uuid {
			delete(a.byState, key)
			gone = append(gone, l)
		}
	}
	return gone
}

// neverBack is the fault of a login whose time is over. What the provider shows in the browser does not reach us, so the
// diagnosis names what is most often behind the silence.
func (l *login) neverBack() *fault.Error {
	u, err := url.Parse(l.authority)
	if err != nil {
		u = &url.URL{}
	}
	found := diagnosis.Silent(diagnosis.Facts{Provider: l.target.provider.DisplayName, Step: diagnosis.Authorize, Host: u.Hostname(), Callback: l.redirectURI}, attemptLife)
	return fault.New(fault.Invalid, codeState, "The login was not finished within ten minutes. "+found.Message).WithHint(found.Remedy).WithCause(found)
}

// Attempt returns a login's state. Faults: not_found.
func (s *Service) Attempt(_ context.Context, id string) (Attempt, error) {
	if a, ok := s.attempts.get(id, s.now()); ok {
		return a, nil
	}
	return Attempt{}, fault.New(fault.NotFound, "not_found", "There is no such login.").WithHint("Logins end when Patchbay ends; the log keeps what happened. Connect again.")
}

// CancelAttempt ends a pending login; one that has ended stays as it is. Faults: not_found.
func (s *Service) CancelAttempt(ctx context.Context, id string) error {
	if _, err := s.Attempt(ctx, id); err != nil {
		return err
	}
	if l := s.attempts.withdraw(id); l != nil {
		s.endLogin(l, Cancelled, "", fault.New(fault.Invalid, "cancelled", "The login was cancelled."))
	}
	return nil
}

// endLogin ends a login that the caller has taken: state, log, hint.
// What the browser brought is the provider's word, which may hold a secret.
func (s *Service) endLogin(l *login, state, connectionID string, err *fault.Error) Attempt {
	if err != nil {
		copied := *err
		own := []string{l.target.connectionID, l.target.integration.UniqueKey}
		copied.Message, copied.Hint = s.redactor.Reply(err.Message, own...), s.redactor.Reply(err.Hint, own...)
		err = &copied
		l.record.finish(err)
	} else {
		l.record.finish(nil)
	}
	a := s.attempts.end(l, state, connectionID, err)
	s.bus.Publish(event.Hint{Topic: event.Attempts, ID: l.ID})
	return a
}

// sweepAttempts ends the logins that nobody finished.
func (s *Service) sweepAttempts() {
	for _, l := range s.attempts.sweep(s.now()) {
		s.endLogin(l, Expired, "", l.neverBack())
	}
}

// ConnectInput starts a login or stores credentials that the user typed.
type ConnectInput struct {
	IntegrationKey      string
	AuthMode            catalog.AuthMode  // the mode that the caller's route is for; empty: any
	ConnectionID        string            // chosen id, or the connection to replace; empty: a new UUID
	Reconnect           bool              // the connection must exist
	Params              map[string]string // connection config
	Credentials         map[string]string // fields of the mode, or oauth_client_id_override and its like
	Assertion           map[string]string // assertionOption: used once to sign, never stored
	AuthorizationParams map[string]string
	UserScope           string            // slack
	Tags                map[string]string // nil: none given; a session's tags win
	Session             *Session          // nil: the caller holds an API key
	WebSocketClientID   string            // popup flow: who waits for the result
}
