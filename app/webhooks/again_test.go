package webhooks_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"patchbay/app/fault"
	"patchbay/app/groundtest"
	"patchbay/app/inbound"
	"patchbay/app/webhooks"
)

func code(t *testing.T, err error, want string) {
	t.Helper()
	if !fault.HasCode(err, want) {
		t.Errorf("got %v, want the code %s", err, want)
	}
}

// What was refused counts only when it verifies with the present secret, as of the time when it came.
func TestARefusedWebhookIsVerifiedOnceMore(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("calendly", "wrong-secret")
	w.connection("calendly", "me", map[string]any{"owner": "u-1"}, "")
	w.install("calendly", map[string][]string{"guests": {"invitee.created"}})
	body := `{"event":"invitee.created","created_by":"u-1"}`
	at := stamp(w.clock.Now())
	h := header("Calendly-Webhook-Signature", "t="+at+",v1="+hexHMAC("right-secret", at+"."+body))
	w.send("calendly", h, body)
	refused := w.newest()
	_, err := w.Resend(t.Context(), w.env.ID, refused.ID)
	code(t, err, "webhook_still_refused")
	if w.newest().ID != refused.ID || len(w.executor.given()) != 0 {
		t.Error("it left a trace")
	}
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "calendly", ""))
	_, err = w.Resend(t.Context(), w.env.ID, refused.ID)
	code(t, err, "webhook_still_refused") // without a secret nothing verifies it either
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "calendly", "right-secret"))
	w.clock.Advance(2 * time.Hour)
	again, err := w.Resend(t.Context(), w.env.ID, refused.ID)
	w.must(err)
	if d := w.settled(again.ID); d.State != webhooks.Done || d.Verification != inbound.Verified || names(w.executor.given()) != "me/guests" {
		t.Errorf("%+v", d.Delivery)
	}
	if a := w.send("calendly", h, body); a.Status != http.StatusUnauthorized {
		t.Errorf("the old request itself is %d now", a.Status)
	}
}

// A held webhook is checked once more; without a word of the user nothing lets it through but its signature or the switch.
func TestAHeldWebhookIsCheckedOnceMore(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.integration("attio", "")
	w.connection("attio", "me", map[string]any{"workspace_id": "w-1"}, "")
	w.install("attio", map[string][]string{"notes": {"note.created"}})
	body := `{"webhook_id":"h","events":[{"event_type":"note.created","id":{"workspace_id":"w-1","note_id":"n"}}]}`
	w.send("attio", header("X-Attio-Signature", hexHMAC("attio-secret", body)), body)
	signed := w.newest()
	w.send("attio", header(), body)
	bare := w.newest()
	for _, held := range []webhooks.Delivery{signed, bare} {
		_, err := w.Resend(t.Context(), w.env.ID, held.ID)
		code(t, err, "webhook_still_held")
	}
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "attio", "another-secret"))
	_, err := w.Resend(t.Context(), w.env.ID, signed.ID)
	code(t, err, "webhook_still_refused")
	if w.newest().ID != bare.ID || len(w.executor.given()) != 0 {
		t.Fatal("it ran, or left a trace")
	}
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "attio", "attio-secret"))
	again, err := w.Resend(t.Context(), w.env.ID, signed.ID)
	w.must(err)
	if d := w.settled(again.ID); d.State != webhooks.Done || d.Verification != inbound.Verified || names(w.executor.given()) != "me/notes" {
		t.Errorf("with the secret: %+v", d.Delivery)
	}
	_, err = w.Resend(t.Context(), w.env.ID, bare.ID)
	code(t, err, "webhook_still_refused") // with a secret, what has no signature is not the provider's
	w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "attio", ""))
	w.must(w.AcceptUnsigned(t.Context(), w.env.ID, "attio", true))
	again, err = w.Resend(t.Context(), w.env.ID, bare.ID)
	w.must(err)
	if d := w.settled(again.ID); d.State != webhooks.Done || d.Verification != inbound.Unverifiable {
		t.Errorf("with the switch: %+v", d.Delivery)
	}
}

// What counted once counts again as it was judged then, though its secret is another one by now.
func TestSendingAgainKeepsTheJudgement(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	first := w.settled(w.newest().ID)
	for _, secret := range []string{"linear-webhook-secret", "a-new-secret", ""} {
		w.must(w.connect.SetWebhookSecret(t.Context(), w.env.ID, "linear", secret))
		w.clock.Advance(48 * time.Hour) // the secret before counts for a day
		again, err := w.Resend(t.Context(), w.env.ID, first.ID)
		w.must(err)
		if d := w.settled(again.ID); d.State != webhooks.Done || d.Verification != inbound.Verified {
			t.Errorf("secret %q: %+v", secret, d.Delivery)
		}
	}
}

// A word does not make a wrong signature right.
func TestARefusedWebhookIsNotVouchedFor(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.send("linear", issue("wrong", issueBody), issueBody)
	_, err := w.ResendVouched(t.Context(), w.env.ID, w.newest().ID)
	code(t, err, "webhook_still_refused")
}

// An edited webhook is the user's word: no signature is checked, and it says so.
func TestAnEditedWebhookIsVouchedFor(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	first := w.settled(w.newest().ID)
	body := strings.Replace(issueBody, "Sink leaks", "Tap drips", 1)
	again, err := w.ResendEdited(t.Context(), w.env.ID, first.ID, webhooks.Edit{Body: []byte(body), Header: header("X-Api-Key", "canary-key-123456")})
	w.must(err)
	d := w.settled(again.ID)
	if d.State != webhooks.Done || d.Verification != inbound.Vouched || !d.Edited || d.ResentFrom != first.ID || string(d.Body) != body || strings.Contains(d.Header.Get("X-Api-Key"), "canary") {
		t.Errorf("%+v %v %s", d.Delivery, d.Header, d.Body)
	}
	if runs := w.executor.given(); len(runs) != 2 || string(runs[1].Payload) != body {
		t.Errorf("ran %s", names(runs))
	}
	third, err := w.Resend(t.Context(), w.env.ID, d.ID)
	w.must(err)
	if d := w.settled(third.ID); !d.Edited {
		t.Error("sent again it passes as what the provider sent")
	}
	_, err = w.Resend(t.Context(), w.env.ID, "nobody")
	code(t, err, "not_found")
	_, err = w.ResendEdited(t.Context(), w.env.ID, first.ID, webhooks.Edit{Body: []byte(`{"type":`)})
	code(t, err, "webhook_still_refused")
}

// Sending again reaches who is there now: a sync that was installed since, not one that is gone.
func TestSendingAgainFollowsThePresent(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	first := w.settled(w.newest().ID)
	w.install("linear", map[string][]string{"newer": {"*"}})
	again, err := w.Resend(t.Context(), w.env.ID, first.ID)
	w.must(err)
	w.settled(again.ID)
	if got := names(w.executor.given()); got != "me/issues me/newer" || len(w.backend.forwarded()) != 2 {
		t.Errorf("ran %s, forwarded %d", got, len(w.backend.forwarded()))
	}
}

func TestTheInboxIsSearched(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	for _, title := range []string{"Sink leaks", "100% done", "Tap_drips"} {
		body := strings.Replace(issueBody, "Sink leaks", title, 1)
		w.send("linear", issue("linear-webhook-secret", body), body)
		w.settled(w.newest().ID)
	}
	w.send("linear", header(), `{"title":"Sink leaks too","password":"canary-password"}`)
	for _, row := range []struct {
		filter webhooks.Filter
		want   int
	}{
		{webhooks.Filter{}, 4}, {webhooks.Filter{Search: "sink LEAKS"}, 2}, {webhooks.Filter{Search: "0%"}, 1}, {webhooks.Filter{Search: "%"}, 1}, {webhooks.Filter{Search: "p_d"}, 1},
		{webhooks.Filter{Search: "Issue"}, 3}, {webhooks.Filter{Search: "me"}, 3}, {webhooks.Filter{States: []webhooks.State{webhooks.Refused, webhooks.Held}}, 1},
		{webhooks.Filter{Integration: "slack"}, 0}, {webhooks.Filter{Search: "canary-password"}, 0},
		{webhooks.Filter{Type: "Issue"}, 3}, {webhooks.Filter{Type: "Iss"}, 0}, {webhooks.Filter{Simulated: new(true)}, 0}, {webhooks.Filter{Simulated: new(false)}, 4},
	} {
		page, err := w.Deliveries(t.Context(), w.env.ID, row.filter)
		w.must(err)
		if len(page.Deliveries) != row.want {
			t.Errorf("%+v found %d, want %d", row.filter, len(page.Deliveries), row.want)
		}
	}
	var seen []int64
	for filter := (webhooks.Filter{Limit: 3}); ; {
		page, err := w.Deliveries(t.Context(), w.env.ID, filter)
		w.must(err)
		for _, d := range page.Deliveries {
			seen = append(seen, d.Seq)
		}
		if filter.Before = page.Next; filter.Before == 0 {
			break
		}
	}
	if len(seen) != 4 || seen[0] <= seen[3] {
		t.Errorf("paged %v", seen)
	}
	if page, err := w.Deliveries(t.Context(), w.env.ID+1, webhooks.Filter{}); err != nil || len(page.Deliveries) != 0 {
		t.Errorf("another environment sees %d, %v", len(page.Deliveries), err)
	}
}

// Bodies and headers are nowhere in the database in clear.
func TestWhatIsKeptIsSealed(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	body := strings.Replace(issueBody, `"id"`, `"access_token":"canary-in-the-body","id"`, 1)
	h := issue("linear-webhook-secret", body)
	h.Set("X-Gitlab-Token", "canary-in-the-header")
	w.send("linear", h, body)
	d := w.settled(w.newest().ID)
	if !strings.Contains(string(d.Body), "canary-in-the-body") {
		t.Error("the body is not what came")
	}
	w.must(w.logs.Flush(t.Context()))
	w.close()
	if found := search(t, w.dir, "canary-in-the-body", "canary-in-the-header", "linear-webhook-secret"); len(found) > 0 {
		t.Error(found)
	}
	w.open()
	w.start()
}

func TestOldDeliveriesGo(t *testing.T) {
	t.Parallel()
	w := &world{t: t, dir: t.TempDir(), clock: groundtest.NewClock(testTime), keep: webhooks.Retention{Count: 5, Refused: 2, RefusedBytes: 100, For: time.Hour}}
	w.open()
	w.start()
	t.Cleanup(w.close)
	linear(w)
	count := func(states ...webhooks.State) int {
		t.Helper()
		w.must(w.Sweep(t.Context()))
		page, err := w.Deliveries(t.Context(), w.env.ID, webhooks.Filter{States: states})
		w.must(err)
		return len(page.Deliveries)
	}
	body := strings.Replace(issueBody, "org-1", "org-9", 1)
	w.must(w.connect.DeleteConnection(t.Context(), w.env.ID, "linear", "me"))
	for i := range 8 {
		text := strings.Replace(body, "i-1", "i-"+strconv.Itoa(i), 1)
		w.send("linear", issue("linear-webhook-secret", text), text)
		w.settled(w.newest().ID)
	}
	for range 20 {
		w.send("linear", header(), `{}`)
	}
	if kept, refused := count(webhooks.Unmatched), count(webhooks.Refused); kept != 5 || refused != 2 {
		t.Errorf("%d kept, %d refused", kept, refused)
	}
	for range 2 {
		w.send("linear", header(), strings.Repeat("x", 90))
	}
	if refused := count(webhooks.Refused); refused != 1 {
		t.Errorf("%d refused in 100 bytes", refused)
	}
	w.clock.Advance(2 * time.Hour)
	if left := count(); left != 0 {
		t.Errorf("%d outlive their time", left)
	}
}
