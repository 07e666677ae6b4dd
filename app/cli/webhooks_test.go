package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const heldWebhook = `"id":"w1","integration":"attio","state":"held","verification":"unverifiable","simulated":true,"edited":false,"types":["note.created"],` +
	`"connections":["me"],"status":200,"received_at":"2026-01-02T03:04:05.000Z","reason":{"message":"Nobody can tell who sent this.","hint":"Enter the secret."}`

func TestWebhooksCommand(t *testing.T) {
	t.Parallel()
	app := &fakeApp{answers: map[string]string{
		"GET /patchbay/webhooks": `{"data":[{` + heldWebhook + `}],"next_cursor":"7"}`,
		"GET /patchbay/webhooks/w1": `{"data":{` + heldWebhook + `,"headers":{"X-Attio-Signature":["00ff"]},"body":"{\"a\":\"\u001b[2J\"}",` +
			`"jobs":[{"kind":"run","state":"failed","connection":"me","function":"notes","attempts":3,"run_id":"r1","reason":{"message":"it broke","hint":"See the run."}}]}}`,
		"POST /patchbay/webhooks/w1/resend": `{"id":"w2","state":"queued"}`,
		"POST /patchbay/webhooks/simulate":  `{"id":"w3","state":"queued","status":200,"answer":"{\"status\":\"success\"}"}`,
	}}
	for _, c := range []struct {
		args string
		want []string
	}{
		{"list --state held", []string{"w1", "held", "unverifiable", "attio  note.created  (simulated)"}},
		{"show w1", []string{"! Nobody can tell who sent this. Enter the secret.", "> X-Attio-Signature: 00ff", "run notes me  failed, 3 attempts  r1", "! it broke"}},
		{"resend w1", []string{"Sent again as w2: queued."}},
		{"resend w1 --vouch", []string{"Sent again as w2: queued."}},
		{"simulate attio --connection me", []string{`Answered 200 {"status":"success"}`, "Kept as w3: queued."}},
		{"list --json", []string{`"next_cursor":"7"`}},
	} {
		code, out, errs := app.run(t, t.Context(), append([]string{"webhooks"}, strings.Fields(c.args)...)...)
		for _, want := range c.want {
			if code != 0 || !strings.Contains(out, want) {
				t.Errorf("%s: exit %d, %q is not in\n%s%s", c.args, code, want, out, errs)
			}
		}
		if strings.Contains(out, "\x1b") {
			t.Errorf("%s: a body reached the terminal as it was", c.args)
		}
		if sent := app.sent["POST /patchbay/webhooks/w1/resend"]; strings.HasPrefix(c.args, "resend") && strings.Contains(sent, `"vouch":true`) != strings.Contains(c.args, "--vouch") {
			t.Errorf("%s sent %s", c.args, sent)
		}
	}
	file := filepath.Join(t.TempDir(), "body")
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := app.run(t, t.Context(), "webhooks", "simulate", "attio", "--body", file); code == 0 || !strings.Contains(errs, "no JSON") {
		t.Errorf("a body that is no JSON: exit %d, %q", code, errs)
	}
	if code, _, errs := app.run(t, t.Context(), "webhooks", "show", "none"); code == 0 || errs == "" {
		t.Errorf("a webhook that is not there: exit %d, %q", code, errs)
	}
}
