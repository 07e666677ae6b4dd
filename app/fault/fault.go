// Package fault is the one error type that people see: a kind, a stable code, a sentence and a hint.
package fault

import (
	"errors"
	"log/slog"
	"strings"
)

// Kind is what went wrong in the broadest sense; doors map it to a status or an exit code.
type Kind uint8

// The kinds of fault. The zero value is Internal, so a forgotten kind never looks like the user's mistake.
const (
	Internal         Kind = iota // a defect or a failing machine: ours
	Invalid                      // the request is wrong: the caller's
	Unauthorized                 // no valid key or session
	Forbidden                    // known caller, not allowed
	NotFound                     // the thing named does not exist
	Conflict                     // the state of the thing forbids it now
	TooLarge                     // an input passed its limit
	UnsupportedMedia             // a content type the route does not take
	FailedDependency             // something needed earlier failed and is not tried again yet
	RateLimited                  // too many calls
	NotImplemented               // named by the protocol, not offered
	Upstream                     // a provider answered badly
	Unavailable                  // the keychain, the disk or the network is not there
	TooSlow                      // an input did not arrive in time: the caller's
)

// Issue is one wrong field of a rejected input. Code is a Zod issue code, as API clients expect it.
type Issue struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Path    []string `json:"path"`
}

// Error is a fault with words for people. The cause is for logs and errors.Is, never for a reply.
type Error struct {
	Kind    Kind
	Code    string // stable, from the public API's words, e.g. "unknown_connection"
	Message string // what happened and whose fault it is, one sentence
	Hint    string // what to do about it; may be empty
	Issues  []Issue
	Detail  any // the reply's payload; must not hold secrets
	cause   error
}

// New returns a fault of the kind.
func New(kind Kind, code, message string) *Error {
	return &Error{Kind: kind, Code: code, Message: message}
}

// Error returns the sentence, and behind it the hint when there is one. A message in somebody else's words may lack its full
// stop; it gets one before a hint.
func (e *Error) Error() string {
	text := e.Message
	if text == "" {
		text = e.Code
	}
	if e.Hint != "" {
		if !strings.ContainsAny(text[max(0, len(text)-1):], ".!?:") && !strings.HasSuffix(text, "…") {
			text += "."
		}
		text += " " + e.Hint
	}
	return text
}

// Unwrap returns the hidden cause.
func (e *Error) Unwrap() error { return e.cause }

// LogValue shows the code, the sentence and the cause to the log.
func (e *Error) LogValue() slog.Value {
	attrs := []slog.Attr{slog.String("code", e.Code), slog.String("message", e.Message)}
	if e.cause != nil {
		attrs = append(attrs, slog.String("cause", e.cause.Error()))
	}
	return slog.GroupValue(attrs...)
}

// WithHint returns a copy that says what to do.
func (e *Error) WithHint(hint string) *Error {
	c := *e
	c.Hint = hint
	return &c
}

// WithDetail returns a copy that carries a payload for the reply.
func (e *Error) WithDetail(detail any) *Error {
	c := *e
	c.Detail = detail
	return &c
}

// WithIssues returns a copy that names the wrong fields.
func (e *Error) WithIssues(issues ...Issue) *Error {
	c := *e
	c.Issues = issues
	return &c
}

// WithCause returns a copy that wraps err.
func (e *Error) WithCause(err error) *Error {
	c := *e
	c.cause = err
	return &c
}

// From finds the fault in err's chain, or wraps err as an internal one. From(nil) is nil.
func From(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return New(Internal, "server_error", "Patchbay failed at something it should manage.").
		WithHint("The log has the details.").WithCause(err)
}

// HasCode reports whether err's chain holds a fault with the code.
func HasCode(err error, code string) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Code == code
}

// IsKind reports whether err's chain holds a fault of the kind.
func IsKind(err error, kind Kind) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Kind == kind
}
