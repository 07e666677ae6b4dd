package app_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// account is one user's login on this machine: folders of its own, and nothing of whoever runs the tests.
type account struct {
	home string // everything that the program may write lies below
	data string // the data folder
	env  []string
}

func newAccount(t *testing.T) *account {
	t.Helper()
	home := t.TempDir()
	a := &account{home: home, data: filepath.Join(home, "data")}
	for _, name := range []string{"data", "data/providers", "tmp", "run", "xdg"} {
		if err := os.Mkdir(filepath.Join(home, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	a.env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + home + "/tmp", "XDG_RUNTIME_DIR=" + home + "/run",
		"XDG_DATA_HOME=" + home + "/xdg", "XDG_CONFIG_HOME=" + home + "/xdg", "XDG_CACHE_HOME=" + home + "/xdg",
		"DBUS_SESSION_BUS_ADDRESS=unix:path=" + home + "/no-bus", "GORACE=" + os.Getenv("GORACE"),
		"PATCHBAY_DATA_DIR=" + a.data, "PATCHBAY_ADDR=127.0.0.1:0", "PATCHBAY_WEBHOOK_ADDR=127.0.0.1:0", "PATCHBAY_ALLOW_HOSTS=127.0.0.1"}
	return a
}

// provider adds a file to the catalog of the account.
func (a *account) provider(t *testing.T, key, yaml string) {
	t.Helper()
	head := "display_name: " + key + "\ncategories: [dev-tools]\ndocs: https://example.com/docs\n"
	if err := os.WriteFile(filepath.Join(a.data, "providers", key+".yaml"), []byte(head+yaml), 0o600); err != nil {
		t.Fatal(err)
	}
}

// command prepares one run of the program.
func (a *account) command(ctx context.Context, env []string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "patchbay", args...)
	cmd.Env = append(append([]string{}, a.env...), env...)
	return cmd
}

// transcript collects output while others read it.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// running is a `patchbay serve`.
type running struct {
	cmd      *exec.Cmd
	URL      string `json:"url"`
	Webhook  string `json:"webhook_url"`
	GUI      string `json:"gui_url"`
	out, err transcript
}

// start starts a prepared `serve --json` and waits until it is ready.
func start(t *testing.T, cmd *exec.Cmd) *running {
	t.Helper()
	r := &running{cmd: cmd}
	cmd.Stderr = &r.err
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(io.TeeReader(stdout, &r.out)).ReadBytes('\n')
	if err != nil {
		_ = cmd.Wait() // what it said is what counts
		t.Fatalf("serve ended before it was ready: %v\n%s", err, r.err.String())
	}
	if err := json.Unmarshal(line, r); err != nil {
		t.Fatal(err)
	}
	return r
}

// stop ends it as Ctrl-C does.
func (r *running) stop(t *testing.T) {
	t.Helper()
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Wait(); err != nil {
		t.Errorf("serve ended with %v\n%s", err, r.err.String())
	}
}

// kill ends it as a power cut does, after a while.
func (r *running) kill(t *testing.T, after time.Duration) {
	t.Helper()
	<-time.After(after)
	if err := r.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	_ = r.cmd.Wait() // it was killed; that is what it says
}

// send makes one call with the key and returns status, header and body as one text beside the body.
func (r *running) send(ctx context.Context, key, method, path, body string, header http.Header) (status int, whole, answer string, err error) {
	req, err := http.NewRequestWithContext(ctx, method, r.URL+path, strings.NewReader(body))
	if err != nil {
		return 0, "", "", err
	}
	for name, values := range header {
		req.Header[name] = values
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	if body != "" && req.Header.Get("Content-Type") == "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := plainClient.Do(req)
	if err != nil {
		return 0, "", "", err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, "", "", err
	}
	var head strings.Builder
	if err := resp.Header.Write(&head); err != nil {
		return 0, "", "", err
	}
	return resp.StatusCode, head.String() + "\n" + string(raw), string(raw), nil
}

// plainClient keeps nothing open and follows nothing.
var plainClient = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// object writes names and values, in turn, as a JSON object.
func object(pairs ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	raw, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
