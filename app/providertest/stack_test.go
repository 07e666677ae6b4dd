package providertest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/api"
	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/providerscripts"
	"patchbay/app/providertest"
	"patchbay/app/proxy"
	"patchbay/app/records"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
	"patchbay/app/webhooks"
	"patchbay/providers"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// testKey is the API key of every stack.
const testKey = "0d9c3a1e-5b7f-4c26-8e14-93a7f0b2d6c5"

// A stack is Patchbay with its real parts, behind its real door, in a world where every host is the fake vendor.
type stack struct {
	t      *testing.T
	vendor *providertest.Vendor
	clock  *clock
	url    string
	http   *http.Client
	log    *journal
	bus    *event.Bus
}

var openCatalog = sync.OnceValues(func() (*catalog.Catalog, error) {
	return catalog.Open(providers.Index, "", slog.New(slog.DiscardHandler))
})

// clock is a time that stands still until a test moves it.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time { return time.UnixMilli(c.at.Load()).UTC() }

func (c *clock) advance(d time.Duration) { c.at.Add(d.Milliseconds()) }

func newStack(t *testing.T) *stack {
	t.Helper()
	ctx := t.Context()
	vendor, err := providertest.NewVendor()
	must(t, err)
	t.Cleanup(vendor.Close)
	st := &stack{t: t, vendor: vendor, clock: &clock{}, log: &journal{}}
	st.clock.at.Store(time.Now().UnixMilli())
	logger := slog.New(slog.NewJSONHandler(st.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	known, err := openCatalog()
	must(t, err)
	dir := t.TempDir()
	main, journal := st.openDB(dir, "main", "patchbay.db"), st.openDB(dir, "logs", "logs.db")
	box, err := vault.Open(ctx, vault.Options{Mode: vault.Memory})
	must(t, err)
	bus := event.NewBus()
	st.bus = bus
	set, err := settings.Open(ctx, settings.Options{DB: main, Vault: box, Bus: bus, FixedKey: testKey})
	must(t, err)
	redactor := logs.NewRedactor()
	redactor.Add(testKey)
	store, err := logs.Open(ctx, logs.Options{DB: journal, Redactor: redactor, Bus: bus, Now: st.clock.now, Log: logger})
	must(t, err)
	store.Start(ctx)
	t.Cleanup(store.Stop)
	out := outbound.New(outbound.Options{RootCAs: vendor.Roots(), Now: st.clock.now, Log: logger,
		Proxy: func(*url.URL) (*url.URL, error) { return vendor.Proxy(), nil },
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("93.184.215.14")}, nil
		}})
	t.Cleanup(out.Close)
	service := connect.New(connect.Options{DB: main, Vault: box, Catalog: known, Settings: set, Auth: auth.NewClient(auth.Options{HTTP: out, Now: st.clock.now}),
		Logs: store, Redactor: redactor, Bus: bus, CallbackURL: func() string { return st.url + "/oauth/callback" }, Now: st.clock.now, Log: logger})
	px := proxy.New(proxy.Options{Connect: service, Outbound: out, Logs: store, Now: st.clock.now, Log: logger})
	service.SetVerifier(px)
	service.SetScripts(providerscripts.New(px))
	must(t, service.Start(ctx))
	t.Cleanup(service.Stop)
	code := functions.New(functions.Options{DB: main, Vault: box, Bus: bus, Logs: store, Connect: service, Catalog: known, Settings: set,
		Records: records.New(records.Options{DB: main}), Now: st.clock.now, Log: logger})
	t.Cleanup(code.Stop)
	hooks := webhooks.New(webhooks.Options{DB: main, Vault: box, Settings: set, Catalog: known, Connect: service, Functions: code, Outbound: out, Logs: store,
		Redactor: redactor, Bus: bus, Now: st.clock.now, Log: logger})
	must(t, hooks.Start(ctx))
	t.Cleanup(hooks.Stop)
	st.listen(api.New(api.Options{DB: main, Functions: code, Webhooks: hooks, Settings: set, Catalog: known, Connect: service, Proxy: px, Logs: store, Bus: bus, Vault: box, Redactor: redactor,
		Version: "test", Now: st.clock.now, Log: logger, Status: func() api.Status { return api.Status{APIURL: st.url, DataDir: dir} }}))
	return st
}

func (st *stack) listen(server *api.Server) {
	port := 0
	listener := httptest.NewUnstartedServer(server.Loopback(func() api.Addresses { return api.Addresses{Port: port} }))
	_, text, err := net.SplitHostPort(listener.Listener.Addr().String())
	must(st.t, err)
	port, err = strconv.Atoi(text)
	must(st.t, err)
	st.url = "http://127.0.0.1:" + text
	listener.Start()
	st.t.Cleanup(listener.Close)
	transport := &http.Transport{}
	st.t.Cleanup(transport.CloseIdleConnections)
	st.http = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (st *stack) openDB(dir, migrations, name string) *sqlite.DB {
	st.t.Helper()
	db, err := sqlite.Open(st.t.Context(), sqlite.Options{Path: filepath.Join(dir, name), Migrations: sqlite.Migrations(migrations), Now: st.clock.now})
	must(st.t, err)
	st.t.Cleanup(func() { must(st.t, db.Close()) })
	return db
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answer is a response read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) object() map[string]any {
	var object map[string]any
	if json.Unmarshal(a.body, &object) != nil {
		return nil
	}
	return object
}

// ask sends a request to Patchbay; a body that is no []byte is sent as JSON. A key of "" sends no API key.
func (st *stack) ask(method, path string, body any, header map[string]string) (answer, error) {
	var reader io.Reader
	send := http.Header{"Authorization": {"Bearer " + testKey}}
	switch b := body.(type) {
	case nil:
	case []byte:
		if len(b) > 0 {
			reader = bytes.NewReader(b)
		}
	default:
		text, err := json.Marshal(b)
		if err != nil {
			return answer{}, err
		}
		reader = bytes.NewReader(text)
		send.Set("Content-Type", "application/json")
	}
	for name, value := range header {
		send.Set(name, value)
	}
	address := path
	if address[0] == '/' {
		address = st.url + path
	}
	req, err := http.NewRequestWithContext(st.t.Context(), method, address, reader)
	if err != nil {
		return answer{}, err
	}
	req.Header = send
	res, err := st.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return answer{res.StatusCode, res.Header, text}, err
}

// journal is a log that many write and tests read.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(p)
}
