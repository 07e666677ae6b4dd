package inbound

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/tidwall/gjson"

	"patchbay/app/catalog"
	"patchbay/app/outbound"
)

// Receiver verifies and reads webhooks. It is safe for concurrent use.
type Receiver struct {
	now  func() time.Time
	http *outbound.Client
}

// New returns a receiver. The client fetches the keys that some vendors publish, from their own hosts only; now
// decides whether a signature is too old.
func New(client *outbound.Client, now func() time.Time) *Receiver {
	return &Receiver{now: now, http: client}
}

// Receive verifies a webhook of the provider and says what it holds.
//
// Errors are faults: webhook_missing_signature, webhook_invalid_signature and webhook_missing_token (401),
// webhook_missing_connection_id and webhook_invalid_payload (400), and what fetching a vendor's key may yield (500);
// Status has the number. A provider without a family (see Handles) is webhook_no_handler.
func (r *Receiver) Receive(ctx context.Context, p *catalog.Provider, req Request, keys Keys, lookup Lookup) (Result, error) {
	f, ok := families[p.WebhookRoutingScript]
	if !ok {
		return Result{}, noHandler(p.Key)
	}
	result := Result{Answer: Answer{Status: http.StatusOK, ContentType: "application/json", Body: []byte(`{"status":"success"}`)}}
	c := &call{ctx: ctx, r: r, p: p, req: req, keys: keys, lookup: lookup, result: &result}
	if f.greet != nil {
		if done, err := f.greet(c); done || err != nil {
			result.Verification = Unsigned
			return result, err
		}
	}
	if err := c.verify(f.scheme); err != nil {
		return Result{}, err
	}
	body, err := c.json()
	if err != nil {
		return Result{}, err
	}
	result.Forward = c.payload
	if err := f.read(c, body); err != nil {
		return Result{}, err
	}
	return result, nil
}

// verify fills in the verification and the delivery's id.
func (c *call) verify(s scheme) error {
	if c.req.Vouched {
		c.result.Verification = Vouched
		return nil
	}
	var err error
	c.result.Verification, err = s.check(c)
	return err
}

// Sign makes a webhook of the provider as its vendor would send it. With keys.Test it is signed by that; otherwise by the
// integration's own keys, and webhook_not_signable says that they are missing or that only the vendor holds the key.
func (r *Receiver) Sign(p *catalog.Provider, draft Draft, keys Keys) (Request, error) {
	f, ok := families[p.WebhookRoutingScript]
	if !ok {
		return Request{}, noHandler(p.Key)
	}
	l := &letter{r: r, p: p, draft: draft, keys: keys, now: r.now()}
	l.req = Request{URL: draft.URL, Header: http.Header{"Content-Type": {"application/json"}}, Body: draft.Body}
	if err := f.scheme.sign(l); err != nil {
		return Request{}, err
	}
	return l.req, nil
}

// letter is a sample webhook while it is being made.
type letter struct {
	r     *Receiver
	p     *catalog.Provider
	draft Draft
	keys  Keys
	now   time.Time
	req   Request
}

// scheme is one way of signing webhooks.
type scheme interface {
	// check says what is known about the sender; a wrong signature is an error.
	check(c *call) (Verification, error)
	// sign adds the signature to a finished request.
	sign(l *letter) error
}

// family is the code side of a family of webhooks.
type family struct {
	scheme scheme
	// greet answers requests that come before anything is signed; done says that it was one. May be nil.
	greet func(c *call) (done bool, err error)
	// read finds the events in the body.
	read func(c *call, body gjson.Result) error
}

// unsigned is the scheme of vendors that do not sign.
type unsigned struct{}

func (unsigned) check(*call) (Verification, error) { return Unsigned, nil }
func (unsigned) sign(*letter) error                { return nil }

// emit adds an event.
func (c *call) emit(kind, headerKind string, payload json.RawMessage, matches ...Match) {
	c.result.Events = append(c.result.Events, Event{Type: kind, HeaderType: headerKind, Matches: matches, Payload: payload})
}
