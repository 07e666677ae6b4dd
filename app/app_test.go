package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"patchbay/app"
	"patchbay/app/api"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

func config(t *testing.T) app.Config {
	t.Helper()
	b := build()
	return app.Config{DataDir: filepath.Join(t.TempDir(), "data"), Addr: "127.0.0.1:0", WebhookAddr: "127.0.0.1:0",
		Vault: vault.Memory, Providers: b.Providers, Frontend: b.Frontend, Version: "test"}
}

// listening opens, starts and listens; the test closes it.
func listening(t *testing.T, c app.Config) (*app.App, app.Addresses) {
	t.Helper()
	a, err := app.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := a.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	at, err := a.Listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return a, at
}

func get(t *testing.T, client *http.Client, url string) (status int, body string) {
	t.Helper()
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(raw)
}

// overSocket is a client of the control socket.
func overSocket(t *testing.T, path string) *http.Client {
	t.Helper()
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", path)
	}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func TestEachDoorLetsInWhomItShould(t *testing.T) {
	t.Parallel()
	c := config(t)
	a, at := listening(t, c)
	client := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(client.CloseIdleConnections)

	if status, body := get(t, client, at.API+"/health"); status != 200 || strings.TrimSpace(body) != `{"result":"ok"}` {
		t.Errorf("health: %d %s", status, body)
	}
	for _, path := range []string{"/integrations", "/patchbay/keys", "/patchbay/status", "/connections"} {
		if status, body := get(t, client, at.API+path); status != 401 {
			t.Errorf("%s without a key: %d %s", path, status, body)
		}
		if status, body := get(t, client, at.Webhook+path); status != 404 {
			t.Errorf("%s on the webhook port: %d %s", path, status, body)
		}
	}
	for _, path := range []string{"/control/focus", "/control/link"} {
		resp, err := client.Post(at.API+path, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode < 400 {
			t.Errorf("%s answers on the port: %d", path, resp.StatusCode)
		}
	}
	instance, err := sqlite.RunningInstance(c.DataDir)
	if err != nil || instance == nil || instance.URL != at.API || instance.PID != os.Getpid() {
		t.Fatalf("published %+v, %v", instance, err)
	}
	socket := overSocket(t, instance.Socket)
	if status, body := get(t, socket, "http://localhost/patchbay/keys"); status != 200 || !strings.Contains(body, `"key"`) {
		t.Errorf("keys over the socket: %d %s", status, body)
	}
	if link := a.Link(); !strings.HasPrefix(link, at.API+"/#link=") {
		t.Errorf("link %s", link)
	}
}

func TestTheSocketGivesLinksAndKnowsWhetherThereIsAWindow(t *testing.T) {
	t.Parallel()
	c := config(t)
	_, at := listening(t, c)
	instance, err := sqlite.RunningInstance(c.DataDir)
	if err != nil {
		t.Fatal(err)
	}
	socket := overSocket(t, instance.Socket)
	resp, err := socket.Post("http://localhost/control/link", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var link struct {
		GUI string `json:"gui_url"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&link); err != nil {
		t.Fatal(err)
	}
	_, token, found := strings.Cut(link.GUI, "#link=")
	if !found {
		t.Fatalf("link %q", link.GUI)
	}
	for i, want := range []int{200, 401} { // it works once
		answer, err := http.Post(at.API+"/patchbay/session", "application/json", strings.NewReader(`{"link":"`+token+`"}`))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("use %d: %d, want %d", i+1, answer.StatusCode, want)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	focus, err := socket.Post("http://localhost/control/focus", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	focus.Body.Close()
	if focus.StatusCode != http.StatusNotFound {
		t.Errorf("focus without a window: %d", focus.StatusCode)
	}
}

// Security LH-24.
func TestClosingLeavesNothingListeningAndNothingBehind(t *testing.T) {
	t.Parallel()
	c := config(t)
	a, at := listening(t, c)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{at.API, at.Webhook} {
		port := url[strings.LastIndexByte(url, ':')+1:]
		for _, host := range []string{"127.0.0.1", "::1"} {
			if conn, err := net.Dial("tcp", net.JoinHostPort(host, port)); err == nil {
				conn.Close()
				t.Errorf("%s:%s still listens", host, port)
			}
		}
	}
	for _, name := range []string{"instance.json", "control.sock"} {
		if _, err := os.Stat(filepath.Join(c.DataDir, name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is left behind (%v)", name, err)
		}
	}
	// The same folder opens again at once.
	_, _ = listening(t, c)
}

// Security LH-13 by the modes, which hold where nobody can become another user.
func TestTheDataFolderIsForThisUserAlone(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Log("Windows has no modes; the profile folder's list of rights does this")
		return
	}
	c := config(t)
	listening(t, c)
	err := filepath.WalkDir(c.DataDir, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestALongDataFolderStillHasAControlSocket(t *testing.T) {
	t.Parallel()
	c := config(t)
	c.DataDir = filepath.Join(c.DataDir, strings.Repeat("a long name with blanks ", 6), "żółw")
	a, _ := listening(t, c)
	instance, err := sqlite.RunningInstance(c.DataDir)
	if err != nil {
		t.Fatal(err)
	}
	if status, _ := get(t, overSocket(t, instance.Socket), "http://localhost/health"); status != 200 {
		t.Errorf("health over %s: %d", instance.Socket, status)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(instance.Socket)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket's folder is left behind (%v)", err)
	}
}

func TestAFailedListenLeavesTheAppUsable(t *testing.T) {
	t.Parallel()
	stranger, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	c := config(t)
	c.WebhookAddr = stranger.Addr().String()
	a, err := app.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := a.Listen(t.Context()); !fault.HasCode(err, "port_taken") || !strings.Contains(err.Error(), "--webhook-addr") {
		t.Errorf("Listen = %v", err)
	}
	if instance, err := sqlite.RunningInstance(c.DataDir); instance != nil {
		t.Errorf("published %+v (%v) without listening", instance, err)
	}
}

func TestTheWindowTakesAnotherPortAndSaysSo(t *testing.T) {
	t.Parallel()
	stranger, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	c := config(t)
	c.Addr, c.FreePort = stranger.Addr().String(), true
	_, port, _ := net.SplitHostPort(c.Addr)
	_, at := listening(t, c)
	if strings.HasSuffix(at.API, ":"+port) || !strings.Contains(at.Notice, port) || !strings.Contains(at.Notice, at.API) {
		t.Errorf("at %s, notice %q", at.API, at.Notice)
	}
}

func TestTheDoctorTellsWhatToDo(t *testing.T) {
	t.Parallel()
	stranger, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	c := config(t)
	c.Addr = stranger.Addr().String()
	c.Vault = vault.Passphrase // and no passphrase
	found := map[string]bool{}
	for _, check := range app.Diagnose(t.Context(), c) {
		found[check.Name] = check.OK
		if !check.OK && check.Hint == "" {
			t.Errorf("%s fails with %q and no word on what to do", check.Name, check.Message)
		}
	}
	for name, ok := range map[string]bool{"data folder": true, "keychain": false, "port": false, "webhook port": true, "clock": true} {
		if got, there := found[name]; !there || got != ok {
			t.Errorf("%s: ok=%v (there: %v), want %v", name, got, there, ok)
		}
	}
	if _, err := os.Stat(c.DataDir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the doctor made the data folder (%v)", err)
	}
}

// A folder that another program copies can be damaged: the doctor says so before the first start, from inside the running app
// and after it was closed; each start that serves says it once.
func TestAFolderThatIsSyncedIsToldOf(t *testing.T) {
	t.Parallel()
	c := config(t)
	c.DataDir = filepath.Join(t.TempDir(), "Dropbox", "patchbay")
	var said strings.Builder
	c.Log = slog.New(slog.NewTextHandler(&said, &slog.HandlerOptions{Level: slog.LevelWarn}))
	told := func(when string, checks []api.Check) {
		t.Helper()
		i := slices.IndexFunc(checks, func(one api.Check) bool { return one.Name == "data folder" })
		if i < 0 || checks[i].OK || !strings.Contains(checks[i].Message, "Dropbox") || !strings.Contains(checks[i].Hint, "--data-dir") {
			t.Errorf("%s the doctor finds %+v", when, checks)
		}
	}
	told("before the first start", app.Diagnose(t.Context(), c))
	a, err := app.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if said.Len() > 0 {
		t.Errorf("a command that serves nobody says %s", said.String())
	}
	if _, err := a.Listen(t.Context()); err != nil {
		t.Error(err)
	}
	answer := httptest.NewRecorder()
	a.Handler().ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/patchbay/doctor", nil))
	var report api.DoctorReport
	if err := json.Unmarshal(answer.Body.Bytes(), &report); err != nil {
		t.Error(err)
	}
	told("inside the running app", report.Checks)
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	if strings.Count(said.String(), "lies where Dropbox") != 1 {
		t.Errorf("the start says %q", said.String())
	}
	told("after it was closed", app.Diagnose(t.Context(), c))
}

// A thousand strangers that connect, say half a word and wait must not keep anybody else out.
func TestIdleConnectionsKeepNobodyOut(t *testing.T) {
	t.Parallel()
	_, at := listening(t, config(t))
	for range 1000 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(at.API, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, "GET /he"); err != nil {
			t.Fatal(err)
		}
	}
	client := &http.Client{Transport: &http.Transport{}, Timeout: 5 * time.Second} // less than the slow ones are given
	t.Cleanup(client.CloseIdleConnections)
	if status, body := get(t, client, at.API+"/health"); status != http.StatusOK {
		t.Errorf("health: %d %s", status, body)
	}
}
