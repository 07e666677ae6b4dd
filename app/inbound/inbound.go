// Package inbound knows what the webhooks of each provider look like: how they are signed, which events a request
// holds, whom each event concerns, and what the provider wants to hear. It stores nothing and starts nothing.
//
// A provider's webhook_routing_script names its family (families.go). Most families sign in one of a few ways
// (digest.go and its neighbours) and need a few lines to find their events (read_*.go).
package inbound

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"patchbay/app/catalog"
)

// Request is one webhook as it arrived.
type Request struct {
	URL    string // the public address that was called, without query; "" when it is not known
	Header http.Header
	Query  url.Values // all of it: Receive reads only what the provider's file allows
	Body   []byte     // raw, before any parsing

	// Vouched says that the user looked at this delivery and wants it to count: nothing is verified.
	Vouched bool
}

// Keys is what an integration knows that its provider may sign with. Empty fields are not configured.
type Keys struct {
	ClientSecret   string
	WebhookSecrets []string // the current one first; more than one while they are being changed
	AppID          string   // of a GitHub app
	PrivateKey     string   // a GitHub app's key: PEM text, or that in base64
	AppLink        string   // public address of a GitHub app

	// Test replaces all of them and every key that a connection or a vendor holds. It is for deliveries which this
	// installation simulates, and for nothing else.
	Test *TestSecret
}

// Lookup returns the webhook secrets that the matched connections keep as webhookSecret in their metadata. Receive calls
// it for the families that sign per connection.
type Lookup func(ctx context.Context, matches []Match) (secrets []string, err error)

// Verification says what is known about the sender of a webhook. A wrong signature is not among them: it is an error.
type Verification string

// The verifications.
const (
	Verified     Verification = "verified"     // the signature is right
	Unsigned     Verification = "unsigned"     // this provider does not sign
	Unverifiable Verification = "unverifiable" // the provider can sign, but a key or the signature is not there
	Vouched      Verification = "vouched"      // the user said so
)

// Match names connections of the integration. An empty Identifier without All names none.
type Match struct {
	// Property is "connectionId", "metadata.<key>" (the value equals the identifier or is a list that holds it), or a
	// key of the connection's config, whose dots belong to the key.
	Property   string `json:"property"`
	Identifier string `json:"identifier"`
	All        bool   `json:"all,omitempty"` // every connection of the integration
}

// Event is one thing that happened, for the functions that subscribe to it.
type Event struct {
	Type       string          `json:"type"`        // from the body; "" reaches only subscriptions to "*"
	HeaderType string          `json:"header_type"` // from a header, which counts like Type
	Matches    []Match         `json:"matches"`     // tried in order: the first that finds a connection decides
	Payload    json.RawMessage `json:"payload"`     // what the function gets
}

// Answer is what the provider wants to hear.
type Answer struct {
	Status      int
	ContentType string
	Body        []byte // may repeat text of the request: send it as plain content that no browser runs
}

// Installation is the news that an account installed the app, which completes a pending connection. It counts like an
// event: only when the verification says that the delivery may start something.
type Installation struct {
	Find   map[string]string // keys of the pending connection's config and their values; all must agree
	Code   string            // authorization code to exchange; "" when there is nothing to exchange
	Config map[string]string // to keep in the connection's config
}

// Result is a webhook understood.
type Result struct {
	Verification Verification
	// ID is the same for a repeated delivery and for no other; "" when nothing tells. For a signed delivery it
	// depends only on what the signature covers, so a sender cannot make an old one look new. Where the vendor shows its
	// secret in place of signing (GitLab's token, VideoAsk, Microsoft Graph) nothing is covered: there it is the vendor's own
	// id of the event, and whoever has the secret could make any.
	ID           string
	Events       []Event
	Answer       Answer
	Forward      json.RawMessage // payload for the user's own backend; nil: there is nothing to forward
	Installation *Installation   // nil for most
	Note         string          // a sentence for the inbox about a handshake; "" for ordinary events
}

// Draft is a sample webhook to be made.
type Draft struct {
	Type       string          // event type as in Family.Events; "" takes the first
	Identifier string          // of the account or connection it should concern; see Family.Identifier
	Body       json.RawMessage // instead of the sample body, as a Sample's Body or Template shows it
	URL        string          // address it will be sent to, without query
	ID         string          // delivery id for the families that have one; "" makes one
	Secret     string          // the connection's metadata.webhookSecret, for families that sign per connection
}

// TestSecret stands for a vendor's secret in simulated deliveries: one text, or the halves of a key pair in PEM form.
type TestSecret struct {
	Check string `json:"check"` // what the receiver checks with
	Sign  string `json:"sign"`  // what the simulator signs with
}

// Sample is an event that the simulator can make.
type Sample struct {
	Type  string          `json:"type"`  // what functions subscribe to; "" when only "*" works
	Label string          `json:"label"` // what happened, in words
	Body  json.RawMessage `json:"body"`  // an example; null for webhooks that are headers only
	// Template is the body with its stand-ins, to be edited: "{{identifier}}" for the account or connection ("{{#identifier}}" for
	// the same as a number), "{{id}}" for the delivery, "{{type}}" for the event's type, "{{now}}" and "{{#now}}" for the time.
	Template json.RawMessage `json:"-"`
}

// Family describes the webhooks of some providers, for people.
type Family struct {
	Script     string   `json:"script"` // the catalog's webhook_routing_script
	Label      string   `json:"label"`
	Signing    string   `json:"signing"`     // how it signs, in words
	Signs      bool     `json:"signs"`       // false: anybody who knows the address can send
	SecretHelp string   `json:"secret_help"` // where the secret is found or set; "" when there is none
	Identifier string   `json:"identifier"`  // what ties an event to a connection, in words
	Property   string   `json:"property"`    // the property the identifier is compared with first; "" when all connections match
	Events     []Sample `json:"events"`
}

// Handles reports whether webhooks of the provider are understood.
func Handles(p *catalog.Provider) bool {
	_, ok := families[p.WebhookRoutingScript]
	return ok
}
