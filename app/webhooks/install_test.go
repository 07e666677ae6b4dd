package webhooks_test

import (
	"testing"

	"patchbay/app/connect"
	"patchbay/app/notify"
	"patchbay/app/webhooks"
)

const installed = `{"action":"created","actor":{"type":"user","id":"anna"},"data":{"installation":{"uuid":"i-1","code":"canary-code","status":"pending"}},"installation":{"uuid":"i-1","id":"i-1"}}`

// sentry makes an integration whose app is installed at the vendor, and n connections of anna that wait for it.
func sentry(w *world, n int) {
	w.t.Helper()
	w.integration("sentry-oauth", "")
	for range n {
		_, err := w.connect.ConnectOutbound(w.t.Context(), w.env.ID, connect.ConnectInput{IntegrationKey: "sentry-oauth", Params: map[string]string{"hostname": "sentry.io", "actor": "anna"}})
		w.must(err)
	}
}

func (w *world) installation() webhooks.Detail {
	w.t.Helper()
	w.send("sentry-oauth", header("Sentry-Hook-Resource", "installation", "Sentry-Hook-Signature", hexHMAC("client-secret-of-sentry-oauth", installed)), installed)
	return w.settled(w.newest().ID)
}

// An installation that nobody waits for is an event like others: it fails nothing.
func TestAnInstallationThatNobodyWaitsFor(t *testing.T) {
	t.Parallel()
	w := begin(t)
	sentry(w, 0)
	if d := w.installation(); d.State != webhooks.Unmatched || d.Jobs[0].Kind != webhooks.Install || d.Jobs[0].State != webhooks.Done {
		t.Errorf("%+v %+v", d.Delivery, d.Jobs)
	}
}

// One that two connections wait for fails in words that say what to do, and its code is not spent.
func TestAnInstallationThatTwoWaitFor(t *testing.T) {
	t.Parallel()
	w := begin(t)
	sentry(w, 2)
	if d := w.installation(); d.State != webhooks.Failed || d.Reason == nil || d.Reason.Code != "conflict" || d.Reason.Hint == "" {
		t.Errorf("%+v", d.Delivery)
	}
}

// A simulated installation says so to the backend, too, when its code is refused.
func TestASimulatedInstallationSaysSo(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.connect.SetNotifier(w.notify)
	address := "https://backend.example/hook"
	_, err := w.notify.UpdateSettings(t.Context(), w.env.ID, notify.SettingsUpdate{PrimaryURL: &address})
	w.must(err)
	sentry(w, 1)
	sample, err := w.Simulate(t.Context(), w.env, webhooks.Draft{Integration: "sentry-oauth", Body: []byte(installed)})
	w.must(err)
	w.receive(sample.Context(t.Context()), "sentry-oauth", sample)
	w.settled(sample.ID)
	told, err := w.notify.Notifications(t.Context(), w.env.ID, notify.Filter{})
	w.must(err)
	if len(told.Notifications) != 1 || told.Notifications[0].Type != notify.TypeAuth || !told.Notifications[0].Simulated {
		t.Errorf("%+v", told.Notifications)
	}
}

// An unsigned installation completes nothing: anybody could link their own account.
func TestAnUnsignedInstallationIsHeld(t *testing.T) {
	t.Parallel()
	w := begin(t)
	sentry(w, 1)
	w.send("sentry-oauth", header("Sentry-Hook-Resource", "installation"), installed)
	if d := w.newest(); d.State != webhooks.Held {
		t.Errorf("%+v", d)
	}
	w.send("sentry-oauth", header("Sentry-Hook-Resource", "installation", "Sentry-Hook-Signature", hexHMAC("wrong", installed)), installed)
	if d := w.newest(); d.State != webhooks.Refused {
		t.Errorf("%+v", d)
	}
}
