package functions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/nango"
	"patchbay/app/records"
)

// Failure types that the service itself gives (functions.md §4.4, http-api §8.3); the others come from the nango object.
const (
	typeAborted   = "script_aborted"
	typeTimeout   = "execution_timeout"
	typeRuntime   = "function_runtime_timed_out"
	typeNotRun    = "action_script_failure"
	typeInternal  = "internal_server_error"
	typeHTTP      = "script_http_error"
	typeRateLimit = "script_api_rate_limit_error"
	typeTooLarge  = "script_output_too_large"
)

// conclude decides how the run ended: ended is why its context did, err a failure of Patchbay's own.
func (e *execution) conclude(ended, err error) {
	r := &e.run
	r.State, e.outcome.Failure = e.verdict(ended, err)
	r.Error = e.s.shownFailure(e.outcome.Failure)
	r.Results, r.PeakMemory = e.outcome.Results, e.outcome.PeakMemory
	if r.Results == nil && r.State != Succeeded {
		r.Results = e.s.saved(context.WithoutCancel(e.ctx), r)
	}
	r.CheckpointFrom, r.CheckpointTo = e.outcome.CheckpointFrom, e.outcome.CheckpointTo
	r.Warnings, r.DryResult = clean(e.s, e.outcome.Warnings), clean(e.s, e.outcome.Dry)
	if r.State == Succeeded {
		r.Output, r.OutputSize = e.s.shown(e.outcome.Output), int64(len(e.outcome.Output))
	}
}

func (e *execution) verdict(ended, err error) (State, *nango.Failure) {
	failure := e.outcome.Failure
	switch {
	case errors.Is(ended, errCancelled):
		return Cancelled, ownFailure(typeAborted, 410, "The run was cancelled.", "")
	case errors.Is(ended, errStopping):
		return Interrupted, interrupted()
	case errors.Is(ended, errDeadline) && e.run.State == Queued:
		return TimedOut, waitedTooLong(&e.run)
	case errors.Is(ended, errDeadline):
		return TimedOut, ownFailure(typeTimeout, 500, fmt.Sprintf("The function ran longer than %s (startedToCompletedTimeoutSecs_exceeded).",
			spoken(classOf(&e.run).run)), "code")
	case ended != nil || err != nil:
		f := fault.From(errors.Join(ended, err))
		return Failed, ownFailure(typeInternal, 500, f.Error(), "patchbay")
	case failure == nil:
		return Succeeded, nil
	case failure.Type == typeTimeout || failure.Type == typeRuntime:
		return TimedOut, failure
	default:
		return Failed, failure
	}
}

func waitedTooLong(r *Run) *nango.Failure {
	return ownFailure(typeNotRun, 500, fmt.Sprintf("The run waited longer than %s for a free place (createdToStartedTimeoutSecs_exceeded).",
		spoken(classOf(r).queue)), "patchbay")
}

// spoken is a limit without its zero parts: 24h, 15m, 30s.
func spoken(d time.Duration) string {
	return strings.NewReplacer("h0m0s", "h", "m0s", "m").Replace(d.String())
}

// saved is what a run had written when it was cut off, as the records remember it; nil when that is nothing.
func (s *Service) saved(ctx context.Context, r *Run) map[string]nango.Counts {
	if r.Dry || r.Kind != KindSync && r.Kind != KindWebhook {
		return nil
	}
	counts, err := s.records.RunCounts(ctx, r.EnvironmentID, r.ID)
	if err != nil {
		s.log.Warn("what a run had saved could not be read", slog.String("run", r.ID), slog.Any("error", err))
	}
	if len(counts) == 0 {
		return nil
	}
	results := map[string]nango.Counts{}
	for stored, c := range counts {
		model, _ := records.SplitModel(stored)
		results[model] = nango.Counts{Added: c.Added, Updated: c.Updated, Deleted: c.Deleted}
	}
	return results
}

func interrupted() *nango.Failure {
	return ownFailure(typeNotRun, 500, "Patchbay stopped before the run ended.", "patchbay")
}

func ownFailure(kind string, status int, message, whose string) *nango.Failure {
	return &nango.Failure{Type: kind, Status: status, Message: message, Payload: json.RawMessage(`{}`), Whose: whose}
}

// failureText is one sentence for lists.
func failureText(f *nango.Failure) string {
	if f.Message != "" {
		return f.Message
	}
	var payload struct {
		Message string `json:"message"`
		Type    string `json:"type"`
	}
	if json.Unmarshal(f.Payload, &payload) == nil && payload.Message != "" {
		return payload.Message
	}
	return envelopeMessage(f)
}

// sealedResult is what a caller of an asynchronous action gets, whole.
type sealedResult struct {
	Output  json.RawMessage `json:"output,omitempty"`
	Failure *nango.Failure  `json:"failure,omitempty"`
}

const sealColumn = "run"

// seal encrypts what a function was given; nil stays nil.
func (s *Service) seal(ctx context.Context, env int64, text json.RawMessage) ([]byte, error) {
	if text == nil {
		return nil, nil
	}
	owner, err := s.owner(ctx, env)
	if err != nil {
		return nil, err
	}
	return s.vault.Seal(ctx, owner, sealColumn, text)
}

func (s *Service) unseal(ctx context.Context, env int64, sealed []byte) (json.RawMessage, error) {
	if sealed == nil {
		return nil, nil
	}
	owner, err := s.owner(ctx, env)
	if err != nil {
		return nil, err
	}
	return s.vault.Unseal(ctx, owner, sealColumn, sealed)
}

func (s *Service) sealResult(ctx context.Context, env int64, o *nango.Outcome) ([]byte, error) {
	if o.Output == nil && o.Failure == nil {
		return nil, nil
	}
	text, err := json.Marshal(sealedResult{o.Output, o.Failure})
	if err != nil {
		return nil, err
	}
	return s.seal(ctx, env, text)
}

// slack is how much more than the shown part is redacted, so that no half of a secret is left at the cut.
const slack = 4096

// shown is a JSON text cut and without secrets. nil stays nil.
func (s *Service) shown(text json.RawMessage) json.RawMessage {
	if text == nil {
		return nil
	}
	whole := len(text) <= ShownLimit
	if !whole {
		text = text[:min(len(text), ShownLimit+slack)]
	}
	clean := s.redact(string(text))
	if whole && json.Valid([]byte(clean)) {
		return json.RawMessage(clean)
	}
	quoted, err := json.Marshal(clean[:min(len(clean), ShownLimit)])
	if err != nil {
		return nil
	}
	return quoted
}

func (s *Service) redact(text string) string {
	if r := s.logs.Redactor(); r != nil {
		return r.Text(text)
	}
	return text
}

// shownFailure is a failure without secrets.
func (s *Service) shownFailure(f *nango.Failure) *nango.Failure {
	if f == nil {
		return nil
	}
	clean := *f
	clean.Message, clean.Stack = s.redact(f.Message), s.redact(f.Stack)
	clean.Payload, clean.Upstream, clean.Additional = s.shown(f.Payload), s.shown(f.Upstream), s.shown(f.Additional)
	return &clean
}

// clean is a value without the secrets in its texts; nothing when they cannot be taken out.
func clean[T any](s *Service, value T) T {
	var out T
	text, err := json.Marshal(value)
	if err == nil && json.Unmarshal([]byte(s.redact(string(text))), &out) != nil {
		var none T
		return none
	}
	return out
}

// tidy makes absent what a stored failure holds as null.
func tidy(f *nango.Failure) *nango.Failure {
	if f == nil {
		return nil
	}
	for _, text := range []*json.RawMessage{&f.Payload, &f.Upstream, &f.Additional} {
		if string(*text) == "null" {
			*text = nil
		}
	}
	return f
}
