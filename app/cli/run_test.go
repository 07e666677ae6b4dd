package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// fakeApp is an app that this process "opened": it answers from a table of "METHOD path" to JSON.
type fakeApp struct {
	answers map[string]string
	on      map[string]func() // called before the answer

	mu    sync.Mutex
	calls []string
	sent  map[string]string // bodies by call
}

func (f *fakeApp) Start(context.Context) error { return nil }
func (f *fakeApp) Stay(context.Context) error  { return nil }
func (f *fakeApp) Close() error                { f.note("close"); return nil }

func (f *fakeApp) Listen(context.Context) (Addresses, error) {
	f.note("listen")
	return Addresses{API: "http://localhost:3003", Webhook: "http://localhost:3004", GUI: "http://localhost:3003/#link=x"}, nil
}

func (f *fakeApp) note(call string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call)
}

func (f *fakeApp) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		call := r.Method + " " + r.URL.Path
		f.note(call)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		f.mu.Lock()
		if f.sent == nil {
			f.sent = map[string]string{}
		}
		f.sent[call] = string(body)
		f.mu.Unlock()
		if then := f.on[call]; then != nil {
			then()
		}
		answer, known := f.answers[call]
		if !known {
			w.WriteHeader(http.StatusNotFound)
			answer = `{"error":{"code":"not_found"}}`
		}
		_, _ = w.Write([]byte(answer))
	})
}

// noTools is what commands say here that compile: they got as far as that.
const noTools = "there is no compiler here"

// run plays a command line against the fake app.
func (f *fakeApp) run(t *testing.T, ctx context.Context, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Run(ctx, append([]string{"--data-dir", t.TempDir()}, args...), Program{
		Version: "1", Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
		Open:        func(context.Context, Settings) (App, error) { return f, nil },
		OpenBrowser: func(context.Context, string) error { f.note("browser"); return nil },
		Tools:       func(context.Context) (*Toolchain, error) { return nil, errors.New(noTools) },
	})
	return code, stdout.String(), stderr.String()
}

// login is an integration whose attempt stays in the given state.
func login(state string) *fakeApp {
	return &fakeApp{answers: map[string]string{
		"GET /patchbay/integrations/acme": `{"data":{"unique_key":"acme","provider":"acme"}}`,
		"GET /patchbay/providers/acme":    `{"data":{"credential_fields":[]}}`,
		"POST /patchbay/connect":          `{"attempt":{"id":"a1","state":"pending","authorize_url":"https://acme.example/login"}}`,
		"GET /patchbay/attempts/a1":       `{"data":{"id":"a1","state":"` + state + `","connection_id":"jane","error":{"code":"access_denied","message":"Acme says no.","hint":"Ask again."}}}`,
		"DELETE /patchbay/attempts/a1":    ``,
	}, on: map[string]func(){}}
}

func TestCtrlCTakesTheAttemptBack(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	app := login("pending")
	app.on["GET /patchbay/attempts/a1"] = cancel
	code, out, errs := app.run(t, ctx, "connect", "acme")
	if code != exitInterrupted || out != "" || !strings.HasSuffix(errs, "patchbay: interrupted.\n") {
		t.Errorf("code %d, stdout %q, stderr %q", code, out, errs)
	}
	calls := strings.Join(app.calls, ", ")
	if !strings.Contains(calls, "listen, POST /patchbay/connect, browser") || !strings.HasSuffix(calls, "DELETE /patchbay/attempts/a1, close") {
		t.Errorf("calls: %s", calls)
	}
}

func TestConnectTellsTheOutcome(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]struct {
		code int
		text string
	}{
		"succeeded": {exitOK, "Connected acme/jane."},
		"failed":    {exitFailed, "Acme says no. Ask again."},
	} {
		code, out, errs := login(state).run(t, t.Context(), "connect", "acme", "--no-browser")
		if code != want.code || !strings.Contains(out+errs, want.text) || !strings.Contains(errs, "https://acme.example/login") {
			t.Errorf("%s: code %d, %q, %q", state, code, out, errs)
		}
	}
	if app := login("succeeded"); true {
		if _, _, errs := app.run(t, t.Context(), "connect", "acme", "--no-browser"); strings.Contains(strings.Join(app.calls, " "), "browser") {
			t.Errorf("--no-browser opened one: %s", errs)
		}
	}
}

// A key that signs once goes where it is not stored, and what the integration holds is not asked for.
func TestConnectWithAKeyThatSignsOnce(t *testing.T) {
	t.Parallel()
	app := &fakeApp{answers: map[string]string{
		"GET /patchbay/integrations/acme": `{"data":{"unique_key":"acme","provider":"acme","integration_config":{"pin":"***"}}}`,
		"GET /patchbay/providers/acme":    `{"data":{"credential_fields":[{"name":"user"},{"name":"pin"}],"assertion_fields":[{"name":"privateKey"}],"integration_fields":[{"name":"pin"}]}}`,
		"POST /patchbay/connect":          `{"connection":{"connection_id":"jane","provider_config_key":"acme"}}`,
	}}
	if code, _, errs := app.run(t, t.Context(), "connect", "acme", "--credential", "user=me", "--credential", "privateKey=k1"); code != exitOK {
		t.Fatalf("code %d, %s", code, errs)
	}
	first := app.sent["POST /patchbay/connect"]
	if code, _, errs := app.run(t, t.Context(), "connect", "acme", "--credential", "user=me", "--once", "privateKey=k1"); code != exitOK || app.sent["POST /patchbay/connect"] != first {
		t.Fatalf("code %d, %s", code, errs)
	}
	var body map[string]any
	if err := json.Unmarshal([]byte(first), &body); err != nil || body["assertion_option"].(map[string]any)["privateKey"] != "k1" || len(body["credentials"].(map[string]any)) != 1 {
		t.Errorf("sent %s", first)
	}
}

func TestServeSaysWhereItIsAndStopsWhenAsked(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"serve"}, {"serve", "--json"}} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		app := &fakeApp{}
		code, out, _ := app.run(t, ctx, args...)
		want := "http://localhost:3003/#link=x\n"
		if len(args) > 1 {
			want = `{"event":"ready","url":"http://localhost:3003","webhook_url":"http://localhost:3004","gui_url":"http://localhost:3003/#link=x"}` + "\n"
		}
		if code != exitOK || out != want {
			t.Errorf("%v: code %d, stdout %q, want %q", args, code, out, want)
		}
		if got := strings.Join(app.calls, " "); got != "listen close" {
			t.Errorf("%v: calls %s", args, got)
		}
	}
}

func TestFollowingPrintsEachOperationOnce(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	rounds := 0
	app := &fakeApp{answers: map[string]string{
		"GET /patchbay/operations": `{"data":[{"id":"o3","state":"running","title":"C"},{"id":"o2","state":"success","title":"B"},{"id":"o1","state":"failed","title":"A"}]}`,
	}, on: map[string]func(){}}
	app.on["GET /patchbay/operations"] = func() {
		if rounds++; rounds == 3 {
			cancel()
		}
	}
	code, out, errs := app.run(t, ctx, "logs", "tail", "-f")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != exitOK || len(lines) != 2 || !strings.HasSuffix(lines[0], "A") || !strings.HasSuffix(lines[1], "B") {
		t.Errorf("code %d, stdout %q, stderr %q", code, out, errs)
	}
}
