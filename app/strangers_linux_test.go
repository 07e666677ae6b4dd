package app_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// serving starts `patchbay serve` in an account of its own; the test ends it.
func serving(t *testing.T) (*account, *running) {
	t.Helper()
	a := newAccount(t)
	secret := []string{"PATCHBAY_VAULT=passphrase", "PATCHBAY_PASSPHRASE=correct horse"}
	r := start(t, a.command(context.WithoutCancel(t.Context()), secret, "serve", "--json"))
	t.Cleanup(func() { r.stop(t) })
	return a, r
}

// Security LH-11: of the whole program nothing listens but the two ports, both on the loopback addresses alone.
func TestNothingListensBeyondLoopback(t *testing.T) {
	t.Parallel()
	a, r := serving(t)
	if _, said, code := a.run(t, "integrations", "create", "github", "--key", "login", "--client-id", "i", "--client-secret", "s"); code != 0 {
		t.Fatal(said)
	}
	// A login that waits for the browser opens no port of its own.
	status, _, answer, err := r.send(t.Context(), keyOf(t, a), "POST", "/patchbay/connect", `{"integration":"login","connection_id":"me"}`, nil)
	if err != nil || status != http.StatusOK {
		t.Fatalf("%d %s %v", status, answer, err)
	}
	want := []string{}
	for _, url := range []string{r.URL, r.Webhook} {
		_, port, _ := net.SplitHostPort(hostOf(url))
		want = append(want, "127.0.0.1:"+port)
		if probe, err := net.Listen("tcp6", "[::1]:0"); err == nil {
			probe.Close()
			want = append(want, "[::1]:"+port)
		}
	}
	got := listensAt(t, r.cmd.Process.Pid)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("it listens at %v, want %v", got, want)
	}
}

func keyOf(t *testing.T, a *account) string {
	t.Helper()
	out, said, code := a.run(t, "keys", "show")
	if code != 0 {
		t.Fatal(said)
	}
	return strings.TrimSpace(out)
}

// listensAt is every TCP address on which a process listens, as the system tells.
func listensAt(t *testing.T, pid int) []string {
	t.Helper()
	dir := fmt.Sprintf("/proc/%d", pid)
	open, err := os.ReadDir(dir + "/fd")
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for _, file := range open {
		if target, err := os.Readlink(dir + "/fd/" + file.Name()); err == nil && strings.HasPrefix(target, "socket:[") {
			own[strings.Trim(target, "socket:[]")] = true
		}
	}
	var at []string
	for _, table := range []string{"/net/tcp", "/net/tcp6"} {
		text, err := os.ReadFile(dir + table)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			const listening = "0A"
			if fields := strings.Fields(line); len(fields) > 9 && fields[3] == listening && own[fields[9]] {
				at = append(at, addressOf(t, fields[1]))
			}
		}
	}
	return at
}

// addressOf reads an address of /proc/net/tcp: hexadecimal words in the machine's order, then the port.
func addressOf(t *testing.T, text string) string {
	t.Helper()
	word, port, _ := strings.Cut(text, ":")
	number, err := strconv.ParseUint(port, 16, 16)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{"0100007F": "127.0.0.1", "00000000000000000000000001000000": "[::1]"}
	if name, known := names[word]; known {
		return fmt.Sprintf("%s:%d", name, number)
	}
	return text
}

// Security LH-18: ten thousand connections that say half a word cost little, and nobody else waits.
func TestTenThousandIdleConnectionsAreCheap(t *testing.T) {
	t.Parallel()
	_, r := serving(t)
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		t.Fatal(err)
	}
	const spare = 1000 // for the tests that run at the same time
	n := min(10_000, max(100, int(files.Cur)-spare))
	for range n {
		conn, err := net.Dial("tcp", strings.Replace(hostOf(r.URL), "localhost", "127.0.0.1", 1))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, "GET /he"); err != nil {
			t.Fatal(err)
		}
	}
	if status, body := get(t, plainClient, r.URL+"/health"); status != http.StatusOK {
		t.Errorf("health: %d %s", status, body)
	}
	memory := residentMB(t, r.cmd.Process.Pid)
	t.Logf("%d idle connections: %d MB", n, memory)
	if memory > maxIdleMB {
		t.Errorf("%d MB are in use", memory)
	}
}

var residentLine = regexp.MustCompile(`(?m)^VmRSS:\s+(\d+) kB$`)

func residentMB(t *testing.T, pid int) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	found := residentLine.FindSubmatch(text)
	if found == nil {
		t.Fatalf("no size in %s", text)
	}
	kB, err := strconv.Atoi(string(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	return kB >> 10
}

// nobody is the account of another user.
const nobody = 65534

// asAnotherUser runs fn as a user who shares nothing with this one: Linux keeps the user of each thread. The thread is
// thrown away afterwards. It reports false where the tests may not do that: it takes root, and the right to change users.
func asAnotherUser(t *testing.T, fn func()) bool {
	t.Helper()
	if os.Geteuid() != 0 {
		return false
	}
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked, so the thread ends with this goroutine
		_, _, groups := syscall.RawSyscall(syscall.SYS_SETGROUPS, 0, 0, 0)
		_, _, group := syscall.RawSyscall(syscall.SYS_SETRESGID, nobody, nobody, nobody)
		_, _, user := syscall.RawSyscall(syscall.SYS_SETRESUID, nobody, nobody, nobody)
		if groups != 0 || group != 0 || user != 0 {
			done <- fmt.Errorf("becoming another user: %w, %w, %w", groups, group, user)
			return
		}
		fn()
		done <- nil
	}()
	switch err := <-done; {
	case errors.Is(err, syscall.EPERM): // root of a container that may not change users
		return false
	case err != nil:
		t.Fatal(err)
	}
	return true
}

// enterable lets every user pass the folders of the test on the way to dir, which keeps its own mode.
func enterable(t *testing.T, dir string) {
	t.Helper()
	for parent := filepath.Dir(dir); strings.HasPrefix(parent, os.TempDir()+"/"); parent = filepath.Dir(parent) {
		if err := os.Chmod(parent, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// Security LH-13: another user of this machine reads no file of the data folder and opens no socket in it, not even when
// the folder itself was opened by mistake. Without root, the modes are all that can be looked at.
func TestAnotherUserReadsNothing(t *testing.T) {
	t.Parallel()
	c := config(t)
	listening(t, c)
	var files []string
	err := filepath.WalkDir(c.DataDir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) < 5 {
		t.Fatalf("files %v, %v", files, err)
	}
	enterable(t, c.DataDir)
	socket := socketOf(t, c.DataDir)
	closed := func(how string) {
		for _, path := range files {
			file, err := os.Open(path)
			if err == nil {
				file.Close()
			}
			if !errors.Is(err, fs.ErrPermission) && path != socket {
				t.Errorf("%s, %s: %v", how, path, err)
			}
		}
		conn, err := net.Dial("unix", socket)
		if err == nil {
			conn.Close()
		}
		if !errors.Is(err, fs.ErrPermission) {
			t.Errorf("%s, the socket: %v", how, err)
		}
	}
	if !asAnotherUser(t, func() {
		if _, err := os.ReadDir(c.DataDir); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("the folder is listed: %v", err)
		}
		closed("as it is")
	}) {
		t.Log("not root: only the modes were looked at, by TestTheDataFolderIsForThisUserAlone")
		return
	}
	if err := os.Chmod(c.DataDir, 0o755); err != nil { //nolint:gosec // that is the mistake
		t.Fatal(err)
	}
	asAnotherUser(t, func() { closed("with an open folder") })
	if conn, err := net.Dial("unix", socket); err != nil {
		t.Errorf("the user's own: %v", err)
	} else {
		conn.Close()
	}
}

// Security LH-12: another user reaches the port, which every user can, and gets nothing out of it without the key; guessing
// becomes slow after twenty tries, for the one who guesses only, and the user is warned.
func TestAnotherUserGuessesInVain(t *testing.T) {
	t.Parallel()
	said := &transcript{}
	c := config(t)
	c.Log = slog.New(slog.NewTextHandler(said, nil))
	_, at := listening(t, c)
	address := strings.Replace(hostOf(at.API), "localhost", "127.0.0.1", 1)
	ask := func(path, key string) string {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return err.Error()
		}
		defer conn.Close()
		if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nConnection: close\r\n\r\n", path, address, key); err != nil {
			return err.Error()
		}
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			return err.Error()
		}
		defer answer.Body.Close()
		return answer.Status
	}
	const free, more = 20, 4
	guess := func() {
		for _, path := range []string{"/connections", "/integrations", "/patchbay/keys", "/patchbay/mcp", "/patchbay/status"} {
			if got := ask(path, ""); got != "401 Unauthorized" {
				t.Errorf("%s without a key: %s", path, got)
			}
		}
		begun := time.Now()
		for i := range free - 5 + more {
			if got := ask("/connections", fmt.Sprintf("Bearer 00000000-0000-4000-8000-%012d", i)); got != "401 Unauthorized" {
				t.Errorf("guess %d: %s", i, got)
			}
		}
		if took := time.Since(begun); took < more*250*time.Millisecond {
			t.Errorf("%d guesses took %s", free+more, took)
		}
	}
	if !asAnotherUser(t, guess) {
		guess() // the port knows no users
	}
	if !strings.Contains(said.String(), "guessing") {
		t.Errorf("the user is told nothing: %s", said)
	}
	if _, body := get(t, overSocket(t, socketOf(t, c.DataDir)), "http://localhost/patchbay/keys"); !strings.Contains(body, `"key"`) {
		t.Errorf("the user's own clients: %s", body)
	}
}
