package cli

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

// speaking is an app with the switch on whose doors keep the headers of messages and answer them.
type speaking struct {
	fakeApp
	header chan http.Header
}

func (s *speaking) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/patchbay/settings" {
			_, _ = io.WriteString(w, `{"mcp":true}`)
			return
		}
		s.header <- r.Header
		_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":{}}`)
	})
}

// A header that holds a line break is refused by net/http, and every call with it.
func TestAClientMayCallItselfAnything(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		`plain`:                       "plain/1 through patchbay mcp",
		`two\r\nlines: x\u0000\u202e`: "twolines: x/1 through patchbay mcp",
		strings.Repeat(`ü`, 500):      strings.Repeat("ü", 80) + "… through patchbay mcp",
	} {
		app := &speaking{header: make(chan http.Header, 1)}
		var out, errs strings.Builder
		code := Run(t.Context(), []string{"mcp", "--data-dir", t.TempDir()}, Program{Version: "1", Stdout: &out, Stderr: &errs,
			Stdin: strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"clientInfo":{"name":"` + name + `","version":"1"}}}`),
			Open:  func(context.Context, Settings) (App, error) { return app, nil }})
		if code != exitOK {
			t.Fatalf("it ended with %d: %s", code, errs.String())
		}
		if !strings.Contains(out.String(), `"result"`) {
			t.Errorf("%s is answered %s", name, out.String())
			continue
		}
		if got := (<-app.header).Get("User-Agent"); got != want {
			t.Errorf("%s is called %q, want %q", name, got, want)
		}
	}
}

func TestTheSwitchSaysWhatItDoesNotGovern(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]string{"enable": "and every action, asks you first", "disable": "holds an API key", "status": "holds an API key"} {
		app := &fakeApp{answers: map[string]string{"GET /patchbay/settings": `{"mcp":false}`, "PATCH /patchbay/settings": `{"mcp":true}`}}
		if code, out, errs := app.run(t, t.Context(), "mcp", command); code != exitOK || !strings.Contains(out, want) {
			t.Errorf("%s says %q %q", command, out, errs)
		}
	}
}
