package connect_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/groundtest"
	"patchbay/app/vault"
)

// The crash tests run this test binary again as a child that ends itself, without any clean-up, at one step of a write.
// The child's keychain is a file, and its provider is the parent's.
const (
	childStep = "PATCHBAY_TEST_STEP"
	childDir  = "PATCHBAY_TEST_DIR"
	childURL  = "PATCHBAY_TEST_PROVIDER"
	childTask = "PATCHBAY_TEST_TASK"
)

// fileRing is a keychain that outlives the process.
type fileRing struct{ path string }

func (f fileRing) load() map[string]string {
	items := map[string]string{}
	if text, err := os.ReadFile(f.path); err == nil {
		_ = json.Unmarshal(text, &items)
	}
	return items
}

func (f fileRing) save(items map[string]string) error {
	text, err := json.Marshal(items)
	if err != nil {
		return err
	}
	return os.WriteFile(f.path, text, 0o600)
}

func (f fileRing) Get(_, account string) (string, error) {
	value, ok := f.load()[account]
	if !ok {
		return "", vault.ErrNotFound
	}
	return value, nil
}

func (f fileRing) Set(_, account, value string) error {
	items := f.load()
	items[account] = value
	return f.save(items)
}

func (f fileRing) Delete(_, account string) error {
	items := f.load()
	if _, ok := items[account]; !ok {
		return vault.ErrNotFound
	}
	delete(items, account)
	return f.save(items)
}

func (f fileRing) connections() int {
	n := 0
	for account := range f.load() {
		if strings.Contains(account, "/connection/") {
			n++
		}
	}
	return n
}

// TestChild is the child; on its own it has nothing to do.
func TestChild(t *testing.T) {
	step := os.Getenv(childStep)
	if step == "" {
		return
	}
	w := &world{t: t, dir: os.Getenv(childDir), clock: groundtest.NewClock(crashTime), address: os.Getenv(childURL)}
	w.keyring = fileRing{filepath.Join(w.dir, "ring.json")}
	w.open()
	w.outbox()
	w.SetStep(func(name string) error {
		if name == step {
			fmt.Println("killed at " + name)
			process, err := os.FindProcess(os.Getpid())
			if err == nil {
				_ = process.Kill()
			}
			select {}
		}
		return nil
	})
	switch os.Getenv(childTask) {
	case "renew":
		_, _ = w.fresh("c")
	case "create":
		_ = w.importRaw("keyed", "k", map[string]any{"type": "API_KEY", "apiKey": "some-key"})
	case "delete":
		_ = w.DeleteConnection(context.Background(), w.env, "acme", "c")
	}
	t.Fatalf("the step %s was never reached", step)
}

var crashTime = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// kill runs the child and waits for its end.
func (w *world) kill(t *testing.T, task, step string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.count=1")
	child.Env = append(os.Environ(), childStep+"="+step, childDir+"="+w.dir, childURL+"="+w.provider.URL(), childTask+"="+task)
	out, err := child.Output()
	scanner := bufio.NewScanner(strings.NewReader(string(out)))
	if !scanner.Scan() || scanner.Text() != "killed at "+step || err == nil {
		t.Fatalf("the child said %s (%v)", out, err)
	}
}

// crashWorld is a world that a child can open: everything is on disk.
func crashWorld(t *testing.T, o authtest.Options) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), clock: groundtest.NewClock(crashTime), provider: authtest.New(t, o)}
	w.keyring = fileRing{filepath.Join(w.dir, "ring.json")}
	w.address = w.provider.URL()
	w.open()
	t.Cleanup(w.close)
	w.integration("acme")
	w.integration("keyed")
	return w
}

// Security OA-16: killed anywhere around the renewal of a rotating token, the connection has a working token afterwards,
// or says what was lost. The provider allows no second use of a refresh token.
func TestKilledDuringRenewal(t *testing.T) {
	t.Parallel()
	for step, lost := range map[string]bool{"refresh.marked": false, "refresh.answered": true, "refresh.sealed": true, "refresh.written": true, "refresh.committed": false} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			w := crashWorld(t, authtest.Options{})
			w.imported("c", 10*time.Minute)
			w.close()
			w.kill(t, "renew", step)
			w.open()
			token, err := w.fresh("c")
			switch {
			case err == nil && !w.provider.Valid(token):
				t.Errorf("handed out a token that does not work")
			case err == nil || !lost:
				if err != nil || step == "refresh.committed" && w.provider.Count("refresh_token") != 1 {
					t.Errorf("%v, %d renewals", err, w.provider.Count("refresh_token"))
				}
			default:
				f := fault.From(err)
				if !strings.Contains(f.Message, "stopped in the middle") || f.Hint != "Reconnect the account." {
					t.Errorf("%q / %q", f.Message, f.Hint)
				}
				if _, err := w.login(connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c", Reconnect: true}); err != nil {
					t.Errorf("reconnect: %v", err)
				}
			}
		})
	}
}

// A provider that forgives the second use of a refresh token, as many do for a minute, loses nothing at any step.
func TestKilledDuringRenewalWithGrace(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"refresh.answered", "refresh.sealed", "refresh.written"} {
		w := crashWorld(t, authtest.Options{Grace: true})
		w.imported("c", 10*time.Minute)
		w.close()
		w.kill(t, "renew", step)
		w.open()
		if token, err := w.fresh("c"); err != nil || !w.provider.Valid(token) {
			t.Errorf("%s: %v", step, err)
		}
	}
}

// Security KC-05: killed anywhere while a connection is made or removed, row and key agree after the next start.
func TestKilledBetweenKeyAndRow(t *testing.T) {
	t.Parallel()
	rows := []struct {
		task, step string
		want       int // connections, and keys of connections
	}{
		{"create", "write.expected", 1}, {"create", "write.sealed", 1}, {"create", "write.written", 1}, {"create", "write.committed", 2},
		{"delete", "key.delete", 0},
	}
	for _, row := range rows {
		t.Run(row.task+" "+row.step, func(t *testing.T) {
			t.Parallel()
			w := crashWorld(t, authtest.Options{})
			w.imported("c", 0)
			w.close()
			w.kill(t, row.task, row.step)
			w.clock.Advance(time.Second)
			w.open()
			w.must(w.Start(t.Context()))
			ring := w.keyring.(fileRing)
			waitFor(t, func() bool { return ring.connections() == row.want && w.trash() == 0 })
			list, err := w.Connections(t.Context(), w.env, connect.ConnectionFilter{})
			if err != nil || len(list) != row.want {
				t.Errorf("%d connections, %v", len(list), err)
			}
			for _, c := range list {
				if _, err := w.Credentials(t.Context(), w.env, c.IntegrationKey, c.ConnectionID); err != nil {
					t.Errorf("%s: %v", c.ConnectionID, err)
				}
			}
		})
	}
}

// trash counts the keys that wait to be deleted.
func (w *world) trash() int {
	w.t.Helper()
	var n int
	w.must(w.db.Reader().QueryRow(`SELECT count(*) FROM key_trash`).Scan(&n))
	return n
}
