package proxy

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

const (
	// maxProbe bounds how much of a check's answer is looked at: no refusal is longer.
	maxProbe = 64 << 10
	// maxScripted is the same for the scripts, which look for their place in the whole answer.
	maxScripted = 1 << 20
	// checking ends the sentence "… while …".
	checking = "checking the credentials"
)

// probed is the answer to a check.
type probed struct {
	*Response
	provider string // as people read it
	host     string // that answered
	secrets  []string
	body     []byte
	broken   error // the body began and did not end
}

// readProbe reads the beginning of a check's answer. What is behind it is left unread on purpose, which is no failure.
func readProbe(res *Response, scripted bool) ([]byte, error) {
	limit := int64(maxProbe)
	if scripted {
		limit = maxScripted
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, limit))
	if all, ok := res.Body.(*answerBody); ok && err == nil {
		all.enough()
	}
	return body, err
}

// judge tells good credentials from bad ones. A status that refuses counts even when its body breaks off.
func (s *Service) judge(ctx context.Context, p probe, seen probed) error {
	success := seen.Status/100 == 2
	if seen.broken != nil && (success || p.accepts != nil) {
		return s.cutShort(ctx, seen)
	}
	if p.accepts != nil {
		if p.accepts(seen.Status, seen.body) {
			return nil
		}
		return s.refused(seen)
	}
	contentType := seen.Header.Get("Content-Type")
	if !success {
		return s.refused(seen)
	}
	if title, page := auth.WebPage(contentType, seen.body); page {
		return seen.fault(diagnosis.SignInPage(s.factsOf(seen, auth.Refusal{}), title), "")
	}
	if auth.RefusedAnyway(contentType, seen.body) {
		return s.refused(seen)
	}
	return nil
}

// refused is the fault for an answer that turns the credentials down.
func (s *Service) refused(seen probed) error {
	said := auth.RefusalIn(seen.Header.Get("Content-Type"), seen.body, seen.hidden()...)
	return seen.fault(diagnosis.Checked(s.factsOf(seen, said)), said.Quote())
}

// factsOf is what the diagnosis is made of.
func (s *Service) factsOf(seen probed, said auth.Refusal) diagnosis.Facts {
	return diagnosis.Facts{Provider: seen.provider, Step: diagnosis.Verify, Doing: "the check of the credentials", Host: seen.host, Status: seen.Status,
		Code: said.Code, Description: said.Description, Date: seen.Header.Get("Date"), Now: s.now()}
}

// cutShort is the fault for an answer that began and did not end.
func (s *Service) cutShort(ctx context.Context, seen probed) error {
	what, hint := "broke off in the middle of its answer", "Try again. A proxy or a firewall on the way may cut answers too."
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		what, hint = "took too long over its answer", "Try again; when it stays so, the provider may be out of order."
	case ctx.Err() != nil:
		return callerLeft(seen.broken)
	case fault.HasCode(seen.broken, "bad_compression"):
		what = "sent an answer that cannot be decompressed"
	}
	message := seen.provider + " " + what + " while " + checking + "."
	found := diagnosis.BrokenOff(s.factsOf(seen, auth.Refusal{}), message, hint)
	return fault.New(fault.Invalid, CodeTestFailed, message).WithHint(hint).WithDetail(seen.detail()).WithCause(errors.Join(found, seen.broken))
}

// fault is the failed check in the words of its diagnosis.
func (p probed) fault(found *diagnosis.Finding, words string) error {
	message := strings.TrimSuffix(found.Message, ".") + " (status " + strconv.Itoa(p.Status) + ")." + words
	return fault.New(fault.Invalid, CodeTestFailed, message).WithHint(found.Remedy).WithDetail(p.detail()).WithCause(found)
}

// hidden are the credentials, which must not come back in the provider's words.
func (p probed) hidden() []vault.Secret {
	hidden := make([]vault.Secret, 0, len(p.secrets))
	for _, secret := range p.secrets {
		hidden = append(hidden, vault.Secret(secret))
	}
	return hidden
}

func (p probed) detail() map[string]any {
	return map[string]any{"status": p.Status, "operation_id": p.OperationID}
}

// enough ends the log entry of an answer of which the rest is not wanted.
func (b *answerBody) enough() {
	if b.done {
		return
	}
	b.done = true
	b.call.complete(nil)
}
