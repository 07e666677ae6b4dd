package builder

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"

	"github.com/tidwall/gjson"
	"github.com/tmaxmax/go-sse"

	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/vault"
)

// The limits of an answer, in bytes.
const (
	maxAnswer = 256 << 10 // of text: the longest function of the catalog's templates has a tenth
	maxEvent  = 1 << 20   // of one event
	maxReason = 16 << 10  // of a refusal's body
)

// ask sends a conversation and hands on the answer as it comes. The address is what the user typed, so it may be on this machine;
// redirects are not followed, because the key would go along. Faults: those of outbound, model_key_refused, model_not_found,
// model_busy, model_failed, model_not_streaming, model_said_nothing, model_answer_cut, model_answer_too_large, model_too_slow.
func (s *Service) ask(ctx context.Context, m Model, key vault.Secret, talk []message, hear func(text string)) (Usage, error) {
	limited, cancel := context.WithTimeout(ctx, s.AnswerLimit)
	defer cancel()
	usage, err := s.exchange(limited, m, key, talk, hear)
	if err != nil && ctx.Err() == nil && limited.Err() != nil {
		err = fault.New(fault.Upstream, "model_too_slow", fmt.Sprintf("The model did not finish its answer within %v.", s.AnswerLimit)).
			WithHint("Try a faster model, or ask for less.").WithCause(err)
	}
	return usage, err
}

func (s *Service) exchange(ctx context.Context, m Model, key vault.Secret, talk []message, hear func(text string)) (Usage, error) {
	d, known := dialects[m.Kind]
	if !known {
		return Usage{}, fault.New(fault.Invalid, "invalid_body", "A model is of the kind openai or anthropic.")
	}
	body, err := json.Marshal(d.body(m.Name, talk))
	if err != nil {
		return Usage{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.address(m.URL), bytes.NewReader(body))
	if err != nil {
		return Usage{}, fault.New(fault.Invalid, "invalid_url", "The model's address cannot be read.").WithCause(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream")
	d.sign(req.Header, key)
	res, err := s.Outbound.Do(req, typed(req.URL), nil)
	if err != nil {
		return Usage{}, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return Usage{}, s.refusal(res)
	}
	if media, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); media != "text/event-stream" {
		return Usage{}, fault.New(fault.Upstream, "model_not_streaming", "The address answered with "+orNothing(media)+" and not with a stream of events.").
			WithHint("Check the address and the kind: it is the part before /chat/completions, or before /v1/messages.")
	}
	return s.listen(d, res.Body, hear)
}

func orNothing(media string) string {
	if media == "" {
		return "an unnamed type"
	}
	return media
}

// typed lets a request reach the very place that the user typed.
func typed(u *url.URL) outbound.Policy {
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "http": "80"}[u.Scheme]
	}
	return outbound.Policy{Redirects: outbound.Refuse, AlsoAllow: []string{net.JoinHostPort(u.Hostname(), port)}}
}

// listen reads the stream to its end.
func (s *Service) listen(d dialect, body io.Reader, hear func(text string)) (Usage, error) {
	var usage Usage
	size, whole := 0, false
	for event, err := range sse.Read(body, &sse.ReadConfig{MaxEventSize: maxEvent}) {
		if err != nil {
			return usage, cut(err)
		}
		p := d.read(event)
		usage.Input, usage.Output = max(usage.Input, p.usage.Input), max(usage.Output, p.usage.Output)
		if size += len(p.text); size > maxAnswer {
			return usage, fault.New(fault.Upstream, "model_answer_too_large", fmt.Sprintf("The model wrote more than %d KB, which is no function any more.", maxAnswer>>10)).
				WithHint("Describe less at a time, or try another model.")
		}
		if p.text != "" {
			hear(p.text)
		}
		switch {
		case p.problem != "":
			return usage, s.failed("The model's server gave up: ", p.problem)
		case p.full:
			return usage, fault.New(fault.Upstream, "model_answer_cut", "The model reached its own limit before the answer was whole.").
				WithHint("Describe less at a time, or choose a model that may write longer answers.")
		case p.last:
			whole = true
		}
		if whole {
			break
		}
	}
	if !whole {
		return usage, cut(nil)
	}
	if size == 0 {
		return usage, fault.New(fault.Upstream, "model_said_nothing", "The model answered without a word of text.").
			WithHint("Choose a model for conversations: one that only thinks or calls tools writes no function.")
	}
	return usage, nil
}

func cut(cause error) error {
	if f, ok := errors.AsType[*fault.Error](cause); ok {
		return f
	}
	return fault.New(fault.Upstream, "model_answer_cut", "The model's answer broke off before its end.").
		WithHint("Try again; nothing was written.").WithCause(cause)
}

func (s *Service) failed(sentence, words string) *fault.Error {
	const most = 300
	said := []rune(s.Redactor.Text(words))
	if len(said) > most {
		said = append(said[:most], '…')
	}
	return fault.New(fault.Upstream, "model_failed", sentence+string(said))
}

// refusal explains an answer that is none.
func (s *Service) refusal(res *http.Response) error {
	text, _ := io.ReadAll(io.LimitReader(res.Body, maxReason)) // what cannot be read is not quoted
	reason := gjson.GetBytes(text, "error.message").String()
	if reason == "" && gjson.GetBytes(text, "error").Type == gjson.String {
		reason = gjson.GetBytes(text, "error").String()
	}
	if reason == "" {
		reason = http.StatusText(res.StatusCode)
	}
	f := s.failed(fmt.Sprintf("The model's server answered with %d: ", res.StatusCode), reason)
	f.Hint = "Check the address, the kind and the model's name."
	switch {
	case res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusForbidden:
		f.Code, f.Hint = "model_key_refused", "Check the key, and that its account may use this model."
	case res.StatusCode == http.StatusNotFound:
		f.Code = "model_not_found"
	case res.StatusCode == http.StatusTooManyRequests:
		f.Code, f.Hint = "model_busy", "Wait a while, or look at the account's limits."
	case res.StatusCode >= http.StatusInternalServerError:
		f.Hint = "Try again later: the fault is the server's."
	}
	return f
}
