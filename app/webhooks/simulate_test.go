package webhooks_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/inbound"
	"patchbay/app/notify"
	"patchbay/app/webhooks"
)

func (w *world) receive(ctx context.Context, integration string, s webhooks.Sample) inbound.Answer {
	w.t.Helper()
	answer, err := w.Receive(ctx, webhooks.Arrival{Environment: w.env, Integration: integration, Header: s.Header, Query: s.Query, Body: s.Body})
	w.must(err)
	return answer
}

// WH-13: a simulated webhook passes the real verification here, says everywhere that it is simulated, and is worth
// nothing to anybody else, nor to this installation a second time.
func TestASimulatedWebhookIsBelievedByNobodyElse(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.install("linear", map[string][]string{"issues": {"*"}})
	sample, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear", Connection: "me"})
	w.must(err)
	if a := w.receive(t.Context(), "linear", sample); a.Status != http.StatusUnauthorized {
		t.Fatalf("without its mark it is answered %d", a.Status)
	}
	if a := w.receive(sample.Context(t.Context()), "linear", sample); a.Status != http.StatusOK {
		t.Fatalf("answered %d %s", a.Status, a.Body)
	}
	d := w.settled(sample.ID)
	if !d.Simulated || d.State != webhooks.Done || d.Verification != inbound.Verified || strings.Join(d.Connections, "") != "me" {
		t.Fatalf("%+v", d.Delivery)
	}
	var run string
	for _, j := range d.Jobs {
		if j.Kind == webhooks.Run {
			run = j.RunID
		}
	}
	r, err := w.functions.Run(t.Context(), w.env.ID, run)
	w.must(err)
	w.must(w.logs.Flush(t.Context()))
	of, _, err := w.logs.Get(t.Context(), w.env.ID, d.OperationID)
	w.must(err)
	if r.Trigger != "simulated" || of.Source != "simulated" || !w.backend.forwarded()[0].Simulated {
		t.Errorf("run %s, operation %s", r.Trigger, of.Source)
	}
	again, err := w.Resend(t.Context(), w.env.ID, d.ID)
	w.must(err)
	edited, err := w.ResendEdited(t.Context(), w.env.ID, again.ID, webhooks.Edit{Body: []byte(issueBody)})
	w.must(err)
	for _, id := range []string{again.ID, edited.ID} {
		if d := w.settled(id); !d.Simulated {
			t.Errorf("sent again it passes as real: %+v", d.Delivery)
		}
	}
	forwarded := w.backend.forwarded()
	if len(forwarded) != 3 || slices.ContainsFunc(forwarded, func(f notify.Webhook) bool { return !f.Simulated }) {
		t.Errorf("forwarded %+v", forwarded)
	}
	runs, err := w.functions.Runs(t.Context(), w.env.ID, functions.RunFilter{Trigger: functions.TriggerSimulated})
	w.must(err)
	if len(runs.Runs) != 3 {
		t.Errorf("%d of 3 runs are simulated", len(runs.Runs))
	}
	other, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear", Connection: "me"})
	w.must(err)
	if a := w.receive(other.Context(t.Context()), "linear", sample); a.Status != http.StatusUnauthorized {
		t.Errorf("another sample's mark vouches for it: %d", a.Status)
	}
}

// With the integration's own secret, which the user must ask for, the webhook is what the provider would send.
func TestARealSecretIsUsedWhenTheUserAsks(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	sample, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear", Connection: "me", Body: []byte(issueBody), RealSecret: true})
	w.must(err)
	if got := sample.Header.Get("Linear-Signature"); got != hexHMAC("linear-webhook-secret", issueBody) {
		t.Errorf("signed %s", got)
	}
	if a := w.receive(sample.Context(t.Context()), "linear", sample); a.Status != http.StatusOK || !w.newest().Simulated {
		t.Errorf("answered %d, %+v", a.Status, w.newest())
	}
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "linear", ""))
	_, err = w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear", RealSecret: true})
	code(t, err, "webhook_not_signable")
	_, err = w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear", Connection: "nobody"})
	code(t, err, "unknown_connection")
	w.integration("openai", "")
	_, err = w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "openai"})
	code(t, err, "webhook_no_handler")
}

// Without a connection or an identifier the event concerns the integration's only connection; with several the user has to choose.
func TestASimulatedWebhookConcernsTheOnlyConnection(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("linear", "")
	reaches := func(d webhooks.Draft) string {
		t.Helper()
		d.Integration = "linear"
		sample, err := w.Simulate(t.Context(), w.env, d)
		w.must(err)
		w.receive(sample.Context(t.Context()), "linear", sample)
		got := w.settled(sample.ID)
		return strings.TrimSpace(string(got.State) + " " + strings.Join(got.Connections, " "))
	}
	if got := reaches(webhooks.Draft{}); got != "unmatched" {
		t.Errorf("without connections: %s", got)
	}
	w.connection("linear", "me", map[string]any{"organizationId": "org-1"}, "")
	for want, d := range map[string]webhooks.Draft{
		"done me":   {},
		"unmatched": {Identifier: "org-7"},
	} {
		if got := reaches(d); got != want {
			t.Errorf("with one connection, %+v: %s", d, got)
		}
	}
	if got := reaches(webhooks.Draft{Body: []byte(`{"type":"Issue","organizationId":"{{identifier}}"}`)}); got != "done me" {
		t.Errorf("a body of the user's own: %s", got)
	}
	w.connection("linear", "other", map[string]any{"organizationId": "org-2"}, "")
	_, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear"})
	code(t, err, "webhook_connection_missing")
	if text := fault.From(err).Error(); !strings.Contains(text, "2 connections") || !strings.Contains(text, "--connection") {
		t.Errorf("it does not say what to do: %s", text)
	}
	_, err = w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear", Body: []byte(`{"organizationId":"{{identifier}}"}`)})
	code(t, err, "webhook_connection_missing")
	if got := reaches(webhooks.Draft{Connection: "other"}) + ", " + reaches(webhooks.Draft{Body: []byte(issueBody)}); got != "done other, done me" {
		t.Errorf("with two connections: %s", got)
	}
}

// A connection that nothing ties to the provider's events is no reason for an event that reaches nobody.
func TestAnOnlyConnectionThatIsNotTied(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("linear", "")
	w.connection("linear", "me", nil, "")
	_, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear"})
	code(t, err, "webhook_not_tied")
	if _, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "linear", Body: []byte(issueBody)}); err != nil {
		t.Errorf("a body that says itself whom it concerns: %v", err)
	}
}

// Every provider whose webhooks are understood can be simulated, and what is made passes the receiver and finds the
// connection that it is for.
func TestEveryFamilyIsSimulated(t *testing.T) {
	t.Parallel()
	w := begin(t)
	known, err := openCatalog()
	w.must(err)
	seen := map[string]bool{}
	for _, summary := range known.All() {
		p, _ := known.Get(summary.Key)
		if !inbound.Handles(p) || seen[p.WebhookRoutingScript] || p.AuthMode != "OAUTH2" && p.AuthMode != "NONE" && p.AuthMode != "API_KEY" {
			continue
		}
		w.integration(p.Key, "")
		family, _ := inbound.FamilyOf(p)
		config, metadata, value := map[string]any{}, "{}", "tied-to-me"
		if family.Property == "baseUrl" {
			value = "https://tied-to-me.example"
		}
		if name, in := strings.CutPrefix(family.Property, "metadata."); in {
			metadata = `{"` + name + `":"tied-to-me","webhookSecret":"held-secret"}`
		} else if family.Property != "" && family.Property != "connectionId" {
			config[family.Property] = value
		}
		if w.tryConnection(p.Key, "me", config, metadata) != nil {
			continue // it needs fields that have nothing to do with webhooks; another of its family may not
		}
		seen[p.WebhookRoutingScript] = true
		sample, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: p.Key, Connection: "me"})
		if err != nil {
			t.Errorf("%s: %v", p.Key, err)
			continue
		}
		a := w.receive(sample.Context(t.Context()), p.Key, sample)
		d := w.settled(sample.ID)
		if a.Status != http.StatusOK || d.State != webhooks.Done || strings.Join(d.Connections, "") != "me" || d.Verification == inbound.Unverifiable {
			t.Errorf("%s: %d %s, %s %s %v %v", p.Key, a.Status, a.Body, d.State, d.Verification, d.Connections, d.Reason)
		}
	}
	if len(seen) < 25 {
		t.Errorf("only %d families", len(seen))
	}
}

// The address is the tunnel's when there is one.
func TestTheAddressIsWhereProvidersReachUs(t *testing.T) {
	t.Parallel()
	w := begin(t)
	if got := w.Address(t.Context(), w.env, "my key"); got != "http://localhost:3004/webhook/"+w.env.UUID+"/my%20key" {
		t.Error(got)
	}
	w.prefer("https://tunnel.example/")
	if got := w.Address(t.Context(), w.env, "k"); got != "https://tunnel.example/webhook/"+w.env.UUID+"/k" {
		t.Error(got)
	}
	if _, err := url.Parse(w.Address(t.Context(), w.env, "k")); err != nil {
		t.Error(err)
	}
}
