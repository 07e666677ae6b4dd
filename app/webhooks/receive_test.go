package webhooks_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"patchbay/app/functions"
	"patchbay/app/inbound"
	"patchbay/app/logs"
	"patchbay/app/webhooks"
)

const issueBody = `{"type":"Issue","action":"create","organizationId":"org-1","data":{"id":"i-1","title":"Sink leaks"}}`

// A webhook with a right signature runs what subscribes to it, once each, is forwarded, and is kept byte for byte.
func TestAVerifiedWebhookRuns(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("linear", "linear-webhook-secret")
	w.connection("linear", "me", map[string]any{"organizationId": "org-1"}, "")
	w.connection("linear", "twin", map[string]any{"organizationId": "org-1"}, "")
	w.connection("linear", "other", map[string]any{"organizationId": "org-2"}, "")
	w.install("linear", map[string][]string{"issues": {"Issue", "*", "Comment"}, "all": {"*"}, "comments": {"Comment"}})
	h := issue("linear-webhook-secret", issueBody)
	h.Set("Authorization", "Bearer canary-token-1234")
	if a := w.send("linear", h, issueBody); a.Status != http.StatusOK || string(a.Body) != `{"status":"success"}` {
		t.Errorf("answered %d %s", a.Status, a.Body)
	}
	d := w.settled(w.newest().ID)
	if d.State != webhooks.Done || d.Verification != inbound.Verified || strings.Join(d.Connections, " ") != "me twin" || strings.Join(d.Types, " ") != "Issue" {
		t.Errorf("delivery %+v", d.Delivery)
	}
	if !bytes.Equal(d.Body, []byte(issueBody)) || d.Header.Get("Linear-Signature") == "" || strings.Contains(d.Header.Get("Authorization"), "canary") {
		t.Errorf("kept %v %s", d.Header, d.Body)
	}
	runs := 0
	for _, j := range d.Jobs {
		if j.State != webhooks.Done || j.Attempts != 1 {
			t.Errorf("job %+v", j)
		}
		if j.Kind == webhooks.Run {
			runs++
			r, err := w.functions.Run(t.Context(), w.env.ID, j.RunID)
			w.must(err)
			if r.State != functions.Succeeded || r.SyncType != "WEBHOOK" || r.Trigger != "webhook" {
				t.Errorf("run %+v", r)
			}
		}
	}
	if given := w.executor.given(); runs != 4 || len(given) != 4 || string(given[0].Payload) != issueBody {
		t.Errorf("%d runs: %s", runs, names(given))
	}
	sent := w.backend.forwarded()
	if len(sent) != 1 || len(sent[0].Connections) != 2 || string(sent[0].Payload) != issueBody || sent[0].Header.Get("Linear-Signature") == "" || sent[0].Origin != d.ID {
		t.Errorf("forwarded %+v", sent)
	}
	w.must(w.logs.Flush(t.Context()))
	if op, _, err := w.logs.Get(t.Context(), w.env.ID, d.OperationID); err != nil || op.State != logs.Success || op.Status != 200 || op.Kind != "webhook" {
		t.Errorf("operation %+v, %v", op, err)
	}
}

// WH-01: whatever is not signed as it must be is answered 401, kept as refused and runs nothing.
func TestAWrongSignatureRunsNothing(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	good := hexHMAC("linear-webhook-secret", issueBody)
	twice := issue("linear-webhook-secret", issueBody)
	twice.Add("Linear-Signature", good)
	for name, row := range map[string]struct {
		header http.Header
		body   string
	}{
		"one byte of the body":   {header("Linear-Signature", good), strings.Replace(issueBody, "leaks", "leakz", 1)},
		"one byte more":          {header("Linear-Signature", good), issueBody + " "},
		"no header":              {header(), issueBody},
		"empty":                  {header("Linear-Signature", ""), issueBody},
		"twice":                  {twice, issueBody},
		"algorithm in the value": {header("Linear-Signature", "sha256="+good), issueBody},
		"v0":                     {header("Linear-Signature", "v0="+good), issueBody},
		"another secret":         {issue("client-secret-of-linear", issueBody), issueBody},
		"cut":                    {header("Linear-Signature", good[:40]), issueBody},
	} {
		a := w.send("linear", row.header, row.body)
		d := w.newest()
		if a.Status != http.StatusUnauthorized || !strings.HasPrefix(string(a.Body), `{"error":"`) || d.State != webhooks.Refused || d.Status != 401 || d.Reason == nil || d.Reason.Hint == "" || d.FinishedAt.IsZero() {
			t.Errorf("%s: %d %s, %+v", name, a.Status, a.Body, d)
		}
	}
	if upper := w.send("linear", header("Linear-Signature", strings.ToUpper(good)), issueBody); upper.Status == http.StatusOK {
		w.settled(w.newest().ID) // the same digest in other letters is the same digest
	}
	if sent := w.backend.forwarded(); len(w.executor.given()) > 1 || len(sent) > 1 {
		t.Errorf("ran %s, forwarded %d", names(w.executor.given()), len(sent))
	}
}

// WH-02: a signature with a time counts for a few minutes around it.
func TestAnOldSignatureIsRefused(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("calendly", "calendly-secret")
	body := `{"event":"invitee.created","created_by":"u-1"}`
	for name, row := range map[string]struct {
		stamp string
		want  int
	}{
		"now": {stamp(w.clock.Now()), 200}, "6 min old": {stamp(w.clock.Now().Add(-6 * time.Minute)), 401}, "6 min ahead": {stamp(w.clock.Now().Add(6 * time.Minute)), 401},
		"missing": {"", 401}, "text": {"soon", 401}, "negative": {"-1", 401},
	} {
		a := w.send("calendly", header("Calendly-Webhook-Signature", "t="+row.stamp+",v1="+hexHMAC("calendly-secret", row.stamp+"."+body)), body)
		if a.Status != row.want {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
}

// WH-05: while a secret is replaced both count; a day later only the new one does.
func TestBothSecretsCountWhileTheyChange(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "linear", "second-secret"))
	send := func(secret, id string) int {
		body := strings.Replace(issueBody, "i-1", id, 1)
		return w.send("linear", issue(secret, body), body).Status
	}
	if old, fresh := send("linear-webhook-secret", "a"), send("second-secret", "b"); old != 200 || fresh != 200 {
		t.Errorf("within the day: %d and %d", old, fresh)
	}
	w.clock.Advance(24 * time.Hour)
	if old, fresh := send("linear-webhook-secret", "c"), send("second-secret", "d"); old != 401 || fresh != 200 {
		t.Errorf("after it: %d and %d", old, fresh)
	}
}

// WH-07: a handshake is answered as plain text and only by the provider that has one; nothing runs.
func TestAHandshakeIsAnswered(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("slack", "")
	w.integration("linear", "s")
	body := `{"type":"url_verification","challenge":"<script>alert(1)</script>"}`
	a := w.send("slack", header(), body)
	if d := w.newest(); a.Status != 200 || string(a.Body) != "<script>alert(1)</script>" || strings.Contains(a.ContentType, "html") || d.State != webhooks.Answered || d.Note == "" {
		t.Errorf("answered %d %s %q, %+v", a.Status, a.ContentType, a.Body, d)
	}
	if a := w.send("linear", header(), body); a.Status != http.StatusUnauthorized || strings.Contains(string(a.Body), "alert") {
		t.Errorf("another provider answered %d %s", a.Status, a.Body)
	}
}

// What a provider signs and nobody can verify waits for the user; what a provider never signs runs, and says so.
func TestWhatNobodyCanVouchForWaits(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("attio", "")
	w.connection("attio", "me", map[string]any{"workspace_id": "ws-1"}, "")
	w.install("attio", map[string][]string{"notes": {"*"}})
	body := `{"events":[{"event_type":"note.created","id":{"workspace_id":"ws-1","note_id":"n"}}]}`
	if a := w.send("attio", header(), body); a.Status != http.StatusOK {
		t.Errorf("answered %d", a.Status)
	}
	held := w.newest()
	if held.State != webhooks.Held || held.Verification != inbound.Unverifiable || held.Reason == nil || len(w.executor.given()) != 0 || len(w.backend.forwarded()) != 0 {
		t.Fatalf("kept as %+v", held)
	}
	again, err := w.ResendVouched(t.Context(), w.env.ID, held.ID)
	w.must(err)
	if d := w.settled(again.ID); d.State != webhooks.Done || d.ResentFrom != held.ID || names(w.executor.given()) != "me/notes" || len(w.backend.forwarded()) != 1 {
		t.Errorf("sent again: %+v, ran %s", d.Delivery, names(w.executor.given()))
	}
	w.must(w.AcceptUnsigned(t.Context(), w.env.ID, "attio", true))
	w.send("attio", header(), strings.Replace(body, `"n"`, `"m"`, 1))
	if d := w.settled(w.newest().ID); d.State != webhooks.Done || d.Verification != inbound.Unverifiable {
		t.Errorf("switched on: %+v", d.Delivery)
	}
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "attio", "attio-secret"))
	if a := w.send("attio", header("X-Attio-Signature", hexHMAC("wrong", body)), body); a.Status != 401 {
		t.Errorf("the switch let a wrong signature in: %d", a.Status)
	}

	w.integration("unauthenticated", "")
	w.connection("unauthenticated", "me", nil, "")
	w.install("unauthenticated", map[string][]string{"own": {"made"}})
	w.send("unauthenticated", header(), `{"type":"made","connectionId":"me"}`)
	if d := w.settled(w.newest().ID); d.State != webhooks.Done || d.Verification != inbound.Unsigned {
		t.Errorf("never signed: %+v", d.Delivery)
	}
}

// The same signed delivery within a day is answered and not run again; what was refused did not count.
func TestAReplayIsKeptAsADuplicate(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	h := issue("linear-webhook-secret", issueBody)
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "linear", ""))
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "linear", "another-secret"))
	w.send("linear", h, issueBody)
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "linear", "linear-webhook-secret"))
	w.send("linear", h, issueBody)
	first := w.settled(w.newest().ID)
	if first.State != webhooks.Done {
		t.Fatalf("after a refused one: %+v", first.Delivery)
	}
	a := w.send("linear", h, issueBody)
	if d := w.newest(); a.Status != 200 || d.State != webhooks.Duplicate || d.ResentFrom != first.ID || d.Reason == nil {
		t.Errorf("again: %d %+v", a.Status, d)
	}
	w.clock.Advance(25 * time.Hour)
	w.send("linear", h, issueBody)
	if d := w.settled(w.newest().ID); d.State != webhooks.Done || len(w.executor.given()) != 2 {
		t.Errorf("a day later: %+v, %d runs", d.Delivery, len(w.executor.given()))
	}
}

func TestWhatConcernsNobodyIsKept(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	body := strings.Replace(issueBody, "org-1", "org-9", 1)
	w.send("linear", issue("linear-webhook-secret", body), body)
	if d := w.settled(w.newest().ID); d.State != webhooks.Unmatched || len(w.executor.given()) != 0 {
		t.Errorf("unmatched: %+v", d.Delivery)
	}
	if sent := w.backend.forwarded(); len(sent) != 1 || len(sent[0].Connections) != 0 {
		t.Errorf("forwarded %+v", sent)
	}
	w.integration("openai", "")
	if a := w.send("openai", header(), `{}`); a.Status != http.StatusNoContent || len(a.Body) != 0 || w.newest().State != webhooks.NoHandler {
		t.Errorf("no handler: %d, %+v", a.Status, w.newest())
	}
	if _, err := w.Receive(t.Context(), webhooks.Arrival{Environment: w.env, Integration: "nobody"}); err == nil {
		t.Error("an unknown integration was received")
	}
}

func TestForwardingCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	off := false
	_, err := w.connect.UpdateIntegration(t.Context(), w.env.ID, "linear", update(off))
	w.must(err)
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	if d := w.settled(w.newest().ID); d.State != webhooks.Done || len(w.backend.forwarded()) != 0 || len(w.executor.given()) != 1 {
		t.Errorf("%+v, forwarded %d", d.Delivery, len(w.backend.forwarded()))
	}
}
