package inbound_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/inbound"
)

const script = `<script>alert(1)</script>`

// WH-07: handshakes are answered as text, only by the families that have them, and start nothing.
func TestHandshakes(t *testing.T) {
	t.Parallel()
	validation := url.Values{"validationToken": {script}}
	slack := `{"type":"url_verification","challenge":"` + script + `","team_id":"T1"}`
	slackKeys := secretKeys("s")
	signed := func(body string) []string {
		seconds := "1772600767" // now
		return []string{"X-Slack-Request-Timestamp", seconds, "X-Slack-Signature", "v0=" + hex256("s", "v0:"+seconds+":"+body)}
	}
	for _, c := range []struct {
		name, provider string
		req            inbound.Request
		keys           inbound.Keys
		query          url.Values
		kind, body     string
	}{
		{name: "Microsoft", provider: "microsoft-oauth2-cc", req: post(""), query: validation, kind: "text/plain; charset=utf-8", body: script},
		{name: "Outlook with a secret", provider: "outlook", req: post(""), keys: secretKeys("s"), query: validation, kind: "text/plain; charset=utf-8", body: script},
		{name: "Slack", provider: "slack", req: post(slack), kind: "text/plain; charset=utf-8", body: script},
		{name: "Slack, signed", provider: "slack", req: post(slack, signed(slack)...), keys: slackKeys, kind: "text/plain; charset=utf-8", body: script},
		{name: "Notion", provider: "notion", req: post(`{"verification_token":"secret_x","type":"page.created","workspace_id":"w"}`), keys: secretKeys("s"),
			kind: "application/json", body: `{"status":"success"}`},
		{name: "another family", provider: "unauthenticated", req: post(slack), query: validation, kind: "application/json", body: `{"status":"success"}`},
	} {
		c.req.Query = c.query
		got, err := at(t, now).Receive(t.Context(), provider(t, c.provider), c.req, c.keys, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got.Answer.Status != 200 || got.Answer.ContentType != c.kind || string(got.Answer.Body) != c.body {
			t.Errorf("%s: answered %d %s %s", c.name, got.Answer.Status, got.Answer.ContentType, got.Answer.Body)
		}
		if c.provider != "unauthenticated" && (len(got.Events) > 0 || got.Forward != nil || got.Note == "") {
			t.Errorf("%s: a handshake started something or is not explained: %+v", c.name, got)
		}
	}
}

func TestAChallengeUnderAWrongSignatureIsNotRepeated(t *testing.T) {
	t.Parallel()
	req := post(`{"type":"url_verification","challenge":"x"}`, "X-Slack-Request-Timestamp", "1772600767", "X-Slack-Signature", "v0=00")
	_, err := at(t, now).Receive(t.Context(), provider(t, "slack"), req, secretKeys("s"), nil)
	refused(t, err, "webhook_invalid_signature", 401)
}

func TestAHandshakeRepeatsNoLongText(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 5000)
	req := post("")
	req.Query = url.Values{"validationToken": {long}}
	_, err := at(t, now).Receive(t.Context(), provider(t, "outlook"), req, inbound.Keys{}, nil)
	refused(t, err, "webhook_invalid_payload", 400)
	_, err = at(t, now).Receive(t.Context(), provider(t, "slack"), post(`{"type":"url_verification","challenge":"`+long+`"}`), inbound.Keys{}, nil)
	refused(t, err, "webhook_invalid_payload", 400)
}

// Source: developers.zoom.us, "Using webhooks", on validating the endpoint.
func TestZoomsCheckIsAnsweredByTheSecret(t *testing.T) {
	t.Parallel()
	body := `{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1}`
	req := post(body, "X-Zm-Request-Timestamp", "1772600767", "X-Zm-Signature", "v0="+hex256("token", "v0:1772600767:"+body))
	got, err := at(t, now).Receive(t.Context(), provider(t, "zoom"), req, secretKeys("token"), nil)
	must(t, err)
	var answer map[string]string
	must(t, json.Unmarshal(got.Answer.Body, &answer))
	if answer["plainToken"] != "qgg8vlvZRS6UYooatFL8Aw" || answer["encryptedToken"] != hex256("token", "qgg8vlvZRS6UYooatFL8Aw") || len(got.Events) > 0 || got.Forward != nil || got.Note == "" {
		t.Errorf("answered %s, forwards %s", got.Answer.Body, got.Forward)
	}
	got, err = at(t, now).Receive(t.Context(), provider(t, "zoom-cc"), post(body), inbound.Keys{}, nil)
	if err != nil || strings.Contains(string(got.Answer.Body), "encryptedToken") || !strings.Contains(got.Note, "secret token") {
		t.Errorf("without a secret: %s, %q, %v", got.Answer.Body, got.Note, err)
	}
}

// A dialog in Slack shows any text of the answer as an error.
func TestASlackDialogGetsAnEmptyAnswer(t *testing.T) {
	t.Parallel()
	got, err := at(t, now).Receive(t.Context(), provider(t, "slack"), post(`{"type":"view_submission","team":{"id":"T1"}}`), inbound.Keys{}, nil)
	must(t, err)
	if got.Answer.Status != 200 || len(got.Answer.Body) != 0 || len(got.Events) != 1 {
		t.Errorf("%+v", got)
	}
}

// Xero checks an address with right and wrong signatures over an empty list, and takes no answer with a body: 200 and 401.
// Source: developer.xero.com, "Configuring your server".
func TestXerosIntentToReceive(t *testing.T) {
	t.Parallel()
	body := `{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}`
	p, keys := provider(t, "xero"), secretKeys("key")
	got, err := at(t, now).Receive(t.Context(), p, post(body, "X-Xero-Signature", b64256("key", body)), keys, nil)
	if err != nil || got.Answer.Status != 200 || len(got.Answer.Body) > 0 || len(got.Events) > 0 || got.Forward != nil || !strings.Contains(got.Note, "Xero") {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = at(t, now).Receive(t.Context(), p, post(body, "X-Xero-Signature", b64256("other", body)), keys, nil)
	refused(t, err, "webhook_invalid_signature", 401)
	event := `{"events":[{"eventType":"CREATE","tenantId":"t"}]}`
	got, err = at(t, now).Receive(t.Context(), p, post(event, "X-Xero-Signature", b64256("key", event)), keys, nil)
	if err != nil || got.Answer.Status != 200 || len(got.Answer.Body) > 0 || len(got.Events) != 1 || got.Forward == nil || got.Note != "" {
		t.Errorf("an event: %+v, %v", got, err)
	}
}

// A list without events has nothing to run and nothing to forward; a body without the list is somebody's mistake, which the
// user's backend may want to see.
func TestAnEmptyListOfEvents(t *testing.T) {
	t.Parallel()
	for body, empty := range map[string]bool{`{"events":[]}`: true, `{}`: false, `{"events":{}}`: false} {
		got, err := at(t, now).Receive(t.Context(), provider(t, "attio"), post(body), inbound.Keys{}, nil)
		if err != nil || (got.Forward == nil) != empty || (got.Note != "") != empty {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}
