package webhooks

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/connect"
	"patchbay/app/functions"
	"patchbay/app/inbound"
	"patchbay/app/nango"
)

// plan finds the connections of a delivery's events and queues a job for each sync that wants one. An installation comes
// first: the connection that the events concern may be made by it.
func (s *Service) plan(ctx context.Context, d *draft, events []inbound.Event) error {
	if d.Install != nil {
		d.State = Queued
		d.jobs = append([]Job{{Kind: Install}}, d.jobs...)
		return nil
	}
	jobs, connections, err := s.route(ctx, &d.Delivery, events)
	if err != nil {
		return err
	}
	d.jobs = append(jobs, d.jobs...)
	d.Connections = connections
	switch {
	case len(connections) == 0:
		d.State = Unmatched
	case len(d.jobs) == 0:
		d.State = Done
	default:
		d.State = Queued
	}
	return nil
}

// route makes the run jobs of events, in their order, and names the connections that they concern.
func (s *Service) route(ctx context.Context, d *Delivery, events []inbound.Event) (jobs []Job, connections []string, err error) {
	for n, e := range events {
		matched, err := s.matched(ctx, d.EnvironmentID, d.Integration, e.Matches)
		if err != nil {
			return nil, nil, err
		}
		targets, err := s.functions.WebhookTargets(ctx, hook(d, e, ""))
		if err != nil {
			return nil, nil, err
		}
		for _, c := range matched {
			if !slices.Contains(connections, c.ConnectionID) {
				connections = append(connections, c.ConnectionID)
			}
			for _, name := range targets {
				jobs = append(jobs, Job{Kind: Run, Connection: c.ConnectionID, Event: n, Type: e.Type, Function: name})
			}
		}
	}
	return jobs, connections, nil
}

// hook is an event as functions take it.
func hook(d *Delivery, e inbound.Event, connection string) functions.WebhookInput {
	in := functions.WebhookInput{EnvironmentID: d.EnvironmentID, Integration: d.Integration, Connection: connection, Subscription: e.Type, Payload: e.Payload}
	if e.HeaderType != "" {
		in.Headers = map[string]string{"type": e.HeaderType}
	}
	if d.Simulated {
		in.Trigger = functions.TriggerSimulated
	}
	return in
}

// request is the webhook as a function of the createFunction model sees it: without the secrets that its headers carry.
func (c *content) request() *nango.Request {
	r := &nango.Request{Method: http.MethodPost, Path: "/", Headers: map[string]string{}, Query: map[string]string{}}
	if address, err := url.Parse(c.URL); err == nil {
		r.Path = address.Path
	}
	for name := range c.Header {
		r.Headers[strings.ToLower(name)] = c.Header.Get(name)
	}
	for name := range c.Query {
		r.Query[name] = c.Query.Get(name)
	}
	return r
}

// matched lists the connections of the first match that finds any.
func (s *Service) matched(ctx context.Context, env int64, integration string, matches []inbound.Match) ([]connect.Connection, error) {
	for _, m := range matches {
		var found []connect.Connection
		var err error
		if m.All {
			found, err = s.connect.AllOf(ctx, env, integration)
		} else {
			found, err = s.connect.Matching(ctx, env, integration, m.Property, m.Identifier)
		}
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// lane is the line that a job waits in. Events of one connection keep their order, and what is forwarded follows the
// installation that it may belong to.
func (j *Job) lane(d *Delivery) string {
	where := strconv.FormatInt(d.EnvironmentID, 10) + "/" + d.Integration
	if j.Kind == Run {
		return "run " + where + "/" + j.Connection
	}
	return "app " + where
}

// pack takes the payloads out of events that are the whole body.
func (d *draft) pack(events []inbound.Event) []inbound.Event {
	packed := slices.Clone(events)
	for i := range packed {
		if sameAsBody(packed[i].Payload, d.Body) {
			packed[i].Payload = nil
		}
	}
	return packed
}

// unpacked are the events with their payloads.
func (c *content) unpacked() []inbound.Event {
	events := slices.Clone(c.Events)
	for i := range events {
		if p := events[i].Payload; len(p) == 0 || string(p) == "null" {
			events[i].Payload = wholeBody(c.Body)
		}
	}
	return events
}

func sameAsBody(payload json.RawMessage, body []byte) bool {
	return bytes.Equal(bytes.TrimSpace(payload), bytes.TrimSpace(body))
}

// wholeBody is a body as a payload; one without content is null.
func wholeBody(body []byte) json.RawMessage {
	if body = bytes.TrimSpace(body); len(body) > 0 {
		return body
	}
	return json.RawMessage("null")
}
