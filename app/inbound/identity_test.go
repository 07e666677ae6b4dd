package inbound_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"patchbay/app/inbound"
)

// The same delivery has the same id, however its unsigned parts are changed; another has another.
func TestARepeatedDeliveryIsRecognized(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, p := range routed(t) {
		if !signs(p) {
			continue
		}
		req, keys := signedSample(t, r, p)
		first, err := r.Receive(t.Context(), p, req, keys, nil)
		must(t, err)
		again := clone(req)
		again.Header.Set("X-Request-Id", "another")
		second, err := r.Receive(t.Context(), p, again, keys, nil)
		must(t, err)
		if first.ID == "" || first.ID != second.ID {
			t.Errorf("%s: a repeated delivery is %q and %q", p.Key, first.ID, second.ID)
		}
		other, err := r.Sign(p, inbound.Draft{ID: "another", Identifier: "elsewhere@example.com", URL: "https://hooks.example.com/webhook/dev/" + p.Key}, keys)
		must(t, err)
		third, err := r.Receive(t.Context(), p, other, keys, nil)
		must(t, err)
		if third.ID == first.ID && p.Key != "jobdiva" { // whose sample is the same for everybody
			t.Errorf("%s: another delivery has the same id", p.Key)
		}
	}
}

// A vendor may send one body, and one message id, to the addresses of two connections.
func TestOneBodyForTwoConnectionsIsTwoDeliveries(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, key := range []string{"cal-com-v2", "folk", "granola", "gitlab", "shopify"} {
		p := provider(t, key)
		req, keys := signedSample(t, r, p)
		ids := map[string]bool{}
		for _, connection := range []string{"c1", "c2", "c1"} {
			req.Query = url.Values{"nangoConnectionId": {connection}}
			req.Header.Set("X-Shopify-Shop-Domain", connection+".myshopify.com")
			got, err := r.Receive(t.Context(), p, req, keys, nil)
			must(t, err)
			ids[got.ID] = true
		}
		if len(ids) != 2 {
			t.Errorf("%s: deliveries for two connections have %d ids", key, len(ids))
		}
	}
}

// Slack, Zoom, Calendly and Gong sign a repeated delivery anew, with the time of the repetition. It is the same event all the
// same, unless nothing in the body tells one event from the next.
func TestADeliverySignedAnewIsTheSame(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		provider, body, other string
		same                  bool // what the vendor sends again is recognized
	}{
		{"slack", `{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"text":"a"}}`, `{"type":"event_callback","team_id":"T1","event_id":"Ev2","event":{"text":"a"}}`, true},
		{"zoom", `{"event":"meeting.started","event_ts":1772600767001,"payload":{"account_id":"a"}}`, `{"event":"meeting.started","event_ts":1772600767002,"payload":{"account_id":"a"}}`, true},
		{"calendly", `{"event":"invitee.created","created_at":"2026-03-04T05:06:07Z","created_by":"u"}`, `{"event":"invitee.created","created_at":"2026-03-04T05:06:08Z","created_by":"u"}`, true},
		{"gong", `{"callData":{"metaData":{"id":"1"}}}`, `{"callData":{"metaData":{"id":"2"}}}`, true},
		{"slack", `{"type":"view_closed","team":{"id":"T1"}}`, ``, false},
		{"zoom", `{"event":"meeting.started","payload":{"account_id":"a"}}`, `{}`, false},
		{"calendly", `{"event":"invitee.created","created_by":"u"}`, ``, false},
		{"gong", `{"isTest":true}`, `{}`, false},
	} {
		p := provider(t, c.provider)
		secret, err := inbound.NewTestSecret(p, rand.Reader)
		must(t, err)
		id := func(body string, after time.Duration) string {
			r, keys := at(t, now.Add(after)), inbound.Keys{Test: &secret}
			req, err := r.Sign(p, inbound.Draft{Body: []byte(body), URL: "https://hooks.example.com/webhook/dev/x"}, keys)
			must(t, err)
			got, err := r.Receive(t.Context(), p, req, keys, nil)
			must(t, err)
			return got.ID
		}
		first := id(c.body, 0)
		if again := id(c.body, 20*time.Minute); first == "" || (again == first) != c.same {
			t.Errorf("%s: %s is %q, a while later %q", c.provider, c.body, first, again)
		}
		if replayed := id(c.body, 0); replayed != first {
			t.Errorf("%s: the very same request is %q and %q", c.provider, first, replayed)
		}
		if id(c.other, 0) == first {
			t.Errorf("%s: another event has the same id", c.provider)
		}
	}
}

// Some vendors count their attempts in the body, or write there when they sent it: that does not make another event of it.
func TestAnAttemptIsNotAnEvent(t *testing.T) {
	t.Parallel()
	linear := func(body string) []string { return []string{"Linear-Signature", hex256("s", body)} }
	notion := func(body string) []string { return []string{"X-Notion-Signature", "sha256=" + hex256("s", body)} }
	hubSpot := func(body string) []string {
		sum := sha256.Sum256([]byte("s" + body))
		return []string{"X-HubSpot-Signature", hex.EncodeToString(sum[:])}
	}
	for _, c := range []struct {
		provider            string
		sign                func(body string) []string
		first, again, other string
	}{
		{"linear", linear, `{"type":"Issue","createdAt":"a","webhookTimestamp":1}`, `{"type":"Issue","createdAt":"a","webhookTimestamp":2}`, `{"type":"Issue","createdAt":"b","webhookTimestamp":1}`},
		{"notion", notion, `{"id":"e1","type":"page.created","attempt_number":1}`, `{"id":"e1","type":"page.created","attempt_number":2}`, `{"id":"e2","type":"page.created","attempt_number":1}`},
		{"hubspot", hubSpot, `[{"eventId":12345678901234567,"attemptNumber":0},{"eventId":2,"attemptNumber":0}]`,
			`[{"eventId":12345678901234567,"attemptNumber":1},{"eventId":2,"attemptNumber":1}]`, `[{"eventId":12345678901234568,"attemptNumber":0},{"eventId":2,"attemptNumber":0}]`},
	} {
		id := func(body string) string {
			got, err := at(t, now).Receive(t.Context(), provider(t, c.provider), post(body, c.sign(body)...), secretKeys("s"), nil)
			must(t, err)
			return got.ID
		}
		if first := id(c.first); first == "" || id(c.again) != first || id(c.other) == first {
			t.Errorf("%s: first %q, again %q, another %q", c.provider, first, id(c.again), id(c.other))
		}
	}
	// Without the time of the event, the time of sending is all that may tell two of them apart.
	ids := map[string]bool{}
	for _, body := range []string{`{"type":"Issue","webhookTimestamp":1}`, `{"type":"Issue","webhookTimestamp":2}`} {
		got, err := at(t, now).Receive(t.Context(), provider(t, "linear"), post(body, linear(body)...), secretKeys("s"), nil)
		must(t, err)
		ids[got.ID] = true
	}
	if len(ids) != 2 {
		t.Errorf("two events without a time have %d ids", len(ids))
	}
}

// While a secret is being changed, a vendor may sign a repeated delivery with the new one.
func TestADeliveryUnderTheNextSecretIsTheSame(t *testing.T) {
	t.Parallel()
	body, ids := `{"type":"Issue","organizationId":"o"}`, map[string]bool{}
	for _, secret := range []string{"old", "new"} {
		got, err := at(t, now).Receive(t.Context(), provider(t, "linear"), post(body, "Linear-Signature", hex256(secret, body)), inbound.Keys{WebhookSecrets: []string{"new", "old"}}, nil)
		must(t, err)
		ids[got.ID] = true
	}
	if len(ids) != 1 {
		t.Errorf("one delivery has %d ids", len(ids))
	}
}

// Attio's bodies may be equal: its own key tells them apart.
func TestEqualBodiesOfAttioAreTwoDeliveries(t *testing.T) {
	t.Parallel()
	body := `{"events":[]}`
	ids := map[string]bool{}
	for _, key := range []string{"one", "two"} {
		got, err := at(t, now).Receive(t.Context(), provider(t, "attio"), post(body, "X-Attio-Signature", hex256("s", body), "Idempotency-Key", key), secretKeys("s"), nil)
		must(t, err)
		ids[got.ID] = true
	}
	if len(ids) != 2 {
		t.Errorf("two deliveries have %d ids", len(ids))
	}
}

// Where the vendor shows a secret in place of signing, its own id of the event tells a repetition. Without one nothing does, and
// equal bodies may be two events.
func TestARepetitionUnderAShownSecret(t *testing.T) {
	t.Parallel()
	gitLab := func(pairs ...string) []string {
		return append([]string{"X-Gitlab-Token", "s", "X-Gitlab-Event", "Push Hook"}, pairs...)
	}
	videoAsk := []string{"Nango-Webhook-Secret", "s", "Nango-Connection-Id", "c1"}
	graph := func(items ...string) string { return `{"value":[` + strings.Join(items, ",") + `]}` }
	item := func(id, subscription string) string {
		return `{"clientState":"s","changeType":"updated","tenantId":"t","subscriptionId":"` + subscription + `","id":"` + id + `"}`
	}
	anonymous := `{"clientState":"s","changeType":"updated","tenantId":"t","subscriptionId":"1"}`
	push := `{"nangoConnectionId":"c1","after":"1"}`
	for name, c := range map[string]struct {
		provider             string
		first, second        string
		headers, headersThen []string
		same                 bool
	}{
		"GitLab's key":                {"gitlab", push, push, gitLab("Idempotency-Key", "k1"), gitLab("Idempotency-Key", "k1", "X-Gitlab-Event-UUID", "u2"), true},
		"GitLab's other key":          {"gitlab", push, push, gitLab("Idempotency-Key", "k1"), gitLab("Idempotency-Key", "k2"), false},
		"GitLab before 17.4":          {"gitlab", push, push, gitLab("X-Gitlab-Event-UUID", "u1"), gitLab("X-Gitlab-Event-UUID", "u1"), false},
		"VideoAsk's event":            {"videoask", `{"event_id":"e1","a":1}`, `{"event_id":"e1","a":1}`, videoAsk, videoAsk, true},
		"VideoAsk's other event":      {"videoask", `{"event_id":"e1","a":1}`, `{"event_id":"e2","a":1}`, videoAsk, videoAsk, false},
		"VideoAsk's id used again":    {"videoask", `{"event_id":"e1","a":1}`, `{"event_id":"e1","a":2}`, videoAsk, videoAsk, false},
		"VideoAsk without an id":      {"videoask", `{"a":1}`, `{"a":1}`, videoAsk, videoAsk, false},
		"Graph's notifications":       {"outlook", graph(item("1", "1"), item("2", "1")), graph(item("2", "1"), item("1", "1")), nil, nil, true},
		"one more":                    {"outlook", graph(item("1", "1")), graph(item("1", "1"), item("2", "1")), nil, nil, false},
		"another subscription":        {"outlook", graph(item("1", "1")), graph(item("1", "2")), nil, nil, false},
		"Graph without ids":           {"outlook", graph(anonymous), graph(anonymous), nil, nil, false},
		"one without an id":           {"outlook", graph(item("1", "1"), anonymous), graph(item("1", "1"), anonymous), nil, nil, false},
		"a stranger's beside it":      {"outlook", graph(item("1", "1")), graph(item("1", "1"), `{"clientState":"x","id":"3"}`), nil, nil, true},
		"Graph of client credentials": {"microsoft-oauth2-cc", graph(item("1", "1")), graph(item("1", "1")), nil, nil, true},
	} {
		id := func(body string, headers []string) string {
			got, err := at(t, now).Receive(t.Context(), provider(t, c.provider), post(body, headers...), secretKeys("s"), holds("s"))
			must(t, err)
			return got.ID
		}
		first, second := id(c.first, c.headers), id(c.second, c.headersThen)
		if got := first != "" && first == second; got != c.same {
			t.Errorf("%s: %q and %q", name, first, second)
		}
	}
}

func TestALookupThatFailsIsTheReceiversFault(t *testing.T) {
	t.Parallel()
	lookup := func(context.Context, []inbound.Match) ([]string, error) { return nil, errors.New("disk on fire") }
	req := post(`{"nangoConnectionId":"c1"}`, "X-Nango-Connection-Id", "c1")
	for _, key := range []string{"gitlab", "pagerduty"} {
		if _, err := at(t, now).Receive(t.Context(), provider(t, key), req, inbound.Keys{}, lookup); err == nil || inbound.Status(err) != 500 {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// PagerDuty lists a signature for each secret that is valid; the connection may keep several too.
func TestPagerDutyListsItsSignatures(t *testing.T) {
	t.Parallel()
	body := `{"event":{"event_type":"x"}}`
	for list, ok := range map[string]bool{
		"v1=" + hex256("s", body):                                 true,
		"v1=00,v1=" + hex256("s", body):                           true,
		"v1=" + hex256("old", body) + ", v1=" + hex256("s", body): true,
		"v2=" + hex256("s", body):                                 false,
		hex256("s", body):                                         false,
		"v1=" + hex256("old", body):                               false,
	} {
		req := post(body, "X-Pagerduty-Signature", list, "X-Nango-Connection-Id", "c1")
		got, err := at(t, now).Receive(t.Context(), provider(t, "pagerduty"), req, inbound.Keys{}, holds("s", ""))
		if ok && (err != nil || got.Verification != inbound.Verified) {
			t.Errorf("%s: %v", list, err)
		} else if !ok {
			refused(t, err, "webhook_invalid_signature", 401)
		}
	}
}

// Without keys of its own an integration cannot make samples that count; the vendor's private keys nobody else has.
func TestASampleNeedsASecret(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, p := range routed(t) {
		_, err := r.Sign(p, inbound.Draft{}, inbound.Keys{})
		free := !signs(p) || strings.HasPrefix(p.WebhookRoutingScript, "google") || p.Key == "google-mail"
		if free && err != nil {
			t.Errorf("%s: %v", p.Key, err)
		} else if !free {
			refused(t, err, "webhook_not_signable", 400)
		}
	}
}

// With the integration's own secret a sample is what the vendor would send.
func TestASampleUnderTheRealSecretIsVerified(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	keys := secretKeys(whsec)
	keys.AppID, keys.PrivateKey, keys.AppLink = "1", "key", "https://github.com/apps/x"
	for _, p := range routed(t) {
		req, err := r.Sign(p, inbound.Draft{Secret: whsec}, keys)
		if !signs(p) || slices.Contains([]string{"google-mail", "connectwise-psa", "connectwise-psa-staging", "highlevel", "highlevel-white-label", "gong", "gong-oauth"}, p.Key) {
			continue // the vendor's own key
		}
		must(t, err)
		got, err := r.Receive(t.Context(), p, req, keys, holds(whsec))
		if err != nil || got.Verification != inbound.Verified {
			t.Errorf("%s: %s, %v", p.Key, got.Verification, err)
		}
	}
}

func TestAFailingSourceOfRandomBytesMakesNoSecret(t *testing.T) {
	t.Parallel()
	if _, err := inbound.NewTestSecret(provider(t, "slack"), strings.NewReader("few")); err == nil {
		t.Error("a secret was made of three bytes")
	}
	a, err := inbound.NewTestSecret(provider(t, "slack"), rand.Reader)
	must(t, err)
	b, err := inbound.NewTestSecret(provider(t, "slack"), rand.Reader)
	must(t, err)
	if a == b {
		t.Error("two test secrets are equal")
	}
}

// PagerDuty's connections keep their secret as a text or as a list of one.
func TestSecretsOfAConnection(t *testing.T) {
	t.Parallel()
	for metadata, want := range map[string]string{
		`{"webhookSecret":"a"}`: "a", `{"webhookSecret":["a"]}`: "a", `{"webhookSecret":["a","",5,"b"]}`: "a b",
		`{"webhookSecret":""}`: "", `{"webhookSecret":7}`: "", `{}`: "", `null`: "", ``: "", `[`: "",
	} {
		if got := strings.Join(inbound.SecretsOf(json.RawMessage(metadata)), " "); got != want {
			t.Errorf("%s holds %q, want %q", metadata, got, want)
		}
	}
}

// Slack sends interactions as a form and events as JSON; GitHub numbers its deliveries in a header.
func TestSamplesHaveTheVendorsForm(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	req, err := r.Sign(provider(t, "slack"), inbound.Draft{Type: "block_actions", Identifier: "T9"}, secretKeys("s"))
	must(t, err)
	form, err := url.ParseQuery(string(req.Body))
	must(t, err)
	if !strings.Contains(form.Get("payload"), `"T9"`) || req.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
		t.Errorf("an interaction is sent as %s", req.Body)
	}
	req, err = r.Sign(provider(t, "slack"), inbound.Draft{Type: "event_callback"}, secretKeys("s"))
	must(t, err)
	if !json.Valid(req.Body) {
		t.Errorf("an event is sent as %s", req.Body)
	}
	keys := inbound.Keys{AppID: "1", PrivateKey: "key"}
	req, err = r.Sign(provider(t, "github-app"), inbound.Draft{Type: "push", ID: "d1", Identifier: `5"}`}, keys)
	must(t, err)
	if req.Header.Get("X-Github-Delivery") != "d1" || req.Header.Get("X-Github-Event") != "push" || !json.Valid(req.Body) {
		t.Errorf("%v %s", req.Header, req.Body)
	}
}
