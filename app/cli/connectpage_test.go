package cli

import (
	"strings"
	"testing"
)

func TestConnectPageCommand(t *testing.T) {
	t.Parallel()
	app := &fakeApp{answers: map[string]string{
		"GET /patchbay/connect-page-settings":   `{"default_theme":"system","primary_light":"#4b4fcc","primary_dark":"#979bf1","show_watermark":false}`,
		"PATCH /patchbay/connect-page-settings": `{"default_theme":"dark","primary_light":"#4b4fcc","primary_dark":"#00ff88","show_watermark":true}`,
	}}
	for _, c := range []struct {
		args, sent string
		want       []string
	}{
		{"show", "", []string{"theme      system", "light      #4b4fcc", "dark       #979bf1", "watermark  hidden"}},
		{"show --json", "", []string{`"primary_dark":"#979bf1"`}},
		{"set --theme dark --dark #00ff88 --watermark", `{"default_theme":"dark","primary_dark":"#00ff88","show_watermark":true}`,
			[]string{"theme      dark", "dark       #00ff88", "watermark  shown"}},
		{"set --no-watermark", `{"show_watermark":false}`, nil},
		{"set --light= --json", `{"primary_light":""}`, []string{`"default_theme":"dark"`}}, // the app says what is wrong with it
	} {
		delete(app.sent, "PATCH /patchbay/connect-page-settings")
		code, out, errs := app.run(t, t.Context(), append([]string{"connect-page"}, strings.Fields(c.args)...)...)
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q is not in\n%s", c.args, want, out)
			}
		}
		if sent := app.sent["PATCH /patchbay/connect-page-settings"]; code != 0 || sent != c.sent {
			t.Errorf("%s: exit %d, sent %q: %s", c.args, code, sent, errs)
		}
	}
	if code, _, errs := app.run(t, t.Context(), "connect-page", "set"); code != exitFailed || !strings.Contains(errs, "--theme") {
		t.Errorf("nothing to change: exit %d, %q", code, errs)
	}
	if code, _, errs := app.run(t, t.Context(), "connect-page", "set", "--theme", "pink"); code != exitUsage || !strings.Contains(errs, "pink") {
		t.Errorf("a theme that there is not: exit %d, %q", code, errs)
	}
}
