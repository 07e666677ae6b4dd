package notify

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// Webhook is a provider's webhook that goes on to the user's backend (http-api §10.5). Whether the integration forwards at
// all is the caller's to know.
type Webhook struct {
	EnvironmentID int64
	Integration   string
	Provider      string
	Connections   []connect.Connection // that it belongs to; none: the payload goes on unwrapped
	Header        http.Header          // of the original request, whole
	Payload       json.RawMessage      // of the original request, as JSON
	Origin        string               // names the delivery: forwarding it again under the same name does nothing; "": always
	Simulated     bool
}

// Forward keeps one notification for each connection that a webhook belongs to, or one of the raw payload when there is
// none, in a transaction of its own. Faults: no_address when none of them has an address to go to, invalid_payload, and the
// vault's.
func (s *Service) Forward(ctx context.Context, w Webhook) error {
	header, err := s.sealHeader(ctx, w.EnvironmentID, forwarded(w.Header))
	if err != nil {
		return err
	}
	addressed := false
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, m := range w.messages(header) {
			to, _, err := s.destinations(ctx, m)
			if err == nil {
				_, err = s.keep(ctx, tx, m)
			}
			if err != nil {
				return err
			}
			addressed = addressed || len(to) > 0
		}
		return nil
	})
	if err == nil && !addressed {
		err = fault.New(fault.Invalid, "no_address", "Your app has no address here, so nothing was sent.").
			WithHint("Set one in the settings, under Notifications, and send the webhook again.")
	}
	return err
}

// messages are what is kept of a webhook, at least one.
func (w *Webhook) messages(header []byte) []message {
	if len(w.Connections) == 0 {
		return []message{w.message(header, 0, w.Payload)}
	}
	list := make([]message, 0, len(w.Connections))
	for _, c := range w.Connections {
		m := w.message(header, c.ID, forwardNotification{ConnectionID: c.ConnectionID, From: w.Provider, Payload: w.Payload,
			ProviderConfigKey: w.Integration, Type: TypeForward})
		m.connection, m.override = c.ConnectionID, c.WebhookURLOverride
		list = append(list, m)
	}
	return list
}

func (w *Webhook) message(header []byte, connection int64, body any) message {
	m := message{environment: w.EnvironmentID, kind: TypeForward, action: "forward", integration: w.Integration, provider: w.Provider,
		simulated: w.Simulated, header: header, body: body}
	if w.Origin != "" {
		m.origin = w.Origin + "/" + strconv.FormatInt(connection, 10)
	}
	return m
}

// sealHeader hides what may hold a provider's secret; nil when there is nothing.
func (s *Service) sealHeader(ctx context.Context, env int64, h http.Header) ([]byte, error) {
	if len(h) == 0 {
		return nil, nil
	}
	e, err := s.settings.ByID(env)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	return s.vault.Seal(ctx, owner(e), headerColumn, text)
}

func (s *Service) unsealHeader(ctx context.Context, env int64, sealed []byte) (http.Header, error) {
	if sealed == nil {
		return http.Header{}, nil
	}
	e, err := s.settings.ByID(env)
	if err != nil {
		return nil, err
	}
	text, err := s.vault.Unseal(ctx, owner(e), headerColumn, sealed)
	if err != nil {
		return nil, err
	}
	h := http.Header{}
	return h, json.Unmarshal(text, &h)
}
