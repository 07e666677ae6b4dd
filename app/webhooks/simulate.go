package webhooks

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/inbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
)

// Draft is a webhook to be made up.
type Draft struct {
	Integration string
	Type        string // of the event; "": the first that the family knows
	Connection  string // whom it concerns; "": as Identifier says
	Identifier  string // what ties it to a connection, in place of the connection's own value; "" without Connection: of the only one
	Body        []byte // in place of the sample body
	RealSecret  bool   // sign with the integration's own secret: the provider's receivers elsewhere would believe it too
}

// Sample is a made-up webhook, signed and ready to be received.
type Sample struct {
	ID     string // of the delivery that it becomes
	Header http.Header
	Query  url.Values
	Body   []byte

	mark simulation
}

// simulation marks a context whose request this process made up. Nothing that comes over a network can carry it.
type simulation struct {
	id   string
	test *inbound.TestSecret // nil: the integration's own secret signed it
}

type simulationKey struct{}

// Context marks the request that carries the sample: it is received like any other, but checked with the secret that was
// made for this sample alone, and shown as simulated wherever it leads.
func (s Sample) Context(ctx context.Context) context.Context {
	return context.WithValue(ctx, simulationKey{}, &s.mark)
}

func simulationOf(ctx context.Context) *simulation {
	mark, _ := ctx.Value(simulationKey{}).(*simulation)
	return mark
}

// Simulate makes a webhook as the integration's provider would send it. Unless RealSecret says otherwise it is signed with a
// secret that is forgotten at once, so no other receiver accepts it. Faults: unknown_provider_config, unknown_connection,
// webhook_no_handler, webhook_not_signable, webhook_not_tied, webhook_connection_missing when it may concern several.
func (s *Service) Simulate(ctx context.Context, env settings.Environment, in Draft) (Sample, error) {
	i, err := s.connect.Integration(ctx, env.ID, in.Integration)
	if err != nil {
		return Sample{}, err
	}
	p, known := s.catalog.Get(i.Provider)
	if !known || !inbound.Handles(p) {
		return Sample{}, fault.New(fault.Invalid, "webhook_no_handler", "Patchbay does not know what the webhooks of "+i.Provider+" look like.").
			WithHint("Run the sync's onWebhook by hand, with an event of your own.")
	}
	draft := inbound.Draft{Type: in.Type, Identifier: in.Identifier, Body: in.Body, URL: s.Address(ctx, env, i.UniqueKey)}
	if draft.ID, err = sqlite.NewID(s.rand); err != nil {
		return Sample{}, err
	}
	if err := s.aim(ctx, &draft, i, p, in.Connection); err != nil {
		return Sample{}, err
	}
	var keys inbound.Keys
	if in.RealSecret {
		keys, err = s.keys(ctx, i, nil)
	} else {
		var test inbound.TestSecret
		test, err = inbound.NewTestSecret(p, s.rand)
		keys.Test = &test
	}
	if err != nil {
		return Sample{}, err
	}
	made, err := s.receiver.Sign(p, draft, keys)
	return Sample{ID: draft.ID, Header: made.Header, Query: made.Query, Body: made.Body, mark: simulation{draft.ID, keys.Test}}, err
}

// aim lets a draft mean the connection that the user named, or the only one there is. A body of the user's own that has no
// stand-in for it says itself whom it concerns, so it need not be aimed.
func (s *Service) aim(ctx context.Context, draft *inbound.Draft, i connect.Integration, p *catalog.Provider, connection string) error {
	if connection != "" {
		return s.concern(ctx, draft, i, p, connection)
	}
	family, _ := inbound.FamilyOf(p)
	if draft.Identifier != "" || family.Property == "" {
		return nil
	}
	all, err := s.connect.AllOf(ctx, i.EnvironmentID, i.UniqueKey)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(c connect.Connection) bool { return c.Config[auth.ConfigPending] == true }) // it waits for an event of its own
	aimed := draft.Body != nil && !bytes.Contains(draft.Body, []byte("identifier}}"))
	switch {
	case len(all) == 1:
		if err := s.concern(ctx, draft, i, p, all[0].ConnectionID); !aimed || !fault.HasCode(err, "webhook_not_tied") {
			return err
		}
	case len(all) > 1 && !aimed:
		return fault.New(fault.Invalid, "webhook_connection_missing", fmt.Sprintf("The integration %s has %d connections.", i.UniqueKey, len(all))).
			WithHint("Say which one the event concerns: --connection on the command line, connection in a request. An identifier does it too.")
	}
	return nil
}

// concern lets a draft mean a connection: by the value that the family compares, and signed with the connection's secret.
func (s *Service) concern(ctx context.Context, draft *inbound.Draft, i connect.Integration, p *catalog.Provider, connection string) error {
	c, err := s.connect.Connection(ctx, i.EnvironmentID, i.UniqueKey, connection)
	if err != nil {
		return err
	}
	draft.Secret = identifierOf(c, "metadata.webhookSecret")
	s.redactor.Add(draft.Secret)
	if draft.Identifier != "" {
		return nil
	}
	family, _ := inbound.FamilyOf(p)
	if draft.Identifier = identifierOf(c, family.Property); draft.Identifier == "" && family.Property != "" {
		return fault.New(fault.Invalid, "webhook_not_tied", "The connection "+connection+" has no value for "+family.Property+", by which this provider's events find their connection.").
			WithHint("Add it to the connection, or name an identifier of your own.")
	}
	return nil
}

// identifierOf is a connection's own value of a property by which events find it; "" when it has none.
func identifierOf(c connect.Connection, property string) string {
	value := c.Config[property]
	if property == "connectionId" {
		return c.ConnectionID
	}
	if name, metadata := strings.CutPrefix(property, "metadata."); metadata {
		var table map[string]any
		if json.Unmarshal(c.Metadata, &table) != nil {
			return ""
		}
		value = table[name]
	}
	if list, many := value.([]any); many && len(list) > 0 {
		value = list[0]
	}
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return fmt.Sprintf("%.0f", v)
	}
	return ""
}
