package cli

import (
	"strings"
	"testing"
)

// What comes of a simulated webhook says so, also where a line shows an address in place of its title.
func TestLogsSayWhatWasSimulated(t *testing.T) {
	t.Parallel()
	told := func(id, source string) string {
		return `{"id":"` + id + `","kind":"webhook","state":"success","source":"` + source + `","title":"Forwarded a webhook to the backend","method":"POST",` +
			`"url":"https://backend.example/hook","status":200,"started_at":"2026-01-02T03:04:05.000Z"}`
	}
	app := &fakeApp{answers: map[string]string{
		"GET /patchbay/operations":    `{"data":[` + told("o1", "simulated") + `,` + told("o2", "system") + `]}`,
		"GET /patchbay/operations/o1": `{"data":` + told("o1", "simulated") + `}`,
	}}
	code, out, errs := app.run(t, t.Context(), "logs", "tail")
	real, made, _ := strings.Cut(strings.TrimSpace(out), "\n")
	if code != 0 || strings.Contains(real, "simulated") || !strings.HasSuffix(made, "POST https://backend.example/hook  (simulated)") {
		t.Errorf("exit %d:\n%s%s", code, out, errs)
	}
	app.answers["GET /patchbay/operations"] = `{"data":[{"id":"o3","kind":"auth","state":"failed","source":"simulated","title":"Complete the installation at Sentry"},` +
		`{"id":"o4","kind":"webhook","state":"success","source":"simulated","title":"Simulated webhook of sentry"}]}`
	code, out, errs = app.run(t, t.Context(), "logs", "tail")
	if code != 0 || !strings.Contains(out, "Simulated webhook of sentry\n") || !strings.Contains(out, "installation at Sentry  (simulated)") {
		t.Errorf("exit %d:\n%s%s", code, out, errs)
	}
	if code, out, errs = app.run(t, t.Context(), "logs", "show", "o1"); code != 0 || !strings.Contains(out, "asked by   simulated") {
		t.Errorf("exit %d:\n%s%s", code, out, errs)
	}
}
