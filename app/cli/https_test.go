package cli

import (
	"strings"
	"testing"
)

// secured is an app whose https://localhost is in the given state.
func secured(state string) *fakeApp {
	return &fakeApp{answers: map[string]string{
		"GET /patchbay/https":    `{"data":` + state + `}`,
		"POST /patchbay/https":   `{"data":` + state + `}`,
		"DELETE /patchbay/https": ``,
	}}
}

const trustedState = `{"enabled":true,"address":"https://localhost:3443","listening":true,"name":"Patchbay local CA 1f","fingerprint":"AB:CD","expires_at":"2036-01-01T00:00:00.000Z",
	"trusted":true,"obsolete":[],"stores":[{"title":"Chromium and Firefox","trusted":true,"available":true},{"title":"This system","trusted":false,"available":true,"needs_password":true}]}`

func TestHTTPSCommands(t *testing.T) {
	t.Parallel()
	const off = `{"enabled":false,"obsolete":[],"stores":[]}`
	for _, c := range []struct {
		name, state string
		args        []string
		want        []string
		sent        string
	}{
		{"off", off, []string{"https", "status"}, []string{"is off", "patchbay https enable"}, ""},
		{"on", trustedState, []string{"https", "status"}, []string{"https://localhost:3443", "AB:CD", "Chromium and Firefox  yes", "asks for your password"}, ""},
		{"enable", trustedState, []string{"https", "enable"}, []string{"Patchbay local CA 1f"}, `{"trust":true}`},
		{"enable without stores", trustedState, []string{"https", "enable", "--no-trust"}, []string{"Patchbay local CA 1f"}, `{"trust":false}`},
		{"disable", off, []string{"https", "disable"}, []string{"is off"}, ""},
		{"left over", `{"enabled":false,"obsolete":["-----BEGIN CERTIFICATE-----"],"stores":[]}`, []string{"https", "disable"}, []string{"still in a trust store", "key is deleted"}, ""},
		{"taken port", `{"enabled":true,"address":"https://localhost:3443","problem":{"message":"Port 3443 is taken.","hint":"Stop it."},"obsolete":[],"stores":[]}`,
			[]string{"https", "status"}, []string{"no: Port 3443 is taken. Stop it."}, ""},
		{"json", off, []string{"https", "status", "--json"}, []string{`{"data":{"enabled":false`}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			app := secured(c.state)
			code, out, errs := app.run(t, t.Context(), c.args...)
			if code != exitOK {
				t.Fatalf("code %d, %s", code, errs)
			}
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("no %q in:\n%s", want, out)
				}
			}
			if c.sent != "" && app.sent["POST /patchbay/https"] != c.sent {
				t.Errorf("sent %s", app.sent["POST /patchbay/https"])
			}
		})
	}
}

func TestConnectSaysWhatMayGoWrong(t *testing.T) {
	t.Parallel()
	app := login("succeeded")
	app.answers["POST /patchbay/connect"] = `{"attempt":{"id":"a1","state":"pending","authorize_url":"https://acme.example/login","notes":["Acme is known to refuse this address."]}}`
	if code, _, errs := app.run(t, t.Context(), "connect", "acme"); code != exitOK || !strings.Contains(errs, "Note: Acme is known to refuse") {
		t.Errorf("code %d, %s", code, errs)
	}
}
