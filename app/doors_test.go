package app_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"patchbay/app/sqlite"
)

// overheard holds an address and counts who connects.
func overheard(t *testing.T, address string) *atomic.Int32 {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	var heard atomic.Int32
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			heard.Add(1)
			_ = conn.Close() // it has nothing to say
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-ended })
	return &heard
}

// Security LH-16: the window chooses another port when its own is taken, publishes that one, and sends nothing to whoever
// holds the first.
func TestTheHolderOfOurPortHearsNothing(t *testing.T) {
	t.Parallel()
	probe, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := probe.Addr().String()
	if err := probe.Close(); err != nil {
		t.Fatal(err)
	}
	heard := overheard(t, taken)
	c := config(t)
	c.Addr, c.FreePort = taken, true
	a, at := listening(t, c)
	instance, err := sqlite.RunningInstance(c.DataDir)
	if err != nil || instance == nil || instance.URL != at.API {
		t.Fatalf("published %+v, %v; it listens at %s", instance, err, at.API)
	}
	if at.Notice == "" || !strings.HasPrefix(a.Link(), at.API+"/") {
		t.Errorf("the user is told %q and gets the link %s", at.Notice, a.Link())
	}
	if status, _ := get(t, overSocket(t, instance.Socket), "http://localhost/patchbay/status"); status != http.StatusOK {
		t.Errorf("status: %d", status)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if n := heard.Load(); n != 0 {
		t.Errorf("%d connections reached the stranger", n)
	}
}

// Security LH-17: after a crash somebody else may hold the port that is still written in the data folder. Patchbay's own
// clients go by the folder's lock and socket, so the stranger hears of no command; a new start refuses the port.
func TestWhoTakesThePortAfterACrashHearsNoCommand(t *testing.T) {
	t.Parallel()
	account := newAccount(t)
	secret := []string{"PATCHBAY_VAULT=passphrase", "PATCHBAY_PASSPHRASE=correct horse"}
	program := start(t, account.command(context.WithoutCancel(t.Context()), secret, "serve", "--json"))
	program.kill(t, 0)
	if left, err := os.ReadFile(account.data + "/instance.json"); err != nil || !strings.Contains(string(left), program.URL) {
		t.Fatalf("the crash left %s, %v", left, err)
	}
	heard := overheard(t, strings.Replace(program.URL, "http://localhost", "127.0.0.1", 1))
	for _, command := range [][]string{{"keys", "show"}, {"mcp", "status"}} {
		if out, said, code := account.run(t, command...); code != 0 {
			t.Errorf("%v ended with %d: %s%s", command, code, out, said)
		}
	}
	if _, said, code := account.run(t, "serve", "--addr", strings.TrimPrefix(program.URL, "http://")); code == 0 || !strings.Contains(said, "taken by another program") {
		t.Errorf("serve on the stranger's port ended with %d: %s", code, said)
	}
	if n := heard.Load(); n != 0 {
		t.Errorf("%d connections reached the stranger", n)
	}
}

// Security WH-12: a webhook that comes while Patchbay is closed finds nobody, so the provider sends it again; nothing
// claims afterwards that it came.
func TestAWebhookWhileClosedFindsNobody(t *testing.T) {
	t.Parallel()
	c := config(t)
	a, at := listening(t, c)
	client := overSocket(t, socketOf(t, c.DataDir))
	made, err := client.Post("http://localhost/integrations", "application/json", strings.NewReader(`{"provider":"unauthenticated","unique_key":"open"}`))
	if err != nil {
		t.Fatal(err)
	}
	made.Body.Close()
	hook := func() (*http.Response, error) {
		return plainClient.Post(at.Webhook+"/webhook/dev/open", "application/json", strings.NewReader(`{"type":"made"}`))
	}
	answer, err := hook()
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	kept := func() string {
		_, body := get(t, overSocket(t, socketOf(t, c.DataDir)), "http://localhost/patchbay/webhooks")
		return body
	}
	if n := strings.Count(kept(), `"integration":"open"`); n != 1 {
		t.Fatalf("%d webhooks in the inbox: %s", n, kept())
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if answer, err := hook(); err == nil {
		answer.Body.Close()
		t.Errorf("closed, and answered %d", answer.StatusCode)
	}
	_, _ = listening(t, c)
	if n := strings.Count(kept(), `"integration":"open"`); n != 1 {
		t.Errorf("%d webhooks in the inbox after the start: %s", n, kept())
	}
}

func socketOf(t *testing.T, dir string) string {
	t.Helper()
	instance, err := sqlite.RunningInstance(dir)
	if err != nil || instance == nil {
		t.Fatalf("nobody runs: %v", err)
	}
	return instance.Socket
}

// Security LH-18: bodies of a gigabyte and headers of a megabyte end in a refusal, wherever they are sent, and the app goes on.
func TestTooMuchIsRefused(t *testing.T) {
	t.Parallel()
	_, at := listening(t, config(t))
	const gigabyte = 1 << 30
	for name, request := range map[string]string{
		"declared":         fmt.Sprintf("POST /patchbay/session HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", hostOf(at.API), gigabyte),
		"without a length": fmt.Sprintf("POST /patchbay/session HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n", hostOf(at.API)),
		"unknown route":    fmt.Sprintf("POST /nowhere HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n", hostOf(at.API), gigabyte),
		"a long header":    fmt.Sprintf("GET /health HTTP/1.1\r\nHost: %s\r\nX: ", hostOf(at.API)),
	} {
		status, sent := flood(t, hostOf(at.API), request, gigabyte)
		if !strings.HasPrefix(status, "HTTP/1.1 4") || sent == gigabyte {
			t.Errorf("%s: %q after %d bytes", name, status, sent)
		}
	}
	hook := fmt.Sprintf("POST /webhook/dev/nobody HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", gigabyte)
	if status, sent := flood(t, hostOf(at.Webhook), hook, gigabyte); !strings.HasPrefix(status, "HTTP/1.1 4") || sent == gigabyte {
		t.Errorf("webhook: %q after %d bytes", status, sent)
	}
	if status, body := get(t, plainClient, at.API+"/health"); status != http.StatusOK {
		t.Errorf("afterwards: %d %s", status, body)
	}
}

func hostOf(url string) string { return strings.TrimPrefix(url, "http://") }

// flood sends a request and then bytes without end. It returns the status line of the answer, and how many bytes left
// before the other side hung up.
func flood(t *testing.T, address, request string, most int) (status string, sent int) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	answer := make(chan string, 1)
	go func() {
		line := make([]byte, 32)
		n, _ := io.ReadFull(conn, line) // a connection that is reset in the middle of the answer gave one
		answer <- string(line[:n])
	}()
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	junk := []byte(strings.Repeat("a", 1<<16))
	for sent < most {
		n, err := conn.Write(junk)
		sent += n
		if err != nil {
			break
		}
	}
	return <-answer, sent
}

// Security UI-10: nothing registers a scheme of links, and such a link given to the program runs, connects and imports nothing.
func TestALinkIsNoCommand(t *testing.T) {
	t.Parallel()
	account := newAccount(t)
	for _, link := range []string{"patchbay://connect/github?run=1", "patchbay:", "patchbay://" + strings.Repeat("a", 10_000), "--open=patchbay://settings"} {
		if out, said, code := account.run(t, link); code == 0 || out != "" || !strings.Contains(said, "unexpected argument") && !strings.Contains(said, "unknown flag") {
			t.Errorf("%.40q ended with %d: %s%.200s", link, code, out, said)
		}
	}
	if made, err := os.ReadDir(account.data); err != nil || len(made) != 1 || made[0].Name() != "providers" {
		t.Errorf("the data folder holds %v, %v", made, err)
	}
	for _, name := range []string{"../wails.json", "../Makefile", "../build/setup.sh"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, registration := range []string{"x-scheme-handler", "CFBundleURLTypes", `"protocols"`, "patchbay://"} {
			if strings.Contains(string(text), registration) {
				t.Errorf("%s registers a scheme: %s", name, registration)
			}
		}
	}
}
