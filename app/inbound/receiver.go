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

// Receiver verifies, reads and makes webhooks. It is safe for concurrent use.
type Receiver struct {
	now  func() time.Time
	http *outbound.Client
	docs documents
}

// New returns a receiver. The client fetches the keys that some vendors publish, from their own hosts only; now
// decides whether a signature is too old.
func New(client *outbound.Client, now func() time.Time) *Receiver {
	return &Receiver{now: now, http: client}
}

// family is the code side of a family of webhooks.
type family struct {
	scheme scheme
	route  route // where events are found, for most
	// greet answers requests that come before anything is signed; done says that it was one. May be nil.
	greet func(c *call) (done bool, err error)
	read  func(c *call, body gjson.Result) error // finds the events instead of the route
	write func(l *letter)                        // adds to a sample what read wants and the body does not hold; may be nil
}

// scheme is one way of signing webhooks.
type scheme interface {
	// check says what is known about the sender; a wrong signature is an error.
	check(c *call) (Verification, error)
	// sign adds the signature to a finished request.
	sign(l *letter) error
}

// unsigned is the scheme of vendors that do not sign.
type unsigned struct{}

func (unsigned) check(*call) (Verification, error) { return Unsigned, nil }
func (unsigned) sign(*letter) error                { return nil }

// Receive verifies a webhook of the provider and says what it holds.
//
// Errors are faults: webhook_missing_signature, webhook_invalid_signature and webhook_missing_token (401),
// webhook_missing_connection_id and webhook_invalid_payload (400), webhook_key_unavailable (500) when a vendor's key
// could not be fetched, and what lookup returned; Status has the number. A provider without a family (see Handles) is
// webhook_no_handler.
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
	if err := c.understand(f); err != nil {
		return Result{}, err
	}
	c.identify()
	return result, nil
}

// verify fills in the verification and the delivery's id.
func (c *call) verify(s scheme) (err error) {
	if c.result.Verification = Vouched; !c.req.Vouched {
		c.result.Verification, err = s.check(c)
	}
	return err
}

// understand fills in the events and what is forwarded.
func (c *call) understand(f family) error {
	body, err := c.json()
	if err != nil {
		return err
	}
	c.result.Forward = c.payload
	if f.read != nil {
		return f.read(c, body)
	}
	return f.route.read(c, body)
}

// emit adds an event.
func (c *call) emit(kind, headerKind string, payload json.RawMessage, matches ...Match) {
	c.result.Events = append(c.result.Events, Event{Type: kind, HeaderType: headerKind, Matches: matches, Payload: payload})
}
