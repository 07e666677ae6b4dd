package notify_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/groundtest"
	"patchbay/app/logs"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// received is one request that a backend got.
type received struct {
	at     time.Time
	header http.Header
	body   string
	path   string
}

// backend is the user's own server: it keeps what it gets and answers as the test says.
type backend struct {
	mu     sync.Mutex
	got    []received
	answer func(n int, w http.ResponseWriter, r *http.Request) // n counts from 1; nil: 200
	now    func() time.Time
	came   chan struct{}
}

func newBackend() *backend { return &backend{now: time.Now, came: make(chan struct{}, 1000)} }

func (b *backend) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	b.mu.Lock()
	b.got = append(b.got, received{at: b.now(), header: r.Header.Clone(), body: string(body), path: r.URL.Path})
	n, answer := len(b.got), b.answer
	b.mu.Unlock()
	if answer != nil {
		answer(n, w, r)
	}
	b.came <- struct{}{}
}

func (b *backend) requests() []received {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]received{}, b.got...)
}

// wait returns once n requests have been answered in all.
func (b *backend) wait(t *testing.T, n int) []received {
	t.Helper()
	for len(b.requests()) < n {
		select {
		case <-b.came:
		case <-t.Context().Done():
			t.Fatalf("%d requests came, want %d", len(b.requests()), n)
		}
	}
	return b.requests()
}

// direct plays the network: every host is the one backend. It stands in for the client where the clock is not the wall's.
type direct struct{ backend http.Handler }

func (d direct) Do(req *http.Request, _ outbound.Policy, _ func(outbound.Hop)) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	recorder := httptest.NewRecorder()
	d.backend.ServeHTTP(recorder, req)
	if err := req.Context().Err(); err != nil {
		return nil, fault.New(fault.Upstream, outbound.CodeTimeout, "It did not answer in time.").WithCause(err)
	}
	return recorder.Result(), nil
}

// broken plays a network without an answer.
type broken struct {
	mu    sync.Mutex
	tries []time.Time
	code  string
}

func (b *broken) Do(*http.Request, outbound.Policy, func(outbound.Hop)) (*http.Response, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tries = append(b.tries, time.Now())
	return nil, fault.New(fault.Upstream, b.code, "Nothing answers.")
}

// world is a notify service over real storage.
type world struct {
	*notify.Service
	t        *testing.T
	dir      string
	db       *sqlite.DB
	logs     *logs.Store
	settings *settings.Service
	redactor *logs.Redactor
	env      int64
	sender   notify.Sender
	close    func()
}

// begin opens a world; sender nil is the real client, which may reach no private place by itself.
func begin(t *testing.T, sender notify.Sender) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), sender: sender}
	if sender == nil {
		client := outbound.New(outbound.Options{Proxy: func(*url.URL) (*url.URL, error) { return nil, nil }})
		t.Cleanup(client.Close)
		w.sender = client
	}
	w.open()
	t.Cleanup(func() { w.close() })
	return w
}

func (w *world) open() {
	w.t.Helper()
	ctx := context.Background()
	g := groundtest.Open(w.t, groundtest.Options{Dir: w.dir})
	g.Logs.Start(ctx)
	w.db, w.logs, w.settings, w.redactor, w.env = g.DB, g.Logs, g.Settings, g.Redactor, g.Environment.ID
	w.Service = notify.New(notify.Options{DB: w.db, Vault: g.Vault, Settings: w.settings, Sender: w.sender, Logs: w.logs, Redactor: w.redactor,
		Bus: g.Bus, Version: "test"})
	w.close = sync.OnceFunc(func() {
		w.Stop()
		g.Close()
	})
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// targets sets the environment's addresses.
func (w *world) targets(primary, secondary string) {
	w.t.Helper()
	_, err := w.UpdateSettings(context.Background(), w.env, notify.SettingsUpdate{PrimaryURL: &primary, SecondaryURL: &secondary})
	w.must(err)
}

func (w *world) tx(fn func(tx *sqlite.Tx) error) {
	w.t.Helper()
	w.must(w.db.WithTx(context.Background(), fn))
}

// connected keeps the notice of a new connection.
func (w *world) connected(id string) {
	w.t.Helper()
	w.tx(func(tx *sqlite.Tx) error {
		_, err := w.ConnectionChanged(context.Background(), tx, created(w.env, id))
		return err
	})
}

func created(env int64, id string) connect.Notice {
	return connect.Notice{EnvironmentID: env, Integration: "github-dev", Provider: "github", ConnectionID: id, AuthMode: "OAUTH2", Operation: connect.Creation,
		Tags: map[string]string{"end_user_id": "user-1"}, EndUser: &connect.EndUser{ID: "user-1", Email: "a@b.co", Organization: &connect.Organization{ID: "org-1"}}}
}

func (w *world) list(f notify.Filter) []notify.Notification {
	w.t.Helper()
	page, err := w.Notifications(context.Background(), w.env, f)
	w.must(err)
	return page.Notifications
}

// bodies are those of all notifications that were kept, oldest first.
func (w *world) bodies() []string {
	w.t.Helper()
	var all []string
	for _, n := range w.list(notify.Filter{}) {
		d, err := w.Notification(context.Background(), w.env, n.ID)
		w.must(err)
		all = append([]string{d.Body}, all...)
	}
	return all
}

// verify checks both signatures by the rules of http-api §10.1, over the bytes that came.
func (w *world) verify(got received) {
	w.t.Helper()
	key, err := w.SigningKey(context.Background(), w.env)
	w.must(err)
	mac := hmac.New(sha256.New, []byte(key.Reveal()))
	mac.Write([]byte(got.body))
	if want := hex.EncodeToString(mac.Sum(nil)); got.header.Get("X-Nango-Hmac-Sha256") != want {
		w.t.Errorf("X-Nango-Hmac-Sha256 is %q, want %q", got.header.Get("X-Nango-Hmac-Sha256"), want)
	}
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte(key.Reveal()+got.body))); got.header.Get("X-Nango-Signature") != want {
		w.t.Errorf("X-Nango-Signature is %q, want %q", got.header.Get("X-Nango-Signature"), want)
	}
}

func raw(text string) json.RawMessage { return json.RawMessage(text) }

// ended waits for the end of the newest notification.
func (w *world) ended() notify.Detail {
	w.t.Helper()
	for w.t.Context().Err() == nil {
		n := w.list(notify.Filter{Limit: 1})
		if len(n) == 1 && !n[0].FinishedAt.IsZero() {
			d, err := w.Notification(context.Background(), w.env, n[0].ID)
			w.must(err)
			return d
		}
		// The end is one transaction behind the answer: the writer's turn comes after it.
		w.tx(func(*sqlite.Tx) error { return nil })
	}
	w.t.Fatal("the notification did not end")
	return notify.Detail{}
}
