package notify_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/notify"
	"patchbay/app/sqlite"
)

// The bodies of http-api §10, byte for byte: keys sorted at every level, no spaces, absent members left out.
func TestBodies(t *testing.T) {
	t.Parallel()
	start, end := time.Date(2026, 1, 2, 3, 4, 5, 678_901_000, time.UTC), time.Date(2026, 1, 2, 3, 5, 0, 0, time.UTC)
	run := notify.Run{Integration: "github-dev", Provider: "github", Connection: "c", ID: "r", Sync: "issues", Variant: "base", SyncType: "INCREMENTAL",
		Models: []string{"Issue"}, Results: map[string]notify.Results{"Issue": {Added: 2, Updated: 1}}, StartedAt: start, FinishedAt: end}
	const runEnd = `"modifiedAfter":"2026-01-02T03:04:05.678Z","providerConfigKey":"github-dev","queryTimeStamp":"2026-01-02T03:04:05.678Z",`
	const success = `"success":true,"syncName":"issues","syncType":"INCREMENTAL","syncVariant":"base","type":"sync"}`
	both := run
	both.Models = []string{"Issue", "Label"}
	with := run
	with.Checkpoints = &notify.Checkpoints{To: raw(`{"cursor":"x","a":{"d":1,"c":2}}`)}
	failed := both
	failed.SyncType, failed.Results = "WEBHOOK", nil
	failed.Error = &notify.RunError{Type: "script_error", Description: "no <b>", Payload: raw(`{"z":1,"a":"é"}`)}
	w := begin(t, direct{newBackend()})
	w.targets("https://a.example/hook", "")
	for _, c := range []struct {
		name string
		keep func(w *world, tx *sqlite.Tx) error
		want []string
	}{
		{"a connection was made in a session", notice(created(0, "b5c1")), []string{`{"authMode":"OAUTH2","connectionId":"b5c1","endUser":{"endUserEmail":"a@b.co","endUserId":"user-1","organizationId":"org-1","tags":{}},` +
			`"environment":"dev","from":"nango","operation":"creation","provider":"github","providerConfigKey":"github-dev","success":true,"tags":{"end_user_id":"user-1"},"type":"auth"}`}},
		{"it was imported over", notice(connect.Notice{Integration: "k", Provider: "p", ConnectionID: "c", AuthMode: "API_KEY", Operation: connect.Override, Tags: map[string]string{}}),
			[]string{`{"authMode":"API_KEY","connectionId":"c","environment":"dev","from":"nango","operation":"override","provider":"p","providerConfigKey":"k","success":true,"tags":{},"type":"auth"}`}},
		{"a login failed", notice(connect.Notice{Integration: "k", ConnectionID: "c", Operation: connect.Creation, Error: fault.New(fault.Invalid, "", "The provider said no.")}),
			[]string{`{"authMode":"unknown","connectionId":"c","environment":"dev","error":{"description":"The provider said no.","type":"unknown"},"from":"nango","operation":"creation","provider":"unknown","providerConfigKey":"k","success":false,"type":"auth"}`}},
		{"a renewal failed", notice(connect.Notice{Integration: "k", Provider: "p", ConnectionID: "c", AuthMode: "OAUTH2", Operation: connect.Refresh, Tags: map[string]string{"a": "b"},
			Error: fault.New(fault.Invalid, "refresh_token_external_error", "Revoked.")}),
			[]string{`{"authMode":"OAUTH2","connectionId":"c","environment":"dev","error":{"description":"Revoked.","type":"refresh_token_external_error"},"from":"nango","operation":"refresh","provider":"p","providerConfigKey":"k","success":false,"tags":{"a":"b"},"type":"auth"}`}},
		{"a connection went", notice(connect.Notice{Integration: "k", Provider: "p", ConnectionID: "c", AuthMode: "BASIC", Operation: connect.Deletion, Tags: map[string]string{}}),
			[]string{`{"authMode":"BASIC","connectionId":"c","environment":"dev","from":"nango","operation":"deletion","provider":"p","providerConfigKey":"k","success":true,"tags":{},"type":"auth"}`}},
		{"a sync changed one of two models", ended(both), []string{
			`{"connectionId":"c","from":"nango","model":"Issue",` + runEnd + `"responseResults":{"added":2,"deleted":0,"updated":1},` + success,
			`{"connectionId":"c","from":"nango","model":"Label",` + runEnd + `"responseResults":{"added":0,"deleted":0,"updated":0},` + success}},
		{"a sync with checkpoints", ended(with), []string{
			`{"checkpoints":{"from":null,"to":{"a":{"c":2,"d":1},"cursor":"x"}},"connectionId":"c","from":"nango","model":"Issue",` + runEnd + `"responseResults":{"added":2,"deleted":0,"updated":1},` + success}},
		{"a webhook's run failed", ended(failed), []string{`{"connectionId":"c","error":{"description":"no <b>","payload":{"a":"é","z":1},"type":"script_error"},"failedAt":"2026-01-02T03:05:00.000Z","from":"nango","model":"Issue,Label",` +
			runEnd + `"startedAt":"2026-01-02T03:04:05.678Z","success":false,"syncName":"issues","syncType":"WEBHOOK","syncVariant":"base","type":"sync"}`}},
		{"an asynchronous action ended", func(w *world, tx *sqlite.Tx) error {
			return w.ActionEnded(context.Background(), tx, notify.Action{EnvironmentID: w.env, Integration: "github-dev", Provider: "github", Connection: "c", ID: "0198", Name: "send"})
		}, []string{`{"connectionId":"c","from":"nango","payload":{"id":"0198","statusUrl":"/action/0198"},"providerConfigKey":"github-dev","type":"async_action"}`}},
	} {
		before := len(w.bodies())
		w.tx(func(tx *sqlite.Tx) error { return c.keep(w, tx) })
		if diff := cmp.Diff(c.want, w.bodies()[before:]); diff != "" {
			t.Errorf("%s: bodies (-want +got):\n%s", c.name, diff)
		}
	}
}

func notice(n connect.Notice) func(*world, *sqlite.Tx) error {
	return func(w *world, tx *sqlite.Tx) error {
		n.EnvironmentID = w.env
		_, err := w.ConnectionChanged(context.Background(), tx, n)
		return err
	}
}

func ended(r notify.Run) func(*world, *sqlite.Tx) error {
	return func(w *world, tx *sqlite.Tx) error {
		r.EnvironmentID = w.env
		return w.RunEnded(context.Background(), tx, r)
	}
}

func TestForward(t *testing.T) {
	t.Parallel()
	original := http.Header{"Host": {"x"}, "Authorization": {"Bearer s"}, "Connection": {"close"}, "Keep-Alive": {"1"}, "Content-Length": {"9"}, "Content-Type": {"text/plain"},
		"Content-Encoding": {"gzip"}, "Cookie": {"a=b"}, "Set-Cookie": {"a=b"}, "Referer": {"r"}, "User-Agent": {"GitHub"}, "Sec-Fetch-Mode": {"cors"}, "Proxy-Auth": {"p"},
		"Www-Authenticate": {"w"}, "Server": {"s"}, "Server-Timing": {"s"}, "X-Github-Event": {"push"}, "X-Hub-Signature": {"sha1=1", "sha1=2"}, "X-Nango-Hmac-Sha256": {"forged"}}
	payload := raw(`{ "b": [ {"y":1,"x":12345678901234567890} ], "a": "\u2028<&>" }`)
	const canonical = `{"a":"` + "\u2028" + `<&>","b":[{"x":12345678901234567890,"y":1}]}`
	b := newBackend()
	w := begin(t, direct{b})
	w.must(w.Start(t.Context()))
	if err := w.Forward(t.Context(), notify.Webhook{EnvironmentID: w.env, Payload: payload}); !fault.HasCode(err, "no_address") {
		t.Errorf("without an address: %v", err)
	}
	w.targets("https://a.example/hook", "")
	hook := notify.Webhook{EnvironmentID: w.env, Integration: "github-dev", Provider: "github", Header: original, Payload: payload, Origin: "delivery-1",
		Connections: []connect.Connection{{ID: 1, ConnectionID: "one"}, {ID: 2, ConnectionID: "two"}}}
	w.must(w.Forward(t.Context(), hook))
	w.must(w.Forward(t.Context(), hook)) // the receiver was killed before it knew
	b.wait(t, 2)
	unmatched := hook
	unmatched.Connections, unmatched.Origin = nil, "delivery-2"
	w.must(w.Forward(t.Context(), unmatched))
	b.wait(t, 3)
	want := []string{`{"connectionId":"one","from":"github","payload":` + canonical + `,"providerConfigKey":"github-dev","type":"forward"}`,
		`{"connectionId":"two","from":"github","payload":` + canonical + `,"providerConfigKey":"github-dev","type":"forward"}`, canonical}
	if diff := cmp.Diff(want, w.bodies()); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
	for origin, count := range map[string]int{"delivery-1": 2, "delivery-2": 1, "delivery": 0} {
		page, err := w.Notifications(t.Context(), w.env, notify.Filter{Origin: origin})
		w.must(err)
		if len(page.Notifications) != count {
			t.Errorf("%s was told %d times", origin, len(page.Notifications))
		}
	}
	for _, got := range b.requests() {
		if got.header.Get("X-Github-Event") != "push" || len(got.header["X-Hub-Signature"]) != 2 {
			t.Errorf("headers of the original are missing: %v", got.header)
		}
		for _, name := range []string{"Host", "Authorization", "Connection", "Keep-Alive", "Content-Encoding", "Cookie", "Set-Cookie", "Referer", "Sec-Fetch-Mode", "Proxy-Auth",
			"Www-Authenticate", "Server", "Server-Timing"} {
			if got.header.Get(name) != "" {
				t.Errorf("the header %s went on", name)
			}
		}
		if got.header.Get("Content-Type") != "application/json" {
			t.Errorf("content type %q", got.header.Get("Content-Type"))
		}
		w.verify(got)
	}
}

// What comes of a webhook that Patchbay made up says so to the backend, however often it is sent; what a provider sent cannot.
func TestWhatIsSimulatedSaysSo(t *testing.T) {
	t.Parallel()
	b := newBackend()
	w := begin(t, direct{b})
	w.targets("https://a.example/hook", "")
	w.must(w.Start(t.Context()))
	claims := http.Header{"X-Patchbay-Simulated": {"true"}}
	keep := map[string]func(simulated bool) error{
		"forward": func(simulated bool) error {
			return w.Forward(t.Context(), notify.Webhook{EnvironmentID: w.env, Integration: "k", Provider: "github", Payload: raw(`{}`), Header: claims, Simulated: simulated})
		},
		"run": func(simulated bool) error {
			return w.db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
				return w.RunEnded(t.Context(), tx, notify.Run{EnvironmentID: w.env, Sync: "s", Models: []string{"Issue"}, Simulated: simulated})
			})
		},
		"connection": func(simulated bool) error {
			return w.db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
				_, err := w.ConnectionChanged(t.Context(), tx, connect.Notice{EnvironmentID: w.env, Integration: "k", ConnectionID: "c", Operation: connect.Creation, Simulated: simulated})
				return err
			})
		},
	}
	sent := 0
	check := func(what, want string) {
		t.Helper()
		sent++
		if got := b.wait(t, sent)[sent-1].header.Get("X-Patchbay-Simulated"); got != want {
			t.Errorf("%s says %q, want %q", what, got, want)
		}
	}
	for what, keep := range keep {
		w.must(keep(false))
		check(what+" of a provider", "")
		w.must(keep(true))
		check("simulated "+what, "true")
		d := w.ended()
		if got := d.Attempts[0].RequestHeader["X-Patchbay-Simulated"]; len(got) != 1 {
			t.Errorf("simulated %s: the attempt shows %v", what, d.Attempts[0].RequestHeader)
		}
		w.must(w.logs.Flush(t.Context()))
		op, _, err := w.logs.Get(t.Context(), w.env, d.Attempts[0].OperationID)
		w.must(err)
		if !d.Simulated || op.Source != "simulated" || !strings.HasSuffix(op.Title, "(simulated)") {
			t.Errorf("simulated %s: simulated %t, the log says %s: %s", what, d.Simulated, op.Source, op.Title)
		}
		w.must(w.Resend(t.Context(), w.env, d.ID))
		check("simulated "+what+", sent again", "true")
		w.ended()
	}
}

// Each switch stops exactly its own notifications.
func TestSwitches(t *testing.T) {
	t.Parallel()
	on, off := true, false
	w := begin(t, direct{newBackend()})
	w.targets("http://localhost:9/hook", "")
	failure := fault.New(fault.Invalid, "x", "x")
	run := notify.Run{Models: []string{"Issue"}, Sync: "s", Connection: "c", Integration: "k"}
	failed := run
	failed.Error = &notify.RunError{Type: "script_error"}
	changed := run
	changed.Results = map[string]notify.Results{"Issue": {Deleted: 1}}
	auth := func(o connect.Operation, err *fault.Error) func(*world, *sqlite.Tx) error {
		return notice(connect.Notice{Integration: "k", ConnectionID: "c", Operation: o, Error: err})
	}
	all := map[string]func(*world, *sqlite.Tx) error{
		"created": auth(connect.Creation, nil), "not created": auth(connect.Creation, failure), "made anew": auth(connect.Override, nil),
		"not made anew": auth(connect.Override, failure), "not renewed": auth(connect.Refresh, failure), "deleted": auth(connect.Deletion, nil),
		"changed": ended(changed), "unchanged": ended(run), "failed": ended(failed),
		"action": func(w *world, tx *sqlite.Tx) error {
			return w.ActionEnded(context.Background(), tx, notify.Action{EnvironmentID: w.env})
		},
	}
	for name, c := range map[string]struct {
		change func(u *notify.SettingsUpdate, to *bool)
		stops  []string
	}{
		"none":                       {func(*notify.SettingsUpdate, *bool) {}, nil},
		"on_auth_creation":           {func(u *notify.SettingsUpdate, to *bool) { u.OnAuthCreation = to }, []string{"created", "not created"}},
		"on_auth_refresh_error":      {func(u *notify.SettingsUpdate, to *bool) { u.OnAuthRefreshError = to }, []string{"not renewed"}},
		"on_connection_deletion":     {func(u *notify.SettingsUpdate, to *bool) { u.OnConnectionDeletion = to }, []string{"deleted"}},
		"on_sync_completion_always":  {func(u *notify.SettingsUpdate, to *bool) { u.OnSyncCompletionAlways = to }, []string{"unchanged"}},
		"on_sync_error":              {func(u *notify.SettingsUpdate, to *bool) { u.OnSyncError = to }, []string{"failed"}},
		"on_async_action_completion": {func(u *notify.SettingsUpdate, to *bool) { u.OnAsyncActionCompletion = to }, []string{"action"}},
	} {
		w.change(c.change, &off)
		for what, keep := range all {
			before := len(w.list(notify.Filter{Limit: 200}))
			w.tx(func(tx *sqlite.Tx) error { return keep(w, tx) })
			if told := len(w.list(notify.Filter{Limit: 200})) > before; told == slices.Contains(c.stops, what) {
				t.Errorf("with %s off: %s was told: %v", name, what, told)
			}
		}
		w.change(c.change, &on)
	}
}

func (w *world) change(one func(*notify.SettingsUpdate, *bool), to *bool) {
	w.t.Helper()
	var u notify.SettingsUpdate
	one(&u, to)
	_, err := w.UpdateSettings(context.Background(), w.env, u)
	w.must(err)
}

func TestWhereItGoes(t *testing.T) {
	t.Parallel()
	own := "https://own.example"
	w := begin(t, direct{newBackend()})
	for name, c := range map[string]struct {
		primary, secondary string
		override           *string
		want               []string
	}{
		"nowhere":        {want: nil},
		"primary":        {primary: "https://a.example", want: []string{"https://a.example"}},
		"secondary only": {secondary: "https://b.example", want: []string{"https://b.example"}},
		"both":           {primary: "https://a.example", secondary: "https://b.example", want: []string{"https://a.example", "https://b.example"}},
		"its own":        {primary: "https://a.example", secondary: "https://b.example", override: &own, want: []string{own}},
		"only its own":   {override: &own, want: []string{own}},
	} {
		w.targets(c.primary, c.secondary)
		n := created(w.env, name)
		n.WebhookURL = c.override
		w.tx(func(tx *sqlite.Tx) error {
			_, err := w.ConnectionChanged(t.Context(), tx, n)
			return err
		})
		var got []string
		for _, kept := range w.list(notify.Filter{Connection: name}) {
			for _, target := range kept.Targets {
				got = append(got, target.URL)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: targets (-want +got):\n%s", name, diff)
		}
	}
}
