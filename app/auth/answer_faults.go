package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/diagnosis"
	"patchbay/app/fault"
)

// explained gives a fault that has its words already a diagnosis with a cause and what shows it.
func explained(f *fault.Error, cause diagnosis.Cause, evidence ...string) *fault.Error {
	found := diagnosis.Plain(cause, f.Message, f.Hint, evidence...)
	return f.WithCause(errors.Join(found, errors.Unwrap(f)))
}

// unreachable passes the outbound client's fault on; its words name the guilty party already.
func (k *call) unreachable(err error) error {
	f := fault.From(err)
	if f.Hint == "" {
		f = f.WithHint(diagnosis.Retry)
	}
	return f
}

// brokenOff is an answer that began and did not end.
func (k *call) brokenOff(ctx context.Context, cause error) error {
	began := k.url.Host + " sent the beginning of an answer."
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		f := k.fail(fault.Unavailable, "took too long over its answer").WithHint("Try again; when it stays so, the provider may be out of order.")
		return explained(f.WithCause(cause), diagnosis.Network, began, "Its end did not come in time.")
	}
	f := k.fail(fault.Upstream, "broke off in the middle of its answer").WithHint(diagnosis.Retry)
	return explained(f.WithCause(cause), diagnosis.Network, began, "The connection ended before the answer did.")
}

// tooLarge is an answer beyond maxAnswer.
func (k *call) tooLarge(status int) error {
	f := k.fail(fault.Upstream, "sent more than 1 MB, which is no token answer").
		WithHint("Check the token address: it seems to lead to a download or a web page. It is " + k.place() + ".")
	return explained(f, diagnosis.NotJSON, k.answered(status), "The answer was cut at 1 MB.")
}

// redirected is the fault for an endpoint that sends a request with secrets on to somebody else. What those secrets are
// ends the sentence.
func (k *call) redirected(a answer, carries, remedy string) error {
	where := "nowhere"
	if to, err := k.url.Parse(a.header.Get("Location")); err == nil && a.header.Get("Location") != "" {
		where = origin(to)
	}
	where = Words(where, k.secrets...)
	message := fmt.Sprintf("%s redirected the request to %s while %s. That was not followed, because the request carries %s.", k.Provider.DisplayName, where, k.purpose.name, carries)
	return explained(k.fault(fault.Upstream, message).WithHint(remedy), diagnosis.WrongAddress, k.answered(a.status), "It redirects to "+where+".")
}

// answered is a line of evidence.
func (k *call) answered(status int) string {
	return fmt.Sprintf("%s answered with status %d.", k.url.Host, status)
}

// place is the address that is asked, without its parameters.
func (k *call) place() string { return k.url.Scheme + "://" + k.url.Host + k.url.EscapedPath() }

// wordless reads a refusal that is no object: nothing at all, or a line of text. False for anything else.
func (a answer) wordless() (oauthError, bool) {
	plain := strings.TrimSpace(string(a.body))
	if a.status < 400 || a.status >= 500 || len(plain) > 200 || strings.ContainsAny(plain, "<>{}[]") || strings.Contains(a.contentType, "html") {
		return oauthError{}, false
	}
	return oauthError{description: plain}, true
}

// notAToken is the fault for an answer that is no object.
func (k *call) notAToken(a answer) *fault.Error {
	what := k.shapeOf(a)
	kind := fault.Upstream
	if a.status >= 400 && a.status < 500 {
		kind = fault.Invalid
	}
	message := fmt.Sprintf("%s answered with status %d and %s while %s.", k.Provider.DisplayName, a.status, what, k.purpose.name)
	hint := "Check the token address: " + k.place() + ". The operation's log shows the answer."
	switch {
	case a.status == 429:
		hint = "Try again in a while."
	case a.status >= 500:
		hint = "Wait a while and try again; the fault is the provider's."
		if slices.Contains([]diagnosis.Step{diagnosis.Refresh, diagnosis.LoginAgain}, k.purpose.step) {
			hint += " The connection is kept as it is, so nothing has to be entered again."
		}
	}
	return k.fault(kind, message).WithHint(hint).WithCause(diagnosis.Page(k.facts(a.status, oauthError{}), what, message, hint))
}

// shapeOf says what came in place of an object.
func (k *call) shapeOf(a answer) string {
	body := bytes.TrimSpace(a.body)
	if len(body) == 0 {
		return "an empty answer"
	}
	if coding := a.header.Get("Content-Encoding"); coding != "" && coding != "identity" {
		return "something compressed (" + Words(coding, k.secrets...) + "), though nothing compressed was asked for"
	}
	if strings.Contains(a.contentType, "html") || body[0] == '<' {
		if title := titleOf(string(body)); title != "" {
			return "a web page titled “" + Words(title, k.secrets...) + "”"
		}
		return "a web page"
	}
	var value json.RawMessage
	err := json.Unmarshal(body, &value)
	switch {
	case err == nil:
		return "JSON that is no object, so no token answer"
	case strings.Contains(err.Error(), "exceeded max depth"):
		return "JSON that is nested too deeply, which is no token answer"
	case body[0] == '{' && strings.Contains(err.Error(), "after top-level value"):
		return "JSON with something else behind it, which is no token answer"
	case a.isJSON():
		return "broken JSON, which is no token answer"
	}
	return "something that is no token answer"
}

// checkAddress is checkTokenURL with a diagnosis.
func (k *call) checkAddress() error {
	err := checkTokenURL(k.url)
	if err == nil {
		return nil
	}
	shown := url.URL{Scheme: k.url.Scheme, Host: k.url.Host}
	return explained(fault.From(err), diagnosis.WrongAddress, "The token address begins with "+Words(shown.String(), k.secrets...)+". No request was made.")
}
