package webhooks

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/inbound"
)

// Edit is what the user changed in a delivery. Nil fields stay as they were.
type Edit struct {
	Header http.Header
	Query  url.Values
	Body   []byte
}

// Resend repeats a delivery as a new one and returns it. Its events go to the connections and functions there are now. One
// that was refused or held is verified once more, with the present secrets and the time at which it came; a held one also
// runs when its integration accepts by now what nobody can verify. Any other keeps the judgement that it got. Faults:
// not_found, webhook_still_refused and webhook_still_held with the reason, unknown_provider_config.
func (s *Service) Resend(ctx context.Context, env int64, id string) (Delivery, error) {
	return s.again(ctx, env, id, nil, false)
}

// ResendVouched repeats a held delivery without a check, because the user vouches for it: the new delivery says so. Any other
// is repeated as by Resend: a wrong signature is not made right by a word. Faults: those of Resend.
func (s *Service) ResendVouched(ctx context.Context, env int64, id string) (Delivery, error) {
	return s.again(ctx, env, id, nil, true)
}

// ResendEdited repeats a delivery with what the user changed. No signature is checked: the user vouches for it, and the new
// delivery is marked as edited. Faults: those of Resend.
func (s *Service) ResendEdited(ctx context.Context, env int64, id string, e Edit) (Delivery, error) {
	return s.again(ctx, env, id, &e, true)
}

func (s *Service) again(ctx context.Context, env int64, id string, e *Edit, vouched bool) (Delivery, error) {
	old, kept, err := s.kept(ctx, env, id)
	if err != nil {
		return Delivery{}, err
	}
	i, err := s.connect.Integration(ctx, env, old.Integration)
	if err != nil {
		return Delivery{}, err
	}
	d := &draft{Delivery: Delivery{EnvironmentID: env, Integration: i.UniqueKey, Provider: i.Provider, Simulated: old.Simulated, Edited: old.Edited || e != nil,
		ResentFrom: old.ID, ContentType: old.ContentType, ReceivedAt: s.now().UTC()}, content: kept}
	d.Events, d.Forward, d.Install = nil, nil, nil
	d.edit(e, s.redactor.Header)
	d.Size = int64(len(d.Body))
	d.vouched = e != nil || vouched && old.State == Held
	result, err := s.judge(ctx, d, i, old)
	if err != nil {
		return Delivery{}, err
	}
	if err := s.weigh(ctx, d, i, result); err != nil {
		return Delivery{}, err
	}
	d.fingerprint = nil
	return d.Delivery, s.store(ctx, d)
}

// judge reads a repeated delivery and says whether it counts.
func (s *Service) judge(ctx context.Context, d *draft, i connect.Integration, old Delivery) (inbound.Result, error) {
	result, err := s.reread(ctx, d, i, old.ReceivedAt)
	passed := old.State != Held && old.State != Refused
	if !d.vouched && passed && (err != nil || result.Verification == inbound.Unverifiable) {
		// It counted when it came. The secret may be another one by now, and tokens in headers are not kept.
		d.vouched = true
		result, err = s.reread(ctx, d, i, old.ReceivedAt)
		result.Verification = old.Verification
	}
	if err != nil {
		return result, stillRefused(err, old.State)
	}
	if result.Verification != inbound.Unverifiable {
		return result, nil
	}
	if old.State == Refused {
		return result, stillRefused(fault.New(fault.Unauthorized, "webhook_unverified", "There is no secret to verify it with."), old.State)
	}
	accepts, err := s.AcceptsUnsigned(ctx, i)
	if err == nil && !accepts {
		err = fault.New(fault.Invalid, "webhook_still_held", "It is still held: without a secret and a signature nobody can tell who sent it.").
			WithHint("Enter the secret on the integration's page and check it again. If you know the sender, run this one anyway.")
	}
	return result, err
}

// edit writes the user's changes. What was masked stays masked.
func (d *draft) edit(e *Edit, mask func(http.Header) map[string][]string) {
	d.raw, d.rawQuery = d.Header, d.Query
	if e == nil {
		return
	}
	if e.Header != nil {
		d.raw, d.Header = e.Header, mask(e.Header)
		d.ContentType = e.Header.Get("Content-Type")
	}
	if e.Query != nil {
		d.rawQuery, d.Query = e.Query, url.Values(mask(http.Header(e.Query)))
	}
	if e.Body != nil {
		d.Body = e.Body
	}
}

// reread reads a delivery again, as of the time when it came.
func (s *Service) reread(ctx context.Context, d *draft, i connect.Integration, came time.Time) (inbound.Result, error) {
	p, known := s.catalog.Get(i.Provider)
	if !known || !inbound.Handles(p) {
		return inbound.Result{}, fault.New(fault.NotFound, "webhook_no_handler", "Patchbay does not know what the webhooks of "+i.Provider+" look like.").
			WithHint("Run the function by hand with this body in place of it.")
	}
	keys, err := s.keys(ctx, i, nil)
	if err != nil {
		return inbound.Result{}, err
	}
	return s.understand(ctx, inbound.New(s.outbound, func() time.Time { return came }), p, d, keys)
}

// stillRefused is why a repeated delivery, which was held or refused, does not count either.
func stillRefused(err error, was State) error {
	f := fault.From(err)
	if f.Kind == fault.Internal || f.Code == "webhook_no_handler" {
		return err
	}
	way := "edit the delivery: then you vouch for it."
	if was == Held {
		way = "run this one anyway: then you vouch for it."
	}
	hint := "Repair the integration's webhook secret and try again, or " + way
	if strings.Contains(f.Code, "token") {
		hint = "Secret headers are not kept, so it cannot be verified afterwards. If you know the sender, " + way
	}
	return fault.New(fault.Invalid, "webhook_still_refused", f.Message).WithHint(hint).WithCause(err)
}
