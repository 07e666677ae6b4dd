package api

import "encoding/json"

// WebhookState is where a delivery or a job of it stands; package webhooks says what each means.
type WebhookState string

// WebhookJobKind is "install", "run" or "forward".
type WebhookJobKind string

// WebhookView is a webhook as the inbox lists it.
type WebhookView struct {
	ID           string       `json:"id"`
	Integration  string       `json:"integration"`
	Provider     string       `json:"provider"`
	ProviderName string       `json:"provider_name"`
	State        WebhookState `json:"state"`
	Verification *string      `json:"verification" jsonschema:"verified, unsigned, unverifiable or vouched; null when it was refused or nobody looked"`
	Simulated    bool         `json:"simulated" jsonschema:"Patchbay made it up"`
	Edited       bool         `json:"edited" jsonschema:"the user changed it"`
	ResentFrom   *string      `json:"resent_from" jsonschema:"the webhook that it repeats"`
	Types        []string     `json:"types" jsonschema:"of its events; an empty text is an event without a type"`
	Connections  []string     `json:"connections"`
	Reason       *FaultView   `json:"reason" jsonschema:"why it did not run, or what failed"`
	Note         *string      `json:"note"`
	Status       int          `json:"status" jsonschema:"what the sender was answered; 0: nobody waited"`
	ContentType  string       `json:"content_type"`
	Size         int64        `json:"size" jsonschema:"bytes of the body"`
	Preview      string       `json:"preview" jsonschema:"the body's first 8 KB, redacted; empty when it is no text"`
	OperationID  string       `json:"operation_id"`
	ReceivedAt   string       `json:"received_at"`
	FinishedAt   *string      `json:"finished_at"`
}

// WebhookViews is one page of the inbox.
type WebhookViews struct {
	Data       []WebhookView `json:"data"`
	NextCursor *string       `json:"next_cursor"`
}

// WebhookDetail is one webhook with its bytes.
type WebhookDetail struct {
	WebhookView
	URL          string              `json:"url"`
	Headers      map[string][]string `json:"headers" jsonschema:"as they came, secrets masked"`
	Query        map[string][]string `json:"query"`
	Body         string              `json:"body" jsonschema:"byte for byte, not redacted"`
	BodyEncoding BodyEncoding        `json:"body_encoding"`
	Jobs         []WebhookJob        `json:"jobs"`
}

// WebhookJob is one thing that a webhook set off.
type WebhookJob struct {
	Kind       WebhookJobKind `json:"kind"`
	State      WebhookState   `json:"state" jsonschema:"queued, running, done or failed"`
	Connection *string        `json:"connection"`
	Function   *string        `json:"function"`
	EventType  *string        `json:"event_type"`
	Attempts   int            `json:"attempts"`
	RunID      *string        `json:"run_id" jsonschema:"of the last attempt"`
	Reason     *FaultView     `json:"reason" jsonschema:"why it failed; of a forward that is done also why nothing was sent"`

	Notifications []WebhookNotification `json:"notifications" jsonschema:"that a forward became, those that are still kept"`
}

// WebhookNotification is a notification that passes a webhook on.
type WebhookNotification struct {
	ID    string            `json:"id"`
	State NotificationState `json:"state"`
}

// WebhookEntry wraps one webhook.
type WebhookEntry struct {
	Data WebhookDetail `json:"data"`
}

// WebhookRef names the webhook that came of sending one again.
type WebhookRef struct {
	ID    string       `json:"id"`
	State WebhookState `json:"state"`
}

// SimulatedWebhook is what was made up and what the receiver answered.
type SimulatedWebhook struct {
	ID      string              `json:"id"`
	State   WebhookState        `json:"state"`
	Status  int                 `json:"status"`
	Answer  string              `json:"answer"`
	Headers map[string][]string `json:"headers"`
	Body    string              `json:"body"`
}

// WebhookSetup is how an integration gets webhooks.
type WebhookSetup struct {
	URL             string          `json:"url" jsonschema:"to enter at the provider"`
	LocalURL        string          `json:"local_url" jsonschema:"the same on this machine"`
	Handled         bool            `json:"handled" jsonschema:"Patchbay knows what this provider's webhooks look like"`
	Signs           bool            `json:"signs"`
	Signing         string          `json:"signing" jsonschema:"how the provider signs, in words"`
	SecretHelp      string          `json:"secret_help" jsonschema:"where the secret is found"`
	Identifier      string          `json:"identifier" jsonschema:"what ties an event to a connection, in words"`
	HasSecret       bool            `json:"has_secret" jsonschema:"the user entered one"`
	CanVerify       bool            `json:"can_verify" jsonschema:"a secret is known: the one entered, the client secret, or one that follows from the app"`
	DerivedSecret   bool            `json:"derived_secret" jsonschema:"the secret follows from the app: show it, to be entered at the provider"`
	PreviousUntil   *string         `json:"previous_until" jsonschema:"how long the secret before this one counts too"`
	AcceptUnsigned  bool            `json:"accept_unsigned" jsonschema:"run what nobody can verify for want of a secret"`
	ForwardWebhooks bool            `json:"forward_webhooks"`
	Events          []WebhookSample `json:"events" jsonschema:"that the simulator knows"`
}

// WebhookSecret is a secret in the clear, to be entered at the provider.
type WebhookSecret struct {
	Secret string `json:"secret"`
}

// WebhookSample is an event that the simulator can make.
type WebhookSample struct {
	Type  string          `json:"type"`
	Label string          `json:"label"`
	Body  json.RawMessage `json:"body" jsonschema:"with stand-ins that are filled when it is sent: {{identifier}} and {{now}} among them"`
}

// WebhookSetupEntry wraps a setup.
type WebhookSetupEntry struct {
	Data WebhookSetup `json:"data"`
}
