package api

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"patchbay/app/fault"
	"patchbay/app/inbound"
	"patchbay/app/notify"
	"patchbay/app/webhooks"
)

type webhooksQuery struct {
	Search      string       `json:"search,omitempty" rule:"max=255"`
	Integration string       `json:"integration,omitempty"`
	Type        string       `json:"type,omitempty" rule:"max=255"`
	Simulated   *bool        `json:"simulated,omitempty"`
	State       WebhookState `json:"state,omitempty" rule:"oneof=queued|running|done|failed|held|refused|unmatched|duplicate|no_handler|answered"`
	Cursor      string       `json:"cursor,omitempty"`
	Limit       *int         `json:"limit,omitempty" rule:"min=1,max=200"`
}

func (s *Server) listWebhooks(c *call, q webhooksQuery) (WebhookViews, error) {
	filter := webhooks.Filter{Search: q.Search, Integration: q.Integration, Type: q.Type, Simulated: q.Simulated}
	if q.State != "" {
		filter.States = []webhooks.State{webhooks.State(q.State)}
	}
	if q.Limit != nil {
		filter.Limit = *q.Limit
	}
	if q.Cursor != "" {
		before, err := numberOf(q.Cursor)
		if err != nil {
			return WebhookViews{}, err
		}
		filter.Before = before
	}
	page, err := s.webhooks.Deliveries(c.ctx(), c.env.ID, filter)
	if err != nil {
		return WebhookViews{}, err
	}
	views := WebhookViews{Data: make([]WebhookView, 0, len(page.Deliveries))}
	for _, d := range page.Deliveries {
		views.Data = append(views.Data, s.webhookView(d))
	}
	if page.Next != 0 {
		views.NextCursor = orNull(strconv.FormatInt(page.Next, 10))
	}
	return views, nil
}

func (s *Server) webhookView(d webhooks.Delivery) WebhookView {
	view := WebhookView{ID: d.ID, Integration: d.Integration, Provider: d.Provider, ProviderName: s.providerName(d.Provider), State: WebhookState(d.State),
		Verification: orNull(string(d.Verification)), Simulated: d.Simulated, Edited: d.Edited, ResentFrom: orNull(d.ResentFrom), Types: orEmpty(d.Types),
		Connections: orEmpty(d.Connections), Note: orNull(d.Note), Status: d.Status, ContentType: d.ContentType, Size: d.Size, Preview: d.Shown,
		OperationID: d.OperationID, ReceivedAt: zulu(d.ReceivedAt), FinishedAt: optionalTime(&d.FinishedAt), Reason: reasonView(d.Reason)}
	return view
}

func reasonView(r *webhooks.Reason) *FaultView {
	if r == nil {
		return nil
	}
	return &FaultView{Code: r.Code, Message: r.Message, Hint: r.Hint}
}

func (s *Server) getWebhook(c *call, _ none) (WebhookEntry, error) {
	d, err := s.webhooks.Delivery(c.ctx(), c.env.ID, c.params["id"])
	if err != nil {
		return WebhookEntry{}, err
	}
	detail := WebhookDetail{WebhookView: s.webhookView(d.Delivery), URL: d.URL, Headers: headerView(d.Header), Query: headerView(http.Header(d.Query)),
		Body: string(d.Body), BodyEncoding: "utf8", Jobs: make([]WebhookJob, 0, len(d.Jobs))}
	if !utf8.Valid(d.Body) {
		detail.Body, detail.BodyEncoding = base64.StdEncoding.EncodeToString(d.Body), "base64"
	}
	for _, j := range d.Jobs {
		job := WebhookJob{Kind: WebhookJobKind(j.Kind), State: WebhookState(j.State), Connection: orNull(j.Connection), Function: orNull(j.Function),
			EventType: orNull(j.Type), Attempts: j.Attempts, RunID: orNull(j.RunID), Reason: reasonView(j.Reason), Notifications: []WebhookNotification{}}
		if j.Kind == webhooks.Forward {
			if job.Notifications, err = s.forwardedAs(c, d.ID); err != nil {
				return WebhookEntry{}, err
			}
		}
		detail.Jobs = append(detail.Jobs, job)
	}
	return WebhookEntry{Data: detail}, nil
}

// forwardedAs lists the notifications that pass a delivery on, the first first.
func (s *Server) forwardedAs(c *call, delivery string) ([]WebhookNotification, error) {
	page, err := s.notify.Notifications(c.ctx(), c.env.ID, notify.Filter{Origin: delivery, Limit: 200})
	list := make([]WebhookNotification, 0, len(page.Notifications))
	for _, n := range slices.Backward(page.Notifications) {
		list = append(list, WebhookNotification{ID: n.ID, State: notificationState(n.State)})
	}
	return list, err
}

// resendBody changes a delivery before it is sent again; without fields it is sent as it was, and checked again when it was
// held or refused.
type resendBody struct {
	Vouch        bool              `json:"vouch,omitempty"` // run what is held without a check
	Headers      map[string]string `json:"headers,omitempty"`
	Query        map[string]string `json:"query,omitempty"`
	Body         *string           `json:"body,omitempty"`
	BodyEncoding BodyEncoding      `json:"body_encoding,omitempty" rule:"oneof=utf8|base64"`
}

func (b *resendBody) edit() (*webhooks.Edit, error) {
	if b.Headers == nil && b.Query == nil && b.Body == nil {
		return nil, nil
	}
	edit := &webhooks.Edit{}
	if b.Headers != nil {
		edit.Header = http.Header{}
		for name, value := range b.Headers {
			edit.Header.Set(name, value)
		}
	}
	if b.Query != nil {
		edit.Query = url.Values{}
		for name, value := range b.Query {
			edit.Query.Set(name, value)
		}
	}
	if b.Body != nil {
		edit.Body = []byte(*b.Body)
		if b.BodyEncoding == "base64" {
			raw, err := base64.StdEncoding.DecodeString(*b.Body)
			if err != nil {
				return nil, fault.New(fault.Invalid, "invalid_body", "The body is not base64.").WithIssues(issue("invalid_format", "Invalid base64", []string{"body"}))
			}
			edit.Body = raw
		}
	}
	return edit, nil
}

func (s *Server) resendWebhook(c *call, _ none, b resendBody) (WebhookRef, error) {
	edit, err := b.edit()
	if err != nil {
		return WebhookRef{}, err
	}
	var d webhooks.Delivery
	switch {
	case edit != nil:
		d, err = s.webhooks.ResendEdited(c.ctx(), c.env.ID, c.params["id"], *edit)
	case b.Vouch:
		d, err = s.webhooks.ResendVouched(c.ctx(), c.env.ID, c.params["id"])
	default:
		d, err = s.webhooks.Resend(c.ctx(), c.env.ID, c.params["id"])
	}
	return WebhookRef{ID: d.ID, State: WebhookState(d.State)}, err
}

// simulateBody makes up a webhook.
type simulateBody struct {
	Integration   string          `json:"integration" rule:"is=key,max=255"`
	Type          string          `json:"type,omitempty" rule:"max=255"`
	Connection    string          `json:"connection,omitempty" rule:"max=255"`
	Identifier    string          `json:"identifier,omitempty" rule:"max=1024"`
	Body          json.RawMessage `json:"body,omitempty"`
	UseRealSecret bool            `json:"use_real_secret,omitempty"`
}

// simulateWebhook sends a made-up webhook through the route that providers use, in this process.
func (s *Server) simulateWebhook(c *call, _ none, b simulateBody) (SimulatedWebhook, error) {
	sample, err := s.webhooks.Simulate(c.ctx(), c.env, webhooks.Draft{Integration: b.Integration, Type: b.Type, Connection: b.Connection, Identifier: b.Identifier,
		Body: b.Body, RealSecret: b.UseRealSecret})
	if err != nil {
		return SimulatedWebhook{}, err
	}
	var heard memory
	s.Webhooks().ServeHTTP(&heard, webhookRequest(c.ctx(), c.env, b.Integration, sample))
	result := SimulatedWebhook{Status: heard.status, Answer: heard.body.String(), Headers: headerView(sample.Header), Body: string(sample.Body)}
	d, err := s.webhooks.Delivery(c.ctx(), c.env.ID, sample.ID)
	result.ID, result.State = d.ID, WebhookState(d.State)
	return result, err
}

// memory keeps an answer of this server to itself.
type memory struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (m *memory) Header() http.Header {
	if m.header == nil {
		m.header = http.Header{}
	}
	return m.header
}

func (m *memory) WriteHeader(status int) {
	if m.status == 0 {
		m.status = status
	}
}

func (m *memory) Write(p []byte) (int, error) {
	m.WriteHeader(http.StatusOK)
	return m.body.Write(p)
}

func bodyOf(text []byte) io.ReadCloser { return io.NopCloser(bytes.NewReader(text)) }

// webhookSetupBody changes how an integration gets webhooks; absent fields stay as they are.
type webhookSetupBody struct {
	Secret         *string `json:"secret,omitempty" rule:"max=8192"`
	AcceptUnsigned *bool   `json:"accept_unsigned,omitempty"`
}

func (s *Server) setWebhookSetup(c *call, _ none, b webhookSetupBody) (WebhookSetupEntry, error) {
	key := c.params["key"]
	if b.Secret != nil {
		if err := s.connect.SetWebhookSecret(c.ctx(), c.env.ID, key, *b.Secret); err != nil {
			return WebhookSetupEntry{}, err
		}
	}
	if b.AcceptUnsigned != nil {
		if err := s.webhooks.AcceptUnsigned(c.ctx(), c.env.ID, key, *b.AcceptUnsigned); err != nil {
			return WebhookSetupEntry{}, err
		}
	}
	return s.getWebhookSetup(c, none{})
}

func (s *Server) getWebhookSetup(c *call, _ none) (WebhookSetupEntry, error) {
	i, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"])
	if err != nil {
		return WebhookSetupEntry{}, err
	}
	keys, err := s.connect.WebhookKeys(c.ctx(), c.env.ID, i.UniqueKey)
	if err != nil {
		return WebhookSetupEntry{}, err
	}
	setup := WebhookSetup{URL: s.webhooks.Address(c.ctx(), c.env, i.UniqueKey), LocalURL: s.localWebhookURL(c.env, i.UniqueKey), ForwardWebhooks: i.ForwardWebhooks, HasSecret: len(keys.Secrets) > 0,
		PreviousUntil: optionalTime(&keys.PreviousUntil), Events: []WebhookSample{}}
	if setup.AcceptUnsigned, err = s.webhooks.AcceptsUnsigned(c.ctx(), i); err != nil {
		return WebhookSetupEntry{}, err
	}
	p, known := s.catalog.Get(i.Provider)
	if !known || !inbound.Handles(p) {
		return WebhookSetupEntry{Data: setup}, nil
	}
	if setup.CanVerify, err = s.webhooks.CanVerify(c.ctx(), i); err != nil {
		return WebhookSetupEntry{}, err
	}
	derived, err := s.webhooks.DerivedSecret(c.ctx(), c.env.ID, i.UniqueKey)
	if err != nil {
		return WebhookSetupEntry{}, err
	}
	setup.DerivedSecret = derived != ""
	family, _ := inbound.FamilyOf(p)
	setup.Handled, setup.Signing, setup.Signs, setup.SecretHelp, setup.Identifier = true, family.Signing, family.Signs, family.SecretHelp, family.Identifier
	for _, e := range family.Events {
		setup.Events = append(setup.Events, WebhookSample{Type: e.Type, Label: e.Label, Body: e.Template})
	}
	return WebhookSetupEntry{Data: setup}, nil
}

// revealWebhookSecret shows the secret that the user has to enter at the provider, where it follows from the app.
func (s *Server) revealWebhookSecret(c *call, _, _ none) (WebhookSecret, error) {
	secret, err := s.webhooks.DerivedSecret(c.ctx(), c.env.ID, c.params["key"])
	if err == nil && secret == "" {
		err = fault.New(fault.Invalid, "no_derived_secret", "The webhook secret of this integration does not follow from its app.").
			WithHint("The provider shows it where the webhook is set up, or you choose one there; enter it here.")
	}
	return WebhookSecret{Secret: secret.Reveal()}, err
}
