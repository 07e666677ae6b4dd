package notify_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/sqlite"
)

// serve lets a backend listen; address is a host of this machine.
func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// A backend may close connections that are idle; a POST that dies on one is not repeated by itself, so none is used twice.
func TestEachAttemptHasItsOwnConnection(t *testing.T) {
	t.Parallel()
	b := newBackend()
	var mu sync.Mutex
	from := map[string]bool{}
	b.answer = func(_ int, _ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		from[r.RemoteAddr] = true
	}
	w := begin(t, nil)
	w.must(w.Start(t.Context()))
	w.targets(serve(t, b)+"/hook", "")
	for range 3 {
		w.connected("c")
		if d := w.ended(); d.State != notify.Delivered {
			t.Fatalf("%s after %+v", d.State, d.Attempts)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if len(from) != 3 {
		t.Errorf("three attempts came over %d connections", len(from))
	}
}

// Security WH-11: the very place that the user typed is reached although it is this machine, and no other private place is,
// neither by a redirect nor by another port of the same host. A redirect within reach is followed with the signed bytes.
func TestWH11WhereNotificationsMayGo(t *testing.T) {
	t.Parallel()
	b, other := newBackend(), newBackend()
	secret := serve(t, other)
	var home string
	b.answer = func(_ int, w http.ResponseWriter, r *http.Request) {
		if to := map[string]string{"/moved": home + "/new", "/found": home + "/new", "/private": secret, "/metadata": "http://169.254.169.254/latest/meta-data/",
			"/loop": home + "/loop"}[r.URL.Path]; to != "" {
			status := http.StatusTemporaryRedirect
			if r.URL.Path == "/found" {
				status = http.StatusFound
			}
			http.Redirect(w, r, to, status)
		}
	}
	home = serve(t, b)
	w := begin(t, nil)
	w.must(w.Start(t.Context()))
	for path, want := range map[string]struct {
		state notify.State
		code  string
		body  bool // the last request has one
	}{
		"/hook":     {notify.Delivered, "", true},
		"/moved":    {notify.Delivered, "", true},
		"/found":    {notify.Delivered, "", false}, // 302 turns a POST into a GET, as everywhere (RFC 9110 §15.4.3)
		"/private":  {notify.Failed, outbound.CodeRedirectNotAllowed, true},
		"/metadata": {notify.Failed, outbound.CodeRedirectNotAllowed, true},
		"/loop":     {notify.Failed, outbound.CodeTooManyRedirects, true},
	} {
		w.targets(home+path, "")
		before := len(b.requests())
		w.connected("c")
		d := w.ended()
		if d.State != want.state || d.Attempts[0].ErrorCode != want.code || len(d.Attempts) != 1 {
			t.Errorf("%s: %s after %+v", path, d.State, d.Attempts)
		}
		if text := d.Attempts[0].Error; strings.Contains(text, "provider") || want.code != "" && !strings.HasPrefix(text, "Your backend redirected ") {
			t.Errorf("%s is blamed on somebody else: %s", path, text)
		}
		got := b.requests()[before:]
		if last := got[len(got)-1]; (last.body == d.Body) != want.body {
			t.Errorf("%s: the last request has the body %q", path, last.body)
		} else if want.body {
			w.verify(last)
		}
	}
	if len(other.requests()) != 0 {
		t.Error("a redirect led to a private place that nobody typed")
	}
}

// A cloud's metadata service is refused where a connection brings it as its own address, too.
func TestWH11MetadataServices(t *testing.T) {
	t.Parallel()
	w := begin(t, nil)
	w.must(w.Start(t.Context()))
	for _, address := range []string{"http://169.254.169.254/", "http://[fd00:ec2::254]/", "http://2852039166/", "http://metadata.google.internal/", "http://0xa9fea9fe/"} {
		n := created(w.env, "c")
		n.WebhookURL = &address
		w.tx(func(tx *sqlite.Tx) error {
			_, err := w.ConnectionChanged(t.Context(), tx, n)
			return err
		})
		if d := w.ended(); d.State != notify.Failed || d.Attempts[0].ErrorCode != outbound.CodeNotAllowed {
			t.Errorf("%s: %s after %+v", address, d.State, d.Attempts)
		}
		if message := notify.CheckURL(address); message == "" {
			t.Errorf("%s can be entered", address)
		}
	}
}

func TestCheckURL(t *testing.T) {
	t.Parallel()
	for address, fine := range map[string]bool{"": true, "http://localhost:3000/hook": true, "http://127.0.0.1": true, "http://[::1]:80/": true, "http://10.0.0.1/": true,
		"https://example.com/a?token=b": true, "ftp://example.com": false, "example.com": false, "http://": false, "https://u:p@example.com": false, "https://example.com/#a": false,
		"http://0.0.0.0:3000": false, "http://[::]/": false, "http://169.254.169.254": false, "http://metadata/": false, "https://example.com/" + strings.Repeat("a", 2048): false, "http://a b/": false} {
		if message := notify.CheckURL(address); (message == "") != fine {
			t.Errorf("%q: %q", address, message)
		}
	}
}

func TestSettingsAreKept(t *testing.T) {
	t.Parallel()
	w := begin(t, direct{newBackend()})
	same, off, with := "https://a.example", false, notify.APIKey
	if _, err := w.UpdateSettings(t.Context(), w.env, notify.SettingsUpdate{PrimaryURL: &same, SecondaryURL: &same}); !fault.HasCode(err, "invalid_body") {
		t.Errorf("the same address twice: %v", err)
	}
	want, err := w.UpdateSettings(t.Context(), w.env, notify.SettingsUpdate{SecondaryURL: &same, OnSyncError: &off, SignWith: &with})
	w.must(err)
	w.close()
	w.open()
	got, err := w.Settings(t.Context(), w.env)
	w.must(err)
	if got != want || got.PrimaryURL != "" || got.SecondaryURL != same || got.OnSyncError || !got.OnAuthCreation || got.SignWith != notify.APIKey {
		t.Errorf("after a restart %+v, want %+v", got, want)
	}
	if _, err := w.UpdateSettings(t.Context(), 99, notify.SettingsUpdate{}); !fault.HasCode(err, "unknown_environment") {
		t.Errorf("an environment that is not there: %v", err)
	}
}

func TestTheSigningKey(t *testing.T) {
	t.Parallel()
	b := newBackend()
	w := begin(t, direct{b})
	w.targets("https://a.example", "")
	w.must(w.Start(t.Context()))
	first, err := w.SigningKey(t.Context(), w.env)
	w.must(err)
	if id, err := uuid.Parse(first.Reveal()); err != nil || id.Version() != 4 {
		t.Errorf("the key %q is no UUID of version 4", first.Reveal())
	}
	w.connected("one")
	w.verify(b.wait(t, 1)[0])
	w.close()
	w.open()
	w.must(w.Start(t.Context()))
	if again, err := w.SigningKey(t.Context(), w.env); err != nil || again != first {
		t.Errorf("after a restart the key is another one (%v)", err)
	}
	second, err := w.RotateSigningKey(t.Context(), w.env)
	w.must(err)
	if second == first {
		t.Error("the key was not replaced")
	}
	w.connected("two")
	w.verify(b.wait(t, 2)[1])
	with := notify.APIKey
	_, err = w.UpdateSettings(t.Context(), w.env, notify.SettingsUpdate{SignWith: &with})
	w.must(err)
	api, err := w.settings.APIKey(t.Context(), w.env)
	w.must(err)
	if key, err := w.SigningKey(t.Context(), w.env); err != nil || key != api {
		t.Errorf("the API key does not sign (%v)", err)
	}
	w.connected("three")
	w.verify(b.wait(t, 3)[2])
	if third, err := w.RotateSigningKey(t.Context(), w.env); err != nil || third == api || third == second {
		t.Errorf("after a rotation the API key signs still (%v)", err)
	}
	if _, err := w.RotateSigningKey(t.Context(), 99); !fault.HasCode(err, "unknown_environment") {
		t.Errorf("an environment that is not there: %v", err)
	}
	w.close()
	w.notOnDisk(first.Reveal(), second.Reveal())
}

// notOnDisk fails when a file of the world holds one of the values.
func (w *world) notOnDisk(values ...string) {
	w.t.Helper()
	files, err := filepath.Glob(filepath.Join(w.dir, "*"))
	w.must(err)
	for _, name := range files {
		text, err := os.ReadFile(name)
		w.must(err)
		for _, value := range values {
			if bytes.Contains(text, []byte(value)) {
				w.t.Errorf("%s holds %s in the clear", filepath.Base(name), value)
			}
		}
	}
}

// A provider's secret in a forwarded header reaches the backend, and neither the disk, the log nor a page.
func TestForwardedSecretsStayHidden(t *testing.T) {
	t.Parallel()
	const secret = "glt-5d1f0a77c3e24b9f"
	b := newBackend()
	w := begin(t, direct{b})
	w.targets("https://a.example", "")
	w.must(w.Start(t.Context()))
	w.must(w.Forward(t.Context(), notify.Webhook{EnvironmentID: w.env, Integration: "gitlab", Provider: "gitlab", Payload: raw(`{}`),
		Header: http.Header{"X-Gitlab-Token": {secret}}, Connections: []connect.Connection{{ID: 1, ConnectionID: "c"}}}))
	if got := b.wait(t, 1)[0].header.Get("X-Gitlab-Token"); got != secret {
		t.Errorf("the backend got the token %q", got)
	}
	d := w.ended()
	for where, header := range map[string]map[string][]string{"the forwarded headers": d.Header, "the attempt": d.Attempts[0].RequestHeader} {
		if values := header["X-Gitlab-Token"]; len(values) != 1 || strings.Contains(values[0], "glt-") {
			t.Errorf("%s show %q", where, values)
		}
	}
	w.close()
	w.notOnDisk(secret)
}

func TestResendAndCancel(t *testing.T) {
	t.Parallel()
	b := newBackend()
	b.answer = answering(400, 200)
	w := begin(t, direct{b})
	w.targets("https://a.example", "")
	w.must(w.Start(t.Context()))
	w.connected("c")
	d := w.ended()
	if d.State != notify.Failed {
		t.Fatalf("it is %s", d.State)
	}
	w.targets("", "")
	if err := w.Resend(t.Context(), w.env, d.ID); !fault.HasCode(err, "no_webhook_url") {
		t.Errorf("sent to nowhere: %v", err)
	}
	w.targets("https://new.example", "")
	w.must(w.Resend(t.Context(), w.env, d.ID))
	again := w.ended()
	if again.State != notify.Delivered || len(again.Attempts) != 2 || again.Attempts[1].URL != "https://new.example" || again.Attempts[1].Number != 1 || again.Body != d.Body {
		t.Errorf("sent again: %s after %+v", again.State, again.Attempts)
	}
	if err := w.Resend(context.Background(), w.env, "none"); !fault.HasCode(err, "not_found") {
		t.Errorf("what is not there: %v", err)
	}
	if err := w.Cancel(context.Background(), w.env, "none"); !fault.HasCode(err, "not_found") {
		t.Errorf("what is not there: %v", err)
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	b := newBackend()
	b.answer = answering(500)
	w := begin(t, direct{b})
	w.targets("https://a.example", "https://b.example")
	w.must(w.Start(t.Context()))
	w.connected("c")
	b.wait(t, 1) // the next attempt is in three seconds
	id := w.list(notify.Filter{})[0].ID
	if err := w.Resend(t.Context(), w.env, id); !fault.HasCode(err, "notification_waiting") {
		t.Errorf("sent again while it waits: %v", err)
	}
	w.must(w.Cancel(t.Context(), w.env, id))
	d := w.ended()
	if d.State != notify.Cancelled || d.Targets[0].State != notify.Cancelled || d.Targets[1].State != notify.Cancelled || !d.Targets[0].NextAt.IsZero() {
		t.Errorf("it is %s with %+v", d.State, d.Targets)
	}
	w.close()
	if n := len(b.requests()); n != 1 {
		t.Errorf("%d requests came", n)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	w := begin(t, direct{newBackend()})
	w.targets("https://a.example", "")
	for _, id := range []string{"alpha", "beta", "gamma"} {
		w.connected(id)
	}
	w.tx(func(tx *sqlite.Tx) error {
		return w.ActionEnded(t.Context(), tx, notify.Action{EnvironmentID: w.env, Integration: "slack", Connection: "alpha", ID: "run-1", Name: "send"})
	})
	ids := func(f notify.Filter) string {
		var all []string
		for _, n := range w.list(f) {
			all = append(all, n.Connection+n.RunID)
		}
		return strings.Join(all, " ")
	}
	for name, c := range map[string]struct {
		filter notify.Filter
		want   string
	}{
		"all, newest first": {notify.Filter{}, "alpharun-1 gamma beta alpha"}, "type": {notify.Filter{Type: notify.TypeAuth}, "gamma beta alpha"},
		"connection": {notify.Filter{Connection: "alpha"}, "alpharun-1 alpha"}, "integration": {notify.Filter{Integration: "slack"}, "alpharun-1"},
		"run": {notify.Filter{RunID: "run-1"}, "alpharun-1"}, "waiting": {notify.Filter{State: notify.Waiting, Limit: 1}, "alpharun-1"},
		"delivered": {notify.Filter{State: notify.Delivered}, ""}, "in the body": {notify.Filter{Search: "\"CONNECTIONID\":\"BETA"}, "beta"}, "in the subject": {notify.Filter{Search: "Send"}, "alpharun-1"},
	} {
		if got := ids(c.filter); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	page, err := w.Notifications(t.Context(), w.env, notify.Filter{Limit: 3})
	w.must(err)
	if got := ids(notify.Filter{Limit: 3, Cursor: page.Next}); got != "alpha" {
		t.Errorf("the second page is %q", got)
	}
	if _, err := w.Notifications(t.Context(), w.env, notify.Filter{Cursor: "x"}); !fault.HasCode(err, "invalid_cursor") {
		t.Errorf("a wrong cursor: %v", err)
	}
}

// Ended notifications are forgotten after thirty days; what waits is not.
func TestOldOnesAreForgotten(t *testing.T) {
	t.Parallel()
	w := begin(t, direct{newBackend()})
	w.targets("https://a.example", "")
	w.connected("done")
	w.connected("waits")
	w.must(w.Cancel(t.Context(), w.env, w.list(notify.Filter{Connection: "done"})[0].ID))
	w.tx(func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(t.Context(), `UPDATE notifications SET created_at = ?`, sqlite.Micros(time.Now().Add(-31*24*time.Hour)))
		return err
	})
	w.must(notify.DropOld(w.Service, t.Context()))
	if left := w.list(notify.Filter{}); len(left) != 1 || left[0].Connection != "waits" {
		t.Errorf("left is %+v", left)
	}
}
