//go:build unix

package app_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	_ "modernc.org/sqlite"
)

const crashRounds = 12

// A renewed token survives `kill -9` at any moment: after each crash the connection works, the databases are sound and
// nobody else may read a file.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	const seed = 20260304
	moments := rand.New(rand.NewPCG(seed, seed))
	rotation := newRotation(t)
	a := newAccount(t)
	a.provider(t, "login", "auth_mode: OAUTH2\nauthorization_url: "+rotation.URL+"/authorize\ntoken_url: "+rotation.URL+"/token\nproxy:\n  base_url: "+rotation.URL+"\n")
	w := &crash{t: t, account: a, key: uuid.NewString()}
	w.begin()
	w.must(200, "POST", "/integrations", object("provider", "login", "unique_key", "login", "credentials",
		map[string]string{"type": "OAUTH2", "client_id": "client", "client_secret": "secret", "scopes": "a"}))
	tokens := map[string]string{"type": "OAUTH2", "access_token": "access-0", "refresh_token": "refresh-0"}
	w.must(201, "POST", "/connections", object("provider_config_key", "login", "connection_id", "jane", "credentials", tokens))
	for round := range crashRounds {
		rotation.listen()
		stopped := w.hammer()
		<-rotation.asked // now something is being renewed
		w.program.kill(t, time.Duration(moments.IntN(30_000))*time.Microsecond)
		stopped()
		w.sound()
		w.begin()
		w.must(200, "GET", "/patchbay/c/login/jane/things", "")
		w.must(200, "POST", "/patchbay/connections/jane/refresh?provider_config_key=login", "")
		w.must(200, "GET", "/patchbay/c/login/jane/things", "")
		if t.Failed() {
			t.Fatalf("round %d of seed %d\n%s", round, seed, w.program.err.String())
		}
	}
	w.program.stop(t)
	w.sound()
	renewals, again := rotation.counts()
	t.Logf("%d renewals, %d of them with the token from before the crash", renewals, again)
	if renewals < 2*crashRounds {
		t.Errorf("only %d renewals: the crashes hit nothing", renewals)
	}
}

// crash is one account whose program is killed again and again.
type crash struct {
	t       *testing.T
	account *account
	key     string
	program *running
}

// begin starts the program in a shell that would leave every new file open to everybody.
func (w *crash) begin() {
	w.t.Helper()
	cmd := exec.CommandContext(w.t.Context(), "sh", "-c", "umask 000; exec patchbay serve --json --vault passphrase")
	cmd.Env = append(append([]string{}, w.account.env...), "PATCHBAY_SECRET_KEY="+w.key, "PATCHBAY_PASSPHRASE=correct horse")
	w.program = start(w.t, cmd)
}

func (w *crash) must(status int, method, path, body string) {
	w.t.Helper()
	got, _, answer, err := w.program.send(w.t.Context(), w.key, method, path, body, nil)
	if err != nil || got != status {
		w.t.Errorf("%s %s answers %d, %v, want %d: %s", method, path, got, err, status, answer)
	}
}

// hammer renews, calls and changes the connection until the returned function is called. What fails because the
// program was killed is of no interest.
func (w *crash) hammer() (stop func()) {
	ctx, cancel := context.WithCancel(w.t.Context())
	var busy sync.WaitGroup
	for _, call := range [][3]string{
		{"POST", "/patchbay/connections/jane/refresh?provider_config_key=login", ""},
		{"GET", "/patchbay/c/login/jane/things", ""},
		{"POST", "/connections/metadata", `{"provider_config_key":"login","connection_id":"jane","metadata":{"a":"b"}}`},
	} {
		program := w.program
		busy.Go(func() {
			for ctx.Err() == nil {
				if _, _, _, err := program.send(ctx, w.key, call[0], call[1], call[2], nil); err != nil {
					return
				}
			}
		})
	}
	return func() { cancel(); busy.Wait() }
}

// sound looks at what the crash left: modes, and a copy of each database, so that the next start finds the original.
func (w *crash) sound() {
	w.t.Helper()
	copied := w.t.TempDir()
	err := filepath.WalkDir(w.account.data, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; info.Mode().Perm() != want {
			w.t.Errorf("%s has mode %o, want %o", path, info.Mode().Perm(), want)
		}
		if !info.Mode().IsRegular() || !strings.Contains(d.Name(), ".db") || filepath.Dir(path) != w.account.data {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(copied, d.Name()), raw, 0o600)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, name := range []string{"patchbay.db", "logs.db"} {
		db, err := sql.Open("sqlite", filepath.Join(copied, name))
		if err != nil {
			w.t.Fatal(err)
		}
		for _, check := range []string{"integrity_check", "foreign_key_check"} {
			var said string
			err := db.QueryRow("PRAGMA " + check).Scan(&said)
			if said != "ok" && err != sql.ErrNoRows {
				w.t.Errorf("%s of %s: %q, %v", check, name, said, err)
			}
		}
		if err := db.Close(); err != nil {
			w.t.Error(err)
		}
	}
}

// rotation is an OAuth server and API with rotating refresh tokens and reuse detection. A used refresh token may come
// once more while its successor was never used, as after a crash; once a successor has been used anywhere, it ends the
// login for good. So it notices a program that uses tokens before it has them safe.
type rotation struct {
	*httptest.Server
	mu        sync.Mutex
	serial    int
	current   string // the newest refresh token
	previous  string
	confirmed bool // the newest pair was used
	dead      string
	renewals  int
	again     int
	asked     chan struct{} // closed when the next request for a token comes in
}

func newRotation(t *testing.T) *rotation {
	r := &rotation{current: "refresh-0", asked: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", r.token)
	mux.HandleFunc("/", r.api)
	r.Server = httptest.NewServer(mux)
	t.Cleanup(r.Close)
	return r
}

// listen makes asked wait for the next request for a token.
func (r *rotation) listen() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = make(chan struct{})
}

func (r *rotation) counts() (renewals, again int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.renewals, r.again
}

func (r *rotation) token(w http.ResponseWriter, req *http.Request) {
	sent := req.PostFormValue("refresh_token")
	r.mu.Lock()
	defer r.mu.Unlock()
	select {
	case <-r.asked:
	default:
		close(r.asked)
	}
	switch {
	case r.dead == "" && sent == r.current:
		r.previous = sent
	case r.dead == "" && sent == r.previous && !r.confirmed:
		r.again++
	case r.dead == "":
		r.dead = fmt.Sprintf("%s came again after %s was in use", sent, r.current)
		fallthrough
	default:
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "invalid_grant", "error_description": r.dead})
		return
	}
	r.serial++
	r.renewals++
	r.current, r.confirmed = fmt.Sprint("refresh-", r.serial), false
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": fmt.Sprint("access-", r.serial), "refresh_token": r.current, "expires_in": 3600})
}

func (r *rotation) api(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var n int
	if _, err := fmt.Sscanf(req.Header.Get("Authorization"), "Bearer access-%d", &n); err != nil || n > r.serial {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	r.confirmed = r.confirmed || n == r.serial
	_, _ = io.WriteString(w, "{}") // a caller that was killed does not read it
}
