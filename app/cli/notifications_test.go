package cli

import (
	"strings"
	"testing"
)

const failedNotification = `"id":"n1","type":"sync","action":"sync","integration":"acme","connection":"c","subject":"issues · Issue","state":"failed","attempts":3,` +
	`"created_at":"2026-01-02T03:04:05.000Z","targets":[{"url":"http://localhost:9/hook","state":"failed","status":500,"error":"The receiver answered with 500."}]`

func TestNotificationsCommand(t *testing.T) {
	t.Parallel()
	app := &fakeApp{answers: map[string]string{
		"GET /patchbay/notifications": `{"data":[{` + failedNotification + `}],"next_cursor":"7"}`,
		"GET /patchbay/notifications/n1": `{"data":{` + failedNotification + `,"body":"{\"model\":\"Issue\"}","history":[{"number":1,"url":"http://localhost:9/hook",` +
			`"started_at":"2026-01-02T03:04:05.000Z","duration_ms":2,"request_headers":{"X-Nango-Hmac-Sha256":["00ff"]},"status":500,"response_body":"oh\u001b[2Jno","error":"The receiver answered with 500."}]}}`,
		"GET /patchbay/notification-settings":    `{"primary_url":"http://localhost:9/hook","secondary_url":"","sign_with":"own"}`,
		"PATCH /patchbay/notification-settings":  `{"primary_url":"http://localhost:8/new","secondary_url":"","sign_with":"own"}`,
		"GET /patchbay/webhook-signing-key":      `{"key":"the-key"}`,
		"POST /patchbay/notifications/n1/resend": `{"data":{` + failedNotification + `}}`,
	}}
	for _, c := range []struct {
		args string
		want []string
	}{
		{"list --state failed", []string{"n1", "sync", "failed", "acme/c  issues · Issue"}},
		{"show n1", []string{`{"model":"Issue"}`, "attempt 1, 2 ms", "> POST http://localhost:9/hook", "> X-Nango-Hmac-Sha256: 00ff", "< 500", "! The receiver answered with 500."}},
		{"resend n1", []string{"On its way to http://localhost:9/hook."}},
		{"settings", []string{"http://localhost:9/hook", "a key of its own"}},
		{"settings --primary http://localhost:8/new", []string{"http://localhost:8/new"}},
		{"settings --key", []string{"the-key\n"}},
		{"list --json", []string{`"next_cursor":"7"`}},
	} {
		code, out, errs := app.run(t, t.Context(), append([]string{"notifications"}, strings.Fields(c.args)...)...)
		for _, want := range c.want {
			if code != 0 || !strings.Contains(out, want) {
				t.Errorf("%s: exit %d, %q is not in\n%s%s", c.args, code, want, out, errs)
			}
		}
		if strings.Contains(out, "\x1b") {
			t.Errorf("%s: an answer reached the terminal as it was", c.args)
		}
	}
	if got := app.sent["PATCH /patchbay/notification-settings"]; got != `{"primary_url":"http://localhost:8/new"}` {
		t.Errorf("the change that was sent is %s", got)
	}
	if code, _, errs := app.run(t, t.Context(), "notifications", "show", "none"); code == 0 || errs == "" {
		t.Errorf("a notification that is not there: exit %d, %q", code, errs)
	}
}
