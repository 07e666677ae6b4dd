package cli

import (
	"strings"
	"testing"
)

// failing is an app with one connection whose renewal failed.
func failing(operation string) *fakeApp {
	return &fakeApp{answers: map[string]string{
		"GET /patchbay/connections/jane": `{"data":{"connection_id":"jane","provider_config_key":"acme","state":"error",
			"error":{"code":"refresh_token_external_error","message":"Acme says no.","hint":"Reconnect the account.","log_id":"op1"}}}`,
		"GET /patchbay/operations/op1": operation,
	}}
}

func TestAFailedConnectionIsShownWithItsDiagnosis(t *testing.T) {
	t.Parallel()
	app := failing(`{"data":{"id":"op1","diagnosis":{"cause":"secret_expired","message":"The client secret has ended.","remedy":"Make a new one at Acme.","evidence":["status 401","invalid_\u001bclient"]}}}`)
	code, out, errs := app.run(t, t.Context(), "connections", "show", "acme/jane")
	if code != 0 {
		t.Fatal(code, errs)
	}
	for _, want := range []string{"error       Acme says no. Reconnect the account.", "cause       The client secret has ended. (secret_expired)", "what to do  Make a new one at Acme.",
		"evidence    status 401", "patchbay logs show op1"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), strings.Join(strings.Fields(want), " ")) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("a provider's words steer the terminal: %q", out)
	}
}

func TestAnOperationIsShownWithItsDiagnosis(t *testing.T) {
	t.Parallel()
	app := failing(`{"data":{"id":"op1","state":"failed","diagnosis":{"cause":"secret_expired","message":"The client secret has ended.","remedy":"Make a new one at Acme.","evidence":["status 401","invalid_\u001bclient"]}}}`)
	code, out, errs := app.run(t, t.Context(), "logs", "show", "op1")
	if code != 0 {
		t.Fatal(code, errs)
	}
	for _, want := range []string{"cause The client secret has ended. (secret_expired)", "what to do Make a new one at Acme.", "evidence status 401"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("a provider's words steer the terminal: %q", out)
	}
}

func TestAConnectionIsShownWhenTheLogHasForgottenItsFailure(t *testing.T) {
	t.Parallel()
	for name, operation := range map[string]string{"without a diagnosis": `{"data":{"id":"op1","diagnosis":null}}`, "no JSON": "x"} {
		code, out, errs := failing(operation).run(t, t.Context(), "connections", "show", "acme/jane")
		if code != 0 || !strings.Contains(out, "Acme says no.") || strings.Contains(out, "cause") {
			t.Errorf("%s: %d %s %s", name, code, out, errs)
		}
	}
	app := failing("")
	delete(app.answers, "GET /patchbay/operations/op1")
	if code, out, _ := app.run(t, t.Context(), "connections", "show", "acme/jane"); code != 0 || !strings.Contains(out, "Acme says no.") {
		t.Errorf("%d %s", code, out)
	}
}
