package webhooks

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"

	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/inbound"
	"patchbay/app/logs"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

// Arrival is one request of a provider, as it came.
type Arrival struct {
	Environment settings.Environment
	Integration string // unique key
	Header      http.Header
	Query       url.Values
	Body        []byte
}

// Receive judges and keeps a webhook, queues what it sets off, and returns what the provider is to be told. It is on disk
// then. A webhook that is refused is kept too: the answer says why, as {"error": "text"} (http-api §11.1). Errors mean that
// nothing was kept: unknown_provider_config, and those of the vault and the disk.
func (s *Service) Receive(ctx context.Context, in Arrival) (inbound.Answer, error) {
	i, err := s.connect.Integration(ctx, in.Environment.ID, in.Integration)
	if err != nil {
		return inbound.Answer{}, err
	}
	simulated := simulationOf(ctx)
	d := s.draft(ctx, in, i)
	if simulated != nil {
		d.ID, d.Simulated = simulated.id, true
	}
	p, known := s.catalog.Get(i.Provider)
	if !known || !inbound.Handles(p) {
		d.State, d.answer = NoHandler, inbound.Answer{Status: http.StatusNoContent}
		return d.answer, s.store(ctx, d)
	}
	keys, err := s.keys(ctx, i, simulated)
	if err != nil {
		return inbound.Answer{}, err
	}
	result, err := s.understand(ctx, s.receiver, p, d, keys)
	if err != nil {
		d.refuse(s.reasonOf(err), inbound.Status(err))
		return d.answer, s.store(ctx, d)
	}
	if err := s.weigh(ctx, d, i, result); err != nil {
		return inbound.Answer{}, err
	}
	return d.answer, s.store(ctx, d)
}

// draft is a delivery that is not stored yet.
type draft struct {
	Delivery
	content
	jobs        []Job
	answer      inbound.Answer
	fingerprint []byte      // nil: nothing tells whether it came before
	raw         http.Header // with its secrets, for the check and for forwarding
	rawQuery    url.Values
	vouched     bool // the user wants it to count
}

// lineOf is the log operation's title and source.
func (d *draft) lineOf() (title, source string) {
	switch {
	case d.Simulated:
		return "Simulated webhook of " + d.Provider, logs.SourceSimulated
	case d.ResentFrom != "":
		return "Webhook of " + d.Provider + ", sent again", logs.SourceGUI
	}
	return "Webhook of " + d.Provider, logs.SourceProvider
}

func (s *Service) draft(ctx context.Context, in Arrival, i connect.Integration) *draft {
	d := &draft{raw: in.Header, rawQuery: in.Query}
	d.Delivery = Delivery{EnvironmentID: in.Environment.ID, Integration: i.UniqueKey, Provider: i.Provider, ContentType: in.Header.Get("Content-Type"),
		Size: int64(len(in.Body)), ReceivedAt: s.now().UTC()}
	d.content = content{URL: s.Address(ctx, in.Environment, i.UniqueKey), Header: s.redactor.Header(in.Header), Query: s.maskedQuery(in.Query), Body: in.Body}
	return d
}

// maskedQuery hides secrets in a query: a value whose name says that it is one, and every known one.
func (s *Service) maskedQuery(query url.Values) url.Values {
	return url.Values(s.redactor.Header(http.Header(query)))
}

func (d *draft) refuse(why *Reason, status int) {
	text := why.Message
	if status >= http.StatusInternalServerError {
		text = "internal_error"
	}
	body, err := json.Marshal(map[string]string{"error": text})
	if err != nil {
		body = []byte(`{"error":"internal_error"}`)
	}
	d.State, d.Reason = Refused, why
	d.answer = inbound.Answer{Status: status, ContentType: "application/json; charset=utf-8", Body: body}
}

// keys are what the webhook may be signed with. A simulated one is checked with the secret that was made for it alone.
func (s *Service) keys(ctx context.Context, i connect.Integration, simulated *simulation) (inbound.Keys, error) {
	if simulated != nil && simulated.test != nil {
		return inbound.Keys{Test: simulated.test}, nil
	}
	k, err := s.connect.WebhookKeys(ctx, i.EnvironmentID, i.UniqueKey)
	if err != nil {
		return inbound.Keys{}, err
	}
	keys := inbound.Keys{ClientSecret: k.ClientSecret.Reveal(), AppID: k.AppID, PrivateKey: k.PrivateKey.Reveal(), AppLink: k.AppLink}
	for _, secret := range k.Secrets {
		keys.WebhookSecrets = append(keys.WebhookSecrets, secret.Reveal())
	}
	return keys, nil
}

// understand lets the provider's rules verify and read the webhook. A panic there refuses this one webhook.
func (s *Service) understand(ctx context.Context, by *inbound.Receiver, p *catalog.Provider, d *draft, keys inbound.Keys) (result inbound.Result, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			s.log.Error("reading a webhook ended in a panic", slog.String("panic", s.redactor.Text(fmt.Sprint(cause))), slog.String("stack", string(debug.Stack())))
			err = fault.New(fault.Internal, "internal_error", "Patchbay failed at reading this webhook.").WithHint("The program's log has the details.")
		}
	}()
	request := inbound.Request{URL: d.URL, Header: d.raw, Query: d.rawQuery, Body: d.Body, Vouched: d.vouched}
	return by.Receive(ctx, p, request, keys, func(ctx context.Context, matches []inbound.Match) ([]string, error) {
		return s.connectionSecrets(ctx, d, matches)
	})
}

// weigh decides what follows from a webhook that is understood.
func (s *Service) weigh(ctx context.Context, d *draft, i connect.Integration, result inbound.Result) error {
	d.Verification, d.Note, d.answer = result.Verification, s.redactor.Text(result.Note), result.Answer
	d.Types = typesOf(result.Events)
	if len(result.Events) == 0 && result.Installation == nil && result.Forward == nil {
		d.State = Answered
		return nil
	}
	d.Events, d.Install = d.pack(result.Events), result.Installation
	if i.ForwardWebhooks && s.forward != nil && result.Forward != nil && result.Answer.Status == http.StatusOK {
		d.forwards(result.Forward)
	}
	if result.ID != "" && !d.Simulated && d.ResentFrom == "" {
		// What a stranger sends unsigned must not make a duplicate of the real one.
		sum := sha256.Sum256([]byte(i.UUID + "\x00" + string(result.Verification) + "\x00" + result.ID))
		d.fingerprint = sum[:]
	}
	if result.Verification == inbound.Unverifiable {
		accepts, err := s.AcceptsUnsigned(ctx, i)
		if err != nil {
			return err
		}
		if !accepts {
			d.State, d.jobs = Held, nil
			d.Reason = &Reason{Code: "webhook_unverified", Message: "Nobody can tell who sent this: the provider signs, but the integration has no webhook secret or the signature is missing.",
				Hint: "Enter the secret on the integration's page and check this one again, or run it anyway if you know the sender."}
			return nil
		}
	}
	return s.plan(ctx, d, result.Events)
}

// forwards queues the hand-over to the notifications.
func (d *draft) forwards(payload json.RawMessage) {
	if !sameAsBody(payload, d.Body) {
		d.Forward = payload
	}
	d.jobs = append(d.jobs, Job{Kind: Forward, Event: noEvent})
}

// typesOf lists the types of events, each once.
func typesOf(events []inbound.Event) []string {
	types := []string{}
	for _, e := range events {
		name := e.Type
		if name == "" {
			name = e.HeaderType
		}
		if !slices.Contains(types, name) {
			types = append(types, name)
		}
	}
	return types
}

// begin opens the delivery's operation in the log.
func (s *Service) begin(d *draft) *logs.Recorder {
	title, source := d.lineOf()
	r := s.logs.Begin(logs.Operation{EnvironmentID: d.EnvironmentID, Kind: "webhook", Action: "incoming", Source: source, Title: title,
		Provider: d.Provider, Integration: d.Integration, Method: http.MethodPost})
	d.OperationID = r.ID()
	if d.Simulated {
		r.Log("info", "This webhook was simulated; no provider sent it.")
	}
	if d.Edited {
		r.Log("info", "You edited this webhook before sending it again; its signature was not checked.")
	}
	return r
}

// end closes the operation with what became of the delivery.
func (d *draft) end(r *logs.Recorder, err error) {
	if err == nil && d.Reason != nil {
		err = fault.New(fault.Invalid, d.Reason.Code, d.Reason.Message).WithHint(d.Reason.Hint)
	}
	r.Finish(err, func(op *logs.Operation) {
		op.Status = d.answer.Status
		if len(d.Connections) == 1 {
			op.Connection = d.Connections[0]
		}
	})
}

// connectionSecrets are the webhook secrets that the matched connections hold in their metadata.
func (s *Service) connectionSecrets(ctx context.Context, d *draft, matches []inbound.Match) (secrets []string, err error) {
	connections, err := s.matched(ctx, d.EnvironmentID, d.Integration, matches)
	for _, c := range connections {
		found := inbound.SecretsOf(c.Metadata)
		s.redactor.Add(found...)
		secrets = append(secrets, found...)
	}
	return secrets, err
}

// Address is where a provider sends the webhooks of an integration: below the address that the user set, else at the
// webhook port.
func (s *Service) Address(ctx context.Context, env settings.Environment, integration string) string {
	base := s.base()
	if p := s.settings.Preferences(); p.WebhookBaseURL != "" {
		base = p.WebhookBaseURL
	}
	return base + "/webhook/" + env.UUID + "/" + url.PathEscape(integration)
}

// owner is whose key seals what an environment's deliveries hold.
func owner(e settings.Environment) vault.Owner { return vault.Owner("environment/" + e.UUID) }
